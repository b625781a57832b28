//! What templates see: plain values, cut and sorted, with URLs that carry the base path.

use serde::Serialize;
use tera::Value;

use super::languages::{HrefLang, LanguageLink};
use crate::config::{NavItem, language_name};
use crate::content::{Body, HoldReason, Kind, Reference, Status};
use crate::dates::{Moment, PartialDate};
use crate::edition::Edition;
use crate::interface::Direction;
use crate::route::{
    ChangesOf, FeedFormat, FeedOf, FileRoute, FormRoute, PageNumber, PageRoute, Route, SitePath, has_search,
};
use crate::site::{Actor, ActorKind, BriefingId, CountryId, Entity, OrganisationId, Relation, TopicId};
use crate::theme::OWN_STYLE;
use crate::tree::MarginNote;

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
    /// The index of organisations, where the site has one.
    organisations_url: Option<String>,
    /// The page of results, if the site can be searched.
    search_url: Option<String>,
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
        let taxonomies = (edition.site.taxonomy_ids())
            .map(|id| LinkView {
                title: taxonomy_title(edition, &edition.site.taxonomy(id).key),
                url: link_to(edition, PageRoute::Taxonomy(id)),
            })
            .collect();
        let own_style = edition.theme.asset_ids().find(|id| edition.theme.asset(*id).name == OWN_STYLE);
        let has_logo = !config.logo.is_empty() && edition.site.has_file(&format!("static/{}", config.logo));
        Self {
            title: config.title.clone(),
            description: config.description.clone(),
            language: config.language.clone(),
            direction: edition.theme.interface.direction(),
            url: link_to(edition, PageRoute::Home),
            // In a site of the past it may be deleted since.
            logo: has_logo.then(|| edition.link(&SitePath::written(&config.logo))),
            style: own_style.map(|id| link_to(edition, FileRoute::Theme(id))),
            nav,
            footer: body_of(edition, Entity::Home, &edition.site.footer),
            feeds: feed_links(edition, FeedOf::Site, &config.title),
            changes_url: changes_url(edition, ChangesOf::Site),
            taxonomies,
            organisations_url: (!edition.site.organisations.is_empty())
                .then(|| link_to(edition, PageRoute::Organisations)),
            search_url: search_url(edition, ""),
            extra: config.extra.clone(),
            as_of: edition.notice.map(|day| DateView::new(edition, day)),
            generator: concat!("Chancery ", env!("CARGO_PKG_VERSION")),
        }
    }
}

fn default_nav(edition: &Edition) -> Vec<NavItem> {
    let entries = [
        ("countries.title", PageRoute::Countries),
        ("organisations.title", PageRoute::Organisations),
        ("topics.title", PageRoute::Topics),
        ("timeline.title", PageRoute::Timeline { page: PageNumber::FIRST }),
        ("watch.title", PageRoute::Watch),
        ("judgements.title", PageRoute::judgements()),
        ("nav.archive", PageRoute::Archive { page: PageNumber::FIRST }),
    ];
    // A page of the site's own in the place of an index is no entry of its own accord.
    let is_there =
        |route: PageRoute| edition.plan.at(route.path(&edition.site).as_str()) == Some(route.into());
    let planned = entries.into_iter().filter(|(_, route)| is_there(*route));
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
            Some(_) => NavItem::new(&item.title, edition.link(&edition.meant(&item.url))),
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
    /// The page in all languages of the site; empty where it has one.
    pub languages: Vec<LanguageLink>,
    /// The languages in which it is there, for search engines.
    pub hreflangs: Vec<HrefLang>,
    pub feeds: Vec<FeedLink>,
    /// The same in other forms, to read elsewhere.
    pub forms: Vec<FormLink>,
    /// Whether search engines should leave it out.
    pub is_hidden: bool,
}

/// What a page says in another form.
#[derive(Clone, Serialize)]
pub struct FormLink {
    name: &'static str,
    url: String,
    media_type: &'static str,
}

