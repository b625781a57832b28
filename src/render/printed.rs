//! What paper needs besides the page: where its links lead, as numbered notes.

use tera::Value;

use crate::content::{Body, escape_href};
use crate::edition::Edition;
use crate::site::Entity;

/// Returns the full addresses of the links of a text on the page `from`, in their order, for the numbers that the
/// style sheet puts after them in print. They are HTML already.
pub fn addresses(edition: &Edition, from: Entity, body: &Body) -> Vec<Value> {
    let addresses = edition.addresses(from, body).into_iter().map(|url| {
        let mut html = String::with_capacity(url.len());
        escape_href(&mut html, &url);
        Value::safe_string(&match html.strip_prefix('/') {
            Some(path) if !path.starts_with('/') => edition.site.config.base_url.on_host(&html),
            _ => html,
        })
    });
    addresses.collect()
}
