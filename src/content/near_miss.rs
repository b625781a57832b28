//! Keys that look as if they held a document back, and are not `marking`, `embargo` or `status`.
//!
//! A key that nothing reads is a warning elsewhere. Here it would publish what its writer meant to keep: so a
//! near miss holds the document back until it is mended. What hits and what misses stands in the table of the
//! tests below; a site's own keys, and everything under `extra`, are never near misses.

mod names;
#[cfg(test)]
mod tests;
mod value;

use serde_yaml::Value;

use self::names::{
    CLOSED_BY_WORD, CLOSED_IF_NO, CLOSED_IF_YES, CLOSED_UNLESS_NO, MARKS, RELEASES, UNFINISHED,
};
use self::value::{
    NOT_YET, date_of, is_blank, is_made_of, label_of, says_closed, says_draft, says_no, says_open, says_yes,
    untagged,
};
use crate::config::Marking;
use crate::keys::Group;
use crate::keys::front_matter::STATUSES;
use crate::outline::KeyPath;
use crate::text::lookalike;
use crate::yaml::plain_text;

/// What a key was most likely meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meant {
    Marking,
    Embargo,
    Status,
    Draft,
    /// It is not for everyone, which a marking says.
    Closed,
}

/// A key that may have been meant to hold its document back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// Where the key stands.
    pub path: KeyPath,
    /// The key with its value, as messages show them.
    pub written: String,
    /// What to do about it, in one sentence without a full stop.
    pub hint: String,
    /// The marking that it amounts to; none for a mere draft or an embargo.
    pub marking: Option<Marking>,
    /// The date until which it holds back, as it is written, where it names one.
    pub embargo: Option<String>,
}

/// The keys that a kind of document has, and what they say of its publication.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The keys; `None` where all keys are another program's.
    pub keys: Option<&'static Group>,
    /// The lists that the site declares.
    pub taxonomies: &'a [String],
    /// Whether `status` says how things go in a country, and only the word `draft` in it is about publication.
    pub status_is_of_country: bool,
}

impl Known<'_> {
    fn has(&self, key: &str) -> bool {
        self.keys.is_some_and(|keys| keys.has(key)) || self.taxonomies.iter().any(|own| own == key)
    }
}

/// Returns the near misses among the keys at the top of a document's front matter.
pub fn near_misses<'a>(
    keys: impl IntoIterator<Item = (&'a str, &'a Value)>,
    known: Known<'_>,
) -> Vec<NearMiss> {
    let mut found = Vec::new();
    for (key, value) in keys {
        if key == "extra" || known.has(key) {
            continue;
        }
        let value = untagged(value);
        let path = KeyPath::key(key);
        if let Some(meant) = judge(key, value, known) {
            found.push(near_miss(path, key, value, meant));
        } else {
            inside(value, &path, known, &mut found);
        }
    }
    found
}

/// Returns the dates before which other generators would not have shown a document, as they are written.
///
/// Nothing is wrong with such a key once its day has come, so it is no near miss: until then it is an embargo.
pub fn releases<'a>(
    keys: impl IntoIterator<Item = (&'a str, &'a Value)>,
    known: Known<'_>,
) -> impl Iterator<Item = String> {
    keys.into_iter().filter_map(move |(key, value)| {
        let is_release = key != "extra" && !known.has(key) && RELEASES.contains(&fold(key).as_str());
        is_release.then(|| date_of(untagged(value))).flatten()
    })
}

/// Returns the near misses in a key that means nothing here, as other programs have it: in groups too, `extra` among
/// them.
pub fn near_misses_in(key: &str, value: &Value) -> Vec<NearMiss> {
    let known = Known { keys: None, taxonomies: &[], status_is_of_country: false };
    let path = KeyPath::key(key);
    let mut found = Vec::new();
    let value = untagged(value);
    match judge(key, value, known) {
        Some(meant) => found.push(near_miss(path, key, value, meant)),
        None => inside(value, &path, known, &mut found),
    }
    found
}

