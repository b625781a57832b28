//! The page of a country: what a site knows of it, on one page.

use crate::site_test::SiteTest;

/// Returns counted entries in the form that [`crate::site_test::Built::counted`] gives.
fn counts(entries: &[(&str, usize)]) -> Vec<(String, usize)> {
    entries.iter().map(|(words, count)| ((*words).to_owned(), *count)).collect()
}

#[test]
fn briefings_about_a_country_stand_by_year_and_mentions_apart() {
    let built = SiteTest::new()
        .briefing("new", "date: 2024-02-01\ncountries: [FR]", "Text.")
        .briefing("old", "date: 2022-02-01\ncountries: [FR]", "Text.")
        .briefing("touch", "date: 2023-02-01\ncountries: [CN]\nmentions: [FR]", "Text.")
        .build();
    let main = built.main("/countries/france/");
    let places: Vec<usize> =
        [">2024</h3>", ">new</a>", ">2022</h3>", ">old</a>", "mentions France", ">touch</a>"]
            .iter()
            .map(|part| main.find(part).unwrap_or_else(|| panic!("no {part} in {main}")))
            .collect();
    assert!(places.is_sorted(), "{main}");
}

#[test]
fn partners_and_topics_are_counted_the_most_frequent_first() {
    let built = SiteTest::new()
        .briefing("a", "countries: [FR, CN]\ntopics: [trade]", "Text.")
        .briefing("b", "countries: [FR, CN, DE]\ntopics: [trade, climate]", "Text.")
        .briefing("c", "countries: [FR]\nmentions: [US]\ntopics: [arms]", "Text.")
        .build();
    assert_eq!(built.counted("/countries/france/", "partners"), counts(&[("China", 2), ("Germany", 1)]));
    let topics = [("Trade", 2), ("Arms", 1), ("Climate", 1)];
    assert_eq!(built.counted("/countries/france/", "topics"), counts(&topics));
    let main = built.main("/countries/france/");
    assert!(
        main.contains("href=\"/relations/china-france/\"")
            && main.contains("href=\"/countries/france/trade/\"")
    );
}

#[test]
fn a_briefing_of_a_subtopic_counts_for_the_topic_above_too() {
    let built = SiteTest::new()
        .file("content/topics/security.md", "---\ntitle: Security\n---\n")
        .file("content/topics/arms.md", "---\ntitle: Arms\nparent: security\n---\n")
        .file("content/topics/mines.md", "---\ntitle: Mines\nparent: arms\n---\n")
        .briefing("a", "countries: [FR]\ntopics: [mines]", "Text.")
        .briefing("b", "countries: [FR]\ntopics: [mines, security]", "Text.")
        .build();
    let topics = [("Arms", 2), ("Mines", 2), ("Security", 2)];
    assert_eq!(built.counted("/countries/france/", "topics"), counts(&topics));
    assert_eq!(built.rows("/countries/france/security/"), ["a", "b"]);
    assert_eq!(built.counted("/topics/security/", "subtopics"), counts(&[("Arms", 2)]));
    assert_eq!(built.counted("/topics/security/", "countries"), counts(&[("France", 2)]));
}

#[test]
fn a_status_is_shown_with_its_date_and_its_reason() {
    let profile =
        "---\nstatus: { is: deteriorating, date: 2024-02, reason: Talks have stopped. }\n---\nIntro.\n";
    let built = SiteTest::new().file("content/countries/fr.md", profile).build();
    let main = built.main("/countries/france/");
    for part in ["deteriorating", "<time datetime=\"2024-02\">February 2024</time>", "Talks have stopped."] {
        assert!(main.contains(part), "{part}: {main}");
    }
}

#[test]
fn what_a_site_calls_a_country_stands_everywhere_and_its_url_does_not_move() {
    let built = SiteTest::new()
        .file(
            "site.yaml",
            "title: Desk\nbase_url: https://example.org/\ncountries:\n  TW: { label: Chinese Taipei, note: As the Committee says. }\n",
        )
        .file("content/countries/xk.md", "---\nlabel: Kosovo (UNSCR 1244)\ncapital: Prishtina\n---\n")
        .briefing(
            "a",
            "countries: [TW, XK]\ntopics: [trade]\nevents: [{date: 2024-01-02, title: They meet}]",
            "Text.",
        )
        .build();
    built.assert_ok();
    let pages = [
        "/briefings/2024/a/",
        "/countries/",
        "/countries/taiwan/trade/",
        "/countries/taiwan/",
        "/relations/kosovo-taiwan/",
        "/regions/asia/",
        "/timeline/",
        "/timeline/taiwan/",
        "/topics/trade/",
        "/countries/kosovo/",
    ];
    for page in pages {
        let text = built.page(page);
        assert!(text.contains("Chinese Taipei"), "{page}");
        assert!(!text.contains(">Taiwan<") && !text.contains("Taiwan "), "{page}: {text}");
    }
    for feed in
        ["/feed.xml", "/feed.json", "/countries/taiwan/feed.xml", "/relations/kosovo-taiwan/feed.json"]
    {
        let text = built.page(feed);
        assert!(text.contains("Chinese Taipei") && text.contains("Kosovo (UNSCR 1244)"), "{feed}: {text}");
    }
    assert!(built.main("/countries/taiwan/").contains("As the Committee says."));
    assert!(built.main("/relations/kosovo-taiwan/").contains("As the Committee says."));
    assert!(built.main("/countries/kosovo/").contains("Prishtina"));
}

