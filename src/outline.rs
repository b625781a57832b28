//! The outline of a YAML text: which keys and values it has, and where they stand.

use std::fmt;

use saphyr_parser::{Event, Marker, Parser, Span};

/// How deep an outline goes; the typed parser stops at 128 too.
pub(crate) const DEEPEST: usize = 128;

/// Where some words of a YAML text stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// The length in characters; what goes over several lines counts as if it went on.
    pub length: usize,
}

impl Part {
    pub(crate) fn of(span: Span) -> Self {
        let length = span.end.index().saturating_sub(span.start.index());
        Self { length, ..Self::point(span.start) }
    }

    fn point(mark: Marker) -> Self {
        Self { line: mark.line(), column: mark.col() + 1, length: 0 }
    }
}

/// One step into a YAML document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The value of this key.
    Key(String),
    /// The item at this place of a list, counted from 0.
    Item(usize),
}

/// The way from the root of a YAML document to one of its values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPath(pub Vec<Step>);

impl KeyPath {
    /// Returns the path of a key at the top.
    pub fn key(name: impl Into<String>) -> Self {
        Self(vec![Step::Key(name.into())])
    }

    /// Goes on to a key.
    #[must_use]
    pub fn then(mut self, name: impl Into<String>) -> Self {
        self.0.push(Step::Key(name.into()));
        self
    }

    /// Goes on to an item, counted from 0.
    #[must_use]
    pub fn item(mut self, index: usize) -> Self {
        self.0.push(Step::Item(index));
        self
    }

    /// Returns the last key on the way, if there is one.
    pub fn last_key(&self) -> Option<&str> {
        self.0.iter().rev().find_map(|step| match step {
            Step::Key(name) => Some(name.as_str()),
            Step::Item(_) => None,
        })
    }
}

impl fmt::Display for KeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(name) if place == 0 => f.write_str(name)?,
                Step::Key(name) => write!(f, ".{name}")?,
                Step::Item(index) => write!(f, "[{}]", index + 1)?,
            }
        }
        Ok(())
    }
}

/// A value of a YAML text with its place.
#[derive(Debug)]
pub struct Outline {
    part: Part,
    inner: Inner,
}

#[derive(Debug)]
enum Inner {
    Scalar,
    List(Vec<Outline>),
    Map(Vec<(String, Part, Outline)>),
}

/// A collection that is still open while the events come in.
struct Open {
    outline: Outline,
    key: Option<(String, Part)>,
}

