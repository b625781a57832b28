//! Words that are not what they look like: what other programs read as marks, and readers would see as it was typed.

use insta::assert_snapshot;

use crate::site_test::SiteTest;

fn told(text: &str) -> String {
    let built = SiteTest::new().briefing("a", "", text).build();
    built.assert_ok();
    built.messages().join("\n")
}

#[test]
fn marks_of_other_programs_are_told_with_what_to_write() {
    assert_snapshot!(told(
        "See [[Minsk]] and [@smith2020, p. 3].^[A note.] %%ask the desk%%\n\n\
         {{< figure src=\"map.png\" >}}\n\n{% include map.html %} for {{ page.title }}\n\n![The map](my map.png)"
    ));
}

#[test]
fn what_only_looks_like_a_mark_is_not_told() {
    for text in [
        "Code: `{{ x }}`, `[[x]]`.\n\n```\n{% raw %}\n%%x%%\n```",
        "A [link](b.md \"title\") and [one](<my map.png>).",
        "It rose by 5%% or so; [sic]; 2^[; a [b](https://example.org/x) (in brackets).",
        "Escaped \\[[x]] and \\{{ y }}.",
        "[[1]](https://example.org/) is a link.",
    ] {
        let site = SiteTest::new()
            .file("content/briefings/2024/my map.png", b"x")
            .briefing("b", "", "Text.")
            .briefing("a", "", text);
        let said = site.build().said();
        assert!(!said.contains("foreign-markup"), "{text}: {said}");
    }
}

#[test]
fn raw_html_is_told_where_it_is_shown_as_text_and_comments_are_not() {
    assert_snapshot!(told("<!-- a comment -->\n\nH<sub>2</sub>O and <b>more</b>."));
    let let_through = SiteTest::new()
        .file("site.yaml", "title: Desk\nbase_url: https://example.org/\nmarkdown: { html: sanitize }\n")
        .briefing("a", "", "H<sub>2</sub>O.")
        .build();
    let_through.assert_ok();
    assert!(!let_through.said().contains("raw-html"), "{}", let_through.said());
}

#[test]
fn tables_with_tabs_empty_headings_and_a_title_said_twice_are_told() {
    assert_snapshot!(told("# A\n\nCountry\tVotes\nFrance\t12\nChina\t7\n\n##\n\nOne\ttab in a line."));
}

#[test]
fn what_git_left_of_two_changes_is_an_error_but_not_in_a_block_of_code() {
    let both = "Before.\n\n<<<<<<< HEAD\nThe talks end.\n=======\nThe talks go on.\n>>>>>>> draft\n";
    let built = SiteTest::new().briefing("a", "", both).build();
    built.assert_errors();
    assert_snapshot!(built.messages().join("\n"));
    SiteTest::new().briefing("a", "", &format!("```\n{both}```\n")).build().assert_ok();
}

#[test]
fn backslashes_in_a_link_are_told_as_what_they_are() {
    let built = SiteTest::new().briefing("a", "", "See [the annex](annexes\\one.pdf).").build();
    built.assert_errors();
    assert_snapshot!(built.messages().join("\n"));
}
