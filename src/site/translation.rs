//! How far translations are behind their originals, by the record of these.

use super::{BriefingId, Entity, Site};
use crate::content::Briefing;

/// How far a translation is behind its original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Behind {
    /// The original.
    pub original: BriefingId,
    /// The version that it translates, from 1.
    pub translated: usize,
    /// The newest version.
    pub newest: usize,
}

impl Site {
    /// Returns the language of a briefing, a tag of BCP 47.
    pub fn language_of(&self, id: BriefingId) -> &str {
        self.briefing(id).briefing.lang.as_deref().unwrap_or(&self.config.language)
    }

    /// Returns how far a translation is behind its original, which this site, in the language of the originals, has;
    /// none where it says what the original says, as far as the record knows.
    ///
    /// The translation says which version it is of; of one that does not, the date of its last commit tells.
    pub fn behind(&self, translation: &Briefing) -> Option<Behind> {
        let Some(Entity::Briefing(original)) = self.entity_of(&translation.path) else { return None };
        let versions = self.briefing(original).versions();
        let newest = versions.len();
        let translated = match translation.translates {
            Some(version) => version,
            None => {
                let changed = self.translated.get(&*translation.path)?;
                versions.iter().filter(|version| version.date.timestamp() <= *changed).count().max(1)
            }
        };
        (translated < newest).then_some(Behind { original, translated, newest })
    }
}
