//! From what a text says to a briefing: the date, title and slug that every briefing needs, whatever the
//! text was, and a last look at the whole.

use super::dates::FoundDate;
use super::front::Front;
use super::making::Making;
use super::suggest::suggest_into;
use super::{Imported, NotImported, Original, Settings, dates, markup};
use crate::content::{self, Document, IMPORTED_FROM, Kin, Target};
use crate::dates::Moment;
use crate::draft::{clean_title, slug_of_title};
use crate::problem::{Code, Place, Problem};
use crate::text::{slug_of, title_of_slug};

/// What was read of a file.
pub struct Read<'a> {
    /// Its front matter.
    pub front: Option<&'a Front>,
    /// The date that it says.
    pub date: Option<FoundDate>,
    /// The text, as it goes into the briefing.
    pub body: String,
    /// How many lines of the original stand before the text.
    pub lines_before: usize,
    /// Whether the text is Markdown of its writer's.
    pub is_markdown: bool,
}

/// Makes the briefing.
///
/// # Errors
/// Returns why there can be none.
pub fn finish(original: &Original, mut making: Making, read: Read) -> Result<Imported, NotImported> {
    let Read { front, date: found, body, lines_before, is_markdown } = read;
    let stem = stem_of(original.name);
    let (date, moment) = date(original, &mut making, front, found, stem)?;
    making.sheet.set("date", date);
    if front.is_none() {
        making.draft("a text without front matter: somebody has to look at it", None);
    } else if original.name.split('/').any(|folder| folder == "_drafts") {
        making.draft("it is in `_drafts`", None);
    }
    set_title(&mut making, &body, stem);
    let slug = slug(&mut making, front.is_some(), stem);
    if is_markdown || front.is_some() {
        for found in markup::foreign(&body, making.settings.config.html) {
            making.warn(found.message, Some(found.line + lines_before));
        }
    }
    suggest_into(&mut making, &body, &String::from_utf8_lossy(original.bytes), lines_before);
    // It may have been imported before, into another site.
    if let Some(earlier) = making.sheet.extra.insert(IMPORTED_FROM.into(), original.name.into()) {
        making.sheet.keep("imported_before_from", earlier);
    }

    let Making { sheet, guesses, warnings, topics, kept, settings } = making;
    let name = original.name.to_owned();
    let mut imported =
        Imported { name, moment, slug, guesses, warnings, topics, kept, wanted: Vec::new(), sheet, body };
    imported.wanted = wanted(&imported, original, settings)?;
    Ok(imported)
}

/// Returns the name that a file goes by: without its ending, or that of its folder.
fn stem_of(name: &str) -> &str {
    let mut parts = name.rsplit('/');
    let file = parts.next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    // `index.fr.md` is the French one of several.
    let is_index = stem == "index" || stem.strip_prefix("index.").is_some_and(|lang| lang.len() <= 5);
    match parts.next() {
        Some(folder) if is_index => folder,
        _ => stem,
    }
}

/// Returns the date that the briefing gets: the text's own, else that of the file's name, else the one given.
fn date(
    original: &Original,
    making: &mut Making,
    front: Option<&Front>,
    found: Option<FoundDate>,
    stem: &str,
) -> Result<(String, Moment), Problem> {
    let zone = &making.settings.config.timezone;
    let given =
        making.settings.date.and_then(|date| Some((date.to_owned(), Moment::parse(date, zone).ok()?)));
    if making.settings.date_wins
        && let Some(given) = given
    {
        making.guesses.retain(|guess| guess.what != "date");
        making.guess("date", given.0.clone(), "--date", None);
        return Ok(given);
    }
    let own =
        found.and_then(|found| Some((found.written.clone(), Moment::parse(&found.written, zone).ok()?)));
    if let Some(own) = own {
        return Ok(own);
    }
    if let Some((found, _)) = dates::of_file_name(stem)
        && let Ok(moment) = Moment::parse(&found.written, zone)
    {
        making.guess("date", found.written.clone(), "the file's name", None);
        if let Some(doubt) = found.doubt {
            making.warn(doubt, None);
        }
        return Ok((found.written, moment));
    }
    if let Some(given) = given {
        making.guess("date", given.0.clone(), "--date", None);
        return Ok(given);
    }
    let place = match front.and_then(|front| front.line_of("date")) {
        Some(line) => {
            Place::line(original.shown, &String::from_utf8_lossy(original.bytes), line, 1, usize::MAX)
        }
        None => Place::file(original.shown),
    };
    let hint = if front.is_some() {
        "add a line such as `date: 2024-04-01`, or give the date with --date; a page without a date belongs in \
         content/pages/"
    } else {
        "give it with --date, such as --date 2024-04-01, or begin the text with it"
    };
    Err(Problem::new(Code::NoDate, "this text has no date that can be read").at(place).hint(hint))
}

