//! The keys of `site.yaml`: what each is for, and what it takes.

use serde_json::{Map, Value, json};

use super::front_matter::{keys, marking};
use super::shapes::{
    anything, choice, defined, explained, flag, group, list, one_of, optional, text, text_like, title, told,
};
use crate::config::{Config, CountryConfig, Html, Lints, NavItem};
use crate::problem::{Code, Level};

/// Returns the schema of `site.yaml`.
pub fn site() -> Map<String, Value> {
    group(keys(Config::KEYS, key), &["title"])
}

fn key(name: &str) -> (&'static str, Value) {
    match name {
        "title" => ("The title of the site.", title()),
        "base_url" => (
            "The address that readers use, such as https://example.org/briefings/.",
            text_like("^https?://", "write the whole address, such as https://example.org/briefings/"),
        ),
        "description" => ("What the site is, in a sentence: for search engines and feeds.", text()),
        "language" => (
            "The language of the texts, as a tag of BCP 47: en, fr, pt-BR.",
            text_like("^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$", "write a tag such as en, fr or pt-BR"),
        ),
        "timezone" => ("The time zone of dates that have none, by its IANA name: UTC, Europe/Paris.", text()),
        "logo" => ("The logo, a file under static/.", text()),
        "nav" => (
            "The entries of the navigation; without it, countries, topics, timeline and archive.",
            list(group(keys(NavItem::KEYS, nav_key), NavItem::KEYS).into()),
        ),
        "footer" => ("Stands at the foot of every page, in Markdown: imprint, licence, contact.", text()),
        "taxonomies" => (
            "Lists in the front matter, besides countries and topics, that get an index of their own.",
            list(told(
                json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" }),
                "use lower-case letters, digits and hyphens, such as people",
            )),
        ),
        "countries" => ("What the site calls a country, by code or name.", countries()),
        "relations" => ("The pages of two countries that share briefings.", settings(name)),
        "markdown" => ("How Markdown is read.", settings(name)),
        "publish" => ("What may be published.", settings(name)),
        "record" => ("What is shown of the history of a briefing.", settings(name)),
        "lints" => ("How much the rules of `chancery check` matter on this site.", lints()),
        "outputs" => ("What the site has; all of it, unless it is switched off here.", settings(name)),
        "extra" => ("Anything of your own, for your own templates.", anything()),
        _ => ("", Value::Null),
    }
}

/// Returns the shape of a group of settings.
fn settings(name: &str) -> Value {
    let keys = Config::GROUPS.iter().find(|(group, _)| *group == name).map_or(&[][..], |(_, keys)| keys);
    let own = keys.iter().map(|key| ((*key).to_owned(), explained(setting(name, key))));
    optional(group(own, &[]).into())
}

fn setting(group: &str, name: &str) -> (&'static str, Value) {
    match (group, name) {
        ("relations", "minimum") => (
            "How many briefings two countries must share to have a page of their own; 1 unless it is set.",
            json!({ "type": ["integer", "null"], "minimum": 0 }),
        ),
        ("markdown", "html") => ("What is done with raw HTML; without it, escape.", one_of::<Html>(html)),
        ("publish", "markings") => (
            "The markings of TLP 2.0 that a build may publish; TLP:CLEAR only, unless it is set.",
            list(marking()),
        ),
        ("record", "authors") => ("Whether the names of those who changed a briefing are shown.", flag()),
        ("outputs", _) => (output(name), json!({ "type": "boolean" })),
        _ => ("", Value::Null),
    }
}

fn output(name: &str) -> &'static str {
    match name {
        "relations" => "A page for each two countries that share briefings.",
        "intersections" => "A page for each country and topic that share briefings.",
        "regions" => "A page for each region.",
        "timeline" => "The timeline of all events.",
        "record" => "The history of each briefing.",
        "data" => "The data of each briefing.",
        "catalogue" => "The catalogue of all briefings.",
        "citations" => "How to cite each briefing, with files for reference managers.",
        "json_feeds" => "JSON feeds beside the Atom ones.",
        "search" => "The search page.",
        "cards" => "Images for links in social media.",
        _ => "",
    }
}

fn nav_key(name: &str) -> (&'static str, Value) {
    match name {
        "title" => ("The words of the link.", title()),
        "url" => (
            "A path from the site's root, such as /about/, or a whole address.",
            told(
                json!({ "type": "string", "pattern": "^(/([^/]|$)|https?://|mailto:|tel:)" }),
                "write a path from the site's root, such as /about/, or a whole address with https://",
            ),
        ),
        _ => ("", Value::Null),
    }
}

fn countries() -> Value {
    json!({
        "type": ["object", "null"],
        "propertyNames": defined("country-name"),
        "additionalProperties": optional(group(keys(CountryConfig::KEYS, country_key), &[]).into()),
    })
}

fn country_key(name: &str) -> (&'static str, Value) {
    match name {
        "label" => ("The name that the site uses for it.", text()),
        "sort" => ("The name that it is sorted by.", text()),
        "capital" => ("The capital.", text()),
        "note" => ("A line about its status.", text()),
        _ => ("", Value::Null),
    }
}

fn lints() -> Value {
    let rules = Code::ALL.iter().copied().filter(|code| code.level() < Level::Error);
    let levels = [
        (Level::Off, "Not told at all."),
        (Level::Warning, "Told, but a build goes on."),
        (Level::Error, "Told, and nothing is built."),
    ];
    let mut level = choice(levels.map(|(level, meaning)| (level.name(), meaning)));
    // YAML 1.1, which many editors still read, takes `off` for a boolean.
    level = json!({ "anyOf": [level, { "type": "boolean" }] });
    json!({
        "type": ["object", "null"],
        "properties": rules.map(|rule| (rule.name().to_owned(), rule_settings(rule, &level))).collect::<Map<_, _>>(),
        "additionalProperties": false,
    })
}

/// Returns what a rule takes: a level, or for one that goes by a number, both.
fn rule_settings(rule: Code, level: &Value) -> Value {
    let Some(key) = Lints::number_key(rule) else { return level.clone() };
    let both = group(
        [
            ("level".to_owned(), level.clone()),
            (key.to_owned(), json!({ "type": "integer", "minimum": 1, "maximum": u32::MAX })),
        ],
        &[],
    );
    json!({ "anyOf": [level, both] })
}

fn html(word: &str) -> &'static str {
    match word {
        "escape" => "It is shown as text.",
        "sanitize" => "A safe part of it is let through.",
        _ => "",
    }
}
