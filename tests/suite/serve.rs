//! `chancery serve`: what a browser gets, and what it gets after an edit.

use std::fs;
use std::net::TcpListener;

use crate::preview::Preview;
use crate::site_test::{PICTURE, SiteTest, assert_same_files};

fn desk() -> SiteTest {
    SiteTest::new()
        .file("content/pages/about.md", "---\ntitle: About\n---\nUs.\n")
        .briefing("rome", "countries: [IT]\ntopics: [trade]", "The first text.")
        .briefing("oslo", "countries: [NO]", "Oslo.")
}

const ROME: &str = "/briefings/2024/rome/";

fn rome(text: &str) -> String {
    format!("---\ntitle: rome\ndate: 2024-04-01\ncountries: [IT]\ntopics: [trade]\n---\n\n{text}\n")
}

#[test]
fn every_page_is_the_built_page_and_one_script() {
    let built = desk()
        .file("static/data.json", "{}")
        .file("content/pages/a/index.md", "---\ntitle: A\n---\n![x](x.svg)")
        .file("content/pages/a/x.svg", "<svg/>")
        .build();
    built.assert_ok();
    let files = built.files();
    let preview = Preview::start(built.site);
    let script = "<script src=\"/__chancery/live.js\" data-version=\"1\" defer></script>\n";
    for (path, bytes) in files.iter().filter(|(path, _)| path != ".chancery-manifest") {
        let url = match path.strip_suffix("index.html") {
            Some(folder) => format!("/{folder}"),
            None => format!("/{path}"),
        };
        let answer = preview.get(&url);
        assert_eq!(answer.status, 200, "{url}");
        assert_eq!(answer.body.matches(script).count(), usize::from(path.ends_with(".html")), "{url}");
        assert_eq!(answer.body.replacen(script, "", 1), String::from_utf8_lossy(bytes), "{url}");
        assert_eq!(answer.header("cache-control"), "no-store", "{url}");
    }
}

#[test]
fn the_script_and_its_style_are_there() {
    let preview = Preview::start(desk());
    let script = preview.get("/__chancery/live.js");
    assert!(script.status == 200 && script.body.contains("EventSource"));
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(preview.get("/__chancery/live.css").header("content-type"), "text/css; charset=utf-8");
    assert_eq!(preview.get("/__chancery/other").status, 404);
}

#[test]
fn under_a_base_path_the_site_is_where_it_is_on_the_web() {
    let preview = Preview::start(desk().arg("--base-url").arg("https://user.github.io/desk/"));
    assert!(preview.url.ends_with("/desk/"), "{}", preview.url);
    for from in ["/", "/desk"] {
        let answer = preview.get(from);
        assert_eq!((answer.status, answer.header("location")), (302, "/desk/"), "{from}");
    }
    let page = preview.get("/desk/briefings/2024/rome/");
    assert_eq!(page.status, 200);
    assert!(
        page.body.contains("<script src=\"/desk/__chancery/live.js\" data-version=\"1\" defer></script>")
    );
    assert_eq!(preview.get(ROME).status, 404);
    assert_eq!(preview.get("/deskside/").status, 404);
    assert_eq!(preview.get("/desk/__chancery/live.js").status, 200);
    assert_eq!(preview.events("/desk/").next()["problems"], serde_json::json!([]));
}

#[test]
fn a_folder_without_its_slash_leads_to_the_page() {
    let preview = Preview::start(desk());
    let answer = preview.get("/briefings/2024/rome");
    assert_eq!((answer.status, answer.header("location")), (302, ROME));
    assert_eq!(preview.get("/briefings/2024/rome/index.html").status, 200);
}

#[test]
fn what_is_not_there_gets_the_404_page() {
    let preview = Preview::start(desk());
    for path in [
        "/missing/",
        "/missing.png",
        "/Briefings/2024/Rome/",
        "/..%2fsite.yaml",
        "/../site.yaml",
        "/site.yaml",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains("Page not found"), "{path}: {}", answer.body);
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{path}");
    }
    assert_eq!(preview.get("/%ff/").status, 400);
}

