//! Lines of CSV, RFC 4180.

use std::borrow::Cow;

use crate::content::without_controls;

/// Returns whether a spreadsheet would take a cell for a formula: then a `'` before it makes it text.
fn is_formula(cell: &str) -> bool {
    let first = cell.trim_start_matches([' ', '\n', '\u{A0}', '\u{FEFF}']).chars().next();
    first.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '＝' | '＋' | '－' | '＠'))
}

/// Adds a line of CSV. A cell that needs no quotes has none.
pub fn line<'a>(out: &mut String, cells: impl Iterator<Item = Cow<'a, str>>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.push(',');
        }
        let cell = without_controls(&cell);
        if is_formula(&cell) {
            out.push_str("\"'");
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else if cell.contains([',', '"', '\n']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

/// Returns the items of a list in one cell.
pub fn listed<'a>(words: impl Iterator<Item = &'a str>) -> Cow<'static, str> {
    words.collect::<Vec<_>>().join(";").into()
}
