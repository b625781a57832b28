//! What files hold that their writers may not know: scripts, and names of authors.
//!
//! Such files are published as they are, so what is found is told, and nothing is changed.

mod active;
mod office;
mod pdf;
mod properties;

pub use active::has_scripts;
pub use properties::Properties;

use crate::text::ending;

/// Returns whether a file of this name is worth being looked into.
pub fn is_looked_into(path: &str) -> bool {
    active::is_active(path) || matches!(ending(path).as_str(), "pdf") || office::has_name(&ending(path))
}

/// Returns what a PDF or Office file says of its origin; `None` if it says nothing, or is another file.
pub fn properties(path: &str, bytes: &[u8]) -> Option<Properties> {
    let found = if bytes.starts_with(b"%PDF-") {
        pdf::properties(bytes)
    } else if office::has_name(&ending(path)) {
        office::properties(bytes)
    } else {
        Properties::default()
    };
    let meant =
        |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let found = Properties { author: meant(found.author), title: meant(found.title) };
    (found != Properties::default()).then_some(found)
}
