//! Countries, topics, sources and text of any kind: what joins, what clashes, what stays text.

use insta::assert_snapshot;

use crate::site_test::{PICTURE, SiteTest};

/// What would run if it were taken for markup anywhere.
const SCRIPT: &str = "<script>alert(1)</script>";

#[test]
fn a_country_is_known_by_code_number_name_and_alias() {
    for written in [
        "CI",
        "ci",
        "CIV",
        "384",
        "\"384\"",
        "Côte d'Ivoire",
        "cote d’ivoire",
        "Ivory Coast",
        "the Ivory Coast",
    ] {
        let built =
            SiteTest::new().briefing("x", &format!("countries: [{}]", quoted(written)), "Text.").build();
        built.assert_ok();
        assert!(built.messages().is_empty(), "{written}: {}", built.said());
        let main = built.main("/briefings/2024/x/");
        assert!(main.contains("href=\"/countries/cote-d-ivoire/\">"), "{written}: {main}");
    }
}

fn quoted(written: &str) -> String {
    if written.contains(['\'', '’', ' ']) { format!("\"{written}\"") } else { written.to_owned() }
}

#[test]
fn a_number_with_a_leading_zero_is_a_country_too() {
    let built = SiteTest::new().briefing("x", "countries: [\"004\", 8, 010]", "Text.").build();
    built.assert_ok();
    assert!(built.has("/countries/afghanistan/"));
    assert!(built.has("/countries/albania/"));
}

#[test]
fn one_country_named_twice_counts_once() {
    let built =
        SiteTest::new().briefing("x", "countries: [FR, France, FRA]\nmentions: [FR, CN]", "Text.").build();
    built.assert_ok();
    let main = built.main("/countries/france/");
    assert_eq!(main.matches("/briefings/2024/x/").count(), 1, "{main}");
    assert!(built.main("/countries/china/").contains("1 briefing that mentions China"));
}

#[test]
fn an_unknown_country_is_an_error_with_a_suggestion() {
    let built = SiteTest::new().briefing("x", "countries: [FR, Frnace]", "Text.").build();
    built.assert_errors();
    let message = built.only_message("error[unknown-country]", "content/briefings/x.md:4:17");
    assert!(message.contains("`FR` (France)"), "{message}");
    assert_snapshot!(message);
    let built = SiteTest::new().briefing("x", "mentions: [Atlantis]", "Text.").build();
    built.assert_errors();
    assert_snapshot!(built.only_message("error[unknown-country]", "content/briefings/x.md:4:12"));
}

#[test]
fn an_unknown_country_of_an_event_is_an_error() {
    let built = SiteTest::new()
        .briefing("x", "events:\n  - {date: 2024-02, title: Talks, countries: [ZZ]}", "Text.")
        .build();
    built.assert_errors();
    built.only_message("error[unknown-country]", "content/briefings/x.md:5:47");
}

#[test]
fn a_name_of_several_countries_is_an_error_that_names_them() {
    for (name, choices) in
        [("Congo", ["`CG`", "`CD`"]), ("Korea", ["`KR`", "`KP`"]), ("Saint Martin", ["`MF`", "`SX`"])]
    {
        let built = SiteTest::new().briefing("x", &format!("countries: [{name}]"), "Text.").build();
        built.assert_errors();
        let message = built.only_message("error[ambiguous-country]", "content/briefings/x.md:4:13");
        assert!(choices.iter().all(|choice| message.contains(choice)), "{message}");
        if name == "Congo" {
            assert_snapshot!(message);
        }
    }
}

#[test]
fn norway_is_no_boolean() {
    let built = SiteTest::new().briefing("x", "countries: [NO]", "Text.").build();
    built.assert_ok();
    assert!(built.has("/countries/norway/"));
}

#[test]
fn a_country_profile_for_no_country_is_an_error() {
    let built = SiteTest::new().file("content/countries/zz.md", "---\nlabel: Nowhere\n---\n").build();
    built.assert_errors();
    assert_snapshot!(built.only_message("error[unknown-country]", "content/countries/zz.md"));
}