#[test]
fn every_file_has_its_content_type() {
    let site = desk()
        .file("static/a.png", PICTURE)
        .file("static/b.pdf", "%PDF")
        .file("static/c.woff2", "")
        .file("static/naïve name.txt", "text")
        .file("static/CNAME", "example.org");
    let preview = Preview::start(site);
    for (path, media_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/feed.json", "application/json"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/a.png", "image/png"),
        ("/b.pdf", "application/pdf"),
        ("/c.woff2", "font/woff2"),
        ("/na%C3%AFve%20name.txt", "text/plain; charset=utf-8"),
        ("/CNAME", "application/octet-stream"),
    ] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (200, media_type), "{path}");
    }
}

#[test]
fn a_page_from_elsewhere_cannot_read_the_preview_by_a_name_of_its_own() {
    let preview = Preview::start(desk());
    for host in [
        "evil.example",
        "evil.example:4000",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "192.168.0.1",
        "",
        "[::1",
        "127.0.0.1:80:80",
    ] {
        let answer = preview.ask("GET", "/", host);
        assert_eq!(answer.status, 403, "{host}");
        assert!(!answer.body.contains("Test Desk"), "{host}");
        assert_eq!(preview.ask("GET", "/__chancery/live.js", host).status, 403, "{host}");
    }
    for host in ["localhost", "localhost:4000", "127.0.0.1", "127.0.0.1:1", "[::1]:4000", "LOCALHOST"] {
        assert_eq!(preview.ask("GET", "/", host).status, 200, "{host}");
    }
}

#[test]
fn only_reading_is_answered() {
    let preview = Preview::start(desk());
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        assert_eq!(preview.ask(method, "/", "localhost").status, 405, "{method}");
    }
    let head = preview.ask("HEAD", ROME, "localhost");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

#[test]
fn an_edit_shows_up_and_is_told_to_the_browser() {
    let preview = Preview::start(desk());
    assert!(preview.get(ROME).body.contains("The first text."));
    let mut events = preview.events("/");
    let first = events.next()["version"].as_u64().expect("a number");
    preview.save("content/briefings/rome.md", rome("The second text."));
    assert!(events.next()["version"].as_u64().expect("a number") > first);
    let page = preview.get(ROME);
    assert!(
        page.body.contains("The second text.") && !page.body.contains("The first text."),
        "{}",
        page.body
    );
}

#[test]
fn an_edit_of_front_matter_moves_the_briefing_in_all_lists() {
    let preview = Preview::start(desk());
    assert_eq!(preview.get("/countries/china/").status, 404);
    preview.site.write(
        "content/briefings/rome.md",
        "---\ntitle: Beijing\ndate: 2023-01-01\ncountries: [CN]\ntopics: [war]\nslug: beijing\n---\n",
    );
    preview.until("/briefings/2023/beijing/", |answer| answer.status == 200);
    assert!(preview.get("/countries/china/").body.contains("Beijing"));
    assert!(preview.get("/").body.contains("Beijing"));
    assert!(preview.get("/topics/war/").body.contains("Beijing"));
    for gone in [ROME, "/countries/italy/", "/topics/trade/"] {
        assert_eq!(preview.get(gone).status, 404, "{gone}");
    }
}

#[test]
fn an_error_in_a_file_is_told_and_goes_when_it_is_mended() {
    let preview = Preview::start(desk());
    let mut events = preview.events("/");
    assert_eq!(events.next()["problems"], serde_json::json!([]));
    preview.save("content/briefings/rome.md", rome("").replace("[IT]", "[Atlantis]"));
    let state = events.until(1);
    let problem = &state["problems"][0];
    assert_eq!(problem["code"], "unknown-country");
    assert_eq!(problem["file"], "content/briefings/rome.md");
    assert_eq!(problem["line"], 4);
    assert_eq!(problem["text"], "countries: [Atlantis]");
    assert!(problem["message"].is_string() && problem["hint"].is_string());
    // The good pages are there meanwhile.
    assert_eq!(preview.get("/briefings/2024/oslo/").status, 200);
    assert_eq!(preview.get("/").status, 200);
    preview.hear("error[unknown-country]");
    preview.hear("1 error");

    preview.save("content/briefings/rome.md", rome("Mended."));
    events.until(0);
    assert!(preview.get(ROME).body.contains("Mended."));
    preview.hear("no problems");
}

