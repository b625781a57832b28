//! Lines that say who may read a text: markings, classifications, caveats. What has one is imported as a draft with
//! a marking that no site publishes by default.

use super::builder::ImportBuilder;
use super::report::shown_line;
use crate::config::Marking;

/// Words of classifications and caveats, as they stand on lines of their own. The first words of longer ones are
/// enough.
const STRONG: [&str; 30] = [
    "CONFIDENTIAL",
    "SECRET",
    "NOFORN",
    "CLASSIFIED",
    "NODIS",
    "EXDIS",
    "LIMDIS",
    "ORCON",
    "FOUO",
    "SBU",
    "CUI",
    "CONFIDENTIEL",
    "RESTREINT",
    "VERTRAULICH",
    "GEHEIM",
    "CONFIDENCIAL",
    "SECRETO",
    "RESERVADO",
    "RISERVATO",
    "SEGRETO",
    "СЕКРЕТНО",
    "КОНФИДЕНЦИАЛЬНО",
    "سري",
    "سرّي",
    "机密",
    "秘密",
    "絕密",
    "极秘",
    "秘",
    "ΑΠΟΡΡΗΤΟ",
];

/// Words that restrict a text where they stand alone, or with one of those above.
const WEAK: [&str; 8] =
    ["RESTRICTED", "SENSITIVE", "INTERNAL", "PRIVATE", "LIMITED", "EMBARGOED", "PROTECTED", "UNPUBLISHED"];

/// Words that stand beside those in a marking.
const BESIDE: [&str; 44] = [
    "TOP",
    "VERY",
    "STRENG",
    "TRÈS",
    "COSMIC",
    "EU",
    "UE",
    "NATO",
    "OTAN",
    "OFFICIAL",
    "FOR",
    "ONLY",
    "USE",
    "EYES",
    "NOT",
    "REL",
    "TO",
    "USA",
    "FVEY",
    "GBR",
    "UK",
    "US",
    "BUT",
    "AND",
    "DISTRIBUTION",
    "DISTRIBUTED",
    "PUBLICATION",
    "DISCLOSURE",
    "DIFFUSION",
    "DÉFENSE",
    "DIPLOMATIC",
    "COMMERCIAL",
    "MATERIAL",
    "INFORMATION",
    "DOCUMENT",
    "HANDLING",
    "BY",
    "IN",
    "CONFIDENCE",
    "STRICTLY",
    "СОВЕРШЕННО",
    "للغاية",
    "PERSONAL",
    "COMPANY",
];

/// Phrases that restrict a text without one of those words.
const PHRASES: [&str; 12] = [
    "NOT FOR PUBLICATION",
    "NOT FOR DISTRIBUTION",
    "NOT FOR RELEASE",
    "NOT FOR CITATION",
    "DO NOT PUBLISH",
    "DO NOT DISTRIBUTE",
    "DO NOT CITE",
    "DO NOT FORWARD",
    "FOR OFFICIAL USE ONLY",
    "FOR INTERNAL USE",
    "DIFFUSION RESTREINTE",
    "NUR FÜR DEN DIENSTGEBRAUCH",
];

/// How many lines with words, at the start and at the end, a restriction stands on most often.
const EDGE: usize = 12;

/// How many characters such a line has at most.
const LONGEST: usize = 120;

/// Heeds all lines of a text that say who may read it; `before` lines stand before them in the original.
pub fn read<'a>(lines: impl Iterator<Item = &'a str> + Clone, before: usize, builder: &mut ImportBuilder) {
    let with_words = || lines.clone().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let number = with_words().count();
    for (place, (index, line)) in with_words().enumerate() {
        let is_edge = place < EDGE || place + EDGE >= number;
        let line_number = Some(index + before + 1);
        match restriction(line, is_edge) {
            None => {}
            Some(Restriction::Marked(marking)) => {
                builder.restrict(marking, format!("`{}`", shown_line(line)), line_number);
            }
            Some(Restriction::Doubtful) => builder.warn(
                format!(
                    "`{}` stands in the text: see whether it may be published, and set `marking`",
                    shown_line(line)
                ),
                line_number,
            ),
        }
    }
}

