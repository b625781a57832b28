//! The theme: the templates, static files and words that are embedded in the binary, file by file
//! replaced by a site's own of the same name.

mod client;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::Config;
use crate::interface::Interface;
use crate::problem::Problem;
use crate::source::{Source, read_text};
use crate::world::{Boundaries, LOCATOR_SCALE, WORLD_HEIGHT, WORLD_WIDTH};

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
    "organisations.html",
    "organisation.html",
    "intersection.html",
    "relations.html",
    "relation.html",
    "regions.html",
    "region.html",
    "timeline.html",
    "watch.html",
    "watch-month.html",
    "judgements.html",
    "sources.html",
    "topics.html",
    "topic.html",
    "taxonomy.html",
    "term.html",
    "authors.html",
    "author.html",
    "series.html",
    "changes.html",
    "history.html",
    "version.html",
    "parallel.html",
    "series-index.html",
    "search.html",
    "redirect.html",
    "404.html",
    "components/brand.html",
    "components/search-box.html",
    "components/languages.html",
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
    "components/forms.html",
    "components/named.html",
    "components/world-map.html",
    "components/locator.html",
    "components/trend-map.html",
    "components/status.html",
    "components/judgement.html",
    "components/shared-source.html",
    "components/metadata.html",
);

/// The static files of the default theme, by their names. They are published under a name that holds
/// their hash, so that browsers can keep them for good.
const STATICS: &[(&str, &str)] = embedded!("static":
    "style.css",
    "icon.svg",
);

/// The style of the theme.
const STYLE: &str = "style.css";

/// The end of the style on sites that can be searched: its name, and its text.
const SEARCH_STYLE: (&str, &str) = ("style-search.css", include_str!("../static/style-search.css"));

/// The end of the style on sites in several languages.
const LANGUAGES_STYLE: (&str, &str) = ("style-languages.css", include_str!("../static/style-languages.css"));

/// The script of the page of results.
pub const SEARCH_SCRIPT: &str = "chancery-search.js";

/// The land that all small maps show a part of, which is made from the site's map.
const LAND: &str = "land.svg";

/// The style of a site's own, which comes after that of the theme.
pub const OWN_STYLE: &str = "site.css";

/// How many hexadecimal digits of a hash stand in a file's name.
const HASH_DIGITS: usize = 12;

/// The look of a site.
#[derive(Debug)]
pub struct Theme {
    /// The templates: name, and text.
    pub templates: Arc<BTreeMap<String, String>>,
    /// The theme's static files.
    pub assets: Arc<Vec<ThemeAsset>>,
    /// The words of its pages.
    pub interface: Interface,
}

/// A static file of the theme, by its place in the list. It means nothing outside the theme that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ThemeAssetId(usize);

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
    pub fn load(
        source: &dyn Source,
        files: &BTreeSet<String>,
        config: &Config,
        boundaries: &Boundaries,
    ) -> (Self, Vec<Problem>) {
        let has_search = config.outputs.search;
        let mut problems = Vec::new();
        let mut read = |path: &str| match source.read(path) {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                problems.push(Problem::unreadable_file(path, &error));
                None
            }
        };
        let mut templates: BTreeMap<String, String> =
            TEMPLATES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let mut unreadable = Vec::new();
        for path in files {
            let Some(name) = path.strip_prefix("templates/") else { continue };
            match read_text(source, path) {
                Ok(text) => {
                    templates.insert(name.to_owned(), text);
                }
                Err(problem) => unreadable.push(problem),
            }
        }
        let mut own_or = |name: &str, text: &str| {
            let path = format!("static/{name}");
            let own = files.contains(&path).then(|| read(&path)).flatten();
            own.unwrap_or_else(|| text.as_bytes().to_vec())
        };
        let land = land(boundaries);
        let statics = STATICS.iter().map(|(name, text)| (*name, *text)).chain([(LAND, land.as_str())]);
        let mut assets = Vec::new();
        for (name, text) in statics {
            let mut bytes = own_or(name, text);
            // A style of the site's own is what its writer made it.
            if name == STYLE && bytes == text.as_bytes() {
                let ends = [(has_search, SEARCH_STYLE), (config.languages.are_several(), LANGUAGES_STYLE)];
                for (_, (name, text)) in ends.into_iter().filter(|(is_wanted, _)| *is_wanted) {
                    bytes.extend(own_or(name, text));
                }
            }
            assets.push(ThemeAsset::new(name, bytes));
        }
        if has_search {
            assets.push(ThemeAsset::new(SEARCH_SCRIPT, client::script().into_bytes()));
        }
        let own_style = format!("static/{OWN_STYLE}");
        if files.contains(&own_style) {
            assets.extend(read(&own_style).map(|bytes| ThemeAsset::new(OWN_STYLE, bytes)));
        }
        problems.extend(unreadable);
        let (interface, found) = Interface::load(source, files, &config.language);
        problems.extend(found);
        (Self { templates: Arc::new(templates), assets: Arc::new(assets), interface }, problems)
    }

    /// Returns the same look with the words of another language, and what is wrong with those of the site's own.
    pub fn in_language(
        &self,
        source: &dyn Source,
        files: &BTreeSet<String>,
        language: &str,
    ) -> (Self, Vec<Problem>) {
        let (interface, problems) = Interface::load(source, files, language);
        let (templates, assets) = (Arc::clone(&self.templates), Arc::clone(&self.assets));
        (Self { templates, assets, interface }, problems)
    }

    /// Returns a static file.
    pub fn asset(&self, id: ThemeAssetId) -> &ThemeAsset {
        &self.assets[id.0]
    }

    /// Returns the ids of the static files.
    pub fn asset_ids(&self) -> impl ExactSizeIterator<Item = ThemeAssetId> + use<> {
        (0..self.assets.len()).map(ThemeAssetId)
    }

    /// Returns whether a file under `static/` is part of the theme, by its name.
    pub fn owns_static(name: &str) -> bool {
        [OWN_STYLE, SEARCH_STYLE.0, LANGUAGES_STYLE.0, LAND].contains(&name)
            || STATICS.iter().any(|(own, _)| *own == name)
    }
}

/// Returns the land of a map as an SVG file, whose colours follow the reader's scheme; they are those of
/// `static/style.css`.
fn land(Boundaries { land, borders, .. }: &Boundaries) -> String {
    let (width, height) = (WORLD_WIDTH * LOCATOR_SCALE, WORLD_HEIGHT * LOCATOR_SCALE - 1);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
         <style>\n\
         .land {{ fill: #e2ddd0 }}\n\
         .borders {{ fill: none; stroke: #fdfcf9; stroke-width: 1; vector-effect: non-scaling-stroke }}\n\
         @media (prefers-color-scheme: dark) {{ .land {{ fill: #3b3933 }} .borders {{ stroke: #171614 }} }}\n\
         </style>\n\
         <path class=\"land\" d=\"{land}\"/>\n\
         <path class=\"borders\" d=\"{borders}\"/>\n\
         </svg>\n"
    )
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