/// Looks into groups that nothing reads, such as `params: { draft: true }` or what `<<:` was to merge.
fn inside(value: &Value, path: &KeyPath, known: Known<'_>, found: &mut Vec<NearMiss>) {
    match value {
        Value::Mapping(group) => {
            for (key, value) in group {
                let Some(name) = key.as_str() else { continue };
                let value = untagged(value);
                let path = path.clone().then(name);
                match judge_inside(name, value, known) {
                    Some(meant) => found.push(near_miss(path, name, value, meant)),
                    None => inside(value, &path, known, found),
                }
            }
        }
        Value::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                inside(untagged(item), &path.clone().item(index), known, found);
            }
        }
        _ => {}
    }
}

fn near_miss(path: KeyPath, key: &str, value: &Value, meant: Meant) -> NearMiss {
    let written = match plain_text(value) {
        Some(text) => format!("{key}: {text}"),
        None => key.to_owned(),
    };
    let date = date_of(value);
    let line = match meant {
        Meant::Marking => match plain_text(value).and_then(|text| Marking::meant_by(&text)) {
            Some(marking) => format!("`marking: {}`", marking.label()),
            None => "`marking: TLP:RED` or another label of TLP 2.0".to_owned(),
        },
        Meant::Embargo => {
            format!("`embargo: {}`", date.as_deref().unwrap_or("2024-04-01T09:00:00+02:00"))
        }
        Meant::Status => match plain_text(value).map(|text| text.to_lowercase()) {
            Some(word) if is_status(&word) => format!("`status: {word}`"),
            _ => "`status: draft`".to_owned(),
        },
        Meant::Draft => "`status: draft`".to_owned(),
        Meant::Closed => "`marking: TLP:RED` or `status: draft`".to_owned(),
    };
    let marking = match meant {
        Meant::Marking => {
            Some(plain_text(value).and_then(|text| Marking::meant_by(&text)).unwrap_or(Marking::Red))
        }
        Meant::Closed => Some(Marking::Red),
        Meant::Embargo | Meant::Status | Meant::Draft => None,
    };
    let embargo = date.filter(|_| meant == Meant::Embargo);
    let hint = format!("write {line} in its place, or take it out; keys of your own go under `extra:`");
    NearMiss { path, written, hint, marking, embargo }
}

/// Returns whether this is a word of `status`.
fn is_status(word: &str) -> bool {
    STATUSES.iter().any(|status| status.word == word)
}

fn judge(key: &str, value: &Value, known: Known<'_>) -> Option<Meant> {
    if is_blank(value) {
        return None;
    }
    let name = fold(key);
    let name = name.as_str();
    let status = |value| {
        let holds = if known.status_is_of_country { says_draft(value) } else { true };
        holds.then_some(Meant::Status)
    };
    match name {
        "marking" => return Some(Meant::Marking),
        "embargo" => return Some(Meant::Embargo),
        "status" => return status(value),
        _ => {}
    }
    if name.starts_with("embargo") {
        return (!says_no(value)).then_some(Meant::Embargo);
    }
    if name.starts_with("marking") {
        return (!says_no(value)).then_some(Meant::Marking);
    }
    if name.starts_with("status") {
        return (says_closed(value) || says_draft(value)).then_some(Meant::Draft);
    }
    of_list(name, value).or_else(|| one_edit_away(name, value, known))
}

/// Judges a key inside a group that nothing reads: what holds nothing back by its value is no near miss there.
fn judge_inside(key: &str, value: &Value, known: Known<'_>) -> Option<Meant> {
    if is_blank(value) {
        return None;
    }
    match fold(key).as_str() {
        "marking" => {
            label_of(value).or_else(|| says_closed(value).then_some(Marking::Red)).map(|_| Meant::Marking)
        }
        "embargo" => date_of(value).map(|_| Meant::Embargo),
        "status" => (says_draft(value) || says_closed(value)).then_some(Meant::Draft),
        name if name.starts_with("embargo") => date_of(value).map(|_| Meant::Embargo),
        name => of_list(name, value).or_else(|| one_edit_away(name, value, known)),
    }
}

