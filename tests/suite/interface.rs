//! The words of the interface: complete in every language, none of them in a template, and a site's own
//! before the theme's.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use crate::site_test::{Built, SiteTest};

const LANGUAGES: [&str; 12] = ["en", "fr", "ar", "es", "ru", "zh", "pt", "de", "it", "uk", "tr", "fa"];

type Strings = BTreeMap<String, serde_yaml::Value>;

fn repository(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn strings(language: &str) -> Strings {
    let text = fs::read_to_string(repository(&format!("strings/{language}.yaml"))).expect("a language");
    serde_yaml::from_str(&text).expect("YAML")
}

/// Returns the texts of all files under a folder that end so.
fn texts(folder: &str, ending: &str) -> Vec<(String, String)> {
    let files = crate::site_test::files_of(&repository(folder)).into_iter();
    files
        .filter(|(path, _)| path.ends_with(ending))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8")))
        .collect()
}

/// Returns what stands between two marks, wherever they stand.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    text.split(open).skip(1).filter_map(|rest| Some(rest.split_once(close)?.0)).collect()
}

/// Returns the keys that templates use, and the starts of those that they put together.
fn keys_of_templates() -> (BTreeSet<String>, BTreeSet<String>) {
    let mut whole = BTreeSet::new();
    let mut starts = BTreeSet::new();
    for (_, text) in texts("templates", ".html") {
        for call in between(&text, "t(key=\"", "}}") {
            let (key, rest) = call.split_once('"').expect("a key ends");
            if rest.trim_start().starts_with('~') {
                starts.insert(key.to_owned());
            } else {
                whole.insert(key.to_owned());
            }
        }
    }
    (whole, starts)
}

/// Returns all literals of the program that could be keys.
fn literals() -> BTreeSet<String> {
    let is_key = |text: &&str| {
        text.contains('.')
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'.' | b'-'))
            && !text.ends_with(".html")
    };
    texts("src", ".rs")
        .iter()
        .flat_map(|(_, text)| text.split('"').filter(is_key).map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

fn values(value: &serde_yaml::Value) -> BTreeSet<String> {
    let written = serde_yaml::to_string(value).expect("YAML");
    let names = between(&written, "{", "}").into_iter();
    names.filter(|name| *name != "count").map(str::to_owned).collect()
}

#[test]
fn every_language_has_the_same_strings_with_the_same_values() {
    let english = strings("en");
    for language in LANGUAGES {
        let own = strings(language);
        let keys = |strings: &Strings| strings.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&own), keys(&english), "{language}");
        for (key, value) in &own {
            // A form for no thing or for one need not say how many there are.
            assert!(values(value).is_subset(&values(&english[key])), "{language}: {key}");
            let forms = |value: &serde_yaml::Value| value.is_mapping();
            assert_eq!(forms(value), forms(&english[key]), "{language}: {key}");
        }
    }
}

#[test]
fn counted_strings_have_every_form_that_their_language_has() {
    for (language, forms) in [
        ("en", vec!["one", "other"]),
        ("fr", vec!["many", "one", "other"]),
        ("ar", vec!["few", "many", "one", "other", "two", "zero"]),
        ("es", vec!["many", "one", "other"]),
        ("ru", vec!["few", "many", "one", "other"]),
        ("zh", vec!["other"]),
        ("pt", vec!["many", "one", "other"]),
        ("de", vec!["one", "other"]),
        ("it", vec!["many", "one", "other"]),
        ("uk", vec!["few", "many", "one", "other"]),
        ("tr", vec!["one", "other"]),
        ("fa", vec!["one", "other"]),
    ] {
        for (key, value) in strings(language).iter().filter(|(_, value)| value.is_mapping()) {
            let own = value.as_mapping().expect("forms").keys();
            let own: BTreeSet<&str> = own.filter_map(|name| name.as_str()).collect();
            let missing: Vec<_> = forms.iter().filter(|form| !own.contains(*form)).collect();
            // Only millions are many in French; the form for all others does for them.
            let needed = missing.iter().filter(|form| (language, ***form) != ("fr", "many"));
            assert_eq!(needed.count(), 0, "{language}: {key} lacks {missing:?}");
        }
    }
}

