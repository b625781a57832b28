//! `chancery import F.docx --into BRIEFING`: a text that came back from Word.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, anyhow};
use similar::TextDiff;

use crate::check::CODES;
use crate::cli::briefing::Found;
use crate::cli::diff;
use crate::cli::export::image;
use crate::cli::failure::Failure;
use crate::cli::file_edit::FileEdit;
use crate::cli::opened::{OpenedSite, PastArguments};
use crate::cli::session;
use crate::content::{Briefing, Manuscript};
use crate::edition::Edition;
use crate::export::{Export, Volume, WORD};
use crate::import::{Returned, Text, returned};
use crate::load::Library;
use crate::merge::{Conflict, Here, Merged, Why, merge};
use crate::record::Revised;
use crate::site::{BriefingId, Entity};
use crate::text::{counted, one_line, shorten};

/// How many characters of words are shown in a message.
const SHOWN: usize = 100;

/// The version that a document was exported from.
struct Base {
    briefing: Arc<Briefing>,
    /// What it is called, and how that is known.
    told: String,
}

/// Puts what changed in a document into the file of a briefing.
pub fn run(root: Option<PathBuf>, files: &[PathBuf], name: &str, is_dry_run: bool) -> Result<(), Failure> {
    let [file] = files else {
        return Err(anyhow!("--into takes one document, and these are {}", files.len()).into());
    };
    let shown = session::shown(file);
    let bytes = std::fs::read(file).with_context(|| format!("{shown} cannot be read"))?;
    let came_back = match returned(&shown, &bytes) {
        Ok(returned) => returned,
        Err(problem) => {
            session::tell(&[problem]);
            return Err(Failure::Content);
        }
    };
    let root = session::find_root(root)?;
    let now = session::now()?;
    let mut seen = OpenedSite::open(&root, &PastArguments::default(), now, true)?;
    // It is the writer's own file, whether it is public or not.
    seen.view.held = true;
    let library = Library::read(&*seen.view.source, None, &CODES);
    let loaded = library.assemble_on(&*seen.view.source, &seen.view.terms(now, false, false))?;
    let path = Found::file(&seen.tree, &library, name)?;
    let edition = loaded
        .edition_with(&path)
        .ok_or_else(|| anyhow!("{path} cannot be read; `chancery check` tells why"))?;
    let Some(Entity::Briefing(id)) = edition.site.entity_of(&path) else {
        return Err(anyhow!("`{name}` is no briefing").into());
    };
    let base = base(&root, name, edition, id, &came_back)?;
    let read = |path: &str| image(edition, &*seen.view.source, path);
    let went_out = Export { briefing: &base.briefing, ..Export::now(edition, id, &[]) }.illustrated(read);
    let went_out = Volume { edition, cover: None, texts: vec![went_out] };
    let own = read_back(&went_out)?;

    let folder = session::folder(&root)?;
    let old = folder.read(&path).with_context(|| format!("{path} cannot be read"))?;
    let text = Manuscript::of(&old).ok_or_else(|| anyhow!("{path} is not UTF-8 text"))?.text;
    let here = Here { text: &text, body: &edition.briefing(id).body };
    let merged = merge(&went_out.texts[0], &own, &came_back.text, &here);
    session::say(&format!("{shown} is compared with {}", base.told));
    tell(&path, &text, &came_back.text, &merged);
    let redline = diff::shown_redline(&text, &merged.text);
    if !redline.is_empty() {
        session::print(&redline)?;
    }
    let edit = FileEdit { path: path.clone(), new: as_it_was(&old, &merged.text), old };
    let would = if is_dry_run { "would change" } else { "changed" };
    if merged.changed == 0 {
        session::say(&format!("nothing of {path} {would}"));
    } else if is_dry_run || edit.write(&root)? {
        session::say(&format!("{} of {path} {would}", counted(merged.changed, "block")));
    } else {
        return Err(Failure::Content);
    }
    if merged.conflicts.is_empty() { Ok(()) } else { Err(Failure::Content) }
}