/// Returns whether a line of a text says by its key and its value alike that the text is held back. Prose may begin
/// with such a word and a colon, so the value has to be one that the key takes.
pub(super) fn holds_by_value(key: &str, written: &str, known: Known<'_>) -> bool {
    const LONGEST: usize = 3;
    let value = &Value::from(written);
    let name = fold(key);
    let name = name.as_str();
    let is_said = if MARKS.contains(&name) {
        says_closed(value) || label_of(value).is_some_and(|label| label != Marking::Clear)
    } else if CLOSED_UNLESS_NO.contains(&name) {
        says_yes(value)
    } else if name == "marking" {
        label_of(value).map_or_else(|| says_closed(value), |label| label != Marking::Clear)
    } else {
        judge_inside(key, value, known).is_some()
    };
    is_said && written.split_whitespace().count() <= LONGEST
}

/// Returns whether a key that nothing reads was to hold back a part of a document: a source, an event. What tells of
/// a source how secret that is or was is not meant.
pub(super) fn holds_part(key: &str, value: &Value) -> bool {
    let value = untagged(value);
    match fold(key).as_str() {
        "marking" => label_of(value).is_some_and(|label| label != Marking::Clear),
        "status" => says_draft(value),
        "draft" | "private" | "confidential" | "hidden" | "internal" => says_yes(value),
        "publish" | "published" | "public" => says_no(value),
        name => name.starts_with("embargo") && date_of(value).is_some(),
    }
}

/// Judges a key of other programs' by its folded name.
fn of_list(name: &str, value: &Value) -> Option<Meant> {
    if MARKS.contains(&name) {
        return (!says_open(value)).then_some(Meant::Marking);
    }
    let holds = if CLOSED_UNLESS_NO.contains(&name) {
        !says_no(value)
    } else if CLOSED_IF_YES.contains(&name) {
        says_yes(value)
    } else if CLOSED_IF_NO.contains(&name) {
        says_no(value) || says_closed(value) || is_made_of(value, &NOT_YET)
    } else if CLOSED_BY_WORD.contains(&name) {
        says_closed(value)
    } else if name.starts_with("draft") {
        says_yes(value)
    } else if name.ends_with("embargo") {
        return (says_yes(value) || date_of(value).is_some()).then_some(Meant::Embargo);
    } else if name.ends_with("marking") || name.ends_with("classification") || name.starts_with("tlp") {
        return (says_closed(value) || label_of(value).is_some()).then_some(Meant::Marking);
    } else {
        false
    };
    let is_unfinished =
        UNFINISHED.contains(&name) || CLOSED_IF_NO.contains(&name) || name.starts_with("draft");
    holds.then_some(if is_unfinished { Meant::Draft } else { Meant::Closed })
}

/// Judges a key by one slip of typing, if the value is one that the key that is meant takes.
fn one_edit_away(name: &str, value: &Value, known: Known<'_>) -> Option<Meant> {
    let is_near = |key: &str| name.len().abs_diff(key.len()) <= 1 && strsim::osa_distance(name, key) == 1;
    let takes_status = || {
        let word = plain_text(value).map(|text| text.to_lowercase()).unwrap_or_default();
        if known.status_is_of_country { word == "draft" } else { is_status(&word) }
    };
    if is_near("marking") && label_of(value).is_some() {
        Some(Meant::Marking)
    } else if is_near("embargo") && date_of(value).is_some() {
        Some(Meant::Embargo)
    } else if is_near("status") && takes_status() {
        Some(Meant::Status)
    } else if ["draft", "private", "confidential"].into_iter().any(is_near) && says_yes(value)
        || ["publish", "published"].into_iter().any(is_near) && says_no(value)
    {
        Some(Meant::Draft)
    } else {
        None
    }
}

/// Returns the letters and digits of a key in lower case; a letter that looks like a Latin one counts as that.
fn fold(key: &str) -> String {
    key.chars()
        .flat_map(char::to_lowercase)
        .map(|c| lookalike(c).unwrap_or(c))
        .filter(|c| c.is_alphanumeric())
        .collect()
}
