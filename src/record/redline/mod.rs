//! The redline: two texts compared, and what was inserted and deleted marked.
//!
//! Blocks are compared first, so that a paragraph that moved is no deletion and insertion; then the words of
//! each block that changed. What comes of that is a value, [`Redline`]: pairs of blocks, and the edits of their
//! words. Whoever shows it writes the blocks from their trees: as HTML, the new text's markup with `ins` and `del`
//! elements around words; deleted words have lost theirs. It stands beside the text itself on a page, so it has no
//! ids, and its headings are none.

mod align;
mod block;
mod marked;
mod words;

pub use align::{Pair, WordEdits, align, compare};
pub use block::{Aspect, TextBlock};
pub use marked::line;
pub use words::{Token, tokens};

use self::align::share;
use self::block::blocks;
use self::words::counts;
use crate::tree::html::{Purpose, Writer};
use crate::tree::{Body, BodyContext};

/// A text compared with an older one.
#[derive(Clone, Debug)]
pub struct Redline<'a> {
    old: Text<'a>,
    new: Text<'a>,
    /// The blocks in the order of the new text, with those that are gone where they were.
    pub blocks: Vec<Block>,
    /// How many words were inserted.
    pub inserted: usize,
    /// How many words were deleted.
    pub deleted: usize,
    /// How many words both texts have together.
    total: usize,
}

/// A text and its blocks.
#[derive(Clone, Debug)]
struct Text<'a> {
    body: &'a Body,
    blocks: Vec<TextBlock>,
}

/// A block of a redline.
#[derive(Clone, Debug)]
pub struct Block {
    /// Which block of the old text it is, and which of the new one.
    pub pair: Pair,
    /// What became of its words, where some changed.
    pub edits: Option<WordEdits>,
    /// What changed of it besides words.
    pub changed_without_words: Vec<Aspect>,
}

/// What became of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Same,
    /// It stands elsewhere.
    Moved,
    /// Some of its words changed.
    Changed,
    /// Its words stayed, and something else changed.
    Reformed,
    /// It is gone.
    Deleted,
    /// It is new.
    Inserted,
}

impl Change {
    /// Returns the word for it in templates.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Reformed => "reformed",
            Self::Deleted => "deleted",
            Self::Inserted => "inserted",
        }
    }
}

impl Block {
    /// Returns what became of it.
    pub fn change(&self) -> Change {
        match self.pair {
            Pair::Same(..) if self.changed_without_words.is_empty() => Change::Same,
            Pair::Same(..) => Change::Reformed,
            Pair::Moved(..) => Change::Moved,
            Pair::Changed(..) => Change::Changed,
            Pair::Deleted(_) => Change::Deleted,
            Pair::Inserted(_) => Change::Inserted,
        }
    }
}

impl<'a> Redline<'a> {
    /// Compares two texts, with what the context gives for their links, images and words.
    pub fn new(old: &'a Body, new: &'a Body, context: &impl BodyContext) -> Self {
        let old = Text { body: old, blocks: blocks(old, context) };
        let new = Text { body: new, blocks: blocks(new, context) };
        let total = old.blocks.iter().chain(&new.blocks).map(TextBlock::length).sum();
        // Most of a text stays as it is, at its start and at its end, and need not be taken apart.
        let start = old.blocks.iter().zip(&new.blocks).take_while(|(old, new)| new.reads_like(old)).count();
        let ends = old.blocks[start..].iter().rev().zip(new.blocks[start..].iter().rev());
        let end = ends.take_while(|(old, new)| new.reads_like(old)).count();
        let (old_end, new_end) = (old.blocks.len() - end, new.blocks.len() - end);
        let mut redline = Self { old, new, blocks: Vec::new(), inserted: 0, deleted: 0, total };
        for index in 0..start {
            redline.push(Pair::Same(index, index));
        }
        redline.compare_blocks(start, old_end, new_end);
        for index in 0..end {
            redline.push(Pair::Same(old_end + index, new_end + index));
        }
        redline
    }

