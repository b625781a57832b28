//! The page of a briefing.

use serde::Serialize;
use tera::{Context, Value};

use super::kind::{Frame, Head, PageKind};
use crate::content::{Briefing, Confidence, IMAGE_SIZES, Kind, Status};
use crate::edition::Edition;
use crate::interface::Direction;
use crate::problem::Problem;
use crate::render::authors::{Byline, bylines};
use crate::render::cite::CiteView;
use crate::render::engine::context_of;
use crate::render::judgements::{self, JudgementLine};
use crate::render::metadata::Described;
use crate::render::printed::addresses;
use crate::render::redline::RedlineView;
use crate::render::shared_sources::{WithdrawnSource, sources_url, withdrawn};
use crate::render::sources::{CorrectionView, SourceView, corrections_of, sources};
use crate::render::versions::RecordView;
use crate::render::views::{
    BriefingLink, CountryLink, DateView, LinkView, OrganisationLink, TopicLink, body_with_margin,
    briefing_link, country_link, country_links, is_planned, link_to, organisation_links, preview,
    relation_title, taxonomy_title, topic_links,
};
use crate::render::watch::{StatusLine, assessment};
use crate::route::{Cited, PageNumber, PageRoute, image_file, image_path_of};
use crate::site::{BriefingId, Entity, Published, TermId};

/// How many related briefings are shown.
const RELATED: usize = 5;

/// Up to how many subjects a briefing leads to the pages of each two of them: three make three pairs.
const MOST_RELATED: usize = 3;

/// What `briefing.html` shows.
#[derive(Serialize)]
struct BriefingContent<'a> {
    briefing: BriefingView<'a>,
    related: Vec<RelatedView>,
}

/// A briefing.
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
    organisations: Vec<OrganisationLink>,
    /// The pages of each two of its countries and organisations.
    relations: Vec<LinkView>,
    terms: Vec<TermsView>,
    authors: &'a [String],
    /// The same, with their pages.
    bylines: Vec<Byline<'a>>,
    /// The original, where this is a translation.
    translation: Option<TranslationView>,
    confidence: Option<Confidence>,
    doi: Option<DoiView<'a>>,
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
    /// Those of its sources that were withdrawn.
    withdrawn_sources: Vec<WithdrawnSource<'a>>,
    sources: Vec<SourceView<'a>>,
    /// The sources that several briefings cite.
    sources_url: Option<String>,
    events: Vec<EventView<'a>>,
    /// How things go in its countries.
    assessments: Vec<StatusLine<'a>>,
    /// What it expects.
    judgements: Vec<JudgementLine<'a>>,
    /// The judgements of the whole site.
    judgements_url: Option<String>,
    corrections: Vec<CorrectionView<'a>>,
    supersedes: Vec<BriefingLink>,
    superseded_by: Option<BriefingLink>,
    series: Option<SeriesView>,
    /// How to cite it.
    cite: Option<CiteView>,
    /// Its versions.
    record: Option<RecordView>,
    /// In a preview, what was edited since the last commit.
    unpublished: Option<RedlineView>,
    older: Option<BriefingLink>,
    newer: Option<BriefingLink>,
    lang: Option<&'a str>,
    /// The direction of that language.
    direction: Option<Direction>,
    extra: &'a serde_yaml::Value,
}

/// A DOI, and the address at which it is resolved.
#[derive(Serialize)]
struct DoiView<'a> {
    name: &'a str,
    url: String,
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

#[derive(Serialize)]
struct EventView<'a> {
    date: DateView,
    title: &'a str,
    countries: Vec<CountryLink>,
}

/// The original of a translation.
#[derive(Serialize)]
struct TranslationView {
    title: String,
    url: String,
    lang: String,
    direction: Direction,
    /// Both side by side.
    parallel_url: String,
    /// What changed in the original since it was translated; none where nothing did.
    changes_url: Option<String>,
}

/// A related briefing: its date and its title say enough at the end of a page.
#[derive(Serialize)]
struct RelatedView {
    date: DateView,
    #[serde(flatten)]
    link: BriefingLink,
}

/// The place of a briefing in its series.
#[derive(Serialize)]
struct SeriesView {
    title: String,
    url: String,
    part: usize,
    total: usize,
    /// The part before and the part after.
    previous: Option<BriefingLink>,
    next: Option<BriefingLink>,
    /// The newest part, where this is not it.
    newest: Option<BriefingLink>,
}

