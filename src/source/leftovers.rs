//! What editors, merges and systems leave behind in folders, which is no part of a site.

use crate::text::{MARKDOWN, ending};

/// Whole names, in lower case.
const NAMES: [&str; 10] = [
    "thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    "__macosx",
    "icon\r",
    "id_rsa",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "$recycle.bin",
];

/// The ends of names, in lower case: of drafts that editors keep, of both sides of a merge, of keys.
const ENDINGS: [&str; 17] = [
    "~",
    ".swp",
    ".swo",
    ".swx",
    ".orig",
    ".rej",
    ".bak",
    ".tmp",
    ".part",
    ".crdownload",
    ".pem",
    ".p12",
    ".pfx",
    ".ppk",
    ".kdbx",
    ".jks",
    ".keystore",
];

/// What `git mergetool` writes between a file's name and its ending, with a number after it.
const SIDES: [&str; 4] = ["_BACKUP_", "_BASE_", "_LOCAL_", "_REMOTE_"];

/// Names that begin with a dot and that folders in git are made with: nobody means to publish them.
const USUAL: [&str; 6] = [".gitkeep", ".keep", ".gitignore", ".gitattributes", ".editorconfig", ".nojekyll"];

/// The endings of texts that may be documents besides Markdown, in lower case.
const TEXTS: [&str; 3] = ["mdx", "rmd", "qmd"];

/// Returns whether a file or folder of this name is the business of an editor, of git or of the system, or a
/// key: no site has it, neither in its content nor under `static/`.
pub fn is_leftover(name: &str) -> bool {
    // GitHub Pages serves `.well-known`; nothing else with a dot is content.
    if name.starts_with('.') {
        return name != ".well-known";
    }
    let lower = name.to_ascii_lowercase();
    NAMES.contains(&lower.as_str())
        || ENDINGS.iter().any(|ending| lower.ends_with(ending))
        || (name.starts_with('#') && name.ends_with('#'))
        || name.starts_with("~$")
        || SIDES.iter().any(|side| {
            let after = name.split_once(side).map(|(_, after)| after);
            after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
        })
}

/// Returns whether a leftover of this name under `static/` is told: all but what is usual there.
pub fn is_told(name: &str) -> bool {
    !USUAL.contains(&name)
}

/// Returns whether a file is a text that may be a document, by the end of its name. Of these, only `.md` is read.
pub fn looks_like_document(path: &str) -> bool {
    let ending = ending(path);
    MARKDOWN.iter().chain(&TEXTS).any(|text| *text == ending)
}

#[cfg(test)]
mod tests {
    use super::{is_leftover, looks_like_document};

    #[test]
    fn what_editors_merges_and_systems_leave_is_told_from_content() {
        for name in [
            "n.md~",
            "n.md.swp",
            ".n.md.swp",
            "n.md.orig",
            "n.md.REJ",
            "#n.md#",
            ".#n.md",
            "n.bak",
            "Thumbs.db",
            "desktop.ini",
            ".DS_Store",
            "~$note.docx",
            "n_LOCAL_4711.md",
            "n_BACKUP_1.md",
            ".git",
            ".env",
            ".env.local",
            "server.pem",
            "id_ed25519",
            "._photo.jpg",
        ] {
            assert!(is_leftover(name), "{name}");
        }
        for name in [
            ".well-known",
            "n.md",
            "swp.md",
            "original.pdf",
            "#1.png",
            "thumbs.png",
            "a_LOCAL_.md",
            "LOCAL_1.md",
            "id_rsa.pub",
            "key.asc",
            "talk.key",
            "back.bake",
        ] {
            assert!(!is_leftover(name), "{name}");
        }
    }

    #[test]
    fn texts_under_other_endings_look_like_documents() {
        for path in ["a/n.md", "n.MD", "n.Markdown", "n.mdx", "n.de.mkd"] {
            assert!(looks_like_document(path), "{path}");
        }
        for path in ["n.txt", "md", "a.md/n.pdf", "n.mdb"] {
            assert!(!looks_like_document(path), "{path}");
        }
    }
}