#[test]
fn every_string_that_is_used_is_there_and_every_one_that_is_there_is_used() {
    let english = strings("en");
    let (whole, starts) = keys_of_templates();
    assert!(whole.len() > 60, "{whole:?}");
    for key in &whole {
        assert!(english.contains_key(key), "a template uses `{key}`");
    }
    for start in &starts {
        assert!(english.keys().any(|key| key.starts_with(start)), "a template uses `{start}…`");
    }
    let literals = literals();
    for key in english.keys() {
        let used = whole.contains(key)
            || literals.contains(key)
            || starts.iter().any(|start| key.starts_with(start))
            // The keys of front matter, and of a site's own lists.
            || key.starts_with("taxonomy.")
            || key.starts_with("fact.")
            // The kinds of the table of organisations.
            || key.starts_with("organisation.kind.");
        assert!(used, "nothing uses `{key}`");
    }
}

#[test]
fn the_program_asks_for_strings_that_are_there() {
    let english = strings("en");
    let mut asked = 0;
    for (path, text) in texts("src", ".rs") {
        for call in [".say(", ".say_with(", ".count(", ".count_with("] {
            for rest in text.split(call).skip(1) {
                let Some(key) = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next())
                else {
                    continue;
                };
                asked += 1;
                assert!(english.contains_key(key), "{path} asks for `{key}`");
            }
        }
    }
    assert!(asked > 20, "{asked}");
}

#[test]
fn words_that_are_put_together_are_there_for_every_case() {
    let english = strings("en");
    for (start, cases) in [
        ("kind", vec!["analysis", "report", "reportage", "background"]),
        ("confidence", vec!["low", "moderate", "high"]),
        ("trend", vec!["deteriorating", "improving", "unchanged"]),
    ] {
        for case in cases {
            assert!(english.contains_key(&format!("{start}.{case}")), "{start}.{case}");
        }
    }
}

#[test]
fn no_template_has_words_of_its_own() {
    for (path, text) in texts("templates", ".html") {
        // What is left without Tera's tags is HTML and what readers see.
        let mut left = text;
        for (open, close) in [("{%", "%}"), ("{{", "}}"), ("{#", "#}")] {
            while let Some(at) = left.find(open) {
                let end = left[at..].find(close).expect("a tag ends") + at + close.len();
                left.replace_range(at..end, "");
            }
        }
        for attribute in ["aria-label=\"", "title=\"", "alt=\"", "placeholder=\"", "summary=\""] {
            for value in between(&left, attribute, "\"") {
                assert!(!value.contains(char::is_alphabetic), "{path}: {attribute}{value}\"");
            }
        }
        let shown: String =
            left.split('<').map(|part| part.rsplit_once('>').map_or(part, |(_, shown)| shown)).collect();
        let words = shown.replace("default-src", "");
        assert!(!words.contains(char::is_alphabetic), "{path} says {}", words.trim());
    }
}

/// A site of everything, in a language.
fn desk(language: &str) -> Built {
    SiteTest::new()
        .file("site.yaml", format!("title: Desk\nbase_url: https://example.org/\nlanguage: {language}\n"))
        .briefing("one", "countries: [FR, CN]\ntopics: [trade]\ndate: 2024-04-01", "> [!NOTE]\n> Text.")
        .briefing(
            "two",
            "countries: [FR, CN]\ndate: 2024-02-29\nupdated: 2024-03-01\nevents: [{ date: 2024-02, title: Talks }]",
            "Text.",
        )
        .build()
}

#[test]
fn a_site_in_french_is_french_throughout() {
    let built = desk("fr");
    built.assert_ok();
    let home = built.page("/");
    assert!(home.contains("<html lang=\"fr\" dir=\"ltr\">"), "{home}");
    for part in [">Pays</a>", ">Thèmes</a>", ">Chronologie</a>", "1er avril 2024", "29 février 2024"] {
        assert!(home.contains(part), "{part}: {home}");
    }
    assert!(built.main("/relations/china-france/").contains(">Chine</a> et <a"));
    assert!(built.page("/countries/france/").contains("2 notes sur ce pays\u{a0}: France"));
    assert!(built.main("/briefings/2024/one/").contains("<p class=\"alert-title\">Note</p>"));
    assert!(built.main("/briefings/2024/two/").contains("Mise à jour le <time"));
    assert!(built.main("/timeline/").contains("février 2024"));
    assert!(built.page("/404.html").contains("Page introuvable"));
    assert!(built.page("/feed.xml").contains("xml:lang=\"fr\""));
    assert!(built.page("/relations/china-france/feed.xml").contains("Chine et France – Desk"));
    for path in ["/", "/briefings/", "/countries/", "/countries/france/", "/topics/", "/timeline/"] {
        let page = built.page(path);
        for word in ["briefings about", "Skip to", "Latest", ">Topics", "Countries", "Page ", "April"] {
            assert!(!page.contains(word), "{word} in {path}: {page}");
        }
    }
}

