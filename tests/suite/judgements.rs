//! What briefings expect, what became of it, and how good that was.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use serde_json::Value;

use crate::site_test::{Built, SiteTest, assert_same_files};

/// Returns the front matter of one judgement.
fn judgement(keys: &str) -> String {
    format!("judgements: [{{ id: visit, statement: The visit takes place., {keys} }}]")
}

/// Returns a text without tags, in one line.
fn words(html: &str) -> String {
    let texts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    texts.collect::<Vec<_>>().concat().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn api(built: &Built) -> Value {
    serde_json::from_str(&built.page("/api/judgements.json")).expect("JSON")
}

/// Returns the codes and lines of what a check tells.
fn told(site: &SiteTest) -> Vec<(String, u64)> {
    let ran = site.run(&["check", "--format", "json"]);
    let problems: Vec<Value> = serde_json::from_str(&ran.printed()).expect("a JSON array");
    let told = |problem: &Value| {
        (problem["code"].as_str().expect("a code").to_owned(), problem["line"].as_u64().unwrap_or_default())
    };
    problems.iter().map(told).collect()
}

fn told_codes(site: &SiteTest) -> Vec<String> {
    told(site).into_iter().map(|(code, _)| code).collect()
}

#[test]
fn open_judgements_stand_by_their_day_and_closed_ones_with_what_became_of_them() {
    let site = SiteTest::new()
        .briefing("late", &judgement("probability: 30, by: 2024-12-31"), "Text.")
        .briefing("soon", &judgement("term: very likely, by: 2024-07, confidence: low"), "Text.")
        .briefing(
            "closed",
            &format!(
                "sources: [{{ id: mfa, title: Joint statement, url: https://example.org/mfa }}]\n{}",
                judgement(
                    "probability: 85, by: 2024-05-31, outcome: true, resolved: 2024-05-06, source: mfa"
                )
            ),
            "Text.",
        );
    let built = site.build();
    built.assert_ok();
    assert_snapshot!(built.main("/judgements/"));
    assert_snapshot!(built.page("/judgements/judgements.csv"));
    let main = built.main("/briefings/2024/closed/");
    let own = main.split("id=\"judgements\"").nth(1).expect("a section");
    assert!(own.contains("id=\"judgement-visit\""), "{own}");
    assert!(
        words(own)
            .contains("Came true 6 May 2024 · 85% · by 31 May 2024 The visit takes place. Joint statement"),
        "{own}"
    );
    assert!(own.contains("href=\"/judgements/\""), "{own}");
    assert!(built.page("/").contains("href=\"/judgements/\""));
}

/// The words of a scale, with the middle of each in tenths of a per cent.
const MIDDLES: [(&str, i64); 3] = [("very unlikely", 125), ("likely", 675), ("almost certain", 970)];

/// Returns a site with many judgements of two authors, on two topics and in two years.
fn many() -> SiteTest {
    let mut site = SiteTest::new()
        .file("content/topics/trade.md", "---\ntitle: Trade\n---\n")
        .file("content/topics/climate.md", "---\ntitle: Climate\n---\n");
    let outcomes = ["true", "false", "void"];
    for number in 0_usize..60 {
        let probability = match number % 5 {
            0 => format!("term: {}", MIDDLES[number % 3].0),
            1 => format!("probability: {}.5", 5 + number),
            _ => format!("probability: {}", 1 + (number * 37) % 99),
        };
        // More of what is probable comes true, and one in three of ten stays open or is void.
        let outcome = match number % 10 {
            9 => String::new(),
            8 => ", outcome: void, resolved: 2024-05-01".to_owned(),
            _ => format!(
                ", outcome: {}, resolved: 2024-05-{:02}",
                outcomes[(number * 7 / 3) % 2],
                1 + number % 28
            ),
        };
        let topic = if number % 2 == 0 { "trade" } else { "climate" };
        let author = if number % 3 == 0 { "Nadia Haddad" } else { "Legal Desk" };
        let year = if number < 45 { 2024 } else { 2023 };
        let keys = format!(
            "date: {year}-03-01\ntopics: [{topic}]\nauthors: [{author}]\n{}",
            judgement(&format!("{probability}, by: 2024-12-31{outcome}"))
        );
        site = site.briefing(&format!("b{number}"), &keys, "Text.");
    }
    site
}

/// A number of thousand million millionths: enough digits for products of shares.
type Exact = i128;
const ONE: Exact = 1_000_000_000_000;

/// Scores judgements anew, from their probabilities in tenths of a per cent and their outcomes, with whole numbers alone.
fn recomputed(judgements: &[(i64, bool)]) -> [f64; 4] {
    let count = judgements.len() as Exact;
    let share = |tenths: i64| Exact::from(tenths) * ONE / 1000;
    let squared = |share: Exact| share * share / ONE;
    let brier: Exact = judgements
        .iter()
        .map(|(tenths, is_true)| squared(share(*tenths) - if *is_true { ONE } else { 0 }))
        .sum();
    let mut groups: BTreeMap<i64, (Exact, Exact)> = BTreeMap::new();
    for (tenths, is_true) in judgements {
        let group = groups.entry(*tenths).or_default();
        group.0 += 1;
        group.1 += Exact::from(*is_true);
    }
    let all_true: Exact = groups.values().map(|(_, came_true)| came_true).sum();
    let base = all_true * ONE / count;
    let reliability: Exact = groups
        .iter()
        .map(|(tenths, (size, came_true))| size * squared(share(*tenths) - came_true * ONE / size))
        .sum();
    let resolution: Exact =
        groups.values().map(|(size, came_true)| size * squared(came_true * ONE / size - base)).sum();
    let uncertainty = base * (ONE - base) / ONE;
    [brier / count, reliability / count, resolution / count, uncertainty]
        .map(|exact| format!("{exact}e-12").parse().expect("a number"))
}

/// A line of the CSV file: probability in tenths of a per cent, outcome, topics, authors, year.
struct Line {
    tenths: i64,
    outcome: Option<bool>,
    topic: String,
    author: String,
    year: String,
}

/// Reads the published CSV file, whose cells here have no commas.
fn lines(csv: &str) -> Vec<Line> {
    let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let heads = lines.next().expect("a head");
    let place = |name: &str| heads.iter().position(|head| *head == name).expect("a column");
    let line = |cells: Vec<&str>| {
        assert_eq!(cells.len(), heads.len(), "{cells:?}");
        let (whole, tenth) =
            cells[place("probability")].split_once('.').unwrap_or((cells[place("probability")], "0"));
        Line {
            tenths: whole.parse::<i64>().expect("a number") * 10 + tenth.parse::<i64>().expect("a digit"),
            outcome: match cells[place("outcome")] {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            },
            topic: cells[place("topics")].to_owned(),
            author: cells[place("authors")].to_owned(),
            year: cells[place("date")][..4].to_owned(),
        }
    };
    lines.map(line).collect()
}

#[test]
fn the_scores_are_those_that_another_program_makes_of_the_published_file() {
    let built = many().build();
    built.assert_ok();
    let lines = lines(&built.page("/judgements/judgements.csv"));
    assert_eq!(lines.len(), 60);
    assert!(lines.iter().any(|line| line.tenths == MIDDLES[0].1), "the middle of `very unlikely`");
    let data = api(&built);
    let mut compared = Vec::new();
    for score in data["scores"].as_array().expect("scores") {
        let (by, name) =
            (score["by"].as_str().unwrap_or_default(), score["name"].as_str().unwrap_or_default());
        let belongs = |line: &&Line| match by {
            "" => true,
            "topic" => line.topic == name.to_lowercase(),
            "author" => line.author == name,
            "year" => line.year == name,
            other => panic!("{other}"),
        };
        let own: Vec<(i64, bool)> =
            lines.iter().filter(belongs).filter_map(|line| Some((line.tenths, line.outcome?))).collect();
        assert_eq!(score["count"].as_u64(), Some(own.len() as u64), "{score}");
        let expected = recomputed(&own);
        for (key, expected) in ["brier", "reliability", "resolution", "uncertainty"].into_iter().zip(expected)
        {
            let found = score[key].as_f64().expect("a number");
            assert!((found - expected).abs() < 2e-6, "{name} {key}: {found}, and not {expected}");
        }
        let [brier, reliability, resolution, uncertainty] = expected;
        assert!((brier - (reliability - resolution + uncertainty)).abs() < 1e-9, "the parts make the whole");
        compared.push((by.to_owned(), name.to_owned(), own.len()));
    }
    // Where there are fewer than 20, nobody is scored.
    let groups: Vec<(&str, &str, usize)> =
        compared.iter().map(|(by, name, count)| (by.as_str(), name.as_str(), *count)).collect();
    assert_eq!(
        groups,
        [
            ("", "", 48),
            ("topic", "Climate", 24),
            ("topic", "Trade", 24),
            ("author", "Legal Desk", 32),
            ("year", "2024", 37),
        ]
    );
}

#[test]
fn the_calibration_counts_every_judgement_once_in_the_tens_of_per_cent_where_it_belongs() {
    let built = many().build();
    let data = api(&built);
    let lines: Vec<Line> = lines(&built.page("/judgements/judgements.csv"))
        .into_iter()
        .filter(|line| line.outcome.is_some())
        .collect();
    let bins = data["scores"][0]["calibration"].as_array().expect("bins").clone();
    let mut counted = 0;
    for bin in &bins {
        let bound = |key: &str| bin[key].as_i64().expect("a bound");
        let last = if bound("to") == 100 { 1000 } else { bound("to") * 10 + 9 };
        let own: Vec<&Line> =
            lines.iter().filter(|line| (bound("from") * 10..=last).contains(&line.tenths)).collect();
        counted += own.len();
        assert_eq!(bin["count"].as_u64(), Some(own.len() as u64), "{bin}");
        let came_true = own.iter().filter(|line| line.outcome == Some(true)).count();
        let observed = bin["observed"].as_f64().expect("a share");
        let [came_true, count] =
            [came_true, own.len()].map(|number| f64::from(u32::try_from(number).expect("a few")));
        assert!((observed - came_true * 100.0 / count).abs() < 1e-4, "{bin}");
    }
    assert_eq!(counted, lines.len());
    let main = built.main("/judgements/");
    assert_eq!(main.matches("<circle ").count(), bins.len());
    assert!(!words(&main).contains("a score says little"));
    // The list goes on, and the score stands on its first page alone.
    assert!(words(&built.main("/judgements/page/2/")).starts_with("Judgements"));
    assert!(!built.main("/judgements/page/2/").contains("id=\"score\""));
}

/// Returns a site whose judgement was public with 85 per cent, and then with another probability.
fn changed(message: &str) -> SiteTest {
    SiteTest::new()
        .briefing("a", &judgement("probability: 85, by: 2024-12-31"), "Text.")
        .committed("2024-04-02", "One")
        .briefing("a", &judgement("probability: 40, by: 2024-12-31"), "Text.")
        .committed("2024-04-03", message)
}

#[test]
fn the_probability_that_was_public_first_counts_and_every_later_one_is_shown() {
    let built = changed("Two\n\nChange-Note: The minister resigned.").build();
    built.assert_ok();
    let main = words(&built.main("/judgements/"));
    assert!(main.contains("85% · by 31 December 2024 The visit takes place."), "{main}");
    assert!(main.contains("85% 2 April 2024 Version 1 40% 3 April 2024 Version 2"), "{main}");
    let data = api(&built);
    assert_eq!(data["judgements"][0]["probability"], 85);
    assert_eq!(data["judgements"][0]["probabilities"][1]["probability"], 40);
    assert!(built.main("/judgements/").contains("href=\"/briefings/2024/a/history/2/\""));
}

#[test]
fn a_changed_judgement_makes_a_version_even_if_it_is_called_minor() {
    let built = changed("Two\n\nChange-Note: minor").build();
    assert!(built.has("/briefings/2024/a/history/2/"));
    assert_eq!(api(&built)["judgements"][0]["probability"], 85);
    let version = words(&built.main("/briefings/2024/a/history/2/"));
    assert!(version.contains("The visit takes place. 40 %, 2024-12-31"), "{version}");
}

#[test]
fn a_probability_that_changed_without_a_note_is_told() {
    assert_eq!(told_codes(&changed("Two\n\nChange-Note: The minister resigned.")), [""; 0]);
    let site = changed("Two");
    assert_snapshot!(site.check().said());
}

#[test]
fn what_was_public_goes_on_to_count_when_the_text_does_not_state_it_any_more() {
    let closed = "probability: 85, by: 2024-04-30, outcome: false, resolved: 2024-04-30";
    let public = || SiteTest::new().briefing("a", &judgement(closed), "Text.").committed("2024-04-02", "One");
    // It was taken out of the text: the version that had it can be read.
    let built = public().briefing("a", "", "Text.").committed("2024-04-03", "Two").build();
    assert_eq!(api(&built)["judgements"][0]["statement"], "The visit takes place.");
    assert_eq!(api(&built)["scores"][0]["count"], 1);
    // The text is withdrawn: the numbers stay, and no page of judgements has the words.
    let built = public()
        .briefing("a", &format!("status: withdrawn\n{}", judgement(closed)), "Text.")
        .committed("2024-04-03", "Two")
        .build();
    assert_eq!(api(&built)["scores"][0]["brier"], 0.7225);
    assert!(!built.main("/judgements/").contains("The visit takes place."));
    assert!(words(&built.main("/judgements/")).contains("The text that stated this was taken back."));
    // The version that had it ended: nothing of its words is left anywhere.
    let built = public()
        .briefing("a", "status: draft", "Text.")
        .committed("2024-04-03", "Two")
        .briefing("a", "", "Text.")
        .committed("2024-04-04", "Three")
        .build();
    built.assert_ok();
    assert_eq!(api(&built)["scores"][0]["count"], 1);
    assert!(!built.holds("The visit takes place"));
}

#[test]
fn what_is_redacted_counts_no_more() {
    let closed = "probability: 85, by: 2024-04-30, outcome: false, resolved: 2024-04-30";
    let site = SiteTest::new().briefing("a", &judgement(closed), "Text.");
    let commit = site.commit("2024-04-02", "One");
    let site = site.briefing("a", &format!("redact: [\"{commit}\"]"), "Text.").committed("2024-04-03", "Two");
    let built = site.build();
    built.assert_ok();
    assert!(!built.has("/judgements/") && !built.holds("The visit takes place"));
}

#[test]
fn what_is_held_back_leaves_no_trace_in_the_judgements() {
    let site = || SiteTest::new().briefing("open", &judgement("probability: 30, by: 2024-12-31"), "Text.");
    let held = "judgements: [{ id: x, statement: A secret word., probability: 5, by: 2031-01-01 }]";
    for back in ["status: draft", "marking: TLP:RED", "embargo: 2030-01-01", "date: 2030-01-01"] {
        let with = site().briefing("held", &format!("{held}\n{back}"), "Text.").build();
        with.assert_ok();
        assert_same_files(&with.files(), &site().build().files());
    }
}

#[test]
fn a_site_without_judgements_has_none_and_an_output_can_be_switched_off() {
    let built = SiteTest::new().briefing("a", "countries: [FR]", "Text.").build();
    assert!(!built.holds("judgement"));
    let built = SiteTest::bare()
        .file("site.yaml", "title: T\nbase_url: https://example.org/\noutputs: { judgements: false }\n")
        .briefing("a", &judgement("probability: 30, by: 2024-12-31"), "Text.")
        .build();
    built.assert_ok();
    assert!(!built.has("/judgements/") && !built.has("/api/judgements.json"));
    assert!(built.main("/briefings/2024/a/").contains("id=\"judgements\""));
}

#[test]
fn a_page_of_the_sites_own_takes_the_place_of_the_judgements() {
    let site = many().file("content/pages/judgements.md", "---\ntitle: Ours\n---\nOwn words.\n");
    let built = site.build();
    built.assert_ok();
    assert!(built.main("/judgements/").contains("Own words."));
    assert!(!built.has("/judgements/page/2/") && built.has("/judgements/judgements.csv"));
    assert!(built.said().contains("replaced-index"), "{}", built.said());
}

#[test]
fn what_cannot_be_right_in_a_judgement_is_told_at_its_place() {
    let judgements = "judgements:
  - { id: a, statement: No day., probability: 50 }
  - { id: b, statement: Too much., probability: 140, by: 2024-12-31 }
  - { id: c, statement: A minus., probability: -5, by: 2024-12-31 }
  - { id: d, statement: A word that is none., term: quite likely, by: 2024-12-31 }
  - { id: e, statement: Not that likely., term: likely, probability: 90, by: 2024-12-31 }
  - { id: f, statement: Older., probability: 50, by: 2024-12-31, outcome: true, resolved: 2024-03-31 }
  - { id: g, statement: Two outcomes., probability: 50, by: 2024-12-31, outcome: [true, false], resolved: 2024-05-01 }
  - { id: a, statement: The same id., probability: 50, by: 2024-12-31 }
  - { id: h, statement: No source of that name., probability: 50, by: 2024-12-31, outcome: void, resolved: 2024-05, source: mfa }
  - { id: i, statement: Over before it began., probability: 50, by: 2023 }
  - { statement: Nothing else. }
  - { id: j, statement: No day of the outcome., probability: 50, by: 2024-12-31, outcome: maybe }
  - { id: k, statement: Without an outcome., probability: 50, by: 2024-12-31, resolved: 2024-05-01, sauce: mfa }";
    assert_snapshot!(SiteTest::new().briefing("a", judgements, "Text.").build().said());
}

#[test]
fn certainty_days_that_have_passed_and_outcomes_without_a_source_are_told() {
    let judgements = "judgements:
  - { id: a, statement: It is certain., probability: 100, by: 2024-12-31 }
  - { id: b, statement: It never comes., probability: 0, by: 2024-12-31 }
  - { id: c, statement: The day has passed., probability: 50, by: 2024-05-31 }
  - { id: d, statement: Nothing shows it., probability: 50, by: 2024-05-31, outcome: true, resolved: 2024-05-01 }
  - { id: e, statement: Nobody can tell., probability: 50, by: 2024-05-31, outcome: void, resolved: 2024-05-01 }
  - { id: f, statement: Today is the day., probability: 50, by: 2024-06-01 }
  - { id: g, statement: This month., probability: 50, by: 2024-06 }";
    assert_snapshot!(SiteTest::new().briefing("a", judgements, "Text.").check().said());
}

#[test]
fn a_sentence_with_a_word_of_probability_wants_an_entry_where_a_site_wants_that() {
    let text = "It is likely that the visit takes place in June 2024.\n\nA treaty is very unlikely. The remote valley is quiet.\n\n> War is likely.";
    let site = |front: &str, lints: &str| {
        SiteTest::bare()
            .file("site.yaml", format!("title: T\nbase_url: https://example.org/\n{lints}"))
            .briefing("a", front, text)
    };
    let on = "lints: { unstated-judgement: warning }\n";
    assert_eq!(told_codes(&site("", "")), [""; 0]);
    assert_eq!(told_codes(&site("", on)), ["unstated-judgement"; 2]);
    let stated = "judgements:
  - { id: visit, statement: The visit takes place in June 2024., probability: 60, by: 2024-06-30 }
  - { id: treaty, statement: A treaty is signed., term: very unlikely, by: 2024-12-31 }";
    // A treaty alone is one word in common, and might be another treaty.
    assert_eq!(told(&site(stated, on)), [("unstated-judgement".to_owned(), 11)]);
}

#[test]
fn a_site_has_words_of_probability_of_its_own_and_another_scale_makes_no_other_versions() {
    let with = |scale: &str| {
        format!("title: T\nbase_url: https://example.org/\njudgements: {{ scale: [{scale}] }}\n")
    };
    let own = "{ term: peu probable, from: 20, to: 40 }, { term: Probable, from: 60, to: 80 }";
    let site = SiteTest::bare()
        .file("site.yaml", with(own))
        .briefing("a", &judgement("term: probable, by: 2024-12-31"), "Text.")
        .committed("2024-04-02", "One")
        .briefing("a", "", "Other words.")
        .committed("2024-04-03", "Two");
    let data = api(&site.build());
    assert_eq!(
        (&data["judgements"][0]["probability"], &data["judgements"][0]["term"]),
        (&70.into(), &"probable".into())
    );
    let site = SiteTest::bare()
        .file("site.yaml", with(own))
        .briefing("a", &judgement("term: probable, by: 2024-12-31"), "Text.")
        .committed("2024-04-02", "One")
        .file("site.yaml", with("{ term: sicher, from: 90, to: 99 }"))
        .briefing("a", "", "Other words.")
        .committed("2024-04-03", "Two");
    let built = site.build();
    built.assert_ok();
    assert!(built.has("/briefings/2024/a/history/1/") && built.has("/briefings/2024/a/history/2/"));
    let wrong = "{ term: likely, from: 80, to: 55 }, { term: Likely, from: 1, to: 2 }, { from: 1 }";
    let site = SiteTest::bare().file("site.yaml", with(wrong)).briefing("a", "", "Text.");
    assert_snapshot!(site.build().said());
}

#[test]
fn the_example_has_twelve_judgements_that_history_has_settled_each_with_a_source() {
    let root = env!("CARGO_MANIFEST_DIR");
    let out = tempfile::TempDir::new().expect("a folder");
    let folder = out.path().join("public");
    let ran = std::process::Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["--root", root, "build", "--output"])
        .arg(&folder)
        .output()
        .expect("the binary runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let data = std::fs::read_to_string(folder.join("api/judgements.json")).expect("a file");
    let data: Value = serde_json::from_str(&data).expect("JSON");
    let judgements = data["judgements"].as_array().expect("judgements");
    assert_eq!(judgements.len(), 12);
    for judgement in judgements {
        assert!(matches!(judgement["outcome"].as_str(), Some("true" | "false")), "{judgement}");
        assert!(judgement["source"].as_str().is_some_and(|url| url.starts_with("https://")), "{judgement}");
    }
}
