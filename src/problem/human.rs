//! Problems for people at a terminal, in the manner of rustc.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};

use super::{Level, Problem, Spot};
use crate::text::{is_hidden, shown, shown_lines};

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
    let message = shown_lines(&problem.message);
    let hint = problem.hint.as_deref().map(shown_lines);
    let labels: Vec<Cow<str>> = problem.related.iter().map(|(_, label)| shown_lines(label)).collect();
    let file = problem.place.as_ref().map(|place| shown(&place.file));
    let files: Vec<Cow<str>> = problem.related.iter().map(|(place, _)| shown(&place.file)).collect();

    let whole_file = file.as_deref().filter(|_| matches!(windows.first(), Some(None)));
    let mut group =
        title.primary_title(&*message).id(problem.code.name()).elements(whole_file.map(Origin::path));
    if let (Some(file), Some(Some(window))) = (&file, windows.first()) {
        group = group.element(window.snippet(file, AnnotationKind::Primary, None));
    }
    for ((file, window), label) in files.iter().zip(windows.iter().skip(1)).zip(&labels) {
        group = match window {
            Some(window) => group.element(window.snippet(file, AnnotationKind::Context, Some(label))),
            None => group.element(Origin::path(&**file)),
        };
    }
    let mut groups = vec![group];
    if let Some(hint) = &hint {
        groups.push(Group::with_title(Title::HELP.secondary_title(&**hint)));
    }
    renderer.render(&groups)
}

/// The part of a line that is shown.
struct Window {
    text: String,
    line: usize,
    bytes: Range<usize>,
}

impl Window {
    fn new(spot: &Spot) -> Self {
        let column = spot.column - spot.cut;
        let first = if column > WINDOW { column - WINDOW / 4 } else { 0 };
        let shown: Vec<char> = spot.text.chars().skip(first).take(WINDOW).collect();
        let start = (column - 1 - first.min(column - 1)).min(shown.len());
        let end = (start + spot.length).min(shown.len());
        let is_bad = |c: char| c.is_control() && c != '\t' || is_hidden(c);
        // A workflow takes `##[` for the start of a command, wherever it stands.
        let is_command = |place: usize| {
            let before = place.checked_sub(2).and_then(|start| shown.get(start..place));
            before == Some(&['#', '#'][..])
        };
        let printable = |range: Range<usize>| -> String {
            let one = |place: usize| match shown[place] {
                '[' if is_command(place) => '［',
                c if is_bad(c) => '\u{FFFD}',
                c => c,
            };
            range.map(one).collect()
        };
        let (before, words, after) =
            (printable(0..start), printable(start..end), printable(end..shown.len()));
        let bytes = before.len()..before.len() + words.len();
        Self { text: before + &words + &after, line: spot.line, bytes }
    }

    fn snippet<'a>(
        &'a self,
        file: &'a str,
        kind: AnnotationKind,
        label: Option<&'a str>,
    ) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let annotation = kind.span(self.bytes.clone()).label(label);
        Snippet::source(self.text.as_str()).line_start(self.line).path(file).annotation(annotation)
    }
}
