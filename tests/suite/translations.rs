//! Sites in several languages: which text stands where, and what leads from one language to the other.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::site_test::{Built, SiteTest};

const SETTINGS: &str = "title: Desk\nbase_url: https://example.org/desk/\nlanguages: [en, fr, ar]\n\
                        translations: { fr: { title: Le bureau } }\n";

fn site() -> SiteTest {
    SiteTest::new()
        .file("site.yaml", SETTINGS)
        .file(
            "content/topics/trade.md",
            "---\ntitle: Trade\naliases: [commerce]\n---\n\nGoods that cross borders.\n",
        )
        .briefing(
            "visit",
            "title: Paris asks Beijing\ncountries: [FR, CN]\ntopics: [Trade]\npeople: [Vladimir Putin]\n\
             summary: In English.\nevents: [{ date: 2024-02, title: Talks }]\n\
             sources: [{ id: mfa, title: Statement, url: 'https://example.org/mfa' }]",
            "The ministers met.[^mfa]",
        )
        .briefing(
            "grain",
            "title: Grain leaves Odesa\ndate: 2024-05-01\ncountries: [UA]\ntopics: [trade]",
            "Ships.",
        )
}

/// Writes a translation, whose front matter has no date unless it is given one.
fn translated(site: SiteTest, name: &str, front_matter: &str, text: &str) -> SiteTest {
    site.file(&format!("content/briefings/{name}.md"), format!("---\n{front_matter}\n---\n\n{text}\n"))
}

fn with_french(site: SiteTest) -> SiteTest {
    translated(
        site,
        "visit.fr",
        "title: Paris interroge Pékin\nslug: visite\npeople: [Vladimir Poutine]\nevents: [{ title: Pourparlers }]",
        "Les ministres se sont vus.[^mfa]",
    )
}

#[test]
fn a_translation_has_its_own_words_and_takes_all_else_from_its_original() {
    let built = with_french(site()).build();
    built.assert_ok();
    let main = built.main("/fr/briefings/2024/visite/");
    for words in [
        "Paris interroge Pékin",
        "Les ministres se sont vus.",
        "Statement",
        "https://example.org/mfa",
        "Chine",
    ] {
        assert!(main.contains(words), "{words}: {main}");
    }
    assert!(!main.contains("In English"), "{main}");
    assert_eq!(built.events("/fr/timeline/"), [("février 2024".to_owned(), "Pourparlers".to_owned())]);
    assert_eq!(built.rows("/fr/people/vladimir-putin/"), ["Paris interroge Pékin"]);
    assert_eq!(built.rows("/people/vladimir-putin/"), ["Paris asks Beijing"]);
    assert!(built.page("/fr/").contains("<title>Le bureau</title>"));
}

#[test]
fn every_list_has_every_briefing_once_and_an_untranslated_one_keeps_its_only_address() {
    let built = with_french(site()).build();
    built.assert_ok();
    assert_eq!(built.rows("/briefings/"), ["Grain leaves Odesa", "Paris asks Beijing"]);
    assert_eq!(built.rows("/fr/briefings/"), ["Grain leaves Odesa", "Paris interroge Pékin"]);
    assert_eq!(built.rows("/fr/topics/trade/"), ["Grain leaves Odesa", "Paris interroge Pékin"]);
    assert_eq!(built.rows("/ar/briefings/"), ["Grain leaves Odesa", "Paris asks Beijing"]);
    let main = built.main("/fr/briefings/");
    assert!(
        main.contains(
            "<a href=\"/desk/briefings/2024/grain/\" lang=\"en\" dir=\"ltr\" hreflang=\"en\">Grain leaves Odesa</a> \
             <span class=\"label\" lang=\"en\" dir=\"ltr\">English</span>"
        ),
        "{main}"
    );
    assert!(!built.has("/fr/briefings/2024/grain/") && !built.has("/fr/briefings/2024/grain/index.json"));
    // An introduction that nobody translated stands at its own address alone.
    assert!(built.main("/topics/trade/").contains("Goods that cross borders."));
    assert!(!built.page("/fr/topics/trade/").contains("Goods that cross borders."));
}

