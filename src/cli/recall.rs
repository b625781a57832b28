//! `chancery recall`

use std::fmt::Write;
use std::path::PathBuf;

use anyhow::anyhow;

use super::failure::Failure;
use super::session;
use crate::check::sentence_before;
use crate::content::{Briefing, Document, Manuscript};
use crate::source::{Source, WorkingTree};
use crate::text::{address_key, counted, shown};
use crate::tree::Prose;

/// Tell which briefings cite a source, and the sentences that rest on it
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The address of the source, its DOI, or the address of an archived copy of it
    address: String,
}

pub(super) fn run(root: Option<PathBuf>, arguments: &Arguments) -> Result<(), Failure> {
    let root = session::find_root(root)?;
    let tree = session::open(&root)?;
    let (library, _) = session::library(&tree)?;
    let doi = arguments.address.trim();
    let is_doi = doi.starts_with("10.") && doi.contains('/');
    let written = if is_doi { format!("https://doi.org/{doi}") } else { doi.to_owned() };
    let wanted = address_key(&written);
    let mut told = String::new();
    let (mut briefings, mut sentences) = (0, 0);
    for (path, document) in library.documents() {
        let Document::Briefing(briefing) = document else { continue };
        let places: Vec<usize> = cited_at(briefing, &wanted);
        if places.is_empty() {
            continue;
        }
        briefings += 1;
        let _ = writeln!(told, "{path}: {}", shown(&briefing.title));
        for place in places {
            sentences += tell(&tree, path, briefing, place, &mut told);
        }
    }
    if briefings == 0 {
        return Err(anyhow!(
            "no briefing cites {}; write the address as it stands under `sources:`",
            shown(&arguments.address)
        )
        .into());
    }
    session::print(&told)?;
    let sum = format!("{} · {}", counted(briefings, "briefing"), counted(sentences, "sentence"));
    session::say(&format!(
        "{sum}\nto tell readers, write `withdrawn: {{ date: …, reason: … }}` under the source in one of them: all say it then"
    ));
    Ok(())
}

/// Returns the places of the sources of a briefing that are the one wanted.
fn cited_at(briefing: &Briefing, wanted: &str) -> Vec<usize> {
    let is_it = |address: &String| !address.is_empty() && address_key(address) == wanted;
    let sources = briefing.sources.iter().enumerate();
    sources
        .filter(|(_, source)| is_it(&source.url) || is_it(&source.archived))
        .map(|(place, _)| place)
        .collect()
}

/// Tells the sentences of a briefing that cite a source, each with its line. Returns how many there are.
fn tell(tree: &WorkingTree, path: &str, briefing: &Briefing, place: usize, told: &mut String) -> usize {
    let source = &briefing.sources[place];
    let _ = writeln!(told, "  source {}: {}", place + 1, shown(&source.title));
    let manuscript = tree.read(path).ok().and_then(|bytes| Manuscript::of(&bytes));
    let Some(manuscript) = manuscript.filter(|_| !source.id.is_empty()) else { return 0 };
    let prose = Prose::of(&briefing.body);
    let mut count = 0;
    for citation in prose.citations.iter().filter(|citation| citation.name == source.id) {
        let Some(passage) = prose.passages.get(citation.passage) else { continue };
        let line =
            manuscript.text.get(..citation.range.start).map_or(0, |before| before.matches('\n').count()) + 1;
        let sentence: Vec<&str> = sentence_before(&passage.text, citation.byte).split_whitespace().collect();
        let _ = writeln!(told, "    {line}: {}", shown(&sentence.join(" ")));
        count += 1;
    }
    count
}
