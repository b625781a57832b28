//! `chancery schema`: what editors are told agrees with what is read.

use std::collections::BTreeSet;
use std::path::Path;

use chancery::keys::front_matter::{
    AUTHOR, AUTHOR_LINK, BRIEFING, CORRECTION, COUNTRY_STATUS, EVENT, JUDGEMENT, PAGE, PROFILE, REDACTION,
    SOURCE, TOPIC,
};
use chancery::keys::settings::{COUNTRY, NAV, SITE};
use chancery::keys::{Group, Shape};
use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::keys::examples;
use crate::site_test::{SiteTest, assert_same_files, files_of};

fn site() -> SiteTest {
    SiteTest::new()
        .file(
            "content/topics/trade.md",
            "---\ntitle: Trade policy\naliases: [commerce]\nhint: Tariffs\n---\n",
        )
        .file("content/topics/war-in-ukraine.md", "---\ntitle: War in Ukraine\n---\n")
}

#[track_caller]
fn schema_of(site: &SiteTest, subject: &str) -> Value {
    serde_json::from_str(&site.run(&["schema", subject]).assert_ok().printed()).expect("JSON")
}

/// Returns what a validator says of YAML.
#[track_caller]
fn faults(schema: &Value, yaml: &str) -> Vec<String> {
    let value: Value = serde_yaml::from_str(yaml).expect("YAML");
    let value = if value.is_null() { json!({}) } else { value };
    let validator =
        jsonschema::options().should_validate_formats(true).build(schema).expect("a schema of draft 2020-12");
    validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Returns the front matter of a file.
fn front_matter(text: &str) -> &str {
    text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).expect("front matter").0
}

/// Checks the documents and the settings of a site against its own schemas, and returns how many there are.
#[track_caller]
fn validate_all(schemas: &SiteTest, folder: &Path) -> usize {
    let of = ["briefing", "page", "topic", "country", "author", "site"]
        .map(|name| (name, schema_of(schemas, name)));
    let schema = |name: &str| &of.iter().find(|(subject, _)| *subject == name).expect("a schema").1;
    let mut number = 0;
    for (path, bytes) in files_of(&folder.join("content")) {
        let subject = match path.split('/').next() {
            Some("briefings") => "briefing",
            Some("pages") => "page",
            Some("topics") => "topic",
            Some("countries") => "country",
            Some("authors") => "author",
            _ => continue,
        };
        if path.ends_with(".md") {
            let text = String::from_utf8(bytes).expect("UTF-8");
            assert_eq!(faults(schema(subject), front_matter(&text)), [""; 0], "{path}");
            number += 1;
        }
    }
    let settings = std::fs::read_to_string(folder.join("site.yaml")).expect("settings");
    assert_eq!(faults(schema("site"), &settings), [""; 0]);
    number
}

#[test]
fn the_example_site_fits_its_schemas() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let schemas = SiteTest::bare().arg("--root").arg(&root.to_string_lossy());
    assert!(validate_all(&schemas, root) > 40);
}

#[test]
fn a_new_site_fits_its_schemas() {
    let test = SiteTest::bare();
    test.run(&["init", "."]).assert_ok();
    test.run(&["new", "France asks China", "-c", "FR", "-c", "CN", "-t", "trade"]).assert_ok();
    assert!(validate_all(&test, &test.root()) > 60);
}

/// Returns the keys of a group of a schema.
fn keys(group: &Value) -> BTreeSet<&str> {
    group["properties"].as_object().expect("keys").keys().map(String::as_str).collect()
}

