//! What each code means, for `chancery check --explain`.

use super::{
    allow, duplicate_title, estimative_language, external, heading_jump, large_image, loading, missing_alt,
    named_speaker, orphan_topic, relative_date, stale_status, unarchived_source, uncited_footnote,
    uncited_source, unlinked_source, unnamed_country, unpublished_marking, untagged_country,
};
use crate::problem::{Code, Level, Told, did_you_mean};

/// Why something is told, with an example of how not to and of how to.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    /// Why it matters, and what counts.
    pub why: &'static str,
    /// How not to.
    pub bad: &'static str,
    /// How to.
    pub good: &'static str,
}

/// Returns the code of this name.
///
/// # Errors
/// Returns which one may be meant, for whoever wrote it.
pub fn named(name: &str) -> Result<Code, String> {
    Code::from_name(name).ok_or_else(|| {
        let names = Code::ALL.iter().map(|code| code.name());
        match did_you_mean(name, names) {
            Some(close) => format!("`{name}` is no rule; did you mean `{close}`?"),
            None => format!("`{name}` is no rule; `chancery check --explain` lists all of them"),
        }
    })
}

/// Returns what a code means, as text for a terminal.
pub fn explain(code: Code) -> String {
    let Explanation { why, bad, good } = explanation(code);
    let told = if is_rule(code) { "told by `chancery check`" } else { "told by every command" };
    let level = match code.level() {
        Level::Off => "off unless a site turns it on",
        Level::Warning => "a warning",
        Level::Error => "an error",
    };
    let mut text = format!("{code}: {}\n{level}, {told}\n\n{}\n", code.summary(), wrapped(why));
    for (heading, example) in [("Not like this:", bad), ("Like this:", good)] {
        let lines: Vec<String> =
            example.lines().map(|line| format!("    {line}").trim_end().to_owned()).collect();
        text.push_str(&format!("\n{heading}\n\n{}\n", lines.join("\n")));
    }
    if code.level() < Level::Error {
        text.push_str(&format!("\nIts level for a site, in site.yaml:\n\n    lints: {{ {code}: off }}    # or warning, or error\n"));
    }
    if is_rule(code) && code != Code::UnusedAllow {
        text.push_str(&format!("\nTo allow it at one place, in the text or in the front matter:\n\n    <!-- chancery: allow {code} -->\n    # chancery: allow {code}\n"));
    }
    text
}

/// Returns all codes with their levels and what they name, a line each.
pub fn list() -> String {
    let mut text = String::new();
    for (heading, of_rules) in [("Told by every command:", false), ("Told by `chancery check`:", true)] {
        text.push_str(&format!("{heading}\n\n"));
        for code in Code::ALL.iter().filter(|code| is_rule(**code) == of_rules) {
            text.push_str(&format!("  {:<22} {:<8} {}\n", code.name(), code.level().name(), code.summary()));
        }
        text.push('\n');
    }
    text.push_str("`chancery check --explain NAME` says more of each.\n");
    text
}

/// Returns whether a code belongs to a rule of `chancery check`, and not to loading.
pub fn is_rule(code: Code) -> bool {
    code.told() == Told::ByCheck
}

/// Returns the codes that a comment can allow.
pub fn rules() -> impl Iterator<Item = Code> {
    Code::ALL.iter().copied().filter(|code| is_rule(*code))
}

fn explanation(code: Code) -> &'static Explanation {
    match code {
        Code::UnreadableFile => &loading::UNREADABLE_FILE,
        Code::NoFrontMatter => &loading::NO_FRONT_MATTER,
        Code::UnclosedFrontMatter => &loading::UNCLOSED_FRONT_MATTER,
        Code::InvalidYaml => &loading::INVALID_YAML,
        Code::InvalidToml => &loading::INVALID_TOML,
        Code::InvalidJson => &loading::INVALID_JSON,
        Code::DuplicateKey => &loading::DUPLICATE_KEY,
        Code::MissingKey => &loading::MISSING_KEY,
        Code::WrongType => &loading::WRONG_TYPE,
        Code::InvalidValue => &loading::INVALID_VALUE,
        Code::InvalidDate => &loading::INVALID_DATE,
        Code::NoDate => &loading::NO_DATE,
        Code::FileExists => &loading::FILE_EXISTS,
        Code::InvalidSlug => &loading::INVALID_SLUG,
        Code::InvalidMarking => &loading::INVALID_MARKING,
        Code::UnknownCountry => &loading::UNKNOWN_COUNTRY,
        Code::AmbiguousCountry => &loading::AMBIGUOUS_COUNTRY,
        Code::UnknownTopic => &loading::UNKNOWN_TOPIC,
        Code::TopicCycle => &loading::TOPIC_CYCLE,
        Code::TopicClash => &loading::TOPIC_CLASH,
        Code::UnknownBriefing => &loading::UNKNOWN_BRIEFING,
        Code::SupersedesCycle => &loading::SUPERSEDES_CYCLE,
        Code::DuplicateId => &loading::DUPLICATE_ID,
        Code::BrokenLink => &loading::BROKEN_LINK,
        Code::BrokenImage => &loading::BROKEN_IMAGE,
        Code::UndefinedFootnote => &loading::UNDEFINED_FOOTNOTE,
        Code::UrlClash => &loading::URL_CLASH,
        Code::InvalidAlias => &loading::INVALID_ALIAS,
        Code::DeepNesting => &loading::DEEP_NESTING,
        Code::Template => &loading::TEMPLATE,
        Code::NoBaseUrl => &loading::NO_BASE_URL,
        Code::CnameClash => &loading::CNAME_CLASH,
        Code::LargeSite => &loading::LARGE_SITE,
        Code::LargeFile => &loading::LARGE_FILE,
        Code::UnknownKey => &loading::UNKNOWN_KEY,
        Code::LinkScheme => &loading::LINK_SCHEME,
        Code::ExternalImage => &loading::EXTERNAL_IMAGE,
        Code::Symlink => &loading::SYMLINK,
        Code::HeldBackLink => &loading::HELD_BACK_LINK,
        Code::SupersedesNewer => &loading::SUPERSEDES_NEWER,
        Code::StrayDocument => &loading::STRAY_DOCUMENT,
        Code::UnknownRule => &loading::UNKNOWN_RULE,
        Code::MissingAlt => &missing_alt::RULE.explanation,
        Code::UncitedFootnote => &uncited_footnote::RULE.explanation,
        Code::UntaggedCountry => &untagged_country::RULE.explanation,
        Code::UnnamedCountry => &unnamed_country::RULE.explanation,
        Code::UncitedSource => &uncited_source::RULE.explanation,
        Code::UnlinkedSource => &unlinked_source::RULE.explanation,
        Code::UnarchivedSource => &unarchived_source::RULE.explanation,
        Code::RelativeDate => &relative_date::RULE.explanation,
        Code::StaleStatus => &stale_status::RULE.explanation,
        Code::EstimativeLanguage => &estimative_language::RULE.explanation,
        Code::HeadingJump => &heading_jump::RULE.explanation,
        Code::DuplicateTitle => &duplicate_title::RULE.explanation,
        Code::OrphanTopic => &orphan_topic::RULE.explanation,
        Code::LargeImage => &large_image::RULE.explanation,
        Code::NamedSpeaker => &named_speaker::RULE.explanation,
        Code::UnpublishedMarking => &unpublished_marking::RULE.explanation,
        Code::DeadLink => &external::EXPLANATION,
        Code::UnusedAllow => &allow::EXPLANATION,
    }
}

/// Returns a text in lines of at most 80 characters.
fn wrapped(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < 80 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}
