//! One file of the writer's own, new or in the place of an old one, never half there.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Writes a file whole: beside its place first, and then by a rename.
///
/// Its folder is made if it is not there. An old file keeps its permissions, and a link to one stays a
/// link.
///
/// # Errors
/// Returns what the file system says; an old file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let real = match fs::canonicalize(path) {
        Ok(real) => real,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(error),
    };
    if let Some(folder) = real.parent() {
        fs::create_dir_all(folder)?;
    }
    let permissions = match fs::metadata(&real) {
        Ok(old) if old.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
        old => old.ok().map(|old| old.permissions()),
    };
    let mut name = OsString::from(".");
    name.push(real.file_name().unwrap_or_default());
    name.push(".chancery-new");
    let waiting = real.with_file_name(name);
    // One that a killed run left; if there is none, all the better.
    let _ = fs::remove_file(&waiting);
    let done = write(&waiting, bytes, permissions).and_then(|()| fs::rename(&waiting, &real));
    if done.is_err() {
        // The error of the write is the one that counts.
        let _ = fs::remove_file(&waiting);
    }
    done
}

fn write(path: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    // A rename may reach the disk before what was written, and a power cut leave an empty file.
    file.sync_all()
}
