//! Texts that belong together.

use super::volume::Cover;
use crate::edition::Edition;
use crate::route::Subject;
use crate::site::BriefingId;

/// Texts that belong together.
pub struct Collection {
    /// What they have in common.
    pub cover: Cover,
    /// The texts, in the order in which they are read.
    pub briefings: Vec<BriefingId>,
}

impl Collection {
    /// Returns the texts of a series, a country and so on.
    pub fn of(edition: &Edition, subject: Subject) -> Self {
        let site = &edition.site;
        let url = Some(edition.absolute(&subject.page().path(site)));
        Self {
            cover: Cover { title: subject.title(site).to_owned(), summary: None, url },
            briefings: subject.briefings(site).to_vec(),
        }
    }
}
