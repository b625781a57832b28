//! What is public and may not have been meant to be.

use super::repository::named;
use super::{Advice, Patient};
use crate::check::CODES;
use crate::content::{Document, Manuscript};
use crate::import::is_restricted;
use crate::load::Library;
use crate::source::Source;

/// Endings and names of files that are seldom meant for readers.
const SELDOM_MEANT: [&str; 14] = [
    ".pem",
    ".key",
    ".p12",
    ".pfx",
    ".kdbx",
    ".sql",
    ".sqlite",
    ".bak",
    ".old",
    ".orig",
    ".log",
    ".env",
    "id_rsa",
    "id_ed25519",
];

/// How many lines with words are looked at, from the start of a text and from its end: a restriction stands there.
const EDGE: usize = 3;

pub fn examine(patient: &Patient) -> Vec<Advice> {
    let mut advice = Vec::new();
    let Some(edition) = &patient.loaded.edition else { return advice };
    let site = &edition.site;
    let published = site.statics.iter().map(|name| format!("static/{name}"));
    let published = published.chain(site.assets.iter().map(|asset| asset.source.clone()));
    let seldom: Vec<String> = published.filter(|path| is_seldom_meant(path)).collect();
    if !seldom.is_empty() {
        advice.push(Advice::new(
            format!("files are published that seldom are meant to be: {}", named(&seldom)),
            "move them out of static/ and of the folders of briefings, if readers should not have them",
        ));
    }
    let library = Library::read(patient.tree, None, &CODES);
    let public = library.documents().filter(|(path, document)| {
        matches!(document, Document::Briefing(_) | Document::Page(_)) && site.entity_of(path).is_some()
    });
    let classified: Vec<String> = public
        .filter(|(path, _)| {
            let manuscript = patient.tree.read(path).ok().and_then(|bytes| Manuscript::of(&bytes));
            manuscript.is_some_and(|manuscript| says_classified(manuscript.body()))
        })
        .map(|(path, _)| path.to_owned())
        .collect();
    if !classified.is_empty() {
        advice.push(Advice::new(
            format!("texts are public that say of themselves that they are not: {}", named(&classified)),
            "add `marking: TLP:RED` to their front matter, or take the line out of them",
        ));
    }
    advice
}

fn is_seldom_meant(path: &str) -> bool {
    let path = path.to_lowercase();
    SELDOM_MEANT.iter().any(|ending| path.ends_with(ending))
}

/// Returns whether a text has a line, at its start or its end, that says that it is not for everybody.
fn says_classified(body: &str) -> bool {
    let lines = || body.lines().filter(|line| !line.trim().is_empty());
    // "Confidential talks" as a heading says nothing of the text.
    let is_restricted = |line: &str| !line.chars().any(char::is_lowercase) && is_restricted(line);
    lines().take(EDGE).any(is_restricted) || lines().rev().take(EDGE).any(is_restricted)
}

#[cfg(test)]
mod tests {
    use super::says_classified;

    #[test]
    fn a_line_of_its_own_makes_a_text_classified_and_a_word_in_a_sentence_does_not() {
        for text in ["SECRET\n\nText.", "Text.\n\n**CONFIDENTIAL**\n", "SECRET//NOFORN", "# TLP:AMBER"] {
            assert!(says_classified(text), "{text}");
        }
        for text in ["The secret treaty.", "Confidential talks were held.", "It is no secret"] {
            assert!(!says_classified(text), "{text}");
        }
    }
}
