//! Pages that list things: home, archive, countries, topics, terms, series, and the site's own pages.

use std::ops::Range;

use serde::Serialize;
use tera::Context;

use super::Renderer;
use super::views::{
    CountryLink, DateView, FeedLink, LinkView, PageView, Pager, TopicLink, absolute, body_of, country_link,
    feed_links, link_to, preview, topic_link, topic_links,
};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::route::{FeedOf, PAGE_SIZE, Route, pages_of, pages_of_country};
use crate::site::{BriefingId, CountryEntry, CountryId, Entity, SeriesId, TopicId};
use crate::text::title_of_slug;
use crate::world::Region;

/// How many briefings the home page shows.
const HOME_ROWS: usize = 20;

/// A link with the number of briefings behind it.
#[derive(Serialize)]
struct Counted<L: Serialize> {
    #[serde(flatten)]
    link: L,
    count: usize,
}

/// A topic in the index. The topics that are part of it follow it, one level deeper.
#[derive(Serialize)]
struct TopicLine {
    #[serde(flatten)]
    link: TopicLink,
    hint: String,
    count: usize,
    /// 1 for a topic that is part of no other.
    level: usize,
}

/// The countries of one region.
#[derive(Serialize)]
struct RegionView {
    name: &'static str,
    slug: &'static str,
    countries: Vec<Counted<CountryLink>>,
}

#[derive(Serialize)]
struct StatusView<'a> {
    is: crate::content::Trend,
    date: Option<DateView>,
    reason: &'a str,
}

impl Renderer {
    /// Returns a page that lists things.
    pub(super) fn list(&self, route: Route) -> Result<String, Problem> {
        match route {
            Route::Home => self.home(),
            Route::Page(id) => {
                let page = &self.edition.site.page(id).page;
                let mut context = self.context(
                    route,
                    &page.title,
                    page.summary.as_deref().unwrap_or_else(|| page.body.lead()),
                );
                context.insert("title", &page.title);
                context.insert("body", &body_of(&self.edition, Entity::Page(id), &page.body));
                context.insert("preview", &preview(self.edition.site.page(id).preview));
                context.insert("lang", &page.lang);
                context.insert("extra", &page.extra);
                self.template("page.html", &context)
            }
            Route::Archive { page } => {
                let ids = self.edition.site.newest(page_of(self.edition.site.briefings.len(), page));
                let total = self.edition.site.briefings.len();
                self.archive(route, "All briefings", None, &ids, total, page, |page| Route::Archive { page })
            }
            Route::Year { year, page } => {
                let entry = &self.edition.site.years[year];
                let ids = &entry.briefings[page_of(entry.briefings.len(), page)];
                let title = format!("Briefings of {}", entry.year);
                self.archive(route, &title, Some(entry.year), ids, entry.briefings.len(), page, |page| {
                    Route::Year { year, page }
                })
            }
            Route::Countries => self.countries(),
            Route::Country { country, page } => self.country(country, page),
            Route::Topics => self.topics(),
            Route::Topic { topic, page } => self.topic(topic, page),
            Route::Taxonomy { taxonomy } => self.taxonomy(taxonomy),
            Route::Term { taxonomy, term, page } => self.term(taxonomy, term, page),
            Route::AllSeries => self.all_series(),
            Route::Series(id) => self.series(id),
            Route::NotFound => self.template("404.html", &self.context(route, "Page not found", "")),
            Route::Redirect { redirect } => self.redirect(route, redirect),
            // The others are no HTML pages, and `render` does not send them here.
            _ => Ok(String::new()),
        }
    }

    /// Returns a context with what stands in the head of a page.
    fn context(&self, route: Route, title: &str, description: &str) -> Context {
        self.context_with_feeds(route, title, description, Vec::new())
    }

    fn context_with_feeds(
        &self,
        route: Route,
        title: &str,
        description: &str,
        feeds: Vec<FeedLink>,
    ) -> Context {
        let mut context = Context::new();
        let language = match route {
            Route::Page(id) => self.edition.site.page(id).page.lang.clone(),
            _ => None,
        };
        let page = PageView {
            title: title.to_owned(),
            description: description.to_owned(),
            canonical: absolute(&self.edition, route),
            language: language.unwrap_or_else(|| self.edition.site.config.language.clone()),
            feeds,
            is_hidden: matches!(route, Route::NotFound | Route::Redirect { .. }),
        };
        context.insert("page", &page);
        context
    }

