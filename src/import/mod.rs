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
mod finish;
mod front;
mod header;
mod keys;
mod layout;
mod making;
mod markup;
mod plan;
mod publication;
mod raw;
mod report;
mod sheet;
mod suggest;
mod title;
mod value;

pub use plan::{Batch, Placed, topic_file};
pub use report::{block, kept_keys};

use jiff::Timestamp;

use self::finish::Read;
use self::making::Making;
use self::sheet::Sheet;
use crate::config::Config;
use crate::dates::Moment;
use crate::problem::{Code, Place, Problem};
use crate::site::Vocabulary;
use crate::tag::Tagger;
use crate::text::shorten;

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
    /// What finds countries and topics in texts.
    pub tagger: &'a Tagger,
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
    let (date, body, lines_before) = match &front {
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
    let read = Read { front: front.as_ref(), date, body, lines_before, is_markdown };
    finish::finish(&original, making, read)
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
