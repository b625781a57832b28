//! Git is called in one way: nothing that a repository, a user or the environment sets runs a program or changes the
//! site.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use crate::site_test::{SiteTest, assert_same_files, files_of};

const PLACE: &str = "public/briefings/2024/visit/history/2/index.html";

fn desk() -> SiteTest {
    SiteTest::new()
        .briefing("visit", "authors: [Ada]", "One.")
        .committed("2024-04-01", "Publish\n\nChange-Note: It begins.")
        .briefing("visit", "authors: [Ada]", "Two.")
        .committed("2024-04-02", "Update\n\nA text.\n\nChange-Note: It goes\n on.")
}

/// Writes a program beside the site that leaves a trace, and returns its path and that of the trace.
fn program(site: &SiteTest, name: &str) -> (PathBuf, PathBuf) {
    let (program, trace) =
        (site.root().join(format!("../{name}")), site.root().join(format!("../{name}-ran")));
    fs::write(&program, format!("#!/bin/sh\ntouch '{}'\ncat\n", trace.display())).expect("a program");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("rights");
    (program, trace)
}

/// Settings by which git would run a program, each under its own name.
fn programs(site: &SiteTest) -> (String, Vec<(String, PathBuf)>) {
    let mut settings = String::new();
    let mut traces = Vec::new();
    for (section, key) in [
        ("core", "fsmonitor"),
        ("core", "pager"),
        ("core", "sshCommand"),
        ("core", "askPass"),
        ("core", "gitProxy"),
        ("core", "alternateRefsCommand"),
        ("pager", "log"),
        ("diff", "external"),
        ("diff \"hostile\"", "command"),
        ("diff \"hostile\"", "textconv"),
        ("filter \"hostile\"", "clean"),
        ("filter \"hostile\"", "smudge"),
        ("filter \"hostile\"", "process"),
        ("gpg", "program"),
        ("remote \"origin\"", "uploadpack"),
        ("trailer \"x\"", "cmd"),
    ] {
        let name = format!("{section}-{key}").replace([' ', '"'], "-");
        let (program, trace) = program(site, &name);
        settings.push_str(&format!("[{section}]\n\t{key} = {}\n", program.display()));
        traces.push((name, trace));
    }
    settings.push_str("[filter \"hostile\"]\n\trequired = true\n[log]\n\tshowSignature = true\n");
    (settings, traces)
}

#[track_caller]
fn assert_none_ran(traces: &[(String, PathBuf)]) {
    let ran: Vec<&str> =
        traces.iter().filter(|(_, trace)| trace.exists()).map(|(name, _)| name.as_str()).collect();
    assert!(ran.is_empty(), "these ran: {ran:?}");
}

#[test]
fn a_site_folder_that_looks_like_a_repository_is_none_and_runs_nothing() {
    let site = desk();
    let (settings, traces) = programs(&site);
    for (folder, config) in [("", ""), ("", "bare = false\n\tworktree = .\n")] {
        site.write(&format!("{folder}HEAD"), "ref: refs/heads/main\n");
        site.write(
            &format!("{folder}config"),
            format!("[core]\n\trepositoryFormatVersion = 0\n\t{config}{settings}"),
        );
        fs::create_dir_all(site.root().join(format!("{folder}objects"))).expect("a folder");
        fs::create_dir_all(site.root().join(format!("{folder}refs"))).expect("a folder");
        // What it would be taken for, were its own `.git` not there.
        fs::rename(site.root().join(".git"), site.root().join("../git")).expect("a new name");
        for command in [&["build"][..], &["check"], &["log", "2024/visit"], &["build", "--as-of=2024-04-01"]]
        {
            site.run(command);
            assert_none_ran(&traces);
        }
        let said = site.run(&["build"]).assert_ok().said();
        assert!(said.contains("note: briefings have no versions, since git says: "), "{said}");
        fs::rename(site.root().join("../git"), site.root().join(".git")).expect("its old name");
    }
}

#[test]
fn what_the_settings_of_a_repository_would_run_does_not_run() {
    let site = desk();
    let (settings, mut traces) = programs(&site);
    let config = site.root().join(".git/config");
    let own = fs::read_to_string(&config).expect("settings");
    let (hooks, trace) = (site.root().join("../hooks"), site.root().join("../hook-ran"));
    fs::create_dir(&hooks).expect("a folder");
    for hook in ["post-index-change", "post-checkout", "reference-transaction", "fsmonitor-watchman"] {
        fs::write(hooks.join(hook), format!("#!/bin/sh\ntouch '{}'\n", trace.display())).expect("a hook");
        fs::set_permissions(hooks.join(hook), fs::Permissions::from_mode(0o755)).expect("rights");
    }
    traces.push(("a hook".to_owned(), trace));
    fs::write(&config, format!("{own}{settings}[core]\n\thooksPath = {}\n", hooks.display()))
        .expect("settings");
    site.write(".gitattributes", "* filter=hostile diff=hostile\n");
    site.write(".git/info/attributes", "* filter=hostile diff=hostile\n");
    // Of the same size and with another time, so that git has to look into it.
    site.write("content/briefings/visit.md", site.read("content/briefings/visit.md").replace("Two", "Owt"));
    for command in [
        &["build"][..],
        &["build", "--as-of=2024-04-01", "--output=past"],
        &["check"],
        &["log", "2024/visit"],
        &["diff", "2024/visit"],
    ] {
        site.run(command).assert_ok();
        assert_none_ran(&traces);
    }
    assert!(site.root().join(PLACE).is_file());
}