    fn home(&self) -> Result<String, Problem> {
        let edition = &*self.edition;
        let site = &edition.site;
        let ids: Vec<BriefingId> = site.newest(0..HOME_ROWS.min(site.briefings.len()));
        let mut context = self.context(Route::Home, "", &site.config.description);
        context.insert("title", &site.config.title);
        context.insert(
            "introduction",
            &site.home.as_ref().map(|page| body_of(edition, Entity::Home, &page.body)),
        );
        context.insert("rows", &self.rows(&ids)?);
        context.insert("count", &site.briefings.len());
        context.insert("archive_url", &link_to(edition, Route::Archive { page: 1 }));
        context.insert("regions", &regions(edition));
        context.insert("topics", &topic_lines(edition));
        self.template("home.html", &context)
    }

    #[expect(clippy::too_many_arguments, reason = "the archive and its years differ in exactly these")]
    fn archive(
        &self,
        route: Route,
        title: &str,
        year: Option<i16>,
        ids: &[BriefingId],
        total: usize,
        page: usize,
        numbered: impl Fn(usize) -> Route,
    ) -> Result<String, Problem> {
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
        let mut context = self.context(route, title, "");
        context.insert("title", title);
        context.insert("year", &year);
        context.insert("years", &years);
        context.insert("rows", &self.rows(ids)?);
        context.insert("count", &total);
        context.insert("pager", &Pager::new(edition, page, pages_of(total), numbered));
        self.template("archive.html", &context)
    }

    fn countries(&self) -> Result<String, Problem> {
        let mut context = self.context(Route::Countries, "Countries", "");
        context.insert("regions", &regions(&self.edition));
        self.template("countries.html", &context)
    }

    fn country(&self, id: CountryId, page: usize) -> Result<String, Problem> {
        let edition = &*self.edition;
        let entry = edition.site.country(id);
        let route = Route::Country { country: id, page };
        let feeds = feed_links(edition, FeedOf::Country(id), &entry.label);
        let description = entry.profile.as_ref().map(|profile| profile.body.lead()).unwrap_or_default();
        let mut context = self.context_with_feeds(route, &entry.label, description, feeds.clone());
        context.insert("country", &country_link(edition, id));
        context.insert("region", entry.country.region().name());
        context.insert("capital", &entry.said.capital);
        context.insert("note", &entry.said.note);
        context.insert("feeds", &feeds);
        let is_first = page == 1;
        let profile = entry.profile.as_ref().filter(|_| is_first);
        let status = profile.and_then(|profile| profile.status.as_ref()).map(|status| StatusView {
            is: status.is,
            date: status.date.map(Into::into),
            reason: &status.reason,
        });
        context.insert("status", &status);
        context.insert(
            "introduction",
            &profile.map(|profile| body_of(edition, Entity::Country(id), &profile.body)),
        );
        context.insert("pinned", &if is_first { self.rows(&entry.pinned)? } else { Vec::new() });
        context.insert("topics", &if is_first { country_topics(edition, entry) } else { Vec::new() });
        context.insert("rows", &self.rows(&entry.briefings[page_of(entry.briefings.len(), page)])?);
        context.insert("count", &entry.briefings.len());
        context.insert("mentions", &self.rows(&entry.mentions[page_of(entry.mentions.len(), page)])?);
        context.insert("mention_count", &entry.mentions.len());
        context.insert(
            "pager",
            &Pager::new(edition, page, pages_of_country(entry), |page| Route::Country { country: id, page }),
        );
        self.template("country.html", &context)
    }

    fn topics(&self) -> Result<String, Problem> {
        let mut context = self.context(Route::Topics, "Topics", "");
        context.insert("topics", &topic_lines(&self.edition));
        self.template("topics.html", &context)
    }

    fn topic(&self, id: TopicId, page: usize) -> Result<String, Problem> {
        let edition = &*self.edition;
        let entry = edition.site.topic(id);
        let route = Route::Topic { topic: id, page };
        let feeds = feed_links(edition, FeedOf::Topic(id), &entry.title);
        let file = entry.topic.as_ref();
        let description = file.map(|topic| topic.body.lead()).unwrap_or_default();
        let mut context = self.context_with_feeds(route, &entry.title, description, feeds.clone());
        context.insert("topic", &topic_link(edition, id));
        context.insert("parent", &entry.parent.map(|parent| topic_link(edition, parent)));
        context.insert("children", &topic_links(edition, &entry.children));
        context.insert("feeds", &feeds);
        let introduction =
            file.filter(|_| page == 1).map(|topic| body_of(edition, Entity::Topic(id), &topic.body));
        context.insert("introduction", &introduction);
        context.insert("rows", &self.rows(&entry.briefings[page_of(entry.briefings.len(), page)])?);
        context.insert("count", &entry.briefings.len());
        let total = pages_of(entry.briefings.len());
        context.insert("pager", &Pager::new(edition, page, total, |page| Route::Topic { topic: id, page }));
        self.template("topic.html", &context)
    }

