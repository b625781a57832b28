//! Front matter: what is read, and what is told of what cannot be.

use insta::assert_snapshot;

use crate::site_test::{Built, SiteTest};

const FILE: &str = "content/briefings/x.md";

/// Builds a site with one file, `content/briefings/x.md`.
fn build_of(text: impl AsRef<[u8]>) -> Built {
    SiteTest::new().file(FILE, text).build()
}

/// Asserts that the file has one error at this line and column, and returns the message.
#[track_caller]
fn error_of(text: impl AsRef<[u8]>, code: &str, place: &str) -> String {
    let built = build_of(text);
    built.assert_errors();
    assert!(built.said().ends_with("1 error; nothing was written"), "{}", built.said());
    built.only_message(&format!("error[{code}]"), &format!("{FILE}{place}"))
}

#[test]
fn a_file_without_front_matter_is_an_error() {
    assert_snapshot!(error_of("France and China met in Paris.\n", "no-front-matter", ":1:1"));
}

#[test]
fn an_empty_file_is_an_error() {
    assert_snapshot!(error_of("", "no-front-matter", ""));
    assert_snapshot!(error_of("\n \n\n", "no-front-matter", ""));
}

#[test]
fn front_matter_without_an_end_is_an_error() {
    assert_snapshot!(error_of(
        "---\ntitle: Talks\ndate: 2024-04-01\n\nThe text.\n",
        "unclosed-front-matter",
        ":1:1"
    ));
}

#[test]
fn a_colon_in_a_title_without_quotes_is_an_error_at_that_line() {
    assert_snapshot!(error_of(
        "---\ndate: 2024-04-01\ntitle: Paris: talks begin\n---\n",
        "invalid-yaml",
        ":3:13"
    ));
}

#[test]
fn a_bracket_that_never_closes_is_an_error() {
    let built = build_of("---\ntitle: Talks\ndate: 2024-04-01\ncountries: [FR, CN\n---\n");
    built.assert_errors();
    assert_eq!(built.messages().len(), 1, "{}", built.said());
    assert_snapshot!(built.messages()[0]);
}

#[test]
fn a_tab_that_indents_is_an_error() {
    let built = build_of("---\ntitle: Talks\ndate: 2024-04-01\nsources:\n\t- id: a\n\t  title: A\n---\n");
    built.assert_errors();
    assert_eq!(built.messages().len(), 1, "{}", built.said());
    assert_snapshot!(built.messages()[0]);
}

/// The slips that break YAML most often, each told in plain words.
#[test]
fn yaml_that_cannot_be_read_is_told_in_plain_words() {
    let slips = [
        "title: \"Paris",
        "title: 'Don't go'",
        "title: @Paris",
        "title: *Paris",
        "title: \"Paris\" talks",
        "title: {Paris",
        "summary: \"a\\q\"",
        "sources:\n  - id: a\n   title: B",
        "summary: |\n  a\n b",
        "title: T\n- four",
    ];
    let told: Vec<String> = slips
        .iter()
        .map(|slip| {
            let built = build_of(format!("---\ndate: 2024-04-01\n{slip}\n---\n"));
            built.assert_errors();
            assert_eq!(built.messages().len(), 1, "{}", built.said());
            assert!(built.messages()[0].starts_with("error[invalid-yaml]"), "{}", built.said());
            built.messages()[0].clone()
        })
        .collect();
    assert_snapshot!(told.join("\n\n"));
}

#[test]
fn a_list_in_place_of_keys_is_an_error() {
    assert_snapshot!(error_of("---\n- title\n- date\n---\n", "wrong-type", ":2:1"));
}

#[test]
fn one_key_twice_is_an_error_that_shows_both() {
    let message =
        error_of("---\ntitle: Talks\ndate: 2024-04-01\ntitle: Other talks\n---\n", "duplicate-key", ":4:1");
    assert!(message.contains("2 | title: Talks"), "{message}");
    assert_snapshot!(message);
}

#[test]
fn one_key_twice_in_a_source_is_an_error() {
    error_of(
        "---\ntitle: T\ndate: 2024-04-01\nsources:\n  - id: a\n    title: A\n    title: B\n---\n",
        "duplicate-key",
        ":7:5",
    );
}

#[test]
fn a_text_in_place_of_a_list_is_an_error_that_shows_the_list() {
    let message =
        error_of("---\ntitle: T\ndate: 2024-04-01\ncountries: France\n---\n", "wrong-type", ":4:12");
    assert!(message.contains("`countries: [France]`"), "{message}");
    assert_snapshot!(message);
}

