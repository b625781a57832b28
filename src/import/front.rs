//! Front matter as other generators have it: YAML, TOML or JSON, into one kind of value.

use std::collections::HashMap;
use std::ops::Range;

use serde_yaml::{Mapping, Value};

use crate::content::Fence;
use crate::finding::{Anchor, FileText, Finding};
use crate::problem::{Code, Place, Problem};

/// How many brackets may be open in TOML or JSON; deeper ones would be read by recursion.
const DEEPEST: usize = 100;

/// What stands before a text.
#[derive(Debug)]
pub struct Front {
    /// Its keys and values, in their order; keys are texts.
    pub keys: Mapping,
    /// Where the text after it begins, in bytes.
    pub body_at: usize,
    /// The lines of the keys at the top, counted from 1.
    lines: HashMap<String, usize>,
}

impl Front {
    /// Returns the line of a key at the top, counted from 1.
    pub fn line_of(&self, key: &str) -> Option<usize> {
        self.lines.get(key).copied()
    }
}

/// Reads the front matter that a text begins with; none where it has none.
///
/// # Errors
/// Returns what is wrong with it, at its line.
pub fn read(path: &str, text: &str) -> Result<Option<Front>, Problem> {
    let fence = Fence::opened_by(text.lines().next().unwrap_or_default());
    let (format, inside, body_at) = match fence {
        Some(fence) => {
            // A rule of three hyphens can stand before a text, too.
            let Some((inside, body_at)) = fence.inside(text) else {
                return if fence == Fence::Yaml && !looks_like_keys(text) {
                    Ok(None)
                } else {
                    Err(unclosed(path, text, fence.text()))
                };
            };
            (if fence == Fence::Yaml { Format::Yaml } else { Format::Toml }, inside, body_at)
        }
        None if text.starts_with('{') && looks_like_json(text) => {
            let end = json_end(path, text)?;
            let after = &text[end..];
            let line_end = after.find('\n').map_or(after.len(), |newline| newline + 1);
            let line_end = if after[..line_end].trim().is_empty() { line_end } else { 0 };
            (Format::Json, 0..end, end + line_end)
        }
        None => return Ok(None),
    };
    let keys = match format {
        Format::Yaml => yaml(path, text, inside.clone())?,
        Format::Toml => toml(path, text, inside.clone())?,
        Format::Json => json(path, text, inside.clone())?,
    };
    let lines = lines_of(text, &inside, format);
    Ok(keys.map(|keys| Front { keys, body_at, lines }))
}

#[derive(Clone, Copy, PartialEq)]
enum Format {
    Yaml,
    Toml,
    Json,
}

fn looks_like_keys(text: &str) -> bool {
    let second = text.lines().nth(1).unwrap_or_default();
    second.split_once(':').is_some_and(|(key, _)| {
        !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"'))
    })
}

fn looks_like_json(text: &str) -> bool {
    text[1..].trim_start().starts_with(['"', '}'])
}

fn unclosed(path: &str, text: &str, fence: &str) -> Problem {
    Problem::new(Code::UnclosedFrontMatter, "this front matter has no end")
        .at(Place::line(path, text, 1, 1, 3))
        .hint(format!("put a line `{fence}` below the last line of it"))
}

fn yaml(path: &str, text: &str, inside: Range<usize>) -> Result<Option<Mapping>, Problem> {
    // Windows ends lines with two characters, which places in YAML count as two lines.
    let plain_lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
    let yaml = plain_lines(&text[inside.clone()]);
    let read: Result<Value, Vec<Finding>> = crate::yaml::read(&yaml);
    let finding = match read {
        Ok(Value::Mapping(keys)) => return Ok(Some(plain(keys))),
        Ok(Value::Null) => return Ok(Some(Mapping::new())),
        // A paragraph between two rules.
        Ok(_) if !looks_like_keys(text) => return Ok(None),
        Ok(_) => Finding::new(Code::InvalidYaml, "this front matter is not made of keys and values")
            .anchor(Anchor::Top)
            .hint("write lines such as `title: …`"),
        Err(findings) => {
            let first = findings.into_iter().next();
            first.unwrap_or_else(|| Finding::new(Code::InvalidYaml, "this is no YAML"))
        }
    };
    let start = plain_lines(&text[..inside.start]).len();
    Err(finding.into_problem(&FileText::new(path, &plain_lines(text), start..start + yaml.len())))
}

