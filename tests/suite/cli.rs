//! What all commands have in common: exit codes, the site's folder, the base URL, and streams.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use insta::assert_snapshot;

use crate::site_test::{CLOCK, PICTURE, SiteTest};

#[test]
fn help_and_version_are_answers_on_standard_output() {
    let site = SiteTest::bare();
    for arguments in [
        &["--help"][..],
        &["-h"],
        &["--version"],
        &["build", "--help"],
        &["help", "build"],
        &["check", "--help"],
        &["serve", "--help"],
        &["new", "--help"],
        &["init", "--help"],
    ] {
        let ran = site.run(arguments);
        assert_eq!(ran.code(), 0, "{arguments:?}: {}", ran.said());
        assert_eq!(ran.said(), "", "{arguments:?}");
        assert!(!ran.printed().is_empty(), "{arguments:?}");
    }
}

#[test]
fn the_help_names_every_command() {
    assert_snapshot!(SiteTest::bare().run(&["--help"]).printed(), @r"
    A static site generator for foreign-affairs briefings: dated Markdown in git, joined by country and
    topic

    Usage: chancery [OPTIONS] <COMMAND>

    Commands:
      init         Make a new site
      new          Begin a new briefing, as a draft; at a terminal, what is missing is asked
      import       Make briefings of texts, mails, Word documents, and posts of Hugo, Jekyll or Zola
      tag          Suggest countries, organisations and topics, with the words that speak for them
      check        Tell every problem in the content
      build        Build the site into a folder
      serve        Preview the site on this machine, with live reload
      log          Tell the revisions of a briefing, and which of them are versions
      diff         Show which words of a briefing changed
      recall       Tell which briefings cite a source, and the sentences that rest on it
      redact       Take versions out of the record of a briefing
      export       Put a briefing, an older version of it, or several briefings into another form
      digest       Tell what changed since a day, as a mail to send with any program
      verify       Build the commit that a site says it is from, and compare every byte
      doctor       Tell what is wrong with the set-up of the site, and how to mend it
      schema       Print JSON Schema of front matter and of site.yaml, for editors
      completions  Print a script that makes a shell complete commands and options
      man          Print a manual page, as man reads it
      help         Print this message or the help of the given subcommand(s)

    Options:
          --root <DIR>  The site's folder [default: the nearest folder upwards with a site.yaml]
      -h, --help        Print help
      -V, --version     Print version
    ");
}

#[test]
fn wrong_usage_is_told_with_exit_code_2() {
    let site = SiteTest::new();
    for arguments in [
        &[][..],
        &["bild"],
        &["build", "--nonsense"],
        &["build", "surplus"],
        &["build", "--output"],
        &["check", "--format"],
        &["serve", "--port", "70000"],
        &["serve", "--port", "http"],
        &["new"],
        &["init"],
        &["--root"],
    ] {
        let ran = site.run(arguments);
        assert_eq!(ran.code(), 2, "{arguments:?}: {}", ran.said());
        assert_eq!(ran.printed(), "", "{arguments:?}");
        assert!(!ran.said().is_empty(), "{arguments:?}");
    }
}

#[test]
fn the_site_is_found_from_any_folder_in_it() {
    let site = SiteTest::new().briefing("2024/rome", "", "Rome.");
    let mut command = site.command(&["build"]);
    command.current_dir(site.root().join("content/briefings/2024"));
    assert!(command.status().expect("it runs").success());
    assert!(site.root().join("public/briefings/2024/rome/index.html").is_file());
    assert!(!site.root().join("content/briefings/2024/public").exists());
}

#[test]
fn the_nearest_site_upwards_is_the_one() {
    let site = SiteTest::new()
        .file("inner/site.yaml", "title: Inner\nbase_url: https://example.org/\n")
        .file("inner/content/pages/about.md", "---\ntitle: About\n---\n");
    let mut command = site.command(&["build"]);
    assert!(
        command.current_dir(site.root().join("inner/content/pages")).status().expect("it runs").success()
    );
    assert!(site.root().join("inner/public/about/index.html").is_file());
    assert!(!site.root().join("public").exists());
}

#[test]
fn a_site_is_named_with_root_before_or_after_the_command() {
    let site = SiteTest::new().briefing("rome", "", "Rome.");
    let elsewhere = SiteTest::bare();
    let root = site.root().to_string_lossy().into_owned();
    elsewhere.run(&["--root", &root, "check"]).assert_ok();
    elsewhere.run(&["build", "--root", &root]).assert_ok();
    assert!(site.root().join("public/index.html").is_file());
    assert!(elsewhere.files().is_empty(), "the default output belongs into the site");
    elsewhere.run(&["build", "--root", &root, "--output", "here"]).assert_ok();
    assert!(elsewhere.root().join("here/index.html").is_file(), "--output counts from where one stands");
    let ran = elsewhere.run(&["new", "Oslo", "--root", &root]);
    assert!(std::path::Path::new(ran.assert_ok().printed().trim_end()).is_file(), "{}", ran.printed());
}

#[test]
fn a_relative_root_works() {
    let site = SiteTest::bare().file("desk/site.yaml", "title: T\nbase_url: https://example.org/\n");
    site.run(&["build", "--root", "desk"]).assert_ok();
    site.run(&["build", "--root", "./desk/../desk/"]).assert_ok();
    assert!(site.root().join("desk/public/index.html").is_file());
}

#[test]
fn without_a_site_there_is_advice() {
    let nowhere = SiteTest::bare().file("file", "");
    for command in ["build", "check", "serve"] {
        let ran = nowhere.run(&[command]);
        assert_eq!(
            ran.assert_refused().said(),
            "error: there is no site.yaml here or in a folder above; go to a site's folder, name one with --root, or make one with `chancery init DIR`"
        );
    }
    assert_snapshot!(nowhere.run(&["build", "--root", "."]).assert_refused().said(), @"error: there is no site.yaml in .; `chancery init DIR` makes a new site");
    assert_snapshot!(nowhere.run(&["build", "--root", "file"]).assert_refused().said(), @"error: there is no site.yaml in file; `chancery init DIR` makes a new site");
    assert_snapshot!(nowhere.run(&["build", "--root", "missing"]).assert_refused().said(), @"error: there is no site.yaml in missing; `chancery init DIR` makes a new site");
}

#[test]
fn warnings_do_not_stop_a_build_unless_they_are_taken_for_errors() {
    let site = SiteTest::new().briefing("rome", "sumary: A slip", "");
    let strict = site.run(&["build", "--strict"]);
    strict.assert_errors();
    assert!(strict.said().ends_with("1 error; nothing was written"), "{}", strict.said());
    let ran = site.run(&["build"]);
    assert!(ran.assert_ok().said().contains(" · 1 warning · "), "{}", ran.said());
}

/// Leaves out how many pages and files there are, which grows with what Chancery can do.
fn without_counts(said: &str) -> String {
    let is_count =
        |word: &str| !word.is_empty() && word != "0" && word.bytes().all(|byte| byte.is_ascii_digit());
    let (counts, held) = said.split_once(" removed").expect("a last line");
    let words: Vec<&str> = counts.split(' ').map(|word| if is_count(word) { "N" } else { word }).collect();
    format!("{} removed{held}", words.join(" "))
}

#[test]
fn a_clean_build_says_one_line() {
    let site = SiteTest::new().briefing("rome", "", "");
    let ran = site.run(&["build"]);
    assert_eq!(ran.assert_ok().printed(), "");
    assert_snapshot!(without_counts(&ran.said()), @"N pages · N written, 0 unchanged, 0 removed · TIME");
    let again = site.run(&["build"]).said();
    assert_snapshot!(without_counts(&again), @"N pages · 0 written, N unchanged, 0 removed · TIME");
}

#[test]
fn what_is_held_back_is_counted_by_reason() {
    let site = SiteTest::new()
        .briefing("a", "status: draft", "")
        .briefing("b", "date: 2030-01-01", "")
        .briefing("c", "embargo: 2030-01-01", "")
        .briefing("d", "marking: TLP:RED", "")
        .briefing("e", "marking: TLP:AMBER\nstatus: draft", "")
        .briefing("f", "", "");
    assert_snapshot!(without_counts(&site.build().assert_ok().said()), @"N pages · N written, 0 unchanged, 0 removed · 5 held back: 1 draft, 1 future, 1 embargo, 2 marking · TIME");
}

#[test]
fn drafts_are_not_built_in_ci_unless_forced() {
    let site = SiteTest::new().briefing("draft", "status: draft", "Half an idea.").env("CI", "true");
    let ran = site.run(&["build", "--drafts"]);
    assert_snapshot!(ran.assert_refused().said(), @"error: --drafts would publish drafts from CI; add --force if that is what you want");
    assert!(!site.root().join("public").exists());
    site.run(&["build", "--drafts", "--force"]).assert_ok();
    assert!(site.root().join("public/briefings/2024/draft/index.html").is_file());
    let site = SiteTest::new().briefing("draft", "status: draft", "").env("CI", "false");
    site.run(&["build", "--drafts"]).assert_ok();
}

#[test]
fn drafts_that_are_built_say_so() {
    let built = SiteTest::new()
        .briefing("draft", "status: draft", "")
        .briefing("future", "date: 2030-01-01", "")
        .briefing("red", "marking: TLP:RED\nstatus: draft", "")
        .briefing("hushed", "embargo: 2030-01-01\nstatus: draft", "")
        .arg("--drafts")
        .build();
    assert!(built.main("/briefings/2024/draft/").contains("Preview"));
    assert!(built.main("/briefings/2030/future/").contains("Preview"));
    assert!(!built.has("/briefings/2024/red/") && !built.has("/briefings/2024/hushed/"));
}

/// Returns the values of all `href` and `src` attributes of a page.
fn links(page: &str) -> Vec<&str> {
    [" href=\"", " src=\""]
        .into_iter()
        .flat_map(|start| page.split(start).skip(1).map(|rest| rest.split('"').next().expect("a value")))
        .collect()
}

#[test]
fn under_a_base_path_every_link_on_every_page_has_it_and_leads_somewhere() {
    let mut site = SiteTest::bare()
        .file(
            "site.yaml",
            "title: T\nbase_url: https://example.org/\nlogo: logo.svg\nfooter: \"[About](/about/) and [Rome](content/briefings/rome/index.md)\"\n",
        )
        .file("static/logo.svg", "<svg/>")
        .file("static/my paper.pdf", "%PDF")
        .file("content/pages/about.md", "---\ntitle: About\naliases: [/who/, /Old.html]\n---\n[Paper](</my paper.pdf>), [Rome](../briefings/rome/index.md)\n\n# Top\n")
        .file("content/pages/index.md", "---\ntitle: Home\n---\n[About](about.md)\n")
        .file("content/countries/it.md", "---\npinned: [rome]\n---\n[Rome](../briefings/rome/index.md)\n")
        .file("content/topics/trade.md", "---\ntitle: Trade\n---\n")
        .briefing("rome/index", "title: Rome\ncountries: [IT, FR]\ntopics: [trade]\npeople: [Ada]\nseries: talks\nimage: a.png\nimage_alt: A\nsources: [{ id: s, title: S, url: \"https://example.net/\" }]", "![A](a.png) [About](../../pages/about.md#top)[^s]\n\n# Top")
        .file("content/briefings/rome/a.png", PICTURE);
    for number in 0..60 {
        site = site.briefing(
            &format!("b{number}"),
            "countries: [IT]\ntopics: [trade]\nseries: talks\nmentions: [CN]",
            "",
        );
    }
    let built = site.arg("--base-url").arg("https://user.github.io/some%20repo/site").build();
    built.assert_ok();
    let mut seen = 0;
    for (path, bytes) in built.files().iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8(bytes.clone()).expect("UTF-8");
        for link in links(&page) {
            if link.starts_with('#') || link.starts_with("https://example.net/") {
                continue;
            }
            let inside = link.strip_prefix("https://user.github.io").unwrap_or(link);
            let inside = inside.strip_prefix("/some%20repo/site/");
            let inside = inside.unwrap_or_else(|| panic!("{path} has the link {link}"));
            let target = inside.split(['#', '?']).next().unwrap_or_default().replace("%20", " ");
            assert!(built.has(&format!("/{target}")), "{path} has the link {link}, which leads nowhere");
            seen += 1;
        }
    }
    assert!(seen > 1000, "only {seen} links were seen");
    for (path, bytes) in built.files() {
        assert!(
            !String::from_utf8_lossy(&bytes).contains("https://example.org"),
            "{path} has the other base URL"
        );
    }
}