#[test]
fn two_profiles_of_one_country_are_an_error() {
    let built = SiteTest::new()
        .file("content/countries/fr.md", "---\nlabel: France\n---\n")
        .file("content/countries/france.md", "---\nlabel: France\n---\n")
        .build();
    built.assert_errors();
    assert_snapshot!(built.only_message("error[url-clash]", "content/countries/france.md"));
}

#[test]
fn a_profile_says_what_the_site_calls_a_country_and_how_things_go_there() {
    let built = SiteTest::bare()
        .file(
            "site.yaml",
            "title: D\nbase_url: https://example.org/\ncountries: {TW: {label: Chinese Taipei, note: As the IOC}, FR: {label: Gaul}}\n",
        )
        .file(
            "content/countries/fr.md",
            "---\nlabel: The Republic\nsort: France\ncapital: Paris\nnote: A note.\n\
             status: {is: improving, date: 2024-02, reason: Talks go on}\npinned: [x]\n---\n\nThe *introduction*.\n",
        )
        .briefing("x", "countries: [TW]", "Text.")
        .build();
    built.assert_ok();
    let france = built.main("/countries/france/");
    for part in [
        "<h1>The Republic</h1>",
        "<dd>Paris</dd>",
        "A note.",
        "improving",
        "February 2024",
        "Talks go on",
        "<p>The <em>introduction</em>.</p>",
        "To begin with",
        "/briefings/2024/x/",
    ] {
        assert!(france.contains(part), "{part} is not in {france}");
    }
    let taiwan = built.main("/countries/taiwan/");
    assert!(taiwan.contains("<h1>Chinese Taipei</h1>") && taiwan.contains("As the IOC"), "{taiwan}");
}

#[test]
fn a_country_profile_for_a_name_of_several_countries_is_an_error_that_names_them() {
    let built = SiteTest::new().file("content/countries/congo.md", "---\ncapital: A city\n---\n").build();
    built.assert_errors();
    let message = built.only_message("error[ambiguous-country]", "content/countries/congo.md");
    assert!(message.contains("`CG`") && message.contains("`CD`"), "{message}");
}

#[test]
fn a_status_of_a_country_with_an_impossible_date_is_an_error() {
    let built = SiteTest::new()
        .file("content/countries/fr.md", "---\nstatus: {is: improving, date: 2024-02-30}\n---\n")
        .build();
    built.assert_errors();
    let message = built.only_message("error[invalid-date]", "content/countries/fr.md:2:31");
    assert!(message.contains("2 | status: {is: improving, date: 2024-02-30}"), "{message}");
}

#[test]
fn a_pin_that_leads_nowhere_is_an_error_with_a_suggestion() {
    let built = SiteTest::new()
        .file("content/countries/fr.md", "---\npinned: [2024/talk]\n---\n")
        .briefing("2024/talks", "", "Text.")
        .build();
    built.assert_errors();
    assert_snapshot!(built.only_message("error[unknown-briefing]", "content/countries/fr.md:2:10"));
}

#[test]
fn a_superseded_briefing_that_is_not_there_is_an_error_with_a_suggestion() {
    let built = SiteTest::new()
        .briefing("2023/talks", "date: 2023-04-01", "Text.")
        .briefing("2024/more-talks", "supersedes: [2023/talks, 2023/talk]", "Text.")
        .build();
    built.assert_errors();
    assert_snapshot!(
        built.only_message("error[unknown-briefing]", "content/briefings/2024/more-talks.md:4:26")
    );
}

#[test]
fn two_briefings_that_take_the_place_of_each_other_are_an_error_in_the_older() {
    let built = SiteTest::new()
        .briefing("a", "date: 2024-01-01\nsupersedes: [b]", "Text.")
        .briefing("b", "date: 2024-02-01\nsupersedes: [a]", "Text.")
        .build();
    built.assert_errors();
    assert_snapshot!(built.only_message("error[supersedes-cycle]", "content/briefings/a.md:4:14"));
}

