//! A walk over the nodes of a tree.

use super::node::Node;

/// A step of a walk, with the index of its node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A node begins. One that holds no others ends right away, without a step.
    Enter(usize),
    /// A node ends that holds others, or could.
    Leave(usize),
}

/// A walk over nodes, in the order of the source.
///
/// Its stack is as deep as the nodes nest, which parsing bounds.
pub struct Walk<'a> {
    nodes: &'a [Node],
    at: usize,
    end: usize,
    open: Vec<usize>,
}

impl<'a> Walk<'a> {
    /// Returns a walk over the nodes from one index up to another, which no node crosses.
    pub(super) fn new(nodes: &'a [Node], start: usize, end: usize) -> Self {
        Self { nodes, at: start, end: end.min(nodes.len()), open: Vec::new() }
    }

    /// Passes over the nodes inside the node that was entered last. It is not left.
    pub fn pass_over(&mut self) {
        if let Some(last) = self.open.pop() {
            self.at = self.nodes[last].after as usize;
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        if let Some(top) = self.open.last().copied()
            && self.nodes[top].after as usize <= self.at
        {
            self.open.pop();
            return Some(Step::Leave(top));
        }
        if self.at >= self.end {
            return None;
        }
        let at = self.at;
        self.at += 1;
        if !self.nodes[at].kind.is_leaf() {
            self.open.push(at);
        }
        Some(Step::Enter(at))
    }
}
