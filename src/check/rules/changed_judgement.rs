//! A probability that was changed without a word on why.

use crate::check::context::LintContext;
use crate::check::rule::{Look, Rule};
use crate::content::Briefing;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};
use crate::record::Version;

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "changed-judgement",
        level: Level::Warning,
        summary: "A probability that was changed without a word on why.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "A judgement may change with what is known. Readers see each probability with its version, and want to know why: a line \
                  `Change-Note: …` in the message of the commit says it. The score goes by the first one.",
            bad: "a commit that turns probability: 85 into probability: 40, with the message `Update`",
            good: "the same commit, with the line `Change-Note: The visit is in doubt since the minister resigned.`",
        },
    },
    needs: &[],
    look: Look::Site(look),
};

fn look(shared: &LintContext, findings: &mut Vec<(String, Finding)>) {
    for id in shared.site.briefing_ids() {
        let published = shared.site.briefing(id);
        let briefing = &*published.briefing;
        for (index, judgement) in briefing.judgements.iter().enumerate() {
            if let Some((number, before, after)) = silent_change(shared, published.versions(), &judgement.id)
            {
                let message = format!(
                    "version {number} changed this probability from {before} to {after}, and does not say why"
                );
                findings.push((briefing.path.to_string(), finding(index, briefing, message)));
            }
        }
    }
}

fn finding(index: usize, briefing: &Briefing, message: String) -> Finding {
    let key = if briefing.judgements[index].probability.is_some() { "probability" } else { "term" };
    Finding::new(RULE.code(), message)
        .anchor(Anchor::Value(KeyPath::key("judgements").item(index).then(key)))
        .hint("say it in a line `Change-Note: …` of the commit that changes it, before it is published")
}

/// Returns the newest version that changed the probability of a judgement without a note: its number, and the probability
/// before and after it.
fn silent_change(shared: &LintContext, versions: &[Version], id: &str) -> Option<(usize, String, String)> {
    let scale = &shared.config().scale;
    let probability = |version: &Version| {
        let briefing = version.briefing.as_ref()?;
        briefing.judgements.iter().find(|own| own.id == id)?.probability(scale)
    };
    let pairs = versions.windows(2).enumerate().rev();
    pairs.filter(|(_, pair)| pair[1].note.is_none()).find_map(|(place, pair)| {
        let (before, after) = (probability(&pair[0])?, probability(&pair[1])?);
        (before != after).then(|| (place + 2, before.to_string(), after.to_string()))
    })
}
