//! `chancery tag`: suggestions and their evidence.

use serde_json::Value;

use crate::site_test::SiteTest;

const TOPIC: &str = "---\ntitle: Trade\naliases: [tariffs]\n---\n";

/// Returns what is suggested for one text file, as JSON.
fn suggested(text: &str) -> Value {
    let site = SiteTest::new().file("content/topics/trade.md", TOPIC).file("note.txt", text);
    let ran = site.run(&["tag", "note.txt", "--format", "json"]);
    ran.assert_ok();
    serde_json::from_str(&ran.printed()).expect("one JSON object")
}

/// Returns the codes of all countries that a text names: subjects and mentions, sorted.
fn named(text: &str) -> Vec<String> {
    let suggested = suggested(text);
    let mut codes: Vec<String> = ["countries", "mentions"]
        .iter()
        .flat_map(|key| suggested[key].as_array().expect("a list").clone())
        .map(|code| code.as_str().expect("a code").to_owned())
        .collect();
    codes.sort();
    codes
}

#[test]
fn names_peoples_cities_compounds_and_seats_of_power_speak_for_a_country() {
    for (text, codes) in [
        ("France and the Côte d’Ivoire sign.", ["CI", "FR"].as_slice()),
        ("A Cote d'Ivoire delegation arrives.", &["CI"]),
        ("The Germans and a Frenchwoman met.", &["DE", "FR"]),
        ("Sino-French ties, Russo-Turkish trade.", &["CN", "FR", "RU", "TR"]),
        ("Kyiv and Kiev are one city.", &["UA"]),
        ("The Kremlin answered the Quai d'Orsay and Downing Street.", &["FR", "GB", "RU"]),
        ("Zhongnanhai and the Elysee agree.", &["CN", "FR"]),
        ("The Soviet Union and East Germany signed.", &["DDDE", "SUHH"]),
        ("TALKS IN GENEVA: CHINA STAYS AWAY", &["CH", "CN"]),
        ("U.S. and UK envoys, the UAE and the DRC.", &["AE", "CD", "GB", "US"]),
    ] {
        assert_eq!(named(text), codes, "{text}");
    }
}

