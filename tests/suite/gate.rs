//! The gate: what is held back leaves no trace.

use insta::assert_snapshot;

use crate::site_test::{Built, PICTURE, SiteTest};

/// A word that stands nowhere but in held-back documents and in the names of their files.
const SECRET: &str = "zanzibarite";

/// A front matter that has the secret in every field.
fn secret_matter(gate: &str) -> String {
    format!(
        "title: {SECRET}\nslug: {SECRET}\nsummary: {SECRET}\ncountries: [TZ]\nmentions: [FR, KM]\ntopics: [{SECRET}, trade]\n\
         people: [{SECRET}]\nauthors: [{SECRET}]\nseries: {SECRET}\nsources: [{{id: s, title: {SECRET}, url: 'https://{SECRET}.example/'}}]\n\
         events: [{{date: 2024, title: {SECRET}, countries: [MZ]}}]\ncorrections: [{{date: 2024, note: {SECRET}}}]\n\
         supersedes: [open]\naliases: [/{SECRET}/]\nimage: {SECRET}.png\nimage_alt: {SECRET}\nextra: {{a: {SECRET}}}\n{gate}"
    )
}

/// A site with an open briefing, and one that the gate's keys hold back, in a folder of its own.
fn site_with(gate: &str) -> SiteTest {
    let date = if gate.contains("date:") { "" } else { "date: 2024-04-01\n" };
    SiteTest::new()
        .briefing("open", "countries: [FR]\ntopics: [trade]", "Open text.")
        .file(
            &format!("content/briefings/{SECRET}/index.md"),
            format!("---\n{date}{}\n---\n\n## {SECRET}\n\n{SECRET}[^s] ![{SECRET}]({SECRET}.png) [f](../loose.pdf)\n", secret_matter(gate)),
        )
        .file(&format!("content/briefings/{SECRET}/{SECRET}.png"), PICTURE)
        .file("content/briefings/loose.pdf", SECRET)
}

#[track_caller]
fn assert_no_trace(built: &Built) {
    built.assert_ok();
    assert!(built.files().len() > 10);
    for (path, bytes) in built.files() {
        assert!(!path.to_lowercase().contains(SECRET), "{path}");
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains(SECRET), "{path} holds a trace: {text}");
        for country in ["tanzania", "mozambique", "comoros"] {
            assert!(!text.contains(country) && !path.contains(country), "{path} names {country}: {text}");
        }
    }
    assert!(!built.main("/briefings/2024/open/").contains("takes the place"));
    assert!(built.main("/topics/").contains("Trade</a> <span class=\"count\">1</span>"));
}

#[test]
fn a_draft_leaves_no_trace_in_the_output() {
    let built = site_with("status: draft").build();
    assert_no_trace(&built);
    assert!(built.said().contains("1 held back: 1 draft"), "{}", built.said());
}

#[test]
fn an_embargoed_briefing_leaves_no_trace_in_the_output() {
    let built = site_with("embargo: 2024-06-01T14:00:01+02:00").build();
    assert_no_trace(&built);
    assert!(built.said().contains("1 held back: 1 embargo"), "{}", built.said());
}

#[test]
fn a_briefing_of_tomorrow_leaves_no_trace_in_the_output() {
    let built = site_with("date: 2024-06-02").build();
    assert_no_trace(&built);
    assert!(built.said().contains("1 held back: 1 future"), "{}", built.said());
}

#[test]
fn a_marking_other_than_clear_leaves_no_trace_in_the_output() {
    for marking in ["TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"] {
        let built = site_with(&format!("marking: {marking}")).build();
        assert_no_trace(&built);
        assert!(built.said().contains("1 held back: 1 marking"), "{}", built.said());
    }
}

