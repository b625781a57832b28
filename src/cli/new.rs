//! `chancery new`

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, anyhow, bail};

use super::failure::Failure;
use super::{ask, session, translate};
use crate::config::{Config, unresolved_country};
use crate::dates::Moment;
use crate::draft::Draft;
use crate::fix::iso_day;
use crate::load::Library;
use crate::problem::Code;
use crate::route::briefing_path;
use crate::site::Vocabulary;
use crate::source::WorkingTree;
use crate::text::{clean_title, slug_of_title};
use crate::text::{is_slug, slug_of};
use crate::world::Country;

/// Begin a new briefing, as a draft; at a terminal, what is missing is asked
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The title
    #[arg(value_name = "TITLE", num_args = 0..)]
    words: Vec<String>,
    /// A country that it is about: a code or a name; once for each, or with commas between
    #[arg(short, long = "country", value_name = "COUNTRY")]
    countries: Vec<String>,
    /// A topic of it: an id, a title or an alias; once for each, or with commas between
    #[arg(short, long = "topic", value_name = "TOPIC")]
    topics: Vec<String>,
    /// Its date, such as 2024-04-01 [default: today, in the site's time zone]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// The last part of its URL [default: made of the title]
    #[arg(long, value_name = "NAME")]
    slug: Option<String>,
    /// Begin the translation of a briefing in the place of a new one: a draft beside it, with its words to write over
    #[arg(
        long,
        value_name = "BRIEFING",
        requires = "language",
        conflicts_with_all = ["words", "countries", "topics", "date", "slug"]
    )]
    translate: Option<String>,
    /// The language to translate into, one of those under `languages` in site.yaml
    #[arg(long, value_name = "TAG", requires = "translate")]
    language: Option<String>,
}

/// What is asked for.
struct Asked {
    title: Option<String>,
    countries: Vec<String>,
    topics: Vec<String>,
    date: Option<String>,
    slug: Option<String>,
}

/// Returns what the arguments ask for: the words of a title without quotes are one title, and lists may have commas.
fn asked(arguments: Arguments, vocabulary: &Vocabulary) -> Asked {
    let title = arguments.words.join(" ");
    Asked {
        title: (!arguments.words.is_empty()).then_some(title),
        countries: parted(arguments.countries, |written| Country::resolve(written).is_ok()),
        topics: parted(arguments.topics, |written| {
            vocabulary.is_open() || vocabulary.resolve(written).is_ok()
        }),
        date: arguments.date,
        slug: arguments.slug,
    }
}

