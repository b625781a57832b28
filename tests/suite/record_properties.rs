//! What holds for every history: nothing is shown that was never public, and no number ever moves.
//!
//! The rule is told here once more, as a site that asks itself every hour whether it may show its one briefing.

use proptest::prelude::*;

use crate::site_test::SiteTest;

const PLACE: &str = "/briefings/2024/visit/";

/// What holds a revision back; days are counted from 1 February 2024.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Open,
    Withdrawn,
    Draft,
    Green,
    Red,
    Embargo(i64),
    Date(i64),
    Broken,
}

/// What a commit changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Text(Kept),
    /// Whether the settings publish green texts from now on.
    Settings(bool),
}

/// A commit: how many days after the one before, and what it changes.
type History = Vec<(i64, Step)>;

fn kept() -> impl Strategy<Value = Kept> {
    prop_oneof![
        4 => Just(Kept::Open),
        1 => Just(Kept::Withdrawn),
        1 => Just(Kept::Draft),
        2 => Just(Kept::Green),
        1 => Just(Kept::Red),
        2 => (0_i64..40).prop_map(Kept::Embargo),
        2 => (0_i64..40).prop_map(Kept::Date),
        1 => Just(Kept::Broken),
    ]
}

fn history() -> impl Strategy<Value = History> {
    let step = prop_oneof![3 => kept().prop_map(Step::Text), 1 => any::<bool>().prop_map(Step::Settings)];
    let steps = prop::collection::vec((0_i64..6, step), 1..9);
    // The last text is one that can be built.
    (steps, 0_i64..6, prop_oneof![Just(Kept::Open), Just(Kept::Green)]).prop_map(|(mut steps, days, last)| {
        steps.push((days, Step::Text(last)));
        steps
    })
}

/// Hours from the start of 1 February 2024 to the noon of a day.
fn noon(day: i64) -> i64 {
    day * 24 + 12
}

fn day(days: i64) -> String {
    let start = jiff::civil::date(2024, 2, 1);
    start.checked_add(jiff::Span::new().days(days)).expect("a day").to_string()
}

/// A version as the rule has it: its day, its word, and whether it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Expected {
    day: String,
    word: String,
    is_shown: bool,
}

fn word(place: usize) -> String {
    format!("word{place}word")
}

/// Whether the gate lets a text through at an hour, where green texts are published or not.
fn passes(kept: Kept, hour: i64, green: bool) -> bool {
    match kept {
        Kept::Open | Kept::Withdrawn => true,
        Kept::Draft | Kept::Red | Kept::Broken => false,
        Kept::Green => green,
        Kept::Embargo(day) | Kept::Date(day) => hour >= day * 24,
    }
}

/// Returns the versions of a history up to an hour, the oldest first; none where nothing is published then.
fn expected(history: &[(i64, Step)], now: i64, keeps: bool) -> Option<Vec<Expected>> {
    let mut times = Vec::new();
    let mut today = 0;
    for (days, _) in history {
        today += days;
        times.push(noon(today));
    }
    let green_at = |place: usize| {
        let settings = history[..=place].iter().rev().find_map(|(_, step)| match step {
            Step::Settings(green) => Some(*green),
            Step::Text(_) => None,
        });
        settings.unwrap_or_default()
    };
    let texts: Vec<(usize, Kept)> = history
        .iter()
        .enumerate()
        .filter_map(|(place, (_, step))| match step {
            Step::Text(kept) => Some((place, *kept)),
            Step::Settings(_) => None,
        })
        .collect();
    let green_now = green_at(history.len() - 1);
    let mut versions: Vec<Expected> = Vec::new();
    for (index, (place, kept)) in texts.iter().enumerate() {
        if *kept == Kept::Broken {
            continue;
        }
        let next = texts.get(index + 1).map(|(next, _)| *next);
        let is_open_at = |hour: i64| {
            // The settings of the last commit up to that hour that is not the next text or after it.
            let last = (*place..next.unwrap_or(history.len())).rev().find(|place| times[*place] <= hour);
            passes(*kept, hour, green_at(last.unwrap_or(*place)))
        };
        let start = times[*place];
        let at_commit = passes(*kept, start, green_at(*place));
        if !at_commit && !keeps {
            for version in &mut versions {
                version.is_shown = false;
            }
        }
        let end = next.map_or(now + 1, |next| times[next]);
        let since = if at_commit { Some(start) } else { (start..end).find(|hour| is_open_at(*hour)) };
        if let Some(hour) = since {
            let day = day(hour.div_euclid(24));
            versions.push(Expected { day, word: word(*place), is_shown: passes(*kept, now, green_now) });
        }
    }
    let (_, newest) = texts.iter().rev().find(|(_, kept)| *kept != Kept::Broken)?;
    passes(*newest, now, green_now).then_some(versions)
}