#[test]
fn drafts_are_built_if_asked_for_and_markings_and_embargoes_never() {
    let built = site_with("status: draft").arg("--drafts").build();
    built.assert_ok();
    assert!(built.main(&format!("/briefings/2024/{SECRET}/")).contains("Preview: draft"));
    assert!(built.has(&format!("/briefings/2024/{SECRET}/{SECRET}.png")));
    assert_no_trace(&site_with("marking: TLP:RED").arg("--drafts").build());
    assert_no_trace(&site_with("status: draft\nmarking: TLP:RED").arg("--drafts").build());
    assert_no_trace(&site_with("embargo: 2024-06-02").arg("--drafts").build());
}

#[test]
fn the_clock_opens_the_gate_to_the_second() {
    let at = |seconds: &str| {
        site_with("embargo: 2024-06-01T14:00:00+02:00").env("SOURCE_DATE_EPOCH", seconds).build()
    };
    assert_no_trace(&at("1717243199"));
    assert!(at("1717243200").has(&format!("/briefings/2024/{SECRET}/")));
}

#[test]
fn a_day_begins_in_the_sites_time_zone() {
    let at = |zone: &str| {
        SiteTest::bare()
            .file("site.yaml", format!("title: D\nbase_url: https://example.org/\ntimezone: {zone}\n"))
            .briefing("x", "date: 2024-06-01", "Text.")
            .env("SOURCE_DATE_EPOCH", "1717192800") // 31 May 2024, 22:00 UTC
            .build()
    };
    assert!(at("Europe/Paris").has("/briefings/2024/x/"));
    assert!(!at("UTC").has("/briefings/2024/x/"));
}

#[test]
fn a_site_may_publish_a_further_marking() {
    let built = SiteTest::bare()
        .file(
            "site.yaml",
            "title: D\nbase_url: https://example.org/\npublish: {markings: [TLP:CLEAR, TLP:GREEN]}\n",
        )
        .briefing("green", "marking: TLP:GREEN", "Text.")
        .briefing("amber", "marking: TLP:AMBER", "Text.")
        .build();
    built.assert_ok();
    assert!(built.main("/briefings/2024/green/").contains("TLP:GREEN"));
    assert!(!built.has("/briefings/2024/amber/"));
}

#[test]
fn pages_pass_the_gate_too() {
    let built = SiteTest::new()
        .file("content/pages/plan.md", format!("---\ntitle: {SECRET}\nstatus: draft\n---\n{SECRET}\n"))
        .file("content/pages/later.md", format!("---\ntitle: {SECRET}\nembargo: 2025-01-01\n---\n{SECRET}\n"))
        .file("content/pages/index.md", format!("---\ntitle: {SECRET}\nmarking: TLP:RED\n---\n{SECRET}\n"))
        .build();
    built.assert_ok();
    assert!(built.said().contains("3 held back: 1 draft, 1 embargo, 1 marking"), "{}", built.said());
    assert!(
        built
            .files()
            .iter()
            .all(|(path, bytes)| !path.contains("plan") && !String::from_utf8_lossy(bytes).contains(SECRET))
    );
}

#[test]
fn errors_inside_a_draft_are_warnings() {
    let built = SiteTest::new()
        .briefing("a", "", "Text.")
        .briefing(
            "b",
            "status: draft\ncountries: [Atlantis]\nsources: [{id: x}]\nslug: a/b",
            "[gone](gone.md) text[^gone]",
        )
        .briefing("c", "status: draft\nkind: essay", "Text.")
        .briefing("d", "marking: TLP:RED\ndate: 2024-02-30", "Text.")
        .build();
    built.assert_ok();
    assert!(built.messages().iter().all(|message| message.starts_with("warning[")), "{}", built.said());
    built.message("warning[unknown-country]", "content/briefings/b.md:5:13");
    built.message("warning[invalid-value]", "content/briefings/c.md:5:7");
    built.message("warning[invalid-date]", "content/briefings/d.md:4:7");
    assert!(built.said().contains("3 held back: 2 draft, 1 marking"), "{}", built.said());
}

