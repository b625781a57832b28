//! The workflows: what they say, and their shell steps run against a copy of a site.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_yaml::Value;

use crate::site_test::SiteTest;

const PAGES: &str = ".github/workflows/pages.yml";

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).expect("YAML")
}

/// Returns a file of this repository.
fn of_repository(path: &str) -> Value {
    yaml(&fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value:?}"))
}

fn steps(of: &Value) -> &[Value] {
    of["steps"].as_sequence().expect("steps")
}

fn names(mapping: &Value) -> Vec<&str> {
    mapping.as_mapping().expect("a mapping").keys().map(text).collect()
}

fn uses(of: &Value) -> Vec<&str> {
    steps(of).iter().filter_map(|step| step["uses"].as_str()).collect()
}

/// Returns the step with this action, whatever its version.
fn step_with<'a>(of: &'a Value, action: &str) -> &'a Value {
    let is_it =
        |step: &&Value| step["uses"].as_str().is_some_and(|uses| uses.split('@').next() == Some(action));
    steps(of).iter().find(is_it).unwrap_or_else(|| panic!("no {action}"))
}

/// A machine that runs the shell steps of a job: `cargo` is a stub that notes its arguments, `chancery` is
/// the binary under test.
struct Runner<'a> {
    site: &'a SiteTest,
    event: &'a str,
    base_url: &'a str,
    cache_hit: bool,
    inputs: &'a [(&'a str, &'a str)],
}

impl Runner<'_> {
    fn folder(&self, name: &str) -> std::path::PathBuf {
        let folder = self.site.root().parent().expect("a parent").join(name);
        fs::create_dir_all(&folder).expect("a folder");
        folder
    }

    fn input(&self, name: &str) -> &str {
        self.inputs.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
    }

    /// Returns the value of an expression; there are no others in the files.
    fn value(&self, expression: &str) -> String {
        match expression {
            "steps.pages.outputs.base_url" if self.event == "pull_request" => String::new(),
            "steps.pages.outputs.base_url" => self.base_url.to_owned(),
            "github.event.pull_request.base.sha || github.event.before" => match self.input("published") {
                "" => "0".repeat(40),
                given => given.to_owned(),
            },
            "inputs.version" => self.input("version").to_owned(),
            "inputs.root" => self.input("root").to_owned(),
            "inputs.strict == 'true' && '--strict' || ''" => {
                if self.input("strict") == "true" {
                    "--strict".to_owned()
                } else {
                    String::new()
                }
            }
            "inputs.base-url || steps.pages.outputs.base_url" => match self.input("base-url") {
                "" => self.value("steps.pages.outputs.base_url"),
                given => given.to_owned(),
            },
            other => panic!("an unknown expression: {other}"),
        }
    }

    fn is_wanted(&self, step: &Value) -> bool {
        match step["if"].as_str() {
            None => true,
            Some("steps.cache.outputs.cache-hit != 'true'") => !self.cache_hit,
            Some("github.event_name != 'pull_request'") => self.event != "pull_request",
            Some("github.event_name == 'push' || github.event_name == 'pull_request'") => {
                self.event == "push" || self.event == "pull_request"
            }
            Some(other) => panic!("an unknown condition: {other}"),
        }
    }

    fn expand(&self, value: &Value) -> String {
        let mut rest = text(value);
        let mut expanded = String::new();
        while let Some((before, after)) = rest.split_once("${{") {
            let (expression, after) = after.split_once("}}").expect("an end");
            expanded += before;
            expanded += &self.value(expression.trim());
            rest = after;
        }
        expanded + rest
    }

    /// Runs the shell steps in turn, up to the first that fails.
    fn run(&self, environment: &Value, job: &Value) -> Vec<Output> {
        let bin = self.folder("bin");
        let stub = "#!/bin/sh\nprintf '%s\\n' \"$*\" >> \"$RUNNER_TEMP/cargo\"\n";
        fs::write(bin.join("cargo"), stub).expect("a stub");
        let status = Command::new("chmod").arg("+x").arg(bin.join("cargo")).status().expect("chmod");
        assert!(status.success());
        let chancery = Path::new(env!("CARGO_BIN_EXE_chancery")).parent().expect("a folder");
        let path =
            format!("{}:{}:{}", bin.display(), chancery.display(), std::env::var("PATH").expect("a PATH"));
        let temp = self.folder("temp");
        let mut outputs = Vec::new();
        for step in steps(job) {
            let Some(script) = step["run"].as_str().filter(|_| self.is_wanted(step)) else { continue };
            let mut command = Command::new("bash");
            command
                .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script])
                .current_dir(self.site.root())
                .env_clear()
                .env("PATH", &path)
                .env("HOME", self.folder("home"))
                .env("CI", "true")
                .env("GITHUB_ACTIONS", "true")
                .env("GITHUB_EVENT_NAME", self.event)
                .env("GITHUB_ACTION_PATH", env!("CARGO_MANIFEST_DIR"))
                .env("GITHUB_OUTPUT", temp.join("output"))
                .env("GITHUB_STEP_SUMMARY", temp.join("summary.md"))
                .env("RUNNER_TEMP", &temp)
                .env("SOURCE_DATE_EPOCH", crate::site_test::NOW);
            for (name, value) in
                [environment, &step["env"]].into_iter().filter_map(Value::as_mapping).flatten()
            {
                command.env(text(name), self.expand(value));
            }
            let output = command.output().expect("bash");
            let failed = !output.status.success();
            outputs.push(output);
            if failed {
                break;
            }
        }
        outputs
    }

    fn run_pages(&self, workflow: &str) -> Vec<Output> {
        let workflow = yaml(workflow);
        self.run(&workflow["env"], &workflow["jobs"]["build"])
    }

    fn page(&self, path: &str) -> String {
        fs::read_to_string(self.folder("temp").join("site").join(path)).unwrap_or_default()
    }
}

