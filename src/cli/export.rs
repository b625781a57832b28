//! `chancery export`

mod selection;
mod text;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{anyhow, bail};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use self::selection::{Query, collection};
use self::text::{Text, refusal};
use super::briefing::Found;
use super::failure::Failure;
use super::opened::{OpenedSite, PastArguments};
use super::session;
use crate::cache;
use crate::check::CODES;
use crate::edition::Edition;
use crate::export::{Collection, Export, FORMATS, Format, Volume};
use crate::load::{Library, Loaded};
use crate::output;
use crate::pictures::published;
use crate::source::{FOLDERS, Source};

/// Put a briefing, an older version of it, or several briefings into another form
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The briefings: their files, their places such as 2024/france-china, a version such as 2024/france-china@2, or the
    /// address of a series, a country, a topic and so on, such as countries/france
    #[arg(required_unless_present_any = ["countries", "topics", "since", "until"], value_name = "BRIEFING")]
    briefings: Vec<String>,
    #[command(flatten)]
    query: Query,
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

/// A document that is to be written.
struct Piece {
    /// The name of its file.
    name: String,
    bytes: Vec<u8>,
    is_held: bool,
}

/// A text, and the edition that it stands in.
type Placed = (Text, Arc<Edition>);

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
    let Some(own) = &open.edition else { return Err(session::settings_first(&seen.tree)) };

    let mut single: Vec<Placed> = Vec::new();
    let mut selections = Vec::new();
    if !arguments.query.is_empty() {
        selections.push(arguments.query.answer(own)?);
    }
    for asked in &arguments.briefings {
        if let Some(found) = collection(own, asked) {
            selections.push(found);
            continue;
        }
        let (name, version) = match asked.rsplit_once('@') {
            Some((name, version)) => (name, Some(version)),
            None => (asked.as_str(), None),
        };
        let path = Found::file(&seen.tree, &library, name)?;
        // A text that is published says nothing of those that are not, whatever else is let out.
        let find = |loaded: &Loaded, held| {
            let edition = loaded.edition_with(&path).ok_or_else(|| refusal(name))?;
            Text::find(&root, edition, &path, name, version, held, now)
                .map(|text| (text, Arc::clone(edition)))
        };
        let (mut text, edition) = match (find(&open, false), &with_held) {
            (Err(_), Some(all)) => find(all, true)?,
            (found, _) => found?,
        };
        if format.comes_back() {
            text.known_by_git(&root, name);
        }
        single.push((text, edition));
    }
    if arguments.held && !selections.is_empty() {
        return Err(anyhow!(
            "--held lets out texts that are named one by one; a series, a country or the answer to a question has only what is public"
        )
        .into());
    }
    let images = (!format.is_text()).then_some(&*seen.view.source);
    let mut pieces = pieces(&single, format, images)?;
    for selection in selections {
        pieces.extend(bound(own, selection, format, images)?);
    }
    put(&arguments, &root, &pieces)
}

/// Returns the texts that were asked for one by one, each as a document of its own.
fn pieces(single: &[Placed], format: &Format, images: Option<&dyn Source>) -> anyhow::Result<Vec<Piece>> {
    let piece_of = |(text, edition): &Placed| {
        let is_held = !text.caveats.is_empty();
        let read = |path: &str| image(edition, images?, path);
        let export = text.export(edition).illustrated(read);
        piece(export, format, is_held)
    };
    single.iter().map(piece_of).collect()
}

/// Returns a text as a document of its own.
fn piece(export: Export, format: &Format, is_held: bool) -> anyhow::Result<Piece> {
    let name = export.file_name(format);
    let volume = Volume { edition: export.edition, cover: None, texts: vec![export] };
    Ok(Piece { name, bytes: volume.write(format)?, is_held })
}

/// Returns the bytes of an image as they are published.
pub(super) fn image(edition: &Edition, source: &dyn Source, path: &str) -> Option<Vec<u8>> {
    published(path, source.read(path).ok()?, edition.site.config.image_metadata).ok()
}

/// Returns texts that belong together: as one document, if one can hold them.
fn bound(
    edition: &Edition,
    selection: Collection,
    format: &Format,
    images: Option<&dyn Source>,
) -> anyhow::Result<Vec<Piece>> {
    if selection.briefings.is_empty() {
        bail!("no published briefing is in “{}”", selection.cover.title);
    }
    let read = |path: &str| image(edition, images?, path);
    let texts = selection.briefings.iter().map(|id| Export::now(edition, *id, &[]).illustrated(read));
    if format.is_text() {
        return texts.map(|text| piece(text, format, false)).collect();
    }
    let texts: Vec<Export> = texts.collect();
    let name = selection.cover.file_name(format);
    let volume = Volume { edition, cover: Some(selection.cover), texts };
    Ok(vec![Piece { name, bytes: volume.write(format)?, is_held: false }])
}

/// Writes what was made where it is wanted.
fn put(arguments: &Arguments, root: &Path, pieces: &[Piece]) -> Result<(), Failure> {
    let is_text = arguments.to.is_text();
    let Some(output) = &arguments.output else {
        return match pieces {
            [piece] if is_text => Ok(session::print(&String::from_utf8_lossy(&piece.bytes))?),
            [piece] => write(Path::new(&piece.name), piece, root),
            _ if is_text => Err(anyhow!("several texts need a folder: name one with --output").into()),
            _ => pieces.iter().try_for_each(|piece| write(Path::new(&piece.name), piece, root)),
        };
    };
    let is_folder = output.is_dir() || pieces.len() > 1;
    for piece in pieces {
        let file =
            if is_folder { output.join(&piece.name) } else { named(output, &piece.name, piece.is_held) };
        write(&file, piece, root)?;
    }
    Ok(())
}

fn write(file: &Path, piece: &Piece, root: &Path) -> Result<(), Failure> {
    if piece.is_held {
        keep_off(file, root)?;
    }
    session::write_new(file, &piece.bytes)
        .map_err(|error| anyhow!("{} cannot be written: {error}", session::shown(file)))?;
    session::say(&session::shown(file));
    Ok(())
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
