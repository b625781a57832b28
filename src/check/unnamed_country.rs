//! A country in front matter that the text never names.

use super::{Explanation, Look, Rule, Sheet};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::problem::Code;
use crate::tag::is_same_or_successor;
use crate::world::Country;
use crate::yaml::KeyPath;

pub static RULE: Rule = Rule {
    code: Code::UnnamedCountry,
    explanation: Explanation {
        why: "A country in the front matter that neither the title nor the summary nor the text names is most \
              often a slip: a code of another country, or a line left over from a copy. Names, peoples, cities \
              and seats of power count, and so does a former country for its successor. The rule reads English \
              texts.",
        bad: "countries: [AU]   # in a text about Austria",
        good: "countries: [AT]",
    },
    look: Look::Document(look),
};

fn look(sheet: &Sheet, findings: &mut Vec<Finding>) {
    let (Document::Briefing(briefing), Some(suggestions)) = (sheet.document, sheet.suggestions) else {
        return;
    };
    // One that is still to be written names nothing yet.
    if sheet.prose.passages.is_empty() {
        return;
    }
    let named: Vec<Country> =
        suggestions.countries.iter().chain(&suggestions.mentions).map(|suggested| suggested.what).collect();
    for (key, list) in [("countries", &briefing.countries), ("mentions", &briefing.mentions)] {
        for (place, country) in list.iter().enumerate() {
            if named.iter().any(|other| is_same_or_successor(*country, *other)) {
                continue;
            }
            let (code, name) = (country.code(), country.name());
            findings.push(
                Finding::new(
                    Code::UnnamedCountry,
                    format!("`{code}` is {name}, and the text never names it"),
                )
                .anchor(Anchor::Value(KeyPath::key(key).item(place)))
                .hint(format!("take `{code}` out of `{key}`, or name the country in the text")),
            );
        }
    }
}
