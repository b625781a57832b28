//! Keys that look as if they held a document back hold it back, until somebody has mended them.

use insta::assert_snapshot;

use crate::site_test::{Built, SiteTest};

/// A word that stands nowhere but in what is held back.
const SECRET: &str = "zanzibarite";

/// One of each kind of near miss; the table of all stands beside the rule.
const NEAR_MISSES: [&str; 16] = [
    "Embargo: 2030-01-01",
    "embago: 2030-01-01",
    "em-bargo: 2030-01-01",
    "embargo-until: 2030-01-01",
    "MARKING: TLP:RED",
    "marking_level: high",
    "mаrking: TLP:RED",
    "Status: draft",
    "tlp: amber",
    "classification: SECRET",
    "draft: yes",
    "publish: false",
    "published: false",
    "private: true",
    "visibility: members",
    "publication: { status: draft }",
];

#[test]
fn a_near_miss_of_a_key_that_holds_back_stops_the_build() {
    for key in NEAR_MISSES {
        let built = SiteTest::new().briefing("x", key, SECRET).build();
        built.assert_errors();
        let column = if key.contains('{') { 16 } else { 1 };
        let message = built.message("error[near-miss]", &format!("content/briefings/x.md:4:{column}"));
        assert!(message.contains("does not hold a document back here"), "{key}: {message}");
        // A key that holds a group has one of its own that is unknown.
        assert_eq!(built.said().contains("unknown-key"), key.contains('{'), "{key}: {}", built.said());
    }
    let built = SiteTest::new().briefing("x", "embago: 2030-01-01T09:00:00Z", SECRET).build();
    assert_snapshot!(built.message("error[near-miss]", "content/briefings/x.md:4:1"));
    let built = SiteTest::new().briefing("x", "draft: yes", SECRET).build();
    assert_snapshot!(built.message("error[near-miss]", "content/briefings/x.md:4:1"));
}

#[test]
fn a_near_miss_cannot_be_turned_off_and_drafts_do_not_bring_it_in() {
    let settings = "title: D\nbase_url: https://example.org/\nlints: { near-miss: off }\n";
    let built = SiteTest::bare().file("site.yaml", settings).briefing("x", "tlp: red", SECRET).build();
    built.assert_errors();
    assert!(built.said().contains("`near-miss` is an error whatever a site says"), "{}", built.said());
    for key in ["private: true", "status: draft\nprivate: true"] {
        let built = SiteTest::new().briefing("x", key, SECRET).arg("--drafts").build();
        built.assert_errors();
    }
}

#[test]
fn a_near_miss_in_a_draft_stops_nobody_who_does_not_ask_for_drafts() {
    let built = SiteTest::new().briefing("x", "status: draft\ntlp: red", SECRET).build();
    built.assert_ok();
    built.message("warning[near-miss]", "content/briefings/x.md:5:1");
    assert!(!built.holds(SECRET));
}

#[test]
fn a_key_of_the_sites_own_is_no_near_miss() {
    let built = SiteTest::new()
        .briefing("x", "extra: { draft: true, tlp: red, embargo-until: 2030-01-01 }", "Text.")
        .briefing("y", "published: 2024-01-01\ntlp: clear\ndraft: false\nstatus: published", "Text.")
        .build();
    built.assert_ok();
    assert!(built.has("/briefings/2024/x/") && built.has("/briefings/2024/y/"));
}

#[test]
fn a_date_of_release_holds_a_text_back_until_it_comes() {
    let at = |key: &str| SiteTest::new().briefing("x", key, SECRET).build();
    for key in ["publishDate: 2024-06-02", "published: 2024-06-01T12:00:01Z", "release_date: 2024-06-02"] {
        let built = at(key);
        built.assert_ok();
        assert!(!built.holds(SECRET), "{key}");
        assert!(built.said().contains("1 held back: 1 embargo"), "{}", built.said());
    }
    assert!(at("publishDate: 2024-06-01").has("/briefings/2024/x/"));
}

