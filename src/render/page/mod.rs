//! The HTML pages of a site: one file for each kind, with all that is said of it.

mod archive;
mod author;
mod authors;
mod briefing;
mod changes;
mod countries;
mod country;
mod events;
mod history;
mod home;
mod intersection;
mod judgements;
mod kind;
mod organisation;
mod organisations;
mod own;
mod parallel;
mod region;
mod regions;
mod relation;
mod relations;
mod search;
mod series;
mod series_index;
mod sources;
mod taxonomy;
mod term;
mod timeline;
mod timeline_country;
mod timeline_year;
mod topic;
mod topics;
mod version;
mod watch;
mod watch_month;
mod year;

use self::archive::ArchivePage;
use self::author::AuthorPage;
use self::authors::AuthorsPage;
use self::briefing::BriefingPage;
use self::changes::ChangesPage;
use self::countries::CountriesPage;
use self::country::CountryPage;
use self::history::HistoryPage;
use self::home::HomePage;
use self::intersection::IntersectionPage;
use self::judgements::JudgementsPage;
use self::kind::{Frame, PageKind};
use self::organisation::OrganisationPage;
use self::organisations::OrganisationsPage;
use self::own::OwnPage;
use self::parallel::ParallelPage;
use self::region::RegionPage;
use self::regions::RegionsPage;
use self::relation::RelationPage;
use self::relations::RelationsPage;
use self::search::SearchPage;
use self::series::SeriesPage;
use self::series_index::SeriesIndexPage;
use self::sources::SourcesPage;
use self::taxonomy::TaxonomyPage;
use self::term::TermPage;
use self::timeline::TimelinePage;
use self::timeline_country::TimelineCountryPage;
use self::timeline_year::TimelineYearPage;
use self::topic::TopicPage;
use self::topics::TopicsPage;
use self::version::VersionPage;
use self::watch::WatchPage;
use self::watch_month::WatchMonthPage;
use self::year::YearPage;
use super::Renderer;
use super::languages::{hreflangs, language_links, same_page};
use super::metadata::Metadata;
use super::views::{LinkView, PageView, absolute, feed_links, form_links, is_planned};
use crate::edition::{Edition, Sibling};
use crate::problem::Problem;
use crate::route::PageRoute;

/// Asks the kind of a page something.
fn ask<Answer>(page: PageRoute, question: impl FnOnce(&dyn PageKind) -> Answer) -> Answer {
    match page {
        PageRoute::Home => question(&HomePage),
        PageRoute::Own(id) => question(&OwnPage { id }),
        PageRoute::Briefing(id) => question(&BriefingPage { id }),
        PageRoute::History(id) => question(&HistoryPage { id }),
        PageRoute::Parallel(id) => question(&ParallelPage { id }),
        PageRoute::Version { briefing, version } => question(&VersionPage { briefing, version }),
        PageRoute::Changes { of, page } => question(&ChangesPage { of, page }),
        PageRoute::Archive { page } => question(&ArchivePage { page }),
        PageRoute::Year { year, page } => question(&YearPage { year, page }),
        PageRoute::Countries => question(&CountriesPage),
        PageRoute::Country { country, page } => question(&CountryPage { country, page }),
        PageRoute::Organisations => question(&OrganisationsPage),
        PageRoute::Organisation { organisation, page } => question(&OrganisationPage { organisation, page }),
        PageRoute::Intersection { intersection, page } => question(&IntersectionPage { intersection, page }),
        PageRoute::Relations { page } => question(&RelationsPage { page }),
        PageRoute::Relation { relation, page } => question(&RelationPage { relation, page }),
        PageRoute::Regions => question(&RegionsPage),
        PageRoute::Region(id) => question(&RegionPage { id }),
        PageRoute::Timeline { page } => question(&TimelinePage { page }),
        PageRoute::TimelineYear { year, page } => question(&TimelineYearPage { year, page }),
        PageRoute::TimelineCountry { country, page } => question(&TimelineCountryPage { country, page }),
        PageRoute::Watch => question(&WatchPage),
        PageRoute::WatchMonth(month) => question(&WatchMonthPage { month }),
        PageRoute::Judgements { page } => question(&JudgementsPage { page }),
        PageRoute::Sources { page } => question(&SourcesPage { page }),
        PageRoute::Topics => question(&TopicsPage),
        PageRoute::Topic { topic, page } => question(&TopicPage { topic, page }),
        PageRoute::Taxonomy(id) => question(&TaxonomyPage { id }),
        PageRoute::Term { taxonomy, term, page } => question(&TermPage { taxonomy, term, page }),
        PageRoute::Authors => question(&AuthorsPage),
        PageRoute::Author { author, page } => question(&AuthorPage { author, page }),
        PageRoute::AllSeries => question(&SeriesIndexPage),
        PageRoute::Series(id) => question(&SeriesPage { id }),
        PageRoute::Search => question(&SearchPage),
    }
}

impl Renderer {
    /// Returns an HTML page.
    pub(super) fn page(&self, route: PageRoute) -> Result<String, Problem> {
        ask(route, |kind| self.page_of_kind(route, kind))
    }

    fn page_of_kind(&self, route: PageRoute, kind: &dyn PageKind) -> Result<String, Problem> {
        let edition = &*self.edition;
        let head = kind.head(edition);
        let page = PageView {
            feeds: head.feeds.map(|of| feed_links(edition, of, &head.title)).unwrap_or_default(),
            forms: form_links(edition, route),
            title: head.title,
            description: head.description,
            canonical: absolute(edition, head.canonical.unwrap_or(route)),
            language: head.language.unwrap_or_else(|| edition.site.config.language.clone()),
            languages: language_links(edition, route, &|sibling| nearest(edition, route, sibling)),
            hreflangs: hreflangs(edition, head.canonical.unwrap_or(route)),
            // Search engines that are to take another page in its place have to see that.
            is_hidden: head.canonical.is_none() && !route.facts(&edition.site).in_sitemap,
        };
        let mut context = kind.content(&Frame { renderer: self, page: &page })?;
        let metadata = Metadata::new(edition, &head.described, &page, &|| above(edition, route));
        context.insert("metadata", &metadata);
        context.insert("page", &page);
        self.template(kind.template(), &context)
    }
}

/// Returns the nearest page above a page that is there in another language, and what it is called here.
fn nearest(edition: &Edition, page: PageRoute, sibling: &Sibling) -> (PageRoute, String) {
    let parent = |page: &PageRoute| ask(*page, |kind| kind.parent(edition));
    let mut above = std::iter::successors(parent(&page), parent);
    let found = above.find_map(|above| Some((above, same_page(edition, above, sibling)?)));
    let (here, there) = found.unwrap_or((PageRoute::Home, PageRoute::Home));
    (there, ask(here, |kind| kind.name(edition)))
}

/// Returns the pages above a page, the home page first; addresses are full ones.
fn above(edition: &Edition, page: PageRoute) -> Vec<LinkView> {
    let parent = |page: &PageRoute| ask(*page, |kind| kind.parent(edition));
    let mut links: Vec<LinkView> = std::iter::successors(parent(&page), parent)
        .filter(|above| is_planned(edition, *above))
        .map(|above| LinkView { title: ask(above, |kind| kind.name(edition)), url: absolute(edition, above) })
        .collect();
    links.reverse();
    links
}