/// Returns whether a line on its own says that its text is not for everybody.
pub fn is_restricted(line: &str) -> bool {
    matches!(restriction(line, true), Some(Restriction::Marked(marking)) if marking != Marking::Clear)
}

/// What a line says of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Restriction {
    /// It has this marking, or one that amounts to it.
    Marked(Marking),
    /// It may be a headline as well.
    Doubtful,
}

fn restriction(line: &str, is_edge: bool) -> Option<Restriction> {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() || bare.chars().nth(LONGEST).is_some() {
        return None;
    }
    let upper = joined_letters(&bare.to_uppercase());
    if let Some(marking) = tlp(&upper) {
        return Some(Restriction::Marked(marking));
    }
    let has_small = bare.chars().any(char::is_lowercase);
    let words: Vec<&str> =
        upper.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_strong = |word: &&&str| STRONG.contains(*word);
    let is_weak = |word: &&&str| WEAK.contains(*word);
    let is_beside = |word: &&str| BESIDE.contains(word) || word.bytes().all(|byte| byte.is_ascii_digit());
    let is_phrase = PHRASES.iter().any(|phrase| words.join(" ").starts_with(phrase)) && words.len() <= 8;
    let is_whole = words.iter().all(|word| is_strong(&word) || is_weak(&word) || is_beside(word));
    let has_strong = words.iter().any(|word| is_strong(&word));
    let has_weak = words.iter().any(|word| is_weak(&word));
    let is_closed = is_phrase || is_whole && (has_strong || has_weak && (!has_small || words.len() > 1));
    if is_closed && (is_edge || !has_small) {
        return Some(Restriction::Marked(Marking::Red));
    }
    if !is_edge {
        return None;
    }
    if is_label(&upper) {
        return Some(Restriction::Marked(Marking::Red));
    }
    let first_is_closed = words.iter().take(3).any(|word| is_strong(&word) || is_weak(&word))
        && words.iter().take_while(|word| !is_strong(word) && !is_weak(word)).all(is_beside);
    if has_small || !first_is_closed {
        return None;
    }
    // The first line of a cable goes on with its number: "CONFIDENTIAL SECTION 01 OF 02 PARIS 001234".
    let is_cable = upper.contains("//")
        || words.contains(&"SECTION")
        || words.iter().any(|word| word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_digit()));
    Some(if is_cable { Restriction::Marked(Marking::Red) } else { Restriction::Doubtful })
}

/// Returns the label of the Traffic Light Protocol that a line begins with. One that nobody knows is the strictest.
fn tlp(upper: &str) -> Option<Marking> {
    let rest = upper.strip_prefix("TLP")?.trim_start_matches([' ', ':', '-', '_', '=']);
    let after = |name: &str| rest.strip_prefix(name).filter(|rest| !rest.starts_with(char::is_alphanumeric));
    if let Some(rest) = after("AMBER") {
        let is_strict = rest.trim_start_matches([' ', '+', '-', '_']).starts_with("STRICT");
        return Some(if is_strict { Marking::AmberStrict } else { Marking::Amber });
    }
    let names = [
        ("CLEAR", Marking::Clear),
        ("WHITE", Marking::Clear),
        ("GREEN", Marking::Green),
        ("RED", Marking::Red),
    ];
    let known = names.into_iter().find(|(name, _)| after(name).is_some()).map(|(_, marking)| marking);
    let is_label = rest.len() < upper.len() - 3 && upper[3..].starts_with([':', ' ', '-', '_', '=']);
    known.or_else(|| (is_label && rest.split_whitespace().count() == 1).then_some(Marking::Red))
}

