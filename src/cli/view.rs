//! What a command looks at: the site as it is, or as it was.

use std::path::Path;
use std::sync::Arc;

use anyhow::anyhow;
use jiff::Timestamp;

use super::{Failure, session};
use crate::config::{CONFIG_FILE, Config};
use crate::content::Gate;
use crate::git::Repository;
use crate::load::{Today, View};
use crate::record::{AsOf, Hindsight, Keeper, Past};
use crate::source::{Dressed, FOLDERS, GitTree, Source, WorkingTree};

/// The arguments of commands that can look at the past.
#[derive(Debug, clap::Args)]
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
pub struct Seen {
    /// What is looked at.
    pub view: View,
    /// The site's folder as it is now.
    pub tree: WorkingTree,
    /// For a site of the past, what it is of.
    pub as_of: Option<AsOf>,
    /// The folders in which an edit changes what is looked at.
    pub folders: &'static [&'static str],
}

impl Seen {
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
        let tip = repository.head().unwrap_or_default();
        let past = Past::read(repository, &tip, root)?;
        let as_of = AsOf::find(&past, asked, &today.timezone)?;
        let content = GitTree::open(past.repository(), &as_of.commit)?;
        if !content.has(CONFIG_FILE) {
            return Err(anyhow!("there was no {CONFIG_FILE} in this folder as of {}", as_of.shown).into());
        }
        let gate = Gate { now, drafts: false, markings: today.markings.clone() };
        let hindsight = Hindsight::new(&past, &as_of.commit, &today, &gate)?;
        let keeper = Keeper::fixed(root, past.at(&as_of.commit)?);
        let (source, folders): (Arc<dyn Source>, &[&str]) = if arguments.templates_as_of {
            (Arc::new(content), &[])
        } else {
            (Arc::new(Dressed { content, look: tree.clone() }), &Dressed::LOOK)
        };
        let view = View {
            source,
            keeper: Some(keeper),
            today: Some(Today { markings: today.markings, hindsight }),
            notice: arguments.as_of_notice.then_some(as_of.day),
        };
        Ok(Self { view, tree, as_of: Some(as_of), folders })
    }

    fn of_today(root: &Path, tree: WorkingTree, wants_history: bool) -> Result<Self, Failure> {
        // What is wrong with the settings is told when the site is read.
        let wants_history = wants_history && settings(&tree).is_some_and(|config| config.outputs.record);
        let keeper = if wants_history { Some(Keeper::open(root)?) } else { None };
        let view = View { source: Arc::new(tree.clone()), keeper, today: None, notice: None };
        Ok(Self { view, tree, as_of: None, folders: &FOLDERS })
    }

    /// Says once why briefings have no versions, where that is so.
    pub fn say_if_absent(&self) {
        if let Some(absent) = self.view.keeper.as_ref().and_then(Keeper::absent) {
            session::say(&format!("note: briefings have no versions, since {absent}"));
        }
    }
}

/// Returns the settings of a site as they are now; none where they are wrong.
fn settings(tree: &WorkingTree) -> Option<Config> {
    let text = String::from_utf8(tree.read(CONFIG_FILE).ok()?).ok()?;
    Config::parse(text.trim_start_matches('\u{FEFF}')).0
}
