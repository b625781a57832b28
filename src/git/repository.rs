//! A repository, and short questions to it.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::GitError;
use super::command::Caller;

/// The git repository that a site's folder is in.
#[derive(Clone, Debug)]
pub struct Repository {
    /// How git is called in the site's folder.
    caller: Caller,
    /// The site's folder in the repository, with `/` at its end; empty for the repository itself.
    prefix: String,
    /// Whether there are attributes of its own in the folder of git, which cannot be switched off.
    has_own_attributes: bool,
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
    /// A part of the history is missing or damaged; in git's own words.
    Damaged(String),
    /// Git refuses; in its own words.
    Refused(String),
}

/// A file of a commit's tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeEntry {
    /// The path from the site's root.
    pub path: String,
    /// The id of its contents.
    pub blob: String,
    /// In bytes.
    pub size: u64,
    /// Whether it is a symbolic link; its contents are then the path that it leads to.
    pub is_link: bool,
}

impl Repository {
    /// Finds the repository of a site's folder.
    ///
    /// # Errors
    /// Returns why there is none that can be used.
    pub fn open(root: &Path) -> Result<Self, Absent> {
        let mut caller = Caller::new(root);
        let mut output = ask_for_place(&caller)?;
        if !output.status.success()
            && words_of(&output).contains("dubious ownership")
            && let Some(trusting) = caller.clone().trusting_as_its_user()
        {
            caller = trusting;
            output = ask_for_place(&caller)?;
        }
        if !output.status.success() {
            let said = words_of(&output);
            let is_outside = said.contains("not a git repository");
            return Err(if is_outside { Absent::NoRepository } else { Absent::Refused(said) });
        }
        let answer = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut lines = answer.lines();
        let is_shallow = lines.next() == Some("true");
        let object_format = lines.next().unwrap_or_default();
        let folder = lines.next().unwrap_or_default();
        if !caller.is_told_where() && is_inside(root, Path::new(folder)) {
            return Err(Absent::Refused(format!("{folder} is no working tree, but looks like a repository")));
        }
        let has_own_attributes = lines.next().is_none_or(|file| root.join(file).exists());
        let prefix = lines.next().unwrap_or_default().to_owned();
        let repository =
            Self { caller: caller.without_attributes(object_format), prefix, has_own_attributes };
        if repository.commit("HEAD").is_none() {
            return Err(Absent::NoCommits);
        }
        if is_shallow { Err(Absent::Shallow) } else { Ok(repository) }
    }

    /// Returns the commit that the working tree was checked out from.
    ///
    /// # Errors
    /// Returns what git said, if there is none or it cannot be told.
    pub fn head(&self) -> Result<String, GitError> {
        let output = self.command(&["rev-parse", "--verify", "HEAD^{commit}"]).output()?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
        }
        Err(GitError::Failed { command: "rev-parse", why: words_of(&output) })
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
        let output = self
            .command(&["show", "--no-patch", "--no-ext-diff", "--no-textconv", "--format=%ct", commit])
            .output()
            .ok()?;
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
    pub fn tree(&self, commit: &str, names: &[&str]) -> Result<Vec<TreeEntry>, GitError> {
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

    fn leaf(&self, line: &str) -> Option<TreeEntry> {
        let (data, path) = line.split_once('\t')?;
        let mut data = data.split_ascii_whitespace();
        let (mode, kind, blob, size) = (data.next()?, data.next()?, data.next()?, data.next()?);
        // A submodule is a commit, and no file of this repository.
        (kind == "blob").then_some(())?;
        Some(TreeEntry {
            path: path.strip_prefix(&self.prefix)?.to_owned(),
            blob: blob.to_owned(),
            size: size.parse().unwrap_or_default(),
            is_link: mode == LINK,
        })
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
    /// that cannot be told, because there is no working tree, or not without filters that the repository brings.
    pub fn edited(&self, folder: &str) -> Option<Vec<String>> {
        if self.has_own_attributes {
            return None;
        }
        // To look into a submodule, git would go by the settings in there.
        let mut arguments = vec!["diff-index", "--name-only", "--relative", "-z", "--ignore-submodules=all"];
        arguments.extend(["--no-ext-diff", "--no-textconv", "HEAD", "--", folder]);
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

    /// Returns a call of git that means this repository, whatever its user has set.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        self.caller.command(arguments)
    }
}

/// Asks git where the repository of a folder is, and of which kind.
fn ask_for_place(caller: &Caller) -> Result<Output, Absent> {
    let asked = [
        "rev-parse",
        "--is-shallow-repository",
        "--show-object-format",
        "--absolute-git-dir",
        "--git-path",
        "info/attributes",
        "--show-prefix",
    ];
    caller.command(&asked).output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Absent::NoGit,
        _ => Absent::Refused(error.to_string()),
    })
}

/// Returns whether a site's folder is inside of what git takes for its repository: one that came with the files.
///
/// Git itself refuses it, but for versions before 2.38.
fn is_inside(root: &Path, git_folder: &Path) -> bool {
    match (fs::canonicalize(root), fs::canonicalize(git_folder)) {
        (Ok(root), Ok(git_folder)) => root.starts_with(git_folder),
        _ => false,
    }
}

/// The mode of a symbolic link in a tree.
pub(super) const LINK: &str = "120000";

/// Returns what git said of an error: the first line that tells one, and no advice.
pub(super) fn words_of(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    let error =
        lines().find_map(|line| line.strip_prefix("fatal: ").or_else(|| line.strip_prefix("error: ")));
    let other = || lines().find(|line| !line.starts_with("hint: ") && !line.starts_with("warning: "));
    match error.or_else(other) {
        Some(line) => line.to_owned(),
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
            Self::Damaged(why) => write!(
                f,
                "the history cannot be read: git says: {why}; `git fsck` tells what is damaged, and a new clone has all of it"
            ),
            Self::Refused(why) => write!(f, "git says: {why}"),
        }
    }
}
