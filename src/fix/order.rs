//! The keys at the top, in the order in which documents have them.

use crate::outline::Outline;
use std::ops::Range;

use super::lines::Lines;

/// A key with the comments above it and its value.
struct Entry {
    rank: usize,
    lines: Range<usize>,
}

/// Returns the lines with the keys in their order; none where they are in order, or better left alone.
///
/// Comments go with the key below them. What a writer set apart by an empty line stays apart: each
/// group is put in order on its own. Keys of no known rank come last, as they were.
pub fn in_order(yaml: &Lines, outline: &Outline, rank: impl Fn(&str) -> Option<usize>) -> Option<Lines> {
    let keys: Vec<(usize, usize)> = outline
        .entries()
        .iter()
        .map(|(name, at, _)| {
            let is_first =
                at.column == 1 && yaml.line(at.line - 1).starts_with(|c: char| c != '{' && c != '?');
            is_first.then(|| (at.line - 1, rank(name).unwrap_or(usize::MAX)))
        })
        .collect::<Option<_>>()?;
    let is_above = |line: usize| yaml.line(line).trim().is_empty() || is_comment(yaml.line(line));
    let first = keys.first()?.0;
    if !keys.is_sorted_by(|one, other| one.0 < other.0) || !(0..first).all(is_above) {
        return None;
    }
    let starts: Vec<usize> = keys.iter().map(|(line, _)| with_comments(yaml, *line)).collect();
    let mut order: Vec<Range<usize>> = Vec::with_capacity(keys.len() + 2);
    order.push(0..starts.first().copied()?);
    let mut group: Vec<Entry> = Vec::new();
    for (index, (line, rank)) in keys.iter().enumerate() {
        let next = starts.get(index + 1).copied().unwrap_or(yaml.len());
        let end = end_of(yaml, *line, next);
        group.push(Entry { rank: *rank, lines: starts.get(index).copied()?..end });
        // Something stands between this key and the next, which stays where it is.
        if end < next || index + 1 == keys.len() {
            group.sort_by_key(|entry| entry.rank);
            order.extend(group.drain(..).map(|entry| entry.lines));
            order.push(end..next);
        }
    }
    let is_new = order.iter().zip(order.iter().skip(1)).any(|(one, other)| one.end != other.start);
    is_new.then(|| yaml.in_order(order))
}

fn is_comment(line: &str) -> bool {
    line.starts_with('#')
}

/// Returns the first of the comment lines above a key, without a gap between.
fn with_comments(yaml: &Lines, key: usize) -> usize {
    (0..key).rev().take_while(|line| is_comment(yaml.line(*line))).last().unwrap_or(key)
}

/// Returns where the value of a key ends: before the empty lines and the comments below it.
fn end_of(yaml: &Lines, key: usize, next: usize) -> usize {
    let is_below = |line: &usize| yaml.line(*line).trim().is_empty() || is_comment(yaml.line(*line));
    (key + 1..next).rev().take_while(is_below).last().unwrap_or(next)
}