    /// Compares the blocks from `start` on.
    fn compare_blocks(&mut self, start: usize, old_end: usize, new_end: usize) {
        let (old, new) = (self.old.blocks[start..old_end].to_vec(), self.new.blocks[start..new_end].to_vec());
        let (old_forms, new_forms) = (form_keys(&old), form_keys(&new));
        let (old_keys, new_keys) = (keys(&old, &old_forms), keys(&new, &new_forms));
        for pair in align(&old_keys, &new_keys) {
            self.push(pair.shifted(start));
        }
    }

    fn push(&mut self, pair: Pair) {
        let (old, new) = (&self.old.blocks, &self.new.blocks);
        let mut block = Block { pair, edits: None, changed_without_words: Vec::new() };
        match pair {
            Pair::Same(from, to) | Pair::Moved(from, to) => {
                block.changed_without_words = new[to].changed_without_words(&old[from], true);
            }
            Pair::Changed(from, to) => {
                let (old_words, new_words) = (old[from].key(), new[to].key());
                if old_words.is_empty() || new_words.is_empty() {
                    self.push(Pair::Deleted(from));
                    self.push(Pair::Inserted(to));
                    return;
                }
                let edits = compare(&old_words, &new_words);
                let inserted =
                    new_words.iter().zip(&edits.is_new).filter(|(word, is_new)| **is_new && counts(word));
                self.inserted += inserted.count();
                let gone = edits.gone_before.iter().flat_map(|gone| &old_words[gone.clone()]);
                self.deleted += gone.filter(|word| counts(word)).count();
                block.changed_without_words = new[to].changed_without_words(&old[from], false);
                block.edits = Some(edits);
            }
            Pair::Deleted(from) => self.deleted += count(&old[from]),
            Pair::Inserted(to) => self.inserted += count(&new[to]),
        }
        self.blocks.push(block);
    }

    /// Returns a block as HTML, with its changes marked.
    pub fn html(&self, block: &Block, context: &impl BodyContext) -> String {
        match block.pair {
            Pair::Same(_, to) | Pair::Moved(_, to) => self.new.html(to, Purpose::Beside, context),
            Pair::Inserted(to) => format!("<ins>{}</ins>", self.new.html(to, Purpose::Beside, context)),
            Pair::Deleted(from) => format!("<del>{}</del>", self.old.html(from, Purpose::Gone, context)),
            Pair::Changed(from, to) => {
                let Some(edits) = &block.edits else { return self.new.html(to, Purpose::Beside, context) };
                let marker = marked::Marker::new(&self.old.blocks[from], edits);
                let mut writer = Writer::new(self.new.body, context, Purpose::Beside, marker);
                self.new.write(to, &mut writer);
                writer.into_sink().finish()
            }
        }
    }

    /// Returns how much of the text changed, in per cent of the words of both texts; at least 1 where anything
    /// did.
    pub fn per_cent(&self) -> u8 {
        let changed = self.inserted + self.deleted;
        if changed == 0 {
            return 0;
        }
        // From 1 to 100.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped")]
        {
            (share(changed, self.total) * 100.0).round().clamp(1.0, 100.0) as u8
        }
    }
}

impl Text<'_> {
    fn html(&self, block: usize, purpose: Purpose, context: &impl BodyContext) -> String {
        let mut writer = Writer::new(self.body, context, purpose, String::new());
        self.write(block, &mut writer);
        writer.into_sink().trim_end().to_owned()
    }

    fn write<C: BodyContext, S: crate::tree::html::Sink>(&self, block: usize, writer: &mut Writer<'_, C, S>) {
        match self.blocks[block].node {
            Some(node) => writer.block(node),
            None => writer.notes(),
        }
    }
}

fn form_keys(blocks: &[TextBlock]) -> Vec<String> {
    blocks.iter().map(TextBlock::form_key).collect()
}

/// Returns what blocks are known by.
fn keys<'a>(blocks: &'a [TextBlock], forms: &'a [String]) -> Vec<Vec<&'a str>> {
    let key = |(block, form): (&'a TextBlock, &'a String)| {
        let words = block.key();
        if words.is_empty() { vec![form.as_str()] } else { words }
    };
    blocks.iter().zip(forms).map(key).collect()
}

/// Returns how many words a block has, punctuation aside.
fn count(block: &TextBlock) -> usize {
    block.key().into_iter().filter(|word| counts(word)).count()
}
