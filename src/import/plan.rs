//! Places for several briefings, so that none takes that of another.

use std::collections::{BTreeMap, HashMap};

use serde_yaml::Value;

use super::{Imported, NewTopic, Warning};
use crate::content::{Briefing, IMPORTED_FROM};
use crate::route::{briefing_path, redirect_path};
use crate::text::{is_slug, title_of_slug};
use crate::yaml::entry;

/// What became of a briefing that wanted a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placed {
    /// It has one.
    Here,
    /// Its place was taken by another one of the batch, so it has the next one.
    Renamed {
        /// The file that has the first place.
        other: String,
    },
    /// It was imported before.
    Already {
        /// Its file.
        path: String,
    },
    /// There is something of the site's own.
    Taken {
        /// The file that has the place.
        path: String,
    },
}

/// The briefings of one import, among those that the site has.
#[derive(Default)]
pub struct Batch {
    /// For each URL path in small letters, the file that it belongs to, and whether that is of this batch.
    urls: HashMap<String, (String, bool)>,
    /// What was imported before, by the name of its original.
    before: HashMap<String, Vec<Before>>,
}

struct Before {
    path: String,
    title: String,
    day: jiff::civil::Date,
}

impl Batch {
    /// Adds a briefing that the site has.
    pub fn has(&mut self, briefing: &Briefing) {
        let path = briefing.path.to_string();
        let own = briefing_path(briefing.date.year(), &briefing.slug);
        let paths = std::iter::once(own).chain(briefing.aliases.iter().map(|alias| redirect_path(alias)));
        for url in paths {
            self.urls.entry(url.to_lowercase()).or_insert_with(|| (path.clone(), false));
        }
        if let Some(from) = briefing.extra.get(IMPORTED_FROM).and_then(Value::as_str) {
            let before = Before { path, title: briefing.title.clone(), day: briefing.date.date() };
            self.before.entry(from.to_owned()).or_default().push(before);
        }
    }

    /// Finds a place for a briefing, which may get another slug for it.
    pub fn place(&mut self, imported: &mut Imported) -> Placed {
        let (year, wanted) = (imported.moment.year(), imported.slug.clone());
        if let Some(before) = self.before.get(&imported.name) {
            let same = |before: &&Before| {
                let is_there = before.path == imported.path(false) || before.path == imported.path(true);
                before.day == imported.moment.date() && (before.title == imported.title() || is_there)
            };
            if let Some(before) = before.iter().find(same) {
                return Placed::Already { path: before.path.clone() };
            }
        }
        let mut first = None;
        let mut number = 1;
        loop {
            let url = briefing_path(year, &imported.slug).to_lowercase();
            match self.urls.get(&url) {
                None => {
                    self.urls.insert(url, (imported.path(false), true));
                    return first.map_or(Placed::Here, |other| Placed::Renamed { other });
                }
                Some((path, false)) => return Placed::Taken { path: path.clone() },
                Some((path, true)) => {
                    first.get_or_insert_with(|| path.clone());
                }
            }
            number += 1;
            imported.slug = format!("{wanted}-{number}");
        }
    }

    /// Lets go of the old URLs of a briefing that lead elsewhere, or to itself. All have their places by now.
    pub fn settle_aliases(&mut self, imported: &mut Imported) {
        let own = briefing_path(imported.moment.year(), &imported.slug);
        let path = imported.path(false);
        let aliases: Vec<String> =
            imported.front_matter.list("aliases").into_iter().map(str::to_owned).collect();
        let mut good = Vec::new();
        for alias in aliases {
            let url = redirect_path(&alias).to_lowercase();
            if url == own {
                continue;
            }
            match self.urls.get(&url) {
                Some((other, _)) if *other != path => {
                    let message = format!("`{alias}` cannot be redirected from: it leads to {other}");
                    imported.warnings.push(Warning { message, line: None });
                    imported.front_matter.keep("old_urls", Value::String(alias));
                }
                Some(_) => {}
                None => {
                    self.urls.insert(url, (path.clone(), true));
                    good.push(alias);
                }
            }
        }
        imported.front_matter.remove("aliases");
        imported.front_matter.add("aliases", good);
    }
}

impl Imported {
    /// Gives up all redirects, where the site has something else at one of their URLs.
    pub fn drop_aliases(&mut self) -> bool {
        let aliases: Vec<String> = self.front_matter.list("aliases").into_iter().map(str::to_owned).collect();
        if aliases.is_empty() {
            return false;
        }
        self.front_matter.remove("aliases");
        let message =
            format!("{} cannot be redirected from: the site has something else there", aliases.join(", "));
        self.warnings.push(Warning { message, line: None });
        self.front_matter.keep("old_urls", aliases.into_iter().map(Value::String).collect::<Vec<_>>().into());
        true
    }
}

/// Returns the files of new topics, each once: path and text. Their hints are for the site's writers to add.
pub fn topic_file<'a>(topics: impl IntoIterator<Item = &'a NewTopic>) -> BTreeMap<String, String> {
    let mut titles: BTreeMap<&str, &str> = BTreeMap::new();
    for topic in topics {
        let title = titles.entry(&topic.id).or_insert(&topic.title);
        // Somebody may have written the title out where others wrote the slug.
        if is_slug(title) {
            *title = &topic.title;
        }
    }
    let file = |(id, title): (&str, &str)| {
        let title = if is_slug(title) { title_of_slug(title) } else { title.to_owned() };
        let text = format!("---\n{}# hint: when to use it, for writers\n---\n", entry("title", &title));
        (format!("content/topics/{id}.md"), text)
    };
    titles.into_iter().map(file).collect()
}
