//! Other people's files into briefings: plain text, mails, cables, and the Markdown of other generators.
//!
//! [`import`] is a function of one file's name and bytes; it knows the site's settings and topics and
//! reads nothing else. [`Batch`] then gives each of several briefings a place of its own.
//!
//! What is told of a text and not said by it is a [`Guess`], and every guess is reported with its
//! evidence. The body of Markdown stays as it is, byte for byte.

mod builder;
mod countries;
mod dates;
mod docx;
mod encoding;
mod finish;
mod format;
mod front;
mod front_matter;
mod header;
mod imported;
mod keys;
mod layout;
mod mail;
mod mail_body;
mod markdown;
mod markup;
mod office;
mod plain;
mod plan;
mod publication;
mod raw;
mod report;
mod restriction;
mod settings;
mod suggest;
mod title;
mod value;

pub use docx::{Block, Kind, Returned, Text, markdown_of_blocks, returned};
pub use imported::{Guess, Imported, NewTopic, NotImported, Warning};
pub use plan::{Batch, Placed, topic_file};
pub use report::{block, kept_keys};
pub use restriction::is_restricted;
pub use settings::{Original, Settings};

use self::builder::ImportBuilder;
use self::docx::WORD;
use self::finish::Read;
use self::format::Format;
use self::mail::{MAIL, UNREAD_MAIL};
use self::markdown::MARKDOWN;
use self::office::OFFICE;
use self::plain::PLAIN;
use crate::problem::{Code, Place, Problem};
use crate::text::ending;

/// The largest file that is read, in bytes. It is some five thousand pages.
pub const LARGEST: u64 = 16 << 20;

/// The formats that are read. Files with other endings are taken for plain text.
const FORMATS: [&Format; 6] = [&MARKDOWN, &PLAIN, &MAIL, &WORD, &OFFICE, &UNREAD_MAIL];

/// Returns the endings of the files that a folder is searched for, without the dot.
pub fn endings() -> impl Iterator<Item = &'static str> {
    FORMATS.into_iter().flat_map(|format| format.endings.iter().copied())
}

/// The endings of files that other generators make pages of, and this one does not read.
pub const UNREAD_ENDINGS: [&str; 5] = ["html", "htm", "adoc", "org", "rst"];

/// Makes a briefing of a file.
///
/// # Errors
/// Returns why it cannot be one.
pub fn import(original: Original, settings: &Settings) -> Result<Imported, NotImported> {
    let file_name = original.name.rsplit('/').next().unwrap_or(original.name);
    let ending = ending(file_name);
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
    let format = FORMATS.into_iter().find(|format| format.endings.contains(&&*ending)).unwrap_or(&PLAIN);
    let mut builder = ImportBuilder::new(settings);
    let text = (format.text)(&original, &mut builder)?;
    if text.trim().is_empty() {
        return Err(unreadable("there is no text in this file", "delete it, or write something").into());
    }
    let front = front::read(original.shown, &text)?;
    let (date, body, lines_before) = match &front {
        Some(front) => {
            let found = keys::read(front, &original, &mut builder);
            let lines_before = text[..front.body_at].matches('\n').count();
            (found, text[front.body_at..].to_owned(), lines_before)
        }
        None => {
            let (found, body) = (format.bare)(&text, &mut builder);
            (found, body, 0)
        }
    };
    restriction::read(body.lines(), lines_before, &mut builder);
    let read = Read { front: front.as_ref(), date, body, lines_before, is_markdown: format.is_markdown };
    finish::finish(&original, builder, read)
}
