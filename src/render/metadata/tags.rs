//! `<meta>` tags: the Open Graph protocol (ogp.me), the tags of Highwire Press that Google Scholar and
//! Zotero read, and Dublin Core as RFC 5013 names it.

use serde::Serialize;

use super::image::Image;
use crate::content::Kind;
use crate::edition::Edition;
use crate::render::cited_name::CitedName;
use crate::render::views::PageView;
use crate::route::CardOf;
use crate::site::BriefingId;

/// A `<meta>` tag.
#[derive(Serialize)]
pub struct Tag {
    name: &'static str,
    content: String,
}

impl Tag {
    pub fn new(name: &'static str, content: impl Into<String>) -> Self {
        Self { name, content: content.into() }
    }
}

/// Returns what Open Graph says of any page.
pub fn properties(edition: &Edition, kind: &'static str, page: &PageView, image: Option<&Image>) -> Vec<Tag> {
    let site = &edition.site.config.title;
    let mut tags = vec![
        Tag::new("og:type", kind),
        Tag::new("og:title", if page.title.is_empty() { site } else { &page.title }),
        Tag::new("og:url", &page.canonical),
        Tag::new("og:site_name", site),
    ];
    if !page.description.is_empty() {
        tags.push(Tag::new("og:description", &page.description));
    }
    tags.extend(locale(&page.language).map(|locale| Tag::new("og:locale", locale)));
    if let Some(image) = image {
        tags.push(Tag::new("og:image", &image.url));
        if image.is_card {
            let (width, height) = CardOf::SIZE;
            tags.push(Tag::new("og:image:width", width.to_string()));
            tags.push(Tag::new("og:image:height", height.to_string()));
        }
        if !image.alt.is_empty() {
            tags.push(Tag::new("og:image:alt", &image.alt));
        }
    }
    tags
}

/// Returns a language tag of BCP 47 as Open Graph writes it; none without a territory, which is no locale.
fn locale(language: &str) -> Option<String> {
    let mut parts = language.split('-');
    let language = parts.next()?.to_ascii_lowercase();
    let territory = parts.find(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    territory.map(|territory| format!("{language}_{}", territory.to_ascii_uppercase()))
}

/// Returns what Open Graph says of a briefing.
pub fn briefing_properties(
    edition: &Edition,
    id: BriefingId,
    page: &PageView,
    image: Option<&Image>,
) -> Vec<Tag> {
    let briefing = edition.briefing(id);
    let mut tags = properties(edition, "article", page, image);
    tags.push(Tag::new("article:published_time", briefing.date.rfc3339()));
    if let Some(updated) = edition.site.briefing(id).updated() {
        tags.push(Tag::new("article:modified_time", updated.rfc3339()));
    }
    tags
}

/// Returns what reference managers read of a briefing.
pub fn briefing_names(edition: &Edition, id: BriefingId, page: &PageView) -> Vec<Tag> {
    let site = &edition.site;
    let published = site.briefing(id);
    let briefing = edition.briefing(id);
    let publisher = &site.config.title;
    let is_report = briefing.kind == Kind::Report;
    let date = briefing.date.date();
    let authors = || match briefing.authors.as_slice() {
        [] => std::slice::from_ref(publisher),
        authors => authors,
    };
    let countries = published.countries.iter().map(|id| &site.country(*id).label);
    let organisations = published.organisations.iter().map(|id| &site.organisation(*id).label);
    let topics = published.topics.iter().map(|id| &site.topic(*id).title);

    let mut tags = vec![Tag::new("citation_title", &page.title)];
    tags.extend(authors().iter().map(|name| {
        // What a profile does not turn round stays as it is written.
        match CitedName::of(edition, name) {
            CitedName::Whole(_) => Tag::new("citation_author", name),
            person @ CitedName::Person(_) => Tag::new("citation_author", person.inverted()),
        }
    }));
    tags.extend([
        Tag::new("citation_publication_date", date.strftime("%Y/%m/%d").to_string()),
        Tag::new("citation_language", &page.language),
        Tag::new("citation_public_url", &page.canonical),
        // The name of an institution is what makes Zotero file a report as one.
        Tag::new(
            if is_report { "citation_technical_report_institution" } else { "citation_publisher" },
            publisher,
        ),
        Tag::new("DC.title", &page.title),
    ]);
    tags.extend(authors().iter().map(|name| Tag::new("DC.creator", name)));
    tags.extend([
        Tag::new("DC.publisher", publisher),
        Tag::new("DC.date", date.to_string()),
        Tag::new("DC.language", &page.language),
        Tag::new("DC.identifier", &page.canonical),
        // Without a type, Zotero takes whatever has a title for the article of a journal.
        Tag::new("DC.type", if is_report { "report" } else { "webpage" }),
    ]);
    if let Some(doi) = &briefing.doi {
        tags.push(Tag::new("citation_doi", doi.as_str()));
        tags.push(Tag::new("DC.identifier", doi.url()));
    }
    tags.extend(countries.chain(organisations).chain(topics).map(|name| Tag::new("DC.subject", name)));
    tags
}
