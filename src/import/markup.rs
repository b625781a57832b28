//! What another generator understands in a text and this one does not.

use crate::config::Html;

/// What a text has of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Markup {
    /// What it is, and what becomes of it.
    pub message: String,
    /// The first line that has it, counted from the start of the text.
    pub line: usize,
}

/// How a kind of markup begins, what comes after that, and what it is.
const KINDS: [(&str, &str); 4] = [
    ("{{<", "Hugo's shortcodes"),
    ("{{%", "Hugo's shortcodes"),
    ("{%", "Liquid's tags"),
    ("{{", "tags of a template"),
];

/// Returns the kinds of markup that stay in a text as they are, each with its first line.
pub fn foreign(text: &str, html: Html) -> Vec<Markup> {
    let mut found: Vec<(&str, usize, usize, String)> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let mut next = 0;
        for (at, _) in line.match_indices('{') {
            let rest = &line[at..];
            let kind = KINDS.iter().find(|(start, _)| at >= next && rest.starts_with(start));
            let Some((start, what)) = kind else { continue };
            next = at + start.len();
            match found.iter_mut().find(|(known, ..)| known == what) {
                Some((_, count, ..)) => *count += 1,
                None => {
                    let sample: String = rest.chars().take(30).collect();
                    found.push((what, 1, index + 1, sample.trim_end().to_owned()));
                }
            }
        }
    }
    let mut markup: Vec<Markup> = found
        .into_iter()
        .map(|(what, count, line, sample)| Markup {
            message: format!("{what} stay in the text as they are, {count} of them, as in `{sample}`"),
            line,
        })
        .collect();
    if html == Html::Escape
        && let Some((index, tag)) =
            text.lines().enumerate().find_map(|(index, line)| Some((index, tag_of(line)?)))
    {
        markup.push(Markup {
            message: format!(
                "raw HTML is shown as text, as in `{tag}`; a line `markdown: {{ html: sanitize }}` in site.yaml \
                 lets safe HTML through"
            ),
            line: index + 1,
        });
    }
    markup
}

/// Returns the first HTML tag on a line.
fn tag_of(line: &str) -> Option<&str> {
    let last_end = line.rfind('>')?;
    line.match_indices('<').take_while(|(at, _)| *at < last_end).find_map(|(at, _)| {
        let rest = &line[at + 1..];
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let length = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name[length..].starts_with(['>', ' ', '/']);
        let end = rest.char_indices().take(40).find(|(_, c)| *c == '>').map_or(0, |(end, _)| end + 1);
        is_tag.then(|| &line[at..at + 1 + end.max(rest.len() - name.len() + length)])
    })
}
