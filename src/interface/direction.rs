//! In which direction a language is written.

use serde::Serialize;

/// The languages that are written from right to left unless their tag says otherwise, by CLDR.
const RIGHT_TO_LEFT: [&str; 20] = [
    "ar", "arc", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo", "ps", "sd", "syr",
    "ug", "ur", "yi", "ji",
];

/// The scripts that are.
const SCRIPTS: [&str; 8] = ["arab", "hebr", "syrc", "thaa", "nkoo", "rohg", "adlm", "aran"];

/// A direction of writing, as HTML's `dir` has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// Returns the word for it in HTML.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }

    /// Returns the direction of a language, given as a tag of BCP 47.
    pub fn of(language: &str) -> Self {
        let tag = language.to_ascii_lowercase();
        let mut parts = tag.split('-');
        let name = parts.next().unwrap_or_default();
        let is_rtl =
            match parts.find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic())) {
                Some(script) => SCRIPTS.contains(&script),
                None => RIGHT_TO_LEFT.contains(&name),
            };
        if is_rtl { Self::Rtl } else { Self::Ltr }
    }
}

#[cfg(test)]
mod tests {
    use super::Direction;

    #[test]
    fn languages_and_scripts_have_their_directions() {
        for tag in ["ar", "ar-EG", "he", "FA", "ur-PK", "uz-Arab", "az-arab-IR"] {
            assert_eq!(Direction::of(tag), Direction::Rtl, "{tag}");
        }
        for tag in ["en", "fr-CA", "ku", "ar-Latn", "zh-Hant-TW", "x", ""] {
            assert_eq!(Direction::of(tag), Direction::Ltr, "{tag}");
        }
    }
}
