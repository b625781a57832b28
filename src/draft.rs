//! A briefing that is about to be written: its file, and what stands in it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::dates::Moment;
use crate::text::slug_of;
use crate::world::Country;

/// The longest file name, in characters, that is made of a title.
const LONGEST_SLUG: usize = 80;

/// What stands below the front matter of a new briefing, and shows how a source is written.
const SOURCES: &str = "\
# sources:                        # cite this one in the text as [^ministry]
#   - id: ministry
#     title: Joint press conference
#     publisher: French Ministry for Europe and Foreign Affairs
#     date: 2024-04-01
#     url: https://…
";

/// A new briefing.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The title, on one line.
    pub title: String,
    /// The date, as it is written.
    pub date: String,
    /// The moment that the date stands for.
    pub moment: Moment,
    /// The last segment of the URL, which is the name of the file.
    pub slug: String,
    /// The countries that it is about.
    pub countries: Vec<Country>,
    /// The ids of its topics.
    pub topics: Vec<String>,
}

impl Draft {
    /// Returns the path of the file, from the site's root.
    pub fn path(&self) -> String {
        format!("content/briefings/{:04}/{}.md", self.moment.year(), self.slug)
    }

    /// Returns the text of the file.
    pub fn text(&self) -> String {
        let codes: Vec<&str> = self.countries.iter().map(|country| country.code()).collect();
        let mut text = String::from("---\n");
        text.push_str(&yaml("title", &self.title));
        text.push_str(&yaml("date", &self.date));
        text.push_str("summary:\n");
        let _ = writeln!(text, "countries: [{}]", codes.iter().map(inline).collect::<Vec<_>>().join(", "));
        let _ = writeln!(text, "topics: [{}]", self.topics.iter().map(inline).collect::<Vec<_>>().join(", "));
        text.push_str("status: draft                     # published, when it is ready\n");
        text.push_str(SOURCES);
        text.push_str("---\n\n");
        text
    }
}

/// Returns a title as it can stand in front matter: one line, without characters that YAML cannot have.
pub fn clean_title(title: &str) -> String {
    let printable: String = title
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'))
        .collect();
    printable.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the slug of a title, cut between two words where it is long; empty where none can be made.
pub fn slug_of_title(title: &str) -> String {
    let mut slug = slug_of(title);
    if slug.len() > LONGEST_SLUG {
        let end = slug[..=LONGEST_SLUG].rfind('-').unwrap_or(LONGEST_SLUG);
        slug.truncate(end);
    }
    slug
}

/// Returns a key and its value as YAML, with quotes where the value needs them.
pub(crate) fn yaml<T: Serialize + ?Sized>(key: &str, value: &T) -> String {
    // Texts, numbers and lists of them can always be written as YAML.
    serde_yaml::to_string(&BTreeMap::from([(key, value)])).unwrap_or_default()
}

/// Returns a value as it can stand in a list between brackets.
pub fn inline(value: impl AsRef<str>) -> String {
    // Older readers of YAML, such as those of editors, take `NO` and its like for booleans.
    const BOOLEANS: [&str; 9] = ["no", "on", "off", "yes", "true", "false", "null", "y", "n"];
    let value = value.as_ref();
    let is_plain = value.starts_with(|c: char| c.is_ascii_alphabetic())
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !BOOLEANS.contains(&value.to_ascii_lowercase().as_str());
    if is_plain { value.to_owned() } else { serde_json::Value::from(value).to_string() }
}
