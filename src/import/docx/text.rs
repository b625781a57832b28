//! What a document says: blocks of words, in Markdown within their lines.

use super::numbering::Mark;

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
    pub blocks: Vec<Block>,
    /// The footnotes and endnotes, in the order of their marks.
    pub notes: Vec<Vec<Block>>,
    /// The files of its images, by the names that they get.
    pub images: Vec<(String, Vec<u8>)>,
    pub told: Told,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: Kind,
    /// Its words in Markdown; of a table none.
    pub words: String,
    /// How deep it is set in, in twentieths of a point: whether it belongs to the item above it.
    pub indent: u32,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Paragraph,
    /// A heading, from 1 on.
    Heading(u8),
    /// An item: its list, its level from 0, and its mark.
    Item {
        list: String,
        level: usize,
        mark: Mark,
    },
    Quote,
    Code,
    Term,
    Definition,
    Alert {
        is_title: bool,
    },
    Rule,
    /// Rows of cells, and for each column how its words are set.
    Table {
        rows: Vec<Vec<String>>,
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
