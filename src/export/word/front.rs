//! What stands above and below a text: title, date, summary, contents, further sources, corrections.

use super::writer::Writer;
use crate::export::sheet::Sheet;
use crate::tree::BodyContext;

/// From how many headings on a text has a table of contents.
const HEADINGS: usize = 5;

/// From how many words on a text has one.
const WORDS: usize = 1_200;

/// How deep a table of contents goes.
const DEPTH: u8 = 3;

impl<C: BodyContext> Writer<'_, C> {
    /// Writes what stands above the text.
    pub fn head(&mut self, sheet: &Sheet, title_style: &'static str) {
        self.line("Dateline", &sheet.dateline.join(" · "));
        self.bookmarks.push(format!("_{}Title", self.prefix));
        self.line(title_style, sheet.title);
        if !sheet.authors.is_empty() {
            self.line("Byline", &sheet.authors.join(", "));
        }
        if !sheet.subjects.is_empty() {
            self.line("Dateline", &sheet.subjects.join(" · "));
        }
        if let Some(summary) = sheet.summary {
            self.line("Subtitle", summary);
        }
        for notice in &sheet.notices {
            self.line("Notice", notice);
        }
    }

    /// Writes the table of contents of a long text.
    pub fn contents(&mut self) {
        let level = |level: u8| level.saturating_sub(self.raise).max(1);
        let headings =
            self.body.headings().map(|(index, heading)| (index, &*heading.text, level(heading.level)));
        let headings: Vec<(u32, &str, u8)> = headings.filter(|(_, _, level)| *level <= DEPTH).collect();
        if headings.len() < HEADINGS || self.body.words() < WORDS {
            return;
        }
        let entries = headings
            .into_iter()
            .map(|(index, text, level)| (self.heading_bookmark(index), text.to_owned(), level))
            .collect();
        self.table_of_contents(entries);
    }

    /// Writes a table of contents of these entries: of each its bookmark, its words and its level, from 1.
    ///
    /// It is a field: Word can make it anew. Its entries have no numbers of pages, which only Word knows.
    pub fn table_of_contents(&mut self, entries: Vec<(String, String, u8)>) {
        let title = self.export.edition.say("briefing.contents");
        self.line("TOCHeading", &title);
        let last = entries.len().saturating_sub(1);
        for (place, (bookmark, words, level)) in entries.into_iter().enumerate() {
            self.place.style = Some(["TOC1", "TOC2", "TOC3"][usize::from(level.clamp(1, DEPTH)) - 1]);
            self.paragraph();
            let xml = self.xml();
            let mark = |xml: &mut crate::xml::Markup, kind: &str| {
                xml.open("w:r", &[]);
                xml.empty("w:fldChar", &[("w:fldCharType", kind)]);
                xml.close("w:r");
            };
            if place == 0 {
                mark(xml, "begin");
                xml.open("w:r", &[]);
                xml.element("w:instrText", &[("xml:space", "preserve")], " TOC \\o \"1-3\" \\h \\n \\z ");
                xml.close("w:r");
                mark(xml, "separate");
            }
            xml.open("w:hyperlink", &[("w:anchor", &bookmark), ("w:history", "1")]);
            xml.open("w:r", &[]);
            xml.element("w:t", &[("xml:space", "preserve")], &words);
            xml.close("w:r");
            xml.close("w:hyperlink");
            if place == last {
                mark(xml, "end");
            }
            self.end();
        }
    }

    /// Writes what stands below the text.
    pub fn foot(&mut self, sheet: &Sheet) {
        let edition = self.export.edition;
        // What follows is none of the text, for whoever reads the document back.
        self.bookmarks.push(format!("_{}End", self.prefix));
        if !sheet.further_sources.is_empty() {
            self.heading_below(&edition.say("briefing.sources"));
            for index in &sheet.further_sources {
                self.place.lists.push(super::numbering::Numbering::bullets());
                self.place.begins_item = true;
                self.place.style = Some("Source");
                self.source(*index);
                self.end();
                self.place.lists.pop();
            }
        }
        if !sheet.corrections.is_empty() {
            self.heading_below(&edition.say("briefing.corrections"));
            for (date, note) in &sheet.corrections {
                self.line("Source", &format!("{date}: {note}"));
            }
        }
        self.bookmarks.clear();
    }

    fn heading_below(&mut self, words: &str) {
        self.line(if self.raise > 1 || self.prefix.is_empty() { "Heading1" } else { "Heading2" }, words);
    }
}
