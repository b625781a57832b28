//! Atom feeds, RFC 4287.

use std::borrow::Cow;

use quick_xml::events::{BytesText, Event};

use super::Renderer;
use super::authors::author_route;
use super::changes::{ChangeText, version_of};
use super::shared_sources::blurb_of;
use super::views::{
    absolute, changes_title, country_links, named, organisation_links, relation_title, topic_links,
};
use super::watch::EditionEntry;
use crate::edition::Edition;
use crate::route::{FeedFormat, FeedOf, FileRoute, PageRoute};
use crate::site::{BriefingId, ChangeId, CountryId, Published, WatchMonthId};
use crate::xml::{XmlWriter, clean, document, fragment, text_element};

/// How many entries a feed carries.
pub const FEED_LENGTH: usize = 20;

/// What stands for the time of a change where nothing was ever published.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// An entry of a feed.
#[derive(Clone, Copy)]
pub enum Entry {
    /// A briefing.
    Briefing(BriefingId),
    /// A version of a briefing.
    Change(ChangeId),
    /// A month of the watch.
    Watch(WatchMonthId),
}

/// Returns the entries of a feed, and its title.
pub fn contents(edition: &Edition, of: FeedOf) -> (Vec<Entry>, String) {
    let site = &edition.site;
    let briefings = |ids: &[BriefingId]| ids.iter().take(FEED_LENGTH).copied().map(Entry::Briefing).collect();
    let (entries, name) = match of {
        FeedOf::Site => (site.briefing_ids().take(FEED_LENGTH).map(Entry::Briefing).collect(), String::new()),
        FeedOf::Country(id) => (briefings(&site.country(id).briefings), site.country(id).label.clone()),
        FeedOf::Topic(id) => (briefings(&site.topic(id).briefings), site.topic(id).title.clone()),
        FeedOf::Organisation(id) => {
            (briefings(&site.organisation(id).briefings), site.organisation(id).label.clone())
        }
        FeedOf::Relation(id) => {
            (briefings(&site.relation(id).briefings), relation_title(edition, site.relation(id)))
        }
        FeedOf::Author(id) => (briefings(&site.author(id).briefings), site.author(id).name.clone()),
        FeedOf::Changes(of) => {
            let changes = of.changes(site).iter().take(FEED_LENGTH);
            (changes.copied().map(Entry::Change).collect(), changes_title(edition, of))
        }
        FeedOf::Watch => {
            let months = site.watch_month_ids().take(FEED_LENGTH);
            (months.map(Entry::Watch).collect(), edition.say("watch.title"))
        }
    };
    let site = &site.config.title;
    (entries, if name.is_empty() { site.clone() } else { format!("{name} – {site}") })
}

