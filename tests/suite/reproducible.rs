//! The same content and the same clock give the same bytes.

use crate::site_test::{PICTURE, SiteTest, assert_same_files, files_of};

/// A site of everything that is sorted, joined or dated.
fn desk() -> SiteTest {
    let mut site = SiteTest::bare()
        .file(
            "site.yaml",
            "title: Test Desk\nbase_url: https://example.org/desk/\ntaxonomies: [people, places]\n\
             footer: \"*Imprint*\"\ncountries: { FR: { label: France }, DE: { label: Germany } }\n",
        )
        .file(
            "content/pages/about.md",
            "---\ntitle: About\naliases: [/who/, /Old.html]\n---\n[Rome](../briefings/b1.md)\n",
        )
        .file("content/pages/index.md", "---\ntitle: Welcome\n---\nHello.\n")
        .file("content/countries/fr.md", "---\npinned: [b3]\n---\nFrance.\n")
        .file(
            "content/briefings/folder/index.md",
            "---\ntitle: Folder\ndate: 2024-03-01T23:30:00\n---\n![A](a.png)\n",
        )
        .file("content/briefings/folder/a.png", PICTURE)
        .file("static/logo.svg", "<svg/>");
    for number in 0..120 {
        let day = number % 28 + 1;
        let front_matter = format!(
            "date: 2024-04-{day:02}\ncountries: [FR, DE, IT, CN]\nmentions: [US, RU]\ntopics: [trade, war, energy]\n\
             people: [Ada, Bea, Cid]\nplaces: [Rome]\nseries: talks\nsources: [{{ id: a, title: A }}, {{ id: b, title: B }}]\n\
             events: [{{ date: 2024-02, title: Talks }}]"
        );
        site = site.briefing(
            &format!("b{number}"),
            &front_matter,
            "Text.[^b][^a]\n\n## One\n\n## Two\n\n## Three",
        );
    }
    site
}

#[test]
fn builds_are_the_same_whatever_the_number_of_threads_and_the_time_zone() {
    let built = desk().build();
    built.assert_ok();
    let first = files_of(built.public());
    assert!(first.len() > 150, "{} files", first.len());
    for (threads, zone) in
        [("1", "Asia/Tokyo"), ("8", "America/New_York"), ("3", "UTC"), ("8", "Pacific/Kiritimati")]
    {
        let output = format!("../{threads}");
        let mut command = built.site.command(&["build", "--output", &output]);
        let done = command.env("RAYON_NUM_THREADS", threads).env("TZ", zone).output().expect("it runs");
        assert!(done.status.success());
        assert_same_files(&files_of(&built.site.root().join(&output)), &first);
    }
}

#[test]
fn builds_are_the_same_wherever_the_site_lies_and_whatever_day_it_is() {
    let one = desk().build();
    let other = desk().env("SOURCE_DATE_EPOCH", "1735689600").env("LANG", "fr_FR.UTF-8").build();
    other.assert_ok();
    assert_same_files(&other.files(), &one.files());
}

#[test]
fn an_update_gives_what_a_new_build_gives() {
    let built = desk().build();
    built.site.delete("content/briefings/b7.md");
    built.site.delete("content/countries/fr.md");
    built
        .site
        .write("content/briefings/b8.md", "---\ntitle: Changed\ndate: 2023-01-01\ncountries: [JP]\n---\n");
    built.site.run(&["build"]).assert_ok();
    built.site.run(&["build", "--output", "../fresh"]).assert_ok();
    assert_same_files(&built.files(), &files_of(&built.site.root().join("../fresh")));
}

#[test]
fn files_made_in_another_order_give_the_same_site() {
    let names = ["alpha", "beta", "gamma", "delta"];
    let site = |names: &[&str]| {
        let start = SiteTest::new();
        let site = names.iter().fold(start, |site, name| {
            site.briefing(name, "countries: [FR, CN]\ntopics: [trade]\npeople: [Wang Yi]", "Same day.")
        });
        site.build().files()
    };
    let mut turned = names;
    turned.reverse();
    assert_same_files(&site(&turned), &site(&names));
}

#[test]
fn the_clock_decides_on_an_embargo_and_on_nothing_else() {
    let embargoed = |epoch: &str| {
        SiteTest::new()
            .briefing("open", "countries: [FR]", "Open.")
            .briefing("secret", "embargo: 2024-04-02T09:00:00+02:00\ncountries: [CN]", "Hushed.")
            .env("SOURCE_DATE_EPOCH", epoch)
            .build()
    };
    // 2 April 2024, 6:59:59 and 7:00:00 UTC.
    let before = embargoed("1712041199");
    let after = embargoed("1712041200");
    assert!(!before.has("/briefings/2024/secret/") && after.has("/briefings/2024/secret/"));
    assert!(before.said().contains("1 held back: 1 embargo"), "{}", before.said());
    assert!(!after.said().contains("held back"), "{}", after.said());
    let later = embargoed("1735689600");
    assert_same_files(&later.files(), &after.files());
    for (path, bytes) in before.files() {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("secret") && !text.contains("hushed"), "{path} has a trace of it");
        assert!(!path.contains("secret") && !path.contains("china"), "{path}");
    }
}

#[test]
fn when_an_embargo_ends_the_next_build_publishes() {
    let built = SiteTest::new().briefing("secret", "embargo: 2024-06-01T15:00:00+02:00", "Hushed.").build();
    assert!(!built.has("/briefings/2024/secret/"));
    let mut command = built.site.command(&["build"]);
    assert!(command.env("SOURCE_DATE_EPOCH", "1717246800").status().expect("it runs").success());
    assert!(built.has("/briefings/2024/secret/"));
}

#[test]
fn a_clock_that_is_no_number_is_refused() {
    for garbage in ["yesterday", "", "1.5", "99999999999999999999", "0x10", "-99999999999999"] {
        for command in ["build", "check"] {
            let ran = SiteTest::new().env("SOURCE_DATE_EPOCH", garbage).run(&[command]);
            ran.assert_refused();
            assert_eq!(
                ran.said(),
                "error: SOURCE_DATE_EPOCH is not a number of seconds since 1970",
                "{garbage}"
            );
        }
    }
}
