//! A digest as a value, and what it says in words.

use super::entry::{self, Entry, Period, Scope};
use crate::dates::PartialDate;
use crate::edition::Edition;
use crate::interface::Direction;
use crate::record::ChangeKind;
use crate::render::Renderer;
use crate::route::PageRoute;

/// How many subjects of a briefing are named.
const SUBJECTS: usize = 6;

/// What changed in a time.
pub struct Digest<'a> {
    pub(super) edition: &'a Edition,
    pub(super) scope: Scope,
    period: Period,
    pub(super) entries: Vec<Entry>,
}

/// What a digest says of a briefing, in words.
pub(super) struct Told<'a> {
    pub title: &'a str,
    pub url: String,
    /// When, and what it is about.
    pub line: String,
    /// A sentence or two; none where it was withdrawn.
    pub summary: Option<&'a str>,
    pub notes: &'a [String],
    pub language: Option<&'a str>,
}

impl<'a> Digest<'a> {
    /// Gathers what changed.
    pub fn new(renderer: &'a Renderer, scope: Scope, period: Period) -> Self {
        let entries = entry::entries(renderer, &scope, period);
        Self { edition: renderer.edition(), scope, period, entries }
    }

    /// Returns whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns its subject: the site, what it is about, and the time.
    pub fn subject(&self) -> String {
        let title = &self.edition.site.config.title;
        let names = self.scope.names(self.edition).join(" · ");
        let about = if names.is_empty() { title.clone() } else { format!("{title} · {names}") };
        format!("{about}: {}", self.time())
    }

    /// Returns the time, in words.
    pub(super) fn time(&self) -> String {
        let interface = &self.edition.theme.interface;
        let date = |day| interface.date(PartialDate::from(day));
        let (first, last) = (date(self.period.since), date(self.period.until));
        interface.say_with("digest.between", &[("first", &first), ("last", &last)])
    }

    /// Returns how many there are of each kind, in words: `New: 3 · Corrected: 1`.
    pub(super) fn counts(&self) -> String {
        let counts = self.groups().into_iter().map(|(name, entries)| format!("{name}: {}", entries.len()));
        counts.collect::<Vec<_>>().join(" · ")
    }

    /// Returns the entries by what happened to them, each group with its name.
    pub(super) fn groups(&self) -> Vec<(String, &[Entry])> {
        let name = |kind: ChangeKind| self.edition.say(&format!("news.{}", kind.word()));
        let groups = self.entries.chunk_by(|one, other| one.kind == other.kind);
        groups.map(|entries| (name(entries[0].kind), entries)).collect()
    }

    pub(super) fn told<'e>(&'e self, entry: &'e Entry) -> Told<'e> {
        let edition = self.edition;
        let site = &edition.site;
        let published = site.briefing(entry.briefing);
        let briefing = edition.briefing(entry.briefing);
        // What is new is told by its own date, all else by that of the change.
        let zone = &site.config.timezone;
        let day = match entry.kind {
            ChangeKind::New => briefing.date.date(),
            ChangeKind::Updated | ChangeKind::Corrected | ChangeKind::Withdrawn => {
                entry.changed.to_zoned(zone.clone()).date()
            }
        };
        let date = edition.theme.interface.date(PartialDate::from(day));
        let countries = published.countries.iter().map(|id| site.country(*id).label.as_str());
        let organisations = published.organisations.iter().map(|id| site.organisation(*id).called());
        let subjects: Vec<&str> = countries.chain(organisations).collect();
        let shown = subjects.iter().take(SUBJECTS).copied();
        let rest = (subjects.len() > SUBJECTS).then_some("…");
        let line: Vec<&str> = std::iter::once(date.as_str()).chain(shown).chain(rest).collect();
        let is_gone = entry.kind == ChangeKind::Withdrawn;
        Told {
            title: &briefing.title,
            url: edition.absolute(&PageRoute::Briefing(entry.briefing).path(site)),
            line: line.join(" · "),
            summary: (!is_gone).then(|| briefing.blurb()).filter(|words| !words.is_empty()),
            notes: &entry.notes,
            language: edition.foreign(briefing.lang.as_deref()),
        }
    }

    /// Returns the address of the site.
    pub(super) fn home(&self) -> String {
        self.edition.absolute(&PageRoute::Home.path(&self.edition.site))
    }

    pub(super) fn language(&self) -> &str {
        &self.edition.site.config.language
    }

    pub(super) fn direction(&self) -> Direction {
        self.edition.theme.interface.direction()
    }
}
