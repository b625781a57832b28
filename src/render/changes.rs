//! What changed: the pages and the words of entries in feeds.

use serde::Serialize;

use super::Renderer;
use super::pages::page_of;
use super::views::{CountryLink, DateView, Pager, absolute, country_links, feed_links, link_to};
use crate::content::{Briefing, Correction};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::record::Version;
use crate::route::{ChangesOf, FeedOf, Route, pages_of};
use crate::site::{ChangeId, Published, Site};

/// A change as a row of `changes.html`.
#[derive(Serialize)]
struct ChangeView<'a> {
    title: &'a str,
    /// The page of the briefing.
    url: String,
    date: DateView,
    /// `new`, `updated`, `corrected` or `withdrawn`.
    news: &'static str,
    number: usize,
    version_url: String,
    note: Option<&'a str>,
    author: Option<&'a str>,
    corrections: Vec<&'a str>,
    countries: Vec<CountryLink>,
}

/// A change in words, for feeds.
pub struct ChangeText<'a> {
    /// What happened to which briefing.
    pub title: String,
    /// The full URL of the version.
    pub url: String,
    /// RFC 3339.
    pub date: String,
    /// What its writers say of it.
    pub summary: String,
    /// Who made it, where the site shows that.
    pub author: Option<String>,
    /// Who wrote the briefing.
    pub authors: &'a [String],
    /// The briefing as it is now.
    pub published: &'a Published,
}

impl<'a> ChangeText<'a> {
    /// Returns the words of a change; none for a version that is not there or cannot be read.
    pub fn new(edition: &'a Edition, id: ChangeId) -> Option<Self> {
        let site = &edition.site;
        let entry = site.change(id);
        let (published, version) = version_of(site, id)?;
        let briefing = version.briefing.as_ref()?;
        let route = Route::Version { briefing: entry.briefing, version: entry.version + 1 };
        let news = edition.say(&format!("news.{}", version.news.word()));
        let told: Vec<&str> =
            version.note.as_deref().into_iter().chain(corrections(published, entry.version)).collect();
        Some(Self {
            title: edition
                .theme
                .interface
                .say_with("news.of", &[("news", &news), ("title", &briefing.title)]),
            url: absolute(edition, route),
            date: version.date.rfc3339(),
            summary: if told.is_empty() { briefing.blurb().to_owned() } else { told.join(" · ") },
            author: version.author.clone(),
            authors: &briefing.authors,
            published,
        })
    }
}

/// Returns the version that is a change, and its briefing.
pub fn version_of(site: &Site, id: ChangeId) -> Option<(&Published, &Version)> {
    let entry = site.change(id);
    let published = site.briefing(entry.briefing);
    Some((published, published.versions().get(entry.version)?))
}

/// Returns the corrections that came with a version.
pub fn corrections(published: &Published, place: usize) -> Vec<&str> {
    let Some(record) = &published.record else { return Vec::new() };
    let older = record.before(place).map(|(_, briefing)| briefing);
    let is_new = |correction: &&Correction| older.is_none_or(|older| !older.corrections.contains(correction));
    let newer: Option<&Briefing> = record.versions[place].briefing.as_deref();
    let all = newer.into_iter().flat_map(|briefing| &briefing.corrections);
    all.filter(is_new).map(|correction| correction.note.as_str()).collect()
}

/// Returns what a list of changes is called.
pub fn changes_title(edition: &Edition, of: ChangesOf) -> String {
    let name = match of {
        ChangesOf::Site => return edition.say("changes.title"),
        ChangesOf::Country(id) => &edition.site.country(id).label,
        ChangesOf::Topic(id) => &edition.site.topic(id).title,
    };
    edition.theme.interface.say_with("changes.about", &[("name", name)])
}

impl Renderer {
    /// Returns a page of what changed.
    pub(super) fn changes(&self, of: ChangesOf, page: usize) -> Result<String, Problem> {
        let edition = &*self.edition;
        let site = &edition.site;
        let all = of.changes(site);
        let title = changes_title(edition, of);
        let rows: Vec<ChangeView> =
            all[page_of(all.len(), page)].iter().filter_map(|id| row(edition, *id)).collect();
        let route = |page| Route::Changes { of, page };
        let feeds = feed_links(edition, FeedOf::Changes(of), &title);
        let mut context = self.context_with_feeds(route(page), &title, "", feeds.clone());
        context.insert("title", &title);
        context.insert("changes", &rows);
        context.insert("count", &all.len());
        context.insert("feeds", &feeds);
        context.insert(
            "index_url",
            &(of != ChangesOf::Site)
                .then(|| link_to(edition, Route::Changes { of: ChangesOf::Site, page: 1 })),
        );
        context.insert("pager", &Pager::new(edition, page, pages_of(all.len()), route));
        self.template("changes.html", &context)
    }
}

fn row(edition: &Edition, id: ChangeId) -> Option<ChangeView<'_>> {
    let entry = edition.site.change(id);
    let (published, version) = version_of(&edition.site, id)?;
    Some(ChangeView {
        title: &version.briefing.as_ref()?.title,
        url: link_to(edition, Route::Briefing(entry.briefing)),
        date: DateView::of(edition, &version.date),
        news: version.news.word(),
        number: entry.version + 1,
        version_url: link_to(
            edition,
            Route::Version { briefing: entry.briefing, version: entry.version + 1 },
        ),
        note: version.note.as_deref(),
        author: version.author.as_deref(),
        corrections: corrections(published, entry.version),
        countries: country_links(edition, &published.countries),
    })
}
