//! Allow comments that silence nothing.

use std::ops::Range;

use crate::check::rule::{Look, Rule};
use crate::finding::{Anchor, Finding};
use crate::problem::{Code, Descriptor, Explanation, Level, ReportedBy};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "unused-allow",
        level: Level::Warning,
        summary: "An allow comment that silences nothing.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "An allow comment silences a rule at one place. This one silences nothing: what it was for is mended, \
                  or it stands at the wrong place. In the text it counts for the lines that it stands on; alone on its \
                  line, for the block below too: a paragraph, a list, a table, a quote. In the front matter it counts \
                  for its line; alone on its line, for the next one.",
            bad: "<!-- chancery: allow relative-date -->\n\nThe ministers met in April 2023.",
            good: "<!-- chancery: allow relative-date -->\n\nThe ministers meet in April.",
        },
    },
    needs: &[],
    look: Look::UnusedAllow(look),
};

fn look(allowed: Code, name: Range<usize>) -> Finding {
    Finding::new(RULE.code(), format!("there is no `{allowed}` here to allow"))
        .anchor(Anchor::Bytes(name))
        .hint("take it out, or put it on the line that it is for, or on a line of its own above")
}