#[test]
fn a_base_url_that_is_none_is_refused() {
    let site = SiteTest::new();
    let said: Vec<String> = [
        "example.org",
        "/briefings/",
        "ftp://example.org/",
        "https://example.org/?page=1",
        "https://example.org/#top",
        "https://user:secret@example.org/",
        "https://exam ple.org/",
        "https:/example.org/",
        "https://",
        "javascript:alert(1)",
        "",
    ]
    .into_iter()
    .map(|url| site.run(&["build", "--base-url", url]).assert_refused().said())
    .collect();
    assert_snapshot!(said.join("\n"), @r"
    error: --base-url `example.org` cannot be used: it is no full web address
    error: --base-url `/briefings/` cannot be used: it is no full web address
    error: --base-url `ftp://example.org/` cannot be used: it should begin with https:// or http://
    error: --base-url `https://example.org/?page=1` cannot be used: it has a `?` or `#` in it
    error: --base-url `https://example.org/#top` cannot be used: it has a `?` or `#` in it
    error: --base-url `https://user:secret@example.org/` cannot be used: it has a user name or a password in it
    error: --base-url `https://exam ple.org/` cannot be used: it has a space or a backslash in it
    error: --base-url `https:/example.org/` cannot be used: it is no full web address
    error: --base-url `https://` cannot be used: it is no full web address
    error: --base-url `javascript:alert(1)` cannot be used: it should begin with https:// or http://
    error: --base-url `` cannot be used: it is no full web address
    ");
    assert!(!site.root().join("public").exists());
    site.run(&["serve", "--port", "0", "--base-url", "nonsense"]).assert_refused();
}

#[test]
fn a_base_url_without_its_last_slash_is_the_same() {
    let site = SiteTest::new().briefing("rome", "", "");
    site.run(&["build", "--base-url", "https://example.org/a", "--output", "one"]).assert_ok();
    site.run(&["build", "--base-url", "https://example.org/a/", "--output", "other"]).assert_ok();
    let of = |name: &str| crate::site_test::files_of(&site.root().join(name));
    crate::site_test::assert_same_files(&of("one"), &of("other"));
}

#[test]
fn a_reader_that_reads_no_further_is_no_failure() {
    let site = (0..400).fold(SiteTest::new(), |site, number| {
        site.briefing(&format!("b{number}"), "sumary: a slip", "Text.")
    });
    for (arguments, code) in
        [(&["check", "--format", "json"][..], 0), (&["--help"], 0), (&["check"], 0), (&["build"], 0)]
    {
        let mut child =
            site.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        // Both pipes are closed before anything was read from them.
        drop((child.stdout.take(), child.stderr.take()));
        assert_eq!(child.wait().expect("an end").code(), Some(code), "{arguments:?}");
    }
    let mut child = site
        .command(&["check", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut first = [0; 10];
    child.stdout.take().expect("a pipe").read_exact(&mut first).expect("ten bytes");
    let mut said = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("UTF-8");
    assert_eq!(
        (child.wait().expect("an end").code(), said.as_str()),
        (Some(0), format!("{CLOCK}\n").as_str())
    );
}

#[test]
fn no_colour_reaches_a_file() {
    let ran = SiteTest::new().briefing("rome", "sumary: slip", "").check();
    assert!(!ran.said().contains('\u{1b}'), "{}", ran.said());
    let help = SiteTest::bare().run(&["--help"]).printed();
    assert!(!help.contains('\u{1b}'));
}

#[test]
fn a_site_without_any_content_builds() {
    let built = SiteTest::new().build();
    built.assert_ok();
    for path in ["/", "/briefings/", "/countries/", "/topics/", "/404.html", "/feed.xml", "/sitemap.xml"] {
        assert!(built.has(path), "{path}");
    }
    assert!(fs::read_dir(built.public()).expect("a folder").count() > 5);
}

#[test]
fn a_shell_gets_a_script_that_knows_every_command() {
    let test = SiteTest::bare();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = test.run(&["completions", shell]).assert_ok().printed();
        for command in ["build", "serve", "check", "new", "init", "schema"] {
            assert!(script.contains(command), "{shell}: {command}");
        }
        assert!(script.contains("dry-run"), "{shell}");
    }
    test.run(&["completions", "command.com"]).assert_refused();
}

#[test]
fn a_manual_page_is_printed_for_the_program_and_for_each_command() {
    let test = SiteTest::bare();
    let page = test.run(&["man"]).assert_ok().printed();
    assert!(page.contains(".TH chancery 1") && page.contains("chancery\\-build(1)"), "{page}");
    let page = test.run(&["man", "check"]).assert_ok().printed();
    assert!(page.contains(".TH chancery-check 1") && page.contains("\\-\\-dry\\-run"), "{page}");
    let ran = test.run(&["man", "publish"]);
    assert_snapshot!(ran.assert_refused().said(), @"error: there is no command `publish`; the commands are init, new, import, tag, check, build, serve, log, diff, recall, redact, export, digest, verify, doctor, schema, completions, man");
}
