//! What the writers of a version say of it, and to whom they say it.
//!
//! Readers see `Change-Note:` trailers, and subject lines only where a site wants those too. A note that begins with
//! the place of a briefing (`Change-Note: 2024/visit: …`) speaks for that one alone.

use super::first_parent::FirstParentLog;
use crate::git::Commit;
use crate::text::without_mail_addresses;

/// The change note that makes a commit a minor one.
const MINOR: &str = "minor";

/// What a commit may say of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words<'a> {
    /// The words, without mail addresses.
    pub text: String,
    /// The commit that says them.
    pub commit: &'a Commit<'a>,
    /// Whether they speak for this briefing alone.
    pub is_own: bool,
    /// Whether they are a change note, and no subject line.
    pub is_note: bool,
}

/// The commit that a note is from, and what the site has to publish for it to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteBasis {
    /// The full id of the commit.
    pub commit: String,
    /// The files that it changed and that are no briefings and no pages, from the site's root.
    pub files: Vec<String>,
}

/// A file as a step of the line changed it, and the names that notes call it by.
#[derive(Clone, Copy, Debug)]
pub struct Changed<'n> {
    /// The place of the step.
    pub step: usize,
    /// The path.
    pub path: &'n str,
    /// The names: the year and the slug of a briefing, and its path under `content/briefings/`.
    pub names: &'n [String],
}

/// Returns whether the writers of a change say that it is a minor one: no version of its own.
pub fn is_minor(line: &FirstParentLog, changed: Changed) -> bool {
    let commit = line.commit(changed.step);
    if let Some((said, _)) = said(commit, changed.names) {
        return is_minor_word(said);
    }
    let writers = writers(line, changed);
    !writers.is_empty()
        && writers
            .iter()
            .all(|commit| said(commit, changed.names).is_some_and(|(said, _)| is_minor_word(said)))
}

/// Returns what the writers of a change say of it, what counts most first; subject lines only with `subjects`.
pub fn words<'a>(line: &FirstParentLog<'a>, changed: Changed, subjects: bool) -> Vec<Words<'a>> {
    let commit = line.commit(changed.step);
    let noted = |commit: &'a Commit<'a>| {
        let (said, is_own) = said(commit, changed.names).filter(|(said, _)| !is_minor_word(said))?;
        Some((said.to_owned(), commit, is_own, true))
    };
    let titled = |commit: &'a Commit<'a>, title: Option<String>| Some((title?, commit, false, false));
    let mut found = Vec::new();
    if said(commit, changed.names).is_some() {
        found.extend(noted(commit));
    } else if commit.parents.len() < 2 {
        found.extend(titled(commit, subject(commit)).filter(|_| subjects));
    } else {
        // A merge has words of git's own. Those who wrote what it brought have said what they did.
        let writers = writers(line, changed);
        found.extend(writers.iter().filter_map(|commit| noted(commit)));
        if subjects {
            if let [only] = writers[..] {
                found.extend(titled(only, subject(only)));
            }
            found.extend(titled(commit, title_of_request(commit)));
        }
    }
    let words = found.into_iter().map(|(text, commit, is_own, is_note)| Words {
        text: without_mail_addresses(&text),
        commit,
        is_own,
        is_note,
    });
    words.filter(|words| !words.text.is_empty()).collect()
}

/// Returns the commits that a step brought and that changed the file, the newest first.
fn writers<'a>(line: &FirstParentLog<'a>, changed: Changed) -> Vec<&'a Commit<'a>> {
    let brought = line.brought(changed.step);
    brought.filter(|commit| commit.changes.iter().any(|change| change.path == changed.path)).collect()
}

/// Returns the change note of a commit for a briefing of these names, and whether it is for that one alone; the last
/// one counts, and one for that briefing before one for all.
fn said<'a>(commit: &Commit<'a>, names: &[String]) -> Option<(&'a str, bool)> {
    let notes = || commit.change_notes.iter().rev().map(|note| addressed(note));
    let is_own = |name: &str| names.iter().any(|own| own.eq_ignore_ascii_case(name));
    let own = notes().find(|(name, _)| name.is_some_and(is_own)).map(|(_, note)| (note, true));
    own.or_else(|| notes().find(|(name, _)| name.is_none()).map(|(_, note)| (note, false)))
}