#[test]
fn briefings_of_one_day_that_take_the_place_of_each_other_are_one_error() {
    let built = SiteTest::new()
        .briefing("a", "supersedes: [b]", "Text.")
        .briefing("b", "supersedes: [c]", "Text.")
        .briefing("c", "supersedes: [d, a]", "Text.")
        .briefing("d", "", "Text.")
        .build();
    built.assert_errors();
    let message = built.only_message("error[supersedes-cycle]", "content/briefings/c.md:4:17");
    assert!(message.contains("`c` → `a` → `b` → `c`"), "{message}");
}

#[test]
fn a_circle_is_told_once_whichever_way_its_dates_run() {
    let built = SiteTest::new()
        .briefing("a", "date: 2024-01-01\nsupersedes: [b]", "Text.")
        .briefing("b", "date: 2024-02-01\nsupersedes: [c]", "Text.")
        .briefing("c", "date: 2024-03-01\nsupersedes: [a]", "Text.")
        .build();
    built.assert_errors();
    assert_eq!(built.messages().len(), 1, "{}", built.said());
    assert!(built.messages()[0].starts_with("error[supersedes-cycle]"), "{}", built.said());
}

#[test]
fn a_briefing_that_takes_the_place_of_a_newer_one_is_a_warning() {
    let built = SiteTest::new()
        .briefing("a", "date: 2024-01-01\nsupersedes: [b]", "Text.")
        .briefing("b/index", "title: B\ndate: 2024-02-01", "Text.")
        .build();
    built.assert_ok();
    assert_snapshot!(built.only_message("warning[supersedes-newer]", "content/briefings/a.md:4:14"));
}

#[test]
fn briefings_of_one_day_may_take_each_others_place_in_either_order() {
    let built = SiteTest::new()
        .briefing("a", "", "Text.")
        .briefing("b", "supersedes: [a]", "Text.")
        .briefing("c", "supersedes: [d]", "Text.")
        .briefing("d", "", "Text.")
        .build();
    built.assert_ok();
    assert!(built.messages().is_empty(), "{}", built.said());
}

#[test]
fn without_topic_files_every_topic_is_good() {
    let built = SiteTest::new()
        .briefing("a", "topics: [war-in-ukraine]", "Text.")
        .briefing("b", "topics: [War in Ukraine, Grain & Ports]", "Text.")
        .build();
    built.assert_ok();
    let topics = built.main("/topics/");
    assert!(topics.contains("<a href=\"/topics/war-in-ukraine/\">"), "{topics}");
    assert!(topics.contains("<a href=\"/topics/grain-ports/\">Grain &amp; Ports</a>"), "{topics}");
    let war = built.main("/topics/war-in-ukraine/");
    assert!(war.contains("/briefings/2024/a/") && war.contains("/briefings/2024/b/"), "{war}");
}

#[test]
fn a_topic_that_no_url_can_be_made_of_is_an_error() {
    let built = SiteTest::new().briefing("a", "topics: [\"!!!\"]", "Text.").build();
    built.assert_errors();
    built.only_message("error[invalid-slug]", "content/briefings/a.md:4:10");
}

#[test]
fn with_topic_files_an_unknown_topic_is_an_error_with_a_suggestion() {
    let site = || {
        SiteTest::new()
            .file(
                "content/topics/sanctions.md",
                "---\ntitle: Sanctions\naliases: [Restrictive measures]\n---\n",
            )
            .file("content/topics/trade.md", "---\ntitle: Trade\n---\n")
    };
    let built = site().briefing("x", "topics: [trade, sanctoins]", "Text.").build();
    built.assert_errors();
    let message = built.only_message("error[unknown-topic]", "content/briefings/x.md:4:17");
    assert!(message.contains("did you mean `sanctions` (Sanctions)?"), "{message}");
    assert_snapshot!(message);
    let built = site().briefing("x", "topics: [gardening]", "Text.").build();
    built.assert_errors();
    assert_snapshot!(built.only_message("error[unknown-topic]", "content/briefings/x.md:4:10"));
    let built = site().briefing("x", "topics: [Restrictive Measures, TRADE]", "Text.").build();
    built.assert_ok();
    assert!(built.main("/topics/sanctions/").contains("/briefings/2024/x/"));
}

