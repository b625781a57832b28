//! From front matter and Markdown to a briefing, with all that is wrong on the way.

use std::collections::HashSet;

use serde::Deserialize;

use super::{Briefing, Correction, Event, Keep, Kind, Redaction, Reference, TermName};
use crate::config::Config;
use crate::content::confidence::Confidence;
use crate::content::country_status::{RawAssessment, assessments, tell_unnamed};
use crate::content::doi::Doi;
use crate::content::doubtful::tell_cut;
use crate::content::foreign::tell_repeated_title;
use crate::content::front_matter::{Checker, Status, Written};
use crate::content::judgement::{Ground, RawJudgement, judgements};
use crate::content::names::LONGEST_PART;
use crate::content::parts::Parts;
use crate::content::references::{briefing_name, written_name};
use crate::content::withdrawal::{RawWithdrawal, withdrawal};
use crate::finding::{Anchor, Finding};
use crate::keys::front_matter::{BRIEFING, CORRECTION, EVENT, REDACTION, SOURCE};
use crate::keys::{group, unknown_keys};
use crate::outline::KeyPath;
use crate::problem::Code;
use crate::text::slug_of;
use crate::yaml::{Rest, Scalar, or_default};

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct RawBriefing of BRIEFING {
        title: Option<String>,
        date: Option<Scalar>,
        slug: Option<String>,
        #[serde(deserialize_with = "or_default")]
        kind: Kind,
        updated: Option<Scalar>,
        summary: Option<String>,
        #[serde(deserialize_with = "or_default")]
        countries: Vec<Scalar>,
        #[serde(deserialize_with = "or_default")]
        mentions: Vec<Scalar>,
        #[serde(deserialize_with = "or_default")]
        topics: Vec<Scalar>,
        #[serde(deserialize_with = "or_default")]
        organisations: Vec<Scalar>,
        #[serde(deserialize_with = "or_default")]
        people: Vec<String>,
        #[serde(deserialize_with = "or_default")]
        authors: Vec<String>,
        series: Option<String>,
        #[serde(deserialize_with = "or_default")]
        sources: Vec<RawSource>,
        #[serde(deserialize_with = "or_default")]
        events: Vec<RawEvent>,
        #[serde(deserialize_with = "or_default")]
        assessments: Vec<RawAssessment>,
        #[serde(deserialize_with = "or_default")]
        judgements: Vec<RawJudgement>,
        confidence: Option<Confidence>,
        #[serde(deserialize_with = "or_default")]
        status: Status,
        marking: Option<String>,
        embargo: Option<Scalar>,
        #[serde(deserialize_with = "or_default")]
        corrections: Vec<RawCorrection>,
        #[serde(deserialize_with = "or_default")]
        supersedes: Vec<String>,
        #[serde(deserialize_with = "or_default")]
        aliases: Vec<String>,
        record: Option<Keep>,
        #[serde(deserialize_with = "or_default")]
        redact: Vec<RawRedaction>,
        renamed_from: Option<String>,
        translation_of: Option<String>,
        image: Option<String>,
        #[serde(deserialize_with = "or_default")]
        image_alt: String,
        #[serde(deserialize_with = "or_default")]
        files: Vec<String>,
        #[serde(deserialize_with = "or_default")]
        chatham_house: bool,
        doi: Option<Scalar>,
        lang: Option<String>,
        extra: serde_yaml::Value,
        #[serde(flatten)]
        rest: Rest,
    }
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct RawSource of SOURCE {
        id: Option<Scalar>,
        title: Option<String>,
        #[serde(deserialize_with = "or_default")]
        publisher: String,
        date: Option<Scalar>,
        #[serde(deserialize_with = "or_default")]
        url: String,
        #[serde(deserialize_with = "or_default")]
        archived: String,
        #[serde(deserialize_with = "or_default")]
        rating: String,
        withdrawn: Option<RawWithdrawal>,
        #[serde(flatten)]
        rest: Rest,
    }
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct RawEvent of EVENT {
        date: Option<Scalar>,
        title: Option<String>,
        #[serde(deserialize_with = "or_default")]
        countries: Vec<Scalar>,
        #[serde(flatten)]
        rest: Rest,
    }
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct RawCorrection of CORRECTION {
        date: Option<Scalar>,
        note: Option<String>,
        #[serde(flatten)]
        rest: Rest,
    }
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct RawRedactionGroup of REDACTION {
        commit: Option<Scalar>,
        #[serde(deserialize_with = "or_default")]
        reason: String,
        #[serde(flatten)]
        rest: Rest,
    }
}

