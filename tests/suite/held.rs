//! Seeing one's own: a preview of what is held back, for its writers alone.

use crate::preview::Preview;
use crate::site_test::SiteTest;

/// A picture of one pixel, and one that is large enough for smaller copies.
fn photo() -> Vec<u8> {
    let mut bytes = Vec::new();
    let image = image::RgbImage::from_fn(1600, 900, |x, y| {
        image::Rgb([x, y, x * y].map(|value| value.to_le_bytes()[0]))
    });
    image::codecs::jpeg::JpegEncoder::new(&mut bytes).encode_image(&image).expect("a picture");
    bytes
}

fn desk() -> SiteTest {
    SiteTest::new()
        .briefing("open", "countries: [FR]", "Open to all.")
        .briefing("draft", "status: draft\ncountries: [FR]", "A draft.")
        .briefing(
            "visit/index",
            "embargo: 2024-07-01T09:00:00+02:00\ncountries: [FR]",
            "Not yet. ![x](photo.jpg)",
        )
        .file("content/briefings/visit/photo.jpg", photo())
        .briefing("source", "marking: TLP:AMBER+STRICT\ncountries: [FR]", "Who said it.")
        .file("content/pages/plan.md", "---\ntitle: Plan\nstatus: draft\nmarking: TLP:RED\n---\nA plan.\n")
}

#[test]
fn without_held_a_preview_shows_neither_embargoes_nor_markings() {
    let preview = Preview::start(desk());
    for path in ["visit/", "visit/photo.jpg", "source/", "source/index.json"] {
        assert_eq!(preview.get(&format!("/briefings/2024/{path}")).status, 404, "{path}");
    }
    let page = preview.get("/briefings/2024/draft/");
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("chancery-held"), "no ribbon without --held");
    assert_eq!(page.header("chancery-held-back"), "");
}

#[test]
fn with_held_every_page_says_what_must_not_be_passed_on() {
    let preview = Preview::start(desk().arg("--held"));
    let all = "TLP:RED · EMBARGOED UNTIL 2024-07-01T09:00:00+02:00 · DRAFT";
    for path in ["/", "/briefings/2024/open/", "/countries/france/", "/briefings/", "/missing/", "/plan/"] {
        let page = preview.get(path);
        let ribbon = format!("Not for publication. This preview shows: {all}</p>");
        assert!(page.body.contains(&ribbon), "{path}: {}", page.body);
        assert!(page.body.contains("<link rel=\"stylesheet\" href=\"/__chancery/held.css\">"), "{path}");
        assert_eq!(page.header("chancery-held-back"), all.replace(" · ", "; "), "{path}");
    }
    for (path, own) in [
        ("draft/", "DRAFT"),
        ("visit/", "EMBARGOED UNTIL 2024-07-01T09:00:00+02:00"),
        ("source/", "TLP:AMBER+STRICT"),
    ] {
        let page = preview.get(&format!("/briefings/2024/{path}"));
        assert!(page.body.contains(&format!("<b>This text: {own}</b>")), "{path}: {}", page.body);
        assert!(page.body.contains(&format!("<title>[{own}] ")), "{path}");
    }
    let style = preview.get("/__chancery/held.css");
    assert!(style.body.contains("@media print"), "the ribbon is printed too");
}

#[test]
fn with_held_a_saved_file_has_its_caveats_in_its_name() {
    let preview = Preview::start(desk().arg("--held"));
    for (path, saved) in [
        ("/briefings/2024/source/index.json", "TLP-AMBER-STRICT--index.json"),
        ("/briefings/2024/source/cite.bib", "TLP-AMBER-STRICT--cite.bib"),
        ("/briefings/2024/visit/photo.jpg", "EMBARGOED-UNTIL-2024-07-01T09-00-00-02-00--photo.jpg"),
        ("/briefings/2024/visit/photo-600w.jpg", "EMBARGOED-UNTIL-2024-07-01T09-00-00-02-00--photo-600w.jpg"),
        ("/plan/", "TLP-RED--EMBARGOED-UNTIL-2024-07-01T09-00-00-02-00--DRAFT--plan.html"),
        ("/feed.xml", "TLP-RED--EMBARGOED-UNTIL-2024-07-01T09-00-00-02-00--DRAFT--feed.xml"),
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-disposition"), format!("inline; filename=\"{saved}\""), "{path}");
    }
    // What is published anyway says nothing.
    assert_eq!(preview.get("/briefings/2024/open/index.json").header("chancery-held-back"), "");
}

#[test]
fn a_preview_of_what_is_held_back_writes_nothing() {
    let site = desk().committed("2024-04-02", "All");
    site.run(&["build"]).assert_ok();
    let before = site.files();
    let preview = Preview::start(site.arg("--held"));
    for path in ["/", "/briefings/2024/visit/", "/briefings/2024/visit/photo-600w.jpg", "/feed.xml"] {
        assert_eq!(preview.get(path).status, 200, "{path}");
    }
    let after = preview.site.files();
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    assert_eq!(names(&after), names(&before));
    assert!(before == after, "a file has other bytes");
}

#[test]
fn a_ribbon_says_in_the_language_of_the_site_what_it_says() {
    let site = SiteTest::new()
        .file("site.yaml", "title: Bureau\nbase_url: https://example.org/\nlanguage: fr\n")
        .briefing("note", "status: draft", "Un texte.");
    let page = Preview::start(site.arg("--held")).get("/briefings/2024/note/");
    assert!(page.body.contains("Ce texte : BROUILLON"), "{}", page.body);
    assert_eq!(page.header("chancery-held-back"), "DRAFT", "programs read English");
}

#[test]
fn a_held_topic_and_a_held_profile_say_so_on_every_page_too() {
    let site = SiteTest::new()
        .file("content/topics/trade.md", "---\ntitle: Trade\n---\n")
        .file("content/topics/moles.md", "---\ntitle: Moles\nmarking: TLP:RED\n---\nWho they are.\n")
        .file("content/countries/fr.md", "---\nstatus: draft\n---\nNot yet.\n")
        .briefing("open", "countries: [FR]\ntopics: [trade, moles]", "Open.");
    let site = site.file("content/pages/index.md", "---\ntitle: Home\nmarking: TLP:GREEN\n---\nWelcome.\n");
    let preview = Preview::start(site.arg("--held"));
    for (path, own) in [("/", "TLP:GREEN"), ("/topics/moles/", "TLP:RED"), ("/countries/france/", "DRAFT")] {
        let page = preview.get(path);
        assert!(page.body.contains(&format!("<b>This text: {own}</b>")), "{path}: {}", page.body);
    }
    let page = preview.get("/briefings/2024/open/");
    assert!(page.body.contains("This preview shows: TLP:RED · DRAFT</p>"), "{}", page.body);
}

#[test]
fn a_preview_of_what_is_held_back_says_so_when_it_begins() {
    Preview::start(desk().arg("--held")).hear("what is held back is shown too, on this machine only");
}

#[test]
fn the_past_shows_nothing_that_is_held_back() {
    let site = desk().committed("2024-04-02", "All");
    let ran = site.run(&["serve", "--port", "0", "--held", "--as-of", "2024-04-02"]);
    ran.assert_refused();
    assert!(ran.said().contains("cannot be used with"), "{}", ran.said());
}
