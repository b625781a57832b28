//! JSON Schema (draft 2020-12) of the data that a site publishes.

use serde_json::{Map, Value, json};

use super::data::DATA_VERSION;
use super::data_fields::{confidence, fields, trend};
use super::data_shapes::{address, count, day, list, map, object, partial_day, told};
use crate::content::Outcome;
use crate::route::DataShape;
use crate::site::Site;

/// Returns the schema of a shape of data. `id` is the URL that it is published at.
pub fn schema(shape: DataShape, id: &str, site: &Site) -> Value {
    let (title, own, required, defs) = match shape {
        DataShape::Briefing => {
            let mut own = record(site);
            own.insert(
                "content_html".to_owned(),
                told("The text as HTML; links to other pages are full URLs.", json!({ "type": "string" })),
            );
            ("A briefing", own, with(required(site), "content_html"), parts(site))
        }
        DataShape::Briefings => {
            let mut defs = parts(site);
            defs.insert("briefing".to_owned(), object(record(site), &required(site)));
            (
                "The briefings of a site, newest first",
                collection("briefings", list("briefing")),
                collected("briefings"),
                defs,
            )
        }
        DataShape::Countries => {
            let mut defs = Map::new();
            let mut own = country();
            own.insert("alpha3".to_owned(), json!({ "type": "string", "pattern": "^[A-Z]{3}$" }));
            own.insert("briefings".to_owned(), count("How many briefings are about it."));
            own.insert("mentions".to_owned(), count("How many briefings touch on it."));
            defs.insert(
                "country".to_owned(),
                object(own, &["code", "name", "url", "alpha3", "briefings", "mentions"]),
            );
            (
                "The countries of a site, by name",
                collection("countries", list("country")),
                collected("countries"),
                defs,
            )
        }
        DataShape::Topics => {
            let mut own = topic();
            own.insert("parent".to_owned(), told("The id of its parent.", json!({ "type": "string" })));
            own.insert("briefings".to_owned(), count("How many briefings it and its subtopics have."));
            let defs =
                Map::from_iter([("topic".to_owned(), object(own, &["id", "title", "url", "briefings"]))]);
            ("The topics of a site, by title", collection("topics", list("topic")), collected("topics"), defs)
        }
        DataShape::Watch => {
            let text = || json!({ "type": "string" });
            let status = map([
                ("country", json!({ "$ref": "#/$defs/country" })),
                ("date", partial_day()),
                ("is", trend()),
                ("reason", text()),
                ("source", told("Where that can be read.", address())),
                ("briefing", told("The briefing that says so.", address())),
                ("edition", told("The month that has it.", address())),
            ]);
            let defs = map([
                ("country", object(country(), &["code", "name", "url"])),
                ("status", object(status, &["country", "is"])),
            ]);
            (
                "How things go in countries, the latest first",
                collection("statuses", list("status")),
                collected("statuses"),
                defs,
            )
        }
        DataShape::Judgements => {
            let text = || json!({ "type": "string" });
            let mut own = judgement();
            for (key, shape) in [
                ("briefing", told("The briefing that states it.", address())),
                ("title", told("Its title.", text())),
                ("date", told("Its date.", day())),
                ("authors", json!({ "type": "array", "items": text() })),
                ("topics", told("The ids of its topics.", json!({ "type": "array", "items": text() }))),
                ("probabilities", list("given")),
                ("source", told("Where the outcome can be read.", address())),
            ] {
                own.insert(key.to_owned(), shape);
            }
            let version = told("The number of the version.", json!({ "type": "integer", "minimum": 1 }));
            let given = map([("version", version), ("date", day()), ("probability", probability())]);
            let number = |means: &str| told(means, json!({ "type": "number" }));
            let bin = map([
                ("from", probability()),
                ("to", probability()),
                ("count", count("How many judgements there are.")),
                ("probability", number("The mean of their probabilities, in per cent.")),
                ("observed", number("The share that came true, in per cent.")),
            ]);
            let score = map([
                (
                    "by",
                    told(
                        "What these have in common; all, where it is not there.",
                        json!({ "enum": ["topic", "author", "year"] }),
                    ),
                ),
                ("name", text()),
                ("count", count("How many judgements came true or did not.")),
                ("brier", number("The Brier score.")),
                ("reliability", number("The first of its parts.")),
                ("resolution", number("The second, which is subtracted.")),
                ("uncertainty", number("The third.")),
                ("calibration", list("bin")),
            ]);
            let defs = map([
                ("judgement", object(own, &["id", "briefing", "date", "by", "probability", "probabilities"])),
                ("given", object(given, &["date", "probability"])),
                ("score", object(score, &["count", "brier", "reliability", "resolution", "uncertainty"])),
                ("bin", object(bin, &["from", "to", "count", "probability", "observed"])),
            ]);
            let mut properties = collection("judgements", list("judgement"));
            properties.insert("scores".to_owned(), list("score"));
            (
                "The judgements of a site: open ones by deadline, then closed ones, the latest first",
                properties,
                with(collected("judgements"), "scores"),
                defs,
            )
        }
        DataShape::Organisations => {
            let mut own = organisation();
            let text = || json!({ "type": "string" });
            own.insert("short".to_owned(), told("Its short name.", text()));
            own.insert("kind".to_owned(), told("What it is, for one that Chancery knows.", text()));
            own.insert("parent".to_owned(), told("The id of what it is a part of.", text()));
            own.insert("members_on".to_owned(), told("The day of which these are the members.", day()));
            own.insert(
                "members".to_owned(),
                told("The members, if it is said who belongs to it.", list("member")),
            );
            own.insert("briefings".to_owned(), count("How many briefings are about it."));
            let member = map([
                ("code", told("ISO 3166-1 alpha-2, or ISO 3166-3, for a country.", text())),
                ("id", told("The id, for an organisation.", text())),
                ("name", text()),
                ("since", partial_day()),
            ]);
            let defs = map([
                ("organisation", object(own, &["id", "name", "url", "briefings"])),
                ("member", object(member, &["name"])),
            ]);
            (
                "The organisations of a site, by name",
                collection("organisations", list("organisation")),
                collected("organisations"),
                defs,
            )
        }
    };
    let mut properties = own;
    properties.insert("$schema".to_owned(), json!({ "const": id }));
    properties.insert("schema_version".to_owned(), json!({ "const": DATA_VERSION }));
    let required = with(with(required, "$schema"), "schema_version");
    let mut whole = object(properties, &required);
    if let Value::Object(whole) = &mut whole {
        whole.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        whole.insert("$id".to_owned(), json!(id));
        whole.insert("title".to_owned(), json!(title));
        whole.insert(
            "$comment".to_owned(),
            json!(format!("Version {DATA_VERSION}. Keys may be added; none goes without a new version.")),
        );
        whole.insert("$defs".to_owned(), defs.into());
    }
    whole
}

