//! Whether what readers read has changed.

use super::ChangeKind;
use super::field_changes::is_same;
use crate::content::{Briefing, Status};
use crate::keys::front_matter::BRIEFING;
use crate::tree::Body;
use crate::tree::plain::{self, Marks};

/// Returns whether the published words differ: the text, or the keys that the table of keys counts as such.
///
/// White space, markup and tags are none of them. `has_other_text` tells whether the words of the two texts differ.
pub fn differs(old: &Briefing, new: &Briefing, has_other_text: impl FnOnce() -> bool) -> bool {
    let mut words = BRIEFING.keys.iter().filter(|key| key.is_words).filter_map(|key| key.recorded);
    words.any(|key| !is_same(key, old, new)) || old.body != new.body && has_other_text()
}

/// Returns what stands for the words of a text, which white space and markup do not change.
pub fn print_of(body: &Body) -> blake3::Hash {
    let mut print = blake3::Hasher::new();
    for word in plain::of(body, Marks::Shown).split_whitespace() {
        print.update(word.as_bytes());
        print.update(b" ");
    }
    print.finalize()
}

/// Returns whether a text has a correction that the one before it had not.
pub fn corrects(old: &Briefing, new: &Briefing) -> bool {
    new.corrections.iter().any(|correction| !old.corrections.contains(correction))
}

/// Returns what a version is to readers, after the one before it.
pub fn news(old: Option<&Briefing>, new: &Briefing) -> ChangeKind {
    let is_withdrawn = new.publication.status == Status::Withdrawn;
    let Some(old) = old else { return if is_withdrawn { ChangeKind::Withdrawn } else { ChangeKind::New } };
    if is_withdrawn && old.publication.status != Status::Withdrawn {
        ChangeKind::Withdrawn
    } else if corrects(old, new) {
        ChangeKind::Corrected
    } else {
        ChangeKind::Updated
    }
}
