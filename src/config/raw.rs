//! `site.yaml` as it is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::finding::{Anchor, Finding};
use crate::problem::{Code, did_you_mean};
use crate::yaml::{KeyPath, Rest, group, or_default};

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawConfig {
        pub title: Option<String>,
        pub base_url: Option<String>,
        #[serde(deserialize_with = "or_default")]
        pub description: String,
        pub language: Option<String>,
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
        pub relations: RawRelations,
        #[serde(deserialize_with = "or_default")]
        pub markdown: RawMarkdown,
        #[serde(deserialize_with = "or_default")]
        pub publish: RawPublish,
        #[serde(deserialize_with = "or_default")]
        pub record: RawRecord,
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
    /// An entry of the navigation.
    #[derive(Clone, Debug, Default, Deserialize, Serialize)]
    #[serde(default)]
    pub struct NavItem {
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
    pub(super) struct RawCountry {
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
    pub(super) struct RawRelations {
        pub minimum: Option<usize>,
        #[serde(flatten)]
        pub rest: Rest,
    }
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawMarkdown {
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
    pub(super) struct RawPublish {
        pub markings: Option<Vec<String>>,
        #[serde(flatten)]
        pub rest: Rest,
    }
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawRecord {
        #[serde(deserialize_with = "or_default")]
        pub authors: bool,
        #[serde(flatten)]
        pub rest: Rest,
    }
}

macro_rules! outputs {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// Which outputs are made; all, unless the site says otherwise.
        #[derive(Clone, Debug, Deserialize)]
        #[serde(default)]
        pub struct Outputs {
            $($(#[$doc])* pub $name: bool,)*
            #[serde(flatten)]
            rest: Rest,
        }
        impl Outputs {
            /// The keys, in the order in which a file has them.
            pub const KEYS: &'static [&'static str] = &[$(stringify!($name),)*];
        }
        impl Default for Outputs {
            fn default() -> Self { Self { $($name: true,)* rest: Rest::new() } }
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
    /// The search page.
    search,
    /// Social cards.
    cards,
}

pub(super) const GROUPS: &[(&str, &[&str])] = &[
    ("relations", RawRelations::KEYS),
    ("markdown", RawMarkdown::KEYS),
    ("publish", RawPublish::KEYS),
    ("record", RawRecord::KEYS),
    ("outputs", Outputs::KEYS),
];

impl RawConfig {
    /// Tells the keys that no setting has, in the file and in each of its groups.
    pub fn unknown_keys(&self, findings: &mut Vec<Finding>) {
        unknown_keys(&self.rest, &KeyPath::default(), Self::KEYS, findings);
        unknown_keys(&self.relations.rest, &KeyPath::key("relations"), RawRelations::KEYS, findings);
        unknown_keys(&self.markdown.rest, &KeyPath::key("markdown"), RawMarkdown::KEYS, findings);
        unknown_keys(&self.publish.rest, &KeyPath::key("publish"), RawPublish::KEYS, findings);
        unknown_keys(&self.record.rest, &KeyPath::key("record"), RawRecord::KEYS, findings);
        unknown_keys(&self.outputs.rest, &KeyPath::key("outputs"), Outputs::KEYS, findings);
        for (index, item) in self.nav.iter().enumerate() {
            let path = KeyPath::key("nav").item(index);
            unknown_keys(&item.rest, &path, NavItem::KEYS, findings);
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
        for (name, country) in &self.countries {
            let path = KeyPath::key("countries").then(name.clone());
            unknown_keys(&country.rest, &path, RawCountry::KEYS, findings);
        }
    }
}

fn is_nav_url(url: &str) -> bool {
    let is_path = url.starts_with('/') && !url.starts_with("//");
    is_path || ["https://", "http://", "mailto:", "tel:"].iter().any(|start| url.starts_with(start))
}

/// Keys that come to mind first, or that other generators have, and what says the same here.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("draft", "status: draft"),
    ("country", "countries"),
    ("tag", "topics"),
    ("tags", "topics"),
    ("category", "topics"),
    ("categories", "topics"),
    ("person", "people"),
    ("description", "summary"),
    ("excerpt", "summary"),
    ("abstract", "summary"),
    ("lastmod", "updated"),
    ("modified", "updated"),
    ("language", "lang"),
    ("classification", "marking"),
    ("references", "sources"),
    ("name", "title"),
    ("link", "url"),
];

/// Returns what says here what the key `name` says elsewhere, if this group has it.
fn other_word(name: &str, known: &[&str]) -> Option<&'static str> {
    let (_, word) = OTHER_WORDS.iter().find(|(other, _)| other.eq_ignore_ascii_case(name))?;
    known.contains(&word.split(':').next()?).then_some(*word)
}

/// Tells the keys of one group that nothing reads, with the known one that may be meant.
pub fn unknown_keys(rest: &Rest, group: &KeyPath, known: &[&str], findings: &mut Vec<Finding>) {
    for name in rest.keys() {
        let finding = Finding::new(Code::UnknownKey, format!("nothing reads the key `{name}`"))
            .anchor(Anchor::Key(group.clone().then(name.clone())));
        findings.push(match other_word(name, known).or_else(|| did_you_mean(name, known.iter().copied())) {
            Some(close) => finding.hint(format!("did you mean `{close}`?")),
            None if group.0.is_empty() => finding.hint("keys of your own go under `extra:`"),
            None => finding.hint(format!("the keys here are: {}", known.join(", "))),
        });
    }
}