#[test]
fn titles_in_another_language_carry_it_wherever_they_stand() {
    let built = with_french(site().briefing(
        "news",
        "title: News\ncountries: [UA]\ntopics: [trade]\nsupersedes: [grain]",
        "N.",
    ));
    let built = translated(built, "news.ar", "title: أخبار", "نص.").build();
    built.assert_ok();
    let main = built.main("/ar/briefings/2024/news/");
    let english = "lang=\"en\" dir=\"ltr\">Grain leaves Odesa</a>";
    assert!(main.matches(english).count() >= 2, "{main}");
    assert!(main.contains("<bdi lang=\"en\">"), "{main}");
    assert!(
        built.main("/ar/").contains("lang=\"en\" dir=\"ltr\">Grain leaves Odesa</a> <span class=\"label\"")
    );
    assert!(built.main("/ar/timeline/").contains("lang=\"en\" dir=\"ltr\">Talks</a>"));
    assert!(!built.main("/briefings/2024/news/").contains("lang=\""));
}

#[test]
fn pages_feeds_data_and_search_of_a_language_stand_under_its_own_path() {
    let built = with_french(site().file(
        "site.yaml",
        format!("{SETTINGS}outputs: {{ catalogue: true, data: true, search: true, citations: true }}\n"),
    ))
    .build();
    built.assert_ok();
    for path in [
        "/fr/",
        "/fr/countries/france/",
        "/fr/countries/france/feed.xml",
        "/fr/relations/china-france/",
        "/fr/timeline/",
        "/fr/regions/europe/",
        "/fr/search/",
        "/fr/feed.xml",
        "/fr/feed.json",
        "/fr/api/briefings.json",
        "/fr/changes/",
        "/fr/sitemap.xml",
        "/fr/briefings/2024/visite/index.json",
        "/fr/briefings/2024/visite/cite.bib",
        "/assets/search/fr/index.js",
        "/ar/countries/ukraine/",
    ] {
        assert!(built.has(path), "{path}");
    }
    for path in ["/fr/robots.txt", "/fr/404.html", "/fr/.nojekyll", "/fr/assets/"] {
        assert!(!built.public().join(path.trim_start_matches('/')).exists(), "{path}");
    }
    let feed = built.page("/fr/feed.xml");
    assert!(
        feed.contains("xml:lang=\"fr\"") && feed.contains("<entry xml:lang=\"en\"><title>Grain"),
        "{feed}"
    );
    assert!(built.page("/robots.txt").contains("Sitemap: https://example.org/desk/fr/sitemap.xml"));
    assert!(built.page("/ar/").contains("<html lang=\"ar\" dir=\"rtl\">"));
}

#[test]
fn hreflang_names_the_pages_that_there_are_and_no_others() {
    let built = with_french(site()).build();
    built.assert_ok();
    let links = |path: &str| hreflangs(&built.page(path));
    let visit = [
        ("en", "/desk/briefings/2024/visit/"),
        ("fr", "/desk/fr/briefings/2024/visite/"),
        ("x-default", "/desk/briefings/2024/visit/"),
    ];
    let visit: BTreeMap<String, String> = visit.map(|(tag, url)| (tag.to_owned(), url.to_owned())).into();
    assert_eq!(links("/briefings/2024/visit/"), visit);
    assert_eq!(links("/fr/briefings/2024/visite/"), visit);
    assert!(links("/briefings/2024/grain/").is_empty());
    assert_eq!(links("/ar/topics/trade/").len(), 4);
    let sitemap = built.page("/fr/sitemap.xml");
    assert!(
        sitemap.contains(
            "<loc>https://example.org/desk/fr/briefings/2024/visite/</loc><lastmod>2024-04-01T00:00:00Z</lastmod>\
             <xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://example.org/desk/briefings/2024/visit/\"/>"
        ),
        "{sitemap}"
    );
    assert!(!sitemap.contains("<loc>https://example.org/desk/briefings"), "{sitemap}");
}

