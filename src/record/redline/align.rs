//! Which block of a new text is which block of the old one, and which words of a block stayed.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// How one block came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pair {
    /// It is as it was: the places of the block in the old text and in the new one.
    Same(usize, usize),
    /// It stands elsewhere now, and is as it was.
    Moved(usize, usize),
    /// Some of its words changed.
    Changed(usize, usize),
    /// It is gone.
    Deleted(usize),
    /// It is new.
    Inserted(usize),
}

/// How much of two blocks must be alike for them to be one: of all words, the share that both have.
const ALIKE: f64 = 0.4;

/// How many pairs of blocks are compared for their likeness at the most. More than two hundred blocks were
/// written anew then, and nobody looks for the old in them.
const MOST_PAIRS: usize = 40_000;

/// How many words are looked at for that at the most, each as often as its block.
const MOST_WORDS: usize = 8_000_000;

/// How many steps a comparison of words may take. Beyond, the middle counts as written anew.
const MOST_STEPS: usize = 4_000_000;

/// How many words a block needs to be known again elsewhere.
const FEWEST_TO_MOVE: usize = 4;

impl Pair {
    /// Returns the pair for blocks that stand so much further on in both texts.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        match self {
            Self::Same(old, new) => Self::Same(old + by, new + by),
            Self::Moved(old, new) => Self::Moved(old + by, new + by),
            Self::Changed(old, new) => Self::Changed(old + by, new + by),
            Self::Deleted(old) => Self::Deleted(old + by),
            Self::Inserted(new) => Self::Inserted(new + by),
        }
    }
}

/// Finds the blocks of an old text in a new one. Both are given as the words of their blocks; the result is in
/// the order of the new text, with what is gone where it was.
///
/// The time that it takes grows with the texts, and hardly more than that, whatever is in them.
pub fn align<W: Eq + Hash + Ord>(old: &[Vec<W>], new: &[Vec<W>]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    let same = in_order(&same(old, new), new);
    for (old_place, new_place) in
        same.into_iter().map(|(old, new)| (old, Some(new))).chain([(old.len(), None)])
    {
        fill(old, new, old_at..old_place, new_at..new_place.unwrap_or(new.len()), &mut pairs);
        if let Some(new_place) = new_place {
            pairs.push(Pair::Same(old_place, new_place));
            (old_at, new_at) = (old_place + 1, new_place + 1);
        }
    }
    find_moved(old, new, &mut pairs);
    pairs
}

/// Returns which old block is which new one, word for word, in the order of the old text. Of blocks that stand in a
/// text more than once, the first is the first, the second the second, and so on.
fn same<W: Eq + Hash>(old: &[Vec<W>], new: &[Vec<W>]) -> Vec<(usize, usize)> {
    let mut places: HashMap<&[W], Vec<usize>> = HashMap::new();
    for (place, block) in new.iter().enumerate().rev() {
        places.entry(block).or_default().push(place);
    }
    let found = old.iter().enumerate().filter_map(|(place, block)| {
        let new_place = places.get_mut(block.as_slice())?.pop()?;
        Some((place, new_place))
    });
    found.collect()
}

/// Returns the pairs that stand in the same order in both texts, so that as many words as can be are in them: the
/// heaviest increasing subsequence. Of two blocks that changed places, the shorter one moved.
fn in_order<W>(pairs: &[(usize, usize)], new: &[Vec<W>]) -> Vec<(usize, usize)> {
    let mut heaviest = Heaviest::new(new.len());
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, (_, new_place)) in pairs.iter().enumerate() {
        let (weight, last) = heaviest.before(*new_place);
        before.push(last);
        heaviest.put(*new_place, weight + new[*new_place].len() + 1, index);
    }
    let mut sequence = Vec::new();
    let mut next = heaviest.before(new.len()).1;
    while let Some(index) = next {
        sequence.push(pairs[index]);
        next = before[index];
    }
    sequence.reverse();
    sequence
}

/// For each place in a text, the heaviest sequence that ends there: its weight, and its last pair. It is a Fenwick tree,
/// so that the heaviest one before a place is found in few steps.
struct Heaviest(Vec<(usize, Option<usize>)>);

impl Heaviest {
    fn new(places: usize) -> Self {
        Self(vec![(0, None); places + 1])
    }

