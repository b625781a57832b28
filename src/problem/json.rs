//! Problems for programs: one JSON array.

use serde::Serialize;

use super::Problem;
use crate::text::shown_json;

/// The members of one problem in `check --format json`. Lines and columns count from 1, columns and
/// lengths in characters; all four are null where the whole file is meant. Of a line of more than 4000
/// characters, `text` is the part about the words, after the first `cut` characters. `more` is there where the problem only counts
/// others of its kind in its file.
#[derive(Serialize)]
struct JsonProblem<'a> {
    code: &'a str,
    level: &'a str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    length: Option<usize>,
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cut: Option<usize>,
    hint: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<usize>,
}

/// Returns the problems as a JSON array, an object each, ending in a newline.
pub fn render_json(problems: &[Problem]) -> String {
    let list: Vec<JsonProblem> = problems
        .iter()
        .map(|problem| {
            let place = problem.place.as_ref();
            let spot = place.and_then(|place| place.spot.as_ref());
            JsonProblem {
                code: problem.code.name(),
                level: problem.level.name(),
                message: &problem.message,
                file: place.map(|place| place.file.as_str()),
                line: spot.map(|spot| spot.line),
                column: spot.map(|spot| spot.column),
                length: spot.map(|spot| spot.length),
                text: spot.map(|spot| spot.text.as_str()),
                cut: spot.map(|spot| spot.cut).filter(|cut| *cut > 0),
                hint: problem.hint.as_deref(),
                more: Some(problem.more).filter(|more| *more > 0),
            }
        })
        .collect();
    // Serialising strings and numbers into memory cannot fail.
    let mut text = serde_json::to_string_pretty(&list).unwrap_or_default();
    text.push('\n');
    shown_json(&text).into_owned()
}
