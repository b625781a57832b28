//! Git, the clone and what lies in it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use walkdir::WalkDir;

use super::{Advice, Patient};
use crate::cache;
use crate::git::{Absent, Repository, program_version};
use crate::problem::Code;
use crate::source::Source;

/// The oldest git that knows every safeguard that is asked of it: `safe.bareRepository`.
const OLDEST_GIT: (u32, u32) = (2, 38);

/// What a file of git LFS begins with, in place of its contents.
const LFS: &[u8] = b"version https://git-lfs.github.com/spec/v1";

/// How many files are named.
const NAMED: usize = 3;

pub fn examine(patient: &Patient) -> Vec<Advice> {
    let mut advice = Vec::new();
    advice.extend(git(program_version()));
    match Repository::open(patient.root) {
        Ok(repository) => of_repository(patient, &repository, &mut advice),
        Err(Absent::NoGit) => {}
        Err(absent @ Absent::Shallow) => advice.push(Advice::new(
            "this clone is shallow: the record of briefings would be cut off, so there is none",
            absent.to_string(),
        )),
        Err(absent) => advice.push(Advice::new(
            format!("briefings have no record, since {absent}"),
            "`git init`, and commit the site; `outputs: { record: false }` if no record is wanted",
        )),
    }
    files(patient, &mut advice);
    address(patient, &mut advice);
    advice
}

fn git(version: Option<(u32, u32)>) -> Option<Advice> {
    let Some((major, minor)) = version else {
        return Some(Advice::new(
            "git is not installed: there is no record",
            "install git: https://git-scm.com",
        ));
    };
    let (own, least) = ((major, minor), OLDEST_GIT);
    (own < least).then(|| {
        Advice::new(
            format!("git {major}.{minor} is old: it lacks safeguards against hostile repositories"),
            format!("install git {}.{} or newer", least.0, least.1),
        )
    })
}

fn of_repository(patient: &Patient, repository: &Repository, advice: &mut Vec<Advice>) {
    if repository.is_partial() {
        advice.push(Advice::new(
            "this is a partial clone: old texts are on the server only, and their versions cannot be read without it",
            "`git fetch --refetch --no-filter`, and on GitHub no `filter:` of actions/checkout",
        ));
    }
    let tracked = repository.tracked(cache::FOLDER);
    if !tracked.is_empty() {
        advice.push(Advice::new(
            format!("the cache is tracked by git: {}", named(&tracked)),
            format!(
                "`git rm -r --cached {}`; what is in it is made again, and may show what is held back",
                cache::FOLDER
            ),
        ));
    }
    let left_out = patient.loaded.left_out.len();
    if left_out > 0
        && let Some(origin) = repository.origin()
        && let Some((host, _)) = forge(&origin)
    {
        advice.push(Advice::new(
            format!(
                "{} held back from the site, but lies in the repository: whoever may read it on {host} reads that too",
                if left_out == 1 { "1 document is".to_owned() } else { format!("{left_out} documents are") }
            ),
            "keep the repository private, or such texts out of it until they may be read",
        ));
    }
}

fn files(patient: &Patient, advice: &mut Vec<Advice>) {
    let listing = patient.tree.list();
    let links: Vec<String> = listing
        .problems
        .iter()
        .filter(|problem| problem.code == Code::Symlink)
        .filter_map(|problem| Some(problem.place.as_ref()?.file.clone()))
        .collect();
    if !links.is_empty() {
        advice.push(Advice::new(
            format!("links lead out of the site, or nowhere, and are not followed: {}", named(&links)),
            "copy the files into the site, or delete the links",
        ));
    }
    let is_pointer =
        |path: &String| patient.tree.read_start(path, LFS.len() as u64).is_ok_and(|start| start == LFS);
    let pointers: Vec<String> = listing
        .files
        .iter()
        .filter(|path| path.starts_with("content/") || path.starts_with("static/"))
        .filter(|path| is_pointer(path))
        .cloned()
        .collect();
    if !pointers.is_empty() {
        advice.push(Advice::new(
            format!("files are pointers of git LFS, and would be published as such: {}", named(&pointers)),
            "`git lfs pull`, and on GitHub `lfs: true` of actions/checkout",
        ));
    }
    let cache = patient.root.join(cache::FOLDER);
    match cache.symlink_metadata() {
        Ok(data) if !data.is_dir() => advice.push(Advice::new(
            format!("{} is a link or a file, and no folder: there is no cache", cache::FOLDER),
            format!("delete {}; the next build makes a new one", cache::FOLDER),
        )),
        Ok(data) if is_foreign(&data, patient) => advice.push(Advice::new(
            format!("the cache belongs to another user: {}", cache::FOLDER),
            format!("delete {}; what is in it is made again", cache::FOLDER),
        )),
        Ok(_) => stale(&cache, advice),
        Err(_) => {}
    }
}

