//! The numbers and bullets of lists.

use super::parts::NAMESPACES;
use crate::xml::Markup;

/// How many levels a list has in Word.
pub const LEVELS: usize = 9;

/// How far each level is set in, in twentieths of a point.
pub const INDENT: usize = 425;

/// The number of the list with bullets.
const BULLETS: usize = 1;

/// The lists of a document.
#[derive(Default)]
pub struct Numbering {
    /// Of each list with numbers, its level and its first number.
    numbered: Vec<(usize, u32)>,
}

impl Numbering {
    /// Returns the id of the list with bullets.
    pub fn bullets() -> usize {
        BULLETS
    }

    /// Adds a list with numbers on this level, and returns its id.
    pub fn add(&mut self, level: usize, first: u32) -> usize {
        self.numbered.push((level, first));
        BULLETS + self.numbered.len()
    }

    /// Returns the part.
    pub fn write(&self) -> String {
        let mut xml = Markup::document();
        xml.open("w:numbering", &NAMESPACES[..1]);
        abstract_list(&mut xml, "0", "bullet", |level| ["•", "–", "▪"][level % 3].to_owned());
        abstract_list(&mut xml, "1", "decimal", |level| format!("%{}.", level + 1));
        xml.open("w:num", &[("w:numId", &BULLETS.to_string())]);
        xml.empty("w:abstractNumId", &[("w:val", "0")]);
        xml.close("w:num");
        for (id, (level, first)) in (BULLETS + 1..).zip(&self.numbered) {
            xml.open("w:num", &[("w:numId", &id.to_string())]);
            xml.empty("w:abstractNumId", &[("w:val", "1")]);
            xml.open("w:lvlOverride", &[("w:ilvl", &level.to_string())]);
            // Word counts to 32,767.
            xml.empty("w:startOverride", &[("w:val", &(*first).min(32_767).to_string())]);
            xml.close("w:lvlOverride");
            xml.close("w:num");
        }
        xml.close("w:numbering");
        xml.into_text()
    }
}

fn abstract_list(xml: &mut Markup, id: &str, format: &str, mark: impl Fn(usize) -> String) {
    xml.open("w:abstractNum", &[("w:abstractNumId", id)]);
    xml.empty("w:multiLevelType", &[("w:val", "hybridMultilevel")]);
    for level in 0..LEVELS {
        xml.open("w:lvl", &[("w:ilvl", &level.to_string())]);
        xml.empty("w:start", &[("w:val", "1")]);
        xml.empty("w:numFmt", &[("w:val", format)]);
        xml.empty("w:lvlText", &[("w:val", &mark(level))]);
        xml.empty("w:lvlJc", &[("w:val", "left")]);
        xml.open("w:pPr", &[]);
        let left = (INDENT * (level + 1)).to_string();
        xml.empty("w:ind", &[("w:left", &left), ("w:hanging", &INDENT.to_string())]);
        xml.close("w:pPr");
        xml.close("w:lvl");
    }
    xml.close("w:abstractNum");
}
