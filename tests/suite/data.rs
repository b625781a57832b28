//! The data of briefings and the catalogue, for programs.

use serde_json::{Value, json};

use crate::site_test::{Built, SiteTest};

const RICH: &str = "title: 'A \"B\", <C> & </script>'\ndate: 2024-04-02T10:00:00+02:00\nupdated: 2024-05-01\nsummary: 'One, two'\n\
    countries: [FR, CN]\nmentions: [DE]\ntopics: [trade]\npeople: [Wang Yi]\nauthors: [Ann, Bob]\nlang: fr\nseries: Talks\nconfidence: high\n\
    sources: [{id: mfa, title: A paper, publisher: MFA, date: 2024-04, url: 'https://example.com/a', rating: B2}]\n\
    events: [{date: 2024-02, title: A visit}]\ncorrections: [{date: 2024-04-03, note: It was May.}]";

fn desk() -> SiteTest {
    SiteTest::new().briefing("rich", RICH, "See [the other](plain.md).[^mfa]").briefing(
        "plain",
        "date: 2024-03-01",
        "مرحبا بالعالم.",
    )
}

#[track_caller]
fn json_of(built: &Built, path: &str) -> Value {
    serde_json::from_str(&built.page(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Asserts that a file fits the schema that it names, which is published at its own `$id`.
#[track_caller]
fn assert_fits(built: &Built, path: &str) {
    let data = json_of(built, path);
    let id = data["$schema"].as_str().expect("the address of a schema");
    let schema = json_of(built, id.strip_prefix("https://example.org").expect("an address of the site"));
    assert_eq!(schema["$id"], id);
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .expect("a schema of draft 2020-12");
    let wrong: Vec<String> = validator.iter_errors(&data).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{path}: {wrong:?}");
    let known = &schema["properties"];
    let unknown: Vec<&String> =
        data.as_object().expect("an object").keys().filter(|key| known.get(key).is_none()).collect();
    assert!(unknown.is_empty(), "{path} has what its schema does not tell: {unknown:?}");
}

/// Returns the cells of a text in CSV, RFC 4180.
fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(chars.next(), Some('\n'), "a line ends with CR LF");
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
    }
    assert!(!quoted && row.is_empty() && cell.is_empty(), "the last line has no end");
    rows
}

#[test]
fn the_data_of_a_briefing_says_all_that_it_says() {
    let built = desk().build();
    built.assert_ok();
    let france = json!({ "code": "FR", "name": "France", "url": "https://example.org/countries/france/" });
    let china = json!({ "code": "CN", "name": "China", "url": "https://example.org/countries/china/" });
    let data = json_of(&built, "/briefings/2024/rich/index.json");
    let content = data["content_html"].as_str().expect("a text");
    assert!(
        content.contains("<a href=\"https://example.org/briefings/2024/plain/\">the other</a>"),
        "{content}"
    );
    let mut rest = data.clone();
    rest.as_object_mut().expect("an object").remove("content_html");
    assert_eq!(
        rest,
        json!({
            "$schema": "https://example.org/api/schema/briefing.json",
            "schema_version": 1,
            "id": "2024/rich",
            "url": "https://example.org/briefings/2024/rich/",
            "title": "A \"B\", <C> & </script>",
            "date": "2024-04-02",
            "updated": "2024-05-01",
            "summary": "One, two",
            "kind": "analysis",
            "status": "published",
            "lang": "fr",
            "countries": [france, china],
            "mentions": [{ "code": "DE", "name": "Germany", "url": "https://example.org/countries/germany/" }],
            "topics": [{ "id": "trade", "title": "Trade", "url": "https://example.org/topics/trade/" }],
            "people": [{ "name": "Wang Yi", "url": "https://example.org/people/wang-yi/" }],
            "authors": ["Ann", "Bob"],
            "series": { "name": "Talks", "url": "https://example.org/series/talks/" },
            "confidence": "high",
            "sources": [{ "id": "mfa", "title": "A paper", "publisher": "MFA", "date": "2024-04",
                          "url": "https://example.com/a", "rating": "B2" }],
            "events": [{ "date": "2024-02", "title": "A visit", "countries": [france, china] }],
            "corrections": [{ "date": "2024-04-03", "note": "It was May." }],
        })
    );
}

#[test]
fn all_data_fits_the_schema_that_stands_beside_it() {
    let built = desk()
        .briefing("withdrawn", "status: withdrawn\nkind: report\ncountries: [SU]", "Text.")
        .briefing("newer", "date: 2024-05-02\nsupersedes: [plain]", "Text.")
        .build();
    built.assert_ok();
    for path in ["/api/briefings.json", "/api/countries.json", "/api/topics.json"] {
        assert_fits(&built, path);
    }
    for name in ["rich", "plain", "withdrawn", "newer"] {
        assert_fits(&built, &format!("/briefings/2024/{name}/index.json"));
    }
    assert_eq!(json_of(&built, "/briefings/2024/withdrawn/index.json")["status"], "withdrawn");
    assert_eq!(
        json_of(&built, "/briefings/2024/plain/index.json")["superseded_by"],
        "https://example.org/briefings/2024/newer/"
    );
}

#[test]
fn the_catalogue_lists_all_without_their_texts() {
    let built = desk().build();
    let all = json_of(&built, "/api/briefings.json");
    let list = all["briefings"].as_array().expect("a list");
    assert_eq!(list.len(), 2);
    for entry in list {
        let id = entry["id"].as_str().expect("an id");
        let mut own = json_of(&built, &format!("/briefings/{id}/index.json"));
        for key in ["content_html", "$schema", "schema_version"] {
            own.as_object_mut().expect("an object").remove(key);
        }
        assert_eq!(*entry, own);
    }
    let countries = json_of(&built, "/api/countries.json");
    assert_eq!(
        countries["countries"][1],
        json!({ "code": "FR", "alpha3": "FRA", "name": "France",
                "url": "https://example.org/countries/france/", "briefings": 1, "mentions": 0 })
    );
    assert_eq!(
        json_of(&built, "/api/topics.json")["topics"],
        json!([{ "id": "trade", "title": "Trade", "url": "https://example.org/topics/trade/", "briefings": 1 }])
    );
}

#[test]
fn the_catalogue_as_csv_says_the_same() {
    let built = desk().build();
    let rows = csv(&built.page("/api/briefings.csv"));
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{rows:?}");
    let cell = |row: usize, name: &str| {
        let column = rows[0].iter().position(|key| key == name).unwrap_or_else(|| panic!("no column {name}"));
        rows[row][column].as_str()
    };
    assert_eq!(cell(1, "title"), "A \"B\", <C> & </script>");
    assert_eq!(cell(1, "summary"), "One, two");
    assert_eq!(cell(1, "countries"), "FR;CN");
    assert_eq!(cell(1, "people"), "Wang Yi");
    assert_eq!(cell(1, "authors"), "Ann;Bob");
    assert_eq!(cell(2, "summary"), "مرحبا بالعالم.");
    assert_eq!(cell(2, "sources"), "");
    let all = json_of(&built, "/api/briefings.json");
    for key in ["sources", "events", "corrections"] {
        let nested: Value = serde_json::from_str(cell(1, key)).expect("JSON in a cell");
        assert_eq!(nested, all["briefings"][0][key]);
    }
}

#[test]
fn control_characters_and_line_ends_leave_data_readable() {
    let built = SiteTest::new()
        .briefing("odd", "title: \"a\\u0007b\\u2028c\"\nsummary: \"one\\r\\ntwo \\\"three\\\"\"", "Text.")
        .build();
    built.assert_ok();
    assert_fits(&built, "/briefings/2024/odd/index.json");
    let rows = csv(&built.page("/api/briefings.csv"));
    assert_eq!(rows[1][2], "ab\u{2028}c");
    assert_eq!(rows[1][5], "one\ntwo \"three\"");
}

#[test]
fn a_page_leads_to_its_data_and_a_site_may_go_without() {
    let built = desk().build();
    let link = "<link rel=\"alternate\" type=\"application/json\" href=\"/briefings/2024/rich/index.json\">";
    assert!(built.page("/briefings/2024/rich/").contains(link));
    let without = |outputs: &str| {
        let site = desk();
        site.write(
            "site.yaml",
            format!("title: D\nbase_url: https://example.org/\noutputs: {{{outputs}}}\n"),
        );
        site.build()
    };
    let built = without("data: false, catalogue: false");
    built.assert_ok();
    assert!(!built.page("/briefings/2024/rich/").contains("application/json"));
    assert!(!built.has("/briefings/2024/rich/index.json"));
    assert!(built.files().iter().all(|(path, _)| !path.starts_with("api/")));
    let built = without("data: false");
    assert_fits(&built, "/api/briefings.json");
    assert!(!built.has("/api/schema/briefing.json"));
    let built = without("catalogue: false");
    assert_fits(&built, "/briefings/2024/rich/index.json");
    assert!(!built.has("/api/briefings.json"));
}

#[test]
fn an_empty_site_has_an_empty_catalogue() {
    let built = SiteTest::new().build();
    built.assert_ok();
    assert_fits(&built, "/api/briefings.json");
    assert_eq!(csv(&built.page("/api/briefings.csv")).len(), 1);
}

#[test]
fn a_taxonomy_cannot_have_the_name_of_another_key_of_the_data() {
    let schema: Value =
        serde_json::from_str(&SiteTest::new().build().page("/api/schema/briefing.json")).expect("JSON");
    let keys = schema["properties"].as_object().expect("keys").keys();
    // A name with `_` or `$` can be no taxonomy in any case, and `people` is one.
    let names: Vec<&String> = keys.filter(|key| !key.contains(['_', '$']) && *key != "people").collect();
    assert!(names.len() > 15, "{names:?}");
    for name in names {
        let ran = SiteTest::bare()
            .file("site.yaml", format!("title: D\nbase_url: https://example.org/\ntaxonomies: [{name}]\n"))
            .check();
        assert_eq!(ran.code(), 1, "{name}: {}", ran.said());
    }
}
