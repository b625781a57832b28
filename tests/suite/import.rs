//! `chancery import`, and what becomes of imported texts

use insta::assert_snapshot;

use crate::site_test::{PICTURE, SiteTest, assert_same_files};

#[test]
fn what_an_imported_text_links_to_in_vain_is_a_warning_until_it_is_mended() {
    let text = "[gone](gone.md) ![gone](gone.png) and[^gone]";
    let site = SiteTest::new().briefing("moved", "extra: {imported_from: posts/moved.md}", text);
    let built = site.build();
    built.assert_ok();
    for code in ["broken-link", "broken-image", "undefined-footnote"] {
        assert!(built.said().contains(&format!("warning[{code}]")), "{}", built.said());
    }
    assert_eq!(built.site.run(&["check", "--strict"]).code(), 1);
    assert_eq!(SiteTest::new().briefing("own", "", text).check().code(), 1);
}

#[test]
fn all_else_that_is_wrong_with_an_imported_text_is_an_error_still() {
    let site = SiteTest::new().briefing("moved", "countries: [Atlantis]\nextra: {imported_from: a.md}", "");
    let built = site.build();
    assert!(built.assert_errors().said().contains("error[unknown-country]"), "{}", built.said());
}

/// A text of the kind that desks send each other.
const CABLE: &str = " date 2019-11-05 Norway's prime minister told Canada's foreign minister in Oslo that Arctic patrols will be \
shared. Both sides spoke of search and rescue first, and of submarines last. The talks ended without a paper.

Sharing the Northern Patrols

The coast guards meet in Tromsø in \"early spring\". Ships will sail from both ports; costs are split.

- two icebreakers
- one aircraft

> We have one sea, the minister said.

Who Pays for the Icebreakers

Canada's share is open. The budget comes to parliament in May 2019, and a member of the committee spoke of
$40 million.

The next meeting is in Ottawa. No date was set.
";

fn site_with_topics() -> SiteTest {
    SiteTest::new().file("content/topics/trade.md", "---\ntitle: Trade policy\naliases: [commerce]\n---\n")
}

/// Returns what stands below the front matter.
fn body(text: &str) -> &str {
    text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).expect("front matter").1
}

#[test]
fn a_raw_text_becomes_a_draft_with_title_date_summary_and_headings() {
    let site = SiteTest::new().file("in/cable.txt", CABLE);
    let ran = site.run(&["import", "in/cable.txt"]);
    ran.assert_ok();
    let path = ran.printed();
    assert_snapshot!("raw_report", ran.said());
    assert_snapshot!("raw_briefing", site.read(path.trim_end()));
    assert_eq!(site.run(&["check", "--strict", "--drafts"]).assert_ok().said(), "no problems");
    let built = site.build();
    assert!(built.assert_ok().said().contains("1 held back: 1 draft"), "{}", built.said());
}

#[test]
fn importing_again_writes_nothing_even_after_the_briefing_was_mended() {
    let site = SiteTest::new()
        .file("in/cable.txt", CABLE)
        .file("in/post.md", "---\ntitle: P\ndate: 2024-01-02\n---\nText\n");
    site.run(&["import", "in"]).assert_ok();
    let before = site.files();
    let again = site.run(&["import", "in"]);
    assert_snapshot!("again", again.assert_ok().said());
    assert_eq!(again.printed(), "");
    let mended = site.read("content/briefings/2024/post.md").replace("Text", "Better text");
    site.write("content/briefings/2024/post.md", &mended);
    site.run(&["import", "in"]).assert_ok();
    assert_eq!(site.read("content/briefings/2024/post.md"), mended);
    assert_eq!(site.files().len(), before.len());
    let own = site.run(&["import", "content"]);
    assert!(own.assert_ok().said().contains("0 written, 2 not"), "{}", own.said());
}