#[test]
fn a_parent_counts_the_briefings_of_its_children_once() {
    let built = SiteTest::new()
        .file(
            "content/topics/trade.md",
            "---\ntitle: Trade\nhint: Goods and services\n---\n\nAbout *trade*.\n",
        )
        .file("content/topics/tariffs.md", "---\ntitle: Tariffs\nparent: Trade\n---\n")
        .file("content/topics/quotas.md", "---\ntitle: Quotas\nparent: trade\n---\n")
        .file("content/topics/unused.md", "---\ntitle: Unused\n---\n")
        .briefing("a", "topics: [tariffs, quotas, trade]", "Text.")
        .briefing("b", "topics: [tariffs]", "Text.")
        .build();
    built.assert_ok();
    let index = built.main("/topics/");
    assert!(index.contains("Trade</a> <span class=\"count\">2</span>"), "{index}");
    assert!(index.contains("Tariffs</a> <span class=\"count\">2</span>"), "{index}");
    assert!(index.contains("Quotas</a> <span class=\"count\">1</span>"), "{index}");
    assert!(index.contains("Goods and services"), "{index}");
    let trade = built.main("/topics/trade/");
    assert!(trade.contains("<p>About <em>trade</em>.</p>"), "{trade}");
    assert_eq!(trade.matches("<li class=\"row\">").count(), 2, "{trade}");
    assert!(trade.contains("<a href=\"/topics/tariffs/\">Tariffs</a>"), "{trade}");
    assert!(built.main("/topics/tariffs/").contains("<a href=\"/topics/trade/\">Trade</a>"));
    assert!(!built.has("/topics/unused/"));
}

#[test]
fn topics_that_are_each_others_parents_are_an_error() {
    let built = SiteTest::new()
        .file("content/topics/a.md", "---\ntitle: A\nparent: b\n---\n")
        .file("content/topics/b.md", "---\ntitle: B\nparent: c\n---\n")
        .file("content/topics/c.md", "---\ntitle: C\nparent: a\n---\n")
        .file("content/topics/d.md", "---\ntitle: D\nparent: a\n---\n")
        .briefing("x", "topics: [a, d]", "Text.")
        .build();
    built.assert_errors();
    assert_snapshot!(built.only_message("error[topic-cycle]", "content/topics/a.md:3:9"));
    let built = SiteTest::new()
        .file("content/topics/a.md", "---\ntitle: A\nparent: The second\n---\n")
        .file("content/topics/b.md", "---\ntitle: B\naliases: [the second]\nparent: a\n---\n")
        .build();
    built.assert_errors();
    let message = built.only_message("error[topic-cycle]", "content/topics/a.md:3:9");
    assert!(message.contains("a → b → a") && message.contains("3 | parent: The second"), "{message}");
    let built = SiteTest::new().file("content/topics/a.md", "---\ntitle: A\nparent: a\n---\n").build();
    built.assert_errors();
    built.only_message("error[topic-cycle]", "content/topics/a.md:3:9");
}

#[test]
fn a_parent_that_is_no_topic_is_an_error() {
    let built = SiteTest::new().file("content/topics/a.md", "---\ntitle: A\nparent: nix\n---\n").build();
    built.assert_errors();
    built.only_message("error[unknown-topic]", "content/topics/a.md:3:9");
}

#[test]
fn one_name_for_two_topics_is_an_error() {
    let built = SiteTest::new()
        .file("content/topics/trade.md", "---\ntitle: Trade\n---\n")
        .file("content/topics/commerce.md", "---\ntitle: Commerce\naliases: [Trade]\n---\n")
        .build();
    built.assert_errors();
    assert_snapshot!(built.only_message("error[topic-clash]", "content/topics/commerce.md:3:11"));
}

#[test]
fn an_alias_of_two_topics_is_an_error_however_it_is_written() {
    let built = SiteTest::new()
        .file("content/topics/sanctions.md", "---\ntitle: Sanctions\naliases: [Restrictive measures]\n---\n")
        .file(
            "content/topics/trade.md",
            "---\ntitle: Trade\naliases:\n  - commerce\n  - restrictive-MEASURES\n---\n",
        )
        .build();
    built.assert_errors();
    let message = built.only_message("error[topic-clash]", "content/topics/trade.md:5:5");
    assert!(message.contains("5 |   - restrictive-MEASURES"), "{message}");
    assert!(message.contains("content/topics/sanctions.md"), "{message}");
}

