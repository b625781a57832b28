//! What stands below the text of a briefing: its sources and its corrections.

use serde::Serialize;

use super::robust_links::version_date;
use super::views::DateView;
use crate::content::{Briefing, Reference};
use crate::edition::Edition;

/// A source of a briefing.
#[derive(Serialize)]
pub struct SourceView<'a> {
    number: usize,
    id: &'a str,
    title: &'a str,
    publisher: &'a str,
    date: Option<DateView>,
    url: &'a str,
    archived: &'a str,
    /// The day as of which the links hold, for Robust Links.
    version_date: String,
    rating: &'a str,
    /// The ids of the marks in the text that cite it.
    citations: Vec<String>,
}

/// A correction of a briefing.
#[derive(Serialize)]
pub struct CorrectionView<'a> {
    date: DateView,
    note: &'a str,
}

/// Returns the corrections of a briefing, in its order.
pub fn corrections_of<'a>(edition: &Edition, briefing: &'a Briefing) -> Vec<CorrectionView<'a>> {
    let corrections = briefing.corrections.iter();
    corrections
        .map(|correction| CorrectionView {
            date: DateView::new(edition, correction.date),
            note: &correction.note,
        })
        .collect()
}

/// Returns the sources of a briefing, in the order of their numbers.
pub fn sources<'a>(edition: &Edition, briefing: &'a Briefing) -> Vec<SourceView<'a>> {
    let cited = |index: usize, source: &Reference| -> Vec<String> {
        let count = briefing.body.citations(index);
        (1..=count).map(|mark| format!("cite-{}-{mark}", source.id)).collect()
    };
    briefing
        .sources
        .iter()
        .enumerate()
        .map(|(index, source)| SourceView {
            number: index + 1,
            id: &source.id,
            title: &source.title,
            publisher: &source.publisher,
            date: source.date.map(|date| DateView::new(edition, date)),
            url: &source.url,
            archived: &source.archived,
            version_date: version_date(&source.archived, &briefing.date),
            rating: &source.rating,
            citations: cited(index, source),
        })
        .collect()
}
