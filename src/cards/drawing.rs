//! What a card shows, as SVG: a map above, a name and the site's title below.

use super::font::{FAMILY, covers, fit};
use super::palette::{COUNTRIES, INK, LAND, PAPER, QUIET, SEA, css};
use crate::content::{escape, without_controls};
use crate::edition::Edition;
use crate::render::maps::{Locator, locator, members_map, shapes};
use crate::render::views::{absolute, relation_title};
use crate::route::{CardOf, PageRoute};
use crate::site::{Actor, ActorKind, CountryId, OrganisationId};
use crate::text::title_of_slug;
use crate::world::{Boundaries, Country, Frame, MapView, Shape, WORLD_HEIGHT, WORLD_WIDTH};

const WIDTH: u32 = CardOf::SIZE.0;
const HEIGHT: u32 = CardOf::SIZE.1;

/// Where the map ends and the words begin, from above.
const WORDS: u32 = 450;

/// Where the note on boundaries stands, from above, and its sizes.
const NOTE: u32 = 436;
const NOTE_SIZES: [u16; 2] = [20, 18];

/// What is said of the boundaries in place of words that the font lacks letters for.
const NOTE_IN_ENGLISH: &str = "Boundaries without opinion on any status";

/// The space at both sides of the words.
const MARGIN: u32 = 56;

/// How wide the words may be.
const LINE: f32 = 1088.0;

/// From how many pixels for one of the map on borders are drawn: on maps of half the world they are noise.
const BORDERS_FROM: f64 = 1.2;

/// The sizes of a name, the best first, and of what stands below it.
const NAME_SIZES: [u16; 5] = [76, 68, 60, 50, 42];
const BELOW_SIZES: [u16; 2] = [32, 28];

/// Returns the drawing of a card.
pub fn svg(edition: &Edition, of: CardOf) -> String {
    let (name, below) = words(edition, of);
    let (name, name_size) = fit(&name, &NAME_SIZES, LINE);
    let (below, below_size) = fit(&below, &BELOW_SIZES, LINE);
    let (note, note_size) = fit(&note(edition), &NOTE_SIZES, LINE);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\
         <rect width=\"100%\" height=\"100%\" fill=\"{sea}\"/>\
         {map}\
         <text x=\"{MARGIN}\" y=\"{NOTE}\" font-family=\"'{FAMILY}'\" font-weight=\"600\" font-size=\"{note_size}\" \
         stroke=\"{sea}\" stroke-width=\"5\" stroke-linejoin=\"round\" paint-order=\"stroke\" \
         fill=\"{quiet}\">{note}</text>\
         <rect y=\"{WORDS}\" width=\"100%\" height=\"100%\" fill=\"{paper}\"/>\
         <rect y=\"{WORDS}\" width=\"100%\" height=\"6\" fill=\"{mark}\"/>\
         <g font-family=\"'{FAMILY}'\" font-weight=\"600\">\
         <text x=\"{MARGIN}\" y=\"548\" font-size=\"{name_size}\" fill=\"{ink}\">{name}</text>\
         <text x=\"{MARGIN}\" y=\"600\" font-size=\"{below_size}\" fill=\"{quiet}\">{below}</text>\
         </g></svg>",
        map = map(edition, of),
        sea = css(SEA),
        paper = css(PAPER),
        mark = css(COUNTRIES[0]),
        ink = css(INK),
        quiet = css(QUIET),
        name = escaped(&name),
        below = escaped(&below),
        note = escaped(&note),
    )
}

/// Returns what is said of the boundaries, in English where the font lacks letters of the site's language.
fn note(edition: &Edition) -> String {
    let own = match &edition.site.config.map_note {
        Some(note) => note.clone(),
        None => edition.say(match edition.boundaries.view() {
            Some(MapView::Un) => "map.card.un",
            Some(MapView::DeFacto) => "map.card.de-facto",
            None => "map.card.own",
        }),
    };
    if covers(&own) { own } else { NOTE_IN_ENGLISH.to_owned() }
}

/// Returns the name on a card, and what stands below it. What is written in letters that the font lacks has
/// its English name: that of a country, the id of a topic, the address of a site.
fn words(edition: &Edition, of: CardOf) -> (String, String) {
    let site = &edition.site;
    let country = |id: CountryId| {
        let entry = site.country(id);
        if covers(&entry.label) { entry.label.clone() } else { entry.country.name().to_owned() }
    };
    let organisation = |id: OrganisationId| {
        let entry = site.organisation(id);
        let english =
            || entry.organisation.map_or_else(|| title_of_slug(&entry.id), |it| it.name().to_owned());
        if covers(&entry.label) { entry.label.clone() } else { english() }
    };
    let home = absolute(edition, PageRoute::Home);
    let address = home.split_once("://").map_or(home.as_str(), |(_, rest)| rest).trim_end_matches('/');
    let title = if covers(&site.config.title) { &site.config.title } else { address };
    let name = match of {
        CardOf::Site => return (title.to_owned(), address.to_owned()),
        CardOf::Country(id) => country(id),
        CardOf::Topic(id) => {
            let entry = site.topic(id);
            if covers(&entry.title) { entry.title.clone() } else { title_of_slug(&entry.id) }
        }
        CardOf::Organisation(id) => organisation(id),
        CardOf::Relation(id) => {
            let title = relation_title(edition, site.relation(id));
            let name = |actor: Actor| match actor.kind() {
                ActorKind::Country(id) => country(id),
                ActorKind::Organisation(id) => organisation(id),
            };
            if covers(&title) { title } else { site.relation(id).actors.map(name).join(" and ") }
        }
    };
    (name, title.to_owned())
}

