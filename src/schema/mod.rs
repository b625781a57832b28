//! JSON Schema (draft 2020-12) of front matter and of `site.yaml`, for editors.
//!
//! The keys, their words and what is said of them come from the tables in [`crate::keys`]. What an editor marks as
//! wrong is wrong; what it cannot see, such as the name of a topic in another spelling, is left to
//! `chancery check`.

mod editor;
mod keys;
mod rules;
mod shapes;

pub use editor::{EDITOR_FILES, SCHEMA_FOLDER, schema_files};

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::config::Config;
use crate::content::DocumentKind;
use crate::keys::settings;
use crate::site::Vocabulary;
use crate::text::slug_of;
use crate::world::{Country, Organisation};

/// What a schema is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The front matter of a briefing.
    Briefing,
    /// The front matter of a country's profile.
    Country,
    /// The front matter of a topic.
    Topic,
    /// The front matter of an organisation.
    Organisation,
    /// The front matter of an author's profile.
    Author,
    /// The front matter of a page.
    Page,
    /// `site.yaml`.
    Site,
}

impl Subject {
    /// All subjects.
    pub const ALL: [Self; 7] = [
        Self::Briefing,
        Self::Country,
        Self::Topic,
        Self::Organisation,
        Self::Author,
        Self::Page,
        Self::Site,
    ];

    /// Returns the name of the subject, which is its name in `$defs` too.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Briefing => "briefing",
            Self::Country => "country",
            Self::Topic => "topic",
            Self::Organisation => "organisation",
            Self::Author => "author",
            Self::Page => "page",
            Self::Site => "site",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Briefing => "The front matter of a briefing",
            Self::Country => "The front matter of a country's profile",
            Self::Topic => "The front matter of a topic",
            Self::Organisation => "The front matter of an organisation",
            Self::Author => "The front matter of an author's profile",
            Self::Page => "The front matter of a page",
            Self::Site => "The settings of a site, site.yaml",
        }
    }
}

/// The schemas of one site, with its topics and its names of countries.
pub struct Schemas<'a> {
    config: &'a Config,
    vocabulary: &'a Vocabulary,
}

impl<'a> Schemas<'a> {
    /// Returns the schemas of a site.
    pub fn new(config: &'a Config, vocabulary: &'a Vocabulary) -> Self {
        Self { config, vocabulary }
    }

    /// Returns the schema of one subject, as a whole document.
    pub fn of(&self, subject: Subject) -> Value {
        self.document(self.body(subject), Map::new())
    }

    /// Returns the schemas of all subjects as one document, each under its name in `$defs`.
    pub fn all(&self) -> Value {
        let bodies = Subject::ALL.map(|subject| (subject.name().to_owned(), self.body(subject).into()));
        let any: Vec<Value> = Subject::ALL.map(|subject| shapes::defined(subject.name())).into();
        let mut root = Map::new();
        root.insert("title".to_owned(), json!("What Chancery reads: front matter, and site.yaml"));
        root.insert("anyOf".to_owned(), any.into());
        self.document(root, bodies.into_iter().collect())
    }

    fn body(&self, subject: Subject) -> Map<String, Value> {
        let mut body = match subject {
            Subject::Briefing => self.briefing(),
            Subject::Country => keys::group(DocumentKind::Profile.keys()),
            Subject::Topic => keys::group(DocumentKind::Topic.keys()),
            Subject::Organisation => keys::group(DocumentKind::Organisation.keys()),
            Subject::Author => keys::group(DocumentKind::Author.keys()),
            Subject::Page => keys::group(DocumentKind::Page.keys()),
            Subject::Site => keys::group(&settings::SITE),
        };
        body.insert("title".to_owned(), json!(subject.title()));
        body
    }

    /// Returns the keys of a briefing, with the lists that the site declares.
    fn briefing(&self) -> Map<String, Value> {
        let mut briefing = keys::group(DocumentKind::Briefing.keys());
        if let Some(Value::Object(own)) = briefing.get_mut("properties") {
            let taxonomies = &self.config.taxonomies;
            own.retain(|key, _| key != "people" || taxonomies.contains(key));
            for taxonomy in taxonomies.iter().filter(|taxonomy| *taxonomy != "people") {
                let help = "A list of this site's own, declared under `taxonomies` in site.yaml.";
                let names = shapes::list(json!({ "type": ["string", "integer"] }));
                own.insert(taxonomy.clone(), keys::explained(help, names));
            }
        }
        briefing
    }

