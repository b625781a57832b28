//! What the files of a site gave, each on its own; read again one by one after an edit.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::boundaries::OwnBoundaries;
use super::files::{self, Inspected};
use crate::config::{BaseUrl, CONFIG_FILE, Config, Languages, Suffix};
use crate::content::{
    Briefing, Document, DocumentKind, LONGEST_PART, OrganisationProfile, Parsed, parse, parse_translation,
    read_original,
};
use crate::pictures::{HEADER, Picture};
use crate::problem::{Code, Place, Problem};
use crate::site::{Pictures, Vocabulary};
use crate::source::{FILES, Found, Source, read_text};
use crate::world::Country;

/// What the files of a site gave, each on its own.
#[derive(Clone)]
pub struct Library {
    pub(super) config: Option<Arc<Config>>,
    base_url: Option<BaseUrl>,
    pub(super) files: BTreeSet<String>,
    /// What those lead to that are reached through symbolic links.
    pub(super) links: BTreeMap<String, String>,
    pub(super) parsed: BTreeMap<String, Arc<Parsed>>,
    pub(super) pictures: Pictures,
    pub(super) boundaries: OwnBoundaries,
    pub(super) inspected: Inspected,
    /// Problems of `site.yaml` and of the listing.
    pub(super) problems: Vec<Problem>,
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

impl Library {
    /// Reads all files of a site. `base_url` takes the place of the one in `site.yaml`; `codes` are all those
    /// that its `lints` can name.
    pub fn read(source: &dyn Source, base_url: Option<BaseUrl>, codes: &[Code]) -> Self {
        let mut library = Self::read_those(source, base_url, codes, |_| true);
        let images: Vec<&String> = library.files.iter().filter(|path| Picture::has_name(path)).collect();
        let read = |path: &String| Some((path.clone(), read_picture(source, path)?));
        library.pictures = Arc::new(images.into_par_iter().filter_map(read).collect());
        library.boundaries = OwnBoundaries::read(source, &library.files);
        library
    }

    fn read_those(
        source: &dyn Source,
        base_url: Option<BaseUrl>,
        codes: &[Code],
        is_wanted: impl Fn(DocumentKind) -> bool,
    ) -> Self {
        let listing = source.list();
        let mut library = Self {
            config: None,
            base_url,
            files: listing.files.into_iter().collect(),
            links: listing.links,
            parsed: BTreeMap::new(),
            pictures: Pictures::default(),
            boundaries: OwnBoundaries::default(),
            inspected: Inspected::default(),
            problems: listing.problems,
        };
        library.read_config(source, codes);
        if let Some(config) = &library.config {
            let documents: Vec<(&String, DocumentKind)> = library
                .files
                .iter()
                .filter_map(|path| Some((path, DocumentKind::of(path)?)))
                .filter(|(_, kin)| is_wanted(*kin))
                .collect();
            library.parsed = documents
                .into_par_iter()
                .map(|(path, kin)| {
                    (path.clone(), Arc::new(read_document(source, kin, path, config, &library.files)))
                })
                .collect();
            let strays: Vec<Problem> = library
                .files
                .iter()
                .filter_map(|path| files::stray(path).or_else(|| long_name(path)))
                .collect();
            library.problems.extend(strays);
            library.problems.extend(doubled(&library.files, &config.languages));
        }
        library
    }

