//! A page of the site's own, such as "About".

use std::sync::Arc;

use serde::Deserialize;

use super::document::Parts;
use super::front_matter::{Checker, Publication, Status, read};
use super::markdown::{self, Body};
use crate::config::Config;
use crate::dates::Moment;
use crate::finding::Finding;
use crate::yaml::{KeyPath, Rest, Scalar, group, or_default};

/// A page: a document without countries, topics or a place in the archive.
#[derive(Clone, Debug)]
pub struct Page {
    /// The file, from the site's root.
    pub path: Arc<str>,
    /// Whether it is a page folder with files of its own.
    pub folder: bool,
    /// The URL's segments under the root, joined by `/`; empty for the home page's introduction.
    pub slug: String,
    /// The title.
    pub title: String,
    /// One or two sentences; none where the writer gave none.
    pub summary: Option<String>,
    /// When it was written.
    pub date: Option<Moment>,
    /// What decides whether it is published.
    pub publication: Publication,
    /// Old URLs that lead here.
    pub aliases: Vec<String>,
    /// The language, where it is not the site's.
    pub lang: Option<String>,
    /// Anything of the site's own.
    pub extra: serde_yaml::Value,
    /// The text.
    pub body: Body,
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct RawPage {
        title: Option<String>,
        slug: Option<String>,
        summary: Option<String>,
        date: Option<Scalar>,
        #[serde(deserialize_with = "or_default")]
        status: Status,
        marking: Option<String>,
        embargo: Option<Scalar>,
        #[serde(deserialize_with = "or_default")]
        aliases: Vec<String>,
        lang: Option<String>,
        extra: serde_yaml::Value,
        #[serde(flatten)]
        rest: Rest,
    }
}

impl Page {
    /// The keys of its front matter, in the order in which a file has them.
    pub const KEYS: &'static [&'static str] = RawPage::KEYS;

    pub(super) fn parse(parts: Parts, config: &Config, findings: &mut Vec<Finding>) -> Option<Self> {
        let body = markdown::parse(parts, &[], config.html, findings);
        let mut raw: RawPage = read(parts.yaml, findings)?;
        let mut check = Checker { zone: &config.timezone, findings };
        check.no_other_draft(&mut raw.rest);
        check.unknown_keys(&raw.rest, &KeyPath::default(), RawPage::KEYS);
        let title = check.required("title", raw.title, "About");
        let date = check.moment("date", raw.date);
        let publication = check.publication(raw.status, raw.marking, raw.embargo);
        let aliases = check.aliases(raw.aliases);
        let slug = url_of(parts, raw.slug, &mut check);
        Some(Self {
            path: parts.path.into(),
            folder: parts.is_folder(),
            slug: slug?,
            title: title?,
            summary: raw.summary.filter(|summary| !summary.trim().is_empty()),
            date,
            publication: publication?,
            aliases,
            lang: raw.lang,
            extra: raw.extra,
            body,
        })
    }

    /// Returns whether this is `content/pages/index.md`, the introduction of the home page.
    pub fn is_home(&self) -> bool {
        &*self.path == "content/pages/index.md"
    }
}

/// Returns the URL of a page: its folders, then its slug.
fn url_of(parts: Parts, slug: Option<String>, check: &mut Checker) -> Option<String> {
    let inside = parts.path.strip_prefix("content/pages/").unwrap_or(parts.path);
    if inside == "index.md" {
        return Some(String::new());
    }
    let own = if parts.is_folder() { inside.strip_suffix("/index.md").unwrap_or(inside) } else { inside };
    let mut segments: Vec<String> = own
        .rsplit_once('/')
        .map(|(folders, _)| folders.split('/').map(crate::text::slug_of).collect())
        .unwrap_or_default();
    segments.push(check.slug(slug, parts.stem())?);
    segments.retain(|segment| !segment.is_empty());
    Some(segments.join("/"))
}
