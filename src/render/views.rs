//! What templates see: plain values, cut and sorted, with URLs that carry the base path.

use serde::Serialize;
use tera::Value;

use crate::config::NavItem;
use crate::content::{Body, Held, Kind, Reference, Side, Status};
use crate::dates::{Moment, PartialDate};
use crate::edition::Edition;
use crate::interface::Direction;
use crate::route::{ChangesOf, FeedFormat, FeedOf, Route};
use crate::site::{BriefingId, CountryId, Entity, Relation, TopicId};
use crate::text::title_of_slug;
use crate::theme::OWN_STYLE;

/// `site` in every template.
#[derive(Serialize)]
pub struct SiteView {
    title: String,
    description: String,
    language: String,
    /// `ltr` or `rtl`.
    direction: Direction,
    /// The home page.
    url: String,
    logo: Option<String>,
    /// The style of the site's own.
    style: Option<String>,
    nav: Vec<NavItem>,
    footer: Value,
    /// The feeds of the whole site.
    feeds: Vec<FeedLink>,
    /// What changed on the whole site.
    changes_url: Option<String>,
    taxonomies: Vec<LinkView>,
    extra: serde_yaml::Value,
    /// For a site of the past, its day, where every page is to tell it.
    as_of: Option<DateView>,
    /// The version of Chancery, for the `generator` line.
    generator: &'static str,
}

impl SiteView {
    pub fn new(edition: &Edition) -> Self {
        let config = &edition.site.config;
        let nav = if config.nav.is_empty() { default_nav(edition) } else { own_nav(edition) };
        let taxonomies = (0..edition.site.taxonomies.len())
            .map(|taxonomy| LinkView {
                title: taxonomy_title(edition, &edition.site.taxonomies[taxonomy].key),
                url: link_to(edition, Route::Taxonomy { taxonomy }),
            })
            .collect();
        Self {
            title: config.title.clone(),
            description: config.description.clone(),
            language: config.language.clone(),
            direction: edition.theme.interface.direction(),
            url: edition.link("/"),
            logo: (!config.logo.is_empty()).then(|| edition.link(&config.logo)),
            style: edition
                .theme
                .assets
                .iter()
                .find(|asset| asset.name == OWN_STYLE)
                .map(|asset| edition.link(&asset.path)),
            nav,
            footer: body_of(edition, Entity::Home, &edition.site.footer),
            feeds: feed_links(edition, FeedOf::Site, &config.title),
            changes_url: changes_url(edition, ChangesOf::Site),
            taxonomies,
            extra: config.extra.clone(),
            as_of: edition.notice.map(|day| DateView::new(edition, day)),
            generator: concat!("Chancery ", env!("CARGO_PKG_VERSION")),
        }
    }
}

fn default_nav(edition: &Edition) -> Vec<NavItem> {
    let entries = [
        ("countries.title", Route::Countries),
        ("topics.title", Route::Topics),
        ("timeline.title", Route::Timeline { page: 1 }),
        ("nav.archive", Route::Archive { page: 1 }),
    ];
    let planned = entries.into_iter().filter(|(_, route)| is_planned(edition, *route));
    planned.map(|(key, route)| NavItem::new(&edition.say(key), link_to(edition, route))).collect()
}

/// A path from the site's root gets the base path; an address outside stays as it is.
fn own_nav(edition: &Edition) -> Vec<NavItem> {
    edition
        .site
        .config
        .nav
        .iter()
        .map(|item| match item.url.strip_prefix('/') {
            Some(path) => NavItem::new(&item.title, edition.link(path)),
            None => item.clone(),
        })
        .collect()
}

/// `page` in every template: what stands in the head.
#[derive(Serialize)]
pub struct PageView {
    pub title: String,
    pub description: String,
    /// The full URL.
    pub canonical: String,
    pub language: String,
    pub feeds: Vec<FeedLink>,
    /// Whether search engines should leave it out.
    pub is_hidden: bool,
}

/// A feed, for the head and the foot of a page.
#[derive(Clone, Serialize)]
pub struct FeedLink {
    title: String,
    url: String,
    media_type: &'static str,
    name: &'static str,
}

/// Returns the feeds of something.
pub fn feed_links(edition: &Edition, of: FeedOf, title: &str) -> Vec<FeedLink> {
    [
        (FeedFormat::Atom, "application/atom+xml", "Atom"),
        (FeedFormat::Json, "application/feed+json", "JSON Feed"),
    ]
    .into_iter()
    .filter_map(|(format, media_type, name)| {
        let path = Route::Feed { of, format }.path(&edition.site, &edition.theme);
        edition.plan.at(&path)?;
        Some(FeedLink { title: title.to_owned(), url: edition.link(&path), media_type, name })
    })
    .collect()
}

/// A link with its words.
#[derive(Clone, Serialize)]
pub struct LinkView {
    pub title: String,
    pub url: String,
}

/// A country, as a link.
#[derive(Serialize)]
pub struct CountryLink {
    pub code: &'static str,
    pub name: String,
    pub url: String,
}

/// A topic, as a link.
#[derive(Serialize)]
pub struct TopicLink {
    pub id: String,
    pub title: String,
    pub url: String,
}

impl From<CountryLink> for LinkView {
    fn from(country: CountryLink) -> Self {
        Self { title: country.name, url: country.url }
    }
}

impl From<TopicLink> for LinkView {
    fn from(topic: TopicLink) -> Self {
        Self { title: topic.title, url: topic.url }
    }
}

/// A date: for machines, and for readers.
#[derive(Serialize)]
pub struct DateView {
    iso: String,
    text: String,
}

