//! A small site in a folder of its own, and what the binary makes of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// 1 June 2024, 12:00 UTC: the present in all tests.
pub const NOW: &str = "1717243200";

/// A picture of one pixel, whatever its file is called.
pub const PICTURE: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\
    \0\0\0\x0aIDAT\x78\x9c\x63\0\x01\0\0\x05\0\x01\x0d\x0a\x2d\xb4\0\0\0\0IEND\xae\x42\x60\x82";

/// What a build says of a site that is in no git repository.
pub const NO_REPOSITORY: &str = "note: briefings have no versions, since this folder is in no git repository";

/// What a command says of the clock that all tests have.
pub const CLOCK: &str = "note: SOURCE_DATE_EPOCH sets the present to 2024-06-01T12:00:00Z; later dates and embargoes have not come";

/// A site under construction. Nothing of the machine's user reaches it: its own HOME, no git
/// configuration, a fixed clock.
pub struct SiteTest {
    folder: TempDir,
    arguments: Vec<String>,
    variables: Vec<(String, String)>,
}

impl SiteTest {
    /// Returns a site with a `site.yaml` and nothing else.
    pub fn new() -> Self {
        Self::bare().file("site.yaml", "title: Test Desk\nbase_url: https://example.org/\n")
    }

    /// Returns a site that shows the subject lines of commits where they have no change note.
    pub fn with_subjects() -> Self {
        Self::bare().file(
            "site.yaml",
            "title: Test Desk\nbase_url: https://example.org/\nrecord: { notes: subject }\n",
        )
    }

    /// Returns an empty folder.
    pub fn bare() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        fs::create_dir(folder.path().join("site")).expect("a folder for the site");
        fs::create_dir(folder.path().join("home")).expect("a folder for the home");
        Self { folder, arguments: Vec::new(), variables: Vec::new() }
    }

    /// Writes a file of the site.
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    /// Writes `content/briefings/NAME.md`, dated 1 April 2024, with more front matter and a text.
    pub fn briefing(self, name: &str, front_matter: &str, text: &str) -> Self {
        let title = name.rsplit('/').next().unwrap_or(name);
        let has = |key: &str| front_matter.lines().any(|line| line.starts_with(key));
        let title = if has("title:") { String::new() } else { format!("title: {title}\n") };
        let date = if has("date:") { "" } else { "date: 2024-04-01\n" };
        self.file(
            &format!("content/briefings/{name}.md"),
            format!("---\n{title}{date}{front_matter}\n---\n\n{text}\n"),
        )
    }

    /// Commits all files as they are, at noon (UTC) of a day; the first commit makes the repository.
    pub fn committed(self, day: &str, message: &str) -> Self {
        self.commit(day, message);
        self
    }

    /// Commits all files as they are, at noon (UTC) of a day; the first commit makes the repository. Returns the id
    /// of the commit.
    pub fn commit(&self, day: &str, message: &str) -> String {
        if !self.root().join(".git").exists() {
            self.git(day, &["init", "--quiet", "--initial-branch=main"]);
        }
        self.git(day, &["add", "--all", "--", ".", ":(exclude)public"]);
        self.git(day, &["commit", "--quiet", "--allow-empty", "--message", message]);
        self.git(day, &["rev-parse", "HEAD"])
    }

    /// Runs git in the site's folder, at noon (UTC) of a day, and returns what it prints.
    pub fn git(&self, day: &str, arguments: &[&str]) -> String {
        self.git_in(&self.root(), day, arguments)
    }

    /// Runs git in a folder. Nothing of the machine's user reaches it.
    pub fn git_in(&self, folder: &Path, day: &str, arguments: &[&str]) -> String {
        let time = format!("{day}T12:00:00+00:00");
        let output = Command::new("git")
            .current_dir(folder)
            .env_clear()
            .env("HOME", self.folder.path().join("home"))
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .envs([("GIT_AUTHOR_NAME", "Ada Writer"), ("GIT_AUTHOR_EMAIL", "ada@example.org")])
            .envs([("GIT_COMMITTER_NAME", "Bo Editor"), ("GIT_COMMITTER_EMAIL", "bo@example.org")])
            .envs([("GIT_AUTHOR_DATE", &time), ("GIT_COMMITTER_DATE", &time)])
            .args(arguments)
            .output()
            .expect("git runs");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
    }

    /// Adds an argument to the command.
    pub fn arg(mut self, argument: &str) -> Self {
        self.arguments.push(argument.to_owned());
        self
    }

    /// Sets an environment variable of the command.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Returns the site's folder.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// Returns the command, ready to run, with arguments of its own.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
        command
            .current_dir(self.root())
            .env_clear()
            .env("HOME", self.folder.path().join("home"))
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("SOURCE_DATE_EPOCH", NOW)
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .args(arguments)
            .args(&self.arguments);
        command
    }

    /// Runs a command and returns what came of it; the site stays as it is for further commands.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().expect("the binary runs");
        Ran { output, public: self.root().join("public") }
    }

    /// Returns every file of the site's folder with its bytes, sorted by path.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        files_of(&self.root())
    }

    /// Returns the text of a file of the site.
    #[track_caller]
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Writes a file of a site that is in use already.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
        fs::write(file, text).expect("a file");
    }

    /// Deletes a file of the site.
    pub fn delete(&self, path: &str) {
        fs::remove_file(self.root().join(path)).expect("a file");
    }

    /// Builds the site.
    pub fn build(self) -> Built {
        let ran = self.run(&["build"]);
        Built { ran, site: self }
    }

    /// Checks the site.
    pub fn check(&self) -> Ran {
        self.run(&["check"])
    }
}

