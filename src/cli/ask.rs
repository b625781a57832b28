//! Questions at a terminal.
//!
//! A question is a line on standard error, an answer is a line of standard input. The terminal's own
//! line editing is enough for that, and Ctrl-C ends the command as it always does.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::{Context, bail};

use super::session;

/// Returns whether somebody is there to answer.
pub fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks until an answer is taken, and returns what `take` makes of it.
///
/// `take` says what is wrong with an answer; that is told, and the question is asked again.
///
/// # Errors
/// Returns that there is no answer to come.
pub fn ask<T>(question: &str, mut take: impl FnMut(&str) -> Result<T, String>) -> anyhow::Result<T> {
    loop {
        let taken = match answer(question)? {
            // What the arrow keys send is no text, and would end up in the file.
            line if line.contains('\u{1B}') => {
                Err("arrow keys cannot be used here; type it again".to_owned())
            }
            line => take(line.trim()),
        };
        match taken {
            Ok(value) => return Ok(value),
            Err(message) => session::say(&format!("  {message}")),
        }
    }
}

/// Asks for things, several in a line or one in each, until an empty line.
///
/// `all` is told to whoever answers `?`. `resolve` returns the code of one and its name, or what is wrong.
///
/// # Errors
/// Returns that there is no answer to come.
pub fn ask_for_list(
    what: &str,
    all: &[String],
    resolve: impl Fn(&str) -> Result<(String, String), String>,
) -> anyhow::Result<Vec<String>> {
    let mut found: Vec<String> = Vec::new();
    let help = if all.is_empty() { "" } else { "; ? lists all" };
    let mut question = format!("{what} (one or more, with commas; an empty line goes on{help})");
    loop {
        let line = ask(&question, |line| {
            if line.is_empty() {
                return Ok(Vec::new());
            }
            if line == "?" && !all.is_empty() {
                return Err(all.join("\n  "));
            }
            // A name may have a comma in it.
            resolve(line).map(|one| vec![one]).or_else(|message| {
                if !line.contains(',') {
                    return Err(message);
                }
                let parts = line.split(',').map(str::trim).filter(|part| !part.is_empty());
                let (good, bad): (Vec<_>, Vec<_>) = parts.map(&resolve).partition(Result::is_ok);
                let bad: Vec<String> = bad.into_iter().filter_map(Result::err).collect();
                if bad.is_empty() { Ok(good.into_iter().flatten().collect()) } else { Err(bad.join("\n  ")) }
            })
        })?;
        if line.is_empty() {
            return Ok(found);
        }
        for (code, name) in line {
            session::say(&if name.is_empty() { format!("  {code}") } else { format!("  {code} ({name})") });
            if !found.contains(&code) {
                found.push(code);
            }
        }
        question = format!("Another {}", what.to_lowercase());
    }
}

fn answer(question: &str) -> anyhow::Result<String> {
    let mut terminal = io::stderr().lock();
    write!(terminal, "{question}: ").and_then(|()| terminal.flush()).context("the terminal is gone")?;
    let mut line = Vec::new();
    let length = io::stdin().lock().read_until(b'\n', &mut line).context("the terminal cannot be read")?;
    if length == 0 {
        session::say("");
        bail!("the questions were not answered; nothing was written");
    }
    Ok(String::from_utf8_lossy(&line).into_owned())
}