#[test]
fn what_cannot_be_understood_of_a_marking_or_an_embargo_holds_back_whatever_else_is_wrong() {
    for (front, code) in [
        ("marking: TLP RED", "invalid-marking"),
        ("embargo: after the summit", "invalid-date"),
        ("status: drafted", "invalid-value"),
        ("marking: TLP:CLEAR\nmarking: TLP:RED", "duplicate-key"),
        ("countries: 5\nprivate: true", "wrong-type"),
        ("embargo: 2024-06-01T00:00:00[Mars/Olympus]", "invalid-date"),
        ("embargo: 2024-06-01T00:00:00+02:00[America/New_York]", "invalid-date"),
    ] {
        for argument in ["--strict", "--drafts"] {
            let built = SiteTest::new().briefing("x", front, SECRET).arg(argument).build();
            built.assert_errors();
            assert!(built.said().contains(&format!("error[{code}]")), "{front}: {}", built.said());
        }
    }
}

#[test]
fn an_embargo_is_read_in_the_zone_that_it_names() {
    // 08:00 in New York is 12:00 UTC, which is now.
    for (embargo, is_open) in [
        ("2024-06-01T08:00:00[America/New_York]", true),
        ("2024-06-01T08:00:01[America/New_York]", false),
        ("2024-06-01T08:00:00-04:00[America/New_York]", true),
        ("2024-06-01T08:00:01-04:00[America/New_York]", false),
        ("2024-06-01T12:00:00Z[America/New_York]", true),
        ("2024-06-01T12:00:01Z[America/New_York]", false),
        ("2024-06-01[Asia/Tokyo]", true),
        ("2024-06-02[Asia/Tokyo]", false),
        ("2024-06-01[Pacific/Auckland]", true),
    ] {
        let built = SiteTest::new().briefing("x", &format!("embargo: {embargo}"), "Text.").build();
        built.assert_ok();
        assert_eq!(built.has("/briefings/2024/x/"), is_open, "{embargo}");
    }
}

/// A site in which a topic and a country profile are used, with what holds them back.
fn with_topic_and_profile(gate: &str) -> SiteTest {
    SiteTest::new()
        .file("content/topics/trade.md", "---\ntitle: Trade\n---\n")
        .file(
            "content/topics/zanzibarite.md",
            format!("---\ntitle: Zanzibarite talks\naliases: [zanzibarites]\nparent: trade\n{gate}\n---\nAbout zanzibarite.\n"),
        )
        .file("content/topics/ore.md", "---\ntitle: Ore\nparent: zanzibarite\n---\n")
        .file("content/countries/fr.md", format!("---\nlabel: Zanzibarite land\nnote: zanzibarite\n{gate}\n---\nzanzibarite\n"))
        .briefing("one", "countries: [FR, DE]\ntopics: [zanzibarite, trade]", "See [it](../topics/zanzibarite.md).")
        .briefing("two", "countries: [FR]\ntopics: [Zanzibarite talks, ore]", "See [it](/topics/zanzibarite/) [c](../countries/fr.md).")
        .briefing("three", "countries: [DE]\ntopics: [Zanzibarites]", "Text.")
}

#[track_caller]
fn assert_no_topic_and_no_profile(built: &Built) {
    built.assert_ok();
    assert!(
        built.messages().iter().all(|message| message.starts_with("warning[held-back-link]")),
        "{}",
        built.said()
    );
    for (path, bytes) in built.files() {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!path.contains(SECRET) && !text.contains(SECRET), "{path}: {text}");
    }
    assert!(built.main("/topics/").contains("Trade</a> <span class=\"count\">1</span>"));
    assert!(built.has("/topics/ore/") && built.has("/briefings/2024/three/"));
    assert!(built.main("/countries/france/").contains("France"));
}

#[test]
fn a_held_topic_and_a_held_profile_leave_no_trace_and_no_error() {
    for gate in ["status: draft", "embargo: 2024-06-02", "marking: TLP:AMBER"] {
        let built = with_topic_and_profile(gate).build();
        assert_no_topic_and_no_profile(&built);
        assert!(built.said().contains("2 held back"), "{}", built.said());
    }
    let shown = with_topic_and_profile("status: draft").arg("--drafts").build();
    assert!(shown.main("/topics/zanzibarite/").contains("About zanzibarite"));
    let built = with_topic_and_profile("").build();
    assert!(built.has("/topics/zanzibarite/") && built.holds("Zanzibarite land"));
}

