//! [`Country`], an index into the table.

/// An entry of ISO 3166-1, Kosovo under the user-assigned code XK, or a former entry, of ISO 3166-3.
///
/// Two bytes that copy freely. The order is that of [`Country::all`]; `Debug` prints the code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country(u16);

impl Country {
    /// Returns the country at a place in the table.
    pub(super) const fn new(index: u16) -> Self {
        Self(index)
    }

    /// Returns the country's place in [`Country::all`], below [`Country::COUNT`].
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}
