//! Commands at a terminal, where somebody answers.

use std::process::Command;

use crate::site_test::SiteTest;

/// Runs a command at a terminal of its own; each time it waits after `: `, the next answer is typed.
const TYPIST: &str = r#"
import json, os, pty, sys
answers, command = json.loads(sys.argv[1]), sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
seen = b""
while True:
    try:
        some = os.read(terminal, 4096)
    except OSError:
        some = b""
    if not some:
        break
    seen += some
    if seen.endswith(b": ") and answers:
        os.write(terminal, answers.pop(0).encode())
status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
print(json.dumps({"seen": seen.decode(), "status": status, "left": answers}))
"#;

/// What was seen at a terminal.
pub struct Seen {
    /// The screen, with what was typed.
    pub screen: String,
    /// The exit code; below zero for the signal that ended the command.
    pub status: i64,
}

/// Runs a command of a site at a terminal; an answer is what keys send, such as `"FR\n"`.
#[track_caller]
pub fn at_terminal(site: &SiteTest, arguments: &[&str], answers: &[&str]) -> Seen {
    let command = site.command(arguments);
    let variables = command.get_envs().filter_map(|(name, value)| Some((name, value?)));
    let output = Command::new("python3")
        .args(["-c", TYPIST, &serde_json::json!(answers).to_string()])
        .arg(command.get_program())
        .args(command.get_args())
        .env_clear()
        .envs(variables)
        .current_dir(site.root())
        .output()
        .expect("python3 runs");
    let said = String::from_utf8_lossy(&output.stderr);
    let seen: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{said}"));
    let screen = seen["seen"].as_str().expect("a screen").replace('\r', "");
    assert_eq!(seen["left"], serde_json::json!([]), "not all was asked for:\n{screen}");
    Seen { screen, status: seen["status"].as_i64().expect("a status") }
}
