//! The output folder: which ones are refused, what is written, what is deleted, and what a failure leaves.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use insta::assert_snapshot;

use crate::site_test::{Built, Ran, SiteTest, assert_same_files, files_of};

const MANIFEST: &str = ".chancery-manifest";

fn desk() -> SiteTest {
    SiteTest::new().briefing("2024/rome", "countries: [IT]\ntopics: [trade]", "Rome.").briefing(
        "2024/oslo",
        "countries: [NO]\ntopics: [trade]",
        "Oslo.",
    )
}

/// Builds into a folder, from the site's own.
fn build_into(site: &SiteTest, output: &str) -> Ran {
    site.run(&["build", "--output", output])
}

/// Returns the files of a folder without the manifest.
fn site_files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = files_of(folder);
    files.retain(|(path, _)| path != MANIFEST);
    files
}

fn paths(files: &[(String, Vec<u8>)]) -> Vec<&str> {
    files.iter().map(|(path, _)| path.as_str()).collect()
}

/// Returns what is in the folder that holds the site, so that nothing can be left beside an output.
fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Builds, and asserts that the output is what a build into a new folder gives.
#[track_caller]
fn assert_heals(built: &Built) {
    built.site.run(&["build"]).assert_ok();
    build_into(&built.site, "../fresh").assert_ok();
    assert_same_files(&files_of(built.public()), &files_of(&built.site.root().join("../fresh")));
    assert_eq!(names_in(&built.site.root()), ["content", "public", "site.yaml"]);
}

