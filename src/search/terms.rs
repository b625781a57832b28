//! A text as terms, as `docs/search-index.md` says. `client/terms.mjs` does the same in the browser, and both are
//! tested against the vectors of `tests/search/`.

use std::str::Chars;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// How many characters a term has at most.
const LONGEST: usize = 40;

/// Calls `each` with the terms of a text, one by one.
pub fn each_term(text: &str, mut each: impl FnMut(&str)) {
    let mut lower = String::new();
    let mut rest = text;
    // What is not ASCII can change the letter before it, so it is one piece with the letters around it. Pieces end at
    // ASCII, so bytes will do, which are quicker to look through than characters.
    while let Some(start) = rest.bytes().position(is_of_piece) {
        let piece = &rest[start..];
        let end = piece.bytes().position(|byte| !is_of_piece(byte)).unwrap_or(piece.len());
        rest = &piece[end..];
        let piece = &piece[..end];
        if piece.len() <= LONGEST && piece.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            lower.clear();
            lower.push_str(piece);
            lower.make_ascii_lowercase();
            each(&lower);
        } else {
            each_of_folded(&fold(piece), &mut each);
        }
    }
}

/// Returns the terms of a text.
pub fn terms_of(text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    each_term(text, |term| terms.push(term.to_owned()));
    terms
}

fn is_of_piece(byte: u8) -> bool {
    !byte.is_ascii() || byte.is_ascii_alphanumeric() || byte == b'\''
}

/// Returns a text without the differences that do not matter to a search.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(text);
    let mut folded = String::with_capacity(decomposed.len());
    for character in decomposed.chars().flat_map(char::to_lowercase).filter(|c| !is_dropped(*c)) {
        match expanded(character) {
            Some(text) => folded.push_str(text),
            None => folded.push(digit(character)),
        }
    }
    ComposingNormalizerBorrowed::new_nfc().normalize(&folded).into_owned()
}

/// Returns whether a character only changes how another one looks.
fn is_dropped(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{300}'..='\u{36F}'
        | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}' | '\u{5F3}' | '\u{5F4}'
        | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Returns what a character is taken for that has no decomposition.
fn expanded(character: char) -> Option<&'static str> {
    Some(match character {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ŋ' => "n",
        'ς' => "σ",
        'ى' | 'ی' => "ي",
        'ة' => "ه",
        'ک' => "ك",
        '\u{2018}' | '\u{2019}' | '\u{2BC}' => "'",
        _ => return None,
    })
}

/// Returns the ASCII digit that a digit of Arabic or Persian is; other characters are themselves.
fn digit(character: char) -> char {
    let value = match character {
        '\u{660}'..='\u{669}' => u32::from(character) - 0x660,
        '\u{6F0}'..='\u{6F9}' => u32::from(character) - 0x6F0,
        _ => return character,
    };
    char::from_digit(value, 10).unwrap_or(character)
}

/// What a character is to the search for words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Part of a word.
    Letter,
    /// Part of a run that is taken in pairs.
    Paired,
    Apostrophe,
    Other,
}

fn class(character: char) -> Class {
    match character {
        '\'' => Class::Apostrophe,
        // Thai to Lao; Burmese; Hangul; Khmer; CJK and kana; the rest of them.
        '\u{E00}'..='\u{EFF}'
        | '\u{1000}'..='\u{109F}'
        | '\u{1100}'..='\u{11FF}'
        | '\u{1780}'..='\u{17FF}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AA60}'..='\u{AA7F}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{20000}'..='\u{3134F}'
            if !matches!(character, '\u{E2F}' | '\u{E4F}' | '\u{E5A}' | '\u{E5B}' | '\u{104A}'..='\u{104F}'
                | '\u{17D4}'..='\u{17DA}' | '\u{30A0}' | '\u{30FB}') =>
        {
            Class::Paired
        }
        '\u{900}'..='\u{963}' | '\u{971}'..='\u{DFF}' => Class::Letter,
        other if other.is_alphanumeric() => Class::Letter,
        _ => Class::Other,
    }
}

/// Returns the first characters of `rest` of one class, and takes them off.
fn run<'a>(rest: &mut Chars<'a>, of: impl Fn(Class) -> bool) -> &'a str {
    let text = rest.as_str();
    let end = text.find(|c| !of(class(c))).unwrap_or(text.len());
    *rest = text[end..].chars();
    &text[..end]
}

fn each_of_folded(folded: &str, each: &mut impl FnMut(&str)) {
    let mut rest = folded.chars();
    while let Some(first) = rest.clone().next() {
        match class(first) {
            Class::Letter => {
                let word = run(&mut rest, |class| matches!(class, Class::Letter | Class::Apostrophe));
                let is_parted = word.split('\'').filter(|part| !part.is_empty()).count() > 1;
                for part in word.split('\'') {
                    let letters = part.chars().count();
                    if letters > 1 || letters == 1 && !is_parted {
                        let end = part.char_indices().nth(LONGEST).map_or(part.len(), |(end, _)| end);
                        each(&part[..end]);
                    }
                }
            }
            Class::Paired => each_pair(run(&mut rest, |class| class == Class::Paired), each),
            Class::Apostrophe | Class::Other => {
                rest.next();
            }
        }
    }
}

fn each_pair(run: &str, each: &mut impl FnMut(&str)) {
    let starts: Vec<usize> = run.char_indices().map(|(start, _)| start).chain([run.len()]).collect();
    if starts.len() <= 2 {
        each(run);
    }
    for pair in starts.windows(3) {
        each(&run[pair[0]..pair[2]]);
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test ends at what it does not expect")]
mod tests {
    use std::collections::BTreeMap;

    use super::terms_of;

    #[test]
    fn terms_are_those_of_the_vectors() {
        let vectors: BTreeMap<String, Vec<String>> =
            serde_json::from_str(include_str!("../../tests/search/vectors.json")).expect("vectors");
        for (text, terms) in vectors {
            assert_eq!(terms_of(&text), terms, "{text}");
        }
    }
}
