//! Front matter that can be read and is hardly meant.

use insta::assert_snapshot;

use crate::site_test::{Built, SiteTest};

fn built(front_matter: &str) -> Built {
    let text = format!("---\n{front_matter}\n---\n\nText.\n");
    SiteTest::new().file("content/briefings/2024/a.md", text).build()
}

fn said(front_matter: &str) -> String {
    built(front_matter).assert_ok().messages().join("\n")
}

#[test]
fn a_title_that_a_comment_cuts_short_is_told_with_the_quotes_to_write() {
    assert_snapshot!(said("title: Briefing # 4\ndate: 2024-04-01\nsummary: Talks #2, and \"more\" # today"));
}

#[test]
fn a_number_sign_that_cuts_nothing_is_not_told() {
    for title in [
        "\"Briefing # 4\"",
        "'Briefing # 4'",
        "Briefing#4",
        ">-\n  Briefing # 4",
        "Briefing 4 # chancery: allow relative-date",
    ] {
        let said = said(&format!("title: {title}\ndate: 2024-04-01 # the day of the talks"));
        assert!(!said.contains("cut-value"), "{title}: {said}");
    }
}

#[test]
fn names_that_stand_in_a_list_twice_are_told_and_count_once() {
    let front_matter = "title: A\ndate: 2024-04-01\ncountries: [FR, CN, France]\nauthors: [Desk, Desk]\n\
                        people: [Wang Yi, 'Wang Yi ']\ntopics: [Trade, trade]\norganisations: [EU, European Union]";
    let built = built(front_matter);
    assert_snapshot!(built.assert_ok().messages().join("\n"));
    assert_eq!(built.page("countries/france/").matches("row-title").count(), 1);
}

#[test]
fn a_last_change_before_the_text_itself_is_told_and_one_on_its_day_is_not() {
    assert_snapshot!(said("title: A\ndate: 2024-04-01\nupdated: 2023-04-03"));
    let same_day = said("title: A\ndate: 2024-04-01T18:00:00Z\nupdated: 2024-04-01");
    assert!(!same_day.contains("updated-before-date"), "{same_day}");
}

#[test]
fn a_marking_that_is_written_in_another_way_is_told_with_its_label() {
    for (written, label) in [
        ("AMBER", "TLP:AMBER"),
        ("amber+strict", "TLP:AMBER+STRICT"),
        ("'TLP: RED'", "TLP:RED"),
        ("tlp white", "TLP:CLEAR"),
    ] {
        let built = built(&format!("title: A\ndate: 2024-04-01\nmarking: {written}"));
        let said = built.messages().join("\n");
        assert!(said.contains(&format!("did you mean `{label}`?")), "{written}: {said}");
    }
}

#[test]
fn a_briefing_that_is_named_without_its_folder_is_found_for_the_hint() {
    let built = SiteTest::new()
        .briefing("2023/ukraine-1", "date: 2023-04-01", "Text.")
        .briefing("2023/ukraine", "date: 2023-04-01", "Text.")
        .briefing("2024/a", "date: 2024-04-01\nsupersedes: [ukraine-1, 2022/ukraine-1]", "Text.")
        .build();
    let said = built.messages().join("\n");
    assert_eq!(said.matches("did you mean `2023/ukraine-1`?").count(), 2, "{said}");
}
