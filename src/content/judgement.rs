//! What a briefing expects, so that it can be held against what happened.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_yaml::Value;

use super::confidence::Confidence;
use super::front_matter::{Checker, is_web_address};
use crate::config::{Likelihood, LikelihoodScale, Probability};
use crate::dates::{Moment, PartialDate};
use crate::keys::front_matter::JUDGEMENT;
use crate::keys::group;
use crate::outline::KeyPath;
use crate::problem::Code;
use crate::yaml::{Rest, Scalar, or_default, plain_text};

/// A statement of what will be, with its probability and the day by which it can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Its name in the briefing, which stays the same in all versions.
    pub id: String,
    /// What is expected.
    pub statement: String,
    /// How probable it is, where its writer wrote a number.
    pub probability: Option<Probability>,
    /// The word for that, where its writer used one.
    pub term: Option<String>,
    /// How sure its writers are.
    pub confidence: Option<Confidence>,
    /// The day up to whose end it holds.
    pub by: PartialDate,
    /// What became of it; `None` for one that is open.
    pub resolution: Option<Resolution>,
}

/// What became of a judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// How it came out.
    pub outcome: Outcome,
    /// When that was known.
    pub date: PartialDate,
    /// What shows it: the id of a source of the briefing, or an address of the web; may be empty.
    pub source: String,
}

/// How a judgement came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// What was stated came to be.
    True,
    /// It did not.
    False,
    /// It cannot be told, or the question no longer arose: it counts for nothing.
    Void,
}

impl Judgement {
    /// Returns how probable it is: as it is written, or else the middle of what its word stands for on a scale.
    pub fn probability(&self, scale: &LikelihoodScale) -> Option<Probability> {
        let of_term = || self.term.as_deref().and_then(|term| scale.find(term)).map(Likelihood::middle);
        self.probability.or_else(of_term)
    }
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 3] = [Self::True, Self::False, Self::Void];

    /// Returns the word for it in front matter and data.
    pub const fn word(self) -> &'static str {
        match self {
            Self::True => "true",
            Self::False => "false",
            Self::Void => "void",
        }
    }
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawJudgement of JUDGEMENT {
        id: Option<Scalar>,
        statement: Option<String>,
        probability: Value,
        term: Option<String>,
        confidence: Option<Confidence>,
        by: Option<Scalar>,
        outcome: Value,
        resolved: Option<Scalar>,
        #[serde(deserialize_with = "or_default")]
        source: String,
        #[serde(flatten)]
        rest: Rest,
    }
}

/// What judgements are read against.
pub(super) struct Ground<'a> {
    /// The words of probability of the site.
    pub scale: &'a LikelihoodScale,
    /// The ids of the briefing's sources.
    pub sources: &'a HashSet<&'a str>,
    /// The date of the briefing, if it has one.
    pub date: Option<&'a Moment>,
}

/// Returns the judgements of a briefing that are whole, and tells what is wrong in them.
pub(super) fn judgements(raw: Vec<RawJudgement>, ground: &Ground, check: &mut Checker) -> Vec<Judgement> {
    let mut judgements = Vec::with_capacity(raw.len());
    let mut ids: HashSet<String> = HashSet::new();
    for (index, raw) in raw.into_iter().enumerate() {
        let mut reader = Reader { index, ground, check };
        judgements.extend(reader.read(raw, &mut ids));
    }
    judgements
}

const EXAMPLE: &str = "write it like `- { id: visit, statement: The visit takes place by the end of June., probability: 85, by: 2024-06-30 }`";

/// Reads one judgement.
struct Reader<'a, 'c> {
    /// Its place among those of the briefing.
    index: usize,
    ground: &'a Ground<'a>,
    check: &'a mut Checker<'c>,
}

impl Reader<'_, '_> {
    fn path(&self) -> KeyPath {
        KeyPath::key("judgements").item(self.index)
    }

    fn push(&mut self, key: &str, code: Code, message: impl Into<String>, hint: impl Into<String>) {
        let path = self.path().then(key);
        self.check.push(path, code, message, hint);
    }

    fn read(&mut self, raw: RawJudgement, ids: &mut HashSet<String>) -> Option<Judgement> {
        if !raw.rest.is_empty() {
            let path = self.path();
            self.check.unknown_keys_of_part(raw.rest, &path, &JUDGEMENT);
        }
        let id = self.id(raw.id, ids);
        let statement = raw.statement.filter(|statement| !statement.trim().is_empty());
        let term = raw.term.filter(|term| !term.trim().is_empty());
        let is_unsaid = raw.probability.is_null() && term.is_none();
        let missing = [
            ("id", id.is_none()),
            ("statement", statement.is_none()),
            ("probability", is_unsaid),
            ("by", raw.by.is_none()),
        ];
        for (key, _) in missing.into_iter().filter(|(_, is_missing)| *is_missing) {
            let path = self.path();
            self.check.push(path, Code::MissingKey, format!("this judgement has no `{key}`"), EXAMPLE);
        }
        let has_number = !raw.probability.is_null();
        let probability = self.probability(&raw.probability, term.as_deref());
        let path = self.path();
        let by = self.check.partial_date(|| path.then("by"), raw.by);
        if let (Some(by), Some(date)) = (by, self.ground.date)
            && by.days().1 < date.date()
        {
            let message = format!("the day `{by}` is before the date of the briefing, {}", date.date());
            self.push(
                "by",
                Code::InvalidValue,
                message,
                "write the day by which it can be told whether it came true",
            );
        }
        let resolution = self.resolution(&raw.outcome, raw.resolved, raw.source);
        Some(Judgement {
            id: id?,
            statement: statement?.trim().to_owned(),
            probability: if has_number {
                Some(probability?)
            } else if term.is_some() {
                None
            } else {
                return None;
            },
            term: term.map(|term| term.trim().to_owned()),
            confidence: raw.confidence,
            by: by?,
            resolution,
        })
    }