#[test]
fn json_ld_names_the_original_of_a_translation_and_the_translations_of_an_original() {
    let built = with_french(site()).build();
    built.assert_ok();
    let original = built.page("/briefings/2024/visit/");
    assert!(
        original.contains(
            "\"workTranslation\":[{\"@type\":\"Article\",\"@id\":\"https://example.org/desk/fr/briefings/2024/visite/\",\
             \"inLanguage\":\"fr\"}]"
        ) && !original.contains("translationOfWork"),
        "{original}"
    );
    let translation = built.page("/fr/briefings/2024/visite/");
    assert!(
        translation.contains(
            "\"translationOfWork\":{\"@type\":\"Article\",\"@id\":\"https://example.org/desk/briefings/2024/visit/\",\
             \"inLanguage\":\"en\"}"
        ) && !translation.contains("workTranslation"),
        "{translation}"
    );
}

#[test]
fn a_page_is_cited_in_its_own_language() {
    let built =
        with_french(site().file("site.yaml", format!("{SETTINGS}outputs: {{ citations: true }}\n"))).build();
    built.assert_ok();
    let main = built.main("/fr/briefings/2024/visite/");
    assert!(
        main.contains("Le bureau. «\u{a0}Paris interroge Pékin\u{a0}». 1er avril 2024. https://"),
        "{main}"
    );
    assert!(main.contains("(1er avril 2024)"), "{main}");
    assert!(
        built.main("/briefings/2024/visit/").contains("Desk. “Paris asks Beijing.” April 1, 2024. https://")
    );
}

#[test]
fn the_search_of_a_language_leads_to_the_address_that_each_text_has() {
    let built =
        with_french(site().file("site.yaml", format!("{SETTINGS}outputs: {{ search: true }}\n"))).build();
    built.assert_ok();
    let texts = built.page("/assets/search/fr/texts/0.js");
    assert!(texts.contains("\"fr/briefings/2024/visite/\\nbriefings/2024/grain/\\n"), "{texts}");
    assert!(texts.contains("\"languages\":\"\\nen\\n"), "{texts}");
    assert!(built.page("/fr/search/").contains("data-root=\"/desk/\""));
}

#[test]
fn the_switch_leads_to_the_same_page_or_to_the_nearest_one_and_says_so() {
    let built = with_french(site()).build();
    built.assert_ok();
    let page = built.page("/briefings/2024/visit/");
    assert!(
        page.contains(
            "<a href=\"/desk/fr/briefings/2024/visite/\" lang=\"fr\" dir=\"ltr\" hreflang=\"fr\">Français</a></li>"
        ),
        "{page}"
    );
    assert!(
        page.contains(
            "<a href=\"/desk/ar/briefings/2024/\" lang=\"ar\" dir=\"rtl\" hreflang=\"ar\" class=\"nearest\">العربية</a> \
             <span class=\"nearest-page\">not translated: leads to 2024</span>"
        ),
        "{page}"
    );
    let missing = built.page("/404.html");
    assert!(missing.contains("href=\"/desk/fr/\"") && missing.contains("href=\"/desk/ar/\""), "{missing}");
}

#[test]
fn links_in_a_translation_lead_to_the_reader_s_language_where_it_is_there() {
    let site = translated(
        site(),
        "visit.fr",
        "title: Paris interroge Pékin",
        "[a](grain.md) [b](visit.md) [c](visit.fr.md) [d](/topics/trade/) [e](/briefings/2024/grain/) [f](../topics/trade.md)",
    );
    let built = site.build();
    built.assert_ok();
    let main = built.main("/fr/briefings/2024/visit/");
    for (words, url) in [
        ("a", "/desk/briefings/2024/grain/"),
        ("b", "/desk/fr/briefings/2024/visit/"),
        ("c", "/desk/fr/briefings/2024/visit/"),
        ("d", "/desk/fr/topics/trade/"),
        ("e", "/desk/briefings/2024/grain/"),
        ("f", "/desk/fr/topics/trade/"),
    ] {
        assert!(main.contains(&format!("<a href=\"{url}\">{words}</a>")), "{words}: {main}");
    }
}

