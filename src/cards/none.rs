//! Stands for social cards in a binary without the feature `cards`: none is planned, so none is asked for.

use crate::cache::Cache;
use crate::edition::Edition;
use crate::problem::Problem;
use crate::route::CardOf;

/// No cards.
pub struct Cards;

impl Cards {
    /// Returns no cards.
    pub fn new(_: &Cache) -> Self {
        Self
    }

    /// Returns an empty file.
    ///
    /// # Errors
    /// Never.
    pub fn png(&self, _: &Edition, _: CardOf) -> Result<Vec<u8>, Problem> {
        Ok(Vec::new())
    }

    /// Does nothing.
    pub fn forget_others(&self) {}
}
