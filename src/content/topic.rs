//! A topic of the site's vocabulary.

use std::sync::Arc;

use serde::Deserialize;

use super::document::Parts;
use super::front_matter::{Checker, read};
use super::markdown::{self, Body};
use crate::config::Config;
use crate::finding::Finding;
use crate::problem::Code;
use crate::text::{is_slug, slug_of};
use crate::yaml::{KeyPath, Rest, group, or_default};

/// A subject that briefings are about. Its id is its file's name.
#[derive(Clone, Debug)]
pub struct Topic {
    /// The file, from the site's root.
    pub path: Arc<str>,
    /// The id, which is the last segment of its URL too.
    pub id: String,
    /// The title.
    pub title: String,
    /// The topic that this one is part of, as written.
    pub parent: Option<String>,
    /// Other names that front matter may use.
    pub aliases: Vec<String>,
    /// When to use it, for writers.
    pub hint: String,
    /// The introduction.
    pub body: Body,
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct RawTopic {
        title: Option<String>,
        parent: Option<String>,
        #[serde(deserialize_with = "or_default")]
        aliases: Vec<String>,
        #[serde(deserialize_with = "or_default")]
        hint: String,
        #[serde(flatten)]
        rest: Rest,
    }
}

impl Topic {
    /// The keys of its front matter, in the order in which a file has them.
    pub const KEYS: &'static [&'static str] = RawTopic::KEYS;

    pub(super) fn parse(parts: Parts, config: &Config, findings: &mut Vec<Finding>) -> Option<Self> {
        let body = markdown::parse(parts, &[], config.html, findings);
        let id = parts.stem();
        if !is_slug(id) {
            let proposal = slug_of(id);
            findings.push(
                Finding::new(
                    Code::InvalidSlug,
                    format!("`{id}` cannot be a topic's id, which is part of its URL"),
                )
                .hint(format!("rename the file to `{proposal}.md`")),
            );
        }
        let raw: RawTopic = read(parts.yaml, findings)?;
        let mut check = Checker { zone: &config.timezone, findings };
        check.unknown_keys(&raw.rest, &KeyPath::default(), RawTopic::KEYS);
        let title = check.required("title", raw.title, "Trade");
        is_slug(id).then_some(())?;
        Some(Self {
            path: parts.path.into(),
            id: id.to_owned(),
            title: title?,
            parent: raw.parent,
            aliases: raw.aliases,
            hint: raw.hint,
            body,
        })
    }
}
