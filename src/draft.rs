//! A briefing that is about to be written: its file, and what stands in it.

use std::fmt::Write as _;

use crate::dates::Moment;
use crate::world::Country;
use crate::yaml::{entry, inline};

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
        text.push_str(&entry("title", &self.title));
        text.push_str(&entry("date", &self.date));
        text.push_str("summary:\n");
        let _ = writeln!(text, "countries: [{}]", codes.iter().map(inline).collect::<Vec<_>>().join(", "));
        let _ = writeln!(text, "topics: [{}]", self.topics.iter().map(inline).collect::<Vec<_>>().join(", "));
        text.push_str("status: draft                     # published, when it is ready\n");
        text.push_str(SOURCES);
        text.push_str("---\n\n");
        text
    }
}
