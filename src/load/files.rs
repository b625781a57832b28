//! Files that are no documents: which stay in, and what is wrong with those that go out.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::config::ImageMetadata;
use crate::content::{Body, Document, DocumentKind, referred_files};
use crate::inspect::{has_scripts, is_looked_into, properties};
use crate::pictures::{is_drawing, uncleanable_by_name};
use crate::problem::{Code, Place, Problem};
use crate::route::link_target_path;
use crate::site::{LinkTarget, Site, UnusedFile, is_meant};
use crate::source::{Source, looks_like_document};
use crate::text::counted;

/// How many files are told one by one that nothing refers to.
const MOST_TOLD: usize = 20;

/// The files that stay in, since nothing published refers to them.
pub(super) struct Unused {
    files: Vec<UnusedFile>,
    /// Those in folders of published pages, by the paths of the site at which they would be published.
    pub by_path: HashMap<String, UnusedFile>,
}

impl Unused {
    pub fn new(files: Vec<UnusedFile>, site: &Site) -> Self {
        let place = |file: &UnusedFile| {
            let (owner, name) = file.place.as_ref()?;
            Some((link_target_path(LinkTarget::Beside(*owner, name), site).into(), file.clone()))
        };
        let by_path = files.iter().filter_map(place).collect();
        Self { files, by_path }
    }

    /// Keeps those that nothing refers to in another language either.
    pub fn keep(&mut self, other: &Self) {
        let unused: HashSet<&str> = other.files.iter().map(|file| file.path.as_str()).collect();
        self.files.retain(|file| unused.contains(file.path.as_str()));
        self.by_path.retain(|_, file| unused.contains(file.path.as_str()));
    }

    /// Returns the paths at which they would be published, sorted.
    pub fn paths(&self) -> Vec<String> {
        let mut paths: Vec<String> = self.by_path.keys().cloned().collect();
        paths.sort_unstable();
        paths
    }

    /// Tells the files that no document refers to, published or held back.
    pub fn problems<'a>(&self, documents: impl Iterator<Item = (&'a str, &'a Document)>) -> Vec<Problem> {
        // What looks like a document is told as one.
        let mut files: Vec<&str> = self
            .files
            .iter()
            .filter(|file| !file.is_held && !looks_like_document(&file.path))
            .map(|file| file.path.as_str())
            .collect();
        if files.is_empty() {
            return Vec::new();
        }
        let used = used_files(documents, &files);
        files.retain(|path| !used.contains(*path));
        let more = files.len().saturating_sub(MOST_TOLD);
        let told = files.iter().take(MOST_TOLD).enumerate().map(|(index, path)| {
            let mut message = "nothing published refers to this file, so it stays in".to_owned();
            if more > 0 && index + 1 == MOST_TOLD {
                message.push_str(&format!(
                    "; so do {} that are not told one by one",
                    counted(more, "further file")
                ));
            }
            Problem::new(Code::UnreferencedFile, message)
                .at(Place::file(*path))
                .hint("link to it, list it under `files:` in the front matter of its document, or delete it")
        });
        told.collect()
    }
}

/// Returns which of these files any document refers to.
fn used_files<'a>(
    documents: impl Iterator<Item = (&'a str, &'a Document)>,
    files: &[&str],
) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (from, document) in documents {
        let (body, image, patterns): (&Body, Option<&String>, &[String]) = match document {
            Document::Briefing(briefing) => (&briefing.body, briefing.image.as_ref(), &briefing.files),
            Document::Page(page) => (&page.body, None, &page.files),
            Document::Topic(topic) => (&topic.body, None, &[]),
            Document::Profile(profile) => (&profile.body, None, &[]),
            Document::Organisation(profile) => (&profile.body, None, &[]),
            Document::Author(profile) => (&profile.body, profile.photo.as_ref(), &[]),
        };
        used.extend(referred_files(from, body, image.map(String::as_str)).map(Cow::into_owned));
        for pattern in patterns {
            used.extend(
                files.iter().filter(|path| is_meant(path, from, pattern)).map(|path| (*path).to_owned()),
            );
        }
    }
    used
}

/// Tells a file that looks like a document, but is not read as one.
pub(super) fn stray(path: &str) -> Option<Problem> {
    let inside = path.strip_prefix("content/")?;
    if !looks_like_document(inside) || DocumentKind::of(path).is_some() {
        return None;
    }
    let problem = Problem::new(Code::StrayDocument, "nothing reads this file").at(Place::file(path));
    Some(if inside.ends_with(".md") {
        problem.hint(
            "documents are under content/briefings/, content/pages/, content/topics/, content/countries/, content/organisations/ and content/authors/",
        )
    } else {
        problem.hint("end the file's name in `.md`")
    })
}

/// What was found in files that are published as they are; each is read once, until it changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Inspected {
    found: Arc<Mutex<HashMap<String, Arc<Vec<Problem>>>>>,
}

impl Inspected {
    /// Forgets what was found in a file.
    pub fn forget(&self, path: &str) {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).remove(path);
    }

    /// Returns what is wrong with the files that go out.
    pub fn problems(&self, source: &dyn Source, site: &Site) -> Vec<Problem> {
        let of_static = site.statics.iter().map(|name| format!("static/{name}"));
        let paths: Vec<String> =
            site.assets.iter().map(|asset| asset.source.clone()).chain(of_static).collect();
        let keeps_metadata = site.config.image_metadata == ImageMetadata::Keep;
        let pictures = paths.iter().filter(|_| !keeps_metadata).filter_map(|path| {
            let why = uncleanable_by_name(path)?;
            Some(why.problem(path))
        });
        let mut problems: Vec<Problem> = pictures.collect();
        let looked_into: Vec<&String> = paths.iter().filter(|path| is_looked_into(path)).collect();
        let found: Vec<Arc<Vec<Problem>>> =
            looked_into.into_par_iter().map(|path| self.problems_of(source, path)).collect();
        problems.extend(found.iter().flat_map(|problems| problems.iter().cloned()));
        problems
    }

    fn problems_of(&self, source: &dyn Source, path: &str) -> Arc<Vec<Problem>> {
        let known = self.found.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        if let Some(known) = known {
            return known;
        }
        let found = Arc::new(inspect(source, path));
        self.found.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), Arc::clone(&found));
        found
    }
}

/// Looks into one file.
fn inspect(source: &dyn Source, path: &str) -> Vec<Problem> {
    let bytes = match source.read(path) {
        Ok(bytes) => bytes,
        Err(error) => return vec![Problem::unreadable_file(path, &error)],
    };
    let mut problems = Vec::new();
    if has_scripts(path, &bytes) {
        let is_static = path.starts_with("static/");
        // Of a drawing beside a document the scripts are taken out.
        let is_cleaned = is_drawing(path);
        let (code, message, hint) = if is_static {
            (
                Code::ActiveStatic,
                "this file runs scripts for whoever opens it",
                "take the scripts out, or set `lints: { active-static: off }` if they are yours",
            )
        } else {
            (
                Code::ActiveFile,
                "this file runs scripts for whoever opens it, so it is not published beside a document",
                "take the scripts out, or put the file under static/",
            )
        };
        if is_static || !is_cleaned {
            problems.push(Problem::new(code, message).at(Place::file(path)).hint(hint));
        }
    }
    if let Some(found) = properties(path, &bytes) {
        problems.push(
            Problem::new(Code::FileMetadata, format!("this file says {found}, and goes out as it is"))
                .at(Place::file(path))
                .hint("take it out in the program that wrote the file, if readers should not know"),
        );
    }
    problems
}