#[test]
fn a_profile_has_the_last_word_on_a_country() {
    let built = SiteTest::new()
        .file(
            "site.yaml",
            "title: Desk\nbase_url: https://example.org/\ncountries: { FR: { label: Gaul } }\n",
        )
        .file("content/countries/fr.md", "---\nlabel: La France\n---\n")
        .build();
    assert!(built.main("/countries/").contains(">La France</a>"));
}

#[test]
fn countries_stand_in_the_order_of_the_sites_language() {
    let order = |language: &str| {
        let labels = "countries: { AX: { label: Åland }, AT: { label: Österreich } }";
        let built = SiteTest::new()
            .file(
                "site.yaml",
                format!("title: Desk\nbase_url: https://example.org/\nlanguage: {language}\n{labels}\n"),
            )
            .briefing("a", "countries: [ZW, AX, HR, CI, AT, OM, CR, AF, AL, PL, FI]", "Text.")
            .build();
        let relations = built.counted("/countries/zimbabwe/", "partners");
        relations.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    let english = order("en");
    let place = |names: &[String], name: &str| names.iter().position(|other| other == name).expect("a name");
    assert!(place(&english, "Afghanistan") < place(&english, "Åland"), "{english:?}");
    assert!(place(&english, "Åland") < place(&english, "Albania"), "{english:?}");
    assert!(place(&english, "Costa Rica") < place(&english, "Côte d’Ivoire"), "{english:?}");
    assert!(place(&english, "Côte d’Ivoire") < place(&english, "Croatia"), "{english:?}");
    assert!(place(&english, "Oman") < place(&english, "Österreich"), "{english:?}");
    assert!(place(&english, "Österreich") < place(&english, "Poland"), "{english:?}");
    let swedish = order("sv");
    assert_eq!(swedish[swedish.len() - 2..], ["Åland", "Österreich"], "{swedish:?}");
}

#[test]
fn a_sort_name_decides_the_place_in_a_list() {
    let built = SiteTest::new()
        .file(
            "site.yaml",
            "title: Desk\nbase_url: https://example.org/\ncountries: { GM: { label: The Gambia, sort: Gambia } }\n",
        )
        .briefing("a", "countries: [GM, FR, TG, ET]", "Text.")
        .build();
    let main = built.main("/regions/africa/");
    let place = |name: &str| main.find(&format!(">{name}</a>")).expect("the country");
    assert!(place("Ethiopia") < place("The Gambia") && place("The Gambia") < place("Togo"), "{main}");
}

#[test]
fn what_is_no_list_of_briefings_stands_on_the_first_page_only() {
    let site = (0..60).fold(SiteTest::new(), |site, number| {
        site.briefing(
            &format!("b{number:02}"),
            "countries: [FR, DE]\ntopics: [trade]\nevents: [{date: 2024-01-02, title: They meet}]",
            "Text.",
        )
    });
    let built = site.file("content/countries/fr.md", "---\ncapital: Paris\n---\nIntro.\n").build();
    built.assert_ok();
    for (page, list) in [
        ("/countries/france/", 50),
        ("/countries/france/page/2/", 10),
        ("/relations/france-germany/", 50),
        ("/relations/france-germany/page/2/", 10),
        ("/countries/france/trade/", 50),
        ("/countries/france/trade/page/2/", 10),
        ("/topics/trade/page/2/", 10),
    ] {
        assert_eq!(built.rows(page).len(), list, "{page}");
    }
    for page in ["/countries/france/page/2/", "/relations/france-germany/page/2/", "/topics/trade/page/2/"] {
        let main = built.main(page);
        assert!(!main.contains("They meet") && !main.contains("Intro."), "{page}: {main}");
    }
}

#[test]
fn neighbours_are_named_as_the_site_does_and_lead_to_their_pages() {
    let built = SiteTest::new()
        .file("content/countries/ch.md", "---\nlabel: The Confederation\n---\n")
        .briefing("a", "countries: [LI]", "Text.")
        .build();
    let main = built.main("/countries/liechtenstein/");
    assert!(main.contains("Austria, <a href=\"/countries/switzerland/\">The Confederation</a>"), "{main}");
    assert!(!built.main("/countries/switzerland/").contains("<a href=\"/countries/austria/\">"));
}

#[test]
fn a_former_country_has_a_page_with_its_years_and_its_successors() {
    let built = SiteTest::new().briefing("a", "countries: [SUHH, FR]\nmentions: [UA]", "Text.").build();
    built.assert_ok();
    let main = built.main("/countries/soviet-union/");
    for part in ["SUHH", "1922–1991", "<a href=\"/countries/ukraine/\">Ukraine</a>", "Estonia", "<path d=\"M"]
    {
        assert!(main.contains(part), "{part}: {main}");
    }
    assert!(built.has("/relations/france-soviet-union/"));
    let ukraine = built.main("/countries/ukraine/");
    assert!(
        ukraine
            .contains("<dt>Before</dt><dd><a href=\"/countries/soviet-union/\">Soviet Union</a> (1922–1991)"),
        "{ukraine}"
    );
}

#[test]
fn a_former_country_can_be_written_by_its_name_and_have_a_profile() {
    let built = SiteTest::new()
        .file("content/countries/suhh.md", "---\nlabel: The Union\n---\nIntro.\n")
        .briefing("a", "countries: [USSR, German Democratic Republic]", "Text.")
        .build();
    built.assert_ok();
    assert!(built.main("/countries/soviet-union/").contains("<h1>The Union</h1>"));
    assert!(built.main("/relations/east-germany-soviet-union/").contains("The Union"));
    assert!(built.main("/regions/europe/").contains(">East Germany</a>"));
}

#[test]
fn a_country_that_was_only_recoded_says_nothing_of_it() {
    let built = SiteTest::new().briefing("a", "countries: [FR]", "Text.").build();
    assert!(!built.main("/countries/france/").contains("Metropolitan"));
    let built = SiteTest::new().briefing("a", "countries: [FR, FXFR]", "Text.").build();
    assert!(built.main("/countries/france/").contains("Metropolitan France</a> (1993–1997)"));
}

#[test]
fn disputed_entities_work_like_any_other() {
    let built = SiteTest::new().briefing("a", "countries: [TW, XK, PS, HK, EH]", "Text.").build();
    built.assert_ok();
    for slug in ["taiwan", "kosovo", "palestine", "hong-kong", "western-sahara"] {
        let main = built.main(&format!("/countries/{slug}/"));
        assert!(main.contains("class=\"locator\""), "{slug}: {main}");
        assert_eq!(built.rows(&format!("/countries/{slug}/")), ["a"]);
    }
    assert!(built.has("/relations/kosovo-palestine/") && built.has("/relations/hong-kong-taiwan/"));
}

#[test]
fn a_dossier_names_the_capital_and_the_seat_of_government() {
    let built = SiteTest::new().briefing("a", "countries: [FR, BO, SUHH]", "Text.").build();
    built.assert_ok();
    assert!(built.main("/countries/france/").contains("<dt>Capital</dt><dd>Paris</dd>"));
    let bolivia = built.main("/countries/bolivia/");
    assert!(bolivia.contains("<dt>Capital</dt><dd>Sucre (seat of government: La Paz)</dd>"), "{bolivia}");
    assert!(!built.main("/countries/soviet-union/").contains("Capital"));
}

#[test]
fn a_sites_word_on_a_capital_goes_before_what_is_generally_known() {
    let built = SiteTest::new()
        .file(
            "site.yaml",
            "title: Desk\nbase_url: https://example.org/\ncountries:\n  UA: { capital: Kiev }\n  FR: { capital: Lutetia }\n",
        )
        .file("content/countries/fr.md", "---\ncapital: Lyon\n---\n")
        .file("content/countries/be.md", "---\ncapital: ''\n---\n")
        .briefing("a", "countries: [UA, FR, BE]", "Text.")
        .build();
    built.assert_ok();
    assert!(built.main("/countries/ukraine/").contains("<dt>Capital</dt><dd>Kiev</dd>"));
    assert!(built.main("/countries/france/").contains("<dt>Capital</dt><dd>Lyon</dd>"));
    assert!(!built.main("/countries/belgium/").contains("Capital"));
}

#[test]
fn israel_palestine_and_western_sahara_have_the_capital_that_the_site_names() {
    let built = SiteTest::new()
        .file("content/countries/eh.md", "---\ncapital: Laayoune\n---\n")
        .briefing("a", "countries: [IL, PS, EH]", "Text.")
        .build();
    built.assert_ok();
    for slug in ["israel", "palestine"] {
        assert!(!built.main(&format!("/countries/{slug}/")).contains("Capital"), "{slug}");
    }
    assert!(built.main("/countries/western-sahara/").contains("<dt>Capital</dt><dd>Laayoune</dd>"));
}
