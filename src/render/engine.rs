//! The template engine: Tera with the site's values and functions in it.

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

use pulldown_cmark_escape::{IoWriter, escape_html};
use serde::Serialize;
use tera::{Context, Error, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::views::SiteView;
use crate::content::{escape as escape_into, without_controls};
use crate::edition::Edition;
use crate::interface::{COUNT, Interface, Piece};
use crate::problem::{Code, Place, Problem, did_you_mean};
use crate::theme::Theme;

/// Returns the engine with all templates of the edition's theme.
pub fn engine(edition: &Arc<Edition>) -> Result<Tera, Vec<Problem>> {
    let mut tera = Tera::new();
    tera.set_escape_fn(escape);
    let of_links = Arc::clone(edition);
    tera.register_function("url", move |arguments: Kwargs, _: &State| -> TeraResult<String> {
        Ok(of_links.link(&of_links.meant(arguments.must_get::<&str>("path")?)))
    });
    let base = edition.site.config.base_url.clone();
    let hashed: HashMap<String, String> =
        edition.theme.assets.iter().map(|asset| (asset.name.clone(), asset.path.clone())).collect();
    let statics = edition.site.statics.clone();
    tera.register_function("asset", move |arguments: Kwargs, _: &State| -> TeraResult<String> {
        let name = arguments.must_get::<&str>("path")?.trim_start_matches('/');
        match hashed.get(name) {
            Some(path) => Ok(base.link(path)),
            None if statics.iter().any(|file| file == name) => Ok(base.link(name)),
            None => Err(Error::message(format!("there is no file static/{name}"))),
        }
    });
    let of_templates = Arc::clone(&edition.theme);
    tera.register_function("t", move |arguments: Kwargs, _: &State| {
        translated(&of_templates.interface, &arguments)
    });
    tera.global_context().insert("site", &SiteView::new(edition));
    tera.add_raw_templates(edition.theme.templates.iter())
        .map_err(|error| vec![problem(&edition.theme, &error)])?;
    Ok(tera)
}

/// Returns what a template shows, as the values of its fields.
///
/// # Errors
/// Returns what cannot be a value of a template, such as a key of the site's own data that is no text.
pub fn context_of(content: &impl Serialize) -> Result<Context, Problem> {
    Context::from_serialize(content).map_err(|error| Problem::new(Code::Template, error.to_string()))
}

/// Returns a string of the interface as HTML, with the values that a template gives for it: text is
/// escaped, and HTML that a template made stays as it is.
fn translated(interface: &Interface, arguments: &Kwargs) -> TeraResult<Value> {
    let key = arguments.must_get::<&str>("key")?;
    let number = arguments.get::<usize>(COUNT)?;
    let mut html = String::new();
    let known = interface.write(key, number, &mut html, |piece, html| match piece {
        Piece::Words(words) => escape_into(html, words),
        Piece::Value(name) => match arguments.get::<&Value>(name) {
            Ok(Some(value)) => match value.as_str() {
                Some(made) if value.is_safe() => html.push_str(made),
                Some(text) => escape_into(html, text),
                None => escape_into(html, &value.to_string()),
            },
            _ => escape_into(html, &format!("{{{name}}}")),
        },
    });
    if known {
        return Ok(Value::safe_string(&html));
    }
    let mut keys: Vec<&str> = interface.keys().collect();
    keys.sort_unstable();
    Err(Error::message(match did_you_mean(key, keys) {
        Some(close) => format!("there is no string `{key}`; did you mean `{close}`?"),
        None => format!("there is no string `{key}` in a file under strings/"),
    }))
}

/// Escapes text for HTML. Control characters, which HTML cannot have, are left out.
fn escape(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    escape_html(IoWriter(out), &without_controls(text))
}

/// Returns an error of Tera as a problem, at the line of the template.
pub fn problem(theme: &Theme, error: &Error) -> Problem {
    let report = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report,
        other => {
            if let ErrorKind::MissingParent { current, parent } = other {
                return missing_parent(theme, current, parent);
            }
            let message = match other {
                ErrorKind::TemplateNotFound(name) => format!("there is no template `{name}`"),
                _ => error.to_string(),
            };
            return Problem::new(Code::Template, message).hint("look at the files under templates/");
        }
    };
    let name = report.filename();
    let text = theme.templates.get(name).map(String::as_str).unwrap_or_default();
    let span = report.span();
    let length =
        if span.end_line == span.start_line { span.end_col.saturating_sub(span.start_col) } else { 1 };
    let file = format!("templates/{name}");
    let problem = Problem::new(Code::Template, report.message().to_owned()).at(Place::line(
        file,
        text,
        span.start_line,
        span.start_col + 1,
        length.max(1),
    ));
    match unknown_name(report.message()) {
        Some(hint) => problem.hint(hint),
        None => problem,
    }
}

fn missing_parent(theme: &Theme, current: &str, parent: &str) -> Problem {
    let file = format!("templates/{current}");
    let text = theme.templates.get(current).map(String::as_str).unwrap_or_default();
    let place = match text.find(parent) {
        Some(at) => Place::bytes(file, text, at..at + parent.len()),
        None => Place::file(file),
    };
    let problem = Problem::new(Code::Template, format!("there is no template `{parent}`")).at(place);
    match did_you_mean(parent, theme.templates.keys().map(String::as_str)) {
        Some(close) => problem.hint(format!("did you mean `{close}`?")),
        None => problem.hint("most templates extend `base.html`"),
    }
}

fn unknown_name(message: &str) -> Option<String> {
    const FUNCTIONS: [&str; 3] = ["url", "asset", "t"];
    let name = message.split('`').nth(1)?;
    let close = did_you_mean(name, FUNCTIONS)?;
    (message.contains("unction") && close != name).then(|| format!("did you mean `{close}`?"))
}
