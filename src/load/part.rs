//! One language of a site: what passed the gate, joined and planned.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::files;
use super::future_statuses::without_future_statuses;
use super::gate_filter::GateFilter;
use super::library::Library;
use super::options::AssembleOptions;
use super::withheld::Withheld;
use crate::config::Config;
use crate::content::{DocumentKind, HoldReason, Parsed, explain, place_of};
use crate::edition::Sibling;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Code, Problem, TOLD};
use crate::record::{Hindsight, Recorded, Remark};
use crate::route::{Clash, Plan, check_links, clashes_with, plan_routes};
use crate::site::{Absence, Documents, Joined, Site, join};
use crate::source::Source;
use crate::theme::Theme;

/// What a site is in one language before its documents come.
pub(super) struct Frame {
    /// The settings.
    pub config: Arc<Config>,
    /// The look.
    pub theme: Theme,
    /// The plan of the site in its own language, in a further one.
    pub own_language: Option<Arc<Plan>>,
}

/// What a site has in one language.
pub(super) struct Part {
    pub site: Arc<Site>,
    pub plan: Arc<Plan>,
    pub theme: Arc<Theme>,
    pub problems: Vec<Problem>,
    pub held: BTreeMap<HoldReason, usize>,
    pub left_out: Vec<(String, HoldReason)>,
    pub remarks: BTreeSet<Remark>,
    pub unused: files::Unused,
}

impl Part {
    pub fn sibling(&self) -> Sibling {
        Sibling { site: Arc::clone(&self.site), plan: Arc::clone(&self.plan), theme: Arc::clone(&self.theme) }
    }
}

impl Library {
    /// Joins and plans what passed the gate, in one language.
    pub(super) fn edition_in<E>(
        &self,
        source: &dyn Source,
        terms: &AssembleOptions,
        frame: Frame,
        passage: GateFilter,
        records: impl FnOnce(&Documents) -> Result<Recorded, E>,
    ) -> Result<Part, E> {
        let Frame { config, theme, own_language } = frame;
        let mut problems = Vec::new();
        let GateFilter {
            mut documents,
            held,
            left_out,
            paths: mut held_back,
            held_topics,
            held_organisations,
            ..
        } = passage;
        for (path, _) in &mut held_back {
            path.insert_str(0, &config.prefix);
        }
        self.add_files(&mut documents, terms.today.map(|today| &today.hindsight));
        documents.links.clone_from(&self.links);
        documents.pictures = Arc::clone(&self.pictures);
        let withheld = Withheld::new(&held_topics, &held_organisations, &documents);
        if !withheld.is_empty() {
            documents.briefings.iter_mut().for_each(|(briefing, _)| withheld.strip(briefing));
            documents.topics.iter_mut().for_each(|topic| withheld.orphan(topic));
            documents.organisations.iter_mut().for_each(|profile| withheld.orphan_organisation(profile));
        }
        let future = without_future_statuses(&mut documents.profiles, terms.now, &config.timezone);
        let Recorded { records, translated, mut remarks } = records(&documents)?;
        documents.records = records;
        documents.translated = translated;
        if !withheld.is_empty() {
            for record in documents.records.values_mut() {
                Arc::make_mut(record).briefings_mut().for_each(|briefing| withheld.strip(briefing));
            }
        }
        let absent = documents.absent.clone();
        let redactions = unknown_redactions(&documents);
        let Joined { site, mut findings, remarks: of_notes, unused } = join(config, documents);
        remarks.extend(of_notes);
        let (plan, clashes) = plan_routes(&site, &theme, &held_back);
        let plan = plan.beside(own_language);
        let mut told: HashMap<String, usize> = HashMap::new();
        problems.extend(clashes.into_iter().map(|clash| {
            // Each place is looked for in its file anew, and the rest is only counted.
            let file = clash.problem.place.as_ref().map(|place| place.file.clone()).unwrap_or_default();
            let count = told.entry(file).or_default();
            *count += 1;
            if *count <= TOLD { placed(source, clash) } else { clash.problem }
        }));
        findings.extend(redactions);
        findings.extend(future);
        let unused = files::Unused::new(unused, &site);
        findings.extend(check_links(&site, &plan, &absent, &held_back, &unused.by_path));
        problems.extend(explained(source, findings));
        Ok(Part {
            site: Arc::new(site),
            plan: Arc::new(plan),
            theme: Arc::new(theme),
            problems,
            held,
            left_out,
            remarks,
            unused,
        })
    }

