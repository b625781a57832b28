//! Which block of a new text is which block of the old one, and which words of a block stayed.

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

/// How many steps a comparison of words may take. Beyond, the middle counts as written anew.
const MOST_STEPS: usize = 4_000_000;

/// How many words a block needs to be known again elsewhere.
const FEWEST_TO_MOVE: usize = 4;

/// Finds the blocks of an old text in a new one. Both are given as the words of their blocks; the result is in
/// the order of the new text, with what is gone where it was.
pub fn align<W: Eq + Hash + Ord>(old: &[Vec<W>], new: &[Vec<W>]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for part in parts(Algorithm::Patience, old, new) {
        match part {
            Part::Same(old_range, new_range) => {
                pairs.extend(old_range.zip(new_range).map(|(old, new)| Pair::Same(old, new)));
            }
            Part::Other(old_range, new_range) => fill(old, new, old_range, new_range, &mut pairs),
        }
    }
    find_moved(old, new, &mut pairs);
    pairs
}

/// A part of two lists: the same in both, or not.
enum Part {
    Same(Range<usize>, Range<usize>),
    Other(Range<usize>, Range<usize>),
}

/// Compares two lists, part by part.
fn parts<T: Eq + Hash + Ord>(algorithm: Algorithm, old: &[T], new: &[T]) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    let same = capture_diff_slices(algorithm, old, new).into_iter().filter_map(|op| match op {
        DiffOp::Equal { .. } => Some((op.old_range(), op.new_range())),
        // How what differs is split into deletions and insertions is of no matter.
        _ => None,
    });
    for (old_range, new_range) in same.chain([(old.len()..old.len(), new.len()..new.len())]) {
        if old_at < old_range.start || new_at < new_range.start {
            parts.push(Part::Other(old_at..old_range.start, new_at..new_range.start));
        }
        (old_at, new_at) = (old_range.end, new_range.end);
        if !old_range.is_empty() {
            parts.push(Part::Same(old_range, new_range));
        }
    }
    parts
}

/// Pairs the blocks between two that stayed.
fn fill<W: Eq + Hash>(
    old: &[Vec<W>],
    new: &[Vec<W>],
    old_range: Range<usize>,
    new_range: Range<usize>,
    pairs: &mut Vec<Pair>,
) {
    let alike = if old_range.len() * new_range.len() > MOST_PAIRS {
        Vec::new()
    } else {
        best(old, new, &old_range, &new_range)
    };
    let (mut old_at, mut new_at) = (old_range.start, new_range.start);
    for (old_place, new_place) in alike.into_iter().chain([(old_range.end, new_range.end)]) {
        pairs.extend((old_at..old_place).map(Pair::Deleted));
        pairs.extend((new_at..new_place).map(Pair::Inserted));
        if old_place < old_range.end {
            pairs.push(Pair::Changed(old_place, new_place));
        }
        (old_at, new_at) = (old_place + 1, new_place + 1);
    }
}

/// Returns the pairs of blocks, in order in both texts, that are most alike in all.
fn best<W: Eq + Hash>(
    old: &[Vec<W>],
    new: &[Vec<W>],
    old_range: &Range<usize>,
    new_range: &Range<usize>,
) -> Vec<(usize, usize)> {
    let (rows, columns) = (old_range.len(), new_range.len());
    let score = |row: usize, column: usize| {
        let score = likeness(&old[old_range.start + row], &new[new_range.start + column]);
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

/// Returns how much of two blocks is alike: from 0 to 1.
fn likeness<W: Eq + Hash>(old: &[W], new: &[W]) -> f64 {
    let total = old.len() + new.len();
    if total == 0 {
        return 0.0;
    }
    let mut counts: HashMap<&W, usize> = HashMap::new();
    for word in old {
        *counts.entry(word).or_default() += 1;
    }
    let common = new.iter().filter(|word| {
        counts.get_mut(word).is_some_and(|count| {
            let is_left = *count > 0;
            *count -= usize::from(is_left);
            is_left
        })
    });
    share(2 * common.count(), total)
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
    let mut moved = Vec::new();
    for pair in pairs.iter_mut() {
        if let Pair::Inserted(place) = *pair
            && let Some(from) = gone.get_mut(new[place].as_slice()).and_then(Vec::pop)
        {
            *pair = Pair::Moved(from, place);
            moved.push(from);
        }
    }
    pairs.retain(|pair| !matches!(pair, Pair::Deleted(place) if moved.contains(place)));
}

/// What became of the words of a block.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// For each word of the new block, whether it is new.
    pub is_new: Vec<bool>,
    /// For each word of the new block, and for its end, the old words that stood before it and are gone.
    pub gone_before: Vec<Range<usize>>,
}

/// Compares the words of a block.
pub fn compare<W: AsRef<str> + Eq + Hash + Ord>(old: &[W], new: &[W]) -> Words {
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
        for part in parts(Algorithm::Myers, middles.0, middles.1) {
            if let Part::Other(old, all) = part {
                push_run(new, (shift(old), shift(all)), &mut runs);
            }
        }
    }
    let mut words = Words { is_new: vec![false; new.len()], gone_before: vec![0..0; new.len() + 1] };
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