fn set_title(making: &mut Making, body: &str, stem: &str) {
    if let Some(title) = making.settings.title.map(clean_title).filter(|title| !title.is_empty()) {
        making.guesses.retain(|guess| guess.what != "title");
        making.guess("title", title.clone(), "--title", None);
        making.sheet.set("title", title);
    }
    if making.sheet.has("title") {
        return;
    }
    let heading = body.lines().take(50).find_map(|line| line.strip_prefix("# "));
    let heading =
        heading.map(|words| clean_title(words.trim_end_matches('#'))).filter(|words| !words.is_empty());
    let (title, evidence) = match heading {
        Some(heading) => (heading, "the first heading, which stays in the text"),
        None => {
            let rest = dates::of_file_name(stem).map_or(stem, |(_, rest)| rest);
            let name = clean_title(&title_of_slug(rest));
            (if name.is_empty() { "Untitled".to_owned() } else { name }, "the file's name")
        }
    };
    making.guess("title", title.clone(), evidence, None);
    making.sheet.set("title", title);
}

/// Returns the last segment of the URL: the text's own, else as its generator had it, else of the title.
fn slug(making: &mut Making, has_front: bool, stem: &str) -> String {
    let own = making.sheet.text("slug").map(slug_of);
    making.sheet.remove("slug");
    let rest = dates::of_file_name(stem).map_or(stem, |(_, rest)| rest);
    let named = has_front.then(|| slug_of_title(rest));
    let title = slug_of_title(making.sheet.text("title").unwrap_or_default());
    let usable = |slug: &String| !slug.is_empty() && slug != "index";
    let found = [own, named, Some(title), Some(slug_of_title(rest))].into_iter().flatten().find(usable);
    found.unwrap_or_else(|| "untitled".to_owned())
}

/// Returns the files beside the original that its text points at.
///
/// # Errors
/// Returns what is wrong with the briefing, so that none is written that the site cannot have.
fn wanted(imported: &Imported, original: &Original, settings: &Settings) -> Result<Vec<String>, Problem> {
    let path = imported.path(true);
    let folder = path.trim_end_matches("index.md");
    let parsed = content::parse(Kin::Briefing, &path, imported.text().as_bytes(), settings.config);
    let is_mendable = |code| matches!(code, Code::BrokenLink | Code::BrokenImage | Code::UndefinedFootnote);
    let fault = parsed.problems.into_iter().find(|problem| problem.is_error() && !is_mendable(problem.code));
    if let Some(fault) = fault {
        let mut problem = Problem::new(fault.code, fault.message).at(Place::file(original.shown));
        problem.hint = fault.hint;
        return Err(problem);
    }
    let Some(Document::Briefing(briefing)) = parsed.document else { return Ok(Vec::new()) };
    let targets = briefing.body.links().iter().filter_map(content::Link::target);
    let files = targets.filter_map(|target| match target {
        Target::File { path, .. } => path.strip_prefix(folder).map(str::to_owned),
        Target::Path { .. } => None,
    });
    let image = briefing.image.clone().filter(|image| !image.starts_with('/') && !image.contains(".."));
    let mut wanted: Vec<String> =
        files.chain(image).filter(|name| !name.is_empty() && !name.ends_with('/')).collect();
    wanted.sort_unstable();
    wanted.dedup();
    Ok(wanted)
}