fn runner<'a>(site: &'a SiteTest, event: &'a str) -> Runner<'a> {
    Runner { site, event, base_url: "https://octocat.github.io/desk", cache_hit: true, inputs: &[] }
}

#[track_caller]
fn assert_all_ok(outputs: &[Output]) {
    for output in outputs {
        assert!(
            output.status.success(),
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

fn new_site() -> SiteTest {
    let test = SiteTest::bare();
    test.run(&["init", "."]).assert_ok();
    test
}

#[test]
fn the_workflow_checks_builds_and_publishes_with_current_actions() {
    let workflow = yaml(&new_site().read(PAGES));
    let [build, deploy] = ["build", "deploy"].map(|job| &workflow["jobs"][job]);
    assert_eq!(
        uses(build),
        [
            "actions/checkout@v7",
            "actions/cache@v6",
            "actions/cache@v6",
            "actions/configure-pages@v6",
            "actions/upload-pages-artifact@v5"
        ]
    );
    assert_eq!(uses(deploy), ["actions/deploy-pages@v5"]);
    assert_eq!(step_with(build, "actions/checkout")["with"]["fetch-depth"], 0);
    assert_eq!(step_with(build, "actions/upload-pages-artifact")["with"]["include-hidden-files"], true);
    assert_eq!(text(&deploy["needs"]), "build");
    assert_eq!(text(&deploy["environment"]["name"]), "github-pages");
    assert_eq!(text(&deploy["environment"]["url"]), "${{ steps.deployment.outputs.page_url }}");
    assert_eq!(text(&step_with(deploy, "actions/deploy-pages")["id"]), "deployment");
    assert_eq!(workflow["concurrency"]["cancel-in-progress"], false);
    assert!(text(&workflow["concurrency"]["group"]).contains("'pages'"));
    assert_eq!(names(&workflow["on"]), ["push", "pull_request", "schedule", "workflow_dispatch"]);
    let cron: Vec<&str> = text(&workflow["on"]["schedule"][0]["cron"]).split(' ').collect();
    assert_eq!(cron[2..], ["*", "*", "*"], "not daily");
    assert!(cron[..2].iter().all(|part| part.parse::<u8>().is_ok()), "not once a day");
    assert_eq!(text(&workflow["env"]["CHANCERY_VERSION"]), env!("CARGO_PKG_VERSION"));
}

#[test]
fn no_job_of_the_workflow_has_more_rights_than_it_needs() {
    let workflow = yaml(&new_site().read(PAGES));
    assert_eq!(names(&workflow["permissions"]), [""; 0]);
    let rights = |job: &str| {
        let rights = workflow["jobs"][job]["permissions"].as_mapping().expect("permissions");
        rights.iter().map(|(name, right)| format!("{}: {}", text(name), text(right))).collect::<Vec<_>>()
    };
    assert_eq!(rights("build"), ["contents: read", "pages: read"]);
    assert_eq!(rights("deploy"), ["pages: write", "id-token: write"]);
}

#[test]
fn a_pull_request_is_checked_and_built_and_not_published() {
    let workflow = yaml(&new_site().read(PAGES));
    let not_for_them = "github.event_name != 'pull_request'";
    assert_eq!(text(&workflow["jobs"]["deploy"]["if"]), not_for_them);
    let build = &workflow["jobs"]["build"];
    assert!(build["if"].is_null());
    for action in ["actions/configure-pages", "actions/upload-pages-artifact"] {
        assert_eq!(text(&step_with(build, action)["if"]), not_for_them, "{action}");
    }
    let site = new_site();
    let runner = runner(&site, "pull_request");
    let outputs = runner.run_pages(&site.read(PAGES));
    assert_eq!(outputs.len(), 3);
    assert_all_ok(&outputs);
    assert!(runner.page("sitemap.xml").contains("<loc>https://example.org/</loc>"));
}

#[test]
fn a_pull_request_shows_what_would_go_out_and_what_would_be_left_out() {
    let site = new_site().committed("2024-05-01", "Begin");
    let published = site.git("2024-05-01", &["rev-parse", "HEAD"]);
    let site = site
        .briefing("talks", "", "New.")
        .briefing("plan", "status: draft", "Not yet.")
        .committed("2024-05-02", "Talks");
    let inputs = [("published", published.as_str())];
    let runner = Runner { inputs: &inputs, ..runner(&site, "pull_request") };
    assert_all_ok(&runner.run_pages(&site.read(PAGES)));
    let summary = fs::read_to_string(runner.folder("temp").join("summary.md")).expect("a summary");
    assert!(summary.starts_with("```text\nWhat goes out,") && summary.ends_with("```\n"), "{summary}");
    assert!(summary.contains("  + /briefings/2024/talks/  talks\n"), "{summary}");
    assert!(summary.contains("  - content/briefings/plan.md  draft\n"), "{summary}");
    assert!(!summary.contains("elysee"), "what was public before is not listed: {summary}");
}

#[test]
fn a_push_that_rewrites_the_record_is_not_published() {
    let site = new_site().committed("2024-05-01", "Begin");
    let published = site.git("2024-05-01", &["rev-parse", "HEAD"]);
    site.git("2024-05-02", &["commit", "--quiet", "--amend", "--message", "Begin anew"]);
    let inputs = [("published", published.as_str())];
    let runner = Runner { inputs: &inputs, ..runner(&site, "push") };
    let outputs = runner.run_pages(&site.read(PAGES));
    assert_eq!(outputs.last().and_then(|output| output.status.code()), Some(1));
    assert!(!runner.folder("temp").join("site").exists(), "nothing was built");
}

#[test]
fn the_steps_of_the_workflow_build_the_site_under_the_address_of_github_pages() {
    let site = new_site();
    let runner = runner(&site, "push");
    let outputs = runner.run_pages(&site.read(PAGES));
    assert_eq!(outputs.len(), 3);
    assert_all_ok(&outputs);
    assert!(runner.page("sitemap.xml").contains("<loc>https://octocat.github.io/desk/</loc>"));
    assert!(runner.page("index.html").contains("href=\"/desk/countries/\""));
    assert!(runner.folder("temp").join("site/.nojekyll").is_file());
    assert!(!site.root().join("public").exists(), "the working copy is left as it was");
}

#[test]
fn an_error_in_a_briefing_is_told_at_its_line_and_nothing_is_built() {
    let site = new_site().briefing("bad", "countries: [Frnace]", "Text.");
    let runner = runner(&site, "pull_request");
    let outputs = runner.run_pages(&site.read(PAGES));
    assert_eq!(outputs.len(), 1);
    assert_eq!(outputs[0].status.code(), Some(1));
    let said = String::from_utf8_lossy(&outputs[0].stdout);
    assert!(said.starts_with("::error file=content/briefings/bad.md,line=4,"), "{said}");
    assert!(!runner.folder("temp").join("site").exists());
}

#[test]
fn a_workflow_that_ran_on_the_schedule_lifts_an_embargo() {
    let site = new_site().briefing("kept", "embargo: 2024-06-01T14:00:01+02:00", "Text.").briefing(
        "open",
        "embargo: 2024-06-01T14:00:00+02:00",
        "Text.",
    );
    let runner = runner(&site, "schedule");
    assert_all_ok(&runner.run_pages(&site.read(PAGES)));
    assert!(runner.folder("temp").join("site/briefings/2024/open/index.html").is_file());
    assert!(!runner.folder("temp").join("site/briefings/2024/kept").exists());
}

#[test]
fn without_a_cached_binary_the_same_version_is_installed() {
    let site = new_site();
    let runner = Runner { cache_hit: false, ..runner(&site, "push") };
    assert_all_ok(&runner.run_pages(&site.read(PAGES)));
    let asked = fs::read_to_string(runner.folder("temp").join("cargo")).expect("cargo ran");
    assert_eq!(
        asked,
        format!("install chancery --locked --features cards --version {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn a_site_that_is_there_gets_the_workflow_alone_and_keeps_what_it_has() {
    let site = SiteTest::new().briefing("x", "", "Text.");
    let before = site.files().len();
    let said = site.run(&["init", "--workflow"]).assert_ok().said();
    assert!(said.starts_with(".github/workflows/pages.yml is new"), "{said}");
    assert!(said.contains("can still be read in its repository"), "{said}");
    assert_eq!(site.files().len(), before + 1);
    assert_eq!(site.read(PAGES), new_site().read(PAGES));

    site.write(PAGES, "mine");
    let said = site.run(&["init", "--workflow"]).assert_refused().said();
    assert_eq!(
        said,
        "error: TEST/site/.github/workflows/pages.yml is there already and stays as it is; move it away first if you want a new one"
    );
    assert_eq!(site.read(PAGES), "mine");
}

#[test]
fn a_site_in_a_folder_of_a_repository_gets_the_workflow_where_github_looks_for_it() {
    let repository = SiteTest::bare().file(".git/HEAD", "ref: refs/heads/main\n");
    for folder in ["foreign desk/site: \"a\"", "-x"] {
        let said = repository.run(&["init", "--", folder]).assert_ok().said();
        assert!(said.contains("`chancery init --workflow` in it"), "{said}");
        assert!(!repository.root().join(folder).join(PAGES).exists());
        repository.run(&[&format!("--root={folder}"), "init", "--workflow"]).assert_ok();
        let workflow = repository.read(PAGES);
        assert_eq!(text(&yaml(&workflow)["env"]["SITE"]), format!("./{folder}"));
        let runner = runner(&repository, "push");
        assert_all_ok(&runner.run_pages(&workflow));
        assert!(runner.page("index.html").contains("Foreign Desk"));
        repository.delete(PAGES);
    }
}

#[test]
fn init_without_a_folder_and_without_workflow_is_refused() {
    let site = SiteTest::new();
    site.run(&["init"]).assert_refused();
    site.run(&["init", "desk", "--workflow"]).assert_refused();
    assert_eq!(site.files().len(), 1);
    let said = SiteTest::bare().run(&["init", "--workflow"]).assert_refused().said();
    assert!(said.contains("there is no site.yaml here"), "{said}");
}

/// Returns the steps with a script, of every workflow and of the action.
fn scripts() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for path in [
        "src/init/site/pages.yml",
        ".github/workflows/tests.yml",
        ".github/workflows/example.yml",
        ".github/workflows/release.yml",
    ] {
        for (name, job) in of_repository(path)["jobs"].as_mapping().expect("jobs") {
            for step in steps(job) {
                all.extend(
                    step["run"].as_str().map(|run| (format!("{path}: {}", text(name)), run.to_owned())),
                );
            }
        }
    }
    for step in steps(&of_repository("action.yml")["runs"]) {
        all.extend(step["run"].as_str().map(|run| ("action.yml".to_owned(), run.to_owned())));
    }
    all
}

#[test]
fn no_script_of_a_workflow_has_words_of_others_put_into_it() {
    let all = scripts();
    assert!(all.len() > 10, "{}", all.len());
    for (place, script) in all {
        assert!(!script.contains("${{"), "{place}: {script}");
        let checked = Command::new("bash").args(["-n", "-c", &script]).output().expect("bash");
        assert!(checked.status.success(), "{place}: {}", String::from_utf8_lossy(&checked.stderr));
    }
}

#[test]
fn the_action_builds_a_site_with_its_inputs() {
    let action = of_repository("action.yml");
    assert_eq!(text(&action["runs"]["using"]), "composite");
    assert_eq!(names(&action["inputs"]), ["version", "root", "base-url", "strict"]);
    for step in steps(&action["runs"]).iter().filter(|step| step["run"].is_string()) {
        assert_eq!(text(&step["shell"]), "bash");
    }
    let build = &action["runs"];
    assert_eq!(
        uses(build),
        [
            "actions/cache@v6",
            "actions/cache@v6",
            "actions/configure-pages@v6",
            "actions/upload-pages-artifact@v5"
        ]
    );
    let site = SiteTest::bare();
    site.run(&["init", "desk"]).assert_ok();
    let inputs = [("root", "desk"), ("base-url", "https://example.net/a/b/"), ("strict", "true")];
    let runner = Runner { inputs: &inputs, cache_hit: false, ..runner(&site, "push") };
    assert_all_ok(&runner.run(&Value::Null, &action["runs"]));
    assert!(runner.page("sitemap.xml").contains("<loc>https://example.net/a/b/</loc>"));
    let asked = fs::read_to_string(runner.folder("temp").join("cargo")).expect("cargo ran");
    assert_eq!(asked, format!("install --locked --features cards --path {}\n", env!("CARGO_MANIFEST_DIR")));
    let output = fs::read_to_string(runner.folder("temp").join("output")).expect("outputs");
    assert!(output.starts_with("version=own-") && output.contains("/temp/site\n"), "{output}");
}

#[test]
fn the_action_installs_the_version_that_is_asked_for_and_nothing_that_is_none() {
    let action = of_repository("action.yml");
    let site = SiteTest::bare();
    site.run(&["init", "desk"]).assert_ok();
    let inputs = [("root", "desk"), ("version", "0.9.1")];
    let own = Runner { inputs: &inputs, cache_hit: false, ..runner(&site, "push") };
    assert_all_ok(&own.run(&Value::Null, &action["runs"]));
    assert!(own.page("sitemap.xml").contains("<loc>https://octocat.github.io/desk/</loc>"));
    let asked = fs::read_to_string(own.folder("temp").join("cargo")).expect("cargo ran");
    assert_eq!(asked, "install chancery --locked --features cards --version 0.9.1\n");

    let inputs = [("root", "desk"), ("version", "1\nx=y; rm -r .")];
    let outputs = Runner { inputs: &inputs, ..runner(&site, "push") }.run(&Value::Null, &action["runs"]);
    assert_eq!(outputs.len(), 1);
    assert_eq!(outputs[0].status.code(), Some(2));
}

#[test]
fn the_repository_has_workflows_for_its_tests_its_binaries_and_its_example_site() {
    let tests = of_repository(".github/workflows/tests.yml");
    assert!(steps(&tests["jobs"]["tests"]).iter().any(|step| step["run"] == ".ci/run"));
    let release = of_repository(".github/workflows/release.yml");
    assert_eq!(names(&release["on"]), ["push"]);
    let matrix = release["jobs"]["binary"]["strategy"]["matrix"]["include"].as_sequence().expect("systems");
    let mut targets: Vec<&str> = matrix.iter().map(|system| text(&system["target"])).collect();
    targets.sort_unstable();
    assert_eq!(
        targets,
        [
            "aarch64-apple-darwin",
            "aarch64-pc-windows-msvc",
            "aarch64-unknown-linux-gnu",
            "x86_64-apple-darwin",
            "x86_64-pc-windows-msvc",
            "x86_64-unknown-linux-gnu"
        ]
    );
    // Each archive says what it was built from, and the release what is in it.
    let rights = &release["jobs"]["binary"]["permissions"];
    assert_eq!((text(&rights["id-token"]), text(&rights["attestations"])), ("write", "write"));
    let attest = step_with(&release["jobs"]["binary"], "actions/attest-build-provenance");
    assert_eq!(text(&attest["with"]["subject-path"]), "dist/chancery-*");
    assert!(names(&release["jobs"]).contains(&"contents"), "a list of what it is made of");
    assert_eq!(release["jobs"]["publish"]["needs"], yaml("[binary, contents]"));
    let example = of_repository(".github/workflows/example.yml");
    assert_eq!(uses(&example["jobs"]["build"]), ["actions/checkout@v7", "./"]);
    assert_eq!(text(&example["jobs"]["deploy"]["if"]), "github.event_name != 'pull_request'");
}
