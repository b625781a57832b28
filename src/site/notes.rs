//! The notes of commits that changed what the site does not publish.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::Site;
use crate::record::Remark;

impl Site {
    /// Takes the notes of versions out whose commits changed a file that is not published. Returns which.
    pub(super) fn withhold_notes(&mut self) -> BTreeSet<Remark> {
        let mut remarks = BTreeSet::new();
        let has_basis = |site: &Self| {
            let versions = site.briefings.iter().flat_map(super::Published::versions);
            versions.into_iter().any(|version| version.note_basis.is_some())
        };
        if !has_basis(self) {
            return remarks;
        }
        let assets: HashSet<&str> = self.assets.iter().map(|asset| asset.source.as_str()).collect();
        // Many versions may be of one commit.
        let mut closed: HashMap<String, Option<String>> = HashMap::new();
        for version in self.briefings.iter().flat_map(super::Published::versions) {
            if let Some(basis) = &version.note_basis {
                closed.entry(basis.commit.clone()).or_insert_with(|| {
                    basis.files.iter().find(|path| !self.publishes(path, &assets)).cloned()
                });
            }
        }
        for record in self.briefings.iter_mut().filter_map(|published| published.record.as_mut()) {
            if record.versions.iter().all(|version| version.note_basis.is_none()) {
                continue;
            }
            for version in &mut Arc::make_mut(record).versions {
                let Some(basis) = version.note_basis.take() else { continue };
                if let Some(path) = closed.get(&basis.commit).and_then(Option::as_ref) {
                    version.note = None;
                    remarks.insert(Remark::NoteLeftOut { commit: basis.commit.clone(), path: path.clone() });
                }
            }
        }
        remarks
    }

    /// Returns whether a file of the site goes out: as a page, beside one, or as it is.
    fn publishes(&self, path: &str, assets: &HashSet<&str>) -> bool {
        self.entities.contains_key(path)
            || assets.contains(path)
            || path.starts_with("static/") && self.files.exists(path)
    }
}