/// Returns what a page says in other forms, as far as the site has them.
pub fn form_links(edition: &Edition, page: PageRoute) -> Vec<FormLink> {
    let outputs = &edition.site.config.outputs;
    if !(outputs.word || outputs.markdown || outputs.epub) {
        return Vec::new();
    }
    let forms = FormRoute::of(page).into_iter().filter(|form| is_planned(edition, *form));
    forms
        .map(|form| FormLink {
            name: form.name(),
            url: link_to(edition, form),
            media_type: form.media_type(),
        })
        .collect()
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
        let path = Route::File(FileRoute::Feed { of, format }).path(&edition.site, &edition.theme);
        edition.plan.at(path.as_str())?;
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

/// A briefing, as a link.
#[derive(Clone, Serialize)]
pub struct BriefingLink {
    pub title: String,
    pub url: String,
    /// The language of the title, where it is another one than that of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
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

/// An organisation, as a link.
#[derive(Serialize)]
pub struct OrganisationLink {
    pub id: String,
    /// Its whole name.
    pub name: String,
    /// What lists and lines call it: its short name, or else its name.
    pub title: String,
    pub url: String,
}

impl From<OrganisationLink> for LinkView {
    fn from(organisation: OrganisationLink) -> Self {
        Self { title: organisation.title, url: organisation.url }
    }
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

/// How many of a briefing's countries and topics are named where it is one of many. Its own page names them all: a
/// briefing with a thousand topics stands in a thousand lists.
pub const NAMED: usize = 20;

/// Returns the first of these that are named in a list, and how many are not.
pub fn named<I>(all: &[I]) -> (&[I], usize) {
    // "and one more" would be no shorter than its name.
    let number = if all.len() > NAMED + 1 { NAMED } else { all.len() };
    (&all[..number], all.len() - number)
}

/// What `components/row.html` shows.
#[derive(Serialize)]
pub struct RowContent {
    pub briefing: Row,
}

/// A briefing as one row of a list.
#[derive(Serialize)]
pub struct Row {
    title: String,
    url: String,
    /// The language of title and summary, where it is another one than that of the site.
    lang: Option<String>,
    direction: Option<Direction>,
    /// What that language calls itself, on a site in several languages.
    language_name: Option<String>,
    date: DateView,
    summary: String,
    countries: Vec<CountryLink>,
    /// How many more countries there are.
    more: usize,
    organisations: Vec<OrganisationLink>,
    topics: Vec<TopicLink>,
    kind: Kind,
    withdrawn: bool,
    preview: Option<String>,
}

impl Row {
    pub fn new(edition: &Edition, id: BriefingId) -> Self {
        let published = edition.site.briefing(id);
        let briefing = edition.briefing(id);
        let (countries, more) = named(&published.countries);
        let lang = edition.other_language(briefing.lang.as_deref());
        Self {
            title: briefing.title.clone(),
            url: link_to(edition, PageRoute::Briefing(id)),
            lang: lang.map(ToOwned::to_owned),
            direction: lang.map(Direction::of),
            language_name: language_name_of(edition, lang),
            date: DateView::of(edition, &briefing.date),
            summary: briefing.blurb().to_owned(),
            countries: country_links(edition, countries),
            more,
            organisations: organisation_links(edition, named(&published.organisations).0),
            topics: topic_links(edition, named(&published.topics).0),
            kind: briefing.kind,
            withdrawn: briefing.publication.status == Status::Withdrawn,
            preview: preview(edition, published.preview),
        }
    }
}

/// Returns what the language of a text calls itself, where readers of a site in several languages are to be told of it.
pub fn language_name_of(edition: &Edition, language: Option<&str>) -> Option<String> {
    language.filter(|_| !edition.siblings.is_empty()).map(|language| language_name(language).to_owned())
}

/// The word for why something is shown in a preview only.
pub fn preview(edition: &Edition, held: Option<HoldReason>) -> Option<String> {
    let key = match held? {
        HoldReason::Draft => "preview.draft",
        HoldReason::Future => "preview.future",
        HoldReason::Embargo => "preview.embargo",
        // What is gone is in no preview.
        HoldReason::Deleted | HoldReason::TakenDown => return None,
        HoldReason::Unclear => "preview.unclear",
        HoldReason::Marking => "preview.marking",
    };
    Some(edition.say(key))
}

/// Returns what a taxonomy is called; one that has no name in the language is called by its key.
pub fn taxonomy_title(edition: &Edition, key: &str) -> String {
    edition.taxonomy_title(key)
}

/// Returns what a list of changes is called.
pub fn changes_title(edition: &Edition, of: ChangesOf) -> String {
    let name = match of {
        ChangesOf::Site => return edition.say("changes.title"),
        ChangesOf::Country(id) => &edition.site.country(id).label,
        ChangesOf::Topic(id) => &edition.site.topic(id).title,
        ChangesOf::Organisation(id) => &edition.site.organisation(id).label,
    };
    edition.theme.interface.say_with("changes.about", &[("name", name)])
}

/// Returns the names of the two of a relation: "China and France".
pub fn relation_title(edition: &Edition, relation: &Relation) -> String {
    edition.theme.interface.list(&relation.actors.map(|actor| edition.site.actor_name(actor)))
}

/// Returns a link to a country or an organisation.
pub fn actor_link(edition: &Edition, actor: Actor) -> LinkView {
    match actor.kind() {
        ActorKind::Country(id) => country_link(edition, id).into(),
        ActorKind::Organisation(id) => organisation_link(edition, id).into(),
    }
}

/// Returns the page of what changed; none where nothing is recorded.
pub fn changes_url(edition: &Edition, of: ChangesOf) -> Option<String> {
    let route = PageRoute::changes(of);
    (!of.changes(&edition.site).is_empty() && is_planned(edition, route)).then(|| link_to(edition, route))
}

/// Returns the page of results filtered by something, such as `country=fr`, or by nothing; `None` where the site cannot be
/// searched.
pub fn search_url(edition: &Edition, filter: &str) -> Option<String> {
    let mark = if filter.is_empty() { "" } else { "?" };
    has_search(&edition.site).then(|| format!("{}{mark}{filter}", link_to(edition, PageRoute::Search)))
}

/// Returns whether a route is part of the site, which its settings decide.
pub fn is_planned(edition: &Edition, route: impl Into<Route>) -> bool {
    edition.plan.at(route.into().path(&edition.site, &edition.theme).as_str()).is_some()
}

pub fn link_to(edition: &Edition, route: impl Into<Route>) -> String {
    edition.link(&route.into().path(&edition.site, &edition.theme))
}

pub fn absolute(edition: &Edition, route: impl Into<Route>) -> String {
    edition.absolute(&route.into().path(&edition.site, &edition.theme))
}

pub fn country_links(edition: &Edition, ids: &[CountryId]) -> Vec<CountryLink> {
    ids.iter().map(|id| country_link(edition, *id)).collect()
}

pub fn country_link(edition: &Edition, id: CountryId) -> CountryLink {
    let entry = edition.site.country(id);
    CountryLink {
        code: entry.country.code(),
        name: entry.label.clone(),
        url: link_to(edition, PageRoute::country(id)),
    }
}

pub fn organisation_links(edition: &Edition, ids: &[OrganisationId]) -> Vec<OrganisationLink> {
    ids.iter().map(|id| organisation_link(edition, *id)).collect()
}

pub fn organisation_link(edition: &Edition, id: OrganisationId) -> OrganisationLink {
    let entry = edition.site.organisation(id);
    OrganisationLink {
        id: entry.id.clone(),
        name: entry.label.clone(),
        title: entry.called().to_owned(),
        url: link_to(edition, PageRoute::organisation(id)),
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
        url: link_to(edition, PageRoute::topic(id)),
    }
}

pub fn briefing_link(edition: &Edition, id: BriefingId) -> BriefingLink {
    let briefing = edition.briefing(id);
    let lang = edition.other_language(briefing.lang.as_deref());
    BriefingLink {
        title: briefing.title.clone(),
        url: link_to(edition, PageRoute::Briefing(id)),
        lang: lang.map(ToOwned::to_owned),
        direction: lang.map(Direction::of),
    }
}

/// Returns a text as HTML, with its links put in.
pub fn body_of(edition: &Edition, from: Entity, body: &Body) -> Value {
    Value::safe_string(&edition.html(from, body))
}

/// Returns a text as HTML, with sources and notes in its margin.
pub fn body_with_margin(edition: &Edition, from: Entity, body: &Body, sources: &[Reference]) -> Value {
    let margin = |note: &MarginNote, html: &mut String| super::margin::write(edition, sources, note, html);
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
    /// Returns the pager of a page of a list of this length; `None` if the list has only one page.
    pub fn new(
        edition: &Edition,
        page: PageNumber,
        length: usize,
        route: impl Fn(PageNumber) -> PageRoute,
    ) -> Option<Self> {
        let total = PageNumber::last_of(length);
        let link = |page| link_to(edition, route(page));
        (!total.is_first()).then(|| Self {
            number: page.get(),
            total: total.get(),
            newer: page.previous().map(link),
            older: page.next(length).map(link),
            is_dated: true,
        })
    }

    /// Returns the pager of a list that is not by date.
    pub fn undated(self) -> Self {
        Self { is_dated: false, ..self }
    }
}