fn write(site: &SiteTest, place: usize, step: Step, keeps: bool) {
    let text = |more: &str, date: &str| {
        let keeps = if keeps { "record: keep\n" } else { "" };
        let front = format!("---\ntitle: visit\ndate: {date}\n{keeps}{more}\n---\n");
        site.write("content/briefings/visit.md", format!("{front}\nThe {}.\n", word(place)));
    };
    match step {
        Step::Text(Kept::Open) => text("", "2024-01-01"),
        Step::Text(Kept::Withdrawn) => text("status: withdrawn", "2024-01-01"),
        Step::Text(Kept::Draft) => text("status: draft", "2024-01-01"),
        Step::Text(Kept::Green) => text("marking: TLP:GREEN", "2024-01-01"),
        Step::Text(Kept::Red) => text("marking: TLP:RED", "2024-01-01"),
        Step::Text(Kept::Embargo(until)) => text(&format!("embargo: {}", day(until)), "2024-01-01"),
        Step::Text(Kept::Date(date)) => text("", &day(date)),
        Step::Text(Kept::Broken) => text("countries: [Nowhere at all]", "2024-01-01"),
        Step::Settings(green) => {
            let green = if green { ", TLP:GREEN" } else { "" };
            site.write(
                "site.yaml",
                format!(
                    "title: Test Desk\nbase_url: https://example.org/\npublish: {{ markings: [TLP:CLEAR{green}] }}\n"
                ),
            );
        }
    }
}

/// Builds the site at an hour, and returns its versions, the oldest first: day, and word where it is shown.
fn listed(site: &SiteTest, hour: i64) -> Option<Vec<(String, Option<String>)>> {
    let start: jiff::Timestamp = "2024-02-01T00:00:00Z".parse().expect("a time");
    let epoch = (start.as_second() + hour * 3_600).to_string();
    let output = site.command(&["build"]).env("SOURCE_DATE_EPOCH", epoch).output().expect("the binary runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let file = |path: &str| std::fs::read_to_string(site.root().join("public").join(path)).ok();
    let history = file(&format!("{}history/index.html", PLACE.trim_start_matches('/')))?;
    let entries: Vec<&str> = history.split("<li>").filter(|entry| entry.contains("Version ")).collect();
    let versions = entries.iter().rev().enumerate().map(|(index, entry)| {
        let day = entry.split_once("datetime=\"").map_or("", |(_, rest)| &rest[..10]);
        let page = file(&format!("{}history/{}/index.html", PLACE.trim_start_matches('/'), index + 1));
        let word = page.as_ref().and_then(|page| {
            let (_, rest) = page.rsplit_once("The word")?;
            Some(format!("word{}", rest.split_once('.')?.0))
        });
        assert_eq!(word.is_some(), page.is_some(), "{said}");
        (day.to_owned(), word)
    });
    Some(versions.collect())
}

fn shape(versions: Vec<Expected>) -> Vec<(String, Option<String>)> {
    versions
        .into_iter()
        .map(|version| (version.day, Some(version.word).filter(|_| version.is_shown)))
        .collect()
}

/// Returns the words that stand anywhere in the output.
fn words(site: &SiteTest, most: usize) -> Vec<String> {
    let files = crate::site_test::files_of(&site.root().join("public"));
    let all: String = files.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
    (0..most).map(word).filter(|word| all.contains(word.as_str())).collect()
}

fn check(history: &History, keeps: bool, later: i64) {
    let site = SiteTest::new();
    let mut today = 0;
    let mut before: Vec<(String, Option<String>)> = Vec::new();
    for (place, (days, step)) in history.iter().enumerate() {
        today += days;
        write(&site, place, *step, keeps);
        site.commit(&day(today), "Go on");
        let is_last = place + 1 == history.len();
        let next = history.get(place + 1).map_or(later, |(days, _)| *days);
        let is_broken = |(_, step): &&(i64, Step)| matches!(step, Step::Text(_));
        let text = history[..=place].iter().rev().find(is_broken);
        // Looked at halfway, and at the end.
        let is_wanted = is_last || place + 1 == history.len() / 2 && next > 0;
        if !is_wanted || text.is_none_or(|(_, step)| *step == Step::Text(Kept::Broken)) {
            continue;
        }
        let now = noon(today) + next * 24 - 1;
        let now = now.max(noon(today));
        let versions = listed(&site, now).unwrap_or_default();
        let expected = expected(&history[..=place], now, keeps).map(shape);
        assert_eq!(versions, expected.clone().unwrap_or_default(), "at hour {now} of {history:?}");
        let shown: Vec<String> = expected.into_iter().flatten().filter_map(|(_, word)| word).collect();
        assert_eq!(words(&site, history.len()), shown, "at hour {now} of {history:?}");
        if !versions.is_empty() {
            for (number, (earlier, now)) in before.iter().zip(&versions).enumerate() {
                assert_eq!(earlier.0, now.0, "the day of version {} in {history:?}", number + 1);
                let both = earlier.1.as_ref().zip(now.1.as_ref());
                assert!(both.is_none_or(|(earlier, now)| earlier == now), "{history:?}");
            }
            assert!(versions.len() >= before.len(), "{history:?}");
        }
        before = versions;
    }
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(8))]

    #[test]
    fn versions_are_what_was_public_and_keep_their_numbers(
        history in history(), keeps in any::<bool>(), later in 0_i64..30
    ) {
        check(&history, keeps, later);
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    #[ignore = "it takes long; scripts/test runs it"]
    fn versions_are_what_was_public_and_keep_their_numbers_in_many_histories(
        history in history(), keeps in any::<bool>(), later in 0_i64..30
    ) {
        check(&history, keeps, later);
    }
}
