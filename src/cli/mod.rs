//! The commands: arguments become checked settings, then the work is done and told.
//!
//! Messages go to standard error, data to standard output. The exit code is 0 where all is well, 1
//! for problems in the content, and 2 for wrong usage or an environment that does not play along.

mod ask;
mod briefing;
mod build;
mod check;
mod completions;
mod diff;
mod digest;
mod doctor;
mod export;
mod failure;
mod file_edit;
mod fix;
mod import;
mod init;
mod interrupt;
mod log;
mod man;
mod new;
mod opened;
mod public;
mod recall;
mod redact;
mod renames;
mod schema;
mod serve;
mod session;
mod statement;
mod subjects;
mod tag;
mod translate;
mod verify;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use self::failure::Failure;

/// Foreign-affairs briefings, from Markdown in git to a website.
#[derive(Debug, Parser)]
#[command(name = "chancery", version, about)]
struct Arguments {
    /// The site's folder [default: the nearest folder upwards with a site.yaml]
    #[arg(long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Arguments),
    New(new::Arguments),
    Import(import::Arguments),
    Tag(tag::Arguments),
    Check(check::Arguments),
    Build(build::Arguments),
    Serve(serve::Arguments),
    Log(log::Arguments),
    Diff(diff::Arguments),
    Recall(recall::Arguments),
    Redact(redact::Arguments),
    Export(export::Arguments),
    Digest(digest::Arguments),
    Verify(verify::Arguments),
    Doctor(doctor::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Runs the command that the arguments ask for, and returns its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and the version are answers, not failures; a closed pipe is no concern.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let root = arguments.root;
    let done = match arguments.command {
        Command::Init(own) => init::run(root, &own),
        Command::New(own) => new::run(root, own),
        Command::Import(own) => import::run(root, own),
        Command::Build(own) => build::run(root, own),
        Command::Serve(own) => serve::run(root, own),
        Command::Check(own) => check::run(root, own),
        Command::Log(own) => log::run(root, own),
        Command::Diff(own) => diff::run(root, own),
        Command::Recall(own) => recall::run(root, &own),
        Command::Redact(own) => redact::run(root, own),
        Command::Export(own) => export::run(root, own),
        Command::Digest(own) => digest::run(root, own),
        Command::Verify(own) => verify::run(root, own),
        Command::Doctor(own) => doctor::run(root, &own),
        Command::Tag(own) => tag::run(root, own),
        Command::Schema(own) => schema::run(root, &own),
        Command::Completions(own) => completions::run(Arguments::command(), &own),
        Command::Man(own) => man::run(Arguments::command(), &own),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Content) => ExitCode::from(1),
        Err(Failure::Environment(error)) => {
            session::say(&format!("error: {error:#}"));
            ExitCode::from(2)
        }
    }
}
