//! Names in front matter: what becomes a part of an address, and what readers take it for.

use std::collections::HashSet;

use super::doubtful::repeated_entry;
use super::front_matter::Checker;
use crate::config::MANIFEST_FILE;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::Code;
use crate::text::{Deception, deception, is_slug, shorten, slug_of};

/// How many bytes a part of an address has at most. A file's name has 255, and endings such as `-600w` and `.part`
/// come after it.
pub const LONGEST_PART: usize = 240;

/// How many bytes an address has at most, without that of the site.
const LONGEST_ADDRESS: usize = 1000;

/// How many bytes a title has before it is told.
const LONGEST_TITLE: usize = 255;

/// How many characters of a name are shown in a message.
const SHOWN: usize = 40;

impl Checker<'_> {
    /// Tells a part of an address that no file can be named for. Returns whether it fits.
    pub fn fits(&mut self, anchor: Anchor, part: &str) -> bool {
        if part.len() <= LONGEST_PART {
            return true;
        }
        let message = format!(
            "`{}` makes a part of an address of {} bytes, and {LONGEST_PART} is the most",
            shorten(part, SHOWN).escape_debug(),
            part.len()
        );
        let hint = match anchor {
            Anchor::File => "rename the file, or add a line such as `slug: a-short-name`",
            _ => "write a shorter name",
        };
        self.findings.push(Finding::new(Code::TooLong, message).anchor(anchor).hint(hint));
        false
    }

    /// Tells what is wrong with the words of a title.
    pub fn title(&mut self, title: &str) {
        self.name(|| KeyPath::key("title"), title);
        if title.len() > LONGEST_TITLE {
            let message = format!(
                "this title has {} bytes, and {LONGEST_TITLE} is the most that a title should",
                title.len()
            );
            self.push(KeyPath::key("title"), Code::LongTitle, message, "say the rest of it in `summary`");
        }
    }

    /// Tells a name that looks like what it is not. `path` is made only where something is wrong.
    pub fn name(&mut self, path: impl FnOnce() -> KeyPath, name: &str) {
        if let Some(finding) = deceptive(name) {
            self.findings.push(finding.anchor(Anchor::Value(path())));
        }
    }

    /// Tells the names of a list that look like what they are not.
    pub fn names<'n>(&mut self, key: &str, names: impl IntoIterator<Item = &'n str>) {
        for (index, name) in names.into_iter().enumerate() {
            self.name(|| KeyPath::key(key).item(index), name);
        }
    }

    /// Tells the names that stand in a list twice.
    pub(super) fn repeated<'n>(&mut self, key: &str, names: impl ExactSizeIterator<Item = &'n str>) {
        if names.len() < 2 {
            return;
        }
        let mut seen = HashSet::with_capacity(names.len());
        for (index, name) in names.enumerate() {
            let name = name.trim();
            if !name.is_empty() && !seen.insert(name) {
                self.findings.push(repeated_entry(name, KeyPath::key(key).item(index)));
            }
        }
    }

    /// Returns the last URL segment of a document: its own, or made of its name.
    pub fn slug(&mut self, own: Option<String>, name: &str) -> Option<String> {
        let Some(slug) = own else {
            let slug = Some(slug_of(name)).filter(|slug| !slug.is_empty());
            if slug.as_ref().is_some_and(|slug| !self.fits(Anchor::File, slug)) {
                return None;
            }
            if slug.is_none() {
                self.findings
                    .push(Finding::new(Code::InvalidSlug, "no URL can be made of this file's name").hint(
                        "rename the file with letters or digits, or add a line such as `slug: a-name`",
                    ));
            }
            return slug;
        };
        if is_slug(&slug) {
            return self.fits(Anchor::Value(KeyPath::key("slug")), &slug).then_some(slug);
        }
        let proposal = slug_of(&slug);
        let mut hint = "use lower-case letters, digits and hyphens".to_owned();
        if !proposal.is_empty() {
            hint.push_str(&format!(": `slug: {proposal}`"));
        }
        let message = format!("`{}` cannot be the last part of a URL", slug.escape_debug());
        self.push(KeyPath::key("slug"), Code::InvalidSlug, message, hint);
        None
    }

    /// Returns the old URLs that a document can be redirected from.
    pub fn aliases(&mut self, written: Vec<String>) -> Vec<String> {
        let mut good = Vec::with_capacity(written.len());
        for (index, alias) in written.into_iter().enumerate() {
            match alias_fault(&alias) {
                None => good.push(alias),
                Some(why) => {
                    let shown = shorten(&alias, 4 * SHOWN);
                    let message = format!("`{}` cannot be an alias: {why}", shown.escape_debug());
                    let path = KeyPath::key("aliases").item(index);
                    self.push(
                        path,
                        Code::InvalidAlias,
                        message,
                        "write the old path from the site's root, such as `/old/path/`",
                    );
                }
            }
        }
        good
    }
}

/// Returns what makes a name look like what it is not, if anything does.
pub(super) fn deceptive(name: &str) -> Option<Finding> {
    Some(match deception(name)? {
        Deception::Hidden(c) => {
            let message = format!("a character that nobody sees stands here: U+{:04X}", u32::from(c));
            Finding::new(Code::DeceptiveText, message).hint("type these words anew, without it")
        }
        Deception::Mixed(word, c) => {
            let message = format!(
                "`{}` has letters of two scripts in it: `{c}` (U+{:04X}) looks like a Latin one",
                shorten(&word, SHOWN),
                u32::from(c)
            );
            Finding::new(Code::DeceptiveText, message).hint("type this word anew, in one script")
        }
    })
}

fn alias_fault(alias: &str) -> Option<&'static str> {
    if alias.len() > LONGEST_ADDRESS || alias.split('/').any(|part| part.len() > LONGEST_PART) {
        Some("it is too long")
    } else if alias.contains("://") || alias.starts_with("//") {
        Some("it is on another host; give the path alone")
    } else if !alias.starts_with('/') {
        Some("it does not begin with `/`")
    } else if alias.split('/').any(|part| part == ".." || part == ".") {
        Some("it has `.` or `..` in it")
    } else if alias.trim_end_matches('/').is_empty() {
        Some("that is the home page")
    } else if alias.contains("//") {
        Some("it has an empty part")
    } else if is_reserved(alias) {
        Some("git and Chancery keep things of their own under that name")
    } else if alias.contains(|c: char| c.is_control() || matches!(c, '?' | '#' | '\\' | '%')) {
        Some("it has a character in it that no file can be served under")
    } else {
        None
    }
}

/// Returns whether a page there would be written into what is no part of a site: the output may be a
/// working copy of git, and has the list of Chancery's own files in it.
fn is_reserved(alias: &str) -> bool {
    let mut parts = alias.split('/').filter(|part| !part.is_empty());
    parts.clone().any(|part| part.eq_ignore_ascii_case(".git"))
        || parts.next().is_some_and(|first| first.eq_ignore_ascii_case(MANIFEST_FILE))
}
