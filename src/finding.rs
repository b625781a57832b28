//! Findings: problems as the rooms find them, before the line of the file is put beside them.
//!
//! Finding the line means reading the YAML again with positions, so it is done once, at the end, and
//! only for the files that have something wrong in them.

use std::fmt;
use std::ops::Range;

use crate::problem::{Code, Place, Problem};
use crate::yaml::{KeyPath, Outline, Part};

/// Where in a file a finding is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The file as a whole.
    File,
    /// The first line of the YAML.
    Top,
    /// The key at the end of this path.
    Key(KeyPath),
    /// The value at the end of this path.
    Value(KeyPath),
    /// A place in the YAML.
    Part(Part),
    /// Bytes of the file's text.
    Bytes(Range<usize>),
}

/// What is wrong, and where in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    code: Code,
    message: String,
    anchor: Anchor,
    related: Vec<(Anchor, String)>,
    hint: Option<String>,
}

impl Finding {
    /// Returns a finding about the file as a whole.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), anchor: Anchor::File, related: Vec::new(), hint: None }
    }

    /// Puts it somewhere in the file.
    #[must_use]
    pub fn anchor(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Names another place in the same file.
    #[must_use]
    pub fn related(mut self, anchor: Anchor, label: impl Into<String>) -> Self {
        self.related.push((anchor, label.into()));
        self
    }

    /// Returns the problem, with the line of the file that it is about.
    pub fn into_problem(self, text: &FileText) -> Problem {
        let mut problem = Problem::new(self.code, self.message).at(text.place(&self.anchor));
        problem.hint = self.hint;
        problem.related =
            self.related.into_iter().map(|(anchor, label)| (text.place(&anchor), label)).collect();
        problem
    }
}

/// What is wrong and what to do about it, without its place: for a value that stands in no file.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

/// A file's text, and where in it the YAML is.
pub struct FileText<'a> {
    path: &'a str,
    text: &'a str,
    yaml: Range<usize>,
    outline: std::cell::OnceCell<Option<Outline>>,
}

impl<'a> FileText<'a> {
    /// Returns the text of a file whose YAML stands at `yaml`, in bytes.
    pub fn new(path: &'a str, text: &'a str, yaml: Range<usize>) -> Self {
        Self { path, text, yaml, outline: std::cell::OnceCell::new() }
    }

    /// Returns the place that an anchor means.
    pub fn place(&self, anchor: &Anchor) -> Place {
        match anchor {
            Anchor::File => Place::file(self.path),
            Anchor::Top => Place::line(self.path, self.text, 1, 1, 3),
            Anchor::Bytes(range) => Place::bytes(self.path, self.text, range.clone()),
            Anchor::Part(part) => self.part(*part),
            Anchor::Key(path) => self.outlined(|outline| outline.key(path)),
            Anchor::Value(path) => self.outlined(|outline| outline.value(path)),
        }
    }

    fn outlined(&self, find: impl FnOnce(&Outline) -> Part) -> Place {
        let outline = self.outline.get_or_init(|| Outline::read(&self.text[self.yaml.clone()]).ok());
        match outline {
            Some(outline) => self.part(find(outline)),
            None => Place::file(self.path),
        }
    }

    fn part(&self, part: Part) -> Place {
        let lines_before = self.text[..self.yaml.start].matches('\n').count();
        Place::line(self.path, self.text, lines_before + part.line, part.column, part.length)
    }
}
