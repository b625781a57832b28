//! Organisations: what briefings name, what their pages show, and what is wrong with names and files of them.

use insta::assert_snapshot;

use crate::site_test::SiteTest;

fn links(built: &crate::site_test::Built, path: &str) -> Vec<String> {
    built.counted(path, "countries").into_iter().map(|(words, _)| words).collect()
}

/// Returns the members that a page lists, with the year of each where it has one.
fn members(built: &crate::site_test::Built, path: &str) -> Vec<String> {
    let main = built.main(path);
    let Some((_, section)) = main.split_once("id=\"members\"") else { return Vec::new() };
    let section = section.split("</section>").next().unwrap_or_default();
    let words = |entry: &str| {
        let mut out = String::new();
        let mut is_tag = false;
        for c in entry.split("</li>").next().unwrap_or_default().chars() {
            match c {
                '<' => is_tag = true,
                '>' => is_tag = false,
                c if !is_tag => out.push(c),
                _ => {}
            }
        }
        out
    };
    section.split("<li>").skip(1).map(words).collect()
}

#[test]
fn an_organisation_is_known_by_its_names_in_any_language_and_has_one_page() {
    let built = SiteTest::new()
        .briefing("a", "countries: [FR, CN]\norganisations: [NATO, European Union]", "Text.")
        .briefing("b", "date: 2024-03-01\norganisations: [OTAN, UE, ONU]", "Text.")
        .briefing("c", "date: 2024-02-01\norganisations: [НАТО, 欧盟]", "Text.")
        .build();
    built.assert_ok();
    assert_eq!(built.rows("/organisations/nato/"), ["a", "b", "c"]);
    assert_eq!(built.rows("/organisations/eu/"), ["a", "b", "c"]);
    assert_eq!(built.rows("/organisations/un/"), ["b"]);
    let main = built.main("/organisations/");
    let names =
        ["European Union</a> EU", "North Atlantic Treaty Organization</a> NATO", "United Nations</a> UN"];
    let places: Vec<usize> =
        names.iter().map(|name| main.find(name).unwrap_or_else(|| panic!("no {name} in {main}"))).collect();
    assert!(places.is_sorted(), "{main}");
    assert!(
        built
            .main("/briefings/2024/a/")
            .contains("<a class=\"p-category\" href=\"/organisations/nato/\">NATO</a>")
    );
    assert!(built.page("/feed.xml").contains("scheme=\"https://example.org/organisations/\" term=\"nato\""));
    assert!(built.page("/organisations/nato/feed.xml").contains("<title>a</title>"));
}

#[test]
fn members_are_those_of_the_day_of_the_newest_briefing() {
    let built = SiteTest::new()
        .briefing("act", "date: 1986-02-17\norganisations: [EEC]", "Text.")
        .briefing("now", "date: 2024-04-01\ncountries: [FI]\norganisations: [NATO, EU]", "Text.")
        .build();
    built.assert_ok();
    let twelve = members(&built, "/organisations/eec/");
    assert_eq!(twelve.len(), 12, "{twelve:?}");
    assert!(twelve.contains(&"Spain 1986".to_owned()) && twelve.contains(&"United Kingdom 1973".to_owned()));
    assert!(
        built.main("/organisations/eec/").contains("<time datetime=\"1986-02-17\">17 February 1986</time>")
    );
    let union = members(&built, "/organisations/eu/");
    assert_eq!(union.len(), 27, "{union:?}");
    assert!(!union.iter().any(|member| member.starts_with("United Kingdom")));
    assert!(members(&built, "/organisations/nato/").contains(&"Finland 2023".to_owned()));
    assert!(
        built
            .main("/organisations/nato/")
            .contains("aria-label=\"Map: members of North Atlantic Treaty Organization\"")
    );
}

#[test]
fn predecessors_successors_parents_and_bodies_are_told() {
    let built = SiteTest::new()
        .briefing("a", "organisations: [OAU, AfDB]", "Text.")
        .briefing("b", "organisations: [African Union, European Commission, EU]", "Text.")
        .build();
    built.assert_ok();
    let main = built.main("/organisations/oau/");
    assert!(
        main.contains("<dt>Successor</dt><dd><a href=\"/organisations/african-union/\">AU</a></dd>"),
        "{main}"
    );
    let main = built.main("/organisations/african-union/");
    assert!(main.contains("<dt>Before</dt><dd><a href=\"/organisations/oau/\">OAU</a></dd>"), "{main}");
    let main = built.main("/organisations/european-commission/");
    assert!(main.contains("<dt>Part of</dt><dd><a href=\"/organisations/eu/\">EU</a></dd>"), "{main}");
    let main = built.main("/organisations/eu/");
    assert!(
        main.contains("<a href=\"/organisations/european-commission/\">European Commission</a>"),
        "{main}"
    );
    assert!(main.contains("European Parliament"), "{main}");
}

