//! Raw HTML: shown as text, or a safe part of it as elements of the tree.
//!
//! What is let through is told by ammonia's lists of elements and attributes, and a few more. Raw HTML comes in
//! pieces, a tag in one line and its end in another, with Markdown between them; so its tags open and close nodes
//! of the tree, and the tree, which nests properly, takes nothing on trust.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::super::destination::Destination;
use super::super::node::{Attribute, Element, Kind, LinkKind, number};
use super::builder::{Builder, DEEPEST};
use crate::config::Html;

/// Elements that are let through besides the ones that ammonia lets through by itself.
const ELEMENTS: [&str; 5] = ["section", "figure", "figcaption", "details", "summary"];

/// Attributes that any element may have, besides those that ammonia lets through.
const ATTRIBUTES: [&str; 6] = ["class", "id", "role", "lang", "dir", "aria-label"];

/// Attributes that are addresses.
const ADDRESSES: [&str; 3] = ["href", "src", "cite"];

/// What is let through.
struct Allowed {
    elements: HashSet<&'static str>,
    attributes: HashSet<&'static str>,
    own_attributes: HashMap<&'static str, HashSet<&'static str>>,
    /// Elements that are left out with all that is in them.
    hidden: HashSet<&'static str>,
}

static ALLOWED: LazyLock<Allowed> = LazyLock::new(|| {
    let lists = ammonia::Builder::<'static>::default();
    let mut elements = lists.clone_tags();
    elements.extend(ELEMENTS);
    let mut attributes = lists.clone_generic_attributes();
    attributes.extend(ATTRIBUTES);
    let mut own_attributes = lists.clone_tag_attributes();
    own_attributes.entry("img").or_default().insert("loading");
    own_attributes.entry("ol").or_default().insert("start");
    Allowed { elements, attributes, own_attributes, hidden: lists.clone_clean_content_tags() }
});

impl Allowed {
    fn has(&self, element: &str, attribute: &str, value: &str) -> bool {
        self.attributes.contains(attribute)
            || self.own_attributes.get(element).is_some_and(|own| own.contains(attribute))
            // For tables that scroll; any other order of focus than that of the page confuses.
            || (element == "div" && attribute == "tabindex" && value == "0")
    }
}

impl Builder<'_> {
    pub(super) fn raw_inline(&mut self, html: &str, range: &Range<usize>) {
        self.leaf(Kind::Raw { is_block: false }, range);
        match self.html {
            Html::Sanitize => self.raw_html(html, range),
            Html::Escape => self.raw_text(&without_comments(html), range),
        }
    }

    pub(super) fn raw_html_block(&mut self, html: &str, range: &Range<usize>) {
        self.leaf(Kind::Raw { is_block: true }, range);
        match self.html {
            Html::Sanitize => self.raw_html(html, range),
            Html::Escape => {
                let shown = without_comments(html);
                let shown = shown.trim();
                if !shown.is_empty() {
                    self.open(Kind::RawParagraph, range, None);
                    self.raw_text(shown, range);
                    self.close();
                }
            }
        }
    }

    fn raw_text(&mut self, text: &str, range: &Range<usize>) {
        if !text.is_empty() {
            let text = self.strings.add(text);
            self.leaf(Kind::RawText(text), range);
        }
    }

    /// Takes the safe part of raw HTML into the tree.
    fn raw_html(&mut self, html: &str, range: &Range<usize>) {
        let mut addresses = Addresses { written: self.place.slice(range), from: 0, at: range.start };
        for token in tokens(html) {
            match token {
                Token::CharacterTokens(text) => {
                    if self.is_in_table() && text.trim().is_empty() {
                        continue;
                    }
                    self.leave_table();
                    self.raw_text(&text, range);
                }
                Token::TagToken(tag) => match tag.kind {
                    TagKind::StartTag => self.start_element(&tag, range, &mut addresses),
                    TagKind::EndTag => self.end_element(&tag.name),
                },
                _ => {}
            }
        }
    }

    fn start_element(&mut self, tag: &Tag, range: &Range<usize>, addresses: &mut Addresses) {
        let name: &str = &tag.name;
        let is_hidden = ALLOWED.hidden.contains(name);
        if !is_hidden && !ALLOWED.elements.contains(name) || self.open.len() >= DEEPEST / 2 {
            return;
        }
        if let Some(last) = self.open.last()
            && let Some(open) = &last.element
            && ends(name, open)
        {
            self.close_to(self.open.len() - 1);
        }
        if !is_part_of_table(name) {
            self.leave_table();
        } else if !self.find_table(name) {
            return;
        }
        if is_hidden {
            self.open(Kind::Hidden, range, Some(name.into()));
            return;
        }
        let attributes = tag.attrs.iter().filter_map(|attribute| {
            let own: &str = &attribute.name.local;
            if !ALLOWED.has(name, own, &attribute.value) {
                return None;
            }
            let value = if ADDRESSES.contains(&own) {
                self.address(&attribute.value, addresses)?
            } else {
                Attribute::Text((&*attribute.value).into())
            };
            if own == "id" {
                self.raw_ids.push((&*attribute.value).into());
            }
            Some((own.into(), value))
        });
        let element = Element { name: name.into(), attributes: attributes.collect() };
        let kind = Kind::Element(number(self.elements.len()));
        if element.is_void() {
            self.leaf(kind, range);
        } else {
            self.open(kind, range, Some(name.into()));
        }
        self.elements.push(element);
    }

    /// Closes the element of this name, if raw HTML opened one in the part of the text that is open.
    fn end_element(&mut self, name: &str) {
        let own = self.first_own();
        let found = self.open[own..].iter().rposition(|open| open.element.as_deref() == Some(name));
        if let Some(at) = found {
            self.close_to(own + at);
        }
    }

    /// Returns where the elements begin that raw HTML opened in the part of the text that is open.
    fn first_own(&self) -> usize {
        self.open.iter().rposition(|open| open.element.is_none()).map_or(0, |at| at + 1)
    }

    /// Closes what is open in the table that a part of one belongs to. Returns whether there is such a table: browsers
    /// pass over parts of none.
    fn find_table(&mut self, part: &str) -> bool {
        let own = self.first_own();
        let holds = |open: &str| parts_of(open).is_some_and(|parts| parts.contains(&part));
        let found = self.open[own..].iter().rposition(|open| open.element.as_deref().is_some_and(holds));
        if let Some(at) = found {
            self.close_to(own + at + 1);
        }
        found.is_some()
    }

    fn address(&mut self, url: &str, addresses: &mut Addresses) -> Option<Attribute> {
        Some(match self.destination(url) {
            destination @ Destination::Inside(_) => {
                let range = addresses.place_of(url);
                Attribute::Link(self.add_link(LinkKind::Attribute, destination, "", &range))
            }
            Destination::Here(fragment) => Attribute::Text(format!("#{fragment}").into()),
            Destination::Address(url) => Attribute::Text(url.into()),
            Destination::Scheme(_) | Destination::Nowhere => return None,
        })
    }

    /// Returns the element of raw HTML that is open innermost; `None` if Markdown has opened something in it.
    fn open_element(&self) -> Option<&str> {
        self.open.last()?.element.as_deref()
    }

    fn is_in_table(&self) -> bool {
        self.open_element().is_some_and(|open| parts_of(open).is_some())
    }

    /// Closes the tables that are open but for a cell: words in them stand before the table in browsers.
    pub(super) fn leave_table(&mut self) {
        while self.is_in_table() {
            self.close_to(self.open.len() - 1);
        }
    }
}

