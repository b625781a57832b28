//! Routes: which pages there are, what they list and in which order, and the look of a site's own.

use insta::assert_snapshot;

use crate::site_test::{PICTURE, SiteTest};

/// Returns a site with this many briefings: b001, the oldest, and so on, one each day.
fn many(number: usize) -> SiteTest {
    let start = jiff::civil::date(2023, 12, 1);
    (0..number).fold(SiteTest::new(), |site, index| {
        let date = start + jiff::Span::new().days(i64::try_from(index).expect("a small number"));
        site.briefing(
            &format!("b{:03}", index + 1),
            &format!("date: {date}\ncountries: [FR]\ntopics: [trade]\npeople: [Wang Yi]\nmentions: [CN]"),
            "Text.",
        )
    })
}

#[test]
fn an_empty_site_has_its_index_pages() {
    let built = SiteTest::new().build();
    built.assert_ok();
    for page in [
        "/",
        "/briefings/",
        "/countries/",
        "/regions/",
        "/relations/",
        "/timeline/",
        "/topics/",
        "/people/",
        "/series/",
    ] {
        assert!(built.main(page).contains("class=\"empty\""), "{page}: {}", built.main(page));
    }
}

#[test]
fn lists_are_newest_first_and_ties_by_slug() {
    let built = SiteTest::new()
        .briefing("zebra", "date: 2024-03-01\ncountries: [FR]", "Text.")
        .briefing("apple", "date: 2024-03-01\ncountries: [FR]", "Text.")
        .briefing("late", "date: 2024-03-01T18:00:00Z\ncountries: [FR]", "Text.")
        .briefing("old", "date: 2023-03-01\ncountries: [FR]", "Text.")
        .briefing("new", "date: 2024-05-01\ncountries: [FR]", "Text.")
        .build();
    built.assert_ok();
    let all = ["new", "late", "apple", "zebra", "old"];
    for list in ["/", "/briefings/", "/countries/france/"] {
        assert_eq!(built.rows(list), all, "{list}");
    }
    assert_eq!(built.rows("/briefings/2024/"), all[..4]);
    assert_eq!(built.rows("/briefings/2023/"), all[4..]);
}

#[test]
fn a_list_of_fifty_has_one_page_and_of_fifty_one_two() {
    let built = many(50).build();
    for list in
        ["/briefings/", "/countries/france/", "/countries/china/", "/topics/trade/", "/people/wang-yi/"]
    {
        assert_eq!(built.rows(list).len(), 50, "{list}");
        assert!(!built.has(&format!("{list}page/2/")), "{list}");
        assert!(!built.main(list).contains("aria-label=\"Pages\""), "{list}");
    }
    let built = many(51).build();
    for list in
        ["/briefings/", "/countries/france/", "/countries/china/", "/topics/trade/", "/people/wang-yi/"]
    {
        assert_eq!(built.rows(list).len(), 50, "{list}");
        assert_eq!(built.rows(list)[0], "b051");
        assert_eq!(built.rows(&format!("{list}page/2/")), ["b001"], "{list}");
        assert!(built.main(list).contains(&format!("<a rel=\"next\" href=\"{list}page/2/\">")), "{list}");
        assert!(
            built.main(&format!("{list}page/2/")).contains(&format!("<a rel=\"prev\" href=\"{list}\">")),
            "{list}"
        );
        assert!(!built.has(&format!("{list}page/1/")) && !built.has(&format!("{list}page/3/")), "{list}");
    }
}

#[test]
fn every_briefing_leads_to_the_one_before_and_the_one_after() {
    let built = many(3).build();
    let link = |rel: &str, path: &str| format!("<a rel=\"{rel}\" href=\"/briefings/2023/{path}/\">");
    let middle = built.main("/briefings/2023/b002/");
    assert!(middle.contains(&link("prev", "b001")) && middle.contains(&link("next", "b003")), "{middle}");
    assert!(!built.main("/briefings/2023/b001/").contains("rel=\"prev\""));
    assert!(!built.main("/briefings/2023/b003/").contains("rel=\"next\""));
}

#[test]
fn related_briefings_share_countries_and_topics() {
    let built = SiteTest::new()
        .briefing("here", "countries: [FR, CN]\ntopics: [trade]", "Text.")
        .briefing("both", "date: 2020-01-01\ncountries: [FR, CN]", "Text.")
        .briefing("one", "date: 2024-03-31\ncountries: [FR]", "Text.")
        .briefing("topic", "date: 2024-03-30\ntopics: [trade]", "Text.")
        .briefing("none", "date: 2024-03-29\ncountries: [BR]", "Text.")
        .build();
    built.assert_ok();
    let here = built.main("/briefings/2024/here/");
    let related = &here[here.find("id=\"related\"").expect("related briefings")..];
    let place = |url: &str| related.find(&format!("<a href=\"/briefings/{url}/\">"));
    let (both, one, topic) = (place("2020/both"), place("2024/one"), place("2024/topic"));
    assert!(both.is_some() && both < one && one < topic, "{related}");
    assert!(!related[..related.find("</section>").expect("an end")].contains("2024/none"), "{related}");
}