/// A redaction as it is written: the id of a commit, or a group with a reason.
#[derive(Deserialize)]
#[serde(untagged, expecting = "the id of a commit, or a group with `commit` and `reason`")]
enum RawRedaction {
    Commit(Scalar),
    Group(RawRedactionGroup),
}

impl Briefing {
    pub(in crate::content) fn parse(
        parts: Parts,
        config: &Config,
        findings: &mut Vec<Finding>,
    ) -> Option<Self> {
        let mut raw: RawBriefing = parts.read(findings)?;
        let mut check = Checker::new(&config.timezone, findings);
        let written = Written { status: raw.status, marking: raw.marking, embargo: raw.embargo };
        let publication = check.publication(written, &mut raw.rest, parts.known);
        let sources = sources(raw.sources, &mut check);
        let ids: Vec<&str> = sources.iter().map(|source| source.id.as_str()).collect();
        let body = parts.read_body(&ids, config.html, check.findings);

        let title = check.required("title", raw.title, "France asks China for a clear word");
        if raw.date.is_none() {
            check.required("date", None, "2024-04-01");
        }
        let date = check.moment("date", raw.date);
        let updated = check.moment("updated", raw.updated);
        check.in_order(date.as_ref(), updated.as_ref());
        tell_cut(parts.yaml, &["title", "summary", "series", "image_alt"], check.findings);
        let slug = check.slug(raw.slug, parts.stem());
        if let Some(title) = &title {
            check.title(title);
            tell_repeated_title(title, &body, check.findings);
        }
        check.names("authors", raw.authors.iter().map(String::as_str));
        check.names("topics", raw.topics.iter().map(|topic| topic.0.as_str()));
        check.names("organisations", raw.organisations.iter().map(|name| name.0.as_str()));
        check.repeated("authors", raw.authors.iter().map(String::as_str));
        let countries = check.countries(|| KeyPath::key("countries"), raw.countries);
        let mut mentions = check.countries(|| KeyPath::key("mentions"), raw.mentions);
        mentions.retain(|mention| !countries.contains(mention));
        let events = events(raw.events, &mut check);
        let assessments = assessments(raw.assessments, &mut check);
        let of_events = events.iter().flat_map(|event| &event.countries);
        tell_unnamed(&assessments, countries.iter().chain(&mentions).chain(of_events), &mut check);
        let assessments = assessments.into_iter().map(|(_, assessment)| assessment).collect();
        let ids = ids.into_iter().collect();
        let ground = Ground { scale: &config.scale, sources: &ids, date: date.as_ref() };
        let judgements = judgements(raw.judgements, &ground, &mut check);
        let corrections = corrections(raw.corrections, &mut check);
        let mut series = raw.series.and_then(|written| series(&written, &mut check));
        let aliases = check.aliases(raw.aliases);
        let redactions = redactions(raw.redact, &mut check);
        let doi = raw.doi.and_then(|written| doi(&written.0, &mut check));
        let mut terms = terms(raw.people, raw.rest, config, &mut check);
        if let Some(original) = parts.original {
            let named = config.taxonomies.iter().map(String::as_str).zip(&mut terms);
            let named = named.map(|(key, terms)| (key, terms.as_mut_slice()));
            for (key, names) in named.chain([("series", series.as_mut_slice())]) {
                let slugs = original.slugs(key, names.len()).unwrap_or_default();
                names.iter_mut().zip(slugs).for_each(|(name, slug)| name.slug = slug);
            }
        }
        Some(Self {
            path: parts.path.into(),
            folder: parts.is_folder(),
            title: title?,
            date: date?,
            updated,
            slug: slug?,
            kind: raw.kind,
            summary: raw.summary.filter(|summary| !summary.trim().is_empty()),
            countries,
            mentions,
            topics: raw.topics.into_iter().map(|topic| topic.0).collect(),
            organisations: raw.organisations.into_iter().map(|name| name.0).collect(),
            terms,
            authors: raw.authors,
            series,
            sources,
            events,
            assessments,
            judgements,
            confidence: raw.confidence,
            publication: check.judged(publication),
            corrections,
            supersedes: raw.supersedes,
            aliases,
            keeps_record: raw.record.is_some(),
            redactions,
            renamed_from: raw.renamed_from.as_deref().and_then(briefing_file),
            original: parts.original.map(|original| original.path().into()),
            translates: raw.translation_of.and_then(|written| translates(&written, parts, &mut check)),
            image: raw.image.filter(|image| !image.is_empty()),
            image_alt: raw.image_alt,
            files: raw.files,
            chatham_house: raw.chatham_house,
            doi,
            lang: raw.lang.or_else(|| parts.language(config)),
            extra: raw.extra,
            body,
        })
    }
}

