//! A text as a tree, and what its parts can be asked for.

use std::ops::Range;

use super::anchors;
use super::destination::Target;
use super::node::{Cited, Element, Heading, Kind, Link, Mark, Node, Note, StringId, Strings};
use super::walk::Walk;

/// How many words a reader reads in a minute.
const WORDS_A_MINUTE: usize = 230;

/// A text as a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The Markdown.
    pub(super) source: Box<str>,
    /// Where in its file the Markdown begins, in bytes.
    pub(super) at: usize,
    pub(super) nodes: Vec<Node>,
    pub(super) strings: Strings,
    pub(super) links: Vec<Link>,
    pub(super) marks: Vec<Mark>,
    pub(super) notes: Vec<Note>,
    pub(super) elements: Vec<Element>,
    pub(super) headings: Vec<Heading>,
    /// The ids that raw HTML gives, in order.
    pub(super) raw_ids: Vec<Box<str>>,
    /// For each source that it may cite, its id and how often it is cited.
    pub(super) sources: Vec<(StringId, u32)>,
    pub(super) words: usize,
    pub(super) lead: Box<str>,
}

impl Body {
    /// Returns the Markdown that it was read from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Returns the nodes.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Returns the indices of the blocks of the text, in the order in which they are shown: the nodes that stand in
    /// no other and are shown where they stand.
    pub fn blocks(&self) -> impl Iterator<Item = usize> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let index = at;
            at = self.nodes.get(index)?.after as usize;
            Some(index)
        })
        .filter(|index| !matches!(self.nodes[*index].kind, Kind::Note(_) | Kind::Raw { .. } | Kind::Hidden))
    }

    /// Returns a walk over a node and what is inside it.
    pub fn walk(&self, index: usize) -> Walk<'_> {
        let end = self.nodes.get(index).map_or(index, |node| node.after as usize);
        Walk::new(&self.nodes, index, end)
    }

    /// Returns a walk over what is inside a node.
    pub fn walk_inside(&self, index: usize) -> Walk<'_> {
        let end = self.nodes.get(index).map_or(index, |node| node.after as usize);
        Walk::new(&self.nodes, index + 1, end)
    }

    /// Returns a walk over all nodes, in the order of the source.
    pub fn walk_all(&self) -> Walk<'_> {
        Walk::new(&self.nodes, 0, self.nodes.len())
    }

    /// Returns the footnotes, in the order of their labels, each with the index of the node of its definition.
    pub fn notes(&self) -> impl Iterator<Item = (&Note, Option<usize>)> {
        self.notes.iter().map(|note| (note, note.node.map(|node| node as usize)))
    }

    /// Returns the links and images, in the order of the source.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Returns the link or image that a node is.
    pub fn link(&self, index: u32) -> Option<&Link> {
        self.links.get(index as usize)
    }

    /// Returns the mark that a node is.
    pub fn mark(&self, index: u32) -> Option<&Mark> {
        self.marks.get(index as usize)
    }

    /// Returns the element of raw HTML that a node is.
    pub fn element(&self, index: u32) -> Option<&Element> {
        self.elements.get(index as usize)
    }

    /// Returns the heading that a node is.
    pub fn heading(&self, index: u32) -> Option<&Heading> {
        self.headings.get(index as usize)
    }

    /// Returns all headings, each with its index.
    pub fn headings(&self) -> impl Iterator<Item = (u32, &Heading)> {
        (0..).zip(&self.headings)
    }

    /// Returns a string that a node has.
    pub fn string(&self, id: StringId) -> &str {
        self.strings.get(id)
    }

    /// Returns the bytes of the source that a node comes from.
    pub fn source_of(&self, node: &Node) -> &str {
        self.source.get(node.range()).unwrap_or_default()
    }

    /// Returns where some bytes of the source stand in the file.
    pub fn in_file(&self, range: &Range<usize>) -> Range<usize> {
        range.start + self.at..range.end + self.at
    }

    /// Returns where bytes of the file stand in the source.
    pub fn in_source(&self, range: &Range<usize>) -> Range<usize> {
        range.start.saturating_sub(self.at)..range.end.saturating_sub(self.at)
    }

    /// Returns the headings, in order, but for those in footnotes.
    pub fn contents(&self) -> impl Iterator<Item = &Heading> {
        self.headings.iter().filter(|heading| !heading.is_in_note)
    }

    /// Returns the ids that a link can point at.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.headings.iter().map(|heading| &*heading.id).chain(self.raw_ids.iter().map(|id| &**id))
    }

    /// Returns whether the page of this text has an element with this id.
    pub fn has_id(&self, id: &str) -> bool {
        anchors::is_reserved(id) || self.ids().any(|own| own == id)
    }

    /// Returns whether all that other documents see of this text is as in `before`: the targets of its
    /// links and its ids.
    pub fn joins_like(&self, before: &Self) -> bool {
        let targets =
            |body: &'_ Self| -> Vec<Target> { body.links.iter().filter_map(Link::target).cloned().collect() };
        self.ids().eq(before.ids()) && targets(self) == targets(before)
    }

    /// Returns whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.nodes.iter().all(|node| matches!(node.kind, Kind::Raw { .. }))
    }

    /// Returns the start of the first paragraph as plain text.
    pub fn lead(&self) -> &str {
        &self.lead
    }

    /// Returns how many words it has.
    pub fn words(&self) -> usize {
        self.words
    }

    /// Returns how many minutes it takes to read; at least 1.
    pub fn minutes(&self) -> usize {
        self.words.div_ceil(WORDS_A_MINUTE).max(1)
    }

    /// Returns how often the source with this index is cited.
    pub fn citations(&self, source: usize) -> usize {
        self.sources.get(source).map_or(0, |(_, citations)| *citations as usize)
    }

    /// Returns the name that the writer of the text cites something with.
    pub fn cited_name(&self, cited: Cited) -> &str {
        match cited {
            Cited::Source(index) => self.sources.get(index as usize).map_or("", |(id, _)| self.string(*id)),
            Cited::Note(index) => self.notes.get(index as usize).map_or("", |note| &*note.name),
        }
    }

    /// Returns what stands in the text for a mark: the number of a source in brackets, or the label of a note.
    pub fn label(&self, cited: Cited) -> String {
        match cited {
            Cited::Source(index) => format!("[{}]", index + 1),
            Cited::Note(index) => label(index),
        }
    }
}

/// Returns the label of a note: a, b, … z, aa, ab, … Letters, because sources have the numbers.
pub(super) fn label(index: u32) -> String {
    let mut label = Vec::new();
    let mut rest = index as usize + 1;
    while rest > 0 {
        rest -= 1;
        label.extend(('a'..='z').nth(rest % 26));
        rest /= 26;
    }
    label.iter().rev().collect()
}
