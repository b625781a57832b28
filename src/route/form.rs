//! The forms that texts have besides their pages: files to read elsewhere.

use super::PageRoute;
use super::subject::Subject;
use crate::site::BriefingId;

/// A file that says what a page says, in another form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormRoute {
    /// `/briefings/2024/france-china/france-china.docx`
    Word(BriefingId),
    /// `/briefings/2024/france-china/france-china.md`
    Markdown(BriefingId),
    /// `/series/ukraine-settlement/ukraine-settlement.epub`, `/countries/france/france.epub`
    Book(Subject),
}

impl FormRoute {
    /// Returns the forms that a page can have.
    pub fn of(page: PageRoute) -> Vec<Self> {
        match (page, Subject::of(page)) {
            (PageRoute::Briefing(id), _) => vec![Self::Word(id), Self::Markdown(id)],
            (_, subject) => subject.map(Self::Book).into_iter().collect(),
        }
    }

    /// Returns the page that says the same.
    pub fn page(self) -> PageRoute {
        match self {
            Self::Word(id) | Self::Markdown(id) => PageRoute::Briefing(id),
            Self::Book(subject) => subject.page(),
        }
    }

    /// Returns the briefing that it is a form of; none where it holds several.
    pub fn briefing(self) -> Option<BriefingId> {
        match self {
            Self::Word(id) | Self::Markdown(id) => Some(id),
            Self::Book(_) => None,
        }
    }

    /// Returns the ending of its file.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Word(_) => "docx",
            Self::Markdown(_) => "md",
            Self::Book(_) => "epub",
        }
    }

    /// Returns what the form is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Word(_) => "Word",
            Self::Markdown(_) => "Markdown",
            Self::Book(_) => "EPUB",
        }
    }

    /// Returns its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Word(_) => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Markdown(_) => "text/markdown",
            Self::Book(_) => "application/epub+zip",
        }
    }
}
