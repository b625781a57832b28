//! What can be cited, and in which formats.

use super::PageRoute;
use crate::site::{BriefingId, WatchMonthId};

/// What can be cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cited {
    /// A briefing as it is.
    Briefing(BriefingId),
    /// An older version of a briefing, by its number.
    Version(BriefingId, usize),
    /// A month of the watch.
    Watch(WatchMonthId),
}

impl Cited {
    /// Returns the page that is cited.
    pub fn page(self) -> PageRoute {
        match self {
            Self::Briefing(id) => PageRoute::Briefing(id),
            Self::Version(briefing, version) => PageRoute::Version { briefing, version },
            Self::Watch(month) => PageRoute::WatchMonth(month),
        }
    }
}

/// A format of references.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CitationFormat {
    /// `BibTeX`, as `BibLaTeX` reads it.
    Bibtex,
    /// RIS, of Research Information Systems.
    Ris,
    /// CSL-JSON, of the Citation Style Language.
    Csl,
}

impl CitationFormat {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Bibtex, Self::Ris, Self::Csl];

    /// Returns its name, for readers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bibtex => "BibTeX",
            Self::Ris => "RIS",
            Self::Csl => "CSL-JSON",
        }
    }

    /// Returns its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Bibtex => "application/x-bibtex",
            Self::Ris => "application/x-research-info-systems",
            Self::Csl => "application/vnd.citationstyles.csl+json",
        }
    }

    /// Returns the name of the file in the folder of what is cited.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Bibtex => "cite.bib",
            Self::Ris => "cite.ris",
            Self::Csl => "cite.csl.json",
        }
    }
}
