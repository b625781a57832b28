//! `SECURITY.md`: what it promises is tested, by tests that are there.

use std::fs;
use std::path::Path;

#[test]
fn every_test_that_the_security_policy_names_is_there() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let policy = fs::read_to_string(repository.join("SECURITY.md")).expect("the policy");
    let named: Vec<(&str, &str)> = policy
        .split('`')
        .skip(1)
        .step_by(2)
        .filter_map(|word| word.split_once("::"))
        .filter(|(module, _)| *module != "module")
        .collect();
    assert!(named.len() > 10, "{named:?}");
    for (module, test) in named {
        let file = repository.join(format!("tests/suite/{module}.rs"));
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{module}: {error}"));
        let at = text.find(&format!("fn {test}() {{")).unwrap_or_else(|| panic!("no {module}::{test}"));
        let above = text[..at].rsplit("#[test]").next().unwrap_or_default();
        assert!(at > above.len() && !above.contains('}'), "{module}::{test} is no test");
    }
}

#[test]
fn every_page_of_the_documentation_that_is_linked_to_is_there() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    for from in [
        "SECURITY.md",
        "README.md",
        "CONTRIBUTING.md",
        "docs/publishing.md",
        "docs/record.md",
        "docs/take-down.md",
    ] {
        let text = fs::read_to_string(repository.join(from)).expect(from);
        let folder = Path::new(from).parent().expect("a folder");
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = target.split('#').next().unwrap_or_default();
            if path.is_empty() || path.contains("://") || path.starts_with("mailto:") {
                continue;
            }
            assert!(repository.join(folder).join(path).exists(), "{from}: {target}");
        }
    }
}
