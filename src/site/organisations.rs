//! The organisations that have a page: what briefings and the site's own files say of each.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::documents::Unplaced;
use super::membership::OwnMembership;
use super::order::NameOrder;
use super::organisation_names::{Meaning, OrganisationNames};
use super::{Actor, BriefingId, EventEntry, EventId, OrganisationId, Published, Site, Tally};
use crate::config::Config;
use crate::content::{OrganisationProfile, repeated_entry};
use crate::dates::PartialDate;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Code, ProblemCounts};
use crate::text::{slug_of, slug_with_plus, title_of_slug};
use crate::world::{Country, Member, Organisation};

/// How many steps up a circle of organisations that are part of each other is looked for: no reader goes so far.
const DEEPEST: usize = 100;

/// An organisation with all that is published about it.
#[derive(Debug)]
pub struct OrganisationEntry {
    /// The organisation of the table; `None` for one of the site's own.
    pub organisation: Option<Organisation>,
    /// The last segment of its URL.
    pub id: String,
    /// What the site calls it.
    pub label: String,
    /// Its short name in the site's language, if it has one.
    pub short: Option<String>,
    /// What the site's own file says of it.
    pub profile: Option<Arc<OrganisationProfile>>,
    /// Its members by the site's own file, in the place of those of the table.
    pub members: Option<Vec<OwnMembership>>,
    /// The id of the organisation that it is a part of, whether that has a page or not.
    pub parent: Option<String>,
    /// Its parts that have a page, by name.
    pub bodies: Vec<OrganisationId>,
    /// Briefings to begin with.
    pub pinned: Vec<BriefingId>,
    /// The briefings that are about it.
    pub briefings: Vec<BriefingId>,
    /// The countries and organisations that are subjects beside it, the most frequent first.
    pub partners: Vec<Tally<Actor>>,
    /// The events of these briefings, the latest first.
    pub events: Vec<EventId>,
}

impl OrganisationEntry {
    /// Returns what lists and lines call it: its short name, or else its name.
    pub fn called(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.label)
    }

    /// Returns the members on the day closest to a day of which that can be said, and that day; `None` where nobody has
    /// said who belongs to it.
    pub fn members_near(&self, day: Date) -> Option<(Date, Vec<Member>)> {
        let Some(own) = &self.members else { return self.organisation?.members_near(day) };
        let members: BTreeSet<Member> =
            own.iter().filter(|it| it.includes(day)).map(|it| it.member).collect();
        (!own.is_empty()).then(|| (day, members.into_iter().collect()))
    }

    /// Returns since when a member belongs to it on a day, as far as that is known; `None` if it does not.
    pub fn since(&self, member: Member, day: Date) -> Option<Option<PartialDate>> {
        if let Some(own) = &self.members {
            return own.iter().find(|it| it.member == member && it.includes(day)).map(|it| it.joined);
        }
        let organisation = self.organisation?;
        let membership = organisation.membership_on(member, day)?;
        Some(organisation.since(membership))
    }
}

/// An address under which briefings name an organisation, and that is not its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationAlias {
    /// The last segment of the address.
    pub slug: String,
    /// The organisation.
    pub to: OrganisationId,
}

/// The organisations that have a page, and for each briefing those that it is about.
#[derive(Debug, Default)]
pub struct Organisations {
    pub entries: Vec<OrganisationEntry>,
    /// Empty where no briefing has any.
    pub of_briefings: Vec<Vec<OrganisationId>>,
    pub aliases: Vec<OrganisationAlias>,
    pub ids: HashMap<String, OrganisationId>,
    /// For each country, the organisations that have it as a member by the site's own files.
    pub own_members: BTreeMap<Country, Vec<OrganisationId>>,
}

/// What is gathered of an organisation before its place in the list is known.
struct Gathered {
    id: String,
    organisation: Option<Organisation>,
    /// What the newest briefing calls it.
    written: Option<String>,
    profile: Option<Arc<OrganisationProfile>>,
    briefings: Vec<BriefingId>,
}

/// What is gathered of all organisations, each at a place of its own.
#[derive(Default)]
struct AllGathered {
    list: Vec<Gathered>,
    places: HashMap<String, usize>,
}

