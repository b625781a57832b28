//! From files to an edition: reads, passes the gate, joins, plans, and gathers every problem.
//!
//! [`Library`] remembers what each file gave, so that the preview reads one file again after an edit.

mod passage;
mod terms;
mod view;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;
use std::sync::Arc;

use rayon::prelude::*;

pub use self::terms::{Recording, Terms, Today};
pub use self::view::View;

use self::passage::Passage;
use crate::config::{BaseUrl, CONFIG_FILE, Config};
use crate::content::{Briefing, Document, Gate, Held, Kin, Parsed, explain, parse, place_of};
use crate::edition::Edition;
use crate::finding::{Anchor, Finding};
use crate::git::GitError;
use crate::pictures::{HEADER, Picture};
use crate::problem::{Code, Level, Place, Problem};
use crate::record::{Asked, Records};
use crate::route::{Clash, Plan, check_links};
use crate::site::{Documents, Joined, Pictures, Vocabulary, join};
use crate::source::{Found, Overlay, Source};
use crate::theme::Theme;
use crate::world::Country;

/// What the files of a site gave, each on its own.
#[derive(Clone)]
pub struct Library {
    config: Option<Arc<Config>>,
    base_url: Option<BaseUrl>,
    files: BTreeSet<String>,
    parsed: BTreeMap<String, Arc<Parsed>>,
    pictures: Pictures,
    /// Problems of `site.yaml` and of the listing.
    problems: Vec<Problem>,
}

/// How far a library was brought up to date.
pub enum Refreshed {
    /// By reading these briefings again, none of which has or had a problem.
    Briefings(Vec<Arc<Briefing>>),
    /// By reading some files again.
    Files,
    /// Not at all: the whole site must be read anew.
    Nothing,
}

/// What a library gives through a gate.
pub struct Loaded {
    /// The edition; none where `site.yaml` stands in the way.
    pub edition: Option<Arc<Edition>>,
    /// All problems, in the order of the files.
    pub problems: Vec<Problem>,
    /// How many documents are held back, and why.
    pub held: BTreeMap<Held, usize>,
}

impl Loaded {
    /// Returns whether nothing may be written.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }
}

impl Library {
    /// Reads all files of a site. `base_url` takes the place of the one in `site.yaml`.
    pub fn read(source: &dyn Source, base_url: Option<BaseUrl>) -> Self {
        let mut library = Self::read_those(source, base_url, |_| true);
        let images: Vec<&String> = library.files.iter().filter(|path| Picture::has_name(path)).collect();
        let read = |path: &String| Some((path.clone(), read_picture(source, path)?));
        library.pictures = Arc::new(images.into_par_iter().filter_map(read).collect());
        library
    }

    fn read_those(source: &dyn Source, base_url: Option<BaseUrl>, is_wanted: impl Fn(Kin) -> bool) -> Self {
        let listing = source.list();
        let mut library = Self {
            config: None,
            base_url,
            files: listing.files.into_iter().collect(),
            parsed: BTreeMap::new(),
            pictures: Pictures::default(),
            problems: listing.problems,
        };
        library.read_config(source);
        if let Some(config) = &library.config {
            let documents: Vec<(&String, Kin)> = library
                .files
                .iter()
                .filter_map(|path| Some((path, Kin::of(path)?)))
                .filter(|(_, kin)| is_wanted(*kin))
                .collect();
            library.parsed = documents
                .into_par_iter()
                .map(|(path, kin)| (path.clone(), Arc::new(read_document(source, kin, path, config))))
                .collect();
            let strays: Vec<Problem> = library.files.iter().filter_map(|path| stray(path)).collect();
            library.problems.extend(strays);
        }
        library
    }

