//! `chancery verify`

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use ureq::Agent;
use walkdir::WalkDir;

use super::failure::Failure;
use super::session;
use crate::cache::Cache;
use crate::cards::Cards;
use crate::check::CODES;
use crate::config::BaseUrl;
use crate::git::Repository;
use crate::load::{AssembleOptions, Library, Recording};
use crate::output::{self, Files, STATEMENT_FILE, Statement};
use crate::pictures::Store;
use crate::record::History;
use crate::render::Renderer;
use crate::source::{GitTree, Source};
use crate::text::counted;

/// How many files of a kind are named.
const NAMED: usize = 20;

/// How many files are asked for at the same time.
const AT_ONCE: usize = 8;

/// How long one file may take.
const TIMEOUT: Duration = Duration::from_mins(1);

/// How many bytes a file may have: what GitHub takes.
const MOST: u64 = 100_000_000;

/// Files that a server need not give, since nobody reads them.
const NOT_SERVED: [&str; 2] = [".nojekyll", ".chancery-manifest"];

/// Build the commit that a site says it is from, and compare every byte
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the site, or its address [default: `public` in the site's folder]
    #[arg(value_name = "DIR|URL")]
    site: Option<String>,
}

pub(super) fn run(root: Option<PathBuf>, arguments: Arguments) -> Result<(), Failure> {
    let root = session::find_root(root)?;
    let there = match arguments.site {
        None => There::Folder(root.join(session::OUTPUT_FOLDER)),
        Some(url) if url.starts_with("https://") || url.starts_with("http://") => There::web(&url)?,
        Some(folder) => There::Folder(PathBuf::from(folder)),
    };
    let statement = there.statement()?;
    let should_be = built_again(&root, &statement)?;
    let differences = there.compare(&should_be)?;
    if statement.version != env!("CARGO_PKG_VERSION") {
        session::say(&format!(
            "note: this site was built by version {} of Chancery, and this is {}; differences may come of that",
            statement.version,
            env!("CARGO_PKG_VERSION")
        ));
    }
    let commit = statement.commit.get(..10).unwrap_or_default();
    if differences.is_none() {
        session::say(&format!(
            "{} compared: all are what commit {commit} gives, as of {}",
            counted(should_be.len(), "file"),
            statement.time
        ));
        return Ok(());
    }
    session::print(&differences.to_text())?;
    session::say(&format!("this is not what commit {commit} gives: {}", differences.summary()));
    Err(Failure::Content)
}

/// Builds the commit of a statement again, in memory. Returns its files with their hashes.
fn built_again(root: &Path, statement: &Statement) -> Result<BTreeMap<String, blake3::Hash>, Failure> {
    let is_id = statement.commit.len() >= 40 && statement.commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    let time = statement.time.parse().ok().filter(|_| is_id);
    let time: jiff::Timestamp =
        time.ok_or_else(|| anyhow!("{STATEMENT_FILE} names no commit, or no moment"))?;
    let base_url = BaseUrl::parse(&statement.base_url)
        .map_err(|error| anyhow!("the address in {STATEMENT_FILE} cannot be used: {error}"))?;
    let has_cards = cfg!(feature = "cards");
    if has_cards != statement.features.iter().any(|feature| feature == "cards") {
        let with = if has_cards { "without" } else { "with" };
        return Err(anyhow!(
            "this site was built {with} social cards; use a Chancery {with} the feature `cards`"
        )
        .into());
    }
    let repository =
        Repository::open(root).map_err(|absent| anyhow!("nothing can be built again: {absent}"))?;
    if repository.commit(&statement.commit).is_none() {
        return Err(anyhow!(
            "the site is from commit {}, which this repository does not have; `git fetch` may bring it",
            statement.commit
        )
        .into());
    }
    let tip = repository.head()?;
    let history = History::read(repository, &tip, root)?.at(&statement.commit)?;
    let tree = GitTree::open(history.repository(), &statement.commit)?;
    let recording =
        Recording { history: &history, edited: Some(std::collections::HashSet::new()), is_preview: false };
    let terms = AssembleOptions { recording: Some(recording), ..AssembleOptions::at(time, false) };
    let loaded = Library::read(&tree, Some(base_url), &CODES).assemble_on(&tree as &dyn Source, &terms)?;
    let (edition, renderers) = match &loaded.edition {
        Some(edition) if !loaded.has_errors() => (edition, Renderer::all(loaded.editions())),
        _ => {
            session::tell(&loaded.problems);
            return Err(Failure::Content);
        }
    };
    let told = |problems: Vec<crate::problem::Problem>| {
        session::tell(&problems);
        Failure::Content
    };
    let renderers = renderers.map_err(told)?;
    // Neither decides what is right: both would be read from a folder that anybody may have written into.
    let cache = Cache::none();
    let (store, cards) = (Store::new(&cache), Cards::new(&cache));
    let files = Files { source: &tree, store: &store, cards: &cards };
    let own = edition
        .site
        .config
        .outputs
        .verify
        .then(|| Statement::new(&statement.commit, &statement.time, &edition.site.config.base_url));
    // The number of the program is told apart, and makes no difference of its own.
    let own = own.map(|own| Statement { version: statement.version.clone(), ..own });
    output::hashes(&renderers, files, own.as_ref()).map_err(|problem| told(vec![problem]))
}

