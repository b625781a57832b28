//! A text on its way out, and what every form of it says alike.

use crate::content::{Briefing, Caveat, Manuscript, Reference};
use crate::edition::Edition;
use crate::site::Entity;

/// A text on its way out.
pub struct Export<'a> {
    /// The site that it is of, with the words of its language and the targets of its links.
    pub edition: &'a Edition,
    /// The document that its links start from.
    pub entity: Entity,
    /// The text, typed.
    pub briefing: &'a Briefing,
    /// The text, as it was written.
    pub manuscript: &'a Manuscript,
    /// The number of the version and how many there are, where the text has a record.
    pub version: Option<(usize, usize)>,
    /// The address that readers find it at; none for what no reader can see.
    pub url: Option<String>,
    /// Why it must not be passed on; empty for what is public.
    pub caveats: &'a [Caveat],
}

impl Export<'_> {
    /// Returns the line that says why the text must not be passed on; none for what is public.
    pub(super) fn banner(&self) -> Option<String> {
        let interface = &self.edition.theme.interface;
        (!self.caveats.is_empty())
            .then(|| interface.say_with("caveat.banner", &[("caveats", &interface.caveats(self.caveats))]))
    }
}

/// Returns what a source says of itself in one line.
pub(super) fn source_line(source: &Reference) -> String {
    let date = source.date.map(|date| date.to_string()).unwrap_or_default();
    let archived = if source.archived.is_empty() { String::new() } else { format!("({})", source.archived) };
    let rating = if source.rating.is_empty() { String::new() } else { format!("[{}]", source.rating) };
    let parts = [source.publisher.as_str(), source.title.as_str(), &date, &source.url, &archived, &rating];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
