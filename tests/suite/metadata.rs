//! What machines read in a page: JSON-LD, Open Graph, the tags of reference managers, microformats and
//! Robust Links.

use serde_json::{Value, json};

use crate::site_test::{Built, SiteTest};

/// Returns the only block of JSON-LD in a page, as its source and as its value.
#[track_caller]
fn json_ld(built: &Built, path: &str) -> Value {
    let page = built.page(path);
    let mut blocks = page.split("<script type=\"application/ld+json\">").skip(1);
    let block = blocks.next().unwrap_or_else(|| panic!("no JSON-LD in {page}"));
    assert!(blocks.next().is_none(), "two blocks in {page}");
    let json = block.split("</script>").next().expect("an end");
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

/// Returns the contents of the `<meta>` tags of this name or property, in order.
fn meta(built: &Built, path: &str, name: &str) -> Vec<String> {
    let page = built.page(path);
    let tags = page.lines().filter_map(|line| line.strip_prefix("<meta "));
    tags.filter_map(|tag| {
        let (key, content) = tag.split_once(" content=\"")?;
        let is_wanted = key == format!("name=\"{name}\"") || key == format!("property=\"{name}\"");
        is_wanted.then(|| content.trim_end_matches("\">").to_owned())
    })
    .collect()
}

/// Returns the names and addresses of the way to a page.
fn way(node: &Value) -> Vec<(&str, Option<&str>)> {
    let steps = node["breadcrumb"]["itemListElement"].as_array().expect("a list");
    for (place, step) in steps.iter().enumerate() {
        assert_eq!(step["position"], place + 1);
    }
    steps.iter().map(|step| (step["name"].as_str().expect("a name"), step["item"].as_str())).collect()
}

/// A site without social cards, which only some binaries have.
fn desk() -> SiteTest {
    SiteTest::bare()
        .file("site.yaml", "title: Test Desk\nbase_url: https://example.org/\noutputs: { cards: false }\n")
}

const FRANCE_CHINA: &str = "\
title: France asks China
date: 2024-04-01T09:00:00+02:00
updated: 2024-04-03
summary: A visit.
countries: [FR, CN]
mentions: [RU]
topics: [trade]
people: [Wang Yi]
authors: [Ann Lee, Political Section]
series: Ukraine diplomacy
sources:
  - { id: mfa, title: Press conference, publisher: French MFA, date: 2024-04, url: \"https://mfa.example/a?b=1&c=2\", archived: \"https://web.archive.org/web/20240402101112/https://mfa.example/a\" }
  - { title: A book }
events:
  - { date: 2024-02, title: A visit to Paris }
  - { date: 2023-11-06, title: A call }
corrections:
  - { date: 2024-04-03, note: It was February. }";

#[test]
fn a_briefing_says_in_json_ld_what_it_is_and_what_it_is_about() {
    let built = desk().briefing("france-china", FRANCE_CHINA, "Three words here.").build();
    built.assert_ok();
    let url = "https://example.org/briefings/2024/france-china/";
    let country = |code: &str, name: &str, slug: &str| {
        let url = format!("https://example.org/countries/{slug}/");
        json!({ "@type": "Country", "name": name, "identifier": code, "url": url })
    };
    let site = |kind: &str| json!({ "@type": kind, "name": "Test Desk", "url": "https://example.org/" });
    let node = json_ld(&built, "/briefings/2024/france-china/");
    let way = way(&node["mainEntityOfPage"]);
    assert_eq!(
        way,
        [
            ("Test Desk", Some("https://example.org/")),
            ("All briefings", Some("https://example.org/briefings/")),
            ("2024", Some("https://example.org/briefings/2024/")),
            ("France asks China", None),
        ]
    );
    let mut node = node.clone();
    node.as_object_mut().expect("a node").remove("mainEntityOfPage");
    assert_eq!(
        node,
        json!({
            "@context": "https://schema.org",
            "@type": "AnalysisNewsArticle",
            "@id": url,
            "url": url,
            "headline": "France asks China",
            "description": "A visit.",
            "inLanguage": "en",
            "datePublished": "2024-04-01T09:00:00+02:00",
            "dateModified": "2024-04-03T00:00:00Z",
            "author": [
                { "@type": "Person", "name": "Ann Lee", "url": "https://example.org/authors/ann-lee/" },
                {
                    "@type": "Organization",
                    "name": "Political Section",
                    "url": "https://example.org/authors/political-section/",
                },
            ],
            "publisher": site("Organization"),
            "wordCount": 3,
            "isPartOf": [
                site("WebSite"),
                {
                    "@type": "CreativeWorkSeries",
                    "name": "Ukraine diplomacy",
                    "url": "https://example.org/series/ukraine-diplomacy/",
                },
            ],
            "position": 1,
            "about": [
                country("FR", "France", "france"),
                country("CN", "China", "china"),
                { "@type": "DefinedTerm", "name": "Trade", "url": "https://example.org/topics/trade/" },
            ],
            "mentions": [
                country("RU", "Russia", "russia"),
                { "@type": "Person", "name": "Wang Yi", "url": "https://example.org/people/wang-yi/" },
            ],
            "spatialCoverage": [country("FR", "France", "france"), country("CN", "China", "china")],
            "temporalCoverage": "2023-11-06/2024-02",
            "citation": [
                {
                    "@type": "CreativeWork",
                    "name": "Press conference",
                    "publisher": { "@type": "Organization", "name": "French MFA" },
                    "datePublished": "2024-04",
                    "url": "https://mfa.example/a?b=1&c=2",
                    "archivedAt": "https://web.archive.org/web/20240402101112/https://mfa.example/a",
                },
                { "@type": "CreativeWork", "name": "A book" },
            ],
            "correction": [
                { "@type": "CorrectionComment", "datePublished": "2024-04-03", "text": "It was February." },
            ],
        })
    );
}

#[test]
fn the_type_in_json_ld_follows_the_kind() {
    let kinds = [
        ("analysis", "AnalysisNewsArticle"),
        ("report", "Report"),
        ("reportage", "ReportageNewsArticle"),
        ("background", "BackgroundNewsArticle"),
    ];
    let site = kinds
        .iter()
        .fold(SiteTest::new(), |site, (kind, _)| site.briefing(kind, &format!("kind: {kind}"), "Text."));
    let built = site.build();
    for (kind, wanted) in kinds {
        assert_eq!(json_ld(&built, &format!("/briefings/2024/{kind}/"))["@type"], wanted);
    }
}

#[test]
fn no_title_breaks_out_of_the_json_or_of_a_tag() {
    let title = "</script><script>alert(1)</script><!-- \"><u>&amp;\u{2028}";
    let built = SiteTest::new()
        .briefing("attack", &format!("title: {}\ncountries: [FR]", json!(title)), "Text.")
        .build();
    built.assert_ok();
    let page = built.page("/briefings/2024/attack/");
    assert!(!page.contains("<script>alert"), "{page}");
    assert!(!page.contains("<u>"), "{page}");
    let node = json_ld(&built, "/briefings/2024/attack/");
    assert_eq!(node["headline"], title);
    let escaped =
        "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!-- &quot;&gt;&lt;u&gt;&amp;amp;\u{2028}";
    assert_eq!(meta(&built, "/briefings/2024/attack/", "citation_title"), [escaped]);
}

#[test]
fn what_a_briefing_does_not_say_is_left_out_of_its_metadata() {
    let built = desk().briefing("plain", "", "Text.").build();
    let node = json_ld(&built, "/briefings/2024/plain/");
    for key in ["about", "mentions", "spatialCoverage", "temporalCoverage", "citation", "correction", "image"]
    {
        assert!(node.get(key).is_none(), "{key} in {node}");
    }
    assert_eq!(
        node["author"],
        json!([{ "@type": "Organization", "name": "Test Desk", "url": "https://example.org/" }])
    );
    assert_eq!(meta(&built, "/briefings/2024/plain/", "og:image"), [""; 0]);
    assert_eq!(meta(&built, "/briefings/2024/plain/", "twitter:card"), [""; 0]);
    assert_eq!(meta(&built, "/briefings/2024/plain/", "article:modified_time"), [""; 0]);
}

#[test]
fn reference_managers_read_a_briefing() {
    let built = SiteTest::new()
        .briefing("france-china", FRANCE_CHINA, "Text.")
        .briefing("numbers", "kind: report", "Text.")
        .build();
    let of = |name| meta(&built, "/briefings/2024/france-china/", name);
    for name in ["citation_title", "DC.title"] {
        assert_eq!(of(name), ["France asks China"], "{name}");
    }
    for name in ["citation_author", "DC.creator"] {
        assert_eq!(of(name), ["Ann Lee", "Political Section"], "{name}");
    }
    for name in ["citation_public_url", "DC.identifier"] {
        assert_eq!(of(name), ["https://example.org/briefings/2024/france-china/"], "{name}");
    }
    assert_eq!(of("citation_publication_date"), ["2024/04/01"]);
    assert_eq!(of("DC.date"), ["2024-04-01"]);
    assert_eq!(of("citation_publisher"), ["Test Desk"]);
    assert_eq!(of("DC.type"), ["webpage"]);
    assert_eq!(of("DC.subject"), ["France", "China", "Trade"]);

    let of = |name| meta(&built, "/briefings/2024/numbers/", name);
    assert_eq!(of("citation_technical_report_institution"), ["Test Desk"]);
    assert_eq!(of("citation_publisher"), [""; 0]);
    assert_eq!(of("citation_author"), ["Test Desk"], "the site stands for the author");
    assert_eq!(of("DC.type"), ["report"]);
}

#[test]
fn a_link_to_a_page_can_be_shown_with_its_title_text_and_image() {
    let built = SiteTest::bare()
        .file("site.yaml", "title: Desk\nbase_url: https://example.org/a/\nlanguage: de-AT\ndescription: About us.\noutputs: { cards: false }\n")
        .file(
            "content/briefings/visit/index.md",
            "---\ntitle: Visit\ndate: 2024-04-01\nsummary: A visit.\nimage: map.svg\nimage_alt: A map\n---\n\nText.\n",
        )
        .file("content/briefings/visit/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .build();
    built.assert_ok();
    let of = |name| meta(&built, "/briefings/2024/visit/", name);
    assert_eq!(of("og:type"), ["article"]);
    assert_eq!(of("og:title"), ["Visit"]);
    assert_eq!(of("og:description"), ["A visit."]);
    assert_eq!(of("og:url"), ["https://example.org/a/briefings/2024/visit/"]);
    assert_eq!(of("og:site_name"), ["Desk"]);
    assert_eq!(of("og:locale"), ["de_AT"]);
    assert_eq!(of("og:image"), ["https://example.org/a/briefings/2024/visit/map.svg"]);
    assert_eq!(of("og:image:alt"), ["A map"]);
    assert_eq!(of("twitter:card"), ["summary_large_image"]);
    assert_eq!(of("article:published_time"), ["2024-04-01T00:00:00Z"]);
    let image = &json_ld(&built, "/briefings/2024/visit/")["image"];
    assert_eq!(image, "https://example.org/a/briefings/2024/visit/map.svg");

    assert_eq!(meta(&built, "/", "og:type"), ["website"]);
    assert_eq!(meta(&built, "/", "og:title"), ["Desk"]);
    assert_eq!(meta(&built, "/", "og:description"), ["About us."]);
}

#[test]
fn lists_say_what_they_are_about_and_how_to_get_there() {
    let built = SiteTest::new()
        .file("content/topics/economy.md", "---\ntitle: Economy\n---\n")
        .file("content/topics/trade.md", "---\ntitle: Trade\nparent: economy\n---\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\n\nUs.\n")
        .briefing("one", "countries: [FR, CN]\ntopics: [trade]\npeople: [Wang Yi]", "Text.")
        .briefing("two", "countries: [FR, CN]\ntopics: [trade]\nseries: Talks", "Text.")
        .build();
    built.assert_ok();
    let home = json_ld(&built, "/");
    assert_eq!(home["@type"], "WebSite");
    assert_eq!(home["publisher"]["name"], "Test Desk");
    assert!(home.get("breadcrumb").is_none());

    let of = |path: &str| {
        let node = json_ld(&built, path);
        assert_eq!(node["isPartOf"]["@type"], "WebSite", "{path}");
        assert_eq!(node["@id"], format!("https://example.org{path}"), "{path}");
        let names: Vec<String> = way(&node).iter().map(|(name, _)| (*name).to_owned()).collect();
        let about = node["about"].as_array().into_iter().flatten();
        let about: Vec<String> =
            about.map(|node| node["name"].as_str().expect("a name").to_owned()).collect();
        (node["@type"].as_str().expect("a type").to_owned(), names.join(" > "), about.join(", "))
    };
    let list = |names: &str, about: &str| ("CollectionPage".to_owned(), names.to_owned(), about.to_owned());
    assert_eq!(of("/about/"), ("WebPage".to_owned(), "Test Desk > About".to_owned(), String::new()));
    assert_eq!(of("/briefings/"), list("Test Desk > All briefings", ""));
    assert_eq!(of("/briefings/2024/"), list("Test Desk > All briefings > Briefings of 2024", ""));
    assert_eq!(of("/countries/france/"), list("Test Desk > Countries > France", "France"));
    assert_eq!(
        of("/countries/france/trade/"),
        list("Test Desk > Countries > France > France: Trade", "France, Trade")
    );
    assert_eq!(
        of("/relations/china-france/"),
        list("Test Desk > Relations > China and France", "China, France")
    );
    assert_eq!(of("/topics/trade/"), list("Test Desk > Topics > Economy > Trade", "Trade"));
    assert_eq!(of("/people/wang-yi/"), list("Test Desk > People > Wang Yi", ""));
    assert_eq!(of("/series/talks/"), list("Test Desk > Series > Talks", ""));
    assert_eq!(of("/regions/europe/"), list("Test Desk > Regions > Europe", ""));
}

#[test]
fn pages_that_search_engines_leave_out_have_no_metadata_but_a_withdrawn_briefing_can_still_be_cited() {
    let built = SiteTest::new().briefing("gone", "status: withdrawn\naliases: [/old/]", "Text.").build();
    for path in ["/404.html", "/old/"] {
        let page = built.page(path);
        assert!(!page.contains("og:") && !page.contains("ld+json"), "{path}: {page}");
    }
    assert_eq!(json_ld(&built, "/briefings/2024/gone/")["creativeWorkStatus"], "Withdrawn");
    assert_eq!(meta(&built, "/briefings/2024/gone/", "citation_title"), ["gone"]);
}

#[test]
fn links_to_sources_say_which_version_was_meant() {
    let sources = "sources:
  - { title: Wayback, url: \"https://one.example/\", archived: \"https://web.archive.org/web/20240402101112id_/https://one.example/\" }
  - { title: Other, url: \"https://two.example/\", archived: \"https://perma.example/AB-12/99999999999999/\" }
  - { title: Only, url: \"https://three.example/\" }
  - { title: Copy, archived: \"https://archive.example/20230131235959/https://four.example/\" }";
    let built = SiteTest::new().briefing("linked", sources, "Text.").build();
    built.assert_ok();
    let main = built.main("/briefings/2024/linked/");
    for wanted in [
        r#"<a href="https://one.example/" data-originalurl="https://one.example/" data-versionurl="https://web.archive.org/web/20240402101112id_/https://one.example/" data-versiondate="2024-04-02">Wayback</a>"#,
        r#"<a href="https://web.archive.org/web/20240402101112id_/https://one.example/" data-originalurl="https://one.example/" data-versiondate="2024-04-02">archived</a>"#,
        r#"<a href="https://two.example/" data-originalurl="https://two.example/" data-versionurl="https://perma.example/AB-12/99999999999999/" data-versiondate="2024-04-01">Other</a>"#,
        r#"<a href="https://three.example/" data-originalurl="https://three.example/" data-versiondate="2024-04-01">Only</a>"#,
        r#"<a href="https://archive.example/20230131235959/https://four.example/" data-versiondate="2023-01-31">archived</a>"#,
    ] {
        assert!(main.contains(wanted), "{wanted}\n\nis not in\n\n{main}");
    }
}

#[test]
fn a_briefing_is_an_h_entry() {
    let built = SiteTest::new().briefing("france-china", FRANCE_CHINA, "Text.").build();
    let main = built.main("/briefings/2024/france-china/");
    for wanted in [
        r#"class="briefing h-entry""#,
        r#"<data class="u-url u-uid" value="https://example.org/briefings/2024/france-china/">"#,
        r#"<h1 class="p-name">France asks China</h1>"#,
        r#"p-summary">A visit.</p>"#,
        r#"<time class="dt-published" datetime="2024-04-01">"#,
        r#"<time class="dt-updated" datetime="2024-04-03">"#,
        r#"<a class="p-author h-card" rel="author" href="/authors/ann-lee/">Ann Lee</a>"#,
        r#"<a class="p-category" href="/countries/france/">France</a>"#,
        r#"<a class="p-category" href="/topics/trade/">Trade</a>"#,
        r#"e-content">"#,
    ] {
        assert!(main.contains(wanted), "{wanted} is not in {main}");
    }
}
