//! Whether what readers read has changed.

use super::News;
use super::redline::text_of_html;
use crate::content::{Alone, Body, Briefing, Status};

/// Returns whether the published words differ: title, summary, text, sources, corrections or status.
///
/// White space, markup and tags are none of them. `has_other_text` tells whether the words of the two texts differ.
pub fn differs(old: &Briefing, new: &Briefing, has_other_text: impl FnOnce() -> bool) -> bool {
    old.title != new.title
        || old.summary != new.summary
        || old.publication.status != new.publication.status
        || old.sources != new.sources
        || old.corrections != new.corrections
        || old.body != new.body && has_other_text()
}

/// Returns what stands for the words of a text, which white space and markup do not change.
pub fn print_of(body: &Body) -> blake3::Hash {
    blake3::hash(text_of_html(&body.render(&Alone)).as_bytes())
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