    /// Reads the files at these paths again: changed, new or gone.
    pub fn refresh(&mut self, source: &dyn Source, paths: &[String]) -> Refreshed {
        let Some(config) = self.config.clone() else { return Refreshed::Nothing };
        let mut reread = Vec::new();
        let together = self.with_translations(paths);
        for path in &together {
            let found = source.look(path);
            if FILES.contains(&path.as_str())
                || matches!(found, Found::Folder | Found::Link)
                || self.links.contains_key(path)
                // What was told of it when the site was listed may be mended.
                || self.problems.iter().flat_map(Problem::places).any(|place| place.file == *path)
            {
                return Refreshed::Nothing;
            }
            self.inspected.forget(path);
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
            let Some(kin) = DocumentKind::of(path) else {
                let pictures = Arc::make_mut(&mut self.pictures);
                match read_picture(source, path) {
                    Some(picture) => pictures.insert(path.clone(), picture),
                    None => pictures.remove(path),
                };
                reread.push(None);
                continue;
            };
            let parsed = Arc::new(read_document(source, kin, path, &config, &self.files));
            let before = self.parsed.insert(path.clone(), Arc::clone(&parsed));
            // A text stands in lists of all languages, and these are joined anew.
            let before = before.filter(|_| !config.languages.are_several());
            reread.push(
                before.and_then(|before| sound_briefing(&before)).and_then(|_| sound_briefing(&parsed)),
            );
        }
        reread.into_iter().collect::<Option<Vec<_>>>().map_or(Refreshed::Files, Refreshed::Briefings)
    }

    /// Returns these files with the translations of each: what an original says, they say too.
    fn with_translations(&self, paths: &[String]) -> Vec<String> {
        let mut together = paths.to_vec();
        let Some(languages) = self.config.as_ref().map(|config| &config.languages) else { return together };
        if languages.are_several() {
            let changed: BTreeSet<_> = paths.iter().map(|path| languages.without_suffix(path)).collect();
            let translations = self.files.iter().filter(|file| {
                languages.is_translation(file) && changed.contains(&languages.without_suffix(file))
            });
            together.extend(translations.filter(|file| !paths.contains(file)).cloned());
        }
        together
    }

    /// Returns the documents that are no translations.
    pub(super) fn originals(&self) -> impl Iterator<Item = (&str, &Parsed)> {
        let is_original =
            |path: &str| self.config.as_ref().is_none_or(|config| !config.languages.is_translation(path));
        let parsed = self.parsed.iter().map(|(path, parsed)| (path.as_str(), &**parsed));
        parsed.filter(move |(path, _)| is_original(path))
    }

    /// Returns the file of the original of a translation.
    pub(super) fn original_of(&self, path: &str) -> Option<&str> {
        original_of(path, &self.config.as_ref()?.languages, &self.files)
    }

    /// Reads only what gives the names of things: `site.yaml`, topics, country profiles and organisations.
    pub fn read_vocabulary(source: &dyn Source, codes: &[Code]) -> Self {
        Self::read_those(source, None, codes, |kin| {
            matches!(kin, DocumentKind::Topic | DocumentKind::Profile | DocumentKind::Organisation)
        })
    }

