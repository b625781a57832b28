//! The files that an import reads: those that are named, those in folders, and those beside them.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use anyhow::bail;
use walkdir::{DirEntry, WalkDir};

use crate::folder::Folder;
use crate::import::{Imported, LARGEST, UNREAD_ENDINGS, endings};
use crate::problem::{Code, Place, Problem};

/// Folders of other generators that hold no texts of a site's own.
const NO_TEXTS: [&str; 8] =
    ["node_modules", "themes", "layouts", "archetypes", "_includes", "_layouts", "_site", "resources"];

/// A file that goes with one that becomes a briefing.
pub(super) struct Companion {
    from: Origin,
    /// Its path from the folder of the text, with `/` between the parts.
    pub(super) name: String,
}

/// Where a file is that goes with a text.
enum Origin {
    /// In the folder of the text.
    Beside(PathBuf),
    /// In the text's own file.
    Within(Vec<u8>),
}

impl Companion {
    /// Opens it; no link leads out of the folder of the text.
    ///
    /// # Errors
    /// Returns why it cannot be opened.
    pub(super) fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        match &self.from {
            Origin::Beside(folder) => {
                let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
                Ok(Box::new(Folder::open(folder)?.dir().open(&self.name)?.into_std()))
            }
            Origin::Within(bytes) => Ok(Box::new(bytes.as_slice())),
        }
    }

    /// Returns where it comes from, as people say it of the file `shown`.
    pub(super) fn told(&self, shown: &str) -> String {
        match self.from {
            Origin::Beside(_) => format!("copied from beside {shown}"),
            Origin::Within(_) => format!("taken out of {shown}"),
        }
    }
}

/// A file that may become a briefing.
pub(super) struct Input {
    /// Where it is.
    pub(super) file: PathBuf,
    /// Its path as messages show it.
    pub(super) shown: String,
    /// Its path as the briefing keeps it: relative, and nothing of the machine's own folders.
    pub(super) name: String,
}

/// What was found.
#[derive(Default)]
pub(super) struct Inputs {
    pub(super) files: Vec<Input>,
    /// What could not be looked into.
    pub(super) problems: Vec<Problem>,
    seen: HashSet<PathBuf>,
}

impl Inputs {
    /// Finds the files that the arguments name: each once, those of a folder sorted by path.
    pub(super) fn find(arguments: &[PathBuf], root: &Path) -> anyhow::Result<Self> {
        for path in arguments {
            if let Err(error) = fs::metadata(path) {
                bail!("{} cannot be imported: {error}", path.display());
            }
        }
        let mut inputs = Self::default();
        for path in arguments {
            if path.is_dir() {
                inputs.folder(path, root);
            } else {
                inputs.add(path, name_of(path, root));
            }
        }
        if inputs.files.is_empty() && inputs.problems.is_empty() {
            let folders: Vec<String> = arguments.iter().map(|path| path.display().to_string()).collect();
            let endings: Vec<String> = endings().map(|ending| format!(".{ending}")).collect();
            bail!(
                "there is nothing to import in {}: texts end in {}",
                folders.join(", "),
                endings.join(", ")
            );
        }
        Ok(inputs)
    }

    fn folder(&mut self, folder: &Path, root: &Path) {
        let top = name_of(folder, root);
        let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(has_texts) {
            match entry {
                Ok(entry) if entry.file_type().is_file() && is_post(entry.path()) => {
                    let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                    let name =
                        if top.is_empty() { slashed(inside) } else { format!("{top}/{}", slashed(inside)) };
                    self.add(entry.path(), name);
                }
                Ok(_) => {}
                Err(error) => self.problems.push(walk_problem(&error)),
            }
        }
    }

    fn add(&mut self, file: &Path, name: String) {
        let real = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
        if self.seen.insert(real) {
            self.files.push(Input { file: file.to_owned(), shown: slashed(file), name });
        }
    }
}

impl Input {
    /// Reads the file, unless it is larger than any text.
    pub(super) fn read(&self) -> Result<Vec<u8>, Problem> {
        let problem =
            |message: String| Problem::new(Code::UnreadableFile, message).at(Place::file(&self.shown));
        let unreadable = |error: io::Error| Problem::unreadable_file(&self.shown, &error);
        let data = fs::metadata(&self.file).map_err(unreadable)?;
        if !data.is_file() {
            return Err(problem("this is no file".to_owned()));
        }
        let mut bytes = Vec::new();
        let file = fs::File::open(&self.file).map_err(unreadable)?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > LARGEST {
            let megabytes = data.len().div_ceil(1 << 20);
            let message =
                format!("this file has {megabytes} MB, and a briefing has at most {} MB", LARGEST >> 20);
            return Err(problem(message).hint("split it into one file for each briefing"));
        }
        Ok(bytes)
    }

