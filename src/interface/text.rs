//! One string: words with places for values, in one form or in one for each number.

use std::collections::BTreeMap;

use icu_plurals::PluralCategory;

/// The value that a counted string counts.
pub const COUNT: &str = "count";

/// A string of the interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// The same words for all numbers.
    Plain(Vec<Piece>),
    /// A form for each category of number that the language has; the last one is for all others.
    Counted(Vec<(PluralCategory, Vec<Piece>)>),
    /// Several words that belong together, such as the names of the months.
    List(Vec<String>),
}

/// A part of a string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Words(String),
    /// The place of the value of this name.
    Value(String),
}

impl Text {
    /// Returns the form for a category of number.
    pub fn form(&self, category: PluralCategory) -> &[Piece] {
        match self {
            Self::Plain(pieces) => pieces,
            Self::Counted(forms) => {
                let fitting = forms.iter().find(|(own, _)| *own == category);
                fitting.or(forms.last()).map(|(_, pieces)| pieces.as_slice()).unwrap_or_default()
            }
            Self::List(_) => &[],
        }
    }

    /// Returns all forms, by the names that CLDR has for their categories, as they are written.
    pub fn forms(&self) -> BTreeMap<&'static str, String> {
        match self {
            Self::Plain(pieces) => BTreeMap::from([("other", written(pieces))]),
            Self::Counted(forms) => {
                let named = |category: &PluralCategory| match category {
                    PluralCategory::Zero => "zero",
                    PluralCategory::One => "one",
                    PluralCategory::Two => "two",
                    PluralCategory::Few => "few",
                    PluralCategory::Many => "many",
                    PluralCategory::Other => "other",
                };
                forms.iter().map(|(category, pieces)| (named(category), written(pieces))).collect()
            }
            Self::List(_) => BTreeMap::new(),
        }
    }

    /// Returns the item at a place of a list.
    pub fn item(&self, index: usize) -> Option<&str> {
        match self {
            Self::List(items) => items.get(index).map(String::as_str),
            Self::Plain(_) | Self::Counted(_) => None,
        }
    }

    /// Returns the names of the values that it has places for.
    pub fn values(&self) -> Vec<String> {
        let forms: Vec<&[Piece]> = match self {
            Self::Plain(pieces) => vec![pieces],
            Self::Counted(forms) => forms.iter().map(|(_, pieces)| pieces.as_slice()).collect(),
            Self::List(_) => Vec::new(),
        };
        let value = |piece: &Piece| match piece {
            Piece::Value(name) => Some(name.clone()),
            Piece::Words(_) => None,
        };
        forms.into_iter().flatten().filter_map(value).collect()
    }
}

fn written(pieces: &[Piece]) -> String {
    let text = |piece: &Piece| match piece {
        Piece::Words(words) => words.clone(),
        Piece::Value(name) => format!("{{{name}}}"),
    };
    pieces.iter().map(text).collect()
}

/// Reads words with places for values: "All {count} briefings".
pub fn pieces(written: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut rest = written;
    while let Some((before, after)) = rest.split_once('{') {
        words.push_str(before);
        let name = after.split_once('}').filter(|(name, _)| is_name(name));
        if let Some((name, left)) = name {
            if !words.is_empty() {
                pieces.push(Piece::Words(std::mem::take(&mut words)));
            }
            pieces.push(Piece::Value(name.to_owned()));
            rest = left;
        } else {
            words.push('{');
            rest = after;
        }
    }
    words.push_str(rest);
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
    pieces
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}