/// Returns the version that a translation is of.
fn translates(written: &str, parts: Parts, check: &mut Checker) -> Option<usize> {
    let path = KeyPath::key("translation_of");
    let Some(original) = parts.original else {
        let message = "this text is no translation, and has no `translation_of`";
        check.push(
            path,
            Code::InvalidValue,
            message,
            "the file of a translation ends in its language: `visit.fr.md`",
        );
        return None;
    };
    let name = briefing_name(original.path());
    let version = written.trim().rsplit_once('@').and_then(|(of, version)| {
        let version: usize = version.parse().ok().filter(|version| *version > 0)?;
        (written_name(of) == name).then_some(version)
    });
    if version.is_none() {
        let message = format!("`{}` names no version of {}", written.escape_debug(), original.path());
        check.push(path, Code::InvalidValue, message, format!("write it like `{name}@2`"));
    }
    version
}

fn doi(written: &str, check: &mut Checker) -> Option<Doi> {
    let doi = Doi::parse(written);
    if doi.is_none() && !written.trim().is_empty() {
        let message = format!("`{}` is no DOI", written.escape_debug());
        check.push(KeyPath::key("doi"), Code::InvalidValue, message, "write it like `10.1000/182`");
    }
    doi
}

fn series(written: &str, check: &mut Checker) -> Option<TermName> {
    let slug = slug_of(written);
    if slug.is_empty() {
        let message = format!("no URL can be made of the series `{}`", written.escape_debug());
        check.push(KeyPath::key("series"), Code::InvalidSlug, message, "write a name with letters or digits");
        return None;
    }
    check.name(|| KeyPath::key("series"), written);
    let name = written.trim().to_owned();
    check.fits(Anchor::Value(KeyPath::key("series")), &slug).then_some(TermName { slug, name })
}