/// `/briefings/2024/france-china/`
pub struct BriefingPage {
    /// The briefing.
    pub id: BriefingId,
}

impl PageKind for BriefingPage {
    fn template(&self) -> &'static str {
        "briefing.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.briefing(self.id).title.clone()
    }

    fn parent(&self, edition: &Edition) -> Option<PageRoute> {
        let year = edition.site.year_id(edition.briefing(self.id).date.year());
        let page = PageNumber::FIRST;
        Some(year.map_or(PageRoute::Archive { page }, |year| PageRoute::Year { year, page }))
    }

    fn head(&self, edition: &Edition) -> Head {
        let briefing = edition.briefing(self.id);
        Head {
            title: self.name(edition),
            description: briefing.blurb().to_owned(),
            language: edition.foreign(briefing.lang.as_deref()).map(ToOwned::to_owned),
            feeds: None,
            canonical: None,
            described: Described::Briefing(self.id),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        context_of(&BriefingContent { briefing: view(edition, self.id), related: related(edition, self.id) })
    }
}

fn related(edition: &Edition, id: BriefingId) -> Vec<RelatedView> {
    let view = |id: BriefingId| RelatedView {
        date: DateView::of(edition, &edition.briefing(id).date),
        link: briefing_link(edition, id),
    };
    edition.site.related(id, RELATED).into_iter().map(view).collect()
}

/// Returns what readers of a translation are told of its original; none for an original.
fn translation(edition: &Edition, id: BriefingId) -> Option<TranslationView> {
    let briefing = edition.briefing(id);
    let (own, original) = edition.original_of(id)?;
    let link = |route: PageRoute| edition.link(&route.path(&own.site));
    let changes = own.site.behind(briefing).map(|behind| {
        let is_next = behind.newest == behind.translated + 1;
        let version = PageRoute::Version { briefing: original, version: behind.newest };
        let history = PageRoute::History(original);
        let is_planned = |route: PageRoute| own.plan.at(route.path(&own.site).as_str()).is_some();
        link(if is_next && is_planned(version) { version } else { history })
    });
    let lang = own.site.language_of(original).to_owned();
    Some(TranslationView {
        title: own.site.title_of(Entity::Briefing(original)).to_owned(),
        url: link(PageRoute::Briefing(original)),
        direction: Direction::of(&lang),
        lang,
        parallel_url: link_to(edition, PageRoute::Parallel(id)),
        changes_url: changes,
    })
}

fn view(edition: &Edition, id: BriefingId) -> BriefingView<'_> {
    let published = edition.site.briefing(id);
    let briefing = edition.briefing(id);
    let body = body_with_margin(edition, Entity::Briefing(id), &briefing.body, &briefing.sources);
    let (older, newer) = edition.site.neighbours(id);
    let link = |id| briefing_link(edition, id);
    BriefingView {
        title: &briefing.title,
        url: link_to(edition, PageRoute::Briefing(id)),
        date: DateView::of(edition, &briefing.date),
        updated: published.updated().map(|moment| DateView::of(edition, moment)),
        kind: briefing.kind,
        summary: briefing.summary.as_deref(),
        countries: country_links(edition, &published.countries),
        mentions: country_links(edition, &published.mentions),
        topics: topic_links(edition, &published.topics),
        organisations: organisation_links(edition, &published.organisations),
        relations: relations(edition, published),
        terms: terms(edition, published),
        authors: &briefing.authors,
        bylines: bylines(edition, &briefing.authors),
        translation: translation(edition, id).filter(|_| published.is_here),
        confidence: briefing.confidence,
        doi: briefing.doi.as_ref().map(|doi| DoiView { name: doi.as_str(), url: doi.url() }),
        marking: briefing.publication.marking.map(crate::config::Marking::label),
        withdrawn: briefing.publication.status == Status::Withdrawn,
        preview: preview(edition, published.preview),
        chatham_house: briefing.chatham_house,
        image: image(edition, id, briefing),
        contents: briefing
            .body
            .contents()
            .filter(|heading| heading.level <= 3)
            .map(|heading| HeadingView { level: heading.level, id: &heading.id, text: &heading.text })
            .collect(),
        links: addresses(edition, Entity::Briefing(id), &briefing.body),
        body,
        words: briefing.body.words(),
        minutes: briefing.body.minutes(),
        withdrawn_sources: withdrawn(edition, id),
        sources: sources(edition, briefing),
        sources_url: sources_url(edition),
        events: events(edition, briefing),
        assessments: assessments(edition, briefing),
        judgements: judgements::of_briefing(edition, briefing),
        judgements_url: judgements::list_url(edition).filter(|_| !briefing.judgements.is_empty()),
        corrections: corrections_of(edition, briefing),
        supersedes: published.supersedes.iter().copied().map(link).collect(),
        superseded_by: published.superseded_by.map(link),
        series: series(edition, id, published),
        cite: CiteView::new(edition, Cited::Briefing(id)),
        record: RecordView::new(edition, id),
        unpublished: unpublished(edition, id),
        older: older.map(link),
        newer: newer.map(link),
        lang: edition.foreign(briefing.lang.as_deref()),
        direction: edition.foreign(briefing.lang.as_deref()).map(Direction::of),
        extra: &briefing.extra,
    }
}

