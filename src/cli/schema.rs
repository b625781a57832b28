//! `chancery schema`

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use clap::ValueEnum;

use super::failure::Failure;
use super::session;
use crate::check::CODES;
use crate::folder::Folder;
use crate::load::Library;
use crate::schema::{EDITOR_FILES, SCHEMA_FOLDER, Schemas, Subject, schema_files};

/// Print JSON Schema of front matter and of site.yaml, for editors
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// What it is of [default: all, each under its name in $defs]
    #[arg(value_enum, value_name = "SUBJECT", conflicts_with = "write")]
    subject: Option<Name>,
    /// Write all of them for Visual Studio Code, into the folder .vscode
    #[arg(long)]
    write: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Name {
    /// The front matter of a briefing
    Briefing,
    /// The front matter of a country's profile
    Country,
    /// The front matter of a topic
    Topic,
    /// The front matter of an author's profile
    Author,
    /// The front matter of a page
    Page,
    /// site.yaml
    Site,
}

impl From<Name> for Subject {
    fn from(name: Name) -> Self {
        match name {
            Name::Briefing => Self::Briefing,
            Name::Country => Self::Country,
            Name::Topic => Self::Topic,
            Name::Author => Self::Author,
            Name::Page => Self::Page,
            Name::Site => Self::Site,
        }
    }
}

pub(super) fn run(root: Option<PathBuf>, arguments: &Arguments) -> Result<(), Failure> {
    let root = session::find_root(root)?;
    let source = session::open(&root)?;
    let library = Library::read(&source, None, &CODES);
    let Some(config) = library.config() else {
        let problems = library.assemble(&source, true, session::now()?).problems;
        session::tell(&problems);
        session::say("site.yaml has to be right first");
        return Err(Failure::Content);
    };
    let vocabulary = library.vocabulary();
    let schemas = Schemas::new(config, &vocabulary);
    if !arguments.write {
        let schema = match arguments.subject {
            Some(subject) => schemas.of(subject.into()),
            None => schemas.all(),
        };
        session::print(&format!("{schema:#}\n"))?;
        return Ok(());
    }
    let folder = session::folder(&root)?;
    for (path, text) in schema_files(&schemas) {
        if folder.read(&path).is_ok_and(|old| old == text.as_bytes()) {
            continue;
        }
        put(&folder, &path, &text)?;
    }
    for (path, text) in EDITOR_FILES {
        // What is there may have settings of the writer's own.
        if fs::symlink_metadata(root.join(path)).is_err() {
            put(&folder, path, text)?;
        }
    }
    let settings = root.join(".vscode/settings.json");
    if !fs::read_to_string(&settings).is_ok_and(|text| text.contains("chancery/site.schema.json")) {
        session::say(&format!(
            "{} is your own and was left alone; add to it: \"yaml.schemas\": \
             {{ \"./{SCHEMA_FOLDER}/site.schema.json\": \"site.yaml\" }}",
            session::shown(&settings)
        ));
    }
    Ok(())
}

/// Writes a file and prints its path.
fn put(folder: &Folder, path: &str, text: &str) -> anyhow::Result<()> {
    let shown = session::shown(&folder.path().join(path));
    folder.replace(path, text.as_bytes()).with_context(|| format!("{shown} cannot be written"))?;
    Ok(session::print(&format!("{shown}\n"))?)
}
