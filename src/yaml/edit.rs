//! Changing YAML that somebody wrote, without touching the rest of it.

use serde_yaml::{Mapping, Value};

/// Returns the YAML with these items at the end of the list at a top-level key.
///
/// Comments, quotes, order and line ends stay as they are. Where the key is not there, it comes in after the last
/// one of `after` that is. None where the text is laid out in a way that cannot be changed safely: what would not
/// read as the same YAML with the items in it is not returned. `items` are written as they are, so they must be
/// plain scalars.
pub fn add_to_list(yaml: &str, key: &str, items: &[String], after: &[&str]) -> Option<String> {
    let values: Vec<Value> = items.iter().map(|item| Value::from(item.as_str())).collect();
    let missing = |end_of_line: &str| format!("{key}: [{}]{end_of_line}", items.join(", "));
    add(yaml, key, items, &values, after, &missing)
}

/// Returns the YAML with these groups at the end of the list at a top-level key: names, and texts.
///
/// They are written in one line each. The same is not changed, and not returned, as by [`add_to_list`]; where the
/// key is not there, it comes in at the end.
pub fn add_groups(yaml: &str, key: &str, groups: &[Vec<(&str, String)>]) -> Option<String> {
    // What JSON writes as text, YAML reads as the same text.
    let text = |value: &str| serde_json::Value::from(value).to_string();
    let written = |group: &Vec<(&str, String)>| {
        let pairs: Vec<String> =
            group.iter().map(|(name, value)| format!("{name}: {}", text(value))).collect();
        format!("{{ {} }}", pairs.join(", "))
    };
    let items: Vec<String> = groups.iter().map(written).collect();
    let value = |group: &Vec<(&str, String)>| {
        let pairs = group.iter().map(|(name, value)| (Value::from(*name), Value::from(value.as_str())));
        Value::Mapping(pairs.collect())
    };
    let values: Vec<Value> = groups.iter().map(value).collect();
    let missing = |end_of_line: &str| {
        let items: Vec<String> = items.iter().map(|item| format!("  - {item}{end_of_line}")).collect();
        format!("{key}:{end_of_line}{}", items.concat())
    };
    add(yaml, key, &items, &values, &[], &missing)
}

/// Adds items, as they are written and as they are read. `missing` writes a list that is not there.
fn add(
    yaml: &str,
    key: &str,
    items: &[String],
    values: &[Value],
    after: &[&str],
    missing: &dyn Fn(&str) -> String,
) -> Option<String> {
    let lines: Vec<&str> = yaml.split_inclusive('\n').collect();
    let end_of_line = if yaml.contains("\r\n") { "\r\n" } else { "\n" };
    let edited = match block_of(&lines, key) {
        Some(block) => in_block(&lines, block, key, items, end_of_line)?,
        None => {
            let place =
                after.iter().rev().find_map(|key| block_of(&lines, key)).map_or(lines.len(), |it| it.1);
            let before: String = lines.get(..place)?.concat();
            let rest: String = lines.get(place..)?.concat();
            let gap = if before.is_empty() || before.ends_with('\n') { "" } else { end_of_line };
            format!("{before}{gap}{}{rest}", missing(end_of_line))
        }
    };
    (parsed(&edited)? == with_items(parsed(yaml)?, key, values)?).then_some(edited)
}

/// Returns the YAML with a text at a top-level key that is not there yet, after the last one of `after` that is.
///
/// None where the key is there, or where the text is laid out in a way that cannot be changed safely.
pub fn add_text(yaml: &str, key: &str, text: &str, after: &[&str]) -> Option<String> {
    let lines: Vec<&str> = yaml.split_inclusive('\n').collect();
    let end_of_line = if yaml.contains("\r\n") { "\r\n" } else { "\n" };
    let place = after.iter().rev().find_map(|key| block_of(&lines, key)).map_or(lines.len(), |it| it.1);
    let (before, rest) = (lines.get(..place)?.concat(), lines.get(place..)?.concat());
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { end_of_line };
    let written = serde_yaml::to_string(&Value::from(text)).ok()?;
    let edited = format!("{before}{gap}{key}: {}{end_of_line}{rest}", written.trim_end());
    let mut wanted = parsed(yaml)?;
    let is_new = wanted.insert(key.into(), text.into()).is_none();
    (is_new && parsed(&edited)? == wanted).then_some(edited)
}

