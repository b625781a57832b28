//! Social cards, in a binary that draws them: `cargo nextest run --features cards cards::`.

use std::fs;
use std::time::{Duration, UNIX_EPOCH};

use crate::preview::Preview;
use crate::site_test::{Built, PICTURE, SiteTest};

/// Returns the width and the height that a PNG says of itself.
#[track_caller]
fn size(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"), "no PNG: {:?}", &png[..png.len().min(8)]);
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

/// Returns the addresses of the images that stand for a page.
fn images(built: &Built, path: &str) -> Vec<String> {
    let page = built.page(path);
    let tags = page.split("<meta property=\"og:image\" content=\"").skip(1);
    tags.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}

fn card(name: &str) -> Vec<String> {
    vec![format!("https://example.org/assets/cards/{name}.png")]
}

/// Returns the cards of a site with their bytes, by name.
fn cards(built: &Built) -> Vec<(String, Vec<u8>)> {
    let files = built.files().into_iter();
    files
        .filter_map(|(path, bytes)| {
            Some((path.strip_prefix("assets/cards/")?.strip_suffix(".png")?.to_owned(), bytes))
        })
        .collect()
}

fn names(built: &Built) -> Vec<String> {
    cards(built).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn the_site_each_country_topic_and_relation_have_a_card() {
    let built = SiteTest::new()
        .briefing("one", "countries: [FR, CN]\nmentions: [TV]\ntopics: [trade]", "Text.")
        .briefing("two", "countries: [SU]\ntopics: [trade]", "Text.")
        .build();
    built.assert_ok();
    let cards = cards(&built);
    let names: Vec<&str> = cards.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "countries/china",
            "countries/france",
            "countries/soviet-union",
            "countries/tuvalu",
            "relations/china-france",
            "site",
            "topics/trade",
        ]
    );
    for (name, png) in &cards {
        assert_eq!(size(png), (1200, 630), "{name}");
        let others = cards.iter().filter(|(_, other)| other == png).count();
        assert_eq!(others, 1, "{name} looks like another one");
    }
}

