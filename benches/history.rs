//! Times how a site's history is read: from git, from the cache, and all its revisions.
//!
//! ```console
//! $ benches/corpus.py --n 4000 --flavour chancery --out DIR/corpus
//! $ benches/history.py DIR/corpus --versions 7 --out DIR/site
//! $ cargo bench --bench history -- DIR/site
//! ```

#![allow(clippy::print_stdout, reason = "what is measured is printed")]

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chancery::check::CODES;
use chancery::content::{Document, Gate};
use chancery::git::Repository;
use chancery::load::Library;
use chancery::record::{History, RecordRequest};
use chancery::source::WorkingTree;

/// How often each thing is done; medians are shown.
const ROUNDS: usize = 5;

/// What `git log` is asked for, as `chancery` asks it.
const LOG: [&str; 10] = [
    "log",
    "-z",
    "--raw",
    "--no-abbrev",
    "-M",
    "--full-history",
    "--sparse",
    "--diff-merges=first-parent",
    "--format=%H",
    "HEAD",
];

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    // `cargo bench` adds an argument of its own.
    let Some(root) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) else {
        println!("usage: cargo bench --bench history -- DIR, a site that benches/history.py made");
        return Ok(());
    };
    let root = PathBuf::from(root);
    let mut rows: [(&str, Vec<Duration>); 4] = [
        ("git log alone, the floor", Vec::new()),
        ("history, cold", Vec::new()),
        ("history, from the cache", Vec::new()),
        ("all revisions, read and judged", Vec::new()),
    ];
    for _ in 0..ROUNDS {
        let times = round(&root)?;
        rows.iter_mut().zip(times).for_each(|((_, all), time)| all.push(time));
    }
    for (name, mut times) in rows {
        times.sort_unstable();
        println!("{name:<32}{:>8.3} s", times[times.len() / 2].as_secs_f64());
    }
    Ok(())
}

fn round(root: &Path) -> Result<[Duration; 4], Failure> {
    let floor = timed(|| {
        let log = Command::new("git")
            .current_dir(root)
            .args(LOG)
            .args(["--", "content"])
            .stdout(Stdio::piped())
            .output()?;
        if log.status.success() { Ok(()) } else { Err("git log failed".into()) }
    })?;
    let _ = fs::remove_file(root.join(".chancery/history"));
    let read = || -> Result<History, Failure> {
        let repository = Repository::open(root).map_err(|absent| absent.to_string())?;
        let tip = repository.head()?;
        Ok(History::read(repository, &tip, root)?)
    };
    let cold = timed(|| read().map(drop))?;
    let warm = timed(|| read().map(drop))?;

    let tree = WorkingTree::open(root)?;
    let library = Library::read(&tree, None, &CODES);
    let config = library.config().ok_or("site.yaml cannot be read")?;
    let briefings = library.documents().filter_map(|(_, document)| match document {
        Document::Briefing(briefing) => Some(briefing),
        _ => None,
    });
    let gate = Gate { now: jiff::Timestamp::now(), drafts: false, markings: config.markings.clone() };
    let asked = RecordRequest {
        config,
        gate: &gate,
        briefings: briefings.collect(),
        pages: Vec::new(),
        translations: Vec::new(),
        edited: Some(HashSet::new()),
        hindsight: None,
        keeps_committed: false,
    };
    let past = read()?;
    let records = timed(|| past.records(&asked).map(drop).map_err(Into::into))?;
    Ok([floor, cold, warm, records])
}

fn timed(work: impl FnOnce() -> Result<(), Failure>) -> Result<Duration, Failure> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}
