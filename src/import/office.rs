//! Documents of other word processors, through pandoc or LibreOffice where one of them is installed.

use std::borrow::Cow;
use std::io::{self, Write};
use std::process::{Output, Stdio};
use std::{env, fs};

use super::builder::ImportBuilder;
use super::format::Format;
use super::{NotImported, Original, docx};
use crate::problem::{Code, Place, Problem};
use crate::program::program;
use crate::text::ending;

/// Word before 2007, Rich Text, OpenDocument.
pub const OFFICE: Format =
    Format { endings: &["doc", "rtf", "odt"], is_markdown: true, text, bare: docx::bare };

fn text<'a>(original: &Original<'a>, builder: &mut ImportBuilder) -> Result<Cow<'a, str>, NotImported> {
    let kind = ending(original.name);
    let problem = |message: String| {
        Problem::new(Code::UnreadableFile, message)
            .at(Place::file(original.shown))
            .hint("open it in Word or LibreOffice, and save it as .docx")
    };
    // LibreOffice reads all three, and makes a document that is read here.
    match with_libreoffice(original.bytes, &kind) {
        Ok(docx) => return Ok(docx::markdown_of(original.shown, &docx, builder)?.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(problem(format!("LibreOffice cannot read this document: {error}")).into()),
    }
    if kind == "doc" {
        return Err(problem(
            "documents of Word before 2007 are read through LibreOffice, which is not installed".to_owned(),
        )
        .into());
    }
    let output = with_pandoc(original.bytes, &kind).map_err(|error| {
        problem(match error.kind() {
            io::ErrorKind::NotFound => {
                format!(".{kind} documents are read through LibreOffice or pandoc, and neither is installed")
            }
            _ => format!("pandoc cannot be run: {error}"),
        })
    })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it does not say why").trim();
        return Err(problem(format!("pandoc cannot read this document: {said}")).into());
    }
    let text =
        String::from_utf8(output.stdout).map_err(|_| problem("pandoc gave no UTF-8 text".to_owned()))?;
    Ok(text.into())
}

/// Returns a document as a Word document, made by LibreOffice in a folder of its own.
fn with_libreoffice(bytes: &[u8], kind: &str) -> io::Result<Vec<u8>> {
    let name = getrandom::u64().map_err(|error| io::Error::other(error.to_string()))?;
    let folder = env::temp_dir().join(format!("chancery-{name:016x}"));
    fs::create_dir(&folder)?;
    let made = (|| {
        let original = folder.join(format!("original.{kind}"));
        fs::write(&original, bytes)?;
        // A profile of its own: one that is open elsewhere would be in the way, and macros of its user would run.
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
        let output = program("soffice")
            .args([profile.as_str(), "--headless", "--convert-to", "docx", "--outdir"])
            .arg(&folder)
            .arg(&original)
            .stdin(Stdio::null())
            .output()?;
        fs::read(folder.join("original.docx")).map_err(|_| {
            let said = String::from_utf8_lossy(&output.stderr);
            io::Error::other(said.lines().next().unwrap_or("it does not say why").to_owned())
        })
    })();
    // What is left in a folder for temporary files harms nobody.
    let _ = fs::remove_dir_all(&folder);
    made
}

fn with_pandoc(bytes: &[u8], kind: &str) -> io::Result<Output> {
    let mut child = program("pandoc")
        .arg(format!("--from={kind}"))
        .args(["--to=gfm", "--wrap=none"])
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
