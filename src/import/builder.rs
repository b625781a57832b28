//! A briefing while it is being made of another file.

use serde_yaml::Value;

use super::dates::FoundDate;
use super::front_matter::FrontMatterBuilder;
use super::{Guess, NewTopic, Settings, Warning};
use crate::config::Marking;
use crate::content::{self, DocumentKind};
use crate::problem::Problem;
use crate::text::slug_of;
use crate::world::Country;

/// What is known so far.
pub struct ImportBuilder<'a> {
    pub settings: &'a Settings<'a>,
    pub front_matter: FrontMatterBuilder,
    pub guesses: Vec<Guess>,
    pub warnings: Vec<Warning>,
    /// The topics that the site does not have yet.
    pub topics: Vec<NewTopic>,
    /// The keys that mean nothing here and are kept.
    pub kept: Vec<String>,
    /// The date that stands in a line of the original that is none of the text.
    pub found_date: Option<FoundDate>,
    /// Files that were in the original, by their names.
    pub attachments: Vec<(String, Vec<u8>)>,
}

impl<'a> ImportBuilder<'a> {
    pub fn new(settings: &'a Settings<'a>) -> Self {
        Self {
            settings,
            front_matter: FrontMatterBuilder::default(),
            guesses: Vec::new(),
            warnings: Vec::new(),
            topics: Vec::new(),
            kept: Vec::new(),
            found_date: None,
            attachments: Vec::new(),
        }
    }

    pub fn guess(
        &mut self,
        what: &'static str,
        value: impl Into<String>,
        evidence: impl Into<String>,
        line: Option<usize>,
    ) {
        self.guesses.push(Guess { what, value: value.into(), evidence: evidence.into(), line });
    }

    pub fn warn(&mut self, message: impl Into<String>, line: Option<usize>) {
        self.warnings.push(Warning { message: message.into(), line });
    }

    /// Makes it a draft, and says why.
    pub fn draft(&mut self, why: impl Into<String>, line: Option<usize>) {
        if self.front_matter.text("status") != Some("draft") {
            self.front_matter.set("status", "draft");
            self.guess("status", "draft", why, line);
        }
    }

    /// Gives it a marking; of several, the strictest counts. Returns whether it is a new one.
    pub fn mark(&mut self, marking: Marking) -> bool {
        let before = self.front_matter.text("marking").and_then(|label| Marking::parse(label).ok());
        let is_stricter = before.is_none_or(|before| marking > before);
        if is_stricter {
            self.front_matter.set("marking", marking.label());
        }
        is_stricter
    }

    /// Gives it a marking that it does not have as a key. One that is not for everyone makes it a draft, too.
    pub fn restrict(&mut self, marking: Marking, why: impl Into<String>, line: Option<usize>) {
        let why = why.into();
        if self.mark(marking) {
            self.guess("marking", marking.label(), why.clone(), line);
        }
        if marking != Marking::Clear {
            self.draft(why, line);
        }
    }

    /// Returns whether a briefing can have this value.
    ///
    /// # Errors
    /// Returns what is wrong with it.
    pub fn check(&self, key: &str, value: &Value) -> Result<(), String> {
        let mut front_matter = FrontMatterBuilder::default();
        front_matter.set("title", "T");
        front_matter.set("date", "2024-01-01");
        front_matter.set(key, value.clone());
        let path = "content/briefings/a.md";
        let parsed = content::parse(
            DocumentKind::Briefing,
            path,
            front_matter.write().as_bytes(),
            self.settings.config,
        );
        parsed.problems.into_iter().find(Problem::is_error).map_or(Ok(()), |problem| Err(problem.message))
    }

    /// Adds a country to one of the lists, in the code that no name is mistaken for.
    pub fn country(&mut self, key: &str, country: Country) {
        self.front_matter.add(key, [country.code().to_owned()]);
    }

    /// Adds what a tag or a category means: a topic of the site, a country, or a new topic.
    pub fn topic(&mut self, written: &str, key: &str, line: Option<usize>) {
        let vocabulary = self.settings.vocabulary;
        let written = written.trim();
        if let Some(topic) = vocabulary.get(written) {
            self.front_matter.add("topics", [topic.id.clone()]);
            return;
        }
        if let Some(country) = super::countries::of_tag(written) {
            self.country("countries", country);
            let evidence = format!("`{written}` in `{key}` is a country");
            self.guess("country", format!("{} ({})", country.code(), country.name()), evidence, line);
            return;
        }
        let id = slug_of(written);
        if id.is_empty() {
            self.warn(
                format!("`{written}` in `{key}` has no letters to make a topic's URL of, so it is left out"),
                line,
            );
            self.front_matter.keep(key, Value::String(written.to_owned()));
        } else if vocabulary.is_open() {
            self.front_matter.add("topics", [written.to_owned()]);
        } else {
            self.topics.push(NewTopic { id: id.clone(), title: written.to_owned() });
            self.front_matter.add("topics", [id]);
        }
    }
}
