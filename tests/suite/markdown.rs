//! Markdown: what the extensions make, and what does not get through.

use insta::assert_snapshot;

use crate::site_test::{Built, PICTURE, SiteTest};

fn build_of(text: &str) -> Built {
    SiteTest::new().briefing("x", "", text).build()
}

/// Builds a site that lets raw HTML through.
fn sanitized(text: &str) -> Built {
    SiteTest::bare()
        .file("site.yaml", "title: D\nbase_url: https://example.org/sub/\nmarkdown: {html: sanitize}\n")
        .briefing("x", "", text)
        .briefing("other", "", "Other text.")
        .file("content/briefings/a.png", PICTURE)
        .build()
}

/// Returns what became of the text: what stands in the page's `<div class="body">`.
#[track_caller]
fn body(built: &Built) -> String {
    built.assert_ok();
    let main = built.main("/briefings/2024/x/");
    let start =
        main.find("<div class=\"body e-content\">").expect("a body") + "<div class=\"body e-content\">".len();
    let mut depth = 1;
    let mut end = start;
    while depth > 0 {
        let closing = main[end..].find("</div>").expect("an end") + end;
        depth += main[end..closing].matches("<div").count();
        depth -= 1;
        end = closing + "</div>".len();
    }
    main[start..end - "</div>".len()].trim().to_owned()
}

#[test]
fn plain_commonmark_becomes_html() {
    let built = build_of(
        "A *stressed* and **strong** word, `code`,\na soft break and a hard one\\\nhere.\n\n> A quote\n\n- one\n- two\n\n3. three\n4. four\n\n---\n\n    code block\n\n```rust\nlet a = 1 < 2;\n```\n\nhttps://example.org and <https://example.org/?a=1&b=2>",
    );
    assert_snapshot!(body(&built));
}

#[test]
fn tables_are_aligned_by_classes() {
    let html = body(&build_of("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |\n"));
    assert!(!html.contains("style"), "{html}");
    assert_snapshot!(html);
}

#[test]
fn no_page_has_a_style_attribute() {
    let built = sanitized(
        "| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n<p style=\"color: red\">Red</p>\n\n<table><tr><td align=right style='a:b'>x</td></tr></table>\n",
    );
    built.assert_ok();
    for (path, bytes) in built.files() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!path.ends_with(".html") || !text.contains("style="), "{path}: {text}");
    }
}

#[test]
fn footnotes_are_numbered_by_letters_and_lead_back() {
    let html = body(&build_of("One[^a], two[^b], one again[^a].\n\n[^b]: Note *b*.\n[^a]: Note a.\n"));
    assert_snapshot!(html);
}

#[test]
fn strikethrough_task_lists_and_definition_lists() {
    assert_snapshot!(body(&build_of("~~gone~~\n\n- [x] done\n- [ ] open\n\nTerm\n: What it *means*\n")));
}

#[test]
fn headings_get_ids_each_once_and_below_the_title() {
    let html = body(&build_of(
        "# Talks in Paris\n\n## Talks in Paris\n\n### Own {#my-id .quiet .x}\n\n## Sources\n\n## Événements à Genève\n\n## 你好\n\n## !!!\n\n## A *stressed* [link](https://e.org)\n",
    ));
    assert_snapshot!(html);
}

#[test]
fn a_heading_keeps_ids_and_classes_only() {
    let html = body(&build_of("## Paris {#p .c onclick=alert(1) style=\"a:b\" data-x=y}\n"));
    assert_eq!(html, "<h2 id=\"p\" class=\"c\">Paris</h2>");
}

#[test]
fn a_contents_list_stands_before_a_text_with_headings() {
    let built = build_of("## One\n\ntext\n\n## Two `code`\n\ntext\n\n### Three\n\ntext\n\n#### Four\n");
    built.assert_ok();
    let main = built.main("/briefings/2024/x/");
    let contents =
        &main[main.find("<nav class=\"contents\"").expect("contents")..main.find("</nav>").expect("an end")];
    assert!(
        contents.contains("<a href=\"#one\">One</a>")
            && contents.contains("<a href=\"#two-code\">Two code</a>")
    );
    assert!(contents.contains("class=\"level-3\"") && !contents.contains("Four"), "{contents}");
}

#[test]
fn punctuation_is_smart_and_leaves_code_alone() {
    let html = body(&build_of("\"France's\" -- 'so' --- it... `\"a\" -- b`\n"));
    assert_eq!(html, "<p>“France’s” – ‘so’ — it… <code>&quot;a&quot; -- b</code></p>");
}

