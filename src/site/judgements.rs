//! The judgements of a site: what briefings expected in each of their versions, and what became of it.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use super::{BriefingId, JudgementId, Published, Site};
use crate::config::{LikelihoodScale, Probability};
use crate::content::{Briefing, Judgement, Outcome, Resolution, Status};
use crate::dates::PartialDate;
use crate::record::{Gap, Version};

/// What briefings expected: open judgements by deadline, then closed ones, the latest first.
#[derive(Debug, Default)]
pub struct Judgements {
    /// All of them.
    pub entries: Vec<JudgementEntry>,
    /// How many of them are open.
    pub open: usize,
}

/// A judgement of a briefing, through all versions of it.
#[derive(Debug)]
pub struct JudgementEntry {
    /// The briefing.
    pub briefing: BriefingId,
    /// Its name in the briefing.
    pub id: String,
    /// What was expected; `None` where the text that said so was taken back.
    pub statement: Option<String>,
    /// The word for its probability in the text that is shown.
    pub term: Option<String>,
    /// Its probability in each version that was public, the oldest first; never empty. The first one counts.
    pub given: Vec<GivenProbability>,
    /// The day up to whose end it holds.
    pub by: PartialDate,
    /// What became of it.
    pub resolution: Option<Resolution>,
}

/// The probability of a judgement in one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenProbability {
    /// The number of the version; `None` for a text that has none yet.
    pub version: Option<usize>,
    /// Whether that version can be read.
    pub is_shown: bool,
    /// Since when it was public.
    pub date: PartialDate,
    /// The probability.
    pub probability: Probability,
}

impl JudgementEntry {
    /// Returns the probability that counts: the one that was public first.
    pub fn probability(&self) -> Option<Probability> {
        self.given.first().map(|given| given.probability)
    }

    /// Returns whether it came true; `None` for one that is open, or cannot be told.
    pub fn came_true(&self) -> Option<bool> {
        match self.resolution.as_ref()?.outcome {
            Outcome::True => Some(true),
            Outcome::False => Some(false),
            Outcome::Void => None,
        }
    }
}

impl Judgements {
    /// Gathers the judgements of these briefings.
    pub(super) fn new(briefings: &[Published], scale: &LikelihoodScale) -> Self {
        let mut entries: Vec<JudgementEntry> = Vec::new();
        for (index, published) in briefings.iter().enumerate() {
            // What is shown in a preview only was never said to anybody.
            if published.preview.is_none() && published.judges() {
                entries.extend(of_briefing(BriefingId::new(index), published, scale));
            }
        }
        // The sort keeps the order in which a briefing has those of one day.
        entries.sort_by_key(|entry| match &entry.resolution {
            None => (false, Some(entry.by.days().1), Reverse(None), entry.briefing),
            Some(resolution) => (true, None, Reverse(Some(resolution.date.days().1)), entry.briefing),
        });
        let open = entries.iter().take_while(|entry| entry.resolution.is_none()).count();
        Self { entries, open }
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns those that came true or did not.
    pub fn decided(&self) -> impl Iterator<Item = &JudgementEntry> {
        self.entries[self.open..].iter().filter(|entry| entry.came_true().is_some())
    }
}

impl Published {
    /// Returns whether it states a judgement, or did so in a version that was public.
    fn judges(&self) -> bool {
        let of_record = || self.versions().iter().any(Version::states_judgements);
        !self.briefing.judgements.is_empty() || of_record()
    }
}

/// A judgement while the versions of its briefing are gone through.
struct Course<'a> {
    /// What was said of it last.
    newest: &'a Judgement,
    /// What was said of it last in a text that can be read.
    shown: Option<&'a Judgement>,
    given: Vec<GivenProbability>,
}

fn of_briefing(id: BriefingId, published: &Published, scale: &LikelihoodScale) -> Vec<JudgementEntry> {
    let briefing: &Briefing = &published.briefing;
    let mut courses: Vec<Course> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut last: &[Judgement] = &[];
    for (place, version) in published.versions().iter().enumerate() {
        last = match &version.briefing {
            Some(briefing) => &briefing.judgements,
            None => &version.taken_back,
        };
        for judgement in last {
            let given = judgement.probability(scale).map(|probability| GivenProbability {
                version: Some(place + 1),
                is_shown: version.briefing.is_some(),
                date: version.date.date().into(),
                probability,
            });
            add(&mut courses, &mut places, judgement, version.briefing.is_some(), given);
        }
        if version.gap == Some(Gap::Deleted) {
            // What comes under the name of a file that was deleted is another text.
            places.clear();
        }
    }
    // The text as it is: what it says anew has no version yet.
    for judgement in &briefing.judgements {
        let is_new = !last.contains(judgement);
        let date = published.changed().date().into();
        let given = judgement.probability(scale).filter(|_| is_new).map(|probability| GivenProbability {
            version: None,
            is_shown: true,
            date: if published.versions().is_empty() { briefing.date.date().into() } else { date },
            probability,
        });
        let known = places.get(judgement.id.as_str()).and_then(|place| courses[*place].given.last());
        let given = given.filter(|given| known.is_none_or(|known| known.probability != given.probability));
        add(&mut courses, &mut places, judgement, true, given);
    }
    let is_withdrawn = briefing.publication.status == Status::Withdrawn;
    let entry = |course: Course<'_>| {
        let shown = course.shown.filter(|_| !is_withdrawn);
        (!course.given.is_empty()).then(|| JudgementEntry {
            briefing: id,
            id: course.newest.id.clone(),
            statement: shown.map(|judgement| judgement.statement.clone()),
            term: shown.and_then(|judgement| judgement.term.clone()),
            given: course.given,
            by: course.newest.by,
            resolution: course.newest.resolution.clone(),
        })
    };
    courses.into_iter().filter_map(entry).collect()
}

fn add<'a>(
    courses: &mut Vec<Course<'a>>,
    places: &mut HashMap<&'a str, usize>,
    judgement: &'a Judgement,
    is_shown: bool,
    given: Option<GivenProbability>,
) {
    let place = *places.entry(&judgement.id).or_insert_with(|| {
        courses.push(Course { newest: judgement, shown: None, given: Vec::new() });
        courses.len() - 1
    });
    let course = &mut courses[place];
    course.newest = judgement;
    if is_shown {
        course.shown = Some(judgement);
    }
    course.given.extend(given);
}

impl Site {
    /// Returns a judgement.
    pub fn judgement(&self, id: JudgementId) -> &JudgementEntry {
        &self.judgements.entries[id.index()]
    }

    /// Returns the ids of all judgements, in their order.
    pub fn judgement_ids(&self) -> impl ExactSizeIterator<Item = JudgementId> + use<> {
        (0..self.judgements.entries.len()).map(JudgementId::new)
    }

    /// Returns the ids of the judgements at these places of the list.
    pub fn judgements_at(&self, places: Range<usize>) -> Vec<JudgementId> {
        places.map(JudgementId::new).collect()
    }

    /// Returns whether a briefing states what it expects.
    pub fn states_judgements(&self) -> bool {
        self.briefings.iter().any(|published| !published.briefing.judgements.is_empty())
    }
}