/// What a command did.
pub struct Ran {
    output: Output,
    public: PathBuf,
}

impl Ran {
    /// Returns the exit code.
    pub fn code(&self) -> i32 {
        self.output.status.code().expect("no signal ended it")
    }

    /// Returns what it said on standard error, without the time of the build and the temporary folder.
    pub fn said(&self) -> String {
        let folder = self.public.parent().and_then(Path::parent).expect("a folder of the test");
        let text = String::from_utf8_lossy(&self.output.stderr).replace(&*folder.to_string_lossy(), "TEST");
        // Most tests are in no repository and have one clock, which others look at.
        let lines = text.lines().filter(|line| *line != NO_REPOSITORY && *line != CLOCK);
        lines.map(without_seconds).collect::<Vec<_>>().join("\n")
    }

    /// Returns what it wrote to standard output.
    pub fn printed(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    /// Asserts that the command was refused, for its usage or its environment.
    #[track_caller]
    pub fn assert_refused(&self) -> &Self {
        assert_eq!(self.code(), 2, "{}", self.said());
        self
    }

    /// Asserts that all went well.
    #[track_caller]
    pub fn assert_ok(&self) -> &Self {
        assert_eq!(self.code(), 0, "{}", self.said());
        self
    }

    /// Asserts that the content has errors, and that nothing was written.
    #[track_caller]
    pub fn assert_errors(&self) -> &Self {
        assert_eq!(self.code(), 1, "{}", self.said());
        assert!(!self.public.exists(), "something was written");
        self
    }
}

fn without_seconds(line: &str) -> String {
    match line.rsplit_once(" · ") {
        Some((rest, time)) if time.ends_with(" s") => format!("{rest} · TIME"),
        _ => line.to_owned(),
    }
}

/// A site that was built.
pub struct Built {
    ran: Ran,
    pub site: SiteTest,
}

impl std::ops::Deref for Built {
    type Target = Ran;
    fn deref(&self) -> &Ran {
        &self.ran
    }
}

impl Built {
    /// Returns the output folder.
    pub fn public(&self) -> &Path {
        &self.ran.public
    }

    /// Returns the bytes that a URL path is served with, as text.
    #[track_caller]
    pub fn page(&self, path: &str) -> String {
        let file = match path.strip_suffix('/') {
            Some(folder) => format!("{folder}/index.html"),
            None => path.to_owned(),
        };
        let file = self.public().join(file.trim_start_matches('/'));
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{path}: {error}\n{}", self.said()))
    }

