//! What a site is joined from.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::Timestamp;

use crate::content::{AuthorProfile, Briefing, CountryProfile, HoldReason, OrganisationProfile, Page, Topic};
use crate::pictures::Picture;
use crate::record::Records;

/// What the gate let through, and the names of what it did not.
#[derive(Default)]
pub struct Documents {
    /// Briefings, with the reason for which they are in a preview only.
    pub briefings: Vec<Unplaced>,
    /// Pages, likewise.
    pub pages: Vec<(Arc<Page>, Option<HoldReason>)>,
    /// Topics.
    pub topics: Vec<Arc<Topic>>,
    /// Country profiles.
    pub profiles: Vec<Arc<CountryProfile>>,
    /// What the site says of organisations.
    pub organisations: Vec<Arc<OrganisationProfile>>,
    /// Profiles of authors.
    pub authors: Vec<Arc<AuthorProfile>>,
    /// Files of the same document in other languages, each with the one that stands on this site.
    pub twins: Vec<(String, String)>,
    /// What git knows of the briefings.
    pub records: Records,
    /// When git says that each translation of a briefing was last changed, by its path.
    pub translated: HashMap<String, Timestamp>,
    /// The files of documents that are not on the site, and why.
    pub absent: HashMap<String, Absence>,
    /// All other files under `content/` and `static/`.
    pub files: Vec<String>,
    /// What those of them lead to that are reached through symbolic links.
    pub links: BTreeMap<String, String>,
    /// The files under `static/` that are published as they are, by their paths under it.
    pub statics: Vec<String>,
    /// What is known of the images among these files.
    pub pictures: Pictures,
}

/// Images by their paths from the site's root.
pub type Pictures = Arc<BTreeMap<String, Picture>>;

/// Why a document that is there is not on the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// The gate holds it back.
    HeldBack,
    /// It has errors, which are told elsewhere.
    Broken,
}

/// A briefing before it has its place, with the reason for which it is in a preview only.
pub type Unplaced = (Arc<Briefing>, Option<HoldReason>);
