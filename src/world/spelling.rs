//! The keys under which two spellings of a name are the same.

/// Returns the key of a name or a code in ASCII.
///
/// It leaves out case, accents, punctuation and a leading "the".
pub(super) fn fold(written: &str) -> String {
    let slug = slug::slugify(written);
    match slug.strip_prefix("the-") {
        Some(rest) => rest.to_owned(),
        None => slug,
    }
}

/// Returns the key of a name in any language.
///
/// Other scripts than the Latin one keep their letters: written in ASCII, names of different countries
/// become alike, and some become codes.
pub(super) fn key(text: &str) -> String {
    if is_latin(text) {
        fold(text)
    } else {
        // U+02B0 to U+02FF count as letters, but are apostrophes and accents that stand alone.
        let is_kept = |c: &char| c.is_alphanumeric() && !('\u{2b0}'..'\u{300}').contains(c);
        text.chars().filter(is_kept).flat_map(char::to_lowercase).collect()
    }
}

/// Tells whether a text has no letters of another script than the Latin one.
pub(super) fn is_latin(text: &str) -> bool {
    text.chars().all(|c| !c.is_alphabetic() || c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c))
}
