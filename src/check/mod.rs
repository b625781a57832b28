//! The rules of `chancery check`: what is not wrong enough to stop a build, but should not be published.
//!
//! Loading tells what cannot be right. The rules look at what is left: at one document at a time, with its
//! text as its writer sees it, or at all of them. Each rule is one file, with its explanation; its name
//! and level are in [`Code`], so that a site sets it like any other. No build looks at them.

mod allow;
mod duplicate_title;
mod estimative_language;
mod explain;
mod external;
mod heading_jump;
mod large_image;
mod loading;
mod missing_alt;
mod named_speaker;
mod orphan_topic;
mod relative_date;
mod stale_status;
mod unarchived_source;
mod uncited_footnote;
mod uncited_source;
mod unlinked_source;
mod unnamed_country;
mod unpublished_marking;
mod untagged_country;
mod words;

pub use explain::{Explanation, explain, list, named};
pub use external::{External, Progress};

use rayon::prelude::*;

use self::allow::Allows;
use self::words::Words;
use crate::config::Config;
use crate::content::{Document, Manuscript, Prose};
use crate::finding::{FileText, Finding};
use crate::load::Library;
use crate::problem::{Code, Level, Problem};
use crate::site::Site;
use crate::source::Source;
use crate::tag::{Article, Suggestions, Tagger};

/// One rule.
pub struct Rule {
    /// Its name and level.
    pub code: Code,
    /// What it is for.
    pub explanation: Explanation,
    /// What it looks at.
    pub look: Look,
}

/// What a rule looks at.
pub enum Look {
    /// One document at a time.
    Document(fn(&Sheet, &mut Vec<Finding>)),
    /// All documents at once; each finding comes with the path of its file.
    Site(fn(&Desk, &mut Vec<(String, Finding)>)),
}

/// All rules, in the order in which they are listed.
static RULES: &[&Rule] = &[
    &missing_alt::RULE,
    &uncited_footnote::RULE,
    &uncited_source::RULE,
    &unlinked_source::RULE,
    &unarchived_source::RULE,
    &relative_date::RULE,
    &stale_status::RULE,
    &estimative_language::RULE,
    &heading_jump::RULE,
    &duplicate_title::RULE,
    &orphan_topic::RULE,
    &large_image::RULE,
    &named_speaker::RULE,
    &unpublished_marking::RULE,
    &untagged_country::RULE,
    &unnamed_country::RULE,
];

/// What all rules see.
pub struct Desk<'a> {
    /// What is published.
    pub site: &'a Site,
    /// The files.
    pub source: &'a dyn Source,
    /// The present.
    pub now: jiff::Timestamp,
    /// All good documents with their paths, in the order of the paths, held back or not.
    pub documents: Vec<(&'a str, &'a Document)>,
    /// Whether the rules look at what is held back too.
    pub with_held_back: bool,
    /// What finds countries in texts; none where no rule asks for them.
    pub tagger: Option<Tagger>,
}

impl Desk<'_> {
    /// Returns the site's settings.
    pub fn config(&self) -> &Config {
        &self.site.config
    }

    /// Returns whether the rules look at a document: it is published, or all are looked at.
    pub fn looks_at(&self, path: &str, document: &Document) -> bool {
        let stays = matches!(document, Document::Topic(_) | Document::Profile(_));
        stays || self.with_held_back || self.site.entity_of(path).is_some()
    }
}

/// One document as the rules see it.
pub struct Sheet<'a> {
    /// What all rules see.
    pub desk: &'a Desk<'a>,
    /// The path of its file.
    pub path: &'a str,
    /// What it says.
    pub document: &'a Document,
    /// What its text is made of.
    pub prose: &'a Prose,
    /// Whether it is in English.
    pub is_english: bool,
    /// The words of each passage of the text; none where it is not in English.
    pub words: &'a [Words<'a>],
    /// What its text seems to be about; none where it is no briefing in English, or no rule asks.
    pub suggestions: Option<&'a Suggestions>,
}

impl<'a> Sheet<'a> {
    /// Returns the words of the passages that are the writer's own, each with the place of its passage.
    pub fn own_words(&self) -> impl Iterator<Item = (usize, &'a Words<'a>)> {
        self.words.iter().enumerate().filter(|(index, _)| !self.prose.passages[*index].is_quote)
    }
}

