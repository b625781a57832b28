//! Front matter that can be read and is hardly meant: values that a comment cuts off, entries that stand twice.

use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::Code;
use crate::text::shorten;
use crate::yaml::inline;

/// How much of a value is repeated in a message, in characters.
const SHOWN: usize = 60;

/// What a comment begins with that is meant for `check`.
pub const ALLOW_MARK: &str = "chancery:";

/// Tells the values of these keys that end at a ` #`, which begins a comment in YAML. Values in quotes keep it, and so do
/// those of several lines.
pub(super) fn tell_cut(yaml: &str, keys: &[&str], findings: &mut Vec<Finding>) {
    if !yaml.contains(" #") {
        return;
    }
    for line in yaml.lines() {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        if !keys.contains(&key) || value.starts_with(['"', '\'', '|', '>', '#']) {
            continue;
        }
        let Some((kept, comment)) = value.split_once(" #") else { continue };
        if comment.trim_start().starts_with(ALLOW_MARK) {
            continue;
        }
        let message = format!(
            "` #` begins a comment, so this `{key}` is `{}` alone",
            shorten(kept.trim_end(), SHOWN).escape_debug()
        );
        findings.push(
            Finding::new(Code::CutValue, message)
                .anchor(Anchor::Value(KeyPath::key(key)))
                .hint(format!("write it in quotes: `{key}: {}`", inline(value))),
        );
    }
}

/// Tells an entry of a list whose meaning stands there already.
pub fn repeated_entry(meaning: &str, path: KeyPath) -> Finding {
    let message = format!("{} stands in this list already", shorten(meaning, SHOWN).escape_debug());
    Finding::new(Code::RepeatedEntry, message)
        .anchor(Anchor::Value(path))
        .hint("take one of the two out: they count once")
}
