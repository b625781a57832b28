//! What of a text is words, with everything else blank.

use std::ops::Range;

use super::body::Body;
use super::node::{Kind, LinkKind};
use super::walk::Step;

/// Returns a copy of the Markdown of a text in which all that a reader does not read as words is blank: markup,
/// code, raw HTML, the targets of links, addresses, marks.
///
/// It is as long as the Markdown, so that a place in it is the same place there; line ends are blanks too.
pub fn words(body: &Body) -> String {
    let mut blank = Blank::new(body.source());
    let mut walk = body.walk_all();
    while let Some(step) = walk.next() {
        let Step::Enter(index) = step else { continue };
        let node = &body.nodes()[index];
        match node.kind {
            Kind::Text | Kind::Smart(_) | Kind::Replaced(_) => blank.keep(node.range()),
            Kind::CodeBlock(_) => walk.pass_over(),
            Kind::Link(link) => {
                let is_address = |kind| matches!(kind, LinkKind::Autolink | LinkKind::Email);
                if body.link(link).is_some_and(|link| is_address(link.kind)) {
                    walk.pass_over();
                }
            }
            _ => {}
        }
    }
    blank.finish()
}

/// Returns a copy of a text without markup in which addresses are blank, and line ends are blanks.
pub fn plain_words(text: &str) -> String {
    let mut blank = Blank::new(text);
    blank.keep(0..text.len());
    blank.finish()
}

/// A text of blanks that takes pieces over from another one of the same length.
struct Blank<'a> {
    from: &'a str,
    kept: Vec<u8>,
}

impl<'a> Blank<'a> {
    fn new(from: &'a str) -> Self {
        Self { from, kept: vec![b' '; from.len()] }
    }

    /// Takes a piece over, but for the addresses and line ends in it.
    fn keep(&mut self, range: Range<usize>) {
        let (Some(text), Some(kept)) = (self.from.get(range.clone()), self.kept.get_mut(range)) else {
            return;
        };
        for (to, byte) in kept.iter_mut().zip(text.bytes()) {
            if byte != b'\n' && byte != b'\r' {
                *to = byte;
            }
        }
        for start in ["http://", "https://", "www."] {
            for (at, _) in text.match_indices(start) {
                let rest = text.get(at..).unwrap_or_default();
                let length = rest
                    .find(|c: char| c.is_whitespace() || matches!(c, '>' | ')' | '"'))
                    .unwrap_or(rest.len());
                kept.iter_mut().skip(at).take(length).for_each(|byte| *byte = b' ');
            }
        }
    }

    fn finish(self) -> String {
        // Whole characters were taken over: pieces of a text begin and end between characters.
        String::from_utf8(self.kept).unwrap_or_default()
    }
}
