//! The keys of front matter: what each is for, and what it takes.
//!
//! Which keys there are is said by the types that read them; a key that is not explained here is
//! found by a test.

use serde_json::{Map, Value, json};

use super::shapes::{
    anything, choice, date, defined, explained, flag, group, list, names, one_of, optional, partial_date,
    text, text_like, title, told,
};
use crate::config::{Config, Marking};
use crate::content::{
    Briefing, Confidence, Correction, CountryProfile, CountryStatus, Event, Kind, Page, Reference, Status,
    Topic, Trend,
};

const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
const SLUG_WANTED: &str = "use lower-case letters, digits and hyphens, such as france-china";
const WEB_ADDRESS: &str = r"^(https?://\S*)?$";
const WEB_ADDRESS_WANTED: &str = "write the whole address, from https:// on, without spaces";

/// What is said of a key that nobody explained; a test looks for it.
const UNEXPLAINED: (&str, Value) = ("", Value::Null);

/// Returns the schema of a briefing's front matter.
pub fn briefing(config: &Config) -> Map<String, Value> {
    let has_people = config.taxonomies.iter().any(|taxonomy| taxonomy == "people");
    let own = keys(Briefing::KEYS, briefing_key);
    let own = own.filter(|(key, _)| key != "people" || has_people);
    let others = config.taxonomies.iter().filter(|taxonomy| *taxonomy != "people");
    let terms = list(json!({ "type": ["string", "integer"] }));
    let lists = others.map(|taxonomy| {
        let help = "A list of this site's own, declared under `taxonomies` in site.yaml.";
        (taxonomy.clone(), explained((help, terms.clone())))
    });
    group(own.chain(lists), &["title", "date"])
}

/// Returns the schema of a page's front matter.
pub fn page() -> Map<String, Value> {
    group(keys(Page::KEYS, page_key), &["title"])
}

/// Returns the schema of a topic's front matter.
pub fn topic() -> Map<String, Value> {
    group(keys(Topic::KEYS, topic_key), &["title"])
}

/// Returns the schema of a country profile's front matter.
pub fn country() -> Map<String, Value> {
    group(keys(CountryProfile::KEYS, country_key), &[])
}

/// Returns keys with their shapes.
pub fn keys(
    names: &'static [&'static str],
    key: impl Fn(&str) -> (&'static str, Value),
) -> impl Iterator<Item = (String, Value)> {
    names.iter().map(move |name| ((*name).to_owned(), explained(key(name))))
}

/// Returns one of the labels of TLP 2.0.
pub fn marking() -> Value {
    choice(Marking::ALL.map(|marking| {
        let meaning = match marking {
            Marking::Clear => "Disclosure is not limited.",
            Marking::Green => "For the community.",
            Marking::Amber => "For the recipients' organisation and its clients.",
            Marking::AmberStrict => "For the recipients' organisation only.",
            Marking::Red => "For the eyes of the recipients only.",
        };
        (marking.label(), meaning)
    }))
}

fn briefing_key(name: &str) -> (&'static str, Value) {
    match name {
        "title" => ("The headline.", title()),
        "date" => (
            "The date that the briefing carries, such as 2024-04-01, or with a time; its year stands in the URL. \
             A date in the future holds the briefing back.",
            date(),
        ),
        "slug" => ("The last part of the URL; without it, the file's name.", text_like(SLUG, SLUG_WANTED)),
        "kind" => ("What manner of text it is; without it, an analysis.", optional(one_of::<Kind>(kind))),
        "updated" => ("When the text was last changed.", optional(date())),
        "summary" => ("One or two sentences for lists, feeds and search engines.", text()),
        "countries" => (
            "The countries that it is about: codes, numbers or names, such as FR or France.",
            list(defined("country-name")),
        ),
        "mentions" => {
            ("Countries that it touches on, without being about them.", list(defined("country-name")))
        }
        "topics" => ("What it is about: topics of content/topics/.", list(defined("topic-name"))),
        "people" => ("The people that it is about; each gets a page.", names()),
        "authors" => ("Who wrote it.", names()),
        "series" => ("The series that it is a part of; parts are in the order of their dates.", text()),
        "sources" => (
            "The sources, in the order of their numbers; [^id] in the text cites one.",
            list(group(keys(Reference::KEYS, source_key), &["title"]).into()),
        ),
        "events" => (
            "Dated lines for the timelines.",
            list(group(keys(Event::KEYS, event_key), &["date", "title"]).into()),
        ),
        "confidence" => (
            "How sure the writers are, in the levels of ICD 203.",
            optional(one_of::<Confidence>(confidence)),
        ),
        "corrections" => (
            "What was wrong in the text, and since when it is right.",
            list(group(keys(Correction::KEYS, correction_key), &["date", "note"]).into()),
        ),
        "supersedes" => (
            "Older briefings that this one takes the place of: paths under content/briefings/ without .md.",
            names(),
        ),
        "image" => ("An image beside the file or under static/.", text()),
        "image_alt" => ("What the image shows, for those who do not see it.", text()),
        "chatham_house" => ("Whether it reports a meeting under the Chatham House Rule.", flag()),
        _ => page_key(name),
    }
}

