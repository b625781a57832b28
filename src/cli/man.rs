//! `chancery man`

use anyhow::{Context, anyhow};

use super::failure::Failure;
use super::session;

/// Print a manual page, as man reads it
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The command that it is of [default: the program as a whole]
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub(super) fn run(program: clap::Command, arguments: &Arguments) -> Result<(), Failure> {
    // `help` says what these pages say.
    let mut program = program.disable_help_subcommand(true);
    // Until then the commands do not know the program that they belong to.
    program.build();
    let command = match &arguments.command {
        None => program,
        Some(name) => program.find_subcommand(name).cloned().ok_or_else(|| {
            let names: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
            anyhow!("there is no command `{name}`; the commands are {}", names.join(", "))
        })?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).context("the page cannot be made")?;
    session::print(&String::from_utf8_lossy(&page))?;
    Ok(())
}