    /// Passes all documents through the gate as the site in a further language has them. Returns the problems of the
    /// translations.
    pub(super) fn pass_in(&self, language: &str, passage: &mut GateFilter) -> Vec<Problem> {
        let mut problems = Vec::new();
        let of_language = self.translations().filter(|(path, ..)| self.is_in(path, language));
        let translations: HashMap<&str, (&str, &Parsed)> =
            of_language.map(|(path, original, parsed)| (original, (path, parsed))).collect();
        for (path, parsed) in self.originals() {
            let translation = translations.get(path).copied();
            problems.extend(passage.pass_translated((path, parsed), translation));
        }
        let here: HashMap<String, String> = passage.documents.twins.iter().cloned().collect();
        let others: Vec<(String, String)> = self
            .translations()
            .filter(|(path, ..)| !self.is_in(path, language))
            .map(|(path, original, _)| {
                let here = here.get(original).map_or(original, String::as_str);
                (path.to_owned(), here.to_owned())
            })
            .collect();
        passage.documents.twins.extend(others);
        problems
    }

    /// Returns whether a document is a translation of nothing.
    pub(super) fn is_orphan(&self, path: &str) -> bool {
        let languages = self.config.as_ref().map(|config| &config.languages);
        languages.is_some_and(|languages| languages.is_translation(path)) && self.original_of(path).is_none()
    }

    fn is_in(&self, path: &str, language: &str) -> bool {
        self.config.as_ref().is_some_and(|config| config.languages.translated_into(path) == Some(language))
    }

    /// Returns the translations: each with its file, that of its original, and what it gave.
    pub(super) fn translations(&self) -> impl Iterator<Item = (&str, &str, &Parsed)> {
        let languages = self.config.as_ref().map(|config| &config.languages);
        let languages = languages.filter(|languages| languages.are_several());
        languages.into_iter().flat_map(move |languages| {
            self.parsed.iter().filter_map(move |(path, parsed)| {
                languages.translated_into(path)?;
                Some((path.as_str(), self.original_of(path)?, &**parsed))
            })
        })
    }

    fn add_files(&self, documents: &mut Documents, hindsight: Option<&Hindsight>) {
        for path in &self.files {
            if DocumentKind::of(path).is_none()
                && hindsight.is_some_and(|hindsight| !hindsight.shows_file(path))
            {
                documents.absent.insert(path.clone(), Absence::HeldBack);
                continue;
            }
            if let Some(name) = path.strip_prefix("static/") {
                if !Theme::owns_static(name) {
                    documents.statics.push(name.to_owned());
                }
                documents.files.push(path.clone());
            } else if path.starts_with("content/") && DocumentKind::of(path).is_none() {
                documents.files.push(path.clone());
            }
        }
    }
}

/// Tells the pages of one language that stand where those of another stand.
pub(super) fn clashes_between(source: &dyn Source, own: &Part, further: &[Part]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let parts: Vec<&Part> = std::iter::once(own).chain(further).collect();
    for (index, part) in parts.iter().enumerate() {
        for other in &parts[..index] {
            let clashes = clashes_with(&part.site, &part.plan, &other.site, &other.plan);
            problems.extend(clashes.into_iter().take(TOLD).map(|clash| placed(source, clash)));
        }
    }
    problems
}

/// Tells the redactions that name no commit of their briefing.
fn unknown_redactions(documents: &Documents) -> Vec<(String, Finding)> {
    let mut findings = Vec::new();
    for (briefing, _) in &documents.briefings {
        let unknown =
            documents.records.get(&briefing.path).map(|record| record.unknown_redactions.as_slice());
        for place in unknown.unwrap_or_default() {
            let id = briefing.redactions.get(*place).map(|redaction| redaction.commit.as_str());
            let message = format!(
                "`{}` is no commit that changed this briefing, so all its versions are held back",
                id.unwrap_or_default().escape_debug()
            );
            let finding = Finding::new(Code::UnknownRedaction, message)
                .anchor(Anchor::Value(KeyPath::key("redact").item(*place)))
                .hint("`chancery log` lists the commits of a briefing; write the id of one, in quotes");
            findings.push((briefing.path.to_string(), finding));
        }
    }
    findings
}

/// Puts the line of its file beside a clash.
fn placed(source: &dyn Source, clash: Clash) -> Problem {
    let Clash { mut problem, anchor } = clash;
    if anchor != Anchor::File
        && let Some(place) = &mut problem.place
    {
        *place = place_of(&place.file, &text_now(source, &place.file), &anchor);
    }
    problem
}

/// Puts the lines of the files beside the findings of later steps.
fn explained(source: &dyn Source, findings: Vec<(String, Finding)>) -> Vec<Problem> {
    let mut by_file: HashMap<String, Vec<Finding>> = HashMap::new();
    for (path, finding) in findings {
        by_file.entry(path).or_default().push(finding);
    }
    let elsewhere = |file: &str, anchor: &Anchor| place_of(file, &text_now(source, file), anchor);
    by_file
        .into_iter()
        .flat_map(|(path, findings)| explain(&path, &text_now(source, &path), findings, &elsewhere))
        .collect()
}

/// Returns the bytes of a file in which something is wrong. It was read before; where it cannot be read any more, what
/// is wrong is told without its line.
fn text_now(source: &dyn Source, path: &str) -> Vec<u8> {
    source.read(path).unwrap_or_default()
}
