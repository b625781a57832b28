//! The languages of a site, and which one a file is written in.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::NavItem;
use super::language::{is_tag, no_tag, tag_of};
use super::raw::RawTranslation;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::Code;

/// The languages that a site declares: the first is its own, the others are those of translations.
///
/// A site that declares none has one language, and the names of its files say nothing of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Languages(Vec<String>);

/// What a site says of itself in another language.
#[derive(Clone, Debug, Default)]
pub struct TranslatedSettings {
    /// The title; none where it stays as it is.
    pub title: Option<String>,
    /// What the site is.
    pub description: Option<String>,
    /// The entries of the navigation; empty where they stay as they are.
    pub nav: Vec<NavItem>,
    /// Markdown at the foot of every page.
    pub footer: Option<String>,
}

/// The language that the name of a file ends in, before `.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suffix<'a> {
    /// One that the site declares.
    Declared(&'a str),
    /// What looks like a language, as it is written, and is none that the site declares.
    Undeclared(&'a str),
}

impl Languages {
    /// Returns all of them, the site's own first; none where the site declares none.
    pub fn all(&self) -> &[String] {
        &self.0
    }

    /// Returns the languages of translations.
    pub fn further(&self) -> &[String] {
        self.0.get(1..).unwrap_or_default()
    }

    /// Returns whether texts can be there in more than one language.
    pub fn are_several(&self) -> bool {
        self.0.len() > 1
    }

    /// Returns the language that the name of a document ends in; none on a site that declares no languages.
    pub fn suffix<'a>(&'a self, path: &'a str) -> Option<Suffix<'a>> {
        if self.0.is_empty() {
            return None;
        }
        let name = path.rsplit('/').next()?.strip_suffix(".md")?;
        let (_, suffix) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty())?;
        match self.0.iter().find(|language| language.eq_ignore_ascii_case(suffix)) {
            Some(language) => Some(Suffix::Declared(language)),
            None => looks_like_language(suffix).then_some(Suffix::Undeclared(suffix)),
        }
    }

    /// Returns the language that a document is a translation into; none for an original.
    pub fn translated_into<'a>(&'a self, path: &'a str) -> Option<&'a str> {
        match self.suffix(path)? {
            Suffix::Declared(language) => (language != self.0.first()?).then_some(language),
            Suffix::Undeclared(_) => None,
        }
    }

    /// Returns whether a document is a translation.
    pub fn is_translation(&self, path: &str) -> bool {
        self.translated_into(path).is_some()
    }

    /// Returns the path of a document without its language: `x.md` of `x.fr.md`.
    pub fn without_suffix<'a>(&self, path: &'a str) -> Cow<'a, str> {
        match self.suffix(path) {
            Some(Suffix::Declared(language)) => {
                let end = path.len() - ".md".len() - language.len() - ".".len();
                Cow::Owned(format!("{}.md", &path[..end]))
            }
            Some(Suffix::Undeclared(_)) | None => Cow::Borrowed(path),
        }
    }

    /// Reads `languages:`, and the language of the site, which is the first of them.
    pub(super) fn read(
        written: Vec<String>,
        language: Option<String>,
        findings: &mut Vec<Finding>,
    ) -> (Self, String) {
        let mut languages: Vec<String> = Vec::new();
        for (index, tag) in written.into_iter().enumerate() {
            let path = || KeyPath::key("languages").item(index);
            match tag_of(&tag).map(|tag| canonical(&tag)) {
                meant if meant.as_ref() != Some(&tag) => findings.push(no_tag(&tag, meant, path())),
                _ if languages.contains(&tag) => findings.push(
                    Finding::new(Code::DuplicateKey, format!("`{tag}` stands in `languages` twice"))
                        .anchor(Anchor::Value(path()))
                        .hint("keep one of the two"),
                ),
                _ => languages.push(tag),
            }
        }
        let own = match (languages.first(), language) {
            (None, language) => language.unwrap_or_else(|| "en".to_owned()),
            (Some(first), None) => first.clone(),
            (Some(first), Some(language)) => {
                if *first != language {
                    findings.push(
                        Finding::new(
                            Code::InvalidValue,
                            format!(
                                "`language` is `{}`, and the first of `languages` is `{first}`",
                                language.escape_debug()
                            ),
                        )
                        .anchor(Anchor::Value(KeyPath::key("language")))
                        .hint("put the language of the originals first, or take the line `language:` out"),
                    );
                }
                language
            }
        };
        (Self(languages), own)
    }

    /// Reads `translations:`, what the site says of itself in its other languages.
    pub(super) fn read_settings(
        &self,
        written: BTreeMap<String, RawTranslation>,
        findings: &mut Vec<Finding>,
    ) -> BTreeMap<String, TranslatedSettings> {
        let mut settings = BTreeMap::new();
        for (language, said) in written {
            if !self.further().contains(&language) {
                let others = self.further().join("`, `");
                let finding = Finding::new(
                    Code::InvalidValue,
                    format!("`{}` is no language of translations on this site", language.escape_debug()),
                )
                .anchor(Anchor::Key(KeyPath::key("translations").then(language)));
                findings.push(if others.is_empty() {
                    finding.hint("declare the languages of the site first, such as `languages: [en, fr]`")
                } else {
                    finding.hint(format!("the site has translations into `{others}`"))
                });
                continue;
            }
            let text = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
            settings.insert(
                language,
                TranslatedSettings {
                    title: text(said.title),
                    description: text(said.description),
                    nav: said.nav,
                    footer: text(said.footer),
                },
            );
        }
        settings
    }
}

