//! What a command looks at: the site as it is, or as it was.

use std::path::Path;
use std::sync::Arc;

use anyhow::anyhow;
use jiff::Timestamp;

use super::failure::Failure;
use super::session;
use crate::check::CODES;
use crate::config::{CONFIG_FILE, Config};
use crate::content::Gate;
use crate::git::Repository;
use crate::load::{CurrentPolicy, Library, View};
use crate::record::{AsOf, Hindsight, History, HistoryTracker};
use crate::source::{FOLDERS, GitTree, Source, ThemedSource, WorkingTree, read_text};

/// The arguments of commands that can look at the past.
#[derive(Debug, Default, clap::Args)]
pub(super) struct PastArguments {
    /// Look at the site as it stood at the end of a day, such as 2024-05-01, or in a commit
    #[arg(long, value_name = "DATE|REV")]
    as_of: Option<String>,
    /// Use the templates and static files of that time too
    #[arg(long, requires = "as_of")]
    templates_as_of: bool,
    /// Tell on every page of which day it is
    #[arg(long, requires = "as_of")]
    as_of_notice: bool,
}

/// A site as a command looks at it.
pub struct OpenedSite {
    /// What is looked at.
    pub view: View,
    /// The site's folder as it is now.
    pub tree: WorkingTree,
    /// For a site of the past, what it is of.
    pub as_of: Option<AsOf>,
    /// The folders in which an edit changes what is looked at.
    pub folders: &'static [&'static str],
}

impl OpenedSite {
    /// Opens the site in a folder, with its history where that is wanted.
    pub fn open(
        root: &Path,
        arguments: &PastArguments,
        now: Timestamp,
        wants_history: bool,
    ) -> Result<Self, Failure> {
        let tree = session::open(root)?;
        let Some(asked) = &arguments.as_of else { return Self::of_today(root, tree, wants_history) };
        let today = settings(&tree).ok_or_else(|| session::settings_first(&tree))?;
        let repository =
            Repository::open(root).map_err(|absent| anyhow!("the past cannot be looked at: {absent}"))?;
        let tip = repository.head()?;
        let past = History::read(repository, &tip, root)?;
        let as_of = AsOf::find(&past, asked, &today.timezone, now)?;
        let mut content = GitTree::open(past.repository(), &as_of.commit)?;
        if !content.has(CONFIG_FILE) {
            return Err(anyhow!("there was no {CONFIG_FILE} in this folder as of {}", as_of.shown).into());
        }
        let gate = Gate { now, drafts: false, markings: today.markings.clone() };
        let library = Library::read(&tree, None, &CODES);
        let documents = library.gated(&gate);
        let present = library.present(&documents, &today, &gate);
        let mut hindsight = Hindsight::new(&past, &past.at(&as_of.commit)?, &as_of, &present)?;
        content.restore(hindsight.restored());
        // What the site does not tell today, it does not tell of the past.
        let tracker = today.outputs.record.then(|| past.at(&as_of.commit)).transpose()?;
        let tracker = tracker.map(|past| HistoryTracker::fixed(root, past));
        let (source, folders): (Arc<dyn Source>, &[&str]) = if arguments.templates_as_of {
            (Arc::new(content), &[])
        } else {
            hindsight = hindsight.in_todays_look();
            (Arc::new(ThemedSource { content, look: tree.clone() }), &ThemedSource::LOOK)
        };
        let view = View {
            source,
            tracker,
            today: Some(CurrentPolicy {
                markings: today.markings,
                image_metadata: today.image_metadata,
                hindsight,
            }),
            notice: arguments.as_of_notice.then_some(as_of.day),
            held: false,
        };
        Ok(Self { view, tree, as_of: Some(as_of), folders })
    }

    fn of_today(root: &Path, tree: WorkingTree, wants_history: bool) -> Result<Self, Failure> {
        // What is wrong with the settings is told when the site is read.
        let wants_history = wants_history && settings(&tree).is_some_and(|config| config.outputs.record);
        let tracker = if wants_history { Some(HistoryTracker::open(root)?) } else { None };
        let view = View { source: Arc::new(tree.clone()), tracker, today: None, notice: None, held: false };
        Ok(Self { view, tree, as_of: None, folders: &FOLDERS })
    }

    /// Says once why briefings have no versions, where that is so.
    pub fn say_if_absent(&self) {
        if let Some(absent) = self.view.tracker.as_ref().and_then(HistoryTracker::absent) {
            session::say(&format!("note: briefings have no versions, since {absent}"));
        }
    }
}

/// Returns the settings of a site as they are now; none where they are wrong.
fn settings(tree: &WorkingTree) -> Option<Config> {
    Config::parse(&read_text(tree, CONFIG_FILE).ok()?).0
}
