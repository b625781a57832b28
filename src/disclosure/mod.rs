//! What goes out: the pages, files, versions and words of commits that a build publishes, so that somebody can
//! look at what is new among them before it is public.
//!
//! Feeds, data and citation files say what pages say, and are not listed.

mod rewritten;

pub use rewritten::rewritten;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::edition::Edition;
use crate::route::{FileOrigin, PageOrigin, Route};
use crate::site::Site;

/// What kind of thing goes out. The order is the one in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A page that somebody wrote.
    Document,
    /// A page that lists others, or leads to one.
    Page,
    /// A file, published as it is or as a smaller copy.
    File,
    /// A version of a briefing.
    Version,
    /// What a commit says of a version.
    Words,
}

impl Kind {
    /// Returns the heading of its list.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Document => "documents",
            Self::Page => "other pages, such as lists and redirects",
            Self::File => "files",
            Self::Version => "versions of briefings",
            Self::Words => "words of commits",
        }
    }

    /// Returns the word for it in data.
    pub fn word(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Page => "page",
            Self::File => "file",
            Self::Version => "version",
            Self::Words => "words",
        }
    }
}

/// One thing that goes out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// What people know it by: a title, or words.
    pub shown: String,
    /// What stands for its contents; none where that is not known.
    print: Option<blake3::Hash>,
}

/// All that goes out, by kind and by path from the site's root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disclosure {
    items: BTreeMap<(Kind, String), Item>,
}

/// How a thing is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not public before.
    New,
    /// It was, with other contents.
    Changed,
}

/// Returns the bytes of a file of the site, from its root.
pub type Read<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

impl Disclosure {
    /// Returns what a site publishes in all its languages. `read` gives the files that it is made of.
    pub fn of<'a>(editions: impl IntoIterator<Item = &'a Arc<Edition>>, read: Read) -> Self {
        let mut disclosure = Self::default();
        for edition in editions {
            for planned in edition.plan.routes() {
                disclosure.add(edition, planned.path, planned.route, read);
            }
        }
        disclosure
    }

    fn add(&mut self, edition: &Edition, path: &str, route: Route, read: Read) {
        let site = &edition.site;
        let print = |file: &str| read(file).map(|bytes| blake3::hash(&bytes));
        let (kind, item) = match route {
            Route::Page(page) => match page.facts(site).origin {
                PageOrigin::Document(entity) => {
                    let print = site.file_of(entity).and_then(|file| print(file));
                    (Kind::Document, Item { shown: site.title_of(entity).to_owned(), print })
                }
                PageOrigin::Version(briefing, version) => {
                    self.add_version(site, path, briefing, version);
                    return;
                }
                PageOrigin::Introduced(_) | PageOrigin::History(_) | PageOrigin::Lists => {
                    (Kind::Page, Item::default())
                }
            },
            Route::File(file) => match file.origin() {
                FileOrigin::Asset(id) => {
                    let source = &site.asset(id).source;
                    (Kind::File, Item { shown: source.clone(), print: print(source) })
                }
                FileOrigin::Static(id) => {
                    let source = format!("static/{}", site.static_file(id));
                    let print = print(&source);
                    (Kind::File, Item { shown: source, print })
                }
                FileOrigin::Redirect(_) | FileOrigin::Moved(_) => (Kind::Page, Item::default()),
                // They say what the pages say that they belong to, or nothing of the site's own.
                FileOrigin::Briefing { .. }
                | FileOrigin::Site
                | FileOrigin::SmallerAsset(_)
                | FileOrigin::Theme => return,
            },
        };
        self.items.insert((kind, path.to_owned()), item);
    }

    fn add_version(&mut self, site: &Site, path: &str, id: crate::site::BriefingId, number: usize) {
        let published = site.briefing(id);
        let Some(version) = number.checked_sub(1).and_then(|place| published.versions().get(place)) else {
            return;
        };
        let title = version.briefing.as_ref().map_or("", |briefing| &briefing.title);
        let shown = format!("version {number} of {}, {}", version.date.date(), title);
        let print = Some(blake3::hash(version.commit.as_bytes()));
        self.items.insert((Kind::Version, path.to_owned()), Item { shown, print });
        if let Some(note) = &version.note {
            let print = Some(blake3::hash(note.as_bytes()));
            self.items.insert((Kind::Words, path.to_owned()), Item { shown: note.clone(), print });
        }
    }

    /// Returns what the files of an output folder publish, as far as their paths tell.
    ///
    /// `now` is what is published now, by whose paths they are told apart.
    pub fn of_files<'a>(files: impl Iterator<Item = &'a str>, now: &Self) -> Self {
        let mut disclosure = Self::default();
        for file in files {
            let path = match file.strip_suffix("index.html") {
                Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
                _ => format!("/{file}"),
            };
            for kind in [Kind::Document, Kind::Page, Kind::File, Kind::Version, Kind::Words] {
                if now.items.contains_key(&(kind, path.clone())) {
                    disclosure.items.insert((kind, path.clone()), Item::default());
                }
            }
        }
        disclosure
    }

    /// Returns what is new since another publication, in the order of kinds and paths.
    pub fn since<'a>(&'a self, old: &'a Self) -> impl Iterator<Item = (Kind, &'a str, &'a Item, Change)> {
        self.items.iter().filter_map(|(key, item)| {
            let change = match old.items.get(key) {
                None => Change::New,
                Some(before) => {
                    let (before, now) = (before.print?, item.print?);
                    if before == now {
                        return None;
                    }
                    Change::Changed
                }
            };
            Some((key.0, key.1.as_str(), item, change))
        })
    }
}
