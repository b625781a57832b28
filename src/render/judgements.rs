//! What briefings expected, as lines of pages, and how good that was.

use serde::Serialize;

use super::views::{BriefingLink, DateView, LinkView, briefing_link, is_planned, link_to};
use crate::config::Probability;
use crate::content::{Briefing, Confidence, Judgement, Outcome, Resolution};
use crate::edition::Edition;
use crate::route::PageRoute;
use crate::site::{AuthorId, BriefingId, GivenProbability, JudgementId, Score, ScoredBy};

/// A judgement, as a line of a list.
#[derive(Serialize)]
pub struct JudgementLine<'a> {
    /// The id of its line on the page of its briefing.
    anchor: String,
    /// What is expected; none where the text that said so was taken back.
    statement: Option<&'a str>,
    probability: Option<String>,
    term: Option<&'a str>,
    confidence: Option<Confidence>,
    by: DateView,
    outcome: Option<Outcome>,
    resolved: Option<DateView>,
    source: Option<LinkView>,
    /// Its probability in each version, where that changed.
    course: Vec<GivenLine>,
    /// The briefing, where the page is about several.
    briefing: Option<BriefingLink>,
}

/// The probability of a judgement since some version.
#[derive(Serialize)]
struct GivenLine {
    probability: String,
    version: Option<usize>,
    /// The page of that version.
    url: Option<String>,
    date: DateView,
}

/// Returns a judgement as a line of the list of all.
pub fn line(edition: &Edition, id: JudgementId) -> JudgementLine<'_> {
    let entry = edition.site.judgement(id);
    let text = edition.briefing(entry.briefing);
    let link = briefing_link(edition, entry.briefing);
    let anchor = anchor(&entry.id);
    let is_in_text = text.judgements.iter().any(|own| own.id == entry.id);
    let url = if is_in_text { format!("{}#{anchor}", link.url) } else { link.url.clone() };
    JudgementLine {
        anchor,
        statement: entry.statement.as_deref(),
        probability: entry.probability().map(|own| per_cent(edition, own)),
        term: entry.term.as_deref(),
        confidence: None,
        by: DateView::new(edition, entry.by),
        outcome: entry.resolution.as_ref().map(|own| own.outcome),
        resolved: entry.resolution.as_ref().map(|own| DateView::new(edition, own.date)),
        source: entry.resolution.as_ref().and_then(|own| source(edition, text, &link.url, own)),
        course: course(edition, entry.briefing, &entry.given),
        briefing: Some(BriefingLink { url, ..link }),
    }
}

/// Returns the judgements of a briefing, as lines on its own page.
pub fn of_briefing<'a>(edition: &'a Edition, briefing: &'a Briefing) -> Vec<JudgementLine<'a>> {
    let scale = &edition.site.config.scale;
    let line = |own: &'a Judgement| JudgementLine {
        anchor: anchor(&own.id),
        statement: Some(&own.statement),
        probability: own.probability(scale).map(|own| per_cent(edition, own)),
        term: own.term.as_deref(),
        confidence: own.confidence,
        by: DateView::new(edition, own.by),
        outcome: own.resolution.as_ref().map(|own| own.outcome),
        resolved: own.resolution.as_ref().map(|own| DateView::new(edition, own.date)),
        source: own.resolution.as_ref().and_then(|own| source(edition, briefing, "", own)),
        course: Vec::new(),
        briefing: None,
    };
    briefing.judgements.iter().map(line).collect()
}

/// Returns the list of all judgements; `None` where the site shows none.
pub fn list_url(edition: &Edition) -> Option<String> {
    let route = PageRoute::judgements();
    is_planned(edition, route).then(|| link_to(edition, route))
}

fn anchor(id: &str) -> String {
    format!("judgement-{id}")
}

/// Returns what shows an outcome: a source of the briefing, whose page is at `page`, or an address of the web.
pub fn source(edition: &Edition, briefing: &Briefing, page: &str, own: &Resolution) -> Option<LinkView> {
    if own.source.is_empty() {
        return None;
    }
    Some(match briefing.sources.iter().find(|source| source.id == own.source) {
        Some(source) if source.url.is_empty() => {
            LinkView { title: source.title.clone(), url: format!("{page}#source-{}", source.id) }
        }
        Some(source) => LinkView { title: source.title.clone(), url: source.url.clone() },
        None => LinkView { title: edition.say("judgements.source"), url: own.source.clone() },
    })
}

