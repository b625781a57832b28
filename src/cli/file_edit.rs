//! A change to a writer's file: shown first, and written only if nobody else changed the file meanwhile.

use std::path::Path;

use anyhow::Context;
use similar::TextDiff;

use super::session;
use crate::text::shown_lines;

/// A file, what is in it and what should be.
pub struct FileEdit {
    /// The file, from the site's root.
    pub path: String,
    /// What was read.
    pub old: Vec<u8>,
    /// What should be there.
    pub new: String,
}

impl FileEdit {
    /// Returns what changes, as `git apply` reads it; control characters are shown as escapes.
    pub fn diff(&self) -> String {
        let old = String::from_utf8_lossy(&self.old);
        let (from, to) = (format!("a/{}", self.path), format!("b/{}", self.path));
        let diff = TextDiff::from_lines(&*old, &self.new);
        shown_lines(&diff.unified_diff().context_radius(1).header(&from, &to).to_string()).into_owned()
    }

    /// Writes the file, unless somebody else did meanwhile. Returns whether it is as it should be.
    pub fn write(&self, root: &Path) -> anyhow::Result<bool> {
        let file = root.join(&self.path);
        let shown = session::shown(&file);
        let folder = session::folder(root)?;
        let now = folder.read(&self.path).with_context(|| format!("{shown} cannot be read"))?;
        if now == self.new.as_bytes() {
            // It goes by two names.
            return Ok(true);
        }
        if now != self.old {
            session::say(&format!("{shown} was changed by somebody else just now, and is left alone"));
            return Ok(false);
        }
        folder
            .replace(&self.path, self.new.as_bytes())
            .with_context(|| format!("{shown} cannot be written"))?;
        Ok(true)
    }
}