#[test]
fn the_gate_looks_at_both_a_translation_and_its_original() {
    const SECRET: &str = "zanzibarite";
    for (original, translation) in [
        ("status: draft", "marking: TLP:CLEAR"),
        ("marking: TLP:RED", "marking: TLP:CLEAR"),
        ("embargo: 2030-01-01", "embargo: 2020-01-01"),
        ("marking: TLP:GREEN", ""),
    ] {
        let site =
            site().briefing("hidden", &format!("title: {SECRET}\n{original}\ncountries: [UA]"), SECRET);
        let built = translated(site, "hidden.fr", &format!("title: {SECRET}\n{translation}"), SECRET).build();
        built.assert_ok();
        assert!(!built.holds(SECRET), "{original} / {translation}");
        assert!(built.said().contains("2 held back"), "{}", built.said());
    }
    for translation in ["status: draft", "marking: TLP:AMBER", "embargo: 2030-01-01", "status: Draft"] {
        let site = site().briefing("open", "title: Open text\ncountries: [UA]", "For all.");
        let built = translated(site, "open.fr", &format!("title: {SECRET}\n{translation}"), SECRET).build();
        assert!(!built.holds(SECRET), "{translation}");
        if translation == "status: Draft" {
            built.assert_errors();
            continue;
        }
        built.assert_ok();
        assert!(built.rows("/fr/countries/ukraine/").contains(&"Open text".to_owned()));
        assert!(built.said().contains("1 held back"), "{}", built.said());
    }
}

#[test]
fn a_held_back_translation_is_in_no_export_of_its_original() {
    let site = site().briefing("open", "title: Open text", "For all.");
    let site = translated(site, "open.fr", "title: Ouvert\nstatus: draft", "Caché.");
    let ran = site.run(&["export", "open.fr", "--to", "md"]);
    ran.assert_refused();
    assert!(!ran.printed().contains("Caché"), "{}", ran.printed());
}

#[test]
fn suffixes_count_only_for_the_languages_that_a_site_declares() {
    let site = SiteTest::new().briefing("g7.uk", "title: The G7 in Kyiv", "Text.");
    let built = site.build();
    built.assert_ok();
    assert!(built.has("/briefings/2024/g7-uk/"));
}

#[test]
fn a_site_that_declares_one_language_is_what_it_was() {
    let one = site().file("site.yaml", "title: Desk\nbase_url: https://example.org/desk/\n").build();
    let other = site()
        .file("site.yaml", "title: Desk\nbase_url: https://example.org/desk/\nlanguages: [en]\n")
        .build();
    crate::site_test::assert_same_files(&other.files(), &one.files());
    assert!(!one.holds("hreflang"));
}

#[test]
fn what_is_wrong_with_the_languages_of_files_is_told() {
    let told = |site: SiteTest, code: &str, words: &str| {
        let ran = site.check();
        assert!(ran.said().contains(code) && ran.said().contains(words), "{code}: {}", ran.said());
    };
    told(
        translated(site(), "visit.de", "title: Paris fragt Peking", "Text."),
        "undeclared-language",
        "`de` is no language of this site, which has en, fr, ar",
    );
    told(
        translated(site(), "lost.fr", "title: Perdu", "Texte."),
        "no-original",
        "there is no content/briefings/lost.md",
    );
    told(
        site().briefing("visit.en", "title: Again", "Text."),
        "two-originals",
        "content/briefings/visit.en.md and content/briefings/visit.md are the same text",
    );
    told(
        translated(site(), "visit.fr", "title: Paris interroge", ""),
        "empty-translation",
        "this translation has no text",
    );
    told(translated(site(), "visit.fr", "summary: Sans titre", "Texte."), "missing-key", "`title`");
    told(
        translated(site(), "visit.fr", "title: Paris\ndate: 2024-04-02", "Texte."),
        "differs-from-original",
        "`date` differs from that of the original, content/briefings/visit.md",
    );
    told(
        translated(site(), "visit.fr", "title: Paris\ncountries: [FR, DE]", "Texte."),
        "differs-from-original",
        "`countries` differs",
    );
    told(
        translated(site(), "visit.fr", "title: Paris\naliases: [/topics/trade/]", "Texte."),
        "url-clash",
        "/topics/trade/",
    );
}

