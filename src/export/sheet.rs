//! What stands above and below a text in documents: what its page says of it besides its words.

use super::outgoing::Export;
use crate::content::Status;
use crate::dates::PartialDate;

/// What stands above and below a text.
pub struct Sheet<'a> {
    /// The title.
    pub title: &'a str,
    /// What it is, from whom, and of when: the site, the kind of text, its date, its version.
    pub dateline: Vec<String>,
    /// Who wrote it.
    pub authors: &'a [String],
    /// What it is about.
    pub subjects: Vec<String>,
    /// One or two sentences.
    pub summary: Option<&'a str>,
    /// What readers have to know before they read it.
    pub notices: Vec<String>,
    /// The sources that no mark in the text leads to, by their places in its list, from 0.
    pub further_sources: Vec<usize>,
    /// What was wrong in it before, with the day.
    pub corrections: Vec<(String, &'a str)>,
}

impl<'a> Sheet<'a> {
    /// Returns what stands above and below a text.
    pub fn of(export: &Export<'a>) -> Self {
        let briefing = export.briefing;
        let site = &export.edition.site;
        let date = |date: PartialDate| export.edition.theme.interface.date(date);
        let countries = briefing.countries.iter().map(|country| site.label(*country).to_owned());
        let published = export.published();
        let organisations =
            published.organisations.iter().map(|id| site.organisation(*id).called().to_owned());
        let topics = published.topics.iter().map(|id| site.topic(*id).title.clone());
        Self {
            title: &briefing.title,
            dateline: dateline(export),
            authors: &briefing.authors,
            subjects: countries.chain(organisations).chain(topics).collect(),
            summary: briefing.summary.as_deref(),
            notices: notices(export),
            further_sources: further_sources(export),
            corrections: briefing
                .corrections
                .iter()
                .map(|correction| (date(correction.date), correction.note.as_str()))
                .collect(),
        }
    }
}

fn dateline(export: &Export) -> Vec<String> {
    let Export { edition, briefing, .. } = export;
    let kind = edition.say(&format!("kind.{}", briefing.kind.word()));
    let mut line = vec![edition.site.config.title.clone(), kind];
    line.extend(export.day_and_version());
    line
}

/// Returns what readers have to know: that it was withdrawn, that a newer one takes its place, that it is an older version,
/// how it may be used, and that something does not hold any more which it rests on.
fn notices(export: &Export) -> Vec<String> {
    let Export { edition, briefing, .. } = export;
    let interface = &edition.theme.interface;
    let mut notices = Vec::new();
    if briefing.publication.status == Status::Withdrawn {
        notices.push(edition.say("briefing.withdrawn"));
    }
    if let Some(newer) = export.published().superseded_by {
        let title = &edition.briefing(newer).title;
        notices.push(interface.say_with("briefing.superseded", &[("briefing", title)]));
    }
    if let Some((number, total)) = export.version.filter(|(number, total)| number < total) {
        let values = [("number", &*number.to_string()), ("total", &*total.to_string())];
        notices.push(interface.say_with("record.older", &values));
    }
    for (place, source) in edition.site.withdrawn_sources(export.id) {
        let entry = edition.site.source(*source);
        let Some(withdrawal) = &entry.withdrawn else { continue };
        let source = briefing.sources.get(*place).map_or(&entry.title, |source| &source.title);
        let date = interface.date(withdrawal.date);
        let values = [("date", date.as_str()), ("source", source), ("reason", &withdrawal.reason)];
        notices.push(interface.say_with("sources.notice", &values));
    }
    if briefing.chatham_house {
        notices.push(edition.say("briefing.chatham-house"));
    }
    notices
}

/// Returns the places of the sources that no mark in the text leads to.
fn further_sources(export: &Export) -> Vec<usize> {
    let Export { briefing, .. } = export;
    (0..briefing.sources.len()).filter(|index| briefing.body.citations(*index) == 0).collect()
}
