//! Problems of one kind in one file: the first ones are told, the rest are counted.
//!
//! A file that is broken by a slip of a program can hold a hundred thousand of a kind. Nobody reads them all, and
//! to find the place of each takes longer than all else.

use std::collections::HashMap;

use super::{Code, Place, Problem};

/// How many problems of one kind are told of one file.
pub const TOLD: usize = 20;

/// Counts things by their kind, so that what is only counted need not be looked into.
#[derive(Debug, Default)]
pub struct ProblemCounts(HashMap<Code, usize>);

impl ProblemCounts {
    /// Counts one more of a kind. Returns whether it is one of those that are told.
    pub fn add(&mut self, code: Code) -> bool {
        let count = self.0.entry(code).or_default();
        *count += 1;
        *count <= TOLD
    }
}

/// Returns the first problems of each kind in each file, in their order, and after them one that counts the rest
/// of a kind.
pub fn few(problems: Vec<Problem>) -> Vec<Problem> {
    if problems.len() <= TOLD && problems.iter().all(|problem| problem.more == 0) {
        return problems;
    }
    let mut told: HashMap<(Option<String>, Code), usize> = HashMap::new();
    let mut rests: Vec<Problem> = Vec::new();
    let mut places: HashMap<(Option<String>, Code), usize> = HashMap::new();
    let mut few: Vec<Problem> = Vec::with_capacity(problems.len().min(TOLD * 8));
    for problem in problems {
        let file = problem.place.as_ref().map(|place| place.file.clone());
        let key = (file, problem.code);
        if problem.more == 0 {
            let count = told.entry(key.clone()).or_default();
            *count += 1;
            if *count <= TOLD {
                few.push(problem);
                continue;
            }
        }
        match places.get(&key) {
            Some(index) => {
                let rest: &mut Problem = &mut rests[*index];
                rest.more += problem.count();
                rest.level = rest.level.max(problem.level);
                rest.is_soft &= problem.is_soft;
            }
            None => {
                places.insert(key, rests.len());
                rests.push(Problem { more: problem.count(), ..problem });
            }
        }
    }
    few.extend(rests.into_iter().map(|rest| {
        let mut counted = Problem::new(rest.code, format!("and {} more of this kind", thousands(rest.more)));
        counted.level = rest.level;
        counted.is_soft = rest.is_soft;
        counted.more = rest.more;
        counted.place = rest.place.map(|place| Place::file(place.file));
        counted
    }));
    few
}

/// Returns a number in groups of three digits: `99,980`.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
