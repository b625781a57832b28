//! How much one YAML text may hold, with all that its aliases repeat.
//!
//! `&a` names a value and `*a` repeats it. Ten lines of that can stand for more values than a machine has memory, and
//! the typed parser makes each of them. So a text is counted before it is read: quickly by its length, and value by
//! value only where that may not be enough.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser};

use crate::outline::{DEEPEST, Part};

/// How many bytes a text may have, as it stands and with its aliases written out. A long briefing has ten thousand.
const MOST_BYTES: usize = 1 << 20;

/// How many values a text may have, with its aliases written out. A briefing about all countries, with two hundred
/// sources and events, has five thousand.
const MOST_VALUES: usize = 50_000;

/// Why a text is not read.
#[derive(Debug, PartialEq, Eq)]
pub struct Excess {
    /// What is too much, in a sentence.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
    /// Where it is.
    pub part: Part,
}

/// How much a value holds.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    values: usize,
    bytes: usize,
}

impl Weight {
    fn add(&mut self, other: Self) {
        self.values = self.values.saturating_add(other.values);
        self.bytes = self.bytes.saturating_add(other.bytes);
    }

    fn is_too_much(self) -> bool {
        self.values > MOST_VALUES || self.bytes > MOST_BYTES
    }
}

/// Returns why a text is too much to read; `None` if it is not.
pub fn excess(text: &str) -> Option<Excess> {
    if text.len() > MOST_BYTES {
        let part =
            Part { line: 1, column: 1, length: text.lines().next().unwrap_or_default().chars().count() };
        return Some(too_long(text.len(), part));
    }
    // A value takes a byte and what parts it from the next one.
    let has_aliases = text.contains('*') && text.contains('&');
    if text.len() / 2 <= MOST_VALUES && !has_aliases {
        return None;
    }
    weigh(text)
}

/// Counts the values of a text one by one. What is no YAML is told by those who read it.
fn weigh(text: &str) -> Option<Excess> {
    let mut named: HashMap<usize, Weight> = HashMap::new();
    // Each open list or group, with its name.
    let mut open: Vec<(usize, Weight)> = Vec::new();
    let mut total = Weight::default();
    let mut repeats: Option<Part> = None;
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        let (name, weight) = match event {
            Event::Scalar(value, _, name, _) => (name, Weight { values: 1, bytes: value.len() }),
            Event::Alias(name) => {
                repeats.get_or_insert(Part::of(span));
                // A value that repeats itself is an error of the typed parser.
                (0, named.get(&name).copied().unwrap_or_default())
            }
            Event::SequenceStart(name, _) | Event::MappingStart(name, _) => {
                if open.len() == DEEPEST {
                    return None;
                }
                open.push((name, Weight { values: 1, bytes: 0 }));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(closed) => closed,
                None => continue,
            },
            Event::DocumentEnd | Event::StreamEnd => break,
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => continue,
        };
        if name != 0 {
            named.insert(name, weight);
        }
        match open.last_mut() {
            Some((_, around)) => around.add(weight),
            None => total.add(weight),
        }
        // What is open is part of the total, so it is told as soon as any of it is too much.
        let so_far = open.last().map_or(total, |(_, around)| *around);
        if so_far.is_too_much() {
            return Some(match repeats {
                Some(part) => Excess {
                    message: "`&` and `*` repeat a value too many times".to_owned(),
                    hint: "write the values out, or put a value that begins with `*` or `&` in \"quotes\"",
                    part,
                },
                None if so_far.bytes > MOST_BYTES => too_long(so_far.bytes, Part::of(span)),
                None => Excess {
                    message: format!("there are more than {MOST_VALUES} values up to here"),
                    hint: "put what is data into a file of its own, and link to it",
                    part: Part::of(span),
                },
            });
        }
    }
    None
}

fn too_long(bytes: usize, part: Part) -> Excess {
    Excess {
        message: format!("there are {bytes} bytes here, and up to {MOST_BYTES} are read"),
        hint: "put what is text below the second `---`, and what is data into a file of its own",
        part,
    }
}