#[test]
fn a_country_says_of_what_it_is_a_member_since_when() {
    let built = SiteTest::new().briefing("a", "countries: [FR, SU]\norganisations: [NATO]", "Text.").build();
    let main = built.main("/countries/france/");
    assert!(main.contains("<a href=\"/organisations/nato/\">NATO</a> (1949)"), "{main}");
    assert!(main.contains("UN (1945)") && !main.contains("EEC") && !main.contains("Assembly"), "{main}");
    let main = built.main("/countries/soviet-union/");
    assert!(main.contains("Warsaw Pact (1955–1991)"), "{main}");
}

#[test]
fn a_site_without_organisations_says_nothing_of_them() {
    let built = SiteTest::new().briefing("a", "countries: [FR, CN]\ntopics: [trade]", "Text.").build();
    built.assert_ok();
    assert!(!built.public().join("organisations").exists());
    assert!(!built.holds("organisation"));
    assert!(!built.main("/countries/france/").contains("Member of"));
}

#[test]
fn outputs_can_leave_organisations_out() {
    let built = SiteTest::new()
        .file("site.yaml", "title: Desk\nbase_url: https://example.org/\noutputs: { organisations: false }\n")
        .briefing("a", "organisations: [NATO]", "Text.")
        .build();
    built.assert_ok();
    assert!(!built.holds("nato"));
}

#[test]
fn organisations_are_related_to_countries_and_to_each_other() {
    let built = SiteTest::new()
        .briefing(
            "a",
            "countries: [FR, CN]\norganisations: [NATO]\nevents: [{date: 2024-03-01, title: Talks}]",
            "Text.",
        )
        .briefing("b", "countries: [FR]\norganisations: [NATO, EU]", "Text.")
        .build();
    built.assert_ok();
    assert_eq!(built.rows("/relations/france-nato/"), ["a", "b"]);
    assert_eq!(built.rows("/relations/eu-nato/"), ["b"]);
    assert_eq!(links(&built, "/organisations/nato/"), ["France", "China"]);
    assert_eq!(built.counted("/organisations/nato/", "organisations"), [("EU".to_owned(), 1)]);
    assert_eq!(
        built.counted("/countries/france/", "organisations"),
        [("NATO".to_owned(), 2), ("EU".to_owned(), 1)]
    );
    assert_eq!(built.counted("/countries/france/", "partners"), [("China".to_owned(), 1)]);
    let main = built.main("/relations/france-nato/");
    assert!(main.contains("France: member of NATO since 1949"), "{main}");
    assert_eq!(built.events("/relations/france-nato/").len(), 1);
    assert!(!built.main("/relations/china-nato/").contains("member of"));
    assert!(built.main("/relations/").contains("Countries and organisations"));
    assert_eq!(built.events("/organisations/nato/").len(), 1);
}

#[test]
fn names_that_cannot_be_right_are_errors_that_say_what_is_meant() {
    let said = SiteTest::new()
        .briefing("a", "organisations: [NAOT, EC, CE]", "Text.")
        .briefing("b", "countries: [EU, France]", "Text.")
        .build();
    said.assert_errors();
    assert_snapshot!(said.said());
}

#[test]
fn a_code_of_a_country_is_told_and_other_names_are_organisations_of_the_sites_own() {
    let built = SiteTest::new()
        .briefing("a", "organisations: [AU, Nordic Forum]", "Text.")
        .briefing("b", "date: 2023-04-01\norganisations: [nordic-forum]\ncountries: [AU]", "Text.")
        .build();
    built.assert_ok();
    assert_snapshot!(built.said());
    assert_eq!(built.rows("/organisations/african-union/"), ["a"]);
    assert_eq!(built.rows("/countries/australia/"), ["b"]);
    assert_eq!(built.rows("/organisations/nordic-forum/"), ["a", "b"]);
    assert!(built.main("/organisations/nordic-forum/").contains("<h1>Nordic Forum</h1>"));
    assert!(members(&built, "/organisations/nordic-forum/").is_empty());
}

const TRIANGLE: &str = "---\nlabel: Weimar Triangle\nshort: Weimar\naliases: [Weimarer Dreieck]\nparent: EU\nnote: Since a meeting in Weimar.\nmembers: [DE, FR, { member: Poland, joined: 1991-08-28 }, { member: IT, joined: 1991, left: 1992 }]\npinned: [old]\n---\n\nThree ministers.\n";

