//! The page of a briefing.

use serde::Serialize;
use tera::{Context, Value};

use super::Renderer;
use super::cite::CiteView;
use super::metadata::Metadata;
use super::printed::addresses;
use super::record::{RecordView, RedlineView};
use super::robust_links::version_date;
use super::views::{
    CountryLink, DateView, LinkView, PageView, TopicLink, absolute, body_with_margin, briefing_link,
    country_link, country_links, is_planned, link_to, preview, relation_title, taxonomy_title, topic_links,
};
use crate::content::{Briefing, Confidence, IMAGE_SIZES, Kind, Reference, Status};
use crate::edition::Edition;
use crate::interface::Direction;
use crate::problem::Problem;
use crate::route::{Route, image_file, image_path_of};
use crate::site::{BriefingId, Entity, Published};

/// How many related briefings are shown.
const RELATED: usize = 5;

/// Up to how many countries a briefing leads to the pages of each two of them: three make three pairs.
const MOST_RELATED_COUNTRIES: usize = 3;

/// `briefing` in `briefing.html`.
#[derive(Serialize)]
struct BriefingView<'a> {
    title: &'a str,
    url: String,
    date: DateView,
    updated: Option<DateView>,
    kind: Kind,
    summary: Option<&'a str>,
    countries: Vec<CountryLink>,
    mentions: Vec<CountryLink>,
    topics: Vec<TopicLink>,
    /// The pages of each two of its countries.
    relations: Vec<LinkView>,
    terms: Vec<TermsView>,
    authors: &'a [String],
    confidence: Option<Confidence>,
    marking: Option<&'static str>,
    withdrawn: bool,
    preview: Option<String>,
    chatham_house: bool,
    image: Option<ImageView<'a>>,
    contents: Vec<HeadingView<'a>>,
    body: Value,
    /// Where the links of the text lead, for print.
    links: Vec<Value>,
    words: usize,
    minutes: usize,
    sources: Vec<SourceView<'a>>,
    events: Vec<EventView<'a>>,
    corrections: Vec<CorrectionView<'a>>,
    supersedes: Vec<LinkView>,
    superseded_by: Option<LinkView>,
    series: Option<SeriesView>,
    /// How to cite it.
    cite: Option<CiteView>,
    /// Its versions.
    record: Option<RecordView>,
    /// In a preview, what was edited since the last commit.
    unpublished: Option<RedlineView>,
    older: Option<LinkView>,
    newer: Option<LinkView>,
    lang: Option<&'a str>,
    /// The direction of that language.
    direction: Option<Direction>,
    extra: &'a serde_yaml::Value,
}

/// A taxonomy's terms of one briefing.
#[derive(Serialize)]
struct TermsView {
    key: String,
    title: String,
    terms: Vec<LinkView>,
}

#[derive(Serialize)]
struct ImageView<'a> {
    url: String,
    alt: &'a str,
    width: Option<u32>,
    height: Option<u32>,
    /// Smaller ones, and how wide it is shown, for the attributes of these names.
    srcset: String,
    sizes: &'static str,
}

#[derive(Serialize)]
struct HeadingView<'a> {
    level: u8,
    id: &'a str,
    text: &'a str,
}

/// A source of a briefing.
#[derive(Serialize)]
pub(super) struct SourceView<'a> {
    number: usize,
    id: &'a str,
    title: &'a str,
    publisher: &'a str,
    date: Option<DateView>,
    url: &'a str,
    archived: &'a str,
    /// The day as of which the links hold, for Robust Links.
    version_date: String,
    rating: &'a str,
    /// The ids of the marks in the text that cite it.
    citations: Vec<String>,
}

#[derive(Serialize)]
struct EventView<'a> {
    date: DateView,
    title: &'a str,
    countries: Vec<CountryLink>,
}

/// A correction of a briefing.
#[derive(Serialize)]
pub(super) struct CorrectionView<'a> {
    date: DateView,
    note: &'a str,
}

/// A related briefing: its date and its title say enough at the end of a page.
#[derive(Serialize)]
struct RelatedView {
    date: DateView,
    #[serde(flatten)]
    link: LinkView,
}

/// The place of a briefing in its series.
#[derive(Serialize)]
struct SeriesView {
    title: String,
    url: String,
    part: usize,
    total: usize,
    /// The part before and the part after.
    previous: Option<LinkView>,
    next: Option<LinkView>,
    /// The newest part, where this is not it.
    newest: Option<LinkView>,
}

