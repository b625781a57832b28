//! The search index. What the browser makes of it is tested in `tests/search/` and `tests/browser/`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::site_test::{Built, SiteTest, files_of};

const INDEX: &str = "assets/search/en/";

/// A folder of `tests/search/`.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search").join(name)
}

/// The site that the client is tested with, too.
fn desk() -> SiteTest {
    files_of(&folder("site"))
        .into_iter()
        .fold(SiteTest::bare(), |site, (path, bytes)| site.file(&path, bytes))
}

/// Returns the files of the index, by their names in its folder.
fn index_of(built: &Built) -> Vec<(String, String)> {
    let files = built.files().into_iter();
    files
        .filter_map(|(path, bytes)| {
            let text = String::from_utf8(bytes).ok()?;
            Some((path.strip_prefix(INDEX)?.to_owned(), text))
        })
        .collect()
}

/// The client reads these very files in its tests. `INSTA_UPDATE=always` writes them anew after a change that is meant.
#[test]
fn the_index_of_a_site_is_as_the_client_knows_it() {
    let built = desk().build();
    built.assert_ok();
    let index = index_of(&built);
    if std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always") {
        let _ = fs::remove_dir_all(folder("index"));
        for (name, text) in &index {
            let file = folder("index").join(name);
            fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
            fs::write(file, text).expect("a file");
        }
    }
    let known: Vec<(String, String)> = files_of(&folder("index"))
        .into_iter()
        .map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8")))
        .collect();
    assert_eq!(index.len(), 5, "{index:?}");
    for ((name, text), (known_name, known_text)) in index.iter().zip(&known) {
        assert_eq!((name, text), (known_name, known_text));
    }
    assert_eq!(index.len(), known.len());
}

#[test]
fn a_text_that_is_held_back_changes_no_byte_of_the_index() {
    let built = desk().build();
    let site = desk();
    site.delete("content/briefings/2024/held.md");
    let without = site.build();
    without.assert_ok();
    assert_eq!(index_of(&built), index_of(&without));
}

#[test]
fn a_site_that_wants_no_search_has_no_trace_of_one() {
    let site = desk();
    let settings = site.read("site.yaml").replace("outputs: {", "outputs: { search: false,");
    let built = site.file("site.yaml", settings).build();
    built.assert_ok();
    for (path, bytes) in built.files() {
        assert!(!path.contains("search"), "{path}");
        assert!(!String::from_utf8_lossy(&bytes).contains("search"), "{path}");
    }
}

#[test]
fn a_site_without_anything_to_find_has_no_search() {
    let built = SiteTest::new().build();
    built.assert_ok();
    assert!(!built.files().iter().any(|(path, _)| path.contains("search")));
    assert!(!built.page("/").contains("role=\"search\""));
}

#[test]
fn a_page_of_the_site_s_own_takes_the_place_of_the_search() {
    let built = desk().file("content/pages/search.md", "---\ntitle: How to find\n---\nAsk.\n").build();
    built.assert_ok();
    assert!(built.main("/search/").contains("Ask."));
    assert!(index_of(&built).is_empty());
    assert!(!built.page("/").contains("role=\"search\""));
}

#[test]
fn every_page_leads_to_the_search_and_lists_to_one_of_what_they_show() {
    let built = desk().build();
    for page in ["/", "/about/", "/briefings/2024/france-china/", "/countries/", "/topics/trade/"] {
        assert!(
            built.page(page).contains("<form class=\"search-box\" role=\"search\" action=\"/desk/search/\">"),
            "{page}"
        );
    }
    assert_eq!(built.page("/search/").matches("name=\"q\"").count(), 1);
    for (page, search) in [
        ("/countries/china/", "/desk/search/?country=cn"),
        ("/topics/food-security/", "/desk/search/?topic=food-security"),
        ("/briefings/2022/", "/desk/search/?from=2022&amp;to=2022"),
        ("/briefings/", "/desk/search/"),
    ] {
        assert!(built.main(page).contains(&format!("<a href=\"{search}\">")), "{page}: {}", built.main(page));
    }
}

#[test]
fn without_a_script_the_search_says_so_and_leads_to_lists() {
    let main = desk().build().main("/search/");
    assert!(main.contains("<noscript>"), "{main}");
    for link in ["/desk/briefings/", "/desk/countries/china/", "/desk/topics/food-security/"] {
        assert!(main.contains(&format!("<a href=\"{link}\">")), "{link}: {main}");
    }
}

#[test]
fn an_edit_of_a_sentence_changes_few_files_of_the_index() {
    let mut site = SiteTest::new();
    // Enough texts for several files of each kind.
    for number in 0..700 {
        let words: Vec<String> = (0..40).map(|place| format!("word{}", number * 7 % 90 + place)).collect();
        site = site.briefing(&format!("b{number}"), "", &words.join(" "));
    }
    let edited = "word1 word2 word3 and a sentence of twelve words that no other text has";
    let before = site.build();
    before.assert_ok();
    let index = index_of(&before);
    assert!(index.len() > 20, "{}", index.len());
    let text = before.site.read("content/briefings/b350.md");
    before.site.write("content/briefings/b350.md", format!("{text}\n{edited}\n"));
    let after = before.site.build();
    after.assert_ok();
    let changed: BTreeSet<_> =
        index_of(&after).into_iter().filter(|file| !index.contains(file)).map(|(name, _)| name).collect();
    assert!(changed.len() <= 12, "{changed:?}");
    assert!(changed.iter().all(|name| !name.starts_with("texts/") && name != "facets.js"), "{changed:?}");
}