#[test]
fn a_preview_of_a_site_with_errors_starts_and_shows_what_is_good() {
    let site =
        desk().briefing("bad", "countries: [Atlantis]", "").file("content/briefings/none.md", "nothing");
    let preview = Preview::start(site);
    assert_eq!(preview.events("/").next()["problems"].as_array().expect("a list").len(), 2);
    assert_eq!(preview.get(ROME).status, 200);
    // What has a title, a date and a URL is shown with its errors over it; what has none cannot be.
    assert_eq!(preview.get("/briefings/2024/bad/").status, 200);
    assert_eq!(preview.get("/briefings/2024/none/").status, 404);
}

#[test]
fn a_marking_or_an_embargo_that_cannot_be_read_keeps_a_document_out_of_the_preview() {
    let preview = Preview::start(desk().briefing("marked", "marking: TLP:SECRET", "").briefing(
        "embargoed",
        "embargo: soon",
        "",
    ));
    assert_eq!(preview.events("/").next()["problems"].as_array().expect("a list").len(), 2);
    assert_eq!(preview.get("/briefings/2024/marked/").status, 404);
    assert_eq!(preview.get("/briefings/2024/embargoed/").status, 404);
    assert!(!preview.get("/briefings/").body.contains("embargoed"));
}

#[test]
fn warnings_do_not_cover_the_page() {
    let preview = Preview::start(desk().briefing("slip", "sumary: slip", ""));
    assert_eq!(preview.events("/").next()["problems"], serde_json::json!([]));
}

#[test]
fn a_new_file_shows_up_and_a_deleted_one_goes() {
    let preview = Preview::start(desk());
    let bern = "/briefings/2024/bern/";
    assert_eq!(preview.get(bern).status, 404);
    preview
        .site
        .write("content/briefings/bern.md", "---\ntitle: Bern\ndate: 2024-05-01\ncountries: [CH]\n---\n");
    preview.until(bern, |answer| answer.status == 200);
    assert!(preview.get("/countries/switzerland/").body.contains("Bern"));
    preview.site.delete("content/briefings/bern.md");
    preview.until(bern, |answer| answer.status == 404);
    assert_eq!(preview.get("/countries/switzerland/").status, 404);
}

#[test]
fn a_new_folder_with_files_in_it_shows_up_and_goes() {
    let preview = Preview::start(desk());
    let page = "/briefings/2024/summit/";
    preview.site.write(
        "content/briefings/2024/deep/summit/index.md",
        "---\ntitle: Summit\ndate: 2024-05-01\n---\n![A](a.svg)\n",
    );
    preview.site.write("content/briefings/2024/deep/summit/a.svg", "<svg/>");
    preview.until(page, |answer| answer.status == 200);
    preview.until("/briefings/2024/summit/a.svg", |answer| answer.status == 200 && answer.body == "<svg/>");
    preview.site.write("content/briefings/2024/deep/summit/a.svg", "<svg>new</svg>");
    preview.until("/briefings/2024/summit/a.svg", |answer| answer.body == "<svg>new</svg>");
    fs::remove_dir_all(preview.site.root().join("content/briefings/2024")).expect("a folder");
    preview.until(page, |answer| answer.status == 404);
    preview.until("/briefings/2024/summit/a.svg", |answer| answer.status == 404);
}

