//! The lines that front matter stands between.

use std::ops::Range;

/// The kinds of front matter that stands between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fence {
    /// Three hyphens, around YAML.
    Yaml,
    /// Three plus signs, around the TOML of Zola and Hugo.
    Toml,
}

impl Fence {
    /// Returns the fence that a line is, if it can begin front matter.
    pub fn opened_by(line: &str) -> Option<Self> {
        [Self::Yaml, Self::Toml].into_iter().find(|fence| fence.text() == line.trim_end())
    }

    /// Returns whether a line ends the front matter. YAML may end with `...`, too (YAML 1.2, 9.1.2).
    pub fn is_closed_by(self, line: &str) -> bool {
        let line = line.trim_end();
        line == self.text() || self == Self::Yaml && line == "..."
    }

    /// Returns the line.
    pub fn text(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
        }
    }

    /// Returns what stands between the first line of a text, which is this fence, and the line that ends it; and where
    /// the next line begins. Both are in bytes. `None` if nothing ends it.
    pub fn inside(self, text: &str) -> Option<(Range<usize>, usize)> {
        let mut lines = text.split_inclusive('\n');
        let start = lines.next()?.len();
        let mut at = start;
        for line in lines {
            if self.is_closed_by(line) {
                return Some((start..at, at + line.len()));
            }
            at += line.len();
        }
        None
    }
}
