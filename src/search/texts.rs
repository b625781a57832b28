//! What is shown of documents before anything else of them is fetched.

use rayon::prelude::*;
use serde::Serialize;

use super::documents::{Document, number_of};
use super::script::Script;
use crate::edition::Edition;
use crate::route::{SearchFile, SearchShards};

/// What stands between the length of what a slug has in common with a title and the rest of it.
const TITLE: char = '=';

/// How many characters a slug has in common with a title at least for that to be worth it.
const COMMON: usize = 8;

#[derive(Serialize)]
struct Content {
    titles: String,
    dates: String,
    countries: String,
    urls: String,
    /// The language of each title that is not in that of the site; only where a site has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    languages: Option<String>,
}

/// Writes the files of texts.
pub fn texts(edition: &Edition, documents: &[Document]) -> Vec<Script> {
    // A site without documents has one file, as it has one of all kinds.
    if documents.is_empty() {
        return vec![script(edition, &[], 0)];
    }
    let chunks = documents.par_chunks(SearchShards::TEXTS).enumerate();
    chunks.map(|(number, documents)| script(edition, documents, number)).collect()
}

fn script(edition: &Edition, documents: &[Document], number: usize) -> Script {
    let lines = |line: &dyn Fn(Document) -> String| -> String {
        documents.iter().map(|document| line(*document).replace('\n', " ")).collect::<Vec<_>>().join("\n")
    };
    let content = Content {
        titles: lines(&|document| document.title(&edition.site).to_owned()),
        dates: lines(&|document| date(edition, document)),
        countries: lines(&|document| countries(edition, document)),
        urls: lines(&|document| url(edition, document)),
        languages: (!edition.siblings.is_empty()).then(|| lines(&|document| language(edition, document))),
    };
    Script::new(SearchFile::Texts(number_of(number)), &content)
}

fn date(edition: &Edition, document: Document) -> String {
    match document {
        Document::Briefing(id) => edition.site.briefing(id).briefing.date.date().to_string(),
        _ => String::new(),
    }
}

fn countries(edition: &Edition, document: Document) -> String {
    match document {
        Document::Briefing(id) => {
            let countries = &edition.site.briefing(id).briefing.countries;
            countries.iter().map(|country| country.code()).collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    }
}

fn language(edition: &Edition, document: Document) -> String {
    match document {
        Document::Briefing(id) => {
            let briefing = &edition.site.briefing(id).briefing;
            edition.other_language(briefing.lang.as_deref()).unwrap_or_default().to_owned()
        }
        _ => String::new(),
    }
}

/// Returns the URL of a document from the site's root; of a briefing in the site's own language, what is not known of it.
fn url(edition: &Edition, document: Document) -> String {
    let whole = || document.route().path(&edition.site).as_str().trim_start_matches('/').to_owned();
    let Document::Briefing(id) = document else { return whole() };
    if !edition.site.config.prefix.is_empty() {
        return whole();
    }
    let briefing = &edition.site.briefing(id).briefing;
    let title = hyphened(&briefing.title);
    // Both are ASCII.
    let common = title.bytes().zip(briefing.slug.bytes()).take_while(|(one, other)| one == other).count();
    match briefing.slug.get(common..) {
        Some(rest) if common == title.len() && common > 0 => format!("{TITLE}{rest}"),
        Some(rest) if common >= COMMON => format!("{common}{TITLE}{rest}"),
        _ => briefing.slug.clone(),
    }
}

/// Returns the ASCII letters and digits of a title in lower case, with single hyphens for all that is between them.
fn hyphened(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}
