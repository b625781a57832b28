//! `site.yaml` as it is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::finding::{Anchor, Finding};
use crate::keys::{group, settings, unknown_keys};
use crate::outline::KeyPath;
use crate::problem::Code;
use crate::world::MapView;
use crate::yaml::{Rest, Scalar, or_default};

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawConfig of settings::SITE {
        pub title: Option<String>,
        pub base_url: Option<String>,
        #[serde(deserialize_with = "or_default")]
        pub description: String,
        pub language: Option<String>,
        #[serde(deserialize_with = "or_default")]
        pub languages: Vec<String>,
        #[serde(deserialize_with = "or_default")]
        pub translations: BTreeMap<String, RawTranslation>,
        pub timezone: Option<String>,
        #[serde(deserialize_with = "or_default")]
        pub logo: String,
        #[serde(deserialize_with = "or_default")]
        pub nav: Vec<NavItem>,
        #[serde(deserialize_with = "or_default")]
        pub footer: String,
        pub taxonomies: Option<Vec<String>>,
        #[serde(deserialize_with = "or_default")]
        pub countries: BTreeMap<String, RawCountry>,
        #[serde(deserialize_with = "or_default")]
        pub maps: RawMaps,
        #[serde(deserialize_with = "or_default")]
        pub images: RawImages,
        #[serde(deserialize_with = "or_default")]
        pub relations: RawRelations,
        #[serde(deserialize_with = "or_default")]
        pub markdown: RawMarkdown,
        #[serde(deserialize_with = "or_default")]
        pub publish: RawPublish,
        #[serde(deserialize_with = "or_default")]
        pub record: RawRecord,
        #[serde(deserialize_with = "or_default")]
        pub judgements: RawJudgements,
        #[serde(deserialize_with = "or_default")]
        pub limits: RawLimits,
        #[serde(deserialize_with = "or_default")]
        pub lints: BTreeMap<String, serde_yaml::Value>,
        #[serde(deserialize_with = "or_default")]
        pub outputs: Outputs,
        pub extra: serde_yaml::Value,
        #[serde(flatten)]
        pub rest: Rest,
    }
}

group! {
    /// What the site says of itself in another language.
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawTranslation of settings::TRANSLATION {
        pub title: Option<String>,
        pub description: Option<String>,
        #[serde(deserialize_with = "or_default")]
        pub nav: Vec<NavItem>,
        pub footer: Option<String>,
        #[serde(flatten)]
        pub rest: Rest,
    }
}

group! {
    /// An entry of the navigation.
    #[derive(Clone, Debug, Default, Deserialize, Serialize)]
    #[serde(default)]
    pub struct NavItem of settings::NAV {
        /// The words of the link.
        pub title: String,
        /// An address outside, or a path from the site's root such as `/about/`.
        pub url: String,
        #[serde(flatten, skip_serializing)]
        rest: Rest,
    }
}

impl NavItem {
    /// Returns an entry with these words and this address.
    pub fn new(title: &str, url: String) -> Self {
        Self { title: title.to_owned(), url, rest: Rest::new() }
    }
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawCountry of settings::COUNTRY {
        pub label: Option<String>,
        pub sort: Option<String>,
        pub capital: Option<String>,
        pub note: Option<String>,
        #[serde(flatten)]
        pub rest: Rest,
    }
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawMaps of settings::MAPS {
        #[serde(deserialize_with = "or_default")]
        pub boundaries: MapView,
        pub note: Option<String>,
        #[serde(flatten)]
        pub rest: Rest,
    }
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawImages of settings::IMAGES {
        #[serde(deserialize_with = "or_default")]
        pub metadata: ImageMetadata,
        #[serde(flatten)]
        pub rest: Rest,
    }
}

/// What published pictures say besides what they show, the least first. Their colour profile and which way is up stay
/// in all cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ImageMetadata {
    /// Nothing.
    #[default]
    Strip,
    /// Copyright, credit and C2PA manifests.
    Rights,
    /// All that stands in the file.
    Keep,
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawRelations of settings::RELATIONS {
        pub minimum: Option<usize>,
        #[serde(flatten)]
        pub rest: Rest,
    }
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawMarkdown of settings::MARKDOWN {
        pub html: Html,
        #[serde(flatten)]
        pub rest: Rest,
    }
}

/// What is done with raw HTML in Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Html {
    /// It is shown as text.
    #[default]
    Escape,
    /// A safe part of it is let through.
    Sanitize,
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawPublish of settings::PUBLISH {
        pub markings: Option<Vec<String>>,
        #[serde(flatten)]
        pub rest: Rest,
    }
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawRecord of settings::RECORD {
        #[serde(deserialize_with = "or_default")]
        pub authors: bool,
        #[serde(deserialize_with = "or_default")]
        pub notes: RecordNotes,
        pub since: Option<Scalar>,
        #[serde(flatten)]
        pub rest: Rest,
    }
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawJudgements of settings::JUDGEMENTS {
        #[serde(deserialize_with = "or_default")]
        pub scale: Vec<RawLikelihood>,
        #[serde(flatten)]
        pub rest: Rest,
    }
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawLikelihood of settings::LIKELIHOOD {
        pub term: Option<String>,
        pub from: serde_yaml::Value,
        pub to: serde_yaml::Value,
        #[serde(flatten)]
        pub rest: Rest,
    }
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawLimits of settings::LIMITS {
        pub pairs: Option<usize>,
        pub files: Option<usize>,
        pub bytes: Option<Scalar>,
        #[serde(flatten)]
        pub rest: Rest,
    }
}