#[test]
fn a_file_of_the_sites_own_says_what_an_organisation_is() {
    let built = SiteTest::new()
        .file("content/organisations/weimar-triangle.md", TRIANGLE)
        .briefing(
            "new",
            "countries: [DE]\norganisations: [Weimarer Dreieck]",
            "[It](../organisations/weimar-triangle.md) meets.",
        )
        .briefing("old", "date: 2023-01-01\norganisations: [Weimar, EU]", "Text.")
        .build();
    built.assert_ok();
    assert_eq!(built.said(), built.said().lines().last().unwrap_or_default(), "no warning");
    let main = built.main("/organisations/weimar-triangle/");
    for part in
        ["Weimar Triangle</h1>", "Since a meeting in Weimar.", "Three ministers.", "Part of", "id=\"pinned\""]
    {
        assert!(main.contains(part), "{part}: {main}");
    }
    assert_eq!(members(&built, "/organisations/weimar-triangle/"), ["France", "Germany", "Poland 1991"]);
    assert!(
        built.main("/organisations/eu/").contains("<a href=\"/organisations/weimar-triangle/\">Weimar</a>")
    );
    assert!(
        built.main("/countries/germany/").contains("<a href=\"/organisations/weimar-triangle/\">Weimar</a>")
    );
    assert!(
        built.main("/briefings/2024/new/").contains("<a href=\"/organisations/weimar-triangle/\">It</a>")
    );
}

#[test]
fn a_file_may_say_more_of_an_organisation_that_is_known() {
    let built = SiteTest::new()
        .file(
            "content/organisations/nato.md",
            "---\nlabel: Atlantic Alliance\nmembers: [US, CA]\n---\n\nThe treaty.\n",
        )
        .build();
    built.assert_ok();
    let main = built.main("/organisations/nato/");
    assert!(main.contains("<h1>Atlantic Alliance</h1>") && main.contains("The treaty."), "{main}");
}

#[test]
fn files_that_cannot_be_right_are_errors() {
    let said = SiteTest::new()
        .file("content/organisations/circle.md", "---\nlabel: Circle\nparent: Ring\n---\n")
        .file("content/organisations/ring.md", "---\nlabel: Ring\nparent: Circle\nmembers: [Ring, XQ]\n---\n")
        .file(
            "content/organisations/club.md",
            "---\naliases: [EU, Ring]\nparent: Nobody\nmembers: [{ member: FR, joined: 2004, left: 2003-05 }, { joined: 2004 }]\n---\n",
        )
        .file("content/organisations/otan.md", "---\n---\n")
        .file("content/organisations/nato.md", "---\n---\n")
        .file("content/organisations/ec.md", "---\n---\n")
        .build();
    said.assert_errors();
    assert_snapshot!(said.said());
}

#[test]
fn an_organisation_that_is_held_back_leaves_no_trace() {
    let built = SiteTest::new()
        .file(
            "content/organisations/velvet-group.md",
            "---\nlabel: Velvet Group\nmarking: TLP:RED\nmembers: [FR]\n---\n\nHush.\n",
        )
        .briefing("a", "countries: [FR]\norganisations: [Velvet Group, NATO]", "Text.")
        .build();
    built.assert_ok();
    assert!(!built.holds("velvet") && built.holds("nato"));
}

#[test]
fn a_site_that_had_them_as_a_taxonomy_goes_on_at_the_same_addresses() {
    let built = SiteTest::new()
        .file(
            "site.yaml",
            "title: Desk\nbase_url: https://example.org/\ntaxonomies: [people, organisations]\n",
        )
        .briefing("a", "organisations: [United Nations, Nordic Forum]\npeople: [Ada]", "Text.")
        .build();
    built.assert_ok();
    assert_snapshot!(built.said());
    assert!(built.page("/organisations/united-nations/").contains("0; url=/organisations/un/"));
    assert_eq!(built.rows("/organisations/nordic-forum/"), ["a"]);
    assert_eq!(built.rows("/people/ada/"), ["a"]);
}

