//! A digest as a mail that is not sent yet.

use std::io;

use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;

use super::told::Digest;
use super::{html, text};

/// How many hexadecimal digits of a hash make the name of a mail.
const DIGITS: usize = 32;

/// Returns a digest as a mail. It has no sender and no receiver: whoever opens it is the one, and knows the other.
pub fn write(digest: &Digest) -> io::Result<Vec<u8>> {
    let (text, html) = (text::write(digest), html::write(digest));
    let mut hasher = blake3::Hasher::new();
    hasher.update(digest.subject().as_bytes());
    hasher.update(html.as_bytes());
    let name = hasher.finalize().to_hex();
    let name = &name[..DIGITS];
    let boundary = format!("digest-{name}");
    let kind = ContentType::new("multipart/alternative").attribute("boundary", boundary.as_str());
    let parts = vec![MimePart::new("text/plain", text), MimePart::new("text/html", html)];
    // The last thing that changed is its time: the moment at which it is made is none of it.
    let newest = digest.entries.iter().map(|entry| entry.changed.as_second()).max();
    let host = digest.edition.site.config.base_url.host();
    MessageBuilder::new()
        .subject(digest.subject())
        .date(newest.unwrap_or_default())
        .message_id(format!("{name}@{host}"))
        // Mail programs open it as a draft.
        .header("X-Unsent", Raw::new("1"))
        .header("Content-Language", Raw::new(digest.language().to_owned()))
        .body(MimePart::new(kind, parts))
        .write_to_vec()
}
