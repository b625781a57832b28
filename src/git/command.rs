//! The one way to call git, whatever a repository, its user or its environment has set.
//!
//! A repository comes from somebody else, and its settings may name programs to run. So nothing of it runs: no hook,
//! no monitor of files, no pager, no filter, no converter, no external diff, and nothing is fetched. What a user or a
//! repository may set of the form of an answer is set here, so that the same history gives the same answer anywhere.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::program;

/// The variables of git that mean something to the one who sets them here: which repository to read, and where to
/// stop looking for one. All others change what git runs or says, or are of the command that called this one.
const WANTED: [&str; 3] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_CEILING_DIRECTORIES"];

/// The variables that are set for each call.
const VARIABLES: [(&str, &str); 11] = [
    ("LC_ALL", "C"),
    ("GIT_CONFIG_NOSYSTEM", "1"),
    ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ("GIT_ATTR_NOSYSTEM", "1"),
    // What a partial clone lacks is told, not fetched.
    ("GIT_NO_LAZY_FETCH", "1"),
    // A preview asks often, and must not stand in the way of the writer's own git.
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_LITERAL_PATHSPECS", "1"),
    // An id means what was committed, and nothing that was put in its place since.
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_GRAFT_FILE", "/dev/null"),
    ("GIT_PAGER", "cat"),
];

/// The settings of each call: first those by which git would run something, then those that change its words.
const SETTINGS: [&str; 39] = [
    // A folder of the site that looks like a repository is none.
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.sshCommand=false",
    "core.gitProxy=",
    "core.askPass=",
    "credential.helper=",
    "core.attributesFile=/dev/null",
    "diff.external=",
    "protocol.allow=never",
    "log.showSignature=false",
    "color.ui=false",
    "core.quotePath=true",
    "core.commentChar=#",
    "core.useReplaceRefs=false",
    "core.abbrev=auto",
    "diff.algorithm=myers",
    "diff.ignoreSubmodules=all",
    "diff.noprefix=false",
    "diff.orderFile=/dev/null",
    "diff.relative=false",
    "diff.renameLimit=5000",
    "diff.renames=true",
    "diff.submodule=short",
    "format.notes=false",
    "format.pretty=medium",
    "i18n.commitEncoding=UTF-8",
    "i18n.logOutputEncoding=UTF-8",
    "log.abbrevCommit=false",
    "log.date=default",
    "log.decorate=false",
    "log.diffMerges=first-parent",
    "log.follow=false",
    "log.mailmap=true",
    "log.showRoot=true",
    // The `.mailmap` of the working tree counts alone.
    "mailmap.file=",
    "mailmap.blob=",
    "submodule.recurse=false",
];

/// How to call git for one repository.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// The folder that it is called in.
    folder: PathBuf,
    /// Variables of the user's that it may see.
    wanted: Vec<(&'static str, OsString)>,
    /// The tree that attributes are read from; none until the repository is known.
    attributes: Option<&'static str>,
    /// The folders that their user trusts though somebody else owns them.
    safe_folders: Vec<String>,
}

impl Caller {
    /// Returns how to call git in a folder.
    pub fn new(folder: &Path) -> Self {
        let wanted = WANTED.iter().filter_map(|name| {
            let given = std::env::var_os(name)?;
            // Git is called in the site's folder, and its user may be elsewhere.
            let is_path = *name != "GIT_CEILING_DIRECTORIES";
            let absolute = is_path.then(|| std::path::absolute(&given).ok()).flatten();
            Some((*name, absolute.map_or(given, PathBuf::into_os_string)))
        });
        Self { folder: folder.to_owned(), wanted: wanted.collect(), ..Self::default() }
    }

    /// Returns the same with the attributes of no file: they would name filters and converters of contents.
    pub fn without_attributes(mut self, object_format: &str) -> Self {
        self.attributes = Some(match object_format {
            "sha256" => "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
            _ => "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
        });
        self
    }

    /// Returns the same with the folders that its user has told git to trust (`safe.directory`), if there are any.
    ///
    /// Git reads them from the settings of the user and the system alone, and so does this.
    pub fn trusting_as_its_user(mut self) -> Option<Self> {
        let output = program("git")
            .current_dir(self.folder.ancestors().last().unwrap_or(Path::new("/")))
            .env_remove("GIT_DIR")
            .env("LC_ALL", "C")
            .args(["config", "--includes", "-z", "--show-scope", "--get-all", "safe.directory"])
            .output()
            .ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        let mut tokens = text.split_terminator('\0');
        while let (Some(scope), Some(folder)) = (tokens.next(), tokens.next()) {
            if matches!(scope, "system" | "global" | "command") {
                self.safe_folders.push(folder.to_owned());
            }
        }
        (!self.safe_folders.is_empty()).then_some(self)
    }

    /// Returns whether the environment names the repository.
    pub fn is_told_where(&self) -> bool {
        self.wanted.iter().any(|(name, _)| *name == "GIT_DIR")
    }

    /// Returns a call of git.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program("git");
        command.current_dir(&self.folder);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("GIT_") {
                command.env_remove(name);
            }
        }
        command.envs(VARIABLES).envs(self.wanted.iter().map(|(name, value)| (name, value)));
        if let Some(tree) = self.attributes {
            command.env("GIT_ATTR_SOURCE", tree);
        }
        command.arg("--no-pager");
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        for folder in &self.safe_folders {
            command.arg("-c").arg(format!("safe.directory={folder}"));
        }
        command.args(arguments);
        command
    }
}