#[test]
fn money_is_no_formula() {
    assert_eq!(body(&build_of("From $5bn to $7bn, or $$9bn$$.\n")), "<p>From $5bn to $7bn, or $$9bn$$.</p>");
}

#[test]
fn alerts_have_a_title_and_a_role() {
    let html = body(&build_of(
        "> [!NOTE]\n> Read this.\n\n> [!TIP]\n> t\n\n> [!IMPORTANT]\n> i\n\n> [!WARNING]\n> w\n\n> [!CAUTION]\n> c\n",
    ));
    for kind in ["note", "tip", "important", "warning", "caution"] {
        assert!(html.contains(&format!("<div class=\"alert alert-{kind}\" role=\"note\">")), "{html}");
    }
    assert!(html.contains("<p class=\"alert-title\">Note</p>\n<p>Read this.</p>"), "{html}");
}

#[test]
fn a_source_is_cited_by_its_id_and_has_its_number() {
    let built = SiteTest::new()
        .briefing(
            "x",
            "sources:\n  - {id: ap, title: AP}\n  - {id: mfa, title: MFA}\n  - {title: Not cited}",
            "    code[^mfa]\n\nIt says[^mfa] and says[^ap] and again[^mfa].",
        )
        .build();
    let main = built.main("/briefings/2024/x/");
    assert!(main.contains("<pre><code>code[^mfa]"), "{main}");
    assert!(main.contains("<a href=\"#source-mfa\" id=\"cite-mfa-2\">[2]</a>"), "{main}");
    for mark in ["cite-mfa-1", "cite-mfa-2", "cite-ap-1"] {
        assert_eq!(main.matches(&format!("id=\"{mark}\"")).count(), 1, "{mark}");
        assert_eq!(main.matches(&format!("href=\"#{mark}\"")).count(), 1, "{mark}");
    }
}

#[test]
fn sources_and_footnotes_stand_side_by_side() {
    let built = SiteTest::new()
        .briefing(
            "x",
            "sources: [{id: a, title: A}]",
            "Source[^a] and note[^n].\n\n[^n]: The note, after[^a].",
        )
        .build();
    let html = body(&built);
    assert!(html.contains("href=\"#source-a\"") && html.contains("href=\"#note-a\""), "{html}");
    assert_eq!(
        html.matches("id=\"").count(),
        html.match_indices("id=\"")
            .map(|(at, _)| html[at + 4..].split('"').next())
            .collect::<std::collections::BTreeSet<_>>()
            .len()
    );
}

#[test]
fn an_id_of_a_source_and_of_a_footnote_is_an_error() {
    let built = SiteTest::new()
        .briefing("x", "sources: [{id: a, title: A}]", "Source[^a].\n\n[^a]: The note.")
        .build();
    built.assert_errors();
    assert_snapshot!(built.only_message("error[duplicate-id]", "content/briefings/x.md:9:1"));
}

#[test]
fn an_undefined_footnote_is_an_error_with_a_suggestion() {
    let built = SiteTest::new()
        .briefing("x", "sources: [{id: mfa, title: A}]", "Source[^mfaa] and *more[^zzzz]*.")
        .build();
    built.assert_errors();
    assert_eq!(built.messages().len(), 2, "{}", built.said());
    assert_snapshot!(built.message("error[undefined-footnote]", "content/briefings/x.md:7:7"));
    assert_snapshot!(built.message("error[undefined-footnote]", "content/briefings/x.md:7:24"));
}

#[test]
fn a_footnote_mark_in_code_or_behind_a_backslash_is_text() {
    let html = body(&build_of("`[^a]` and \\[^b] and\n\n    [^c]\n"));
    assert!(html.contains("[^a]") && html.contains("[^b]") && html.contains("[^c]"), "{html}");
}

#[test]
fn raw_html_is_shown_as_text() {
    let html = body(&build_of(
        "<div onclick=\"x\">block</div>\n\nAn <b>inline</b> <script>alert(1)</script> one.\n",
    ));
    assert_snapshot!(html);
}

#[test]
fn comments_are_dropped() {
    let built = build_of(
        "Before <!-- inner secret --> after.\n\n<!-- outer secret\n\nsecret -->\n\nEnd.\n\n<!-- open secret\n",
    );
    assert_eq!(body(&built), "<p>Before  after.</p>\n<p>End.</p>");
    let built = sanitized(
        "Before <!-- inner secret --> after.\n\n<!-- outer secret\n\nsecret -->\n\nEnd.\n\n<!-- open secret\n",
    );
    assert!(!body(&built).contains("secret"));
    assert!(built.files().iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("secret")));
}

