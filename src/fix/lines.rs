//! A text as lines that keep the way they end.

use std::ops::Range;

/// The lines of a text, each with its end.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    lines: Vec<(String, &'static str)>,
}

impl Lines {
    /// Returns the lines of a text; `\n`, `\r\n` and `\r` end one.
    pub fn of(text: &str) -> Self {
        let mut lines = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let at = rest.find(['\n', '\r']).unwrap_or(rest.len());
            let (line, after) = rest.split_at(at);
            let end =
                ["\r\n", "\n", "\r", ""].into_iter().find(|end| after.starts_with(end)).unwrap_or_default();
            lines.push((line.to_owned(), end));
            rest = &after[end.len()..];
        }
        Self { lines }
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Returns the words of a line, counted from 0; empty where there is none.
    pub fn line(&self, index: usize) -> &str {
        self.lines.get(index).map_or("", |(line, _)| line)
    }

    /// Returns some words of a line and where they stand in it; `column` and `length` count characters.
    ///
    /// None where they go on in the next line.
    pub fn words(&self, line: usize, column: usize, length: usize) -> Option<(Range<usize>, &str)> {
        let (line, _) = self.lines.get(line)?;
        let mut places = line.char_indices().map(|(at, _)| at).chain([line.len()]);
        let start = places.clone().nth(column)?;
        let end = places.nth(column + length)?;
        Some((start..end, &line[start..end]))
    }

    /// Puts words in the place of others in one line.
    pub fn put(&mut self, line: usize, bytes: Range<usize>, words: &str) {
        if let Some((line, _)) = self.lines.get_mut(line) {
            line.replace_range(bytes, words);
        }
    }

    /// Takes out the lines of a range.
    pub fn cut(&self, range: Range<usize>) -> Self {
        Self { lines: self.lines.get(range).unwrap_or_default().to_vec() }
    }

    /// Returns the lines in the order of these ranges.
    pub fn in_order(&self, ranges: impl IntoIterator<Item = Range<usize>>) -> Self {
        Self { lines: ranges.into_iter().flat_map(|range| self.cut(range).lines).collect() }
    }

    /// Returns the text with its ends of lines.
    pub fn text(&self) -> String {
        self.lines.iter().flat_map(|(line, end)| [line, *end]).collect()
    }

    /// Returns the text with `\n` at the end of each line, as YAML is read.
    pub fn yaml(&self) -> String {
        self.lines.iter().flat_map(|(line, _)| [line, "\n"]).collect()
    }
}
