//! The names of other programs' keys that hold a text back, in lower case and without separators.

/// Keys of others that mark a text. They hold it back unless their value says that it is open.
pub const MARKS: [&str; 12] = [
    "tlp",
    "classification",
    "visibility",
    "confidentiality",
    "securityclassification",
    "classificationlevel",
    "protectivemarking",
    "securitymarking",
    "securitylevel",
    "tlplevel",
    "tlpmarking",
    "tlplabel",
];

/// Keys of others that hold a text back unless their value says no.
pub const CLOSED_UNLESS_NO: [&str; 8] =
    ["draft", "private", "confidential", "unpublished", "isdraft", "isprivate", "noforn", "donotpublish"];

/// Keys of others that hold a text back if their value says yes.
pub const CLOSED_IF_YES: [&str; 25] = [
    "hidden",
    "unlisted",
    "secret",
    "internal",
    "internalonly",
    "internaluseonly",
    "staffonly",
    "unpublish",
    "restricted",
    "sensitive",
    "classified",
    "wip",
    "workinprogress",
    "nopublish",
    "dontpublish",
    "notpublic",
    "notforpublication",
    "hold",
    "onhold",
    "heldback",
    "drafts",
    "indraft",
    "draftmode",
    "preview",
    "disabled",
];

/// Keys of others that hold a text back if their value says no.
pub const CLOSED_IF_NO: [&str; 18] = [
    "publish",
    "published",
    "public",
    "ispublic",
    "ispublished",
    "publishable",
    "publishing",
    "visible",
    "live",
    "online",
    "ready",
    "approved",
    "cleared",
    "release",
    "released",
    "show",
    "enabled",
    "render",
];

/// Keys of others that hold a text back if their value is made of words that [`says_closed`](super::value::says_closed) knows.
pub const CLOSED_BY_WORD: [&str; 15] = [
    "state",
    "stage",
    "workflow",
    "phase",
    "access",
    "audience",
    "handling",
    "distribution",
    "dissemination",
    "clearance",
    "caveat",
    "caveats",
    "sensitivity",
    "security",
    "protection",
];

/// Keys of others whose date is the first day on which a text may be seen.
pub const RELEASES: [&str; 14] = [
    "publish",
    "published",
    "publishdate",
    "publishon",
    "publishat",
    "publishafter",
    "publishfrom",
    "release",
    "releasedate",
    "releaseon",
    "releaseat",
    "availablefrom",
    "notbefore",
    "golive",
];

/// Keys of others that say that a text is not ready, rather than that it is not for everyone.
pub const UNFINISHED: [&str; 19] = [
    "unpublish",
    "draft",
    "unpublished",
    "isdraft",
    "hidden",
    "unlisted",
    "wip",
    "workinprogress",
    "hold",
    "onhold",
    "heldback",
    "drafts",
    "indraft",
    "draftmode",
    "preview",
    "disabled",
    "state",
    "stage",
    "phase",
];