#[test]
fn a_series_counts_its_parts_from_the_oldest() {
    let built = SiteTest::new()
        .briefing("three", "date: 2024-03-01\nseries: talks-on-ukraine", "Text.")
        .briefing("one", "date: 2024-01-01\nseries: talks-on-ukraine", "Text.")
        .briefing("two", "date: 2024-02-01\nseries: talks-on-ukraine", "Text.")
        .build();
    built.assert_ok();
    let two = built.main("/briefings/2024/two/");
    assert!(
        two.contains("Part 2 of 3 in <a href=\"/series/talks-on-ukraine/\">Talks on ukraine</a>"),
        "{two}"
    );
    assert!(two.contains("newest: <a href=\"/briefings/2024/three/\">"), "{two}");
    assert!(!built.main("/briefings/2024/three/").contains("newest:"));
    assert_eq!(built.rows("/series/talks-on-ukraine/"), ["one", "two", "three"]);
    assert!(built.main("/series/").contains("<span class=\"count\">3</span>"));
}

#[test]
fn a_series_that_no_url_can_be_made_of_is_an_error() {
    let built = SiteTest::new().briefing("x", "series: '!!!'", "Text.").build();
    built.assert_errors();
    assert_snapshot!(built.only_message("error[invalid-slug]", "content/briefings/x.md:4:9"));
}

#[test]
fn a_superseded_briefing_leads_to_the_newest_one() {
    let built = SiteTest::new()
        .briefing("2022/a", "date: 2022-01-01", "Text.")
        .briefing("2023/b", "date: 2023-01-01\nsupersedes: [2022/a]", "Text.")
        .briefing("2024/c", "date: 2024-01-01\nsupersedes: [2022/a, 2023/b.md]", "Text.")
        .build();
    built.assert_ok();
    for older in ["/briefings/2022/a/", "/briefings/2023/b/"] {
        assert!(
            built.main(older).contains("takes the place of this one: <a href=\"/briefings/2024/c/\">"),
            "{older}"
        );
    }
    assert!(!built.main("/briefings/2024/c/").contains("takes the place of this one"));
}

#[test]
fn a_briefing_that_supersedes_nothing_or_itself_is_an_error() {
    for name in ["2022/gone", "x"] {
        let built = SiteTest::new().briefing("x", &format!("supersedes: [{name}]"), "Text.").build();
        built.assert_errors();
        built.only_message("error[unknown-briefing]", "content/briefings/x.md:4:14");
    }
}

#[test]
fn declared_taxonomies_have_index_pages_and_others_do_not() {
    let built = SiteTest::bare()
        .file("site.yaml", "title: D\nbase_url: https://example.org/\ntaxonomies: [people, places]\n")
        .briefing("a", "people: [Stéphane Séjourné, Wang Yi]\nplaces: [GENEVA, 5 Corners]", "Text.")
        .briefing("b", "date: 2024-04-02\npeople: [stephane sejourne]\nplaces: [Geneva]", "Text.")
        .build();
    built.assert_ok();
    assert!(built.messages().is_empty(), "{}", built.said());
    assert_eq!(built.rows("/people/stephane-sejourne/"), ["b", "a"]);
    assert_eq!(built.rows("/places/geneva/"), ["b", "a"]);
    assert_eq!(built.rows("/places/5-corners/"), ["a"]);
    // A term has the name that the newest briefing writes.
    let index = built.main("/places/");
    assert!(index.contains("Geneva") && !index.contains("GENEVA"), "{index}");
    assert!(built.main("/briefings/2024/a/").contains("<dt>Places</dt>"));
    let built = SiteTest::bare()
        .file("site.yaml", "title: D\nbase_url: https://example.org/\ntaxonomies: []\n")
        .briefing("a", "people: [Wang Yi]\nplaces: [Geneva]", "Text.")
        .build();
    built.assert_ok();
    assert!(!built.has("/people/"));
    assert_eq!(built.messages().len(), 2, "{}", built.said());
}

#[test]
fn a_term_that_no_url_can_be_made_of_is_an_error() {
    let built = SiteTest::new().briefing("a", "people: [Wang Yi, \"!!!\"]", "Text.").build();
    built.assert_errors();
    built.only_message("error[invalid-slug]", "content/briefings/a.md:4:19");
}

#[test]
fn an_event_belongs_to_its_own_countries_else_to_the_subjects() {
    let built = SiteTest::new()
        .briefing("a", "countries: [FR]\nevents:\n  - {date: 2024, title: One, countries: [BR]}\n  - {date: 2023, title: Two}", "Text.")
        .build();
    built.assert_ok();
    assert_eq!(built.rows("/countries/brazil/"), ["a"]);
    assert!(built.main("/countries/brazil/").contains("1 briefing that mentions Brazil"));
    assert_eq!(built.rows("/countries/france/"), ["a"]);
}

