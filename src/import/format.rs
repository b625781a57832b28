//! What is known of a format of files that briefings are made of.

use std::borrow::Cow;

use super::builder::ImportBuilder;
use super::dates::FoundDate;
use super::{NotImported, Original};

/// A format of files that briefings are made of: all that differs between them.
pub struct Format {
    /// The endings of its files, in lower case and without the dot.
    pub endings: &'static [&'static str],
    /// Whether its text is Markdown.
    pub is_markdown: bool,
    /// Returns the text of a file, or why there is none.
    pub text: TextReader,
    /// Returns the date and the body of a text without front matter.
    pub bare: BareReader,
}

/// Returns the text of a file. What was changed on the way is reported to the builder.
pub type TextReader =
    for<'a> fn(original: &Original<'a>, builder: &mut ImportBuilder) -> Result<Cow<'a, str>, NotImported>;

/// Returns what a text without front matter says of its date, and its body.
pub type BareReader = fn(text: &str, builder: &mut ImportBuilder) -> (Option<FoundDate>, String);
