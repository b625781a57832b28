//! The blocks of a text, as they are compared.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::words::{Token, counts, tokens};
use crate::tree::html::{Purpose, Sink, Writer};
use crate::tree::{Body, BodyContext, Kind, Step, Walk, plain};

/// A block of a text: a paragraph, a list, a table, or all footnotes together.
#[derive(Clone, Debug)]
pub struct TextBlock {
    /// The index of its node; `None` for the footnotes.
    pub node: Option<usize>,
    /// Its words as readers see them, and white space.
    text: String,
    /// Where tags stand in the text. A word does not go on behind one.
    tags: Vec<usize>,
    form: Form,
}

/// What of a block is no words, each part as a hash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Form {
    links: u64,
    images: u64,
    table: u64,
    markup: u64,
}

/// What can change of a block though its words stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// Where its links lead.
    Links,
    /// Its images, or the words that stand for them.
    Images,
    /// The columns and rows of its table, or how they are set.
    Table,
    /// What its words are set as: a heading, a list, emphasis.
    Markup,
}

impl Aspect {
    /// Returns the word for it in templates.
    pub fn word(self) -> &'static str {
        match self {
            Self::Links => "links",
            Self::Images => "images",
            Self::Table => "table",
            Self::Markup => "markup",
        }
    }
}

/// Returns the blocks of a text, with its footnotes as the last one.
pub fn blocks(body: &Body, context: &impl BodyContext) -> Vec<TextBlock> {
    let of_nodes = body.blocks().map(|node| TextBlock::new(body, Some(node), context));
    let notes = body.notes().next().map(|_| TextBlock::new(body, None, context));
    of_nodes.chain(notes).filter(TextBlock::is_shown).collect()
}

impl TextBlock {
    fn new(body: &Body, node: Option<usize>, context: &impl BodyContext) -> Self {
        let mut writer = Writer::new(body, context, Purpose::Beside, Collector::default());
        match node {
            Some(node) => writer.block(node),
            None => writer.notes(),
        }
        let Collector { text, tags } = writer.into_sink();
        let mut prints = Prints::default();
        match node {
            Some(node) => prints.take(body, body.walk(node)),
            None => {
                for node in body.notes().filter_map(|(_, node)| node) {
                    prints.take(body, body.walk(node));
                }
            }
        }
        Self { node, text, tags, form: prints.finish() }
    }

    fn is_shown(&self) -> bool {
        !self.tags.is_empty() || !self.text.trim().is_empty()
    }

    /// Returns whether it has the same words as another one. It may say no of blocks that differ in white space alone.
    pub fn reads_like(&self, other: &Self) -> bool {
        let has_words = !self.text.trim().is_empty();
        self.text == other.text && self.tags == other.tags && (has_words || self.form == other.form)
    }

    /// Returns what it is known by: its words, or, without any, its form.
    pub fn key(&self) -> Vec<&str> {
        self.words().into_iter().map(|range| &self.text[range]).collect()
    }

    /// Returns what stands for a block without words.
    pub fn form_key(&self) -> String {
        format!("\u{0}{:?}", self.form)
    }

    /// Returns the places of its words in its text.
    pub fn words(&self) -> Vec<Range<usize>> {
        let mut words = Vec::new();
        let mut start = 0;
        for end in self.tags.iter().copied().chain([self.text.len()]) {
            let mut at = start;
            for token in tokens(&self.text[start..end]) {
                let next = at + token.text().len();
                if matches!(token, Token::Word(_)) {
                    words.push(at..next);
                }
                at = next;
            }
            start = end;
        }
        words
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns how many words it has, as white space parts them.
    pub fn length(&self) -> usize {
        self.text.split_ascii_whitespace().filter(|word| counts(word)).count()
    }

    /// Returns what changed since an older block besides words.
    pub fn changed_without_words(&self, old: &Self, has_same_words: bool) -> Vec<Aspect> {
        let (old, new) = (&old.form, &self.form);
        let mut changed = Vec::new();
        if old.links != new.links {
            changed.push(Aspect::Links);
        }
        if old.images != new.images {
            changed.push(Aspect::Images);
        }
        // New words come with markup of their own, and they are told.
        if has_same_words && old.table != new.table {
            changed.push(Aspect::Table);
        }
        if has_same_words && old.markup != new.markup {
            changed.push(Aspect::Markup);
        }
        changed
    }
}

/// Collects the text of a block.
#[derive(Default)]
struct Collector {
    text: String,
    tags: Vec<usize>,
}

impl Sink for Collector {
    fn tag(&mut self, _: &str, parts: bool) {
        if parts && !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push('\n');
        }
        if self.tags.last() != Some(&self.text.len()) {
            self.tags.push(self.text.len());
        }
    }

    fn text(&mut self, text: &str) {
        self.text.push_str(&crate::tree::without_controls(text));
    }

    fn trim_to(&mut self, _: usize) {}

    fn length(&self) -> usize {
        self.text.len()
    }
}

/// Hashes of what of a block is no words.
#[derive(Default)]
struct Prints {
    links: DefaultHasher,
    images: DefaultHasher,
    table: DefaultHasher,
    markup: DefaultHasher,
}

impl Prints {
    fn take(&mut self, body: &Body, mut walk: Walk) {
        while let Some(step) = walk.next() {
            let Step::Enter(index) = step else { continue };
            match body.nodes()[index].kind {
                Kind::Link(link) => {
                    if let Some(link) = body.link(link) {
                        (&link.destination, &link.title).hash(&mut self.links);
                    }
                }
                Kind::Image(link) => {
                    if let Some(link) = body.link(link) {
                        (&link.destination, &link.title, plain::alt(body, index)).hash(&mut self.images);
                    }
                    walk.pass_over();
                }
                kind @ (Kind::Table | Kind::TableHead | Kind::TableRow | Kind::Cell { .. }) => {
                    kind.hash(&mut self.table);
                }
                Kind::Text
                | Kind::Smart(_)
                | Kind::Replaced(_)
                | Kind::RawText(_)
                | Kind::SoftBreak
                | Kind::Mark(_)
                | Kind::Raw { .. }
                | Kind::Note(_) => {}
                Kind::Hidden => walk.pass_over(),
                Kind::Heading(heading) => {
                    body.heading(heading).map(|heading| heading.level).hash(&mut self.markup);
                }
                Kind::CodeBlock(language) => ("code", body.string(language)).hash(&mut self.markup),
                Kind::Code(_) => "code".hash(&mut self.markup),
                Kind::Element(element) => {
                    body.element(element).map(|element| &element.name).hash(&mut self.markup);
                }
                kind => kind.hash(&mut self.markup),
            }
        }
    }

    fn finish(&self) -> Form {
        Form {
            links: self.links.finish(),
            images: self.images.finish(),
            table: self.table.finish(),
            markup: self.markup.finish(),
        }
    }
}
