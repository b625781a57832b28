//! Other people's files into briefings: plain text, mails, cables, and the Markdown of other generators.
//!
//! [`import`] is a function of one file's name and bytes; it knows the site's settings and topics and
//! reads nothing else. [`Batch`] then gives each of several briefings a place of its own.
//!
//! What is told of a text and not said by it is a [`Guess`], and every guess is reported with its
//! evidence. The body of Markdown stays as it is, byte for byte.

mod countries;
mod dates;
mod docx;
mod encoding;
mod front;
mod header;
mod keys;
mod layout;
mod making;
mod markup;
mod plan;
mod raw;
mod report;
mod sheet;
mod suggest;
mod title;
mod value;

pub use plan::{Batch, Placed, topic_file};
pub use report::{block, kept_keys};
pub use suggest::{Suggested, Suggestion};

use jiff::Timestamp;

use self::dates::FoundDate;
use self::front::Front;
use self::making::Making;
use self::sheet::Sheet;
use crate::config::Config;
use crate::content::{self, Document, IMPORTED_FROM, Kin, Target};
use crate::dates::Moment;
use crate::draft::{clean_title, slug_of_title};
use crate::problem::{Code, Place, Problem};
use crate::site::Vocabulary;
use crate::text::{shorten, slug_of, title_of_slug};

/// The largest file that is read, in bytes. It is some five thousand pages.
pub const LARGEST: u64 = 16 << 20;

/// The endings of the files that a folder is searched for, without the dot.
pub const ENDINGS: [&str; 8] = ["md", "markdown", "mdown", "mkd", "txt", "text", "eml", "docx"];

/// The endings of files that other generators make pages of, and this one does not read.
pub const UNREAD_ENDINGS: [&str; 5] = ["html", "htm", "adoc", "org", "rst"];

/// What is known of the site, and what was asked for.
pub struct Settings<'a> {
    /// The site's settings.
    pub config: &'a Config,
    /// The site's topics.
    pub vocabulary: &'a Vocabulary,
    /// The present.
    pub now: Timestamp,
    /// The title to give it.
    pub title: Option<&'a str>,
    /// The date to give it.
    pub date: Option<&'a str>,
    /// Whether that date counts for texts that have one, too.
    pub date_wins: bool,
}

/// A file that is to become a briefing.
#[derive(Clone, Copy, Debug)]
pub struct Original<'a> {
    /// Its path as messages show it.
    pub shown: &'a str,
    /// Its path as the briefing keeps it: relative, with `/` between its parts.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// Something that was told of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// What it is about: a key, or `heading`, or `text` for a change of the text.
    pub what: &'static str,
    /// What was taken or made.
    pub value: String,
    /// Why.
    pub evidence: String,
    /// The line of the original, counted from 1.
    pub line: Option<usize>,
}

/// Something that somebody has to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What it is, in one sentence without a full stop.
    pub message: String,
    /// The line of the original, counted from 1.
    pub line: Option<usize>,
}

/// A topic that the site does not have yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTopic {
    /// Its id.
    pub id: String,
    /// Its title as it was written.
    pub title: String,
}

/// Why a file gives no briefing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotImported {
    /// Something is wrong with it.
    Problem(Problem),
    /// It is no briefing, for this reason.
    Skipped(String),
}

impl From<Problem> for NotImported {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// A briefing made of another file.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The path of the original, as it stands in the briefing.
    pub name: String,
    /// The moment that its date stands for.
    pub moment: Moment,
    /// The last segment of its URL.
    pub slug: String,
    /// What was told of it.
    pub guesses: Vec<Guess>,
    /// What somebody has to look at.
    pub warnings: Vec<Warning>,
    /// The topics that the site does not have yet.
    pub topics: Vec<NewTopic>,
    /// The keys that mean nothing here and are kept under `extra`.
    pub kept: Vec<String>,
    /// The files beside it that its text points at, by their paths from its folder.
    pub wanted: Vec<String>,
    sheet: Sheet,
    body: String,
}

impl Imported {
    /// Returns the title.
    pub fn title(&self) -> &str {
        self.sheet.text("title").unwrap_or_default()
    }

    /// Returns whether it has topics.
    pub fn has_topics(&self) -> bool {
        self.sheet.has("topics")
    }

    /// Returns the path of the file, from the site's root: of a page folder where it has files beside it.
    pub fn path(&self, in_folder: bool) -> String {
        let (year, slug) = (self.moment.year(), &self.slug);
        let end = if in_folder { "/index.md" } else { ".md" };
        format!("content/briefings/{year:04}/{slug}{end}")
    }

    /// Returns the text of the file.
    pub fn text(&self) -> String {
        let mut text = self.sheet.write();
        text.push_str(&self.body);
        text
    }
}