#[test]
fn what_is_wrong_with_the_languages_of_a_site_is_told() {
    for (settings, words) in [
        ("languages: [en, fr, fr]", "`fr` stands in `languages` twice"),
        ("languages: [en, FR]", "did you mean `fr`?"),
        ("languages: [en, french]", "did you mean `fr`?"),
        ("languages: [en, pt-br]", "did you mean `pt-BR`?"),
        ("language: en\nlanguages: [fr, en]", "`language` is `en`, and the first of `languages` is `fr`"),
        (
            "languages: [en, fr]\ntranslations: { de: { title: Pult } }",
            "`de` is no language of translations on this site",
        ),
        ("translations: { fr: { title: Bureau } }", "declare the languages of the site first"),
        ("languages: [en, fr]\ntranslations: { fr: { titel: Bureau } }", "titel"),
    ] {
        let ran = site()
            .file("site.yaml", format!("title: Desk\nbase_url: https://example.org/\n{settings}\n"))
            .check();
        assert!(ran.said().contains(words), "{settings}: {}", ran.said());
    }
}

#[test]
fn a_language_with_a_region_has_a_path_in_small_letters() {
    let site =
        site().file("site.yaml", "title: Desk\nbase_url: https://example.org/\nlanguages: [en, pt-BR]\n");
    let built = translated(site, "visit.pt-br", "title: Paris pergunta", "Texto.").build();
    built.assert_ok();
    let page = built.page("/pt-br/briefings/2024/visit/");
    assert!(page.contains("<html lang=\"pt-BR\"") && page.contains("Paris pergunta"), "{page}");
}

#[test]
fn pages_topics_countries_and_organisations_are_translated_too() {
    let built = with_french(site())
        .file("content/pages/about/index.md", "---\ntitle: About\n---\n\nWho. ![x](a.png)\n")
        .file("content/pages/about/index.fr.md", "---\ntitle: À propos\n---\n\nQui. ![x](a.png)\n")
        .file("content/pages/about/a.png", crate::site_test::PICTURE)
        .file("content/pages/index.fr.md", "---\ntitle: Accueil\n---\n\nBienvenue.\n")
        .file("content/pages/index.md", "---\ntitle: Home\n---\n\nWelcome.\n")
        .file("content/topics/trade.fr.md", "---\ntitle: Commerce extérieur\n---\n\nDes biens.\n")
        .file("content/countries/cn.md", "---\nlabel: PR China\n---\n\nA country.\n")
        .file("content/countries/cn.fr.md", "---\nlabel: RP Chine\n---\n\nUn pays.\n")
        .build();
    built.assert_ok();
    assert!(built.main("/fr/about/").contains("Qui.") && built.has("/fr/about/a.png"));
    assert!(built.main("/fr/").contains("Bienvenue.") && !built.main("/ar/").contains("Welcome."));
    assert!(built.main("/fr/topics/trade/").contains("Des biens."));
    assert_eq!(built.rows("/fr/topics/trade/").len(), 2);
    assert!(built.main("/fr/countries/china/").contains("RP Chine"));
    assert!(!built.page("/ar/countries/china/").contains("A country."));
}

/// A site whose original has changed twice since its translation.
fn changed() -> SiteTest {
    with_french(site())
        .committed("2024-04-02", "First")
        .briefing(
            "visit",
            "title: Paris asks Beijing\ncountries: [FR, CN]\ntopics: [Trade]\nevents: [{ date: 2024-02, title: Talks }]\n\
             sources: [{ id: mfa, title: Statement }]",
            "The ministers met twice in Paris.[^mfa]",
        )
        .committed("2024-04-10", "Second")
}