    /// Reads the files at these paths again: changed, new or gone.
    ///
    pub fn refresh(&mut self, source: &dyn Source, paths: &[String]) -> Refreshed {
        let Some(config) = self.config.clone() else { return Refreshed::Nothing };
        let mut reread = Vec::new();
        for path in paths {
            let found = source.look(path);
            if path == CONFIG_FILE || found == Found::Folder {
                return Refreshed::Nothing;
            }
            if found == Found::Nothing {
                // A folder that is gone takes its files with it, which nobody names.
                if !self.files.remove(path) && self.files.iter().any(|file| is_inside(file, path)) {
                    return Refreshed::Nothing;
                }
                self.parsed.remove(path);
                Arc::make_mut(&mut self.pictures).remove(path);
                reread.push(None);
                continue;
            }
            self.files.insert(path.clone());
            // Other files are read when they are asked for; here only their being there counts.
            let Some(kin) = Kin::of(path) else {
                let pictures = Arc::make_mut(&mut self.pictures);
                match read_picture(source, path) {
                    Some(picture) => pictures.insert(path.clone(), picture),
                    None => pictures.remove(path),
                };
                reread.push(None);
                continue;
            };
            let parsed = Arc::new(read_document(source, kin, path, &config));
            let before = self.parsed.insert(path.clone(), Arc::clone(&parsed));
            reread.push(
                before.and_then(|before| sound_briefing(&before)).and_then(|_| sound_briefing(&parsed)),
            );
        }
        reread.into_iter().collect::<Option<Vec<_>>>().map_or(Refreshed::Files, Refreshed::Briefings)
    }

    /// Reads only what gives the names of things: `site.yaml`, topics and country profiles.
    pub fn read_vocabulary(source: &dyn Source) -> Self {
        Self::read_those(source, None, |kin| matches!(kin, Kin::Topic | Kin::Profile))
    }

    /// Returns what the site itself, or its language, calls countries.
    pub fn labels(&self) -> Vec<(Country, String)> {
        let of_settings = self.config.iter().flat_map(|config| &config.countries);
        let of_settings = of_settings.filter_map(|(country, said)| Some((*country, said.label.clone()?)));
        let of_profiles = self.parsed.values().filter_map(|parsed| match &parsed.document {
            Some(Document::Profile(profile)) => Some((profile.country, profile.said.label.clone()?)),
            _ => None,
        });
        let of_language =
            self.config.iter().filter(|config| !config.language.starts_with("en")).flat_map(|config| {
                Country::all().map(|country| (country, country.name_in(&config.language).to_owned()))
            });
        of_settings.chain(of_profiles).chain(of_language).collect()
    }

    /// Returns the site's settings; none where `site.yaml` has errors.
    pub fn config(&self) -> Option<&Arc<Config>> {
        self.config.as_ref()
    }

    /// Returns the good documents with their paths, held back or not, in the order of the paths.
    pub fn documents(&self) -> impl Iterator<Item = (&str, &Document)> {
        self.parsed.iter().filter_map(|(path, parsed)| Some((path.as_str(), parsed.document.as_ref()?)))
    }

