//! The table of keys: what it says is what is read, and the reference is written from it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chancery::config::{Html, ImageMetadata, Marking, RecordNotes};
use chancery::content::{Confidence, DocumentKind, Keep, Kind, Status, Trend};
use chancery::keys::front_matter::{
    AUTHOR, BRIEFING, CONFIDENCES, KEEPS, KINDS, MARKINGS, ORGANISATION, PAGE, PROFILE, STATUSES, TOPIC,
    TRENDS,
};
use chancery::keys::settings::{HTML, IMAGE_METADATA, NOTES, SITE};
use chancery::keys::{Group, Key, Purpose, RecordedKey, Shape, Word};
use chancery::yaml::words;
use insta::assert_snapshot;

use crate::site_test::SiteTest;

/// The kinds of documents, with what the reference calls them.
const KINDS_OF_DOCUMENTS: [(&str, DocumentKind); 6] = [
    ("briefings", DocumentKind::Briefing),
    ("pages", DocumentKind::Page),
    ("topics", DocumentKind::Topic),
    ("country profiles", DocumentKind::Profile),
    ("organisations", DocumentKind::Organisation),
    ("authors", DocumentKind::Author),
];

#[track_caller]
fn assert_words(table: &[Word], read: &[&str]) {
    assert_eq!(table.iter().map(|word| word.word).collect::<Vec<_>>(), read);
}

#[test]
fn the_words_of_the_table_are_those_that_are_read() {
    assert_words(KINDS, words::<Kind>());
    assert_words(CONFIDENCES, words::<Confidence>());
    assert_words(STATUSES, words::<Status>());
    assert_words(KEEPS, words::<Keep>());
    assert_words(TRENDS, words::<Trend>());
    assert_words(MARKINGS, &Marking::ALL.map(Marking::label));
    assert_words(IMAGE_METADATA, words::<ImageMetadata>());
    assert_words(HTML, words::<Html>());
    assert_words(NOTES, words::<RecordNotes>());
}

/// Returns the groups that can stand inside of these keys, each with the key that it stands at.
fn parts(group: &'static Group) -> Vec<(&'static Key, &'static Group)> {
    let inside = |key: &'static Key| match key.shape {
        Shape::Group(part)
        | Shape::Groups(part)
        | Shape::ShortGroups(part)
        | Shape::GroupOrWord(part, _)
        | Shape::PerCountry(part) => Some((key, part)),
        _ => None,
    };
    group.keys.iter().filter_map(inside).collect()
}

#[test]
fn every_key_of_a_document_says_what_it_counts_as_and_every_setting_is_a_setting() {
    for (kind, kin) in KINDS_OF_DOCUMENTS {
        for key in kin.keys().keys {
            assert_ne!(key.purpose, Purpose::Part, "{kind}: {}", key.name);
        }
        for (_, part) in parts(kin.keys()) {
            assert!(part.keys.iter().all(|key| key.purpose == Purpose::Part), "{kind}: {part:?}");
        }
    }
    assert!(SITE.keys.iter().all(|key| key.purpose == Purpose::Part));
}

#[test]
fn no_name_stands_twice_in_a_group() {
    for group in [&BRIEFING, &PAGE, &TOPIC, &PROFILE, &ORGANISATION, &AUTHOR, &SITE] {
        for group in parts(group).into_iter().map(|(_, part)| part).chain([group]) {
            let names: BTreeSet<&str> = group.names().collect();
            assert_eq!(names.len(), group.keys.len(), "{group:?}");
        }
    }
}

