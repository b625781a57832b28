use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Exposure, Policy, Timeline};
use crate::config::Marking;
use crate::content::{HoldReason, Publication, Status};
use crate::dates::Moment;
use crate::git::{Change, Commit, FileChange};
use crate::record::first_parent::FirstParentLog;

const DAY: i64 = 86_400;

/// Returns a moment as RFC 3339 has it, on a day of January 1970 counted from 0.
fn day(days: i64) -> Timestamp {
    Timestamp::from_second(days * DAY).unwrap_or_default()
}

/// Returns a timeline of commits on these days, each with the `site.yaml` that it left, if it changed it.
fn timeline(commits: &[(i64, Option<&str>)], now: i64) -> Timeline {
    let ids: Vec<String> = (0..commits.len()).map(|index| format!("c{index}")).collect();
    let blobs: Vec<String> = (0..commits.len()).map(|index| format!("b{index}")).collect();
    let mut log: Vec<Commit> = Vec::new();
    let mut policies: HashMap<&str, Policy> = HashMap::new();
    for (index, (time, settings)) in commits.iter().enumerate() {
        let changes = settings.map(|text| {
            policies.insert(&blobs[index], Policy::read(text.as_bytes()));
            Change { path: "site.yaml", fate: FileChange::Changed { blob: &blobs[index] } }
        });
        log.push(Commit {
            id: &ids[index],
            parents: index.checked_sub(1).map(|parent| ids[parent].as_str()).into_iter().collect(),
            time: Some(time * DAY),
            author: "",
            change_notes: Vec::new(),
            message: "",
            changes: changes.into_iter().collect(),
        });
    }
    log.reverse();
    let line = FirstParentLog::new(&log, ids.last().map_or("", String::as_str));
    Timeline::new(&line, &policies, day(now))
}

fn zoned(zone: &str) -> String {
    format!("title: D\nbase_url: https://example.org/\ntimezone: {zone}\n")
}

fn publishing(markings: &str) -> String {
    format!("title: D\nbase_url: https://example.org/\npublish: {{ markings: [{markings}] }}\n")
}

fn moment(written: &str) -> Moment {
    Moment::parse(written, &TimeZone::UTC).unwrap_or_else(|error| unreachable!("{written}: {error}"))
}

fn embargoed(until: &str) -> Publication {
    Publication { embargo: Some(moment(until)), ..Publication::default() }
}

fn marked(marking: Marking) -> Publication {
    Publication { marking: Some(marking), ..Publication::default() }
}

const OPEN: Exposure = Exposure { held: None, since: None };

fn open(days: i64) -> Exposure {
    Exposure { since: Some(day(days)), ..OPEN }
}

fn held(held: HoldReason, since: Option<i64>) -> Exposure {
    Exposure { held: Some(held), since: since.map(day) }
}

#[test]
fn a_text_that_nothing_holds_back_is_public_from_its_commit_on() {
    let timeline = timeline(&[(1, None), (3, None)], 9);
    assert_eq!(timeline.exposure(&Publication::default(), None, 0..1), open(1));
    assert_eq!(timeline.exposure(&Publication::default(), None, 1..2), open(3));
}

#[test]
fn an_embargo_that_ends_while_the_text_stands_dates_it_and_one_that_ends_later_keeps_it() {
    let timeline = timeline(&[(1, None), (5, None)], 9);
    let exposure = |until: &str| timeline.exposure(&embargoed(until), None, 0..1);
    assert_eq!(exposure("1970-01-04"), held(HoldReason::Embargo, Some(3)));
    assert_eq!(
        exposure("1970-01-06"),
        held(HoldReason::Embargo, None),
        "at that moment the next text stands"
    );
    assert_eq!(exposure("1970-01-07"), held(HoldReason::Embargo, None));
    assert_eq!(exposure("1970-01-02"), open(1));
    let newest = |until: &str| timeline.exposure(&embargoed(until), None, 1..2);
    assert_eq!(
        newest("1970-01-10"),
        held(HoldReason::Embargo, Some(9)),
        "now is the last moment that counts"
    );
    assert_eq!(newest("1970-01-11"), held(HoldReason::Embargo, None));
}