    /// Returns the files that belong to a briefing: where they are, and their paths from its folder.
    ///
    /// They are all files of a page bundle, and else those that the text points at.
    ///
    /// # Errors
    /// Returns what of the bundle cannot be read.
    pub(super) fn companions(&self, imported: &mut Imported) -> Result<Vec<Companion>, Problem> {
        let attachments = std::mem::take(&mut imported.attachments).into_iter();
        let mut companions: Vec<Companion> =
            attachments.map(|(name, bytes)| Companion { from: Origin::Within(bytes), name }).collect();
        let Some(folder) = self.file.parent() else { return Ok(companions) };
        let stem = self.file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let bundle = if stem == "index" { files_of_bundle(folder)? } else { None };
        let is_bundle = bundle.is_some();
        let names = bundle.unwrap_or_else(|| imported.wanted.clone());
        let is_within = |name: &String| companions.iter().any(|own| own.name == *name);
        let beside = names
            .into_iter()
            .filter(|name| !is_within(name))
            .filter(|name| !has_ending(Path::new(name)) && !name.split('/').any(|part| part.starts_with('.')))
            // A symbolic link may lead to what is nobody's business.
            .filter(|name| fs::symlink_metadata(folder.join(name)).is_ok_and(|data| data.is_file()))
            .map(|name| Companion { from: Origin::Beside(folder.to_owned()), name })
            .filter_map(|companion| match companion.open().map(drop) {
                Ok(()) => Some(Ok(companion)),
                Err(error) if is_bundle => {
                    Some(Err(Problem::unreadable_file(slashed(&folder.join(&companion.name)), &error)))
                }
                // That the text points at a file which is not there is told of the briefing.
                Err(_) => None,
            });
        companions.extend(beside.collect::<Result<Vec<_>, _>>()?);
        Ok(companions)
    }

    /// Returns the file's path in the site, if it is in it.
    pub(super) fn in_site(&self, root: &Path) -> Option<String> {
        let (file, root) = (fs::canonicalize(&self.file).ok()?, fs::canonicalize(root).ok()?);
        file.strip_prefix(root).ok().map(slashed)
    }
}

/// Returns the paths of all files in a folder but for its `index`; none where other texts are in it, since
/// then it is no bundle.
///
/// # Errors
/// Returns what cannot be read.
fn files_of_bundle(folder: &Path) -> Result<Option<Vec<String>>, Problem> {
    let mut files = Vec::new();
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(has_texts);
    for entry in walk {
        let entry = entry.map_err(|error| walk_problem(&error))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let is_index =
            inside.file_stem().is_some_and(|stem| stem == "index") && inside.components().count() == 1;
        if is_index {
            continue;
        }
        if has_ending(inside) {
            return Ok(None);
        }
        files.extend(inside.to_str().map(|_| slashed(inside)));
    }
    Ok(Some(files))
}

fn has_texts(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_hidden = name.starts_with('.') || entry.file_type().is_dir() && NO_TEXTS.contains(&&*name);
    entry.depth() == 0 || !is_hidden
}

fn has_ending(path: &Path) -> bool {
    ends_in(path, endings())
}

fn ends_in(path: &Path, mut endings: impl Iterator<Item = &'static str>) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    endings.any(|known| ending.eq_ignore_ascii_case(known))
}

/// Returns whether a file in a folder is one to import, or one of another kind that another generator made a
/// page of, which has to be told.
fn is_post(path: &Path) -> bool {
    let has_front_matter = || {
        let mut start = [0; 3];
        fs::File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok()
            && matches!(&start, b"---" | b"+++")
    };
    has_ending(path) || ends_in(path, UNREAD_ENDINGS.into_iter()) && has_front_matter()
}

fn walk_problem(error: &walkdir::Error) -> Problem {
    let place = Place::file(error.path().map(slashed).unwrap_or_default());
    if error.loop_ancestor().is_some() {
        let message = "this symbolic link leads round in a circle, so it is skipped";
        return Problem::new(Code::Symlink, message).at(place);
    }
    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Problem::new(Code::UnreadableFile, format!("this cannot be read: {why}")).at(place)
}

/// Returns the path of an original as a briefing keeps it: from the site's folder or the current one where it
/// is inside, else its name alone.
fn name_of(path: &Path, root: &Path) -> String {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let bases = [fs::canonicalize(root).ok(), std::env::current_dir().and_then(fs::canonicalize).ok()];
    let inside = bases.into_iter().flatten().find_map(|base| real.strip_prefix(base).ok().map(slashed));
    inside.unwrap_or_else(|| {
        real.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    })
}

fn slashed(path: &Path) -> String {
    let parts = path.components().filter(|part| !matches!(part, Component::CurDir));
    let text = parts.collect::<PathBuf>().to_string_lossy().into_owned();
    if std::path::MAIN_SEPARATOR == '/' { text } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}