/// Returns the place of the briefing that a note speaks for, if it is for one alone, and its words. A place may be
/// written as an address or a file, too: what is said of one briefing is told of no other.
fn addressed(note: &str) -> (Option<&str>, &str) {
    let Some((written, words)) = note.split_once(':') else { return (None, note) };
    let name = written.trim().trim_matches(['`', '"', '\'', '<', '>', '[', ']', '/']);
    let inside = name.strip_prefix("content/").unwrap_or(name).strip_prefix("briefings/");
    let place = inside.unwrap_or(name);
    let place = place.strip_suffix(".md").unwrap_or(place);
    let place = place.strip_suffix("/index").unwrap_or(place).trim_end_matches('/');
    let has_year = place.split_once('/').is_some_and(|(year, slug)| {
        year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) && !slug.is_empty()
    });
    let is_place = (has_year || inside.is_some()) && !place.contains(char::is_whitespace);
    if is_place { (Some(place), words.trim()) } else { (None, note) }
}

fn is_minor_word(note: &str) -> bool {
    note.eq_ignore_ascii_case(MINOR)
}

/// Returns the subject line of a commit, without trailers that run into it.
fn subject(commit: &Commit) -> Option<String> {
    let lines = commit.message.lines().map(str::trim);
    let lines = lines.take_while(|line| !line.is_empty() && !is_sign_off(line));
    let subject = lines.collect::<Vec<_>>().join(" ");
    (!subject.is_empty()).then_some(subject)
}

/// Returns the title of the pull request that a merge on GitHub is of: it stands below the subject.
fn title_of_request(commit: &Commit) -> Option<String> {
    let mut lines = commit.message.lines();
    lines.next()?.starts_with("Merge pull request #").then_some(())?;
    lines.map(str::trim).find(|line| !line.is_empty()).filter(|line| !is_sign_off(line)).map(str::to_owned)
}

/// Returns whether a line is a trailer that names somebody, such as `Signed-off-by:`.
fn is_sign_off(line: &str) -> bool {
    let Some((key, _)) = line.split_once(':') else { return false };
    let key = key.to_ascii_lowercase();
    key.ends_with("-by") && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::{addressed, said, subject};
    use crate::git::Commit;

    fn commit<'a>(message: &'a str, change_notes: &[&'a str]) -> Commit<'a> {
        Commit {
            id: "0",
            parents: Vec::new(),
            time: Some(0),
            author: "",
            change_notes: change_notes.to_vec(),
            message,
            changes: Vec::new(),
        }
    }

    #[test]
    fn a_note_is_for_one_briefing_where_it_begins_with_its_place() {
        assert_eq!(
            addressed("2024/visit: The month is mended."),
            (Some("2024/visit"), "The month is mended.")
        );
        assert_eq!(addressed("2024/tour/visit: Words"), (Some("2024/tour/visit"), "Words"));
        for written in [
            "`2024/visit`: Words",
            "/2024/visit/ : Words",
            "briefings/2024/visit/: Words",
            "content/briefings/2024/visit/index.md: Words",
        ] {
            assert_eq!(addressed(written), (Some("2024/visit"), "Words"), "{written}");
        }
        assert_eq!(addressed("content/briefings/visit.md: Words"), (Some("visit"), "Words"));
        for note in ["Note: a word", "24/7: at any time", "2024: a year", "In 2024/25: much", "2024/: none"] {
            assert_eq!(addressed(note), (None, note));
        }
    }

    #[test]
    fn the_last_note_counts_and_the_own_one_before_that_for_all() {
        let visit = ["2024/visit".to_owned()];
        let said = |notes: &[&'static str]| said(&commit("", notes), &visit).map(|(said, _)| said);
        assert_eq!(said(&["One", "Two"]), Some("Two"));
        assert_eq!(said(&["2024/visit: Own", "For all"]), Some("Own"));
        assert_eq!(said(&["2024/visit: Own", "2024/visit: Last", "2024/tour: Other"]), Some("Last"));
        assert_eq!(said(&["For all", "2024/tour: Other"]), Some("For all"));
        assert_eq!(said(&["2024/tour: Other"]), None);
    }

    #[test]
    fn a_subject_ends_where_trailers_begin() {
        let subject = |message: &'static str| subject(&commit(message, &[]));
        assert_eq!(subject("Mend\nthe date\n\nMore.").as_deref(), Some("Mend the date"));
        assert_eq!(subject("Mend\nSigned-off-by: Ada <ada@example.org>").as_deref(), Some("Mend"));
        assert_eq!(subject("Co-Authored-By: Ada <ada@example.org>"), None);
    }
}
