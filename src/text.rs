//! Small things done to text in more than one room.

use slug::slugify;

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

/// Returns "1 page", "2 pages".
pub fn counted(number: usize, singular: &str) -> String {
    if number == 1 { format!("1 {singular}") } else { format!("{number} {singular}s") }
}
