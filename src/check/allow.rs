//! Comments that silence a rule at one place.
//!
//! `<!-- chancery: allow relative-date -->` in the Markdown silences the rule on the lines that it stands
//! on; alone on its line, in the block below too: a paragraph, a list, a table, a quote.
//! `# chancery: allow unlinked-source` in the front matter silences it on its line; alone on its line, on
//! the next line that is no comment. Several rules stand with blanks or commas between them.

use std::ops::{Range, RangeInclusive};

use super::codes;
use crate::content::{ALLOW_MARK, Manuscript};
use crate::finding::{Anchor, FileText, Finding};
use crate::problem::{Code, did_you_mean};
use crate::tree::Comment;

/// The allow comments of one file.
pub struct Allows {
    allows: Vec<Allow>,
}

struct Allow {
    code: Code,
    /// The name of the rule, in bytes of the file.
    name: Range<usize>,
    /// The lines that it covers, counted from 1.
    lines: RangeInclusive<usize>,
    is_used: bool,
}

impl Allows {
    /// Reads the allow comments of a file, and tells what is wrong with them.
    pub fn read(manuscript: &Manuscript, comments: &[Comment], findings: &mut Vec<Finding>) -> Self {
        let text = manuscript.text.as_str();
        let mut allows = Self { allows: Vec::new() };
        let yaml = &text[manuscript.yaml.clone()];
        if !yaml.contains(ALLOW_MARK) && !comments.iter().any(|comment| comment.text.contains(ALLOW_MARK)) {
            return allows;
        }
        allows.read_yaml(manuscript, findings);
        let ends = line_ends(text);
        let line = |at: usize| ends.partition_point(|end| *end < at) + 1;
        for comment in comments {
            let last = comment.block.as_ref().unwrap_or(&comment.range).end;
            // The range of a block ends after its line.
            let last = last.max(comment.range.end).saturating_sub(1).max(comment.range.start);
            let lines = line(comment.range.start)..=line(last);
            let inner = comment.range.start + "<!--".len();
            allows.read_comment(&comment.text, inner, &lines, findings);
        }
        allows
    }

    fn read_yaml(&mut self, manuscript: &Manuscript, findings: &mut Vec<Finding>) {
        let text = manuscript.text.as_str();
        let mut number = text[..manuscript.yaml.start].matches('\n').count();
        let mut at = manuscript.yaml.start;
        let lines: Vec<&str> = text[manuscript.yaml.clone()].split_inclusive('\n').collect();
        for (index, line) in lines.iter().enumerate() {
            number += 1;
            let comment = line.match_indices('#').find(|(at, _)| {
                let is_comment = *at == 0 || line[..*at].ends_with([' ', '\t']);
                is_comment && line[at + 1..].trim_start().starts_with(ALLOW_MARK)
            });
            if let Some((start, _)) = comment {
                let is_alone = line[..start].trim().is_empty();
                let below = lines[index + 1..].iter().take_while(|line| line.trim_start().starts_with('#'));
                let last = if is_alone { number + below.count() + 1 } else { number };
                self.read_comment(&line[start + 1..], at + start + 1, &(number..=last), findings);
            }
            at += line.len();
        }
    }

    /// Reads one comment, which begins at `start` in the file.
    fn read_comment(
        &mut self,
        comment: &str,
        start: usize,
        lines: &RangeInclusive<usize>,
        findings: &mut Vec<Finding>,
    ) {
        let Some(said) = comment.trim_start().strip_prefix(ALLOW_MARK) else { return };
        let start = start + (comment.len() - said.len());
        let mut words = words(said).map(|(at, word)| (start + at..start + at + word.len(), word));
        let (range, verb) = words.next().unwrap_or((start..start, ""));
        if verb != "allow" {
            findings.push(
                Finding::new(
                    Code::UnknownRule,
                    format!("a comment cannot ask for `{}`", verb.escape_debug()),
                )
                .anchor(Anchor::Bytes(range))
                .hint("write it like `chancery: allow relative-date`"),
            );
            return;
        }
        let mut has_names = false;
        for (name, word) in words {
            has_names = true;
            match codes::find(word) {
                Some(code) if codes::is_rule(code) => {
                    self.allows.push(Allow { code, name, lines: lines.clone(), is_used: false });
                }
                Some(_) => findings.push(
                    Finding::new(Code::UnknownRule, format!("`{word}` cannot be allowed at one place"))
                        .anchor(Anchor::Bytes(name))
                        .hint("mend what it tells, and take it out here"),
                ),
                None => {
                    let rules = codes::rule_codes().map(Code::name);
                    let finding = Finding::new(
                        Code::UnknownRule,
                        format!("`{}` is no rule of this version", word.escape_debug()),
                    );
                    let finding = finding.anchor(Anchor::Bytes(name));
                    findings.push(match did_you_mean(word, rules) {
                        Some(rule) => finding.hint(format!("did you mean `{rule}`?")),
                        None => finding.hint("`chancery check --explain` lists all rules"),
                    });
                }
            }
        }
        if !has_names {
            findings.push(
                Finding::new(Code::UnknownRule, "this comment allows nothing")
                    .anchor(Anchor::Bytes(range))
                    .hint("name a rule, as in `chancery: allow relative-date`"),
            );
        }
    }

    /// Returns whether a finding is allowed where it is in its file.
    pub fn silence(&mut self, finding: &Finding, file: &FileText) -> bool {
        if self.allows.is_empty() {
            return false;
        }
        let Some(line) = file.line(finding.position()) else { return false };
        let mut is_silent = false;
        for allow in &mut self.allows {
            if allow.code == finding.code() && allow.lines.contains(&line) {
                allow.is_used = true;
                is_silent = true;
            }
        }
        is_silent
    }

    /// Returns what silenced nothing, of the rules that ran: the rule, and where it is named.
    pub fn unused(self, ran: &[Code]) -> impl Iterator<Item = (Code, Range<usize>)> {
        let unused = self.allows.into_iter().filter(|allow| !allow.is_used && ran.contains(&allow.code));
        unused.map(|allow| (allow.code, allow.name))
    }
}

/// Returns the words of a comment with their places; blanks and commas stand between them.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split([' ', ',', '\n', '\t']).filter_map(move |word| {
        let start = at;
        at += word.len() + 1;
        (!word.is_empty()).then_some((start, word))
    })
}

/// Returns where the lines end, in bytes.
fn line_ends(text: &str) -> Vec<usize> {
    text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect()
}