    /// Returns what stands in `<main>` of a page: a change of the frame breaks no test.
    #[track_caller]
    pub fn main(&self, path: &str) -> String {
        let page = self.page(path);
        let start = page.find("<main").expect("a <main>");
        let end = page.find("</main>").expect("an end of <main>");
        let main = &page[start..end];
        main[main.find('>').expect("an end of the tag") + 1..].trim().to_owned()
    }

    /// Returns the titles of the briefings that a page lists, in order.
    #[track_caller]
    pub fn rows(&self, path: &str) -> Vec<String> {
        let main = self.main(path);
        // The newest briefing leads the home page.
        let main = main.replace("<h2 class=\"lead-title\">", "<p class=\"row-title\">");
        let titles = main.split("<p class=\"row-title\"><a href=\"").skip(1);
        titles.filter_map(|rest| Some(rest.split_once('>')?.1.split_once('<')?.0.to_owned())).collect()
    }

    /// Returns the entries of the section under the heading with this id: words and count of each.
    #[track_caller]
    pub fn counted(&self, path: &str, heading: &str) -> Vec<(String, usize)> {
        let main = self.main(path);
        let start =
            main.find(&format!("id=\"{heading}\"")).unwrap_or_else(|| panic!("no #{heading} in {main}"));
        let section = main[start..].split("</section>").next().unwrap_or_default();
        section
            .split("<li>")
            .skip(1)
            .map(|entry| {
                let words = entry.split_once('>').and_then(|(_, rest)| rest.split_once("</a>"));
                let count = entry.split_once("class=\"count\">").and_then(|(_, rest)| rest.split_once('<'));
                let (Some((words, _)), Some((count, _))) = (words, count) else { panic!("{entry}") };
                (words.to_owned(), count.parse().expect("a number"))
            })
            .collect()
    }

    /// Returns the events that a page lists, in order: their dates and titles.
    #[track_caller]
    pub fn events(&self, path: &str) -> Vec<(String, String)> {
        let main = self.main(path);
        main.split("<li class=\"event\">")
            .skip(1)
            .map(|event| {
                let date = event.split_once('>').and_then(|(_, rest)| rest.split_once("</time>"));
                let title = event.split_once("<p>").and_then(|(_, rest)| rest.split_once("</a>"));
                let (Some((date, _)), Some((title, _))) = (date, title) else { panic!("{event}") };
                let title = title.rsplit_once('>').map_or(title, |(_, words)| words);
                (date.to_owned(), title.to_owned())
            })
            .collect()
    }

    /// Returns whether a word stands in any byte of the output, a file's name or its contents.
    pub fn holds(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.files().iter().any(|(path, bytes)| {
            path.to_lowercase().contains(&word)
                || String::from_utf8_lossy(bytes).to_lowercase().contains(&word)
        })
    }

    /// Returns whether a URL path is served.
    pub fn has(&self, path: &str) -> bool {
        let file = match path.strip_suffix('/') {
            Some(folder) => format!("{folder}/index.html"),
            None => path.to_owned(),
        };
        self.public().join(file.trim_start_matches('/')).is_file()
    }

    /// Returns every file of the output with its bytes, sorted by path.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        files_of(self.public())
    }
}

/// Asserts that two lists of files are the same, and names the files that are not.
#[track_caller]
pub fn assert_same_files(are: &[(String, Vec<u8>)], should_be: &[(String, Vec<u8>)]) {
    let differ: Vec<&str> = are
        .iter()
        .filter(|file| !should_be.contains(file))
        .chain(should_be.iter().filter(|file| !are.contains(file)))
        .map(|(path, _)| path.as_str())
        .collect();
    assert!(differ.is_empty(), "these files differ: {differ:?}");
}

/// Returns every file under a folder with its bytes, sorted by path.
pub fn files_of(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry
                .path()
                .strip_prefix(folder)
                .expect("a path inside")
                .to_string_lossy()
                .replace('\\', "/");
            (path, fs::read(entry.path()).expect("a readable file"))
        })
        .collect();
    files.sort();
    files
}
