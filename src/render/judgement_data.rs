//! What briefings expected, and how good that was, as data: CSV, and the list under `/api/`.

use std::borrow::Cow;

use serde::Serialize;

use super::csv::{line, listed};
use super::judgements::{common, source};
use super::views::absolute;
use crate::config::Probability;
use crate::content::{Outcome, without_controls};
use crate::edition::Edition;
use crate::route::PageRoute;
use crate::site::{GivenProbability, JudgementId, Score, ScoredBy};

/// A judgement, to programs.
#[derive(Serialize)]
pub struct JudgementRow<'a> {
    id: &'a str,
    briefing: String,
    title: &'a str,
    date: String,
    authors: &'a [String],
    topics: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<&'a str>,
    /// The probability that was public first.
    probability: Option<Probability>,
    #[serde(skip_serializing_if = "Option::is_none")]
    term: Option<&'a str>,
    /// Its probability in each version.
    probabilities: Vec<GivenRow>,
    by: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Outcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolved: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
}

/// The probability of a judgement in one version.
#[derive(Serialize)]
struct GivenRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<usize>,
    date: String,
    probability: Probability,
}

/// How good judgements were, to programs.
#[derive(Serialize)]
pub struct ScoreRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    count: usize,
    brier: f64,
    reliability: f64,
    resolution: f64,
    uncertainty: f64,
    calibration: Vec<BinRow>,
}

#[derive(Serialize)]
struct BinRow {
    from: u16,
    to: u16,
    count: usize,
    probability: f64,
    observed: f64,
}

/// Returns a judgement as data.
fn row(edition: &Edition, id: JudgementId) -> JudgementRow<'_> {
    let entry = edition.site.judgement(id);
    let briefing = edition.briefing(entry.briefing);
    let page = absolute(edition, PageRoute::Briefing(entry.briefing));
    let resolution = entry.resolution.as_ref();
    let given = |own: &GivenProbability| GivenRow {
        version: own.version,
        date: own.date.to_string(),
        probability: own.probability,
    };
    let topics = edition.site.briefing(entry.briefing).topics.iter();
    JudgementRow {
        id: &entry.id,
        title: &briefing.title,
        date: briefing.date.date().to_string(),
        authors: &briefing.authors,
        topics: topics.map(|id| edition.site.topic(*id).id.as_str()).collect(),
        statement: entry.statement.as_deref(),
        probability: entry.probability(),
        term: entry.term.as_deref(),
        probabilities: entry.given.iter().map(given).collect(),
        by: entry.by.to_string(),
        outcome: resolution.map(|own| own.outcome),
        resolved: resolution.map(|own| own.date.to_string()),
        source: resolution.and_then(|own| source(edition, briefing, &page, own)).map(|link| link.url),
        briefing: page,
    }
}

/// Returns all judgements, in the order of the site.
pub fn rows(edition: &Edition) -> impl Iterator<Item = JudgementRow<'_>> {
    edition.site.judgement_ids().map(|id| row(edition, id))
}

/// Returns how good all judgements were, and those by topic, author and year.
pub fn scores(edition: &Edition) -> Vec<ScoreRow> {
    let all = edition.site.score().map(|score| score_row(None, &score));
    let groups = edition.site.scores();
    let groups = groups.iter().map(|(by, score)| {
        let kind = match by {
            ScoredBy::Topic(_) => "topic",
            ScoredBy::Author(_) => "author",
            ScoredBy::Year(_) => "year",
        };
        score_row(Some((kind, common(edition, *by).title)), score)
    });
    all.into_iter().chain(groups).collect()
}

fn score_row(by: Option<(&'static str, String)>, score: &Score) -> ScoreRow {
    let (by, name) = by.unzip();
    let bins = score.calibration.iter().map(|bin| BinRow {
        from: *bin.range.start(),
        to: *bin.range.end(),
        count: bin.count,
        probability: rounded(bin.probability * 100.0),
        observed: rounded(bin.observed * 100.0),
    });
    ScoreRow {
        by,
        name,
        count: score.count,
        brier: rounded(score.brier),
        reliability: rounded(score.reliability),
        resolution: rounded(score.resolution),
        uncertainty: rounded(score.uncertainty),
        calibration: bins.collect(),
    }
}

/// Returns a number to six places, so that the last digits of a sum do not matter.
fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

/// Returns all judgements as CSV (RFC 4180) with a header line, in the order of the site.
pub fn csv(edition: &Edition) -> String {
    let mut out = String::new();
    let heads = [
        "id",
        "briefing",
        "title",
        "date",
        "authors",
        "topics",
        "statement",
        "probability",
        "term",
        "probabilities",
        "by",
        "outcome",
        "resolved",
        "source",
    ];
    line(&mut out, heads.into_iter().map(Cow::Borrowed));
    for row in rows(edition) {
        let given = |own: &GivenRow| {
            let version = own.version.map(|version| format!("{version}:")).unwrap_or_default();
            format!("{version}{}:{}", own.date, own.probability)
        };
        let given: Vec<String> = row.probabilities.iter().map(given).collect();
        let cells: [Cow<str>; 14] = [
            row.id.into(),
            row.briefing.into(),
            without_controls(row.title),
            row.date.into(),
            listed(row.authors.iter().map(String::as_str)),
            listed(row.topics.into_iter()),
            row.statement.unwrap_or_default().into(),
            row.probability.map(|own| own.to_string()).unwrap_or_default().into(),
            row.term.unwrap_or_default().into(),
            given.join(";").into(),
            row.by.into(),
            row.outcome.map_or("", Outcome::word).into(),
            row.resolved.unwrap_or_default().into(),
            row.source.unwrap_or_default().into(),
        ];
        line(&mut out, cells.into_iter());
    }
    out
}