/// Which words of a commit are shown to readers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RecordNotes {
    /// Its `Change-Note:` trailers.
    #[default]
    Trailer,
    /// Its subject line too, where it has no such trailer.
    Subject,
}

macro_rules! outputs {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        group! {
            /// Which outputs are made, unless the site says otherwise.
            #[derive(Clone, Debug, Deserialize)]
            #[serde(default)]
            pub struct Outputs of settings::OUTPUTS {
                $($(#[$doc])* pub $name: bool,)*
                #[serde(flatten)]
                rest: Rest,
            }
        }

        impl Default for Outputs {
            fn default() -> Self {
                Self { $($name: const { settings::OUTPUTS.is_on(stringify!($name)) },)* rest: Rest::new() }
            }
        }
    };
}

outputs! {
    /// A page for each pair of countries that share briefings.
    relations,
    /// A page for each country and topic that share briefings.
    intersections,
    /// A page for each region.
    regions,
    /// A page for each organisation that briefings are about.
    organisations,
    /// The timeline of all events.
    timeline,
    /// The history of each briefing.
    record,
    /// The data of each briefing.
    data,
    /// The catalogue of all briefings.
    catalogue,
    /// How to cite each briefing, with files for reference managers.
    citations,
    /// JSON feeds beside the Atom ones.
    json_feeds,
    /// How things go in countries, with an edition for each month.
    watch,
    /// What briefings expect, and what became of it.
    judgements,
    /// The sources that several briefings cite, with what cites them.
    sources,
    /// A page and a feed for each author.
    authors,
    /// The search page.
    search,
    /// Social cards.
    cards,
    /// Word documents of briefings.
    word,
    /// Books of series, countries and topics.
    epub,
    /// Briefings as Markdown that stands alone.
    markdown,
    /// The versions of each briefing for web archives.
    timemaps,
    /// What the site was built from, for `chancery verify`.
    verify,
}

impl RawConfig {
    /// Tells the keys that no setting has, in the file and in each of its groups.
    pub fn unknown_keys(&self, findings: &mut Vec<Finding>) {
        unknown_keys(&self.rest, &KeyPath::default(), &settings::SITE, [], findings);
        for (name, rest, group) in [
            ("maps", &self.maps.rest, &settings::MAPS),
            ("images", &self.images.rest, &settings::IMAGES),
            ("relations", &self.relations.rest, &settings::RELATIONS),
            ("markdown", &self.markdown.rest, &settings::MARKDOWN),
            ("publish", &self.publish.rest, &settings::PUBLISH),
            ("record", &self.record.rest, &settings::RECORD),
            ("judgements", &self.judgements.rest, &settings::JUDGEMENTS),
            ("limits", &self.limits.rest, &settings::LIMITS),
            ("outputs", &self.outputs.rest, &settings::OUTPUTS),
        ] {
            unknown_keys(rest, &KeyPath::key(name), group, [], findings);
        }
        for (index, likelihood) in self.judgements.scale.iter().enumerate() {
            let path = KeyPath::key("judgements").then("scale").item(index);
            unknown_keys(&likelihood.rest, &path, &settings::LIKELIHOOD, [], findings);
        }
        check_nav(&self.nav, &KeyPath::key("nav"), findings);
        for (language, said) in &self.translations {
            let path = KeyPath::key("translations").then(language.clone());
            unknown_keys(&said.rest, &path, &settings::TRANSLATION, [], findings);
            check_nav(&said.nav, &path.then("nav"), findings);
        }
        for (name, country) in &self.countries {
            let path = KeyPath::key("countries").then(name.clone());
            unknown_keys(&country.rest, &path, &settings::COUNTRY, [], findings);
        }
    }
}

/// Tells what is wrong with the entries of a navigation, which stand at `path`.
fn check_nav(nav: &[NavItem], path: &KeyPath, findings: &mut Vec<Finding>) {
    for (index, item) in nav.iter().enumerate() {
        let path = path.clone().item(index);
        unknown_keys(&item.rest, &path, &settings::NAV, [], findings);
        for (key, value) in [("title", &item.title), ("url", &item.url)] {
            if value.is_empty() {
                findings.push(
                    Finding::new(Code::MissingKey, format!("an entry of `nav` has no `{key}`"))
                        .anchor(Anchor::Value(path.clone()))
                        .hint("write it like `- { title: About, url: /about/ }`"),
                );
            }
        }
        if !item.url.is_empty() && !is_nav_url(&item.url) {
            findings.push(
                Finding::new(Code::InvalidValue, format!("`{}` cannot be in `nav`", item.url.escape_debug()))
                    .anchor(Anchor::Value(path.then("url")))
                    .hint("write a path from the site's root, such as `/about/`, or a whole address with `https://`"),
            );
        }
    }
}

fn is_nav_url(url: &str) -> bool {
    let is_path = url.starts_with('/') && !url.starts_with("//");
    is_path || ["https://", "http://", "mailto:", "tel:"].iter().any(|start| url.starts_with(start))
}