#[test]
fn a_dry_run_tells_the_same_and_writes_nothing() {
    let site = SiteTest::new().file("in/cable.txt", CABLE);
    let before = site.files();
    let dry = site.run(&["import", "in", "--dry-run"]);
    assert_same_files(&site.files(), &before);
    let wet = site.run(&["import", "in"]);
    assert_eq!(dry.assert_ok().printed(), wet.assert_ok().printed());
    assert_eq!(dry.said().replace("would be written", "written"), wet.said());
}

#[test]
fn a_mail_gives_its_subject_its_sender_and_its_date() {
    let site = SiteTest::new().file(
        "mail.txt",
        "From: \"Jean Dupont\" <jean@example.org>\r\nTo: desk@example.org\r\nDate: Mon, 1 Apr 2024 09:30:00 +0200\r\n\
         Subject: Re: Fwd: Talks in\r\n Oslo\r\n\r\nDear all,\r\n\r\nthe talks went well. See <https://example.org/a> and <b>bold</b>.\r\n\r\n\
         Regards\r\n-- \r\nJean\r\n",
    );
    let ran = site.run(&["import", "mail.txt"]);
    assert_snapshot!("mail_report", ran.assert_ok().said());
    assert_snapshot!("mail_briefing", site.read(ran.printed().trim_end()));
    assert_eq!(site.run(&["check", "--strict", "--drafts"]).assert_ok().said(), "no problems");
}

#[test]
fn dates_are_read_in_any_usual_form() {
    for (written, expected) in [
        ("date 2024-04-01", "2024-04-01"),
        ("Date: 1 April 2024", "2024-04-01"),
        ("1st April 2024", "2024-04-01"),
        ("April 1, 2024", "2024-04-01"),
        ("Apr. 1st, 2024:", "2024-04-01"),
        ("Monday, 1 April 2024 –", "2024-04-01"),
        ("01.04.2024", "2024-04-01"),
        ("25/12/2023", "2023-12-25"),
        ("12/25/2023", "2023-12-25"),
        ("2024/4/1", "2024-04-01"),
        ("1-Apr-2024", "2024-04-01"),
        ("011430Z APR 24", "2024-04-01"),
        ("1er avril 2024", "2024-04-01"),
        ("1. März 2024", "2024-03-01"),
        ("2024-04-01T09:30:00+02:00", "2024-04-01T09:30:00+02:00"),
        ("OSLO, 1 April 2024 –", "2024-04-01"),
    ] {
        let site =
            SiteTest::new().file("a.txt", format!("{written} The talks in Oslo went on. They were long.\n"));
        let ran = site.run(&["import", "a.txt", "--title", "Talks"]);
        assert!(ran.assert_ok().printed().ends_with("/talks.md\n"), "{written}: {}", ran.said());
        let text = site.read(ran.printed().trim_end());
        assert!(text.contains(&format!("\ndate: {expected}\n")), "{written}: {text}");
        assert!(text.contains("The talks in Oslo went on. They were long.\n"), "{written}: {text}");
    }
}

#[test]
fn a_date_that_can_be_two_days_is_told_and_can_be_given() {
    let site = SiteTest::new().file("a.txt", "02.03.2024\n\nThe talks went on.\n");
    assert_snapshot!("ambiguous", site.run(&["import", "a.txt", "--dry-run"]).assert_ok().said());
    site.run(&["import", "a.txt", "--date", "2024-02-03"]).assert_ok();
    assert!(site.read("content/briefings/2024/the-talks-went-on.md").contains("\ndate: 2024-02-03\n"));
}

#[test]
fn a_date_in_a_sentence_stays_there() {
    let site = SiteTest::new().file("a.txt", "April 1, 2024 was a long day. The talks went on.\n");
    let ran = site.run(&["import", "a.txt", "--title", "Talks"]);
    let text = site.read(ran.assert_ok().printed().trim_end());
    assert!(
        text.contains("\ndate: 2024-04-01\n") && text.contains("\nApril 1, 2024 was a long day. The"),
        "{text}"
    );
}