#[test]
fn what_the_record_tells_of_a_key_has_a_name_in_every_language() {
    let told: Vec<&Key> = BRIEFING.keys.iter().filter(|key| key.recorded.is_some()).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for language in ["en", "fr", "ar", "es", "ru", "zh", "pt", "de", "it", "uk", "tr", "fa"] {
        let strings = fs::read_to_string(root.join(format!("strings/{language}.yaml"))).expect("strings");
        for key in &told {
            let label = match key.recorded {
                Some(RecordedKey::Terms) => format!("\ntaxonomy.{}:", key.name),
                _ => format!("\nfact.{}:", key.name),
            };
            assert!(strings.contains(&label), "{language} has no {label}");
        }
        let named = strings.lines().filter(|line| line.starts_with("fact.")).count();
        assert_eq!(named, told.len() - 1, "{language} names what nothing tells");
    }
}

#[test]
fn the_page_on_data_names_every_key_that_data_have() {
    let page =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/data.md")).expect("a page");
    for key in BRIEFING.keys.iter().filter(|key| key.is_data) {
        assert!(page.contains(&format!("`{}`", key.name)), "docs/data.md does not name `{}`", key.name);
    }
}

/// Returns lines with the example of each key.
pub fn examples(group: &Group) -> String {
    lines(group.keys.iter())
}

fn lines<'a>(keys: impl Iterator<Item = &'a Key>) -> String {
    keys.map(|key| format!("{}: {}\n", key.name, key.example)).collect::<Vec<_>>().concat()
}

/// Returns a picture of one pixel.
fn pixel() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::GrayImage::new(1, 1).write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

/// Returns a site whose documents have all keys, each with the example of the table.
fn site_of_examples() -> SiteTest {
    // Who was at a meeting under the Chatham House Rule is not told, but in this one all keys stand together.
    let keys = examples(&BRIEFING).replace("people:", "# chancery: allow named-speaker\npeople:");
    let text =
        "France, China, Russia, Ukraine and Côte d'Ivoire met in Paris, and spoke of the EU and NATO.[^mfa]";
    // This one stands in translations alone.
    let (of_translation, keys): (Vec<&str>, Vec<&str>) =
        keys.split_inclusive('\n').partition(|line| line.starts_with("translation_of:"));
    let front_matter = format!("---\n{}---\n{text}\n", keys.concat());
    let translation =
        format!("---\ntitle: La France et la Chine\n{}---\nTexte.[^mfa]\n", of_translation.concat());
    SiteTest::bare()
        .file("site.yaml", examples(&SITE))
        .file("static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>")
        .file("content/topics/economy.md", "---\ntitle: Economy\n---\n")
        .file("content/topics/trade.md", format!("---\n{}---\nOf trade.\n", examples(&TOPIC)))
        .file("content/countries/ci.md", format!("---\n{}---\nOn the coast.\n", examples(&PROFILE)))
        .file(
            "content/organisations/weimar-triangle.md",
            format!("---\n{}---\nOf three.\n", examples(&ORGANISATION)),
        )
        .file("content/authors/nadia-haddad.md", format!("---\n{}---\nOf her.\n", examples(&AUTHOR)))
        .file("content/authors/portrait.png", pixel())
        .file("content/pages/about.md", format!("---\n{}---\nOf us.\n", examples(&PAGE)))
        .file("content/pages/annex.csv", "a,b\n")
        .file("content/briefings/2023/france-china.md", "---\ntitle: Before\ndate: 2023-04-01\n---\nText.\n")
        .file("content/briefings/2024/france-china.md", front_matter.as_str())
        .file("content/briefings/2024/france-china.fr.md", translation)
        .file("content/briefings/2024/annex.csv", "a,b\n")
        .file("content/briefings/2024/cover.png", pixel())
}

#[test]
fn the_example_of_every_key_is_right() {
    let site = site_of_examples();
    assert_eq!(site.run(&["check", "--strict"]).said(), "no problems");
}