/// Returns the lines of a top-level key, without blank lines and comments after it: the first, and the one after
/// the last.
fn block_of(lines: &[&str], key: &str) -> Option<(usize, usize)> {
    let start = lines.iter().position(|line| value_of(line, key).is_some())?;
    let is_inside = |line: &&str| line.starts_with([' ', '\t', '-', ']', '}']) || line.trim().is_empty();
    let rest = lines.get(start + 1..)?;
    let length = rest.iter().take_while(|line| is_inside(line) || line.starts_with('#')).count();
    let blank = |line: &&&str| line.trim().is_empty() || line.starts_with('#');
    let trailing = rest.get(..length)?.iter().rev().take_while(blank).count();
    Some((start, start + 1 + length - trailing))
}

/// Returns what stands after the key on its line.
fn value_of<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    line.strip_prefix(key)?.trim_start_matches(' ').strip_prefix(':')
}

fn in_block(
    lines: &[&str],
    (start, end): (usize, usize),
    key: &str,
    items: &[String],
    end_of_line: &str,
) -> Option<String> {
    let before: String = lines.get(..start)?.concat();
    let block: String = lines.get(start..end)?.concat();
    let rest: String = lines.get(end..)?.concat();
    let first = lines.get(start)?;
    let value = value_of(first, key)?;
    let head = value.split(" #").next()?.trim_end();
    let comment = value.get(head.len()..)?.trim_end();
    let plain = head.trim_start();
    let block = if plain.starts_with('[') {
        // The last bracket that is not in a comment; a wrong guess is seen when the result is read.
        let close = block.rfind(']')?;
        let inside = block.get(..close)?.trim_end();
        let space = block.get(inside.len()..close)?;
        let comma = if inside.ends_with('[') || inside.ends_with(',') { "" } else { "," };
        let gap = if inside.ends_with('[') { "" } else { " " };
        format!("{inside}{comma}{gap}{}{space}{}", items.join(", "), block.get(close..)?)
    } else if let Some(item) =
        lines.get(start + 1..end)?.iter().rfind(|line| line.trim_start().starts_with("- "))
    {
        let indent = item.get(..item.len() - item.trim_start().len())?;
        let added: Vec<String> = items.iter().map(|item| format!("{indent}- {item}{end_of_line}")).collect();
        let gap = if block.ends_with('\n') { "" } else { end_of_line };
        format!("{block}{gap}{}", added.concat())
    } else if plain.is_empty() && end == start + 1 {
        format!("{key}: [{}]{comment}{end_of_line}", items.join(", "))
    } else {
        return None;
    };
    Some(format!("{before}{block}{rest}"))
}

fn parsed(yaml: &str) -> Option<Mapping> {
    match super::tree(yaml)? {
        Value::Mapping(mapping) => Some(mapping),
        Value::Null => Some(Mapping::new()),
        _ => None,
    }
}

fn with_items(mut mapping: Mapping, key: &str, values: &[Value]) -> Option<Mapping> {
    let list = mapping.entry(key.into()).or_insert(Value::Null);
    if list.is_null() {
        *list = Value::Sequence(Vec::new());
    }
    list.as_sequence_mut()?.extend(values.iter().cloned());
    Some(mapping)
}

#[cfg(test)]
mod tests {
    use super::{add_groups, add_text, add_to_list};

