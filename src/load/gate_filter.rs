//! Documents on their way through the gate.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::{Document, Gate, HoldReason, OrganisationProfile, Parsed, Topic, Verdict};
use crate::problem::Problem;
use crate::record::Hindsight;
use crate::route::{briefing_path, organisation_path, page_path, topic_path};
use crate::site::{Absence, Documents};

/// Documents on their way through the gate.
pub(super) struct GateFilter<'a> {
    gate: &'a Gate,
    hindsight: Option<&'a Hindsight>,
    /// Whether what is held back goes on to a preview of its writers.
    shows_held: bool,
    /// What was let through.
    pub documents: Documents,
    /// How many were held back.
    pub held: BTreeMap<HoldReason, usize>,
    /// Their files, and why each is held back.
    pub left_out: Vec<(String, HoldReason)>,
    /// The paths that held-back documents would have, with their files.
    pub paths: Vec<(String, String)>,
    /// The topics that were held back.
    pub held_topics: Vec<Arc<Topic>>,
    /// What the site says of organisations, where that was held back.
    pub held_organisations: Vec<Arc<OrganisationProfile>>,
}

impl<'a> GateFilter<'a> {
    /// Returns a gate that nothing has passed yet.
    pub fn new(gate: &'a Gate, hindsight: Option<&'a Hindsight>, shows_held: bool) -> Self {
        let documents = Documents::default();
        Self {
            gate,
            hindsight,
            shows_held,
            documents,
            held: BTreeMap::new(),
            left_out: Vec::new(),
            paths: Vec::new(),
            held_topics: Vec::new(),
            held_organisations: Vec::new(),
        }
    }

    /// Lets a document through or holds it back. Returns its problems, at their levels.
    pub fn pass(&mut self, path: &str, parsed: &Parsed) -> Vec<Problem> {
        match self.verdict(path, parsed) {
            Ok(preview) => {
                self.let_through(path, parsed, preview);
                parsed.problems.clone()
            }
            Err(reason) => {
                self.hold(path, parsed, reason);
                softened(parsed, reason)
            }
        }
    }

    /// Lets a translation through where it and its original may be published. Where only the original may, or nothing
    /// translates it, the original stands in its place. Returns the problems of the translation, at their levels.
    pub fn pass_translated(
        &mut self,
        (path, original): (&str, &Parsed),
        translation: Option<(&str, &Parsed)>,
    ) -> Vec<Problem> {
        let of_original = self.verdict(path, original);
        let of_translation = translation.map(|(path, parsed)| (path, parsed, self.verdict(path, parsed)));
        let preview = match of_original {
            Ok(preview) => preview,
            Err(reason) => {
                self.documents.absent.insert(path.to_owned(), Absence::HeldBack);
                self.keep_name(original);
                let Some((path, parsed, own)) = of_translation else { return Vec::new() };
                let reason = own.err().unwrap_or(reason);
                self.hold(path, parsed, reason);
                return softened(parsed, reason);
            }
        };
        match of_translation {
            None => {
                self.let_through(path, &untranslated(original), preview);
                Vec::new()
            }
            Some((own_path, parsed, Ok(own))) => {
                self.documents.twins.push((path.to_owned(), own_path.to_owned()));
                if parsed.document.is_none() {
                    self.documents.absent.insert(path.to_owned(), Absence::Broken);
                }
                self.let_through(own_path, parsed, own.or(preview));
                parsed.problems.clone()
            }
            Some((own_path, parsed, Err(reason))) => {
                self.hold(own_path, parsed, reason);
                self.documents.absent.remove(own_path);
                self.documents.twins.push((own_path.to_owned(), path.to_owned()));
                self.let_through(path, &untranslated(original), preview);
                softened(parsed, reason)
            }
        }
    }

    /// Returns why a document is in a preview only, if it is.
    ///
    /// # Errors
    /// Returns why it is held back.
    fn verdict(&self, path: &str, parsed: &Parsed) -> Result<Option<HoldReason>, HoldReason> {
        let verdict = parsed.judged_by(self.gate).unwrap_or(Verdict::Publish);
        let later = self.hindsight.and_then(|hindsight| hindsight.held(path));
        let verdict = match (verdict, later) {
            (Verdict::Hold(_), _) | (_, None) => verdict,
            (_, Some(reason)) => Verdict::Hold(reason),
        };
        let verdict = match verdict {
            Verdict::Hold(reason) if self.shows_held => Verdict::Preview(reason),
            other => other,
        };
        match verdict {
            Verdict::Hold(reason) => Err(reason),
            Verdict::Preview(reason) => Ok(Some(reason)),
            Verdict::Publish => Ok(None),
        }
    }

    fn let_through(&mut self, path: &str, parsed: &Parsed, preview: Option<HoldReason>) {
        match &parsed.document {
            Some(Document::Briefing(briefing)) => {
                self.documents.briefings.push((Arc::clone(briefing), preview));
            }
            Some(Document::Page(page)) => self.documents.pages.push((Arc::clone(page), preview)),
            Some(Document::Topic(topic)) => self.documents.topics.push(Arc::clone(topic)),
            Some(Document::Profile(profile)) => self.documents.profiles.push(Arc::clone(profile)),
            Some(Document::Organisation(profile)) => {
                self.documents.organisations.push(Arc::clone(profile));
            }
            Some(Document::Author(profile)) => self.documents.authors.push(Arc::clone(profile)),
            None => {
                self.documents.absent.insert(path.to_owned(), Absence::Broken);
            }
        }
    }

    /// Holds a document back.
    fn hold(&mut self, path: &str, parsed: &Parsed, reason: HoldReason) {
        *self.held.entry(reason).or_default() += 1;
        self.left_out.push((path.to_owned(), reason));
        self.documents.absent.insert(path.to_owned(), Absence::HeldBack);
        let url = self.keep_name(parsed);
        self.paths.extend(url.map(|url| (url, path.to_owned())));
    }

    /// Keeps the name of a held-back topic or organisation, which no briefing is to say, and returns the address that a
    /// held-back document would have.
    fn keep_name(&mut self, parsed: &Parsed) -> Option<String> {
        match &parsed.document {
            Some(Document::Briefing(briefing)) => Some(briefing_path(briefing.date.year(), &briefing.slug)),
            // The home page is there without its introduction too.
            Some(Document::Page(page)) if !page.is_home => Some(page_path(&page.slug)),
            Some(Document::Topic(topic)) => {
                self.held_topics.push(Arc::clone(topic));
                Some(topic_path(&topic.id))
            }
            Some(Document::Organisation(profile)) => {
                self.held_organisations.push(Arc::clone(profile));
                // One that Chancery knows has its page without a profile, too.
                profile.organisation.is_none().then(|| organisation_path(&profile.id))
            }
            // A country and an author have their pages without a profile, too.
            Some(Document::Page(_) | Document::Profile(_) | Document::Author(_)) | None => None,
        }
    }
}

/// Returns the problems of a document that is held back.
fn softened(parsed: &Parsed, reason: HoldReason) -> Vec<Problem> {
    // What may have been meant to hold a document back is mended before anything is built.
    if reason == HoldReason::Unclear {
        return parsed.problems.clone();
    }
    parsed.problems.iter().cloned().map(Problem::softened).collect()
}

/// Returns an original as it stands in a language into which nobody has translated it: its text has one address, and is
/// shown at no other.
fn untranslated(original: &Parsed) -> Parsed {
    let document = original.document.clone().map(Document::without_own_page_text);
    let document = document.filter(|document| !matches!(document, Document::Page(page) if page.is_home));
    Parsed { document, problems: Vec::new(), publication: None }
}