#[test]
fn a_page_of_the_sites_own_takes_the_place_of_the_index_and_that_is_told() {
    let site = SiteTest::new()
        .file("content/pages/organisations.md", "---\ntitle: Whom we work with\n---\n\nFriends.\n")
        .briefing("a", "organisations: [NATO]", "Text.");
    let built = site.build();
    built.assert_ok();
    assert_snapshot!(built.said());
    assert!(built.main("/organisations/").contains("Friends."));
    assert_eq!(built.rows("/organisations/nato/"), ["a"]);
    let held = SiteTest::new()
        .file(
            "content/pages/organisations.md",
            "---\ntitle: Whom we work with\nstatus: draft\n---\n\nFriends.\n",
        )
        .briefing("a", "organisations: [NATO]", "Text.")
        .build();
    held.assert_ok();
    assert!(held.main("/organisations/").contains("NATO"));
}

#[test]
fn data_and_catalogue_have_organisations_where_a_site_has_them() {
    let built = SiteTest::new()
        .briefing("a", "countries: [FI]\norganisations: [NATO, Nordic Council]", "Text.")
        .briefing("b", "countries: [FR]", "Text.")
        .build();
    built.assert_ok();
    let json = |path: &str| -> serde_json::Value { serde_json::from_str(&built.page(path)).expect("JSON") };
    let data = json("/briefings/2024/a/index.json");
    assert_eq!(data["organisations"][0]["id"], "nato");
    assert_eq!(data["organisations"][0]["url"], "https://example.org/organisations/nato/");
    assert_eq!(json("/briefings/2024/b/index.json")["organisations"], serde_json::json!([]));
    let all = json("/api/organisations.json");
    let nato = all["organisations"].as_array().expect("a list").iter().find(|it| it["id"] == "nato");
    let nato = nato.expect("NATO");
    assert_eq!(
        (&nato["short"], &nato["kind"], &nato["briefings"]),
        (&"NATO".into(), &"alliance".into(), &1.into())
    );
    assert_eq!(nato["members"].as_array().map(Vec::len), Some(32));
    assert!(
        built.page("/api/briefings.csv").lines().next().is_some_and(|line| line.contains(",organisations,"))
    );
    assert!(built.page("/api/briefings.csv").contains("nato;nordic-council"));
    let schema = json("/api/schema/organisations.json");
    assert!(jsonschema::validator_for(&schema).expect("a schema").is_valid(&all));
    let page = built.page("/organisations/nato/");
    assert!(
        page.contains("\"@type\":\"Organization\",\"name\":\"North Atlantic Treaty Organization\""),
        "{page}"
    );
}

#[test]
fn a_briefing_with_too_many_subjects_makes_no_pairs_with_organisations_either() {
    let built = SiteTest::new()
        .file("site.yaml", "title: Desk\nbase_url: https://example.org/\nlimits: { pairs: 2 }\n")
        .briefing("a", "countries: [FR]\norganisations: [NATO, EU]", "Text.")
        .build();
    built.assert_ok();
    assert!(built.said().contains("this briefing has 3 subjects"), "{}", built.said());
    assert!(!built.public().join("relations/france-nato").exists());
}

#[test]
fn changes_of_an_organisation_have_a_page() {
    let site = SiteTest::new().briefing("a", "organisations: [NATO]", "Text.");
    let built = site.committed("2024-04-01", "A briefing").build();
    built.assert_ok();
    assert!(built.main("/changes/organisations/nato/").contains(">a</a>"));
    assert!(built.main("/organisations/nato/").contains("href=\"/changes/organisations/nato/\""));
}

#[test]
fn organisations_among_countries_are_put_right() {
    let site = SiteTest::new()
        .briefing("a", "countries: [EU, FR, \"UN\"] # who\ntopics: [trade]", "Text.")
        .briefing("b", "countries:\n  - NATO\n  - France\norganisations:\n  - EU", "Text.")
        .briefing("c", "countries: [NATO]", "Text.");
    let ran = site.run(&["check", "--fix"]);
    assert!(ran.said().contains("organisations out of `countries`"), "{}", ran.said());
    assert!(
        site.read("content/briefings/a.md")
            .contains("countries: [FR] # who\ntopics: [trade]\norganisations: [EU, UN]\n"),
        "{}",
        site.read("content/briefings/a.md")
    );
    let b = site.read("content/briefings/b.md");
    assert!(b.contains("countries:\n  - FR\norganisations:\n  - EU\n  - NATO\n"), "{b}");
    assert!(site.read("content/briefings/c.md").contains("countries: []\norganisations: [NATO]\n"));
    site.build().assert_ok();
}

/// Returns the ids of the organisations that are suggested for a text.
fn suggested(text: &str) -> Vec<String> {
    let site =
        SiteTest::new().file("content/organisations/weimar-triangle.md", TRIANGLE).file("note.txt", text);
    let ran = site.run(&["tag", "note.txt", "--format", "json"]);
    ran.assert_ok();
    let told: serde_json::Value = serde_json::from_str(&ran.printed()).expect("JSON");
    let ids = told["organisations"].as_array().expect("a list").iter();
    ids.map(|id| id.as_str().expect("an id").to_owned()).collect()
}

