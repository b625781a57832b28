//! Probabilities, and the words for them: those of ICD 203, or a site's own.

use std::fmt;

use serde::{Serialize, Serializer};

use super::raw::RawJudgements;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::Code;
use crate::yaml::plain_text;

/// A probability, exact to a tenth of a per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Probability(u16);

impl Probability {
    /// The probability of what is certain, in tenths of a per cent.
    pub const WHOLE: u16 = 1000;

    /// Reads a number of per cent from 0 to 100, with one digit after the point at most: `85`, `12.5`.
    pub fn from_per_cent(written: &str) -> Option<Self> {
        let (whole, tenth) = written.trim().split_once('.').unwrap_or((written.trim(), "0"));
        let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !is_number(tenth) || tenth.len() > 1 {
            return None;
        }
        let whole: u16 = whole.parse().ok().filter(|whole| *whole <= 100)?;
        let tenths = whole * 10 + tenth.parse::<u16>().ok()?;
        (tenths <= Self::WHOLE).then_some(Self(tenths))
    }

    /// Returns the number of tenths of a per cent, from 0 to 1000.
    pub fn tenths(self) -> u16 {
        self.0
    }

    /// Returns whether it leaves no room for anything else: 0 or 100 per cent.
    pub fn is_certainty(self) -> bool {
        self.0 == 0 || self.0 == Self::WHOLE
    }

    /// Returns what lies in the middle between two; of two that are as near, the greater.
    fn between(self, other: Self) -> Self {
        Self((self.0 + other.0).div_ceil(2))
    }
}

/// The number of per cent: `85`, `12.5`.
impl fmt::Display for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0 / 10)?;
        if self.0.is_multiple_of(10) { Ok(()) } else { write!(f, ".{}", self.0 % 10) }
    }
}

/// The number of per cent.
impl Serialize for Probability {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(10) {
            serializer.serialize_u16(self.0 / 10)
        } else {
            serializer.serialize_f64(f64::from(self.0) / 10.0)
        }
    }
}

/// A word of probability, with the probabilities that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likelihood {
    /// The word, or words.
    pub term: String,
    /// The least.
    pub from: Probability,
    /// The greatest.
    pub to: Probability,
}

impl Likelihood {
    /// Returns the probability that the word stands for where no number stands beside it.
    pub fn middle(&self) -> Probability {
        self.from.between(self.to)
    }

    /// Returns whether a probability can be called so.
    pub fn holds(&self, probability: Probability) -> bool {
        (self.from..=self.to).contains(&probability)
    }
}

/// The words of probability that a site uses, from the least likely to the most likely.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LikelihoodScale {
    /// The words.
    pub terms: Vec<Likelihood>,
}

/// The two rows of Intelligence Community Directive 203, with their ranges in per cent.
const ICD_203: [([&str; 2], u16, u16); 7] = [
    (["almost no chance", "remote"], 1, 5),
    (["very unlikely", "highly improbable"], 5, 20),
    (["unlikely", "improbable"], 20, 45),
    (["roughly even chance", "roughly even odds"], 45, 55),
    (["likely", "probable"], 55, 80),
    (["very likely", "highly probable"], 80, 95),
    (["almost certain", "nearly certain"], 95, 99),
];

/// The scale of ICD 203.
impl Default for LikelihoodScale {
    fn default() -> Self {
        let terms = ICD_203.into_iter().flat_map(|(terms, from, to)| {
            terms.into_iter().map(move |term| Likelihood {
                term: term.to_owned(),
                from: Probability(from * 10),
                to: Probability(to * 10),
            })
        });
        Self { terms: terms.collect() }
    }
}

impl LikelihoodScale {
    /// Returns what a word of the scale stands for; capitals make no difference.
    pub fn find(&self, term: &str) -> Option<&Likelihood> {
        self.terms.iter().find(|own| own.term.to_lowercase() == term.trim().to_lowercase())
    }

    /// Returns the words, as a message lists them.
    pub fn listed(&self) -> String {
        let terms: Vec<String> = self.terms.iter().map(|own| format!("`{}`", own.term)).collect();
        terms.join(", ")
    }

    /// Reads a site's own scale; the one of ICD 203 where it has none.
    pub(super) fn read(raw: RawJudgements, findings: &mut Vec<Finding>) -> Self {
        let mut terms: Vec<Likelihood> = Vec::with_capacity(raw.scale.len());
        for (index, own) in raw.scale.into_iter().enumerate() {
            let path = KeyPath::key("judgements").then("scale").item(index);
            let mut push = |path: KeyPath, code, message: String, hint: &str| {
                findings.push(Finding::new(code, message).anchor(Anchor::Value(path)).hint(hint));
            };
            let example = "write it like `- { term: likely, from: 55, to: 80 }`";
            let term = own.term.map(|term| term.trim().to_owned()).unwrap_or_default();
            let bound =
                |value: &serde_yaml::Value| plain_text(value).as_deref().and_then(Probability::from_per_cent);
            let (from, to) = (bound(&own.from), bound(&own.to));
            if term.is_empty() {
                push(
                    path.clone(),
                    Code::MissingKey,
                    "this word of the scale has no `term`".to_owned(),
                    example,
                );
            } else if terms.iter().any(|other| other.term.to_lowercase() == term.to_lowercase()) {
                let message = format!("`{}` stands in the scale twice", term.escape_debug());
                push(path.clone().then("term"), Code::DuplicateId, message, "keep one of the two");
            }
            let (Some(from), Some(to)) = (from, to) else {
                let message =
                    "a word of the scale needs `from` and `to`, in per cent from 0 to 100".to_owned();
                push(path, Code::InvalidValue, message, example);
                continue;
            };
            if from > to {
                let message = format!("this range ends at {to} and begins at {from}, which is more");
                push(path.then("to"), Code::InvalidValue, message, "put the smaller number under `from`");
            }
            terms.push(Likelihood { term, from: from.min(to), to: from.max(to) });
        }
        if terms.is_empty() { Self::default() } else { Self { terms } }
    }
}
