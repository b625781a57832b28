//! The codes that name each kind of problem, and what is known of each.

use std::cmp::{Ordering, Reverse};
use std::fmt;
use std::hash::{Hash, Hasher};

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not told at all; a site sets this for a rule that it does not want.
    Off,
    /// Told, but a build goes on.
    Warning,
    /// Told, and nothing is written.
    Error,
}

/// Who tells a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportedBy {
    /// Every command that reads the site.
    Always,
    /// `chancery check --public --since` alone, which compares two builds.
    ByComparison,
    /// `chancery serve` alone.
    ByPreview,
    /// `chancery check` alone.
    ByCheck,
}

/// Why something is told, with an example of how not to and of how to.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    /// Why it matters, and what counts.
    pub why: &'static str,
    /// How not to.
    pub bad: &'static str,
    /// How to.
    pub good: &'static str,
}

/// The number that a rule goes by.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// The key that sets it in `site.yaml`, which says its unit.
    pub key: &'static str,
    /// What it is unless a site sets it.
    pub usual: u32,
}

/// All that is known of a kind of problem.
#[derive(Clone, Copy, Debug)]
pub struct Descriptor {
    /// The code as people write it.
    pub name: &'static str,
    /// The level that it has unless a site sets another.
    pub level: Level,
    /// What the code names, in a few words.
    pub summary: &'static str,
    /// Who tells it.
    pub told: ReportedBy,
    /// The number that it goes by, if it goes by one.
    pub number: Option<Number>,
    /// Why it is told.
    pub explanation: Explanation,
}

/// What kind of problem it is. The name is stable: people search for it and set levels by it.
///
/// A code points at its [`Descriptor`], wherever that stands. The codes of loading are the constants of this type;
/// a rule of `check` declares its own.
#[derive(Clone, Copy)]
pub struct Code(&'static Descriptor);

impl Code {
    /// Returns the code that is described so.
    pub const fn of(descriptor: &'static Descriptor) -> Self {
        Self(descriptor)
    }

    /// Returns the code as people write it.
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// Returns the level that it has unless a site sets another.
    pub const fn level(self) -> Level {
        self.0.level
    }

    /// Returns what the code names, in a few words.
    pub const fn summary(self) -> &'static str {
        self.0.summary
    }

    /// Returns who tells it.
    pub const fn told(self) -> ReportedBy {
        self.0.told
    }

    /// Returns the number that it goes by, if it goes by one.
    pub const fn number(self) -> Option<Number> {
        self.0.number
    }

    /// Returns why it is told.
    pub const fn explanation(self) -> &'static Explanation {
        &self.0.explanation
    }

    /// Returns whether a site may set its level. What is an error stays one.
    pub fn can_be_set(self) -> bool {
        self.level() < Level::Error
    }

    /// Returns whether it is about something that a text points at and that is not there. In a text from another
    /// generator that is often so.
    pub fn is_reference(self) -> bool {
        [Self::BrokenLink, Self::BrokenImage, Self::UndefinedFootnote].contains(&self)
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Code {}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What matters more comes first, and what every command tells before what a rule says.
impl Ord for Code {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |code: &Self| (Reverse(code.level()), code.told(), code.name());
        key(self).cmp(&key(other))
    }
}

impl Hash for Code {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Level {
    /// Returns the level as people write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// Returns the level of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Off, Self::Warning, Self::Error].into_iter().find(|level| level.name() == name)
    }
}
