//! Text and URLs as HTML needs them.

use std::borrow::Cow;

/// Writes text for HTML, without the control characters that HTML cannot have.
pub fn escape(out: &mut String, text: &str) {
    // Writing into a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(out, &without_controls(text));
}

/// Returns the text without the control characters that HTML cannot have.
pub fn without_controls(text: &str) -> Cow<'_, str> {
    let is_control = |byte: u8| byte < b' ' && byte != b'\n' && byte != b'\t';
    // Every byte is looked at, without a way out on the first find: that is many bytes at a time.
    if text.bytes().fold(false, |found, byte| found | is_control(byte)) {
        Cow::Owned(text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Writes a URL as the value of an attribute.
pub fn escape_href(out: &mut String, url: &str) {
    // Writing into a string cannot fail.
    let _ = pulldown_cmark_escape::escape_href(out, url);
}