#[test]
fn a_renamed_folder_takes_its_pages_with_it() {
    let preview = Preview::start(
        desk().briefing("summit/index", "title: Summit", "").briefing("old/bern", "", "Bern."),
    );
    assert_eq!(preview.get("/briefings/2024/summit/").status, 200);
    let briefings = preview.site.root().join("content/briefings");
    fs::rename(briefings.join("summit"), briefings.join("meeting")).expect("a new name");
    preview.until("/briefings/2024/meeting/", |answer| answer.status == 200);
    preview.until("/briefings/2024/summit/", |answer| answer.status == 404);
    // The folder is the writer's own and stands in no URL, so nothing moves; edits must still be seen.
    fs::rename(briefings.join("old"), briefings.join("new")).expect("a new name");
    preview
        .site
        .write("content/briefings/new/bern.md", "---\ntitle: Bern\ndate: 2024-04-01\n---\nChanged.\n");
    preview.until("/briefings/2024/bern/", |answer| answer.body.contains("Changed."));
}

#[test]
fn a_file_that_an_editor_saves_by_renaming_is_seen() {
    let preview = Preview::start(desk());
    for text in ["Second.", "Third.", "Fourth."] {
        preview.site.write("content/briefings/.rome.md.swp", "");
        preview.site.write("content/briefings/rome.md~", rome("old"));
        preview.site.write("content/briefings/4913", rome(text));
        let briefings = preview.site.root().join("content/briefings");
        fs::rename(briefings.join("4913"), briefings.join("rome.md")).expect("a new name");
        preview.until(ROME, |answer| answer.body.contains(text));
    }
}

#[test]
fn an_edit_of_the_settings_shows_on_all_pages() {
    let preview = Preview::start(desk());
    preview.site.write("site.yaml", "title: Other Desk\nbase_url: https://example.org/\n");
    preview.until("/", |answer| answer.body.contains("Other Desk"));
    assert!(preview.get(ROME).body.contains("Other Desk"));
}

#[test]
fn settings_that_are_wrong_are_told_and_the_last_good_site_stays() {
    let preview = Preview::start(desk());
    let mut events = preview.events("/");
    preview.save("site.yaml", "title: [\n");
    let state = events.until(1);
    assert_eq!(state["problems"][0]["file"], "site.yaml");
    assert!(preview.get(ROME).body.contains("The first text."));
    preview.save("site.yaml", "title: Mended Desk\nbase_url: https://example.org/\n");
    events.until(0);
    assert!(preview.get(ROME).body.contains("Mended Desk"));
}

#[test]
fn settings_that_are_wrong_from_the_start_can_be_mended() {
    let site =
        SiteTest::bare().file("site.yaml", "title: 7\nbase_url: nonsense\n").briefing("rome", "", "Rome.");
    let preview = Preview::start(site);
    let waiting = preview.get("/");
    assert!(waiting.status == 200 && waiting.body.contains("__chancery/live.js"), "{}", waiting.body);
    let mut events = preview.events("/");
    assert_ne!(events.next()["problems"], serde_json::json!([]));
    preview.save("site.yaml", "title: Desk\nbase_url: https://example.org/\n");
    events.until(0);
    assert_eq!(preview.get(ROME).status, 200);
}

#[test]
fn an_edit_of_a_template_shows_and_so_does_taking_it_away() {
    let preview = Preview::start(desk());
    preview.save("templates/topic.html", "<body>My own {{ topic.title }}</body>");
    preview.until("/topics/trade/", |answer| answer.body.contains("My own Trade"));
    preview.site.delete("templates/topic.html");
    preview.until("/topics/trade/", |answer| !answer.body.contains("My own"));
}

#[test]
fn a_template_that_cannot_be_read_is_told_and_the_last_good_one_stays() {
    let preview = Preview::start(desk().file("templates/topic.html", "<body>Good</body>"));
    let mut events = preview.events("/");
    preview.save("templates/topic.html", "{% if %}");
    let state = events.until(1);
    assert_eq!(state["problems"][0]["code"], "template");
    assert_eq!(state["problems"][0]["file"], "templates/topic.html");
    assert!(preview.get("/topics/trade/").body.contains("Good"));
    preview.save("templates/topic.html", "<body>Better</body>");
    events.until(0);
    assert!(preview.get("/topics/trade/").body.contains("Better"));
}