/// Where the addresses of a piece of raw HTML stand.
struct Addresses<'a> {
    written: &'a str,
    /// Where the next one is looked for.
    from: usize,
    /// Where the piece begins.
    at: usize,
}

impl Addresses<'_> {
    /// Returns the place of the next address, or the start of the piece where it is written in another way.
    fn place_of(&mut self, url: &str) -> Range<usize> {
        let found = self.written.get(self.from..).and_then(|rest| rest.find(url));
        let Some(start) = found.map(|at| self.from + at) else {
            // The piece is not read again and again for what it does not hold.
            self.from = self.written.len();
            return self.at..self.at + 1;
        };
        self.from = start + url.len();
        self.at + start..self.at + self.from
    }
}

/// Returns which elements may stand in a part of a table; `None` for what is no such part.
fn parts_of(element: &str) -> Option<&'static [&'static str]> {
    Some(match element {
        "table" => &["caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th"],
        "thead" | "tbody" | "tfoot" => &["tr", "td", "th"],
        "tr" => &["td", "th"],
        "colgroup" => &["col"],
        _ => return None,
    })
}

fn is_part_of_table(element: &str) -> bool {
    parts_of("table").is_some_and(|parts| parts.contains(&element))
}

/// Returns whether an element ends the one before it, whose end tag may be left out.
fn ends(name: &str, open: &str) -> bool {
    match open {
        "p" | "li" => name == open,
        "dt" | "dd" => matches!(name, "dt" | "dd"),
        _ => false,
    }
}

/// Returns the tokens of a piece of HTML.
fn tokens(html: &str) -> Vec<Token> {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // No token stops the tokenizer.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.tokens.take()
}

#[derive(Default)]
struct Sink {
    tokens: RefCell<Vec<Token>>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let result = match &token {
            Token::TagToken(Tag { kind: TagKind::StartTag, name, .. }) => match &**name {
                "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                    TokenSinkResult::RawData(RawKind::Rawtext)
                }
                "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
                _ => TokenSinkResult::Continue,
            },
            _ => TokenSinkResult::Continue,
        };
        self.tokens.borrow_mut().push(token);
        result
    }
}

fn without_comments(html: &str) -> String {
    let mut shown = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        shown.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    shown.push_str(rest);
    shown
}
