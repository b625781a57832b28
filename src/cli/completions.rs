//! `chancery completions`

use clap_complete::Shell;

use super::failure::Failure;
use super::session;

/// Print a script that makes a shell complete commands and options
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The shell
    shell: Shell,
}

pub(super) fn run(mut program: clap::Command, arguments: &Arguments) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut program, "chancery", &mut script);
    session::print(&String::from_utf8_lossy(&script))?;
    Ok(())
}
