//! Problems for people at a terminal, in the manner of rustc.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};

use super::{Level, Place, Problem, Spot};

/// How many characters of a long line are shown, about the ones that are meant.
const WINDOW: usize = 160;

/// Writes the problems to `out`, a blank line after each; a closed pipe is no error.
///
/// # Errors
/// Returns what `out` says, but for a broken pipe.
pub fn print_human(problems: &[Problem], colour: bool, out: &mut impl Write) -> io::Result<()> {
    for problem in problems {
        match writeln!(out, "{}\n", render_human(problem, colour)) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
            other => other?,
        }
    }
    Ok(())
}

/// Returns one problem with its line, the words marked, and the hint.
pub fn render_human(problem: &Problem, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let title = match problem.level {
        Level::Error => Title::ERROR,
        Level::Warning | Level::Off => Title::WARNING,
    };
    let windows: Vec<Option<Window>> = std::iter::once(problem.place.as_ref())
        .chain(problem.related.iter().map(|(place, _)| Some(place)))
        .map(|place| place.and_then(|place| place.spot.as_ref()).map(Window::new))
        .collect();
    // Control characters would reach the terminal through a title or a file name.
    let message = printable(&problem.message);
    let hint = problem.hint.as_deref().map(printable);
    let labels: Vec<String> = problem.related.iter().map(|(_, label)| printable(label)).collect();

    let mut group = title.primary_title(message.as_str()).id(problem.code.name()).elements(
        problem
            .place
            .as_ref()
            .filter(|place| place.spot.is_none())
            .map(|place| Origin::path(place.file.as_str())),
    );
    if let (Some(place), Some(Some(window))) = (&problem.place, windows.first()) {
        group = group.element(window.snippet(place, AnnotationKind::Primary, None));
    }
    for (((place, _), window), label) in problem.related.iter().zip(windows.iter().skip(1)).zip(&labels) {
        group = match window {
            Some(window) => group.element(window.snippet(place, AnnotationKind::Context, Some(label))),
            None => group.element(Origin::path(place.file.as_str())),
        };
    }
    let mut groups = vec![group];
    if let Some(hint) = &hint {
        groups.push(Group::with_title(Title::HELP.secondary_title(hint.as_str())));
    }
    renderer.render(&groups)
}

/// The part of a line that is shown.
struct Window {
    text: String,
    line: usize,
    bytes: std::ops::Range<usize>,
}

impl Window {
    fn new(spot: &Spot) -> Self {
        let column = spot.column - spot.cut;
        let first = if column > WINDOW { column - WINDOW / 4 } else { 0 };
        let shown: Vec<char> = spot.text.chars().skip(first).take(WINDOW).collect();
        let start = (column - 1 - first.min(column - 1)).min(shown.len());
        let end = (start + spot.length).min(shown.len());
        let printable = |part: &[char]| -> String {
            part.iter().map(|c| if c.is_control() && *c != '\t' { '\u{FFFD}' } else { *c }).collect()
        };
        let (before, words, after) =
            (printable(&shown[..start]), printable(&shown[start..end]), printable(&shown[end..]));
        let bytes = before.len()..before.len() + words.len();
        Self { text: before + &words + &after, line: spot.line, bytes }
    }

    fn snippet<'a>(
        &'a self,
        place: &'a Place,
        kind: AnnotationKind,
        label: Option<&'a String>,
    ) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let annotation = kind.span(self.bytes.clone()).label(label.map(String::as_str));
        Snippet::source(self.text.as_str())
            .line_start(self.line)
            .path(place.file.as_str())
            .annotation(annotation)
    }
}

fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{FFFD}' } else { c }).collect()
}