#[test]
fn a_template_that_fails_on_a_page_says_so_there_and_recovers() {
    let preview =
        Preview::start(desk().file("templates/topic.html", "<body>{{ topic.nothing.at_all }}</body>"));
    let answer = preview.get("/topics/trade/");
    assert_eq!(answer.status, 500);
    assert!(
        answer.body.contains("templates/topic.html:1:") && answer.body.contains("live.js"),
        "{}",
        answer.body
    );
    assert_eq!(preview.get(ROME).status, 200);
    preview.site.write("templates/topic.html", "<body>Good</body>");
    preview.until("/topics/trade/", |answer| answer.status == 200 && answer.body.contains("Good"));
}

#[test]
fn an_edit_of_the_style_gives_it_a_new_address() {
    let preview = Preview::start(desk().file("static/style.css", "body { color: red }"));
    let address = |body: &str| {
        let (_, rest) = body.split_once("rel=\"stylesheet\" href=\"").expect("a stylesheet");
        rest.split('"').next().expect("an address").to_owned()
    };
    let old = address(&preview.get("/").body);
    assert_eq!(preview.get(&old).body, "body { color: red }");
    preview.save("static/style.css", "body { color: blue }");
    let page = preview.until("/", |answer| address(&answer.body) != old);
    assert_eq!(preview.get(&address(&page.body)).body, "body { color: blue }");
}

#[test]
fn a_first_file_of_a_folder_that_was_not_there_is_seen() {
    let preview = Preview::start(SiteTest::new());
    preview.site.write("content/briefings/rome.md", rome("Rome."));
    preview.until(ROME, |answer| answer.status == 200);
    preview.site.write("static/note.txt", "note");
    preview.until("/note.txt", |answer| answer.status == 200);
    preview.site.write("content/briefings/rome.md", rome("Changed."));
    preview.until(ROME, |answer| answer.body.contains("Changed."));
}

#[test]
fn a_folder_that_goes_and_comes_back_is_seen_as_when_git_changes_branches() {
    let preview = Preview::start(desk());
    let content = preview.site.root().join("content");
    fs::remove_dir_all(&content).expect("a folder");
    preview.until(ROME, |answer| answer.status == 404);
    preview.site.write("content/briefings/rome.md", rome("Back."));
    preview.until(ROME, |answer| answer.body.contains("Back."));
    preview.site.write("content/briefings/rome.md", rome("Edited."));
    preview.until(ROME, |answer| answer.body.contains("Edited."));
    fs::rename(&content, preview.site.root().join("away")).expect("a new name");
    preview.until(ROME, |answer| answer.status == 404);
    fs::rename(preview.site.root().join("away"), &content).expect("its old name");
    preview.until(ROME, |answer| answer.body.contains("Edited."));
    preview.site.write("content/briefings/rome.md", rome("Once more."));
    preview.until(ROME, |answer| answer.body.contains("Once more."));
}

#[test]
fn drafts_and_future_dates_are_shown_as_such() {
    let site =
        desk().briefing("draft", "status: draft", "Half.").briefing("future", "date: 2030-01-01", "Soon.");
    let preview = Preview::start(site);
    for path in ["/briefings/2024/draft/", "/briefings/2030/future/"] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body.contains("Preview"), "{path}");
    }
    assert!(!preview.get(ROME).body.contains("Preview"));
    assert!(preview.get("/").body.contains("/briefings/2024/draft/"));
}

#[test]
fn a_marking_that_the_site_does_not_publish_and_a_running_embargo_are_never_shown() {
    let site = desk()
        .briefing("red", "marking: TLP:RED\ncountries: [CN]", "Hushed.")
        .briefing("amber", "marking: TLP:AMBER\nstatus: draft\ncountries: [CN]", "Hushed.")
        .briefing("embargo", "embargo: 2030-01-01\nstatus: draft\ncountries: [CN]", "Hushed.")
        .briefing("bad", "marking: TLP:REED\ncountries: [CN]", "Hushed.");
    let preview = Preview::start(site);
    for path in [
        "/briefings/2024/red/",
        "/briefings/2024/amber/",
        "/briefings/2024/embargo/",
        "/briefings/2024/bad/",
        "/countries/china/",
    ] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    for path in ["/", "/feed.xml", "/feed.json", "/countries/", "/sitemap.xml", "/briefings/"] {
        let body = preview.get(path).body;
        assert!(!body.contains("Hushed") && !body.contains("/2024/red/") && !body.contains("hina"), "{path}");
    }
    // An open page that is marked while it is previewed goes at once.
    preview
        .site
        .write("content/briefings/rome.md", rome("Hushed.").replace("title:", "marking: TLP:RED\ntitle:"));
    preview.until(ROME, |answer| answer.status == 404);
}

