//! What keys count as.

/// What a key counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// What readers read beside the text.
    Words,
    /// What the document is filed under: lists and pages of their own come of it.
    Tag,
    /// What is said of the text, for readers and programs.
    Metadata,
    /// What decides whether and when it is published.
    Publication,
    /// Where it stands, and what it takes the place of.
    Address,
    /// Which of its versions are shown.
    History,
    /// The files that belong to it.
    Files,
    /// What only the site's own templates read.
    Own,
    /// A part of another key's value, or a setting.
    Part,
}

/// The keys whose changes the record tells readers, as `fact.NAME` of the interface calls them.
///
/// Whoever tells a change matches all of them, so one that is added here does not compile until it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordedKey {
    /// `title`
    Title,
    /// `date`
    Date,
    /// `kind`
    Kind,
    /// `summary`
    Summary,
    /// `countries`
    Countries,
    /// `mentions`
    Mentions,
    /// `topics`
    Topics,
    /// `organisations`
    Organisations,
    /// The lists that the site declares, each under its own name.
    Terms,
    /// `authors`
    Authors,
    /// `series`
    Series,
    /// `sources`
    Sources,
    /// `events`
    Events,
    /// `assessments`
    Assessments,
    /// `judgements`
    Judgements,
    /// `confidence`
    Confidence,
    /// `status`
    Status,
    /// `corrections`
    Corrections,
}
