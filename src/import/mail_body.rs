//! The words of a mail: lines that flow, the signature below, and the mails that it answers.

/// The words of a mail, and what was cut off them.
#[derive(Debug, PartialEq, Eq)]
pub struct Cut {
    /// What is left.
    pub words: String,
    /// How many lines the signature had.
    pub signature: usize,
    /// How many lines the mails before it had.
    pub history: usize,
}

/// What stands above a mail that is answered, in the languages that programs write it in.
const ABOVE_ANSWERED: [&str; 12] = [
    "original message",
    "ursprüngliche nachricht",
    "message d'origine",
    "message d’origine",
    "mensaje original",
    "mensagem original",
    "messaggio originale",
    "oorspronkelijk bericht",
    "исходное сообщение",
    "orijinal mesaj",
    "الرسالة الأصلية",
    "原始邮件",
];

/// How the line ends that says who wrote the mail that is answered.
const WROTE: [&str; 10] = [
    "wrote:",
    "schrieb:",
    "a écrit :",
    "a écrit:",
    "escribió:",
    "escreveu:",
    "ha scritto:",
    "написал:",
    "kirjoitti:",
    "写道：",
];

/// How many lines the line that says who wrote can be broken into.
const WROTE_LINES: usize = 3;

/// Returns lines that end with a space together with those that go on (RFC 3676).
pub fn unflowed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split('\n') {
        // The space before a line is there to protect it.
        let line = line.strip_prefix(' ').unwrap_or(line);
        out.push_str(line);
        if !(line.ends_with(' ') && line != "-- ") {
            out.push('\n');
        }
    }
    out
}

/// Cuts the signature and the mails before it off a mail, if anything is left then.
pub fn cut(text: &str) -> Cut {
    let lines: Vec<&str> = text.lines().collect();
    let has_words = |lines: &[&str]| lines.iter().any(|line| !line.trim().is_empty());
    let end = history_at(&lines).filter(|end| has_words(&lines[..*end])).unwrap_or(lines.len());
    let before = &lines[..end];
    let sign = before.iter().rposition(|line| *line == "-- " || *line == "--");
    let sign = sign.filter(|sign| has_words(&before[..*sign])).unwrap_or(end);
    let words = before[..sign].join("\n");
    let counted = |lines: &[&str]| lines.iter().filter(|line| !line.trim().is_empty()).count();
    Cut {
        words: format!("{}\n", words.trim_end()),
        signature: counted(&lines[sign..end]).saturating_sub(1),
        history: counted(&lines[end..]),
    }
}

/// Returns the line that the mails before this one begin at. Answers that stand between the lines of another one are left as
/// they are.
fn history_at(lines: &[&str]) -> Option<usize> {
    let is_quoted = |line: &&str| line.trim_start().starts_with('>');
    let above = lines.iter().position(|line| is_above(line));
    let quoted =
        lines.iter().rposition(|line| !line.trim().is_empty() && !is_quoted(line)).map(|last| last + 1);
    let quoted = quoted.filter(|first| lines[*first..].iter().any(is_quoted));
    let quoted = quoted.map(|first| wrote_above(lines, first));
    // A line that says who wrote, and the mail below it without marks.
    let wrote = lines.iter().position(|line| is_wrote(line)).map(|at| wrote_above(lines, at + 1));
    let wrote = wrote.filter(|_| quoted.is_none() && !lines.iter().any(is_quoted));
    [above, quoted, wrote].into_iter().flatten().min()
}

/// Returns whether a line stands above a mail that is answered: with rules around it, or with the headers that Outlook writes.
fn is_above(line: &str) -> bool {
    let bare = line.trim().trim_matches(['-', '_', ' ']).to_lowercase();
    line.trim().starts_with(['-', '_']) && ABOVE_ANSWERED.contains(&bare.as_str())
}

fn is_wrote(line: &str) -> bool {
    let line = line.trim_end();
    WROTE.iter().any(|end| line.ends_with(end))
}

/// Returns where the line begins that says who wrote what stands from `first` on: it can be broken.
fn wrote_above(lines: &[&str], first: usize) -> usize {
    let mut at = first;
    while at > 0 && lines[at - 1].trim().is_empty() {
        at -= 1;
    }
    if at == 0 || !is_wrote(lines[at - 1]) {
        return first;
    }
    let mut start = at - 1;
    while start > 0 && at - start < WROTE_LINES && !lines[start - 1].trim().is_empty() {
        start -= 1;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::{Cut, cut, unflowed};

    fn words(text: &str) -> (String, usize, usize) {
        let Cut { words, signature, history } = cut(text);
        (words, signature, history)
    }

    #[test]
    fn the_signature_and_the_history_are_cut_off() {
        let text = "They agreed.\n\n-- \nAda\nDesk\n\nOn Mon, 1 Apr 2024 at 10:00,\nBo wrote:\n> Did they?\n> Yes?\n";
        assert_eq!(words(text), ("They agreed.\n".to_owned(), 2, 4));
        let outlook = "They agreed.\n\n-----Original Message-----\nFrom: Bo\nSent: Monday\n\nDid they?\n";
        assert_eq!(words(outlook), ("They agreed.\n".to_owned(), 0, 4));
    }

    #[test]
    fn answers_between_the_lines_stay() {
        let text = "> Did they?\nYes.\n> All?\nNo.\n";
        assert_eq!(words(text), (text.to_owned(), 0, 0));
    }

    #[test]
    fn a_mail_that_is_all_history_stays_whole() {
        let text = "> Did they?\n> Yes?\n";
        assert_eq!(words(text), (text.to_owned(), 0, 0));
    }

    #[test]
    fn lines_flow_where_they_end_with_a_space() {
        assert_eq!(unflowed("They \nagreed.\n\n-- \nAda"), "They agreed.\n\n-- \nAda\n");
    }
}
