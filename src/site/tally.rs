//! How often things go together.

/// How many briefings belong to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally<I> {
    /// What they belong to.
    pub id: I,
    /// How many they are.
    pub count: usize,
}
