//! Findings: problems as the rooms find them, before the line of the file is put beside them.
//!
//! Finding the line means reading the YAML again with positions, so it is done once, at the end, and
//! only for the files that have something wrong in them.

use std::fmt;
use std::ops::Range;

use crate::outline::{KeyPath, Outline, Part};
use crate::problem::{Code, Place, Problem, ProblemCounts, few};
use crate::text::shorten;

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
    /// Places in other files, by their paths from the site's root.
    elsewhere: Vec<(String, Anchor, String)>,
    hint: Option<String>,
}

impl Finding {
    /// Returns a finding about the file as a whole.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            anchor: Anchor::File,
            related: Vec::new(),
            elsewhere: Vec::new(),
            hint: None,
        }
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

    /// Names a place in another file, by its path from the site's root.
    #[must_use]
    pub fn related_in(mut self, file: &str, anchor: Anchor, label: impl Into<String>) -> Self {
        self.elsewhere.push((file.to_owned(), anchor, label.into()));
        self
    }

    /// Returns what kind of problem it is.
    pub fn code(&self) -> Code {
        self.code
    }

    /// Returns where it is.
    pub fn position(&self) -> &Anchor {
        &self.anchor
    }

    /// Returns the problem, with the line of the file that it is about.
    pub fn into_problem(self, text: &FileText) -> Problem {
        let mut problem = Problem::new(self.code, shown(self.message)).at(text.place(&self.anchor));
        problem.hint = self.hint;
        problem.related =
            self.related.into_iter().map(|(anchor, label)| (text.place(&anchor), label)).collect();
        let elsewhere = self.elsewhere.into_iter();
        problem
            .related
            .extend(elsewhere.map(|(file, anchor, label)| ((text.elsewhere)(&file, &anchor), label)));
        problem
    }
}

/// How many characters of a message are shown: it may have a value in it that is as long as its file.
const LONGEST: usize = 2000;

fn shown(message: String) -> String {
    if message.len() > LONGEST { shorten(&message, LONGEST) } else { message }
}

/// Returns the problems for what was found in one file: the first ones of each kind with their lines, the rest
/// counted.
pub fn problems(findings: Vec<Finding>, text: &FileText) -> Vec<Problem> {
    let mut tally = ProblemCounts::default();
    let all = findings.into_iter().map(|finding| {
        if tally.add(finding.code) {
            finding.into_problem(text)
        } else {
            Problem::new(finding.code, String::new()).at(Place::file(text.path))
        }
    });
    few(all.collect())
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
    /// Where its lines end, in bytes.
    line_ends: std::cell::OnceCell<Vec<usize>>,
    /// Finds places in other files.
    elsewhere: &'a dyn Fn(&str, &Anchor) -> Place,
}

impl<'a> FileText<'a> {
    /// Returns the text of a file whose YAML stands at `yaml`, in bytes.
    pub fn new(path: &'a str, text: &'a str, yaml: Range<usize>) -> Self {
        Self {
            path,
            text,
            yaml,
            outline: std::cell::OnceCell::new(),
            line_ends: std::cell::OnceCell::new(),
            elsewhere: &|file, _| Place::file(file),
        }
    }

    /// Lets it tell places in other files with their lines, which `find` gives.
    #[must_use]
    pub fn beside(self, find: &'a dyn Fn(&str, &Anchor) -> Place) -> Self {
        Self { elsewhere: find, ..self }
    }

    /// Returns the line that an anchor means, counted from 1; `None` for the file as a whole.
    pub fn line(&self, anchor: &Anchor) -> Option<usize> {
        match anchor {
            Anchor::File => None,
            Anchor::Top => Some(1),
            Anchor::Bytes(range) => {
                let ends =
                    self.line_ends.get_or_init(|| self.text.match_indices('\n').map(|(at, _)| at).collect());
                Some(ends.partition_point(|end| *end < range.start) + 1)
            }
            Anchor::Part(_) | Anchor::Key(_) | Anchor::Value(_) => {
                self.place(anchor).spot.map(|spot| spot.line)
            }
        }
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
