//! International organisations and blocs: what they are called, where they sit, who belongs to them since when.
//!
//! The tables under `data/` are generated from lists made by hand, each row of which names the page of the body; what is not
//! certain is not in them. They are read when an organisation is asked for, and not before.

mod facts;
mod kind;
mod membership;
mod names;
mod resolve;
mod table;

#[cfg(test)]
mod tests;

pub use facts::Seat;
pub use kind::OrganisationKind;
pub use membership::{Departure, Member, Membership};
pub use resolve::UnresolvedOrganisation;

/// An international organisation or bloc, a body of one, or one that is no more.
///
/// Two bytes that copy freely. The order is that of [`Organisation::all`]; `Debug` prints the id.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Organisation(u16);

impl Organisation {
    /// Returns the organisation at a place in the table.
    const fn new(index: u16) -> Self {
        Self(index)
    }

    /// Returns the organisation's place in [`Organisation::all`], below [`Organisation::COUNT`].
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}
