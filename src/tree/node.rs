//! The nodes of a tree, and what belongs to them that is too large for a node.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind};

use super::destination::{Destination, Target};

/// A node: what it is, which bytes of the source it comes from, and where the nodes inside it end.
///
/// The nodes of a tree stand in one list, each before those inside it. So a walk over a tree is a walk over
/// a list, and needs no stack of its own but for what is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Its first byte in the source.
    pub(super) start: u32,
    /// The byte after its last one.
    pub(super) end: u32,
    /// The index of the first node that is not inside it.
    pub(super) after: u32,
}

/// What a node is.
///
/// A number in it is an index: into the links, the marks and so on of its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A paragraph.
    Paragraph,
    /// A heading.
    Heading(u32),
    /// A block quote.
    Quote,
    /// An alert, such as `> [!NOTE]`.
    Alert(Alert),
    /// A block of code, with the name of its language.
    CodeBlock(StringId),
    /// A list with numbers, and the first of them.
    OrderedList(u32),
    /// A list without numbers.
    List,
    /// An item of a list.
    Item,
    /// The definition of a footnote. It stands where its writer put it, and is shown at the end.
    Note(u32),
    /// A list of terms and their definitions.
    DefinitionList,
    /// A term.
    Term,
    /// The definition of a term.
    Definition,
    /// A table.
    Table,
    /// The first row of a table.
    TableHead,
    /// Another row.
    TableRow,
    /// A cell.
    Cell {
        /// Whether it stands in the first row.
        is_head: bool,
        /// How its words are set.
        align: Align,
    },
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Words that are struck through.
    Strikethrough,
    /// Raised words.
    Superscript,
    /// Lowered words.
    Subscript,
    /// A link.
    Link(u32),
    /// An image. The text that stands for it is inside it.
    Image(u32),
    /// An element of raw HTML that is let through.
    Element(u32),
    /// Raw HTML that is shown as it was written, as a block.
    RawParagraph,
    /// What is inside is not shown: a script of raw HTML, for one.
    Hidden,

    /// Text that stands in the source as it is.
    Text,
    /// A mark of punctuation for what its writer typed, such as `–` for `--`.
    Smart(char),
    /// Text that stands in the source in another way, such as `&amp;`.
    Replaced(StringId),
    /// Text out of raw HTML.
    RawText(StringId),
    /// Code within a line.
    Code(StringId),
    /// The end of a line that is a space to readers.
    SoftBreak,
    /// The end of a line.
    HardBreak,
    /// A rule between blocks.
    Rule,
    /// The mark of a source or a footnote.
    Mark(u32),
    /// The box of a task, done or not.
    Task(bool),
    /// Where raw HTML or a comment stands in the source, as a block or within a line. What is shown of it follows
    /// as nodes of its own.
    Raw {
        /// Whether it is a block.
        is_block: bool,
    },
}

/// How the words of a cell are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Align {
    /// As the words around it.
    Unset,
    /// From the left.
    Left,
    /// In the middle.
    Center,
    /// From the right.
    Right,
}

impl From<Alignment> for Align {
    fn from(alignment: Alignment) -> Self {
        match alignment {
            Alignment::None => Self::Unset,
            Alignment::Left => Self::Left,
            Alignment::Center => Self::Center,
            Alignment::Right => Self::Right,
        }
    }
}

/// The kinds of alert, as GitHub has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alert {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

impl From<BlockQuoteKind> for Alert {
    fn from(kind: BlockQuoteKind) -> Self {
        match kind {
            BlockQuoteKind::Note => Self::Note,
            BlockQuoteKind::Tip => Self::Tip,
            BlockQuoteKind::Important => Self::Important,
            BlockQuoteKind::Warning => Self::Warning,
            BlockQuoteKind::Caution => Self::Caution,
        }
    }
}

impl Kind {
    /// Returns whether it stands within a line.
    pub fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Emphasis
                | Self::Strong
                | Self::Strikethrough
                | Self::Superscript
                | Self::Subscript
                | Self::Link(_)
                | Self::Image(_)
                | Self::Element(_)
                | Self::Hidden
                | Self::Text
                | Self::Smart(_)
                | Self::Replaced(_)
                | Self::RawText(_)
                | Self::Code(_)
                | Self::SoftBreak
                | Self::HardBreak
                | Self::Mark(_)
                | Self::Task(_)
                | Self::Raw { is_block: false }
        )
    }
}

