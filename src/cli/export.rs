//! `chancery export`

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{anyhow, bail};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::briefing::Found;
use super::failure::Failure;
use super::opened::{OpenedSite, PastArguments};
use super::session;
use crate::cache;
use crate::check::CODES;
use crate::config::{CONFIG_FILE, Config};
use crate::content::{Briefing, Caveat, Document, DocumentKind, Manuscript, handling, parse};
use crate::edition::Edition;
use crate::export::{Export, FORMATS, Format};
use crate::load::{Library, Loaded};
use crate::output;
use crate::record::Revised;
use crate::route::PageRoute;
use crate::site::Entity;
use crate::source::FOLDERS;

/// Put a briefing, or an older version of it, into another form
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The briefings: their files, their places such as 2024/france-china, or a version such as 2024/france-china@2
    #[arg(required = true, value_name = "BRIEFING")]
    briefings: Vec<String>,
    /// The form
    #[arg(long, value_parser = Formats, value_name = "FORM")]
    to: &'static Format,
    /// The file to write, or a folder; without it one text goes to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Let out what is held back too, marked as such in the text and in the name of its file
    #[arg(long)]
    held: bool,
}

/// Reads the name of a format.
#[derive(Clone)]
struct Formats;

impl TypedValueParser for Formats {
    type Value = &'static Format;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, clap::Error> {
        let names = PossibleValuesParser::new(FORMATS.map(|format| format.ending));
        let name = names.parse_ref(command, argument, value)?;
        let found = FORMATS.into_iter().find(|format| format.ending == name);
        found.ok_or_else(|| clap::Error::new(clap::error::ErrorKind::InvalidValue))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(FORMATS.into_iter().map(|format| PossibleValue::new(format.ending).help(format.about))))
    }
}

pub(super) fn run(root: Option<PathBuf>, arguments: Arguments) -> Result<(), Failure> {
    let root = session::find_root(root)?;
    let now = session::now()?;
    let format = arguments.to;
    let mut seen = OpenedSite::open(&root, &PastArguments::default(), now, true)?;
    let library = Library::read(&*seen.view.source, None, &CODES);
    let mut edition_of = |held: bool| -> Result<_, Failure> {
        seen.view.held = held;
        let loaded = library.assemble_on(&*seen.view.source, &seen.view.terms(now, false, false))?;
        if loaded.edition.is_none() {
            return Err(session::settings_first(&seen.tree));
        }
        Ok(loaded)
    };
    let open = edition_of(false)?;
    let with_held = if arguments.held { Some(edition_of(true)?) } else { None };

    let mut texts = Vec::new();
    for asked in &arguments.briefings {
        let (name, version) = match asked.rsplit_once('@') {
            Some((name, version)) => (name, Some(version)),
            None => (asked.as_str(), None),
        };
        let path = Found::file(&seen.tree, &library, name)?;
        // A text that is published says nothing of those that are not, whatever else is let out.
        let find = |loaded: &Loaded, held| {
            let edition = edition_with(loaded, &path).ok_or_else(|| refusal(name))?;
            Text::find(&root, edition, &path, name, version, held, now)
                .map(|text| (text, Arc::clone(edition)))
        };
        let (text, edition) = match (find(&open, false), &with_held) {
            (Err(_), Some(all)) => find(all, true)?,
            (found, _) => found?,
        };
        let export = text.export(&edition);
        texts.push((export.file_name(format), export.write(format), !text.caveats.is_empty()));
    }
    let Some(output) = arguments.output else {
        let [(_, text, _)] = &texts[..] else {
            return Err(anyhow!("several texts need a folder: name one with --output").into());
        };
        return Ok(session::print(text)?);
    };
    let is_folder = output.is_dir() || texts.len() > 1;
    for (name, text, is_held) in &texts {
        let file = if is_folder { output.join(name) } else { named(&output, name, *is_held) };
        if *is_held {
            keep_off(&file, &root)?;
        }
        session::write_new(&file, text.as_bytes())
            .map_err(|error| anyhow!("{} cannot be written: {error}", session::shown(&file)))?;
        session::say(&session::shown(&file));
    }
    Ok(())
}

/// Returns the edition that has a file itself, and not another one in its place: the one in its language.
fn edition_with<'a>(loaded: &'a Loaded, path: &str) -> Option<&'a Arc<Edition>> {
    loaded.editions().find(|edition| {
        let entity = edition.site.entity_of(path);
        entity.and_then(|entity| edition.site.file_of(entity)).is_some_and(|file| **file == *path)
    })
}

fn refusal(what: &str) -> anyhow::Error {
    anyhow!("{what} is held back; --held lets it out, marked as such, for whoever may read it")
}

/// Returns the file that somebody named, with the caveats of a held-back text in its name.
fn named(output: &Path, name: &str, is_held: bool) -> PathBuf {
    let given = output.file_name().unwrap_or_default().to_string_lossy();
    let caveats = name.rsplit_once("--").map_or("", |(caveats, _)| caveats);
    if !is_held || given.starts_with(caveats) {
        return output.to_owned();
    }
    output.with_file_name(format!("{caveats}--{given}"))
}

