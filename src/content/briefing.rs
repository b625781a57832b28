//! A briefing: one dated article, with everything that its front matter says.

mod parse;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::confidence::Confidence;
use super::country_status::Assessment;
use super::doi::Doi;
use super::front_matter::Publication;
use super::judgement::Judgement;
use super::withdrawal::Withdrawal;
use crate::dates::{Moment, PartialDate};
use crate::tree::Body;
use crate::world::Country;

/// A dated Markdown article under `content/briefings/`.
#[derive(Clone, Debug, PartialEq)]
pub struct Briefing {
    /// The file, from the site's root.
    pub path: Arc<str>,
    /// Whether it is a page folder with files of its own.
    pub folder: bool,
    /// The title.
    pub title: String,
    /// The date that it carries; its year stands in the URL.
    pub date: Moment,
    /// When it was last changed, where the writer says so.
    pub updated: Option<Moment>,
    /// The last segment of the URL.
    pub slug: String,
    /// What manner of text it is.
    pub kind: Kind,
    /// One or two sentences; none where the writer gave none.
    pub summary: Option<String>,
    /// The countries that it is about.
    pub countries: Vec<Country>,
    /// The countries that it touches on; none of them is a subject too.
    pub mentions: Vec<Country>,
    /// Its topics as written: ids, titles or aliases.
    pub topics: Vec<String>,
    /// The organisations that it is about, as written: ids, names or aliases.
    pub organisations: Vec<String>,
    /// For each taxonomy of the site, in its order, its terms.
    pub terms: Vec<Vec<TermName>>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The series that it is part of.
    pub series: Option<TermName>,
    /// Its sources, in the order of their numbers.
    pub sources: Vec<Reference>,
    /// Its events.
    pub events: Vec<Event>,
    /// How things go in its countries on its date.
    pub assessments: Vec<Assessment>,
    /// What it expects.
    pub judgements: Vec<Judgement>,
    /// How sure its writers are.
    pub confidence: Option<Confidence>,
    /// What decides whether it is published.
    pub publication: Publication,
    /// What was wrong in it before.
    pub corrections: Vec<Correction>,
    /// Older briefings that it takes the place of, as paths under `content/briefings/` without `.md`.
    pub supersedes: Vec<String>,
    /// Old URLs that lead here.
    pub aliases: Vec<String>,
    /// Whether its older versions stay in the record when it is held back for a time.
    pub keeps_record: bool,
    /// The versions that are taken out of its record.
    pub redactions: Vec<Redaction>,
    /// The file that it was before, from the site's root, where its writer says so.
    pub renamed_from: Option<String>,
    /// The file of the original that it translates, from the site's root; none for an original.
    pub original: Option<Arc<str>>,
    /// Of a translation, the version of the original that it translates, from 1, where it says so.
    pub translates: Option<usize>,
    /// An image, beside the file or under `static/`.
    pub image: Option<String>,
    /// Files that are published with it though its text does not link to them: paths from its folder, in which `*`
    /// stands for any part of a name and `**` for any folders.
    pub files: Vec<String>,
    /// What the image shows.
    pub image_alt: String,
    /// Whether it reports a meeting under the Chatham House Rule.
    pub chatham_house: bool,
    /// Its DOI.
    pub doi: Option<Doi>,
    /// The language, where it is not the site's.
    pub lang: Option<String>,
    /// Anything of the site's own.
    pub extra: serde_yaml::Value,
    /// The text.
    pub body: Body,
}

/// A term: a series, a person, or whatever else a site lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermName {
    /// The last segment of its URL, by which it is known.
    pub slug: String,
    /// Its name as written.
    pub name: String,
}

/// What manner of text a briefing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// It says what something means.
    #[default]
    Analysis,
    /// It says what is known.
    Report,
    /// It tells what the writer saw.
    Reportage,
    /// It tells what went before.
    Background,
}

/// A numbered source of a briefing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The id that `[^id]` in the text cites; empty for a source that is not cited.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When.
    pub date: Option<PartialDate>,
    /// Where it can be read; http or https.
    pub url: String,
    /// Where an archived copy can be read; http or https.
    pub archived: String,
    /// Its rating in the Admiralty code: reliability A to F, credibility 1 to 6.
    pub rating: String,
    /// Since when it does not hold any more, and why.
    pub withdrawn: Option<Withdrawal>,
}

/// A dated line of a briefing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When it happened.
    pub date: PartialDate,
    /// What happened.
    pub title: String,
    /// Where or to whom; empty for the briefing's subjects.
    pub countries: Vec<Country>,
}

/// What was wrong in a briefing, and since when it is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The day of the correction.
    pub date: PartialDate,
    /// What was wrong.
    pub note: String,
}

/// A version that is taken out of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redaction {
    /// The id of the commit that made it, in full or its first digits, hexadecimal in lower case.
    pub commit: String,
    /// Why, for those who write; no page says it.
    pub reason: String,
}

/// The value of `record` in front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Keep {
    /// What was published before the text was held back for a time is shown again.
    Keep,
}

impl Kind {
    /// Returns the word for it in front matter.
    pub fn word(self) -> &'static str {
        match self {
            Self::Analysis => "analysis",
            Self::Report => "report",
            Self::Reportage => "reportage",
            Self::Background => "background",
        }
    }
}

impl Briefing {
    /// Returns what stands for the briefing in a list: its summary, or the start of its text.
    pub fn blurb(&self) -> &str {
        self.summary.as_deref().unwrap_or_else(|| self.body.lead())
    }

    /// Returns whether nothing but words of the text changed since `before`, so that all joins hold.
    pub fn differs_in_words_only(&self, before: &Self) -> bool {
        let with_own_text = Self { body: self.body.clone(), ..before.clone() };
        *self == with_own_text && self.blurb() == before.blurb() && self.body.joins_like(&before.body)
    }

    /// Returns the countries that an event of this briefing belongs to.
    pub fn countries_of<'a>(&'a self, event: &'a Event) -> &'a [Country] {
        if event.countries.is_empty() { &self.countries } else { &event.countries }
    }
}
