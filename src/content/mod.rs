//! Files into typed content: front matter and Markdown become briefings, pages, topics and profiles.
//!
//! Each file is read on its own and knows nothing of the others, so an edit in the preview reads one
//! file again. What depends on the rest of the site (topics, links between files) is kept as it was
//! written, with its place, and is joined later.

mod author;
mod briefing;
mod caveat;
mod confidence;
mod country_status;
mod document;
mod document_kind;
mod doi;
mod doubtful;
mod fence;
mod foreign;
mod front_matter;
mod gate;
mod judgement;
mod late_keys;
mod names;
mod near_miss;
mod organisation;
mod page;
mod parts;
mod profile;
mod publication;
mod references;
mod topic;
mod translation;
mod withdrawal;

pub use author::{AuthorLink, AuthorProfile, PersonName};
pub use briefing::{Briefing, Correction, Event, Keep, Kind, Redaction, Reference, TermName};
pub use caveat::{Caveat, handling, strictest};
pub use confidence::Confidence;
pub use country_status::{Assessment, CountryStatus, Trend};
pub use document::{
    Document, IMPORTED_FROM, Manuscript, Parsed, explain, front_matter, parse, parse_translation, place_of,
    read_original,
};
pub use document_kind::DocumentKind;
pub use doi::Doi;
pub use doubtful::{ALLOW_MARK, repeated_entry};
pub use fence::Fence;
pub use front_matter::{Publication, Status};
pub use gate::{Gate, HoldReason, Verdict};
pub use judgement::{Judgement, Outcome, Resolution};
pub use names::LONGEST_PART;
pub use near_miss::{NearMiss, near_misses_in};
pub use organisation::{OrganisationMember, OrganisationProfile};
pub use page::Page;
pub use profile::CountryProfile;
pub use references::{briefing_name, image_files, last_part, referred_files, written_name};
pub use topic::Topic;
pub use translation::{Original, keep_own};
pub use withdrawal::Withdrawal;

pub use crate::tree::{Body, Destination, IMAGE_SIZES, Link, Target, escape, escape_href, without_controls};
