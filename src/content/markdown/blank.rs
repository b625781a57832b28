//! What of a text is words, with everything else blank.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::STRUCTURE;

/// Returns a copy of Markdown in which all that a reader does not read as words is blank: markup, code, raw
/// HTML, the targets of links, addresses.
///
/// It is as long as the Markdown, so that a place in it is the same place there; line ends are blanks too.
pub fn words(markdown: &str) -> String {
    let mut blank = Blank::new(markdown);
    let mut code = 0_usize;
    for (event, range) in Parser::new_ext(markdown, STRUCTURE).into_offset_iter() {
        match event {
            Event::Start(
                Tag::CodeBlock(_) | Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. },
            ) => {
                code += 1;
            }
            Event::End(TagEnd::CodeBlock) => code = code.saturating_sub(1),
            Event::End(TagEnd::Link) if markdown.as_bytes().get(range.start) == Some(&b'<') => {
                code = code.saturating_sub(1);
            }
            Event::Text(_) if code == 0 => blank.keep(range),
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
