//! Suggesting the countries, organisations and topics of a text, with the words that speak for each.
//!
//! All words are looked for at once (`words`). What a word may mean is settled by the rest of the text
//! (`reading`); how much of the text is about a country decides whether it is a subject or only mentioned
//! (`salience`).

mod additions;
mod article;
mod evidence;
mod organisations;
mod reading;
mod salience;
mod topics;
mod words;

pub use additions::{Additions, is_same_or_successor};
pub use article::{Article, Passage};
pub use evidence::{Evidence, Suggested};
pub use organisations::{NamedOrganisations, OrganisationChoice};

use self::organisations::OrganisationWords;
use self::reading::Reading;
use self::topics::TopicWords;
use self::words::Words;
use std::sync::Arc;

use crate::content::OrganisationProfile;
use crate::site::Vocabulary;
use crate::world::Country;

/// Suggests countries, organisations and topics. Making one costs some milliseconds; it serves any number of texts.
pub struct Tagger {
    words: Words,
    topics: TopicWords,
    organisations: OrganisationWords,
}

/// What a text seems to be about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// The subjects, the weightiest first.
    pub countries: Vec<Suggested<Country>>,
    /// What is touched on only, likewise.
    pub mentions: Vec<Suggested<Country>>,
    /// The ids of the topics, likewise.
    pub topics: Vec<Suggested<String>>,
    /// The organisations.
    pub organisations: NamedOrganisations,
}

impl Tagger {
    /// Returns a tagger that knows these topics, the labels that a site gives to countries, and its files of organisations.
    ///
    /// # Errors
    ///
    /// If there are more words than a search can hold: more than two thousand million bytes of them.
    pub fn new(
        vocabulary: &Vocabulary,
        labels: impl IntoIterator<Item = (Country, String)>,
        organisations: &[Arc<OrganisationProfile>],
    ) -> Result<Self, aho_corasick::BuildError> {
        Ok(Self {
            words: Words::new(labels)?,
            topics: TopicWords::new(vocabulary)?,
            organisations: OrganisationWords::new(organisations)?,
        })
    }

    /// Returns what an article seems to be about.
    pub fn suggest(&self, article: &Article) -> Suggestions {
        let reading = Reading::of(article, &self.words);
        let (countries, mentions) = salience::sort_out(&reading);
        Suggestions {
            countries,
            mentions,
            topics: self.topics.suggest(article),
            organisations: self.organisations.find(article),
        }
    }

    /// Returns whether an organisation is looked for in texts.
    pub fn looks_for(&self, id: &str) -> bool {
        self.organisations.knows(id)
    }

    /// Returns the id of the organisation that front matter names.
    pub fn organisation_id(&self, written: &str) -> Option<String> {
        self.organisations.id_of(written)
    }
}
