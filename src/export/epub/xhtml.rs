//! A sink that makes XML of HTML: what never has an end tag is closed at once.

use crate::tree::html::Sink;
use crate::xml::clean;

/// The elements that have no end tag.
const VOID: [&str; 4] = ["br", "hr", "img", "wbr"];

/// Takes HTML and keeps it as XML.
#[derive(Default)]
pub struct Xhtml(pub String);

impl Sink for Xhtml {
    fn tag(&mut self, html: &str, _: bool) {
        let mut rest = html;
        // The writer of HTML escapes `>` in the values of attributes.
        while let Some(end) = rest.find('>') {
            let (tag, after) = rest.split_at(end);
            let name = tag.rsplit_once('<').map(|(_, tag)| tag.split_whitespace().next().unwrap_or_default());
            self.0.push_str(&tag.replace(" loading=\"lazy\"", ""));
            if name.is_some_and(|name| VOID.contains(&name)) {
                self.0.push('/');
            }
            self.0.push('>');
            rest = &after[1..];
        }
        self.0.push_str(rest);
    }

    fn text(&mut self, text: &str) {
        Sink::text(&mut self.0, &clean(text));
    }

    fn trim_to(&mut self, start: usize) {
        self.0.trim_to(start);
    }

    fn length(&self) -> usize {
        self.0.length()
    }
}
