//! `chancery tag`

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::ValueEnum;
use rayon::prelude::*;
use walkdir::WalkDir;

use self::report::{human, json};
use super::failure::Failure;
use super::file_edit::FileEdit;
use super::session;
use crate::check::CODES;
use crate::config::CONFIG_FILE;
use crate::content::{Body, Document, DocumentKind, Manuscript, parse};
use crate::load::Library;
use crate::site::Vocabulary;
use crate::tag::{Additions, Article, Suggestions, Tagger};
use crate::text::{MARKDOWN, counted};

mod report;

/// Suggest countries, organisations and topics, with the words that speak for them
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files, or folders of them: Markdown, or plain text that ends in .txt [default: all briefings]
    #[arg(value_name = "FILE|DIR")]
    paths: Vec<PathBuf>,
    /// How to tell them
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Add them to the front matter of briefings, after showing what changes
    #[arg(long, conflicts_with = "format")]
    write: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// A JSON object a line
    Json,
}

/// A site whose briefings are looked at.
struct TagContext {
    /// Its folder, with all links followed.
    root: PathBuf,
    library: Library,
}

/// What came of one file.
struct Tagged {
    /// The file, as it is shown.
    file: String,
    suggestions: Suggestions,
    /// What is not in its front matter yet; none where it is no briefing of the site.
    additions: Option<Additions>,
    /// The file, from the site's root.
    path: Option<String>,
    bytes: Vec<u8>,
}

pub(super) fn run(root: Option<PathBuf>, arguments: Arguments) -> Result<(), Failure> {
    let context = context(root, &arguments)?;
    let vocabulary = match &context {
        Some(context) => context.library.vocabulary(),
        None => Vocabulary::new(Vec::new(), &mut Vec::new()),
    };
    let labels = context.as_ref().map(|context| context.library.labels()).unwrap_or_default();
    let organisations = context.as_ref().map(|context| context.library.organisations()).unwrap_or_default();
    let tagger = Tagger::new(&vocabulary, labels, &organisations)?;
    let files = files(&arguments.paths, context.as_ref())?;
    // A program that reads the suggestions compares them itself.
    let compared = context.as_ref().filter(|_| arguments.format == Format::Human);
    let all: Vec<anyhow::Result<Tagged>> =
        files.into_par_iter().map(|file| tagged(&tagger, &vocabulary, compared, &file)).collect();

    let mut good = Vec::new();
    let mut failed = false;
    for tagged in all {
        match tagged {
            Ok(tagged) => good.push(tagged),
            Err(error) => {
                failed = true;
                session::say(&format!("error: {error:#}"));
            }
        }
    }
    if arguments.write {
        failed |= !write(context.as_ref(), &good)?;
    } else {
        for tagged in &good {
            session::print(&match arguments.format {
                Format::Human => human(&tagged.file, &tagged.suggestions, tagged.additions.as_ref()),
                Format::Json => json(&tagged.file, &tagged.suggestions)?,
            })?;
        }
    }
    if failed { Err(Failure::Content) } else { Ok(()) }
}

/// Returns the site, if there is one: without it, countries and organisations are found, but no topics.
fn context(root: Option<PathBuf>, arguments: &Arguments) -> anyhow::Result<Option<TagContext>> {
    let is_asked_for = root.is_some() || arguments.paths.is_empty() || arguments.write;
    let root = match session::find_root(root) {
        Ok(root) => root,
        Err(error) if is_asked_for => return Err(error),
        Err(_) => return Ok(None),
    };
    let library = Library::read_vocabulary(&session::open(&root)?, &CODES);
    if library.config().is_none() {
        bail!("{CONFIG_FILE} has to be right first; `chancery check` tells what is wrong");
    }
    let root = root.canonicalize().with_context(|| format!("{} cannot be read", root.display()))?;
    Ok(Some(TagContext { root, library }))
}