#[test]
fn the_example_of_every_part_of_a_key_is_right() {
    let inline = |group: &Group| -> String {
        let pairs: Vec<String> =
            group.keys.iter().map(|key| format!("{}: {}", key.name, key.example)).collect();
        format!("{{ {} }}", pairs.join(", "))
    };
    let document = |group: &'static Group, taken: &str| -> String {
        let required = lines(group.keys.iter().filter(|key| key.is_required));
        let whole: Vec<String> = parts(group)
            .into_iter()
            .map(|(key, part)| match key.shape {
                Shape::Groups(_) | Shape::ShortGroups(_) => format!("{}: [{}]\n", key.name, inline(part)),
                Shape::PerCountry(_) => format!("{}: {{ FR: {} }}\n", key.name, inline(part)),
                _ => format!("{}: {}\n", key.name, inline(part)),
            })
            .collect();
        format!("{required}{}{taken}", whole.concat())
    };
    let site = SiteTest::bare()
        .file("site.yaml", document(&SITE, "base_url: https://example.org/\n"))
        .file("content/pages/about.md", "---\ntitle: About\n---\n")
        .file("content/countries/ci.md", format!("---\n{}---\nOn the coast.\n", document(&PROFILE, "")))
        .file(
            "content/organisations/trio.md",
            format!("---\n{}---\nOf three.\n", document(&ORGANISATION, "")),
        )
        .file("content/authors/nadia-haddad.md", format!("---\n{}---\nOf her.\n", document(&AUTHOR, "")))
        .file("content/briefings/a.md", format!("---\n{}---\nSaid.[^mfa]\n", document(&BRIEFING, "")));
    assert_eq!(site.run(&["check", "--strict"]).said(), "no problems");
}

#[test]
fn fix_puts_the_keys_of_each_kind_of_document_in_the_order_of_the_table() {
    let site = site_of_examples();
    for (path, group) in [
        ("content/briefings/2024/france-china.md", &BRIEFING),
        ("content/pages/about.md", &PAGE),
        ("content/topics/trade.md", &TOPIC),
        ("content/countries/ci.md", &PROFILE),
        ("content/organisations/weimar-triangle.md", &ORGANISATION),
        ("content/authors/nadia-haddad.md", &AUTHOR),
    ] {
        let examples = examples(group);
        let backwards: Vec<&str> = examples.lines().rev().collect();
        site.write(path, format!("---\n{}\n---\nText.\n", backwards.join("\n")));
        site.run(&["check", "--fix"]);
        let written = site.read(path);
        let keys = written
            .lines()
            .skip(1)
            .take_while(|line| *line != "---")
            .filter_map(|line| line.split(':').next());
        assert_eq!(keys.collect::<Vec<_>>(), group.names().collect::<Vec<_>>(), "{path}");
    }
}

#[test]
fn every_key_that_decides_on_publication_holds_back_spelled_right_or_nearly() {
    for (folder, name, kin) in [
        ("briefings", "a", DocumentKind::Briefing),
        ("pages", "a", DocumentKind::Page),
        ("topics", "a", DocumentKind::Topic),
        ("countries", "fr", DocumentKind::Profile),
        ("organisations", "nato", DocumentKind::Organisation),
        ("authors", "nadia-haddad", DocumentKind::Author),
    ] {
        for key in kin.keys().keys.iter().filter(|key| key.purpose == Purpose::Publication) {
            let value = match key.name {
                "status" => "draft",
                "marking" => "TLP:RED",
                "embargo" => "2030-01-01",
                other => panic!("say how `{other}` holds back"),
            };
            let required = lines(kin.keys().keys.iter().filter(|key| key.is_required));
            let document = |key: &str| format!("---\n{required}{key}: {value}\n---\nA secret word.\n");
            let path = format!("content/{folder}/{name}.md");
            let site = || SiteTest::new().briefing("b", "countries: [FR]\ntopics: [a]", "Text.");
            let held = site().file(&path, document(key.name)).build();
            held.assert_ok();
            assert!(!held.holds("secret word"), "{path}: {}", key.name);
            let missed = site().file(&path, document(&key.name.to_uppercase())).check();
            assert!(missed.said().contains("error[near-miss]"), "{path}: {}: {}", key.name, missed.said());
            let shown = site().file(&path, format!("---\n{required}---\nA secret word.\n")).build();
            assert!(shown.holds("secret word"), "{path}");
        }
    }
}