fn page_key(name: &str) -> (&'static str, Value) {
    match name {
        "title" => ("The title.", title()),
        "slug" => ("The last part of the URL; without it, the file's name.", text_like(SLUG, SLUG_WANTED)),
        "summary" => ("One or two sentences for feeds and search engines.", text()),
        "date" => ("When it was written; a date in the future holds the page back.", optional(date())),
        "status" => ("Whether it is ready; without it, it is published.", optional(one_of::<Status>(status))),
        "marking" => (
            "The label of the Traffic Light Protocol, version 2.0; a site publishes TLP:CLEAR only, unless \
             site.yaml says otherwise.",
            optional(marking()),
        ),
        "embargo" => ("Until when it must not be published.", optional(date())),
        "aliases" => (
            "Old paths that lead here, such as /old/path/.",
            list(told(
                json!({ "type": "string", "pattern": "^/[^/]" }),
                "write the old path from the site's root, such as /old/path/",
            )),
        ),
        "lang" => ("The language of the text as a tag of BCP 47, where it is not the site's.", text()),
        "extra" => ("Anything of your own, for your own templates.", anything()),
        _ => UNEXPLAINED,
    }
}

fn source_key(name: &str) -> (&'static str, Value) {
    match name {
        "id" => (
            "The short name that [^id] in the text cites; without it, the source is listed but not cited.",
            told(
                json!({ "type": ["string", "integer", "null"], "pattern": "^[A-Za-z0-9._-]*$" }),
                "use letters, digits and hyphens, such as mfa or ap-2024",
            ),
        ),
        "title" => ("The title of the source.", title()),
        "publisher" => ("Who published it.", text()),
        "date" => ("When it was published: 2024, 2024-04 or 2024-04-01.", optional(partial_date())),
        "url" => ("Where it can be read.", text_like(WEB_ADDRESS, WEB_ADDRESS_WANTED)),
        "archived" => {
            ("Where an archived copy of it can be read.", text_like(WEB_ADDRESS, WEB_ADDRESS_WANTED))
        }
        "rating" => (
            "Its rating in the Admiralty code: how reliable the source is, A to F, and how credible what it \
             says, 1 to 6.",
            text_like("^([A-F][1-6])?$", "write a letter from A to F and a digit from 1 to 6, such as B2"),
        ),
        _ => UNEXPLAINED,
    }
}

fn event_key(name: &str) -> (&'static str, Value) {
    match name {
        "date" => ("When it happened: 2024, 2024-04 or 2024-04-01.", partial_date()),
        "title" => ("What happened.", title()),
        "countries" => (
            "Where or to whom it happened; without it, the countries of the briefing.",
            list(defined("country-name")),
        ),
        _ => UNEXPLAINED,
    }
}

fn correction_key(name: &str) -> (&'static str, Value) {
    match name {
        "date" => ("The day of the correction.", partial_date()),
        "note" => ("What was wrong.", title()),
        _ => UNEXPLAINED,
    }
}

fn topic_key(name: &str) -> (&'static str, Value) {
    match name {
        "title" => ("The name of the topic.", title()),
        "parent" => ("The topic that this one is part of.", optional(defined("topic-name"))),
        "aliases" => ("Other names that briefings may use for it.", names()),
        "hint" => ("When to use it, for those who write.", text()),
        _ => UNEXPLAINED,
    }
}

fn country_key(name: &str) -> (&'static str, Value) {
    match name {
        "label" => (
            "The name that this site uses for the country.",
            text_like(r"\S", "write a name, or take the line out"),
        ),
        "sort" => ("The name that it is sorted by.", text_like(r"\S", "write a name, or take the line out")),
        "capital" => ("The capital.", text()),
        "note" => ("A line about its status.", text()),
        "status" => {
            ("How things go there.", optional(group(keys(CountryStatus::KEYS, trend_key), &["is"]).into()))
        }
        "pinned" => ("Briefings to begin with: paths under content/briefings/ without .md.", names()),
        _ => UNEXPLAINED,
    }
}

fn trend_key(name: &str) -> (&'static str, Value) {
    match name {
        "is" => ("In which direction things go.", one_of::<Trend>(trend)),
        "date" => ("As of when: 2024, 2024-04 or 2024-04-01.", optional(partial_date())),
        "reason" => ("Why.", text()),
        _ => UNEXPLAINED,
    }
}

fn kind(word: &str) -> &'static str {
    match word {
        "analysis" => "It says what something means.",
        "report" => "It says what is known.",
        "reportage" => "It tells what the writer saw.",
        "background" => "It tells what went before.",
        _ => "",
    }
}

fn status(word: &str) -> &'static str {
    match word {
        "draft" => "Still being written; not published.",
        "published" => "Ready.",
        "withdrawn" => "Taken back; the page stays, with a notice.",
        _ => "",
    }
}

fn confidence(word: &str) -> &'static str {
    match word {
        "low" => "Scant or doubtful information.",
        "moderate" => "Plausible, but not corroborated.",
        "high" => "Good information from several sources.",
        _ => "",
    }
}

fn trend(word: &str) -> &'static str {
    match word {
        "deteriorating" => "It gets worse.",
        "improving" => "It gets better.",
        "unchanged" => "It stays as it is.",
        _ => "",
    }
}
