//! The authors: what briefings and profiles say of each.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use super::documents::Unplaced;
use super::ids::BriefingId;
use super::order::NameOrder;
use crate::content::{AuthorProfile, LONGEST_PART};
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::Code;
use crate::text::{name_key, slug_of};

/// An author with all that is published under the name.
#[derive(Debug)]
pub struct AuthorEntry {
    /// The last segment of the URL: the id of the profile, or made of the name.
    pub slug: String,
    /// The name: the profile's, or as the newest briefing writes it.
    pub name: String,
    /// The profile.
    pub profile: Option<Arc<AuthorProfile>>,
    /// The author's briefings.
    pub briefings: Vec<BriefingId>,
}

/// Which author a written name means.
#[derive(Debug, Default)]
pub struct AuthorNames {
    /// Names as briefings write them, which are most of those that are asked for.
    as_written: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    by_slug: HashMap<String, usize>,
}

/// The authors, by name, and which of them a written name means.
#[derive(Default)]
pub struct Authors {
    pub entries: Vec<AuthorEntry>,
    pub names: AuthorNames,
}

impl AuthorNames {
    /// Returns the place of the author whom a written name means.
    pub fn find(&self, written: &str) -> Option<usize> {
        let found = self.as_written.get(written).or_else(|| self.by_name.get(&name_key(written)));
        found.or_else(|| self.by_slug.get(&slug_of(written))).copied()
    }
}

impl AuthorEntry {
    /// Returns what it is looked up under in a list: of a person, the family name first.
    fn sort_name(&self) -> String {
        match self.profile.as_ref().and_then(|profile| profile.person.as_ref()) {
            Some(person) => format!("{} {}", person.family, person.given),
            None => self.name.clone(),
        }
    }
}

impl Authors {
    /// Joins what briefings and profiles say of authors.
    pub fn new(
        order: &NameOrder,
        briefings: &[Unplaced],
        profiles: Vec<Arc<AuthorProfile>>,
        findings: &mut Vec<(String, Finding)>,
    ) -> Self {
        let mut authors = Self::default();
        authors.add_profiles(profiles, findings);
        authors.add_briefings(briefings, findings);
        authors.sorted(order)
    }

    fn add_profiles(&mut self, mut profiles: Vec<Arc<AuthorProfile>>, findings: &mut Vec<(String, Finding)>) {
        profiles.sort_by(|one, other| (&one.id, &one.path).cmp(&(&other.id, &other.path)));
        for profile in profiles {
            let key = name_key(&profile.name);
            let of_id = self.names.by_slug.get(&profile.id).map(|index| (index, Anchor::File));
            let of_name = || {
                let found = self.names.by_name.get(&key);
                found.map(|index| (index, Anchor::Value(KeyPath::key("name"))))
            };
            if let Some((index, anchor)) = of_id.or_else(of_name) {
                let first = self.entries[*index].profile.as_ref().map_or("", |first| &first.path);
                let message = format!("the author `{}` has a profile already: {first}", profile.name);
                let finding = Finding::new(Code::AuthorClash, message)
                    .anchor(anchor)
                    .hint("keep one of the two files, or tell the names apart");
                findings.push((profile.path.to_string(), finding));
                continue;
            }
            let index = self.entries.len();
            self.names.by_slug.insert(profile.id.clone(), index);
            self.names.by_name.insert(key, index);
            self.entries.push(AuthorEntry {
                slug: profile.id.clone(),
                name: profile.name.clone(),
                profile: Some(profile),
                briefings: Vec::new(),
            });
        }
    }

    fn add_briefings(&mut self, briefings: &[Unplaced], findings: &mut Vec<(String, Finding)>) {
        // A site has far fewer authors than briefings, and most write their names in one way.
        let mut known: HashMap<&str, Option<usize>> = HashMap::new();
        for (index, (briefing, _)) in briefings.iter().enumerate() {
            let id = BriefingId::new(index);
            for (place, written) in briefing.authors.iter().enumerate() {
                let author = match known.entry(written) {
                    Entry::Occupied(known) => *known.get(),
                    Entry::Vacant(free) => {
                        let (author, other) = self.meant(written);
                        findings.extend(other.map(|other| {
                            let anchor = Anchor::Value(KeyPath::key("authors").item(place));
                            (briefing.path.to_string(), ambiguous(written, &other).anchor(anchor))
                        }));
                        *free.insert(author)
                    }
                };
                if let Some(author) = author
                    && self.entries[author].briefings.last() != Some(&id)
                {
                    self.entries[author].briefings.push(id);
                }
            }
        }
        let known = known.into_iter().filter_map(|(written, author)| Some((written.to_owned(), author?)));
        self.names.as_written = known.collect();
    }

    /// Returns the author that a briefing names, if a page can be made of the name, and the name and address of another
    /// one that it may be taken for.
    fn meant(&mut self, written: &str) -> (Option<usize>, Option<(String, String)>) {
        let key = name_key(written);
        if let Some(index) = self.names.by_name.get(&key) {
            return (Some(*index), None);
        }
        let slug = slug_of(written);
        // A name of signs alone, or of hundreds of letters, has no page.
        if slug.is_empty() || slug.len() > LONGEST_PART {
            return (None, None);
        }
        if let Some(index) = self.names.by_slug.get(&slug).copied() {
            let is_address = key == name_key(&slug);
            self.names.by_name.insert(key, index);
            let entry = &self.entries[index];
            let other = (!is_address).then(|| (entry.name.clone(), entry.slug.clone()));
            return (Some(index), other);
        }
        let index = self.entries.len();
        self.names.by_name.insert(key, index);
        self.names.by_slug.insert(slug.clone(), index);
        let name = written.trim().to_owned();
        self.entries.push(AuthorEntry { slug, name, profile: None, briefings: Vec::new() });
        (Some(index), None)
    }

    /// Puts the authors in the order of their names.
    fn sorted(self, order: &NameOrder) -> Self {
        let Self { entries, mut names } = self;
        let mut sorted: Vec<(String, usize, AuthorEntry)> =
            entries.into_iter().enumerate().map(|(index, entry)| (entry.sort_name(), index, entry)).collect();
        sorted.sort_by(|(one, _, entry), (other, _, other_entry)| {
            order.compare(one, other).then_with(|| entry.slug.cmp(&other_entry.slug))
        });
        let mut places = vec![0; sorted.len()];
        for (place, (_, index, _)) in sorted.iter().enumerate() {
            places[*index] = place;
        }
        let AuthorNames { as_written, by_name, by_slug } = &mut names;
        for index in as_written.values_mut().chain(by_name.values_mut()).chain(by_slug.values_mut()) {
            *index = places[*index];
        }
        Self { entries: sorted.into_iter().map(|(_, _, entry)| entry).collect(), names }
    }
}

fn ambiguous(written: &str, (name, slug): &(String, String)) -> Finding {
    let message = format!("`{written}` and `{name}` share the page /authors/{slug}/");
    Finding::new(Code::AmbiguousAuthor, message).hint(format!(
        "if they are two, write a profile such as content/authors/{slug}-2.md with `name: {written}`"
    ))
}