#[test]
fn a_site_in_arabic_is_written_from_right_to_left_and_counts_as_arabic_does() {
    let built = desk("ar");
    built.assert_ok();
    assert!(built.page("/").contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(built.page("/").contains("1 أبريل 2024"));
    assert!(built.page("/countries/france/").contains("إحاطتان عن فرنسا"));
    assert!(built.page("/topics/trade/").contains("إحاطة واحدة"));
    assert!(built.main("/relations/china-france/").contains("</a> و<a"));
}

#[test]
fn a_language_without_strings_speaks_english_in_its_own_direction() {
    for (language, direction) in [("nl-BE", "ltr"), ("he", "rtl"), ("x-klingon", "ltr")] {
        let built = desk(language);
        built.assert_ok();
        let home = built.page("/");
        assert!(home.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\">")), "{home}");
        assert!(home.contains("Latest briefings") && home.contains("1 April 2024"), "{home}");
        let note = format!("note: the interface has no words in `{language}` yet, and is in English;");
        assert!(built.said().contains(&note), "{}", built.said());
    }
}

#[test]
fn pages_are_in_the_language_of_the_site_in_all_twelve() {
    for (language, direction, day, latest) in [
        ("es", "ltr", "1 de abril de 2024", "Últimas notas"),
        ("ru", "ltr", "1 апреля 2024 г.", "Последние записки"),
        ("zh", "ltr", "2024年4月1日", "最新简报"),
        ("pt", "ltr", "1.º de abril de 2024", "Últimas notas"),
        ("de", "ltr", "1. April 2024", "Neueste Briefings"),
        ("it", "ltr", "1º aprile 2024", "Ultime note"),
        ("uk", "ltr", "1 квітня 2024 р.", "Останні записки"),
        ("tr", "ltr", "1 Nisan 2024", "Son notlar"),
        ("fa", "rtl", "1 آوریل 2024", "تازه‌ترین یادداشت‌ها"),
    ] {
        let built = desk(language);
        built.assert_ok();
        assert!(!built.said().contains("note: the interface"), "{}", built.said());
        let home = built.page("/");
        assert!(home.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\">")), "{home}");
        assert!(home.contains(day) && home.contains(latest), "{language}: {home}");
        for path in
            ["/", "/briefings/", "/countries/", "/countries/france/", "/topics/", "/timeline/", "/search/"]
        {
            let page = built.page(path);
            for word in ["briefings about", "Skip to", "Latest", ">Topics", "Countries", "Page ", "Search"] {
                assert!(!page.contains(word), "{language}: {word} in {path}: {page}");
            }
        }
    }
}

#[test]
fn a_file_of_the_sites_own_is_enough_for_its_language() {
    let built = SiteTest::new()
        .file("site.yaml", "title: Desk\nbase_url: https://example.org/\nlanguage: nl\n")
        .file("strings/nl.yaml", "home.latest: Nieuwste\n")
        .build();
    built.assert_ok();
    assert!(!built.said().contains("note: the interface"), "{}", built.said());
}

#[test]
fn the_name_of_a_language_leads_to_its_tag() {
    let said = |language: &str| {
        let site = format!("title: Desk\nbase_url: https://example.org/\nlanguage: {language}\n");
        let built = SiteTest::new().file("site.yaml", site).build();
        built.assert_errors();
        built.messages().join("\n")
    };
    assert_snapshot!(["french", "Français", "pt_BR", "Elvish"].map(said).join("\n"));
}

#[test]
fn a_text_in_another_language_than_the_site_says_so_itself() {
    let built = SiteTest::new().briefing("x", "title: تقرير\nlang: ar", "نص.").build();
    let page = built.page("/briefings/2024/x/");
    assert!(page.contains("<html lang=\"en\" dir=\"ltr\">"), "{page}");
    assert!(page.contains("<h1 class=\"p-name\" lang=\"ar\" dir=\"rtl\">تقرير</h1>"), "{page}");
    assert!(page.contains("<div class=\"body e-content\" lang=\"ar\" dir=\"rtl\">"), "{page}");
}