#[test]
fn a_number_is_a_title_like_any_other() {
    let built = build_of("---\ntitle: 1984\ndate: 2024-04-01\n---\n");
    built.assert_ok();
    assert!(built.main("/briefings/2024/x/").contains("<h1 class=\"p-name\">1984</h1>"));
}

#[test]
fn a_list_in_place_of_a_text_is_an_error() {
    assert_snapshot!(error_of("---\ntitle: [A, B]\ndate: 2024-04-01\n---\n", "wrong-type", ":2:1"));
}

#[test]
fn a_word_in_place_of_true_or_false_is_an_error() {
    assert_snapshot!(error_of(
        "---\ntitle: T\ndate: 2024-04-01\nchatham_house: yes\n---\n",
        "wrong-type",
        ":4:16"
    ));
}

#[test]
fn a_text_in_place_of_a_source_is_an_error() {
    assert_snapshot!(error_of(
        "---\ntitle: T\ndate: 2024-04-01\nsources:\n  - https://example.org/\n---\n",
        "wrong-type",
        ":5:5"
    ));
}

#[test]
fn a_status_that_does_not_exist_is_an_error_with_the_ones_that_do() {
    assert_snapshot!(error_of(
        "---\ntitle: T\ndate: 2024-04-01\nstatus: drafted\n---\n",
        "invalid-value",
        ":4:9"
    ));
}

#[test]
fn a_kind_that_does_not_exist_is_an_error() {
    assert_snapshot!(error_of(
        "---\ntitle: T\ndate: 2024-04-01\nkind: essay\n---\n",
        "invalid-value",
        ":4:7"
    ));
}

#[test]
fn a_marking_that_does_not_exist_is_an_error_with_a_suggestion() {
    assert_snapshot!(error_of(
        "---\ntitle: T\ndate: 2024-04-01\nmarking: TLP:GREN\n---\n",
        "invalid-marking",
        ":4:10"
    ));
    assert_snapshot!(error_of(
        "---\ntitle: T\ndate: 2024-04-01\nmarking: SECRET\n---\n",
        "invalid-marking",
        ":4:10"
    ));
    let renamed = "---\ntitle: T\ndate: 2024-04-01\nmarking: TLP:WHITE\n---\n";
    assert!(error_of(renamed, "invalid-marking", ":4:10").contains("did you mean `TLP:CLEAR`"));
}

#[test]
fn every_wrong_value_is_told_in_one_run() {
    let built = build_of("---\ntitle: [A]\ndate: 2024-04-01\nkind: essay\nauthors: Me\n---\n");
    built.assert_errors();
    built.message("error[wrong-type]", "content/briefings/x.md:2:1");
    built.message("error[invalid-value]", "content/briefings/x.md:4:7");
    built.message("error[wrong-type]", "content/briefings/x.md:5:10");
    assert_eq!(built.messages().len(), 3, "{}", built.said());
}

#[test]
fn problems_of_all_files_are_told_in_one_run() {
    let built = SiteTest::new()
        .file("content/briefings/a.md", "no front matter\n")
        .file("content/pages/b.md", "---\ndate: 2024-04-01\n---\n")
        .file("content/topics/c.md", "---\nparent: [x]\n---\n")
        .file("content/countries/fr.md", "---\nstatus: {is: worse}\n---\n")
        .build();
    built.assert_errors();
    built.message("error[no-front-matter]", "content/briefings/a.md:1:1");
    built.message("error[missing-key]", "content/pages/b.md:2:1");
    built.message("error[wrong-type]", "content/topics/c.md:2:1");
    built.message("error[invalid-value]", "content/countries/fr.md:2:14");
}

#[test]
fn a_day_that_no_calendar_has_is_an_error_that_says_why() {
    let message = error_of("---\ntitle: T\ndate: 2024-02-30\n---\n", "invalid-date", ":3:7");
    assert!(message.contains("February 2024 has 29 days"), "{message}");
    assert_snapshot!(message);
    let message = error_of("---\ntitle: T\ndate: 2024-13-01\n---\n", "invalid-date", ":3:7");
    assert!(message.contains("a year has 12 months"), "{message}");
}