    /// Completes a document with the shapes that it refers to.
    fn document(&self, mut root: Map<String, Value>, mut defs: Map<String, Value>) -> Value {
        let written = Value::Object(root.clone()).to_string() + &Value::Object(defs.clone()).to_string();
        let shapes = [
            ("country-name", self.country_name()),
            ("topic-name", self.topic_name()),
            ("organisation-name", organisation_name()),
        ];
        for (name, shape) in shapes {
            if written.contains(&format!("\"#/$defs/{name}\"")) {
                defs.insert(name.to_owned(), shape);
            }
        }
        if !defs.is_empty() {
            root.insert("$defs".to_owned(), defs.into());
        }
        root.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        root.into()
    }

    /// Returns the shape of a country: its code first, which editors complete, or whatever else it goes by.
    fn country_name(&self) -> Value {
        let name = |country| {
            let said = self.config.countries.get(&country).and_then(|said| said.label.as_deref());
            said.unwrap_or(country.name())
        };
        let codes = shapes::choice(Country::all().map(|country| (country.code(), name(country))));
        let message = "this is no country: write a code such as FR, or its usual English name";
        json!({
            "anyOf": [
                shapes::told(codes, message),
                { "description": "A code of two letters in lower case.", "type": "string", "pattern": pairs() },
                { "description": "A code of three letters, or a name.", "type": "string", "minLength": 3 },
                { "description": "The number of ISO 3166-1.", "type": "integer" },
            ],
        })
    }

    /// Returns the shape of a topic: its id first, which editors complete, or a title or alias.
    fn topic_name(&self) -> Value {
        if self.vocabulary.is_open() {
            return json!({ "type": ["string", "integer"] });
        }
        let topics = || self.vocabulary.topics();
        let ids = shapes::choice(topics().map(|topic| {
            let hint = if topic.hint.is_empty() { String::new() } else { format!(": {}", topic.hint) };
            (topic.id.clone(), format!("{}{hint}", topic.title))
        }));
        let names = topics().flat_map(|topic| std::iter::once(&topic.title).chain(&topic.aliases));
        let others: BTreeSet<String> = names
            .map(|name| slug_of(name))
            .filter(|name| !name.is_empty() && topics().all(|topic| topic.id != *name))
            .collect();
        let message = "this is no topic of the site: use one of content/topics/";
        let mut shapes = vec![shapes::told(ids, message)];
        if !others.is_empty() {
            // A pattern, since editors would offer the words of a list beside the ids.
            let others: Vec<String> = others.into_iter().collect();
            shapes.push(json!({
                "description": "A title or an alias of a topic, in lower case with hyphens.",
                "type": "string",
                "pattern": format!("^({})$", others.join("|")),
            }));
        }
        // Case, accents and punctuation of a title do not count, which no list can say.
        shapes.push(json!({
            "description": "The title of a topic or one of its aliases, as people write it.",
            "type": "string",
            "pattern": "[^a-z0-9-]",
        }));
        json!({ "anyOf": shapes })
    }
}

/// Returns the shape of an organisation: what editors complete first, or any other name.
fn organisation_name() -> Value {
    let names = Organisation::all().map(|it| (it.short().unwrap_or(it.name()), it.name()));
    json!({
        "anyOf": [
            shapes::choice(names),
            { "description": "Another name of it, or an organisation of the site's own.", "type": "string" },
        ],
    })
}

/// Returns a pattern of all two letters that a country goes by, in either case.
fn pairs() -> String {
    let letters = || 'A'..='Z';
    let known = letters().flat_map(|one| letters().map(move |other| (one, other))).filter(|(one, other)| {
        let code = format!("{one}{other}");
        Country::resolve(&code).is_ok()
    });
    let either = |letter: char| format!("[{letter}{}]", letter.to_ascii_lowercase());
    let pairs: Vec<String> = known.map(|(one, other)| either(one) + &either(other)).collect();
    format!("^({})$", pairs.join("|"))
}