#[test]
fn the_schemas_have_the_keys_that_are_read_and_no_others() {
    let site = SiteTest::new();
    let [briefing, page, topic, country, author, settings] =
        ["briefing", "page", "topic", "country", "author", "site"].map(|subject| schema_of(&site, subject));
    let item = |key: &str| briefing["properties"][key]["items"].clone();
    let mut groups: Vec<(Value, &Group)> = vec![
        (briefing.clone(), &BRIEFING),
        (page, &PAGE),
        (topic, &TOPIC),
        (country.clone(), &PROFILE),
        (author["properties"]["links"]["items"]["anyOf"][1].clone(), &AUTHOR_LINK),
        (author, &AUTHOR),
        (settings.clone(), &SITE),
        (item("sources"), &SOURCE),
        (item("events"), &EVENT),
        (item("judgements"), &JUDGEMENT),
        (item("corrections"), &CORRECTION),
        (item("redact")["anyOf"][1].clone(), &REDACTION),
        (country["properties"]["status"]["anyOf"][0].clone(), &COUNTRY_STATUS),
        (settings["properties"]["nav"]["items"].clone(), &NAV),
        (settings["properties"]["countries"]["additionalProperties"]["anyOf"][0].clone(), &COUNTRY),
    ];
    for key in SITE.keys {
        if let Shape::Group(group) = key.shape {
            groups.push((settings["properties"][key.name]["anyOf"][0].clone(), group));
        }
    }
    assert_eq!(groups.len(), 24);
    for (group, known) in groups {
        assert_eq!(keys(&group), known.names().collect::<BTreeSet<_>>());
        assert_eq!(group["additionalProperties"], json!(false));
        for (key, shape) in group["properties"].as_object().expect("keys") {
            assert!(
                shape["description"].as_str().is_some_and(|help| help.ends_with('.')),
                "{key} is not explained: {shape}"
            );
        }
    }
}

/// Calls `see` with each object of a JSON value.
fn walk(value: &Value, see: &mut impl FnMut(&Value)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, see)),
        Value::Object(map) => {
            see(value);
            map.values().for_each(|item| walk(item, see));
        }
        _ => {}
    }
}

#[test]
fn every_word_that_an_editor_offers_says_what_it_means() {
    let printed = site().run(&["schema"]).assert_ok().printed();
    let all: Value = serde_json::from_str(&printed).expect("JSON");
    let mut number = 0;
    walk(&all, &mut |object| {
        let Some(words) = object.get("enum").and_then(Value::as_array) else { return };
        let meanings = object["enumDescriptions"].as_array().expect("meanings");
        assert_eq!(words.len(), meanings.len());
        assert!(meanings.iter().all(|meaning| meaning.as_str() != Some("")), "{object}");
        number += 1;
    });
    assert!(number > 8, "{number}");
}

