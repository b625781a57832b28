//! What changed between two documents, by the blocks of the text that both are of.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::restore::Restorer;
use crate::import::{Block, Kind};

/// What changed.
#[derive(Default)]
pub struct Changes {
    /// The blocks of the text that are others now, by their numbers from 1, each with what it is now; nothing where it is gone.
    pub changed: BTreeMap<usize, Vec<Block>>,
    /// What stands after a block, by its number; 0 for what stands before all.
    pub inserted: BTreeMap<usize, Vec<Block>>,
}

/// Returns what changed between the document that went out and the one that came back.
pub fn changes(own: &[Block], before: &Restorer, returned: &[Block], after: &Restorer) -> Changes {
    let old: Vec<Block> = own.iter().map(|block| restored(block, before)).collect();
    let new: Vec<Block> = returned.iter().map(|block| restored(block, after)).collect();
    let mut number = 0;
    let numbers: Vec<usize> = old
        .iter()
        .map(|block| {
            number = block.number.unwrap_or(number);
            number
        })
        .collect();
    let keys = |blocks: &[Block]| -> Vec<String> { blocks.iter().map(key).collect() };
    let mut now: BTreeMap<usize, Vec<Block>> = BTreeMap::new();
    let mut touched: BTreeSet<usize> = BTreeSet::new();
    let mut inserted: BTreeMap<usize, Vec<Block>> = BTreeMap::new();
    for op in capture_diff_slices(Algorithm::Patience, &keys(&old), &keys(&new)) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                for step in 0..len {
                    now.entry(numbers[old_index + step]).or_default().push(new[new_index + step].clone());
                }
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                touched.extend(&numbers[old_index..old_index + old_len]);
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                let of = &numbers[old_index..old_index + old_len];
                touched.extend(of);
                for (step, block) in new[new_index..new_index + new_len].iter().enumerate() {
                    if let Some(number) = of.get(step).or(of.last()) {
                        now.entry(*number).or_default().push(block.clone());
                    }
                }
            }
            DiffOp::Insert { old_index, new_index, new_len } => {
                let last = old_index.checked_sub(1);
                let number = last.map_or(0, |last| numbers[last]);
                let is_within = last.is_some() && numbers.get(old_index) == Some(&number);
                for block in &new[new_index..new_index + new_len] {
                    let goes_on = last.is_some_and(|last| is_item(&old[last])) && is_item(block);
                    if is_within || goes_on {
                        touched.insert(number);
                        now.entry(number).or_default().push(block.clone());
                    } else {
                        inserted.entry(number).or_default().push(block.clone());
                    }
                }
            }
        }
    }
    let changed = touched.into_iter().map(|number| (number, now.remove(&number).unwrap_or_default()));
    Changes { changed: changed.collect(), inserted }
}

fn is_item(block: &Block) -> bool {
    matches!(block.kind, Kind::Item { .. })
}

/// Returns a block with the names and paths of the text.
fn restored(block: &Block, by: &Restorer) -> Block {
    let kind = match &block.kind {
        Kind::Table { rows, aligns } => {
            let row = |row: &Vec<String>| row.iter().map(|cell| by.words(cell)).collect();
            Kind::Table { rows: rows.iter().map(row).collect(), aligns: aligns.clone() }
        }
        other => other.clone(),
    };
    let words = if block.kind == Kind::Code { block.words.clone() } else { by.words(&block.words) };
    Block { kind, words, ..block.clone() }
}

/// Returns what a block is compared by. Word numbers lists as it likes, and sets blocks in by other lengths.
fn key(block: &Block) -> String {
    match &block.kind {
        Kind::Item { level, mark, .. } => format!("{level} {mark:?} {}", block.words),
        Kind::Table { rows, .. } => rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n"),
        kind => format!("{kind:?} {}", block.words),
    }
}