/// A site that is somewhere.
enum There {
    Folder(PathBuf),
    Web { agent: Agent, base: BaseUrl },
}

impl There {
    fn web(url: &str) -> anyhow::Result<Self> {
        let base = BaseUrl::parse(url).map_err(|error| anyhow!("{url} cannot be used: {error}"))?;
        let config = Agent::config_builder()
            .timeout_global(Some(TIMEOUT))
            .http_status_as_error(false)
            .user_agent(concat!("chancery/", env!("CARGO_PKG_VERSION"), " (verifies a site)"));
        Ok(Self::Web { agent: config.build().into(), base })
    }

    fn statement(&self) -> anyhow::Result<Statement> {
        let Some(bytes) = self.read(STATEMENT_FILE)? else {
            bail!(
                "there is no {STATEMENT_FILE} in this site, which says what it was built from; \
                 `outputs: {{ verify: true }}` in site.yaml puts it there at the next build"
            );
        };
        serde_json::from_slice(&bytes).with_context(|| format!("{STATEMENT_FILE} cannot be read"))
    }

    /// Returns the bytes of a file; none where there is none.
    fn read(&self, file: &str) -> anyhow::Result<Option<Vec<u8>>> {
        match self {
            Self::Folder(folder) => match fs::read(folder.join(file)) {
                Ok(bytes) => Ok(Some(bytes)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error).with_context(|| format!("{file} cannot be read")),
            },
            Self::Web { agent, base } => {
                let path = match file.strip_suffix("index.html") {
                    Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
                    _ => file,
                };
                let url = base.absolute(path);
                let mut answer = agent.get(&url).call().with_context(|| format!("{url} does not answer"))?;
                match answer.status().as_u16() {
                    200 => {
                        let body = answer.body_mut().with_config().limit(MOST).read_to_vec();
                        Ok(Some(body.with_context(|| format!("{url} cannot be read"))?))
                    }
                    404 | 410 => Ok(None),
                    code => bail!("{url} answers with {code}"),
                }
            }
        }
    }

    fn compare(&self, should_be: &BTreeMap<String, blake3::Hash>) -> anyhow::Result<Differences> {
        let wanted: Vec<(&String, &blake3::Hash)> = should_be
            .iter()
            .filter(|(file, _)| matches!(self, Self::Folder(_)) || !NOT_SERVED.contains(&file.as_str()))
            .collect();
        let (next, found) = (AtomicUsize::new(0), Mutex::new((Differences::default(), None)));
        std::thread::scope(|scope| {
            for _ in 0..AT_ONCE {
                scope.spawn(|| {
                    while let Some((file, hash)) = wanted.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let read = self.read(file);
                        let Ok(mut found) = found.lock() else { return };
                        match read {
                            Ok(None) => found.0.missing.push((*file).clone()),
                            Ok(Some(bytes)) if blake3::hash(&bytes) != **hash => {
                                found.0.different.push((*file).clone());
                            }
                            Ok(Some(_)) => {}
                            Err(error) => found.1 = found.1.take().or(Some(error)),
                        }
                    }
                });
            }
        });
        let (mut differences, error) = found.into_inner().unwrap_or_default();
        if let Some(error) = error {
            return Err(error);
        }
        if let Self::Folder(folder) = self {
            differences.extra = extra(folder, should_be)?;
        }
        differences.missing.sort_unstable();
        differences.different.sort_unstable();
        Ok(differences)
    }
}

/// Returns the files of a folder that should not be there. A server cannot be asked which files it has.
///
/// # Errors
/// Returns what cannot be looked into, for anything may be in there.
fn extra(folder: &Path, should_be: &BTreeMap<String, blake3::Hash>) -> anyhow::Result<Vec<String>> {
    let mut extra = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("{} cannot be read", folder.display()))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let file = parts.join("/");
        if !should_be.contains_key(&file) {
            extra.push(file);
        }
    }
    Ok(extra)
}

/// What is not as it should be, sorted.
#[derive(Default)]
struct Differences {
    missing: Vec<String>,
    extra: Vec<String>,
    different: Vec<String>,
}

impl Differences {
    fn kinds(&self) -> [(&'static str, &[String]); 3] {
        [("missing", &self.missing), ("extra", &self.extra), ("different", &self.different)]
    }

    fn is_none(&self) -> bool {
        self.kinds().iter().all(|(_, files)| files.is_empty())
    }

    fn to_text(&self) -> String {
        let mut out = String::new();
        for (kind, files) in self.kinds() {
            for file in files.iter().take(NAMED) {
                out.push_str(&format!("{kind}: {}\n", file.escape_debug()));
            }
            if let Some(more) = files.len().checked_sub(NAMED).filter(|more| *more > 0) {
                out.push_str(&format!("{kind}: {more} more\n"));
            }
        }
        out
    }

    fn summary(&self) -> String {
        let kinds = self.kinds().into_iter().filter(|(_, files)| !files.is_empty());
        kinds
            .map(|(kind, files)| format!("{} {kind}", counted(files.len(), "file")))
            .collect::<Vec<_>>()
            .join(", ")
    }
}
