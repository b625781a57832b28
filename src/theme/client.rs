//! The script of the search page: the modules of `client/` in one, without what is for those who read them.

macro_rules! modules {
    ($($name:literal,)*) => {
        [$(($name, include_str!(concat!("../../client/", $name, ".mjs"))),)*]
    };
}

/// The modules, each after those that it imports.
const MODULES: [(&str, &str); 15] = modules!(
    "terms",
    "packed",
    "loader",
    "index",
    "query",
    "spelling",
    "understand",
    "rank",
    "passage",
    "texts",
    "found",
    "dom",
    "facets",
    "page",
    "main",
);

/// Returns the script. A page that is opened from a disk cannot import modules, so it is one script without them.
pub fn script() -> String {
    let mut script = String::from("(()=>{\"use strict\";\n");
    for (_, module) in MODULES {
        let mut is_comment = false;
        for line in module.lines() {
            let line = line.trim();
            // What has code after it is no comment of its own.
            is_comment |= line.starts_with("/*") && (!line.contains("*/") || line.ends_with("*/"));
            if !is_comment && !line.is_empty() && !line.starts_with("//") && !line.starts_with("import ") {
                let line = without_types(line.strip_prefix("export ").unwrap_or(line));
                script.push_str(&without_blanks(&line));
                // A statement goes on after these, or ends with them.
                if !line.ends_with([',', ';', '(', '{', '[']) {
                    script.push('\n');
                }
            }
            is_comment &= !line.ends_with("*/");
        }
    }
    script.push_str("})();\n");
    script
}

/// Returns a line without the comments in it that say the types of things.
fn without_types(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("/** ") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, rest)| rest.trim_start());
    }
    out + rest
}

/// Returns a line without the blanks beside marks of punctuation that are in no string.
fn without_blanks(line: &str) -> String {
    const MARKS: &str = "=+?:,<>{}();&|";
    let mut out = String::with_capacity(line.len());
    let mut quote = None;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        if let Some(mark) = quote {
            out.push(character);
            if character == '\\' {
                out.extend(characters.next());
            } else if character == mark {
                quote = None;
            }
            continue;
        }
        let is_beside = out.ends_with(|c| MARKS.contains(c))
            || characters.peek().is_some_and(|next| MARKS.contains(*next));
        if character == ' ' && is_beside {
            continue;
        }
        quote = Some(character).filter(|c| matches!(c, '"' | '\'' | '`'));
        out.push(character);
    }
    out
}

#[cfg(test)]
#[expect(clippy::expect_used, clippy::panic, reason = "a test ends at what it does not expect")]
mod tests {
    use std::collections::BTreeSet;

    use super::MODULES;

    #[test]
    fn every_module_is_in_the_script_after_those_that_it_imports() {
        let mut known: BTreeSet<&str> = BTreeSet::new();
        for (name, module) in MODULES {
            for line in module.lines().filter(|line| line.starts_with("import ")) {
                let imported = line.split("\"./").nth(1).and_then(|rest| rest.strip_suffix(".mjs\";"));
                let imported = imported.unwrap_or_else(|| panic!("`{line}` imports no module of the script"));
                assert!(known.contains(imported), "{name} stands before {imported}");
                assert!(!line.contains(" as "), "{name}: a name is the same in all modules: {line}");
            }
            known.insert(name);
        }
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/client");
        assert_eq!(std::fs::read_dir(folder).expect("the folder").count(), MODULES.len());
    }

    #[test]
    fn no_two_modules_give_the_same_name_to_different_things() {
        let mut names = BTreeSet::new();
        for (module, text) in MODULES {
            for line in text.lines() {
                let line = line.strip_prefix("export ").unwrap_or(line);
                let line = line.strip_prefix("async ").unwrap_or(line);
                let Some((keyword, rest)) = line.split_once(' ') else { continue };
                if matches!(keyword, "const" | "let" | "function" | "class") {
                    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                    assert!(names.insert(rest[..end].to_owned()), "{module} has another `{}`", &rest[..end]);
                }
            }
        }
    }
}
