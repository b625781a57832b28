//! `chancery diff`: the redline in the terminal.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use anyhow::{anyhow, bail};

use super::briefing::Found;
use super::failure::Failure;
use super::session;
use crate::content::{Body, Fence};
use crate::record::redline::{Pair, Token, align, compare, tokens};
use crate::record::{Revised, RevisionStatus};
use crate::text::shown_lines;
use crate::tree::Kind;

/// Show which words of a briefing changed
///
/// Without A and B: what was edited since the last commit, or else what the newest version changed. With A alone: what
/// changed since A.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The briefing: its file, or its place such as 2024/france-china
    briefing: String,
    /// The older text: the number of a version, or a commit
    a: Option<String>,
    /// The newer text: the number of a version, or a commit [default: the file as it is now]
    b: Option<String>,
}

/// A text and what it is called.
struct Side {
    name: String,
    text: String,
}

pub(super) fn run(root: Option<PathBuf>, arguments: Arguments) -> Result<(), Failure> {
    let found = Found::find(root, &arguments.briefing)?;
    let (old, new) = sides(&found, arguments.a.as_deref(), arguments.b.as_deref())?;
    let text = shown_redline(&old.text, &new.text);
    if text.is_empty() {
        session::say(&format!("{} and {} have the same words", old.name, new.name));
        return Ok(());
    }
    Ok(session::print(&format!("--- {}\n+++ {}\n{text}", old.name, new.name))?)
}

fn sides(found: &Found, a: Option<&str>, b: Option<&str>) -> anyhow::Result<(Side, Side)> {
    let now = || Ok::<_, anyhow::Error>(Side { name: "the file now".to_owned(), text: found.text_now()? });
    if let Some(a) = a {
        let new = b.map_or_else(now, |b| side(found, named(found, b)?));
        return Ok((side(found, named(found, a)?)?, new?));
    }
    let newest = found.revisions.last().ok_or_else(|| anyhow!("{} is not in git yet", found.path))?;
    if found.is_edited()? {
        return Ok((side(found, newest)?, now()?));
    }
    let versions: Vec<&Revised> = versions(found).map(|(_, revision)| revision).collect();
    match versions[..] {
        [.., before, last] => Ok((side(found, before)?, side(found, last)?)),
        _ => bail!("there is one text of {} in git, and nothing was edited since", found.path),
    }
}

fn versions(found: &Found) -> impl Iterator<Item = (usize, &Revised)> {
    found.revisions.iter().filter_map(|revision| match revision.rank {
        RevisionStatus::Version(number, _) => Some((number, revision)),
        _ => None,
    })
}

fn named<'a>(found: &'a Found, name: &str) -> anyhow::Result<&'a Revised> {
    let Ok(number) = name.parse::<usize>() else { return found.revision_in(name) };
    if let Some((_, revision)) = versions(found).find(|(own, _)| *own == number) {
        return Ok(revision);
    }
    // The id of a commit may have no letter in it.
    found.revision_in(name).map_err(|_| match versions(found).last() {
        Some((last, _)) => anyhow!("there is no version {number}; the newest is version {last}"),
        None => anyhow!("there is no version {number}; nothing of this briefing is published yet"),
    })
}

fn side(found: &Found, revision: &Revised) -> anyhow::Result<Side> {
    let commit = revision.commit.get(..10).unwrap_or_default();
    let name = match revision.rank {
        RevisionStatus::Version(number, _) => {
            format!("version {number}, {} ({commit})", revision.date.date())
        }
        _ => format!("{} ({commit})", revision.date.date()),
    };
    Ok(Side { name, text: found.text_in(revision)? })
}