#[test]
fn a_link_to_a_held_back_briefing_is_text_with_a_warning_and_publishes_no_file() {
    let built = site_with("status: draft")
        .briefing(
            "linking",
            "",
            &format!("A [word](zanzibarite/index.md) ![map](zanzibarite/zanzibarite.png) [address](/briefings/2024/{SECRET}/).").replace(SECRET, SECRET),
        )
        .build();
    assert_no_trace(&built);
    assert!(built.main("/briefings/2024/linking/").contains("<p>A word map address.</p>"));
    let held = built.messages().iter().filter(|it| it.starts_with("warning[held-back-link]")).count();
    assert_eq!(held, 3, "{}", built.said());
    assert_snapshot!(built.message("warning[held-back-link]", "content/briefings/linking.md:7:3"));
}

#[test]
fn pins_supersedes_and_series_leave_held_back_briefings_out() {
    let built = SiteTest::new()
        .file("content/countries/fr.md", "---\npinned: [secret, one]\n---\n")
        .briefing("one", "date: 2024-01-01\nseries: talks", "Text.")
        .briefing(
            "secret",
            &format!("title: {SECRET}\ndate: 2024-02-01\nseries: talks\nstatus: draft"),
            "Text.",
        )
        .briefing("three", "date: 2024-03-01\nseries: talks\nsupersedes: [secret]", "Text.")
        .build();
    built.assert_ok();
    assert!(built.main("/briefings/2024/three/").contains("Part 2 of 2"));
    assert!(built.files().iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains(SECRET)));
    assert_snapshot!(built.message("warning[held-back-link]", "content/countries/fr.md:2:10"));
    built.message("warning[held-back-link]", "content/briefings/three.md:5:14");
}

#[test]
fn a_withdrawn_briefing_stays_with_a_notice() {
    let built = SiteTest::new().briefing("x", "status: withdrawn", "Text.").build();
    built.assert_ok();
    assert!(built.main("/briefings/2024/x/").contains("has been withdrawn"));
    assert!(built.page("/briefings/2024/x/").contains("noindex"));
    assert!(built.main("/").contains("Withdrawn"));
}

#[test]
fn the_draft_key_of_other_generators_is_an_error_and_publishes_nothing() {
    let built = SiteTest::new().briefing("x", "draft: true", "Not yet.").build();
    built.assert_errors();
    assert!(built.said().contains("write `status: draft` in its place"), "{}", built.said());
}

/// Every reason to hold a briefing back, as front matter.
const REASONS: [&str; 4] =
    ["status: draft", "date: 2024-06-02", "embargo: 2024-06-01T14:00:01+02:00", "marking: TLP:AMBER+STRICT"];

/// Asserts that a word stands in no name and no byte of the output, compressed files included.
#[track_caller]
fn assert_nowhere(built: &Built, word: &str) {
    built.assert_ok();
    for (path, bytes) in built.files() {
        let bytes = if bytes.starts_with(&[0x1f, 0x8b]) {
            let mut plain = Vec::new();
            std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&bytes[..]), &mut plain)
                .expect("gzip");
            plain
        } else {
            bytes
        };
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!path.to_lowercase().contains(word) && !text.contains(word), "{path}: {text}");
    }
}

