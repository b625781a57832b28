//! Markdown that stands alone: front matter that says what the page says, and sources as footnotes.

use serde_json::{Value, json};

use super::format::{Format, Writer};
use super::links;
use super::outgoing::{Export, source_line};
use crate::config::Marking;
use crate::text::one_line;

/// CommonMark with YAML front matter.
pub const MARKDOWN: Format =
    Format { ending: "md", about: "Markdown that stands alone", writer: Writer::Text(write) };

/// Returns a text as Markdown.
fn write(export: &Export) -> String {
    let banner = export.banner();
    let mut out = String::from("---\n");
    for (key, value) in head(export) {
        // What JSON writes, YAML reads as the same.
        out.push_str(&format!("{key}: {value}\n"));
    }
    out.push_str("---\n\n");
    let mark = |out: &mut String| {
        if let Some(banner) = &banner {
            out.push_str(&format!("> **{banner}**\n\n"));
        }
    };
    mark(&mut out);
    out.push_str(&format!("# {}\n\n", one_line(&export.briefing.title)));
    let body = links::alone(export);
    if !body.is_empty() {
        out.push_str(&body);
        out.push_str("\n\n");
    }
    let (cited, others): (Vec<_>, Vec<_>) =
        export.briefing.sources.iter().partition(|source| !source.id.is_empty());
    for source in cited {
        out.push_str(&format!("[^{}]: {}\n\n", source.id, one_line(&source_line(source))));
    }
    if !others.is_empty() {
        out.push_str(&format!("## {}\n\n", export.edition.say("briefing.sources")));
        for source in others {
            out.push_str(&format!("- {}\n", one_line(&source_line(source))));
        }
        out.push('\n');
    }
    mark(&mut out);
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// Returns the keys of the front matter and their values.
fn head(export: &Export) -> Vec<(&'static str, Value)> {
    let Export { edition, briefing, .. } = export;
    let caveats: Vec<String> = export.caveats.iter().map(ToString::to_string).collect();
    let countries: Vec<&str> =
        briefing.countries.iter().map(|country| edition.site.label(*country)).collect();
    let mut head = Vec::new();
    let mut add = |key, value: Value| {
        let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !is_empty {
            head.push((key, value));
        }
    };
    add("handling", json!(caveats));
    add("title", json!(briefing.title));
    add("date", json!(briefing.date.date().to_string()));
    add("version", json!(export.version.map(|(number, _)| number)));
    add("url", json!(export.url));
    add("publisher", json!(edition.site.config.title));
    add("kind", json!(briefing.kind));
    add("summary", json!(briefing.summary));
    add("countries", json!(countries));
    add("topics", json!(briefing.topics));
    add("organisations", json!(briefing.organisations));
    add("authors", json!(briefing.authors));
    add("marking", json!(briefing.publication.marking.map(Marking::label)));
    head
}
