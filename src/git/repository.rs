//! A repository, and short questions to it.

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::GitError;

/// The git repository that a site's folder is in.
#[derive(Clone, Debug)]
pub struct Repository {
    /// The site's folder.
    root: PathBuf,
    /// The site's folder in the repository, with `/` at its end; empty for the repository itself.
    prefix: String,
    /// `GIT_DIR`, where it is set, from the root of the file system on.
    git_dir: Option<OsString>,
}

/// Why there is no history to be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Absent {
    /// There is no `git` program.
    NoGit,
    /// The site's folder is in no repository.
    NoRepository,
    /// Nothing was committed yet.
    NoCommits,
    /// The clone has the newest commits only.
    Shallow,
    /// Git refuses; in its own words.
    Refused(String),
}

/// A file of a commit's tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The path from the site's root.
    pub path: String,
    /// The id of its contents.
    pub blob: String,
    /// In bytes.
    pub size: u64,
    /// Whether it is a symbolic link; its contents are then the path that it leads to.
    pub is_link: bool,
}

/// A file that has another path in a newer commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Its path in the older commit, from the site's root.
    pub from: String,
    /// Its path in the newer one.
    pub to: String,
    /// The id of its contents in the older commit.
    pub old_blob: String,
    /// The id of its contents in the newer one.
    pub new_blob: String,
}

