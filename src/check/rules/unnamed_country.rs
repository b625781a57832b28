//! A country in front matter that the text never names.

use crate::check::context::DocumentContext;
use crate::check::rule::{Look, Need, Rule};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};
use crate::tag::is_same_or_successor;
use crate::world::Country;

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "unnamed-country",
        level: Level::Warning,
        summary: "A country in the front matter that the text never names.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "A country in the front matter that neither the title nor the summary nor the text names is most \
                  often a slip: a code of another country, or a line left over from a copy. Names, peoples, cities \
                  and seats of power count, and so does a former country for its successor. The rule reads English \
                  texts.",
            bad: "countries: [AU]   # in a text about Austria",
            good: "countries: [AT]",
        },
    },
    needs: &[Need::Tags],
    look: Look::Document(look),
};

fn look(context: &DocumentContext, findings: &mut Vec<Finding>) {
    let (Document::Briefing(briefing), Some(suggestions)) = (context.document, context.suggestions) else {
        return;
    };
    // One that is still to be written names nothing yet.
    if context.prose.passages.is_empty() {
        return;
    }
    let named: Vec<Country> =
        suggestions.countries.iter().chain(&suggestions.mentions).map(|suggested| suggested.what).collect();
    for (key, list) in [("countries", &briefing.countries), ("mentions", &briefing.mentions)] {
        for (index, country) in list.iter().enumerate() {
            if named.iter().any(|other| is_same_or_successor(*country, *other)) {
                continue;
            }
            let (code, name) = (country.code(), country.name());
            findings.push(
                Finding::new(RULE.code(), format!("`{code}` is {name}, and the text never names it"))
                    .anchor(Anchor::Value(KeyPath::key(key).item(index)))
                    .hint(format!("take `{code}` out of `{key}`, or name the country in the text")),
            );
        }
    }
}
