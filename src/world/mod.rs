//! Countries, regions and international organisations, and what people call them.
//!
//! A country is an entry of ISO 3166-1, Kosovo under its user-assigned code XK, or a [former](Former)
//! entry, of ISO 3166-3: a [`Country`], never a string. [`Country::resolve`] is the only way from what
//! front matter says to one; the [gazetteer] has the words of running text. Names come from CLDR, [regions](Region) and [subregions](Subregion) from M49; they stand in
//! tables under `data/` that `tools/` generates and that are embedded in the binary. Nothing here reads a
//! file or knows of a site: a site's own labels are laid over these names elsewhere.
//!
//! An [`Organisation`] is one of the table of international organisations and blocs, with its [`Member`]s and the days
//! on which they joined and left.

mod alias;
mod boundaries;
mod capital;
mod country;
mod facts;
mod former;
mod gazetteer;
mod meaning;
mod names;
mod organisation;
mod region;
mod resolve;
mod shape;
mod spelling;
mod subregion;
mod table;

#[cfg(test)]
mod tests;

pub use boundaries::{Boundaries, DashedLine, InvalidMap, OwnMap, View as MapView};
pub use country::Country;
pub use former::Former;
pub use gazetteer::{Word, WordKind, gazetteer};
pub use organisation::{
    Departure, Member, Membership, Organisation, OrganisationKind, Seat, UnresolvedOrganisation,
};
pub use region::Region;
pub use resolve::UnresolvedCountry;
pub use shape::{Frame, LOCATOR_SCALE, Shape, WORLD_HEIGHT, WORLD_WIDTH};
pub use subregion::Subregion;