impl AllGathered {
    /// Returns the place of an organisation.
    fn place(&mut self, organisation: Option<Organisation>, id: &str) -> usize {
        if let Some(place) = self.places.get(id) {
            return *place;
        }
        let place = self.list.len();
        self.places.insert(id.to_owned(), place);
        self.list.push(Gathered {
            id: id.to_owned(),
            organisation,
            written: None,
            profile: None,
            briefings: Vec::new(),
        });
        place
    }
}

/// Joins what briefings and the site's own files say of organisations.
pub fn organisations(
    config: &Config,
    order: &NameOrder,
    briefings: &[Unplaced],
    profiles: Vec<Arc<OrganisationProfile>>,
    findings: &mut Vec<(String, Finding)>,
) -> Organisations {
    if profiles.is_empty() && briefings.iter().all(|(briefing, _)| briefing.organisations.is_empty()) {
        return Organisations::default();
    }
    let names = OrganisationNames::new(&profiles, findings);
    let mut gathered = AllGathered::default();
    for profile in profiles {
        let place = gathered.place(profile.organisation, &profile.id);
        // The second file of one organisation is told by the names.
        gathered.list[place].profile.get_or_insert(profile);
    }
    let (own, meanings) = gather(briefings, &names, &mut gathered, findings);
    let parents = parents(&gathered, &names, findings);
    let mut entries: Vec<(usize, OrganisationEntry)> = gathered
        .list
        .into_iter()
        .map(|gathered| {
            let parent = parents.get(&gathered.id).cloned();
            entry(config, &names, gathered, parent, findings)
        })
        .enumerate()
        .collect();
    if !config.outputs.organisations {
        return Organisations::default();
    }
    entries.sort_by(|(_, one), (_, other)| {
        order.compare(&one.label, &other.label).then_with(|| one.id.cmp(&other.id))
    });
    let mut at: Vec<OrganisationId> = vec![OrganisationId::new(0); entries.len()];
    for (index, (place, _)) in entries.iter().enumerate() {
        at[*place] = OrganisationId::new(index);
    }
    let mut entries: Vec<OrganisationEntry> = entries.into_iter().map(|(_, entry)| entry).collect();
    let ids: HashMap<String, OrganisationId> =
        entries.iter().enumerate().map(|(index, it)| (it.id.clone(), OrganisationId::new(index))).collect();
    for index in 0..entries.len() {
        let parent = entries[index].parent.as_ref().and_then(|parent| ids.get(parent));
        if let Some(parent) = parent {
            entries[parent.index()].bodies.push(OrganisationId::new(index));
        }
    }
    Organisations {
        of_briefings: own.iter().map(|own| own.iter().map(|place| at[*place]).collect()).collect(),
        aliases: aliases(&meanings, &ids),
        own_members: own_members(&entries),
        entries,
        ids,
    }
}

/// What each spelling means, and the place of the organisation.
type Meanings<'a> = HashMap<&'a str, (Meaning, Option<usize>)>;

/// Gives each organisation its briefings. Returns for each briefing the places of its organisations, and what each spelling
/// means; each is looked up once.
fn gather<'a>(
    briefings: &'a [Unplaced],
    names: &OrganisationNames,
    gathered: &mut AllGathered,
    findings: &mut Vec<(String, Finding)>,
) -> (Vec<Vec<usize>>, Meanings<'a>) {
    let mut meanings: Meanings = HashMap::new();
    let mut doubted: HashSet<(Code, usize)> = HashSet::new();
    let mut own: Vec<Vec<usize>> = Vec::with_capacity(briefings.len());
    for (index, (briefing, _)) in briefings.iter().enumerate() {
        let mut places: Vec<usize> = Vec::new();
        // A briefing has a handful of organisations, and a look at each is quicker than a hash.
        let mut seen = (briefing.organisations.len() > 50).then(HashSet::new);
        let mut tally = ProblemCounts::default();
        for (item, written) in briefing.organisations.iter().enumerate() {
            let is_first = !meanings.contains_key(written.as_str());
            let (meaning, place) = meanings.entry(written).or_insert_with(|| {
                let meaning = names.meaning(written);
                let place = meaning.organisation().map(|(organisation, id)| gathered.place(organisation, id));
                (meaning, place)
            });
            let told = match (&*meaning, *place) {
                (Meaning::Wrong(finding), _) => tally.add(finding.code()).then(|| finding.clone()),
                // What is only a warning is told of each organisation where the newest briefing says it.
                (_, Some(place)) if is_first => {
                    let doubt = meaning.doubt(written, names);
                    doubt.filter(|finding| doubted.insert((finding.code(), place)))
                }
                _ => None,
            };
            let path = || KeyPath::key("organisations").item(item);
            let placed =
                |finding: Finding| (briefing.path.to_string(), finding.anchor(Anchor::Value(path())));
            findings.extend(told.map(placed));
            let Some(place) = *place else { continue };
            if seen.as_mut().map_or_else(|| places.contains(&place), |seen| !seen.insert(place)) {
                findings.push((briefing.path.to_string(), repeated_entry(written.trim(), path())));
                continue;
            }
            let entry = &mut gathered.list[place];
            entry.written.get_or_insert_with(|| written.trim().to_owned());
            entry.briefings.push(BriefingId::new(index));
            places.push(place);
        }
        own.push(places);
    }
    (own, meanings)
}

