//! Content of the past in the look of today.

use std::io;

use super::{Found, GitTree, Listing, Source, WorkingTree};

/// The content and the settings of a commit, with the templates and static files of the working tree.
#[derive(Debug)]
pub struct ThemedSource {
    /// What is told.
    pub content: GitTree,
    /// What it looks like.
    pub look: WorkingTree,
}

impl ThemedSource {
    /// The folders that the look is in.
    pub const LOOK: [&'static str; 3] = ["templates", "static", "strings"];

    fn of(&self, path: &str) -> &dyn Source {
        if is_look(path) { &self.look } else { &self.content }
    }
}

/// Returns whether a file is part of the look.
fn is_look(path: &str) -> bool {
    let folder = path.split('/').next().unwrap_or_default();
    folder != path && ThemedSource::LOOK.contains(&folder)
}

impl Source for ThemedSource {
    fn list(&self) -> Listing {
        let (content, look) = (self.content.list(), self.look.list());
        let mut files: Vec<String> = content.files.into_iter().filter(|path| !is_look(path)).collect();
        files.extend(look.files.into_iter().filter(|path| is_look(path)));
        files.sort_unstable();
        let is_of = |wanted: bool| {
            move |problem: &crate::problem::Problem| {
                problem.place.as_ref().is_some_and(|place| is_look(&place.file)) == wanted
            }
        };
        let mut problems: Vec<_> = content.problems.into_iter().filter(is_of(false)).collect();
        problems.extend(look.problems.into_iter().filter(is_of(true)));
        let mut links = content.links;
        links.retain(|path, _| !is_look(path));
        links.extend(look.links.into_iter().filter(|(path, _)| is_look(path)));
        Listing { files, links, problems }
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.of(path).read(path)
    }

    fn size(&self, path: &str) -> Option<u64> {
        self.of(path).size(path)
    }

    fn look(&self, path: &str) -> Found {
        self.of(path).look(path)
    }
}
