//! Addresses outside that answer no more.
//!
//! Each address is asked for once, however often it stands in the texts. One request at a time goes to a
//! host, and several hosts are asked at once. What answered is not asked again for some days.

mod answer;
mod cache;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use url::Url;

use self::answer::{Answer, Client};
use self::cache::Answered;
use crate::check::context::{LintContext, Network, Progress};
use crate::check::rule::{Look, Need, Rule};
use crate::content::{Destination, Document};
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};
use crate::tree::Prose;

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "dead-link",
        level: Level::Warning,
        summary: "An address outside that answers no more; asked for with `--external`.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "`chancery check --external` asks for each address that texts, images and sources of the published \
                  documents lead to. One that says 404 or 410, whose host is gone, or that does not answer after three \
                  tries is told. Addresses that refuse a program, and redirects, are not. What answered is kept for a \
                  week in .chancery/links, which is safe to delete.",
            bad: "url: https://example.org/a-page-that-has-moved",
            good: "url: https://example.org/the-new-page\narchived: https://web.archive.org/web/2024/https://example.org/the-old-page",
        },
    },
    needs: &[Need::Network],
    look: Look::Site(look),
};

/// How many hosts are asked at once.
const HOSTS_AT_ONCE: usize = 16;

/// An address in a document.
struct Mention {
    path: String,
    anchor: Anchor,
    /// The address, or what is said of one that nobody can be asked for.
    url: Result<Url, String>,
}

/// Asks for all addresses in what is published, and tells the dead ones.
fn look(shared: &LintContext, findings: &mut Vec<(String, Finding)>) {
    let Some(network) = shared.network else { return };
    let mentions = mentions(shared);
    let mut cache = Answered::read(network.cache, shared.now);
    let urls = mentions.iter().filter_map(|mention| mention.url.as_ref().ok());
    let mut wanted: Vec<&Url> = urls.filter(|url| !cache.holds(url.as_str())).collect();
    wanted.sort_unstable();
    wanted.dedup();
    (network.progress)(Progress::Begins(wanted.len()));
    let answers = ask(network, &wanted);
    for (url, answer) in &answers {
        if *answer == Answer::Found {
            cache.keep(url.as_str());
        }
    }
    cache.write();
    findings.extend(mentions.iter().filter_map(|Mention { path, anchor, url }| {
        let (message, hint) = match url {
            Ok(url) => answers.get(url)?.told(url, network.timeout)?,
            Err(message) => (message.clone(), "mend the address"),
        };
        let finding = Finding::new(RULE.code(), message).anchor(anchor.clone()).hint(hint);
        Some((path.clone(), finding))
    }));
}

fn ask<'u>(network: &Network, wanted: &[&'u Url]) -> HashMap<&'u Url, Answer> {
    let mut hosts: BTreeMap<&str, Vec<&Url>> = BTreeMap::new();
    for url in wanted {
        hosts.entry(url.host_str().unwrap_or_default()).or_default().push(url);
    }
    // The host with the most addresses takes the longest, so it is asked first.
    let mut queue: Vec<Vec<&Url>> = hosts.into_values().collect();
    queue.sort_by_key(|urls| std::cmp::Reverse(urls.len()));
    let workers = queue.len().min(HOSTS_AT_ONCE);
    let queue = Mutex::new(VecDeque::from(queue));
    let answers = Mutex::new(HashMap::with_capacity(wanted.len()));
    let client = Client::new(network.timeout);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                    let Some(urls) = next else { break };
                    for url in urls {
                        let answer = client.ask(url);
                        answers.lock().unwrap_or_else(PoisonError::into_inner).insert(url, answer);
                        (network.progress)(Progress::Asked);
                    }
                }
            });
        }
    });
    answers.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Returns the addresses in what is published, in the order of the files.
///
/// What a marking or an embargo holds back is left out even where the rules look at it: who asks for an
/// address tells its host that somebody reads it.
fn mentions(shared: &LintContext) -> Vec<Mention> {
    let documents: Vec<_> =
        shared.documents.iter().filter(|(path, document)| shared.is_public(path, document)).collect();
    documents.par_iter().flat_map_iter(|(path, document)| mentions_of(path, document)).collect()
}

fn mentions_of(path: &str, document: &Document) -> Vec<Mention> {
    let mut found: Vec<(String, Anchor)> = Vec::new();
    if let Document::Briefing(briefing) = document {
        for (index, source) in briefing.sources.iter().enumerate() {
            for (key, url) in [("url", &source.url), ("archived", &source.archived)] {
                let place = KeyPath::key("sources").item(index).then(key);
                found.push((url.clone(), Anchor::Value(place)));
            }
        }
    }
    let prose = Prose::of(document.body());
    found.extend(prose.addresses.into_iter().map(|(url, range)| (url, Anchor::Bytes(range))));
    found.extend(prose.pictures.into_iter().filter_map(|picture| match picture.destination {
        Destination::Address(url) => Some((url, Anchor::Bytes(picture.range))),
        _ => None,
    }));
    found
        .into_iter()
        .filter(|(url, _)| url.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http")))
        .map(|(written, anchor)| {
            let url = Url::parse(&written)
                .map(|mut url| {
                    url.set_fragment(None);
                    url
                })
                .map_err(|error| format!("`{}` is no address: {error}", written.escape_debug()));
            Mention { path: path.to_owned(), anchor, url }
        })
        .collect()
}