#[test]
fn a_title_that_is_the_id_of_another_topic_is_an_error() {
    let built = SiteTest::new()
        .file("content/topics/arms.md", "---\ntitle: Arms control\n---\n")
        .file("content/topics/arms-control.md", "---\ntitle: Disarmament\n---\n")
        .build();
    built.assert_errors();
    built.only_message("error[topic-clash]", "content/topics/arms.md:2:8");
}

#[test]
fn a_topic_file_whose_name_is_no_url_is_an_error() {
    let built = SiteTest::new().file("content/topics/Grain deal.md", "---\ntitle: Grain\n---\n").build();
    built.assert_errors();
    assert_snapshot!(built.only_message("error[invalid-slug]", "content/topics/Grain deal.md"));
}

#[test]
fn two_briefings_with_one_url_are_an_error_that_names_both() {
    let built = SiteTest::new().briefing("a/talks", "", "One.").briefing("b/talks", "", "Two.").build();
    built.assert_errors();
    let message = built.only_message("error[url-clash]", "content/briefings/b/talks.md");
    assert!(message.contains("content/briefings/a/talks.md"), "{message}");
    assert_snapshot!(message);
}

#[test]
fn two_briefings_whose_files_differ_in_case_only_are_an_error() {
    let site = SiteTest::new().briefing("talks", "", "One.").briefing("Talks", "", "Two.");
    // Some file systems make one file of the two.
    if std::fs::read_dir(site.root().join("content/briefings")).expect("a folder").count() < 2 {
        return;
    }
    let built = site.build();
    built.assert_errors();
    assert_eq!(built.messages().len(), 1, "{}", built.said());
    assert!(built.messages()[0].starts_with("error[url-clash]"), "{}", built.said());
}

#[test]
fn a_held_back_briefing_clashes_as_well() {
    let built =
        SiteTest::new().briefing("a/talks", "", "One.").briefing("b/talks", "status: draft", "Two.").build();
    built.assert_errors();
    built.only_message("error[url-clash]", "content/briefings/b/talks.md");
}

#[test]
fn a_file_and_a_folder_of_one_name_are_an_error() {
    let built =
        SiteTest::new().briefing("talks", "", "One.").briefing("talks/index", "title: T", "Two.").build();
    built.assert_errors();
    assert_eq!(built.messages().len(), 1, "{}", built.said());
}

#[test]
fn a_page_where_a_list_goes_is_an_error() {
    let built = SiteTest::new().file("content/pages/countries.md", "---\ntitle: Mine\n---\n").build();
    built.assert_errors();
    assert_snapshot!(built.only_message("error[url-clash]", "content/pages/countries.md"));
}

#[test]
fn an_alias_on_a_real_page_is_an_error() {
    for alias in [
        "/countries/",
        "/briefings/2024/b/",
        "/briefings/2024/B/",
        "/feed.xml",
        "/about/index.html",
        "/404.html",
    ] {
        let built = SiteTest::new()
            .briefing("a", &format!("aliases: [{alias}]"), "One.")
            .briefing("b", "", "Two.")
            .file("content/pages/about.md", "---\ntitle: About\n---\n")
            .build();
        built.assert_errors();
        let message = built.only_message("error[url-clash]", "content/briefings/a.md:4:11");
        if alias == "/briefings/2024/b/" {
            assert_snapshot!(message);
        }
    }
}

#[test]
fn two_aliases_that_are_the_same_are_an_error() {
    let built = SiteTest::new()
        .briefing("a", "aliases: [/old/]", "One.")
        .briefing("b", "aliases: [/Old]", "Two.")
        .build();
    built.assert_errors();
    assert_snapshot!(built.only_message("error[url-clash]", "content/briefings/b.md:4:11"));
}

#[test]
fn a_static_file_where_an_alias_needs_a_folder_is_an_error() {
    let built =
        SiteTest::new().briefing("a", "aliases: [/old/place/]", "One.").file("static/old", "mine").build();
    built.assert_errors();
    built.only_message("error[url-clash]", "content/briefings/a.md:4:11");
}

