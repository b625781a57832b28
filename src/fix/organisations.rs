//! Organisations that stand among the countries of a briefing, and their way to the key of their own.

use serde_yaml::Value;

use super::lines::Lines;
use crate::content::DocumentKind;
use crate::keys::front_matter::BRIEFING;
use crate::outline::{Outline, Step};
use crate::world::{Country, Organisation};
use crate::yaml::{add_to_list, tree};

/// The key that they stand at, and the one that they belong to.
const FROM: &str = "countries";
const TO: &str = "organisations";

/// Returns the front matter with the organisations among `countries` at `organisations`, and their names as they are
/// written; `None` where there are none, or the text is laid out in a way that cannot be changed safely.
pub fn moved(kind: DocumentKind, yaml: &Lines) -> Option<(Lines, Vec<String>)> {
    if kind != DocumentKind::Briefing {
        return None;
    }
    let written = yaml.yaml();
    let mut wanted = tree(&written)?;
    let items = wanted.get(FROM)?.as_sequence()?.clone();
    let is_meant = |item: &Value| {
        let name = item.as_str()?;
        (Country::find(name).is_err() && Organisation::find(name).is_ok()).then(|| name.to_owned())
    };
    let meant: Vec<(usize, String)> =
        items.iter().enumerate().filter_map(|(index, item)| Some((index, is_meant(item)?))).collect();
    if meant.is_empty() {
        return None;
    }
    let outline = Outline::read(&written).ok()?;
    let list = outline.step(&Step::Key(FROM.to_owned()))?;
    let mut lines = yaml.clone();
    // From the last to the first, so that the places of those before stay.
    for (index, _) in meant.iter().rev() {
        let part = list.step(&Step::Item(*index))?.part();
        lines = without(&lines, part.line.checked_sub(1)?, part.column.checked_sub(1)?, part.length)?;
    }
    let kept: Vec<Value> = items.into_iter().filter(|item| is_meant(item).is_none()).collect();
    let is_empty = kept.is_empty();
    *wanted.get_mut(FROM)? = Value::Sequence(kept);
    let mut found = tree(&lines.yaml())?;
    if is_empty && found.get(FROM)?.is_null() {
        *found.get_mut(FROM)? = Value::Sequence(Vec::new());
    }
    if found != wanted {
        return None;
    }
    let names: Vec<String> = meant.into_iter().map(|(_, name)| name).collect();
    let before: Vec<&str> = BRIEFING.names().take_while(|name| *name != TO).collect();
    let text = add_to_list(&lines.text(), TO, &names, &before)?;
    Some((Lines::of(&text), names))
}

/// Returns the lines without an item of a list, whose words stand there.
fn without(lines: &Lines, line: usize, column: usize, length: usize) -> Option<Lines> {
    let (bytes, _) = lines.words(line, column, length)?;
    let text = lines.line(line);
    let (before, after) = (text.get(..bytes.start)?, text.get(bytes.end..)?);
    if before.trim() == "-" && after.trim().is_empty() {
        return Some(lines.in_order([0..line, line + 1..lines.len()]));
    }
    let mut lines = lines.clone();
    let range = if after.trim_start().starts_with(',') {
        let rest = after.trim_start().trim_start_matches(',').trim_start();
        bytes.start..text.len() - rest.len()
    } else if let Some(kept) = before.trim_end().strip_suffix(',') {
        kept.len()..bytes.end
    } else {
        bytes
    };
    lines.put(line, range, "");
    Some(lines)
}
