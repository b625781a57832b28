//! Which points of a line matter, after Visvalingam and Whyatt (1993).

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::projection::Pixels;

/// A point that may be left out, the one that matters least first.
struct Candidate {
    area: f64,
    index: usize,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        other.area.total_cmp(&self.area).then(other.index.cmp(&self.index))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}

/// Returns the weight of each point of a line, in square pixels: the area of the triangle that is lost without it. The
/// ends have an infinite one, so lines that meet go on doing so.
pub(super) fn weights(line: &[Pixels]) -> Vec<f64> {
    let mut weights = vec![f64::INFINITY; line.len()];
    let Some(last) = line.len().checked_sub(1) else { return weights };
    let mut before: Vec<usize> = (0..line.len()).map(|index| index.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (1..=line.len()).map(|index| index.min(last)).collect();
    let area = |before: usize, index: usize, after: usize| triangle(line[before], line[index], line[after]);
    let mut current: Vec<f64> = (0..line.len())
        .map(|index| {
            let is_end = index == 0 || index == last;
            if is_end { f64::INFINITY } else { area(index - 1, index, index + 1) }
        })
        .collect();
    let mut heap: BinaryHeap<Candidate> =
        (1..last.max(1)).map(|index| Candidate { area: current[index], index }).collect();
    let mut least = 0.0_f64;
    while let Some(Candidate { area: found, index }) = heap.pop() {
        // One that was put in again since counts with its newer area.
        if weights[index].is_finite() || found.total_cmp(&current[index]) != Ordering::Equal {
            continue;
        }
        least = least.max(found);
        weights[index] = least;
        let (previous, next) = (before[index], after[index]);
        after[previous] = next;
        before[next] = previous;
        for neighbour in [previous, next] {
            if neighbour != 0 && neighbour != last {
                current[neighbour] = area(before[neighbour], neighbour, after[neighbour]);
                heap.push(Candidate { area: current[neighbour], index: neighbour });
            }
        }
    }
    weights
}

fn triangle([ax, ay]: Pixels, [bx, by]: Pixels, [cx, cy]: Pixels) -> f64 {
    ((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)).abs() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_weighs_what_is_lost_without_it_and_ends_stay() {
        let line = [[0.0, 0.0], [1.0, 0.0], [2.0, 4.0], [3.0, 0.0], [8.0, 0.0]];
        let found = weights(&line);
        assert!(found[0].is_infinite() && found[4].is_infinite());
        assert_eq!(found[1..4], [2.0, 6.0, 6.0]);
        assert_eq!(weights(&[]), Vec::<f64>::new());
        assert_eq!(weights(&[[0.0, 0.0]]).len(), 1);
        assert_eq!(weights(&[[0.0, 0.0], [0.0, 0.0]]).len(), 2);
    }

    #[test]
    fn a_straight_line_keeps_its_ends_alone() {
        let line: Vec<Pixels> = (0..100).map(|x| [f64::from(x), 0.0]).collect();
        assert_eq!(weights(&line).into_iter().filter(|weight| *weight > 0.0).count(), 2);
    }
}
