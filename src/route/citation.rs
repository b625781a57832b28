//! The formats in which a briefing can be cited.

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

    /// Returns the name of the file in the folder of a briefing.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Bibtex => "cite.bib",
            Self::Ris => "cite.ris",
            Self::Csl => "cite.csl.json",
        }
    }
}
