//! From what the files gave to an edition: through the gate, joined and planned, with every problem on the way.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;
use std::sync::Arc;

use rayon::prelude::*;

use super::files;
use super::future_statuses::without_future_statuses;
use super::gate_filter::GateFilter;
use super::library::Library;
use super::options::{AssembleOptions, CurrentPolicy};
use super::withheld::Withheld;
use crate::config::{BOUNDARIES_FILE, Config, LintPolicy};
use crate::content::{DocumentKind, Gate, HoldReason, explain, parse, place_of};
use crate::edition::Edition;
use crate::finding::{Anchor, Finding};
use crate::git::GitError;
use crate::outline::KeyPath;
use crate::problem::{Code, Place, Problem, TOLD, few};
use crate::record::{Hindsight, Present, RecordRequest, Recorded, Remark};
use crate::route::{Clash, check_links, plan_routes};
use crate::site::{Absence, Documents, Joined, join};
use crate::source::{Overlay, Source, read_text};
use crate::theme::Theme;

/// What a library gives through a gate.
pub struct Loaded {
    /// The edition; none where `site.yaml` stands in the way.
    pub edition: Option<Arc<Edition>>,
    /// All problems, in the order of the files.
    pub problems: Vec<Problem>,
    /// How many documents are held back, and why.
    pub held: BTreeMap<HoldReason, usize>,
    /// The paths at which files would be published that stay in, since nothing refers to them, sorted.
    pub unreferenced: Vec<String>,
    /// The files of the documents that are held back, in their order, and why.
    pub left_out: Vec<(String, HoldReason)>,
    /// What its writers are told of the record.
    pub remarks: BTreeSet<Remark>,
}

impl Loaded {
    /// Returns whether nothing may be written.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }
}

impl Library {
    /// Returns what would be wrong with more files of these paths and texts, or with others because of
    /// them.
    pub fn problems_with(
        &self,
        source: &dyn Source,
        new: &BTreeMap<String, String>,
        now: jiff::Timestamp,
    ) -> Vec<Problem> {
        let Some(config) = &self.config else { return Vec::new() };
        let mut library = self.clone();
        library.files.extend(new.keys().cloned());
        let documents: Vec<(&String, &String, DocumentKind)> =
            new.iter().filter_map(|(path, text)| Some((path, text, DocumentKind::of(path)?))).collect();
        library.parsed.par_extend(
            documents
                .into_par_iter()
                .map(|(path, text, kin)| (path.clone(), Arc::new(parse(kin, path, text.as_bytes(), config)))),
        );
        let mut problems = library.assemble(&Overlay { source, new }, true, now).problems;
        problems.retain(|problem| problem.places().any(|place| new.contains_key(&place.file)));
        problems
    }

    /// Passes the gate, joins and plans, without a record.
    pub fn assemble(&self, source: &dyn Source, drafts: bool, now: jiff::Timestamp) -> Loaded {
        let Ok(loaded) = self
            .join(source, &AssembleOptions::at(now, drafts), |_, _| Ok::<_, Infallible>(Recorded::default()));
        loaded
    }

    /// Passes the gate, joins and plans, on these terms.
    ///
    /// # Errors
    /// Returns why git did not give what is in its history.
    pub fn assemble_on(&self, source: &dyn Source, terms: &AssembleOptions) -> Result<Loaded, GitError> {
        self.join(source, terms, |documents, gate| match (&terms.recording, &self.config) {
            (Some(recording), Some(config)) if config.outputs.record => {
                recording.history.records(&RecordRequest {
                    config,
                    // A preview shows drafts as they are, and none of them as they were.
                    gate: &Gate { drafts: false, ..gate.clone() },
                    briefings: documents.briefings.iter().map(|(briefing, _)| briefing).collect(),
                    pages: documents.pages.iter().map(|(page, _)| &*page.path).collect(),
                    edited: recording.edited.clone(),
                    keeps_committed: recording.is_preview,
                    hindsight: terms.today.map(|today| &today.hindsight),
                })
            }
            _ => Ok(Recorded::default()),
        })
    }

