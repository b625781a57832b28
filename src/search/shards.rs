//! Terms and names, shared out among files by what they begin with.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Serialize;

use super::bits::{base64, fold_words, has_levels, hash, push_list};
use super::collect::{Collected, TITLE_LEVEL};
use super::documents::number_of;
use super::facets::Facets;
use super::names::Name;
use super::script::Script;
use crate::route::{SearchFile, SearchShards};

/// How many UTF-16 code units of a term say which file it stands in.
const BEGINNING: usize = 4;

/// How many characters at each end of a word say which files of words it stands in.
const END: usize = 2;

/// How many characters a word has at least whose slips are forgiven.
const SHORTEST_WORD: usize = 4;

#[derive(Serialize)]
struct TermsContent {
    words: String,
    bits: String,
    names: String,
}

#[derive(Serialize)]
struct WordsContent {
    words: String,
    counts: String,
}

/// Documents with levels, as one collection of them has them for a term.
type Part<'a> = &'a [(u32, u8)];

/// The parts of the list of each term.
type Lists<'a> = BTreeMap<&'a str, Vec<Part<'a>>>;

/// A word, and how many documents have it.
type Counted<'a> = (&'a str, usize);

/// Writes the files of terms and those of words.
pub fn shards(
    collected: &[Collected],
    facets: &Facets,
    names: &[Name],
    documents: usize,
    counts: SearchShards,
) -> (Vec<Script>, Vec<Script>) {
    let files = counts.terms as usize;
    let mut lists: Vec<Vec<(&str, Part)>> = vec![Vec::new(); files];
    for (term, list) in collected.iter().flat_map(Collected::terms) {
        lists[file_of(term, files)].push((term, list));
    }
    for facet in &facets.facets {
        lists[file_of(&facet.home, files)].push((&facet.key, &facet.documents));
    }
    let mut named: Vec<Vec<&Name>> = vec![Vec::new(); files];
    for name in names {
        let first = name.terms.split(' ').next().unwrap_or_default();
        named[file_of(first, files)].push(name);
    }
    let terms: Vec<(Script, Vec<Counted>)> = lists
        .into_par_iter()
        .zip(named)
        .enumerate()
        .map(|(number, (terms, names))| {
            let mut lists = Lists::new();
            for (term, list) in terms {
                lists.entry(term).or_default().push(list);
            }
            let lines: Vec<String> = names.iter().map(|name| line(name, number, files)).collect();
            term_file(number, &lists, &lines, documents)
        })
        .collect();
    let (terms, words): (Vec<Script>, Vec<Vec<Counted>>) = terms.into_iter().unzip();
    (terms, word_files(words.into_iter().flatten(), names, counts.words as usize))
}

/// Returns the file that a term stands in.
fn file_of(term: &str, files: usize) -> usize {
    hash(term.encode_utf16().take(BEGINNING)) as usize % files
}

/// Writes a file of terms. Returns it with the words in it that slips are held against, and how many documents have each.
fn term_file<'a>(
    number: usize,
    lists: &Lists<'a>,
    names: &[String],
    documents: usize,
) -> (Script, Vec<Counted<'a>>) {
    let mut bits = Vec::new();
    let mut counts = Vec::with_capacity(lists.len());
    for (term, parts) in lists {
        let list = parts.concat();
        push_list(&mut bits, &list, has_levels(list.len(), documents), documents);
        // A word of one text is a slip as likely as not, and an edit of that text is to change few files.
        let is_known = list.len() > 1 || list.iter().any(|(_, level)| *level >= TITLE_LEVEL);
        if !term.contains(':') && is_known {
            counts.push((*term, list.len()));
        }
    }
    let content = TermsContent {
        words: fold_words(lists.keys().copied()),
        bits: base64(&bits),
        names: names.join("\n"),
    };
    (Script::new(SearchFile::Terms(number_of(number)), &content), counts)
}

/// Returns the line of a name in the file of this number.
fn line(name: &Name, number: usize, files: usize) -> String {
    let Name { terms, key, home, number: page, is_code } = name;
    let home = if file_of(home, files) == number { "" } else { home };
    let code = if *is_code { "!" } else { "" };
    [terms, key, &page.to_string(), home, code].join("\t").trim_end_matches('\t').to_owned()
}

/// Writes the files of words.
fn word_files<'a>(terms: impl Iterator<Item = Counted<'a>>, names: &'a [Name], files: usize) -> Vec<Script> {
    let mut shared: Vec<BTreeMap<&str, usize>> = vec![BTreeMap::new(); files];
    // A name of one word is found although no text may have it.
    let of_names = names.iter().filter(|name| !name.terms.contains(' ')).map(|name| (name.terms.as_str(), 1));
    for (word, count) in of_names.chain(terms).filter(|(word, _)| can_be_misspelt(word)) {
        let units: Vec<u16> = word.encode_utf16().collect();
        let first = hash(units.iter().take(END).copied()) as usize % files;
        let last = hash(units.iter().skip(units.len() - END).copied()) as usize % files;
        for file in BTreeSet::from([first, last]) {
            let known = shared[file].entry(word).or_default();
            *known = count.max(*known);
        }
    }
    let script = |(number, words): (usize, &BTreeMap<&str, usize>)| {
        let count = |count: &usize| char::from_digit(count.checked_ilog2().unwrap_or_default(), 36);
        let content = WordsContent {
            words: fold_words(words.keys().copied()),
            counts: words.values().filter_map(count).collect(),
        };
        Script::new(SearchFile::Words(number_of(number)), &content)
    };
    shared.iter().enumerate().map(script).collect()
}

fn can_be_misspelt(word: &str) -> bool {
    word.chars().count() >= SHORTEST_WORD && !word.chars().any(char::is_numeric)
}
