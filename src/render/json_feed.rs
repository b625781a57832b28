//! JSON feeds, JSON Feed version 1.1 (jsonfeed.org).

use std::borrow::Cow;

use serde::Serialize;
use serde_json::value::RawValue;

use super::Renderer;
use super::atom::{Entry, contents};
use super::authors::author_route;
use super::changes::ChangeText;
use super::shared_sources::blurb_of;
use super::views::{absolute, country_links, named, organisation_links, topic_links};
use super::watch::EditionEntry;
use crate::edition::Edition;
use crate::route::{FeedFormat, FeedOf, FileRoute, PageRoute};
use crate::site::{BriefingId, ChangeId, Published, WatchMonthId};

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "`feed_url` is the name in JSON Feed")]
struct Feed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    language: &'a str,
    authors: [Author<'a>; 1],
    items: Vec<&'a RawValue>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    /// The page of the author.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

impl<'a> Author<'a> {
    fn of(edition: &Edition, name: &'a str) -> Self {
        Self { name, url: author_route(edition, name).map(|route| absolute(edition, route)) }
    }
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    summary: &'a str,
    content_text: &'a str,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

impl Renderer {
    /// Returns a JSON feed.
    pub(super) fn json_feed(&self, of: FeedOf) -> String {
        let edition = &*self.edition;
        let site = &edition.site;
        let (entries, title) = contents(edition, of);
        let items: Vec<Cow<str>> = entries
            .iter()
            .map(|entry| match *entry {
                Entry::Briefing(id) => Cow::Borrowed(self.json_item(id)),
                Entry::Change(id) => Cow::Owned(self.json_change(id)),
                Entry::Watch(id) => Cow::Owned(self.json_watch(id)),
            })
            .collect();
        let items = items.iter().filter_map(|item| serde_json::from_str(item).ok()).collect();
        let feed = Feed {
            version: "https://jsonfeed.org/version/1.1",
            title: &title,
            home_page_url: &absolute(edition, of.page()),
            feed_url: &absolute(edition, FileRoute::Feed { of, format: FeedFormat::Json }),
            description: if of == FeedOf::Site { &site.config.description } else { "" },
            language: &site.config.language,
            authors: [Author { name: &site.config.title, url: None }],
            items,
        };
        json(&feed)
    }

    /// Returns the item of a briefing; it is made once for all feeds.
    fn json_item(&self, id: BriefingId) -> &str {
        self.shared.json_items[id.index()].get_or_init(|| {
            let edition = &*self.edition;
            let published = edition.site.briefing(id);
            let briefing = edition.briefing(id);
            let url = absolute(edition, PageRoute::Briefing(id));
            let blurb = blurb_of(edition, id);
            json(&Item {
                id: &url,
                url: &url,
                title: &briefing.title,
                summary: &blurb,
                content_text: &blurb,
                date_published: briefing.date.rfc3339(),
                date_modified: published.changed().rfc3339(),
                authors: briefing.authors.iter().map(|name| Author::of(edition, name)).collect(),
                tags: tags(edition, published),
                language: edition.foreign(briefing.lang.as_deref()),
            })
        })
    }

    /// Returns the item of a month of the watch.
    fn json_watch(&self, id: WatchMonthId) -> String {
        let edition = &*self.edition;
        let month = EditionEntry::new(edition, id);
        let url = absolute(edition, PageRoute::WatchMonth(id));
        let countries = country_links(edition, named(&month.countries).0);
        json(&Item {
            id: &url,
            url: &url,
            title: &month.title,
            summary: &month.summary,
            content_text: &month.summary,
            date_published: month.published,
            date_modified: month.updated,
            authors: Vec::new(),
            tags: countries.into_iter().map(|country| country.name).collect(),
            language: None,
        })
    }

    /// Returns the item of a change.
    fn json_change(&self, id: ChangeId) -> String {
        let edition = &*self.edition;
        let Some(change) = ChangeText::new(self, id) else { return String::new() };
        json(&Item {
            id: &change.url,
            url: &change.url,
            title: &change.title,
            summary: &change.summary,
            content_text: &change.summary,
            date_published: change.date.clone(),
            date_modified: change.date.clone(),
            authors: change
                .author
                .iter()
                .chain(change.authors)
                .map(|name| Author { name, url: None })
                .collect(),
            tags: tags(edition, change.published),
            language: change.language,
        })
    }
}

/// Returns the names of the countries, organisations and topics of a briefing.
fn tags(edition: &Edition, published: &Published) -> Vec<String> {
    let countries =
        country_links(edition, named(&published.countries).0).into_iter().map(|country| country.name);
    let topics = topic_links(edition, named(&published.topics).0).into_iter().map(|topic| topic.title);
    let organisations = organisation_links(edition, named(&published.organisations).0);
    let organisations = organisations.into_iter().map(|organisation| organisation.name);
    countries.chain(organisations).chain(topics).collect()
}

fn json(value: &impl Serialize) -> String {
    // These values are text, numbers and lists, which can always be written.
    serde_json::to_string(value).unwrap_or_default()
}
