//! What paper needs besides the page: where its links lead, as numbered notes.

use tera::Value;

use crate::edition::Edition;

/// Returns the full addresses of the links of a text, in their order, for the numbers that the style
/// sheet puts after them in print.
pub fn addresses(edition: &Edition, html: &str) -> Vec<Value> {
    html.split("<a ").skip(1).filter_map(|rest| address(edition, rest.split_once('>')?.0)).collect()
}

/// Returns where a link leads, from what stands in its tag; none within the page, and none for what
/// stands in the margin.
fn address(edition: &Edition, tag: &str) -> Option<Value> {
    let (before, after) = tag.split_once("href=\"")?;
    let href = after.split_once('"')?.0;
    if href.starts_with('#') || before.contains("tabindex=") {
        return None;
    }
    // It is HTML already.
    Some(Value::safe_string(&match href.strip_prefix('/') {
        Some(path) if !path.starts_with('/') => edition.site.config.base_url.on_host(href),
        _ => href.to_owned(),
    }))
}