/// A site in which others link to a held-back briefing, pin it, supersede it and share a series with it.
fn entangled(gate: &str) -> Built {
    let secret = secret_matter(gate).replace("supersedes: [open]", "supersedes: [one]");
    let secret = secret.replace(&format!("series: {SECRET}"), "series: talks");
    let date = if gate.contains("date:") { "" } else { "date: 2024-02-01\n" };
    SiteTest::bare()
        .file(
            "site.yaml",
            "title: D\nbase_url: https://example.org/\ntaxonomies: [people, organisations]\nrelations: { minimum: 1 }\n",
        )
        .file("content/topics/trade.md", "---\ntitle: Trade\n---\n\nOpen, see [that](../briefings/hidden.md).\n")
        .file(
            &format!("content/topics/{SECRET}.md"),
            format!("---\ntitle: {SECRET}\naliases: [{SECRET}s]\nhint: {SECRET}\n---\n\nAbout {SECRET}.\n"),
        )
        .file(
            "content/countries/fr.md",
            "---\npinned: [hidden, one]\n---\n\nSee [that](../briefings/hidden.md).\n",
        )
        .file("content/pages/index.md", "---\ntitle: H\n---\n\nSee [that](../briefings/hidden.md).\n")
        .briefing("one", "date: 2024-01-01\nseries: talks\ncountries: [FR, DE]\ntopics: [trade]", "[next](hidden.md)")
        .file(
            "content/briefings/hidden.md",
            format!(
                "---\n{date}{secret}\norganisations: [{SECRET}]\n---\n\n## {SECRET}\n\n{SECRET}[^s] ![{SECRET}]({SECRET}.png)\n"
            ),
        )
        .file(&format!("content/briefings/{SECRET}.png"), PICTURE)
        .briefing(
            "three",
            "date: 2024-03-01\nseries: talks\nsupersedes: [hidden]\ncountries: [FR, DE]\ntopics: [trade]",
            &format!("[before](hidden.md) and [address](/briefings/2024/{SECRET}/#x)"),
        )
        .build()
}

#[test]
fn what_others_link_to_pin_supersede_and_count_leaves_no_trace_for_any_reason() {
    for gate in REASONS {
        let built = entangled(gate);
        assert_nowhere(&built, SECRET);
        for country in ["tanzania", "mozambique", "comoros"] {
            assert_nowhere(&built, country);
        }
        assert!(!built.has("/briefings/2024/hidden/"), "{gate}");
        assert!(built.main("/briefings/2024/three/").contains("Part 2 of 2"), "{gate}");
        assert!(built.main("/countries/").contains("France</a> <span class=\"count\">2</span>"), "{gate}");
        assert!(built.main("/topics/").contains("Trade</a> <span class=\"count\">2</span>"), "{gate}");
        assert!(!built.main("/briefings/2024/one/").contains("newer"), "{gate}");
    }
}

#[test]
fn the_site_is_the_same_to_the_byte_for_whatever_reason_a_briefing_is_held_back() {
    let [first, others @ ..] = REASONS.map(entangled);
    for other in others {
        crate::site_test::assert_same_files(&other.files(), &first.files());
    }
}

#[test]
fn the_chatham_house_rule_holds_nothing_back() {
    let built = SiteTest::new().briefing("x", "chatham_house: true", "Text.").build();
    built.assert_ok();
    assert!(built.main("/briefings/2024/x/").contains("Chatham House"));
    assert!(!built.said().contains("held back"), "{}", built.said());
}

#[test]
fn a_briefing_that_is_held_back_later_is_taken_out_of_the_output() {
    let built =
        SiteTest::new().briefing("a", "", "Text.").briefing("b", &format!("title: {SECRET}"), SECRET).build();
    assert!(built.has("/briefings/2024/b/"));
    built.site.write(
        "content/briefings/b.md",
        format!("---\ntitle: {SECRET}\ndate: 2024-04-01\nmarking: TLP:RED\n---\n{SECRET}\n"),
    );
    built.site.run(&["build"]).assert_ok();
    assert_nowhere(&built, SECRET);
}

#[test]
fn a_marking_has_one_spelling_and_any_other_stops_the_build() {
    for label in
        ["tlp:red", "TLP:red", "TLP RED", "TLP: RED", "RED", "TLP:WHITE", "TLP:AMBER STRICT", "TLP:CLEAR "]
    {
        let built = SiteTest::new().briefing("x", &format!("marking: '{label}'"), SECRET).build();
        built.assert_errors();
        built.message("error[invalid-marking]", "content/briefings/x.md:4:10");
        let settings =
            format!("title: D\nbase_url: https://example.org/\npublish: {{ markings: ['{label}'] }}\n");
        let built = SiteTest::bare().file("site.yaml", settings).build();
        built.assert_errors();
        built.message("error[invalid-marking]", "site.yaml:3:23");
    }
}