#[test]
fn readers_and_writers_are_told_where_the_original_has_moved_on() {
    let site = changed();
    let said = site.check().said();
    assert!(
        said.contains("stale-translation")
            && said.contains("this is a translation of version 1 of content/briefings/visit.md, which has version 2 now: 3 words inserted, 0 taken out")
            && said.contains("translation_of: visit@2"),
        "{said}"
    );
    let built = site.build();
    built.assert_ok();
    let main = built.main("/fr/briefings/2024/visite/");
    assert!(main.contains("Traduction de <a href=\"/desk/briefings/2024/visit/\" lang=\"en\""), "{main}");
    assert!(
        main.contains("href=\"/desk/briefings/2024/visit/history/2/\">L’original a été modifié depuis."),
        "{main}"
    );
    assert!(
        built.has("/briefings/2024/visit/history/2/") && !built.has("/fr/briefings/2024/visite/history/")
    );
}

#[test]
fn a_translation_says_which_version_it_is_of() {
    for (version, is_stale) in [(1, true), (2, false)] {
        let site = translated(
            changed(),
            "visit.fr",
            &format!("title: Paris interroge Pékin\ntranslation_of: visit@{version}"),
            "Les ministres.",
        );
        assert_eq!(site.check().said().contains("stale-translation"), is_stale, "{version}");
        let built = site.committed("2024-04-20", "Third").build();
        built.assert_ok();
        assert_eq!(built.main("/fr/briefings/2024/visit/").contains("modifié depuis"), is_stale, "{version}");
    }
    for wrong in ["visit", "visit@0", "visit@x", "grain@1"] {
        let site = translated(
            site(),
            "visit.fr",
            &format!("title: Paris\ntranslation_of: {wrong}"),
            "Les ministres.",
        );
        let said = site.check().said();
        assert!(said.contains("names no version of content/briefings/visit.md"), "{wrong}: {said}");
    }
    let said = site().briefing("alone", "translation_of: visit@1", "Text.").check().said();
    assert!(said.contains("this text is no translation"), "{said}");
}

#[test]
fn a_translation_begins_as_a_draft_that_names_its_version() {
    let site = changed();
    let ran = site.run(&["new", "--translate", "visit", "--language", "ar"]);
    ran.assert_ok();
    assert_eq!(
        site.read("content/briefings/visit.ar.md"),
        "---\ntitle: Paris asks Beijing\nstatus: draft                     # published, when it is translated\n\
         translation_of: visit@2\n---\n\nThe ministers met twice in Paris.[^mfa]\n"
    );
    site.run(&["new", "--translate", "visit", "--language", "ar"]).assert_refused();
    for (language, words) in [("de", "which has fr, ar"), ("en", "which has fr, ar")] {
        let ran = site.run(&["new", "--translate", "visit", "--language", language]);
        assert!(ran.assert_refused().said().contains(words), "{}", ran.said());
    }
    let ran = site.run(&["new", "--translate", "visit.fr.md", "--language", "ar"]);
    assert!(ran.assert_refused().said().contains("is a translation itself"), "{}", ran.said());
    let ran =
        SiteTest::new().briefing("a", "", "Text.").run(&["new", "--translate", "a", "--language", "fr"]);
    assert!(ran.assert_refused().said().contains("languages: [en, fr]"), "{}", ran.said());
    let built = site.build();
    built.assert_ok();
    assert_eq!(built.rows("/ar/briefings/"), ["Grain leaves Odesa", "Paris asks Beijing"]);
}

#[test]
fn a_translation_stands_beside_its_original_block_by_block() {
    let site = site().briefing(
        "long",
        "title: Long",
        "First.\n\n## Head\n\nSecond.\n\n- an item\n\nOnly here. [Visit](visit.md)",
    );
    let site =
        translated(site, "long.fr", "title: Longue", "Premier.\n\n## Titre\n\nDeuxième.\n\n- un point");
    let built = with_french(site).build();
    built.assert_ok();
    assert!(
        built.main("/fr/briefings/2024/long/").contains("href=\"/desk/fr/briefings/2024/long/parallel/\"")
    );
    let page = built.page("/fr/briefings/2024/long/parallel/");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
    let rows: Vec<(String, String)> = page
        .split("<tr><td lang=\"en\" dir=\"ltr\">")
        .skip(1)
        .map(|row| {
            let (one, rest) = row.split_once("</td><td>").expect("two cells");
            (one.trim().to_owned(), rest.split_once("</td>").expect("an end").0.trim().to_owned())
        })
        .collect();
    assert_eq!(rows.len(), 5, "{page}");
    assert!(rows[0] == ("<p>First.</p>".to_owned(), "<p>Premier.</p>".to_owned()), "{rows:?}");
    assert!(rows[1].0.contains("Head") && rows[1].1.contains("Titre"), "{rows:?}");
    assert!(
        rows[4].0.contains("Only here. <a href=\"/desk/briefings/2024/visit/\">") && rows[4].1.is_empty(),
        "{rows:?}"
    );
    assert!(!built.has("/briefings/2024/long/parallel/") && !built.has("/fr/briefings/2024/grain/parallel/"));
}

