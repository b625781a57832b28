//! The `chancery` command.

use std::process::ExitCode;

/// A build makes and drops millions of small strings on all cores at once, which takes a sixth less
/// time with this allocator than with the system's: compare with `scripts/bench`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    chancery::cli::run(std::env::args_os())
}
