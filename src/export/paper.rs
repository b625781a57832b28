//! Plain words in lines, as on a sheet of paper.

/// How many characters a line has at most, unless a word is longer.
const WIDTH: usize = 72;

/// How many lines a sheet has, as RFC 678 sets it: a text that must not be passed on says so on each.
const LINES: usize = 58;

/// Lines of text.
#[derive(Default)]
pub struct Paper {
    lines: Vec<String>,
}

impl Paper {
    /// Writes a paragraph.
    pub fn paragraph(&mut self, text: &str) {
        self.hanging("", text);
    }

    /// Writes a paragraph whose first line begins with `mark`, and whose others stand below its words.
    pub fn hanging(&mut self, mark: &str, text: &str) {
        let indent = " ".repeat(mark.chars().count());
        let mut line = mark.to_owned();
        let mut is_empty = true;
        let mut any = false;
        for part in text.split('\n') {
            for word in part.split_whitespace() {
                let is_full = line.chars().count() + 1 + word.chars().count() > WIDTH;
                if !is_empty && is_full {
                    self.lines.push(std::mem::replace(&mut line, indent.clone()));
                    is_empty = true;
                }
                if !is_empty {
                    line.push(' ');
                }
                line.push_str(word);
                (is_empty, any) = (false, true);
            }
            if !is_empty {
                self.lines.push(std::mem::replace(&mut line, indent.clone()));
                is_empty = true;
            }
        }
        if any {
            self.lines.push(String::new());
        }
    }

    /// Writes lines as they are, set in.
    pub fn as_is(&mut self, text: &str) {
        self.lines.extend(text.trim_end().lines().map(|line| format!("    {line}")));
        self.lines.push(String::new());
    }

    /// Returns the text, with a banner at the head and the foot of each sheet where there is one.
    pub fn finish(mut self, banner: Option<&str>) -> String {
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        let Some(banner) = banner else { return self.lines.join("\n") + "\n" };
        let sheets: Vec<String> = self
            .lines
            .chunks(LINES - 4)
            .map(|lines| format!("{banner}\n\n{}\n\n{banner}\n", lines.join("\n").trim_end()))
            .collect();
        // A form feed begins a new sheet.
        sheets.join("\u{c}")
    }
}
