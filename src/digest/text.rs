//! A digest as plain words.

use super::told::Digest;
use crate::export::Paper;

/// Returns a digest as lines of plain words.
pub fn write(digest: &Digest) -> String {
    let mut paper = Paper::default();
    paper.paragraph(&digest.subject());
    paper.paragraph(&digest.counts());
    for (name, entries) in digest.groups() {
        paper.paragraph(&name.to_uppercase());
        for entry in entries {
            let told = digest.told(entry);
            paper.paragraph(&format!("{}\n{}", told.title, told.line));
            if let Some(summary) = told.summary {
                paper.paragraph(summary);
            }
            for note in told.notes {
                paper.hanging("- ", note);
            }
            paper.paragraph(&told.url);
        }
    }
    paper.paragraph("--");
    paper.paragraph(&format!("{}\n{}", digest.edition.site.config.title, digest.home()));
    paper.finish(None)
}