#[test]
fn a_date_in_another_form_is_an_error_that_shows_the_form() {
    for written in ["01.04.2024", "1 April 2024", "2024-4-1", "2024/04/01", "2024-04", "tomorrow"] {
        let message = error_of(format!("---\ntitle: T\ndate: {written}\n---\n"), "invalid-date", ":3:7");
        assert!(message.contains("`2024-04-01`"), "{message}");
    }
}

#[test]
fn a_date_with_a_time_is_read_with_and_without_an_offset() {
    for written in ["2024-04-01T09:00:00+02:00", "2024-04-01T09:00:00Z", "2024-04-01 09:00", "\"2024-04-01\""]
    {
        let built = build_of(format!("---\ntitle: T\ndate: {written}\n---\n"));
        built.assert_ok();
        assert!(built.main("/briefings/2024/x/").contains("datetime=\"2024-04-01\">1 April 2024</time>"));
    }
}

#[test]
fn a_time_that_is_none_is_an_error() {
    assert_snapshot!(error_of("---\ntitle: T\ndate: 2024-04-01T25:00:00Z\n---\n", "invalid-date", ":3:7"));
}

#[test]
fn a_briefing_without_title_or_date_is_an_error_for_each() {
    assert_snapshot!(error_of("---\ndate: 2024-04-01\n---\n", "missing-key", ":2:1"));
    assert_snapshot!(error_of("---\ntitle: T\n---\n", "missing-key", ":2:1"));
    let built = build_of("---\n---\nText.\n");
    built.assert_errors();
    assert_eq!(built.messages().len(), 2, "{}", built.said());
    for message in built.messages() {
        assert!(message.starts_with("error[missing-key]"), "{message}");
        assert!(message.contains("--> content/briefings/x.md"), "{message}");
    }
    assert!(error_of("---\ntitle: \"  \"\ndate: 2024-04-01\n---\n", "missing-key", ":2:8").contains("title"));
}

#[test]
fn a_file_that_is_not_utf_8_is_an_error_at_the_first_bad_byte() {
    let message = error_of(b"---\ntitle: S\xE9journ\xE9\ndate: 2024-04-01\n---\n", "unreadable-file", ":2:9");
    assert_snapshot!(message);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let text = "---\ntitle: T\ndate: 2024-04-01\n---\n\n# One\n\nText\nof two lines.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
    let plain = build_of(text);
    plain.assert_ok();
    let windows = build_of(format!("\u{FEFF}{}", text.replace('\n', "\r\n")));
    windows.assert_ok();
    assert!(plain.main("/briefings/2024/x/").contains("<table>"));
    assert_eq!(plain.files(), windows.files());
}

#[test]
fn a_problem_in_a_file_with_windows_line_ends_has_the_right_line() {
    let text = "\u{FEFF}---\r\ntitle: T\r\ndate: 2024-02-30\r\n---\r\n";
    error_of(text, "invalid-date", ":3:7");
    let text = "\u{FEFF}---\r\ntitle: T\r\ndate: 2024-02-03\r\n---\r\n\r\nA [link](gone.md).\r\n";
    error_of(text, "broken-link", ":6:3");
}

#[test]
fn a_byte_order_mark_in_site_yaml_changes_nothing() {
    let built = SiteTest::bare()
        .file("site.yaml", "\u{FEFF}title: Desk\r\nbase_url: https://example.org/\r\n")
        .build();
    built.assert_ok();
    assert!(built.page("/").contains(">Desk</a></h1>"));
}

#[test]
fn an_unknown_key_is_a_warning_with_a_suggestion() {
    let built = build_of("---\ntitle: T\ndate: 2024-04-01\ncountry: [FR]\ntopcs: [trade]\n---\n");
    built.assert_ok();
    assert_snapshot!(built.message("warning[unknown-key]", "content/briefings/x.md:5:1"));
    assert_snapshot!(built.message("warning[unknown-key]", "content/briefings/x.md:4:1"));
}

#[test]
fn unknown_keys_in_groups_are_warnings_too() {
    let built = build_of(
        "---\ntitle: T\ndate: 2024-04-01\nsources:\n  - {title: A, link: https://e.org}\n\
         events:\n  - {date: 2024, title: A, where: Paris}\n\
         corrections:\n  - {date: 2024, note: A, who: B}\n---\n",
    );
    built.assert_ok();
    built.message("warning[unknown-key]", "content/briefings/x.md:5:16");
    built.message("warning[unknown-key]", "content/briefings/x.md:7:28");
    built.message("warning[unknown-key]", "content/briefings/x.md:9:27");
}