/// Looks for what killed builds and older versions of the program left in the cache, which nothing reads.
fn stale(cache: &Path, advice: &mut Vec<Advice>) {
    let is_read = |path: &Path| {
        let mut start = Vec::new();
        let length = cache::HEADER.len() as u64;
        let read = File::open(path).and_then(|file| file.take(length).read_to_end(&mut start));
        read.is_ok()
            && start == cache::HEADER.as_bytes()
            && path.extension().is_none_or(|ending| ending != "part")
    };
    let entries = WalkDir::new(cache).sort_by_file_name().into_iter().flatten();
    let files = entries.filter(|entry| entry.file_type().is_file() && entry.file_name() != ".gitignore");
    let stale: Vec<String> = files
        .filter(|entry| !is_read(entry.path()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    if !stale.is_empty() {
        advice.push(Advice::new(
            format!("the cache has files that nothing reads any more: {}", named(&stale)),
            format!("delete {}; what is in it is made again", cache::FOLDER),
        ));
    }
}

#[cfg(unix)]
fn is_foreign(cache: &std::fs::Metadata, patient: &Patient) -> bool {
    use std::os::unix::fs::MetadataExt;
    patient.root.metadata().is_ok_and(|root| root.uid() != cache.uid())
}

#[cfg(not(unix))]
fn is_foreign(_: &std::fs::Metadata, _: &Patient) -> bool {
    false
}

/// Looks at the address that readers use.
fn address(patient: &Patient, advice: &mut Vec<Advice>) {
    let url = &patient.config.base_url;
    let host = url.host();
    let is_placeholder =
        ["example.org", "example.com", "example.net", "user.github.io", "localhost", "127.0.0.1"]
            .iter()
            .any(|name| host == *name || host.ends_with(&format!(".{name}")) && !name.ends_with("github.io"));
    if is_placeholder {
        advice.push(Advice::new(
            format!("base_url is a placeholder: {url}"),
            "write the address that readers use into site.yaml: feeds, the sitemap and the data of the site have it",
        ));
        return;
    }
    if url.to_string().starts_with("http://") {
        advice.push(Advice::new(
            format!("base_url is not encrypted: {url}"),
            "write https://, if the server has a certificate, as GitHub Pages does",
        ));
    }
    let Some(owner) = host.strip_suffix(".github.io") else { return };
    let origin = Repository::open(patient.root).ok().and_then(|repository| repository.origin());
    let Some((_, path)) = origin.as_deref().and_then(forge).filter(|(host, _)| *host == "github.com") else {
        return;
    };
    let Some((own, name)) = path.split_once('/') else { return };
    let name = name.trim_end_matches('/').trim_end_matches(".git");
    let expected = if name.eq_ignore_ascii_case(&format!("{own}.github.io")) {
        "/".to_owned()
    } else {
        format!("/{name}/")
    };
    if !owner.eq_ignore_ascii_case(own) || url.path() != expected {
        advice.push(Advice::new(
            format!("base_url is {url}, and this repository is {own}/{name} on GitHub"),
            format!(
                "if GitHub Pages publishes it, its address is https://{}.github.io{expected}",
                own.to_lowercase()
            ),
        ));
    }
}

/// Returns the host and the path of a remote repository, from its address.
fn forge(origin: &str) -> Option<(&str, &str)> {
    let rest = match origin.split_once("://") {
        Some((_, rest)) => rest.split_once('/'),
        None => origin.split_once(':'),
    };
    let (host, path) = rest?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split(':').next()?;
    (!host.is_empty()).then_some((host, path))
}

pub(super) fn named(files: &[String]) -> String {
    let shown: Vec<String> = files.iter().take(NAMED).map(|file| file.escape_debug().to_string()).collect();
    match files.len().checked_sub(NAMED).filter(|more| *more > 0) {
        Some(more) => format!("{} and {more} more", shown.join(", ")),
        None => shown.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::{forge, git};

    #[test]
    fn the_forge_of_a_remote_is_told_in_every_way_that_git_writes_it() {
        for origin in [
            "https://github.com/desk/site.git",
            "https://token@github.com/desk/site.git",
            "git@github.com:desk/site.git",
            "ssh://git@github.com:22/desk/site.git",
        ] {
            assert_eq!(forge(origin), Some(("github.com", "desk/site.git")), "{origin}");
        }
        assert_eq!(forge("/srv/git/site"), None);
    }

    #[test]
    fn an_old_git_and_none_are_told() {
        assert!(git(None).is_some_and(|advice| advice.what.contains("not installed")));
        assert!(git(Some((2, 30))).is_some_and(|advice| advice.what.contains("2.30 is old")));
        assert_eq!(git(Some((2, 38))), None);
        assert_eq!(git(Some((3, 0))), None);
    }
}
