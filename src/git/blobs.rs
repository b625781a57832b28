//! The contents of files, from one running `git cat-file --batch`.

use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::{GitError, Repository};

/// A process that gives the contents of one file after the other.
#[derive(Debug)]
pub struct Blobs {
    child: Child,
    /// None once it is closed, which ends the process.
    asks: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Blobs {
    /// Starts the process.
    ///
    /// # Errors
    /// Returns why it cannot be started.
    pub fn open(repository: &Repository) -> Result<Self, GitError> {
        let mut child = repository
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(asks), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(broken("it has no input or output"));
        };
        Ok(Self { child, asks: Some(asks), answers: BufReader::with_capacity(1 << 16, answers) })
    }

    /// Returns the contents that have this id.
    ///
    /// # Errors
    /// Returns that git has no such contents, or that it was ended half-way.
    pub fn read(&mut self, id: &str) -> Result<Vec<u8>, GitError> {
        let asks = self.asks.as_mut().ok_or_else(|| broken("it was closed"))?;
        writeln!(asks, "{id}").and_then(|()| asks.flush()).map_err(|_| broken("it ended half-way"))?;
        answer(&mut self.answers)
    }

    /// Gives the contents that have these ids to `take`, one after the other.
    ///
    /// All are asked for at once, so that git does not wait for what is done with each.
    ///
    /// # Errors
    /// Returns that git has no such contents, or that it was ended half-way.
    pub fn read_all<'a>(
        mut self,
        ids: impl Iterator<Item = &'a str> + Send,
        number: usize,
        mut take: impl FnMut(Vec<u8>),
    ) -> Result<(), GitError> {
        let asks = self.asks.take();
        let Self { child, answers, .. } = &mut self;
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let mut asks = BufWriter::new(asks?);
                // If git ends, the reader is told.
                for id in ids {
                    writeln!(asks, "{id}").ok()?;
                }
                asks.flush().ok()
            });
            let read = (0..number).try_for_each(|_| answer(answers).map(&mut take));
            if read.is_err() {
                // Nobody reads on, so whoever asks would wait for ever.
                let _ = child.kill();
            }
            read
        })
    }
}

/// Reads one answer: a line with the size, and the contents.
fn answer(answers: &mut BufReader<ChildStdout>) -> Result<Vec<u8>, GitError> {
    let mut header = String::new();
    answers.read_line(&mut header)?;
    let size = header.trim_end().rsplit(' ').next().and_then(|size| size.parse::<usize>().ok());
    let Some(size) = size else {
        let is_missing = header.trim_end().ends_with("missing");
        return Err(broken(if is_missing { "the repository lacks a file" } else { "it ended half-way" }));
    };
    let mut bytes = vec![0; size + 1];
    answers.read_exact(&mut bytes).map_err(|_| broken("it ended half-way"))?;
    bytes.pop();
    Ok(bytes)
}

impl Drop for Blobs {
    fn drop(&mut self) {
        drop(self.asks.take());
        // Without input it ends by itself.
        let _ = self.child.wait();
    }
}

fn broken(why: &str) -> GitError {
    GitError::Failed { command: "cat-file", why: why.to_owned() }
}
