//! Atom feeds, RFC 4287.

use std::borrow::Cow;

use quick_xml::events::{BytesText, Event};

use super::Renderer;
use super::changes::{ChangeText, changes_title, version_of};
use super::views::{absolute, country_links, relation_title, topic_links};
use super::xml::{XmlWriter, clean, document, fragment, text_element};
use crate::edition::Edition;
use crate::route::{FeedFormat, FeedOf, Route};
use crate::site::{BriefingId, ChangeId, Published};

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
}

/// Returns the entries of a feed, and its title.
pub fn contents(edition: &Edition, of: FeedOf) -> (Vec<Entry>, String) {
    let site = &edition.site;
    let newest: Vec<BriefingId>;
    let (ids, name): (&[BriefingId], String) = match of {
        FeedOf::Site => {
            newest = site.briefing_ids().take(FEED_LENGTH).collect();
            (&newest, String::new())
        }
        FeedOf::Country(id) => (&site.country(id).briefings, site.country(id).label.clone()),
        FeedOf::Topic(id) => (&site.topic(id).briefings, site.topic(id).title.clone()),
        FeedOf::Relation(id) => (&site.relation(id).briefings, relation_title(edition, site.relation(id))),
        FeedOf::Changes(of) => (&[], changes_title(edition, of)),
    };
    let entries = match of {
        FeedOf::Changes(of) => {
            of.changes(site).iter().take(FEED_LENGTH).copied().map(Entry::Change).collect()
        }
        _ => ids.iter().take(FEED_LENGTH).copied().map(Entry::Briefing).collect(),
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
        let own = absolute(edition, Route::Feed { of, format: FeedFormat::Atom });
        let changed = |entry: &Entry| match *entry {
            Entry::Briefing(id) => Some(site.briefing(id).changed()),
            Entry::Change(id) => Some(&version_of(site, id)?.1.date),
        };
        let newest = entries.iter().filter_map(changed).max_by_key(|moment| moment.timestamp());
        let updated = newest.map_or_else(|| NEVER.to_owned(), crate::dates::Moment::rfc3339);
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
                author(writer, &site.config.title)?;
                text_element(writer, "generator", "Chancery")?;
                for entry in &entries {
                    // The entry is XML already.
                    let entry = match *entry {
                        Entry::Briefing(id) => Cow::Borrowed(self.atom_entry(id)),
                        Entry::Change(id) => Cow::Owned(self.atom_change(id)),
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
            let briefing = &published.briefing;
            let url = absolute(edition, Route::Briefing(id));
            fragment(|writer| {
                let mut entry = writer.create_element("entry");
                if let Some(lang) = &briefing.lang {
                    entry = entry.with_attribute(("xml:lang", clean(lang).as_str()));
                }
                entry.write_inner_content(|writer| {
                    text_element(writer, "title", &briefing.title)?;
                    link(writer, "alternate", "text/html", &url)?;
                    text_element(writer, "id", &url)?;
                    text_element(writer, "published", &briefing.date.rfc3339())?;
                    text_element(writer, "updated", &published.changed().rfc3339())?;
                    for name in &briefing.authors {
                        author(writer, name)?;
                    }
                    categories(writer, edition, published)?;
                    text_element(writer, "summary", briefing.blurb())
                })?;
                Ok(())
            })
        })
    }

    /// Returns the entry of a change.
    fn atom_change(&self, id: ChangeId) -> String {
        let edition = &*self.edition;
        let Some(change) = ChangeText::new(edition, id) else { return String::new() };
        fragment(|writer| {
            writer.create_element("entry").write_inner_content(|writer| {
                text_element(writer, "title", &change.title)?;
                link(writer, "alternate", "text/html", &change.url)?;
                text_element(writer, "id", &change.url)?;
                text_element(writer, "published", &change.date)?;
                text_element(writer, "updated", &change.date)?;
                for name in change.author.iter().chain(change.authors) {
                    author(writer, name)?;
                }
                categories(writer, edition, change.published)?;
                text_element(writer, "summary", &change.summary)
            })?;
            Ok(())
        })
    }
}

/// Writes the countries and topics of a briefing.
fn categories(writer: &mut XmlWriter, edition: &Edition, published: &Published) -> std::io::Result<()> {
    for country in country_links(edition, &published.countries) {
        category(writer, "urn:iso:std:iso:3166", country.code, &country.name)?;
    }
    for topic in topic_links(edition, &published.topics) {
        category(writer, &edition.absolute("/topics/"), &topic.id, &topic.title)?;
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

fn author(writer: &mut XmlWriter, name: &str) -> std::io::Result<()> {
    writer.create_element("author").write_inner_content(|writer| text_element(writer, "name", name))?;
    Ok(())
}