impl Renderer {
    /// Returns the page of a briefing.
    pub(super) fn briefing(&self, id: BriefingId) -> Result<String, Problem> {
        let edition = &*self.edition;
        let published = edition.site.briefing(id);
        let mut context = Context::new();
        let page = page(edition, id, published);
        context.insert("metadata", &Metadata::of_briefing(edition, id, &page));
        context.insert("page", &page);
        context.insert("briefing", &view(edition, id, published));
        context.insert("related", &related(edition, id));
        self.template("briefing.html", &context)
    }
}

fn page(edition: &Edition, id: BriefingId, published: &Published) -> PageView {
    let briefing = &published.briefing;
    PageView {
        title: briefing.title.clone(),
        description: briefing.blurb().to_owned(),
        canonical: absolute(edition, Route::Briefing(id)),
        language: briefing.lang.clone().unwrap_or_else(|| edition.site.config.language.clone()),
        feeds: Vec::new(),
        is_hidden: !Route::Briefing(id).is_indexed(&edition.site),
    }
}

fn related(edition: &Edition, id: BriefingId) -> Vec<RelatedView> {
    let view = |id: BriefingId| RelatedView {
        date: DateView::of(edition, &edition.site.briefing(id).briefing.date),
        link: briefing_link(edition, id),
    };
    edition.site.related(id, RELATED).into_iter().map(view).collect()
}

fn view<'a>(edition: &'a Edition, id: BriefingId, published: &'a Published) -> BriefingView<'a> {
    let briefing = edition.briefing(id);
    let body = body_with_margin(edition, Entity::Briefing(id), &briefing.body, &briefing.sources);
    let (older, newer) = edition.site.neighbours(id);
    let link = |id| briefing_link(edition, id);
    BriefingView {
        title: &briefing.title,
        url: link_to(edition, Route::Briefing(id)),
        date: DateView::of(edition, &briefing.date),
        updated: published.updated().map(|moment| DateView::of(edition, moment)),
        kind: briefing.kind,
        summary: briefing.summary.as_deref(),
        countries: country_links(edition, &published.countries),
        mentions: country_links(edition, &published.mentions),
        topics: topic_links(edition, &published.topics),
        relations: relations(edition, published),
        terms: terms(edition, published),
        authors: &briefing.authors,
        confidence: briefing.confidence,
        marking: briefing.publication.marking.map(crate::config::Marking::label),
        withdrawn: briefing.publication.status == Status::Withdrawn,
        preview: preview(edition, published.preview),
        chatham_house: briefing.chatham_house,
        image: image(edition, id, briefing),
        contents: briefing
            .body
            .headings
            .iter()
            .filter(|heading| heading.level <= 3)
            .map(|heading| HeadingView { level: heading.level, id: &heading.id, text: &heading.text })
            .collect(),
        links: addresses(edition, body.as_str().unwrap_or_default()),
        body,
        words: briefing.body.words,
        minutes: briefing.body.minutes(),
        sources: sources(edition, briefing),
        events: events(edition, published),
        corrections: corrections_of(edition, briefing),
        supersedes: published.supersedes.iter().copied().map(link).collect(),
        superseded_by: published.superseded_by.map(link),
        series: series(edition, id, published),
        cite: CiteView::new(edition, id),
        record: RecordView::new(edition, id),
        unpublished: unpublished(edition, id),
        older: older.map(link),
        newer: newer.map(link),
        lang: briefing.lang.as_deref(),
        direction: briefing.lang.as_deref().map(Direction::of),
        extra: &briefing.extra,
    }
}

/// Returns the pages of each two countries of a briefing; of many countries, none stands out.
fn relations(edition: &Edition, published: &Published) -> Vec<LinkView> {
    let countries = &published.countries;
    if countries.len() > MOST_RELATED_COUNTRIES {
        return Vec::new();
    }
    let pairs = countries
        .iter()
        .enumerate()
        .flat_map(|(place, one)| countries[place + 1..].iter().map(move |other| (*one, *other)));
    pairs
        .filter_map(|(one, other)| {
            let id = edition.site.relation_of(one, other)?;
            let route = Route::Relation { relation: id, page: 1 };
            let title = relation_title(edition, edition.site.relation(id));
            is_planned(edition, route).then(|| LinkView { title, url: link_to(edition, route) })
        })
        .collect()
}

