//! Finding a site's topics in a text.

use aho_corasick::{AhoCorasick, Input, MatchKind};

use super::Article;
use super::evidence::{Suggested, Tally};
use crate::site::Vocabulary;

/// The titles and aliases of a site's topics, ready to be looked for all at once.
pub struct TopicWords {
    /// The ids of the topics.
    ids: Vec<String>,
    /// For each spelling, its topic.
    spellings: Vec<usize>,
    automaton: AhoCorasick,
}

/// How often a topic is named, and where.
#[derive(Clone, Default)]
struct Named {
    weight: usize,
    tally: Tally,
}

/// What a word in the title weighs, against one in the text.
const TITLE: usize = 3;

/// What a word in the summary or the first paragraph weighs.
const LEAD: usize = 2;

/// From what weight on a topic is suggested: one word in passing is not enough.
const ENOUGH: usize = 2;

impl TopicWords {
    /// Returns the words of a vocabulary.
    pub fn new(vocabulary: &Vocabulary) -> Result<Self, aho_corasick::BuildError> {
        let mut ids = Vec::new();
        let mut words: Vec<(String, usize)> = Vec::new();
        for topic in vocabulary.topics() {
            let names = std::iter::once(&topic.title).chain(&topic.aliases);
            for name in names {
                let name = name.trim().to_lowercase();
                if name.chars().count() > 2 {
                    words.extend(numbers(&name).into_iter().map(|spelling| (spelling, ids.len())));
                }
            }
            ids.push(topic.id.clone());
        }
        words.sort_unstable();
        words.dedup_by(|one, other| one.0 == other.0);
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(words.iter().map(|(word, _)| word))?;
        Ok(Self { ids, spellings: words.into_iter().map(|(_, topic)| topic).collect(), automaton })
    }

    /// Returns the topics that an article names, the weightiest first.
    pub fn suggest(&self, article: &Article) -> Vec<Suggested<String>> {
        let mut named: Vec<Named> = vec![Named::default(); self.ids.len()];
        for (passage, weight) in [(&article.title, TITLE), (&article.summary, LEAD), (&article.body, 1)] {
            let text = passage.text();
            let mut at = 0;
            while let Some(found) = self.automaton.find(Input::new(text).range(at..)) {
                let (start, end) = (found.start(), found.end());
                let before = text.get(..start).and_then(|text| text.chars().next_back());
                let after = text.get(end..).and_then(|text| text.chars().next());
                let is_whole = ![before, after].into_iter().flatten().any(char::is_alphanumeric);
                at = if is_whole { end } else { start + 1 };
                let topic = self.spellings.get(found.pattern().as_usize());
                if let Some(topic) = topic.filter(|_| is_whole).and_then(|topic| named.get_mut(*topic)) {
                    let is_lead = std::ptr::eq(passage, &raw const article.body) && start < article.lead;
                    topic.weight += if is_lead { LEAD } else { weight };
                    topic.tally.count(
                        &text.get(start..end).unwrap_or_default().to_lowercase(),
                        passage.line_at(start),
                    );
                }
            }
        }
        let mut found: Vec<(&String, Named)> =
            self.ids.iter().zip(named).filter(|(_, named)| named.weight >= ENOUGH).collect();
        found.sort_by(|(one_id, one), (other_id, other)| {
            other.weight.cmp(&one.weight).then(one_id.cmp(other_id))
        });
        found
            .into_iter()
            .map(|(id, named)| Suggested { what: id.clone(), evidence: named.tally.evidence() })
            .collect()
    }
}

/// Returns a name in the singular and the plural, as far as an -s makes it.
fn numbers(name: &str) -> Vec<String> {
    let other = match name.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        Some(_) => return vec![name.to_owned()],
        None => format!("{name}s"),
    };
    vec![name.to_owned(), other]
}