fn entry(
    config: &Config,
    names: &OrganisationNames,
    gathered: Gathered,
    parent: Option<String>,
    findings: &mut Vec<(String, Finding)>,
) -> OrganisationEntry {
    let Gathered { id, organisation, written, profile, briefings } = gathered;
    let language = &config.language;
    let label = profile.as_ref().and_then(|profile| profile.label.clone());
    let label = label.or_else(|| organisation.map(|it| it.name_in(language).to_owned()));
    // A name that is more than its slug is a title.
    let written = written.filter(|written| *written != id && slug_with_plus(written) == id);
    let short = profile.as_ref().and_then(|profile| profile.short.clone());
    let short = short.or_else(|| organisation.and_then(|it| it.short_in(language)).map(str::to_owned));
    let members = profile.as_ref().and_then(|profile| names.members(profile, findings));
    OrganisationEntry {
        organisation,
        label: label.or(written).unwrap_or_else(|| title_of_slug(&id)),
        short,
        id,
        profile,
        members,
        parent,
        bodies: Vec::new(),
        pinned: Vec::new(),
        briefings,
        partners: Vec::new(),
        events: Vec::new(),
    }
}

/// Returns the id of what each organisation is a part of, by its own id, and tells where that goes round in a circle.
fn parents(
    all: &AllGathered,
    names: &OrganisationNames,
    findings: &mut Vec<(String, Finding)>,
) -> HashMap<String, String> {
    let mut parents: HashMap<String, String> = HashMap::new();
    for gathered in &all.list {
        let own = gathered.profile.as_ref().and_then(|profile| Some((profile, profile.parent.as_ref()?)));
        let parent = match own {
            Some((profile, written)) => match names.meaning(written) {
                Meaning::Known(organisation) => Some(organisation.id().to_owned()),
                Meaning::Filed { id, .. } => Some(id),
                Meaning::Unfiled { .. } | Meaning::Wrong(_) => {
                    findings.push((profile.path.to_string(), names.no_parent(written)));
                    None
                }
            },
            None => gathered.organisation.and_then(Organisation::parent).map(|it| it.id().to_owned()),
        };
        parents.extend(parent.map(|parent| (gathered.id.clone(), parent)));
    }
    let above = |id: &str| match parents.get(id) {
        Some(parent) => Some(parent.as_str()),
        None if all.places.contains_key(id) => None,
        None => Organisation::from_id(id)?.parent().map(Organisation::id),
    };
    let mut circular: Vec<String> = Vec::new();
    for gathered in &all.list {
        let id = gathered.id.as_str();
        let Some(profile) = gathered.profile.as_ref().filter(|profile| profile.parent.is_some()) else {
            continue;
        };
        let mut way: Vec<&str> = vec![id];
        let mut seen: HashSet<&str> = HashSet::from([id]);
        let mut here = above(id);
        while let Some(next) = here.filter(|next| way.len() <= DEEPEST && seen.insert(next)) {
            way.push(next);
            here = above(next);
        }
        // A circle is told once.
        if here == Some(id) && !circular.iter().any(|other| way.contains(&other.as_str())) {
            way.push(id);
            let message = format!("this organisation is a part of itself: {}", way.join(" → "));
            let finding = Finding::new(Code::OrganisationCycle, message)
                .anchor(Anchor::Value(KeyPath::key("parent")))
                .hint("take out one of these `parent` lines");
            findings.push((profile.path.to_string(), finding));
            circular.push(id.to_owned());
        }
    }
    for id in circular {
        parents.remove(&id);
    }
    parents
}