#[test]
fn a_port_that_is_in_use_is_told_with_advice() {
    let site = desk();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let said = site.run(&["serve", "--port", &port]).assert_refused().said();
    assert!(said.starts_with(&format!("error: port {port} cannot be used: ")), "{said}");
    assert!(said.ends_with("; choose another one with --port, or 0 for any that is free"), "{said}");
}

#[test]
fn a_preview_writes_no_files() {
    let site = desk();
    let before = site.files();
    let preview = Preview::start(site);
    for path in ["/", ROME, "/feed.xml", "/missing/"] {
        preview.get(path);
    }
    preview.events("/").next();
    preview.site.write("content/briefings/rome.md", rome("Changed."));
    preview.until(ROME, |answer| answer.body.contains("Changed."));
    preview.site.write(
        "content/briefings/rome.md",
        "---\ntitle: rome\ndate: 2024-04-01\ncountries: [IT]\ntopics: [trade]\n---\n\nThe first text.\n",
    );
    preview.until(ROME, |answer| answer.body.contains("The first text."));
    let names: Vec<String> = fs::read_dir(preview.site.root())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name != "content" && name != "site.yaml")
        .collect();
    assert!(names.is_empty(), "{names:?}");
    assert_same_files(&preview.site.files(), &before);
}

#[test]
fn a_site_behind_a_relative_root_is_watched_too() {
    let outer = SiteTest::bare();
    outer.run(&["init", "desk"]).assert_ok();
    let preview = Preview::start(outer.arg("--root").arg("desk"));
    preview.site.write("desk/content/pages/about.md", "---\ntitle: About\n---\nChanged.\n");
    preview.until("/about/", |answer| answer.body.contains("Changed."));
}

#[test]
fn many_edits_at_once_end_in_the_last_state() {
    let preview = Preview::start(desk());
    for round in 0..50 {
        preview.site.write("content/briefings/rome.md", rome(&format!("Round {round}.")));
        preview.site.write(
            &format!("content/briefings/n{round}.md"),
            rome("New.").replace("title: rome", "title: New"),
        );
        if round % 2 == 1 {
            preview.site.delete(&format!("content/briefings/n{}.md", round - 1));
        }
    }
    preview.until(ROME, |answer| answer.body.contains("Round 49."));
    for round in 0..50 {
        let status = if round % 2 == 1 { 200 } else { 404 };
        preview.until(&format!("/briefings/2024/n{round}/"), |answer| answer.status == status);
    }
}

#[test]
fn connections_that_ask_for_nothing_keep_nobody_out() {
    // The system gives it 300 files, and each of the 600 connections would take one.
    let preview = Preview::start_with_files(desk(), 300);
    let idle: Vec<_> = (0..600).map(|_| preview.connect()).collect();
    assert!(preview.get(ROME).body.contains("The first text."));
    drop(idle);
    assert_eq!(preview.get(ROME).status, 200);
}

#[test]
fn listeners_of_events_and_pages_go_together() {
    let preview = Preview::start(desk());
    let mut listeners: Vec<_> = (0..30).map(|_| preview.events("/")).collect();
    assert_eq!(preview.get(ROME).status, 200);
    preview.save("content/briefings/rome.md", rome("Another text."));
    for events in &mut listeners {
        while events.next()["version"] == 1 {}
    }
    assert!(preview.get(ROME).body.contains("Another text."));
}
