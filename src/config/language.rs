//! The language of a site: whether a tag can be one, and which one a name means.

use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::Code;
use crate::text::name_key;

/// The longest subtag of a language in use: ISO 639 has two or three letters.
const LONGEST_LANGUAGE: usize = 3;

/// Languages that people name in the place of their tag: the tag of BCP 47, the English name, and their own.
const NAMES: &[(&str, &str, &str)] = &[
    ("ar", "Arabic", "العربية"),
    ("cs", "Czech", "Čeština"),
    ("da", "Danish", "Dansk"),
    ("de", "German", "Deutsch"),
    ("el", "Greek", "Ελληνικά"),
    ("en", "English", "English"),
    ("es", "Spanish", "Español"),
    ("fa", "Persian", "فارسی"),
    ("fa", "Farsi", "فارسی"),
    ("fi", "Finnish", "Suomi"),
    ("fr", "French", "Français"),
    ("he", "Hebrew", "עברית"),
    ("hi", "Hindi", "हिन्दी"),
    ("hu", "Hungarian", "Magyar"),
    ("id", "Indonesian", "Bahasa Indonesia"),
    ("it", "Italian", "Italiano"),
    ("ja", "Japanese", "日本語"),
    ("ko", "Korean", "한국어"),
    ("nl", "Dutch", "Nederlands"),
    ("pl", "Polish", "Polski"),
    ("pt", "Portuguese", "Português"),
    ("ro", "Romanian", "Română"),
    ("ru", "Russian", "Русский"),
    ("sv", "Swedish", "Svenska"),
    ("tr", "Turkish", "Türkçe"),
    ("uk", "Ukrainian", "Українська"),
    ("vi", "Vietnamese", "Tiếng Việt"),
    ("zh", "Chinese", "中文"),
];

/// Returns what a language calls itself; the tag itself where that is not known.
pub fn language_name(tag: &str) -> &str {
    let base = tag.split('-').next().unwrap_or(tag);
    NAMES.iter().find(|(own, ..)| base.eq_ignore_ascii_case(own)).map_or(tag, |(_, _, name)| name)
}

/// Returns whether a tag of BCP 47 means English.
pub fn is_english(tag: &str) -> bool {
    tag.split('-').next().is_some_and(|language| language.eq_ignore_ascii_case("en"))
}

/// Says why the `language` of a site is no tag of BCP 47, if it is none, and which one may be meant.
pub(super) fn wrong_language(written: &str) -> Option<Finding> {
    if is_tag(written) {
        return None;
    }
    Some(no_tag(written, tag_of(written), KeyPath::key("language")))
}

/// Says that what stands at a path is no tag of BCP 47, and which one may be meant.
pub(super) fn no_tag(written: &str, meant: Option<String>, path: KeyPath) -> Finding {
    let message = format!("`{}` is no language tag", written.escape_debug());
    let finding = Finding::new(Code::InvalidValue, message).anchor(Anchor::Value(path));
    match meant {
        Some(tag) => finding.hint(format!("did you mean `{tag}`?")),
        None => finding.hint("use a tag of BCP 47, such as `en`, `fr` or `pt-BR`"),
    }
}

/// Tells whether a text has the shape of a language tag.
pub(super) fn is_tag(written: &str) -> bool {
    let is_subtag =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let language = written.split('-').next().unwrap_or_default();
    language.len() <= LONGEST_LANGUAGE && written.split('-').all(is_subtag)
}

/// Returns the tag of the language with a name, or the tag that a text with a locale's underscore means: `pt_BR`.
pub(super) fn tag_of(written: &str) -> Option<String> {
    let key = name_key(written);
    let named =
        NAMES.iter().find(|(_, english, own)| [english, own].map(|name| name_key(name)).contains(&key));
    if let Some((tag, ..)) = named {
        return Some((*tag).to_owned());
    }
    let tag = written.trim().split('.').next().unwrap_or_default().replace('_', "-");
    is_tag(&tag).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_taken_and_names_lead_to_theirs() {
        for tag in ["en", "fr", "pt-BR", "zh-Hant", "gsw", "de-CH-1996"] {
            assert!(wrong_language(tag).is_none(), "{tag}");
        }
        for (written, tag) in [
            ("french", Some("fr")),
            ("Français", Some("fr")),
            ("中文", Some("zh")),
            ("pt_BR", Some("pt-BR")),
            ("de_DE.UTF-8", Some("de-DE")),
            ("Klingonish", None),
            ("", None),
        ] {
            assert!(wrong_language(written).is_some(), "{written}");
            assert_eq!(tag_of(written).as_deref(), tag, "{written}");
        }
    }
}
