//! The map of how things go: the countries of the watch, each in the colour of its direction, on the land that all
//! small maps share.

use serde::Serialize;

use super::maps::{Point, marker, note};
use super::views::country_link;
use crate::content::Trend;
use crate::edition::Edition;
use crate::site::StatusId;
use crate::world::{WORLD_HEIGHT, WORLD_WIDTH};

/// The map of the world with the countries of the watch.
#[derive(Serialize)]
pub struct TrendMap<'a> {
    width: i32,
    height: i32,
    countries: Vec<TrendCountry<'a>>,
    /// The borders that are not settled.
    dashed: String,
    /// The directions that stand on it.
    legend: Vec<Trend>,
    /// Whether some of what it shows was said earlier.
    has_earlier: bool,
    /// What is said of the boundaries.
    note: String,
}

/// A country of the watch on the map.
#[derive(Serialize)]
struct TrendCountry<'a> {
    url: String,
    /// What it is, in words.
    title: String,
    is: Trend,
    /// Whether that was said earlier than in the month that the map is of.
    is_earlier: bool,
    path: &'a str,
    /// Its middle, where its outline is too small to be seen.
    marker: Option<Point>,
}

/// Returns the map of statuses: those said now, and those said earlier that still hold. None where no country of them
/// lies on it.
pub fn trend_map<'a>(edition: &'a Edition, said: &[StatusId], earlier: &[StatusId]) -> Option<TrendMap<'a>> {
    let site = &edition.site;
    let map = &*edition.boundaries;
    let told = said.iter().map(|id| (*id, false)).chain(earlier.iter().map(|id| (*id, true)));
    let country = |(id, is_earlier): (StatusId, bool)| {
        let status = site.status(id);
        let shape = map.shape(site.country(status.country).country)?;
        let link = country_link(edition, status.country);
        let trend = edition.say(&format!("trend.{}", status.is.word()));
        let words = [("country", link.name.as_str()), ("text", trend.as_str())];
        Some(TrendCountry {
            title: edition.theme.interface.say_with("map.country", &words),
            url: link.url,
            is: status.is,
            is_earlier,
            path: &shape.world,
            marker: marker(shape),
        })
    };
    let countries: Vec<TrendCountry> = told.filter_map(country).collect();
    let legend =
        Trend::ALL.into_iter().filter(|is| countries.iter().any(|country| country.is == *is)).collect();
    let has_earlier = countries.iter().any(|country| country.is_earlier);
    (!countries.is_empty()).then(|| TrendMap {
        width: WORLD_WIDTH,
        height: WORLD_HEIGHT,
        countries,
        dashed: map.dashed.iter().map(|line| &*line.world).collect(),
        legend,
        has_earlier,
        note: note(edition),
    })
}
