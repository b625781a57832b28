//! schema.org as JSON-LD 1.1: one node for each page, with the way to it inside.

use serde::Serialize;

use super::contributors::{Contributor, contributors};
use super::description::{About, PageDescription, SchemaType};
use super::image::Image;
use crate::content::{Briefing, Doi, Kind, Status};
use crate::dates::PartialDate;
use crate::edition::Edition;
use crate::render::languages::DEFAULT;
use crate::render::views::{LinkView, PageView, absolute};
use crate::route::PageRoute;
use crate::site::{AuthorId, BriefingId, CountryId, OrganisationId, Published, TaxonomyId, TermId, TopicId};

const CONTEXT: &str = "https://schema.org";

/// The taxonomy whose terms are persons.
const PEOPLE: &str = "people";

/// A briefing.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Article<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: &'a str,
    url: &'a str,
    /// The address of its DOI.
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<String>,
    headline: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    in_language: &'a str,
    /// The original, of a translation.
    #[serde(skip_serializing_if = "Option::is_none")]
    translation_of_work: Option<OtherLanguage<'a>>,
    /// The translations, of an original.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    work_translation: Vec<OtherLanguage<'a>>,
    date_published: String,
    date_modified: String,
    author: Vec<Contributor<'a>>,
    publisher: Node<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creative_work_status: Option<&'static str>,
    word_count: usize,
    is_part_of: Vec<Node<'a>>,
    /// Its place in its series, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Node<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Node<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    spatial_coverage: Vec<Node<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temporal_coverage: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Work<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<Correction<'a>>,
    main_entity_of_page: WebPage<'a>,
}

/// The same text in another language.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OtherLanguage<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: &'a str,
    in_language: &'a str,
}

/// Anything that has a name, with what tells it from others of that name.
#[derive(Serialize)]
struct Node<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    /// ISO 3166, for a country.
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// A source.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Work<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Node<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    archived_at: &'a str,
}

/// A correction.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Correction<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    date_published: String,
    text: &'a str,
}

/// The page that a briefing stands on.
#[derive(Serialize)]
struct WebPage<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: &'a str,
    breadcrumb: Breadcrumbs<'a>,
}

/// A page that is no briefing.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Page<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: SchemaType,
    #[serde(rename = "@id")]
    id: &'a str,
    url: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Node<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_part_of: Option<Node<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Node<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    main_entity: Option<Contributor<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    breadcrumb: Option<Breadcrumbs<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Breadcrumbs<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item_list_element: Vec<Step<'a>>,
}

/// A page on the way; the last one is the page itself.
#[derive(Serialize)]
struct Step<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    /// From 1.
    position: usize,
    name: std::borrow::Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
}