#[test]
fn a_static_file_where_a_page_goes_is_an_error() {
    for (file, one) in [
        ("static/briefings/2024/x/index.html", true),
        ("static/index.html", true),
        ("static/Index.html", true),
        ("static/feed.xml", true),
        ("static/countries", true),
        ("static/briefings/2024/x", true),
        ("static/about/index.html", true),
    ] {
        let built = SiteTest::new()
            .briefing("x", "countries: [FR]", "Text.")
            .file("content/pages/about.md", "---\ntitle: About\n---\n")
            .file(file, "mine")
            .build();
        built.assert_errors();
        assert_eq!(built.messages().len() == 1, one, "{file}: {}", built.said());
        assert!(built.messages()[0].starts_with("error[url-clash]"), "{}", built.said());
        assert!(built.messages()[0].contains(file), "{}", built.said());
        if file.ends_with("x/index.html") {
            assert_snapshot!(built.messages()[0]);
        }
    }
}

#[test]
fn markup_in_any_field_is_shown_as_text_everywhere() {
    let built = SiteTest::bare()
        .file(
            "site.yaml",
            format!("title: 'Desk {SCRIPT}'\nbase_url: https://example.org/\ndescription: '{SCRIPT}'\nfooter: 'Foot {SCRIPT}'\n\
                 countries: {{FR: {{label: 'France {SCRIPT}', note: '{SCRIPT}'}}}}\nnav: [{{title: '{SCRIPT}', url: /countries/}}]\n"),
        )
        .briefing(
            "x",
            &format!(
                "title: 'T {SCRIPT}'\nsummary: 'S {SCRIPT}'\ncountries: [FR]\ntopics: ['Topic {SCRIPT}']\npeople: ['P {SCRIPT}']\n\
                 authors: ['A {SCRIPT}']\nseries: s\nsources:\n  - {{id: s, title: 'Q {SCRIPT}', publisher: '{SCRIPT}', url: 'https://e.org/?a=\"><script>'}}\n\
                 events:\n  - {{date: 2024, title: 'E {SCRIPT}'}}\ncorrections:\n  - {{date: 2024, note: 'C {SCRIPT}'}}\n\
                 image_alt: '{SCRIPT}'\nimage: a.png"
            ),
            &format!("## Heading {SCRIPT} {{#a\"onclick=b}}\n\n{SCRIPT}\n\nText {SCRIPT} `{SCRIPT}`[^s].\n\n![{SCRIPT}](a.png \"{SCRIPT}\") [^n]\n\n```a\"><script>\n{SCRIPT}\n```\n\n[^n]: Note {SCRIPT}\n"),
        )
        .briefing("y", "series: s\ncountries: [FR]", &format!("Text {SCRIPT} without a summary."))
        .file("content/briefings/a.png", PICTURE)
        .file("content/pages/about.md", format!("---\ntitle: 'About {SCRIPT}'\nsummary: '{SCRIPT}'\n---\n\n{SCRIPT}\n"))
        .file("content/countries/fr.md", format!("---\nstatus: {{is: improving, reason: '{SCRIPT}'}}\ncapital: '{SCRIPT}'\n---\n\n{SCRIPT}\n"))
        .build();
    built.assert_ok();
    let mut pages = 0;
    for (path, bytes) in built.files() {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        // Those of the theme hold data, and search.
        let text = text.replacen("<script type=\"application/ld+json\">", "", 1);
        let text = text.replacen("<script defer src=\"/assets/chancery-search.", "", 1);
        if path.ends_with(".html") || path.ends_with(".xml") {
            assert!(!text.contains("<script"), "{path} has markup in it: {text}");
            pages += 1;
        }
    }
    assert!(pages > 15);
    let main = built.main("/briefings/2024/x/");
    assert!(main.contains("T &lt;script&gt;alert(1)&lt;/script&gt;"), "{main}");
    let feed: serde_json::Value = serde_json::from_str(&built.page("/feed.json")).expect("JSON");
    let titles: Vec<&str> =
        feed["items"].as_array().expect("items").iter().filter_map(|item| item["title"].as_str()).collect();
    assert!(titles.contains(&"T <script>alert(1)</script>"), "{titles:?}");
}