#[test]
fn a_folder_that_must_not_be_overwritten_is_refused() {
    let site =
        desk().file("static/logo.svg", "<svg/>").file("templates/extra.html", "").file("notes.txt", "mine");
    let before = site.files();
    let said: Vec<String> = [
        "/",
        ".",
        "..",
        "content/..",
        "content",
        "content/briefings/2024/site",
        "static",
        "static/site",
        "templates",
        ".git/site",
        "notes.txt",
        "notes.txt/site",
    ]
    .into_iter()
    .map(|output| build_into(&site, output).assert_refused().said())
    .collect();
    assert_snapshot!(said.join("\n"), @r"
    error: the output folder / cannot be used: it is the root of the file system
    error: the output folder . cannot be used: the site itself is in it
    error: the output folder .. cannot be used: the site itself is in it
    error: the output folder content/.. cannot be used: the site itself is in it
    error: the output folder content cannot be used: it is one of the site's own folders
    error: the output folder content/briefings/2024/site cannot be used: it is one of the site's own folders
    error: the output folder static cannot be used: it is one of the site's own folders
    error: the output folder static/site cannot be used: it is one of the site's own folders
    error: the output folder templates cannot be used: it is one of the site's own folders
    error: the output folder .git/site cannot be used: it is one of the site's own folders
    error: the output folder notes.txt cannot be used: it is a file
    error: TEST/site/notes.txt/site cannot be written: Not a directory (os error 20); the site is as it was
    ");
    assert_same_files(&site.files(), &before);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_that_must_not_be_overwritten_is_refused_too() {
    let site = desk();
    std::os::unix::fs::symlink(site.root().join("content"), site.root().join("public")).expect("a link");
    assert_snapshot!(site.run(&["build"]).assert_refused().said(), @"error: the output folder TEST/site/public cannot be used: it is one of the site's own folders");
    assert_eq!(names_in(&site.root().join("content")), ["briefings"]);
}

#[test]
fn a_folder_with_files_of_somebody_else_is_refused() {
    let site = desk().file("public/thesis.doc", "years of work").file("public/index.html", "mine");
    let ran = site.run(&["build"]);
    assert_snapshot!(ran.assert_refused().said(), @"error: the output folder TEST/site/public has files in it that Chancery did not write; choose another one with --output, or add --adopt to keep those files and build beside them");
    assert_eq!(paths(&files_of(&site.root().join("public"))), ["index.html", "thesis.doc"]);
}

#[test]
fn an_empty_folder_is_taken() {
    let site = desk();
    fs::create_dir(site.root().join("public")).expect("a folder");
    assert!(site.build().assert_ok().said().contains("0 unchanged"));
}

#[test]
fn an_output_folder_is_made_with_the_folders_above_it() {
    let site = desk();
    build_into(&site, "../a/b/c").assert_ok();
    assert!(site.root().join("../a/b/c/index.html").is_file());
    assert_eq!(names_in(&site.root().join("../a/b")), ["c"]);
}

#[test]
fn adopting_a_folder_keeps_every_file_in_it() {
    let site = desk().file("public/CNAME", "example.org").file("public/old/page.html", "old");
    site.run(&["build", "--adopt"]).assert_ok();
    let public = site.root().join("public");
    assert_eq!(fs::read_to_string(public.join("CNAME")).expect("kept"), "example.org");
    assert_eq!(fs::read_to_string(public.join("old/page.html")).expect("kept"), "old");
    assert!(public.join("briefings/2024/rome/index.html").is_file());
    // From now on it is known, and its foreign files stay.
    site.delete("content/briefings/2024/rome.md");
    site.run(&["build"]).assert_ok();
    assert!(public.join("CNAME").is_file() && public.join("old/page.html").is_file());
    assert!(!public.join("briefings/2024/rome").exists());
}

#[test]
fn adopting_does_not_overwrite_a_file_in_the_way() {
    let site = desk().file("public/countries/index.html", "mine");
    let ran = site.run(&["build", "--adopt"]);
    assert_snapshot!(ran.assert_refused().said(), @"error: TEST/site/public/countries/index.html is in the way: Chancery did not write it, and the site has a file of that name; move it away first");
    let files = files_of(&site.root().join("public"));
    assert_same_files(&files, &[("countries/index.html".to_owned(), b"mine".to_vec())]);
}

#[test]
fn a_foreign_file_that_is_the_same_as_the_sites_own_is_not_in_the_way() {
    let first = desk().build();
    fs::remove_file(first.public().join(MANIFEST)).expect("a manifest");
    first.site.run(&["build"]).assert_refused();
    let said = first.site.run(&["build", "--adopt"]).assert_ok().said();
    assert!(said.contains(" 0 written"), "{said}");
    assert_heals(&first);
}

#[test]
fn a_folder_where_a_page_goes_is_refused_and_kept() {
    let site = desk().file("public/404.html/notes.txt", "mine");
    site.run(&["build", "--adopt"]).assert_refused();
    assert_eq!(paths(&files_of(&site.root().join("public"))), ["404.html/notes.txt"]);
}

#[test]
fn a_foreign_file_where_a_folder_goes_is_refused_and_kept() {
    let site = desk().file("public/countries", "mine");
    site.run(&["build", "--adopt"]).assert_refused();
    let files = files_of(&site.root().join("public"));
    assert_same_files(&files, &[("countries".to_owned(), b"mine".to_vec())]);
}

#[test]
fn a_second_build_writes_nothing() {
    let built = desk().build();
    let before: Vec<_> = files_of(built.public())
        .into_iter()
        .map(|(path, bytes)| {
            let time =
                fs::metadata(built.public().join(&path)).and_then(|data| data.modified()).expect("a time");
            (path, bytes, time)
        })
        .collect();
    let said = built.site.run(&["build"]).assert_ok().said();
    assert!(said.contains(" 0 written, ") && said.contains(" 0 removed"), "{said}");
    for (path, bytes, time) in before {
        let file = built.public().join(&path);
        assert_eq!(fs::read(&file).expect("a file"), bytes, "{path}");
        assert_eq!(fs::metadata(&file).and_then(|data| data.modified()).expect("a time"), time, "{path}");
    }
}

#[test]
fn an_edit_writes_only_the_pages_that_show_it() {
    let built = desk().build();
    built.site.write("content/pages/about.md", "---\ntitle: About\n---\nUs.\n");
    let said = built.site.run(&["build"]).assert_ok().said();
    // The page, the sitemap that lists it, and the five files of the search index.
    assert!(said.contains(" 7 written, ") && said.contains(" 0 removed"), "{said}");
}

#[test]
fn pages_that_are_no_more_are_deleted_with_their_empty_folders() {
    let built = desk().build();
    assert!(built.has("/countries/norway/") && built.has("/briefings/2024/oslo/"));
    built.site.delete("content/briefings/2024/oslo.md");
    let said = built.site.run(&["build"]).assert_ok().said();
    assert!(!said.contains(" 0 removed"), "{said}");
    assert!(!built.public().join("countries/norway").exists());
    assert!(!built.public().join("briefings/2024/oslo").exists());
    assert!(built.has("/briefings/2024/rome/"));
    assert_heals(&built);
}

#[test]
fn files_that_chancery_did_not_write_are_never_deleted() {
    let built = desk().build();
    built.site.write("public/countries/norway/photo.jpg", "a photo");
    built.site.write("public/extra/page.html", "by hand");
    built.site.delete("content/briefings/2024/oslo.md");
    built.site.run(&["build"]).assert_ok();
    assert_eq!(names_in(&built.public().join("countries/norway")), ["photo.jpg"]);
    assert!(built.public().join("extra/page.html").is_file());
}

#[test]
fn a_file_that_somebody_changed_or_deleted_in_the_output_is_put_right() {
    let built = desk().build();
    built.site.write("public/index.html", "vandalism");
    built.site.delete("public/404.html");
    assert_heals(&built);
}

#[test]
fn the_manifest_lists_every_file_and_no_time() {
    let built = desk().build();
    let manifest = built.page(&format!("/{MANIFEST}"));
    let listed: Vec<&str> =
        manifest.lines().skip(1).map(|line| line.split_once("  ").expect("a hash and a path").1).collect();
    assert_eq!(listed, paths(&site_files(built.public())));
    assert!(listed.is_sorted());
}

#[test]
fn a_manifest_that_cannot_be_read_makes_the_folder_a_foreign_one() {
    for text in ["", "garbage\n", "{\"files\": []}", "\u{0}\u{1}\u{2}"] {
        let built = desk().build();
        built.site.write(&format!("public/{MANIFEST}"), text);
        let before = files_of(built.public());
        built.site.run(&["build"]).assert_refused();
        assert_same_files(&files_of(built.public()), &before);
        built.site.run(&["build", "--adopt"]).assert_ok();
        assert_heals(&built);
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_output_does_not_lead_deletion_out_of_it() {
    let built = desk().file("elsewhere/index.html", "precious").build();
    let folder = built.public().join("countries/norway");
    fs::remove_dir_all(&folder).expect("a folder");
    std::os::unix::fs::symlink(built.site.root().join("elsewhere"), &folder).expect("a link");
    built.site.delete("content/briefings/2024/oslo.md");
    built.site.run(&["build"]);
    assert_eq!(built.site.read("elsewhere/index.html"), "precious");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_output_does_not_lead_writing_out_of_it() {
    let built = desk().file("elsewhere/index.html", "precious").build();
    let folder = built.public().join("countries/norway");
    fs::remove_dir_all(&folder).expect("a folder");
    std::os::unix::fs::symlink(built.site.root().join("elsewhere"), &folder).expect("a link");
    built.site.run(&["build"]);
    assert_eq!(built.site.read("elsewhere/index.html"), "precious");
}

#[test]
fn what_a_killed_first_build_left_is_healed_by_the_next() {
    let site = desk()
        .file(".public.chancery-staging/lock", "")
        .file(".public.chancery-staging/site/index.html", "half a pa")
        .file(".public.chancery-staging/site/briefings/gone/index.html", "never asked for");
    let built = site.build();
    built.assert_ok();
    assert_heals(&built);
}

#[test]
fn what_a_killed_update_left_is_healed_by_the_next() {
    let built = desk().build();
    let old = files_of(built.public());
    let old_manifest = built.page(&format!("/{MANIFEST}"));
    built.site.delete("content/briefings/2024/oslo.md");
    built.site.write("content/briefings/2024/bern.md", "---\ntitle: Bern\ndate: 2024-05-01\n---\n");
    built.site.run(&["build"]).assert_ok();
    let new = files_of(built.public());
    let new_manifest = built.page(&format!("/{MANIFEST}"));

    // Killed half-way: the manifest names both sites, and every other file is in place.
    let mut union: Vec<String> = old_manifest
        .lines()
        .chain(new_manifest.lines())
        .filter_map(|line| Some(format!("-  {}", line.split_once("  ")?.1)))
        .collect();
    union.sort();
    union.dedup();
    let header = old_manifest.lines().next().expect("a header");
    fs::remove_dir_all(built.public()).expect("the output");
    for (path, bytes) in old.iter().step_by(2).chain(new.iter().skip(1).step_by(2)) {
        built.site.write(&format!("public/{path}"), bytes);
    }
    built.site.write(&format!("public/{MANIFEST}"), format!("{header}\n{}\n", union.join("\n")));
    built.site.write(".public.chancery-staging/site/half", "ha");
    assert_heals(&built);
    assert!(!built.has("/briefings/2024/oslo/"), "a page of the old site is left");
}

#[test]
fn a_page_that_moves_in_place_of_a_file_and_back_is_written() {
    let built = desk().file("static/guide", "a file").build();
    built.assert_ok();
    built.site.delete("static/guide");
    built.site.write("content/pages/guide.md", "---\ntitle: Guide\n---\n");
    assert_heals_with(&built, &["content", "public", "site.yaml", "static"]);
    assert!(built.has("/guide/"));
    built.site.delete("content/pages/guide.md");
    built.site.write("static/guide", "a file again");
    assert_heals_with(&built, &["content", "public", "site.yaml", "static"]);
    assert_eq!(built.page("/guide"), "a file again");
}

#[track_caller]
fn assert_heals_with(built: &Built, names: &[&str]) {
    built.site.run(&["build"]).assert_ok();
    build_into(&built.site, "../fresh").assert_ok();
    assert_same_files(&files_of(built.public()), &files_of(&built.site.root().join("../fresh")));
    assert_eq!(names_in(&built.site.root()), names);
}

#[test]
fn two_builds_into_one_folder_do_not_run_at_once() {
    let built = desk().build();
    let staging = built.site.root().join(".public.chancery-staging");
    fs::create_dir(&staging).expect("a folder");
    let lock = fs::File::create(staging.join("lock")).expect("a lock");
    lock.lock().expect("the lock");
    built.site.write("content/pages/about.md", "---\ntitle: About\n---\n");
    let before = files_of(built.public());
    assert_snapshot!(built.site.run(&["build"]).assert_refused().said(), @"error: another build writes into TEST/site/public now; wait until it ends");
    assert_same_files(&files_of(built.public()), &before);
    drop(lock);
    assert_heals(&built);
}

#[test]
fn of_many_builds_at_once_each_succeeds_or_says_why_not_and_the_site_is_whole() {
    let built = desk().build();
    for round in 0..5 {
        built.site.write("content/pages/about.md", format!("---\ntitle: About {round}\n---\n"));
        let children: Vec<Child> = (0..6)
            .map(|_| {
                let mut command = built.site.command(&["build"]);
                command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it runs")
            })
            .collect();
        for child in children {
            let output = child.wait_with_output().expect("an end");
            let said = String::from_utf8_lossy(&output.stderr);
            match output.status.code() {
                Some(0) => {}
                Some(2) => assert!(said.contains("another build writes into"), "{said}"),
                other => panic!("{other:?}: {said}"),
            }
        }
        assert_heals(&built);
    }
}

#[test]
fn a_template_that_fails_while_rendering_leaves_the_old_site_as_it_was() {
    let built = desk().build();
    let before = files_of(built.public());
    built.site.write("content/briefings/2024/new.md", "---\ntitle: New\ndate: 2024-05-01\n---\n");
    built.site.write("templates/topic.html", "{{ topic.no_such_value.of_it }}\n");
    let ran = built.site.run(&["build"]);
    assert_eq!(ran.code(), 1, "{}", ran.said());
    assert_snapshot!(ran.said(), @r"
    error[template]: Field `no_such_value` is not defined. Available fields: id, title, url
     --> templates/topic.html:1:10
      |
    1 | {{ topic.no_such_value.of_it }}
      |          ^^^^^^^^^^^^^

    1 error; nothing was written
    ");
    assert_same_files(&files_of(built.public()), &before);
    assert_eq!(names_in(&built.site.root()), ["content", "public", "site.yaml", "templates"]);
}

#[test]
fn a_template_that_cannot_be_read_stops_the_build_before_anything_is_written() {
    let site = desk().file("templates/home.html", "{% if %}");
    assert_snapshot!(site.build().assert_errors().said(), @r"
    error[template]: Found `%}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`
     --> templates/home.html:1:7
      |
    1 | {% if %}
      |       ^^

    1 error; nothing was written
    ");
}

#[test]
fn an_error_in_the_content_leaves_the_old_site_as_it_was() {
    let built = desk().build();
    let before = files_of(built.public());
    built.site.write("content/briefings/2024/new.md", "---\ntitle: New\n---\n");
    let ran = built.site.run(&["build"]);
    assert_eq!(ran.code(), 1, "{}", ran.said());
    assert!(ran.said().ends_with("1 error; nothing was written"), "{}", ran.said());
    assert_same_files(&files_of(built.public()), &before);
}

#[test]
fn an_output_folder_whose_parent_is_a_file_is_refused() {
    let site = desk().file("file", "");
    assert_snapshot!(build_into(&site, "file/public").assert_refused().said(), @"error: TEST/site/file/public cannot be written: Not a directory (os error 20); the site is as it was");
    assert_eq!(site.read("file"), "");
}

#[cfg(unix)]
#[test]
fn a_read_only_output_folder_leaves_the_old_site_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let built = desk().build();
    let before = files_of(built.public());
    built.site.write("content/pages/about.md", "---\ntitle: About\n---\n");
    let mode = |mode| {
        for folder in [built.site.root(), built.public().to_owned()] {
            fs::set_permissions(folder, fs::Permissions::from_mode(mode)).expect("permissions");
        }
    };
    mode(0o555);
    // Root may write everywhere.
    let is_root = fs::write(built.site.root().join("probe"), "").is_ok();
    let ran = built.site.run(&["build"]);
    mode(0o755);
    if is_root {
        return;
    }
    ran.assert_refused();
    assert_same_files(&files_of(built.public()), &before);
}

/// In a mount namespace of its own, so that nothing stays mounted; skipped where that is not allowed.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_site_as_it_was() {
    let site = desk();
    let script = r#"
        mount -t tmpfs -o size=1m none "$DISK" || exit 77
        cd "$DISK"
        "$CHANCERY" --root "$SITE" build --output "$DISK/public" || exit 1
        find public -type f | sort | xargs cksum >"$SITE/before"
        for n in 1 2 3 4 5 6 7 8 9; do
            printf -- '---\ntitle: More\ndate: 2024-05-0%s\ncountries: [FR]\n---\n' $n >"$SITE/content/briefings/more-$n.md"
        done
        dd if=/dev/zero of=filler bs=1k 2>/dev/null
        "$CHANCERY" --root "$SITE" build --output "$DISK/public" 2>"$SITE/said"
        echo $? >"$SITE/code"
        find public -type f | sort | xargs cksum >"$SITE/after"
        ls -A >"$SITE/left"
        rm filler
        "$CHANCERY" --root "$SITE" build --output "$DISK/public" || exit 1
    "#;
    let disk = site.root().join("../disk");
    fs::create_dir(&disk).expect("a folder");
    let status = Command::new("unshare")
        .args(["--mount", "sh", "-c", script])
        .env("DISK", disk.canonicalize().expect("a path"))
        .env("SITE", site.root())
        .env("CHANCERY", env!("CARGO_BIN_EXE_chancery"))
        .env("SOURCE_DATE_EPOCH", crate::site_test::NOW)
        .output();
    let Ok(output) = status.map(|output| (output.status.code(), output.stderr)) else { return };
    let (code, said) = output;
    let said = String::from_utf8_lossy(&said);
    // 1 is what unshare itself ends with where it is not allowed to do that.
    if code == Some(77) || said.contains("unshare failed") {
        return;
    }
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(site.read("code"), "2\n", "{}", site.read("said"));
    assert!(site.read("said").contains("No space left on device"), "{}", site.read("said"));
    assert_eq!(site.read("after"), site.read("before"));
    assert_eq!(site.read("left"), "filler\npublic\n");
}
