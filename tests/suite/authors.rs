//! Authors: profiles, pages, feeds, and how names are cited.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::site_test::{Built, PICTURE, SiteTest};

const NADIA: &str = "---
name: Nadia Haddad
family: Haddad
given: Nadia
role: Senior analyst
orcid: 0000-0002-1825-0097
photo: nadia.png
links: [https://example.org/nadia/, { url: 'mailto:nadia@example.org', title: Mail }]
---

Writes on [the law of the sea](../topics/law.md).
";

fn desk() -> SiteTest {
    SiteTest::new()
        .file("content/authors/nadia-haddad.md", NADIA)
        .file("content/authors/nadia.png", PICTURE)
        .file("content/topics/law.md", "---\ntitle: Law\n---\n")
        .briefing("a", "authors: [Nadia Haddad]\ntopics: [law]", "Text.")
        .briefing("b", "date: 2024-04-02\nauthors: [nadia  HÁDDAD, Political Section]", "Text.")
}

/// Returns the lines of a briefing's page that cite it, as plain text.
#[track_caller]
fn lines(built: &Built, slug: &str) -> [String; 3] {
    let main = built.main(&format!("/briefings/2024/{slug}/"));
    let line = |style: &str| {
        let start = format!("<p><b>{style}</b> ");
        let line = main.lines().find_map(|line| line.strip_prefix(&start)?.strip_suffix("</p>"));
        let line = line.unwrap_or_else(|| panic!("{style}: {main}")).replace("&amp;", "&");
        // The names stand before the title or the date.
        line.split(" “").next().unwrap_or_default().to_owned()
    };
    let apa = line("APA").split(" (2024").next().unwrap_or_default().to_owned();
    [line("Chicago"), line("MLA"), apa]
}

#[track_caller]
fn json(built: &Built, path: &str) -> Value {
    serde_json::from_str(&built.page(path)).expect("JSON")
}

/// Returns the JSON-LD of a page.
#[track_caller]
fn json_ld(built: &Built, path: &str) -> Value {
    let page = built.page(path);
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").expect("JSON-LD");
    serde_json::from_str(rest.split_once("</script>").expect("an end").0).expect("JSON")
}

#[test]
fn an_author_with_a_profile_has_a_page_with_all_that_it_says() {
    let built = desk().build();
    built.assert_ok();
    assert_snapshot!(built.main("/authors/nadia-haddad/"));
    assert_eq!(built.rows("/authors/nadia-haddad/"), ["b", "a"]);
    assert!(built.has("/authors/nadia-haddad/nadia.png"));
}

#[test]
fn the_index_of_authors_is_by_family_name_with_roles_and_counts() {
    let built = desk().briefing("c", "authors: [Jan Igel]", "Text.").build();
    built.assert_ok();
    assert_snapshot!(built.main("/authors/"));
}

#[test]
fn an_author_without_a_profile_has_a_page_too_and_is_named_as_written() {
    let built = desk().briefing("c", "authors: [POLITICAL SECTION]", "Text.").build();
    built.assert_ok();
    assert_eq!(built.rows("/authors/political-section/"), ["b", "c"]);
    let main = built.main("/briefings/2024/c/");
    let byline = "<a class=\"p-author h-card\" rel=\"author\" href=\"/authors/political-section/\">POLITICAL SECTION</a>";
    assert!(main.contains(byline), "{main}");
    let main = built.main("/briefings/2024/b/");
    assert!(main.contains("href=\"/authors/nadia-haddad/\">Nadia Haddad</a>"), "{main}");
}

#[test]
fn an_author_has_feeds_and_entries_of_feeds_lead_to_the_page() {
    let built = desk().build();
    built.assert_ok();
    let feed = json(&built, "/authors/nadia-haddad/feed.json");
    assert_eq!(feed["title"], "Nadia Haddad – Test Desk");
    let titles: Vec<&Value> =
        feed["items"].as_array().expect("items").iter().map(|item| &item["title"]).collect();
    assert_eq!(titles, ["b", "a"]);
    assert_eq!(feed["items"][1]["authors"][0]["url"], "https://example.org/authors/nadia-haddad/");
    let atom = built.page("/authors/nadia-haddad/feed.xml");
    let author =
        "<author><name>Nadia Haddad</name><uri>https://example.org/authors/nadia-haddad/</uri></author>";
    assert!(atom.contains(author), "{atom}");
}

#[test]
fn machines_read_who_an_author_is() {
    let built = desk().build();
    built.assert_ok();
    let page = json_ld(&built, "/authors/nadia-haddad/");
    assert_eq!(page["@type"], "ProfilePage");
    assert_eq!(
        page["mainEntity"],
        json!({
            "@type": "Person",
            "name": "Nadia Haddad",
            "url": "https://example.org/authors/nadia-haddad/",
            "givenName": "Nadia",
            "familyName": "Haddad",
            "jobTitle": "Senior analyst",
            "description": "Writes on the law of the sea.",
            "image": "https://example.org/authors/nadia-haddad/nadia.png",
            "sameAs": ["https://orcid.org/0000-0002-1825-0097", "https://example.org/nadia/"],
        })
    );
    let briefing = json_ld(&built, "/briefings/2024/b/");
    assert_eq!(briefing["author"][0]["sameAs"], json!(["https://orcid.org/0000-0002-1825-0097"]));
    assert_eq!(briefing["author"][1]["@type"], "Organization");
    assert_eq!(briefing["author"][1]["url"], "https://example.org/authors/political-section/");
    let head = built.page("/briefings/2024/a/");
    assert!(head.contains("name=\"citation_author\" content=\"Haddad, Nadia\""), "{head}");
}

#[test]
fn a_long_list_of_an_author_has_pages() {
    let site = (0..51).fold(desk(), |site, index| {
        site.briefing(&format!("x{index}"), "date: 2023-01-01\nauthors: [Jan Igel]", "Text.")
    });
    let built = site.build();
    built.assert_ok();
    assert_eq!(built.rows("/authors/jan-igel/").len(), 50);
    assert_eq!(built.rows("/authors/jan-igel/page/2/").len(), 1);
}

/// Returns a site in which one briefing has these authors, with profiles of these texts.
fn cited(authors: &str, profiles: &[(&str, &str)]) -> Built {
    let site = SiteTest::new().briefing("x", &format!("authors: {authors}"), "Text.");
    let built = profiles
        .iter()
        .fold(site, |site, (id, keys)| {
            site.file(&format!("content/authors/{id}.md"), format!("---\n{keys}\n---\n"))
        })
        .build();
    built.assert_ok();
    built
}

#[test]
fn names_of_people_are_turned_round_by_the_family_name_of_their_profile() {
    let profiles = [
        ("ann-lee", "name: Ann Lee\nfamily: Lee\ngiven: Ann"),
        ("jan", "name: Jan-Willem van der Berg Jr.\nfamily: van der Berg\ngiven: Jan-Willem\nsuffix: Jr."),
        ("alexis", "name: Alexis de Tocqueville\nfamily: Tocqueville\ngiven: Alexis de"),
        ("wang-yi", "name: Wang Yi\nfamily: Wang\ngiven: Yi"),
        ("omar", "name: Omar bin Salman\nfamily: bin Salman\ngiven: Omar"),
        ("suharto", "name: Suharto"),
    ];
    for (authors, chicago, mla, apa) in [
        ("[Ann Lee]", "Lee, Ann.", "Lee, Ann.", "Lee, A."),
        (
            "[jan]",
            "Berg, Jan-Willem van der, Jr.",
            "van der Berg, Jan-Willem, Jr.",
            "van der Berg, J.-W., Jr.",
        ),
        ("[alexis]", "Tocqueville, Alexis de.", "Tocqueville, Alexis de.", "Tocqueville, A. de."),
        ("[Wang Yi]", "Wang Yi.", "Wang Yi.", "Wang, Y."),
        ("[omar]", "Salman, Omar bin.", "bin Salman, Omar.", "bin Salman, O."),
        ("[Suharto]", "Suharto.", "Suharto.", "Suharto."),
        (
            "[Ann Lee, omar]",
            "Lee, Ann, and Omar bin Salman.",
            "Lee, Ann, and Omar bin Salman.",
            "Lee, A., & bin Salman, O.",
        ),
        (
            "[Legal Desk, Ann Lee]",
            "Legal Desk and Ann Lee.",
            "Legal Desk and Ann Lee.",
            "Legal Desk, & Lee, A.",
        ),
        (
            "[Ann Lee, omar, Legal Desk]",
            "Lee, Ann, Omar bin Salman, and Legal Desk.",
            "Lee, Ann, et al.",
            "Lee, A., bin Salman, O., & Legal Desk.",
        ),
    ] {
        let built = cited(authors, &profiles);
        assert_eq!(lines(&built, "x"), [chicago, mla, apa], "{authors}");
    }
}

#[test]
fn reference_managers_get_the_parts_of_a_name() {
    let built = cited(
        "[jan, alexis, wang, juan]",
        &[
            ("jan", "name: Jan van der Berg\nfamily: van der Berg\ngiven: Jan\nsuffix: Jr."),
            ("alexis", "name: Alexis de Tocqueville\nfamily: Tocqueville\ngiven: Alexis de"),
            ("wang", "name: Wang Yi\nfamily: Wang\ngiven: Yi"),
            ("juan", "name: Juan Ponce de León\nfamily: Ponce de León\ngiven: Juan"),
        ],
    );
    assert_eq!(
        json(&built, "/briefings/2024/x/cite.csl.json")[0]["author"],
        json!([
            { "family": "Berg", "given": "Jan", "non-dropping-particle": "van der", "suffix": "Jr." },
            { "family": "Tocqueville", "given": "Alexis", "dropping-particle": "de" },
            { "family": "Wang", "given": "Yi", "static-ordering": true },
            { "family": "Ponce de León", "given": "Juan" },
        ])
    );
    let bibtex = built.page("/briefings/2024/x/cite.bib");
    let authors = "author = {van der Berg, Jr., Jan and de Tocqueville, Alexis and Wang, Yi and {Ponce de León}, Juan},";
    assert!(bibtex.contains(authors), "{bibtex}");
    let ris = built.page("/briefings/2024/x/cite.ris");
    for line in ["AU  - van der Berg, Jan, Jr.\r\n", "AU  - Tocqueville, Alexis de\r\n", "AU  - Wang, Yi\r\n"]
    {
        assert!(ris.contains(line), "{ris}");
    }
}

#[test]
fn institutions_and_authors_without_a_profile_stay_whole_with_their_commas() {
    let ministry = "Ministry of Foreign Affairs, Republic of X";
    let built = cited(
        &format!("['{ministry}', Bob Ray]"),
        &[("mfa-x", &format!("name: {ministry}\ninstitution: true\nrole: The diplomatic service of X"))],
    );
    let both = format!("{ministry} and Bob Ray.");
    assert_eq!(lines(&built, "x"), [both.clone(), both, format!("{ministry} & Bob Ray.")]);
    assert_eq!(
        json(&built, "/briefings/2024/x/cite.csl.json")[0]["author"],
        json!([{ "literal": ministry }, { "literal": "Bob Ray" }])
    );
    let bibtex = built.page("/briefings/2024/x/cite.bib");
    assert!(bibtex.contains(&format!("author = {{{{{ministry}}} and {{Bob Ray}}}},")), "{bibtex}");
    let page = json_ld(&built, "/authors/mfa-x/");
    assert_eq!(page["mainEntity"]["@type"], "Organization");
    assert_eq!(page["mainEntity"]["description"], "The diplomatic service of X");
}

#[test]
fn a_profile_that_no_briefing_names_has_a_page_and_no_feed() {
    let built = SiteTest::new().file("content/authors/new.md", "---\nname: New Here\n---\n").build();
    built.assert_ok();
    assert!(built.main("/authors/new/").contains("No briefing by New Here is published yet."));
    assert!(!built.has("/authors/new/feed.xml"));
}

#[test]
fn a_site_without_authors_has_no_index_of_them() {
    let built = SiteTest::new().briefing("a", "", "Text.").build();
    built.assert_ok();
    assert!(!built.has("/authors/"));
}

#[test]
fn what_is_held_back_leaves_no_trace_of_its_authors() {
    let built = desk()
        .briefing("plan", "authors: [Zed Quillon, Jan Igel]\nstatus: draft", "Text.")
        .briefing("later", "authors: [Nadia Haddad]\nmarking: TLP:RED", "Text.")
        .file("content/authors/zed-quillon.md", "---\nname: Zed Quillon\nembargo: 2030-01-01\n---\n")
        .file(
            "content/authors/political-section.md",
            "---\nname: The Section\nstatus: draft\n---\nSecret words.\n",
        )
        .build();
    built.assert_ok();
    for word in ["Quillon", "quillon", "Igel", "The Section", "Secret words"] {
        assert!(!built.holds(word), "{word}");
    }
    assert_eq!(built.rows("/authors/nadia-haddad/"), ["b", "a"]);
    assert_eq!(built.rows("/authors/political-section/"), ["b"]);
}

#[test]
fn two_profiles_of_one_name_are_an_error_that_names_both() {
    let site = desk().file("content/authors/n.md", "---\nname: Nadia Haddad\n---\n");
    assert_snapshot!(site.build().assert_errors().said());
}

#[test]
fn a_profile_that_cannot_be_right_is_an_error_at_each_wrong_key() {
    let site = SiteTest::new().file(
        "content/authors/x.md",
        "---\nname: X\ngiven: Ann\norcid: 0000-0002-1825-0098\nphoto: none.png\nlinks:\n  - javascript:alert(1)\n  - \
         { url: example.org, title: Home }\nposition: Head\n---\n",
    );
    assert_snapshot!(site.check().said());
}

#[test]
fn an_institution_has_no_family_name() {
    let site =
        SiteTest::new().file("content/authors/x.md", "---\nname: X\nfamily: X\ninstitution: true\n---\n");
    assert_snapshot!(site.build().assert_errors().said());
}

#[test]
fn two_names_that_share_an_address_are_told_and_profiles_part_them() {
    let site = || {
        SiteTest::new().briefing("a", "authors: [王毅]", "Text.").briefing(
            "b",
            "date: 2024-03-01\nauthors: [王义]",
            "Text.",
        )
    };
    let built = site().build();
    built.assert_ok();
    assert_snapshot!(built.said());
    let parted = site().file("content/authors/wang-yi-2.md", "---\nname: 王义\n---\n").build();
    parted.assert_ok();
    assert!(!parted.said().contains("ambiguous-author"), "{}", parted.said());
    assert_eq!(parted.rows("/authors/wang-yi-2/"), ["b"]);
}

#[test]
fn a_page_of_the_sites_own_takes_the_place_of_the_index_with_a_warning() {
    let built = desk().file("content/pages/authors.md", "---\ntitle: Who writes\n---\nWe do.\n").build();
    built.assert_ok();
    assert!(built.main("/authors/").contains("We do."));
    assert!(built.has("/authors/nadia-haddad/"));
    assert_snapshot!(built.said());
}

#[test]
fn a_draft_of_a_page_at_the_address_of_the_index_leaves_the_index_there() {
    let built =
        desk().file("content/pages/authors.md", "---\ntitle: W\nstatus: draft\n---\nWe do.\n").build();
    built.assert_ok();
    assert!(built.main("/authors/").contains("Nadia Haddad"));
}

#[test]
fn an_alias_or_a_file_at_the_address_of_the_index_stays_there() {
    let about = "---\ntitle: About\naliases: [/authors/]\n---\nWe do.\n";
    let built = desk().file("content/pages/about.md", about).build();
    built.assert_ok();
    assert!(built.page("/authors/").contains("url=/about/"), "{}", built.page("/authors/"));
    let built = desk().file("static/authors/index.html", "<p>We do.</p>").build();
    built.assert_ok();
    assert_eq!(built.page("/authors/"), "<p>We do.</p>");
}

#[test]
fn a_profile_with_a_title_and_no_name_is_told_the_key() {
    let site = SiteTest::new().file("content/authors/x.md", "---\ntitle: Ann Lee\n---\n");
    assert_snapshot!(site.check().said());
}

#[test]
fn a_site_may_go_without_pages_of_authors_and_still_turns_their_names_round() {
    let built = desk()
        .file("site.yaml", "title: Test Desk\nbase_url: https://example.org/\noutputs: { authors: false }\n")
        .build();
    built.assert_ok();
    assert!(!built.holds("/authors/"), "a link to an author");
    assert!(!built.has("/authors/") && !built.has("/authors/nadia-haddad/nadia.png"));
    assert!(built.main("/briefings/2024/a/").contains("<span class=\"p-author h-card\">Nadia Haddad</span>"));
    assert_eq!(lines(&built, "a")[0], "Haddad, Nadia.");
}

#[test]
fn a_photograph_goes_out_with_its_author_and_stays_in_with_a_draft() {
    let held = NADIA.replace("orcid:", "status: draft\norcid:");
    let built = desk().file("content/authors/nadia-haddad.md", held).build();
    built.assert_ok();
    assert!(!built.has("/authors/nadia-haddad/nadia.png"));
    assert!(!built.said().contains("unreferenced-file"), "{}", built.said());
}

#[test]
fn a_link_to_a_profile_leads_to_the_page() {
    let built = desk().briefing("c", "", "By [Nadia](../authors/nadia-haddad.md).").build();
    built.assert_ok();
    assert!(built.main("/briefings/2024/c/").contains("<a href=\"/authors/nadia-haddad/\">Nadia</a>"));
}

#[test]
fn what_goes_out_for_the_first_time_names_the_pages_of_authors() {
    let site = desk().committed("2024-05-01", "Publish");
    let printed = site.run(&["check", "--public"]).assert_ok().printed();
    for path in ["/authors/", "/authors/nadia-haddad/", "/authors/political-section/"] {
        assert!(printed.contains(path), "{path}: {printed}");
    }
}

#[test]
fn a_site_of_the_past_has_the_profiles_of_that_day() {
    let site = SiteTest::new()
        .briefing("a", "date: 2024-01-01\nauthors: [Nadia Haddad]", "Text.")
        .file("content/authors/nadia-haddad.md", "---\nname: Nadia Haddad\nrole: Trainee\n---\n")
        .committed("2024-02-01", "One")
        .file("content/authors/nadia-haddad.md", "---\nname: Nadia Haddad\nrole: Director\n---\n")
        .committed("2024-03-01", "Two")
        .arg("--as-of=2024-02-15");
    let built = site.build();
    built.assert_ok();
    assert!(built.main("/authors/nadia-haddad/").contains("Trainee"));
    assert!(!built.holds("Director"));
}
