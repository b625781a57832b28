//! A file of `content/` while it is being read.

use super::foreign::tell_foreign;
use super::near_miss::Known;
use crate::config::Html;
use crate::finding::Finding;
use crate::tree::{self, Body, Source};

/// The parts of a file that hold its YAML and its Markdown.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    pub path: &'a str,
    pub yaml: &'a str,
    pub text: &'a str,
    /// Where the Markdown begins, in bytes.
    pub body_at: usize,
    /// The keys that its kind has.
    pub known: Known<'a>,
}

impl Parts<'_> {
    pub fn body(&self) -> &str {
        &self.text[self.body_at..]
    }

    /// Reads the Markdown. `sources` are the ids that it may cite.
    pub fn read_body(&self, sources: &[&str], html: Html, findings: &mut Vec<Finding>) -> Body {
        let source = Source { path: self.path, markdown: self.body(), at: self.body_at };
        let body = tree::parse(source, sources, html, findings);
        tell_foreign(&body, html, findings);
        body
    }

    /// Returns whether this is the `index.md` of a page folder, which has its own files beside it.
    pub fn is_folder(&self) -> bool {
        self.path.ends_with("/index.md")
    }

    /// Returns the name that a document goes by where it gives itself none: its file's, or its folder's.
    pub fn stem(&self) -> &str {
        let mut names = self.path.rsplit('/');
        let file = names.next().unwrap_or_default();
        match (file, names.next()) {
            ("index.md", Some(folder)) => folder,
            _ => file.strip_suffix(".md").unwrap_or(file),
        }
    }
}
