//! Writes an edition into a folder, so that a failed build leaves the old site as it was.
//!
//! What changed is written into a staging folder beside the output. Only when every route is rendered
//! does it take its place: the whole folder with one rename where there was none, or else file by
//! file. Nothing that Chancery did not write is ever deleted.

mod error;
mod existing;
mod limits;
mod manifest;
mod staging;
mod statement;
mod target;
mod weight;

pub use error::OutputError;
pub use manifest::Manifest;
pub use statement::{FILE as STATEMENT_FILE, Statement};
pub use target::Target;
pub use weight::{large_files, size_of_site};

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use self::existing::{Existing, Removed};
use self::limits::Meter;
use self::manifest::Kept;
use self::staging::Staging;
use crate::cards::Cards;
use crate::config::ImageMetadata;
use crate::content::Caveat;
use crate::export::{Collection, EPUB, Export, MARKDOWN, Volume, WORD};
use crate::folder::Folder;
use crate::pictures::{Store, published, with_rights_of};
use crate::problem::{Code, Place, Problem};
use crate::render::Renderer;
use crate::route::{FileRoute, FormRoute, Route, file_of_path, has_search};
use crate::site::BriefingId;
use crate::source::Source;

/// What a build did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// HTML pages of the site.
    pub pages: usize,
    /// Files that were new or changed.
    pub written: usize,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// Files of an earlier build that are no more.
    pub removed: usize,
    /// The files of an earlier build that the site has no more, from the output folder, sorted.
    pub gone: Vec<String>,
    /// What is too large, as warnings.
    pub problems: Vec<Problem>,
    /// What is to be known of the folder, in words.
    pub notes: Vec<String>,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Something is wrong in the content or the templates.
    #[error("the site has errors")]
    Problems(Vec<Problem>),
    /// The folder cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// It was to stop.
    #[error("the build was stopped")]
    Stopped,
}

/// How a build is watched.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// Is called after each route.
    pub progress: &'a (dyn Fn() + Sync),
    /// Returns whether it is to stop. It does so before anything of the output is touched, or not at all.
    pub is_stopped: &'a (dyn Fn() -> bool + Sync),
}

/// Renders all routes and writes what changed. `statement` is what the site says of its own making, if it does;
/// `level` gives problems of the whole site the levels that are wanted.
///
/// # Errors
/// Returns why nothing was written; the output is then as it was.
pub fn write(
    renderers: &[Renderer],
    from: Files,
    target: &Target,
    statement: Option<&Statement>,
    watch: Watch,
    level: &dyn Fn(Vec<Problem>) -> Vec<Problem>,
) -> Result<Written, WriteError> {
    let staging = Staging::open(target.folder())?;
    let old = target.existing()?;
    let files = files_of(renderers);
    let limits = renderers.first().map(|renderer| renderer.edition().site.config.limits).unwrap_or_default();
    let meter = Meter::new(limits, target.folder(), old.as_ref().map(Existing::manifest));
    if let Some(problem) = meter.too_many_files(files.iter().map(|(file, ..)| file.as_str())) {
        return Err(WriteError::Problems(vec![problem]));
    }
    staging.make_parents(files.iter().map(|(file, ..)| file.as_str()))?;

    renderers.iter().for_each(prepare);

    let problems = Mutex::new(Vec::new());
    let unchanged = AtomicUsize::new(0);
    let staged: Result<Vec<Option<Entry<'_>>>, WriteError> = files
        .par_iter()
        .map(|(file, renderer, route)| {
            if (watch.is_stopped)() {
                return Err(WriteError::Stopped);
            }
            if meter.is_over() {
                return Ok(None);
            }
            let bytes = match bytes_of(renderer, from, *route) {
                Ok(bytes) => bytes,
                Err(problem) => {
                    // A poisoned lock means that another thread panicked, and its message counts.
                    if let Ok(mut problems) = problems.lock() {
                        problems.push(problem);
                    }
                    return Ok(None);
                }
            };
            let hash = blake3::hash(&bytes);
            let length = bytes.len() as u64;
            let may_be = meter.add(length);
            let is_new = old.as_ref().is_none_or(|old| !old.holds(file, &bytes));
            if is_new && may_be {
                staging.write(file, &bytes)?;
            } else if !is_new {
                unchanged.fetch_add(1, Ordering::Relaxed);
            }
            (watch.progress)();
            Ok(Some(Entry { file, hash, length, is_new }))
        })
        .collect();
    let mut entries: Vec<Entry> = staged?.into_iter().flatten().collect();
    let mut problems = problems.into_inner().unwrap_or_default();
    if !problems.is_empty() {
        problems.sort_by(|one, other| one.order().cmp(&other.order()));
        problems.dedup();
        return Err(WriteError::Problems(problems));
    }
    if meter.is_over() {
        let made = entries.iter().map(|entry| (entry.file, entry.length));
        let files = files.iter().map(|(file, ..)| file.as_str());
        return Err(WriteError::Problems(vec![meter.too_many_bytes(made, files)]));
    }
    if let Some(statement) = statement {
        let hashes: BTreeMap<String, blake3::Hash> =
            entries.iter().map(|entry| (entry.file.to_owned(), entry.hash)).collect();
        if hashes.contains_key(STATEMENT_FILE) {
            return Err(WriteError::Problems(vec![statement_clash()]));
        }
        let bytes = statement.to_text(&hashes).into_bytes();
        let is_new = old.as_ref().is_none_or(|old| !old.holds(STATEMENT_FILE, &bytes));
        if is_new {
            staging.write(STATEMENT_FILE, &bytes)?;
        } else {
            unchanged.fetch_add(1, Ordering::Relaxed);
        }
        let (hash, length) = (blake3::hash(&bytes), bytes.len() as u64);
        entries.push(Entry { file: STATEMENT_FILE, hash, length, is_new });
    }

    let problems = level(weight::problems(entries.iter().map(|entry| (entry.file, entry.length))));
    if problems.iter().any(Problem::is_error) {
        return Err(WriteError::Problems(problems));
    }

    let manifest = Manifest::new(entries.iter().map(|entry| (entry.file.to_owned(), entry.hash)));
    let gone = old.iter().flat_map(|old| old.manifest().without(&manifest)).map(ToOwned::to_owned).collect();
    let new: BTreeSet<&str> = entries.iter().filter(|entry| entry.is_new).map(|entry| entry.file).collect();
    if (watch.is_stopped)() {
        return Err(WriteError::Stopped);
    }
    let mut removed = Removed::default();
    let mut notes = Vec::new();
    match &old {
        None => {
            staging.write(manifest::FILE, manifest.to_text().as_bytes())?;
            staging.become_folder(target.folder())?;
        }
        Some(old) => {
            removed = old.replace(&staging, &manifest, &new)?;
            old.check_whole(entries.par_iter().map(|entry| (entry.file, entry.length)))?;
            notes = old.notes(&removed);
        }
    }
    Ok(Written {
        pages: files.iter().filter(|(_, _, route)| route.is_page()).count(),
        written: new.len(),
        unchanged: unchanged.into_inner(),
        removed: removed.removed,
        gone,
        problems,
        notes,
    })
}

