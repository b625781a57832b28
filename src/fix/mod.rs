//! What can be put right without asking: names of countries become codes, organisations among them come to a
//! key of their own, titles and aliases of topics become ids, dates become ISO 8601, keys come into their order.
//!
//! Nothing is written anew: words are changed in their lines, and lines change places. Whatever else is
//! in a file stays to the byte: comments, quotes, the ends of lines, the text. A file that would not
//! mean the same afterwards is left alone.

mod dates;
mod lines;
mod order;
mod organisations;
mod values;

use serde_yaml::Value;

use self::lines::Lines;
use self::values::{Change, Known, Sort};
use crate::config::Config;
use crate::content::{Briefing, Document, DocumentKind, Fence, Parsed, parse};
use crate::outline::{KeyPath, Outline, Step};
use crate::site::Vocabulary;
use crate::text::without_byte_order_mark;
use crate::yaml::tree;

/// Puts the documents of one site right.
pub struct Fixer<'a> {
    config: &'a Config,
    vocabulary: Option<&'a Vocabulary>,
}

/// A document that was put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// What the whole file should be.
    pub text: String,
    /// How many of its countries became codes.
    pub countries: usize,
    /// How many of its topics became ids.
    pub topics: usize,
    /// How many organisations came out of its countries.
    pub organisations: usize,
    /// How many of its dates became ISO 8601.
    pub dates: usize,
    /// Whether its keys came into their order.
    pub keys: bool,
}

impl<'a> Fixer<'a> {
    /// Returns one for a site; without a vocabulary, topics are left alone.
    pub fn new(config: &'a Config, vocabulary: Option<&'a Vocabulary>) -> Self {
        Self { config, vocabulary }
    }

    /// Returns what should be in a file; none where nothing can be put right.
    pub fn fix(&self, kind: DocumentKind, path: &str, bytes: &[u8]) -> Option<Fixed> {
        let text = std::str::from_utf8(bytes).ok()?;
        let without_mark = without_byte_order_mark(text);
        let mark = &text[..text.len() - without_mark.len()];
        let whole = Lines::of(without_mark);
        let end = end_of_front_matter(&whole)?;
        let original = whole.cut(1..end);
        let before = original.yaml();
        let (yaml, moved) = organisations::moved(kind, &original).unwrap_or_else(|| (original, Vec::new()));
        let written = yaml.yaml();
        let tree = tree(&written)?;
        let outline = Outline::read(&written).ok()?;

        let known = Known { zone: &self.config.timezone, vocabulary: self.vocabulary };
        let changes = values::changes(kind, &yaml, &outline, &tree, &known);
        let mut meant = tree;
        let mut new = yaml;
        for change in changes.iter().rev() {
            *at(&mut meant, &change.path)? = Value::String(change.value.clone());
            new.put(change.line, change.bytes.clone(), &change.token);
        }
        let mut keys = false;
        let rank = |name: &str| self.rank(kind, name);
        // A value that an alias repeats must stay above it.
        if Outline::first_alias(&written).is_none()
            && let Some(sorted) = order::in_order(&new, &outline, rank)
            && means(&sorted, &meant)
        {
            (new, keys) = (sorted, true);
        }
        if (changes.is_empty() && !keys && moved.is_empty()) || !means(&new, &meant) {
            return None;
        }
        let around = |range| whole.cut(range).text();
        let head = |yaml: &str| [mark, &around(0..1), yaml, &around(end..end + 1)].concat();
        let new_head = head(&new.text());
        // The text below is the same to the byte, and long to read.
        let before = parse(kind, path, head(&before).as_bytes(), self.config);
        let after = parse(kind, path, new_head.as_bytes(), self.config);
        let text = new_head + &around(end + 1..whole.len());
        let count =
            |sorts: &[Sort]| changes.iter().filter(|Change { sort, .. }| sorts.contains(sort)).count();
        agree(&before, &after, &moved).then(|| Fixed {
            text,
            countries: count(&[Sort::Country]),
            topics: count(&[Sort::Topic]),
            organisations: moved.len(),
            dates: count(&[Sort::Day, Sort::PartialDate]),
            keys,
        })
    }

    /// Returns the place of a key among those of its kind of document.
    fn rank(&self, kind: DocumentKind, name: &str) -> Option<usize> {
        // The lists that a site declares stand with `people`.
        let is_list =
            kind == DocumentKind::Briefing && self.config.taxonomies.iter().any(|taxonomy| taxonomy == name);
        kind.keys().rank(if is_list { "people" } else { name })
    }
}

/// Returns a date as ISO 8601 has it, if what is written in words or figures means one day only.
pub fn iso_day(written: &str) -> Option<String> {
    dates::iso(written, dates::Extent::Day)
}

/// Returns the line that ends the front matter.
fn end_of_front_matter(lines: &Lines) -> Option<usize> {
    let fence = Fence::opened_by(lines.line(0)).filter(|fence| *fence == Fence::Yaml)?;
    (1..lines.len()).find(|line| fence.is_closed_by(lines.line(*line)))
}

/// Returns the value at the end of a path.
fn at<'v>(tree: &'v mut Value, path: &KeyPath) -> Option<&'v mut Value> {
    path.0.iter().try_fold(tree, |here, step| match step {
        Step::Key(name) => here.get_mut(name.as_str()),
        Step::Item(index) => here.get_mut(*index),
    })
}

/// Returns whether the lines are YAML of just this meaning; the order of keys has none.
fn means(yaml: &Lines, meant: &Value) -> bool {
    tree(&yaml.yaml()).is_some_and(|tree| tree == *meant)
}

/// Returns whether a document is the same after as before, and nothing new is wrong with it.
///
/// `moved` are the organisations that stood among the countries, where they were no country of the document.
fn agree(before: &Parsed, after: &Parsed, moved: &[String]) -> bool {
    let is_old = |code, message: &str| {
        before.problems.iter().any(|problem| problem.code == code && problem.message == message)
    };
    let same = match (&before.document, &after.document) {
        (Some(Document::Briefing(before)), Some(Document::Briefing(after))) => {
            // Names of topics are what may differ, and the line at which the text begins.
            let (topics, body) = (after.topics.clone(), after.body.clone());
            let organisations = before.organisations.iter().chain(moved).cloned().collect();
            let renamed = Briefing { topics, organisations, body, ..(**before).clone() };
            renamed == **after && before.topics.len() == after.topics.len()
        }
        (before, after) => before.is_none() || after.is_some(),
    };
    same && after.problems.iter().all(|problem| is_old(problem.code, &problem.message))
}