impl Kind {
    /// Returns whether it never holds other nodes.
    pub fn is_leaf(self) -> bool {
        matches!(
            self,
            Self::Text
                | Self::Smart(_)
                | Self::Replaced(_)
                | Self::RawText(_)
                | Self::Code(_)
                | Self::SoftBreak
                | Self::HardBreak
                | Self::Rule
                | Self::Mark(_)
                | Self::Task(_)
                | Self::Raw { .. }
        )
    }
}

impl Node {
    /// Returns the bytes of the source that it comes from.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A string that a tree keeps beside its source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct StringId(u32);

/// The strings that a tree keeps beside its source, in one piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Strings {
    text: String,
    /// Where each string ends; the first one has the number 1, for 0 is the empty string.
    ends: Vec<u32>,
}

impl Strings {
    pub fn add(&mut self, text: &str) -> StringId {
        if text.is_empty() {
            return StringId::default();
        }
        self.text.push_str(text);
        self.ends.push(number(self.text.len()));
        StringId(number(self.ends.len()))
    }

    pub fn get(&self, StringId(id): StringId) -> &str {
        let Some(last) = (id as usize).checked_sub(1) else { return "" };
        let end = |index: usize| self.ends.get(index).map_or(0, |end| *end as usize);
        let start = last.checked_sub(1).map_or(0, end);
        self.text.get(start..end(last)).unwrap_or_default()
    }

    /// Returns the strings in allocations of their own size.
    pub fn fitted(self) -> Self {
        Self { text: self.text.as_str().to_owned(), ends: self.ends.as_slice().to_vec() }
    }
}

/// Returns a number of bytes or nodes as trees keep it. No text of four gigabytes is read.
pub(super) fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A link, an image, or an address in raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it is.
    pub kind: LinkKind,
    /// Where it leads.
    pub destination: Destination,
    /// Its title.
    pub title: Box<str>,
    /// Where it stands in the file, in bytes.
    pub range: Range<usize>,
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// With words.
    Link,
    /// As the mail address that it leads to.
    Email,
    /// As the address that it leads to.
    Autolink,
    /// It is an image.
    Image,
    /// It is an attribute in raw HTML.
    Attribute,
}

impl Link {
    /// Returns what it points at inside the site, if it does.
    pub fn target(&self) -> Option<&Target> {
        match &self.destination {
            Destination::Inside(target) => Some(target),
            _ => None,
        }
    }

    /// Returns whether it is an image.
    pub fn is_image(&self) -> bool {
        self.kind == LinkKind::Image
    }
}

/// A heading of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// From 2 to 6: the title of the page is 1.
    pub level: u8,
    /// The id that a link can point at.
    pub id: Box<str>,
    /// The words, without markup.
    pub text: Box<str>,
    /// The classes that its writer gave it, with spaces between them.
    pub(super) classes: Box<str>,
    /// Whether it stands in a footnote.
    pub(super) is_in_note: bool,
}

/// A mark in a text that leads to a source or a footnote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it leads to.
    pub to: Cited,
    /// Which of the marks to the same thing it is, from 1.
    pub ordinal: u32,
    /// Whether what it leads to stands beside it, where a page has a margin.
    pub has_margin_note: bool,
}

/// What a mark leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cited {
    /// The source with this index in the briefing's list.
    Source(u32),
    /// The footnote with this index.
    Note(u32),
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The name that its writer gave it.
    pub name: Box<str>,
    /// How many marks lead to it.
    pub marks: u32,
    /// The node of its definition.
    pub(super) node: Option<u32>,
}

/// An element of raw HTML. Its name and the names of its attributes are ones that are let through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its name, in small letters.
    pub name: Box<str>,
    /// Its attributes.
    pub attributes: Vec<(Box<str>, Attribute)>,
}

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attribute {
    /// This text, not escaped.
    Text(Box<str>),
    /// The URL of the link with this index.
    Link(u32),
}

/// The elements of HTML that are let through and have no end tag.
const VOID: [&str; 6] = ["area", "br", "col", "hr", "img", "wbr"];

/// The elements of HTML that stand within a line.
const WITHIN_LINES: [&str; 25] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
    "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u",
];

impl Element {
    /// Returns whether it has no end tag.
    pub fn is_void(&self) -> bool {
        VOID.contains(&&*self.name)
    }

    /// Returns whether it is a link.
    pub fn is_link(&self) -> bool {
        &*self.name == "a"
    }

    /// Returns whether it parts the words before it from those after it: it does not stand within a line.
    pub fn parts_words(&self) -> bool {
        !WITHIN_LINES.contains(&&*self.name)
    }
}