    #[test]
    fn a_text_comes_after_the_keys_before_it_and_is_quoted_where_it_has_to_be() {
        let added = |yaml: &str, text: &str| add_text(yaml, "renamed_from", text, &["title", "date"]);
        for (before, text, after) in [
            ("title: x\nkind: report\n", "2024/a.md", "title: x\nrenamed_from: 2024/a.md\nkind: report\n"),
            ("kind: report\r\n", "a.md", "kind: report\r\nrenamed_from: a.md\r\n"),
            ("title: x\n", "# a: b.md", "title: x\nrenamed_from: '# a: b.md'\n"),
        ] {
            assert_eq!(added(before, text).as_deref(), Some(after), "{before}");
        }
        assert_eq!(added("title: x\nrenamed_from: b.md\n", "a.md"), None);
        assert_eq!(added("{ title: x }\n", "a.md"), None);
    }

    fn added(yaml: &str) -> Option<String> {
        add_to_list(yaml, "countries", &["FR".into(), "CN".into()], &["title", "date"])
    }

    #[test]
    fn items_join_a_list_in_the_way_it_is_written() {
        for (before, after) in [
            ("countries: [DE]\n", "countries: [DE, FR, CN]\n"),
            ("countries: [ DE ] # so far\ntopics: []\n", "countries: [ DE, FR, CN ] # so far\ntopics: []\n"),
            ("countries: []\n", "countries: [FR, CN]\n"),
            ("countries:\ntitle: x\n", "countries: [FR, CN]\ntitle: x\n"),
            ("countries:   # none yet\n", "countries: [FR, CN]   # none yet\n"),
            (
                "countries:\n  - DE  # first\n\ntitle: x\n",
                "countries:\n  - DE  # first\n  - FR\n  - CN\n\ntitle: x\n",
            ),
            ("countries:\n- DE\n# next\ntitle: x\n", "countries:\n- DE\n- FR\n- CN\n# next\ntitle: x\n"),
            ("countries: [\n  DE,\n  IT,\n]\n", "countries: [\n  DE,\n  IT, FR, CN\n]\n"),
            ("title: x\r\ncountries: [DE]\r\n", "title: x\r\ncountries: [DE, FR, CN]\r\n"),
        ] {
            assert_eq!(added(before).as_deref(), Some(after), "{before}");
        }
    }

    #[test]
    fn a_list_that_is_not_there_comes_after_the_keys_before_it() {
        assert_eq!(
            added("title: x\nsummary: |\n  a\n").as_deref(),
            Some("title: x\ncountries: [FR, CN]\nsummary: |\n  a\n")
        );
        assert_eq!(added("kind: report\n").as_deref(), Some("kind: report\ncountries: [FR, CN]\n"));
    }

    #[test]
    fn what_cannot_be_changed_safely_is_left() {
        for yaml in [
            "countries: DE\n",
            "countries: &all [DE] # ] \nx: *all\n",
            "countries: {DE: 1}\n",
            "- a\n",
            "countries: [DE\n",
        ] {
            assert_eq!(added(yaml), None, "{yaml}");
        }
    }

    #[test]
    fn groups_join_a_list_or_begin_one() {
        let group = vec![("commit", "1a2b".to_owned()), ("reason", "A \"slip\": of the pen".to_owned())];
        let added = |yaml: &str| add_groups(yaml, "redact", std::slice::from_ref(&group));
        let item = "{ commit: \"1a2b\", reason: \"A \\\"slip\\\": of the pen\" }";
        for (before, after) in [
            ("title: x\n", format!("title: x\nredact:\n  - {item}\n")),
            ("redact:\n- \"00\" # old\ntitle: x\n", format!("redact:\n- \"00\" # old\n- {item}\ntitle: x\n")),
            ("redact: [\"00\"]\n", format!("redact: [\"00\", {item}]\n")),
            ("title: x\r\n", format!("title: x\r\nredact:\r\n  - {item}\r\n")),
        ] {
            assert_eq!(added(before), Some(after), "{before}");
        }
        assert_eq!(added("redact: abcd\n"), None);
    }
}