#[test]
fn a_key_that_no_group_of_settings_has_is_told() {
    for (key, _) in parts(&SITE) {
        let group = match key.shape {
            Shape::Groups(_) => "[{ title: A, url: /about/, sport: football }]",
            Shape::PerCountry(_) => "{ FR: { sport: football } }",
            _ => "{ sport: football }",
        };
        let site = SiteTest::bare()
            .file("content/pages/about.md", "---\ntitle: About\n---\n")
            .file("site.yaml", format!("title: T\nbase_url: https://example.org/\n{}: {group}\n", key.name));
        let said = site.check().said();
        assert!(said.contains("warning[unknown-key]"), "{}: {said}", key.name);
    }
}

#[test]
fn a_taxonomy_named_like_a_key_of_briefings_is_an_error_that_says_so() {
    let site = |name: &str| {
        SiteTest::bare().file(
            "site.yaml",
            format!("title: T\nbase_url: https://example.org/\ntaxonomies: [people, {name}]\n"),
        )
    };
    assert_snapshot!(site("image").check().said());
    // `organisations` was such a list before it was a key, and goes on as the key.
    for name in BRIEFING.names().filter(|name| !["people", "organisations"].contains(name)) {
        let ran = site(name).check();
        assert_eq!(ran.code(), 1, "{name}: {}", ran.said());
        assert!(ran.said().contains("site.yaml:3:22"), "{name}: {}", ran.said());
    }
}

#[test]
fn a_taxonomy_can_be_named_like_a_key_that_only_other_documents_have() {
    for (kind, kin) in KINDS_OF_DOCUMENTS {
        for name in kin.keys().names().filter(|name| !BRIEFING.has(name)) {
            let built = SiteTest::bare()
                .file(
                    "site.yaml",
                    format!("title: T\nbase_url: https://example.org/\ntaxonomies: [{name}]\n"),
                )
                .briefing("a", &format!("{name}: [Paris]"), "Text.")
                .build();
            built.assert_ok();
            assert!(built.has(&format!("/{name}/paris/")), "{kind}: {name}");
        }
    }
}

#[test]
fn a_new_briefing_has_its_keys_in_the_order_of_the_table() {
    let site = SiteTest::new().file("content/topics/trade.md", "---\ntitle: Trade\n---\n");
    site.run(&["new", "France asks China", "-c", "FR", "-t", "trade", "--date", "2024-04-01"]).assert_ok();
    let text = site.read("content/briefings/2024/france-asks-china.md");
    let keys = text
        .lines()
        .filter(|line| !line.starts_with(['#', '-', ' ']))
        .filter_map(|line| line.split_once(':'));
    let ranks: Vec<Option<usize>> = keys.map(|(key, _)| BRIEFING.rank(key)).collect();
    assert!(ranks.len() > 4 && ranks.iter().all(Option::is_some) && ranks.is_sorted(), "{text}");
}