/// Returns whether a line is one such as `Classification: Secret` or `CLASSIFIED BY: the ambassador`.
fn is_label(upper: &str) -> bool {
    let Some((name, value)) = upper.split_once(':') else { return false };
    let name = name.trim();
    let value = value.trim();
    if matches!(name, "CLASSIFIED BY" | "DERIVED FROM" | "DECLASSIFY ON" | "REASON FOR CLASSIFICATION") {
        return true;
    }
    let is_name = matches!(
        name,
        "CLASSIFICATION"
            | "SECURITY CLASSIFICATION"
            | "MARKING"
            | "PROTECTIVE MARKING"
            | "SENSITIVITY"
            | "CAVEAT"
            | "CAVEATS"
            | "HANDLING"
            | "CONFIDENTIALITY"
            | "TLP"
    );
    is_name && !is_open(value)
}

/// Returns whether a classification says that everyone may read a text.
pub fn is_open(value: &str) -> bool {
    matches!(
        value.trim().to_uppercase().as_str(),
        "" | "UNCLASSIFIED"
            | "UNCLAS"
            | "PUBLIC"
            | "OPEN"
            | "NONE"
            | "NORMAL"
            | "CLEAR"
            | "WHITE"
            | "TLP:CLEAR"
            | "TLP:WHITE"
    )
}

/// Joins letters that are set apart, as cables do: `S E C R E T` is `SECRET`.
fn joined_letters(upper: &str) -> String {
    let mut joined = String::with_capacity(upper.len());
    let mut single = false;
    for word in upper.split(' ').filter(|word| !word.is_empty()) {
        let is_single = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        if !(joined.is_empty() || single && is_single) {
            joined.push(' ');
        }
        joined.push_str(word);
        single = is_single;
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::{Restriction, restriction};
    use crate::config::Marking;

    #[test]
    fn lines_that_say_who_may_read_a_text_are_told_from_headlines_and_sentences() {
        for line in [
            "SECRET",
            "Confidential",
            "**CONFIDENTIAL**",
            "## Secret",
            "TOP SECRET",
            "SECRET//NOFORN",
            "// NOFORN //",
            "S E C R E T",
            "C O N F I D E N T I A L SECTION 01 OF 02 PARIS 001234",
            "SECRET PARIS 001234",
            "EU CONFIDENTIAL",
            "RESTREINT UE/EU RESTRICTED",
            "NATO SECRET",
            "OFFICIAL-SENSITIVE",
            "OFFICIAL: SENSITIVE",
            "SENSITIVE",
            "INTERNAL",
            "Internal use only",
            "FOR OFFICIAL USE ONLY",
            "Not for publication",
            "DO NOT CITE OR CIRCULATE",
            "Classification: Secret",
            "CLASSIFIED BY: the ambassador",
            "Sensitivity: company-confidential",
            "TLP:RED",
            "TLP:ORANGE",
            "СЕКРЕТНО",
            "Streng geheim",
            "سري للغاية",
        ] {
            assert_eq!(restriction(line, true), Some(Restriction::Marked(Marking::Red)), "{line}");
        }
        for (line, marking) in [
            ("TLP:AMBER", Marking::Amber),
            ("tlp: amber", Marking::Amber),
            ("[TLP:AMBER+STRICT]", Marking::AmberStrict),
            ("TLP AMBER STRICT – for the desk", Marking::AmberStrict),
            ("TLP:GREEN", Marking::Green),
            ("TLP:WHITE", Marking::Clear),
        ] {
            assert_eq!(restriction(line, false), Some(Restriction::Marked(marking)), "{line}");
        }
        assert_eq!(restriction("SECRET TALKS IN OSLO", true), Some(Restriction::Doubtful));
        assert_eq!(restriction("SECRET", false), Some(Restriction::Marked(Marking::Red)));
        for line in [
            "Secret talks in Oslo",
            "UNCLASSIFIED",
            "Classification: unclassified",
            "The minister kept it secret.",
            "Internal",
            "## Limited",
            "Confidential sources say that the talks went on.",
            "TLP",
            "For the record",
            "In confidence-building talks",
            "",
            "---",
            "PARIS, 1 April 2024",
            "1 April 2024",
            "NATO",
            "Marking: none",
        ] {
            assert_eq!(restriction(line, true), None, "{line}");
        }
        assert_eq!(restriction("Secret", false), None);
    }
}
