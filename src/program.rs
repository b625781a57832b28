//! Other programs: the one way to start them.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::{Command, Stdio};

/// Returns a command for a program that is found by its name.
///
/// It is looked for in those folders of `PATH` alone that are named from the root of the file system on: `.` and the
/// like would mean a folder of the site, and whoever writes to that would choose what runs. It reads nothing.
pub fn program(name: &str) -> Command {
    let mut command = Command::new(name);
    command.stdin(Stdio::null());
    if let Some(path) = env::var_os("PATH") {
        command.env("PATH", absolute(&path));
    }
    command
}

/// Returns a `PATH` without the folders that depend on where the program stands.
fn absolute(path: &OsStr) -> OsString {
    let folders = env::split_paths(path).filter(|folder| Path::new(folder).is_absolute());
    env::join_paths(folders).unwrap_or_default()
}

#[cfg(all(test, unix))]
mod tests {
    use super::absolute;

    #[test]
    fn folders_that_depend_on_where_one_stands_are_left_out_of_the_path() {
        assert_eq!(absolute("/bin:.::bin:../x:/usr/bin".as_ref()), "/bin:/usr/bin");
        assert_eq!(absolute("".as_ref()), "");
    }
}
