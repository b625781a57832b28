//! The rules of `chancery check`: what is not wrong enough to stop a build, but should not be published.
//!
//! Loading tells what cannot be right. The rules look at what is left: at one document at a time, with its
//! text as its writer sees it, or at all of them. Each rule is one file of `rules/`, with all that is known of
//! it, and stands in the list there; a site sets its level like any other. No build looks at them.

mod allow;
mod codes;
mod context;
mod explain;
mod rule;
mod rules;
mod words;

pub use codes::{CODES, named};
pub use context::{Network, Progress};
pub use explain::{explain, list};
pub use words::sentence_before;

use rayon::prelude::*;

use self::allow::Allows;
use self::context::{DocumentContext, LintContext};
use self::rule::{Look, Need, Rule};
use self::rules::RULES;
use self::words::Words;
use crate::config::{LintPolicy, is_english};
use crate::content::{Document, Manuscript, keep_own};
use crate::finding::{FileText, Finding, problems};
use crate::load::Library;
use crate::problem::{Code, Problem};
use crate::site::Site;
use crate::source::Source;
use crate::tag::{Article, Tagger};
use crate::tree::Prose;

/// Looks at a site with all rules that are not off. Returns what they say, at the rules' own levels.
///
/// `site` is what the library gave through the gate. Other hosts are asked where `network` is given.
pub fn check(
    library: &Library,
    site: &Site,
    source: &dyn Source,
    now: jiff::Timestamp,
    with_held_back: bool,
    network: Option<&Network>,
) -> Vec<Problem> {
    let policy = LintPolicy::new(Some(&site.config), false);
    let rules = RULES.iter().copied().filter(|rule| policy.wants(rule.code()));
    let rules: Vec<&'static Rule> =
        rules.filter(|rule| network.is_some() || !rule.needs(Need::Network)).collect();
    let needs_tags = rules.iter().any(|rule| rule.needs(Need::Tags));
    let shared = LintContext {
        site,
        source,
        now,
        documents: library.documents().collect(),
        with_held_back,
        // Words that no search can hold are no matter of style.
        tagger: needs_tags
            .then(|| Tagger::new(&library.vocabulary(), library.labels(), &library.organisations()).ok())
            .flatten(),
        network,
    };

    let mut findings = Vec::new();
    for rule in &rules {
        if let Look::Site(look) = rule.look {
            look(&shared, &mut findings);
        }
    }
    findings.sort_by(|(one, _), (other, _)| one.cmp(other));
    let of_site = |path: &str| -> Vec<Finding> {
        let start = findings.partition_point(|(file, _)| file.as_str() < path);
        let of_file = findings[start..].iter().take_while(|(file, _)| file == path);
        of_file.map(|(_, finding)| finding.clone()).collect()
    };
    shared
        .documents
        .par_iter()
        .flat_map_iter(|(path, document)| {
            let of_site = of_site(path);
            if shared.looks_at(path, document) {
                look_at(&shared, &rules, path, document, of_site)
            } else if of_site.is_empty() {
                Vec::new()
            } else {
                look_at(&shared, &[], path, document, of_site)
            }
        })
        .collect()
}

/// Looks at one document with all rules. `of_site` is what is known of it from looking at all.
fn look_at(
    shared: &LintContext,
    rules: &[&'static Rule],
    path: &str,
    document: &Document,
    of_site: Vec<Finding>,
) -> Vec<Problem> {
    // A file that has gone since it was read is no matter of style.
    let manuscript = shared.source.read(path).ok().and_then(|bytes| Manuscript::of(&bytes));
    let Some(manuscript) = manuscript else { return Vec::new() };
    let body = document.body();
    // One that has changed since it was read is looked at when it is read again.
    if manuscript.body() != body.source() {
        return Vec::new();
    }
    let prose = Prose::of(body);
    let is_english = is_english(language(shared, path, document));
    let passages = prose.passages.iter().filter(|_| is_english);
    let words: Vec<Words> = passages.map(|passage| Words::of(&passage.text)).collect();
    let suggestions = match (document, &shared.tagger) {
        (Document::Briefing(briefing), Some(tagger)) if is_english => {
            let tagged = briefing.countries.iter().chain(&briefing.mentions).copied().collect();
            Some(tagger.suggest(&Article::of_file(&manuscript, body).with_tagged(tagged)))
        }
        _ => None,
    };
    let context = DocumentContext {
        shared,
        path,
        document,
        prose: &prose,
        is_english,
        words: &words,
        suggestions: suggestions.as_ref(),
    };

    let mut findings = of_site;
    for rule in rules {
        if let Look::Document(look) = rule.look {
            look(&context, &mut findings);
        }
    }
    if shared.config().languages.is_translation(path) {
        keep_own(manuscript.yaml(), &mut findings);
    }
    let mut told = Vec::new();
    let mut allows = Allows::read(&manuscript, &prose.comments, &mut told);
    let file = FileText::new(path, &manuscript.text, manuscript.yaml.clone());
    findings.retain(|finding| !allows.silence(finding, &file));
    let ran = rules.iter().filter(|rule| !matches!(rule.look, Look::UnusedAllow(_)));
    let ran: Vec<Code> = ran.map(|rule| rule.code()).collect();
    for (allowed, name) in allows.unused(&ran) {
        for rule in rules {
            if let Look::UnusedAllow(look) = rule.look {
                told.push(look(allowed, name.clone()));
            }
        }
    }
    findings.append(&mut told);
    problems(findings, &file)
}

/// Returns the language of a document: that of a translation, its own, or that of the site.
fn language<'a>(shared: &'a LintContext, path: &'a str, document: &'a Document) -> &'a str {
    let config = shared.config();
    let own = match document {
        Document::Briefing(briefing) => briefing.lang.as_deref(),
        Document::Page(page) => page.lang.as_deref(),
        Document::Topic(_) | Document::Profile(_) | Document::Organisation(_) | Document::Author(_) => None,
    };
    config.languages.translated_into(path).or(own).unwrap_or(&config.language)
}
