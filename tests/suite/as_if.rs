//! As if it had never been: the output is, byte for byte, that of a repository in which what is held back, its
//! files and its commits never existed.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::site_test::{SiteTest, assert_same_files, files_of};

/// What a step does to a document. What it does to its file and to one beside it goes together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// It is as readers may see it, with this text.
    Public(u8),
    /// It is held back by one of the keys, with this text.
    Held(usize, u8),
    /// It is not there.
    Gone,
}

/// What holds a text back until long after the present of the tests.
const KEYS: [&str; 5] = [
    "status: draft",
    "embargo: 2030-01-01",
    "marking: TLP:AMBER",
    "date: 2031-05-05",
    "marking: TLP:RED\nstatus: draft",
];

/// One document: what it is, and its state after each step.
#[derive(Clone, Debug)]
struct Story {
    kind: Kind,
    states: Vec<State>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Briefing,
    Bundle,
    Page,
}

impl Story {
    /// Returns whether readers know the document today, and never knew what they know no more: its first public
    /// revision is followed by public ones alone.
    fn is_known(&self) -> bool {
        let first = self.states.iter().position(|state| matches!(state, State::Public(_)));
        first.is_some_and(|first| self.states[first..].iter().all(|state| matches!(state, State::Public(_))))
    }

    /// Returns whether readers know nothing of it today.
    fn is_unknown(&self) -> bool {
        !matches!(self.states.last(), Some(State::Public(_)))
    }

    fn path(&self, name: &str) -> String {
        match self.kind {
            Kind::Briefing => format!("content/briefings/{name}.md"),
            Kind::Bundle => format!("content/briefings/{name}/index.md"),
            Kind::Page => format!("content/pages/{name}.md"),
        }
    }

    /// Returns the files of a state, with their paths; `hidden` is a topic that is held back, if there is one.
    fn files(&self, name: &str, state: State, hidden: &str) -> Vec<(String, String)> {
        let (key, text) = match state {
            State::Gone => return Vec::new(),
            State::Public(text) => ("", text),
            State::Held(key, text) => (KEYS[key], text),
        };
        let date = if key.contains("date:") { "" } else { "date: 2024-02-03\n" };
        let tags = if self.kind == Kind::Page {
            String::new()
        } else {
            format!(
                "countries: [FR, IT]\nmentions: [CN]\ntopics: [trade{hidden}]\npeople: [Ann]\nseries: talks\n\
             events: [{{date: 2024-01, title: They met}}]\n"
            )
        };
        // Alike, so that git takes one for the other where it can.
        let body = format!(
            "They met in the capital and spoke of trade, of fish and of the border.\n\nAfter {text} hours they went \
             home and said that they would meet again.\n\nNothing else is known of it. ![map]({name}.svg)\n"
        );
        let body = if self.kind == Kind::Page {
            body.split(" !").next().unwrap_or_default().to_owned()
        } else {
            body
        };
        let mut files = vec![(
            self.path(name),
            format!("---\ntitle: Talks of {name}\n{date}{tags}{key}\n---\n\n{body}\n"),
        )];
        if self.kind != Kind::Page {
            let beside = self.path(name);
            let folder = beside.rsplit_once('/').map_or("", |(folder, _)| folder);
            files.push((
                format!("{folder}/{name}.svg"),
                format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{name}{text}</title></svg>"),
            ));
        }
        files
    }
}

fn state() -> impl Strategy<Value = State> {
    prop_oneof![
        3 => (0..4_u8).prop_map(State::Public),
        3 => (0..KEYS.len(), 0..4_u8).prop_map(|(key, text)| State::Held(key, text)),
        1 => Just(State::Gone),
    ]
}

fn story(steps: usize) -> impl Strategy<Value = Story> {
    let kind = prop_oneof![3 => Just(Kind::Briefing), 2 => Just(Kind::Bundle), 1 => Just(Kind::Page)];
    (kind, proptest::collection::vec(state(), steps), any::<bool>()).prop_map(
        |(kind, mut states, ends_open)| {
            if ends_open {
                // Once it is public it stays so: what ends a record leaves a gap that says so.
                if let Some(first) = states.iter().position(|state| matches!(state, State::Public(_))) {
                    for state in &mut states[first..] {
                        if !matches!(state, State::Public(_)) {
                            *state = State::Public(9);
                        }
                    }
                }
            }
            Story { kind, states }
        },
    )
}

fn stories() -> impl Strategy<Value = Vec<Story>> {
    (2..5_usize)
        .prop_flat_map(|steps| proptest::collection::vec(story(steps), 2..5))
        .prop_filter("each is known or unknown", |stories| {
            stories.iter().all(|story| story.is_known() || story.is_unknown())
        })
}