#[test]
fn words_that_only_hold_a_country_are_not_taken_for_it() {
    for text in [
        "New York hosts the session.",
        "It costs 3 million US dollars.",
        "The Paris Agreement entered into force.",
        "Ships in the South China Sea and the Indo-Pacific.",
        "The Panama Canal is dry.",
        "Latin American and African-American writers.",
        "we like turkey and china, and will polish them; oman.",
        "Nigerianness and Chinatown are no countries, nor is FRANCENTRIC.",
        "See https://china.example.org/france and www.germany.example.",
        "",
    ] {
        assert_eq!(named(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(named("The French Southern Territories have no people."), ["TF"]);
    assert_eq!(named("Nigeria, Niger Delta, Papua New Guinea, Guinea-Bissau"), ["GW", "NG", "PG"]);
}

#[test]
fn a_doubtful_word_counts_where_the_text_says_otherwise_that_the_country_is_meant() {
    for (text, codes) in [
        ("Georgia votes on Sunday.", [].as_slice()),
        ("Georgia votes on Sunday. Tbilisi is quiet.", &["GE"]),
        ("Georgia and Armenia open a border.", &["AM", "GE"]),
        ("Michael Jordan retires.", &[]),
        ("Amman says Jordan will mediate.", &["JO"]),
        ("Turkey is on the table.", &[]),
        ("Turkey and Greece talk.", &["GR", "TR"]),
        ("Chad wrote to me.", &[]),
        ("Chad and Sudan close the border.", &["SD", "TD"]),
        ("Congo fever spreads.", &[]),
        ("Congo fever spreads in Kinshasa.", &["CD"]),
        ("Congo fever spreads in Brazzaville.", &["CG"]),
    ] {
        assert_eq!(named(text), codes, "{text}");
    }
}

#[test]
fn what_a_text_names_early_and_often_is_a_subject_and_the_rest_is_mentioned() {
    let text = "Egypt and Sudan reopen talks on the dam\n\n\
        Egypt and Sudan met in Cairo on Tuesday. Egyptian and Sudanese ministers will report.\n\n\
        They agreed on a calendar for the next meetings and on who will chair them.\n\n\
        Observers were not admitted. A statement may follow next week, officials said, once the texts \
        are aligned; a similar meeting was once held in Norway.\n";
    let suggested = suggested(text);
    assert_eq!(suggested["countries"], serde_json::json!(["EG", "SD"]));
    assert_eq!(suggested["mentions"], serde_json::json!(["NO"]));
}

#[test]
fn every_suggestion_has_its_words_with_line_and_count() {
    let suggested =
        suggested("A note on tariffs\n\nFrance raises tariffs.\nFrance and the French press say so.\n");
    assert_eq!(suggested["topics"], serde_json::json!(["trade"]));
    assert_eq!(
        suggested["evidence"],
        serde_json::json!([
            {"country": "FR", "term": "France", "line": 3, "count": 2},
            {"country": "FR", "term": "French", "line": 4, "count": 1},
            {"topic": "trade", "term": "tariffs", "line": 1, "count": 2},
        ])
    );
}

#[test]
fn front_matter_markup_code_and_comments_are_no_prose() {
    let site = SiteTest::new().briefing(
        "2024/talks",
        "title: Talks in Rabat\ndate: 2024-04-01\nsummary: Morocco is host.\n# Chile\nauthors: [Peru Desk]",
        "Morocco hosts.\n\n<!-- Chile -->\n\n```\nPeru\n```\n\n`Bolivia` [the port](https://brazil.example/Ecuador)\n",
    );
    let ran = site.run(&["tag", "--format", "json"]);
    let suggested: Value = serde_json::from_str(&ran.printed()).expect("one JSON object");
    assert_eq!(suggested["countries"], serde_json::json!(["MA"]));
    assert_eq!(suggested["mentions"], serde_json::json!([]));
    assert_eq!(
        suggested["evidence"][0],
        serde_json::json!({"country": "MA", "term": "Morocco", "line": 4, "count": 2})
    );
}

#[test]
fn the_names_that_a_site_gives_to_countries_are_found_too() {
    let site = SiteTest::new()
        .file("site.yaml", "title: Desk\nbase_url: https://example.org/\ncountries: { SZ: { label: Kingdom of the Lion } }\n")
        .file("note.txt", "A visit to the Kingdom of the Lion.\n");
    let ran = site.run(&["tag", "note.txt", "--format", "json"]);
    assert!(ran.printed().contains(r#""countries":["SZ"]"#), "{}", ran.printed());
}

#[test]
fn a_person_reads_one_line_for_each_suggestion() {
    let site = SiteTest::new().file("content/topics/trade.md", TOPIC).briefing(
        "2024/talks",
        "title: France and China talk trade\ndate: 2024-04-01\ncountries: [FR]",
        "Paris and Beijing talk about trade. The French side is content; Oman is far away.\n",
    );
    let ran = site.run(&["tag"]);
    ran.assert_ok();
    insta::assert_snapshot!(ran.printed());
}

#[test]
fn a_folder_without_a_site_gives_countries_and_no_topics() {
    let site = SiteTest::bare().file("texts/a.txt", "Norway trades.\n").file("texts/b.bin", [0xFF, 0xFE]);
    let ran = site.run(&["tag", "texts", "--format", "json"]);
    ran.assert_ok();
    assert!(ran.printed().contains(r#""countries":["NO"]"#), "{}", ran.printed());
    assert_eq!(ran.printed().lines().count(), 1);
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_the_others_go_on() {
    let site = SiteTest::new().file("a.txt", [b'P', 0xFF, 0xFE]).file("b.txt", "Norway trades.\n");
    let ran = site.run(&["tag", "a.txt", "b.txt", "gone.txt", "--format", "json"]);
    assert_eq!(ran.code(), 1);
    assert!(ran.printed().contains("NO"), "{}", ran.printed());
    assert!(ran.said().contains("a.txt is not UTF-8 text"), "{}", ran.said());
    assert!(ran.said().contains("gone.txt cannot be read"), "{}", ran.said());
}

#[test]
fn suggestions_are_written_into_the_lists_of_front_matter_after_a_diff() {
    let site = SiteTest::new().file("content/topics/trade.md", TOPIC).file(
        "content/briefings/2024/talks.md",
        "---\r\ntitle: \"France and China talk trade\"   # quoted\r\ndate: 2024-04-01\r\ncountries:\r\n  - France  # the host\r\n---\r\n\
         Paris and Beijing talk about trade. The Chinese side is content with France.\r\n",
    );
    let ran = site.run(&["tag", "--write"]);
    ran.assert_ok();
    insta::assert_snapshot!(ran.printed().replace('\r', ""));
    assert_eq!(ran.said().trim(), "1 file changed");
    assert_eq!(
        site.read("content/briefings/2024/talks.md"),
        "---\r\ntitle: \"France and China talk trade\"   # quoted\r\ndate: 2024-04-01\r\ncountries:\r\n  - France  # the host\r\n  - CN\r\ntopics: [trade]\r\n---\r\n\
         Paris and Beijing talk about trade. The Chinese side is content with France.\r\n",
    );
    let again = site.run(&["tag", "--write"]);
    assert_eq!((again.printed().as_str(), again.said().trim()), ("", "there is nothing to add"));
    site.check().assert_ok();
}

#[test]
fn what_cannot_be_written_into_safely_is_left_alone_and_told() {
    let text = "---\ntitle: France\ndate: 2024-04-01\ntopics: &t [trade]\nextra: { also: *t }\n---\nFrance trades with China.\n";
    let site = SiteTest::new()
        .file("content/topics/trade.md", TOPIC)
        .file("content/briefings/a.md", text)
        .file("note.txt", "France");
    for (path, words) in
        [("note.txt", "is no briefing of this site"), ("content/topics", "is no briefing of this site")]
    {
        let ran = site.run(&["tag", "--write", path]);
        assert_eq!(ran.code(), 1);
        assert!(ran.said().contains(words), "{}", ran.said());
    }
    assert_eq!(site.read("note.txt"), "France");
    let ran = site.run(&["tag", "--write", "content/briefings/a.md"]);
    ran.assert_ok();
    assert!(site.read("content/briefings/a.md").contains("topics: &t [trade]\n"));
}