impl Repository {
    /// Finds the repository of a site's folder.
    ///
    /// # Errors
    /// Returns why there is none that can be used.
    pub fn open(root: &Path) -> Result<Self, Absent> {
        let git_dir = std::env::var_os("GIT_DIR").map(|given| match std::path::absolute(&given) {
            Ok(absolute) => absolute.into_os_string(),
            Err(_) => given,
        });
        let mut repository = Self { root: root.to_owned(), prefix: String::new(), git_dir };
        let asked = ["rev-parse", "--is-shallow-repository", "--show-prefix"];
        let output = match repository.command(&asked).output() {
            Ok(output) => output,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Absent::NoGit),
            Err(error) => return Err(Absent::Refused(error.to_string())),
        };
        if !output.status.success() {
            let said = words_of(&output);
            let is_outside = said.contains("not a git repository");
            return Err(if is_outside { Absent::NoRepository } else { Absent::Refused(said) });
        }
        let answer = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut lines = answer.lines();
        let is_shallow = lines.next() == Some("true");
        lines.next().unwrap_or_default().clone_into(&mut repository.prefix);
        if repository.head().is_none() {
            return Err(Absent::NoCommits);
        }
        if is_shallow { Err(Absent::Shallow) } else { Ok(repository) }
    }

    /// Returns the commit that the working tree was checked out from.
    pub fn head(&self) -> Option<String> {
        self.commit("HEAD")
    }

    /// Returns the commit that a name, a tag or an id stands for.
    pub fn commit(&self, name: &str) -> Option<String> {
        let asked = format!("{name}^{{commit}}");
        let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", &asked];
        let output = self.command(&arguments).output().ok()?;
        let answer = String::from_utf8(output.stdout).ok()?;
        (output.status.success() && !answer.trim().is_empty()).then(|| answer.trim().to_owned())
    }

    /// Returns when a commit was made, in seconds since 1970.
    pub fn time_of(&self, commit: &str) -> Option<i64> {
        let output = self.command(&["show", "--no-patch", "--format=%ct", commit]).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse().ok()
    }

    /// Returns whether one commit is among those that came before another.
    pub fn is_ancestor(&self, older: &str, newer: &str) -> bool {
        let status = self
            .command(&["merge-base", "--is-ancestor", older, newer])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        status.is_ok_and(|status| status.success())
    }

    /// Returns the files of a commit under one of the site's folders, or the file of that name.
    ///
    /// # Errors
    /// Returns why the tree cannot be read.
    pub fn tree(&self, commit: &str, names: &[&str]) -> Result<Vec<Leaf>, GitError> {
        let paths: Vec<String> = names.iter().map(|name| format!("{}{name}", self.prefix)).collect();
        let mut arguments = vec!["ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--"];
        arguments.extend(paths.iter().map(String::as_str));
        let output = self.command(&arguments).output()?;
        if !output.status.success() {
            return Err(GitError::Failed { command: "ls-tree", why: words_of(&output) });
        }
        let text = String::from_utf8_lossy(&output.stdout);
        Ok(text.split('\0').filter_map(|line| self.leaf(line)).collect())
    }

    fn leaf(&self, line: &str) -> Option<Leaf> {
        let (data, path) = line.split_once('\t')?;
        let mut data = data.split_ascii_whitespace();
        let (mode, kind, blob, size) = (data.next()?, data.next()?, data.next()?, data.next()?);
        // A submodule is a commit, and no file of this repository.
        (kind == "blob").then_some(())?;
        Some(Leaf {
            path: path.strip_prefix(&self.prefix)?.to_owned(),
            blob: blob.to_owned(),
            size: size.parse().unwrap_or_default(),
            is_link: mode == LINK,
        })
    }

    /// Returns the files under a folder of the site that have another path in a newer commit, as git guesses.
    ///
    /// # Errors
    /// Returns why the two cannot be compared.
    pub fn moves(&self, older: &str, newer: &str, folder: &str) -> Result<Vec<Moved>, GitError> {
        let asked =
            ["diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-relative", "-M", "--diff-filter=R"];
        let mut arguments = asked.to_vec();
        arguments.extend([older, newer, "--", folder]);
        let output = self.command(&arguments).output()?;
        if !output.status.success() {
            return Err(GitError::Failed { command: "diff-tree", why: words_of(&output) });
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let mut tokens = text.split('\0');
        let mut moves = Vec::new();
        while let (Some(data), Some(from), Some(to)) = (tokens.next(), tokens.next(), tokens.next()) {
            let mut blobs = data.split(' ').skip(2);
            let inside = |path: &str| path.strip_prefix(&self.prefix).map(str::to_owned);
            if let (Some(old), Some(new), Some(from), Some(to)) =
                (blobs.next(), blobs.next(), inside(from), inside(to))
            {
                moves.push(Moved { from, to, old_blob: old.to_owned(), new_blob: new.to_owned() });
            }
        }
        Ok(moves)
    }

    /// Returns the contents of a file of the site in a commit.
    ///
    /// # Errors
    /// Returns why git does not give them.
    pub fn file(&self, commit: &str, path: &str) -> Result<Vec<u8>, GitError> {
        let name = format!("{commit}:{}{path}", self.prefix);
        let output = self.command(&["cat-file", "blob", &name]).output()?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(GitError::Failed { command: "cat-file", why: words_of(&output) })
    }

    /// Returns the files under a folder of the site that may differ from those of the last commit. None where
    /// that cannot be told, because there is no working tree.
    pub fn edited(&self, folder: &str) -> Option<Vec<String>> {
        let arguments = ["diff-index", "--name-only", "--relative", "-z", "HEAD", "--", folder];
        let output = self.command(&arguments).output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let paths = || text.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect();
        output.status.success().then(paths)
    }

    /// Returns the folder in which git keeps what changes with every commit.
    pub fn folder(&self) -> Option<PathBuf> {
        let output = self.command(&["rev-parse", "--absolute-git-dir"]).output().ok()?;
        let answer = String::from_utf8(output.stdout).ok()?;
        output.status.success().then(|| PathBuf::from(answer.trim_end_matches('\n')))
    }

    /// Returns the site's folder in the repository, with `/` at its end; empty for the repository itself.
    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Returns a command that means this repository, whatever its user has set.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command
            .current_dir(&self.root)
            .env("LC_ALL", "C")
            // A preview asks often, and must not stand in the way of the writer's own git.
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_LITERAL_PATHSPECS", "1")
            .stdin(Stdio::null())
            .args(arguments);
        if let Some(git_dir) = &self.git_dir {
            command.env("GIT_DIR", git_dir);
        }
        command
    }
}

/// The mode of a symbolic link in a tree.
pub(super) const LINK: &str = "120000";

/// Returns what git said of an error: its first line.
pub(super) fn words_of(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    match said.lines().find(|line| !line.trim().is_empty()) {
        Some(line) => line.trim().trim_start_matches("fatal: ").to_owned(),
        None => output.status.to_string(),
    }
}

impl fmt::Display for Absent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGit => f.write_str("git is not installed"),
            Self::NoRepository => f.write_str("this folder is in no git repository"),
            Self::NoCommits => f.write_str("nothing is committed yet"),
            Self::Shallow => f.write_str(
                "this clone is shallow; `git fetch --unshallow` brings the rest, and on GitHub `fetch-depth: 0` of \
                 actions/checkout",
            ),
            Self::Refused(why) => write!(f, "git says: {why}"),
        }
    }
}
