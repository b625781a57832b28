//! README.md, typed in order into an empty folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::site_test::SiteTest;

const README: &str = include_str!("../../README.md");

/// The briefing that the README writes.
const BRIEFING: &str = "content/briefings/2024/france-asks-china.md";

/// Somebody who types what the README says, in a folder of their own.
struct Reader {
    test: SiteTest,
}

impl Reader {
    fn new() -> Self {
        Self { test: SiteTest::bare() }
    }

    fn desk(&self) -> PathBuf {
        self.test.root().join("desk")
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.desk().join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("folders");
        fs::write(file, text).expect("a file");
    }

    fn commit(&self, day: &str, message: &str) {
        self.test.git_in(&self.desk(), day, &["add", "--all"]);
        self.test.git_in(&self.desk(), day, &["commit", "--quiet", "--message", message]);
    }

    fn run(&self, folder: &Path, arguments: &[&str]) -> Output {
        self.test.command(arguments).current_dir(folder).output().expect("the binary runs")
    }

    /// Types a line; a preview, which never ends, only as far as its arguments.
    #[track_caller]
    fn types(&self, line: &str) {
        let words = words(line);
        let mut arguments: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
        match arguments[0] {
            "serve" => arguments.push("--help"),
            // Nobody sits at the terminal who could say yes.
            "redact" => arguments.push("--yes"),
            _ => {}
        }
        let folder = if arguments[0] == "init" { self.test.root() } else { self.desk() };
        let output = self.run(&folder, &arguments);
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// Returns the words of a line as a shell parts them, without its comment.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut quoted = false;
    let mut word = String::new();
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            '#' if !quoted && word.is_empty() => break,
            ' ' if !quoted => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            _ => word.push(c),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Returns the blocks of code in a language, in order.
fn blocks(language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    README.split(&fence).skip(1).filter_map(|rest| Some(rest.split_once("```")?.0)).collect()
}

fn commands() -> Vec<&'static str> {
    blocks("sh").into_iter().flat_map(str::lines).filter(|line| line.starts_with("chancery ")).collect()
}

/// Returns the briefing of the README, with a text.
fn briefing(text: &str) -> String {
    let front_matter =
        blocks("yaml").into_iter().find(|block| block.starts_with("---")).expect("front matter");
    format!("{front_matter}\n{text}\n")
}

#[test]
fn what_the_readme_says_works_when_it_is_typed_in_order() {
    let reader = Reader::new();
    let commands = commands();
    assert!(commands.len() > 15, "{commands:?}");
    for line in commands {
        let is = |start: &str| line.starts_with(start);
        if is("chancery import") {
            reader.write("cable.txt", "1 April 2024\n\nTalks in Paris\n\nFrance and China spoke.\n");
            reader.write("../blog/content/talks.md", "---\ntitle: Talks\ndate: 2023-04-01\n---\nText.\n");
            reader.write("../blog/_posts/2023-05-01-more.md", "---\ntitle: More\n---\nText.\n");
        } else if is("chancery build --base-url") {
            let settings = fs::read_to_string(reader.desk().join("site.yaml")).expect("settings");
            let settings = settings.replace("https://example.org/", "https://desk.gov.example/");
            reader.write("site.yaml", &format!("{settings}\noutputs: {{ verify: true }}\n"));
            reader.test.git_in(&reader.desk(), "2024-04-01", &["init", "--quiet", "--initial-branch=main"]);
            for (day, text) in [
                ("2024-04-01", "Talks."),
                ("2024-04-02", "Talks in Paris, Beijing and Abidjan."),
                ("2024-04-03", "Côte d’Ivoire heard of it.[^mfa]"),
            ] {
                reader.write(BRIEFING, &briefing(text));
                reader.commit(day, "Say more");
            }
        }
        reader.types(line);
        if is("chancery new") {
            let made =
                fs::read_to_string(reader.desk().join(BRIEFING)).expect("the file that the README names");
            assert!(made.contains("status: draft"), "{made}");
            reader.write(BRIEFING, &briefing("Beijing and Abidjan heard of it.[^mfa]"));
        }
    }
    let after = fs::read_to_string(reader.desk().join(BRIEFING)).expect("the briefing");
    assert_eq!(after.matches("reason: \"A name\"").count(), 2, "{after}");
    assert!(reader.desk().join("public/briefings/2024/france-asks-china/index.html").exists());
}