#[test]
fn template_syntax_in_content_is_plain_text() {
    let tera = "{{ site.title }} {% include \"home.html\" %} {# gone #} {{ 7 * 6 }}";
    let built = SiteTest::new()
        .briefing(
            "x",
            &format!("title: 'T {tera}'\nsummary: 'S {tera}'\nsources: [{{title: 'Q {tera}'}}]\nauthors: ['A {tera}']"),
            &format!("Text {tera} end.\n\n`{tera}`\n"),
        )
        .build();
    built.assert_ok();
    let main = built.main("/briefings/2024/x/");
    // A citation names the site.
    let (main, cite) = main.split_once("<details").expect("a way to cite");
    assert!(cite.contains("“T {{ site.title }}") && !cite.contains("42"), "{cite}");
    assert!(!main.contains("Test Desk") && !main.contains("42"), "{main}");
    assert_eq!(main.matches("{# gone #}").count(), 6, "{main}");
    assert!(built.page("/feed.xml").contains("{{ site.title }}"));
    assert!(built.main("/").contains("{{ site.title }}"));
}

#[test]
fn every_key_of_a_briefing_shows_on_its_page() {
    let built = SiteTest::new()
        .briefing("2023/older", "title: The older one\ndate: 2023-01-01", "Old.")
        .briefing("other", "series: talks\ndate: 2024-03-01\ncountries: [FR]", "Other.")
        .file("content/briefings/2024/full/cover.jpg", PICTURE)
        .file(
            "content/briefings/2024/full/index.md",
            "---\ntitle: The full title\ndate: 2024-04-01\nslug: own-slug\nkind: reportage\nupdated: 2024-04-03\n\
             summary: The summary.\ncountries: [FR]\nmentions: [TW]\ntopics: [Trade]\npeople: [Wang Yi]\n\
             authors: [Political Section]\nseries: talks\n\
             sources:\n  - {id: mfa, title: Conference, publisher: French MFA, date: 2024-02, url: 'https://e.org/1', archived: 'https://e.org/2', rating: B2}\n\
             events:\n  - {date: 2024-02-05, title: Second, countries: [CN]}\n  - {date: 2024, title: First}\n\
             confidence: moderate\nstatus: withdrawn\nmarking: TLP:CLEAR\nembargo: 2024-04-02T09:00:00+02:00\n\
             corrections:\n  - {date: 2024-04-03, note: The note.}\nsupersedes: [2023/older]\naliases: [/old/]\n\
             image: cover.jpg\nimage_alt: The cover\nchatham_house: true\nlang: fr\nextra: {a: 1}\n---\n\nText[^mfa].\n",
        )
        .build();
    built.assert_ok();
    assert!(built.messages().is_empty(), "{}", built.said());
    let main = built.main("/briefings/2024/own-slug/");
    for part in [
        "The full title</h1>",
        "Reportage",
        "3 April 2024",
        "The summary.",
        "/countries/france/",
        "/countries/taiwan/",
        "/topics/trade/",
        "/people/wang-yi/",
        "Political Section",
        "Part 2 of 2",
        "/series/talks/",
        "French MFA",
        "February 2024",
        "https://e.org/1",
        "https://e.org/2",
        ">B2<",
        "5 February 2024",
        "/countries/china/",
        "moderate confidence",
        "has been withdrawn",
        "TLP:CLEAR",
        "The note.",
        "Takes the place of",
        "/briefings/2023/older/",
        "cover.jpg",
        "alt=\"The cover\"",
        "Chatham House Rule",
        "lang=\"fr\"",
    ] {
        assert!(main.contains(part), "{part} is not in:\n{main}");
    }
    assert!(main.find("First") < main.find("Second"), "events are not in the order of their dates");
    assert!(built.main("/briefings/2023/older/").contains("A newer briefing takes the place of this one"));
    assert!(built.page("/old/").contains("url=/briefings/2024/own-slug/"));
    assert!(built.has("/briefings/2024/own-slug/cover.jpg"));
    // The interface is in the site's language, whatever that of the text.
    assert!(built.page("/briefings/2024/own-slug/").contains("<html lang=\"en\" dir=\"ltr\">"));
}