    fn before(&self, place: usize) -> (usize, Option<usize>) {
        let mut best = (0, None);
        let mut at = place;
        while at > 0 {
            if self.0[at].0 > best.0 {
                best = self.0[at];
            }
            at &= at - 1;
        }
        best
    }

    fn put(&mut self, place: usize, weight: usize, last: usize) {
        let mut at = place + 1;
        while at < self.0.len() {
            if weight > self.0[at].0 {
                self.0[at] = (weight, Some(last));
            }
            at += at & at.wrapping_neg();
        }
    }
}

/// Compares two lists of words. Returns the parts that differ.
fn differing<W: Eq + Hash + Ord>(old: &[W], new: &[W]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut parts = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    let same = capture_diff_slices(Algorithm::Myers, old, new).into_iter().filter_map(|op| match op {
        DiffOp::Equal { .. } => Some((op.old_range(), op.new_range())),
        // How what differs is split into deletions and insertions is of no matter.
        _ => None,
    });
    for (old_range, new_range) in same.chain([(old.len()..old.len(), new.len()..new.len())]) {
        if old_at < old_range.start || new_at < new_range.start {
            parts.push((old_at..old_range.start, new_at..new_range.start));
        }
        (old_at, new_at) = (old_range.end, new_range.end);
    }
    parts
}

/// Pairs the blocks between two that stayed.
fn fill<W: Eq + Ord>(
    old: &[Vec<W>],
    new: &[Vec<W>],
    old_range: Range<usize>,
    new_range: Range<usize>,
    pairs: &mut Vec<Pair>,
) {
    let words = |blocks: &[Vec<W>]| blocks.iter().map(Vec::len).sum::<usize>();
    let (rows, columns) = (old_range.len(), new_range.len());
    let looked_at = columns.saturating_mul(words(&old[old_range.clone()]))
        + rows.saturating_mul(words(&new[new_range.clone()]));
    let alike = if rows.saturating_mul(columns) > MOST_PAIRS || looked_at > MOST_WORDS {
        Vec::new()
    } else {
        best(old, new, &old_range, &new_range)
    };
    let (mut old_at, mut new_at) = (old_range.start, new_range.start);
    for (old_place, new_place) in alike.into_iter().chain([(old_range.end, new_range.end)]) {
        pairs.extend((old_at..old_place).map(Pair::Deleted));
        pairs.extend((new_at..new_place).map(Pair::Inserted));
        if old_place < old_range.end {
            let is_same = old[old_place] == new[new_place];
            let pair = if is_same { Pair::Same } else { Pair::Changed };
            pairs.push(pair(old_place, new_place));
        }
        (old_at, new_at) = (old_place + 1, new_place + 1);
    }
}

