//! Which of the countries that a text names it is about.
//!
//! A text is about what it names early, often, and more often than the rest. How much each of these counts
//! was fitted by logistic regression to news stories that people had tagged (Reuters-21578), over all
//! countries alike.

use super::Suggested;
use super::reading::{Named, Reading};
use crate::world::Country;

/// How much it counts that a country comes late, per natural logarithm of the bytes before it.
const LATE: f64 = -0.6;

/// Bytes that are added to those before a country, since the first few words are all equally early.
const EARLY: f64 = 30.0;

/// How much it counts how often a country is named, per natural logarithm.
const OFTEN: f64 = 0.8;

/// How much it counts that no other country is named.
const SHARE: f64 = 3.2;

/// How much it counts that there are other countries that share the words, per natural logarithm.
const COMPANY: f64 = 0.9;

/// How much it counts that a country is named by its name or its people, not by a city.
const NAME: f64 = 0.4;

/// How much it counts that the title names others, and not this one.
const ELSEWHERE: f64 = -0.5;

/// How much it counts that a country that is called by its name stands in the summary or the first paragraph.
const LEAD: f64 = 0.5;

/// What makes zero the border between a subject and a mention, at which about six in seven subjects are right.
const BORDER: f64 = 1.21;

/// Returns the subjects and the mentions, the weightiest first.
pub fn sort_out(reading: &Reading) -> (Vec<Suggested<Country>>, Vec<Suggested<Country>>) {
    let mut weighed: Vec<(f64, Country, &Named)> =
        reading.countries.iter().map(|(country, named)| (weight(named, reading), *country, named)).collect();
    weighed.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let subjects = weighed.iter().take_while(|(weight, ..)| *weight >= 0.0).count();
    let mut all: Vec<Suggested<Country>> = weighed
        .into_iter()
        .map(|(_, country, named)| Suggested { what: country, evidence: named.tally.evidence() })
        .collect();
    let mentions = all.split_off(subjects);
    (all, mentions)
}

/// Returns how much of a text is about a country: above zero if it is a subject.
fn weight(named: &Named, reading: &Reading) -> f64 {
    let title_is_elsewhere =
        named.in_title == 0 && reading.countries.values().any(|other| other.in_title > 0);
    let is_in_lead_by_name = named.in_lead > 0 && named.by_name > 0;
    let count = number(named.count);
    BORDER
        + LATE * (number(named.first) + EARLY).ln()
        + OFTEN * count.ln()
        + SHARE * count / number(reading.total)
        + COMPANY * number(reading.countries.len()).ln()
        + NAME * number(named.by_name + named.by_people) / count
        + ELSEWHERE * f64::from(u8::from(title_is_elsewhere))
        + LEAD * f64::from(u8::from(is_in_lead_by_name))
}

/// Returns a count as a number to reckon with; one beyond four thousand million is as good as that.
fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
