//! The margin of a text: sources and notes beside the mark that leads to them.
//!
//! They stand in the text's list of sources and at its end too, where everybody finds them. So what is
//! in the margin is `hidden` until a wide screen shows it, and programs that read aloud pass over it.

use crate::content::Reference;
use crate::edition::Edition;
use crate::tree::{MarginNote, escape, escape_href};

/// Writes what stands beside a mark.
pub fn write(edition: &Edition, sources: &[Reference], note: &MarginNote, html: &mut String) {
    match note {
        MarginNote::Note { words, .. } if words.is_empty() => {}
        MarginNote::Note { label, words } => {
            open(html, label);
            escape(html, words);
            html.push_str("</span>");
        }
        MarginNote::Source(place) => {
            let Some(source) = sources.get(*place) else { return };
            open(html, &(place + 1).to_string());
            if source.url.is_empty() {
                html.push_str("<cite>");
                escape(html, &source.title);
                html.push_str("</cite>");
            } else {
                html.push_str("<a tabindex=\"-1\" href=\"");
                escape_href(html, &source.url);
                html.push_str("\">");
                escape(html, &source.title);
                html.push_str("</a>");
            }
            let comma = edition.say("list.comma");
            let date = source.date.map(|date| edition.theme.interface.date(date));
            for part in [Some(source.publisher.as_str()), date.as_deref()].into_iter().flatten() {
                if !part.is_empty() {
                    escape(html, &comma);
                    escape(html, part);
                }
            }
            html.push_str("</span>");
        }
    }
}

fn open(html: &mut String, label: &str) {
    html.push_str("<span class=\"side\" hidden aria-hidden=\"true\"><b>");
    escape(html, label);
    html.push_str("</b> ");
}