/// Returns the files of a site in all its languages, each with what renders it.
fn files_of(renderers: &[Renderer]) -> Vec<(String, &Renderer, Route)> {
    let routes = renderers
        .iter()
        .flat_map(|renderer| renderer.edition().plan.routes().map(move |planned| (renderer, planned)));
    routes.map(|(renderer, planned)| (file_of_path(planned.path), renderer, planned.route)).collect()
}

/// Makes what many routes need, before they are rendered in parallel.
fn prepare(renderer: &Renderer) {
    if has_search(&renderer.edition().site) {
        renderer.search_index();
    }
}

/// Returns whether a folder is one that Chancery wrote a site into.
pub fn is_output(folder: &Path) -> bool {
    folder.join(manifest::FILE).is_file()
}

/// Returns the files that Chancery wrote into a folder, sorted; none where there are none.
///
/// # Errors
/// Returns why the manifest cannot be read.
pub fn files_in(folder: &Path) -> Result<Option<Vec<String>>, OutputError> {
    if !folder.exists() {
        return Ok(None);
    }
    let kept = Folder::open(folder).and_then(|folder| Kept::read(&folder));
    let kept = kept.map_err(|error| OutputError::write(&folder.join(manifest::FILE), error))?;
    Ok(kept.map(|kept| kept.manifest.files().map(str::to_owned).collect()))
}

fn statement_clash() -> Problem {
    let message = format!(
        "{STATEMENT_FILE} is where the site says what it was built from (`outputs: {{ verify: true }}`)"
    );
    Problem::new(Code::UrlClash, message)
        .at(Place::file(format!("static/{STATEMENT_FILE}")))
        .hint("give this file another name, or take `verify` out of `outputs`")
}

/// Returns the files that a build writes, with the hashes of their bytes; the manifest is one of them.
///
/// # Errors
/// Returns what is wrong with templates or files.
pub fn hashes(
    renderers: &[Renderer],
    from: Files,
    statement: Option<&Statement>,
) -> Result<BTreeMap<String, blake3::Hash>, Problem> {
    renderers.iter().for_each(prepare);
    let hashed = files_of(renderers).into_par_iter().map(|(file, renderer, route)| {
        let bytes = bytes_of(renderer, from, route)?;
        Ok((file, blake3::hash(&bytes)))
    });
    let mut hashes: BTreeMap<String, blake3::Hash> = hashed.collect::<Result<_, Problem>>()?;
    if let Some(statement) = statement {
        let text = statement.to_text(&hashes);
        hashes.insert(STATEMENT_FILE.to_owned(), blake3::hash(text.as_bytes()));
    }
    let manifest = Manifest::new(hashes.iter().map(|(file, hash)| (file.clone(), *hash)));
    hashes.insert(manifest::FILE.to_owned(), blake3::hash(manifest.to_text().as_bytes()));
    Ok(hashes)
}

