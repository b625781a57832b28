//! The redline, on pages, in a preview and in the terminal.

use chancery::record::redline::{Aspect, Change, Pair, Redline, Token, tokens};
use chancery::tree::html::{Purpose, Writer};
use chancery::tree::{Body, NullContext};
use insta::assert_snapshot;
use proptest::prelude::*;

use crate::html_text::runs_of;
use crate::preview::Preview;
use crate::properties::pieces;
use crate::site_test::{Built, SiteTest};

/// Builds a briefing in two versions.
fn versions(old: &str, new: &str) -> Built {
    SiteTest::new()
        .briefing("visit", "", old)
        .committed("2024-04-01", "One")
        .briefing("visit", "", new)
        .committed("2024-04-02", "Two")
        .build()
}

/// Returns the redline of the second version.
fn redline(built: &Built) -> String {
    let main = built.main("/briefings/2024/visit/history/2/");
    let start = main.find("<div class=\"redline").unwrap_or_else(|| panic!("no redline in {main}"));
    let end = main.find("</section>").expect("an end");
    main[start..end].trim().to_owned()
}

#[test]
fn words_are_marked_within_paragraphs_lists_and_tables() {
    let built = versions(
        "The minister *spoke* in Paris on Monday.\n\n- One thing\n- Another thing\n\n| A | B |\n|---|---|\n| 1 | 2 |\n",
        "The minister *spoke* in Lyon.\n\n- One thing\n- A third thing\n\n| A | B |\n|---|---|\n| 1 | 3 |\n",
    );
    assert_snapshot!(redline(&built));
}

#[test]
fn a_paragraph_that_moved_is_left_calm_and_one_that_went_is_not() {
    let built = versions(
        "The first paragraph of them all.\n\nThe second one stays here.\n\nThe third one goes away.",
        "The second one stays here.\n\nThe first paragraph of them all.\n\nA fourth, of which nothing was there.",
    );
    assert_snapshot!(redline(&built));
}

#[test]
fn what_changed_without_words_is_told_as_such() {
    let built = versions(
        "One word.\n\nA [link](https://a.example/) and more words.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nSo *it* is said.\n",
        "Two words.\n\nA [link](https://b.example/) and more words.\n\n| A | B |\n|---|--:|\n| 1 | 2 |\n\nSo it is **said**.\n",
    );
    assert_snapshot!(redline(&built));
}

/// Returns what became of the blocks of a text, and what changed of them besides words.
fn changes(old: &str, new: &str) -> Vec<(Change, Vec<Aspect>)> {
    let (old, new) = (Body::of_markdown(old, 0), Body::of_markdown(new, 0));
    let redline = Redline::new(&old, &new, &NullContext);
    redline.blocks.into_iter().map(|block| (block.change(), block.changed_without_words)).collect()
}

#[test]
fn each_kind_of_change_without_words_has_its_name() {
    for (old, new, aspect) in [
        ("A [b](c.md) d.", "A [b](e.md) d.", Aspect::Links),
        ("A [b](c.md) d.", "A b d.", Aspect::Links),
        ("A b.\n![c](d.png)", "A b.\n![c](e.png)", Aspect::Images),
        ("|a|b|\n|-|-|\n|c|d|", "|a|b|\n|-|:-:|\n|c|d|", Aspect::Table),
        ("## A heading", "### A heading", Aspect::Markup),
        ("- a\n- b", "1. a\n2. b", Aspect::Markup),
        ("```rust\na\n```", "```toml\na\n```", Aspect::Markup),
    ] {
        assert_eq!(changes(old, new), [(Change::Reformed, vec![aspect])], "{old} -> {new}");
    }
    assert_eq!(changes("A  b\nc.", "A b c."), [(Change::Same, vec![])]);
    assert_eq!(changes("A [b](c.md) d.", "A [b](e.md) f."), [(Change::Changed, vec![Aspect::Links])]);
}

