//! What the preview adds to a page: one script, which reloads it and shows what is wrong.

use std::convert::Infallible;
use std::sync::Arc;

use axum::http::{StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::preview::{Preview, Snapshot};
use crate::content::escape;
use crate::problem::{Problem, render_human, render_json};

/// The folder under the base path that no site uses.
pub const FOLDER: &str = "/__chancery/";

/// The name of the script in it.
pub const SCRIPT_FILE: &str = "live.js";

const SCRIPT: &str = include_str!("live.js");
const STYLE: &str = include_str!("live.css");
const RIBBON_STYLE: &str = include_str!("held.css");

/// Answers for the files and the events of the preview itself.
pub fn answer(preview: &Preview, name: &str) -> Response {
    let file = |media_type: &'static str, text: &'static str| {
        ([(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "no-store")], text).into_response()
    };
    match name {
        SCRIPT_FILE => file("text/javascript; charset=utf-8", SCRIPT),
        "live.css" => file("text/css; charset=utf-8", STYLE),
        "held.css" => file("text/css; charset=utf-8", RIBBON_STYLE),
        "events" => events(preview),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Server-sent events: the state now, and after each change.
fn events(preview: &Preview) -> Response {
    let states = WatchStream::new(preview.snapshot.subscribe());
    let stream = states.map(|snapshot: Arc<Snapshot>| {
        let errors: Vec<Problem> =
            snapshot.problems.iter().filter(|problem| problem.is_error()).cloned().collect();
        let data =
            format!("{{\"version\":{},\"problems\":{}}}", snapshot.version, one_line(&render_json(&errors)));
        Ok::<Event, Infallible>(Event::default().event("state").data(data))
    });
    Sse::new(stream).keep_alive(KeepAlive::default()).into_response()
}

/// An event's data is one line; JSON has line ends between its tokens only.
fn one_line(json: &str) -> String {
    json.lines().collect()
}

/// Returns a page with the script at its end, which knows what the page was made from: a file may
/// change before it listens.
pub fn with_script(mut page: Vec<u8>, snapshot: &Snapshot) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let tag = format!(
        "<script src=\"{}\" data-version=\"{}\" defer></script>\n",
        address(&snapshot.base_path, SCRIPT_FILE),
        snapshot.version
    );
    let at = page.windows(END.len()).rposition(|window| window == END).unwrap_or(page.len());
    page.splice(at..at, tag.into_bytes());
    page
}

/// Returns the page that is shown while nothing can be rendered.
pub fn waiting_page(snapshot: &Snapshot) -> Vec<u8> {
    bare_page("The site cannot be shown yet.", snapshot)
}

/// Returns the page that is shown in place of one whose template fails.
pub fn problem_page(problem: &Problem, snapshot: &Snapshot) -> Vec<u8> {
    bare_page(&render_human(problem, false), snapshot)
}

fn bare_page(text: &str, snapshot: &Snapshot) -> Vec<u8> {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'\">\
         <title>Preview</title>\
         <link rel=\"stylesheet\" href=\"{}\"></head>\n<body class=\"bare\">\n<pre>",
        address(&snapshot.base_path, "live.css")
    );
    escape(&mut page, text);
    page.push_str("</pre>\n</body>\n</html>\n");
    with_script(page.into_bytes(), snapshot)
}

/// Returns the address of a file of the preview itself, from the host's root.
pub(super) fn address(base_path: &str, file: &str) -> String {
    format!("{}{FOLDER}{file}", base_path.trim_end_matches('/'))
}
