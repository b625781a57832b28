//! From what a text says to a briefing: the date, title and slug that every briefing needs, whatever the
//! text was, and a last look at the whole.

use super::builder::ImportBuilder;
use super::dates::FoundDate;
use super::front::Front;
use super::suggest::suggest_into;
use super::{Imported, NotImported, Original, Settings, dates, markup};
use crate::content::{self, Document, DocumentKind, IMPORTED_FROM, Target};
use crate::dates::Moment;
use crate::problem::{Code, Place, Problem};
use crate::text::{clean_title, slug_of, slug_of_title, title_of_slug};

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
pub fn finish(original: &Original, mut builder: ImportBuilder, read: Read) -> Result<Imported, NotImported> {
    let Read { front, date: found, body, lines_before, is_markdown } = read;
    let stem = stem_of(original.name);
    let (date, moment) = date(original, &mut builder, front, found, stem)?;
    builder.front_matter.set("date", date);
    if front.is_none() {
        builder.draft("a text without front matter: somebody has to look at it", None);
    } else if original.name.split('/').any(|folder| folder == "_drafts") {
        builder.draft("it is in `_drafts`", None);
    }
    set_title(&mut builder, &body, stem);
    let slug = slug(&mut builder, front.is_some(), stem);
    if is_markdown || front.is_some() {
        for found in markup::foreign(&body, builder.settings.config.html) {
            builder.warn(found.message, Some(found.line + lines_before));
        }
    }
    suggest_into(&mut builder, &body, &String::from_utf8_lossy(original.bytes), lines_before);
    // It may have been imported before, into another site.
    if let Some(earlier) = builder.front_matter.extra.insert(IMPORTED_FROM.into(), original.name.into()) {
        builder.front_matter.keep("imported_before_from", earlier);
    }

    let ImportBuilder { front_matter, guesses, warnings, topics, kept, attachments, settings, .. } = builder;
    let name = original.name.to_owned();
    let mut imported = Imported {
        name,
        moment,
        slug,
        guesses,
        warnings,
        topics,
        kept,
        wanted: Vec::new(),
        attachments,
        front_matter,
        body,
    };
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
    builder: &mut ImportBuilder,
    front: Option<&Front>,
    found: Option<FoundDate>,
    stem: &str,
) -> Result<(String, Moment), Problem> {
    let zone = &builder.settings.config.timezone;
    let given =
        builder.settings.date.and_then(|date| Some((date.to_owned(), Moment::parse(date, zone).ok()?)));
    if builder.settings.date_wins
        && let Some(given) = given
    {
        builder.guesses.retain(|guess| guess.what != "date");
        builder.guess("date", given.0.clone(), "--date", None);
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
        builder.guess("date", found.written.clone(), "the file's name", None);
        if let Some(doubt) = found.doubt {
            builder.warn(doubt, None);
        }
        return Ok((found.written, moment));
    }
    if let Some(given) = given {
        builder.guess("date", given.0.clone(), "--date", None);
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

fn set_title(builder: &mut ImportBuilder, body: &str, stem: &str) {
    if let Some(title) = builder.settings.title.map(clean_title).filter(|title| !title.is_empty()) {
        builder.guesses.retain(|guess| guess.what != "title");
        builder.guess("title", title.clone(), "--title", None);
        builder.front_matter.set("title", title);
    }
    if builder.front_matter.has("title") {
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
    builder.guess("title", title.clone(), evidence, None);
    builder.front_matter.set("title", title);
}

/// Returns the last segment of the URL: the text's own, else as its generator had it, else of the title.
fn slug(builder: &mut ImportBuilder, has_front: bool, stem: &str) -> String {
    let own = builder.front_matter.text("slug").map(slug_of);
    builder.front_matter.remove("slug");
    let rest = dates::of_file_name(stem).map_or(stem, |(_, rest)| rest);
    let named = has_front.then(|| slug_of_title(rest));
    let title = slug_of_title(builder.front_matter.text("title").unwrap_or_default());
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
    let parsed = content::parse(DocumentKind::Briefing, &path, imported.text().as_bytes(), settings.config);
    let fault =
        parsed.problems.into_iter().find(|problem| problem.is_error() && !problem.code.is_reference());
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