/// Returns the node of a briefing.
pub fn briefing(
    edition: &Edition,
    id: BriefingId,
    page: &PageView,
    image: Option<&Image>,
    above: Vec<LinkView>,
) -> String {
    let site = &edition.site;
    let published = site.briefing(id);
    let briefing = edition.briefing(id);
    let countries = || published.countries.iter().map(|id| country(edition, *id));
    let series = published.series.map(|series| Node {
        kind: "CreativeWorkSeries",
        name: &site.series(series).title,
        identifier: None,
        url: Some(absolute(edition, PageRoute::Series(series))),
    });
    let place =
        published.series.and_then(|series| site.series(series).parts.iter().position(|part| *part == id));
    // The original comes first among the languages of a page, and is what readers of any other language get.
    let is_translation = !site.config.prefix.is_empty();
    let others = || {
        let others =
            page.hreflangs.iter().filter(|other| other.language != DEFAULT && other.url != page.canonical);
        others.map(|other| OtherLanguage { kind: "Article", id: &other.url, in_language: &other.language })
    };
    script(&Article {
        context: CONTEXT,
        kind: match briefing.kind {
            Kind::Analysis => "AnalysisNewsArticle",
            Kind::Report => "Report",
            Kind::Reportage => "ReportageNewsArticle",
            Kind::Background => "BackgroundNewsArticle",
        },
        same_as: briefing.doi.as_ref().map(Doi::url),
        id: &page.canonical,
        url: &page.canonical,
        headline: &page.title,
        description: &page.description,
        in_language: &page.language,
        translation_of_work: others().next().filter(|_| is_translation),
        work_translation: others().filter(|_| !is_translation).collect(),
        date_published: briefing.date.rfc3339(),
        date_modified: published.changed().rfc3339(),
        author: contributors(edition, briefing),
        publisher: publisher(edition),
        image: image.map(|image| image.url.as_str()),
        creative_work_status: (briefing.publication.status == Status::Withdrawn).then_some("Withdrawn"),
        word_count: briefing.body.words(),
        is_part_of: std::iter::once(website(edition)).chain(series).collect(),
        position: place.map(|place| place + 1),
        about: countries()
            .chain(published.organisations.iter().map(|id| organisation(edition, *id)))
            .chain(published.topics.iter().map(|id| topic(edition, *id)))
            .collect(),
        mentions: mentions(edition, published),
        spatial_coverage: countries().collect(),
        temporal_coverage: temporal_coverage(briefing),
        citation: works(briefing),
        correction: briefing
            .corrections
            .iter()
            .map(|correction| Correction {
                kind: "CorrectionComment",
                date_published: correction.date.to_string(),
                text: &correction.note,
            })
            .collect(),
        main_entity_of_page: WebPage {
            kind: "WebPage",
            id: &page.canonical,
            breadcrumb: breadcrumbs(above, &page.title),
        },
    })
}

/// Returns the node of a page that is no briefing.
pub fn page(
    edition: &Edition,
    description: &PageDescription,
    page: &PageView,
    above: Vec<LinkView>,
) -> String {
    let is_site = description.schema_type == SchemaType::WebSite;
    let about = |about: &About| match *about {
        About::Country(id) => country(edition, id),
        About::Topic(id) => topic(edition, id),
        About::Organisation(id) => organisation(edition, id),
    };
    script(&Page {
        context: CONTEXT,
        kind: description.schema_type,
        id: &page.canonical,
        url: &page.canonical,
        name: if is_site { &edition.site.config.title } else { &page.title },
        description: &page.description,
        in_language: &page.language,
        publisher: is_site.then(|| publisher(edition)),
        is_part_of: (!is_site).then(|| website(edition)),
        about: description.about.iter().map(about).collect(),
        main_entity: None,
        breadcrumb: (!is_site).then(|| breadcrumbs(above, &page.title)),
    })
}

/// Returns the node of the page of an author.
pub fn author(edition: &Edition, id: AuthorId, page: &PageView, above: Vec<LinkView>) -> String {
    script(&Page {
        context: CONTEXT,
        kind: SchemaType::ProfilePage,
        id: &page.canonical,
        url: &page.canonical,
        name: &page.title,
        description: &page.description,
        in_language: &page.language,
        publisher: None,
        is_part_of: Some(website(edition)),
        about: Vec::new(),
        main_entity: Some(Contributor::in_full(edition, id)),
        breadcrumb: Some(breadcrumbs(above, &page.title)),
    })
}

fn publisher(edition: &Edition) -> Node<'_> {
    Node { kind: "Organization", ..website(edition) }
}

fn website(edition: &Edition) -> Node<'_> {
    Node {
        kind: "WebSite",
        name: &edition.site.config.title,
        identifier: None,
        url: Some(absolute(edition, PageRoute::Home)),
    }
}

fn country(edition: &Edition, id: CountryId) -> Node<'_> {
    let entry = edition.site.country(id);
    Node {
        kind: "Country",
        name: &entry.label,
        identifier: Some(entry.country.code()),
        url: Some(absolute(edition, PageRoute::country(id))),
    }
}

fn organisation(edition: &Edition, id: OrganisationId) -> Node<'_> {
    Node {
        kind: "Organization",
        name: &edition.site.organisation(id).label,
        identifier: None,
        url: Some(absolute(edition, PageRoute::organisation(id))),
    }
}