#[test]
fn an_import_takes_the_keys_that_the_table_lets_it_take_and_no_others() {
    // `slug` is the name of the file, `published` goes without saying, and what is in `extra` stays there.
    let others = ["slug", "status", "extra"];
    for key in BRIEFING.keys.iter().filter(|key| !key.is_required && !others.contains(&key.name)) {
        // `people` is no list of this site, so it means nothing here.
        let site = SiteTest::bare()
            .file("site.yaml", "title: T\nbase_url: https://example.org/\ntaxonomies: []\n")
            .file("content/topics/trade.md", "---\ntitle: Trade\n---\n")
            .file("cover.png", pixel())
            .file(
                "content/briefings/2023/france-china.md",
                "---\ntitle: Before\ndate: 2023-04-01\n---\nText.\n",
            )
            .file(
                "post.md",
                format!("---\ntitle: A post\ndate: 2024-04-01\n{}: {}\n---\nText.\n", key.name, key.example),
            );
        let ran = site.run(&["import", "post.md"]);
        let files = site.files();
        let imported = files
            .iter()
            .find(|(path, _)| path.starts_with("content/briefings/2024/") && path.ends_with(".md"));
        let Some((_, bytes)) = imported else { panic!("{}: {}", key.name, ran.said()) };
        let front = String::from_utf8_lossy(bytes);
        let is_own = front.lines().any(|line| line.starts_with(&format!("{}:", key.name)));
        let is_kept = front.lines().any(|line| line.starts_with(&format!("  {}:", key.name)));
        assert_eq!((is_own, is_kept), (key.is_imported, !key.is_imported), "{front}");
    }
}

