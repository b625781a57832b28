//! The document tree, and the forms that it is written in.

use chancery::config::Html;
use chancery::tree::plain::{self, Marks};
use chancery::tree::{Body, Kind, NullContext, Prose, Source, Step, parse, without_controls, words};
use proptest::prelude::*;

use crate::html_text::text_of;
use crate::properties::pieces;

/// Reads a text that may cite the sources `a` and `b`.
fn read(markdown: &str, html: Html) -> Body {
    let source = Source { path: "content/briefings/x.md", markdown, at: 0 };
    parse(source, &["a", "b"], html, &mut Vec::new())
}

/// Returns a text without white space and control characters.
fn bare(text: &str) -> String {
    without_controls(text).chars().filter(|c| !c.is_whitespace()).collect()
}

#[track_caller]
fn assert_same_text(body: &Body) {
    let html = body.html(&NullContext);
    assert_eq!(text_of(&html), bare(&plain::of(body, Marks::Shown)), "{html}");
}

#[test]
fn html_and_plain_words_are_the_same_text() {
    for markdown in [
        "A *stressed* word, `code`\nand\\\na break -- \"so\" it's... &amp; &copy; \\* x.\n",
        "# One\n\n> quote\n\n> [!NOTE]\n> alert\n\n- a\n  1. b\n- [x] c\n\nTerm\n: definition\n\n---\n\n    code  <b>\n",
        "| a | b |\n|---|--:|\n| 1 | *2* |\n\n~~gone~~ <https://e.org> ![alt *text* `c`](x.png)\n",
        "One[^a], note[^n], again[^n][^b].\n\n[^n]: Of *this*[^a].\n\n    And that.\n",
        "<div class=\"x\">raw <b>html\n\n*inside* it</b>\n\n</div>\n\n<table><tr><td>1<td>2\n\nafter\n",
        "text <script>gone</script> more <!-- not this --> end\n\n<style>\np {}\n</style>\n",
        "<table><caption>a<tr>b<td>c <b>d<td>e\n\n> <tr>f\n\ng</table>h <td>i\n",
        "<details><summary>More</summary>\n\n- one\n- two\n\n</details>\n\n<ul><li>a<li>b</ul><p>one<p>two\n",
    ] {
        for html in [Html::Escape, Html::Sanitize] {
            assert_same_text(&read(markdown, html));
        }
    }
}

#[test]
fn raw_html_that_is_left_open_ends_with_what_it_stands_in() {
    let body = read("> <div>open <b>bold\n>\n> more\n\nafter </b></div>\n", Html::Sanitize);
    let html = body.html(&NullContext);
    assert_eq!(
        html,
        "<blockquote>\n<div>open <b>bold\n<p>more</p>\n</b></div></blockquote>\n<p>after </p>\n"
    );
}

#[test]
fn a_tree_points_into_its_source() {
    let markdown = "A **strong** word\n\n- [link](other.md \"t\")\n";
    let body = read(markdown, Html::Escape);
    let texts: Vec<&str> = body
        .nodes()
        .iter()
        .filter(|node| node.kind == Kind::Text)
        .map(|node| &markdown[node.range()])
        .collect();
    assert_eq!(texts, ["A ", "strong", " word", "link"]);
    assert_eq!(&markdown[body.links()[0].range.clone()], "[link](other.md \"t\")");
}

#[test]
fn words_of_a_text_stand_at_their_places_and_all_else_is_blank() {
    let markdown = "The *EU*[^a] says \"no\" -- `code` [China](https://cn.example/ru)\nand ![Wang](x.png).\n";
    let kept = words(&read(markdown, Html::Escape));
    assert_eq!(kept.len(), markdown.len());
    for (at, word) in [("EU", "EU"), ("says", "says"), ("China", "China"), ("Wang", "Wang"), ("and", "and")]
        .map(|(place, word)| (markdown.find(place).expect("a place"), word))
    {
        assert_eq!(&kept[at..at + word.len()], word);
    }
    assert!(!kept.contains("code") && !kept.contains("cn.example") && !kept.contains("^a"), "{kept}");
}

#[test]
fn prose_has_words_as_they_were_typed() {
    let prose = Prose::of(&read("It's \"so\" -- [here](https://e.org) &amp; `x`.\n", Html::Escape));
    assert_eq!(prose.passages[0].text, "It's \"so\" -- here & \u{FFFC}.");
    let at = prose.passages[0].text.find("here").expect("a place");
    assert_eq!(prose.passages[0].in_file(&(at..at + 4)), 14..18);
}

