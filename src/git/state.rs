//! What state a repository is in: questions that only a check of the set-up, or of a publication, asks.

use super::Repository;
use crate::program::program;

impl Repository {
    /// Returns whether a commit is on the line of first parents that ends at another.
    pub fn is_on_line(&self, commit: &str, tip: &str) -> bool {
        self.lines(&["rev-list", "--first-parent", tip]).iter().any(|id| id == commit)
    }

    /// Returns whether the clone leaves contents with its server until they are asked for.
    pub fn is_partial(&self) -> bool {
        !self.lines(&["config", "--get-regexp", r"^remote\..*\.(promisor|partialclonefilter)$"]).is_empty()
    }

    /// Returns the files of the site's folder under a path that git knows.
    pub fn tracked(&self, path: &str) -> Vec<String> {
        let listed = self.lines(&["ls-files", "-z", "--", path]);
        listed
            .iter()
            .flat_map(|line| line.split('\0'))
            .filter(|path| !path.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// Returns the address of the remote repository called `origin`, if there is one.
    pub fn origin(&self) -> Option<String> {
        self.lines(&["config", "--get", "remote.origin.url"]).into_iter().next()
    }

    /// Returns the lines of an answer; none where git says no.
    fn lines(&self, arguments: &[&str]) -> Vec<String> {
        let Ok(output) = self.command(arguments).output() else { return Vec::new() };
        if !output.status.success() {
            return Vec::new();
        }
        String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
    }
}

/// Returns the version of the `git` program, its first two numbers; none where there is no such program.
pub fn program_version() -> Option<(u32, u32)> {
    let output = program("git").arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut numbers = text.split(' ').nth(2)?.split('.').map_while(|number| number.trim().parse().ok());
    Some((numbers.next()?, numbers.next()?))
}
