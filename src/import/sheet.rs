//! The front matter of a briefing that is being made: what it says, in the order of the documentation.

use serde_yaml::{Mapping, Value};

use crate::draft::{inline, yaml};

/// The keys of a briefing in the order in which they are written; a site's taxonomies follow the topics.
const ORDER: [&str; 25] = [
    "title",
    "date",
    "kind",
    "updated",
    "summary",
    "countries",
    "mentions",
    "topics",
    "people",
    "authors",
    "series",
    "sources",
    "events",
    "confidence",
    "status",
    "marking",
    "embargo",
    "corrections",
    "supersedes",
    "aliases",
    "image",
    "image_alt",
    "chatham_house",
    "lang",
    "extra",
];

/// Front matter, key by key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    fields: Vec<(String, Value)>,
    /// What stands under `extra`.
    pub extra: Mapping,
}

impl Sheet {
    /// Sets a key.
    pub fn set(&mut self, key: &str, value: impl Into<Value>) {
        let value = value.into();
        match self.fields.iter_mut().find(|(name, _)| name == key) {
            Some(field) => field.1 = value,
            None => self.fields.push((key.to_owned(), value)),
        }
    }

    /// Sets a key that has no value yet.
    pub fn set_first(&mut self, key: &str, value: impl Into<Value>) -> bool {
        let is_free = !self.has(key);
        if is_free {
            self.set(key, value);
        }
        is_free
    }

    /// Adds texts to a list, each once.
    pub fn add(&mut self, key: &str, values: impl IntoIterator<Item = String>) {
        for value in values.into_iter().map(Value::String) {
            match self.fields.iter_mut().find(|(name, _)| name == key) {
                Some((_, Value::Sequence(list))) if list.contains(&value) => {}
                Some((_, Value::Sequence(list))) => list.push(value),
                _ => self.set(key, Value::Sequence(vec![value])),
            }
        }
    }

    /// Returns whether a key has a value.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Returns the value of a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.fields.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Returns the value of a key that is a text.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Value::as_str)
    }

    /// Returns the texts of a list.
    pub fn list(&self, key: &str) -> Vec<&str> {
        let list = self.get(key).and_then(Value::as_sequence);
        list.map(|list| list.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
    }

    /// Takes a key away.
    pub fn remove(&mut self, key: &str) {
        self.fields.retain(|(name, _)| name != key);
    }

    /// Keeps a value under `extra`, beside another one of that name if there is one.
    pub fn keep(&mut self, key: &str, value: Value) {
        let mut name = key.to_owned();
        let mut number = 2;
        while self.extra.get(&name).is_some_and(|there| *there != value) {
            name = format!("{key}_{number}");
            number += 1;
        }
        self.extra.insert(Value::String(name), value);
    }

    /// Returns the front matter as text, with its fences.
    pub fn write(&self) -> String {
        let place = |key: &str| {
            let topics = ORDER.iter().position(|name| *name == "people").unwrap_or_default();
            ORDER.iter().position(|name| *name == key).unwrap_or(topics)
        };
        let mut fields: Vec<&(String, Value)> = self.fields.iter().collect();
        fields.sort_by_key(|(key, _)| place(key));
        let mut text = String::from("---\n");
        for (key, value) in fields {
            match value {
                Value::String(value) => text.push_str(&yaml(key, value)),
                Value::Sequence(list) if list.iter().all(Value::is_string) => {
                    let items: Vec<String> = list.iter().filter_map(Value::as_str).map(inline).collect();
                    text.push_str(&format!("{key}: [{}]\n", items.join(", ")));
                }
                other => text.push_str(&yaml(key, other)),
            }
        }
        if !self.extra.is_empty() {
            text.push_str(&yaml("extra", &self.extra));
        }
        text.push_str("---\n");
        text
    }
}
