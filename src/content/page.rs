//! A page of the site's own, such as "About".

use std::sync::Arc;

use serde::Deserialize;

use super::doubtful::tell_cut;
use super::foreign::tell_repeated_title;
use super::front_matter::{Checker, Publication, Status, Written};
use super::parts::Parts;
use crate::config::Config;
use crate::dates::Moment;
use crate::finding::{Anchor, Finding};
use crate::keys::front_matter::PAGE;
use crate::keys::group;
use crate::outline::KeyPath;
use crate::tree::Body;
use crate::yaml::{Rest, Scalar, or_default};

/// The introduction of the home page.
const HOME: &str = "content/pages/index.md";

/// A page: a document without countries, topics or a place in the archive.
#[derive(Clone, Debug)]
pub struct Page {
    /// The file, from the site's root.
    pub path: Arc<str>,
    /// Whether it is the introduction of the home page, `content/pages/index.md`.
    pub is_home: bool,
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
    /// Files that are published with it though its text does not link to them, as those of a briefing.
    pub files: Vec<String>,
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
    struct RawPage of PAGE {
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
        #[serde(deserialize_with = "or_default")]
        files: Vec<String>,
        lang: Option<String>,
        extra: serde_yaml::Value,
        #[serde(flatten)]
        rest: Rest,
    }
}

impl Page {
    pub(super) fn parse(parts: Parts, config: &Config, findings: &mut Vec<Finding>) -> Option<Self> {
        let body = parts.read_body(&[], config.html, findings);
        let mut raw: RawPage = parts.read(findings)?;
        let mut check = Checker::new(&config.timezone, findings);
        let written = Written { status: raw.status, marking: raw.marking, embargo: raw.embargo };
        let publication = check.publication(written, &mut raw.rest, parts.known);
        check.unknown_keys(&raw.rest, &KeyPath::default(), &PAGE);
        let title = check.required("title", raw.title, "About");
        if let Some(title) = &title {
            check.title(title);
            tell_repeated_title(title, &body, check.findings);
        }
        tell_cut(parts.yaml, &["title", "summary"], check.findings);
        let date = check.moment("date", raw.date);
        let aliases = check.aliases(raw.aliases);
        let slug = url_of(parts, raw.slug, &mut check);
        Some(Self {
            path: parts.path.into(),
            is_home: parts.bare == HOME,
            folder: parts.is_folder(),
            slug: slug?,
            title: title?,
            summary: raw.summary.filter(|summary| !summary.trim().is_empty()),
            date,
            publication,
            aliases,
            files: raw.files,
            lang: raw.lang.or_else(|| parts.language(config)),
            extra: raw.extra,
            body,
        })
    }
}

/// Returns the URL of a page: its folders, then its slug.
fn url_of(parts: Parts, slug: Option<String>, check: &mut Checker) -> Option<String> {
    let inside = parts.bare.strip_prefix("content/pages/").unwrap_or(parts.bare);
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
    let last = segments.len().saturating_sub(1);
    let fit = segments.iter().take(last).filter(|segment| !check.fits(Anchor::File, segment)).count() == 0;
    if !fit {
        return None;
    }
    Some(segments.join("/"))
}
