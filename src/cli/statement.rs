//! What a site says of its own making, and when it may say so.

use jiff::Timestamp;

use super::opened::OpenedSite;
use crate::load::Loaded;
use crate::output::Statement;
use crate::record::History;
use crate::source::{FILES, FOLDERS, GitTree, Source};

/// Returns the statement of a build; none where the site wants none.
///
/// # Errors
/// Returns why nobody could build the same site again.
pub fn of_build(
    seen: &OpenedSite,
    loaded: &Loaded,
    now: Timestamp,
    drafts: bool,
) -> Result<Option<Statement>, String> {
    let Some(edition) = &loaded.edition else { return Ok(None) };
    let config = &edition.site.config;
    if !config.outputs.verify {
        return Ok(None);
    }
    if seen.as_of.is_some() {
        return Err("this is a site of the past".to_owned());
    }
    if drafts {
        return Err("drafts are shown".to_owned());
    }
    let Some(history) = seen.view.tracker.as_ref().and_then(crate::record::HistoryTracker::history) else {
        return Err(
            "there is no history: `outputs: { record: true }` in a git repository is needed".to_owned()
        );
    };
    if let Some(file) = strange_file(seen, history) {
        return Err(format!("{file} is not as it is in the last commit"));
    }
    let time = gate_moment(loaded, history, now);
    Ok(Some(Statement::new(history.tip(), &time.to_string(), &config.base_url)))
}

/// Returns the first file that a build reads and that is not as it is in the last commit.
fn strange_file(seen: &OpenedSite, history: &History) -> Option<String> {
    let repository = history.repository();
    for name in FOLDERS.into_iter().chain(FILES) {
        // Where that cannot be told, nothing is certain.
        let Some(edited) = repository.edited(name) else { return Some(name.to_owned()) };
        if let Some(file) = edited.into_iter().next() {
            return Some(file);
        }
    }
    // A file that git ignores is published all the same.
    let Ok(tree) = GitTree::open(repository, history.tip()) else { return Some("the tree".to_owned()) };
    seen.tree.list().files.into_iter().find(|file| !tree.has(file))
}

/// Returns the latest moment at which the gate changed its mind on what is published: that of a commit, of a date
/// or of the end of an embargo.
///
/// What is held back has no say in it, so that the moment tells nothing of it.
fn gate_moment(loaded: &Loaded, history: &History, now: Timestamp) -> Timestamp {
    let sites = || loaded.editions().map(|edition| &edition.site);
    let of_briefings = sites().flat_map(|site| &site.briefings).flat_map(|published| {
        let briefing = &published.briefing;
        [
            Some(briefing.date.timestamp()),
            briefing.publication.embargo.as_ref().map(crate::dates::Moment::timestamp),
        ]
    });
    let of_pages = sites().flat_map(|site| &site.pages).flat_map(|published| {
        let page = &published.page;
        [page.date.as_ref(), page.publication.embargo.as_ref()]
            .map(|moment| moment.map(crate::dates::Moment::timestamp))
    });
    let committed = history.repository().time_of(history.tip());
    let commits = history.log().commits();
    let of_commits = commits.iter().filter_map(|commit| commit.time).chain(committed);
    let of_commits = of_commits.filter_map(|time| Timestamp::from_second(time).ok());
    let moments = of_briefings.chain(of_pages).flatten().filter(|moment| *moment <= now);
    // The clocks of writers may be ahead; the gate looks at the present all the same.
    moments.chain(of_commits.map(|time| time.min(now))).max().unwrap_or(now)
}