const HUGO: &str = "---
title: \"Grain: a corridor\"
date: 2024-04-01T09:30:00+02:00
lastmod: 2024-04-03
draft: false
publishDate: 2024-04-01
description: Ships sail again.
tags: [Commerce, Black Sea, France, country-ru, it]
categories:
  - Trade policy
authors: [{name: Ana Ruiz}]
series: [Grain, Ships]
aliases: [/old/grain/, \"https://example.com/older/\"]
url: /news/grain/
cover: {image: ship.jpg, alt: A ship}
weight: 20
details: {country: [Ukraine], desk: East}
---
{{< figure src=\"ship.jpg\" >}}\r

See [the other](../other/) and <em>this</em>.  \n\tEnd";

#[test]
fn a_post_of_hugo_keeps_its_body_byte_for_byte_and_its_keys_where_they_belong() {
    let site = site_with_topics().file("blog/posts/Grain Corridor.md", HUGO);
    let ran = site.run(&["import", "blog"]);
    assert_snapshot!("hugo_report", ran.assert_ok().said());
    let text = site.read("content/briefings/2024/grain-corridor.md");
    assert_eq!(body(&text), HUGO.split_once("\n---\n").expect("front matter").1);
    assert_snapshot!("hugo_briefing", text);
    assert_snapshot!("hugo_topic", site.read("content/topics/black-sea.md"));
    let built = site.build();
    built.assert_ok();
    assert!(
        built.has("/briefings/2024/grain-corridor/")
            && built.has("/old/grain/")
            && built.has("/topics/black-sea/")
    );
    assert!(built.said().contains("warning[broken-link]"), "{}", built.said());
}

#[test]
fn front_matter_in_toml_and_json_is_read_too() {
    let site = site_with_topics()
        .file("a/toml.md", "+++\ntitle = \"T\"\ndate = 2024-04-01\n[taxonomies]\ntags = [\"trade\"]\n[extra]\nmood = {deep = [1, 2.5, true]}\n+++\nBody\n")
        .file("a/json.md", "{\n  \"title\": \"J\", \"date\": \"2024-04-02\", \"draft\": true, \"x\": null\n}\n\nBody\n");
    site.run(&["import", "a"]).assert_ok();
    assert_snapshot!("toml", site.read("content/briefings/2024/toml.md"));
    assert_snapshot!("json", site.read("content/briefings/2024/json.md"));
    assert_eq!(site.run(&["check", "--strict", "--drafts"]).assert_ok().said(), "no problems");
}

#[test]
fn a_post_of_jekyll_has_its_date_from_its_name_and_its_tags_between_blanks() {
    let site = SiteTest::new().file(
        "_posts/2024-04-01-grain-corridor.markdown",
        "---\nlayout: post\ncategories: trade ships\nredirect_from: /a.html\npermalink: /:title/\npublished: false\n---\n{% include x.html %}\n",
    );
    let ran = site.run(&["import", "_posts"]);
    assert_snapshot!("jekyll_report", ran.assert_ok().said());
    assert_snapshot!("jekyll_briefing", site.read("content/briefings/2024/grain-corridor.md"));
}

#[test]
fn a_missing_date_comes_from_another_key_or_the_file_is_listed() {
    let site = SiteTest::new()
        .file("a/event.md", "---\ntitle: E\nevent_date: 2024-04-01\n---\n")
        .file("a/epoch.md", "---\ntitle: S\ncreated: 1711929600\n---\n")
        .file("a/none.md", "---\ntitle: N\ndate: spring\n---\n")
        .file("a/none.txt", "No date here.\n");
    let ran = site.run(&["import", "a"]);
    assert_eq!(ran.code(), 1);
    assert_snapshot!("missing_dates", ran.said());
    let ran = site.run(&["import", "a", "--date", "2020-02-02"]);
    assert_eq!(ran.assert_ok().printed().lines().count(), 2);
    assert!(site.read("content/briefings/2024/event.md").contains("date: 2024-04-01\n"));
}

#[test]
fn what_cannot_be_read_is_listed_and_the_rest_goes_on() {
    let site = SiteTest::new()
        .file("a/good.md", "---\ntitle: Good\ndate: 2024-04-01\n---\n")
        .file("a/yaml.md", "---\r\ntitle: Bad\r\ndate: [2024\r\n---\r\n")
        .file("a/toml.md", "+++\ntitle = \"Bad\ndate = 1\n+++\n")
        .file("a/json.md", "{\n\"title\": \"Bad\" \"date\": 1}\n")
        .file("a/open.md", "---\ntitle: Never closed\n")
        .file("a/binary.txt", b"\x00\x01\x02\x03")
        .file("a/pdf.txt", "%PDF-1.7 …")
        .file("a/empty.md", "\n \n");
    let ran = site.run(&["import", "a"]);
    assert_eq!(ran.code(), 1);
    assert_snapshot!("unreadable", ran.said());
    assert_eq!(ran.printed(), "content/briefings/2024/good.md\n");
}

#[test]
fn windows_1252_and_utf_16_are_converted_and_that_is_said() {
    let site =
        SiteTest::new().file("a.txt", b"date 2024-04-01 S\xE9journ\xE9 said \x93no\x94. Talks went on.\n");
    let utf16: Vec<u8> = "\u{FEFF}date 2024-04-02 Séjourné said “no”. Talks went on.\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    site.write("b.txt", utf16);
    let ran = site.run(&["import", "a.txt", "b.txt"]);
    assert!(ran.assert_ok().said().contains("Windows-1252, converted to UTF-8"), "{}", ran.said());
    assert!(ran.said().contains("UTF-16, converted to UTF-8"), "{}", ran.said());
    for path in ran.printed().lines() {
        assert!(site.read(path).contains("\nSéjourné said “no”. Talks went on.\n"));
    }
}

#[test]
fn a_file_of_many_megabytes_is_refused() {
    let site = SiteTest::new().file("a.txt", "word ".repeat(10 << 20));
    let ran = site.run(&["import", "a.txt"]);
    assert_eq!(ran.code(), 1);
    assert_snapshot!("large", ran.said());
}

#[test]
fn wrong_usage_is_refused_before_anything_is_written() {
    let site = SiteTest::new().file("a/x.jpg", "").file("t.txt", CABLE).file("u.txt", CABLE);
    let before = site.files();
    let said = [
        vec!["import", "a"],
        vec!["import", "t.txt", "gone.txt"],
        vec!["import", "t.txt", "u.txt", "--title", "Both"],
        vec!["import", "t.txt", "--date", "soon"],
        vec!["import", "t.txt", "--title", " "],
    ]
    .map(|arguments| site.run(&arguments).assert_refused().said());
    assert_snapshot!("usage", said.join("\n"));
    assert_same_files(&site.files(), &before);
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    let site = SiteTest::new()
        .briefing("2024/mine", "title: Mine", "")
        .file("a/mine.md", "---\ntitle: Theirs\ndate: 2024-04-01\n---\n")
        .file("a/x/twin.md", "---\ntitle: One\ndate: 2024-04-01\n---\n")
        .file("a/y/twin.md", "---\ntitle: Two\ndate: 2024-05-01\n---\n");
    let mine = site.read("content/briefings/2024/mine.md");
    let ran = site.run(&["import", "a"]);
    assert_eq!(ran.code(), 1);
    assert_snapshot!("taken", ran.said());
    assert_eq!(site.read("content/briefings/2024/mine.md"), mine);
    assert!(site.read("content/briefings/2024/twin-2.md").contains("title: Two"));
    assert_eq!(site.run(&["import", "a/x", "a/y"]).assert_ok().printed(), "");
}

#[test]
fn files_of_a_bundle_come_along() {
    let site = SiteTest::new()
        .file(
            "a/grain/index.md",
            "---\ntitle: G\ndate: 2024-04-01\nimage: img/ship.jpg\n---\n![A ship](img/ship.jpg)\n",
        )
        .file("a/grain/img/ship.jpg", PICTURE)
        .file("a/grain/table.csv", "1,2")
        .file("a/loose.md", "---\ntitle: L\ndate: 2024-04-01\n---\n![A map](map.png) ![Gone](gone.png)\n")
        .file("a/map.png", PICTURE)
        .file("a/other.png", PICTURE);
    let ran = site.run(&["import", "a"]);
    assert_snapshot!("bundle", ran.assert_ok().said());
    let bytes =
        |path: &str| std::fs::read(site.root().join("content/briefings/2024").join(path)).expect("a file");
    assert_eq!(bytes("grain/img/ship.jpg"), PICTURE);
    assert_eq!(site.read("content/briefings/2024/grain/table.csv"), "1,2");
    assert_eq!(bytes("loose/map.png"), PICTURE);
    assert!(!site.root().join("content/briefings/2024/loose/other.png").exists());
    site.build().assert_ok();
}

#[test]
fn redirects_that_would_lead_elsewhere_are_given_up() {
    let site = SiteTest::new()
        .file("content/pages/about.md", "---\ntitle: About\n---\n")
        .file("a/one.md", "---\ntitle: One\ndate: 2024-04-01\naliases: [/x/, /briefings/2024/one/, /briefings/2024/two/]\n---\n")
        .file("a/two.md", "---\ntitle: Two\ndate: 2024-04-01\naliases: [/x/]\n---\n")
        .file("a/three.md", "---\ntitle: Three\ndate: 2024-04-01\naliases: [/about/]\n---\n");
    assert_snapshot!("redirects", site.run(&["import", "a"]).assert_ok().said());
    assert!(site.read("content/briefings/2024/one.md").contains("aliases: [\"/x/\"]\n"));
    site.build().assert_ok();
}

#[test]
fn what_another_generator_holds_back_stays_back() {
    let site = SiteTest::new()
        .file("a/draft.md", "---\ntitle: D\ndate: 2024-04-01\ndraft: yes\n---\n")
        .file("a/later.md", "---\ntitle: L\ndate: 2024-04-01\npublishDate: 2030-01-01\n---\n")
        .file("a/over.md", "---\ntitle: O\ndate: 2024-04-01\nexpiryDate: 2024-05-01\n---\n")
        .file("a/pending.md", "---\ntitle: P\ndate: 2024-04-01\nstatus: pending\n---\n")
        .file("a/closed.md", "---\ntitle: C\ndate: 2024-04-01\nmarking: amber\n---\n")
        .file("a/odd.md", "---\ntitle: M\ndate: 2024-04-01\nmarking: Company secret\n---\n")
        .file("a/tlp.txt", "TLP:RED\n\n1 April 2024\n\nThe talks went on.\n");
    site.run(&["import", "a"]).assert_ok();
    let built = site.build();
    assert!(
        built.assert_ok().said().contains("7 held back: 3 draft, 1 embargo, 3 marking"),
        "{}",
        built.said()
    );
}

#[test]
#[cfg(unix)]
fn links_that_lead_in_circles_are_told_and_left() {
    let site = SiteTest::new().file("a/good.md", "---\ntitle: Good\ndate: 2024-04-01\n---\n");
    std::os::unix::fs::symlink(site.root().join("a"), site.root().join("a/again")).expect("a link");
    let ran = site.run(&["import", "a"]);
    assert_eq!(ran.assert_ok().printed(), "content/briefings/2024/good.md\n");
    assert!(ran.said().contains("warning[symlink]"), "{}", ran.said());
}

#[test]
fn pages_in_another_language_than_markdown_are_listed() {
    let site = SiteTest::new()
        .file("a/post.html", "---\ntitle: H\ndate: 2024-04-01\n---\n<p>x</p>")
        .file("a/plain.html", "<p>");
    let ran = site.run(&["import", "a"]);
    assert_eq!(ran.code(), 1);
    assert_snapshot!("html", ran.said());
}

#[test]
fn a_briefing_of_another_site_can_be_imported_and_is_known_again() {
    let site = SiteTest::new().file(
        "other/content/briefings/2024/rome.md",
        "---\ntitle: Rome\ndate: 2024-04-01\nkind: report\ncountries: [IT]\nmentions: [FR]\npeople: [Ana Ruiz]\nconfidence: high\n\
         sources:\n  - {id: mfa, title: A, url: 'https://example.org/a', rating: B2}\nevents:\n  - {date: 2024-02, title: Talks}\nimage_alt: x\n\
         extra: {imported_from: mail.txt, mood: good}\n---\nText[^mfa], says France.\n",
    );
    site.run(&["import", "other"]).assert_ok();
    assert_snapshot!("other_site", site.read("content/briefings/2024/rome.md"));
    assert_eq!(site.run(&["import", "other"]).assert_ok().printed(), "");
    assert_eq!(site.run(&["check", "--strict"]).assert_ok().said(), "no problems");
}

#[test]
fn a_cable_gives_its_subject_and_the_date_of_its_date_time_group() {
    let site = SiteTest::new().file(
        "cable.txt",
        "UNCLASSIFIED\n\nR 011430Z APR 24\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC\n\nSUBJECT: PARLIAMENT DEBATES ARCTIC PATROLS\n\n\
         1. Summary: Parliament met on Monday. The debate was long.\n\nBACKGROUND\n\nThe patrols began in 2019.\n",
    );
    let ran = site.run(&["import", "cable.txt"]);
    assert_snapshot!("cable_report", ran.assert_ok().said());
    assert_snapshot!(
        "cable_briefing",
        site.read("content/briefings/2024/parliament-debates-arctic-patrols.md")
    );
}

#[test]
fn a_dateline_below_the_title_gives_the_date_and_stays() {
    let site = SiteTest::new().file(
        "a.txt",
        "France and Germany renew their pact\nAachen, 22 January 2019 – The two leaders met. They signed.\n\n    An indented paragraph.\n\n\
         Dr. Smith of the U.S. Embassy said no.\n",
    );
    let ran = site.run(&["import", "a.txt"]);
    ran.assert_ok();
    assert_snapshot!("dateline", site.read("content/briefings/2019/france-and-germany-renew-their-pact.md"));
}

#[test]
fn a_key_that_is_a_taxonomy_of_the_site_is_its_own() {
    let site = SiteTest::bare()
        .file("site.yaml", "title: T\nbase_url: https://example.org/\ntaxonomies: [tags]\n")
        .file("a/x.md", "---\ntitle: X\ndate: 2024-04-01\ntags: [One, Two]\n---\n");
    site.run(&["import", "a"]).assert_ok();
    assert!(site.read("content/briefings/2024/x.md").contains("\ntags: [One, Two]\n"));
    assert_eq!(site.run(&["check", "--strict"]).assert_ok().said(), "no problems");
}

#[test]
fn an_hour_that_no_clock_has_ends_nothing() {
    for time in ["25:00:00Z", "24:00:00Z", "12:60:00Z", "12:00:61Z", "99:99:99+99:99"] {
        let site =
            SiteTest::new().file("a.txt", format!("---\ntitle: T\ndate: 2024-04-01T{time}\n---\nText."));
        site.run(&["import", "a.txt"]).assert_ok();
        assert!(site.read("content/briefings/2024/a.md").contains("\ndate: 2024-04-01\n"), "{time}");
    }
}