    fn taxonomy(&self, taxonomy: usize) -> Result<String, Problem> {
        let edition = &*self.edition;
        let entry = &edition.site.taxonomies[taxonomy];
        let title = title_of_slug(&entry.key);
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

    fn term(&self, taxonomy: usize, term: usize, page: usize) -> Result<String, Problem> {
        let edition = &*self.edition;
        let entry = &edition.site.taxonomies[taxonomy];
        let own = &entry.terms[term];
        let mut context = self.context(Route::Term { taxonomy, term, page }, &own.name, "");
        context.insert("title", &own.name);
        context.insert(
            "taxonomy",
            &LinkView {
                title: title_of_slug(&entry.key),
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

    fn all_series(&self) -> Result<String, Problem> {
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
        let mut context = self.context(Route::AllSeries, "Series", "");
        context.insert("series", &series);
        self.template("series-index.html", &context)
    }

    fn series(&self, id: SeriesId) -> Result<String, Problem> {
        let edition = &*self.edition;
        let series = edition.site.series(id);
        let mut context = self.context(Route::Series(id), &series.title, "");
        context.insert("title", &series.title);
        context.insert("rows", &self.rows(&series.parts)?);
        context.insert("index_url", &link_to(edition, Route::AllSeries));
        self.template("series.html", &context)
    }

    fn redirect(&self, route: Route, redirect: usize) -> Result<String, Problem> {
        let edition = &*self.edition;
        let to = Route::of(edition.site.redirects[redirect].to);
        let mut context = self.context(route, "This page has moved", "");
        context.insert("url", &link_to(edition, to));
        context.insert("canonical", &absolute(edition, to));
        self.template("redirect.html", &context)
    }
}

/// Returns which places of a list of this length stand on one of its pages.
fn page_of(length: usize, page: usize) -> Range<usize> {
    let start = ((page - 1) * PAGE_SIZE).min(length);
    start..(start + PAGE_SIZE).min(length)
}

fn regions(edition: &Edition) -> Vec<RegionView> {
    Region::ALL
        .into_iter()
        .map(|region| RegionView {
            name: region.name(),
            slug: region.slug(),
            countries: edition
                .site
                .entities()
                .filter_map(|entity| match entity {
                    Entity::Country(id) if edition.site.country(id).country.region() == region => Some(id),
                    _ => None,
                })
                .map(|id| Counted {
                    link: country_link(edition, id),
                    count: edition.site.country(id).briefings.len(),
                })
                .collect(),
        })
        .filter(|region: &RegionView| !region.countries.is_empty())
        .collect()
}

/// Returns all topics, each before the topics that are part of it.
fn topic_lines(edition: &Edition) -> Vec<TopicLine> {
    let site = &edition.site;
    let roots = site.entities().filter_map(|entity| match entity {
        Entity::Topic(id) if site.topic(id).parent.is_none() => Some((id, 1)),
        _ => None,
    });
    let mut waiting: Vec<(TopicId, usize)> = roots.collect();
    waiting.reverse();
    let mut lines = Vec::with_capacity(site.topics.len());
    while let Some((id, level)) = waiting.pop() {
        let entry = site.topic(id);
        lines.push(TopicLine {
            link: topic_link(edition, id),
            hint: entry.topic.as_ref().map(|topic| topic.hint.clone()).unwrap_or_default(),
            count: entry.briefings.len(),
            level,
        });
        waiting.extend(entry.children.iter().rev().map(|child| (*child, level + 1)));
    }
    lines
}

/// The topics of a country's briefings, the most frequent first.
fn country_topics(edition: &Edition, entry: &CountryEntry) -> Vec<Counted<TopicLink>> {
    let mut counts: std::collections::BTreeMap<TopicId, usize> = std::collections::BTreeMap::new();
    for id in &entry.briefings {
        for topic in &edition.site.briefing(*id).topics {
            *counts.entry(*topic).or_default() += 1;
        }
    }
    let mut topics: Vec<(TopicId, usize)> = counts.into_iter().collect();
    topics.sort_by_key(|(topic, count)| (std::cmp::Reverse(*count), *topic));
    topics.into_iter().map(|(topic, count)| Counted { link: topic_link(edition, topic), count }).collect()
}
