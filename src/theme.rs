//! The theme: the templates, static files and words that are embedded in the binary, file by file
//! replaced by a site's own of the same name.

use std::collections::{BTreeMap, BTreeSet};

use crate::interface::Interface;
use crate::problem::{Code, Place, Problem};
use crate::source::Source;

macro_rules! embedded {
    ($folder:literal: $($name:literal,)*) => {
        &[$(($name, include_str!(concat!("../", $folder, "/", $name))),)*]
    };
}

/// The templates of the default theme, by their names.
const TEMPLATES: &[(&str, &str)] = embedded!("templates":
    "base.html",
    "home.html",
    "page.html",
    "briefing.html",
    "archive.html",
    "countries.html",
    "country.html",
    "intersection.html",
    "relations.html",
    "relation.html",
    "regions.html",
    "region.html",
    "timeline.html",
    "topics.html",
    "topic.html",
    "taxonomy.html",
    "term.html",
    "series.html",
    "changes.html",
    "history.html",
    "version.html",
    "series-index.html",
    "redirect.html",
    "404.html",
    "components/brand.html",
    "components/row.html",
    "components/rows.html",
    "components/pager.html",
    "components/sources.html",
    "components/corrections.html",
    "components/cite.html",
    "components/news.html",
    "components/redline.html",
    "components/counted.html",
    "components/timeline.html",
    "components/drawing.html",
    "components/event.html",
    "components/named.html",
    "components/world-map.html",
    "components/locator.html",
    "components/metadata.html",
);

/// The static files of the default theme, by their names. They are published under a name that holds
/// their hash, so that browsers can keep them for good.
const STATICS: &[(&str, &str)] = embedded!("static":
    "style.css",
    "land.svg",
    "icon.svg",
);

/// The style of a site's own, which comes after that of the theme.
pub const OWN_STYLE: &str = "site.css";

/// How many hexadecimal digits of a hash stand in a file's name.
const HASH_DIGITS: usize = 12;

/// The look of a site.
#[derive(Debug)]
pub struct Theme {
    /// The templates: name, and text.
    pub templates: BTreeMap<String, String>,
    /// The theme's static files.
    pub assets: Vec<ThemeAsset>,
    /// The words of its pages.
    pub interface: Interface,
}

/// A static file of the theme.
#[derive(Debug)]
pub struct ThemeAsset {
    /// Its name under `static/`.
    pub name: String,
    /// The path that it is published at.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Theme {
    /// Returns the default theme for a site in this language, with the site's own files in it, and what
    /// is wrong with those.
    pub fn load(source: &dyn Source, files: &BTreeSet<String>, language: &str) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut read = |path: &str| match source.read(path) {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                let message = format!("this file cannot be read: {error}");
                problems.push(Problem::new(Code::UnreadableFile, message).at(Place::file(path)));
                None
            }
        };
        let mut templates: BTreeMap<String, String> =
            TEMPLATES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let mut no_text = Vec::new();
        for path in files {
            let Some(name) = path.strip_prefix("templates/") else { continue };
            let Some(bytes) = read(path) else { continue };
            match String::from_utf8(bytes) {
                Ok(text) => {
                    templates.insert(name.to_owned(), text);
                }
                Err(_) => no_text.push(path),
            }
        }
        let mut assets: Vec<ThemeAsset> = STATICS
            .iter()
            .map(|(name, text)| {
                let path = format!("static/{name}");
                let own = files.contains(&path).then(|| read(&path)).flatten();
                ThemeAsset::new(name, own.unwrap_or_else(|| text.as_bytes().to_vec()))
            })
            .collect();
        let own_style = format!("static/{OWN_STYLE}");
        if files.contains(&own_style) {
            assets.extend(read(&own_style).map(|bytes| ThemeAsset::new(OWN_STYLE, bytes)));
        }
        problems.extend(no_text.into_iter().map(|path| {
            Problem::new(Code::UnreadableFile, "this template is not UTF-8 text")
                .at(Place::file(path))
                .hint("save the file with the encoding UTF-8")
        }));
        let (interface, found) = Interface::load(source, files, language);
        problems.extend(found);
        (Self { templates, assets, interface }, problems)
    }

    /// Returns whether a file under `static/` is part of the theme, by its name.
    pub fn owns_static(name: &str) -> bool {
        name == OWN_STYLE || STATICS.iter().any(|(own, _)| *own == name)
    }
}

impl ThemeAsset {
    fn new(name: &str, bytes: Vec<u8>) -> Self {
        let hash = blake3::hash(&bytes).to_hex();
        let hash = &hash[..HASH_DIGITS];
        let path = match name.rsplit_once('.') {
            Some((stem, ending)) => format!("/assets/{stem}.{hash}.{ending}"),
            None => format!("/assets/{name}.{hash}"),
        };
        Self { name: name.to_owned(), path, bytes }
    }
}
