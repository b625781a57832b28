//! A text on its way out, and what every form of it says alike.

use super::illustrations::{Illustrations, illustrations};
use crate::content::{Briefing, Caveat, Reference};
use crate::dates::{Moment, PartialDate};
use crate::edition::Edition;
use crate::route::PageRoute;
use crate::site::{BriefingId, Entity, Published};

/// A text on its way out.
pub struct Export<'a> {
    /// The site that it is of, with the words of its language and the targets of its links.
    pub edition: &'a Edition,
    /// Which briefing of the site it is.
    pub id: BriefingId,
    /// The text, typed.
    pub briefing: &'a Briefing,
    /// The number of the version and how many there are, where the text has a record.
    pub version: Option<(usize, usize)>,
    /// The address that readers find it at; none for what no reader can see.
    pub url: Option<String>,
    /// Why it must not be passed on; empty for what is public.
    pub caveats: &'a [Caveat],
    /// The images of the text, as far as they are published and can be read.
    pub illustrations: Illustrations,
    /// The id of its file's contents in git, for one that may come back from Word; none where nobody needs it.
    pub blob: Option<String>,
}

impl<'a> Export<'a> {
    /// Returns a briefing of the site as it is now.
    pub fn now(edition: &'a Edition, id: BriefingId, caveats: &'a [Caveat]) -> Self {
        let total = edition.site.briefing(id).versions().len();
        let url = || edition.absolute(&PageRoute::Briefing(id).path(&edition.site));
        Self {
            edition,
            id,
            briefing: edition.briefing(id),
            version: (total > 0).then_some((total, total)),
            url: caveats.is_empty().then(url),
            caveats,
            illustrations: Illustrations::new(),
            blob: None,
        }
    }

    /// Returns it with its images, for a form that holds them: `read` gives the bytes of a file as it is published.
    #[must_use]
    pub fn illustrated(self, read: impl Fn(&str) -> Option<Vec<u8>>) -> Self {
        let illustrations = illustrations(self.edition, self.entity(), &self.briefing.body, read);
        Self { illustrations, ..self }
    }

    /// Returns the document that its links start from.
    pub fn entity(&self) -> Entity {
        Entity::Briefing(self.id)
    }

    /// Returns the briefing in its place in the site.
    pub(super) fn published(&self) -> &'a Published {
        self.edition.site.briefing(self.id)
    }

    /// Returns the name by which commands know it, such as `2024/france-china`.
    pub(super) fn name(&self) -> String {
        format!("{:04}/{}", self.briefing.date.year(), self.briefing.slug)
    }

    /// Returns its date and the number of its version, for readers.
    pub(super) fn day_and_version(&self) -> Vec<String> {
        let interface = &self.edition.theme.interface;
        let day = interface.date(PartialDate::from(self.briefing.date.date()));
        let version = self
            .version
            .map(|(number, _)| interface.say_with("record.version", &[("number", &number.to_string())]));
        std::iter::once(day).chain(version).collect()
    }

    /// Returns when it was last changed, as its writer says, or else its date.
    pub(super) fn changed(&self) -> &'a Moment {
        self.briefing.updated.as_ref().unwrap_or(&self.briefing.date)
    }

    /// Returns the line that stands at its head: why it must not be passed on, or else its marking.
    pub(super) fn handling(&self) -> Option<String> {
        self.banner().or_else(|| self.briefing.publication.marking.map(|marking| marking.label().to_owned()))
    }

    /// Returns the language of the text.
    pub(super) fn language(&self) -> &str {
        self.briefing.lang.as_deref().unwrap_or(&self.edition.site.config.language)
    }

    /// Returns the line that says why the text must not be passed on; none for what is public.
    pub(super) fn banner(&self) -> Option<String> {
        banner(self.edition, self.caveats)
    }
}

/// Returns the line that says why something must not be passed on; none for what is public.
pub(super) fn banner(edition: &Edition, caveats: &[Caveat]) -> Option<String> {
    let interface = &edition.theme.interface;
    let said = || interface.say_with("caveat.banner", &[("caveats", &interface.caveats(caveats))]);
    (!caveats.is_empty()).then(said)
}

/// Returns what a source says of itself in one line, with its date in digits.
pub(super) fn source_line(source: &Reference) -> String {
    let pieces = source_pieces(source, |date| date.to_string()).into_iter();
    let written = pieces.map(|piece| match piece {
        SourcePiece::Words(words) => words,
        SourcePiece::Address(url) => url.to_owned(),
        SourcePiece::Archived(url) => format!("({url})"),
    });
    written.collect::<Vec<_>>().join(", ")
}

/// A piece of what a source says of itself.
pub(super) enum SourcePiece<'a> {
    /// Words, such as its title.
    Words(String),
    /// Where it can be read.
    Address(&'a str),
    /// Where an archived copy can be read.
    Archived(&'a str),
}

/// Returns the pieces of what a source says of itself, in their order.
pub(super) fn source_pieces(
    source: &Reference,
    write_date: impl Fn(PartialDate) -> String,
) -> Vec<SourcePiece<'_>> {
    let words = |text: &str| (!text.is_empty()).then(|| SourcePiece::Words(text.to_owned()));
    let date = source.date.map(|date| SourcePiece::Words(write_date(date)));
    let address = (!source.url.is_empty()).then_some(SourcePiece::Address(&source.url));
    let archived = (!source.archived.is_empty()).then_some(SourcePiece::Archived(&source.archived));
    let rating = (!source.rating.is_empty()).then(|| SourcePiece::Words(format!("[{}]", source.rating)));
    [words(&source.publisher), words(&source.title), date, address, archived, rating]
        .into_iter()
        .flatten()
        .collect()
}