/// Parts at commas what has no meaning as a whole.
fn parted(written: Vec<String>, has_meaning: impl Fn(&str) -> bool) -> Vec<String> {
    let parts = |text: String| -> Vec<String> {
        if !text.contains(',') || has_meaning(&text) {
            return vec![text];
        }
        text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    written.into_iter().flat_map(parts).collect()
}

pub(super) fn run(root: Option<PathBuf>, arguments: Arguments) -> Result<(), Failure> {
    let root = session::find_root(root)?;
    if let (Some(briefing), Some(language)) = (&arguments.translate, &arguments.language) {
        return translate::run(&root, briefing, language);
    }
    let source = session::open(&root)?;
    let (library, config) = session::library(&source)?;
    let vocabulary = library.vocabulary();
    let draft = draft(complete(asked(arguments, &vocabulary), &config, &vocabulary)?, &config, &vocabulary)?;
    let file = root.join(draft.path());
    if fs::symlink_metadata(&file).is_ok() {
        return Err(anyhow!(
            "{} is there already; edit it, or choose another name with --slug",
            session::shown(&file)
        )
        .into());
    }
    check(&draft, &library, &source)?;
    session::folder(&root)?
        .write_new(&draft.path(), draft.text().as_bytes())
        .with_context(|| format!("{} cannot be written", session::shown(&file)))?;
    session::print(&format!("{}\n", session::shown(&file)))?;
    Ok(())
}

/// Asks for what the arguments leave out, if somebody is there to answer.
fn complete(mut arguments: Asked, config: &Config, vocabulary: &Vocabulary) -> anyhow::Result<Asked> {
    let is_complete =
        arguments.title.is_some() && !arguments.countries.is_empty() && !arguments.topics.is_empty();
    if is_complete || !ask::can_ask() {
        return Ok(arguments);
    }
    if arguments.title.is_none() {
        let title = ask::ask("Title", |line| {
            let title = clean_title(line);
            match slug_of_title(&title) {
                _ if title.is_empty() => Err("a briefing needs a title".to_owned()),
                slug if slug.is_empty() && arguments.slug.is_none() => {
                    Err("a title needs letters or digits, since the URL is made of it".to_owned())
                }
                _ => Ok(title),
            }
        })?;
        arguments.title = Some(title);
    }
    if arguments.countries.is_empty() {
        arguments.countries = ask::ask_for_list("Country", &[], |written| {
            country(written).map(|country| (country.code().to_owned(), country.name().to_owned()))
        })?;
    }
    if arguments.topics.is_empty() {
        let all: Vec<String> = vocabulary
            .topics()
            .map(|topic| format!("{} ({}) {}", topic.id, topic.title, topic.hint).trim_end().to_owned())
            .collect();
        arguments.topics = ask::ask_for_list("Topic", &all, |written| {
            let id = topic(written, vocabulary)?;
            let title = vocabulary.resolve(&id).map(|topic| topic.title.clone()).unwrap_or_default();
            Ok((id, title))
        })?;
    }
    // With a default it is never missing; but here it costs one key to see that it is right.
    if arguments.date.is_none() {
        let today = today(config)?;
        let date = ask::ask(&format!("Date [{today}]"), |line| match line {
            "" => Ok(today.clone()),
            written => match Moment::parse(written, &config.timezone) {
                Ok(_) => Ok(written.to_owned()),
                Err(message) => iso_day(written).ok_or(message),
            },
        })?;
        arguments.date = Some(date);
    }
    Ok(arguments)
}

/// Returns the country that is meant.
fn country(written: &str) -> Result<Country, String> {
    Country::resolve(written).map_err(|error| unresolved_country(written, &error).to_string())
}

/// Returns the id of the topic that is meant.
fn topic(written: &str, vocabulary: &Vocabulary) -> Result<String, String> {
    if !vocabulary.is_open() {
        let topic = vocabulary.resolve(written);
        return topic.map(|topic| topic.id.clone()).map_err(|finding| finding.to_string());
    }
    let topic = clean_title(written);
    if slug_of(&topic).is_empty() {
        return Err(format!("`{topic}` is no topic: its URL needs letters or digits"));
    }
    Ok(topic)
}

/// Returns the day in the site's time zone.
fn today(config: &Config) -> anyhow::Result<String> {
    Ok(session::now()?.to_zoned(config.timezone.clone()).date().to_string())
}

/// Returns the briefing that the arguments ask for.
fn draft(arguments: Asked, config: &Config, vocabulary: &Vocabulary) -> anyhow::Result<Draft> {
    let Some(title) = arguments.title else {
        bail!(
            "a briefing needs a title, such as `chancery new \"France asks China for a clear word\"`; \
             at a terminal, `chancery new` alone asks for it"
        );
    };
    let title = clean_title(&title);
    if title.is_empty() {
        bail!("a briefing needs a title that is not empty");
    }
    let slug = match arguments.slug {
        Some(slug) if is_slug(&slug) => slug,
        Some(slug) => {
            let proposal = slug_of(&slug);
            let example = if proposal.is_empty() { "france-china" } else { &proposal };
            bail!(
                "--slug `{slug}` cannot be the last part of a URL: use lower-case letters, digits and hyphens, \
                 such as `{example}`"
            );
        }
        None => slug_of_title(&title),
    };
    if slug.is_empty() {
        bail!(
            "no URL can be made of the title `{title}`; give its last part with --slug, such as --slug france-china"
        );
    }
    if slug == "index" {
        bail!("a file called index.md stands for its folder; choose another name with --slug");
    }
    let date = match arguments.date {
        Some(date) => date.trim().to_owned(),
        None => today(config)?,
    };
    let moment = Moment::parse(&date, &config.timezone).map_err(|error| anyhow!("--date: {error}"))?;

    // All that is wrong with the lists is told at once.
    let mut wrong = Vec::new();
    let countries = resolved(&arguments.countries, &mut wrong, country);
    let topics = resolved(&arguments.topics, &mut wrong, |written| topic(written, vocabulary));
    if !wrong.is_empty() {
        bail!(wrong.join("\nerror: "));
    }
    Ok(Draft { title, date, moment, slug, countries, topics })
}

/// Returns what each of the texts means, each meaning once; `wrong` is told of those that mean nothing.
fn resolved<T: PartialEq>(
    written: &[String],
    wrong: &mut Vec<String>,
    resolve: impl Fn(&str) -> Result<T, String>,
) -> Vec<T> {
    let mut found = Vec::new();
    for text in written {
        match resolve(text) {
            Ok(meaning) if found.contains(&meaning) => {}
            Ok(meaning) => found.push(meaning),
            Err(message) => wrong.push(message),
        }
    }
    found
}

/// Refuses a briefing that the site could not be built with, as when its URL is taken.
fn check(draft: &Draft, library: &Library, source: &WorkingTree) -> anyhow::Result<()> {
    let path = draft.path();
    let new = BTreeMap::from([(path.clone(), draft.text())]);
    for problem in library.problems_with(source, &new, session::now()?) {
        if problem.code == Code::UrlClash {
            let url = briefing_path(draft.moment.year(), &draft.slug);
            let other = problem.places().find(|place| place.file != path);
            let other = other.map_or("the site itself", |place| place.file.as_str());
            bail!("the URL {url} is taken already, by {other}; choose another one with --slug");
        }
        if problem.is_error() {
            bail!("the site cannot have this briefing: {}", problem.message);
        }
    }
    Ok(())
}
