//! Tables: rows of cells, each with its words in one line.

use super::element::Element;
use super::reader::Reader;
use super::text::{Align, Block, Kind};

impl Reader<'_> {
    pub fn table(&mut self, table: &Element, blocks: &mut Vec<Block>) {
        if self.is_over {
            return;
        }
        if std::mem::replace(&mut self.is_in_table, true) {
            self.text.told.has_nested_tables = true;
        }
        let mut rows = Vec::new();
        let mut aligned: Vec<Vec<Option<Align>>> = Vec::new();
        let mut lines: Vec<&Element> = Vec::new();
        gather(table, "tr", &mut lines);
        for row in lines {
            self.is_in_head = rows.is_empty();
            let mut cells = Vec::new();
            let mut found: Vec<&Element> = Vec::new();
            gather(row, "tc", &mut found);
            for cell in found {
                let properties = cell.child("tcPr");
                let merged = properties.and_then(|properties| properties.child("vMerge"));
                let goes_on = merged.is_some_and(|merged| merged.val() != Some("restart"));
                let span =
                    properties.and_then(|properties| properties.child("gridSpan")?.val()?.parse().ok());
                let span: usize = span.unwrap_or(1).clamp(1, 64);
                self.text.told.has_merged_cells |= goes_on || span > 1;
                let mut inside = Vec::new();
                self.blocks(cell, &mut inside);
                let words = if goes_on { String::new() } else { flat(&inside) };
                let column = cells.len();
                if !words.is_empty() {
                    aligned.resize_with(aligned.len().max(column + 1), Vec::new);
                    aligned[column].push(align(cell));
                }
                cells.push(words);
                cells.extend(std::iter::repeat_n(String::new(), span - 1));
            }
            rows.push(cells);
        }
        self.is_in_table = false;
        self.is_in_head = false;
        let aligns = aligned.into_iter().map(|cells| {
            let first = cells.first().copied().flatten();
            first.filter(|first| cells.iter().all(|own| *own == Some(*first))).unwrap_or_default()
        });
        let aligns = aligns.collect();
        if rows.iter().flatten().any(|cell| !cell.is_empty()) {
            let number = self.number.take();
            blocks.push(Block {
                kind: Kind::Table { rows, aligns },
                words: String::new(),
                indent: 0,
                number,
            });
        }
    }
}

/// Gathers the elements of this name that are in another one, through controls and what was put in.
fn gather<'e>(within: &'e Element, name: &str, found: &mut Vec<&'e Element>) {
    for element in within.elements() {
        if element.is(name) {
            found.push(element);
        } else if ["sdt", "sdtContent", "ins", "customXml"].iter().any(|holder| element.is(holder)) {
            gather(element, name, found);
        }
    }
}

/// Returns the blocks of a cell in one line.
fn flat(blocks: &[Block]) -> String {
    let words = blocks.iter().map(|block| match &block.kind {
        Kind::Table { rows, .. } => {
            let cells: Vec<&str> =
                rows.iter().flatten().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
            cells.join(" ")
        }
        _ => block.words.clone(),
    });
    words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns how the words of a cell are set.
fn align(cell: &Element) -> Option<Align> {
    let properties = cell.child("p").and_then(|paragraph| paragraph.child("pPr"));
    match properties.and_then(|properties| properties.child("jc")?.val()) {
        Some("center") => Some(Align::Center),
        Some("right" | "end") => Some(Align::Right),
        _ => None,
    }
}