/// The files of all stories at a step, and those of them that readers may see.
#[derive(Default)]
struct Files {
    all: BTreeMap<String, String>,
    shown: BTreeMap<String, String>,
}

impl Files {
    fn of(stories: &[Story], step: usize) -> Self {
        let mut files = Self::default();
        for (place, story) in stories.iter().enumerate() {
            let (name, state) = (format!("story{place}"), story.states[step]);
            if story.is_known() && matches!(state, State::Public(_)) {
                files.shown.extend(story.files(&name, state, ""));
            }
            files.all.extend(story.files(&name, state, ", moles"));
        }
        files
    }
}

/// Returns the change notes of a step: for all that it changed where readers may see all of that, and else for each
/// briefing that they may see.
fn notes(stories: &[Story], step: usize, before: &Files, now: &Files) -> String {
    let changed = |was: &BTreeMap<String, String>, is: &BTreeMap<String, String>| -> Vec<String> {
        let paths = was.keys().chain(is.keys());
        paths.filter(|path| was.get(*path) != is.get(*path)).cloned().collect()
    };
    let shown = changed(&before.shown, &now.shown);
    if shown == changed(&before.all, &now.all) {
        return format!("Change-Note: What step {step} says.\n");
    }
    let names = stories.iter().enumerate().filter(|(place, story)| {
        story.kind != Kind::Page && shown.contains(&story.path(&format!("story{place}")))
    });
    let notes: Vec<String> =
        names.map(|(place, _)| format!("Change-Note: 2024/story{place}: Step {step} of it.\n")).collect();
    notes.concat()
}

/// Makes a repository of the stories: whole, or without what was held back.
fn repository(stories: &[Story], is_whole: bool) -> SiteTest {
    let site = SiteTest::new()
        .briefing("always", "countries: [FR]", "Always there.")
        .file("content/topics/trade.md", "---\ntitle: Trade\n---\n")
        .file("static/robots-note.txt", "for everybody");
    if is_whole {
        site.write("content/topics/moles.md", "---\ntitle: Moles\nmarking: TLP:RED\n---\n\nWho they are.\n");
    }
    let site = site.committed("2024-03-01", "Begin");
    let steps = stories.first().map_or(0, |story| story.states.len());
    let mut before = Files::default();
    for step in 0..steps {
        let now = Files::of(stories, step);
        let (was, is) = if is_whole { (&before.all, &now.all) } else { (&before.shown, &now.shown) };
        if was != is {
            for path in was.keys().filter(|path| !is.contains_key(*path)) {
                site.delete(path);
            }
            for (path, text) in is.iter().filter(|(path, text)| was.get(*path) != Some(*text)) {
                site.write(path, text);
            }
            let notes = notes(stories, step, &before, &now);
            site.commit(
                &format!("2024-03-{:02}", step + 2),
                &format!("Work on step {step}, of Zanzibar\n\n{notes}"),
            );
        }
        // A commit of held-back texts alone never was.
        before = now;
    }
    site
}

fn assert_as_if_never(stories: &[Story]) {
    let whole = repository(stories, true);
    let clean = repository(stories, false);
    for site in [&whole, &clean] {
        site.run(&["build"]).assert_ok();
    }
    let files = |site: &SiteTest| files_of(&site.root().join("public"));
    assert_same_files(&files(&whole), &files(&clean));
}

fn run(cases: u32) {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    TestRunner::new(config)
        .run(&stories(), |stories| {
            assert_as_if_never(&stories);
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn what_is_held_back_leaves_the_output_as_if_it_had_never_been() {
    run(12);
}

#[test]
#[ignore = "takes minutes"]
fn what_is_held_back_leaves_the_output_as_if_it_had_never_been_in_hundreds_of_histories() {
    run(400);
}

#[test]
fn a_text_that_was_public_and_is_held_back_now_was_never_there() {
    let story = |states: &[State]| Story { kind: Kind::Bundle, states: states.to_vec() };
    for end in [State::Held(0, 2), State::Held(1, 1), State::Held(2, 1), State::Held(3, 1), State::Gone] {
        assert_as_if_never(&[
            story(&[State::Public(1), State::Public(2), end]),
            story(&[State::Gone, State::Public(1), State::Public(1)]),
        ]);
    }
}

#[test]
fn a_text_split_off_a_draft_shows_nothing_of_the_draft() {
    let story = |kind, states: &[State]| Story { kind, states: states.to_vec() };
    assert_as_if_never(&[
        story(Kind::Briefing, &[State::Held(0, 1), State::Gone]),
        story(Kind::Briefing, &[State::Gone, State::Public(1)]),
    ]);
}