#[test]
fn the_settings_of_a_submodule_run_nothing() {
    let site = desk();
    let inner = SiteTest::bare().file("a.md", "Text.").committed("2024-04-01", "Begin");
    let path = inner.root().to_string_lossy().into_owned();
    let add = ["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &path, "content/inner"];
    site.git("2024-04-03", &add);
    site.commit("2024-04-03", "Add a submodule");
    let (settings, traces) = programs(&site);
    let config = site.root().join(".git/modules/content/inner/config");
    let own = fs::read_to_string(&config).expect("settings");
    fs::write(&config, format!("{own}{settings}")).expect("settings");
    site.write("content/inner/a.md", "Changed.");
    site.run(&["build"]).assert_ok();
    assert_none_ran(&traces);
}

#[test]
fn what_a_partial_clone_lacks_is_not_fetched() {
    let site = desk();
    let (program, trace) = program(&site, "upload-pack");
    for (key, value) in [
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", &*site.root().to_string_lossy()),
        ("remote.origin.uploadpack", &*program.to_string_lossy()),
        ("protocol.file.allow", "always"),
    ] {
        site.git("2024-04-03", &["config", key, value]);
    }
    let blob = site.git("2024-04-03", &["rev-parse", "HEAD~1:content/briefings/visit.md"]);
    site.delete(&format!(".git/objects/{}/{}", &blob[..2], &blob[2..]));
    site.run(&["build"]);
    assert!(!trace.exists(), "it was fetched");
}

/// Settings that change what git says of the same history.
const SETTINGS: &str = "[log]\n\tshowRoot = false\n\tfollow = true\n\tdate = relative\n\tabbrevCommit = true\n\tdecorate = full\n\t\
    diffMerges = off\n\tmailmap = false\n[trailer]\n\tseparators = %\n[trailer \"x\"]\n\tkey = Change-Note\n\
    [trailer \"Change-Note\"]\n\tkey = Hidden\n[core]\n\tcommentString = C\n\tquotePath = true\n\tabbrev = 4\n\
    [diff]\n\trenames = false\n\trenameLimit = 1\n\tnoprefix = true\n\trelative = true\n\tignoreSubmodules = all\n\tsubmodule = log\n\
    \torderFile = ../order\n\tmnemonicPrefix = true\n[i18n]\n\tcommitEncoding = latin1\n\tlogOutputEncoding = utf-16\n\
    [mailmap]\n\tfile = ../map\n\tblob = HEAD:map\n[format]\n\tpretty = oneline\n\tnotes = true\n[color]\n\tui = always\n\tdiff = always\n\
    [core]\n\tnotesRef = refs/notes/x\n[notes]\n\tdisplayRef = refs/notes/*\n[column]\n\tui = always\n";

/// Returns a site with a merge, a move, names beyond ASCII and words that settings would change.
fn rich() -> SiteTest {
    let site = SiteTest::new()
        .file("../order", "*.md\n")
        .file("../map", "Somebody Else <x@example.org> <ada@example.org>\n")
        .file("map", "Somebody Else <x@example.org> <ada@example.org>\n")
        .file("site.yaml", "title: D\nbase_url: https://example.org/\nrecord: { authors: true }\n")
        .briefing("visit", "", "One.")
        .briefing("été", "", "Ça.")
        .committed("2024-04-01", "Publish\n\nChange-Note: It begins.")
        .briefing("visit", "", "Two.")
        .committed("2024-04-02", "Update\n\nA text.\n\nChange-Note: Ça\n continue.\nx: hidden");
    site.git("2024-04-03", &["checkout", "--quiet", "-b", "side"]);
    let site =
        site.briefing("visit", "", "Three.").committed("2024-04-03", "On the side\n\nChange-Note: Three.");
    site.git("2024-04-04", &["checkout", "--quiet", "main"]);
    let site = site.briefing("second", "", "Other.").committed("2024-04-04", "Second");
    site.git("2024-04-05", &["merge", "--quiet", "--no-ff", "-m", "Merge", "side"]);
    site.git("2024-04-06", &["mv", "content/briefings/visit.md", "content/briefings/moved.md"]);
    site.git("2024-04-06", &["commit", "--quiet", "-m", "Move"]);
    site.git("2024-04-06", &["notes", "--ref=x", "add", "-m", "a note of git"]);
    site
}

#[test]
fn settings_of_a_repository_or_a_user_change_no_byte() {
    let plain = rich().build();
    plain.assert_ok();
    let all: Vec<(String, Vec<u8>)> = plain.files();
    assert!(plain.holds("It begins.") && plain.holds("Ça continue."));
    for section in SETTINGS.split_inclusive('\n').fold(Vec::<String>::new(), |mut sections, line| {
        match sections.last_mut() {
            Some(last) if !line.starts_with('[') => last.push_str(line),
            _ => sections.push(line.to_owned()),
        }
        sections
    }) {
        let site = rich();
        let own = site.read(".git/config");
        site.write(".git/config", format!("{own}{section}"));
        fs::write(site.root().join("../home/.gitconfig"), &section).expect("settings");
        let built = site.build();
        built.assert_ok();
        assert_same_files(&built.files(), &all);
    }
}

#[test]
fn variables_of_git_in_the_environment_change_no_byte() {
    let plain = rich().build();
    let (program, trace) = program(&plain.site, "from-the-environment");
    let program = program.to_string_lossy().into_owned();
    for (name, value) in [
        ("GIT_CONFIG_PARAMETERS", "'log.showRoot'='false'"),
        ("GIT_INDEX_FILE", "/nonexistent"),
        ("GIT_OBJECT_DIRECTORY", "/nonexistent"),
        ("GIT_COMMON_DIR", "/nonexistent"),
        ("GIT_NAMESPACE", "x"),
        ("GIT_EXTERNAL_DIFF", &program),
        ("GIT_PAGER", &program),
        ("GIT_SSH_COMMAND", &program),
        ("GIT_EXEC_PATH", "/nonexistent"),
        ("GIT_DIFF_OPTS", "--unified=0"),
        ("GIT_REF_PARANOIA", "1"),
        ("GIT_TRACE", "/dev/stdout"),
        ("GIT_REPLACE_REF_BASE", "refs/x"),
        ("GIT_SHALLOW_FILE", "/nonexistent"),
        ("GIT_DEFAULT_HASH", "sha256"),
    ] {
        let output =
            plain.site.command(&["build", "--output=other"]).env(name, value).output().expect("it runs");
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        assert_same_files(&files_of(&plain.site.root().join("other")), &plain.files());
        assert!(!trace.exists(), "{name} ran a program");
    }
    let counted =
        [("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "log.showRoot"), ("GIT_CONFIG_VALUE_0", "false")];
    let output = plain.site.command(&["build", "--output=other"]).envs(counted).output().expect("it runs");
    assert!(output.status.success());
    assert_same_files(&files_of(&plain.site.root().join("other")), &plain.files());
}

#[test]
fn commits_are_told_as_they_were_made_and_not_as_they_were_replaced() {
    let site = desk();
    let plain = {
        site.run(&["build", "--output=plain"]).assert_ok();
        files_of(&site.root().join("plain"))
    };
    let old = site.git("2024-04-03", &["rev-parse", "HEAD"]);
    let tree = site.git("2024-04-03", &["rev-parse", "HEAD^{tree}"]);
    let new =
        site.git("2024-04-03", &["commit-tree", &tree, "-p", "HEAD~1", "-m", "X\n\nChange-Note: Forged."]);
    site.git("2024-04-03", &["replace", &old, &new]);
    let _ = fs::remove_dir_all(site.root().join(".chancery"));
    site.run(&["build", "--output=other"]).assert_ok();
    assert_same_files(&files_of(&site.root().join("other")), &plain);
}

#[test]
fn a_git_that_lies_in_the_site_is_not_run() {
    let site = desk();
    let (program, trace) = program(&site, "git-of-the-site");
    fs::copy(program, site.root().join("git")).expect("a program");
    let path = format!(".::{}", std::env::var("PATH").expect("a path"));
    let output = site.command(&["build"]).env("PATH", path).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!trace.exists(), "it ran");
    assert!(site.root().join(PLACE).is_file());
}

/// As in a container, whose files are another user's: git asks its own user whom to trust. Only root can make such
/// files.
#[test]
fn a_repository_of_another_user_is_read_where_its_user_trusts_it() {
    let site = desk();
    let root = site.root().canonicalize().expect("a folder");
    let chown = Command::new("chown").args(["-R", "12345:12345"]).arg(&root).status().expect("chown");
    if !chown.success() {
        return;
    }
    let said = site.run(&["build", "--adopt"]).said();
    assert!(said.contains("dubious ownership"), "{said}");
    let trust = format!("[safe]\n\tdirectory = {}\n", root.display());
    // The repository cannot say so itself.
    let own = site.read(".git/config");
    site.write(".git/config", format!("{own}{trust}"));
    assert!(site.run(&["build"]).said().contains("dubious ownership"));
    fs::write(site.root().join("../home/.gitconfig"), trust).expect("settings");
    let ran = site.run(&["build"]);
    assert!(!ran.assert_ok().said().contains("dubious ownership"));
    assert!(site.root().join(PLACE).is_file());
}
