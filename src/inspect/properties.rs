//! What a document file says of its own origin.

use std::fmt;

use crate::text::shorten;

/// How many characters of an author or a title are shown.
const SHOWN: usize = 80;

/// What a document file says of its own origin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// Who wrote it, or changed it last.
    pub author: Option<String>,
    /// The title that its program gave it.
    pub title: Option<String>,
}

/// Says it for a sentence such as "this file says …".
impl fmt::Display for Properties {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |text: &str| shorten(&text.escape_debug().to_string(), SHOWN);
        match (&self.author, &self.title) {
            (Some(author), Some(title)) => {
                write!(f, "that its author is `{}` and its title `{}`", shown(author), shown(title))
            }
            (Some(author), None) => write!(f, "that its author is `{}`", shown(author)),
            (None, Some(title)) => write!(f, "that its title is `{}`", shown(title)),
            (None, None) => f.write_str("nothing"),
        }
    }
}