#[test]
fn of_blocks_that_changed_places_the_shorter_one_moved() {
    let (long, short) = ("A long paragraph of several words that stays.", "A short one of five.");
    let moved = changes(&format!("{short}\n\n{long}"), &format!("{long}\n\n{short}"));
    assert_eq!(moved, [(Change::Same, vec![]), (Change::Moved, vec![])]);
}

#[test]
fn blocks_that_stand_often_are_taken_in_their_order() {
    let changed = changes(
        "Same.\n\nOne thing here.\n\nSame.\n\nEnd.",
        "Same.\n\nSame.\n\nNew words altogether.\n\nEnd.",
    );
    let changed: Vec<Change> = changed.into_iter().map(|(change, _)| change).collect();
    assert_eq!(changed, [Change::Same, Change::Deleted, Change::Same, Change::Inserted, Change::Same]);
}

#[test]
fn twenty_thousand_paragraphs_written_anew_are_compared() {
    let text = |says: &str| -> String {
        let paragraphs = (0..20_000).map(|number| format!("Paragraph number {number} {says}."));
        paragraphs.collect::<Vec<_>>().join("\n\n")
    };
    assert_eq!(changes(&text("of a very long text"), &text("says something else now")).len(), 40_000);
}

#[test]
fn nothing_stands_twice_on_a_page_under_one_id() {
    let built = SiteTest::new()
        .briefing("visit", "sources: [{ id: a, title: A }]", "## Heading\n\nText.[^a]\n\n## Other\n\nMore.")
        .committed("2024-04-01", "One")
        .briefing(
            "visit",
            "sources: [{ id: a, title: A }]",
            "## Heading\n\nText changed.[^a]\n\n## Another\n\nMore.",
        )
        .committed("2024-04-02", "Two")
        .build();
    let page = built.page("/briefings/2024/visit/history/2/");
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    ids.sort_unstable();
    let number = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), number, "{ids:?}");
}

#[test]
fn changes_of_front_matter_are_a_small_table() {
    let built = SiteTest::new()
        .briefing(
            "visit",
            "title: The visit\ncountries: [FR]\nsources: [{ title: A, url: 'https://a.example/' }]",
            "Text.",
        )
        .committed("2024-04-01", "One")
        .briefing("visit", "title: The long visit\ncountries: [FR, CN]\nkind: report", "Text.")
        .committed("2024-04-02", "Two")
        .build();
    let main = built.main("/briefings/2024/visit/history/2/");
    let table = main.split("<tbody>").nth(1).and_then(|rest| rest.split("</tbody>").next()).expect("a table");
    assert_snapshot!(table.trim());
}

#[test]
fn a_preview_shows_what_was_edited_since_the_last_commit() {
    let site = SiteTest::new().briefing("visit", "", "The committed text.").committed("2024-04-01", "One");
    let preview = Preview::start(site);
    let page = "/briefings/2024/visit/";
    assert!(!preview.get(page).body.contains("Unpublished changes"));
    preview
        .site
        .write("content/briefings/visit.md", "---\ntitle: visit\ndate: 2024-04-01\n---\nThe edited text.\n");
    let body = preview.until(page, |answer| answer.body.contains("Unpublished changes")).body;
    assert!(body.contains("<del>committed</del> <ins>edited</ins>"), "{body}");
    preview.site.commit("2024-04-02", "Two");
    let body = preview.until(page, |answer| answer.body.contains("Version 2")).body;
    assert!(!body.contains("Unpublished changes"), "{body}");
}

#[test]
fn a_build_never_shows_unpublished_changes() {
    let site = SiteTest::new().briefing("visit", "", "The committed text.").committed("2024-04-01", "One");
    let built = site.briefing("visit", "", "The edited text.").build();
    assert!(!built.main("/briefings/2024/visit/").contains("Unpublished"));
    assert!(!built.holds("<del>"));
}

