//! Characters that make a text look like another one: invisible ones, and letters of one script that look
//! like those of another (Unicode Technical Standard 39).

/// Returns the ASCII letter that a letter of another script is taken for, in lower case.
pub fn lookalike(c: char) -> Option<char> {
    Some(match c {
        // Cyrillic, Greek and Armenian letters.
        'а' | 'А' | 'α' | 'Α' => 'a',
        'В' | 'Β' | 'в' => 'b',
        'с' | 'С' | 'ϲ' | 'Ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'Е' | 'Ε' => 'e',
        'ɡ' => 'g',
        'һ' | 'Н' | 'Η' | 'հ' => 'h',
        'і' | 'І' | 'ι' | 'Ι' | 'ı' => 'i',
        'ј' | 'Ј' => 'j',
        'к' | 'К' | 'κ' | 'Κ' => 'k',
        'ӏ' | 'Ӏ' => 'l',
        'М' | 'м' | 'Μ' => 'm',
        'п' | 'Ν' | 'ո' => 'n',
        'о' | 'О' | 'ο' | 'Ο' | 'օ' => 'o',
        'р' | 'Р' | 'ρ' | 'Ρ' => 'p',
        'ԛ' => 'q',
        'г' => 'r',
        'ѕ' | 'Ѕ' => 's',
        'т' | 'Т' | 'Τ' => 't',
        'υ' | 'ս' => 'u',
        'ѵ' | 'ν' => 'v',
        'ԝ' | 'ω' => 'w',
        'х' | 'Х' | 'χ' | 'Χ' => 'x',
        'у' | 'У' | 'γ' | 'Υ' => 'y',
        'Ζ' => 'z',
        // Letters of full width.
        'Ａ'..='Ｚ' => char::from_u32(u32::from(c) - 0xFF21 + 0x61)?,
        'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xFF41 + 0x61)?,
        _ => return None,
    })
}

/// Returns whether a character changes the order or the look of others and has none of its own.
///
/// These are the embeddings, overrides and isolates of the bidirectional algorithm (UAX 9), spaces of no width,
/// fillers and tags. Joiners are none of them: words of Persian and of Indian languages need them.
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{206A}'..='\u{206F}'
        | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{00AD}' | '\u{180E}'
        | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}')
}

/// Returns whether a character marks a direction, which a text of one direction has no use for.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}')
}

/// Returns whether a character is written from right to left: those of Arabic, Hebrew and their kin, and no mark of direction.
pub fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{1E800}'..='\u{1EFFF}')
        && !is_direction_mark(c)
}

/// What is deceptive in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deception {
    /// A character that nobody sees.
    Hidden(char),
    /// A word with letters of another script among its Latin ones: the word, and the first such letter.
    Mixed(String, char),
}

/// Returns the first thing in a name or a title that makes it look like what it is not.
pub fn deception(text: &str) -> Option<Deception> {
    if text.is_ascii() {
        return text.chars().find(|c| is_stray_control(*c)).map(Deception::Hidden);
    }
    let hidden = text.chars().find(|c| is_hidden(*c) || is_stray_control(*c));
    let mark = || {
        let mark = text.chars().find(|c| is_direction_mark(*c))?;
        (!text.chars().any(is_right_to_left)).then_some(mark)
    };
    if let Some(found) = hidden.or_else(mark) {
        return Some(Deception::Hidden(found));
    }
    text.split(|c: char| !c.is_alphanumeric()).find_map(|word| {
        let foreign = word.chars().find(|c| !c.is_ascii() && lookalike(*c).is_some())?;
        // A single letter is a sign of science: Δv, μm, "β2".
        let latin = word.chars().filter(char::is_ascii_alphabetic).count();
        let is_word = latin > 1 || latin == 1 && word.chars().count() > 2;
        is_word.then(|| Deception::Mixed(word.to_owned(), foreign))
    })
}

fn is_stray_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
}

#[cfg(test)]
mod tests {
    use super::{Deception, deception};

    #[test]
    fn what_deceives_is_found_and_what_languages_need_is_not() {
        for (text, found) in [
            ("Pay\u{202E}lap", '\u{202E}'),
            ("a\u{2066}b", '\u{2066}'),
            ("zero\u{200B}width", '\u{200B}'),
            ("esc\u{1b}[2J", '\u{1b}'),
            ("c1\u{9b}31m", '\u{9b}'),
            ("left\u{200F}right", '\u{200F}'),
        ] {
            assert_eq!(deception(text), Some(Deception::Hidden(found)), "{text:?}");
        }
        for (text, letter) in [("The Kremlіn", 'і'), ("Раris", 'Р'), ("Ｎato talks", 'Ｎ')] {
            assert!(matches!(deception(text), Some(Deception::Mixed(_, found)) if found == letter), "{text}");
        }
        for text in [
            "Côte d'Ivoire: l’accord – « enfin »",
            "Путин и Си в Пекине: BRICS",
            "Ελλάδα και Τουρκία",
            "A股与T恤",
            "می\u{200C}خواهم",
            "\u{200F}قمة بغداد\u{200F} (G20)",
            "क्\u{200D}ष",
            "5 μm, Δv, β2",
            "日本のODA政策",
        ] {
            assert_eq!(deception(text), None, "{text}");
        }
    }
}