#[test]
fn pages_have_their_folders_in_their_urls_and_briefings_do_not() {
    let built = SiteTest::new()
        .file("content/pages/About Us/The Team.md", "---\ntitle: Team\n---\n")
        .file("content/pages/method/index.md", "---\ntitle: Method\n---\n\n![i](i.png)\n")
        .file("content/pages/method/i.png", PICTURE)
        .file("content/pages/x.md", "---\ntitle: Other\nslug: other\n---\n")
        .briefing("any/folder/here/deep", "", "Text.")
        .build();
    built.assert_ok();
    for page in ["/about-us/the-team/", "/method/", "/method/i.png", "/other/", "/briefings/2024/deep/"] {
        assert!(built.has(page), "{page}");
    }
}

#[test]
fn an_alias_is_a_page_that_leads_on() {
    let built = SiteTest::new()
        .briefing("x", "aliases: [/Old/Path/, /Old.html, /no-slash, /with space/]", "Text.")
        .arg("--base-url")
        .arg("https://example.org/desk/")
        .build();
    built.assert_ok();
    for alias in ["/Old/Path/", "/Old.html", "/no-slash/", "/with space/"] {
        let page = built.page(alias);
        assert!(page.contains("content=\"0; url=/desk/briefings/2024/x/\""), "{alias}: {page}");
        assert!(
            page.contains("<link rel=\"canonical\" href=\"https://example.org/desk/briefings/2024/x/\">"),
            "{page}"
        );
        assert!(page.contains("noindex"), "{page}");
    }
}

#[test]
fn static_files_are_copied_byte_by_byte() {
    let bytes: Vec<u8> = (0..=255).collect();
    let built = SiteTest::new()
        .file("static/a/b.bin", &bytes)
        .file("static/.hidden", "x")
        .file("static/draft~", "x")
        .build();
    built.assert_ok();
    let files = built.files();
    assert!(files.iter().any(|(path, found)| path == "a/b.bin" && *found == bytes));
    assert!(files.iter().all(|(path, _)| !path.contains("hidden") && !path.contains('~')));
}

#[test]
fn a_sites_own_templates_and_style_win_file_by_file() {
    let built = SiteTest::new()
        .file(
            "templates/page.html",
            "{% extends \"base.html\" %}{% block main %}OWN {{ title }} {{ extra.cable }}{% endblock %}",
        )
        .file("templates/components/row.html", "<li>{{ briefing.title }}!</li>")
        .file("static/style.css", "body { color: teal }")
        .file("content/pages/about.md", "---\ntitle: About\nextra: {cable: 24PARIS}\n---\n")
        .briefing("x", "", "Text.")
        .build();
    built.assert_ok();
    assert_eq!(built.main("/about/"), "OWN About 24PARIS");
    assert!(built.main("/briefings/").contains("<li>x!</li>"));
    let home = built.page("/");
    let style = home
        .split("<link rel=\"stylesheet\" href=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a style");
    assert_eq!(built.page(style), "body { color: teal }");
    assert!(style.starts_with("/assets/style.") && !built.has("/style.css"), "{style}");
}

#[test]
fn a_template_with_a_slip_in_it_is_an_error_with_line_and_column() {
    let built = SiteTest::new()
        .file(
            "templates/page.html",
            "{% extends \"base.html\" %}\n{% block main %}\n  {{ title | }}\n{% endblock %}\n",
        )
        .build();
    built.assert_errors();
    assert_eq!(built.messages().len(), 1, "{}", built.said());
    assert!(built.messages()[0].contains("--> templates/page.html:3:"), "{}", built.said());
    assert_snapshot!(built.messages()[0]);
}

#[test]
fn a_template_that_fails_on_a_page_is_an_error_with_line_and_column() {
    let built = SiteTest::new()
        .file(
            "templates/page.html",
            "{% extends \"base.html\" %}\n{% block main %}\n  {{ nothing.of.this }}\n{% endblock %}\n",
        )
        .file("content/pages/about.md", "---\ntitle: About\n---\n")
        .build();
    built.assert_errors();
    assert_eq!(built.messages().len(), 1, "{}", built.said());
    assert!(built.messages()[0].contains("--> templates/page.html:3:"), "{}", built.said());
    assert_snapshot!(built.messages()[0]);
}

#[test]
fn a_template_that_asks_for_what_is_not_there_is_an_error() {
    let built = SiteTest::new().file("templates/home.html", "{% extends \"bse.html\" %}\n").build();
    built.assert_errors();
    assert_snapshot!(built.only_message("error[template]", "templates/home.html:1:13"));
    let built = SiteTest::new().file("templates/home.html", "<p>{{ asset(path=\"gone.js\") }}</p>\n").build();
    built.assert_errors();
    assert_snapshot!(built.messages()[0]);
    let built = SiteTest::new().file("templates/home.html", b"\xFF").build();
    built.assert_errors();
    built.only_message("error[unreadable-file]", "templates/home.html");
}
