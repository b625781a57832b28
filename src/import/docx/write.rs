//! Blocks into Markdown.

use super::numbering::Mark;
use super::text::{Align, Block, Kind, Text};
use super::words::line;

/// Returns a text as Markdown. Headings begin on the second level, since the title of a page is the first.
pub fn markdown(text: &Text) -> String {
    let mut out = blocks(&text.blocks);
    for (index, note) in text.notes.iter().enumerate() {
        let words = blocks(note);
        let mut lines = words.trim_end().lines();
        out.push_str(&format!("\n[^{}]: {}\n", index + 1, lines.next().unwrap_or_default()));
        for line in lines {
            if line.is_empty() {
                out.push('\n');
            } else {
                out.push_str(&format!("    {line}\n"));
            }
        }
    }
    out
}

/// The items that are open: how far the words of each are set in, its list and its next number.
#[derive(Default)]
struct Items {
    open: Vec<Open>,
    /// The list of the last item on the highest level, and the sign after its number.
    last: Option<(String, char)>,
}

struct Open {
    list: String,
    width: usize,
    number: u32,
    sign: char,
}

/// Returns blocks as Markdown, without the notes that they have marks of.
pub fn blocks(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut items = Items::default();
    let mut before: Option<&Block> = None;
    // Whether the block before belongs to an item: then the next item follows without a gap, which would set the list apart.
    let mut was_inside = false;
    for block in blocks {
        let is_inside = is_inside(block, before, &items);
        let indent = if is_inside { items.open.last().map_or(0, |item| item.width) } else { 0 };
        let is_item = matches!(block.kind, Kind::Item { .. });
        if !is_item && !is_inside {
            items.open.clear();
        }
        let goes_on = is_item && was_inside;
        if !goes_on {
            gap(&mut out, block, before);
        }
        was_inside = is_inside;
        let pad = " ".repeat(indent);
        match &block.kind {
            Kind::Item { list, level, mark } => items.write(&mut out, block, list, *level, *mark),
            Kind::Paragraph => push(&mut out, &pad, &lines(&block.words)),
            Kind::Heading(level) => {
                let marks = "#".repeat(usize::from(*level).clamp(1, 5) + 1);
                // A heading is one line.
                push(&mut out, "", &format!("{marks} {}", block.words.replace("\\\n", " ")));
            }
            Kind::Quote => push(&mut out, &format!("{pad}> "), &lines(&block.words)),
            Kind::Alert { is_title: true } => {
                push(&mut out, "> ", &format!("[!{}]", alert_of(&block.words)));
            }
            Kind::Alert { is_title: false } => push(&mut out, "> ", &lines(&block.words)),
            Kind::Code => code(&mut out, &pad, &block.words),
            Kind::Term => push(&mut out, "", &lines(&block.words)),
            Kind::Definition => {
                push(&mut out, "", &format!(": {}", lines(&block.words).replace('\n', "\n  ")));
            }
            Kind::Rule => push(&mut out, "", "---"),
            Kind::Table { rows, aligns } => table(&mut out, rows, aligns),
        }
        before = Some(block);
    }
    out
}

/// Returns whether a block belongs to the item above it: it is set in at least as far.
fn is_inside(block: &Block, before: Option<&Block>, items: &Items) -> bool {
    let can_be = matches!(block.kind, Kind::Paragraph | Kind::Code);
    can_be
        && block.indent > 0
        && !items.open.is_empty()
        && before.is_some_and(|before| matches!(before.kind, Kind::Item { .. }) || before.indent > 0)
}

/// Writes what stands between two blocks.
fn gap(out: &mut String, block: &Block, before: Option<&Block>) {
    let Some(before) = before else { return };
    match (&before.kind, &block.kind) {
        (Kind::Item { .. }, Kind::Item { .. })
        | (Kind::Term | Kind::Definition, Kind::Definition)
        | (Kind::Alert { is_title: true }, Kind::Alert { is_title: false }) => {}
        (Kind::Quote, Kind::Quote) | (Kind::Alert { is_title: false }, Kind::Alert { is_title: false }) => {
            out.push_str(">\n");
        }
        _ => out.push('\n'),
    }
}