fn map(edition: &Edition, of: CardOf) -> String {
    let site = &edition.site;
    let subjects = |ids: &[CountryId]| ids.iter().map(|id| site.country(*id).country).collect();
    let countries: Vec<Country> = match of {
        CardOf::Topic(id) => site.topic(id).countries.iter().map(|it| site.country(it.id).country).collect(),
        CardOf::Country(id) => subjects(&[id]),
        CardOf::Relation(id) => subjects(&site.relation(id).countries()),
        CardOf::Organisation(id) => site.member_countries(id),
        CardOf::Site => {
            let known = site.countries.iter().filter(|entry| !entry.briefings.is_empty());
            known.map(|entry| entry.country).collect()
        }
    };
    let here: Vec<&Shape> = countries.iter().flat_map(|country| shapes(edition, *country)).collect();
    let near = match of {
        CardOf::Country(id) => locator(edition, &[id]),
        CardOf::Relation(id) => locator(edition, &site.relation(id).countries()),
        CardOf::Organisation(_) => members_map(edition, &countries, ""),
        CardOf::Site | CardOf::Topic(_) => None,
    };
    let map = &edition.boundaries;
    near.and_then(|locator| near_map(map, &locator, &here)).unwrap_or_else(|| world_map(map, &here))
}

/// Returns the map around some shapes. A locator is higher than the place that it has here; what is cut off is
/// what lies far from their middle.
fn near_map(map: &Boundaries, locator: &Locator, here: &[&Shape]) -> Option<String> {
    let view = &locator.view;
    let frame = here.iter().map(|shape| shape.frame).reduce(Frame::around)?;
    let scale = f64::from(WIDTH) / f64::from(view.width);
    let middle = f64::from(frame.y + frame.height / 2 - view.y) * scale;
    let most = f64::from(view.width) / 2.0 * scale - f64::from(WORDS);
    let raised = (middle - f64::from(WORDS) / 2.0).clamp(0.0, most);
    let Boundaries { land, borders, .. } = map;
    let mut out = format!(
        "<g transform=\"translate(0 -{raised:.1}) scale({scale:.4}) translate({} {})\" stroke-width=\"{:.3}\">\
         <path d=\"{land}\" fill=\"{}\"/>",
        -view.x,
        -view.y,
        1.5 / scale,
        css(LAND),
    );
    let paper = css(PAPER);
    if scale > BORDERS_FROM {
        out.push_str(&format!("<path d=\"{borders}\" fill=\"none\" stroke=\"{paper}\"/>"));
    }
    for (country, colour) in locator.countries.iter().zip(COUNTRIES.map(css)) {
        for path in &country.paths {
            out.push_str(&format!("<path d=\"{path}\" fill=\"{colour}\" stroke=\"{paper}\"/>"));
        }
        for ring in &country.rings {
            out.push_str(&format!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{:.3}\"/>",
                ring.x,
                ring.y,
                ring.radius,
                6.0 / scale,
            ));
        }
    }
    let dashed = &locator.dashed;
    out.push_str(&format!(
        "<path d=\"{dashed}\" fill=\"none\" stroke=\"{paper}\"/>\
         <path d=\"{dashed}\" fill=\"none\" stroke=\"{}\" stroke-dasharray=\"{:.3}\"/></g>",
        css(INK),
        5.0 / scale,
    ));
    Some(out)
}

/// Returns the map of the world with some countries in it.
fn world_map(map: &Boundaries, here: &[&Shape]) -> String {
    let scale = f64::from(WORDS) / f64::from(WORLD_HEIGHT);
    let left = (f64::from(WIDTH) - f64::from(WORLD_WIDTH) * scale) / 2.0;
    let land = Country::all().filter_map(|country| map.shape(country)).map(|shape| &*shape.world);
    let land: String = land.chain([&*map.nobody]).collect();
    let here: String = here.iter().map(|shape| &*shape.world).collect();
    let (land_colour, here_colour, paper) = (css(LAND), css(COUNTRIES[0]), css(PAPER));
    format!(
        "<g transform=\"translate({left:.1} 0) scale({scale:.4})\" stroke-width=\".5\">\
         <path d=\"{land}\" fill=\"{land_colour}\" stroke=\"{land_colour}\"/>\
         <path d=\"{here}\" fill=\"{here_colour}\" stroke=\"{paper}\"/></g>"
    )
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(&mut out, &without_controls(text));
    out
}