/// What stands around words.
struct Marks {
    deleted: [&'static str; 2],
    inserted: [&'static str; 2],
}

impl Marks {
    const PLAIN: Self = Self { deleted: ["[-", "-]"], inserted: ["{+", "+}"] };
    const COLOURED: Self =
        Self { deleted: ["\u{1b}[31;9m", "\u{1b}[0m"], inserted: ["\u{1b}[32m", "\u{1b}[0m"] };
}

/// What stands before a block that stands elsewhere now.
const MOVED: &str = "[moved] ";

/// Returns what changed between two texts, for the terminal; nothing where they have the same words.
pub(super) fn shown_redline(old: &str, new: &str) -> String {
    let colour =
        io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let marks = if colour { Marks::COLOURED } else { Marks::PLAIN };
    // What is marked below is the only thing that a terminal takes for a command.
    redline(&shown_lines(old), &shown_lines(new), &marks)
}

/// Returns the blocks that changed, with their words marked; what stayed between two is an ellipsis.
fn redline(old: &str, new: &str, marks: &Marks) -> String {
    let (old, new) = (blocks(old), blocks(new));
    let words = |blocks: &[&'_ str]| -> Vec<Vec<String>> {
        let words =
            |block: &&str| tokens(block).into_iter().filter_map(Token::word).map(str::to_owned).collect();
        blocks.iter().map(words).collect()
    };
    let (old_words, new_words) = (words(&old), words(&new));
    let mut out = String::new();
    let mut skips = false;
    for pair in align(&old_words, &new_words) {
        let line = match pair {
            Pair::Same(..) => {
                skips = true;
                continue;
            }
            Pair::Moved(_, to) => format!("{MOVED}{}", new[to]),
            Pair::Changed(from, to) => changed(old[from], new[to], &old_words[from], &new_words[to], marks),
            Pair::Deleted(place) => around(old[place], marks.deleted),
            Pair::Inserted(place) => around(new[place], marks.inserted),
        };
        if std::mem::take(&mut skips) {
            out.push_str("…\n");
        }
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// Returns the lines of the front matter, and the paragraphs of the text. A block of code is one, blank lines and all.
fn blocks(text: &str) -> Vec<&str> {
    let fence = Fence::opened_by(text.lines().next().unwrap_or_default());
    let (yaml, body_at) = fence.and_then(|fence| fence.inside(text)).unwrap_or((0..0, 0));
    let lines = text[yaml].lines();
    let body = text[body_at..].trim_start_matches(['\r', '\n']);
    let tree = Body::of_markdown(body, 0);
    let mut blocks: Vec<&str> = lines.collect();
    let mut done = 0;
    for node in tree.blocks().map(|index| tree.nodes()[index]) {
        if matches!(node.kind, Kind::CodeBlock(_)) {
            blocks.extend(body[done..node.range().start].split("\n\n"));
            blocks.push(&body[node.range()]);
            done = node.range().end;
        }
    }
    blocks.extend(body[done..].split("\n\n"));
    blocks.into_iter().map(str::trim_end).filter(|block| !block.trim().is_empty()).collect()
}

fn around(text: &str, [before, after]: [&str; 2]) -> String {
    format!("{before}{text}{after}")
}

fn changed(old: &str, new: &str, old_words: &[String], new_words: &[String], marks: &Marks) -> String {
    let words = compare(old_words, new_words);
    let old = spaced(old);
    let gone = |place: usize| {
        let gone = &old[words.gone_before[place].clone()];
        let text: Vec<&str> = gone.iter().flat_map(|(space, word)| [*space, *word]).collect();
        (!gone.is_empty()).then(|| around(text.concat().trim_start(), marks.deleted))
    };
    let mut out = String::new();
    let mut is_open = false;
    for (place, (space, word)) in spaced(new).into_iter().enumerate() {
        let is_new = words.is_new[place];
        let gone = gone(place);
        if is_open && (!is_new || gone.is_some()) {
            out.push_str(marks.inserted[1]);
            is_open = false;
        }
        out.push_str(space);
        if let Some(gone) = gone {
            out.push_str(&gone);
            // Of a word that took the place of another, the space stands before both.
            out.push_str(if is_new || space.is_empty() { "" } else { " " });
        }
        if is_new && !is_open {
            out.push_str(marks.inserted[0]);
            is_open = true;
        }
        out.push_str(word);
    }
    if is_open {
        out.push_str(marks.inserted[1]);
    }
    if let Some(gone) = gone(new_words.len()) {
        out.push(' ');
        out.push_str(&gone);
    }
    out
}

/// Returns the words of a text, each with the white space before it.
fn spaced(text: &str) -> Vec<(&str, &str)> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for token in tokens(text) {
        let length = token.text().len();
        if matches!(token, Token::Word(_)) {
            words.push((&text[start..at], &text[at..at + length]));
            start = at + length;
        }
        at += length;
    }
    words
}
