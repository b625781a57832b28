//! The values that can be written better, and what they become.

use serde_yaml::Value;

use super::dates::{Extent, iso};
use super::lines::Lines;
use crate::content::DocumentKind;
use crate::dates::{Moment, PartialDate};
use crate::keys::{Group, Key, Purpose, Shape};
use crate::outline::{KeyPath, Outline, Step};
use crate::site::Vocabulary;
use crate::world::Country;
use crate::yaml::inline;
use jiff::tz::TimeZone;

/// What a value is, and so what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A country, which becomes its code.
    Country,
    /// A topic, which becomes its id.
    Topic,
    /// A date with its day.
    Day,
    /// A date that may lack its day.
    PartialDate,
}

/// One value in the place of another.
#[derive(Debug)]
pub struct Change {
    pub sort: Sort,
    /// Where in the YAML.
    pub path: KeyPath,
    /// The line, counted from 0, and the bytes in it.
    pub line: usize,
    pub bytes: std::ops::Range<usize>,
    /// The new value, and how it is written.
    pub value: String,
    pub token: String,
}

/// What is known of the site.
pub struct Known<'a> {
    pub zone: &'a TimeZone,
    /// None where topics are left alone.
    pub vocabulary: Option<&'a Vocabulary>,
}

/// Returns the changes in one file's front matter, in the order of their lines.
pub fn changes(
    kind: DocumentKind,
    yaml: &Lines,
    outline: &Outline,
    tree: &Value,
    known: &Known,
) -> Vec<Change> {
    let mut changes = Vec::new();
    visit_group(kind.keys(), outline, tree, &KeyPath::default(), &mut |sort, path, outline, value| {
        changes.extend(change(sort, path, yaml, outline, value, known));
    });
    changes.sort_by_key(|change| (change.line, change.bytes.start));
    changes
}

/// Is called with each value that has a sort.
type See<'s> = &'s mut dyn FnMut(Sort, KeyPath, &Outline, &Value);

/// Calls `see` with each value of a group that has a sort.
fn visit_group(group: &Group, outline: &Outline, value: &Value, path: &KeyPath, see: See) {
    for key in group.keys {
        if let (Some(value), Some(outline)) =
            (value.get(key.name), outline.step(&Step::Key(key.name.to_owned())))
        {
            visit(key, outline, value, path.clone().then(key.name), see);
        }
    }
}

/// Calls `see` with each value of a key that has a sort.
fn visit(key: &Key, outline: &Outline, value: &Value, path: KeyPath, see: See) {
    match key.shape {
        // What decides when a text may be read is for its writer to say.
        Shape::Date if key.purpose == Purpose::Publication => {}
        Shape::Date => see(Sort::Day, path, outline, value),
        Shape::PartialDate => see(Sort::PartialDate, path, outline, value),
        Shape::Country => see(Sort::Country, path, outline, value),
        Shape::Topic => see(Sort::Topic, path, outline, value),
        Shape::Topics => visit_items(outline, value, &path, &mut |path, outline, value| {
            see(Sort::Topic, path, outline, value);
        }),
        Shape::Countries => visit_items(outline, value, &path, &mut |path, outline, value| {
            see(Sort::Country, path, outline, value);
        }),
        Shape::Groups(group) | Shape::ShortGroups(group) => {
            visit_items(outline, value, &path, &mut |path, outline, value| {
                visit_group(group, outline, value, &path, see);
            });
        }
        Shape::Group(group) | Shape::GroupOrWord(group, _) => visit_group(group, outline, value, &path, see),
        // Texts, numbers and words, and what stands in site.yaml only.
        Shape::Title
        | Shape::Text
        | Shape::Pattern { .. }
        | Shape::Id { .. }
        | Shape::Size
        | Shape::Number
        | Shape::Flag
        | Shape::FlagOrWords(_)
        | Shape::Percent
        | Shape::Switch { .. }
        | Shape::Words(_)
        | Shape::WordList(_)
        | Shape::Names
        | Shape::PatternList { .. }
        // "African Union" says more to readers than "AU".
        | Shape::Organisations
        | Shape::PerCountry(_)
        | Shape::PerLanguage(_)
        | Shape::Rules
        | Shape::Anything => {}
    }
}

/// Calls `see` with each item of a list.
fn visit_items(
    outline: &Outline,
    value: &Value,
    path: &KeyPath,
    see: &mut dyn FnMut(KeyPath, &Outline, &Value),
) {
    for (index, item) in value.as_sequence().into_iter().flatten().enumerate() {
        if let Some(outline) = outline.step(&Step::Item(index)) {
            see(path.clone().item(index), outline, item);
        }
    }
}

fn change(
    sort: Sort,
    path: KeyPath,
    yaml: &Lines,
    outline: &Outline,
    value: &Value,
    known: &Known,
) -> Option<Change> {
    let written = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let better = better(sort, &written, known)?;
    if better == written && value.is_string() {
        return None;
    }
    let part = outline.part();
    let line = part.line.checked_sub(1)?;
    let (bytes, token) = yaml.words(line, part.column.checked_sub(1)?, part.length)?;
    let token = match token.as_bytes() {
        [quote @ (b'"' | b'\''), .., end] if quote == end => {
            let quote = char::from(*quote);
            format!("{quote}{better}{quote}")
        }
        // Whatever else stands there, such as an alias or a tag, is none of the plain words meant.
        _ if token == written => match sort {
            Sort::Country | Sort::Topic => inline(&better),
            Sort::Day | Sort::PartialDate => better.clone(),
        },
        _ => return None,
    };
    Some(Change { sort, path, line, bytes, value: better, token })
}

/// Returns how a value is written best; none where it is not known what it means, or a date is right.
fn better(sort: Sort, written: &str, known: &Known) -> Option<String> {
    match sort {
        Sort::Country => Country::resolve(written).ok().map(|country| country.code().to_owned()),
        Sort::Topic => {
            let vocabulary = known.vocabulary.filter(|vocabulary| !vocabulary.is_open())?;
            vocabulary.resolve(written).ok().map(|topic| topic.id.clone())
        }
        Sort::Day if Moment::parse(written, known.zone).is_err() => iso(written, Extent::Day),
        Sort::PartialDate if PartialDate::parse(written).is_err() => iso(written, Extent::DayOrMonth),
        Sort::Day | Sort::PartialDate => None,
    }
}