impl Renderer {
    /// Returns an Atom feed.
    pub(super) fn atom_feed(&self, of: FeedOf) -> String {
        let edition = &*self.edition;
        let site = &edition.site;
        let (entries, title) = contents(edition, of);
        let page = absolute(edition, of.page());
        let own = absolute(edition, FileRoute::Feed { of, format: FeedFormat::Atom });
        let changed = |entry: &Entry| match *entry {
            Entry::Briefing(id) => {
                Some((site.briefing(id).changed().timestamp(), site.briefing(id).changed().rfc3339()))
            }
            Entry::Change(id) => {
                let date = &version_of(site, id)?.1.date;
                Some((date.timestamp(), date.rfc3339()))
            }
            Entry::Watch(id) => {
                let updated = EditionEntry::new(edition, id).updated;
                Some((updated.parse().ok()?, updated))
            }
        };
        let newest: Option<(jiff::Timestamp, String)> =
            entries.iter().filter_map(changed).max_by_key(|(time, _)| *time);
        let updated = newest.map_or_else(|| NEVER.to_owned(), |(_, text)| text);
        document(|writer| {
            let language = site.config.language.as_str();
            let feed = writer
                .create_element("feed")
                .with_attributes([("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language)]);
            feed.write_inner_content(|writer| {
                text_element(writer, "title", &title)?;
                if of == FeedOf::Site && !site.config.description.is_empty() {
                    text_element(writer, "subtitle", &site.config.description)?;
                }
                link(writer, "self", "application/atom+xml", &own)?;
                link(writer, "alternate", "text/html", &page)?;
                text_element(writer, "id", &page)?;
                text_element(writer, "updated", &updated)?;
                author(writer, &site.config.title, None)?;
                text_element(writer, "generator", "Chancery")?;
                for entry in &entries {
                    // The entry is XML already.
                    let entry = match *entry {
                        Entry::Briefing(id) => Cow::Borrowed(self.atom_entry(id)),
                        Entry::Change(id) => Cow::Owned(self.atom_change(id)),
                        Entry::Watch(id) => Cow::Owned(self.atom_watch(id)),
                    };
                    writer.write_event(Event::Text(BytesText::from_escaped(&*entry)))?;
                }
                Ok(())
            })?;
            Ok(())
        })
    }

    /// Returns the entry of a briefing; it is made once for all feeds.
    fn atom_entry(&self, id: BriefingId) -> &str {
        self.shared.atom_entries[id.index()].get_or_init(|| {
            let edition = &*self.edition;
            let published = edition.site.briefing(id);
            let briefing = edition.briefing(id);
            let url = absolute(edition, PageRoute::Briefing(id));
            fragment(|writer| {
                let mut entry = writer.create_element("entry");
                if let Some(lang) = edition.foreign(briefing.lang.as_deref()) {
                    entry = entry.with_attribute(("xml:lang", clean(lang).as_str()));
                }
                entry.write_inner_content(|writer| {
                    text_element(writer, "title", &briefing.title)?;
                    link(writer, "alternate", "text/html", &url)?;
                    text_element(writer, "id", &url)?;
                    text_element(writer, "published", &briefing.date.rfc3339())?;
                    text_element(writer, "updated", &published.changed().rfc3339())?;
                    for name in &briefing.authors {
                        let page = author_route(edition, name).map(|route| absolute(edition, route));
                        author(writer, name, page.as_deref())?;
                    }
                    categories(writer, edition, published)?;
                    text_element(writer, "summary", &blurb_of(edition, id))
                })?;
                Ok(())
            })
        })
    }

    /// Returns the entry of a month of the watch.
    fn atom_watch(&self, id: WatchMonthId) -> String {
        let edition = &*self.edition;
        let month = EditionEntry::new(edition, id);
        let url = absolute(edition, PageRoute::WatchMonth(id));
        fragment(|writer| {
            writer.create_element("entry").write_inner_content(|writer| {
                text_element(writer, "title", &month.title)?;
                link(writer, "alternate", "text/html", &url)?;
                text_element(writer, "id", &url)?;
                text_element(writer, "published", &month.published)?;
                text_element(writer, "updated", &month.updated)?;
                countries(writer, edition, &month.countries)?;
                text_element(writer, "summary", &month.summary)
            })?;
            Ok(())
        })
    }

    /// Returns the entry of a change.
    fn atom_change(&self, id: ChangeId) -> String {
        let edition = &*self.edition;
        let Some(change) = ChangeText::new(self, id) else { return String::new() };
        fragment(|writer| {
            writer.create_element("entry").write_inner_content(|writer| {
                text_element(writer, "title", &change.title)?;
                link(writer, "alternate", "text/html", &change.url)?;
                text_element(writer, "id", &change.url)?;
                text_element(writer, "published", &change.date)?;
                text_element(writer, "updated", &change.date)?;
                for name in change.author.iter().chain(change.authors) {
                    author(writer, name, None)?;
                }
                categories(writer, edition, change.published)?;
                text_element(writer, "summary", &change.summary)
            })?;
            Ok(())
        })
    }
}

/// Writes the countries, organisations and topics of a briefing.
fn categories(writer: &mut XmlWriter, edition: &Edition, published: &Published) -> std::io::Result<()> {
    countries(writer, edition, &published.countries)?;
    for organisation in organisation_links(edition, named(&published.organisations).0) {
        let scheme = absolute(edition, PageRoute::Organisations);
        category(writer, &scheme, &organisation.id, &organisation.name)?;
    }
    for topic in topic_links(edition, named(&published.topics).0) {
        category(writer, &absolute(edition, PageRoute::Topics), &topic.id, &topic.title)?;
    }
    Ok(())
}

/// Writes countries; of many, only some.
fn countries(writer: &mut XmlWriter, edition: &Edition, ids: &[CountryId]) -> std::io::Result<()> {
    for country in country_links(edition, named(ids).0) {
        category(writer, "urn:iso:std:iso:3166", country.code, &country.name)?;
    }
    Ok(())
}

fn link(writer: &mut XmlWriter, rel: &str, media_type: &str, href: &str) -> std::io::Result<()> {
    writer
        .create_element("link")
        .with_attributes([("rel", rel), ("type", media_type), ("href", href)])
        .write_empty()?;
    Ok(())
}

fn category(writer: &mut XmlWriter, scheme: &str, term: &str, label: &str) -> std::io::Result<()> {
    writer
        .create_element("category")
        .with_attributes([("scheme", scheme), ("term", term), ("label", clean(label).as_str())])
        .write_empty()?;
    Ok(())
}

fn author(writer: &mut XmlWriter, name: &str, page: Option<&str>) -> std::io::Result<()> {
    writer.create_element("author").write_inner_content(|writer| {
        text_element(writer, "name", name)?;
        page.map_or(Ok(()), |page| text_element(writer, "uri", page))
    })?;
    Ok(())
}
