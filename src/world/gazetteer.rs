//! The words by which texts call countries: names, demonyms, cities, seats of power.
//!
//! Front matter takes names and codes only ([`Country::resolve`]); these are for reading running text.

use std::collections::HashSet;

use super::Country;
use super::alias::aliases;
use super::meaning::Meaning;

/// `data/gazetteer.tsv`: a header, then `word TAB kind TAB codes`, sorted by word.
const GAZETTEER: &str = include_str!("../../data/gazetteer.tsv");

/// In what way a word stands for a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordKind {
    /// It is the country's name.
    Name,
    /// It is what its people are called, or the adjective; a plural in -s stands for it too.
    Demonym,
    /// It is the first part of a compound, before a hyphen: "Sino".
    Combining,
    /// It is a city or a part of it.
    City,
    /// It is a building or a street that stands for its government, or an institution of it.
    Seat,
    /// It is its money.
    Currency,
    /// It is its name, and stands as often for something else: "Georgia".
    Doubtful,
    /// It stands for no country, although a part of it would: "New York".
    Mask,
}

/// A word of a text that means a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word, or several with single blanks.
    pub text: &'static str,
    /// In what way it stands for the country.
    pub kind: WordKind,
    /// The country; several where it can mean each of them, none for a mask.
    pub countries: Vec<Country>,
}

/// Returns every word, each once: those of the gazetteer, and the names and aliases that it leaves as they are.
pub fn gazetteer() -> Vec<Word> {
    let mut words: Vec<Word> = GAZETTEER.lines().skip(1).filter_map(word).collect();
    let mut taken: HashSet<&str> = words.iter().map(|word| word.text).collect();
    let of_present = Country::all().filter(|country| country.former().is_none());
    let names = of_present.map(|country| (country.name(), vec![country])).chain(aliases()).chain(
        Country::all().filter(|country| country.former().is_some()).map(|country| {
            // "Burma" is the name of a present country, too, which goes first.
            let one = match Meaning::find(country.name()) {
                Some(Meaning::One(present)) => *present,
                Some(Meaning::Several(_)) | None => country,
            };
            (country.name(), vec![one])
        }),
    );
    let names = names.map(|(text, countries)| Word { text, kind: WordKind::Name, countries });
    let capitals = Country::all().flat_map(|country| {
        country.capital_names().map(move |text| Word { text, kind: WordKind::City, countries: vec![country] })
    });
    for word in names.chain(capitals) {
        if taken.insert(word.text) {
            words.push(word);
        }
    }
    words
}

fn word(line: &'static str) -> Option<Word> {
    let mut cells = line.split('\t');
    let (text, kind, codes) = (cells.next()?, cells.next()?, cells.next()?);
    Some(Word {
        text,
        kind: kind_of(kind)?,
        countries: codes.split(' ').filter_map(Country::from_code).collect(),
    })
}

fn kind_of(name: &str) -> Option<WordKind> {
    Some(match name {
        "name" => WordKind::Name,
        "demonym" => WordKind::Demonym,
        "combining" => WordKind::Combining,
        "city" => WordKind::City,
        "seat" => WordKind::Seat,
        "currency" => WordKind::Currency,
        "doubtful" => WordKind::Doubtful,
        "mask" => WordKind::Mask,
        _ => return None,
    })
}
