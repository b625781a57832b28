//! `chancery digest`

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{anyhow, bail};
use jiff::civil::Date;

use super::failure::Failure;
use super::opened::{OpenedSite, PastArguments};
use super::session;
use super::subjects::scope;
use crate::check::CODES;
use crate::digest::{Digest, Period};
use crate::edition::Edition;
use crate::load::{Library, Loaded};
use crate::problem::did_you_mean;
use crate::render::Renderer;
use crate::text::ending;

/// Tell what changed since a day, as a mail to send with any program
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The first day, such as 2024-05-01
    #[arg(long, value_name = "DATE")]
    since: Date,
    /// The last day; without it today
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// Only briefings about this country; more than once for those about each of them
    #[arg(short, long = "country", value_name = "COUNTRY")]
    countries: Vec<String>,
    /// Only briefings on this topic; more than once for those on each of them
    #[arg(short, long = "topic", value_name = "TOPIC")]
    topics: Vec<String>,
    /// Only briefings about this organisation; more than once for those about each of them
    #[arg(long = "organisation", value_name = "ORGANISATION")]
    organisations: Vec<String>,
    /// The language, of those of the site
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    /// The file to write: .eml, a mail that is not sent yet, .html or .txt; without it words at the terminal
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The forms of a digest, by the endings of their files.
const FORMS: [&str; 3] = ["eml", "html", "txt"];

pub(super) fn run(root: Option<PathBuf>, arguments: Arguments) -> Result<(), Failure> {
    let form = form_of(&arguments)?;
    let root = session::find_root(root)?;
    let now = session::now()?;
    let seen = OpenedSite::open(&root, &PastArguments::default(), now, true)?;
    let library = Library::read(&*seen.view.source, None, &CODES);
    let loaded = library.assemble_on(&*seen.view.source, &seen.view.terms(now, false, false))?;
    if loaded.edition.is_none() {
        return Err(session::settings_first(&seen.tree));
    }
    let edition = edition_in(&loaded, arguments.language.as_deref())?;
    let today = now.to_zoned(edition.site.config.timezone.clone()).date();
    let period = period(&arguments, today)?;
    let Arguments { countries, topics, organisations, .. } = &arguments;
    let scope = scope(edition, countries, topics, organisations)?;
    let renderer = Renderer::new(Arc::clone(edition)).map_err(|problems| {
        session::tell(&problems);
        Failure::Content
    })?;
    let digest = Digest::new(&renderer, scope, period);
    if digest.is_empty() {
        session::say(&format!(
            "nothing that is published has changed from {} to {}; nothing is written",
            period.since, period.until
        ));
        return Ok(());
    }
    let Some(file) = &arguments.output else { return Ok(session::print(&digest.text())?) };
    let bytes = match form {
        "eml" => digest.mail()?,
        "html" => digest.html().into_bytes(),
        _ => digest.text().into_bytes(),
    };
    session::write_new(file, &bytes)
        .map_err(|error| anyhow!("{} cannot be written: {error}", session::shown(file)))?;
    session::say(&session::shown(file));
    Ok(())
}

/// Returns the form that the name of the file asks for.
fn form_of(arguments: &Arguments) -> anyhow::Result<&'static str> {
    let Some(file) = &arguments.output else { return Ok("txt") };
    let written = ending(&file.to_string_lossy());
    let form = FORMS.into_iter().find(|form| *form == written);
    form.ok_or_else(|| {
        anyhow!("{} is no form of a digest: end its name with .eml, .html or .txt", session::shown(file))
    })
}

fn period(arguments: &Arguments, today: Date) -> anyhow::Result<Period> {
    let Arguments { since, until, .. } = *arguments;
    let until = until.unwrap_or(today).min(today);
    if since > today {
        bail!("{since} has not come yet; a digest tells what has changed");
    }
    if since > until {
        bail!("--since {since} is after --until {until}");
    }
    Ok(Period { since, until })
}

/// Returns the edition in a language, or in the site's own.
fn edition_in<'a>(loaded: &'a Loaded, language: Option<&str>) -> anyhow::Result<&'a Arc<Edition>> {
    let mut editions = loaded.editions();
    let languages: Vec<&str> =
        loaded.editions().map(|edition| edition.site.config.language.as_str()).collect();
    let wanted = language.or(languages.first().copied()).unwrap_or_default();
    if let Some(found) = editions.find(|edition| edition.site.config.language == wanted) {
        return Ok(found);
    }
    let known = languages.join(", ");
    match did_you_mean(wanted, languages.iter().copied()) {
        Some(close) => {
            bail!("the site is not in `{wanted}`; did you mean `{close}`? Its languages are {known}")
        }
        None => bail!("the site is not in `{wanted}`; its languages are {known}"),
    }
}
