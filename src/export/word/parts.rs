//! The parts of a document, and what they lead to.

use std::collections::BTreeMap;

use crate::xml::Markup;

/// A part of a document that is written tag by tag, with its relations to other parts and to the web.
pub struct Part {
    /// What was written of it.
    pub xml: Markup,
    relations: Vec<Relation>,
    addresses: BTreeMap<String, usize>,
}

/// What a part leads to.
struct Relation {
    kind: &'static str,
    target: String,
    is_outside: bool,
}

/// The namespace of relations within a document.
pub const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The namespaces that every part with text declares.
pub const NAMESPACES: [(&str, &str); 3] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", RELATIONS),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
];

impl Part {
    /// Begins a part whose outermost element is this.
    pub fn new(root: &str) -> Self {
        let mut xml = Markup::document();
        xml.open(root, &NAMESPACES);
        Self { xml, relations: Vec::new(), addresses: BTreeMap::new() }
    }

    /// Adds a relation to another part, and returns its id.
    pub fn relate(&mut self, kind: &'static str, target: &str) -> String {
        self.add(Relation { kind, target: target.to_owned(), is_outside: false })
    }

    /// Returns the id of the relation to an address on the web.
    pub fn address(&mut self, url: &str) -> String {
        if let Some(known) = self.addresses.get(url) {
            return format!("rId{known}");
        }
        self.addresses.insert(url.to_owned(), self.relations.len() + 1);
        self.add(Relation { kind: "hyperlink", target: url.to_owned(), is_outside: true })
    }

    fn add(&mut self, relation: Relation) -> String {
        self.relations.push(relation);
        format!("rId{}", self.relations.len())
    }

    /// Ends the part. Returns it, and the part that says what it leads to; none where it leads nowhere.
    pub fn finish(mut self, root: &str) -> (String, Option<String>) {
        self.xml.close(root);
        let relations = (!self.relations.is_empty()).then(|| {
            let listed: Vec<(&str, &str, bool)> = self
                .relations
                .iter()
                .map(|relation| (relation.kind, relation.target.as_str(), relation.is_outside))
                .collect();
            relations(&listed)
        });
        (self.xml.into_text(), relations)
    }
}

/// Returns the part that lists relations: of each its kind, its target, and whether that is outside of the document.
pub fn relations(listed: &[(&str, &str, bool)]) -> String {
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut xml = Markup::document();
    xml.open("Relationships", &[("xmlns", PACKAGE)]);
    for (number, (kind, target, is_outside)) in (1..).zip(listed) {
        let id = format!("rId{number}");
        // The core properties are of the package, all else is of the document.
        let kind = match *kind {
            "core-properties" => format!("{PACKAGE}/metadata/core-properties"),
            kind => format!("{RELATIONS}/{kind}"),
        };
        let mut attributes = vec![("Id", id.as_str()), ("Type", &kind), ("Target", target)];
        if *is_outside {
            attributes.push(("TargetMode", "External"));
        }
        xml.empty("Relationship", &attributes);
    }
    xml.close("Relationships");
    xml.into_text()
}