#[test]
fn the_past_of_a_site_has_its_originals_and_no_word_of_a_translation() {
    let site = changed();
    let ran = site.run(&["build", "--as-of", "2024-04-05", "--output", "past"]);
    ran.assert_ok();
    let list = site.read("past/fr/briefings/index.html");
    assert!(list.contains("Paris asks Beijing") && !list.contains("Paris interroge"), "{list}");
    assert!(!site.root().join("past/fr/briefings/2024").join("visite").exists());
}

#[test]
fn suggestions_and_the_record_are_those_of_the_original() {
    let site = changed();
    let said = site.run(&["tag"]);
    assert!(
        said.assert_ok().printed().contains("visit.md") && !said.printed().contains("visit.fr.md"),
        "{}",
        said.printed()
    );
    let ran = site.run(&["tag", "content/briefings/visit.fr.md"]);
    assert!(ran.assert_refused().said().contains("is a translation"), "{}", ran.said());
    let ran = site.run(&["log", "content/briefings/visit.fr.md"]);
    assert!(
        ran.assert_refused().said().contains("that of its original, content/briefings/visit.md"),
        "{}",
        ran.said()
    );
    site.run(&["log", "visit"]).assert_ok();
}

#[test]
fn a_note_on_a_translation_alone_tells_nothing_of_what_it_translates() {
    // The translation says nothing of its marking, which its original has.
    let site = translated(
        site().briefing("hidden", "title: Hidden\nmarking: TLP:RED", "Hush."),
        "hidden.fr",
        "title: Caché",
        "Chut.",
    )
    .committed("2024-04-02", "First")
    .file("content/briefings/hidden.fr.md", "---\ntitle: Caché\n---\n\nChut, encore.\n")
    .briefing(
        "grain",
        "title: Grain leaves Odesa\ndate: 2024-05-01\ncountries: [UA]\ntopics: [trade]",
        "Ships again.",
    )
    .committed("2024-05-10", "Update\n\nChange-Note: Both texts speak of zanzibarite.");
    let built = site.build();
    built.assert_ok();
    assert!(built.has("/briefings/2024/grain/history/2/"));
    assert!(!built.holds("zanzibarite") && !built.holds("Caché"), "a trace");
}

#[test]
fn a_preview_of_what_is_held_back_has_translations_too() {
    let site = translated(
        site().briefing("draft", "title: Draft\nstatus: draft", "Soon."),
        "draft.fr",
        "title: Ébauche",
        "Bientôt.",
    );
    let built = site.arg("--drafts").build();
    built.assert_ok();
    assert!(built.main("/fr/briefings/2024/draft/").contains("Bientôt."));
}

#[test]
fn what_is_wrong_with_an_original_is_told_once() {
    let site = translated(site(), "grain.fr", "title: Le grain", "Voir [la visite](visit.md).");
    let site = translated(site, "visit.fr", "title: Paris interroge Pékin", "Les ministres.");
    site.write(
        "content/briefings/visit.md",
        "---\ntitle: Paris asks Beijing\ndate: soon\ncountries: [FR]\n---\n\nText.\n",
    );
    let said = site.check().said();
    assert!(said.contains("`soon`") && said.contains("1 error") && !said.contains("broken-link"), "{said}");
}

