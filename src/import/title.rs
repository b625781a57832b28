//! Titles and summaries, proposed from the words of a text.

use crate::text::clean_title;
use crate::text::shorten;

/// The longest title that is proposed, in characters.
const TITLE: usize = 100;

/// The longest summary that is proposed, in characters.
const SUMMARY: usize = 320;

/// Words with a full stop that end no sentence.
const ABBREVIATIONS: [&str; 26] = [
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "sgt", "sen", "rep", "gov", "st", "no", "vs", "etc",
    "jan", "feb", "aug", "sept", "oct", "nov", "dec", "approx", "hon", "amb",
];

/// Returns a title made of the first sentence of a lead, cut between two of its parts where it is long.
pub fn of_lead(lead: &str) -> String {
    let words = clean_title(lead);
    let sentence = sentences(&words).next().unwrap_or_default();
    let sentence = sentence.trim_end_matches(['.', ' ', ':', ';', ',']);
    if sentence.chars().count() <= TITLE {
        return sentence.to_owned();
    }
    let end = sentence.char_indices().nth(TITLE).map_or(sentence.len(), |(end, _)| end);
    // Shorter than this, the first part says too little.
    let cut = sentence[..end].rfind([',', ';', ':', '–', '—']).filter(|cut| *cut >= 30);
    match cut {
        Some(cut) => sentence[..cut].trim_end().to_owned(),
        None => shorten(sentence, TITLE - 20),
    }
}

/// Returns the first sentences of a lead, as many as a summary may have.
pub fn summary_of(lead: &str) -> String {
    let words = clean_title(lead);
    let mut summary = String::new();
    for sentence in sentences(&words).take(2) {
        if !summary.is_empty() && summary.chars().count() + sentence.chars().count() > SUMMARY {
            break;
        }
        summary.push_str(sentence);
    }
    shorten(summary.trim(), SUMMARY)
}

/// Returns the subject of a mail without what replies and forwarding put before it.
pub fn of_subject(subject: &str) -> String {
    let mut rest = subject.trim();
    while let Some((before, after)) = rest.split_once(':') {
        let is_reply = ["re", "fw", "fwd", "aw", "wg", "tr", "sv"]
            .iter()
            .any(|word| before.trim().eq_ignore_ascii_case(word));
        if !is_reply {
            break;
        }
        rest = after.trim_start();
    }
    clean_title(rest)
}

/// Returns the sentences of a text on one line, each with what follows it.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.match_indices(['.', '!', '?']).map(|(at, _)| at + 1).find(|end| is_end(rest, *end));
        let end = end.unwrap_or(rest.len());
        let end =
            end + rest[end..].len() - rest[end..].trim_start_matches(['"', '”', '’', '\'', ')', ' ']).len();
        let (sentence, after) = rest.split_at(end);
        rest = after;
        Some(sentence)
    })
}

/// Returns whether a mark that ends at `end` ends a sentence.
fn is_end(text: &str, end: usize) -> bool {
    let after = text[end..].trim_start_matches(['"', '”', '’', '\'', ')']);
    if !after.is_empty() && !after.starts_with(' ') {
        return false;
    }
    let next = after.trim_start();
    if next.starts_with(char::is_lowercase) {
        return false;
    }
    let before = &text[..end - 1];
    let word = before.rsplit([' ', '(', '.', '“', '"']).next().unwrap_or_default();
    // "U.S. officials" and "J. Smith" go on.
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    !(text[..end].ends_with('.') && (is_initial || ABBREVIATIONS.contains(&word.to_lowercase().as_str())))
}
