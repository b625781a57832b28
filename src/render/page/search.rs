//! The page of results of a search. Its script reads the index; without one, it leads to lists.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use tera::Context;

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::counted::Counted;
use crate::render::engine::context_of;
use crate::render::metadata::{Described, PageDescription, SchemaType};
use crate::render::views::{LinkView, TopicLink, country_link, link_to, topic_link};
use crate::route::{CardOf, FileRoute, PageNumber, PageRoute, SearchFile, SitePath};

/// What `search.html` shows.
#[derive(Serialize)]
struct SearchContent {
    search: SearchView,
}

/// `search` in the template.
#[derive(Serialize)]
struct SearchView {
    /// The page itself, which the form leads to.
    url: String,
    /// The root of the site, which all addresses of the index are from.
    root: String,
    /// The folder of the index.
    index: String,
    /// The words of the script, as JSON.
    words: String,
    archive_url: String,
    topics: Vec<Counted<TopicLink>>,
    countries: Vec<Counted<LinkView>>,
}

/// The words that the script says, by the names that it has for them; each is a string of the interface.
const WORDS: [(&str, &str); 25] = [
    ("results", "search.results"),
    ("at-least", "search.at-least"),
    ("none", "search.none"),
    ("corrected", "search.corrected"),
    ("partial", "search.partial"),
    ("damaged", "search.damaged"),
    ("missing", "search.missing"),
    ("outdated", "search.outdated"),
    ("superseded", "search.superseded"),
    ("withdrawn", "search.withdrawn"),
    ("country", "search.country"),
    ("topic", "search.topic"),
    ("kind", "search.kind"),
    ("year", "search.year"),
    ("from", "search.from"),
    ("to", "search.to"),
    ("more", "search.more"),
    ("clear", "search.clear"),
    ("sort", "search.sort"),
    ("by-relevance", "search.by-relevance"),
    ("by-date", "search.by-date"),
    ("previous", "pager.previous"),
    ("next", "pager.next"),
    ("comma", "list.comma"),
    ("any", "search.any"),
];

/// `/search/`
pub struct SearchPage;

impl PageKind for SearchPage {
    fn template(&self) -> &'static str {
        "search.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.say("search.title")
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::Home)
    }

    fn head(&self, edition: &Edition) -> Head {
        Head {
            title: self.name(edition),
            description: String::new(),
            language: None,
            feeds: None,
            canonical: None,
            described: Described::Page(PageDescription {
                schema_type: SchemaType::CollectionPage,
                about: Vec::new(),
                card: CardOf::Site,
                alternates: Vec::new(),
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        let site = &edition.site;
        let index = link_to(edition, FileRoute::Search(SearchFile::Index));
        context_of(&SearchContent {
            search: SearchView {
                url: link_to(edition, PageRoute::Search),
                root: edition.link(&SitePath::written("/")),
                index: index.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/")),
                words: words(edition),
                archive_url: link_to(edition, PageRoute::Archive { page: PageNumber::FIRST }),
                topics: site
                    .topic_ids()
                    .map(|id| Counted {
                        link: topic_link(edition, id),
                        count: site.topic(id).briefings.len(),
                    })
                    .collect(),
                countries: site
                    .country_ids()
                    .map(|id| Counted {
                        link: country_link(edition, id).into(),
                        count: site.country(id).briefings.len(),
                    })
                    .collect(),
            },
        })
    }
}

/// Returns the words of the script as JSON: each a text, or the forms of a counted one.
fn words(edition: &Edition) -> String {
    let said = |key: &str| -> Value {
        let mut forms = edition.theme.interface.forms(key);
        match forms.remove("other") {
            Some(other) if forms.is_empty() => Value::String(other),
            other => {
                forms.extend(other.map(|other| ("other", other)));
                serde_json::json!(forms)
            }
        }
    };
    let words: BTreeMap<&str, Value> = WORDS.iter().map(|(name, key)| (*name, said(key))).collect();
    serde_json::json!(words).to_string()
}
