//! Small things done to text in more than one room.

mod address;
mod deceptive;
mod shown;

pub use address::address_key;
pub use deceptive::{Deception, deception, is_hidden, is_right_to_left, lookalike};
pub use shown::{shown, shown_json, shown_lines};

use slug::slugify;

/// The longest file name, in characters, that is made of a title.
const LONGEST_SLUG: usize = 80;

/// The endings of the names of Markdown files, in lower case and without the dot.
pub const MARKDOWN: [&str; 6] = ["md", "markdown", "mdown", "mdwn", "mkd", "mkdn"];

/// Returns a text without the byte-order mark (U+FEFF) that some editors put before it.
pub fn without_byte_order_mark(text: &str) -> &str {
    text.trim_start_matches('\u{FEFF}')
}

/// Returns the URL segment of a name: lower-case ASCII letters and digits, with single hyphens.
///
/// Empty where the name has no letter and no digit.
pub fn slug_of(name: &str) -> String {
    if name.is_ascii() {
        return slugify(name);
    }
    // Capitals of other scripts may be spelled otherwise in Latin letters: Ξ as KS, ξ as x.
    slugify(name.to_lowercase())
}

/// Returns the URL segment of a name in which a plus sign tells it from another one: "G7+" is `g7-plus`, not `g7`.
pub fn slug_with_plus(name: &str) -> String {
    if name.contains('+') { slug_of(&name.replace('+', " plus ")) } else { slug_of(name) }
}

/// Returns what two spellings of one name have in common: case, spaces and hyphens do not count, nor do the accents of
/// Latin letters. Other scripts keep their letters, which are told apart where a slug is not: 王毅 and 王义.
pub fn name_key(name: &str) -> String {
    let is_latin = |c: char| c < '\u{250}' || ('\u{1E00}'..='\u{1EFF}').contains(&c);
    let is_kept = |c: char| c.is_alphanumeric() || c == '+';
    if name.chars().filter(|c| c.is_alphabetic()).all(is_latin) {
        return name.split('+').map(|part| slug_of(part).replace('-', "")).collect::<Vec<_>>().join("+");
    }
    name.chars().filter(|c| is_kept(*c)).flat_map(char::to_lowercase).collect()
}

/// Returns whether `text` can stand as one URL segment as it is.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

/// Returns the words of a slug as a title: `war-in-ukraine` → "War in ukraine".
pub fn title_of_slug(slug: &str) -> String {
    let mut title = slug.replace(['-', '_'], " ");
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    title
}

/// Returns a text in one line, with one space between its words.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a title as it can stand in front matter: one line, without characters that YAML cannot have.
pub fn clean_title(title: &str) -> String {
    let printable: String = title
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'))
        .collect();
    one_line(&printable)
}

/// Returns the slug of a title, cut between two words where it is long; empty where none can be made.
pub fn slug_of_title(title: &str) -> String {
    let mut slug = slug_of(title);
    if slug.len() > LONGEST_SLUG {
        let end = slug[..=LONGEST_SLUG].rfind('-').unwrap_or(LONGEST_SLUG);
        slug.truncate(end);
    }
    slug
}

/// Returns the start of a text, cut between two words, with an ellipsis where something was cut.
///
/// `most` counts characters.
pub fn shorten(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let cut = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{}…", text[..cut].trim_end_matches([',', ';', ':', '.', ' ', '–', '—']))
}

/// Returns the path of `relative` as written in the file at `from`; both have `/` between parts.
///
/// None where it leads out of the site.
pub fn resolve_path(from: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// Returns the end of a file's name after the last dot, in lower case.
pub fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// Returns a text without the mail addresses in it, and without the brackets that stand around them.
pub fn without_mail_addresses(text: &str) -> String {
    let is_at = |c: char| matches!(c, '@' | '＠' | '﹫');
    if !text.contains(is_at) {
        return text.to_owned();
    }
    let is_part = |c: char| {
        c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '\'' | '!' | '~' | '=' | '&')
    };
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_at) {
        let sign = rest[at..].chars().next().map_or(1, char::len_utf8);
        let (before, after) = (&rest[..at], &rest[at + sign..]);
        let (local, quoted) = (before.trim_end_matches(is_part), before.ends_with('"'));
        let start = if quoted { before[..at - 1].rfind('"').unwrap_or(at) } else { local.len() };
        let end = after.find(|c| !is_host(c)).unwrap_or(after.len());
        if start == at || end == 0 {
            kept.push_str(&rest[..at + sign]);
            rest = after;
            continue;
        }
        let mut before = &rest[..start];
        let mut after = &after[end..];
        let address = &rest[at + sign..at + sign + end];
        // A full stop after an address is one of the sentence.
        if address.ends_with(['.', ':']) && !after.starts_with('>') {
            after = &rest[at + sign + end - 1..];
        }
        before = before.strip_suffix("mailto:").unwrap_or(before);
        for (open, close) in [('<', '>'), ('(', ')'), ('[', ']')] {
            if let (Some(outer), Some(inner)) = (before.strip_suffix(open), after.strip_prefix(close)) {
                (before, after) = (outer, inner);
            }
        }
        kept.push_str(before);
        rest = after;
    }
    kept.push_str(rest);
    let words: Vec<&str> = kept.split_whitespace().collect();
    words.join(" ").replace(" .", ".").replace(" ,", ",")
}

/// Returns "1 page", "2 pages".
pub fn counted(number: usize, singular: &str) -> String {
    if number == 1 { format!("1 {singular}") } else { format!("{number} {singular}s") }
}

#[cfg(test)]
mod tests {
    use super::without_mail_addresses;

    #[test]
    fn mail_addresses_are_taken_out_and_nothing_else() {
        for (text, left) in [
            ("Ada Writer <ada@example.org>", "Ada Writer"),
            ("ada@example.org", ""),
            ("Ask ada.writer+desk@mail.example.org, or nobody", "Ask, or nobody"),
            ("Mail (ada@example.org) mended", "Mail mended"),
            ("See mailto:ada@example.org.", "See."),
            ("\"Ada W\"@example.org said so", "said so"),
            ("ada＠example.org und größe@österreich.example", "und"),
            ("root@localhost and ada@[127.0.0.1]", "and"),
            ("Two: a@b.org b@c.org", "Two:"),
            (
                "@desk says 5 @ 7, at https://example.org/@desk",
                "@desk says 5 @ 7, at https://example.org/@desk",
            ),
            ("No address  at all", "No address  at all"),
        ] {
            assert_eq!(without_mail_addresses(text), left, "{text}");
        }
    }
}