/// Returns the addresses that briefings name organisations by, but for those of the organisations themselves.
fn aliases(meanings: &Meanings, ids: &HashMap<String, OrganisationId>) -> Vec<OrganisationAlias> {
    let named = meanings.iter().filter_map(|(written, (meaning, _))| {
        let to = *ids.get(meaning.organisation()?.1)?;
        Some((slug_of(written), to))
    });
    let aliases: BTreeMap<String, OrganisationId> = named
        .filter(|(slug, _)| {
            !slug.is_empty() && slug.len() <= crate::content::LONGEST_PART && !ids.contains_key(slug)
        })
        .collect();
    aliases.into_iter().map(|(slug, to)| OrganisationAlias { slug, to }).collect()
}

fn own_members(entries: &[OrganisationEntry]) -> BTreeMap<Country, Vec<OrganisationId>> {
    let mut members: BTreeMap<Country, Vec<OrganisationId>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        for membership in entry.members.iter().flatten() {
            if let Member::Country(country) = membership.member {
                let own = members.entry(country).or_default();
                if own.last() != Some(&OrganisationId::new(index)) {
                    own.push(OrganisationId::new(index));
                }
            }
        }
    }
    members
}

/// Gives each event the organisations of its briefings, and each organisation its events, the latest first.
pub fn give_events(briefings: &[Published], events: &mut [EventEntry], entries: &mut [OrganisationEntry]) {
    if entries.is_empty() {
        return;
    }
    for (index, event) in events.iter_mut().enumerate() {
        for organisation in event.briefings.iter().flat_map(|id| &briefings[id.index()].organisations) {
            let own = &mut entries[organisation.index()].events;
            if own.last() != Some(&EventId::new(index)) {
                own.push(EventId::new(index));
                event.organisations.push(*organisation);
            }
        }
    }
}

impl Site {
    /// Returns an organisation.
    pub fn organisation(&self, id: OrganisationId) -> &OrganisationEntry {
        &self.organisations[id.index()]
    }

    /// Returns the ids of the organisations that have a page, by name.
    pub fn organisation_ids(&self) -> impl ExactSizeIterator<Item = OrganisationId> + use<> {
        (0..self.organisations.len()).map(OrganisationId::new)
    }

    /// Returns the organisation of this id, if it has a page.
    pub fn organisation_of(&self, id: &str) -> Option<OrganisationId> {
        self.organisations_by_id.get(id).copied()
    }

    /// Returns what the site calls an organisation of the table, in lists and lines, whether it has a page or not.
    pub fn called(&self, organisation: Organisation) -> &str {
        let language = &self.config.language;
        match self.organisation_of(organisation.id()) {
            Some(id) => self.organisation(id).called(),
            None => organisation.short_in(language).unwrap_or_else(|| organisation.name_in(language)),
        }
    }

    /// Returns the organisations that have a country as a member by the site's own files.
    pub fn own_memberships_of(&self, country: Country) -> &[OrganisationId] {
        self.own_members.get(&country).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the members of an organisation as of its newest briefing, and the day of which they are; `None` where
    /// nobody has said who belongs to it, and on a site without briefings.
    pub fn members_of(&self, id: OrganisationId) -> Option<(Date, Vec<Member>)> {
        let entry = self.organisation(id);
        entry.members_near(self.newest_day(&entry.briefings)?)
    }

    /// Returns the countries among the members of an organisation, by code.
    pub fn member_countries(&self, id: OrganisationId) -> Vec<Country> {
        let members = self.members_of(id).map(|(_, members)| members).unwrap_or_default();
        let country = |member| match member {
            Member::Country(country) => Some(country),
            Member::Organisation(_) => None,
        };
        members.into_iter().filter_map(country).collect()
    }

    /// Returns the day of the newest of these briefings, or of the whole site where there are none.
    pub fn newest_day(&self, briefings: &[BriefingId]) -> Option<Date> {
        let newest = briefings.first().map(|id| self.briefing(*id)).or_else(|| self.briefings.first());
        newest.map(|published| published.briefing.date.date())
    }
}