fn toml(path: &str, text: &str, inside: Range<usize>) -> Result<Option<Mapping>, Problem> {
    let written = &text[inside.clone()];
    if deepest(written) > DEEPEST {
        return Err(too_deep(path, Code::InvalidToml));
    }
    let table: toml::Table = toml::from_str(written).map_err(|error: toml::de::Error| {
        let span = error.span().unwrap_or(0..0);
        let message = format!("this TOML cannot be read: {}", one_line(error.message()));
        Problem::new(Code::InvalidToml, message)
            .at(Place::bytes(path, text, span.start + inside.start..span.end + inside.start))
            .hint("mend the line, and import the file again")
    })?;
    let keys = table.into_iter().map(|(key, value)| (Value::String(key), of_toml(value))).collect();
    Ok(Some(plain(keys)))
}

fn of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(is) => Value::Bool(is),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => Value::Sequence(items.into_iter().map(of_toml).collect()),
        toml::Value::Table(table) => {
            let keys = table.into_iter().map(|(key, value)| (Value::String(key), of_toml(value)));
            Value::Mapping(keys.collect())
        }
    }
}

/// Returns where the JSON object ends that a text begins with.
fn json_end(path: &str, text: &str) -> Result<usize, Problem> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<&serde_json::value::RawValue>();
    match values.next() {
        Some(Ok(_)) => Ok(values.byte_offset()),
        Some(Err(error)) => Err(json_problem(path, text, &error)),
        None => Ok(0),
    }
}

fn json(path: &str, text: &str, inside: Range<usize>) -> Result<Option<Mapping>, Problem> {
    let written = &text[inside];
    if deepest(written) > DEEPEST {
        return Err(too_deep(path, Code::InvalidJson));
    }
    let keys: Mapping = serde_json::from_str(written).map_err(|error| json_problem(path, text, &error))?;
    Ok(Some(plain(keys)))
}

fn json_problem(path: &str, text: &str, error: &serde_json::Error) -> Problem {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default().to_owned();
    let column = text
        .lines()
        .nth(error.line().saturating_sub(1))
        .and_then(|line| line.get(..error.column().min(line.len())))
        .map_or(1, |before| before.chars().count().max(1));
    Problem::new(Code::InvalidJson, format!("this JSON cannot be read: {message}"))
        .at(Place::line(path, text, error.line(), column, 1))
        .hint("mend the line, and import the file again")
}

fn too_deep(path: &str, code: Code) -> Problem {
    Problem::new(code, "lists and groups nest too deeply in this front matter")
        .at(Place::file(path))
        .hint("take the brackets out")
}

/// Returns how many brackets are open at once, at most; those in texts count too.
fn deepest(text: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

fn one_line(message: &str) -> String {
    message.lines().map(str::trim).collect::<Vec<_>>().join("; ")
}

/// Returns values that any YAML can hold again: no tags, no keys but texts, no control characters.
fn plain(keys: Mapping) -> Mapping {
    keys.into_iter().map(|(key, value)| (Value::String(key_of(key)), plain_value(value))).collect()
}

fn key_of(key: Value) -> String {
    match key {
        Value::String(text) => without_controls(&text),
        Value::Null => "null".to_owned(),
        Value::Bool(is) => is.to_string(),
        Value::Number(number) => number.to_string(),
        other => without_controls(serde_yaml::to_string(&other).unwrap_or_default().trim()),
    }
}

fn plain_value(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(without_controls(&text)),
        Value::Sequence(items) => Value::Sequence(items.into_iter().map(plain_value).collect()),
        Value::Mapping(keys) => Value::Mapping(plain(keys)),
        Value::Tagged(tagged) => plain_value(tagged.value),
        other => other,
    }
}

fn without_controls(text: &str) -> String {
    let is_bad = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
    };
    text.replace("\r\n", "\n").replace(is_bad, "")
}

/// Returns the lines of the keys at the top, as far as they can be told without the parser's help.
fn lines_of(text: &str, inside: &Range<usize>, format: Format) -> HashMap<String, usize> {
    let before = text[..inside.start].matches('\n').count();
    let mark = if format == Format::Toml { '=' } else { ':' };
    let mut lines = HashMap::new();
    for (index, line) in text[inside.clone()].lines().enumerate() {
        if format == Format::Yaml && line.starts_with([' ', '\t', '-', '#']) {
            continue;
        }
        let key = if format == Format::Toml && line.starts_with('[') { Some(line) } else { None };
        let key = key.or_else(|| line.split_once(mark).map(|(key, _)| key));
        if let Some(key) = key {
            let key = key.trim().trim_matches(['"', '\'', '[', ']', '{', ' ']);
            lines.entry(key.to_owned()).or_insert(before + index + 1);
        }
    }
    lines
}