#[test]
fn a_safe_part_of_raw_html_gets_through_where_the_site_says_so() {
    let built = sanitized(
        "<figure onclick=\"x()\"><img src=\"a.png\" alt=\"A\" onerror=\"y()\"><figcaption>Caption</figcaption></figure>\n\n\
         <a href=\"other.md\" style=\"color:red\">other</a> <a href=\"javascript:alert(1)\">bad</a> <a href=\"/briefings/\">list</a>\n\n\
         <details><summary>More</summary>text</details>\n\n<script>alert(1)</script><style>p{}</style><iframe src=\"https://e.org\"></iframe>\n\n\
         An <abbr title=\"North Atlantic\">NATO</abbr> <b>inline</b> one and a [link](other.md).\n",
    );
    let html = body(&built);
    for gone in ["onclick", "onerror", "javascript", "script", "iframe", "style", "alert(1)"] {
        assert!(!html.contains(gone), "{gone} is in {html}");
    }
    for there in [
        "<figcaption>Caption</figcaption>",
        "src=\"/sub/briefings/2024/x/a.png\"",
        "<a href=\"/sub/briefings/2024/other/\">other</a>",
        "<a href=\"/sub/briefings/\">list</a>",
        "<summary>More</summary>",
        "title=\"North Atlantic\"",
        "<a href=\"/sub/briefings/2024/other/\">link</a>",
    ] {
        assert!(html.contains(there), "{there} is not in {html}");
    }
    assert!(built.has("/briefings/2024/x/a.png"));
}

#[test]
fn a_broken_link_in_raw_html_is_an_error_at_its_line() {
    let built = sanitized("Text.\n\n<p><a href=\"gone.md\">gone</a></p>\n\n![a](a.png)\n");
    built.assert_errors();
    built.only_message("error[broken-link]", "content/briefings/x.md:9:13");
}

#[test]
fn nothing_in_a_text_can_stand_for_a_link_of_another() {
    let built = sanitized(
        "[a](other.md)\n\n<p title=\"&#xFDD0;0&#xFDD1;\">x &#xFDD0;0&#xFDD1; y</p>\n\n&#xFDD0;0&#xFDD1; \u{FDD0}0\u{FDD1}\n",
    );
    let html = body(&built);
    assert_eq!(html.matches("<a href").count(), 1, "{html}");
    assert!(html.starts_with("<p><a href=\"/sub/briefings/2024/other/\">a</a></p>"), "{html}");
}

#[test]
fn links_with_bad_schemes_lose_their_target_with_a_warning() {
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "<java\tscript:alert(1)>",
        "&#106;avascript:alert(1)",
        "<\u{1}javascript:alert(1)>",
    ] {
        let built = build_of(&format!("A [word]({url}) here.\n"));
        let html = body(&built);
        assert_eq!(html, "<p>A word here.</p>", "{url}");
        let message = built.only_message("warning[link-scheme]", "content/briefings/x.md:7:3");
        if url == "data:text/html,x" {
            assert_snapshot!(message);
        }
    }
    let built = build_of("<javascript:alert(1)> ![i](data:image/png;base64,x) [r]\n\n[r]: javascript:x\n");
    assert_eq!(body(&built), "<p>javascript:alert(1) i r</p>");
    assert_eq!(built.messages().len(), 3, "{}", built.said());
}

#[test]
fn links_with_good_schemes_stay_as_they_are() {
    let html = body(&build_of(
        "[a](https://e.org/?a=1&b=\"2) [b](HTTP://e.org) [c](mailto:a@e.org) [d](tel:+33-1) <a@e.org> [e](//e.org/x)\n",
    ));
    assert_snapshot!(html);
}

#[test]
fn an_image_in_the_text_of_an_image_is_text() {
    let html = body(&build_of("![a ![b](https://e.org/b.png) c](https://e.org/a.png) end\n"));
    assert_eq!(html, "<p><img src=\"https://e.org/a.png\" alt=\"a b c\" loading=\"lazy\"> end</p>");
}

