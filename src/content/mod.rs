//! Files into typed content: front matter and Markdown become briefings, pages, topics and profiles.
//!
//! Each file is read on its own and knows nothing of the others, so an edit in the preview reads one
//! file again. What depends on the rest of the site (topics, links between files) is kept as it was
//! written, with its place, and is joined later.

mod briefing;
mod document;
mod front_matter;
mod gate;
mod markdown;
mod page;
mod profile;
mod topic;

pub use briefing::{Briefing, Confidence, Correction, Event, Kind, Reference, TermName};
pub use document::{
    Document, IMPORTED_FROM, Kin, Manuscript, Parsed, explain, front_matter, parse, place_of,
};
pub use front_matter::{Publication, Status};
pub use gate::{Gate, Held, Verdict};
pub use markdown::prose::{Comment, Passage, Picture, Prose};
pub use markdown::{
    Alone, Body, Destination, Heading, IMAGE_SIZES, Image, Link, Side, Surroundings, Target, Word, escape,
    escape_href, plain_words, without_controls, words,
};
pub use page::Page;
pub use profile::{CountryProfile, CountryStatus, Trend};
pub use topic::Topic;