    /// Returns what the site itself, or its language, calls countries.
    pub fn labels(&self) -> Vec<(Country, String)> {
        let of_settings = self.config.iter().flat_map(|config| &config.countries);
        let of_settings = of_settings.filter_map(|(country, said)| Some((*country, said.label.clone()?)));
        let of_profiles = self.originals().filter_map(|(_, parsed)| match &parsed.document {
            Some(Document::Profile(profile)) => Some((profile.country, profile.overrides.label.clone()?)),
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

    /// Returns what the site's own files say of organisations.
    pub fn organisations(&self) -> Vec<Arc<OrganisationProfile>> {
        let profile = |(_, parsed): (&str, &Parsed)| match &parsed.document {
            Some(Document::Organisation(profile)) => Some(Arc::clone(profile)),
            _ => None,
        };
        self.originals().filter_map(profile).collect()
    }

    /// Returns the topics that the site knows, used or not.
    pub fn vocabulary(&self) -> Vocabulary {
        let topics = self.originals().filter_map(|(_, parsed)| match &parsed.document {
            Some(Document::Topic(topic)) => Some(Arc::clone(topic)),
            _ => None,
        });
        // What is wrong with it is told when the site is assembled.
        Vocabulary::new(topics.collect(), &mut Vec::new())
    }

    fn read_config(&mut self, source: &dyn Source, codes: &[Code]) {
        let (config, problems) = match read_text(source, CONFIG_FILE) {
            Ok(text) => Config::parse_knowing(&text, codes),
            Err(problem) => (None, vec![problem]),
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

    /// Returns whether a document was imported.
    pub(super) fn is_imported(&self, path: &str) -> bool {
        let document = self.parsed.get(path).and_then(|parsed| parsed.document.as_ref());
        document.is_some_and(|document| document.imported_from().is_some())
    }
}

fn read_document(
    source: &dyn Source,
    kin: DocumentKind,
    path: &str,
    config: &Config,
    files: &BTreeSet<String>,
) -> Parsed {
    let bytes = match source.read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let problems = vec![Problem::unreadable_file(path, &error)];
            return Parsed { document: None, problems, publication: None };
        }
    };
    if let Some(Suffix::Undeclared(suffix)) = config.languages.suffix(path) {
        let declared = config.languages.all().join(", ");
        let message =
            format!("`{}` is no language of this site, which has {declared}", suffix.escape_debug());
        let problem = Problem::new(Code::UndeclaredLanguage, message).at(Place::file(path));
        let hint = "add it to `languages` in site.yaml, or give the file a name without it";
        return with_problem_alone(parse(kin, path, &bytes, config), problem.hint(hint));
    }
    if !config.languages.is_translation(path) {
        return parse(kin, path, &bytes, config);
    }
    let Some(original) = original_of(path, &config.languages, files) else {
        let name = config.languages.without_suffix(path);
        let message = format!("this translation has no original: there is no {name}");
        let problem = Problem::new(Code::NoOriginal, message).at(Place::file(path));
        let hint = "mend the name; a text that is there in one language only has a name without it, and a line `lang:`";
        return with_problem_alone(parse(kin, path, &bytes, config), problem.hint(hint));
    };
    // One that cannot be read is told of itself.
    let original = read_original(original, &source.read(original).unwrap_or_default());
    parse_translation(kin, path, &bytes, config, &original)
}

/// Returns the file of the original of a translation: of the same name without the language, or with that of the originals.
fn original_of<'a>(path: &str, languages: &Languages, files: &'a BTreeSet<String>) -> Option<&'a str> {
    let bare = languages.without_suffix(path);
    if let Some(original) = files.get(&*bare) {
        return Some(original);
    }
    let own = languages.all().first()?;
    files.get(&format!("{}.{own}.md", bare.strip_suffix(".md")?)).map(String::as_str)
}

/// Returns what a file gave that cannot be placed: what else is wrong with it, is told once it is.
fn with_problem_alone(parsed: Parsed, problem: Problem) -> Parsed {
    let publication = parsed.publication.or_else(|| {
        let (publication, date) = parsed.document.as_ref()?.publication();
        Some((publication.clone(), date.cloned()))
    });
    Parsed { document: None, problems: vec![problem], publication }
}

/// Tells the files that are the same text in the same language.
fn doubled(files: &BTreeSet<String>, languages: &Languages) -> Vec<Problem> {
    if languages.all().is_empty() {
        return Vec::new();
    }
    let mut seen: BTreeMap<_, &str> = BTreeMap::new();
    let mut problems = Vec::new();
    for path in files.iter().filter(|path| DocumentKind::of(path).is_some()) {
        let key = (languages.without_suffix(path), languages.translated_into(path));
        if let Some(first) = seen.insert(key, path) {
            let message = format!("{first} and {path} are the same text in the same language");
            let problem = Problem::new(Code::TwoOriginals, message).at(Place::file(path));
            problems.push(problem.related(Place::file(first), "the other one").hint("keep one of the two"));
        }
    }
    problems
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

/// Tells an image whose smaller copies would have names that are too long for a file system.
fn long_name(path: &str) -> Option<Problem> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name.len() <= LONGEST_PART || !Picture::has_name(path) {
        return None;
    }
    let message = format!(
        "this name has {} bytes, and {LONGEST_PART} is the most that an image's can have",
        name.len()
    );
    let problem = Problem::new(Code::TooLong, message).at(Place::file(path));
    Some(problem.hint("smaller copies of the image have longer names: rename the file"))
}
