//! A file of `content/` while it is being read.

use serde::de::DeserializeOwned;

use super::foreign::tell_foreign;
use super::front_matter::read;
use super::near_miss::Known;
use super::translation::Original;
use crate::config::{Config, Html};
use crate::finding::Finding;
use crate::tree::{self, Body, Source};
use crate::yaml::plain_text;

/// The parts of a file that hold its YAML and its Markdown.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    pub path: &'a str,
    /// The same without the language of a translation: `x.md` of `x.fr.md`.
    pub bare: &'a str,
    /// What a translation takes from its original; none for an original.
    pub original: Option<&'a Original>,
    pub yaml: &'a str,
    pub text: &'a str,
    /// Where the Markdown begins, in bytes.
    pub body_at: usize,
    /// The keys that its kind has.
    pub known: Known<'a>,
}

impl Parts<'_> {
    /// Reads the front matter, that of a translation with what it takes from its original; what stands in the way is
    /// told whole.
    pub fn read<T: DeserializeOwned + Default>(&self, findings: &mut Vec<Finding>) -> Option<T> {
        let own = read(self.yaml, findings)?;
        Some(self.original.and_then(|original| original.fill(self.yaml)).unwrap_or(own))
    }

    pub fn body(&self) -> &str {
        &self.text[self.body_at..]
    }

    /// Reads the Markdown. `sources` are the ids that it may cite.
    pub fn read_body(&self, sources: &[&str], html: Html, findings: &mut Vec<Finding>) -> Body {
        let source = Source { path: self.path, markdown: self.body(), at: self.body_at };
        let body = tree::parse(source, sources, html, findings);
        tell_foreign(&body, html, findings);
        body
    }

    /// Returns the language of a text that does not name it, on a site that has several.
    pub fn language(&self, config: &Config) -> Option<String> {
        let languages = &config.languages;
        let language = languages.translated_into(self.path).or(languages.all().first().map(String::as_str));
        language.filter(|_| languages.are_several()).map(ToOwned::to_owned)
    }

    /// Returns the names that front matter may use for a document: its own, and those by which its original is known, since
    /// texts that are not translated use those.
    pub fn names_with_original(&self, own: Vec<String>, keys: &[&str], title: Option<&str>) -> Vec<String> {
        let Some(original) = self.original else { return own };
        let named = keys.iter().filter_map(|key| plain_text(original.get(key)?));
        let mut names = own;
        for name in named.chain(original.texts("aliases")) {
            if Some(name.as_str()) != title && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Returns whether this is the `index.md` of a page folder, which has its own files beside it.
    pub fn is_folder(&self) -> bool {
        self.bare.ends_with("/index.md")
    }

    /// Returns the name that a document goes by where it gives itself none: its file's, or its folder's.
    pub fn stem(&self) -> &str {
        let mut names = self.bare.rsplit('/');
        let file = names.next().unwrap_or_default();
        match (file, names.next()) {
            ("index.md", Some(folder)) => folder,
            _ => file.strip_suffix(".md").unwrap_or(file),
        }
    }
}