fn push(out: &mut String, prefix: &str, words: &str) {
    for line in words.split('\n') {
        out.push_str(prefix);
        out.push_str(line);
        out.push('\n');
    }
}

/// Returns words whose lines are not read as the start of a block.
fn lines(words: &str) -> String {
    words.split('\n').map(|words| line(words.trim_start_matches(' '))).collect::<Vec<_>>().join("\n")
}

impl Items {
    fn write(&mut self, out: &mut String, block: &Block, list: &str, level: usize, mark: Mark) {
        // A level without one above it stands below the last there is.
        let level = level.min(self.open.len());
        self.open.truncate(level + 1);
        if self.open.get(level).is_none_or(|open| open.list != list) {
            self.open.truncate(level);
            let number = match mark {
                Mark::Bullet => 0,
                Mark::Number(first) => first,
            };
            let sign = match (&self.last, mark) {
                (Some((last, sign)), Mark::Number(_)) if level == 0 && last != list && *sign == '.' => ')',
                (_, Mark::Number(_)) => '.',
                (_, Mark::Bullet) => '-',
            };
            self.open.push(Open { list: list.to_owned(), width: 0, number, sign });
        }
        let base = level.checked_sub(1).and_then(|above| self.open.get(above)).map_or(0, |open| open.width);
        let Some(open) = self.open.get_mut(level) else { return };
        let mark = match mark {
            Mark::Bullet => "- ".to_owned(),
            Mark::Number(_) => format!("{}{} ", open.number, open.sign),
        };
        open.number = open.number.saturating_add(1);
        open.width = base + mark.len();
        if level == 0 {
            self.last = Some((list.to_owned(), open.sign));
        }
        let rest = " ".repeat(open.width);
        let first = format!("{}{mark}", " ".repeat(base));
        for (index, words) in task(&lines(&block.words)).split('\n').enumerate() {
            out.push_str(if index == 0 { &first } else { &rest });
            out.push_str(words);
            out.push('\n');
        }
    }
}

/// Returns the words of an item with the box of a task, where it begins with one.
fn task(words: &str) -> String {
    for (sign, mark) in [("☐ ", "[ ] "), ("☑ ", "[x] "), ("☒ ", "[x] ")] {
        if let Some(rest) = words.strip_prefix(sign) {
            return format!("{mark}{rest}");
        }
    }
    words.to_owned()
}

/// Returns the kind of alert that a title names.
fn alert_of(title: &str) -> &'static str {
    match title.to_lowercase().as_str() {
        "tip" => "TIP",
        "important" => "IMPORTANT",
        "warning" => "WARNING",
        "caution" => "CAUTION",
        _ => "NOTE",
    }
}

fn code(out: &mut String, pad: &str, words: &str) {
    let longest = words
        .lines()
        .filter(|line| line.starts_with("```"))
        .map(|line| line.bytes().take_while(|byte| *byte == b'`').count());
    let fence = "`".repeat(longest.max().map_or(3, |longest| longest + 1));
    push(out, pad, &format!("{fence}\n{}\n{fence}", words.trim_end_matches('\n')));
}

fn table(out: &mut String, rows: &[Vec<String>], aligns: &[Align]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    if columns == 0 {
        return;
    }
    let mut row = |cells: &dyn Fn(usize) -> String| {
        let cells: Vec<String> = (0..columns).map(cells).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    };
    for (index, cells) in rows.iter().enumerate() {
        row(&|column| {
            cells.get(column).map(|words| words.replace("\\\n", " ").replace('|', "\\|")).unwrap_or_default()
        });
        if index == 0 {
            row(&|column| {
                match aligns.get(column).copied().unwrap_or_default() {
                    Align::Unset => "---",
                    Align::Center => ":-:",
                    Align::Right => "--:",
                }
                .to_owned()
            });
        }
    }
}