impl DateView {
    pub fn new(edition: &Edition, date: PartialDate) -> Self {
        Self { iso: date.to_string(), text: edition.theme.interface.date(date) }
    }

    /// Returns the day of a moment.
    pub fn of(edition: &Edition, moment: &Moment) -> Self {
        Self::new(edition, PartialDate::from(moment.date()))
    }
}

/// A briefing as one row of a list.
#[derive(Serialize)]
pub struct Row {
    title: String,
    url: String,
    date: DateView,
    summary: String,
    countries: Vec<CountryLink>,
    topics: Vec<TopicLink>,
    kind: Kind,
    withdrawn: bool,
    preview: Option<String>,
}

impl Row {
    pub fn new(edition: &Edition, id: BriefingId) -> Self {
        let published = edition.site.briefing(id);
        let briefing = &published.briefing;
        Self {
            title: briefing.title.clone(),
            url: link_to(edition, Route::Briefing(id)),
            date: DateView::of(edition, &briefing.date),
            summary: briefing.blurb().to_owned(),
            countries: country_links(edition, &published.countries),
            topics: topic_links(edition, &published.topics),
            kind: briefing.kind,
            withdrawn: briefing.publication.status == Status::Withdrawn,
            preview: preview(edition, published.preview),
        }
    }
}

/// The word for why something is shown in a preview only.
pub fn preview(edition: &Edition, held: Option<Held>) -> Option<String> {
    let key = match held? {
        Held::Draft => "preview.draft",
        Held::Future => "preview.future",
        Held::Embargo => "preview.embargo",
        // What is gone is in no preview.
        Held::Deleted => return None,
        Held::Marking => "preview.marking",
    };
    Some(edition.say(key))
}

/// Returns what a taxonomy is called; one that has no name in the language is called by its key.
pub fn taxonomy_title(edition: &Edition, key: &str) -> String {
    let name = format!("taxonomy.{key}");
    if edition.theme.interface.has(&name) { edition.say(&name) } else { title_of_slug(key) }
}

/// Returns the names of a relation's countries: "China and France".
pub fn relation_title(edition: &Edition, relation: &Relation) -> String {
    edition.theme.interface.list(&relation.countries.map(|id| edition.site.country(id).label.as_str()))
}

/// Returns the page of what changed; none where nothing is recorded.
pub fn changes_url(edition: &Edition, of: ChangesOf) -> Option<String> {
    let route = Route::Changes { of, page: 1 };
    (!of.changes(&edition.site).is_empty() && is_planned(edition, route)).then(|| link_to(edition, route))
}

/// Returns whether a route is part of the site, which its settings decide.
pub fn is_planned(edition: &Edition, route: Route) -> bool {
    edition.plan.at(&route.path(&edition.site, &edition.theme)).is_some()
}

pub fn link_to(edition: &Edition, route: Route) -> String {
    edition.link(&route.path(&edition.site, &edition.theme))
}

pub fn absolute(edition: &Edition, route: Route) -> String {
    edition.absolute(&route.path(&edition.site, &edition.theme))
}

pub fn country_links(edition: &Edition, ids: &[CountryId]) -> Vec<CountryLink> {
    ids.iter().map(|id| country_link(edition, *id)).collect()
}

pub fn country_link(edition: &Edition, id: CountryId) -> CountryLink {
    let entry = edition.site.country(id);
    CountryLink {
        code: entry.country.code(),
        name: entry.label.clone(),
        url: link_to(edition, Route::Country { country: id, page: 1 }),
    }
}

pub fn topic_links(edition: &Edition, ids: &[TopicId]) -> Vec<TopicLink> {
    ids.iter().map(|id| topic_link(edition, *id)).collect()
}

pub fn topic_link(edition: &Edition, id: TopicId) -> TopicLink {
    let entry = edition.site.topic(id);
    TopicLink {
        id: entry.id.clone(),
        title: entry.title.clone(),
        url: link_to(edition, Route::Topic { topic: id, page: 1 }),
    }
}

pub fn briefing_link(edition: &Edition, id: BriefingId) -> LinkView {
    LinkView {
        title: edition.site.briefing(id).briefing.title.clone(),
        url: link_to(edition, Route::Briefing(id)),
    }
}

/// Returns a text as HTML, with its links put in.
pub fn body_of(edition: &Edition, from: Entity, body: &Body) -> Value {
    Value::safe_string(&edition.html(from, body))
}

/// Returns a text as HTML, with sources and notes in its margin.
pub fn body_with_margin(edition: &Edition, from: Entity, body: &Body, sources: &[Reference]) -> Value {
    let margin = |side: &Side, html: &mut String| super::margin::write(edition, sources, side, html);
    Value::safe_string(&edition.html_with_margin(from, body, &margin))
}

/// The pages of a list that is too long for one.
#[derive(Serialize)]
pub struct Pager {
    number: usize,
    total: usize,
    newer: Option<String>,
    older: Option<String>,
    /// Whether the list is by date, so that its pages are newer and older.
    is_dated: bool,
}

impl Pager {
    /// Returns the pager of page `number` of `total`; `route` gives the route of each number.
    pub fn new(
        edition: &Edition,
        number: usize,
        total: usize,
        route: impl Fn(usize) -> Route,
    ) -> Option<Self> {
        (total > 1).then(|| Self {
            number,
            total,
            newer: (number > 1).then(|| link_to(edition, route(number - 1))),
            older: (number < total).then(|| link_to(edition, route(number + 1))),
            is_dated: true,
        })
    }

    /// Returns the pager of a list that is not by date.
    pub fn undated(self) -> Self {
        Self { is_dated: false, ..self }
    }
}