fn sources(raw: Vec<RawSource>, check: &mut Checker) -> Vec<Reference> {
    let mut sources: Vec<Reference> = Vec::with_capacity(raw.len());
    let mut ids: HashSet<String> = HashSet::new();
    for (index, source) in raw.into_iter().enumerate() {
        let path = || KeyPath::key("sources").item(index);
        if !source.rest.is_empty() {
            check.unknown_keys_of_part(source.rest, &path(), &SOURCE);
        }
        let id = source.id.map(|id| id.0).unwrap_or_default();
        if id.contains(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))) {
            let message = format!("`{}` cannot be the id of a source", id.escape_debug());
            let hint = "use letters, digits and hyphens, such as `mfa` or `ap-2024`";
            check.push(path().then("id"), Code::InvalidValue, message, hint);
        } else if !id.is_empty() && !ids.insert(id.clone()) {
            let message = format!("two sources have the id `{id}`");
            check.push(path().then("id"), Code::DuplicateId, message, "give each source an id of its own");
        }
        let title = source.title.filter(|title| !title.trim().is_empty()).unwrap_or_default();
        if title.is_empty() {
            let hint = "add a line `title: …` to it";
            check.push(path(), Code::MissingKey, "this source has no `title`", hint);
        }
        for (key, url) in [("url", &source.url), ("archived", &source.archived)] {
            check.web_address(|| path().then(key), url);
        }
        if !source.rating.is_empty() && !is_admiralty(&source.rating) {
            let message = format!("`{}` is no rating of the Admiralty code", source.rating.escape_debug());
            let hint = "it is a letter from A to F and a digit from 1 to 6, such as `B2`";
            check.push(path().then("rating"), Code::InvalidValue, message, hint);
        }
        sources.push(Reference {
            id,
            title,
            publisher: source.publisher,
            date: check.partial_date(|| path().then("date"), source.date),
            url: source.url,
            archived: source.archived,
            rating: source.rating,
            withdrawn: source.withdrawn.and_then(|raw| withdrawal(raw, &path().then("withdrawn"), check)),
        });
    }
    sources
}

fn is_admiralty(rating: &str) -> bool {
    matches!(rating.as_bytes(), [b'A'..=b'F', b'1'..=b'6'])
}

fn events(raw: Vec<RawEvent>, check: &mut Checker) -> Vec<Event> {
    let mut events = Vec::with_capacity(raw.len());
    for (index, event) in raw.into_iter().enumerate() {
        let path = || KeyPath::key("events").item(index);
        if !event.rest.is_empty() {
            check.unknown_keys_of_part(event.rest, &path(), &EVENT);
        }
        let title = event.title.filter(|title| !title.trim().is_empty());
        for (key, missing) in [("date", event.date.is_none()), ("title", title.is_none())] {
            if missing {
                let hint = "write it like `- { date: 2024-02, title: Talks in Paris }`";
                check.push(path(), Code::MissingKey, format!("this event has no `{key}`"), hint);
            }
        }
        let date = check.partial_date(|| path().then("date"), event.date);
        let countries = check.countries(|| path().then("countries"), event.countries);
        if let (Some(date), Some(title)) = (date, title) {
            events.push(Event { date, title, countries });
        }
    }
    events.sort_by_key(|event: &Event| event.date);
    events
}

fn corrections(raw: Vec<RawCorrection>, check: &mut Checker) -> Vec<Correction> {
    let mut corrections = Vec::with_capacity(raw.len());
    for (index, correction) in raw.into_iter().enumerate() {
        let path = || KeyPath::key("corrections").item(index);
        if !correction.rest.is_empty() {
            check.unknown_keys_of_part(correction.rest, &path(), &CORRECTION);
        }
        let note = correction.note.filter(|note| !note.trim().is_empty());
        if correction.date.is_none() || note.is_none() {
            let hint = "write it like `- { date: 2024-04-03, note: What was wrong. }`";
            check.push(path(), Code::MissingKey, "a correction needs a `date` and a `note`", hint);
        }
        if let (Some(date), Some(note)) = (check.partial_date(|| path().then("date"), correction.date), note)
        {
            corrections.push(Correction { date, note });
        }
    }
    corrections
}

/// How many digits an abbreviated id of a commit has at least, as git has it.
const FEWEST_DIGITS: usize = 4;

