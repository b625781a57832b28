//! Plain text and mails, as a format.

use std::borrow::Cow;

use super::builder::ImportBuilder;
use super::format::Format;
use super::{NotImported, Original, encoding, header, raw};
use crate::problem::{Code, Place, Problem};

/// Plain text, cables, and mails whose text is not encoded for the wire.
pub const PLAIN: Format =
    Format { endings: &["txt", "text", "eml"], is_markdown: false, text, bare: raw::read };

fn text<'a>(original: &Original<'a>, builder: &mut ImportBuilder) -> Result<Cow<'a, str>, NotImported> {
    let text = encoding::text(original, builder)?;
    match encoded_mail(&text, original.shown) {
        Some(problem) => Err(problem.into()),
        None => Ok(text),
    }
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
