//! What changed in a time, as a mail: what is new, updated, corrected and withdrawn.
//!
//! A [`Digest`] is a value; its writers make HTML, plain words, or a mail of both. Nothing is sent, and nothing of the
//! machine or the moment is in it: the same site and the same time give the same bytes.

mod entry;
mod html;
mod mail;
mod text;
mod told;

pub use entry::{Entry, Period, Scope};
pub use told::Digest;

impl Digest<'_> {
    /// Returns it as HTML for mail programs.
    pub fn html(&self) -> String {
        html::write(self)
    }

    /// Returns it as plain words.
    pub fn text(&self) -> String {
        text::write(self)
    }

    /// Returns it as a mail that is not sent yet, with both (RFC 5322, RFC 2045).
    ///
    /// # Errors
    /// Returns what the library says that writes mails.
    pub fn mail(&self) -> std::io::Result<Vec<u8>> {
        mail::write(self)
    }
}