#[test]
fn a_hundred_thousand_of_anything_is_read_and_written() {
    let many = 20_000;
    for markdown in [
        "# Same\n\n".repeat(100_000),
        format!("{}\n", "[^gone] ".repeat(100_000)),
        format!("{}\n", "[^gone]".repeat(many)),
        format!("{}\n", "[x](#gone) ".repeat(many)),
        format!("{}\n", "word ".repeat(200_000)),
        format!("{}\n", "*a* ".repeat(many)),
        format!("{}\n", "<b>".repeat(many)),
        format!("{}\n", "<b>x</i>".repeat(many)),
        format!("{}\n\n", "<p title=\"x\">".repeat(many)),
        "<a href=\"a&#46;md\">x</a>\n\n".repeat(many),
        format!("|{}\n|{}\n", "a|".repeat(5_000), "-|".repeat(5_000)),
        "a[^a]".repeat(many),
    ] {
        for html in [Html::Escape, Html::Sanitize] {
            let body = read(&markdown, html);
            let written = body.html(&NullContext);
            assert!(written.len() < 40 * markdown.len() + 1_000);
            assert!(plain::of(&body, Marks::Left).len() <= 2 * markdown.len());
            assert_eq!(words(&body).len(), markdown.len());
            let _ = Prose::of(&body);
        }
    }
}

/// Pieces of raw HTML between pieces of Markdown, in any order.
fn raw_pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<th>",
        "<caption>",
        "<tbody>",
        "<col>",
        "<colgroup>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<a href=\"x.md\">",
        "</a>",
        "<br>",
        "<hr>",
        "<img src=\"a.png\" alt=\"p\">",
        "<ul>",
        "<li>",
        "</ul>",
        "<dl>",
        "<dt>",
        "<dd>",
        "<pre>",
        "</pre>",
        "<h2>",
        "</h2>",
        "<details>",
        "<summary>",
        "</details>",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<title>",
        "<textarea>",
        "<svg>",
        "<math>",
        "<select>",
        "<option>",
        "<iframe>",
        "<template>",
        "<ruby>",
        "<rt>",
        "<button>",
        "<form>",
        "<body>",
        "<html>",
        "<noscript>",
        "<plaintext>",
        "<!--",
        "-->",
        "&amp;",
        "&lt;b>",
        "w",
        "x ",
        "y\n",
        "\n\n",
        "> ",
        "- ",
        "*",
        "**",
        "|a|\n|-|\n|b|\n",
        "[x](y.md)",
        "[^a]",
        "[^n]",
        "[^n]: z\n\n",
        "`c`",
        "# h\n",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_html_and_plain_words_are_the_same_text(markdown in prop_oneof![pieces(), raw_pieces()]) {
        for html in [Html::Escape, Html::Sanitize] {
            let body = read(&markdown, html);
            let written = body.html(&NullContext);
            prop_assert_eq!(text_of(&written), bare(&plain::of(&body, Marks::Shown)), "{}", written);
        }
    }

    #[test]
    fn whatever_is_written_a_tree_nests_and_stays_in_its_source(markdown in prop_oneof![pieces(), raw_pieces()]) {
        for html in [Html::Escape, Html::Sanitize] {
            let body = read(&markdown, html);
            let mut open = Vec::new();
            for step in body.walk_all() {
                match step {
                    Step::Enter(index) => {
                        let range = body.nodes()[index].range();
                        prop_assert!(markdown.get(range).is_some());
                        if !body.nodes()[index].kind.is_leaf() {
                            open.push(index);
                        }
                    }
                    Step::Leave(index) => prop_assert_eq!(open.pop(), Some(index)),
                }
            }
            prop_assert!(open.is_empty());
            prop_assert_eq!(words(&body).len(), markdown.len());
            let _ = Prose::of(&body);
        }
    }

    #[test]
    fn what_is_let_through_of_raw_html_is_safe_to_a_sanitizer_too(markdown in prop_oneof![pieces(), raw_pieces()]) {
        let html = read(&markdown, Html::Sanitize).html(&NullContext).to_lowercase();
        for tag in html.split('<').skip(1).filter_map(|rest| rest.split(['>', ' ', '\n']).next()) {
            let name = tag.trim_start_matches('/');
            prop_assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{html}");
            prop_assert!(!matches!(name, "script" | "style" | "iframe" | "svg" | "math" | "object"), "{html}");
        }
    }
}