#[test]
fn a_site_changes_single_strings_and_keeps_the_others() {
    let built = SiteTest::new()
        .file("strings/en.yaml", "home.latest: Fresh from the desk\nbriefings.count: { one: 'a paper', other: '{count} papers' }\ntaxonomy.people: Who\n")
        .briefing("x", "topics: [trade]\npeople: [Ada]", "Text.")
        .briefing("y", "", "Text.")
        .build();
    built.assert_ok();
    assert!(built.main("/").contains(">Fresh from the desk</h2>"));
    assert!(built.main("/topics/trade/").contains(">a paper</h2>"));
    assert!(built.main("/briefings/2024/x/").contains("<dt>Who</dt>"));
    assert!(built.page("/").contains(">Countries</a>"));
}

#[test]
fn a_site_brings_a_language_of_its_own_and_a_region_differs_from_its_language() {
    let dutch = "home.latest: Nieuwste\nbriefings.count: { one: '{count} rapport', other: '{count} rapporten' }\n\
                  date.months: [januari, februari, maart, april, mei, juni, juli, augustus, september, oktober, november, december]\n\
                  date.day: '{day} {month} {year}'\ndate.first-day: '{day} {month} {year}'\n";
    let built = SiteTest::new()
        .file("site.yaml", "title: Bureau\nbase_url: https://example.org/\nlanguage: nl-BE\n")
        .file("strings/nl.yaml", dutch)
        .file("strings/nl-BE.yaml", "home.latest: Recentste\n")
        .briefing("x", "topics: [trade]", "Text.")
        .briefing("y", "", "Text.")
        .build();
    built.assert_ok();
    assert!(built.main("/").contains(">Recentste</h2>"), "{}", built.main("/"));
    assert!(built.main("/").contains("1 april 2024"));
    assert!(built.main("/topics/trade/").contains(">1 rapport</h2>"));
    assert!(built.page("/").contains(">Countries</a>"), "what is not said in Dutch is said in English");
}

#[test]
fn a_sites_own_templates_say_strings_of_the_sites_own_with_values_that_are_escaped() {
    let built = SiteTest::new()
        .file("strings/en.yaml", "own.line: 'Ours & {name}, {link}'\n")
        .file(
            "templates/page.html",
            "{% extends \"base.html\" %}{% block main %}{% set link %}<a href=\"/\">x</a>{% endset %}\
             {{ t(key=\"own.line\", name=title, link=link) }}{% endblock %}",
        )
        .file("content/pages/about.md", "---\ntitle: A <b> C\n---\n")
        .build();
    built.assert_ok();
    assert_eq!(built.main("/about/"), "Ours &amp; A &lt;b&gt; C, <a href=\"/\">x</a>");
}

#[test]
fn a_string_that_is_not_there_is_an_error_with_a_suggestion() {
    let built = SiteTest::new()
        .file(
            "templates/page.html",
            "{% extends \"base.html\" %}{% block main %}{{ t(key=\"topics.titel\") }}{% endblock %}",
        )
        .file("content/pages/about.md", "---\ntitle: About\n---\n")
        .build();
    built.assert_errors();
    assert_snapshot!(built.messages()[0]);
}

#[test]
fn slips_in_a_file_of_strings_are_told_at_their_places() {
    let built = SiteTest::new()
        .file(
            "strings/en.yaml",
            "home.latst: New\nbriefings.count: { one: one, some: x }\ncountry.empty: Nothing on {nam}\n\
             date.months: [a, b]\nhome.world: 7\nhome.all: { one: x }\n",
        )
        .build();
    built.assert_errors();
    assert_snapshot!(built.messages().join("\n"));
}

#[test]
fn a_file_of_strings_that_is_no_yaml_is_an_error_and_one_of_another_language_is_not_read() {
    let broken = SiteTest::new().file("strings/en.yaml", "home.latest: [\n").build();
    broken.assert_errors();
    assert!(broken.said().contains("strings/en.yaml"), "{}", broken.said());
    SiteTest::new().file("strings/fr.yaml", "home.latest: [\n").build().assert_ok();
    SiteTest::new().file("strings/en.yaml", b"\xff").build().assert_errors();
    SiteTest::new().file("strings/en.yaml", "").build().assert_ok();
}