#[test]
fn a_link_in_the_words_of_a_link_is_words() {
    let text = "[a <https://e.org> *b*](other.md) c\n\n<a href=\"https://e.org\">d [e](other.md)</a> f\n\n\
                [g <a href=\"https://e.org\">h</a>](other.md) i\n\n[j](other.md) [k](other.md)\n";
    let other = "<a href=\"/sub/briefings/2024/other/\">";
    assert_eq!(
        body(&sanitized(text)),
        format!(
            "<p>{other}a https://e.org <em>b</em></a> c</p>\n<p><a href=\"https://e.org\">d e</a> f</p>\n\
             <p>{other}g h</a> i</p>\n<p>{other}j</a> {other}k</a></p>"
        )
    );
}

#[test]
fn a_note_in_the_words_of_a_link_is_no_link_and_can_be_led_back_to() {
    let html = body(&sanitized("<a href=\"https://e.org\">a[^n] b</a> c\n\n[^n]: N.\n"));
    assert!(
        html.starts_with(
            "<p><a href=\"https://e.org\">a<sup class=\"note\"><span id=\"cite-note-a-1\">a</span></sup> b</a> c</p>"
        ),
        "{html}"
    );
    assert!(html.contains("href=\"#cite-note-a-1\""), "{html}");
}

#[test]
fn an_image_of_another_host_is_told_where_it_stands() {
    let built = build_of("Text and ![a](https://e.org/a.png).\n");
    built.assert_ok();
    built.only_message("warning[external-image]", "content/briefings/x.md:7:10");
}

#[test]
fn a_lead_words_and_minutes_come_from_the_text() {
    let text = "word ".repeat(460);
    let built = build_of(&format!(
        "# Not this\n\nThe **first** `paragraph`[^n] is it.\n\n{text}\n\n[^n]: Not this.\n"
    ));
    built.assert_ok();
    assert!(
        built.main("/").contains("<p class=\"summary\">The first paragraph is it.</p>"),
        "{}",
        built.main("/")
    );
    assert!(built.main("/briefings/2024/x/").contains("3 min read"));
}

#[test]
fn a_hundred_thousand_nested_quotes_are_an_error() {
    let built = build_of(&format!("{} text\n", ">".repeat(100_000)));
    built.assert_errors();
    let message = built.only_message("error[deep-nesting]", &place(&built));
    assert!(message.contains("content/briefings/x.md:7:"), "{message}");
    let built = build_of(&format!("{} text\n", "- ".repeat(100_000)));
    built.assert_errors();
    built.only_message("error[deep-nesting]", &place(&built));
    let built = build_of(&format!("{}text{}\n", "*a **b ".repeat(50_000), "** *".repeat(50_000)));
    assert!(built.code() <= 1);
}

fn place(built: &Built) -> String {
    let message = built.messages().first().cloned().unwrap_or_default();
    let line = message.lines().find(|line| line.contains("--> ")).unwrap_or_default().to_owned();
    line.split("--> ").nth(1).unwrap_or_default().to_owned()
}

#[test]
fn a_hundred_thousand_brackets_are_text() {
    for text in [
        "[".repeat(100_000),
        "![".repeat(100_000),
        "[](".repeat(100_000),
        "[a](<".repeat(30_000),
        "![a".repeat(100_000) + &"](b)".repeat(10),
    ] {
        let built = build_of(&format!("{text} text\n"));
        assert!(built.code() <= 1, "{}", built.said());
    }
    let built = build_of(&format!("{} text\n", "[".repeat(100_000)));
    built.assert_ok();
    assert!(built.main("/briefings/2024/x/").contains("[[[["));
}

#[test]
fn an_article_of_ten_megabytes_is_built() {
    let paragraph = "A sentence with *stress*, a [link](https://example.org/) and a note on \"talks\" in Geneva -- 2024.\n\n";
    let built = build_of(&paragraph.repeat(10_000_000 / paragraph.len()));
    built.assert_ok();
    assert!(built.page("/briefings/2024/x/").len() > 10_000_000);
}

#[test]
#[ignore = "it takes long; scripts/test runs it"]
fn many_equal_headings_notes_and_undefined_marks_take_no_time() {
    let built = build_of(&"## Same\n\n".repeat(100_000));
    built.assert_ok();
    assert!(built.page("/briefings/2024/x/").contains("id=\"same-99999\""));
    let mut notes = String::new();
    for number in 0..30_000 {
        notes.push_str(&format!("a[^n{number}]\n\n[^n{number}]: note\n\n"));
    }
    build_of(&notes).assert_ok();
    let built = build_of(&"a [^ b".repeat(200_000));
    built.assert_ok();
    let built = build_of(&"word[^gone]\n\n".repeat(5_000));
    built.assert_errors();
}
