//! Problems as annotations of a GitHub workflow.

use super::{Level, Problem};
use crate::text::{shown, shown_lines};

/// Returns one workflow command for each problem, a line each, as GitHub's runner reads them.
///
/// `folder` is where the site is in its repository, with `/` at its end; empty for the repository itself.
pub fn render_github(problems: &[Problem], folder: &str) -> String {
    let mut text = String::new();
    for problem in problems {
        let command = if problem.level == Level::Error { "error" } else { "warning" };
        let mut properties = Vec::new();
        if let Some(place) = &problem.place {
            properties.push(format!("file={}", property(&shown(&format!("{folder}{}", place.file)))));
            if let Some(spot) = &place.spot {
                properties.push(format!("line={}", spot.line));
                properties.push(format!("col={}", spot.column));
                if spot.length > 0 {
                    properties.push(format!("endColumn={}", spot.column + spot.length));
                }
            }
        }
        properties.push(format!("title={}", property(problem.code.name())));
        let message = match &problem.hint {
            Some(hint) => format!("{}\n{hint}", problem.message),
            None => problem.message.clone(),
        };
        text.push_str(&format!("::{command} {}::{}\n", properties.join(","), data(&shown_lines(&message))));
    }
    text
}

/// Escapes the message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
