//! Word documents, through pandoc where it is installed.

use std::borrow::Cow;
use std::io::{self, Write};
use std::process::{Output, Stdio};

use super::builder::ImportBuilder;
use super::format::Format;
use super::{NotImported, Original, markdown};
use crate::problem::{Code, Place, Problem};
use crate::program::program;

/// Word documents (Office Open XML).
pub const WORD: Format = Format { endings: &["docx"], is_markdown: true, text, bare: markdown::bare };

fn text<'a>(original: &Original<'a>, _builder: &mut ImportBuilder) -> Result<Cow<'a, str>, NotImported> {
    Ok(markdown_of(original.shown, original.bytes)?.into())
}

/// Returns the Markdown of a Word document.
///
/// # Errors
/// Returns what pandoc says, or how to get it.
fn markdown_of(shown: &str, bytes: &[u8]) -> Result<String, Problem> {
    let problem = |message: String, hint: &str| {
        Problem::new(Code::UnreadableFile, message).at(Place::file(shown)).hint(hint)
    };
    let output = run(bytes).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => problem(
            "Word documents are read through pandoc, which is not installed".to_owned(),
            "install it from https://pandoc.org, or save the document as plain text",
        ),
        _ => problem(format!("pandoc cannot be run: {error}"), "save the document as plain text"),
    })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it does not say why").trim();
        return Err(problem(
            format!("pandoc cannot read this document: {said}"),
            "save the document as plain text",
        ));
    }
    String::from_utf8(output.stdout)
        .map_err(|_| problem("pandoc gave no UTF-8 text".to_owned(), "save the document as plain text"))
}

fn run(bytes: &[u8]) -> io::Result<Output> {
    let mut child = program("pandoc")
        .args(["--from=docx", "--to=gfm", "--wrap=none"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let stdin = child.stdin.take();
    std::thread::scope(|scope| {
        // Pandoc may stop reading before the end, which its exit code tells.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(bytes)));
        child.wait_with_output()
    })
}
