//! What a preview of held-back texts says on every page, in every header and file name: whoever prints or
//! saves one, keeps with it that it is not public.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use jiff::Timestamp;

use crate::config::Marking;
use crate::content::{Caveat, Publication, handling, strictest};
use crate::dates::Moment;
use crate::edition::Edition;
use crate::route::{FileOrigin, PageOrigin, Route};
use crate::site::{Entity, Site};

/// The header that says why a page or file must not be passed on.
const HEADER: HeaderName = HeaderName::from_static("chancery-held-back");

/// What the pages and files of one site have to say.
pub struct Handling {
    markings: Vec<Marking>,
    now: Timestamp,
    /// The caveats of the site as a whole.
    all: Vec<Caveat>,
}

impl Handling {
    /// Gathers the caveats of all that is shown in a preview only.
    pub fn new(site: &Site, now: Timestamp) -> Self {
        let mut handling = Self { markings: site.config.markings.clone(), now, all: Vec::new() };
        let briefings = (0..site.briefings.len()).map(|index| handling.of_briefing(site, index));
        let pages = (0..site.pages.len()).map(|index| handling.of_page(site, index));
        let topics = (0..site.topics.len()).map(|index| handling.of_topic(site, index));
        let countries = (0..site.countries.len()).map(|index| handling.of_country(site, index));
        let organisations = (0..site.organisations.len()).map(|index| handling.of_organisation(site, index));
        let authors = (0..site.authors.len()).map(|index| handling.of_author(site, index));
        let others = briefings
            .chain(pages)
            .chain(topics)
            .chain(countries)
            .chain(organisations)
            .chain(authors)
            .flatten();
        handling.all = strictest(others.chain(handling.of_home(site)));
        handling
    }

    fn of_briefing(&self, site: &Site, index: usize) -> Vec<Caveat> {
        let published = &site.briefings[index];
        let briefing = &published.briefing;
        self.of(published.preview.is_some(), &briefing.publication, Some(&briefing.date))
    }

    fn of_page(&self, site: &Site, index: usize) -> Vec<Caveat> {
        let published = &site.pages[index];
        self.of(published.preview.is_some(), &published.page.publication, published.page.date.as_ref())
    }

    fn of_home(&self, site: &Site) -> Vec<Caveat> {
        let home = site.home.as_ref();
        home.map_or_else(Vec::new, |home| {
            handling(&home.publication, home.date.as_ref(), &self.markings, self.now)
        })
    }

    fn of_topic(&self, site: &Site, index: usize) -> Vec<Caveat> {
        let topic = site.topics[index].topic.as_ref();
        topic.map_or_else(Vec::new, |topic| handling(&topic.publication, None, &self.markings, self.now))
    }

    fn of_country(&self, site: &Site, index: usize) -> Vec<Caveat> {
        let profile = site.countries[index].profile.as_ref();
        profile
            .map_or_else(Vec::new, |profile| handling(&profile.publication, None, &self.markings, self.now))
    }

    fn of_organisation(&self, site: &Site, index: usize) -> Vec<Caveat> {
        let profile = site.organisations[index].profile.as_ref();
        profile
            .map_or_else(Vec::new, |profile| handling(&profile.publication, None, &self.markings, self.now))
    }

    fn of_author(&self, site: &Site, index: usize) -> Vec<Caveat> {
        let profile = site.authors[index].profile.as_ref();
        profile
            .map_or_else(Vec::new, |profile| handling(&profile.publication, None, &self.markings, self.now))
    }

    fn of(&self, is_held: bool, publication: &Publication, date: Option<&Moment>) -> Vec<Caveat> {
        if !is_held {
            return Vec::new();
        }
        let caveats = handling(publication, date, &self.markings, self.now);
        if caveats.is_empty() { vec![Caveat::HeldBack] } else { caveats }
    }

    fn of_entity(&self, site: &Site, entity: Entity) -> Vec<Caveat> {
        match entity {
            Entity::Briefing(id) => self.of_briefing(site, id.index()),
            Entity::Page(id) => self.of_page(site, id.index()),
            Entity::Country(id) => self.of_country(site, id.index()),
            Entity::Topic(id) => self.of_topic(site, id.index()),
            Entity::Organisation(id) => self.of_organisation(site, id.index()),
            Entity::Author(id) => self.of_author(site, id.index()),
            Entity::Home => self.of_home(site),
        }
    }

    /// Returns the caveats of the text that a route is about, if it is about one.
    pub fn own(&self, site: &Site, route: Route) -> Vec<Caveat> {
        match route {
            Route::Page(page) => match page.facts(site).origin {
                PageOrigin::Document(entity) | PageOrigin::Introduced(entity) => self.of_entity(site, entity),
                PageOrigin::History(id) | PageOrigin::Version(id, _) => self.of_briefing(site, id.index()),
                PageOrigin::Lists => Vec::new(),
            },
            Route::File(file) => match file.origin() {
                FileOrigin::Briefing { briefing, .. } => self.of_briefing(site, briefing.index()),
                FileOrigin::Asset(id) | FileOrigin::SmallerAsset(id) => {
                    self.of_entity(site, site.asset(id).owner)
                }
                // They are made of several texts, or of none.
                FileOrigin::Site
                | FileOrigin::Redirect(_)
                | FileOrigin::Moved(_)
                | FileOrigin::Static(_)
                | FileOrigin::Theme => Vec::new(),
            },
        }
    }

    /// Returns what a page or file has in it of what is held back.
    pub fn within(&self, site: &Site, route: Route) -> Vec<Caveat> {
        let file = match route {
            Route::Page(_) => return self.all.clone(),
            Route::File(file) => file,
        };
        match file.origin() {
            FileOrigin::Briefing { briefing, names_topics: true } => {
                let topics = site.briefing(briefing).topics.iter();
                let of_topics = topics.flat_map(|topic| self.of_topic(site, topic.index()));
                let organisations = site.briefing(briefing).organisations.iter();
                let of_organisations = organisations.flat_map(|id| self.of_organisation(site, id.index()));
                strictest(self.own(site, route).into_iter().chain(of_topics).chain(of_organisations))
            }
            FileOrigin::Briefing { names_topics: false, .. }
            | FileOrigin::Asset(_)
            | FileOrigin::SmallerAsset(_) => self.own(site, route),
            // The same for every site of this theme, or published as they are.
            FileOrigin::Static(_) | FileOrigin::Theme => Vec::new(),
            FileOrigin::Site | FileOrigin::Redirect(_) | FileOrigin::Moved(_) => self.all.clone(),
        }
    }

    /// Returns the headers of an answer: the caveats, and a name for whoever saves it that carries them.
    pub fn headers(&self, edition: &Edition, route: Route, file: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let caveats = self.within(&edition.site, route);
        if caveats.is_empty() {
            return headers;
        }
        let shown: Vec<String> = caveats.iter().map(ToString::to_string).collect();
        let parts: Vec<String> = caveats.iter().map(Caveat::for_file_name).collect();
        let saved = format!("{}--{}", parts.join("--"), saved_name(file));
        let values = [
            (HEADER, shown.join("; ")),
            (header::CONTENT_DISPOSITION, format!("inline; filename=\"{saved}\"")),
        ];
        for (name, value) in values {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
        headers
    }
}

/// Returns the name that a saved file has: the last folder's for a page, without what no header can hold.
fn saved_name(file: &str) -> String {
    let name = match file.strip_suffix("/index.html") {
        Some(folder) => format!("{}.html", folder.rsplit('/').next().unwrap_or_default()),
        None => file.rsplit('/').next().unwrap_or_default().to_owned(),
    };
    name.chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' })
        .collect()
}
