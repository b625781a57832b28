//! The pages of a list that is too long for one.

use std::ops::Range;

/// How many rows a list shows on one page.
pub const PAGE_SIZE: usize = 50;

/// The number of a page of a list, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageNumber(u32);

impl PageNumber {
    /// The first page of every list.
    pub const FIRST: Self = Self(1);

    /// Returns the last page of a list of this length; an empty list has one page too.
    pub fn last_of(length: usize) -> Self {
        // Four thousand million pages do not fit into memory.
        Self(u32::try_from(length.div_ceil(PAGE_SIZE)).unwrap_or(u32::MAX).max(1))
    }

    /// Returns all pages of a list of this length.
    pub fn all_of(length: usize) -> impl Iterator<Item = Self> {
        (1..=Self::last_of(length).0).map(Self)
    }

    /// Returns the number.
    pub fn get(self) -> usize {
        self.0 as usize
    }

    /// Returns whether it is the first page.
    pub fn is_first(self) -> bool {
        self == Self::FIRST
    }

    /// Returns the page before this one; `None` for the first.
    pub fn previous(self) -> Option<Self> {
        self.0.checked_sub(1).filter(|number| *number > 0).map(Self)
    }

    /// Returns the page after this one; `None` for the last of a list of this length.
    pub fn next(self, length: usize) -> Option<Self> {
        (self < Self::last_of(length)).then(|| Self(self.0 + 1))
    }

    /// Returns which places of a list of this length stand on the page.
    pub fn places(self, length: usize) -> Range<usize> {
        let start = ((self.get() - 1) * PAGE_SIZE).min(length);
        start..(start + PAGE_SIZE).min(length)
    }
}
