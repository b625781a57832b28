//! What the styles of a document mean.
//!
//! Their ids differ with the language of Word; their names are English in the file (ECMA-376, 17.7.4.9).

use std::collections::HashMap;

use super::element::Element;

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// A paragraph.
    #[default]
    Text,
    /// The title of the document.
    Title,
    /// What stands below the title.
    Subtitle,
    /// A heading, from 1 on.
    Heading(u8),
    /// A quote.
    Quote,
    /// What an image or a table is called.
    Caption,
    /// Code.
    Code,
    /// An entry of a table of contents.
    Contents,
    /// A line above a text: its date, and where it is from.
    Dateline,
    /// Who wrote it.
    Byline,
    /// What a program wrote about the text: no words of its writers.
    Aside,
    /// An item of a list without numbering of its own.
    Item,
    /// A line between blocks.
    Rule,
    /// A term that is explained.
    Term,
    /// What explains a term.
    Definition,
    /// A paragraph of an alert, or its title.
    Alert {
        /// Whether it is the title.
        is_title: bool,
    },
}

/// The styles of a document.
#[derive(Default)]
pub struct Styles {
    roles: HashMap<String, Role>,
    /// Of the styles that number their paragraphs, the list and the level.
    numbering: HashMap<String, (Option<String>, usize)>,
    /// The styles whose words are code.
    code: Vec<String>,
}

impl Styles {
    /// Reads the part.
    pub fn read(root: &Element) -> Self {
        let mut styles = Self::default();
        let all: HashMap<&str, &Element> = root
            .elements()
            .filter(|element| element.is("style"))
            .filter_map(|style| Some((style.get("styleId")?, style)))
            .collect();
        for (id, style) in &all {
            let chain = chain(style, &all);
            let named = chain.iter().find_map(|style| role_of(style));
            if style.get("type") == Some("character") {
                if named == Some(Role::Code) {
                    styles.code.push((*id).to_owned());
                }
                continue;
            }
            // Direct formatting of a style of somebody's own says that it is a heading.
            let level = chain.iter().find_map(|style| outline_level(style.child("pPr")?));
            let role = named.or(level.map(Role::Heading));
            if let Some(role) = role {
                styles.roles.insert((*id).to_owned(), role);
            }
            let number = chain.iter().find_map(|style| style.child("pPr")?.child("numPr"));
            if let Some(number) = number {
                styles.numbering.insert((*id).to_owned(), numbering_of(number));
            }
        }
        styles
    }

    /// Returns what a style means.
    pub fn role(&self, id: &str) -> Role {
        self.roles.get(id).copied().unwrap_or_default()
    }

    /// Returns the list and the level that a style gives its paragraphs.
    pub fn numbering(&self, id: &str) -> Option<(Option<&str>, usize)> {
        self.numbering.get(id).map(|(list, level)| (list.as_deref(), *level))
    }

    /// Returns whether words of a style are code.
    pub fn is_code(&self, id: &str) -> bool {
        self.code.iter().any(|code| code == id)
    }
}

/// Returns the list and the level that a paragraph, or a style, says it is of.
pub fn numbering_of(number: &Element) -> (Option<String>, usize) {
    let list = number.child("numId").and_then(Element::val).map(str::to_owned);
    let level = number.child("ilvl").and_then(Element::val).and_then(|level| level.parse().ok());
    (list, level.unwrap_or(0))
}

/// Returns the level of the outline that properties of paragraphs say, from 1.
pub fn outline_level(properties: &Element) -> Option<u8> {
    let level: u8 = properties.child("outlineLvl")?.val()?.parse().ok()?;
    (level < 6).then_some(level + 1)
}

/// Returns a style and those that it is based on.
fn chain<'a>(style: &'a Element, all: &HashMap<&str, &'a Element>) -> Vec<&'a Element> {
    /// How many styles can be based on each other.
    const LONGEST: usize = 20;
    let next = |style: &&'a Element| all.get(style.child("basedOn")?.val()?).copied();
    std::iter::successors(Some(style), next).take(LONGEST).collect()
}

/// Returns what a style is by its name.
fn role_of(style: &Element) -> Option<Role> {
    let name = style.child("name")?.val()?.to_lowercase();
    if let Some(level) = name.strip_prefix("heading ") {
        return level.parse().ok().filter(|level| (1..=9).contains(level)).map(Role::Heading);
    }
    Some(match name.as_str() {
        "title" => Role::Title,
        "subtitle" => Role::Subtitle,
        "quote" | "intense quote" | "block text" | "quotations" => Role::Quote,
        "caption" => Role::Caption,
        "code" | "code words" | "html code" | "html preformatted" | "source code" | "verbatim char"
        | "preformatted text" | "plain text" | "macro text" => Role::Code,
        "dateline" | "date" => Role::Dateline,
        "byline" | "author" => Role::Byline,
        "notice" | "source" => Role::Aside,
        "list paragraph" | "list bullet" | "list number" => Role::Item,
        "rule" | "horizontal line" => Role::Rule,
        "term" | "definition term" => Role::Term,
        "definition" => Role::Definition,
        "alert title" => Role::Alert { is_title: true },
        "alert" => Role::Alert { is_title: false },
        name if name.starts_with("toc ") || name == "table of figures" => Role::Contents,
        _ => return None,
    })
}
