//! The contents of files, from a running `git cat-file --batch`.

use std::fmt;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::{GitError, Repository};

/// How often git may end over contents that it cannot give, before the rest is taken for lost as well.
const MOST_ENDS: usize = 100;

/// Gives the contents of one file after the other.
///
/// Git names contents that it lacks, and ends over some that are damaged. Then it is started again, and those
/// contents alone are lost.
#[derive(Debug)]
pub struct Blobs {
    repository: Repository,
    process: Option<Process>,
}

/// Why a repository does not give contents that its history names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// It does not have them: a file of the repository was lost, or a partial clone has not fetched it.
    Missing,
    /// It has something else, or only a part.
    Corrupt,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "the repository lacks it",
            Self::Corrupt => "the repository has it damaged",
        })
    }
}

/// What git said to a question.
enum Answer {
    Contents(Vec<u8>),
    Damaged(Damage),
    /// It ended.
    Ended,
}

impl Blobs {
    /// Starts the process.
    ///
    /// # Errors
    /// Returns why it cannot be started.
    pub fn open(repository: &Repository) -> Result<Self, GitError> {
        Ok(Self { repository: repository.clone(), process: Some(Process::start(repository)?) })
    }

    /// Returns the contents that have this id, or why the repository does not give them.
    ///
    /// # Errors
    /// Returns that git was ended half-way, or cannot be run.
    pub fn read(&mut self, id: &str) -> Result<Result<Vec<u8>, Damage>, GitError> {
        let mut read = Err(Damage::Missing);
        self.read_all(&[id], |_, contents| read = contents)?;
        Ok(read)
    }

    /// Gives the contents of each of these ids to `take`, with the id, in their order.
    ///
    /// All are asked for at once, so that git does not wait for what is done with each.
    ///
    /// # Errors
    /// Returns that git was ended half-way, or cannot be run.
    pub fn read_all<'a>(
        &mut self,
        ids: &[&'a str],
        mut take: impl FnMut(&'a str, Result<Vec<u8>, Damage>),
    ) -> Result<(), GitError> {
        let mut open = ids;
        for _ in 0..MOST_ENDS {
            let process = match &mut self.process {
                Some(process) => process,
                None => self.process.insert(Process::start(&self.repository)?),
            };
            let answered = process.ask(open, &mut take)?;
            open = &open[answered..];
            let [lost, rest @ ..] = open else { return Ok(()) };
            // It ended over these contents; what ended it from outside is told.
            if let Some(process) = self.process.take() {
                process.end()?;
            }
            take(lost, Err(Damage::Corrupt));
            open = rest;
        }
        for id in open {
            take(id, Err(Damage::Corrupt));
        }
        Ok(())
    }
}

/// A running process.
#[derive(Debug)]
struct Process {
    child: Child,
    /// None once it is closed, which ends the process.
    asks: Option<BufWriter<ChildStdin>>,
    answers: BufReader<ChildStdout>,
}

impl Process {
    fn start(repository: &Repository) -> Result<Self, GitError> {
        let mut child = repository
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(asks), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(broken("it has no input or output"));
        };
        let asks = Some(BufWriter::new(asks));
        Ok(Self { child, asks, answers: BufReader::with_capacity(1 << 16, answers) })
    }

    /// Asks for contents, and returns how many it answered for before it ended.
    fn ask<'a>(
        &mut self,
        ids: &[&'a str],
        take: &mut impl FnMut(&'a str, Result<Vec<u8>, Damage>),
    ) -> Result<usize, GitError> {
        let Self { child, asks, answers } = self;
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let asks = asks.as_mut()?;
                // If git ends, the reader is told.
                for id in ids {
                    writeln!(asks, "{id}").ok()?;
                }
                asks.flush().ok()
            });
            for (index, id) in ids.iter().enumerate() {
                match answer(answers, id) {
                    Ok(Answer::Contents(bytes)) => take(id, Ok(bytes)),
                    Ok(Answer::Damaged(damage)) => take(id, Err(damage)),
                    Ok(Answer::Ended) => return Ok(index),
                    Err(error) => {
                        // Nobody reads on, so whoever asks would wait for ever.
                        let _ = child.kill();
                        return Err(error);
                    }
                }
            }
            Ok(ids.len())
        })
    }

    /// Waits for a process that ended by itself.
    ///
    /// # Errors
    /// Returns that it did not end because of what it was asked for.
    fn end(mut self) -> Result<(), GitError> {
        self.asks = None;
        match self.child.wait()?.code() {
            Some(code) if code != 0 => Ok(()),
            _ => Err(broken("it ended half-way")),
        }
    }
}

/// Reads the answer to a question: a line that names it with its kind and size, and the contents.
fn answer(answers: &mut impl BufRead, id: &str) -> Result<Answer, GitError> {
    let mut header = String::new();
    answers.read_line(&mut header)?;
    let Some(header) = header.strip_suffix('\n') else { return Ok(Answer::Ended) };
    let Some(said) = header.strip_prefix(id).and_then(|rest| rest.strip_prefix(' ')) else {
        return Err(broken("its answer is not to what it was asked"));
    };
    if said == "missing" {
        return Ok(Answer::Damaged(Damage::Missing));
    }
    let Some((kind, size)) = said.split_once(' ').and_then(|(kind, size)| Some((kind, size.parse().ok()?)))
    else {
        return Err(broken("its answer cannot be read"));
    };
    let mut bytes = Vec::new();
    answers.take(size + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 <= size {
        return Ok(Answer::Ended);
    }
    bytes.pop();
    Ok(if kind == "blob" { Answer::Contents(bytes) } else { Answer::Damaged(Damage::Corrupt) })
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.asks.take());
        // Without input it ends by itself.
        let _ = self.child.wait();
    }
}

fn broken(why: &str) -> GitError {
    GitError::Failed { command: "cat-file", why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Damage, answer};

    type Read = Result<Option<Result<Vec<u8>, Damage>>, String>;

    fn read(said: &[u8]) -> Read {
        match answer(&mut &*said, "0a").map_err(|error| error.to_string())? {
            Answer::Contents(bytes) => Ok(Some(Ok(bytes))),
            Answer::Damaged(damage) => Ok(Some(Err(damage))),
            Answer::Ended => Ok(None),
        }
    }

    #[test]
    fn an_answer_counts_only_for_the_question_that_it_names() {
        assert_eq!(read(b"0a blob 3\nabc\n0b blob 1\nd\n"), Ok(Some(Ok(b"abc".to_vec()))));
        assert!(read(b"0b blob 3\nabc\n").is_err());
        assert!(read(b"0a\n").is_err());
    }

    #[test]
    fn contents_that_are_not_whole_are_no_answer() {
        assert_eq!(read(b""), Ok(None));
        assert_eq!(read(b"0a blob"), Ok(None));
        assert_eq!(read(b"0a blob 3\nabc"), Ok(None));
        assert_eq!(read(b"0a missing\n"), Ok(Some(Err(Damage::Missing))));
        assert_eq!(read(b"0a tree 0\n\n"), Ok(Some(Err(Damage::Corrupt))));
    }
}
