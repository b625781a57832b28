//! What a part leads to.

use std::collections::HashMap;

use super::element::Element;

/// What a part leads to, by the ids that it has in it.
#[derive(Default)]
pub struct Relations {
    targets: HashMap<String, (String, bool)>,
}

impl Relations {
    /// Reads the part that lists them.
    pub fn read(root: &Element) -> Self {
        let listed = root.elements().filter(|element| element.name == "Relationship");
        let targets = listed.filter_map(|relation| {
            let is_outside = relation.get("TargetMode") == Some("External");
            Some((relation.get("Id")?.to_owned(), (relation.get("Target")?.to_owned(), is_outside)))
        });
        Self { targets: targets.collect() }
    }

    /// Returns an address on the web.
    pub fn address(&self, id: &str) -> Option<&str> {
        self.targets.get(id).filter(|(_, is_outside)| *is_outside).map(|(target, _)| target.as_str())
    }

    /// Returns the path of a part in the archive: those of a document are in `word/`, unless they say otherwise.
    pub fn part(&self, id: &str) -> Option<String> {
        let (target, _) = self.targets.get(id).filter(|(_, is_outside)| !is_outside)?;
        Some(match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => crate::text::resolve_path("word/document.xml", target)?,
        })
    }
}
