//! A tree that is being made: nodes are added, opened and closed.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::Alignment;

use super::super::anchors::Anchors;
use super::super::node::{Element, Heading, Kind, Link, Mark, Node, Strings, number};
use super::notes::Notes;
use super::place::Place;
use crate::config::Html;
use crate::finding::Finding;
use crate::problem::ProblemCounts;

/// How deep quotes, lists and emphasis may nest. No reader follows half of it, and browsers stop at 512.
pub const DEEPEST: usize = 100;

/// A tree that is being made.
pub(super) struct Builder<'a> {
    pub place: Place<'a>,
    pub html: Html,
    pub findings: &'a mut Vec<Finding>,
    /// The ids of the sources, in the order of the briefing's list.
    pub sources: &'a [&'a str],
    pub source_indices: HashMap<&'a str, usize>,

    pub nodes: Vec<Node>,
    pub strings: Strings,
    pub links: Vec<Link>,
    pub marks: Vec<Mark>,
    pub elements: Vec<Element>,
    pub headings: Vec<Heading>,
    pub raw_ids: Vec<Box<str>>,
    pub notes: Notes,
    pub citations: Vec<usize>,
    pub word_count: usize,
    pub lead: String,

    pub anchors: Anchors,
    /// The nodes that are open.
    pub open: Vec<Open>,
    /// Whether the last node is text that more text can follow.
    pub is_in_text: bool,
    /// The words since the last block began or ended.
    pub words: String,
    pub heading: Option<OpenHeading>,
    /// The image that is open, and how many are open in its text.
    pub image: Option<usize>,
    /// How many footnotes, tables and links are open.
    pub open_notes: usize,
    pub open_tables: usize,
    pub open_links: usize,
    pub in_code: bool,
    pub raw_block: Option<(String, Range<usize>)>,
    /// The ids on the same page that links point at, with the places of those links.
    pub pointed_at: Vec<(String, Range<usize>)>,
    pub columns: Columns,
    /// How many marks were no source and no footnote.
    pub undefined: ProblemCounts,
    /// The sources that stand in the margin.
    pub has_margin_note: Vec<bool>,
}

/// A node that is open.
pub(super) struct Open {
    pub node: usize,
    /// For an element of raw HTML, its name: raw HTML may leave it open, or close what it did not open.
    pub element: Option<Box<str>>,
}

pub(super) struct OpenHeading {
    pub id: Option<String>,
    /// Its index among the headings.
    pub index: usize,
}

/// The columns of the table that is open.
#[derive(Default)]
pub(super) struct Columns {
    pub alignments: Vec<Alignment>,
    pub is_head: bool,
    pub column: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        place: Place<'a>,
        sources: &'a [&'a str],
        html: Html,
        findings: &'a mut Vec<Finding>,
    ) -> Self {
        // Of two sources with one id, which is an error, the first one counts.
        let source_indices = sources.iter().enumerate().rev().map(|(index, id)| (*id, index)).collect();
        Self {
            place,
            html,
            findings,
            sources,
            source_indices,
            nodes: Vec::with_capacity(place.source.markdown.len() / 48),
            strings: Strings::default(),
            links: Vec::new(),
            marks: Vec::new(),
            elements: Vec::new(),
            headings: Vec::new(),
            raw_ids: Vec::new(),
            notes: Notes::default(),
            citations: vec![0; sources.len()],
            word_count: 0,
            lead: String::new(),
            anchors: Anchors::default(),
            open: Vec::new(),
            is_in_text: false,
            words: String::new(),
            heading: None,
            image: None,
            open_notes: 0,
            open_tables: 0,
            open_links: 0,
            in_code: false,
            raw_block: None,
            pointed_at: Vec::new(),
            columns: Columns::default(),
            undefined: ProblemCounts::default(),
            has_margin_note: vec![false; sources.len()],
        }
    }

    /// Adds a node that holds no others.
    pub(super) fn leaf(&mut self, kind: Kind, range: &Range<usize>) {
        let (start, end) = self.place.in_source(range);
        // Raw HTML can leave a table open around what is no part of one.
        if self.html == Html::Sanitize && !matches!(kind, Kind::Raw { .. } | Kind::Element(_) | Kind::Hidden)
        {
            self.leave_table();
        }
        let after = number(self.nodes.len() + 1);
        self.nodes.push(Node { kind, start, end, after });
        self.is_in_text = false;
    }

    /// Adds a node that can hold others, and opens it. Returns its index.
    pub(super) fn open(&mut self, kind: Kind, range: &Range<usize>, element: Option<Box<str>>) -> usize {
        let node = self.nodes.len();
        self.leaf(kind, range);
        self.open.push(Open { node, element });
        node
    }

    /// Closes the innermost node that Markdown opened, and the elements of raw HTML that are open in it. Returns its
    /// index.
    pub(super) fn close(&mut self) -> Option<usize> {
        let at = self.open.iter().rposition(|open| open.element.is_none())?;
        let node = self.open[at].node;
        self.close_to(at);
        Some(node)
    }

    /// Closes nodes until so many are open.
    pub(super) fn close_to(&mut self, count: usize) {
        let after = number(self.nodes.len());
        for open in self.open.drain(count..) {
            self.nodes[open.node].after = after;
        }
        self.is_in_text = false;
    }
}
