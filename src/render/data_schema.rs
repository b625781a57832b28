//! JSON Schema (draft 2020-12) of the data that a site publishes.

use serde_json::{Map, Value, json};

use super::data::DATA_VERSION;
use super::data_fields::{fields, trend};
use super::data_shapes::{address, count, day, list, map, object, partial_day, told};
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
    if !site.organisations.is_empty() {
        parts.insert("organisation".to_owned(), object(organisation(), &["id", "name", "url"]));
    }
    parts
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