#[test]
fn the_terminal_tells_revisions_and_words() {
    let site = SiteTest::new()
        .briefing("visit", "status: draft", "A draft.")
        .committed("2024-04-01", "Draft")
        .briefing("visit", "", "The visit was in March.\n\nStays.")
        .committed("2024-04-02", "Publish")
        .briefing("visit", "", "The visit was in May.\n\nStays.")
        .committed("2024-04-03", "Mend\n\nChange-Note: It was May.");
    let log = site.run(&["log", "visit"]);
    let commits = without_ids(&log.assert_ok().printed());
    assert_snapshot!(commits, @r"
    version 2 (updated)     2024-04-03  COMMIT  It was May.
    version 1 (new)         2024-04-02  COMMIT  Publish
    held back: draft        2024-04-01  COMMIT  Draft
    ");
    let diff = site.run(&["diff", "2024/visit"]);
    assert_snapshot!(without_ids(&diff.assert_ok().printed()), @r"
    --- version 1, 2024-04-02 (COMMIT)
    +++ version 2, 2024-04-03 (COMMIT)
    …
    The visit was in [-March-]{+May+}.
    ");
    assert_eq!(site.run(&["diff", "visit", "1", "2"]).printed(), diff.printed());
    assert_eq!(site.run(&["diff", "content/briefings/visit.md", "HEAD~1", "HEAD"]).printed(), diff.printed());
    site.write(
        "content/briefings/visit.md",
        "---\ntitle: visit\ndate: 2024-04-01\n---\n\nThe visit was in June.\n\nStays.\n",
    );
    assert!(site.run(&["log", "visit"]).printed().starts_with("edited "));
    let edited = site.run(&["diff", "visit"]);
    assert!(edited.printed().contains("[-May-]{+June+}"), "{}", edited.printed());
    assert!(site.run(&["diff", "visit", "1"]).printed().contains("[-March-]{+June+}"));
    for (arguments, words) in [
        (["diff", "visit", "9"], "there is no version 9; the newest is version 2"),
        (["diff", "visit", "nowhere"], "`nowhere` is neither the number of a version nor a commit"),
        (["log", "vist", "--root=."], "did you mean `visit`?"),
    ] {
        let ran = site.run(&arguments);
        ran.assert_refused();
        assert!(ran.said().contains(words), "{}", ran.said());
    }
}

#[test]
fn the_terminal_tells_what_moved_and_where_links_lead_and_takes_code_as_one() {
    let site = SiteTest::new()
        .briefing(
            "visit",
            "",
            "One short paragraph of five.\n\nAnother one that has several more words.\n\nA [link](https://a.example/).\n\n```\nstart\n\nmiddle\n```",
        )
        .committed("2024-04-01", "One")
        .briefing(
            "visit",
            "",
            "Another one that has several more words.\n\nOne short paragraph of five.\n\nA [link](https://b.example/).\n\n```\nstart\n\nend\n```",
        )
        .committed("2024-04-02", "Two");
    let printed = site.run(&["diff", "visit", "HEAD~1", "HEAD"]).assert_ok().printed();
    let (_, blocks) = printed.split_once("\n…\n").expect("blocks after what stayed");
    assert_snapshot!(blocks, @r"
    [moved] One short paragraph of five.
    A [link](https://[-a.example-]{+b.example+}/).
    ```
    start

    [-middle-]{+end+}
    ```
    ");
}

/// Returns lines with a word in place of the ids of commits.
fn without_ids(text: &str) -> String {
    let is_id = |word: &&str| word.len() == 10 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let ids: Vec<String> =
        text.split(|c: char| !c.is_ascii_alphanumeric()).filter(is_id).map(str::to_owned).collect();
    ids.iter().fold(text.to_owned(), |text, id| text.replace(id, "COMMIT"))
}

/// Paragraphs of few words, so that many are alike.
fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "a",
        "visit",
        "<b>",
        "&amp;",
        "*very*",
        "[x](y.md)",
        "`c`",
        "x&y",
        "Paris,",
        "日本語",
        "\"q\"",
    ]);
    let paragraph = prop::collection::vec(word, 1..12).prop_map(|words| words.join(" "));
    let block = prop_oneof![
        paragraph.clone(),
        paragraph.clone().prop_map(|text| format!("## {text}")),
        paragraph.clone().prop_map(|text| format!("- {text}\n- b {text}")),
        paragraph.prop_map(|text| format!("> {text}")),
    ];
    prop::collection::vec(block, 0..8).prop_map(|blocks| blocks.join("\n\n"))
}

/// Returns the words of HTML.
fn words(html: &str) -> Vec<String> {
    let runs = runs_of(html);
    let words = runs.iter().flat_map(|run| tokens(run).into_iter().filter_map(Token::word));
    words.map(str::to_owned).collect()
}

/// Returns the words of a text, as a redline has them.
fn words_of(body: &Body) -> Vec<String> {
    let mut writer = Writer::new(body, &NullContext, Purpose::Beside, String::new());
    writer.body();
    words(&writer.into_sink())
}

/// Returns the words of a redline without those of one side.
fn without(redline: &Redline, element: &str) -> Vec<String> {
    let open = format!("<{element}>");
    let close = format!("</{element}>");
    let blocks: Vec<String> = redline.blocks.iter().map(|block| redline.html(block, &NullContext)).collect();
    let html = blocks.join("\n");
    let mut kept = String::new();
    let mut rest = html.as_str();
    while let Some((before, after)) = rest.split_once(&open) {
        kept.push_str(before);
        kept.push(' ');
        rest = after.split_once(&close).expect("an end").1;
    }
    kept.push_str(rest);
    words(&kept)
}

proptest! {
    #[test]
    fn a_redline_without_its_deletions_is_the_new_text(old in text(), new in text()) {
        let (old, new) = (Body::of_markdown(&old, 0), Body::of_markdown(&new, 0));
        let redline = Redline::new(&old, &new, &NullContext);
        prop_assert_eq!(without(&redline, "del"), words_of(&new));
        prop_assert!(redline.per_cent() <= 100);
        prop_assert_eq!(redline.inserted + redline.deleted == 0, redline.per_cent() == 0);
    }

    #[test]
    fn a_redline_without_its_insertions_has_the_words_of_the_old_text(old in text(), new in text()) {
        let (old, new) = (Body::of_markdown(&old, 0), Body::of_markdown(&new, 0));
        let redline = Redline::new(&old, &new, &NullContext);
        // Paragraphs that moved stand where they are now.
        let sorted = |mut words: Vec<String>| { words.sort_unstable(); words };
        prop_assert_eq!(sorted(without(&redline, "ins")), sorted(words_of(&old)));
    }

    #[test]
    fn every_block_of_both_texts_stands_in_a_redline_once(old in text(), new in text()) {
        let (old, new) = (Body::of_markdown(&old, 0), Body::of_markdown(&new, 0));
        let redline = Redline::new(&old, &new, &NullContext);
        let (mut from, mut to) = (Vec::new(), Vec::new());
        for block in &redline.blocks {
            match block.pair {
                Pair::Same(old, new) | Pair::Moved(old, new) | Pair::Changed(old, new) => {
                    from.push(old);
                    to.push(new);
                }
                Pair::Deleted(old) => from.push(old),
                Pair::Inserted(new) => to.push(new),
            }
        }
        from.sort_unstable();
        prop_assert_eq!(from, (0..old.blocks().count()).collect::<Vec<_>>());
        prop_assert_eq!(to, (0..new.blocks().count()).collect::<Vec<_>>());
    }

    #[test]
    fn whatever_is_compared_each_block_nests_as_it_did(old in pieces(), new in pieces()) {
        let (old, new) = (Body::of_markdown(&old, 0), Body::of_markdown(&new, 0));
        let redline = Redline::new(&old, &new, &NullContext);
        for block in &redline.blocks {
            let html = redline.html(block, &NullContext);
            for element in ["p", "ins", "del", "li", "td", "blockquote", "em", "sup"] {
                let (open, close) = (format!("<{element}"), format!("</{element}>"));
                let opened = html.matches(&format!("{open}>")).count() + html.matches(&format!("{open} ")).count();
                prop_assert_eq!(opened, html.matches(&close).count(), "{} in {}", element, html);
            }
        }
    }
}
