//! Finding organisations in a text: those of the table by their English names, and those that a site has files of.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use aho_corasick::{AhoCorasick, Input, MatchKind};

use super::Article;
use super::evidence::{Suggested, Tally};
use super::words::stands_there;
use crate::content::OrganisationProfile;
use crate::site::OrganisationNames;
use crate::world::{Country, Organisation, WordKind};

/// What a name in the title weighs, against one in the text.
const TITLE: usize = 3;

/// What a name in the summary or the first paragraph weighs.
const LEAD: usize = 2;

/// From what weight on an organisation is suggested: one name in passing is not enough.
const ENOUGH: usize = 2;

/// An organisation that a text may be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationChoice {
    /// Its id.
    pub id: String,
    /// What front matter calls it: its short name where that means nothing else, or its name.
    pub written: String,
    /// Its name.
    pub name: String,
    /// The words of the evidence that mean its seat's country as well: "Brussels" of the European Union.
    pub places: Vec<(&'static str, Country)>,
}

/// What a text names of organisations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedOrganisations {
    /// What it seems to be about, the weightiest first.
    pub suggested: Vec<Suggested<OrganisationChoice>>,
    /// The ids of all that it names, and of what these are a part of.
    pub named: BTreeSet<String>,
}

/// The names of organisations, ready to be looked for all at once.
pub struct OrganisationWords {
    choices: Vec<OrganisationChoice>,
    parents: HashMap<String, String>,
    spellings: Vec<Spelling>,
    automaton: AhoCorasick,
    names: OrganisationNames,
}

/// A way to write an organisation.
struct Spelling {
    text: String,
    /// The place of the organisation among the choices.
    choice: usize,
    /// Whether it is a place that stands for it, which is a place first.
    is_place: bool,
}

/// How often an organisation is named, and where.
#[derive(Clone, Default)]
struct Named {
    weight: usize,
    tally: Tally,
}

impl OrganisationWords {
    /// Returns the English names of the organisations of the table, and the names in a site's own files.
    pub fn new(profiles: &[Arc<OrganisationProfile>]) -> Result<Self, aho_corasick::BuildError> {
        let mut choices: Vec<OrganisationChoice> = Organisation::all().map(choice).collect();
        let mut words: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        let mut places: Vec<(String, usize)> = Vec::new();
        let mut parents = HashMap::new();
        for (index, it) in Organisation::all().enumerate() {
            for name in it.english_names() {
                words.entry(name.to_owned()).or_default().insert(index);
            }
            places.extend(it.places().map(|place| (place.to_owned(), index)));
            parents.extend(it.parent().map(|parent| (it.id().to_owned(), parent.id().to_owned())));
        }
        for profile in profiles {
            let index = match choices.iter().position(|choice| choice.id == profile.id) {
                Some(index) => index,
                None => {
                    let name = profile.label.clone().or_else(|| profile.short.clone());
                    let name = name.unwrap_or_else(|| crate::text::title_of_slug(&profile.id));
                    choices.push(OrganisationChoice {
                        id: profile.id.clone(),
                        written: profile.short.clone().unwrap_or_else(|| name.clone()),
                        name,
                        places: Vec::new(),
                    });
                    choices.len() - 1
                }
            };
            let own = profile.label.iter().chain(&profile.short).chain(&profile.aliases);
            let titled = profile.organisation.is_none().then(|| crate::text::title_of_slug(&profile.id));
            for name in own.cloned().chain(titled).filter(|name| name.chars().count() > 1) {
                words.entry(name).or_default().insert(index);
            }
        }
        // A name of two organisations speaks for neither.
        let names = words.into_iter().filter_map(|(text, meant)| match Vec::from_iter(meant)[..] {
            [choice] => Some(Spelling { text, choice, is_place: false }),
            _ => None,
        });
        let places = places.into_iter().map(|(text, choice)| Spelling { text, choice, is_place: true });
        let spellings: Vec<Spelling> = names.chain(places).collect();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(spellings.iter().map(|spelling| &spelling.text))?;
        let names = OrganisationNames::new(profiles, &mut Vec::new());
        Ok(Self { choices, parents, spellings, automaton, names })
    }

    /// Returns the id of what front matter names.
    pub fn id_of(&self, written: &str) -> Option<String> {
        self.names.meaning(written).organisation().map(|(_, id)| id.to_owned())
    }

    /// Returns whether the organisation of this id is looked for.
    pub fn knows(&self, id: &str) -> bool {
        self.choices.iter().any(|choice| choice.id == id)
    }

    /// Returns the organisations that an article names.
    pub fn find(&self, article: &Article) -> NamedOrganisations {
        let mut named: Vec<Named> = vec![Named::default(); self.choices.len()];
        let mut by_place = named.clone();
        for (passage, weight) in [(&article.title, TITLE), (&article.summary, LEAD), (&article.body, 1)] {
            let text = passage.text();
            let mut at = 0;
            while let Some(found) = self.automaton.find(Input::new(text).range(at..)) {
                let range = found.range();
                let spelling = self.spellings.get(found.pattern().as_usize());
                let spelling = spelling.filter(|it| stands_there(text, &range, &it.text, WordKind::Name));
                at = if spelling.is_some() { range.end } else { range.start + 1 };
                let Some(spelling) = spelling else { continue };
                let list = if spelling.is_place { &mut by_place } else { &mut named };
                if let Some(entry) = list.get_mut(spelling.choice) {
                    let is_lead =
                        std::ptr::eq(passage, &raw const article.body) && range.start < article.lead;
                    entry.weight += if is_lead { LEAD } else { weight };
                    let term = text.get(range.clone()).unwrap_or_default();
                    entry.tally.count(term, passage.line_at(range.start));
                }
            }
        }
        let mut ids = BTreeSet::new();
        let mut found: Vec<(usize, &OrganisationChoice, Tally)> = Vec::new();
        for ((choice, mut named), place) in self.choices.iter().zip(named).zip(by_place) {
            // A place speaks for an organisation only where its name does.
            if named.weight == 0 {
                continue;
            }
            named.weight += place.weight;
            named.tally.merge(place.tally);
            let mut here = Some(&choice.id);
            while let Some(id) = here.filter(|id| ids.insert((*id).clone())) {
                here = self.parents.get(id);
            }
            if named.weight >= ENOUGH {
                found.push((named.weight, choice, named.tally));
            }
        }
        found.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.id.cmp(&other.1.id)));
        let suggested = found
            .into_iter()
            .map(|(_, choice, tally)| Suggested { what: choice.clone(), evidence: tally.evidence() });
        NamedOrganisations { suggested: suggested.collect(), named: ids }
    }
}

impl OrganisationChoice {
    /// Returns the country that a word of the evidence means as well.
    pub fn also(&self, term: &str) -> Option<Country> {
        self.places.iter().find(|(place, _)| *place == term).map(|(_, country)| *country)
    }
}

fn choice(organisation: Organisation) -> OrganisationChoice {
    let is_clear = |short: &&str| {
        Organisation::find(short).is_ok_and(|found| found == organisation) && Country::find(short).is_err()
    };
    let seat = organisation.seat();
    OrganisationChoice {
        id: organisation.id().to_owned(),
        written: organisation.short().filter(is_clear).unwrap_or(organisation.name()).to_owned(),
        name: organisation.name().to_owned(),
        places: organisation.places().filter_map(|place| Some((place, seat?.country))).collect(),
    }
}