/// Looks at a site with all rules that are not off. Returns what they say, at the rules' own levels.
///
/// `site` is what the library gave through the gate. Addresses outside are asked for where `external` is given.
pub fn check(
    library: &Library,
    site: &Site,
    source: &dyn Source,
    now: jiff::Timestamp,
    with_held_back: bool,
    external: Option<&External>,
) -> Vec<Problem> {
    let rules: Vec<&Rule> =
        RULES.iter().copied().filter(|rule| site.config.lints.level(rule.code) > Level::Off).collect();
    let mut ran: Vec<Code> = rules.iter().map(|rule| rule.code).collect();
    let asks_for_tags = [Code::UntaggedCountry, Code::UnnamedCountry].iter().any(|code| ran.contains(code));
    let desk = Desk {
        site,
        source,
        now,
        documents: library.documents().collect(),
        with_held_back,
        // Words that no search can hold are no matter of style.
        tagger: asks_for_tags.then(|| Tagger::new(&library.vocabulary(), library.labels()).ok()).flatten(),
    };

    let mut findings = Vec::new();
    for rule in &rules {
        if let Look::Site(look) = rule.look {
            look(&desk, &mut findings);
        }
    }
    if let Some(external) = external.filter(|_| site.config.lints.level(Code::DeadLink) > Level::Off) {
        findings.extend(external.look(&desk));
        ran.push(Code::DeadLink);
    }
    findings.sort_by(|(one, _), (other, _)| one.cmp(other));
    let of_site = |path: &str| -> Vec<Finding> {
        let start = findings.partition_point(|(file, _)| file.as_str() < path);
        let of_file = findings[start..].iter().take_while(|(file, _)| file == path);
        of_file.map(|(_, finding)| finding.clone()).collect()
    };
    desk.documents
        .par_iter()
        .flat_map_iter(|(path, document)| {
            let of_site = of_site(path);
            if desk.looks_at(path, document) {
                sheet(&desk, &rules, &ran, path, document, of_site)
            } else if of_site.is_empty() {
                Vec::new()
            } else {
                sheet(&desk, &[], &[], path, document, of_site)
            }
        })
        .collect()
}

/// Looks at one document with all rules. `of_site` is what is known of it from looking at all.
fn sheet(
    desk: &Desk,
    rules: &[&Rule],
    ran: &[Code],
    path: &str,
    document: &Document,
    of_site: Vec<Finding>,
) -> Vec<Problem> {
    // A file that has gone since it was read is no matter of style.
    let manuscript = desk.source.read(path).ok().and_then(|bytes| Manuscript::of(&bytes));
    let Some(manuscript) = manuscript else { return Vec::new() };
    let sources: Vec<&str> = match document {
        Document::Briefing(briefing) => briefing.sources.iter().map(|source| source.id.as_str()).collect(),
        _ => Vec::new(),
    };
    let prose = Prose::read(path, &manuscript, &sources);
    let is_english = is_english(language(document).unwrap_or(&desk.config().language));
    let passages = prose.passages.iter().filter(|_| is_english);
    let words: Vec<Words> = passages.map(|passage| Words::of(&passage.text)).collect();
    let suggestions = match (document, &desk.tagger) {
        (Document::Briefing(briefing), Some(tagger)) if is_english => {
            let tagged = briefing.countries.iter().chain(&briefing.mentions).copied().collect();
            Some(tagger.suggest(&Article::of_file(&manuscript).with_tagged(tagged)))
        }
        _ => None,
    };
    let sheet = Sheet {
        desk,
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
            look(&sheet, &mut findings);
        }
    }
    let mut told = Vec::new();
    let mut allows = Allows::read(&manuscript, &prose.comments, &mut told);
    let file = FileText::new(path, &manuscript.text, manuscript.yaml.clone());
    let mut problems: Vec<Problem> =
        findings.into_iter().map(|finding| finding.into_problem(&file)).collect();
    problems.retain(|problem| !allows.silence(problem));
    told.extend(allows.unused(ran));
    problems.extend(told.into_iter().map(|finding| finding.into_problem(&file)));
    problems
}

/// Returns the language of a document, where it has one of its own.
fn language(document: &Document) -> Option<&str> {
    match document {
        Document::Briefing(briefing) => briefing.lang.as_deref(),
        Document::Page(page) => page.lang.as_deref(),
        Document::Topic(_) | Document::Profile(_) => None,
    }
}

/// Returns whether a tag of BCP 47 means English.
fn is_english(tag: &str) -> bool {
    tag.split('-').next().is_some_and(|language| language.eq_ignore_ascii_case("en"))
}
