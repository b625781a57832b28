//! Tables of keys: a group has keys, a key takes a shape, and a shape can be a group.

use super::purpose::{Purpose, RecordedKey};

/// A key, with all that is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The name, as it is written.
    pub name: &'static str,
    /// What it takes.
    pub shape: Shape,
    /// What can stand after it, as YAML on one line.
    pub example: &'static str,
    /// What it is for, in sentences for writers.
    pub help: &'static str,
    /// What it counts as.
    pub purpose: Purpose,
    /// Whether it must be there.
    pub is_required: bool,
    /// Whether an editor wants a value where the key stands, though the key can be left out.
    pub is_filled: bool,
    /// Under which name the record tells readers of a change of it; `None` for what readers are not told of.
    pub recorded: Option<RecordedKey>,
    /// Whether it is part of the published words: a change of it makes a new version, as one of the text does.
    pub is_words: bool,
    /// Whether the data of a briefing have it under the same name.
    pub is_data: bool,
    /// Whether an import takes it from a text that has it.
    pub is_imported: bool,
}

impl Key {
    /// Returns a key of a document.
    pub(super) const fn of(
        purpose: Purpose,
        name: &'static str,
        shape: Shape,
        example: &'static str,
        help: &'static str,
    ) -> Self {
        Self {
            name,
            shape,
            example,
            help,
            purpose,
            is_required: false,
            is_filled: false,
            recorded: None,
            is_words: false,
            is_data: false,
            is_imported: true,
        }
    }

    /// Returns a part of another key's value, or a setting.
    pub(super) const fn part(
        name: &'static str,
        shape: Shape,
        example: &'static str,
        help: &'static str,
    ) -> Self {
        Self::of(Purpose::Part, name, shape, example, help)
    }

    /// Makes it a key that must be there.
    pub(super) const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    /// Makes it a key that editors want a value for.
    pub(super) const fn filled(self) -> Self {
        Self { is_filled: true, ..self }
    }

    /// Lets the record tell readers of its changes.
    pub(super) const fn recorded(self, key: RecordedKey) -> Self {
        Self { recorded: Some(key), ..self }
    }

    /// Makes it a part of the published words, of whose changes the record tells, too.
    pub(super) const fn words(self, key: RecordedKey) -> Self {
        Self { is_words: true, ..self.recorded(key) }
    }

    /// Serves it in the data of a briefing.
    pub(super) const fn data(self) -> Self {
        Self { is_data: true, ..self }
    }

    /// Keeps an import from taking it: it speaks of files or commits of the site that it stands in.
    pub(super) const fn not_imported(self) -> Self {
        Self { is_imported: false, ..self }
    }

    /// Returns whether the key can stand without a value.
    pub const fn can_be_empty(&self) -> bool {
        !self.is_required && !self.is_filled
    }
}

/// A word that a key takes, and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word, as it is written.
    pub word: &'static str,
    /// What it means, in a sentence.
    pub meaning: &'static str,
}

impl Word {
    pub(super) const fn new(word: &'static str, meaning: &'static str) -> Self {
        Self { word, meaning }
    }
}

/// What a key takes. A key that is not required can stand without a value, too.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text that has words in it.
    Title,
    /// A text.
    Text,
    /// A text that fits a pattern (ECMA-262); `wanted` says what is expected.
    Pattern {
        /// The pattern.
        pattern: &'static str,
        /// What is expected.
        wanted: &'static str,
    },
    /// A text or a number that fits a pattern; an empty pattern is none.
    Id {
        /// The pattern.
        pattern: &'static str,
        /// What is expected.
        wanted: &'static str,
    },
    /// A number of bytes, with a unit or without.
    Size,
    /// A whole number from 0.
    Number,
    /// `true` or `false`.
    Flag,
    /// `true` or `false` for an output, and what it is unless the site says otherwise.
    Switch {
        /// Whether the output is made.
        is_on: bool,
    },
    /// `true` or `false`, or one of these words.
    FlagOrWords(&'static [Word]),
    /// A number of per cent from 0 to 100, with one digit after the point at most.
    Percent,
    /// A date, or a date with a time.
    Date,
    /// A date that may lack its day, or its month and day.
    PartialDate,
    /// One of these words.
    Words(&'static [Word]),
    /// A list of these words.
    WordList(&'static [Word]),
    /// A list of texts.
    Names,
    /// A list of texts that each fit a pattern.
    PatternList {
        /// The pattern.
        pattern: &'static str,
        /// What is expected.
        wanted: &'static str,
    },
    /// A country.
    Country,
    /// A list of countries.
    Countries,
    /// A list of organisations.
    Organisations,
    /// A topic.
    Topic,
    /// A list of topics.
    Topics,
    /// A group of keys.
    Group(&'static Group),
    /// A list of groups.
    Groups(&'static Group),
    /// A list of groups, in which a group can be written as the value of its first key.
    ShortGroups(&'static Group),
    /// A group, or this word alone.
    GroupOrWord(&'static Group, &'static str),
    /// A group for each country, under its code or name.
    PerCountry(&'static Group),
    /// A group for each language, under its tag.
    PerLanguage(&'static Group),
    /// A level for each rule, under its name.
    Rules,
    /// Anything at all.
    Anything,
}

/// Keys that stand together, in the order in which a file has them.
#[derive(Debug)]
pub struct Group {
    /// The keys.
    pub keys: &'static [Key],
}

impl Group {
    /// Returns the names of its keys, in their order.
    pub fn names<'a>(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.keys.iter().map(|key| key.name)
    }

    /// Returns the key of this name.
    pub fn get(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// Returns whether it has a key of this name.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Returns the place of a key in the order of a file, counted from 0.
    pub fn rank(&self, name: &str) -> Option<usize> {
        self.keys.iter().position(|key| key.name == name)
    }

    /// Returns whether these are its keys, in its order.
    pub const fn is(&self, names: &[&str]) -> bool {
        if names.len() != self.keys.len() {
            return false;
        }
        let mut index = 0;
        while index < names.len() {
            if !is_same(names[index], self.keys[index].name) {
                return false;
            }
            index += 1;
        }
        true
    }

    /// Returns whether an output of this name is made unless the site says otherwise.
    pub const fn is_on(&self, name: &str) -> bool {
        let mut index = 0;
        while index < self.keys.len() {
            if is_same(name, self.keys[index].name) {
                return matches!(self.keys[index].shape, Shape::Switch { is_on: true });
            }
            index += 1;
        }
        false
    }

    /// Returns whether these are, besides other names, all of its keys that data have.
    pub const fn has_data_in(&self, names: &[&str]) -> bool {
        let mut index = 0;
        while index < self.keys.len() {
            if self.keys[index].is_data && !is_one_of(self.keys[index].name, names) {
                return false;
            }
            index += 1;
        }
        true
    }
}

/// Returns whether a name is one of these. Unlike the methods of the standard library, it is there for constants.
const fn is_one_of(name: &str, names: &[&str]) -> bool {
    let mut index = 0;
    while index < names.len() {
        if is_same(name, names[index]) {
            return true;
        }
        index += 1;
    }
    false
}

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}