#[test]
fn rules_look_at_a_translation_when_it_is_published() {
    for (status, is_told) in [("status: draft", false), ("", true)] {
        let site = translated(
            site(),
            "visit.fr",
            &format!("title: Paris\n{status}"),
            "Texte.\n\n## A\n\n#### B\n\nMots.",
        );
        assert_eq!(
            site.check().said().contains("heading-jump"),
            is_told,
            "{status}: {}",
            site.check().said()
        );
    }
}

/// Returns the languages that a page names, with the path of each from the host's root.
fn hreflangs(page: &str) -> BTreeMap<String, String> {
    page.split("<link rel=\"alternate\" hreflang=\"")
        .skip(1)
        .filter_map(|rest| {
            let (tag, rest) = rest.split_once("\" href=\"https://example.org")?;
            Some((tag.to_owned(), rest.split_once('"')?.0.to_owned()))
        })
        .collect()
}

/// Whether a text is there in a language, and whether it is held back.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Absent,
    Held,
    Open,
}

fn random_site(texts: &[(State, State, State)]) -> Built {
    let mut site = SiteTest::new().file("site.yaml", SETTINGS);
    for (index, (own, french, arabic)) in texts.iter().enumerate() {
        let held = |state: State| if state == State::Held { "status: draft\n" } else { "" };
        site = site.briefing(
            &format!("t{index}"),
            &format!("title: en{index}\n{}countries: [FR]\ntopics: [trade]", held(*own)),
            &format!("textenx{index}x"),
        );
        for (language, state) in [("fr", french), ("ar", arabic)] {
            if *state != State::Absent {
                site = translated(
                    site,
                    &format!("t{index}.{language}"),
                    &format!("title: {language}{index}\n{}", held(*state)),
                    &format!("text{language}x{index}x"),
                );
            }
        }
    }
    site.build()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn languages_lead_back_and_forth_and_no_text_has_two_addresses(
        texts in prop::collection::vec(
            (
                prop::sample::select(vec![State::Open, State::Open, State::Held]),
                prop::sample::select(vec![State::Absent, State::Held, State::Open]),
                prop::sample::select(vec![State::Absent, State::Held, State::Open]),
            ),
            1..6,
        )
    ) {
        let built = random_site(&texts);
        built.assert_ok();
        let pages: BTreeMap<String, String> = built
            .files()
            .into_iter()
            .filter_map(|(path, bytes)| {
                let folder = path.trim_start_matches('/').strip_suffix("index.html")?;
                Some((format!("/desk/{folder}"), String::from_utf8_lossy(&bytes).into_owned()))
            })
            .collect();
        for (path, page) in &pages {
            let links = hreflangs(page);
            for (tag, url) in &links {
                let Some(other) = pages.get(url) else { panic!("{path} leads to {url}, which is not there") };
                if tag != "x-default" {
                    prop_assert!(hreflangs(other).values().any(|back| back == path), "{} does not lead back to {}", url, path);
                }
            }
        }
        for (index, (own, french, arabic)) in texts.iter().enumerate() {
            let is_open = |state: State| *own == State::Open && state == State::Open;
            for (language, state) in [("en", *own), ("fr", *french), ("ar", *arabic)] {
                let mark = format!("<p>text{language}x{index}x</p>");
                let is_of_one = |path: &str| !path.ends_with("/parallel/");
                let holders = pages.iter().filter(|(path, page)| is_of_one(path) && page.contains(&mark)).count();
                prop_assert_eq!(holders, usize::from(is_open(state)), "{}", mark);
            }
            for (language, prefix, state) in [("en", "", *own), ("fr", "/fr", *french), ("ar", "/ar", *arabic)] {
                let shown = if is_open(state) { language } else { "en" };
                for list in ["briefings/", "topics/trade/", "countries/france/"] {
                    let path = format!("{prefix}/{list}");
                    let rows = if built.has(&path) { built.rows(&path) } else { Vec::new() };
                    for tag in ["en", "fr", "ar"] {
                        let count = rows.iter().filter(|row| **row == format!("{tag}{index}")).count();
                        let wanted = usize::from(*own == State::Open && tag == shown);
                        prop_assert_eq!(count, wanted, "{}{} in {}: {:?}", tag, index, path, rows);
                    }
                }
            }
        }
    }
}