/// Returns the files that are asked for, in order.
fn files(paths: &[PathBuf], context: Option<&TagContext>) -> anyhow::Result<Vec<PathBuf>> {
    let default = context.map(|context| context.root.join("content/briefings"));
    let languages = context.and_then(|context| context.library.config()).map(|config| &config.languages);
    // A translation has what its original has, and is in another language than the one that is read here.
    let is_translation =
        |path: &Path| languages.is_some_and(|languages| languages.is_translation(&path.to_string_lossy()));
    let mut files = Vec::new();
    for path in paths.iter().chain(default.as_ref().filter(|path| paths.is_empty() && path.exists())) {
        if !path.is_dir() {
            if is_translation(path) {
                bail!(
                    "{} is a translation, and has the countries and topics of its original",
                    session::shown(path)
                );
            }
            files.push(path.clone());
            continue;
        }
        for entry in WalkDir::new(path).follow_links(true).sort_by_file_name() {
            let entry = entry.with_context(|| format!("{} cannot be read", session::shown(path)))?;
            if entry.file_type().is_file() && is_text(entry.path()) && !is_translation(entry.path()) {
                files.push(entry.into_path());
            }
        }
    }
    Ok(files)
}

fn is_text(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    MARKDOWN.iter().chain(&["txt"]).any(|ending| extension.eq_ignore_ascii_case(ending))
}

fn tagged(
    tagger: &Tagger,
    vocabulary: &Vocabulary,
    context: Option<&TagContext>,
    file: &Path,
) -> anyhow::Result<Tagged> {
    let shown = session::shown(file);
    let bytes = fs::read(file).with_context(|| format!("{shown} cannot be read"))?;
    let manuscript = Manuscript::of(&bytes).ok_or_else(|| anyhow!("{shown} is not UTF-8 text"))?;
    let is_plain = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("txt"));
    let path = context.and_then(|context| context.path_of(file));
    let document = path.as_ref().zip(context).and_then(|(path, context)| {
        parse(DocumentKind::of(path)?, path, &bytes, context.library.config()?).document
    });
    let own = if document.is_none() && !is_plain { manuscript.read_body() } else { Body::default() };
    let article = if is_plain {
        Article::of_text(&manuscript.text)
    } else {
        Article::of_file(&manuscript, document.as_ref().map_or(&own, Document::body))
    };
    let (suggestions, additions) = match &document {
        Some(Document::Briefing(briefing)) => {
            let tagged = briefing.countries.iter().chain(&briefing.mentions).copied().collect();
            let suggestions = tagger.suggest(&article.with_tagged(tagged));
            let additions = Additions::new(briefing, &suggestions, vocabulary, tagger);
            (suggestions, Some(additions))
        }
        _ => (tagger.suggest(&article), None),
    };
    Ok(Tagged { file: shown, suggestions, additions, path, bytes })
}

impl TagContext {
    /// Returns the path of a briefing from the site's root; none for any other file.
    fn path_of(&self, file: &Path) -> Option<String> {
        let file = file.canonicalize().ok()?;
        let parts: Option<Vec<&str>> =
            file.strip_prefix(&self.root).ok()?.iter().map(|part| part.to_str()).collect();
        Some(parts?.join("/")).filter(|path| DocumentKind::of(path) == Some(DocumentKind::Briefing))
    }
}

/// Shows what changes, and writes it. Returns whether all files could be written that are to be.
fn write(context: Option<&TagContext>, all: &[Tagged]) -> anyhow::Result<bool> {
    let Some(context) = context else { return Ok(true) };
    let mut revisions = Vec::new();
    let mut good = true;
    for tagged in all {
        let (Some(additions), Some(path)) = (&tagged.additions, &tagged.path) else {
            good = false;
            session::say(&format!(
                "{} is no briefing of this site that can be read, and is left alone",
                tagged.file
            ));
            continue;
        };
        if additions.is_empty() {
            continue;
        }
        let text = std::str::from_utf8(&tagged.bytes).unwrap_or_default();
        match additions.written(text) {
            Some(new) => revisions.push(FileEdit { path: path.clone(), old: tagged.bytes.clone(), new }),
            None => {
                good = false;
                session::say(&format!(
                    "the lists in the front matter of {} cannot be added to safely; add to them by hand",
                    tagged.file
                ));
            }
        }
    }
    for revision in &revisions {
        session::print(&revision.diff())?;
    }
    let mut written = 0;
    for revision in &revisions {
        written += usize::from(revision.write(&context.root)?);
    }
    session::say(&match written {
        0 => "there is nothing to add".to_owned(),
        _ => format!("{} changed", counted(written, "file")),
    });
    Ok(good)
}
