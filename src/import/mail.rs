//! Mails as mail programs write them (RFC 5322, MIME): encoded headers and bodies, several parts, attachments.
//!
//! A mail becomes a plain text with the lines that such a text may have above it, and goes on as one. Addresses, and the
//! headers that say which way it came, stay behind.

use std::borrow::Cow;

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::builder::ImportBuilder;
use super::format::Format;
use super::mail_body::{self, Cut};
use super::{NotImported, Original, encoding, raw};
use crate::problem::{Code, Place, Problem};
use crate::text::{MARKDOWN, counted, ending, one_line};

/// Mails.
pub const MAIL: Format = Format { endings: &["eml"], is_markdown: false, text, bare: raw::read };

/// Mails as Outlook keeps them, and mailboxes, which nothing here reads.
pub const UNREAD_MAIL: Format =
    Format { endings: &["msg", "mbox"], is_markdown: false, text: unread, bare: raw::read };

/// How many characters the name of an attachment has at most.
const LONGEST_NAME: usize = 80;

fn unread<'a>(original: &Original<'a>, _: &mut ImportBuilder) -> Result<Cow<'a, str>, NotImported> {
    let (message, hint) = if ending(original.name) == "mbox" {
        (
            "this is a box of many mails, which is not read",
            "open it in a mail program, and save those that are to be briefings as .eml",
        )
    } else {
        (
            "this is a mail as Outlook keeps it, which is not read",
            "open it in Outlook and save it as .eml, or save its text as .txt",
        )
    };
    Err(Problem::new(Code::UnreadableFile, message).at(Place::file(original.shown)).hint(hint).into())
}

fn text<'a>(original: &Original<'a>, builder: &mut ImportBuilder) -> Result<Cow<'a, str>, NotImported> {
    let parsed = MessageParser::default().parse(original.bytes);
    // The parser takes any file for a mail.
    match parsed.filter(is_mail) {
        Some(message) => Ok(read(&message, builder).into()),
        None => encoding::text(original, builder),
    }
}

/// Returns whether a file has the headers that every mail has (RFC 5322, 3.6).
fn is_mail(message: &Message) -> bool {
    message.from().is_some() && (message.date().is_some() || message.subject().is_some())
}

/// Returns a mail as a plain text with lines above it.
fn read(message: &Message, builder: &mut ImportBuilder) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        let value = one_line(value);
        if !value.is_empty() {
            text.push_str(&format!("{name}: {value}\n"));
        }
    };
    line("Subject", message.subject().unwrap_or_default());
    let sender = message.from().and_then(|from| from.first()).and_then(|first| first.name());
    line("From", sender.filter(|name| !name.contains('@')).unwrap_or_default());
    if let Some(date) = message.date().filter(|date| date.is_valid()) {
        line("Date", &date.to_rfc3339());
    }
    for header in message.headers() {
        let name = header.name().to_ascii_lowercase();
        if raw::is_marking_name(&name)
            && let Some(value) = header.value().as_text()
        {
            line(header.name(), value);
        }
    }
    text.push('\n');
    text.push_str(&body(message, builder));
    attachments(message, builder);
    text
}

/// Returns what the mail says, without its signature and the mails that it answers.
fn body(message: &Message, builder: &mut ImportBuilder) -> String {
    let has_plain = message
        .text_body
        .iter()
        .any(|part| message.part(*part).is_some_and(|part| matches!(part.body, PartType::Text(_))));
    let parts = (0..message.text_body_count()).filter_map(|place| {
        let is_flowed = message.text_part(u32::try_from(place).ok()?).is_some_and(|part| {
            let kind = part.content_type();
            kind.and_then(|kind| kind.attribute("format"))
                .is_some_and(|format| format.eq_ignore_ascii_case("flowed"))
        });
        let words = message.body_text(place)?;
        let words = words.replace("\r\n", "\n");
        Some(if is_flowed { mail_body::unflowed(&words) } else { words })
    });
    let words = parts.collect::<Vec<_>>().join("\n\n");
    if !has_plain && !words.trim().is_empty() {
        builder.warn("the mail is HTML; its words are taken, without their looks and links", None);
    }
    let Cut { words, signature, history } = mail_body::cut(&words);
    if signature > 0 {
        builder.guess(
            "text",
            "signature",
            format!("{} cut off after `-- `", counted(signature, "line")),
            None,
        );
    }
    if history > 0 {
        builder.guess(
            "text",
            "history",
            format!("{} of mails before it cut off", counted(history, "line")),
            None,
        );
    }
    words
}

/// Keeps the attachments beside the text, and tells of them.
fn attachments(message: &Message, builder: &mut ImportBuilder) {
    let mut left = Vec::new();
    for part in message.attachments() {
        let name = part.attachment_name().map(safe_name).unwrap_or_default();
        let is_inline = part.content_disposition().is_some_and(mail_parser::ContentType::is_inline);
        // Pictures within the text are logos most of the time; a text would become a briefing of its own.
        if name.is_empty() || is_inline || part.is_message() || MARKDOWN.contains(&ending(&name).as_str()) {
            left.push(if name.is_empty() { "one without a name".to_owned() } else { name });
            continue;
        }
        let taken = |name: &str| builder.attachments.iter().any(|(own, _)| own.eq_ignore_ascii_case(name));
        let name = free_name(&name, taken);
        builder.attachments.push((name, part.contents().to_vec()));
    }
    if !builder.attachments.is_empty() {
        let names: Vec<&str> = builder.attachments.iter().map(|(name, _)| name.as_str()).collect();
        builder.guess("files", names.join(", "), "attached to the mail, and saved beside the text", None);
        builder.warn("nothing in the text refers to its attachments: link to those that belong to it, delete the others", None);
    }
    if !left.is_empty() {
        builder.warn(format!("{} left out: {}", counted(left.len(), "attachment"), left.join(", ")), None);
    }
}

/// Returns the last part of a name, of letters, digits and a few signs: it can lead nowhere and is hidden nowhere.
fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '-' })
        .collect();
    let kept = kept.trim_matches(['.', '-']);
    match kept.rsplit_once('.') {
        Some((stem, ending)) if ending.chars().count() < LONGEST_NAME / 4 => {
            let stem: String = stem.chars().take(LONGEST_NAME - ending.chars().count() - 1).collect();
            format!("{stem}.{ending}")
        }
        _ => kept.chars().take(LONGEST_NAME).collect(),
    }
}

/// Returns a name that is not taken: with a number before its ending where it is.
fn free_name(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(name) && name != "index.md" {
        return name.to_owned();
    }
    let (stem, ending) =
        name.rsplit_once('.').map_or((name, String::new()), |(stem, end)| (stem, format!(".{end}")));
    let mut number = 2;
    loop {
        let other = format!("{stem}-{number}{ending}");
        if !is_taken(&other) {
            return other;
        }
        number += 1;
    }
}
