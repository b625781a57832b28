//! The way from the home page to a page.

use crate::edition::Edition;
use crate::render::changes::changes_title;
use crate::render::views::{LinkView, absolute, is_planned, taxonomy_title};
use crate::route::{ChangesOf, Route};

/// Returns the pages above a page, the home page first; addresses are full ones.
pub fn above(edition: &Edition, route: Route) -> Vec<LinkView> {
    let mut links: Vec<LinkView> =
        std::iter::successors(parent(edition, route), |above| parent(edition, *above))
            .filter(|above| is_planned(edition, *above))
            .map(|above| LinkView { title: title(edition, above), url: absolute(edition, above) })
            .collect();
    links.reverse();
    links
}

/// Returns the page above a page; none for the home page.
fn parent(edition: &Edition, route: Route) -> Option<Route> {
    let site = &edition.site;
    Some(match route {
        Route::Home => return None,
        Route::Briefing(id) => {
            let year = site.briefing(id).briefing.date.year();
            let place = site.years.iter().position(|entry| entry.year == year);
            place.map_or(Route::Archive { page: 1 }, |year| Route::Year { year, page: 1 })
        }
        Route::Year { .. } => Route::Archive { page: 1 },
        Route::Country { .. } => Route::Countries,
        Route::Intersection { intersection, .. } => {
            Route::Country { country: site.intersection(intersection).country, page: 1 }
        }
        Route::Relation { .. } => Route::Relations { page: 1 },
        Route::Region(_) => Route::Regions,
        Route::TimelineYear { .. } | Route::TimelineCountry { .. } => Route::Timeline { page: 1 },
        Route::Topic { topic, .. } => match site.topic(topic).parent {
            Some(parent) => Route::Topic { topic: parent, page: 1 },
            None => Route::Topics,
        },
        Route::Changes { of, .. } if of != ChangesOf::Site => Route::Changes { of: ChangesOf::Site, page: 1 },
        Route::Term { taxonomy, .. } => Route::Taxonomy { taxonomy },
        Route::Series(_) => Route::AllSeries,
        _ => Route::Home,
    })
}

/// Returns the title of a page that can be above another one.
fn title(edition: &Edition, route: Route) -> String {
    let site = &edition.site;
    match route {
        Route::Archive { .. } => edition.say("archive.title"),
        Route::Year { year, .. } => site.years[year].year.to_string(),
        Route::Countries => edition.say("countries.title"),
        Route::Country { country, .. } => site.country(country).label.clone(),
        Route::Relations { .. } => edition.say("relations.title"),
        Route::Regions => edition.say("regions.title"),
        Route::Timeline { .. } => edition.say("timeline.title"),
        Route::Changes { of, .. } => changes_title(edition, of),
        Route::Topics => edition.say("topics.title"),
        Route::Topic { topic, .. } => site.topic(topic).title.clone(),
        Route::Taxonomy { taxonomy } => taxonomy_title(edition, &site.taxonomies[taxonomy].key),
        Route::AllSeries => edition.say("series.title"),
        _ => site.config.title.clone(),
    }
}
