//! JSON Schema (draft 2020-12) of the data that a site publishes.

use serde_json::{Map, Value, json};

use super::data::DATA_VERSION;
use crate::route::DataShape;

/// Returns the schema of a shape of data. `id` is the URL that it is published at.
pub fn schema(shape: DataShape, id: &str, taxonomies: &[&str]) -> Value {
    let (title, own, required, defs) = match shape {
        DataShape::Briefing => {
            let mut own = record(taxonomies);
            own.insert(
                "content_html".to_owned(),
                told("The text as HTML; links to other pages are full URLs.", json!({ "type": "string" })),
            );
            ("A briefing", own, with(required(taxonomies), "content_html"), parts())
        }
        DataShape::Briefings => {
            let mut defs = parts();
            defs.insert("briefing".to_owned(), object(record(taxonomies), &required(taxonomies)));
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
fn record(taxonomies: &[&str]) -> Map<String, Value> {
    let mut keys: Map<String, Value> =
        taxonomies.iter().map(|key| ((*key).to_owned(), list("named"))).collect();
    let text = json!({ "type": "string" });
    keys.extend(map([
        ("id", told("The year and the last part of its address.", text.clone())),
        ("url", address()),
        ("title", text.clone()),
        ("date", told("The day that it carries.", day())),
        ("updated", told("The day of the last change: as its writer says, or of its last version.", day())),
        (
            "version",
            told("The number of its published revision.", json!({ "type": "integer", "minimum": 1 })),
        ),
        ("summary", told("Its summary, or the start of its text.", text.clone())),
        ("kind", json!({ "enum": ["analysis", "report", "reportage", "background"] })),
        ("status", json!({ "enum": ["published", "withdrawn", "draft"] })),
        ("lang", told("A tag of BCP 47.", text.clone())),
        ("countries", told("What it is about.", list("country"))),
        ("mentions", told("What it touches on.", list("country"))),
        ("topics", list("topic")),
        ("authors", json!({ "type": "array", "items": { "type": "string" } })),
        ("series", json!({ "$ref": "#/$defs/named" })),
        ("confidence", json!({ "enum": ["low", "moderate", "high"] })),
        ("superseded_by", told("The briefing that takes its place.", address())),
        ("sources", list("source")),
        ("events", list("event")),
        ("corrections", list("correction")),
    ]));
    keys
}

fn required<'a>(taxonomies: &[&'a str]) -> Vec<&'a str> {
    let always = [
        "id",
        "url",
        "title",
        "date",
        "summary",
        "kind",
        "status",
        "lang",
        "countries",
        "mentions",
        "topics",
        "authors",
        "sources",
        "events",
        "corrections",
    ];
    always.into_iter().chain(taxonomies.iter().copied()).collect()
}

/// Returns the shapes that a briefing's keys refer to.
fn parts() -> Map<String, Value> {
    let text = || json!({ "type": "string" });
    let source = map([
        ("id", text()),
        ("title", text()),
        ("publisher", text()),
        ("date", partial_day()),
        ("url", address()),
        ("archived", address()),
        ("rating", told("The Admiralty code.", json!({ "type": "string", "pattern": "^[A-F][1-6]$" }))),
    ]);
    let event = map([("date", partial_day()), ("title", text()), ("countries", list("country"))]);
    let correction = map([("date", partial_day()), ("note", text())]);
    let named = map([("name", text()), ("url", address())]);
    map([
        ("country", object(country(), &["code", "name", "url"])),
        ("topic", object(topic(), &["id", "title", "url"])),
        ("named", object(named, &["name", "url"])),
        ("source", object(source, &["title"])),
        ("event", object(event, &["date", "title", "countries"])),
        ("correction", object(correction, &["date", "note"])),
    ])
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

fn object(properties: Map<String, Value>, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": properties, "required": required })
}

fn list(of: &str) -> Value {
    json!({ "type": "array", "items": { "$ref": format!("#/$defs/{of}") } })
}

fn count(means: &str) -> Value {
    told(means, json!({ "type": "integer", "minimum": 0 }))
}

fn address() -> Value {
    json!({ "type": "string", "format": "uri" })
}

fn day() -> Value {
    json!({ "type": "string", "format": "date" })
}

fn partial_day() -> Value {
    told("A day, a month or a year.", json!({ "type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$" }))
}

fn told(means: &str, mut shape: Value) -> Value {
    if let Value::Object(shape) = &mut shape {
        shape.insert("description".to_owned(), json!(means));
    }
    shape
}

fn map<const N: usize>(entries: [(&str, Value); N]) -> Map<String, Value> {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