#[test]
fn a_held_topic_is_in_no_old_version_either() {
    let site = with_topic_and_profile("")
        .committed("2024-05-01", "Begin")
        .briefing("one", "summary: New.\ncountries: [FR, DE]\ntopics: [trade]", "See what there is.")
        .committed("2024-05-02", "Change");
    let open = site.run(&["build"]);
    open.assert_ok();
    let history = site.read("public/briefings/2024/one/history/2/index.html");
    assert!(history.contains("Zanzibarite talks"), "{history}");
    let built = site
        .file(
            "content/topics/zanzibarite.md",
            "---\ntitle: Zanzibarite talks\naliases: [zanzibarites]\nmarking: TLP:RED\n---\n",
        )
        .file("content/countries/fr.md", "---\nlabel: zanzibarite\nstatus: draft\n---\n")
        .committed("2024-05-03", "Hold")
        .build();
    assert_no_topic_and_no_profile(&built);
}

#[test]
fn a_vocabulary_of_held_topics_alone_is_as_good_as_none() {
    let built = SiteTest::new()
        .file("content/topics/zanzibarite.md", "---\ntitle: Zanzibarite\nstatus: draft\n---\n")
        .briefing("one", "topics: [zanzibarite, Trade]", "Text.")
        .build();
    built.assert_ok();
    assert!(!built.holds(SECRET));
    assert!(built.main("/topics/").contains("Trade</a> <span class=\"count\">1</span>"));
}

#[test]
fn near_misses_count_in_topics_profiles_and_pages_too() {
    for (file, front) in [
        ("content/topics/x.md", "title: X\nprivate: true"),
        ("content/topics/x.md", "title: X\ndraft: true"),
        ("content/countries/fr.md", "draft: true"),
        ("content/countries/fr.md", "Status: draft"),
        ("content/pages/x.md", "title: X\nvisibility: members"),
    ] {
        let built = SiteTest::new().file(file, format!("---\n{front}\n---\n{SECRET}\n")).build();
        built.assert_errors();
        assert!(built.said().contains("error[near-miss]"), "{file}: {}", built.said());
    }
    let trend = "---\nstatus: { is: improving, date: 2024-05 }\n---\n";
    SiteTest::new().file("content/countries/fr.md", trend).build().assert_ok();
}

#[test]
fn an_old_revision_with_a_near_miss_is_held_back_in_silence() {
    for key in NEAR_MISSES {
        let built = SiteTest::new()
            .briefing("x", key, SECRET)
            .committed("2024-05-01", "Begin")
            .briefing("x", "", "Open text.")
            .committed("2024-05-02", "Open it")
            .build();
        built.assert_ok();
        assert_eq!(built.messages(), Vec::<String>::new(), "{key}: {}", built.said());
        assert!(!built.holds(SECRET), "{key}");
        let log = built.site.run(&["log", "2024/x"]);
        assert!(log.printed().contains("held back: unclear"), "{key}: {}", log.printed());
    }
}

#[test]
fn keys_in_a_second_block_are_told_and_hold_back() {
    for block in
        ["---\nmarking: TLP:RED\n---", "\n---\nlayout: post\nstatus: draft\n---", "+++\ndraft = true\n+++"]
    {
        let built = SiteTest::new().briefing("x", "", &format!("{block}\n\n{SECRET}")).build();
        built.assert_errors();
        assert!(built.said().contains("a second block of keys stands here"), "{}", built.said());
    }
    let text = "---\n\nA rule, then a text.\n\n---\n\nAnd another: status unclear.";
    SiteTest::new().briefing("x", "", text).build().assert_ok();
}