/// Returns a tag in the case that BCP 47 recommends: `fr`, `pt-BR`, `zh-Hant`.
fn canonical(tag: &str) -> String {
    let parts = tag.split('-').enumerate().map(|(index, part)| match part.len() {
        2 if index > 0 => part.to_ascii_uppercase(),
        4 if index > 0 => {
            let (first, rest) = part.split_at(1);
            first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
        }
        _ => part.to_ascii_lowercase(),
    });
    parts.collect::<Vec<_>>().join("-")
}

/// Returns whether the end of a file's name may be meant as a language: two or three letters, with what BCP 47 puts
/// behind them.
fn looks_like_language(suffix: &str) -> bool {
    let language = suffix.split('-').next().unwrap_or_default();
    is_tag(suffix)
        && (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages(tags: &[&str]) -> Languages {
        Languages(tags.iter().map(|tag| (*tag).to_owned()).collect())
    }

    #[test]
    fn a_suffix_counts_where_it_is_declared() {
        let several = languages(&["en", "fr", "pt-BR"]);
        for (path, into, bare) in [
            ("content/pages/a.md", None, "content/pages/a.md"),
            ("content/pages/a.fr.md", Some("fr"), "content/pages/a.md"),
            ("content/pages/a.FR.md", Some("fr"), "content/pages/a.md"),
            ("content/pages/a.en.md", None, "content/pages/a.md"),
            ("content/pages/x/index.pt-br.md", Some("pt-BR"), "content/pages/x/index.md"),
            ("content/pages/g7.uk.md", None, "content/pages/g7.uk.md"),
            ("content/pages/.fr.md", None, "content/pages/.fr.md"),
        ] {
            assert_eq!(several.translated_into(path), into, "{path}");
            assert_eq!(several.without_suffix(path), bare, "{path}");
        }
        assert_eq!(several.suffix("content/pages/g7.uk.md"), Some(Suffix::Undeclared("uk")));
        assert_eq!(several.suffix("content/pages/v1.2.md"), None);
        assert_eq!(Languages::default().suffix("content/pages/a.fr.md"), None);
    }

    #[test]
    fn tags_have_one_case() {
        for (written, wanted) in
            [("FR", "fr"), ("pt-br", "pt-BR"), ("zh-hant", "zh-Hant"), ("sr-latn-rs", "sr-Latn-RS")]
        {
            assert_eq!(canonical(written), wanted);
        }
    }
}
