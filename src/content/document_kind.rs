//! The kinds of documents.

use crate::keys::{Group, front_matter};

/// What a file under `content/` is, told by its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// `content/briefings/**/*.md`
    Briefing,
    /// `content/pages/**/*.md`
    Page,
    /// `content/topics/*.md`
    Topic,
    /// `content/countries/*.md`
    Profile,
    /// `content/organisations/*.md`
    Organisation,
    /// `content/authors/*.md`
    Author,
}

impl DocumentKind {
    /// Returns the keys of its front matter.
    pub fn keys(self) -> &'static Group {
        match self {
            Self::Briefing => &front_matter::BRIEFING,
            Self::Page => &front_matter::PAGE,
            Self::Topic => &front_matter::TOPIC,
            Self::Profile => &front_matter::PROFILE,
            Self::Organisation => &front_matter::ORGANISATION,
            Self::Author => &front_matter::AUTHOR,
        }
    }

    /// Returns what the file at this path is; none if it is no document.
    pub fn of(path: &str) -> Option<Self> {
        let inside = path.strip_prefix("content/")?;
        if !inside.ends_with(".md") {
            return None;
        }
        match inside.split_once('/')?.0 {
            "briefings" => Some(Self::Briefing),
            "pages" => Some(Self::Page),
            "topics" => Some(Self::Topic),
            "countries" => Some(Self::Profile),
            "organisations" => Some(Self::Organisation),
            "authors" => Some(Self::Author),
            _ => None,
        }
    }
}