/// Returns the versions in which a probability changed; none where it is the same in all.
fn course(edition: &Edition, id: BriefingId, given: &[GivenProbability]) -> Vec<GivenLine> {
    let changes: Vec<&GivenProbability> = given
        .iter()
        .enumerate()
        .filter(|(place, own)| *place == 0 || given[place - 1].probability != own.probability)
        .map(|(_, own)| own)
        .collect();
    if changes.len() < 2 {
        return Vec::new();
    }
    let line = |own: &GivenProbability| {
        let shown = own.version.filter(|_| own.is_shown);
        let route = shown.map(|version| PageRoute::Version { briefing: id, version });
        GivenLine {
            probability: per_cent(edition, own.probability),
            version: own.version,
            url: route.filter(|route| is_planned(edition, *route)).map(|route| link_to(edition, route)),
            date: DateView::new(edition, own.date),
        }
    };
    changes.into_iter().map(line).collect()
}

/// Returns a probability as a page says it: "85%".
pub fn per_cent(edition: &Edition, probability: Probability) -> String {
    let number = with_point(edition, &probability.to_string());
    edition.theme.interface.say_with("judgements.per-cent", &[("number", &number)])
}

fn share(edition: &Edition, share: f64) -> String {
    let number = format!("{:.0}", share * 100.0);
    edition.theme.interface.say_with("judgements.per-cent", &[("number", &number)])
}

/// Returns a number with the point that the language has.
fn with_point(edition: &Edition, number: &str) -> String {
    number.replace('.', &edition.say("number.point"))
}

/// How good judgements were.
#[derive(Serialize)]
pub struct ScoreView {
    /// What they have in common; all, where it has no name.
    link: Option<LinkView>,
    count: usize,
    brier: String,
    reliability: String,
    resolution: String,
    uncertainty: String,
    bins: Vec<BinView>,
}

/// Judgements of about one probability.
#[derive(Serialize)]
struct BinView {
    range: String,
    count: usize,
    probability: String,
    observed: String,
    /// Where it stands on the chart, in per cent from its lower left corner, and how large its dot is.
    x: String,
    y: String,
    radius: String,
}

impl ScoreView {
    /// Returns a score as a page shows it. `link` is what the judgements have in common.
    pub fn new(edition: &Edition, score: &Score, link: Option<LinkView>) -> Self {
        let number = |share: f64| with_point(edition, &format!("{:.3}", (share * 1e3 + 1e-9).round() / 1e3));
        let bins = score.calibration.iter().map(|bin| {
            let weight = f64::from(u32::try_from(bin.count).unwrap_or(u32::MAX)).sqrt();
            BinView {
                range: format!("{}–{}", bin.range.start(), share_of_end(edition, *bin.range.end())),
                count: bin.count,
                probability: share(edition, bin.probability),
                observed: share(edition, bin.observed),
                x: format!("{:.1}", bin.probability * 100.0),
                y: format!("{:.1}", 100.0 - bin.observed * 100.0),
                radius: format!("{:.1}", (1.2 + weight * 0.6).min(6.0)),
            }
        });
        Self {
            link,
            count: score.count,
            brier: number(score.brier),
            reliability: number(score.reliability),
            resolution: number(score.resolution),
            uncertainty: number(score.uncertainty),
            bins: bins.collect(),
        }
    }
}

fn share_of_end(edition: &Edition, end: u16) -> String {
    edition.theme.interface.say_with("judgements.per-cent", &[("number", &end.to_string())])
}

/// Returns what judgements that are scored together have in common, with its page.
pub fn common(edition: &Edition, by: ScoredBy) -> LinkView {
    let author = |id: AuthorId| {
        let route = PageRoute::author(id);
        let url = if is_planned(edition, route) { link_to(edition, route) } else { String::new() };
        LinkView { title: edition.site.author(id).name.clone(), url }
    };
    match by {
        ScoredBy::Topic(id) => LinkView {
            title: edition.site.topic(id).title.clone(),
            url: link_to(edition, PageRoute::topic(id)),
        },
        ScoredBy::Author(id) => author(id),
        ScoredBy::Year(year) => LinkView { title: year.0.to_string(), url: String::new() },
    }
}
