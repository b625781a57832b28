//! Words of several looks into Markdown.

/// Words of one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub what: What,
    pub look: Look,
    /// The address that they lead to.
    pub link: Option<String>,
}

/// What stands in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Words(String),
    /// Markdown already, such as the mark of a footnote.
    Markdown(String),
    Break,
}

impl Default for What {
    fn default() -> Self {
        Self::Words(String::new())
    }
}

/// How words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub strong: bool,
    pub emphasis: bool,
    pub strike: bool,
    pub is_code: bool,
}

/// Returns words as they are, without their looks.
pub fn plain(spans: &[Span]) -> String {
    let pieces = spans.iter().map(|span| match &span.what {
        What::Words(words) => words.as_str(),
        What::Markdown(_) => "",
        What::Break => "\n",
    });
    pieces.collect()
}

/// Returns words in Markdown, in one line but for the breaks in them.
pub fn markdown(spans: &[Span]) -> String {
    let mut writer = Writer::default();
    for span in spans {
        writer.span(span);
    }
    writer.finish()
}

/// The marks of a look, in the order in which they open.
const STRONG: &str = "**";
const EMPHASIS: &str = "*";
const STRIKE: &str = "~~";

#[derive(Default)]
struct Writer {
    out: String,
    /// The marks that are open, the outermost first.
    open: Vec<&'static str>,
    /// Where the link leads that is open, and where it begins in what was written.
    link: Option<(String, usize)>,
    /// White space that is not written yet: it stands outside of marks.
    space: String,
}

impl Writer {
    fn span(&mut self, span: &Span) {
        match &span.what {
            What::Break => {
                self.space.clear();
                self.close_to(0);
                self.out.push_str("\\\n");
            }
            What::Markdown(markdown) => {
                self.look(span);
                self.out.push_str(markdown);
            }
            What::Words(words) => self.words(words, span),
        }
    }

    fn words(&mut self, words: &str, span: &Span) {
        let core = words.trim();
        if core.is_empty() {
            self.space.push_str(words);
            return;
        }
        let start = words.len() - words.trim_start().len();
        let end = start + core.len();
        self.space.push_str(&words[..start]);
        self.look(span);
        if span.look.is_code {
            self.out.push_str(&code(core));
        } else {
            escape(core, &mut self.out);
        }
        self.space.push_str(&words[end..]);
    }

    /// Closes and opens marks until they are those of a span, and writes the white space between.
    fn look(&mut self, span: &Span) {
        let wanted: Vec<&'static str> =
            [(span.look.strong, STRONG), (span.look.emphasis, EMPHASIS), (span.look.strike, STRIKE)]
                .into_iter()
                .filter(|(is_on, _)| *is_on && !span.look.is_code)
                .map(|(_, mark)| mark)
                .collect();
        if self.link.as_ref().map(|(url, _)| url) != span.link.as_ref() {
            self.close_to(0);
            self.end_link();
        }
        let same = self.open.iter().take_while(|mark| wanted.contains(mark)).count();
        self.close_to(same);
        let space = std::mem::take(&mut self.space);
        self.out.push_str(&one_line(&space));
        if self.link.is_none()
            && let Some(link) = &span.link
        {
            self.link = Some((link.clone(), self.out.len()));
            self.out.push('[');
        }
        for mark in wanted {
            if !self.open.contains(&mark) {
                self.out.push_str(mark);
                self.open.push(mark);
            }
        }
    }

    fn close_to(&mut self, length: usize) {
        while self.open.len() > length {
            if let Some(mark) = self.open.pop() {
                self.out.push_str(mark);
            }
        }
    }

    fn finish(mut self) -> String {
        self.close_to(0);
        self.end_link();
        self.out
    }

    fn end_link(&mut self) {
        let Some((url, start)) = self.link.take() else { return };
        let words = self.out.get(start..).unwrap_or_default();
        if words == format!("[{url}") && url.contains("://") && !url.contains([' ', '<', '>']) {
            self.out.truncate(start);
            self.out.push_str(&format!("<{url}>"));
            return;
        }
        // Between angle brackets, all but these can stand.
        let url = url.replace('<', "%3C").replace('>', "%3E").replace(['\n', '\r'], "");
        if url.contains([' ', '(', ')']) {
            self.out.push_str(&format!("](<{url}>)"));
        } else {
            self.out.push_str(&format!("]({url})"));
        }
    }
}

/// Returns white space as it stands in a line: a no-break space stays one.
fn one_line(space: &str) -> String {
    if space.contains('\u{a0}') || space.contains('\u{202f}') {
        return space.replace(['\n', '\r', '\t'], " ");
    }
    if space.is_empty() { String::new() } else { " ".to_owned() }
}

/// Returns code between as many backticks as it needs.
fn code(words: &str) -> String {
    let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{words}{pad}{fence}")
}

/// Writes words so that nothing in them is read as markup.
pub fn escape(words: &str, out: &mut String) {
    let mut before = ' ';
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied().unwrap_or(' ');
        let is_markup = match c {
            '\\' | '`' | '*' | '[' | ']' | '{' => true,
            // Within a word it is none.
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '~' => before == '~' || after == '~',
            '<' => after.is_ascii_alphabetic() || matches!(after, '/' | '!' | '?'),
            '&' => after == '#' || after.is_ascii_alphabetic() && is_entity(rest.clone()),
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(match c {
            '\n' | '\r' | '\t' => ' ',
            c => c,
        });
        before = c;
    }
}

/// Returns whether an entity follows, after its `&`.
fn is_entity(rest: impl Iterator<Item = char>) -> bool {
    /// How long the name of an entity is at most.
    const LONGEST: usize = 32;
    let mut name = rest.take(LONGEST).skip_while(char::is_ascii_alphanumeric);
    name.next() == Some(';')
}

/// Returns a line so that its start is not read as that of a block.
pub fn line(words: &str) -> String {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = (1..=9).contains(&digits) && words[digits..].starts_with(['.', ')']);
    if is_number {
        let (number, rest) = words.split_at(digits);
        return format!("{number}\\{rest}");
    }
    if words.starts_with(['#', '>', '-', '+', '=', ':', '|', '~']) {
        format!("\\{words}")
    } else {
        words.to_owned()
    }
}