/// Compares a page of the reference with what the tables say; `REFERENCE=update` writes it.
#[track_caller]
fn assert_page(path: &str, page: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("REFERENCE").is_some_and(|wanted| wanted == "update") {
        fs::write(&file, page).expect("the page can be written");
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(written == page, "{path} is old: run `REFERENCE=update cargo nextest run keys::`");
}

#[test]
fn the_reference_of_front_matter_says_what_the_table_says() {
    let mut page = "\
# The keys of front matter

<!-- Written from src/keys/ by tests/suite/keys.rs; do not change it here. -->

Every key that a document can have, in the order in which `chancery check --fix` writes them. A key that is not required can be
left out, or stand without a value. What is a key of your own goes under `extra:`, for your own templates.

What a key counts as: **words** are what readers read beside the text; a **tag** is what the document is filed under;
**metadata** is said of the text; **publication** decides whether and when it is published; an **address** says where it stands;
**history** decides which versions are shown; **files** belong to it; **your own** is for writers and templates. *In the data* means
that [the data of the site](../data.md) have it, *in the record* that a [version](../record.md) tells readers when it changed, and
*makes a version* that a change of it makes one, as a change of the text does.
"
    .to_owned();
    for (kind, kin, about) in [
        ("briefings", DocumentKind::Briefing, "A briefing: `content/briefings/**/*.md`"),
        ("pages", DocumentKind::Page, "A page: `content/pages/**/*.md`"),
        ("topics", DocumentKind::Topic, "A topic: `content/topics/*.md`"),
        ("country profiles", DocumentKind::Profile, "A country profile: `content/countries/*.md`"),
        ("organisations", DocumentKind::Organisation, "An organisation: `content/organisations/*.md`"),
        ("authors", DocumentKind::Author, "An author: `content/authors/*.md`"),
    ] {
        page.push_str(&format!("\n## {about}\n\n"));
        page.push_str("| key | takes | what it is for | counts as | also in |\n|---|---|---|---|---|\n");
        for key in kin.keys().keys {
            let others: Vec<&str> = KINDS_OF_DOCUMENTS
                .iter()
                .filter(|(name, other)| *name != kind && other.keys().has(key.name))
                .map(|(name, _)| *name)
                .collect();
            page.push_str(&format!("{} {} | {} |\n", row(key), counts_as(key), others.join(", ")));
        }
        page.push_str(&sections(kin.keys()));
    }
    assert_page("docs/reference/front-matter.md", &page);
}

#[test]
fn the_reference_of_settings_says_what_the_table_says() {
    let mut page = "\
# The settings of a site

<!-- Written from src/keys/ by tests/suite/keys.rs; do not change it here. -->

Every key of `site.yaml`. Only `title` is required.

| key | takes | what it is for |
|---|---|---|
"
    .to_owned();
    for key in SITE.keys {
        page.push_str(&format!("{}\n", row(key)));
    }
    page.push_str(&sections(&SITE));
    assert_page("docs/reference/settings.md", &page);
}

/// Returns the sections on the groups that stand inside of keys.
fn sections(group: &'static Group) -> String {
    let mut sections = String::new();
    for (key, part) in parts(group) {
        sections.push_str(&format!(
            "\n### Inside `{}`\n\n| key | takes | what it is for |\n|---|---|---|\n",
            key.name
        ));
        for key in part.keys {
            sections.push_str(&format!("{}\n", row(key)));
        }
    }
    sections
}

/// Returns the first cells of the row of a key, up to the bar after them.
fn row(key: &Key) -> String {
    let required = if key.is_required { ", required" } else { "" };
    let cell = |text: &str| text.replace('|', "\\|").replace('<', "&lt;").replace('*', "\\*");
    let example = format!("`{}: {}`", key.name, key.example.replace('|', "\\|"));
    format!("| `{}` | {}{required} | {} {example} |", key.name, takes(key), cell(key.help))
}

fn takes(key: &Key) -> String {
    let one_of = |words: &[Word]| {
        let words: Vec<String> = words
            .iter()
            .map(|word| format!("`{}` ({})", word.word, word.meaning.trim_end_matches('.')))
            .collect();
        words.join(", ")
    };
    match key.shape {
        Shape::Title | Shape::Text | Shape::Pattern { .. } => "a text".to_owned(),
        Shape::Id { .. } => "a text or a number".to_owned(),
        Shape::Size => "a number of bytes, with its unit".to_owned(),
        Shape::Number => "a whole number".to_owned(),
        Shape::Flag => "`true` or `false`".to_owned(),
        Shape::FlagOrWords(words) => format!("`true`, `false` or one of {}", one_of(words)),
        Shape::Percent => "a number of per cent".to_owned(),
        Shape::Switch { is_on } => format!("`true` or `false`; without it, `{is_on}`"),
        Shape::Date => "a date, or a date with a time".to_owned(),
        Shape::PartialDate => "a date, a month or a year".to_owned(),
        Shape::Words(words) => format!("one of {}", one_of(words)),
        Shape::WordList(words) => format!("a list of {}", one_of(words)),
        Shape::Names | Shape::PatternList { .. } => "a list of texts".to_owned(),
        Shape::Country => "a country".to_owned(),
        Shape::Countries => "a list of countries".to_owned(),
        Shape::Organisations => "a list of organisations".to_owned(),
        Shape::Topic => "a topic".to_owned(),
        Shape::Topics => "a list of topics".to_owned(),
        Shape::Group(_) => "a group of keys, below".to_owned(),
        Shape::Groups(_) => "a list of groups of keys, below".to_owned(),
        Shape::ShortGroups(part) => {
            let first = part.names().next().unwrap_or_default();
            format!("a list of groups of keys, below, or of the `{first}` alone")
        }
        Shape::GroupOrWord(_, word) => format!("a group of keys, below, or the word `{word}`"),
        Shape::PerCountry(_) => "for each country a group of keys, below".to_owned(),
        Shape::PerLanguage(_) => "for each language a group of keys, below".to_owned(),
        Shape::Rules => "for each rule a level: `off`, `warning` or `error`".to_owned(),
        Shape::Anything => "anything".to_owned(),
    }
}

fn counts_as(key: &Key) -> String {
    let purpose = match key.purpose {
        Purpose::Words => "words",
        Purpose::Tag => "tag",
        Purpose::Metadata => "metadata",
        Purpose::Publication => "publication",
        Purpose::Address => "address",
        Purpose::History => "history",
        Purpose::Files => "files",
        Purpose::Own | Purpose::Part => "your own",
    };
    let mut parts = vec![purpose];
    if key.is_data || key.recorded == Some(RecordedKey::Terms) {
        parts.push("in the data");
    }
    if key.recorded.is_some() {
        parts.push("in the record");
    }
    if key.is_words {
        parts.push("makes a version");
    }
    parts.join(", ")
}
