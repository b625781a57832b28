//! How much each problem matters on a site: decided here and nowhere else.

use super::Config;
use crate::problem::{Code, Level, Problem};

/// Decides the level of every problem, by these rules in this order:
///
/// 1. A code has its own level, and a site may set another in `lints:`.
/// 2. What is an error of its own stays one: no site weakens it.
/// 3. What is inside a document that is held back is at most a warning, whatever was asked for.
/// 4. So is what an imported text points at and is not there, until somebody mends it.
/// 5. Under `--strict` every warning that is left is an error, but for those of documents that are held back.
#[derive(Clone, Copy, Debug, Default)]
pub struct LintPolicy<'a> {
    config: Option<&'a Config>,
    is_strict: bool,
}

impl<'a> LintPolicy<'a> {
    /// Returns the policy of a site. Without settings, which a broken `site.yaml` has not, all levels are the codes' own.
    pub fn new(config: Option<&'a Config>, is_strict: bool) -> Self {
        Self { config, is_strict }
    }

    /// Returns the level of a code on this site, whatever document it is told of.
    pub fn level_of(self, code: Code) -> Level {
        let set = self.config.filter(|_| code.can_be_set()).and_then(|config| config.lints.level(code));
        set.unwrap_or_else(|| code.level())
    }

    /// Returns whether a rule is wanted on this site.
    pub fn wants(self, code: Code) -> bool {
        self.level_of(code) > Level::Off
    }

    /// Gives each problem its level, and takes out those that nobody wants to be told.
    ///
    /// `is_imported` tells whether the file of this path is as another generator left it.
    pub fn apply(self, problems: &mut Vec<Problem>, is_imported: impl Fn(&str) -> bool) {
        problems.retain_mut(|problem| {
            let of_import = problem.code.is_reference()
                && problem.place.as_ref().is_some_and(|place| is_imported(&place.file));
            let mut level = self.level_of(problem.code);
            if problem.is_soft || of_import {
                level = level.min(Level::Warning);
            }
            if self.is_strict && level == Level::Warning && !problem.is_soft {
                level = Level::Error;
            }
            problem.level = level;
            level > Level::Off
        });
    }
}
