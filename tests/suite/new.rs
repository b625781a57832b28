//! `chancery new`

use std::process::Stdio;

use insta::assert_snapshot;
use proptest::prelude::*;

use crate::site_test::{SiteTest, assert_same_files};
use crate::terminal::at_terminal;

fn site_with_topics() -> SiteTest {
    SiteTest::new()
        .file("content/topics/trade.md", "---\ntitle: Trade policy\naliases: [commerce]\n---\n")
        .file("content/topics/war-in-ukraine.md", "---\ntitle: War in Ukraine\n---\n")
}

#[test]
fn a_new_briefing_is_a_draft_of_today_with_the_codes_and_ids_of_what_was_named() {
    let site = site_with_topics();
    let ran = site.run(&[
        "new",
        "France asks China for a clear word",
        "-c",
        "fra",
        "-c",
        "the People's Republic of China",
        "-c",
        "FR",
        "-t",
        "Commerce",
        "-t",
        "war in ukraine",
        "-t",
        "trade",
    ]);
    ran.assert_ok();
    assert_eq!(ran.printed(), "content/briefings/2024/france-asks-china-for-a-clear-word.md\n");
    assert_eq!(ran.said(), "");
    assert_snapshot!(site.read(ran.printed().trim_end()), @r"
    ---
    title: France asks China for a clear word
    date: 2024-06-01
    summary:
    countries: [FR, CN]
    topics: [trade, war-in-ukraine]
    status: draft                     # published, when it is ready
    # sources:                        # cite this one in the text as [^ministry]
    #   - id: ministry
    #     title: Joint press conference
    #     publisher: French Ministry for Europe and Foreign Affairs
    #     date: 2024-04-01
    #     url: https://…
    ---
    ");
    assert_eq!(site.run(&["check", "--strict", "--drafts"]).assert_ok().said(), "no problems");
    let built = site.build();
    built.assert_ok();
    assert!(built.said().contains("1 held back: 1 draft"), "{}", built.said());
}

#[test]
fn today_is_the_day_in_the_time_zone_of_the_site() {
    let site = SiteTest::bare()
        .file("site.yaml", "title: Test\nbase_url: https://example.org/\ntimezone: Pacific/Kiritimati\n")
        // 31 December 2023, 12:00 UTC, is 2:00 of the next year on Kiritimati.
        .env("SOURCE_DATE_EPOCH", "1704024000");
    let ran = site.run(&["new", "First light"]);
    assert_eq!(ran.assert_ok().printed(), "content/briefings/2024/first-light.md\n");
    assert!(site.read("content/briefings/2024/first-light.md").contains("date: 2024-01-01\n"));
}

#[test]
fn a_given_date_decides_on_the_folder_and_may_have_a_time() {
    let site = SiteTest::new();
    let ran = site.run(&["new", "Rome", "--date", "1957-03-25T18:00:00+01:00"]);
    assert_eq!(ran.assert_ok().printed(), "content/briefings/1957/rome.md\n");
    assert!(site.read("content/briefings/1957/rome.md").contains("date: 1957-03-25T18:00:00+01:00\n"));
}

#[test]
fn a_date_that_no_calendar_has_is_refused() {
    let site = SiteTest::new();
    let ran = site.run(&["new", "Leap", "--date", "2023-02-29"]);
    assert_snapshot!(ran.assert_refused().said(), @"error: --date: `2023-02-29` is not in the calendar: February 2023 has 28 days");
}

#[test]
fn the_path_that_is_printed_leads_to_the_file_from_where_one_stands() {
    let site = SiteTest::new().file("content/briefings/readme.txt", "");
    let mut command = site.command(&["new", "Below"]);
    let output = command.current_dir(site.root().join("content/briefings")).output().expect("it runs");
    assert!(output.status.success());
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    let file = site.root().join("content/briefings").join(printed.trim_end());
    assert!(file.is_file(), "{printed}");
}

#[test]
fn every_country_and_topic_that_is_not_known_is_told_at_once_with_a_suggestion() {
    let site = site_with_topics();
    let ran =
        site.run(&["new", "Slips", "-c", "Germny", "-c", "Congo", "-c", "FR", "-t", "trad", "-t", "sport"]);
    assert_snapshot!(ran.assert_refused().said(), @r"
    error: `Germny` is no country of ISO 3166-1; did you mean `DE` (Germany)?
    error: `Congo` can mean more than one country; write `CG` (Congo) or `CD` (DR Congo)
    error: `trad` is no topic of this site; did you mean `trade` (Trade policy)?
    error: `sport` is no topic of this site; use a topic of content/topics/, or add a file for this one there
    ");
    assert_eq!(ran.printed(), "");
    assert!(!site.root().join("content/briefings").exists());
}

#[test]
fn a_site_without_topic_files_takes_any_topic() {
    let site = SiteTest::new();
    site.run(&["new", "Open", "-t", "Grain, and: more", "-t", "trade"]).assert_ok();
    assert!(site.read("content/briefings/2024/open.md").contains(r#"topics: ["Grain, and: more", trade]"#));
    assert_eq!(site.run(&["check", "--strict", "--drafts"]).assert_ok().said(), "no problems");
    assert_snapshot!(site.run(&["new", "Closed", "-t", "!"]).assert_refused().said(), @"error: `!` is no topic: its URL needs letters or digits");
}

#[test]
fn an_existing_file_is_never_overwritten() {
    let site = SiteTest::new().file("content/briefings/2024/rome.md", "not even front matter");
    let ran = site.run(&["new", "Rome"]);
    assert_snapshot!(ran.assert_refused().said(), @"error: content/briefings/2024/rome.md is there already; edit it, or choose another name with --slug");
    assert_eq!(site.read("content/briefings/2024/rome.md"), "not even front matter");
}

#[test]
fn a_url_that_is_taken_is_told_with_the_file_that_has_it() {
    let site = SiteTest::new()
        .briefing("archive/old", "slug: rome", "")
        .briefing("summit/index", "title: Summit", "")
        .briefing("secret", "slug: embargoed\nembargo: 2030-01-01", "")
        .briefing("moved", "aliases: [/briefings/2024/alias/]", "");
    let before = site.files();
    let titles = ["Rome", "Summit", "Embargoed", "Alias"];
    let said = titles.map(|title| site.run(&["new", title]).assert_refused().said());
    assert_snapshot!(said.join("\n"), @r"
    error: the URL /briefings/2024/rome/ is taken already, by content/briefings/archive/old.md; choose another one with --slug
    error: the URL /briefings/2024/summit/ is taken already, by content/briefings/summit/index.md; choose another one with --slug
    error: the URL /briefings/2024/embargoed/ is taken already, by content/briefings/secret.md; choose another one with --slug
    error: the URL /briefings/2024/alias/ is taken already, by content/briefings/moved.md; choose another one with --slug
    ");
    assert_same_files(&site.files(), &before);
    site.run(&["new", "Rome", "--slug", "rome-again"]).assert_ok();
    site.run(&["new", "Rome", "--date", "2023-01-01"]).assert_ok();
}

#[test]
fn a_title_of_which_no_url_can_be_made_needs_a_slug() {
    let site = SiteTest::new();
    assert_snapshot!(site.run(&["new", "?!"]).assert_refused().said(), @"error: no URL can be made of the title `?!`; give its last part with --slug, such as --slug france-china");
    assert_snapshot!(site.run(&["new", " \n "]).assert_refused().said(), @"error: a briefing needs a title that is not empty");
    assert_snapshot!(site.run(&["new", "Index"]).assert_refused().said(), @"error: a file called index.md stands for its folder; choose another name with --slug");
    site.run(&["new", "?!", "--slug", "question"]).assert_ok();
    assert!(site.read("content/briefings/2024/question.md").contains("title: ?!\n"));
}

#[test]
fn a_slug_that_could_leave_its_folder_is_refused() {
    let site = SiteTest::new();
    let before = site.files();
    for slug in ["../../escape", "a/b", "Rome", "", "-rome", "rome.md"] {
        site.run(&["new", "Rome", "--slug", slug]).assert_refused();
    }
    assert_same_files(&site.files(), &before);
    let ran = site.run(&["new", "Rome", "--slug", "../Rome Treaty"]);
    assert_snapshot!(ran.assert_refused().said(), @"error: --slug `../Rome Treaty` cannot be the last part of a URL: use lower-case letters, digits and hyphens, such as `rome-treaty`");
}

#[test]
fn a_very_long_title_gives_a_file_name_of_whole_words() {
    let site = SiteTest::new();
    let ran = site.run(&["new", &"consultation ".repeat(40)]);
    let words = ["consultation"; 6].join("-");
    assert_eq!(ran.assert_ok().printed(), format!("content/briefings/2024/{words}.md\n"));
    site.run(&["new", &"x".repeat(1000)]).assert_ok();
}

#[test]
fn without_a_site_there_is_advice() {
    assert_snapshot!(SiteTest::bare().run(&["new", "Nowhere"]).assert_refused().said(), @"error: there is no site.yaml here or in a folder above; go to a site's folder, name one with --root, or make one with `chancery init DIR`");
}

#[test]
fn nothing_is_written_while_the_settings_are_wrong() {
    let site = SiteTest::bare().file("site.yaml", "title: Test\ntimezone: Mars/Olympus\n");
    let ran = site.run(&["new", "Rome"]);
    assert_eq!(ran.code(), 1, "{}", ran.said());
    assert!(ran.said().ends_with("site.yaml has to be right first; nothing was written"), "{}", ran.said());
    assert!(!site.root().join("content").exists());
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let site = SiteTest::new().file("content/briefings", "a file where a folder belongs");
    assert_snapshot!(site.run(&["new", "Rome"]).assert_refused().said(), @"error: content/briefings/2024/rome.md cannot be written: Not a directory (os error 20)");
}

#[test]
fn problems_elsewhere_in_the_site_do_not_stop_a_new_briefing() {
    let site = SiteTest::new().briefing("broken", "countries: [Atlantis]", "[gone](gone.md)");
    site.run(&["new", "Rome"]).assert_ok();
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let site = SiteTest::new();
    let mut child =
        site.command(&["new", "Rome"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it runs");
    drop(child.stdout.take());
    assert!(child.wait().expect("an end").success());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// In the library, since a process for each of hundreds of titles takes long.
    #[test]
    fn any_title_comes_back_from_the_front_matter(written in any::<String>()) {
        let title = chancery::text::clean_title(&written);
        prop_assume!(!title.is_empty());
        let draft = chancery::draft::Draft {
            title: title.clone(),
            date: "2024-04-01".to_owned(),
            moment: chancery::dates::Moment::parse("2024-04-01", &jiff::tz::TimeZone::UTC).expect("a date"),
            slug: "slug".to_owned(),
            countries: Vec::new(),
            topics: vec![title.clone()],
        };
        let (config, _) = chancery::config::Config::parse("title: Test");
        let config = config.expect("settings");
        let parsed = chancery::content::parse(
            chancery::content::DocumentKind::Briefing, &draft.path(), draft.text().as_bytes(), &config,
        );
        // A title of any characters may be hard to read, and is a title all the same.
        let is_told = |code| [chancery::problem::Code::DeceptiveText, chancery::problem::Code::LongTitle].contains(&code);
        prop_assert!(parsed.problems.iter().all(|problem| is_told(problem.code)), "{:?}", parsed.problems);
        let Some(chancery::content::Document::Briefing(briefing)) = parsed.document else {
            return Err(TestCaseError::fail("no briefing"));
        };
        prop_assert_eq!(&briefing.title, &title);
        prop_assert_eq!(&briefing.topics, &vec![title]);
    }
}

#[test]
fn titles_that_yaml_would_take_for_something_else_stay_titles() {
    let site = SiteTest::new();
    for (slug, title) in [
        ("a", "null"),
        ("b", "2024"),
        ("c", "Word: another # and more"),
        ("d", "\"quoted\" and 'quoted'"),
        ("e", "- [list], {map} & *alias"),
        ("f", "two\nlines\tand a tab"),
        ("g", "--- 😀 % @ ` |"),
        ("h", "yes"),
        ("i", "back\\slash \u{7} bell"),
    ] {
        site.run(&["new", "--slug", slug, "--", title]).assert_ok();
    }
    assert_eq!(site.run(&["check", "--strict", "--drafts"]).assert_ok().said(), "no problems");
    let built = site.arg("--drafts").build();
    let titles: Vec<String> = "abcdefghi"
        .chars()
        .map(|slug| {
            let main = built.main(&format!("/briefings/2024/{slug}/"));
            let (_, rest) = main.split_once("<h1 class=\"p-name\">").expect("a heading");
            rest.split_once("</h1>").expect("its end").0.to_owned()
        })
        .collect();
    assert_snapshot!(titles.join("\n"), @r"
    null
    2024
    Word: another # and more
    &quot;quoted&quot; and &#39;quoted&#39;
    - [list], {map} &amp; *alias
    two lines and a tab
    --- 😀 % @ ` |
    yes
    back\slash bell
    ");
}

#[test]
fn at_a_terminal_what_is_missing_is_asked_and_asked_again_until_it_is_right() {
    let site = site_with_topics();
    let seen = at_terminal(
        &site,
        &["new"],
        &[
            "\n",
            "?!\n",
            "France asks China\n",
            "Germny\n",
            "fra, Congo\n",
            "Congo, Democratic Republic of the\n",
            "china, France\n",
            "\n",
            "?\n",
            "trad\n",
            "Commerce\n",
            "\n",
            "2024-02-30\n",
            "1 April 2024\n",
        ],
    );
    assert_snapshot!(seen.screen, @r"
    Title: 
      a briefing needs a title
    Title: ?!
      a title needs letters or digits, since the URL is made of it
    Title: France asks China
    Country (one or more, with commas; an empty line goes on): Germny
      `Germny` is no country of ISO 3166-1; did you mean `DE` (Germany)?
    Country (one or more, with commas; an empty line goes on): fra, Congo
      `Congo` can mean more than one country; write `CG` (Congo) or `CD` (DR Congo)
    Country (one or more, with commas; an empty line goes on): Congo, Democratic Republic of the
      CD (DR Congo)
    Another country: china, France
      CN (China)
      FR (France)
    Another country: 
    Topic (one or more, with commas; an empty line goes on; ? lists all): ?
      trade (Trade policy)
      war-in-ukraine (War in Ukraine)
    Topic (one or more, with commas; an empty line goes on; ? lists all): trad
      `trad` is no topic of this site; did you mean `trade` (Trade policy)?
    Topic (one or more, with commas; an empty line goes on; ? lists all): Commerce
      trade (Trade policy)
    Another topic: 
    Date [2024-06-01]: 2024-02-30
      `2024-02-30` is not in the calendar: February 2024 has 29 days
    Date [2024-06-01]: 1 April 2024
    content/briefings/2024/france-asks-china.md
    ");
    assert_eq!(seen.status, 0);
    let file = site.read("content/briefings/2024/france-asks-china.md");
    assert!(file.starts_with(
        "---\ntitle: France asks China\ndate: 2024-04-01\nsummary:\ncountries: [CD, CN, FR]\ntopics: [trade]\n"
    ), "{file}");
    assert_eq!(site.run(&["check", "--strict", "--drafts"]).assert_ok().said(), "no problems");
}

#[test]
fn at_a_terminal_empty_lines_go_on_with_today_and_nothing_else() {
    let site = SiteTest::new();
    let seen = at_terminal(&site, &["new", "Rome"], &["\n", "grain\n", "\n", "\n"]);
    assert_snapshot!(seen.screen, @r"
    Country (one or more, with commas; an empty line goes on): 
    Topic (one or more, with commas; an empty line goes on): grain
      grain
    Another topic: 
    Date [2024-06-01]: 
    content/briefings/2024/rome.md
    ");
    let file = site.read("content/briefings/2024/rome.md");
    assert!(file.contains("date: 2024-06-01\nsummary:\ncountries: []\ntopics: [grain]\n"), "{file}");
}

#[test]
fn at_a_terminal_nothing_is_asked_where_nothing_is_missing() {
    let site = site_with_topics();
    let seen = at_terminal(&site, &["new", "Rome", "-c", "IT", "-t", "trade"], &[]);
    assert_eq!((seen.screen.as_str(), seen.status), ("content/briefings/2024/rome.md\n", 0));
}

#[test]
fn whoever_stops_answering_leaves_nothing_behind() {
    let site = site_with_topics();
    let before = site.files();
    let seen = at_terminal(&site, &["new"], &["Rome\n", "IT\n", "\u{4}"]);
    assert_eq!(seen.status, 2, "{}", seen.screen);
    assert!(
        seen.screen.ends_with("\nerror: the questions were not answered; nothing was written\n"),
        "{}",
        seen.screen
    );
    let seen = at_terminal(&site, &["new"], &["Rome\n", "\u{3}"]);
    assert_eq!(seen.status, -2, "not ended by Ctrl-C: {}", seen.screen);
    assert_same_files(&site.files(), &before);
}

#[test]
fn what_arrow_keys_send_is_no_answer() {
    let site = SiteTest::new();
    let seen = at_terminal(&site, &["new", "-c", "IT", "-t", "trade"], &["Rom\u{1B}[De\n", "Rome\n", "\n"]);
    assert_eq!(seen.status, 0, "{}", seen.screen);
    assert!(seen.screen.contains("arrow keys cannot be used here"), "{}", seen.screen);
    assert!(site.read("content/briefings/2024/rome.md").contains("title: Rome\n"));
}

#[test]
fn without_a_terminal_nothing_is_asked() {
    let site = site_with_topics();
    let before = site.files();
    let mut command = site.command(&["new"]);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    // The pipe stays open: a question would wait for ever.
    let input = child.stdin.take();
    let output = child.wait_with_output().expect("an end");
    drop(input);
    assert_eq!(output.status.code(), Some(2));
    assert_snapshot!(String::from_utf8_lossy(&output.stderr), @r#"error: a briefing needs a title, such as `chancery new "France asks China for a clear word"`; at a terminal, `chancery new` alone asks for it"#);
    assert_same_files(&site.files(), &before);
}

#[test]
fn a_title_needs_no_quotes_and_lists_may_have_commas() {
    let site = site_with_topics();
    let ran = site.run(&["new", "Hello", "world", "-c", "FR,CN", "-t", "trade, war in ukraine"]);
    ran.assert_ok();
    assert_eq!(ran.printed(), "content/briefings/2024/hello-world.md\n");
    let text = site.read(ran.printed().trim_end());
    assert!(text.contains("title: Hello world\n"), "{text}");
    assert!(text.contains("countries: [FR, CN]\ntopics: [trade, war-in-ukraine]\n"), "{text}");
}

#[test]
fn a_name_with_a_comma_of_its_own_is_one_name() {
    let site = SiteTest::new()
        .file("content/topics/arms-trade.md", "---\ntitle: Arms, trade in\n---\n")
        .file("content/topics/trade.md", "---\ntitle: Trade\n---\n");
    let ran = site.run(&["new", "Talks", "-t", "Arms, trade in"]);
    ran.assert_ok();
    assert!(site.read(ran.printed().trim_end()).contains("topics: [arms-trade]\n"));
}
