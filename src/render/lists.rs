//! Pages that list briefings and terms: home, archive, taxonomies, series; and the site's own pages.

use tera::Context;

use super::Renderer;
use super::countries::regions;
use super::maps::world_map;
use super::pages::{Counted, page_of};
use super::printed::addresses;
use super::topics::topic_lines;
use super::views::{
    LinkView, Pager, Row, absolute, body_of, body_with_margin, link_to, preview, taxonomy_title,
};
use crate::interface::Direction;
use crate::problem::Problem;
use crate::route::{Route, pages_of};
use crate::site::{BriefingId, Entity, PageId, SeriesId};

/// How many briefings the home page shows.
const HOME_ROWS: usize = 20;

impl Renderer {
    /// Returns the home page.
    pub(super) fn home(&self) -> Result<String, Problem> {
        let edition = &*self.edition;
        let site = &edition.site;
        let mut ids: Vec<BriefingId> = site.newest(0..HOME_ROWS.min(site.briefings.len()));
        let lead = (!ids.is_empty()).then(|| Row::new(edition, ids.remove(0)));
        let mut context = self.context(Route::Home, "", &site.config.description);
        context.insert("title", &site.config.title);
        context.insert(
            "introduction",
            &site.home.as_ref().map(|page| body_of(edition, Entity::Home, &page.body)),
        );
        context.insert("lead", &lead);
        context.insert("rows", &self.rows(&ids)?);
        context.insert("map", &world_map(edition));
        context.insert("count", &site.briefings.len());
        context.insert("archive_url", &link_to(edition, Route::Archive { page: 1 }));
        context.insert("regions", &regions(edition));
        context.insert("topics", &topic_lines(edition));
        self.template("home.html", &context)
    }

    /// Returns a page of the site's own.
    pub(super) fn own_page(&self, id: PageId) -> Result<String, Problem> {
        let edition = &*self.edition;
        let published = edition.site.page(id);
        let page = &published.page;
        let description = page.summary.as_deref().unwrap_or_else(|| page.body.lead());
        let mut context = self.context(Route::Page(id), &page.title, description);
        context.insert("title", &page.title);
        let body = body_with_margin(edition, Entity::Page(id), &page.body, &[]);
        context.insert("links", &addresses(edition, body.as_str().unwrap_or_default()));
        context.insert("body", &body);
        context.insert("preview", &preview(edition, published.preview));
        context.insert("lang", &page.lang);
        context.insert("direction", &page.lang.as_deref().map(Direction::of));
        context.insert("extra", &page.extra);
        self.template("page.html", &context)
    }

    /// Returns a page of the archive.
    pub(super) fn whole_archive(&self, page: usize) -> Result<String, Problem> {
        let total = self.edition.site.briefings.len();
        let mut context =
            self.archive(&self.edition.say("archive.title"), total, page, |page| Route::Archive { page });
        context.insert("year", &None::<String>);
        context.insert("rows", &self.rows(&self.edition.site.newest(page_of(total, page)))?);
        self.template("archive.html", &context)
    }

    /// Returns a page of one year of the archive.
    pub(super) fn archive_of_year(&self, year: usize, page: usize) -> Result<String, Problem> {
        let entry = &self.edition.site.years[year];
        let total = entry.briefings.len();
        let year_text = entry.year.to_string();
        let title = self.edition.theme.interface.say_with("archive.year", &[("year", &year_text)]);
        let mut context = self.archive(&title, total, page, |page| Route::Year { year, page });
        context.insert("year", &year_text);
        context.insert("rows", &self.rows(&entry.briefings[page_of(total, page)])?);
        self.template("archive.html", &context)
    }

    fn archive(&self, title: &str, total: usize, page: usize, route: impl Fn(usize) -> Route) -> Context {
        let edition = &*self.edition;
        let years: Vec<Counted<LinkView>> = (0..edition.site.years.len())
            .map(|year| Counted {
                link: LinkView {
                    title: edition.site.years[year].year.to_string(),
                    url: link_to(edition, Route::Year { year, page: 1 }),
                },
                count: edition.site.years[year].briefings.len(),
            })
            .collect();
        let mut context = self.context(route(page), title, "");
        context.insert("title", title);
        context.insert("years", &years);
        context.insert("count", &total);
        context.insert("pager", &Pager::new(edition, page, pages_of(total), route));
        context
    }

    /// Returns the index of a taxonomy.
    pub(super) fn taxonomy(&self, taxonomy: usize) -> Result<String, Problem> {
        let edition = &*self.edition;
        let entry = &edition.site.taxonomies[taxonomy];
        let title = taxonomy_title(edition, &entry.key);
        let terms: Vec<Counted<LinkView>> = entry
            .terms
            .iter()
            .enumerate()
            .map(|(term, entry)| Counted {
                link: LinkView {
                    title: entry.name.clone(),
                    url: link_to(edition, Route::Term { taxonomy, term, page: 1 }),
                },
                count: entry.briefings.len(),
            })
            .collect();
        let mut context = self.context(Route::Taxonomy { taxonomy }, &title, "");
        context.insert("title", &title);
        context.insert("terms", &terms);
        self.template("taxonomy.html", &context)
    }

    /// Returns a page of a term.
    pub(super) fn term(&self, taxonomy: usize, term: usize, page: usize) -> Result<String, Problem> {
        let edition = &*self.edition;
        let entry = &edition.site.taxonomies[taxonomy];
        let own = &entry.terms[term];
        let mut context = self.context(Route::Term { taxonomy, term, page }, &own.name, "");
        context.insert("title", &own.name);
        context.insert(
            "taxonomy",
            &LinkView {
                title: taxonomy_title(edition, &entry.key),
                url: link_to(edition, Route::Taxonomy { taxonomy }),
            },
        );
        context.insert("rows", &self.rows(&own.briefings[page_of(own.briefings.len(), page)])?);
        context.insert("count", &own.briefings.len());
        let total = pages_of(own.briefings.len());
        context
            .insert("pager", &Pager::new(edition, page, total, |page| Route::Term { taxonomy, term, page }));
        self.template("term.html", &context)
    }

    /// Returns the index of all series.
    pub(super) fn all_series(&self) -> Result<String, Problem> {
        let edition = &*self.edition;
        let series: Vec<Counted<LinkView>> = edition
            .site
            .series
            .iter()
            .filter_map(|series| {
                let id = edition.site.briefing(*series.parts.first()?).series?;
                let link = LinkView { title: series.title.clone(), url: link_to(edition, Route::Series(id)) };
                Some(Counted { link, count: series.parts.len() })
            })
            .collect();
        let mut context = self.context(Route::AllSeries, &edition.say("series.title"), "");
        context.insert("series", &series);
        self.template("series-index.html", &context)
    }

    /// Returns the page of a series.
    pub(super) fn series(&self, id: SeriesId) -> Result<String, Problem> {
        let edition = &*self.edition;
        let series = edition.site.series(id);
        let mut context = self.context(Route::Series(id), &series.title, "");
        context.insert("title", &series.title);
        context.insert("rows", &self.rows(&series.parts)?);
        context.insert("index_url", &link_to(edition, Route::AllSeries));
        self.template("series.html", &context)
    }

    /// Returns the page that leads from an old URL to the new one.
    pub(super) fn redirect(&self, route: Route, to: Entity) -> Result<String, Problem> {
        let edition = &*self.edition;
        let to = Route::of(to);
        let mut context = self.context(route, &edition.say("moved.title"), "");
        context.insert("url", &link_to(edition, to));
        context.insert("canonical", &absolute(edition, to));
        self.template("redirect.html", &context)
    }
}
