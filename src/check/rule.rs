//! What a rule is.

use std::ops::Range;

use super::context::{DocumentContext, LintContext};
use crate::finding::Finding;
use crate::problem::{Code, Descriptor};

/// One rule: all that is known of it stands in its file.
pub struct Rule {
    /// Its name, its level, the number that it goes by, and what it is for.
    pub descriptor: Descriptor,
    /// What must be made ready for it.
    pub needs: &'static [Need],
    /// What it looks at.
    pub look: Look,
}

/// What a rule needs besides the documents. What no rule that runs needs is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// What each text seems to be about: [`DocumentContext::suggestions`].
    Tags,
    /// Answers from other hosts: [`LintContext::network`]. The rule runs only where these are asked for.
    Network,
}

/// What a rule looks at.
pub enum Look {
    /// One document at a time.
    Document(fn(&DocumentContext, &mut Vec<Finding>)),
    /// All documents at once; each finding comes with the path of its file.
    Site(fn(&LintContext, &mut Vec<(String, Finding)>)),
    /// An allow comment that silenced nothing, once all others have looked: the rule that it names, and where it
    /// names it in bytes of the file.
    UnusedAllow(fn(Code, Range<usize>) -> Finding),
}

impl Rule {
    /// Returns the code that its findings have.
    pub const fn code(&'static self) -> Code {
        Code::of(&self.descriptor)
    }

    /// Returns whether it needs this.
    pub fn needs(&self, need: Need) -> bool {
        self.needs.contains(&need)
    }
}