/// Returns the keys of a briefing without its text.
fn record(site: &Site) -> Map<String, Value> {
    let taxonomies = taxonomies(site).map(|key| (key.to_owned(), list("named")));
    let fields = fields(site).into_iter().flatten();
    taxonomies.chain(fields.map(|field| (field.key.to_owned(), (field.shape)()))).collect()
}

/// Returns the keys of the lists that a site declares.
fn taxonomies(site: &Site) -> impl Iterator<Item = &str> {
    site.taxonomies.iter().map(|entry| entry.key.as_str())
}

fn required(site: &Site) -> Vec<&str> {
    let fields = fields(site).into_iter().flatten();
    let always = fields.filter(|field| field.is_always_there).map(|field| field.key);
    always.chain(taxonomies(site)).collect()
}

/// Returns the shapes that a briefing's keys refer to.
fn parts(site: &Site) -> Map<String, Value> {
    let text = || json!({ "type": "string" });
    let mut source = map([
        ("id", text()),
        ("title", text()),
        ("publisher", text()),
        ("date", partial_day()),
        ("url", address()),
        ("archived", address()),
        ("rating", told("The Admiralty code.", json!({ "type": "string", "pattern": "^[A-F][1-6]$" }))),
    ]);
    if site.has_withdrawn_sources() {
        let own = map([("date", partial_day()), ("reason", text())]);
        let means = "Since when it does not hold any more, and why.";
        source.insert("withdrawn".to_owned(), told(means, object(own, &["date", "reason"])));
    }
    let event = map([("date", partial_day()), ("title", text()), ("countries", list("country"))]);
    let correction = map([("date", partial_day()), ("note", text())]);
    let named = map([("name", text()), ("url", address())]);
    let mut parts = map([
        ("country", object(country(), &["code", "name", "url"])),
        ("topic", object(topic(), &["id", "title", "url"])),
        ("named", object(named, &["name", "url"])),
        ("source", object(source, &["title"])),
        ("event", object(event, &["date", "title", "countries"])),
        ("correction", object(correction, &["date", "note"])),
    ]);
    if site.has_assessments() {
        let assessment =
            map([("country", json!({ "$ref": "#/$defs/country" })), ("is", trend()), ("reason", text())]);
        parts.insert("assessment".to_owned(), object(assessment, &["country", "is", "reason"]));
    }
    if site.states_judgements() {
        let mut own = judgement();
        own.insert("source".to_owned(), told("The id of one of its sources, or an address.", text()));
        parts.insert("judgement".to_owned(), object(own, &["id", "statement", "by"]));
    }
    if !site.organisations.is_empty() {
        parts.insert("organisation".to_owned(), object(organisation(), &["id", "name", "url"]));
    }
    parts
}

/// Returns what a judgement is in the data of its briefing and in the list of all.
fn judgement() -> Map<String, Value> {
    let text = || json!({ "type": "string" });
    map([
        ("id", told("Its name in the briefing.", text())),
        ("statement", text()),
        ("probability", probability()),
        ("term", told("The word for it.", text())),
        ("confidence", confidence()),
        ("by", told("The day up to whose end it holds.", partial_day())),
        ("outcome", json!({ "enum": Outcome::ALL.map(Outcome::word) })),
        ("resolved", told("Since when that is known.", partial_day())),
    ])
}

fn probability() -> Value {
    told("Per cent.", json!({ "type": "number", "minimum": 0, "maximum": 100 }))
}

fn organisation() -> Map<String, Value> {
    map([("id", json!({ "type": "string" })), ("name", json!({ "type": "string" })), ("url", address())])
}

fn country() -> Map<String, Value> {
    let code = json!({ "type": "string", "pattern": "^([A-Z]{2}|[A-Z]{4})$" });
    map([
        ("code", told("ISO 3166-1 alpha-2, or ISO 3166-3 for a former country.", code)),
        ("name", json!({ "type": "string" })),
        ("url", address()),
    ])
}

fn topic() -> Map<String, Value> {
    map([("id", json!({ "type": "string" })), ("title", json!({ "type": "string" })), ("url", address())])
}

fn collection(name: &str, items: Value) -> Map<String, Value> {
    map([("title", json!({ "type": "string" })), ("url", address()), (name, items)])
}

fn collected(name: &str) -> Vec<&str> {
    vec!["title", "url", name]
}

fn with<'a>(mut keys: Vec<&'a str>, key: &'a str) -> Vec<&'a str> {
    keys.push(key);
    keys
}