fn topic(edition: &Edition, id: TopicId) -> Node<'_> {
    Node {
        kind: "DefinedTerm",
        name: &edition.site.topic(id).title,
        identifier: None,
        url: Some(absolute(edition, PageRoute::topic(id))),
    }
}

/// Returns the countries that a briefing touches on, and its people and other terms.
fn mentions<'a>(edition: &'a Edition, published: &'a Published) -> Vec<Node<'a>> {
    let countries = published.mentions.iter().map(|id| country(edition, *id));
    let node = |taxonomy: TaxonomyId, term: TermId| {
        let entry = edition.site.taxonomy(taxonomy);
        Node {
            kind: if entry.key == PEOPLE { "Person" } else { "Thing" },
            name: &entry.term(term).name,
            identifier: None,
            url: Some(absolute(edition, PageRoute::term(taxonomy, term))),
        }
    };
    let taxonomies = edition.site.taxonomy_ids().zip(&published.terms);
    let terms = taxonomies.flat_map(|(taxonomy, own)| own.iter().map(move |term| (taxonomy, *term)));
    let terms = terms.map(|(taxonomy, term)| node(taxonomy, term));
    countries.chain(terms).collect()
}

/// Returns the time from a briefing's first event to its last one, ISO 8601.
fn temporal_coverage(briefing: &Briefing) -> Option<String> {
    let dates = || briefing.events.iter().map(|event| event.date);
    let first = dates().min_by_key(|date: &PartialDate| date.days().0)?;
    let last = dates().max_by_key(|date: &PartialDate| date.days().1)?;
    Some(if first == last { first.to_string() } else { format!("{first}/{last}") })
}

fn works(briefing: &Briefing) -> Vec<Work<'_>> {
    let sources = briefing.sources.iter();
    sources
        .map(|source| Work {
            kind: "CreativeWork",
            name: &source.title,
            publisher: (!source.publisher.is_empty()).then(|| Node {
                kind: "Organization",
                name: &source.publisher,
                identifier: None,
                url: None,
            }),
            date_published: source.date.map(|date| date.to_string()),
            url: &source.url,
            archived_at: &source.archived,
        })
        .collect()
}

fn breadcrumbs(above: Vec<LinkView>, title: &str) -> Breadcrumbs<'_> {
    let above = above.into_iter().map(|link| (link.title.into(), Some(link.url)));
    let steps = above.chain(std::iter::once((title.into(), None))).zip(1..);
    Breadcrumbs {
        kind: "BreadcrumbList",
        item_list_element: steps
            .map(|((name, item), position)| Step { kind: "ListItem", position, name, item })
            .collect(),
    }
}

/// Returns JSON that can stand in a `<script>`: nothing in it ends the element or begins a comment.
fn script(value: &impl Serialize) -> String {
    // These values are text, numbers and lists, which can always be written.
    let json = serde_json::to_string(value).unwrap_or_default();
    let mut out = String::with_capacity(json.len());
    let mut rest = json.as_str();
    while let Some(at) = rest.as_bytes().iter().position(|byte| MAY_NEED_ESCAPE[usize::from(*byte)]) {
        let (plain, from) = rest.split_at(at);
        let Some(c) = from.chars().next() else { break };
        out.push_str(plain);
        // HTML cannot have control characters either.
        if c.is_control() || matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}') {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
        rest = &from[c.len_utf8()..];
    }
    out.push_str(rest);
    out
}

/// Tells which bytes of UTF-8 may begin a character that [`script`] escapes: most texts have few of them, and what lies
/// between goes over whole.
const MAY_NEED_ESCAPE: [bool; 256] = {
    const FIRST_NO_CONTROL: usize = 0x20;
    const DELETE: usize = 0x7f;
    const FIRST_OF_C1_CONTROLS: usize = 0xc2;
    const FIRST_OF_LINE_SEPARATORS: usize = 0xe2;
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < FIRST_NO_CONTROL {
        table[byte] = true;
        byte += 1;
    }
    table[DELETE] = true;
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[b'&' as usize] = true;
    table[FIRST_OF_C1_CONTROLS] = true;
    table[FIRST_OF_LINE_SEPARATORS] = true;
    table
};