#[test]
fn a_text_suggests_the_organisations_that_it_names_more_than_once() {
    for (text, ids) in [
        ("Members of NATO and of the European Union met. The EU and NATO agreed.", ["eu", "nato"].as_slice()),
        ("The United Nations Security Council met. The Security Council voted.", &["un-security-council"]),
        ("The Weimar Triangle met. The Weimar Triangle agreed.", &["weimar-triangle"]),
        ("The union of nations was on time in Brussels. A union.", &[]),
        ("WHO SAYS WHO IS WHO AND WHO ASKS", &[]),
    ] {
        assert_eq!(suggested(text), ids, "{text}");
    }
}

#[test]
fn a_place_speaks_for_an_organisation_only_beside_its_name_and_says_what_else_it_is() {
    let text = "The EU met in Brussels. Brussels answered, and the EU agreed.";
    let site = SiteTest::new().file("note.txt", text);
    assert_snapshot!(site.run(&["tag", "note.txt"]).assert_ok().printed());
    assert_eq!(suggested("Brussels met. Brussels answered, and Belgium agreed."), [""; 0]);
}

#[test]
fn the_name_of_an_organisation_speaks_for_no_country() {
    let text = "The Shanghai Cooperation Organisation and the Organization of American States met.";
    let site = SiteTest::new().file("note.txt", text);
    let told = site.run(&["tag", "note.txt", "--format", "json"]).printed();
    assert!(told.contains("\"countries\":[],\"mentions\":[]"), "{told}");
}

#[test]
fn tag_writes_organisations_into_front_matter() {
    let site = SiteTest::new().briefing(
        "a",
        "countries: [FR]\ntopics: [trade]",
        "France, NATO, NATO and the African Union; the African Union.",
    );
    site.run(&["tag", "--write"]).assert_ok();
    let written = site.read("content/briefings/a.md");
    assert!(written.contains("topics: [trade]\norganisations: [African Union, NATO]\n"), "{written}");
    assert!(site.run(&["tag", "--write"]).said().contains("there is nothing to add"));
}

#[test]
fn check_compares_organisations_with_the_text() {
    let about_nato = "France. NATO met, NATO spoke, NATO voted, NATO agreed, and NATO left.";
    let site = SiteTest::new()
        .briefing("a", "countries: [FR]\norganisations: [EU]", about_nato)
        .briefing("b", "countries: [FR]\norganisations: [UN]", "France and the Security Council.")
        .briefing("c", "countries: [FR]\norganisations: [NATO]", about_nato);
    assert_snapshot!(site.check().said());
    let without = SiteTest::new().briefing("a", "countries: [FR]", about_nato);
    assert_eq!(without.check().said(), "no problems");
}

#[test]
fn a_plus_sign_makes_another_organisation() {
    let built = SiteTest::new()
        .file(
            "content/organisations/velvet-group-plus.md",
            "---\nlabel: Velvet Group+\nmarking: TLP:RED\n---\n\nHush.\n",
        )
        .briefing("seven", "organisations: [G7, Velvet Group]", "Text.")
        .briefing("more", "organisations: [G7+, Velvet Group+]", "Text.")
        .build();
    built.assert_ok();
    assert_eq!(built.rows("/organisations/g7/"), ["seven"]);
    assert_eq!(built.rows("/organisations/g7-plus/"), ["more"]);
    assert!(built.main("/organisations/g7-plus/").contains("<h1>G7+</h1>"));
    assert_eq!(built.rows("/organisations/velvet-group/"), ["seven"]);
    assert!(!built.holds("Velvet Group+") && !built.holds("velvet-group-plus"));
}

#[test]
fn countries_and_organisations_that_changed_places_are_told() {
    let said = SiteTest::new()
        .briefing("a", "organisations: [FR]", "Text.")
        .briefing("b", "countries: [CE]", "Text.")
        .build();
    said.assert_errors();
    assert_snapshot!(said.said());
}

#[test]
fn keys_that_other_files_have_lead_to_those_of_an_organisation() {
    let said = SiteTest::new()
        .file(
            "content/organisations/ring.md",
            "---\ntitle: Ring\nacronym: R\npart_of: EU\nmembers: [{ country: FR, since: 2004, until: 2010 }]\n---\n",
        )
        .build();
    said.assert_errors();
    assert_snapshot!(said.said());
}
