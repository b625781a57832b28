//! Trailers: `Key: value` lines at the end of a commit's text, as `git interpret-trailers` knows them.
//!
//! Git's own reading of them depends on settings (`trailer.*`) that a repository may bring; this one depends on the
//! text alone.

/// Returns the values of the trailers with this key, in any case. A value over several lines is one line.
pub fn values(text: &str, key: &str) -> Vec<String> {
    let mut found: Vec<(bool, String)> = Vec::new();
    for line in block(text) {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = found.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else {
            let (is_key, value) = match trailer(line) {
                Some((name, value)) => (name.eq_ignore_ascii_case(key), value.trim()),
                None => (false, line),
            };
            found.push((is_key, value.to_owned()));
        }
    }
    let values = found.into_iter().filter_map(|(is_key, value)| is_key.then(|| value.trim().to_owned()));
    values.filter(|value| !value.is_empty()).collect()
}

/// Returns the lines of the last paragraph if they are trailers; nothing if they are not.
///
/// The first paragraph is the title. Lines of other words may stand between trailers only where git itself has
/// written one of those, and where a quarter of all are trailers.
fn block(text: &str) -> Vec<&str> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let is_blank = |line: &&str| line.trim().is_empty();
    let end = lines.iter().rposition(|line| !is_blank(line)).map_or(0, |last| last + 1);
    let Some(blank) = lines.get(..end).unwrap_or_default().iter().rposition(is_blank) else {
        return Vec::new();
    };
    let has_title = lines.iter().take(blank).any(|line| !is_blank(line));
    let lines = lines.get(blank + 1..end).unwrap_or_default();
    let own = lines.iter().filter(|line| !line.starts_with([' ', '\t']));
    let (trailers, others): (Vec<&str>, Vec<&str>) =
        own.partition(|line| trailer(line).is_some() || is_of_git(line));
    let is_mixed = trailers.iter().any(|line| is_of_git(line)) && trailers.len() * 3 >= others.len();
    let begins_well = lines.first().is_some_and(|line| !line.starts_with([' ', '\t']));
    if has_title && begins_well && !trailers.is_empty() && (others.is_empty() || is_mixed) {
        lines.to_vec()
    } else {
        Vec::new()
    }
}

/// Returns the key and the value of a line; none where it is no trailer.
fn trailer(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim_end_matches([' ', '\t']);
    let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_key.then_some((key, value))
}

/// Returns whether git writes such lines itself.
fn is_of_git(line: &str) -> bool {
    line.starts_with("Signed-off-by: ") || line.starts_with("(cherry picked from commit ")
}

#[cfg(test)]
mod tests {
    use super::values;

    fn notes(text: &str) -> Vec<String> {
        values(text, "Change-Note")
    }

    #[test]
    fn the_last_paragraph_is_read() {
        assert_eq!(notes("Title\n\nChange-Note: a\nchange-note : b\n"), ["a", "b"]);
        assert_eq!(notes("Title\n\nText.\n\nChange-Note: a\n\n"), ["a"]);
        assert_eq!(notes("Title\n\nChange-Note: a\n\nText.\n"), [""; 0]);
        assert_eq!(notes("Change-Note: a\n"), [""; 0]);
        assert_eq!(notes("\n\nChange-Note: a\n"), [""; 0]);
    }

    #[test]
    fn a_value_over_several_lines_is_one_line() {
        assert_eq!(notes("Title\n\nChange-Note: a\n  b\n\tc\nOther: d\n e\n"), ["a b c"]);
        assert_eq!(notes("Title\n\nChange-Note:\n a\n"), ["a"]);
    }

    #[test]
    fn words_among_trailers_are_let_through_beside_those_of_git_only() {
        assert_eq!(notes("Title\n\nWords here\nChange-Note: a\n"), [""; 0]);
        assert_eq!(notes("Title\n\nWords here\nChange-Note: a\nSigned-off-by: A <a@b>\n"), ["a"]);
        let many = "Words\n".repeat(7);
        assert_eq!(notes(&format!("Title\n\n{many}Change-Note: a\nSigned-off-by: A <a@b>\n")), [""; 0]);
        assert_eq!(notes("Title\n\n# a remark\nChange-Note: a\n"), ["a"]);
    }
}
