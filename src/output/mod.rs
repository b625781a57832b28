//! Writes an edition into a folder, so that a failed build leaves the old site as it was.
//!
//! What changed is written into a staging folder beside the output. Only when every route is rendered
//! does it take its place: the whole folder with one rename where there was none, or else file by
//! file. Nothing that Chancery did not write is ever deleted.

mod manifest;
mod staging;
mod target;
mod weight;

pub use target::{OutputError, Target};

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use self::manifest::Manifest;
use self::staging::Staging;
use crate::cards::Cards;
use crate::pictures::Store;
use crate::problem::{Code, Place, Problem};
use crate::render::Renderer;
use crate::route::{Route, file_of_path};
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
    /// What is too large, as warnings.
    pub problems: Vec<Problem>,
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
}

/// Renders all routes and writes what changed. `progress` is called after each route; `level` gives
/// problems of the whole site the levels that are wanted.
///
/// # Errors
/// Returns why nothing was written; the output is then as it was.
pub fn write(
    renderer: &Renderer,
    from: Files,
    target: &Target,
    progress: &(dyn Fn() + Sync),
    level: &dyn Fn(Vec<Problem>) -> Vec<Problem>,
) -> Result<Written, WriteError> {
    let staging = Staging::open(target.folder())?;
    let old = target.manifest()?;
    let is_fresh = old.is_none();
    let routes = renderer.edition().plan.routes();
    let files: Vec<(String, Route)> =
        routes.map(|planned| (file_of_path(planned.path), planned.route)).collect();
    staging.make_parents(files.iter().map(|(file, _)| file.as_str()))?;

    let problems = Mutex::new(Vec::new());
    let unchanged = AtomicUsize::new(0);
    let staged: Result<Vec<Option<Entry>>, OutputError> = files
        .par_iter()
        .map(|(file, route)| {
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
            let is_new = is_fresh || !holds(&target.folder().join(file), &bytes);
            if is_new {
                staging.write(file, &bytes)?;
            } else {
                unchanged.fetch_add(1, Ordering::Relaxed);
            }
            progress();
            Ok(Some(Entry { file: file.clone(), hash, length, is_new }))
        })
        .collect();
    let entries: Vec<Entry> = staged?.into_iter().flatten().collect();
    let mut problems = problems.into_inner().unwrap_or_default();
    if !problems.is_empty() {
        problems.sort_by(|one, other| one.order().cmp(&other.order()));
        problems.dedup();
        return Err(WriteError::Problems(problems));
    }

    let problems = level(weight::problems(entries.iter().map(|entry| (entry.file.as_str(), entry.length))));
    if problems.iter().any(Problem::is_error) {
        return Err(WriteError::Problems(problems));
    }

    let manifest = Manifest::new(entries.iter().map(|entry| (entry.file.clone(), entry.hash)));
    let new: BTreeSet<&str> =
        entries.iter().filter(|entry| entry.is_new).map(|entry| entry.file.as_str()).collect();
    let removed = match &old {
        None => {
            staging.write(manifest::FILE, manifest.to_text().as_bytes())?;
            staging.become_folder(target.folder())?;
            0
        }
        Some(old) => target.replace(&staging, old, &manifest, &new)?,
    };
    Ok(Written {
        pages: files.iter().filter(|(_, route)| route.is_page()).count(),
        written: new.len(),
        unchanged: unchanged.into_inner(),
        removed,
        problems,
    })
}

/// One file of the output.
struct Entry {
    file: String,
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
    let path = match route {
        Route::Asset { asset } | Route::Smaller { asset, .. } => site.assets[asset].source.clone(),
        Route::Static { file } => format!("static/{}", site.statics[file]),
        Route::Card(of) => return files.cards.png(edition, of),
        _ => return renderer.render(route),
    };
    let bytes = files.source.read(&path).map_err(|error| {
        Problem::new(Code::UnreadableFile, format!("this file cannot be read: {error}")).at(Place::file(path))
    })?;
    Ok(match route {
        Route::Smaller { width, .. } => files.store.smaller(bytes, width),
        _ => bytes,
    })
}

/// Returns whether the file is there and has just these bytes.
fn holds(file: &Path, bytes: &[u8]) -> bool {
    // Most changed files differ in length, which needs no reading.
    fs::metadata(file).is_ok_and(|data| data.is_file() && data.len() == bytes.len() as u64)
        && fs::read(file).is_ok_and(|there| there == bytes)
}

/// Files by their paths, with their hashes where they are known for sure.
type Hashes = BTreeMap<String, Option<blake3::Hash>>;
