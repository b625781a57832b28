//! From what the files gave to an edition: through the gate, joined and planned, with every problem on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::Arc;

use rayon::prelude::*;

use super::gate_filter::GateFilter;
use super::library::Library;
use super::options::{AssembleOptions, CurrentPolicy};
use super::part::{Frame, Part, clashes_between};
use crate::config::{BOUNDARIES_FILE, Config, LintPolicy};
use crate::content::{DocumentKind, Gate, HoldReason, parse};
use crate::edition::{Edition, Sibling};
use crate::git::GitError;
use crate::problem::{Code, Place, Problem, few};
use crate::record::{Present, RecordRequest, Recorded, Remark};
use crate::site::Documents;
use crate::source::{Overlay, Source, read_text};
use crate::theme::Theme;

/// What a library gives through a gate.
pub struct Loaded {
    /// The edition; none where `site.yaml` stands in the way.
    pub edition: Option<Arc<Edition>>,
    /// The editions in the further languages of the site.
    pub translations: Vec<Arc<Edition>>,
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
    /// Returns the editions in all languages, that of the site's own language first.
    pub fn editions(&self) -> impl Iterator<Item = &Arc<Edition>> {
        self.edition.iter().chain(&self.translations)
    }

    /// Returns the edition that has a file itself, and not another one in its place: the one in its language.
    pub fn edition_with(&self, path: &str) -> Option<&Arc<Edition>> {
        self.editions().find(|edition| {
            let entity = edition.site.entity_of(path);
            entity.and_then(|entity| edition.site.file_of(entity)).is_some_and(|file| **file == *path)
        })
    }

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
                    translations: self.translations().map(|(path, ..)| path).collect(),
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
            let (left_out, unreferenced, translations) = (Vec::new(), Vec::new(), Vec::new());
            return Ok(Loaded {
                edition: None,
                translations,
                problems,
                held,
                left_out,
                remarks,
                unreferenced,
            });
        };
        let config = &settings_under(config, terms.today);
        let markings = terms.today.as_ref().map_or(&config.markings, |today| &today.markings);
        let gate = Gate { now: terms.now, drafts: terms.drafts, markings: markings.clone() };
        problems.extend(self.cname_clash(source, config));
        let hindsight = terms.today.map(|today| &today.hindsight);
        let is_shown = hindsight.is_none_or(|hindsight| hindsight.shows_file(BOUNDARIES_FILE));
        let boundaries = self.boundaries.of(config, is_shown);
        problems.extend_from_slice(self.boundaries.problems());
        let (theme, theme_problems) = Theme::load(source, &self.files, config, &boundaries);
        problems.extend(theme_problems);

        let mut passage = GateFilter::new(&gate, hindsight, terms.held);
        for (path, parsed) in self.originals() {
            problems.extend(passage.pass(path, parsed));
        }
        for (path, parsed) in self.parsed.iter().filter(|(path, _)| self.is_orphan(path)) {
            problems.extend(passage.pass(path, parsed));
        }
        let pairs = self.translations().map(|(path, original, _)| (path.to_owned(), original.to_owned()));
        passage.documents.twins.extend(pairs);
        let mut own_records = Recorded::default();
        let frame = Frame { config: Arc::clone(config), theme, own_language: None };
        let mut own = self.edition_in(source, terms, frame, passage, |documents| {
            let recorded = records(documents, &gate)?;
            if config.languages.are_several() {
                own_records.records.clone_from(&recorded.records);
            }
            Ok(recorded)
        })?;
        problems.append(&mut own.problems);
        let mut further = Vec::new();
        for language in config.languages.further() {
            let (theme, more) = own.theme.in_language(source, &self.files, language);
            problems.extend(more);
            let mut passage = GateFilter::new(&gate, hindsight, terms.held);
            let of_language = self.pass_in(language, &mut passage);
            problems.extend(of_language);
            let config = Arc::new(config.in_language(language));
            let records = |_: &Documents| {
                let records = own_records.records.clone();
                Ok(Recorded { records, ..Recorded::default() })
            };
            let frame = Frame { config, theme, own_language: Some(Arc::clone(&own.plan)) };
            let mut edition = self.edition_in(source, terms, frame, passage, records)?;
            // What is wrong with the originals is told of the site in their language.
            edition.problems.retain(|problem| {
                let mut places = problem.places();
                places
                    .any(|place| edition.site.config.languages.translated_into(&place.file) == Some(language))
            });
            problems.append(&mut edition.problems);
            own.unused.keep(&edition.unused);
            further.push(edition);
        }
        if !further.is_empty() {
            problems.extend(clashes_between(source, &own, &further));
        }

        problems.extend(own.unused.problems(self.documents()));
        problems.extend(self.inspected.problems(source, &own.site));
        if terms.today.is_some() {
            problems = problems.into_iter().map(softened_if_gone).collect();
        }
        let problems = self.levelled(problems, terms.is_strict);
        let all = std::iter::once(&own).chain(&further);
        let siblings: Arc<[Sibling]> =
            if further.is_empty() { Arc::default() } else { all.map(Part::sibling).collect() };
        let mut held = std::mem::take(&mut own.held);
        let mut left_out = std::mem::take(&mut own.left_out);
        for part in &mut further {
            for (reason, count) in std::mem::take(&mut part.held) {
                *held.entry(reason).or_default() += count;
            }
            left_out.append(&mut part.left_out);
        }
        left_out.sort();
        let remarks = std::mem::take(&mut own.remarks);
        let unreferenced = own.unused.paths();
        let edition = |part: Part| {
            let Part { site, plan, theme, .. } = part;
            Arc::new(
                Edition::new(site, plan, theme, Arc::clone(&boundaries), Arc::clone(&siblings))
                    .noticed(terms.notice),
            )
        };
        Ok(Loaded {
            edition: Some(edition(own)),
            translations: further.into_iter().map(edition).collect(),
            problems,
            held,
            left_out,
            remarks,
            unreferenced,
        })
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
        // The record is that of the originals.
        for (path, parsed) in self.originals() {
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