/// Makes a briefing of a file.
///
/// # Errors
/// Returns why it cannot be one.
pub fn import(original: Original, settings: &Settings) -> Result<Imported, NotImported> {
    let file_name = original.name.rsplit('/').next().unwrap_or(original.name);
    let ending =
        file_name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if file_name == "_index.md" {
        return Err(NotImported::Skipped("it introduces a list of pages, and is none itself".to_owned()));
    }
    let unreadable = |message: &str, hint: &str| {
        Problem::new(Code::UnreadableFile, message).at(Place::file(original.shown)).hint(hint)
    };
    if UNREAD_ENDINGS.contains(&ending.as_str()) {
        let hint = "make Markdown of it, for example with pandoc, and import that";
        return Err(unreadable("files of this kind are not read", hint).into());
    }
    let mut making = Making::new(settings);
    let word;
    let text = if ending == "docx" {
        word = docx::markdown(original.shown, original.bytes)?;
        word.as_str().into()
    } else {
        let decoded = encoding::decode(original.bytes).map_err(|(what, hint)| unreadable(&what, &hint))?;
        if let Some(from) = decoded.converted {
            let why = "if letters are wrong, save the original with the encoding UTF-8 and import that";
            making.guess("text", format!("{from}, converted to UTF-8"), why, None);
        }
        decoded.text
    };
    if text.trim().is_empty() {
        return Err(unreadable("there is no text in this file", "delete it, or write something").into());
    }
    let is_markdown = matches!(ending.as_str(), "md" | "markdown" | "mdown" | "mkd" | "docx");
    let front = front::read(original.shown, &text)?;
    let (found, body, body_line) = match &front {
        Some(front) => {
            let found = keys::read(front, &original, &mut making);
            let lines_before = text[..front.body_at].matches('\n').count();
            (found, text[front.body_at..].to_owned(), lines_before)
        }
        None if is_markdown => {
            let lines: Vec<&str> = text.lines().take(20).collect();
            let found = header::dateline(&lines, 0).map(|line| {
                making.guess(
                    "date",
                    line.found.written.clone(),
                    format!("`{}`", shown_line(lines[line.line])),
                    Some(line.line + 1),
                );
                if let Some(doubt) = &line.found.doubt {
                    making.warn(doubt.clone(), Some(line.line + 1));
                }
                line.found
            });
            (found, text.clone().into_owned(), 0)
        }
        None => {
            if let Some(problem) = encoded_mail(&text, original.shown) {
                return Err(problem.into());
            }
            let (found, body) = raw::read(&text, &mut making);
            (found, body, 0)
        }
    };
    finish(&original, making, front.as_ref(), found, body, body_line, is_markdown)
}

fn finish(
    original: &Original,
    mut making: Making,
    front: Option<&Front>,
    found: Option<FoundDate>,
    body: String,
    body_line: usize,
    is_markdown: bool,
) -> Result<Imported, NotImported> {
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
            making.warn(found.message, Some(found.line + body_line));
        }
    }
    suggest_into(&mut making, &body);
    making.sheet.keep(IMPORTED_FROM, serde_yaml::Value::from(original.name));

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

/// Adds what the words of a text suggest, where it does not say itself what it is about.
fn suggest_into(making: &mut Making, body: &str) {
    let suggested = suggest::suggested(making.sheet.text("title").unwrap_or_default(), body);
    if !making.sheet.has("countries") {
        for (key, what, found) in
            [("countries", "country", suggested.countries), ("mentions", "mention", suggested.mentions)]
        {
            for Suggestion { value, evidence, line } in found {
                making.country(key, value);
                making.guess(what, format!("{} ({})", value.code(), value.name()), evidence, line);
            }
        }
    }
    if !making.sheet.has("topics") {
        for Suggestion { value, evidence, line } in suggested.topics {
            making.sheet.add("topics", [value.clone()]);
            making.guess("topic", value, evidence, line);
        }
    }
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

/// Tells a mail whose text is encoded for the wire: what it says cannot be read off its lines.
fn encoded_mail(text: &str, shown: &str) -> Option<Problem> {
    let lines: Vec<&str> = text.lines().take(200).collect();
    let (headers, _) = header::read(&lines);
    let of = |name: &str| {
        headers.iter().find(|header| header.name == name).map(|header| header.value.to_lowercase())
    };
    let encoding = of("content-transfer-encoding").filter(|how| how == "base64" || how == "quoted-printable");
    let multipart = of("content-type").filter(|kind| kind.starts_with("multipart/"));
    (encoding.is_some() || multipart.is_some()).then(|| {
        Problem::new(
            Code::UnreadableFile,
            "this mail is as mail programs send it to each other, with its text encoded",
        )
        .at(Place::file(shown))
        .hint("open it in a mail program, copy the text into a file that ends in `.txt`, and import that")
    })
}

/// Returns a line as a report shows it.
fn shown_line(line: &str) -> String {
    shorten(line.trim(), 60)
}