    fn join<E>(
        &self,
        source: &dyn Source,
        terms: &AssembleOptions,
        records: impl FnOnce(&Documents, &Gate) -> Result<Recorded, E>,
    ) -> Result<Loaded, E> {
        let mut problems = self.problems.clone();
        let Some(config) = &self.config else {
            let problems = self.levelled(problems, terms.is_strict);
            let (held, remarks) = (BTreeMap::new(), BTreeSet::new());
            let (left_out, unreferenced) = (Vec::new(), Vec::new());
            return Ok(Loaded { edition: None, problems, held, left_out, remarks, unreferenced });
        };
        let config = &settings_under(config, terms.today);
        let markings = terms.today.as_ref().map_or(&config.markings, |today| &today.markings);
        let gate = Gate { now: terms.now, drafts: terms.drafts, markings: markings.clone() };
        let mut passage =
            GateFilter::new(&gate, terms.today.as_ref().map(|today| &today.hindsight), terms.held);
        for (path, parsed) in &self.parsed {
            problems.extend(passage.pass(path, parsed));
        }
        let GateFilter {
            mut documents,
            held,
            left_out,
            paths: held_back,
            held_topics,
            held_organisations,
            ..
        } = passage;
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
        let Recorded { records, mut remarks } = records(&documents, &gate)?;
        documents.records = records;
        if !withheld.is_empty() {
            for record in documents.records.values_mut() {
                Arc::make_mut(record).briefings_mut().for_each(|briefing| withheld.strip(briefing));
            }
        }

        problems.extend(self.cname_clash(source, config));
        let hindsight = terms.today.map(|today| &today.hindsight);
        let is_shown = hindsight.is_none_or(|hindsight| hindsight.shows_file(BOUNDARIES_FILE));
        let boundaries = self.boundaries.of(config, is_shown);
        problems.extend_from_slice(self.boundaries.problems());
        let search = config.outputs.search;
        let (theme, theme_problems) = Theme::load(source, &self.files, &config.language, &boundaries, search);
        problems.extend(theme_problems);
        let absent = documents.absent.clone();
        let redactions = unknown_redactions(&documents);
        let Joined { site, mut findings, remarks: of_notes, unused } = join(Arc::clone(config), documents);
        remarks.extend(of_notes);
        let (plan, clashes) = plan_routes(&site, &theme, &held_back);
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
        problems.extend(unused.problems(self.documents()));
        problems.extend(self.inspected.problems(source, &site));
        if terms.today.is_some() {
            problems = problems.into_iter().map(softened_if_gone).collect();
        }
        let problems = self.levelled(problems, terms.is_strict);
        let edition = Edition::new(site, plan, theme, boundaries).noticed(terms.notice);
        let edition = Some(Arc::new(edition));
        Ok(Loaded { edition, problems, held, left_out, remarks, unreferenced: unused.paths() })
    }

    /// Tells a `static/CNAME`, which gives a site on GitHub Pages its host, that names another one than
    /// `base_url`: all links of the site would lead away from it.
    fn cname_clash(&self, source: &dyn Source, config: &Config) -> Option<Problem> {
        const FILE: &str = "static/CNAME";
        if !self.files.contains(FILE) {
            return None;
        }
        // A file that cannot be read is told when it is copied.
        let text = read_text(source, FILE).ok()?;
        let line = text.lines().next().unwrap_or_default();
        let named = line.trim();
        let host = config.base_url.host();
        if named.eq_ignore_ascii_case(host) {
            return None;
        }
        let message =
            format!("`CNAME` names the host `{}`, and `base_url` has `{host}`", named.escape_debug());
        let place = Place::line(FILE, &text, 1, 1, line.chars().count());
        let hint = "write the host of `base_url` into it, or change `base_url`";
        Some(Problem::new(Code::CnameClash, message).at(place).hint(hint))
    }

    /// Returns what passes a gate, and the names of what does not.
    pub fn gated(&self, gate: &Gate) -> Documents {
        let mut passage = GateFilter::new(gate, None, false);
        for (path, parsed) in &self.parsed {
            passage.pass(path, parsed);
        }
        passage.documents
    }

    /// Returns what of a site is published, for a look at its past.
    pub fn present<'a>(
        &'a self,
        documents: &'a Documents,
        config: &'a Config,
        gate: &'a Gate,
    ) -> Present<'a> {
        let others = documents.pages.iter().map(|(page, _)| &*page.path);
        let others = others.chain(documents.topics.iter().map(|topic| &*topic.path));
        Present {
            config,
            gate,
            briefings: documents.briefings.iter().map(|(briefing, _)| briefing).collect(),
            others: others
                .chain(documents.profiles.iter().map(|profile| &*profile.path))
                .chain(documents.organisations.iter().map(|profile| &*profile.path))
                .chain(documents.authors.iter().map(|profile| &*profile.path))
                .collect(),
            held: documents.absent.keys().map(String::as_str).collect(),
            files: &self.files,
        }
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

    /// Gives each problem its level, and puts all in order. Under `is_strict`, warnings are errors.
    pub fn levelled(&self, mut problems: Vec<Problem>, is_strict: bool) -> Vec<Problem> {
        LintPolicy::new(self.config.as_deref(), is_strict)
            .apply(&mut problems, |path| self.is_imported(path));
        problems.sort_by(|one, other| one.order().cmp(&other.order()));
        problems.dedup();
        let mut problems = few(problems);
        problems.sort_by(|one, other| one.order().cmp(&other.order()));
        problems
    }
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

/// Returns the settings of a site; of one of the past, pictures say no more than they may today.
fn settings_under(config: &Arc<Config>, today: Option<&CurrentPolicy>) -> Arc<Config> {
    match today {
        Some(CurrentPolicy { image_metadata, .. }) if *image_metadata < config.image_metadata => {
            Arc::new(Config { image_metadata: *image_metadata, ..(**config).clone() })
        }
        _ => Arc::clone(config),
    }
}

/// Lowers the problem of a link that leads nowhere: a text of the past cannot be mended, and what it led to may be
/// deleted since.
fn softened_if_gone(problem: Problem) -> Problem {
    let is_link = [Code::BrokenLink, Code::BrokenImage].contains(&problem.code);
    if is_link { problem.softened() } else { problem }
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
