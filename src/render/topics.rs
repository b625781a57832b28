//! The tree of topics, as several pages list it.

use serde::Serialize;

use super::views::{TopicLink, topic_link};
use crate::edition::Edition;
use crate::site::TopicId;

/// A topic in the index. The topics that are part of it follow it, one level deeper.
#[derive(Serialize)]
pub struct TopicLine {
    #[serde(flatten)]
    link: TopicLink,
    hint: String,
    count: usize,
    /// 1 for a topic that is part of no other.
    level: usize,
}

/// Returns all topics, each before the topics that are part of it.
pub fn topic_lines(edition: &Edition) -> Vec<TopicLine> {
    let site = &edition.site;
    let roots = site.topic_ids().filter(|id| site.topic(*id).parent.is_none());
    let mut waiting: Vec<(TopicId, usize)> = roots.map(|id| (id, 1)).collect();
    waiting.reverse();
    let mut lines = Vec::with_capacity(site.topics.len());
    while let Some((id, level)) = waiting.pop() {
        let entry = site.topic(id);
        lines.push(TopicLine {
            link: topic_link(edition, id),
            hint: entry.topic.as_ref().map(|topic| topic.hint.clone()).unwrap_or_default(),
            count: entry.briefings.len(),
            level,
        });
        waiting.extend(entry.children.iter().rev().map(|child| (*child, level + 1)));
    }
    lines
}
