//! A topic of the site's vocabulary.

use std::sync::Arc;

use serde::Deserialize;

use super::doubtful::tell_cut;
use super::front_matter::{Checker, Publication, Status, Written};
use super::parts::Parts;
use crate::config::Config;
use crate::finding::{Anchor, Finding};
use crate::keys::front_matter::TOPIC;
use crate::keys::group;
use crate::outline::KeyPath;
use crate::problem::Code;
use crate::text::{is_slug, slug_of};
use crate::tree::Body;
use crate::yaml::{Rest, Scalar, or_default};

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
    /// What decides whether it is published.
    pub publication: Publication,
    /// The introduction.
    pub body: Body,
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct RawTopic of TOPIC {
        title: Option<String>,
        parent: Option<String>,
        #[serde(deserialize_with = "or_default")]
        aliases: Vec<String>,
        #[serde(deserialize_with = "or_default")]
        hint: String,
        #[serde(deserialize_with = "or_default")]
        status: Status,
        marking: Option<String>,
        embargo: Option<Scalar>,
        #[serde(flatten)]
        rest: Rest,
    }
}

impl Topic {
    pub(super) fn parse(parts: Parts, config: &Config, findings: &mut Vec<Finding>) -> Option<Self> {
        let body = parts.read_body(&[], config.html, findings);
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
        let mut raw: RawTopic = parts.read(findings)?;
        let mut check = Checker::new(&config.timezone, findings);
        let written = Written { status: raw.status, marking: raw.marking, embargo: raw.embargo };
        let mut publication = check.publication(written, &mut raw.rest, parts.known);
        if publication.status == Status::Withdrawn {
            // There is no page on which a notice could stand.
            let hint = "write `status: draft` to take the topic off the site, or delete the file";
            check.push(KeyPath::key("status"), Code::InvalidValue, "a topic cannot be withdrawn", hint);
            publication.is_unclear = true;
        }
        check.unknown_keys(&raw.rest, &KeyPath::default(), &TOPIC);
        let title = check.required("title", raw.title, "Trade");
        if let Some(title) = &title {
            check.title(title);
        }
        tell_cut(parts.yaml, &["title", "hint"], check.findings);
        check.names("aliases", raw.aliases.iter().map(String::as_str));
        let fits = check.fits(Anchor::File, id);
        (is_slug(id) && fits).then_some(())?;
        Some(Self {
            path: parts.path.into(),
            id: id.to_owned(),
            aliases: parts.names_with_original(raw.aliases, &["title"], title.as_deref()),
            title: title?,
            parent: raw.parent,
            hint: raw.hint,
            publication,
            body,
        })
    }
}