#[test]
fn keys_of_the_sites_own_under_extra_are_no_concern() {
    let built = build_of("---\ntitle: T\ndate: 2024-04-01\nextra: {cable: [1, {a: b}], note: x}\n---\n");
    built.assert_ok();
    assert!(built.messages().is_empty(), "{}", built.said());
}

#[test]
fn strict_makes_an_error_of_a_warning() {
    let built =
        SiteTest::new().file(FILE, "---\ntitle: T\ndate: 2024-04-01\nfoo: 1\n---\n").arg("--strict").build();
    built.assert_errors();
    built.only_message("error[unknown-key]", "content/briefings/x.md:4:1");
}

#[test]
fn an_alias_bomb_ends_at_once_with_an_error() {
    let mut yaml = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..40 {
        let before = format!("*a{}, ", level - 1).repeat(10);
        yaml.push_str(&format!("a{level}: &a{level} [{}]\n", before.trim_end_matches(", ")));
    }
    let built = build_of(format!("---\ntitle: T\ndate: 2024-04-01\n{yaml}---\n"));
    built.assert_errors();
    assert_eq!(built.messages().len(), 1, "{}", built.said());
    let message = &built.messages()[0];
    assert!(message.contains("content/briefings/x.md"), "{message}");
    assert_snapshot!(message);
}

#[test]
fn yaml_that_nests_without_end_is_an_error() {
    let text = format!("---\ntitle: T\ndate: 2024-04-01\nextra: {}\n---\n", "[".repeat(100_000));
    let built = build_of(text);
    built.assert_errors();
    assert!(built.messages()[0].starts_with("error[invalid-yaml]"), "{}", built.said());
    assert!(built.messages()[0].contains("--> content/briefings/x.md:4:"), "{}", built.said());
    let text =
        format!("---\ntitle: T\ndate: 2024-04-01\nextra: {}{}\n---\n", "[".repeat(5_000), "]".repeat(5_000));
    build_of(text).assert_errors();
}

#[test]
fn a_key_without_a_value_is_as_if_it_were_not_there() {
    let built = build_of(
        "---\ntitle: T\ndate: 2024-04-01\nslug:\nsummary:\ncountries:\ntopics:\nsources:\nevents:\nimage:\n\
         status:\nmarking:\nembargo:\nextra:\n---\n",
    );
    built.assert_ok();
    assert!(built.messages().is_empty(), "{}", built.said());
    assert!(built.has("/briefings/2024/x/"));
}

#[test]
fn a_source_an_event_and_a_correction_say_what_they_lack() {
    let built = build_of(
        "---\ntitle: T\ndate: 2024-04-01\nsources:\n  - id: a\nevents:\n  - {title: Talks}\n  - {date: 2024}\n\
         corrections:\n  - {date: 2024}\n---\n",
    );
    built.assert_errors();
    built.message("error[missing-key]", "content/briefings/x.md:5:5");
    built.message("error[missing-key]", "content/briefings/x.md:7:5");
    built.message("error[missing-key]", "content/briefings/x.md:8:5");
    built.message("error[missing-key]", "content/briefings/x.md:10:5");
    assert_eq!(built.messages().len(), 4, "{}", built.said());
}

#[test]
fn an_event_without_a_date_is_an_error_at_its_line() {
    for event in ["{ title: Talks }", "{ date: , title: Talks }", "{ date: ~, title: Talks }"] {
        let message = error_of(
            format!("---\ntitle: T\ndate: 2024-04-01\nevents:\n  - {event}\n---\n"),
            "missing-key",
            ":5:5",
        );
        assert!(message.contains(&format!("5 |   - {event}")), "{message}");
        assert!(message.contains("no `date`"), "{message}");
    }
}

#[test]
fn an_event_with_an_impossible_date_is_an_error_that_says_why() {
    for (date, why) in [
        ("2024-02-30", "`2024-02-30` is not in the calendar: February 2024 has 29 days"),
        ("2023-02-29", "`2023-02-29` is not in the calendar: February 2023 has 28 days"),
        ("2024-13-01", "`2024-13-01` is not in the calendar: a year has 12 months"),
        ("2024-13", "`2024-13` is not in the calendar: a year has 12 months"),
        ("2024-00", "`2024-00` is not in the calendar: a year has 12 months"),
        ("2024-4", "`2024-4` is no date"),
        ("2024-April", "`2024-April` is no date"),
        ("\"\"", "a date is expected here, and this is empty"),
        ("\" \"", "a date is expected here, and this is empty"),
    ] {
        let message = error_of(
            format!("---\ntitle: T\ndate: 2024-04-01\nevents:\n  - {{ date: {date}, title: Talks }}\n---\n"),
            "invalid-date",
            ":5:13",
        );
        assert!(message.contains(why), "{message}");
        assert!(message.contains(&format!("5 |   - {{ date: {date}, title: Talks }}")), "{message}");
        assert!(message.contains("help: write a date like `2024`, `2024-04` or `2024-04-01`"), "{message}");
    }
}

