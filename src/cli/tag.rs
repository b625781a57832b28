//! `chancery tag`

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use clap::ValueEnum;
use rayon::prelude::*;
use serde::Serialize;
use walkdir::WalkDir;

use super::{Failure, session};
use crate::config::CONFIG_FILE;
use crate::content::Halves;
use crate::load::Library;
use crate::site::Vocabulary;
use crate::tag::{Article, Evidence, Suggested, Suggestions, Tagger};
use crate::world::Country;

/// Suggest countries and topics, with the words that speak for them
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files, or folders of them: Markdown, or plain text that ends in .txt [default: all briefings]
    #[arg(value_name = "FILE|DIR")]
    paths: Vec<PathBuf>,
    /// How to tell them
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// A JSON object a line
    Json,
}

/// What is told of one file as JSON.
#[derive(Serialize)]
struct Line<'a> {
    file: String,
    countries: Vec<&'static str>,
    mentions: Vec<&'static str>,
    topics: Vec<&'a str>,
    evidence: Vec<Proof<'a>>,
}

/// One piece of evidence as JSON: for a country or for a topic.
#[derive(Serialize)]
struct Proof<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<&'a str>,
    #[serde(flatten)]
    evidence: &'a Evidence,
}

pub(super) fn run(root: Option<PathBuf>, arguments: Arguments) -> Result<(), Failure> {
    let site = site(root, &arguments)?;
    let tagger = match &site {
        Some((_, library)) => Tagger::new(&library.vocabulary(), library.labels())?,
        None => Tagger::new(&Vocabulary::new(Vec::new(), &mut Vec::new()), [])?,
    };
    let files = files(&arguments.paths, site.as_ref().map(|(root, _)| root.as_path()))?;
    let told: Vec<anyhow::Result<String>> = files
        .par_iter()
        .map(|file| {
            let bytes = fs::read(file).with_context(|| format!("{} cannot be read", session::shown(file)))?;
            let suggestions = suggest(&tagger, file, &bytes)
                .with_context(|| format!("{} is not UTF-8 text", session::shown(file)))?;
            Ok(match arguments.format {
                Format::Human => human(&session::shown(file), &suggestions),
                Format::Json => json(&session::shown(file), &suggestions)?,
            })
        })
        .collect();
    let mut failed = false;
    let mut out = String::new();
    for text in told {
        match text {
            Ok(text) => out.push_str(&text),
            Err(error) => {
                failed = true;
                session::say(&format!("error: {error:#}"));
            }
        }
    }
    session::print(&out)?;
    if failed { Err(Failure::Content) } else { Ok(()) }
}

/// Returns the site, if there is one: without it, countries are found, but no topics.
fn site(root: Option<PathBuf>, arguments: &Arguments) -> Result<Option<(PathBuf, Library)>, Failure> {
    let is_asked_for = root.is_some() || arguments.paths.is_empty();
    let root = match session::find_root(root) {
        Ok(root) => root,
        Err(error) if is_asked_for => return Err(error.into()),
        Err(_) => return Ok(None),
    };
    let source = session::open(&root)?;
    let library = Library::read_vocabulary(&source);
    if library.config().is_none() {
        return Err(
            anyhow!("{CONFIG_FILE} has to be right first; `chancery check` tells what is wrong").into()
        );
    }
    Ok(Some((root, library)))
}

/// Returns the files that are asked for, in order.
fn files(paths: &[PathBuf], root: Option<&Path>) -> anyhow::Result<Vec<PathBuf>> {
    let default = root.map(|root| root.join("content/briefings"));
    let mut files = Vec::new();
    for path in paths.iter().chain(default.as_ref().filter(|_| paths.is_empty())) {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        for entry in WalkDir::new(path).follow_links(true).sort_by_file_name() {
            let entry = entry.with_context(|| format!("{} cannot be read", session::shown(path)))?;
            if entry.file_type().is_file() && is_text(entry.path()) {
                files.push(entry.into_path());
            }
        }
    }
    Ok(files)
}

fn is_text(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    matches!(extension.to_ascii_lowercase().as_str(), "md" | "markdown" | "mdown" | "txt")
}

fn suggest(tagger: &Tagger, file: &Path, bytes: &[u8]) -> Option<Suggestions> {
    let halves = Halves::of(bytes)?;
    let is_plain = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("txt"));
    let article = if is_plain { Article::of_text(&halves.text) } else { Article::of_file(&halves) };
    Some(tagger.suggest(&article))
}

fn json(file: &str, suggestions: &Suggestions) -> anyhow::Result<String> {
    let codes = |all: &[Suggested<Country>]| all.iter().map(|it| it.what.code()).collect();
    let of_countries = suggestions.countries.iter().chain(&suggestions.mentions).flat_map(|it| {
        it.evidence.iter().map(|evidence| Proof { country: Some(it.what.code()), topic: None, evidence })
    });
    let of_topics = suggestions.topics.iter().flat_map(|it| {
        it.evidence.iter().map(|evidence| Proof { country: None, topic: Some(it.what.as_str()), evidence })
    });
    let line = Line {
        file: file.to_owned(),
        countries: codes(&suggestions.countries),
        mentions: codes(&suggestions.mentions),
        topics: suggestions.topics.iter().map(|it| it.what.as_str()).collect(),
        evidence: of_countries.chain(of_topics).collect(),
    };
    Ok(format!("{}\n", serde_json::to_string(&line)?))
}

fn human(file: &str, suggestions: &Suggestions) -> String {
    let mut text = format!("{file}\n");
    for (what, all) in [("countries", &suggestions.countries), ("mentions", &suggestions.mentions)] {
        for suggested in all {
            push(&mut text, what, suggested.what.code(), &suggested.evidence);
        }
    }
    for suggested in &suggestions.topics {
        push(&mut text, "topics", &suggested.what, &suggested.evidence);
    }
    text
}

fn push(text: &mut String, what: &str, name: &str, evidence: &[Evidence]) {
    let words: Vec<String> =
        evidence.iter().map(|it| format!("{} × “{}” (line {})", it.count, it.term, it.line)).collect();
    text.push_str(&format!("  {what:<9}  {name:<4}  {}\n", words.join(", ")));
}
