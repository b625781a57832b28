//! A text and its translation, block beside block.

use crate::tree::html::{Purpose, Writer};
use crate::tree::{Body, BodyContext, Kind};

/// How many pairs of blocks are compared at most; of longer texts, each block stands beside that of its number.
const MOST_PAIRS: usize = 4_000_000;

/// A block of a text and the one that translates it. Either may be missing.
pub type Pair = (Option<usize>, Option<usize>);

/// What a block is, by which it is told from others: a translation has other words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Words,
    Heading(u32),
    List,
    Table,
    Quote,
    Other,
}

impl Shape {
    /// Returns how much it says of what belongs together: a paragraph may be parted in two, and a heading is hardly left out.
    fn weight(self) -> u32 {
        match self {
            Self::Words => 1,
            Self::List | Self::Table | Self::Quote | Self::Other => 2,
            Self::Heading(_) => 3,
        }
    }
}

/// Returns the blocks of two texts in pairs, by their nodes, so that blocks of one shape stand beside each other and as few
/// as may be stand alone.
pub fn aligned(original: &Body, translation: &Body) -> Vec<Pair> {
    let (ours, theirs): (Vec<usize>, Vec<usize>) =
        (original.blocks().collect(), translation.blocks().collect());
    let of = |body: &Body, blocks: &[usize]| -> Vec<Shape> {
        blocks.iter().map(|node| shape(body.nodes()[*node].kind)).collect()
    };
    let places = align(&of(original, &ours), &of(translation, &theirs));
    places
        .into_iter()
        .map(|(one, other)| (one.map(|place| ours[place]), other.map(|place| theirs[place])))
        .collect()
}

/// Returns a block as HTML.
pub fn block(body: &Body, node: usize, context: &impl BodyContext) -> String {
    let mut writer = Writer::new(body, context, Purpose::Beside, String::new());
    writer.block(node);
    writer.into_sink().trim_end().to_owned()
}

fn shape(kind: Kind) -> Shape {
    match kind {
        Kind::Paragraph => Shape::Words,
        Kind::Heading(level) => Shape::Heading(level),
        Kind::OrderedList(_) | Kind::List | Kind::DefinitionList => Shape::List,
        Kind::Table => Shape::Table,
        Kind::Quote | Kind::Alert(_) => Shape::Quote,
        _ => Shape::Other,
    }
}

/// Returns the heaviest common subsequence of two rows of shapes, and what stands between its members.
fn align(ours: &[Shape], theirs: &[Shape]) -> Vec<Pair> {
    let (length, other_length) = (ours.len(), theirs.len());
    if length.saturating_mul(other_length) > MOST_PAIRS {
        return (0..length.max(other_length))
            .map(|place| ((place < length).then_some(place), (place < other_length).then_some(place)))
            .collect();
    }
    // For each two ends of the rows, what the members are worth that can stand in pairs.
    let width = other_length + 1;
    let mut best = vec![0_u32; (length + 1) * width];
    for one in (0..length).rev() {
        for other in (0..other_length).rev() {
            let alone = best[(one + 1) * width + other].max(best[one * width + other + 1]);
            let paired = if ours[one] == theirs[other] {
                best[(one + 1) * width + other + 1] + ours[one].weight()
            } else {
                0
            };
            best[one * width + other] = alone.max(paired);
        }
    }
    let (mut one, mut other) = (0, 0);
    let mut pairs = Vec::with_capacity(length.max(other_length));
    while one < length || other < other_length {
        let here = best[one * width + other];
        if one < length
            && other < other_length
            && ours[one] == theirs[other]
            && here == best[(one + 1) * width + other + 1] + ours[one].weight()
        {
            pairs.push((Some(one), Some(other)));
            (one, other) = (one + 1, other + 1);
        } else if one < length && (other == other_length || here == best[(one + 1) * width + other]) {
            pairs.push((Some(one), None));
            one += 1;
        } else {
            pairs.push((None, Some(other)));
            other += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_one_shape_stand_beside_each_other() {
        use Shape::{Heading, List, Words};
        let pairs = align(&[Words, Heading(2), Words, Words, List], &[Words, Words, Heading(2), Words, List]);
        assert_eq!(
            pairs,
            [
                (Some(0), Some(0)),
                (None, Some(1)),
                (Some(1), Some(2)),
                (Some(2), Some(3)),
                (Some(3), None),
                (Some(4), Some(4))
            ]
        );
        assert_eq!(align(&[], &[Words]), [(None, Some(0))]);
    }
}