fn terms(edition: &Edition, published: &Published) -> Vec<TermsView> {
    edition
        .site
        .taxonomies
        .iter()
        .zip(&published.terms)
        .enumerate()
        .filter(|(_, (_, own))| !own.is_empty())
        .map(|(taxonomy, (entry, own))| TermsView {
            key: entry.key.clone(),
            title: taxonomy_title(edition, &entry.key),
            terms: own
                .iter()
                .map(|term| LinkView {
                    title: entry.terms[*term].name.clone(),
                    url: link_to(edition, Route::Term { taxonomy, term: *term, page: 1 }),
                })
                .collect(),
        })
        .collect()
}

fn image<'a>(edition: &Edition, id: BriefingId, briefing: &'a Briefing) -> Option<ImageView<'a>> {
    let entity = Entity::Briefing(id);
    let file = image_file(&edition.site, id)?;
    let url = edition.link(&image_path_of(&edition.site, &edition.theme, id)?);
    let image = edition.image(entity, &file, url, Edition::link);
    Some(ImageView {
        url: image.url,
        alt: &briefing.image_alt,
        width: image.size.map(|(width, _)| width),
        height: image.size.map(|(_, height)| height),
        srcset: image.srcset,
        sizes: IMAGE_SIZES,
    })
}

/// Returns what was edited since the last commit; nothing outside a preview.
fn unpublished(edition: &Edition, id: BriefingId) -> Option<RedlineView> {
    let committed = edition.site.briefing(id).record.as_ref()?.committed.as_ref()?;
    RedlineView::new(edition, id, committed, edition.briefing(id))
}

/// Returns the corrections of a briefing, in its order.
pub(super) fn corrections_of<'a>(edition: &Edition, briefing: &'a Briefing) -> Vec<CorrectionView<'a>> {
    let corrections = briefing.corrections.iter();
    corrections
        .map(|correction| CorrectionView {
            date: DateView::new(edition, correction.date),
            note: &correction.note,
        })
        .collect()
}

/// Returns the sources of a briefing, in the order of their numbers.
pub(super) fn sources<'a>(edition: &Edition, briefing: &'a Briefing) -> Vec<SourceView<'a>> {
    let cited = |index: usize, source: &Reference| -> Vec<String> {
        let count = briefing.body.citations.get(index).copied().unwrap_or_default();
        (1..=count).map(|mark| format!("cite-{}-{mark}", source.id)).collect()
    };
    briefing
        .sources
        .iter()
        .enumerate()
        .map(|(index, source)| SourceView {
            number: index + 1,
            id: &source.id,
            title: &source.title,
            publisher: &source.publisher,
            date: source.date.map(|date| DateView::new(edition, date)),
            url: &source.url,
            archived: &source.archived,
            version_date: version_date(&source.archived, &briefing.date),
            rating: &source.rating,
            citations: cited(index, source),
        })
        .collect()
}

fn events<'a>(edition: &Edition, published: &'a Published) -> Vec<EventView<'a>> {
    let subjects = &published.briefing.countries;
    let countries = |event: &crate::content::Event| -> Vec<CountryLink> {
        // The briefing's own countries stand above the text already.
        if event.countries.iter().all(|country| subjects.contains(country)) {
            return Vec::new();
        }
        let ids = event.countries.iter().filter_map(|country| edition.site.country_id(*country));
        ids.map(|id| country_link(edition, id)).collect()
    };
    published
        .briefing
        .events
        .iter()
        .map(|event| EventView {
            date: DateView::new(edition, event.date),
            title: &event.title,
            countries: countries(event),
        })
        .collect()
}

fn series(edition: &Edition, id: BriefingId, published: &Published) -> Option<SeriesView> {
    let series_id = published.series?;
    let series = edition.site.series(series_id);
    let place = series.parts.iter().position(|part| *part == id)?;
    let link = |part: &BriefingId| briefing_link(edition, *part);
    Some(SeriesView {
        title: series.title.clone(),
        url: link_to(edition, Route::Series(series_id)),
        part: place + 1,
        total: series.parts.len(),
        previous: place.checked_sub(1).and_then(|before| series.parts.get(before)).map(link),
        next: series.parts.get(place + 1).map(link),
        newest: series.parts.last().filter(|newest| **newest != id).map(link),
    })
}