    /// Returns the topics that the site knows, used or not.
    pub fn vocabulary(&self) -> Vocabulary {
        let topics = self.parsed.values().filter_map(|parsed| match &parsed.document {
            Some(Document::Topic(topic)) => Some(Arc::clone(topic)),
            _ => None,
        });
        // What is wrong with it is told when the site is assembled.
        Vocabulary::new(topics.collect(), &mut Vec::new())
    }

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
        let documents: Vec<(&String, &String, Kin)> =
            new.iter().filter_map(|(path, text)| Some((path, text, Kin::of(path)?))).collect();
        library.parsed.par_extend(
            documents
                .into_par_iter()
                .map(|(path, text, kin)| (path.clone(), Arc::new(parse(kin, path, text.as_bytes(), config)))),
        );
        let mut problems = library.assemble(&Overlay { source, new }, true, now).problems;
        problems.retain(|problem| problem.places().any(|place| new.contains_key(&place.file)));
        problems
    }

    fn read_config(&mut self, source: &dyn Source) {
        let (config, problems) = match source.read(CONFIG_FILE).map(String::from_utf8) {
            Ok(Ok(text)) => Config::parse(text.trim_start_matches('\u{FEFF}')),
            Ok(Err(_)) => (None, vec![unreadable(CONFIG_FILE, "this file is not UTF-8 text")]),
            Err(error) => {
                (None, vec![unreadable(CONFIG_FILE, &format!("this file cannot be read: {error}"))])
            }
        };
        let given = self.base_url.take();
        let has_base_url = given.is_some();
        self.config = config.map(|mut config| {
            if let Some(url) = &given {
                config.base_url = url.clone();
            }
            Arc::new(config)
        });
        self.base_url = given;
        self.problems.extend(
            problems.into_iter().filter(|problem| !(has_base_url && problem.code == Code::NoBaseUrl)),
        );
    }

    /// Passes the gate, joins and plans, without a record.
    pub fn assemble(&self, source: &dyn Source, drafts: bool, now: jiff::Timestamp) -> Loaded {
        let Ok(loaded) =
            self.join(source, &Terms::at(now, drafts), |_, _| Ok::<_, Infallible>(Records::new()));
        loaded
    }

    /// Passes the gate, joins and plans, on these terms.
    ///
    /// # Errors
    /// Returns why git did not give what is in its history.
    pub fn assemble_on(&self, source: &dyn Source, terms: &Terms) -> Result<Loaded, GitError> {
        self.join(source, terms, |documents, gate| match (&terms.recording, &self.config) {
            (Some(recording), Some(config)) if config.outputs.record => recording.past.records(&Asked {
                config,
                // A preview shows drafts as they are, and none of them as they were.
                gate: &Gate { drafts: false, ..gate.clone() },
                briefings: documents.briefings.iter().map(|(briefing, _)| briefing).collect(),
                pages: documents.pages.iter().map(|(page, _)| &*page.path).collect(),
                edited: recording.edited.clone(),
                keeps_committed: recording.is_preview,
            }),
            _ => Ok(Records::new()),
        })
    }

    fn join<E>(
        &self,
        source: &dyn Source,
        terms: &Terms,
        records: impl FnOnce(&Documents, &Gate) -> Result<Records, E>,
    ) -> Result<Loaded, E> {
        let mut problems = self.problems.clone();
        let Some(config) = &self.config else {
            return Ok(Loaded { edition: None, problems: self.levelled(problems), held: BTreeMap::new() });
        };
        let markings = terms.today.as_ref().map_or(&config.markings, |today| &today.markings);
        let gate = Gate { now: terms.now, drafts: terms.drafts, markings: markings.clone() };
        let mut passage = Passage::new(&gate, terms.today.as_ref().map(|today| &today.hindsight));
        for (path, parsed) in &self.parsed {
            problems.extend(passage.pass(path, parsed));
        }
        let Passage { mut documents, held, paths: held_back, .. } = passage;
        self.add_files(&mut documents);
        documents.pictures = Arc::clone(&self.pictures);
        documents.records = records(&documents, &gate)?;

        problems.extend(self.cname_clash(source, config));
        let (theme, theme_problems) = Theme::load(source, &self.files, &config.language);
        problems.extend(theme_problems);
        let absent = documents.absent.clone();
        let Joined { site, mut findings } = join(Arc::clone(config), documents);
        let (plan, clashes) = Plan::new(&site, &theme, &held_back);
        problems.extend(clashes.into_iter().map(|clash| placed(source, clash)));
        findings.extend(check_links(&site, &plan, &absent, &held_back));
        problems.extend(explained(source, findings));
        let problems = self.levelled(problems);
        let edition = Edition::new(site, plan, theme).noticed(terms.notice);
        Ok(Loaded { edition: Some(Arc::new(edition)), problems, held })
    }

    /// Tells a `static/CNAME`, which gives a site on GitHub Pages its host, that names another one than
    /// `base_url`: all links of the site would lead away from it.
    fn cname_clash(&self, source: &dyn Source, config: &Config) -> Option<Problem> {
        const FILE: &str = "static/CNAME";
        if !self.files.contains(FILE) {
            return None;
        }
        // A file that cannot be read is told when it is copied.
        let text = String::from_utf8(source.read(FILE).ok()?).ok()?;
        let line = text.lines().next().unwrap_or_default();
        let named = line.trim_start_matches('\u{FEFF}').trim();
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

    fn is_imported(&self, path: &str) -> bool {
        let document = self.parsed.get(path).and_then(|parsed| parsed.document.as_ref());
        document.is_some_and(|document| document.imported_from().is_some())
    }

    fn add_files(&self, documents: &mut Documents) {
        for path in &self.files {
            if let Some(name) = path.strip_prefix("static/") {
                if !Theme::owns_static(name) {
                    documents.statics.push(name.to_owned());
                }
                documents.files.push(path.clone());
            } else if path.starts_with("content/") && Kin::of(path).is_none() {
                documents.files.push(path.clone());
            }
        }
    }

    /// Gives each problem its level, and puts all in order.
    ///
    /// What another generator linked to is seldom all there: until somebody has mended an imported
    /// text, that stops no build.
    pub fn levelled(&self, mut problems: Vec<Problem>) -> Vec<Problem> {
        for problem in &mut problems {
            let is_reference =
                matches!(problem.code, Code::BrokenLink | Code::BrokenImage | Code::UndefinedFootnote);
            if is_reference && problem.place.as_ref().is_some_and(|place| self.is_imported(&place.file)) {
                problem.level = problem.level.min(Level::Warning);
            }
        }
        if let Some(config) = &self.config {
            for problem in &mut problems {
                if let Some(level) = config.lints.set(problem.code) {
                    problem.set_level(level);
                }
            }
            problems.retain(|problem| problem.level > Level::Off);
        }
        problems.sort_by(|one, other| one.order().cmp(&other.order()));
        problems.dedup();
        problems
    }
}