#[test]
fn keys_that_go_on_below_the_end_of_the_front_matter_are_told_and_hold_back() {
    for lines in [
        "status: draft\n---",
        "--- \nstatus: draft\n---",
        "status: draft",
        "topics: [trade]\nmarking: TLP:RED\nextra:\n  a: b",
        "Embargo: 2030-01-01",
        "Classification: SECRET",
        "countries:\n- FR\nstatus: in review\n...",
    ] {
        let text = format!("{lines}\n\n{SECRET}");
        let built = SiteTest::new().briefing("x", "", &text).build();
        built.assert_errors();
        assert!(built.said().contains("near-miss"), "{lines}: {}", built.said());
        // It was so in its time, too.
        let site = SiteTest::new().briefing("x", "", &text).committed("2024-04-01", "Publish");
        let built = site.briefing("x", "", "Open.").committed("2024-04-02", "Mend").build();
        built.assert_ok();
        assert!(!built.holds(SECRET), "{lines}");
    }
    let ended = SiteTest::new().file(
        "content/briefings/x.md",
        format!("---\ntitle: X\ndate: 2024-04-01\nsummary: |\n---\nmarking: TLP:RED\n---\n{SECRET}\n"),
    );
    ended.build().assert_errors();
    for text in [
        "Status: the talks go on.",
        "Private: a talk between the two ministers in Paris.",
        "Marking: TLP:CLEAR",
        "Draft: the text of the resolution follows.\nIt is long.",
        "Embargo: 2024 was the year of the embargo on oil.",
        "Embargo\n---\n\nIt holds.",
    ] {
        SiteTest::new().briefing("x", "", text).build().assert_ok();
    }
    // A draft that says so twice stops nobody, and an import begins with what its original began with.
    for line in ["status: draft", "Classification: SECRET"] {
        SiteTest::new().briefing("x", "status: draft", line).check().assert_ok();
        let site = SiteTest::new()
            .file("old.md", format!("---\ntitle: T\ndate: 2024-04-01\ndraft: true\n---\n{line}\n"));
        site.run(&["import", "old.md"]).assert_ok();
        assert!(site.read("content/briefings/2024/old.md").contains("status: draft"));
    }
}

#[test]
fn a_key_that_was_to_hold_a_part_of_a_document_back_holds_all_of_it() {
    let source = |keys: &str| format!("sources:\n  - {{ title: {SECRET}, {keys} }}");
    let event = |keys: &str| format!("events:\n  - {{ date: 2024-02, title: {SECRET}, {keys} }}");
    let correction = format!("corrections:\n  - {{ date: 2024-04-03, note: {SECRET}, private: yes }}");
    for part in [
        source("marking: TLP:RED"),
        source("Embargo: 2030-01-01"),
        event("draft: true"),
        event("status: draft"),
        event("publish: false"),
        correction,
    ] {
        let built = SiteTest::new().briefing("x", &part, "Text.").build();
        built.assert_errors();
        assert!(built.said().contains("holds no part of a document back"), "{part}: {}", built.said());
        // It was so in its time, too: what was before is ended, as by any text that is held back.
        let site = SiteTest::new().briefing("x", "", "Quagga.").committed("2024-04-01", "Publish");
        let site = site.briefing("x", &part, "Okapi.").committed("2024-04-02", "Hold");
        let built = site.briefing("x", "", "Ibex.").committed("2024-04-03", "Mend").build();
        built.assert_ok();
        assert!(!built.holds(SECRET) && !built.holds("Quagga.") && !built.holds("Okapi."), "{part}");
    }
    let profile = format!(
        "---\nlabel: X\nstatus: {{ is: improving, date: 2024-01, reason: {SECRET}, embargo: 2030-01-01 }}\n---\n"
    );
    SiteTest::new().file("content/countries/fr.md", profile).build().assert_errors();
    // How secret a source is or was tells of the source.
    for keys in ["classification: SECRET", "access: restricted", "marking: TLP:CLEAR", "published: 2024-02"] {
        let built = SiteTest::new().briefing("x", &source(keys), "Text.").build();
        built.assert_ok();
        assert!(built.said().contains("unknown-key"), "{keys}");
    }
}

#[test]
fn a_topic_is_held_back_and_not_withdrawn() {
    let built =
        SiteTest::new().file("content/topics/x.md", "---\ntitle: X\nstatus: withdrawn\n---\n").build();
    built.assert_errors();
    built.message("error[invalid-value]", "content/topics/x.md:3:9");
}

#[test]
fn rules_look_at_no_held_topic_unless_drafts_are_looked_at() {
    let site = SiteTest::new()
        .file("site.yaml", "title: D\nbase_url: https://example.org/\nlints: { orphan-topic: warning }\n")
        .file("content/topics/x.md", "---\ntitle: X\nstatus: draft\n---\n# A\n\n### B\n");
    assert_eq!(site.check().assert_ok().said(), "no problems");
    assert!(site.run(&["check", "--drafts"]).said().contains("orphan-topic"));
}
