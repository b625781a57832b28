//! Which symbolic links are followed.
//!
//! A link is judged by its real target: the file or folder at the end of all links. It stays inside the top
//! folder that it is in, so `static/` publishes what is in `static/`, and a text is published once, under its
//! own name. The working tree and the trees of commits ask the same question.

use super::leftovers::{is_leftover, looks_like_document};
use crate::problem::{Code, Place, Problem};

/// Why a symbolic link is not followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It leads out of the site.
    Outside,
    /// It leads to another top folder than the one it is in.
    Elsewhere,
    /// It leads to what is no content: `.git`, `.env`, an editor's file.
    Private,
    /// It leads to a document, which is published at its own place.
    Document,
    /// It is in a folder that a link leads to.
    Nested,
    /// It leads round in a circle.
    Circle,
    /// It leads nowhere.
    Nowhere,
}

/// Judges a symbolic link, or a file in a folder that one leads to, by the path of its real target from the site's
/// root; `None` for a target outside.
///
/// # Errors
/// Returns why it is not followed.
pub fn judge(link: &str, target: Option<&str>) -> Result<(), Refusal> {
    let target = target.ok_or(Refusal::Outside)?;
    let top = |path: &str| path.split('/').next().unwrap_or_default().to_owned();
    if target.split('/').any(is_leftover) {
        return Err(Refusal::Private);
    }
    if top(link) != top(target) {
        return Err(Refusal::Elsewhere);
    }
    if link.strip_prefix(target).is_some_and(|inside| inside.is_empty() || inside.starts_with('/')) {
        return Err(Refusal::Circle);
    }
    if target.starts_with("content/") && looks_like_document(target) {
        return Err(Refusal::Document);
    }
    Ok(())
}

impl Refusal {
    /// Returns the problem of the link at this path.
    pub fn problem(&self, link: &str) -> Problem {
        let (message, hint) = match self {
            Self::Outside => {
                ("this symbolic link leads out of the site, so it is skipped", "copy the file into the site")
            }
            Self::Elsewhere => (
                "this symbolic link leads out of its folder into another one of the site, so it is skipped",
                "copy the file, or link to it in the text",
            ),
            Self::Private => (
                "this symbolic link leads to a file that is no content, so it is skipped",
                "delete the link; files of git, of editors and with secrets are never published",
            ),
            Self::Document => (
                "this symbolic link leads to a document, which is published at its own place, so it is skipped",
                "delete the link, and link to the document in the text",
            ),
            Self::Nested => (
                "this symbolic link is in a folder that another one leads to, so it is skipped",
                "put the link where the folder itself is, or copy the file",
            ),
            Self::Circle => {
                ("this symbolic link leads round in a circle, so it is skipped", "delete the link")
            }
            Self::Nowhere => (
                "this symbolic link leads nowhere, so it is skipped",
                "delete the link, or bring its target back",
            ),
        };
        Problem::new(Code::Symlink, message).at(Place::file(link)).hint(hint)
    }
}

#[cfg(test)]
mod tests {
    use super::{Refusal, judge};

    #[test]
    fn a_link_is_judged_by_its_real_target() {
        for (link, target, refusal) in [
            ("static/a.txt", Some("static/b.txt"), None),
            ("static/a", Some("static/deep/b"), None),
            ("content/briefings/x/a.png", Some("content/briefings/y/a.png"), None),
            ("static/a.txt", None, Some(Refusal::Outside)),
            ("static/a.txt", Some(".git/config"), Some(Refusal::Private)),
            ("static/a.txt", Some(".env"), Some(Refusal::Private)),
            ("static/a.txt", Some("static/.env"), Some(Refusal::Private)),
            ("content/a", Some(".chancery/history"), Some(Refusal::Private)),
            ("static/a.txt", Some("content/briefings/n.md"), Some(Refusal::Elsewhere)),
            ("content/a.txt", Some("site.yaml"), Some(Refusal::Elsewhere)),
            ("static", Some("static2"), Some(Refusal::Elsewhere)),
            ("static/root", Some(""), Some(Refusal::Elsewhere)),
            ("content/briefings/a.md", Some("content/briefings/b.md"), Some(Refusal::Document)),
            ("content/briefings/a.txt", Some("content/briefings/b.MD"), Some(Refusal::Document)),
            ("content/briefings/loop", Some("content"), Some(Refusal::Circle)),
            ("content/briefings/loop", Some("content/brief"), None),
        ] {
            assert_eq!(judge(link, target).err(), refusal, "{link} → {target:?}");
        }
    }
}