/// Returns the pairs of blocks, in order in both texts, that are most alike in all.
fn best<W: Ord>(
    old: &[Vec<W>],
    new: &[Vec<W>],
    old_range: &Range<usize>,
    new_range: &Range<usize>,
) -> Vec<(usize, usize)> {
    let (rows, columns) = (old_range.len(), new_range.len());
    if rows == 0 || columns == 0 {
        return Vec::new();
    }
    let (old_words, new_words) = (sorted(&old[old_range.clone()]), sorted(&new[new_range.clone()]));
    let score = |row: usize, column: usize| {
        let score = likeness(&old_words[row], &new_words[column]);
        if score < ALIKE { 0.0 } else { score }
    };
    // The best sum for the blocks from a row and a column on.
    let mut sums = vec![vec![0.0_f64; columns + 1]; rows + 1];
    let mut scores = vec![vec![0.0_f64; columns]; rows];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            scores[row][column] = score(row, column);
            let both = scores[row][column] + sums[row + 1][column + 1];
            sums[row][column] = both.max(sums[row + 1][column]).max(sums[row][column + 1]);
        }
    }
    let mut pairs = Vec::new();
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        let both = scores[row][column] + sums[row + 1][column + 1];
        if scores[row][column] > 0.0 && both >= sums[row + 1][column].max(sums[row][column + 1]) {
            pairs.push((old_range.start + row, new_range.start + column));
            row += 1;
            column += 1;
        } else if sums[row + 1][column] >= sums[row][column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// Returns the words of each block, sorted.
fn sorted<W: Ord>(blocks: &[Vec<W>]) -> Vec<Vec<&W>> {
    let sorted = blocks.iter().map(|block| {
        let mut words: Vec<&W> = block.iter().collect();
        words.sort_unstable();
        words
    });
    sorted.collect()
}

/// Returns how much of two blocks is alike, given as their sorted words: from 0 to 1.
fn likeness<W: Ord>(old: &[&W], new: &[&W]) -> f64 {
    let (mut old_at, mut new_at, mut common) = (0, 0, 0);
    while let (Some(old), Some(new)) = (old.get(old_at), new.get(new_at)) {
        match old.cmp(new) {
            Ordering::Less => old_at += 1,
            Ordering::Greater => new_at += 1,
            Ordering::Equal => {
                common += 1;
                old_at += 1;
                new_at += 1;
            }
        }
    }
    share(2 * common, old.len() + new.len())
}

/// Returns a part of a whole; nothing of nothing.
pub fn share(part: usize, whole: usize) -> f64 {
    // No text has so many words that a float could not hold their number.
    #[expect(clippy::cast_precision_loss, reason = "numbers of words are small")]
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Finds blocks that are gone at one place and new at another.
fn find_moved<W: Eq + Hash>(old: &[Vec<W>], new: &[Vec<W>], pairs: &mut Vec<Pair>) {
    let mut gone: HashMap<&[W], Vec<usize>> = HashMap::new();
    for pair in pairs.iter().rev() {
        if let Pair::Deleted(place) = pair
            && old[*place].len() >= FEWEST_TO_MOVE
        {
            gone.entry(&old[*place]).or_default().push(*place);
        }
    }
    let mut moved = vec![false; old.len()];
    for pair in pairs.iter_mut() {
        if let Pair::Inserted(place) = *pair
            && let Some(from) = gone.get_mut(new[place].as_slice()).and_then(Vec::pop)
        {
            *pair = Pair::Moved(from, place);
            moved[from] = true;
        }
    }
    pairs.retain(|pair| !matches!(pair, Pair::Deleted(place) if moved[*place]));
}

/// What became of the words of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordEdits {
    /// For each word of the new block, whether it is new.
    pub is_new: Vec<bool>,
    /// For each word of the new block, and for its end, the old words that stood before it and are gone.
    pub gone_before: Vec<Range<usize>>,
}

/// Compares the words of a block.
pub fn compare<W: AsRef<str> + Eq + Hash + Ord>(old: &[W], new: &[W]) -> WordEdits {
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let ends = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = ends.take_while(|(old, new)| old == new).count();
    let (old_end, new_end) = (old.len() - end, new.len() - end);
    let middles = (&old[start..old_end], &new[start..new_end]);
    let mut runs: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    if middles.0.len().saturating_mul(middles.1.len()) > MOST_STEPS {
        runs.push((start..old_end, start..new_end));
    } else {
        let shift = |range: Range<usize>| range.start + start..range.end + start;
        for (gone, come) in differing(middles.0, middles.1) {
            push_run(new, (shift(gone), shift(come)), &mut runs);
        }
    }
    let mut words = WordEdits { is_new: vec![false; new.len()], gone_before: vec![0..0; new.len() + 1] };
    for (old, new) in runs {
        words.is_new[new.clone()].fill(true);
        words.gone_before[new.start] = old;
    }
    words
}

/// Adds a run of changed words. What stayed between it and the run before is taken in if it is next to
/// nothing: a comma that two sentences share helps no reader.
fn push_run<W: AsRef<str>>(
    new: &[W],
    run: (Range<usize>, Range<usize>),
    runs: &mut Vec<(Range<usize>, Range<usize>)>,
) {
    if let Some(last) = runs.last_mut() {
        let between = &new[last.1.end..run.1.start];
        let letters: usize =
            between.iter().map(|word| word.as_ref().chars().filter(|c| c.is_alphanumeric()).count()).sum();
        let is_replaced = |run: &(Range<usize>, Range<usize>)| !run.0.is_empty() && !run.1.is_empty();
        if letters <= 3 && between.len() <= 2 && is_replaced(last) && is_replaced(&run) {
            last.0.end = run.0.end;
            last.1.end = run.1.end;
            return;
        }
    }
    runs.push(run);
}