#[test]
fn a_file_where_no_document_is_looked_for_is_a_warning() {
    let built =
        SiteTest::new().file("content/notes.md", "x").file("content/briefings/a.markdown", "x").build();
    built.assert_ok();
    assert_snapshot!(built.message("warning[stray-document]", "content/notes.md"));
    assert_snapshot!(built.message("warning[stray-document]", "content/briefings/a.markdown"));
}

#[test]
fn a_base_url_that_is_none_is_an_error() {
    for url in [
        "example.org",
        "ftp://example.org/",
        "https://",
        "not a url",
        "https://example.org/?q",
        "https://a:b@example.org/",
        "/briefings/",
        "https:/example.org/",
        "https://example.org/#x",
    ] {
        let built = SiteTest::bare().file("site.yaml", format!("title: D\nbase_url: \"{url}\"\n")).build();
        built.assert_errors();
        let message = built.only_message("error[invalid-value]", "site.yaml:2:11");
        if url == "example.org" {
            assert_snapshot!(message);
        }
    }
    let built = SiteTest::bare().file("site.yaml", "title: D\n").build();
    built.assert_ok();
    built.only_message("warning[no-base-url]", "site.yaml");
}

#[test]
fn settings_that_cannot_be_right_are_errors() {
    for (settings, code, place) in [
        ("timezone: Mars/Olympus", "invalid-value", "site.yaml:3:11"),
        ("language: \"not a tag\"", "invalid-value", "site.yaml:3:11"),
        ("taxonomies: [countries]", "invalid-value", "site.yaml:3:14"),
        ("taxonomies: [People]", "invalid-value", "site.yaml:3:14"),
        ("publish: {markings: [TLP:PINK]}", "invalid-marking", "site.yaml:3:22"),
        ("countries: {Atlantis: {label: A}}", "unknown-country", "site.yaml:3:13"),
        ("markdown: {html: allow}", "invalid-value", "site.yaml:3:18"),
        ("lints: {unknown-key: loud}", "invalid-value", "site.yaml:3:22"),
        ("lints: {broken-link: off}", "invalid-value", "site.yaml:3:9"),
        ("nav: [{title: About}]", "missing-key", "site.yaml:3:7"),
        ("taxonomies: people", "wrong-type", "site.yaml:3:13"),
        ("outputs: {json_feeds: 3}", "wrong-type", "site.yaml:3:23"),
        ("title: Twice", "duplicate-key", "site.yaml:3:1"),
        ("logo: gone.png", "broken-image", "site.yaml:3:7"),
        ("nav: [{title: A, url: /nowhere/}]", "broken-link", "site.yaml:3:23"),
        ("nav: [{title: A, url: 'javascript:alert(1)'}]", "invalid-value", "site.yaml:3:23"),
        ("nav: [{title: A, url: about/}]", "invalid-value", "site.yaml:3:23"),
        ("footer: '[Imprint](/nowhere/)'", "broken-link", "site.yaml:3:9"),
        ("footer: '[Imprint](content/pages/gone.md)'", "broken-link", "site.yaml:3:9"),
    ] {
        let built = SiteTest::bare()
            .file("site.yaml", format!("title: D\nbase_url: https://example.org/\n{settings}\n"))
            .build();
        built.assert_errors();
        built.only_message(&format!("error[{code}]"), place);
    }
    let built = SiteTest::bare().file("site.yaml", "base_url: https://example.org/\n").build();
    built.assert_errors();
    built.only_message("error[missing-key]", "site.yaml:1:1");
    let built = SiteTest::bare().file("site.yaml", "").build();
    built.assert_errors();
}

#[test]
fn a_site_sets_the_level_of_a_warning() {
    let site = |lints: &str| {
        SiteTest::bare()
            .file(
                "site.yaml",
                format!("title: D\nbase_url: https://example.org/\nlints: {{unknown-key: {lints}}}\n"),
            )
            .briefing("x", "foo: 1", "Text.")
            .build()
    };
    assert!(site("off").assert_ok().messages().is_empty());
    site("error").assert_errors();
    assert_eq!(site("warning").assert_ok().messages().len(), 1);
}
