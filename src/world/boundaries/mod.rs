//! Whose map: the outlines of all countries and the borders between them, as one of several views has them.
//!
//! All maps are the whole world in the Equal Earth projection, cut in the Bering Strait at 168.8° W, in whole pixels from
//! the top left corner. Two views stand in tables under `data/`; a [`topojson`] file gives a map of somebody's own.

mod map;
mod projection;
mod rings;
mod simplify;
mod table;
mod topojson;

pub use self::map::{Boundaries, DashedLine, View};
pub use self::topojson::{InvalidMap, OwnMap};

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, reason = "a test ends at what it does not expect")]
mod tests;