/// Refuses to write what is held back where the next build, or the one after it, would publish it.
fn keep_off(file: &Path, root: &Path) -> anyhow::Result<()> {
    let absolute = std::path::absolute(file)?;
    let folder = absolute.ancestors().find_map(|above| above.canonicalize().ok()).unwrap_or_default();
    let root = root.canonicalize()?;
    // The output folder may not be there yet; what lies in it when it comes would be kept by `--adopt`.
    let closed = FOLDERS.iter().copied().chain([session::OUTPUT_FOLDER, cache::FOLDER]);
    let is_of_site =
        closed.map(|name| root.join(name)).any(|own| folder.starts_with(&own) || absolute.starts_with(&own));
    if is_of_site || folder.ancestors().any(output::is_output) {
        bail!(
            "{} is not for what is held back: files there are published; name another place with --output",
            session::shown(file)
        );
    }
    Ok(())
}

/// A text that was found, with what is known of it.
struct Text {
    parsed: Arc<Briefing>,
    manuscript: Manuscript,
    entity: Entity,
    version: Option<(usize, usize)>,
    is_newest: bool,
    caveats: Vec<Caveat>,
}

impl Text {
    fn find(
        root: &Path,
        edition: &Edition,
        path: &str,
        name: &str,
        version: Option<&str>,
        held: bool,
        now: jiff::Timestamp,
    ) -> anyhow::Result<Self> {
        let config = &edition.site.config;
        let Some(entity) = edition.site.entity_of(path) else { return Err(refusal(name)) };
        let Entity::Briefing(id) = entity else { bail!("`{name}` is no briefing") };
        let published = edition.site.briefing(id);
        let total = published.versions().len();
        let Some(version) = version else {
            let bytes = session::folder(root)?.read(path)?;
            let caveats = if published.preview.is_some() {
                or_held_back(caveats_of(&published.briefing, config, now))
            } else {
                Vec::new()
            };
            return Ok(Self {
                parsed: Arc::clone(&published.briefing),
                manuscript: Manuscript::of(&bytes).ok_or_else(|| anyhow!("{path} is not UTF-8 text"))?,
                entity,
                version: (total > 0).then_some((total, total)),
                is_newest: true,
                caveats,
            });
        };
        let found = Found::find(Some(root.to_owned()), name).map_err(|failure| match failure {
            Failure::Environment(error) => error,
            Failure::Content => anyhow!("{CONFIG_FILE} has to be right first"),
        })?;
        let public = published.preview.is_none().then(|| public_revision(&found, version)).flatten();
        let (revision, number) = match public {
            Some((revision, number)) => (revision, Some(number)),
            None if held => (found.revision_in(version).map_err(|_| {
                anyhow!("there is no version {version} of {name}; name a commit: `chancery log {name}` lists them")
            })?, None),
            None => {
                bail!("there is no version {version} of {name} that was published and is shown today; `chancery log {name}` lists them")
            }
        };
        let text = found.text_in(revision)?;
        let parsed = parse(DocumentKind::Briefing, &revision.path, text.as_bytes(), config);
        let (Some(Document::Briefing(briefing)), Some(manuscript)) =
            (parsed.document, Manuscript::of(text.as_bytes()))
        else {
            bail!("version {version} of {name} cannot be read");
        };
        let caveats = match number {
            Some(_) => Vec::new(),
            None => or_held_back(caveats_of(&briefing, config, now)),
        };
        let version = number.map(|number| (number, total));
        let is_newest = number == Some(total);
        Ok(Self { parsed: briefing, manuscript, entity, version, is_newest, caveats })
    }

    fn export<'a>(&'a self, edition: &'a Edition) -> Export<'a> {
        let route = match (self.entity, self.version) {
            (Entity::Briefing(briefing), Some((version, _))) if !self.is_newest => {
                PageRoute::Version { briefing, version }
            }
            (entity, _) => PageRoute::of(entity),
        };
        let url = self.caveats.is_empty().then(|| edition.absolute(&route.path(&edition.site)));
        Export {
            edition,
            entity: self.entity,
            briefing: &self.parsed,
            manuscript: &self.manuscript,
            version: self.version,
            url,
            caveats: &self.caveats,
        }
    }
}

/// Returns the revision whose words a version shows, if it is a version that readers may see.
///
/// Changes that are not worth telling belong to the version before them, and the last of them is what it shows.
fn public_revision<'a>(found: &'a Found, version: &str) -> Option<(&'a Revised, usize)> {
    let wanted: usize = version.parse().ok()?;
    let is_it = |revision: &&Revised| revision.version == Some(wanted) && revision.gap.is_none();
    Some((found.revisions.iter().rfind(is_it)?, wanted))
}

fn caveats_of(briefing: &Briefing, config: &Config, now: jiff::Timestamp) -> Vec<Caveat> {
    handling(&briefing.publication, Some(&briefing.date), &config.markings, now)
}

fn or_held_back(caveats: Vec<Caveat>) -> Vec<Caveat> {
    if caveats.is_empty() { vec![Caveat::HeldBack] } else { caveats }
}
