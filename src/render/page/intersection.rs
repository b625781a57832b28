//! A topic in one country.

use serde::Serialize;
use tera::{Context, Value};

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::engine::context_of;
use crate::render::metadata::{About, Described, PageDescription, SchemaType};
use crate::render::views::{CountryLink, Pager, TopicLink, country_link, topic_link};
use crate::route::{CardOf, PageNumber, PageRoute};
use crate::site::IntersectionId;

/// What `intersection.html` shows.
#[derive(Serialize)]
struct IntersectionContent {
    country: CountryLink,
    topic: TopicLink,
    rows: Vec<Value>,
    count: usize,
    pager: Option<Pager>,
}

/// `/countries/france/trade/`
pub struct IntersectionPage {
    /// The country and the topic.
    pub intersection: IntersectionId,
    /// The number of the page.
    pub page: PageNumber,
}

impl PageKind for IntersectionPage {
    fn template(&self) -> &'static str {
        "intersection.html"
    }

    fn name(&self, edition: &Edition) -> String {
        let own = edition.site.intersection(self.intersection);
        let (country, topic) = (edition.site.country(own.country), edition.site.topic(own.topic));
        let values = [("country", country.label.as_str()), ("topic", topic.title.as_str())];
        edition.theme.interface.say_with("intersection.title", &values)
    }

    fn parent(&self, edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::country(edition.site.intersection(self.intersection).country))
    }

    fn head(&self, edition: &Edition) -> Head {
        let own = edition.site.intersection(self.intersection);
        Head {
            title: self.name(edition),
            description: String::new(),
            language: None,
            feeds: None,
            canonical: None,
            described: Described::Page(PageDescription {
                schema_type: SchemaType::CollectionPage,
                about: vec![About::Country(own.country), About::Topic(own.topic)],
                card: CardOf::Country(own.country),
                alternates: Vec::new(),
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        let own = edition.site.intersection(self.intersection);
        let total = own.briefings.len();
        let route = |page| PageRoute::Intersection { intersection: self.intersection, page };
        context_of(&IntersectionContent {
            country: country_link(edition, own.country),
            topic: topic_link(edition, own.topic),
            rows: frame.renderer.rows(&own.briefings[self.page.places(total)])?,
            count: total,
            pager: Pager::new(edition, self.page, total, route),
        })
    }
}
