//! The style of a drawing, without what it loads and without comments.

use crate::config::ImageMetadata;

/// What of a drawing is kept.
#[derive(Clone, Copy, Debug)]
pub struct Keep {
    /// What it says besides the drawing.
    pub metadata: ImageMetadata,
    /// Whether scripts and what it loads stay.
    pub scripts: bool,
}

/// Returns a style sheet, or the value of an attribute, without what is not kept; `None` if it cannot be told what
/// it loads.
pub fn style(css: &str, keep: Keep) -> Option<String> {
    let text = if keep.metadata == ImageMetadata::Keep { css.to_owned() } else { without_comments(css) };
    if keep.scripts {
        return Some(text);
    }
    // `\75rl(` is `url(`.
    if text.contains('\\') {
        return None;
    }
    Some(without_addresses(&without_imports(&text)))
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map(|(_, after)| after).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Rules that load other style sheets end with `;`.
fn without_imports(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = find(rest, "@import") {
        out.push_str(&rest[..at]);
        // What stands around must not become another such rule.
        out.push(' ');
        rest = rest[at..].split_once(';').map(|(_, after)| after).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Puts `none` for every address that is neither a part of the drawing nor a font in it.
fn without_addresses(css: &str) -> String {
    const FUNCTIONS: [&str; 4] = ["url(", "image(", "image-set(", "src("];
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((at, name)) =
        FUNCTIONS.iter().filter_map(|name| Some((find(rest, name)?, *name))).min_by_key(|(at, _)| *at)
    {
        out.push_str(&rest[..at]);
        let inside = &rest[at + name.len()..];
        let end = inside.find(')').map_or(inside.len(), |end| end + 1);
        let address =
            inside[..end].trim_start_matches([' ', '\n', '\t', '\r', '"', '\'']).to_ascii_lowercase();
        let is_font = ["data:font/", "data:application/font", "data:application/x-font"]
            .iter()
            .any(|start| address.starts_with(start));
        if name == "url(" && (address.starts_with('#') || is_font) {
            out.push_str(&rest[at..at + name.len() + end]);
        } else {
            // What is left of another function's name, such as `-webkit-`, stands before `none` and means nothing.
            out.push_str("none");
        }
        rest = &inside[end..];
    }
    out.push_str(rest);
    out
}

fn find(text: &str, word: &str) -> Option<usize> {
    text.as_bytes().windows(word.len()).position(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}