fn read_document(source: &dyn Source, kin: Kin, path: &str, config: &Config) -> Parsed {
    match source.read(path) {
        Ok(bytes) => parse(kin, path, &bytes, config),
        Err(error) => Parsed {
            document: None,
            problems: vec![unreadable(path, &format!("this file cannot be read: {error}"))],
            publication: None,
        },
    }
}

/// Returns what is known of an image; what cannot be read is told when it is copied.
fn read_picture(source: &dyn Source, path: &str) -> Option<Picture> {
    if !Picture::has_name(path) {
        return None;
    }
    Picture::read(path, &source.read_start(path, HEADER).ok()?)
}

fn sound_briefing(parsed: &Parsed) -> Option<Arc<Briefing>> {
    match &parsed.document {
        Some(Document::Briefing(briefing)) if parsed.problems.is_empty() => Some(Arc::clone(briefing)),
        _ => None,
    }
}

fn is_inside(file: &str, folder: &str) -> bool {
    file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

fn unreadable(path: &str, message: &str) -> Problem {
    Problem::new(Code::UnreadableFile, message).at(Place::file(path))
}

/// Tells a file that looks like a document, but is not read as one.
fn stray(path: &str) -> Option<Problem> {
    let inside = path.strip_prefix("content/")?;
    let name = inside.to_lowercase();
    let looks = name.ends_with(".md") || name.ends_with(".markdown") || name.ends_with(".mdown");
    if !looks || Kin::of(path).is_some() {
        return None;
    }
    let problem = Problem::new(Code::StrayDocument, "nothing reads this file").at(Place::file(path));
    Some(if inside.ends_with(".md") {
        problem.hint(
            "documents are under content/briefings/, content/pages/, content/topics/ and content/countries/",
        )
    } else {
        problem.hint("end the file's name in `.md`")
    })
}

/// Puts the line of its file beside a clash.
fn placed(source: &dyn Source, clash: Clash) -> Problem {
    let Clash { mut problem, anchor } = clash;
    if anchor != Anchor::File
        && let Some(place) = &mut problem.place
    {
        let bytes = source.read(&place.file).unwrap_or_default();
        *place = place_of(&place.file, &bytes, &anchor);
    }
    problem
}

/// Puts the lines of the files beside the findings of later steps.
fn explained(source: &dyn Source, findings: Vec<(String, Finding)>) -> Vec<Problem> {
    let mut by_file: HashMap<String, Vec<Finding>> = HashMap::new();
    for (path, finding) in findings {
        by_file.entry(path).or_default().push(finding);
    }
    by_file
        .into_iter()
        .flat_map(|(path, findings)| {
            let bytes = source.read(&path).unwrap_or_default();
            explain(&path, &bytes, findings)
        })
        .collect()
}