fn redactions(raw: Vec<RawRedaction>, check: &mut Checker) -> Vec<Redaction> {
    let mut redactions = Vec::with_capacity(raw.len());
    for (index, redaction) in raw.into_iter().enumerate() {
        let path = || KeyPath::key("redact").item(index);
        let (commit, reason) = match redaction {
            RawRedaction::Commit(commit) => (commit.0, String::new()),
            RawRedaction::Group(group) => {
                check.unknown_keys(&group.rest, &path(), &REDACTION);
                (group.commit.map(|commit| commit.0).unwrap_or_default(), group.reason)
            }
        };
        let commit = commit.trim().to_ascii_lowercase();
        let is_id = commit.len() >= FEWEST_DIGITS && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_id {
            let message = format!("`{}` is no id of a commit", commit.escape_debug());
            let hint = "write an id as `git log` shows it, in quotes: `redact: [\"1a2b3c4d5e\"]`";
            check.push(path(), Code::InvalidValue, message, hint);
        }
        // What names no commit still holds the record back.
        redactions.push(Redaction { commit, reason });
    }
    redactions
}

/// Returns the file of a briefing, from the site's root, that is named from there or from `content/briefings/`.
fn briefing_file(written: &str) -> Option<String> {
    let name = written.trim().trim_start_matches('/');
    let name = name.strip_prefix("content/briefings/").unwrap_or(name);
    let name = name.strip_suffix(".md").unwrap_or(name);
    (!name.is_empty()).then(|| format!("content/briefings/{name}.md"))
}

/// Returns the terms of the site's taxonomies, and tells the keys that are none.
fn terms(people: Vec<String>, mut rest: Rest, config: &Config, check: &mut Checker) -> Vec<Vec<TermName>> {
    let mut people = Some(people);
    let mut terms = Vec::with_capacity(config.taxonomies.len());
    for taxonomy in &config.taxonomies {
        let written = if taxonomy == "people" { people.take() } else { listed(taxonomy, &mut rest, check) };
        let named = |name: String| TermName { slug: slug_of(&name), name: name.trim().to_owned() };
        let mut names: Vec<TermName> = written.unwrap_or_default().into_iter().map(named).collect();
        for (index, TermName { slug, name }) in names.iter().enumerate() {
            if slug.is_empty() {
                let message = format!("no URL can be made of `{}`", name.escape_debug());
                let path = KeyPath::key(taxonomy.as_str()).item(index);
                check.push(path, Code::InvalidSlug, message, "write a name with letters or digits");
            } else {
                let path = || KeyPath::key(taxonomy.as_str()).item(index);
                check.name(path, name);
                if slug.len() > LONGEST_PART {
                    check.fits(Anchor::Value(path()), slug);
                }
            }
        }
        check.repeated(taxonomy, names.iter().map(|term| term.name.as_str()));
        names.retain(|name| !name.slug.is_empty() && name.slug.len() <= LONGEST_PART);
        terms.push(names);
    }
    if people.is_some_and(|names| !names.is_empty()) {
        rest.insert("people".to_owned(), serde_yaml::Value::Null);
    }
    let lists = config.taxonomies.iter().map(String::as_str);
    unknown_keys(&rest, &KeyPath::default(), &BRIEFING, lists, check.findings);
    terms
}

fn listed(taxonomy: &str, rest: &mut Rest, check: &mut Checker) -> Option<Vec<String>> {
    let value = rest.remove(taxonomy)?;
    let names = match value {
        serde_yaml::Value::Null => return None,
        other => serde_yaml::from_value::<Vec<Scalar>>(other),
    };
    match names {
        Ok(names) => Some(names.into_iter().map(|name| name.0).collect()),
        Err(_) => {
            let message = format!("`{taxonomy}` should be a list of names");
            let hint = format!("write it as a list, in brackets: `{taxonomy}: [A name, Another]`");
            check.push(KeyPath::key(taxonomy), Code::WrongType, message, hint);
            None
        }
    }
}
