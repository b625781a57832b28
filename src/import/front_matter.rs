//! The front matter of a briefing that is being made: what it says, in the order of the documentation.

use std::collections::{HashMap, HashSet};

use serde_yaml::{Mapping, Value};

use crate::keys::front_matter::BRIEFING;
use crate::yaml::{entry, inline};

/// Front matter, key by key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatterBuilder {
    fields: Vec<(String, Value)>,
    /// The texts of the lists that were added to, by key: a text of others can have thousands of tags.
    listed: HashMap<String, HashSet<String>>,
    /// What stands under `extra`.
    pub extra: Mapping,
}

impl FrontMatterBuilder {
    /// Sets a key.
    pub fn set(&mut self, key: &str, value: impl Into<Value>) {
        let value = value.into();
        self.listed.remove(key);
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
        for value in values {
            let Some((_, Value::Sequence(list))) = self.fields.iter_mut().find(|(name, _)| name == key)
            else {
                self.set(key, Value::Sequence(vec![Value::String(value)]));
                continue;
            };
            let texts = || list.iter().filter_map(Value::as_str).map(str::to_owned).collect();
            if self.listed.entry(key.to_owned()).or_insert_with(texts).insert(value.clone()) {
                list.push(Value::String(value));
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
        self.listed.remove(key);
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
        // The lists that a site declares stand with `people`.
        let place = |key: &str| BRIEFING.rank(key).or_else(|| BRIEFING.rank("people"));
        let mut fields: Vec<&(String, Value)> = self.fields.iter().collect();
        fields.sort_by_key(|(key, _)| place(key));
        let mut text = String::from("---\n");
        for (key, value) in fields {
            match value {
                Value::String(value) => text.push_str(&entry(key, value)),
                Value::Sequence(list) if list.iter().all(Value::is_string) => {
                    let items: Vec<String> = list.iter().filter_map(Value::as_str).map(inline).collect();
                    text.push_str(&format!("{key}: [{}]\n", items.join(", ")));
                }
                other => text.push_str(&entry(key, other)),
            }
        }
        if !self.extra.is_empty() {
            text.push_str(&entry("extra", &self.extra));
        }
        text.push_str("---\n");
        text
    }
}