/// Finds the version that a document was exported from: by the contents of its file, by its number, or else the one that it has
/// most words in common with.
fn base(
    root: &Path,
    name: &str,
    edition: &Edition,
    id: BriefingId,
    came_back: &Returned,
) -> anyhow::Result<Base> {
    let today = || Base {
        briefing: Arc::clone(&edition.site.briefing(id).briefing),
        told: "the file as it is, since there is no history that tells of others".to_owned(),
    };
    let Ok(found) = Found::find(Some(root.to_owned()), name) else { return Ok(today()) };
    let by_blob = |revision: &&Revised| came_back.blob.as_ref() == Some(&revision.blob);
    let by_number = |revision: &&Revised| revision.version.is_some() && revision.version == came_back.version;
    let day = |revision: &Revised| revision.date.date();
    let exact = found.revisions.iter().rfind(by_blob);
    if let Some(revision) = exact.or_else(|| found.revisions.iter().rfind(by_number)) {
        let told = match revision.version {
            Some(number) => format!("version {number} of {}, from which it was exported", day(revision)),
            None => format!("the text of {}, from which it was exported", day(revision)),
        };
        return Ok(Base { briefing: read(&found, revision, edition)?, told });
    }
    let words = words_of(&came_back.text);
    let mut best: Option<(f32, Base)> = None;
    for revision in &found.revisions {
        let Ok(briefing) = read(&found, revision, edition) else { continue };
        let ratio = TextDiff::from_words(briefing.body.source(), &words).ratio();
        if best.as_ref().is_none_or(|(most, _)| ratio >= *most) {
            let told = format!(
                "the text of {}, which it has most words in common with: it does not say which version it was exported from",
                day(revision)
            );
            best = Some((ratio, Base { briefing, told }));
        }
    }
    Ok(best.map_or_else(today, |(_, base)| base))
}

fn words_of(text: &Text) -> String {
    text.blocks.iter().map(|block| block.words.as_str()).collect::<Vec<_>>().join("\n\n")
}

fn read(found: &Found, revision: &Revised, edition: &Edition) -> anyhow::Result<Arc<Briefing>> {
    let briefing = found.briefing_in(revision, &edition.site.config)?;
    briefing.ok_or_else(|| anyhow!("the text of {} cannot be read", revision.date.date()))
}

/// Returns a document as it went out, read back.
fn read_back(went_out: &Volume) -> anyhow::Result<Text> {
    let bytes = went_out.write(&WORD)?;
    let own = returned("", &bytes).map_err(|problem| anyhow!("{}", problem.message))?;
    Ok(own.text)
}

/// Tells what is left to the writer, and what somebody said in Word.
fn tell(path: &str, text: &str, came_back: &Text, merged: &Merged) {
    for Conflict { why, words } in &merged.conflicts {
        let words = shorten(&one_line(words), SHOWN);
        session::say(&match why {
            Why::ChangedHere if words.is_empty() => {
                format!("a block that was taken out in Word changed in {path} too, and is left alone")
            }
            Why::ChangedHere => {
                format!("changed in Word and in {path}, and left as it is here; in Word: “{words}”")
            }
            Why::Source => format!("a source has other words in Word; change it under `sources:`: “{words}”"),
            Why::FrontMatter => format!(
                "the title or the summary is another one in Word; change it in front matter: “{words}”"
            ),
        });
    }
    for warning in came_back.told.warnings() {
        session::say(&warning);
    }
    for (comment, words) in &came_back.told.comments {
        let line = line_of(text, words).map(|line| format!("{path}:{line}: ")).unwrap_or_default();
        session::say(&format!(
            "{line}a comment at “{}”: “{}”",
            shorten(words, SHOWN),
            shorten(comment.trim(), SHOWN)
        ));
    }
}

/// Returns the line of a text that words stand in, from 1.
fn line_of(text: &str, words: &str) -> Option<usize> {
    let wanted: Vec<&str> = words.split_whitespace().collect();
    let first = wanted.first()?;
    let starts = text.match_indices(first).map(|(at, _)| at);
    let found = starts.into_iter().find(|at| {
        text[*at..]
            .split_whitespace()
            .zip(&wanted)
            .all(|(own, word)| own == *word || own.starts_with(word) || word.starts_with(own))
    })?;
    Some(text[..found].matches('\n').count() + 1)
}

/// Returns a text with the byte-order mark and the ends of lines that the file had.
fn as_it_was(old: &[u8], text: &str) -> String {
    let mark = if old.starts_with("\u{feff}".as_bytes()) { "\u{feff}" } else { "" };
    let has_returns = old.windows(2).any(|pair| pair == b"\r\n");
    format!("{mark}{}", if has_returns { text.replace('\n', "\r\n") } else { text.to_owned() })
}