#[test]
fn each_page_names_its_card_and_a_briefing_its_image_or_the_card_of_its_first_country() {
    let built = SiteTest::new()
        .briefing("countries", "countries: [CN, FR]\ntopics: [trade]", "Text.")
        .briefing("nowhere", "", "Text.")
        .briefing("photo", "countries: [FR]\nimage: a.jpg\nimage_alt: A", "Text.")
        .briefing("drawing", "countries: [FR]\nimage: a.svg\nimage_alt: A", "Text.")
        .file("content/briefings/a.jpg", PICTURE)
        .file("content/briefings/a.svg", "<svg/>")
        .build();
    built.assert_ok();
    for (page, name) in [
        ("/", "site"),
        ("/briefings/", "site"),
        ("/countries/france/", "countries/france"),
        ("/countries/china/trade/", "countries/china"),
        ("/topics/trade/", "topics/trade"),
        ("/relations/china-france/", "relations/china-france"),
        ("/briefings/2024/countries/", "countries/china"),
        ("/briefings/2024/nowhere/", "site"),
        // Networks show no SVG.
        ("/briefings/2024/drawing/", "countries/france"),
    ] {
        assert_eq!(images(&built, page), card(name), "{page}");
        let html = built.page(page);
        assert!(html.contains("<meta property=\"og:image:width\" content=\"1200\">"), "{page}");
        assert!(html.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"), "{page}");
    }
    assert_eq!(images(&built, "/briefings/2024/photo/"), ["https://example.org/briefings/2024/photo/a.jpg"]);
    assert_eq!(images(&built, "/404.html"), [""; 0]);
}

#[test]
fn a_site_can_do_without_cards_or_without_relations() {
    let site = |outputs: &str| {
        SiteTest::bare()
            .file(
                "site.yaml",
                format!("title: D\nbase_url: https://example.org/\noutputs: {{ {outputs} }}\n"),
            )
            .briefing("one", "countries: [FR, CN]", "Text.")
            .build()
    };
    let built = site("cards: false");
    assert_eq!(names(&built), [""; 0]);
    assert_eq!(images(&built, "/"), [""; 0]);
    assert_eq!(names(&site("relations: false")), ["countries/china", "countries/france", "site"]);
}

#[test]
fn a_card_is_drawn_again_only_when_it_would_look_otherwise() {
    let built = SiteTest::new().briefing("one", "countries: [FR, CN]", "Text.").build();
    let cache = built.site.root().join(".chancery/cards");
    let kept = || {
        let entries = fs::read_dir(&cache).expect("the cache").flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.filter(|name| name.ends_with(".png")).collect();
        names.sort();
        names
    };
    let before = kept();
    assert_eq!(before.len(), 4, "{before:?}");

    // One that is drawn again is written again. The last bytes before the end of another are changed: what somebody
    // else wrote counts for nothing.
    let (file, other) = (cache.join(&before[0]), cache.join(&before[1]));
    let long_ago = UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    fs::File::options()
        .write(true)
        .open(&other)
        .and_then(|card| card.set_modified(long_ago))
        .expect("a time");
    let whole = fs::read(&file).expect("a card");
    let mut png = whole.clone();
    let at = png.len() - 20;
    png[at] ^= 1;
    fs::write(&file, &png).expect("a card");
    let drawn = cards(&built);
    built.site.write(
        "content/briefings/one.md",
        "---\ntitle: T\ndate: 2024-04-01\ncountries: [FR, CN]\n---\nMore.\n",
    );
    built.site.run(&["build"]).assert_ok();
    assert_eq!(cards(&built), drawn);
    assert_eq!(kept(), before);
    assert_eq!(fs::read(&file).expect("a card"), whole);
    let time = fs::metadata(&other).and_then(|card| card.modified()).expect("a time");
    assert_eq!(time, long_ago, "it was drawn again");

    // One that a full disk cut short is not.
    fs::write(&file, &png[..100]).expect("a card");
    built.site.run(&["build"]).assert_ok();
    assert!(cards(&built).iter().all(|(_, bytes)| size(bytes) == (1200, 630) && bytes.len() > 1000));

    built.site.write("site.yaml", "title: Another Desk\nbase_url: https://example.org/\n");
    built.site.run(&["build"]).assert_ok();
    assert_eq!(kept().len(), 4);
    assert!(kept().iter().all(|name| !before.contains(name)), "old cards are kept");
}

#[test]
fn a_cache_that_cannot_be_written_costs_time_only() {
    let built =
        SiteTest::new().file(".chancery", "a file").briefing("one", "countries: [FR]", "Text.").build();
    built.assert_ok();
    assert_eq!(names(&built), ["countries/france", "site"]);
}

#[test]
fn two_builds_draw_the_same_bytes() {
    let build =
        || cards(&SiteTest::new().briefing("one", "countries: [FR, CN]\ntopics: [trade]", "T.").build());
    assert_eq!(build(), build());
}

#[test]
fn names_in_letters_that_the_font_lacks_are_written_in_english() {
    let named = |config: &str, topic: &str| {
        let built = SiteTest::bare()
            .file("site.yaml", format!("base_url: https://example.org/\n{config}\n"))
            .file("content/topics/trade.md", format!("---\ntitle: {topic}\n---\n"))
            .briefing("one", "countries: [JP, FR]\ntopics: [trade]", "Text.")
            .build();
        built.assert_ok();
        cards(&built)
    };
    let label = |name: &str| format!("countries: {{ JP: {{ label: {name} }} }}");
    // The English name, the id and the address are what a site would have that says nothing else.
    let plain = named(&format!("title: example.org\n{}", label("Japan")), "Trade");
    let foreign = named(&format!("title: 東京\n{}", label("日本")), "貿易");
    assert_eq!(foreign, plain);
    let greek = named(&format!("title: Αθήνα\n{}", label("Ιαπωνία")), "Εμπόριο");
    assert!(greek.iter().zip(&plain).all(|(one, other)| one != other), "Greek is written in Greek");
}

#[test]
fn markup_and_controls_in_names_are_text_on_a_card() {
    let title = "\"<b> & </svg>\\u0001\\t\\u007f\"";
    let built = SiteTest::bare()
        .file(
            "site.yaml",
            format!(
                "title: {title}\nbase_url: https://example.org/\ncountries: {{ FR: {{ label: {title} }} }}\n"
            ),
        )
        .briefing("one", &format!("countries: [FR]\ntopics: [{title}]"), "Text.")
        .build();
    built.assert_ok();
    assert_eq!(cards(&built).len(), 3);
    for (name, png) in cards(&built) {
        assert_eq!(size(&png), (1200, 630), "{name}");
    }
}

#[test]
fn a_briefing_that_is_held_back_leaves_no_trace_on_a_card() {
    let open = SiteTest::new().briefing("one", "countries: [FR]\ntopics: [trade]", "Text.").build();
    let held = SiteTest::new()
        .briefing("one", "countries: [FR]\ntopics: [trade]", "Text.")
        .briefing("two", "countries: [FR, DE]\ntopics: [trade, secrets]\nstatus: draft", "Text.")
        .build();
    held.assert_ok();
    assert_eq!(cards(&held), cards(&open));
}

#[test]
fn the_preview_shows_the_card_that_a_build_writes() {
    let built = SiteTest::new().briefing("one", "countries: [FR]", "Text.").build();
    let card = fs::read(built.public().join("assets/cards/countries/france.png")).expect("a card");
    let preview = Preview::start(built.site);
    let answer = preview.get("/assets/cards/countries/france.png");
    assert_eq!((answer.status, answer.header("content-type")), (200, "image/png"));
    assert_eq!(answer.body, String::from_utf8_lossy(&card));
}

#[test]
fn a_card_says_whose_boundaries_it_has() {
    let built = |maps: &str| {
        let built = SiteTest::new()
            .file("site.yaml", format!("title: Desk\nbase_url: https://example.org/\nmaps: {maps}\n"))
            .briefing("one", "countries: [FR]", "Text.")
            .build();
        built.assert_ok();
        cards(&built)
    };
    let usual = built("{}");
    assert_eq!(built("{ boundaries: un }"), usual);
    // France is the same in both views, and the words below it are not.
    for other in [built("{ boundaries: de-facto }"), built("{ note: Boundaries of our own }")] {
        assert!(usual.iter().zip(&other).all(|(one, other)| one != other));
    }
    // The font has no Chinese letters.
    assert_eq!(built("{ note: 边界 }"), built("{ note: Boundaries without opinion on any status }"));
}