#[test]
fn the_words_of_the_schema_are_those_that_are_read() {
    let test = site();
    let (briefing, country, settings) =
        (schema_of(&test, "briefing"), schema_of(&test, "country"), schema_of(&test, "site"));
    let words = |shape: &Value| {
        let words = if shape["enum"].is_array() { &shape["enum"] } else { &shape["anyOf"][0]["enum"] };
        words
            .as_array()
            .expect("words")
            .iter()
            .map(|word| word.as_str().expect("a word"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let of = &briefing["properties"];
    assert_snapshot!(
        [
            words(&of["kind"]),
            words(&of["confidence"]),
            words(&of["status"]),
            words(&of["marking"]),
            words(&country["properties"]["status"]["anyOf"][0]["properties"]["is"]),
            words(&settings["properties"]["markdown"]["anyOf"][0]["properties"]["html"]),
        ]
        .join("\n"),
        @r"
    analysis report reportage background
    low moderate high
    draft published withdrawn
    TLP:CLEAR TLP:GREEN TLP:AMBER TLP:AMBER+STRICT TLP:RED
    deteriorating improving unchanged
    escape sanitize
    "
    );
    for key in ["kind", "confidence", "status", "marking"] {
        for word in words(&of[key]).split(' ') {
            test.write(
                "content/briefings/a.md",
                format!("---\ntitle: A\ndate: 2024-04-01\n{key}: {word}\n---\n"),
            );
            test.check().assert_ok();
        }
    }
}

/// All keys of a briefing at once.
const FULL: &str = r#"title: France asks China for a clear word to Moscow
date: 2024-04-01T09:00:00+02:00
slug: france-china
kind: analysis
updated: 2024-04-03
summary: One or two sentences.
countries: [FR, China, "Côte d'Ivoire", se, UKR, 840]
mentions: [RU, the Netherlands, UK]
topics: [Commerce, war in Ukraine]
people: [Stéphane Séjourné, Wang Yi]
authors: [Political Section]
series: ukraine-diplomacy
sources:
  - { id: mfa, title: Joint press conference, publisher: French MFA, date: 2024-04-01, url: https://example.org/,
      archived: https://web.archive.org/x, rating: B2 }
  - { id: 2024, title: A year, date: 2024, url: https://example.org/2024 }
events:
  - { date: 2024-02, title: Wang Yi visits Paris, countries: [FR, CN] }
confidence: moderate
status: published
marking: TLP:CLEAR
embargo: 2024-04-02T09:00:00+02:00
corrections:
  - { date: 2024-04-03, note: The visit took place in February. }
supersedes: []
aliases: [/old/path/, /Old.html]
record: keep
redact:
  - 1a2b3c4d5e
  - { commit: 12345678, reason: A name that should not be there. }
renamed_from: 2023/old.md
image:
image_alt:
files: []
chatham_house: false
lang: en
extra: { anything: [goes] }"#;

#[test]
fn a_briefing_with_every_key_is_right_for_editors_and_for_check() {
    let site = site();
    let schema = schema_of(&site, "briefing");
    // One topic by its id, an alias and its title, and one country by its code in both cases.
    for (topic, country) in [("trade", "FR"), ("Commerce", "fr"), ("trade-policy", "FR")] {
        let full = FULL
            .replace("[Commerce,", &format!("[{topic},"))
            .replace("[FR, China", &format!("[{country}, China"));
        assert_eq!(faults(&schema, &full), [""; 0]);
        site.write("content/briefings/a.md", format!("---\n{full}\n---\n"));
        assert_eq!(site.run(&["check", "--strict"]).said(), "no problems", "{full}");
    }
}

#[test]
fn the_example_of_every_key_is_right_for_editors() {
    let site = site().file("content/topics/economy.md", "---\ntitle: Economy\n---\n");
    for (subject, group) in [
        ("briefing", &BRIEFING),
        ("page", &PAGE),
        ("topic", &TOPIC),
        ("country", &PROFILE),
        ("author", &AUTHOR),
        ("site", &SITE),
    ] {
        assert_eq!(faults(&schema_of(&site, subject), &examples(group)), [""; 0], "{subject}");
    }
}

#[test]
fn an_empty_value_is_as_good_as_none_where_the_key_is_not_required() {
    let site = site();
    let mut yaml = "title: A\ndate: 2024-04-01".to_owned();
    for key in BRIEFING.names().skip(2) {
        yaml.push_str(&format!("\n{key}:"));
    }
    assert_eq!(faults(&schema_of(&site, "briefing"), &yaml), [""; 0]);
    site.write("content/briefings/a.md", format!("---\n{yaml}\n---\n"));
    assert_eq!(site.run(&["check", "--strict"]).said(), "no problems");
}

#[test]
fn what_is_wrong_in_a_document_is_wrong_in_an_editor_too() {
    let site = site();
    let briefing = schema_of(&site, "briefing");
    let wrong = [
        "date: 2024-04-01",
        "title: No date",
        "title: ''\ndate: 2024-04-01",
        "title: A\ndate: 1 April 2024",
        "title: A\ndate: 2024-02-30",
        "title: A\ndate: 2024",
        "title: A\ndate: 2024-04-01\ncountries: FR",
        "title: A\ndate: 2024-04-01\ncountries: [ZZ]",
        "title: A\ndate: 2024-04-01\nmentions: [[FR]]",
        "title: A\ndate: 2024-04-01\ntopics: [sport]",
        "title: A\ndate: 2024-04-01\nkind: rumour",
        "title: A\ndate: 2024-04-01\nstatus: Draft",
        "title: A\ndate: 2024-04-01\nmarking: TLP:WHITE",
        "title: A\ndate: 2024-04-01\nconfidence: sure",
        "title: A\ndate: 2024-04-01\nslug: Not a slug",
        "title: A\ndate: 2024-04-01\nsumary: A slip",
        "title: A\ndate: 2024-04-01\nchatham_house: maybe",
        "title: A\ndate: 2024-04-01\naliases: [old]",
        "title: A\ndate: 2024-04-01\nsources: [{ id: a }]",
        "title: A\ndate: 2024-04-01\nsources: [{ title: A, rating: G7 }]",
        "title: A\ndate: 2024-04-01\nsources: [{ title: A, url: example.org }]",
        "title: A\ndate: 2024-04-01\nsources: [{ title: A, date: April }]",
        "title: A\ndate: 2024-04-01\nevents: [{ date: 2024-13, title: A }]",
        "title: A\ndate: 2024-04-01\nevents: [{ title: A }]",
        "title: A\ndate: 2024-04-01\ncorrections: [{ date: 2024 }]",
    ];
    for yaml in wrong {
        assert_ne!(faults(&briefing, yaml), [""; 0], "an editor takes {yaml}");
        site.write("content/briefings/a.md", format!("---\n{yaml}\n---\n"));
        assert_eq!(site.run(&["check", "--strict"]).code(), 1, "a check takes {yaml}");
    }
}

#[test]
fn what_is_wrong_in_settings_is_wrong_in_an_editor_too() {
    let test = SiteTest::new();
    let settings = schema_of(&test, "site");
    let wrong = [
        "description: No title",
        "base_url: example.org",
        "language: en_GB",
        "nav: [{ title: About }]",
        "nav: [{ title: About, url: about }]",
        "taxonomies: [Not A Slug]",
        "countries: { ZZ: { label: Nowhere } }",
        "countries: { FR: { name: France } }",
        "relations: { minimum: many }",
        "markdown: { html: allow }",
        "publish: { markings: [TLP:PINK] }",
        "lints: { unknown-key: loud }",
        "outputs: { timelines: false }",
        "titel: A slip",
    ];
    for yaml in wrong {
        let yaml =
            if yaml.starts_with("description") { yaml.to_owned() } else { format!("title: T\n{yaml}") };
        assert_ne!(faults(&settings, &yaml), [""; 0], "an editor takes {yaml}");
        test.write("site.yaml", &yaml);
        assert_eq!(test.run(&["check", "--strict"]).code(), 1, "a check takes {yaml}");
    }
    assert_eq!(faults(&settings, "title: T\nlints: { unknown-key: off, symlink: error }"), [""; 0]);
}

#[test]
fn the_lists_that_a_site_declares_are_keys_of_its_briefings() {
    let site = SiteTest::bare()
        .file("site.yaml", "title: T\nbase_url: https://example.org/\ntaxonomies: [organisations]\n");
    let schema = schema_of(&site, "briefing");
    let fits = |line: &str| faults(&schema, &format!("title: A\ndate: 2024-04-01\n{line}")).is_empty();
    assert!(fits("organisations: [NATO]"));
    assert!(!fits("organisations: NATO"));
    assert!(!fits("people: [Wang Yi]"));
}

#[test]
fn a_site_without_topic_files_takes_any_topic_and_calls_countries_by_its_own_names() {
    let site = SiteTest::bare().file(
        "site.yaml",
        "title: T\nbase_url: https://example.org/\ncountries: { TW: { label: Chinese Taipei } }\n",
    );
    let schema = schema_of(&site, "briefing");
    assert_eq!(faults(&schema, "title: A\ndate: 2024-04-01\ntopics: [sport, 2024]"), [""; 0]);
    let countries = &schema["$defs"]["country-name"]["anyOf"][0];
    let place =
        countries["enum"].as_array().expect("codes").iter().position(|code| code == "TW").expect("TW");
    assert_eq!(countries["enumDescriptions"][place], "Chinese Taipei");
}

#[test]
fn without_an_argument_all_schemas_are_printed_as_one() {
    let site = site();
    let all: Value = serde_json::from_str(&site.run(&["schema"]).assert_ok().printed()).expect("JSON");
    for subject in ["briefing", "country", "topic", "page", "site"] {
        let alone = schema_of(&site, subject);
        assert_eq!(all["$defs"][subject]["properties"], alone["properties"]);
    }
    assert_eq!(faults(&all, FULL), [""; 0]);
    assert_ne!(faults(&all, "title: A\nsport: football"), [""; 0]);
}

#[test]
fn the_schemas_are_written_for_an_editor_and_brought_up_to_date() {
    let site = site();
    let ran = site.run(&["schema", "--write"]);
    assert_snapshot!(ran.assert_ok().printed(), @r"
    .vscode/chancery/briefing.schema.json
    .vscode/chancery/country.schema.json
    .vscode/chancery/topic.schema.json
    .vscode/chancery/organisation.schema.json
    .vscode/chancery/author.schema.json
    .vscode/chancery/page.schema.json
    .vscode/chancery/site.schema.json
    .vscode/extensions.json
    .vscode/settings.json
    .vscode/tasks.json
    ");
    assert_eq!(ran.said(), "");
    assert_eq!(
        site.read(".vscode/chancery/briefing.schema.json"),
        site.run(&["schema", "briefing"]).assert_ok().printed()
    );
    let before = site.files();
    assert_eq!(site.run(&["schema", "--write"]).assert_ok().printed(), "");
    assert_same_files(&site.files(), &before);
    site.write("content/topics/sport.md", "---\ntitle: Sport\n---\n");
    assert_snapshot!(site.run(&["schema", "--write"]).assert_ok().printed(), @r"
    .vscode/chancery/briefing.schema.json
    .vscode/chancery/topic.schema.json
    ");
    assert!(site.read(".vscode/chancery/briefing.schema.json").contains("\"sport\""));
    let built = site.build();
    built.assert_ok();
    assert!(built.files().iter().all(|(path, _)| !path.contains("vscode") && !path.contains("schema.json")));
}

#[test]
fn settings_of_the_writers_own_are_left_alone() {
    let site = site().file(".vscode/settings.json", "{ \"editor.fontSize\": 16 } // mine\n");
    let ran = site.run(&["schema", "--write"]);
    assert_snapshot!(ran.assert_ok().said(), @r#".vscode/settings.json is your own and was left alone; add to it: "yaml.schemas": { "./.vscode/chancery/site.schema.json": "site.yaml" }"#);
    assert_eq!(site.read(".vscode/settings.json"), "{ \"editor.fontSize\": 16 } // mine\n");
    assert!(!ran.printed().contains("settings.json"), "{}", ran.printed());
}

#[test]
fn an_editor_finds_problems_at_their_lines_in_what_check_says() {
    let test = site().briefing("a", "countries: [Germny]\nsumary: A slip", "");
    test.run(&["schema", "--write"]).assert_ok();
    let tasks: Value = serde_json::from_str(&test.read(".vscode/tasks.json")).expect("JSON");
    let patterns = tasks["tasks"][0]["problemMatcher"]["pattern"].as_array().expect("patterns");
    let fits = |pattern: &Value, line: &str| {
        jsonschema::is_valid(&json!({ "pattern": pattern["regexp"] }), &json!(line))
    };
    let said = test.check().said();
    let lines: Vec<&str> = said.lines().collect();
    let found = lines.windows(2).filter(|pair| fits(&patterns[0], pair[0]) && fits(&patterns[1], pair[1]));
    assert_eq!(found.count(), 2, "{said}");
}

#[test]
fn no_schema_is_printed_while_the_settings_are_wrong() {
    let site = SiteTest::bare().file("site.yaml", "title: Test\ntimezone: Mars/Olympus\n");
    let ran = site.run(&["schema"]);
    assert_eq!(ran.code(), 1, "{}", ran.said());
    assert_eq!(ran.printed(), "");
    assert!(ran.said().ends_with("site.yaml has to be right first"), "{}", ran.said());
}
