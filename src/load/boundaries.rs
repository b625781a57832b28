//! A map of the site's own, in the place of the built-in one.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::config::{BOUNDARIES_FILE, Config};
use crate::problem::{Code, Place, Problem};
use crate::source::Source;
use crate::world::{Boundaries, Country, InvalidMap, OwnMap};

/// How many countries are named.
const MOST_NAMED: usize = 12;

/// What the site's own map gave.
#[derive(Clone, Default)]
pub(super) struct OwnBoundaries {
    map: Option<Arc<Boundaries>>,
    problems: Vec<Problem>,
}

impl OwnBoundaries {
    /// Reads the map, if the site has one.
    pub fn read(source: &dyn Source, files: &BTreeSet<String>) -> Self {
        if !files.contains(BOUNDARIES_FILE) {
            return Self::default();
        }
        // What is too large is not even read.
        let read = match source.size(BOUNDARIES_FILE).and_then(InvalidMap::of_size) {
            Some(invalid) => Err((invalid, Vec::new())),
            None => match source.read(BOUNDARIES_FILE) {
                Ok(bytes) => OwnMap::read(&bytes).map_err(|invalid| (invalid, bytes)),
                Err(error) => {
                    let message = format!("this file cannot be read: {error}");
                    return Self::wrong(
                        Problem::new(Code::UnreadableFile, message).at(Place::file(BOUNDARIES_FILE)),
                    );
                }
            },
        };
        match read {
            Ok(OwnMap { boundaries, missing, repeated }) => {
                let problems = [
                    told(&missing, |names| format!("this map has no feature for {names}"))
                        .map(|problem| problem.hint("give each country a feature with its code of ISO 3166-1 as `id`; until then a point stands for it")),
                    told(&repeated, |names| format!("this map has several features for {names}"))
                        .map(|problem| problem.hint("make one of them; until then all of them are drawn as its outline")),
                ];
                Self { map: Some(Arc::new(boundaries)), problems: problems.into_iter().flatten().collect() }
            }
            Err((InvalidMap { message, hint, place }, bytes)) => {
                let place = place.map_or_else(
                    || Place::file(BOUNDARIES_FILE),
                    |(line, column)| {
                        Place::line(BOUNDARIES_FILE, &String::from_utf8_lossy(&bytes), line, column, 1)
                    },
                );
                Self::wrong(Problem::new(Code::InvalidBoundaries, message).at(place).hint(hint))
            }
        }
    }

    fn wrong(problem: Problem) -> Self {
        Self { map: None, problems: vec![problem] }
    }

    /// Returns the map of a site: its own, if it may be shown, or else a built-in one.
    pub fn of(&self, config: &Config, is_shown: bool) -> Arc<Boundaries> {
        let own = self.map.as_ref().filter(|_| is_shown);
        own.cloned().unwrap_or_else(|| Boundaries::built_in(config.map_view))
    }

    /// Returns what is wrong with the map.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

/// Tells something of countries; `None` for none.
fn told(countries: &[Country], message: impl Fn(&str) -> String) -> Option<Problem> {
    if countries.is_empty() {
        return None;
    }
    let names = countries.iter().take(MOST_NAMED);
    let mut names: Vec<String> =
        names.map(|country| format!("{} ({})", country.code(), country.name())).collect();
    if countries.len() > MOST_NAMED {
        names.push(format!("{} more", countries.len() - MOST_NAMED));
    }
    let problem = Problem::new(Code::IncompleteBoundaries, message(&names.join(", ")));
    Some(problem.at(Place::file(BOUNDARIES_FILE)))
}
