//! What a document says: blocks of words, in Markdown within their lines.

use super::numbering::Mark;
use crate::text::counted;

/// What a document says.
#[derive(Debug, Default)]
pub struct Text {
    /// The title, by the style of that name.
    pub title: Option<String>,
    /// What stands below it.
    pub subtitle: Option<String>,
    /// The line that says where it is from and of when.
    pub dateline: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The blocks.
    pub blocks: Vec<Block>,
    /// The footnotes and endnotes, in the order of their marks.
    pub notes: Vec<Vec<Block>>,
    /// The files of its images, by the names that they get.
    pub images: Vec<(String, Vec<u8>)>,
    /// What somebody has to know of it.
    pub told: Told,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its words in Markdown; of a table none.
    pub words: String,
    /// How deep it is set in, in twentieths of a point: whether it belongs to the item above it.
    pub indent: u32,
    /// The number of the block of the text that it is, or the first of, in a document that was exported from here.
    pub number: Option<usize>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph.
    Paragraph,
    /// A heading, from 1 on.
    Heading(u8),
    /// An item: its list, its level from 0, and its mark.
    Item {
        /// The list.
        list: String,
        /// The level.
        level: usize,
        /// The mark.
        mark: Mark,
    },
    /// A quote.
    Quote,
    /// Code.
    Code,
    /// A term.
    Term,
    /// What explains a term.
    Definition,
    /// An alert, or its title.
    Alert {
        /// Whether it is the title.
        is_title: bool,
    },
    /// A line between blocks.
    Rule,
    /// Rows of cells, and for each column how its words are set.
    Table {
        /// The rows.
        rows: Vec<Vec<String>>,
        /// How the words of each column are set.
        aligns: Vec<Align>,
    },
}

/// How the words of a column are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    #[default]
    Unset,
    Center,
    Right,
}

/// What somebody has to know of what became of a document.
#[derive(Debug, Default)]
pub struct Told {
    /// How many pieces of text somebody put in, which are taken.
    pub inserted: usize,
    /// How many somebody took out, which are left out.
    pub deleted: usize,
    /// The comments, each with the words that it hangs on.
    pub comments: Vec<(String, String)>,
    /// How many equations have lost their form.
    pub equations: usize,
    /// How many drawings and charts are lost.
    pub drawings: usize,
    /// The names of images of kinds that browsers do not show.
    pub images: Vec<String>,
    /// Whether a table has cells that are merged.
    pub has_merged_cells: bool,
    /// Whether a table stands in a cell of another one.
    pub has_nested_tables: bool,
    /// The lines of the heads and feet of its sheets.
    pub margins: Vec<String>,
}

impl Told {
    /// Returns what somebody has to look at, in sentences; the comments are told by whoever knows their places.
    pub fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        let mut say = |message: String| warnings.push(message);
        if self.inserted > 0 || self.deleted > 0 {
            say(format!(
                "it has tracked changes: {} are taken, and {} are left out; see whether that is meant",
                counted(self.inserted, "insertion"),
                counted(self.deleted, "deletion"),
            ));
        }
        if self.equations > 0 {
            say(format!(
                "{} lost their form; only their signs are left",
                counted(self.equations, "equation")
            ));
        }
        if self.drawings > 0 {
            say(format!(
                "{} are lost; save them as images in Word",
                counted(self.drawings, "drawing or chart")
            ));
        }
        if !self.images.is_empty() {
            say(format!(
                "images that browsers do not show are left out: {}; save them as PNG in Word",
                self.images.join(", ")
            ));
        }
        if self.has_merged_cells {
            say("a table has merged cells, which Markdown has not: what stood in them stands in the first"
                .to_owned());
        }
        if self.has_nested_tables {
            say("a table stands in another one: its words stand in one cell".to_owned());
        }
        warnings
    }
}