impl Outline {
    /// Reads the outline of the first document in `text`.
    ///
    /// # Errors
    /// Returns the place and the words of what is no YAML.
    pub fn read(text: &str) -> Result<Self, (Part, String)> {
        let mut open: Vec<Open> = Vec::new();
        let mut parser = Parser::new_from_str(text);
        while let Some(next) = parser.next_event() {
            let (event, span) =
                next.map_err(|error| (Part::point(*error.marker()), error.info().to_owned()))?;
            let part = Part::of(span);
            let done = match event {
                Event::Scalar(value, ..) => {
                    if let Some(Open { outline: Outline { inner: Inner::Map(_), .. }, key: key @ None }) =
                        open.last_mut()
                    {
                        *key = Some((value.into_owned(), part));
                        continue;
                    }
                    Outline { part, inner: Inner::Scalar }
                }
                Event::Alias(_) => Outline { part, inner: Inner::Scalar },
                Event::SequenceStart(..) | Event::MappingStart(..) => {
                    if open.len() == DEEPEST {
                        return Err((part, "lists and groups nest too deeply".to_owned()));
                    }
                    let inner = match event {
                        Event::SequenceStart(..) => Inner::List(Vec::new()),
                        _ => Inner::Map(Vec::new()),
                    };
                    open.push(Open { outline: Outline { part, inner }, key: None });
                    continue;
                }
                Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                    Some(closed) => closed.outline,
                    None => continue,
                },
                Event::DocumentEnd | Event::StreamEnd => break,
                Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => continue,
            };
            match open.last_mut() {
                None => return Ok(done),
                Some(Open { outline: Outline { inner: Inner::List(items), .. }, .. }) => items.push(done),
                Some(Open { outline: Outline { inner: Inner::Map(entries), .. }, key }) => {
                    // A key that is itself a list has no name; it is told as wrong by the typed pass.
                    let (name, at) = key.take().unwrap_or_else(|| (String::new(), done.part));
                    entries.push((name, at, done));
                }
                Some(Open { outline: Outline { inner: Inner::Scalar, .. }, .. }) => {}
            }
        }
        let start = Part { line: 1, column: 1, length: 0 };
        Ok(Self { part: start, inner: Inner::Scalar })
    }

    /// Returns where the first alias stands, a `*name` that repeats a value.
    pub fn first_alias(text: &str) -> Option<Part> {
        let mut parser = Parser::new_from_str(text);
        while let Some(Ok((event, span))) = parser.next_event() {
            if matches!(event, Event::Alias(_)) {
                return Some(Part::of(span));
            }
        }
        None
    }

    /// Returns whether the text is a group of keys, or has nothing in it.
    pub fn is_map(&self) -> bool {
        matches!(self.inner, Inner::Map(_))
    }

    /// Returns where this value stands.
    pub fn part(&self) -> Part {
        self.part
    }

    /// Returns the keys of a group, in the order of the text: names, places and values.
    pub fn entries(&self) -> &[(String, Part, Outline)] {
        match &self.inner {
            Inner::Map(entries) => entries,
            _ => &[],
        }
    }

    /// Returns the value one step further on.
    pub fn step(&self, step: &Step) -> Option<&Self> {
        self.next(step).map(|(_, value)| value)
    }

    /// Returns where the value at the end of the path stands, or the nearest thing that is there.
    pub fn value(&self, path: &KeyPath) -> Part {
        self.walk(path).1
    }

    /// Returns where the last key of the path stands, or the nearest thing that is there.
    pub fn key(&self, path: &KeyPath) -> Part {
        self.walk(path).0
    }

    /// Returns whether the path leads to a value.
    pub fn has(&self, path: &KeyPath) -> bool {
        self.get(path).is_some()
    }

    fn get(&self, path: &KeyPath) -> Option<&Self> {
        path.0.iter().try_fold(self, Self::step)
    }

    fn next(&self, step: &Step) -> Option<(Part, &Self)> {
        match (&self.inner, step) {
            (Inner::Map(entries), Step::Key(wanted)) => {
                entries.iter().find(|(name, ..)| name == wanted).map(|(_, at, value)| (*at, value))
            }
            (Inner::List(items), Step::Item(index)) => items.get(*index).map(|item| (item.part, item)),
            _ => None,
        }
    }

    fn walk(&self, path: &KeyPath) -> (Part, Part) {
        let (mut key, mut here) = (self.part, self);
        for step in &path.0 {
            let Some((at, next)) = here.next(step) else { break };
            (key, here) = (at, next);
        }
        let value = match &here.inner {
            // A list or a group is shown at its key: its own span runs over lines, or is empty.
            Inner::Scalar if here.part.length > 0 => here.part,
            _ => key,
        };
        (key, value)
    }

    /// Returns the keys that stand twice in one group: their names, first and second places.
    pub fn doubled_keys(&self) -> Vec<(String, Part, Part)> {
        let mut found = Vec::new();
        let mut open = vec![self];
        while let Some(outline) = open.pop() {
            match &outline.inner {
                Inner::Scalar => {}
                Inner::List(items) => open.extend(items),
                Inner::Map(entries) => {
                    let mut seen = std::collections::HashMap::new();
                    for (name, at, value) in entries {
                        if let Some(first) = seen.insert(name.as_str(), *at) {
                            found.push((name.clone(), first, *at));
                        }
                        open.push(value);
                    }
                }
            }
        }
        found.sort_by_key(|(_, _, second)| (second.line, second.column));
        found
    }
}
