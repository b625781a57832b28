//! Builds that are killed, or whose disk fails, at every call of the system that writes.
//!
//! A build is traced once, which gives its calls. For each of them the build runs again, on a copy of the site, and
//! `strace` kills it there or lets the call fail. Whatever is there then is of the old site or the new one, each file
//! whole; and the next build ends as one into an empty folder does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::site_test::{SiteTest, files_of};

/// What writes, or opens what is written then.
const CALLS: &str = "openat,openat2,write,pwrite64,ftruncate,fallocate,copy_file_range,sendfile,mkdir,mkdirat,rename,\
                     renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,symlinkat,fsync,fdatasync,fchmod,chmod,fchmodat";

/// A call: its name, and which one of a thread's calls of that name it is.
type Point = (String, usize);

/// A site before a build, and what the build may leave.
struct Scenario {
    site: SiteTest,
    /// The output before; nothing where there is none.
    old: BTreeMap<String, Vec<u8>>,
    /// The output after.
    new: BTreeMap<String, Vec<u8>>,
    points: Vec<Point>,
}

fn map(files: Vec<(String, Vec<u8>)>) -> BTreeMap<String, Vec<u8>> {
    files.into_iter().collect()
}

/// Returns a copy of a test's folder: the site and the home.
fn copied(from: &SiteTest) -> SiteTest {
    let to = SiteTest::bare();
    let (source, target) = (from.root().join(".."), to.root().join(".."));
    let status = Command::new("cp").arg("-a").arg(source.join(".")).arg(&target).status();
    assert!(status.expect("cp runs").success());
    to
}

/// Runs a build under strace. One thread renders, so that the order of the calls is always the same.
fn traced(site: &SiteTest, options: &[&str]) -> Output {
    let build = site.command(&["build"]);
    let mut command = Command::new("strace");
    command.args(["-f", "--seccomp-bpf"]).args(options).arg(build.get_program()).args(build.get_args());
    command.current_dir(site.root()).env_clear();
    for (name, value) in build.get_envs() {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    command.env("RAYON_NUM_THREADS", "1").output().expect("strace is installed")
}

impl Scenario {
    /// `before` is built first where `has_output`; then `after` changes it.
    fn new(before: SiteTest, has_output: bool, after: impl Fn(&SiteTest)) -> Self {
        let mut old = BTreeMap::new();
        if has_output {
            before.run(&["build"]).assert_ok();
            old = map(files_of(&before.root().join("public")));
        }
        after(&before);
        let cold = copied(&before);
        let _ = fs::remove_dir_all(cold.root().join("public"));
        let _ = fs::remove_dir_all(cold.root().join(".chancery"));
        cold.run(&["build"]).assert_ok();
        let new = map(files_of(&cold.root().join("public")));
        let points = points(&before);
        Self { site: before, old, new, points }
    }

    /// Asserts that what is there is of the old site or the new one.
    fn assert_whole(&self, public: &Path, place: &str) {
        let are = map(files_of(public));
        for (path, bytes) in are.iter().filter(|(path, _)| *path != ".chancery-manifest") {
            let is_whole = [&self.old, &self.new].iter().any(|site| site.get(path) == Some(bytes));
            assert!(is_whole, "{place}: {path} is neither the old file nor the new one");
        }
        if are.is_empty() {
            assert!(self.old.is_empty(), "{place}: the old site is gone");
            return;
        }
        // What both sites have is never away.
        for path in self.new.keys().filter(|path| self.old.is_empty() || self.old.contains_key(*path)) {
            assert!(are.contains_key(path), "{place}: {path} is away");
        }
    }

    /// Builds again, and asserts that it ends as a build into an empty folder.
    fn assert_heals(&self, site: &SiteTest, place: &str) {
        let ran = site.run(&["build"]);
        assert_eq!(ran.code(), 0, "{place}: {}", ran.said());
        let public = site.root().join("public");
        assert!(map(files_of(&public)) == self.new, "{place}: the next build is not as one from nothing");
        assert!(no_empty_folders(&public), "{place}: there are empty folders");
        let left: BTreeSet<_> =
            fs::read_dir(site.root()).expect("a folder").flatten().map(|e| e.file_name()).collect();
        assert!(!left.contains(".public.chancery-staging".as_ref() as &std::ffi::OsStr), "{place}: {left:?}");
    }
}

fn no_empty_folders(folder: &Path) -> bool {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_dir())
        .all(|entry| fs::read_dir(entry.path()).expect("a folder").next().is_some())
}

