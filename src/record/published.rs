//! Whether what readers read has changed.

use super::News;
use super::redline::text_of_html;
use crate::content::{Alone, Body, Briefing, Status};

/// Returns whether the published words differ: title, summary, text, sources, corrections or status.
///
/// White space, markup and tags are none of them.
pub fn differs(old: &Briefing, new: &Briefing) -> bool {
    old.title != new.title
        || old.summary != new.summary
        || old.publication.status != new.publication.status
        || old.sources != new.sources
        || old.corrections != new.corrections
        || old.body != new.body && words(&old.body) != words(&new.body)
}

fn words(body: &Body) -> String {
    text_of_html(&body.render(&Alone))
}

/// Returns what a version is to readers, after the one before it.
pub fn news(old: Option<&Briefing>, new: &Briefing) -> News {
    let is_withdrawn = new.publication.status == Status::Withdrawn;
    let Some(old) = old else { return if is_withdrawn { News::Withdrawn } else { News::New } };
    if is_withdrawn && old.publication.status != Status::Withdrawn {
        News::Withdrawn
    } else if new.corrections.iter().any(|correction| !old.corrections.contains(correction)) {
        News::Corrected
    } else {
        News::Updated
    }
}
