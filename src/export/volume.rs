//! Several texts in one document, or one of them.

use super::outgoing::{Export, banner};
use crate::content::strictest;
use crate::edition::Edition;

/// What goes into one document.
pub struct Volume<'a> {
    /// The site that it is of.
    pub edition: &'a Edition,
    /// What several texts have in common; none for one text by itself.
    pub cover: Option<Cover>,
    /// The texts, in their order.
    pub texts: Vec<Export<'a>>,
}

/// What several texts have in common.
pub struct Cover {
    /// What they are together, such as the name of a series or of a country.
    pub title: String,
    /// What they are, in a sentence or two.
    pub summary: Option<String>,
    /// The address that readers find them at; none where they are the answer to a question.
    pub url: Option<String>,
}

impl Volume<'_> {
    /// Returns its title.
    pub(super) fn title(&self) -> &str {
        match (&self.cover, self.texts.first()) {
            (Some(cover), _) => &cover.title,
            (None, Some(text)) => &text.briefing.title,
            (None, None) => "",
        }
    }

    /// Returns the line that stands at the head and the foot of each page: the strictest caveats of its texts, or else their
    /// strictest marking; none for what may be passed on freely.
    pub(super) fn handling(&self) -> Option<String> {
        let caveats = strictest(self.texts.iter().flat_map(|text| text.caveats.iter().cloned()));
        banner(self.edition, &caveats).or_else(|| {
            let markings = self.texts.iter().filter_map(|text| text.briefing.publication.marking);
            markings.max().map(|marking| marking.label().to_owned())
        })
    }

    /// Returns its language: that of the text, or of the site where there are several.
    pub(super) fn language(&self) -> &str {
        match &self.texts[..] {
            [text] => text.language(),
            _ => &self.edition.site.config.language,
        }
    }

    /// Returns the address that readers find it at.
    pub(super) fn url(&self) -> Option<&str> {
        match (&self.cover, &self.texts[..]) {
            (Some(cover), _) => cover.url.as_deref(),
            (None, [text]) => text.url.as_deref(),
            (None, _) => None,
        }
    }

    /// Returns the date of a text by itself, and the number of its version, for readers.
    pub(super) fn date(&self) -> Option<String> {
        let (None, [text]) = (&self.cover, &self.texts[..]) else { return None };
        Some(text.day_and_version().join(" · "))
    }
}