/// One file of the output.
struct Entry<'f> {
    file: &'f str,
    hash: blake3::Hash,
    /// In bytes.
    length: u64,
    is_new: bool,
}

/// Where the bytes of a site's files come from.
#[derive(Clone, Copy)]
pub struct Files<'a> {
    /// The files.
    pub source: &'a dyn Source,
    /// Smaller images of them.
    pub store: &'a Store,
    /// What is drawn.
    pub cards: &'a Cards,
}

/// Returns the bytes of any route: rendered, drawn, or read from a file.
///
/// # Errors
/// Returns what is wrong with the template or the file.
pub fn bytes_of(renderer: &Renderer, files: Files, route: Route) -> Result<Vec<u8>, Problem> {
    let edition = renderer.edition();
    let site = &edition.site;
    let keep = site.config.image_metadata;
    let file = match route {
        Route::Page(_) => return renderer.render(route),
        Route::File(file) => file,
    };
    match file {
        FileRoute::Asset(id) => published_file(files, &site.asset(id).source, keep),
        FileRoute::Static(id) => published_file(files, &format!("static/{}", site.static_file(id)), keep),
        FileRoute::Smaller { asset, width } => {
            let bytes = published_file(files, &site.asset(asset).source, keep)?;
            let widths = site.smaller_widths(asset);
            Ok(if keep == ImageMetadata::Rights {
                with_rights_of(&bytes, files.store.smaller(bytes.clone(), width, widths))
            } else {
                files.store.smaller(bytes, width, widths)
            })
        }
        FileRoute::Card(of) => files.cards.png(edition, of),
        FileRoute::Form(form) => form_of(renderer, files, form),
        FileRoute::Theme(id) => {
            // A site may have put a drawing of its own in place of the theme's.
            let path = format!("static/{}", edition.theme.asset(id).name);
            published(&path, renderer.render(route)?, keep).map_err(|why| why.problem(&path))
        }
        FileRoute::Feed { .. }
        | FileRoute::Data(_)
        | FileRoute::Citation { .. }
        | FileRoute::WatchCsv(_)
        | FileRoute::JudgementsCsv
        | FileRoute::TimeMap(_)
        | FileRoute::Api(_)
        | FileRoute::Search(_)
        | FileRoute::Sitemap
        | FileRoute::SitemapPart { .. }
        | FileRoute::Robots
        | FileRoute::NotFound
        | FileRoute::NoJekyll
        | FileRoute::Redirect(_)
        | FileRoute::Moved(_) => renderer.render(route),
    }
}

/// Returns what a page says, in another form.
fn form_of(renderer: &Renderer, files: Files, form: FormRoute) -> Result<Vec<u8>, Problem> {
    let edition = renderer.edition();
    let keep = edition.site.config.image_metadata;
    let read = |path: &str| published_file(files, path, keep).ok();
    // Only a preview has texts that are held back.
    let caveats = |id: BriefingId| match edition.site.briefing(id).preview {
        Some(_) => &[Caveat::HeldBack][..],
        None => &[],
    };
    let text = |id: BriefingId| Export::now(edition, id, caveats(id)).illustrated(read);
    let (format, volume) = match form {
        FormRoute::Word(id) => (&WORD, Volume { edition, cover: None, texts: vec![text(id)] }),
        FormRoute::Markdown(id) => (&MARKDOWN, Volume { edition, cover: None, texts: vec![text(id)] }),
        FormRoute::Book(subject) => {
            let Collection { cover, briefings } = Collection::of(edition, subject);
            let briefings = briefings.into_iter().filter(|id| edition.site.briefing(*id).is_here);
            (&EPUB, Volume { edition, cover: Some(cover), texts: briefings.map(text).collect() })
        }
    };
    volume.write(format).map_err(|error| {
        let message = format!("the {} file of this page cannot be made: {error}", form.name());
        Problem::new(Code::UnreadableFile, message)
    })
}

/// Returns the bytes of a file of the site, as it is published.
fn published_file(files: Files, path: &str, keep: ImageMetadata) -> Result<Vec<u8>, Problem> {
    let bytes = files.source.read(path).map_err(|error| Problem::unreadable_file(path, &error))?;
    published(path, bytes, keep).map_err(|why| why.problem(path))
}