    fn id(&mut self, written: Option<Scalar>, ids: &mut HashSet<String>) -> Option<String> {
        let id = written.map(|id| id.0.trim().to_owned()).filter(|id| !id.is_empty())?;
        if id.contains(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))) {
            let message = format!("`{}` cannot be the id of a judgement", id.escape_debug());
            self.push("id", Code::InvalidValue, message, "use letters, digits and hyphens, such as `visit`");
        } else if !ids.insert(id.clone()) {
            let message = format!("two judgements have the id `{id}`");
            self.push("id", Code::DuplicateId, message, "give each judgement an id of its own, and keep it");
        }
        Some(id)
    }

    /// Returns the probability that is written, and tells what is wrong with it and with the word for it.
    fn probability(&mut self, written: &Value, term: Option<&str>) -> Option<Probability> {
        let likelihood = term.and_then(|term| {
            let found = self.ground.scale.find(term);
            if found.is_none() {
                let message = format!("`{}` is no word of probability here", term.escape_debug());
                let hint = format!("the words are {}", self.ground.scale.listed());
                self.push("term", Code::UnknownLikelihood, message, hint);
            }
            found
        });
        if written.is_null() {
            return None;
        }
        let text = plain_text(written).unwrap_or_default();
        let probability = Probability::from_per_cent(&text);
        match (probability, likelihood) {
            (None, _) => {
                let message = if text.is_empty() {
                    "this is no probability".to_owned()
                } else {
                    format!("`{}` is no probability", text.escape_debug())
                };
                let hint = "write a number of per cent from 1 to 99, such as `85` or `12.5`, without a sign";
                self.push("probability", Code::InvalidValue, message, hint);
            }
            (Some(probability), Some(likelihood)) if !likelihood.holds(probability) => {
                let message = format!(
                    "`{}` means {} to {} per cent, and the probability is {probability}",
                    likelihood.term, likelihood.from, likelihood.to
                );
                self.push(
                    "term",
                    Code::UnknownLikelihood,
                    message,
                    "correct one of the two, or leave one out",
                );
            }
            _ => {}
        }
        probability
    }

    fn resolution(
        &mut self,
        outcome: &Value,
        resolved: Option<Scalar>,
        source: String,
    ) -> Option<Resolution> {
        let has_date = resolved.is_some();
        let path = self.path();
        let date = self.check.partial_date(|| path.then("resolved"), resolved);
        if outcome.is_null() {
            if has_date || !source.is_empty() {
                let path = self.path();
                let message = "this judgement says when or by what it was resolved, and has no `outcome`";
                self.check.push(path, Code::MissingKey, message, "add `outcome: true`, `false` or `void`");
            }
            return None;
        }
        let word = plain_text(outcome).unwrap_or_default();
        let found = Outcome::ALL.into_iter().find(|outcome| outcome.word() == word);
        if found.is_none() {
            let message = match outcome {
                Value::Sequence(_) => "a judgement has one outcome".to_owned(),
                _ => format!("`{}` is no outcome", word.escape_debug()),
            };
            self.push("outcome", Code::InvalidValue, message, "write `true`, `false` or `void`");
        }
        if !has_date {
            let path = self.path();
            let message = "this judgement has an outcome, and does not say since when that is known";
            self.check.push(path, Code::MissingKey, message, "add the day, such as `resolved: 2024-05-06`");
        }
        if let (Some(date), Some(made)) = (date, self.ground.date)
            && date.days().1 < made.date()
        {
            let message = format!("this outcome is older than the briefing, which is of {}", made.date());
            let hint = "correct the day; what was known before cannot be judged";
            self.push("resolved", Code::InvalidValue, message, hint);
        }
        let is_known = source.is_empty() || self.ground.sources.contains(source.as_str());
        if !is_known && !is_web_address(&source) {
            let message =
                format!("`{}` is no source of this briefing, and no web address", source.escape_debug());
            self.push(
                "source",
                Code::InvalidValue,
                message,
                "write the id of one of `sources:`, or an address from `https://` on",
            );
        }
        Some(Resolution { outcome: found?, date: date?, source })
    }
}