/// Returns the pages of each two subjects of a briefing; of many, none stands out.
fn relations(edition: &Edition, published: &Published) -> Vec<LinkView> {
    let subjects = published.actors();
    if subjects.len() > MOST_RELATED {
        return Vec::new();
    }
    let pairs = subjects
        .iter()
        .enumerate()
        .flat_map(|(index, one)| subjects[index + 1..].iter().map(move |other| (*one, *other)));
    pairs
        .filter_map(|(one, other)| {
            let id = edition.site.relation_of(one, other)?;
            let route = PageRoute::relation(id);
            let title = relation_title(edition, edition.site.relation(id));
            is_planned(edition, route).then(|| LinkView { title, url: link_to(edition, route) })
        })
        .collect()
}

fn terms(edition: &Edition, published: &Published) -> Vec<TermsView> {
    let view = |taxonomy, own: &[TermId]| {
        let entry = edition.site.taxonomy(taxonomy);
        let term = |term: &TermId| LinkView {
            title: entry.term(*term).name.clone(),
            url: link_to(edition, PageRoute::term(taxonomy, *term)),
        };
        TermsView {
            key: entry.key.clone(),
            title: taxonomy_title(edition, &entry.key),
            terms: own.iter().map(term).collect(),
        }
    };
    let all = edition.site.taxonomy_ids().zip(&published.terms);
    all.filter(|(_, own)| !own.is_empty()).map(|(taxonomy, own)| view(taxonomy, own)).collect()
}

fn image<'a>(edition: &Edition, id: BriefingId, briefing: &'a Briefing) -> Option<ImageView<'a>> {
    let entity = Entity::Briefing(id);
    let file = image_file(&edition.site, entity)?;
    let url = edition.link(&image_path_of(&edition.site, entity)?);
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

fn events<'a>(edition: &Edition, briefing: &'a Briefing) -> Vec<EventView<'a>> {
    let subjects = &briefing.countries;
    let countries = |event: &crate::content::Event| -> Vec<CountryLink> {
        // The briefing's own countries stand above the text already.
        if event.countries.iter().all(|country| subjects.contains(country)) {
            return Vec::new();
        }
        let ids = event.countries.iter().filter_map(|country| edition.site.country_id(*country));
        ids.map(|id| country_link(edition, id)).collect()
    };
    briefing
        .events
        .iter()
        .map(|event| EventView {
            date: DateView::new(edition, event.date),
            title: &event.title,
            countries: countries(event),
        })
        .collect()
}

fn assessments<'a>(edition: &'a Edition, briefing: &'a Briefing) -> Vec<StatusLine<'a>> {
    let date = briefing.date.date().into();
    briefing.assessments.iter().filter_map(|own| assessment(edition, date, own)).collect()
}

fn series(edition: &Edition, id: BriefingId, published: &Published) -> Option<SeriesView> {
    let series_id = published.series?;
    let series = edition.site.series(series_id);
    let index = series.parts.iter().position(|part| *part == id)?;
    let link = |part: &BriefingId| briefing_link(edition, *part);
    Some(SeriesView {
        title: series.title.clone(),
        url: link_to(edition, PageRoute::Series(series_id)),
        part: index + 1,
        total: series.parts.len(),
        previous: index.checked_sub(1).and_then(|before| series.parts.get(before)).map(link),
        next: series.parts.get(index + 1).map(link),
        newest: series.parts.last().filter(|newest| **newest != id).map(link),
    })
}
