//! Documents on their way through the gate.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::{Document, Gate, Held, Parsed, Verdict};
use crate::problem::Problem;
use crate::record::Hindsight;
use crate::route::{briefing_path, page_path};
use crate::site::{Absence, Documents};

/// Documents on their way through the gate.
pub(super) struct Passage<'a> {
    gate: &'a Gate,
    hindsight: Option<&'a Hindsight>,
    /// What was let through.
    pub documents: Documents,
    /// How many were held back.
    pub held: BTreeMap<Held, usize>,
    /// The paths that held-back documents would have, with their files.
    pub paths: Vec<(String, String)>,
}

impl<'a> Passage<'a> {
    /// Returns a gate that nothing has passed yet.
    pub fn new(gate: &'a Gate, hindsight: Option<&'a Hindsight>) -> Self {
        let documents = Documents::default();
        Self { gate, hindsight, documents, held: BTreeMap::new(), paths: Vec::new() }
    }

    /// Lets a document through or holds it back. Returns its problems, at their levels.
    pub fn pass(&mut self, path: &str, parsed: &Parsed) -> Vec<Problem> {
        let verdict = match &parsed.document {
            Some(Document::Topic(topic)) => {
                self.documents.topics.push(Arc::clone(topic));
                return parsed.problems.clone();
            }
            Some(Document::Profile(profile)) => {
                self.documents.profiles.push(Arc::clone(profile));
                return parsed.problems.clone();
            }
            Some(Document::Briefing(briefing)) => {
                self.gate.judge(&briefing.publication, Some(&briefing.date))
            }
            Some(Document::Page(page)) => self.gate.judge(&page.publication, page.date.as_ref()),
            None => match &parsed.publication {
                Some((publication, date)) => self.gate.judge(publication, date.as_ref()),
                None => Verdict::Publish,
            },
        };
        let later = self.hindsight.and_then(|hindsight| hindsight.held(path));
        let verdict = match (verdict, later) {
            (Verdict::Hold(_), _) | (_, None) => verdict,
            (_, Some(reason)) => Verdict::Hold(reason),
        };
        let Verdict::Hold(reason) = verdict else {
            let preview = match verdict {
                Verdict::Preview(reason) => Some(reason),
                _ => None,
            };
            match &parsed.document {
                Some(Document::Briefing(briefing)) => {
                    self.documents.briefings.push((Arc::clone(briefing), preview));
                }
                Some(Document::Page(page)) => self.documents.pages.push((Arc::clone(page), preview)),
                _ => {
                    self.documents.absent.insert(path.to_owned(), Absence::Broken);
                }
            }
            return parsed.problems.clone();
        };
        *self.held.entry(reason).or_default() += 1;
        self.documents.absent.insert(path.to_owned(), Absence::HeldBack);
        let url = match &parsed.document {
            Some(Document::Briefing(briefing)) => Some(briefing_path(briefing.date.year(), &briefing.slug)),
            // The home page is there without its introduction too.
            Some(Document::Page(page)) if !page.is_home() => Some(page_path(&page.slug)),
            _ => None,
        };
        self.paths.extend(url.map(|url| (url, path.to_owned())));
        parsed.problems.iter().cloned().map(Problem::softened).collect()
    }
}