#[test]
fn a_source_has_a_web_address_and_a_rating_of_the_admiralty_code() {
    let built = build_of(
        "---\ntitle: T\ndate: 2024-04-01\nsources:\n  - {title: A, url: 'javascript:alert(1)'}\n  \
         - {title: B, archived: 'data:text/html,x'}\n  - {title: C, rating: G7}\n  \
         - {title: D, date: 2024-02-30}\n  - {title: E, id: 'a b'}\n---\n",
    );
    built.assert_errors();
    assert_snapshot!(built.message("error[invalid-value]", "content/briefings/x.md:5:21"));
    built.message("error[invalid-value]", "content/briefings/x.md:6:26");
    assert_snapshot!(built.message("error[invalid-value]", "content/briefings/x.md:7:24"));
    built.message("error[invalid-date]", "content/briefings/x.md:8:22");
    built.message("error[invalid-value]", "content/briefings/x.md:9:20");
    assert_eq!(built.messages().len(), 5, "{}", built.said());
}

#[test]
fn two_sources_with_one_id_are_an_error() {
    assert_snapshot!(error_of(
        "---\ntitle: T\ndate: 2024-04-01\nsources:\n  - {id: mfa, title: A}\n  - {id: mfa, title: B}\n---\n",
        "duplicate-id",
        ":6:10"
    ));
}

#[test]
fn a_slug_that_leaves_its_place_is_an_error() {
    for (slug, shown) in [
        ("../../etc", "../../etc"),
        ("a/b", "a/b"),
        ("\"a\\0b\"", "a\\0b"),
        ("\".\"", "."),
        ("\"..\"", ".."),
        ("\"\"", ""),
        ("\"a b\"", "a b"),
        ("Paris", "Paris"),
        ("é", "é"),
        ("-a", "-a"),
    ] {
        let text = format!("---\ntitle: T\ndate: 2024-04-01\nslug: {slug}\n---\n");
        let built = build_of(&text);
        built.assert_errors();
        let message = built.only_message("error[invalid-slug]", "content/briefings/x.md:4:7");
        assert!(message.contains(&format!("`{shown}`")), "{message}");
    }
    assert_snapshot!(error_of(
        "---\ntitle: T\ndate: 2024-04-01\nslug: ../../etc\n---\n",
        "invalid-slug",
        ":4:7"
    ));
}

#[test]
fn a_file_whose_name_gives_no_url_is_an_error() {
    let built =
        SiteTest::new().file("content/briefings/!!!.md", "---\ntitle: T\ndate: 2024-04-01\n---\n").build();
    built.assert_errors();
    assert_snapshot!(built.only_message("error[invalid-slug]", "content/briefings/!!!.md"));
}

#[test]
fn an_alias_that_no_redirect_can_serve_is_an_error() {
    for alias in [
        "/../up/",
        "/a/../../b/",
        "https://evil.example/x/",
        "//evil.example/",
        "old/",
        "/",
        "\"/a\\0b/\"",
        "/a?b",
        "\"/a#b\"",
        "'/a\\b'",
        "/a//b/",
        "/%2e%2e/x/",
        "/./a/",
        "''",
    ] {
        let built = build_of(format!("---\ntitle: T\ndate: 2024-04-01\naliases: [{alias}]\n---\n"));
        built.assert_errors();
        built.only_message("error[invalid-alias]", "content/briefings/x.md:4:11");
    }
    assert_snapshot!(error_of(
        "---\ntitle: T\ndate: 2024-04-01\naliases: [/../up/]\n---\n",
        "invalid-alias",
        ":4:11"
    ));
    assert_snapshot!(error_of(
        "---\ntitle: T\ndate: 2024-04-01\naliases: ['https://evil.example/x/']\n---\n",
        "invalid-alias",
        ":4:11"
    ));
}
