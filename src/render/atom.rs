//! Atom feeds, RFC 4287.

use quick_xml::events::{BytesText, Event};

use super::Renderer;
use super::views::{absolute, country_links, relation_title, topic_links};
use super::xml::{XmlWriter, clean, document, fragment, text_element};
use crate::edition::Edition;
use crate::route::{FeedFormat, FeedOf, Route};
use crate::site::BriefingId;

/// How many entries a feed carries.
pub const FEED_LENGTH: usize = 20;

/// What stands for the time of a change where nothing was ever published.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// Returns the briefings of a feed, and its title.
pub fn contents(edition: &Edition, of: FeedOf) -> (Vec<BriefingId>, String) {
    let site = &edition.site;
    let (ids, title): (Vec<BriefingId>, String) = match of {
        FeedOf::Site => (site.briefing_ids().take(FEED_LENGTH).collect(), site.config.title.clone()),
        FeedOf::Country(id) => {
            let entry = site.country(id);
            (first(&entry.briefings), format!("{} – {}", entry.label, site.config.title))
        }
        FeedOf::Topic(id) => {
            let entry = site.topic(id);
            (first(&entry.briefings), format!("{} – {}", entry.title, site.config.title))
        }
        FeedOf::Relation(id) => {
            let entry = site.relation(id);
            (first(&entry.briefings), format!("{} – {}", relation_title(edition, entry), site.config.title))
        }
    };
    (ids, title)
}

fn first(ids: &[BriefingId]) -> Vec<BriefingId> {
    ids.iter().take(FEED_LENGTH).copied().collect()
}

impl Renderer {
    /// Returns an Atom feed.
    pub(super) fn atom_feed(&self, of: FeedOf) -> String {
        let edition = &*self.edition;
        let site = &edition.site;
        let (ids, title) = contents(edition, of);
        let page = absolute(edition, of.page());
        let own = absolute(edition, Route::Feed { of, format: FeedFormat::Atom });
        let newest = ids
            .iter()
            .map(|id| site.briefing(*id).briefing.changed())
            .max_by_key(|moment| moment.timestamp());
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
                for id in &ids {
                    // The entry is XML already.
                    writer.write_event(Event::Text(BytesText::from_escaped(self.atom_entry(*id))))?;
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
                    text_element(writer, "updated", &briefing.changed().rfc3339())?;
                    for name in &briefing.authors {
                        author(writer, name)?;
                    }
                    for country in country_links(edition, &published.countries) {
                        category(writer, "urn:iso:std:iso:3166", country.code, &country.name)?;
                    }
                    for topic in topic_links(edition, &published.topics) {
                        category(writer, &edition.absolute("/topics/"), &topic.id, &topic.title)?;
                    }
                    text_element(writer, "summary", briefing.blurb())
                })?;
                Ok(())
            })
        })
    }
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