#[test]
fn a_date_and_an_embargo_both_have_to_come() {
    let timeline = timeline(&[(1, None), (8, None)], 9);
    let date = moment("1970-01-06");
    let exposure = |until: &str| timeline.exposure(&embargoed(until), Some(&date), 0..1);
    assert_eq!(exposure("1970-01-04"), held(HoldReason::Embargo, Some(5)));
    assert_eq!(exposure("1970-01-07"), held(HoldReason::Embargo, Some(6)));
    assert_eq!(
        timeline.exposure(&Publication::default(), Some(&moment("1970-01-10")), 0..1),
        held(HoldReason::Future, None)
    );
}

#[test]
fn a_draft_never_is_public() {
    let draft = Publication { status: Status::Draft, ..Publication::default() };
    assert_eq!(timeline(&[(1, None)], 9).exposure(&draft, None, 0..1), held(HoldReason::Draft, None));
}

#[test]
fn a_marking_is_public_while_the_settings_of_the_time_let_it_through() {
    let (clear, green) = (publishing("TLP:CLEAR"), publishing("TLP:CLEAR, TLP:GREEN"));
    let commits = [(1, Some(clear.as_str())), (2, None), (4, Some(&green)), (6, Some(&clear)), (8, None)];
    let timeline = timeline(&commits, 9);
    let exposure = |steps| timeline.exposure(&marked(Marking::Green), None, steps);
    assert_eq!(exposure(1..4), held(HoldReason::Marking, Some(4)));
    assert_eq!(exposure(1..2), held(HoldReason::Marking, None));
    assert_eq!(exposure(2..4), open(4));
    assert_eq!(exposure(3..5), held(HoldReason::Marking, None));
}

#[test]
fn settings_and_embargo_have_to_agree_at_one_moment() {
    let (clear, green) = (publishing("TLP:CLEAR"), publishing("TLP:GREEN"));
    let commits = [(1, Some(clear.as_str())), (2, Some(&green)), (4, Some(&clear)), (6, Some(&green))];
    let timeline = timeline(&commits, 9);
    let text = |until: &str| Publication { marking: Some(Marking::Green), ..embargoed(until) };
    assert_eq!(timeline.exposure(&text("1970-01-04"), None, 0..4), held(HoldReason::Marking, Some(3)));
    assert_eq!(timeline.exposure(&text("1970-01-06"), None, 0..4), held(HoldReason::Marking, Some(6)));
    assert_eq!(timeline.exposure(&text("1970-01-06"), None, 0..3), held(HoldReason::Marking, None));
}

#[test]
fn without_settings_or_with_broken_ones_the_defaults_hold() {
    let broken = "title: [D";
    let timeline = timeline(&[(1, None), (2, Some(&publishing("TLP:GREEN"))), (4, Some(broken))], 9);
    let exposure = |steps| timeline.exposure(&marked(Marking::Green), None, steps);
    assert_eq!(exposure(0..1), held(HoldReason::Marking, None));
    assert_eq!(exposure(1..3), open(2));
    assert_eq!(exposure(2..3), held(HoldReason::Marking, None));
    assert_eq!(timeline.exposure(&marked(Marking::Clear), None, 2..3), open(4));
}

#[test]
fn dates_without_a_zone_are_read_in_the_zone_of_the_time() {
    let (west, east) = (zoned("Etc/GMT+12"), zoned("Etc/GMT-12"));
    let timeline = timeline(&[(1, Some(&west)), (9, Some(&east)), (12, None)], 20);
    let half = |days: i64| Timestamp::from_second(days * DAY + DAY / 2).unwrap_or_default();
    let since =
        |date: &str, steps| timeline.exposure(&Publication::default(), Some(&moment(date)), steps).since;
    assert_eq!(since("1970-01-05", 0..1), Some(half(4)), "the day begins later in the west");
    assert_eq!(since("1970-01-12", 0..2), Some(half(10)), "and earlier in the east");
    assert_eq!(since("1970-01-10", 0..2), Some(day(9)), "which makes it come when the zone changes");
    assert_eq!(since("1970-01-05T00:00:00Z", 0..1), Some(day(4)));
}

#[test]
fn clocks_that_go_wrong_turn_nothing_back() {
    let timeline = timeline(&[(5, None), (2, None), (30, None), (8, None)], 9);
    let times: Vec<Timestamp> = (0..5).map(|step| timeline.time(step)).collect();
    assert_eq!(times, [day(5), day(5), day(9), day(9), day(9)]);
    // What stood for no time at all stood at its own.
    assert_eq!(timeline.exposure(&Publication::default(), None, 0..1), open(5));
    assert_eq!(timeline.exposure(&embargoed("1970-01-09"), None, 1..2), held(HoldReason::Embargo, Some(8)));
}