/// Returns the calls of a build that write.
fn points(site: &SiteTest) -> Vec<Point> {
    let site = copied(site);
    let log = site.root().join("../trace");
    let output = traced(&site, &["-o", &log.to_string_lossy(), "-e", &format!("trace={CALLS}")]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut points = BTreeSet::new();
    let log = fs::read_to_string(log).expect("a trace");
    for line in log.lines() {
        let Some((process, call)) = line.split_once(' ') else { continue };
        let call = call.trim_start();
        // One that another thread's call interrupts is told in two lines, of which the first counts.
        let Some((name, arguments)) = call.split_once('(').filter(|_| !call.starts_with(['<', '+', '-']))
        else {
            continue;
        };
        let count = counts.entry((process, name)).or_default();
        *count += 1;
        let opens = name.starts_with("open");
        if !opens || ["O_CREAT", "O_WRONLY", "O_RDWR", "O_TRUNC"].iter().any(|flag| arguments.contains(flag))
        {
            points.insert((name.to_owned(), *count));
        }
    }
    points.into_iter().collect()
}

/// A site of every kind of change: a file becomes a folder and a folder a file, pages come, change and go, a picture
/// is made smaller and a history read.
fn desk(folder: &str) -> SiteTest {
    let mut picture = Vec::new();
    let pixels = image::RgbImage::from_fn(1000, 60, |x, y| image::Rgb([(x % 251) as u8, (y % 241) as u8, 7]));
    pixels.write_to(&mut std::io::Cursor::new(&mut picture), image::ImageFormat::Png).expect("a picture");
    SiteTest::new()
        .file("static/guide", "a file")
        .file("static/data/numbers.csv", "1,2\n")
        .file("static/kept.txt", "as it was")
        .file("content/pages/about.md", "---\ntitle: About\n---\nUs.\n")
        .file(&format!("content/briefings/{folder}/photo.png"), picture)
        .briefing(&format!("{folder}/index"), "slug: rome\ncountries: [IT]", "![Rome](photo.png)")
        .briefing("oslo", "countries: [NO]", "Text.")
        .committed("2024-04-01", "Publish")
}

fn changed(site: &SiteTest) {
    site.delete("static/guide");
    site.write("content/pages/guide.md", "---\ntitle: Guide\n---\n");
    fs::remove_dir_all(site.root().join("static/data")).expect("a folder");
    site.write("static/data", "a file now");
    site.delete("content/briefings/oslo.md");
    site.write("content/briefings/bern.md", "---\ntitle: Bern\ndate: 2024-05-01\ncountries: [CH]\n---\n");
    site.commit("2024-05-01", "Update");
}

/// Takes it all back.
fn changed_back(site: &SiteTest) {
    site.delete("static/data");
    site.write("static/data/numbers.csv", "1,2\n");
    site.delete("content/pages/guide.md");
    site.write("static/guide", "a file");
    site.delete("content/briefings/bern.md");
    site.write(
        "content/briefings/oslo.md",
        "---\ntitle: oslo\ndate: 2024-04-01\ncountries: [NO]\n---\n\nText.\n",
    );
    site.commit("2024-05-02", "Take it back");
}

/// Does something at each point of a scenario, on all cores.
fn at_each(points: &[Point], act: impl Fn(&Point) + Sync) {
    let next = AtomicUsize::new(0);
    let failed = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(point) = points.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| act(point)));
                    if done.is_err() {
                        failed.lock().expect("no poison").push(point.clone());
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().expect("no poison");
    assert!(failed.is_empty(), "{} of {} points: {failed:?}", failed.len(), points.len());
}

fn public(site: &SiteTest) -> PathBuf {
    site.root().join("public")
}

#[test]
#[ignore = "takes a minute or two; scripts/test runs it"]
fn a_build_that_is_killed_at_any_call_that_writes_leaves_whole_files_and_heals() {
    let mut number = 0;
    let fresh = Scenario::new(desk("rome"), false, |_| {});
    let there = Scenario::new(desk("rome"), true, changed);
    let there_before = desk("rome");
    changed(&there_before);
    let back = Scenario::new(there_before, true, changed_back);
    for scenario in [fresh, there, back] {
        number += scenario.points.len();
        at_each(&scenario.points, |(call, count)| {
            let place = format!("killed at {call} {count}");
            let site = copied(&scenario.site);
            let inject = format!("inject={call}:signal=KILL:when={count}");
            traced(&site, &["-o", "/dev/null", "-e", &format!("trace={call}"), "-e", &inject]);
            scenario.assert_whole(&public(&site), &place);
            scenario.assert_heals(&site, &place);
        });
    }
    assert!(number >= 500, "{number} points");
}

#[test]
#[ignore = "takes a minute or two; scripts/test runs it"]
fn a_build_whose_disk_fails_from_any_point_on_leaves_whole_files_and_heals() {
    let scenario = Scenario::new(desk("rome"), true, changed);
    for error in ["ENOSPC", "EROFS", "EIO"] {
        let some: Vec<Point> = scenario.points.iter().step_by(7).cloned().collect();
        at_each(&some, |(call, count)| {
            let place = format!("{error} from {call} {count} on");
            let site = copied(&scenario.site);
            let inject = format!("inject={call}:error={error}:when={count}+");
            let output = traced(&site, &["-o", "/dev/null", "-e", &format!("trace={call}"), "-e", &inject]);
            scenario.assert_whole(&public(&site), &place);
            if output.status.success() {
                assert!(
                    map(files_of(&public(&site))) == scenario.new,
                    "{place}: success, but not the new site"
                );
            }
            scenario.assert_heals(&site, &place);
        });
    }
}

#[test]
fn a_disk_that_takes_nothing_leaves_the_old_site_as_it_was() {
    let scenario = Scenario::new(desk("rome"), true, changed);
    for error in ["ENOSPC", "EROFS", "EDQUOT"] {
        let site = copied(&scenario.site);
        let calls = "mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,linkat,pwrite64,ftruncate";
        let inject = format!("inject={calls}:error={error}:when=1+");
        let output = traced(&site, &["-o", "/dev/null", "-e", &format!("trace={calls}"), "-e", &inject]);
        assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(map(files_of(&public(&site))) == scenario.old, "{error}: the old site changed");
        scenario.assert_heals(&site, error);
    }
}
