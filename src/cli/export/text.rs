//! A text that somebody asks for, with what is known of it.

use std::path::Path;
use std::sync::Arc;

use anyhow::{anyhow, bail};

use crate::cli::briefing::Found;
use crate::cli::failure::Failure;
use crate::config::{CONFIG_FILE, Config};
use crate::content::{Briefing, Caveat, handling};
use crate::edition::Edition;
use crate::export::Export;
use crate::record::Revised;
use crate::route::PageRoute;
use crate::site::{BriefingId, Entity};

/// A text that was found, with what is known of it.
pub struct Text {
    id: BriefingId,
    /// The words of a version that was asked for; none for those of today.
    version: Option<VersionText>,
    /// The id of the contents of its file in git.
    blob: Option<String>,
    /// Why it must not be passed on; empty for what is public.
    pub caveats: Vec<Caveat>,
}

/// A version of a text.
struct VersionText {
    briefing: Arc<Briefing>,
    /// Its number and how many there are; none for one that no reader sees.
    version: Option<(usize, usize)>,
}

impl Text {
    /// Finds a text by its file, and its version where one is asked for.
    pub fn find(
        root: &Path,
        edition: &Edition,
        path: &str,
        name: &str,
        version: Option<&str>,
        held: bool,
        now: jiff::Timestamp,
    ) -> anyhow::Result<Self> {
        let config = &edition.site.config;
        let Some(entity) = edition.site.entity_of(path) else { return Err(refusal(name)) };
        let Entity::Briefing(id) = entity else { bail!("`{name}` is no briefing") };
        let published = edition.site.briefing(id);
        let total = published.versions().len();
        let Some(version) = version else {
            return Ok(Self::now(edition, id, now));
        };
        let found = Found::find(Some(root.to_owned()), name).map_err(|failure| match failure {
            Failure::Environment(error) => error,
            Failure::Content => anyhow!("{CONFIG_FILE} has to be right first"),
        })?;
        let public = published.preview.is_none().then(|| public_revision(&found, version)).flatten();
        let (revision, number) = match public {
            Some((revision, number)) => (revision, Some(number)),
            None if held => (found.revision_in(version).map_err(|_| {
                anyhow!("there is no version {version} of {name}; name a commit: `chancery log {name}` lists them")
            })?, None),
            None => {
                bail!("there is no version {version} of {name} that was published and is shown today; `chancery log {name}` lists them")
            }
        };
        let Some(briefing) = found.briefing_in(revision, config)? else {
            bail!("version {version} of {name} cannot be read");
        };
        let caveats = match number {
            Some(_) => Vec::new(),
            None => or_held_back(caveats_of(&briefing, config, now)),
        };
        let version = number.map(|number| (number, total));
        let blob = Some(revision.blob.clone());
        Ok(Self { id, version: Some(VersionText { briefing, version }), blob, caveats })
    }

    /// Returns a briefing as it is now.
    fn now(edition: &Edition, id: BriefingId, now: jiff::Timestamp) -> Self {
        let published = edition.site.briefing(id);
        let caveats = if published.preview.is_some() {
            or_held_back(caveats_of(&published.briefing, &edition.site.config, now))
        } else {
            Vec::new()
        };
        Self { id, version: None, blob: None, caveats }
    }

    /// Looks up the contents of its file in git, for a text that may come back.
    pub fn known_by_git(&mut self, root: &Path, name: &str) {
        if self.blob.is_none()
            && let Ok(found) = Found::find(Some(root.to_owned()), name)
            && found.is_edited().is_ok_and(|is_edited| !is_edited)
        {
            self.blob = found.revisions.last().map(|revision| revision.blob.clone());
        }
    }

    /// Returns the text on its way out.
    pub fn export<'a>(&'a self, edition: &'a Edition) -> Export<'a> {
        let export = Export { blob: self.blob.clone(), ..Export::now(edition, self.id, &self.caveats) };
        let Some(text) = &self.version else { return export };
        let briefing = self.id;
        let route = |(version, total)| {
            if version == total {
                PageRoute::Briefing(briefing)
            } else {
                PageRoute::Version { briefing, version }
            }
        };
        let url = text.version.map(|version| edition.absolute(&route(version).path(&edition.site)));
        Export { briefing: &text.briefing, version: text.version, url, ..export }
    }
}

/// Returns the revision whose words a version shows, if it is a version that readers may see.
///
/// Changes that are not worth telling belong to the version before them, and the last of them is what it shows.
fn public_revision<'a>(found: &'a Found, version: &str) -> Option<(&'a Revised, usize)> {
    let wanted: usize = version.parse().ok()?;
    let is_it = |revision: &&Revised| revision.version == Some(wanted) && revision.gap.is_none();
    Some((found.revisions.iter().rfind(is_it)?, wanted))
}

fn caveats_of(briefing: &Briefing, config: &Config, now: jiff::Timestamp) -> Vec<Caveat> {
    handling(&briefing.publication, Some(&briefing.date), &config.markings, now)
}

fn or_held_back(caveats: Vec<Caveat>) -> Vec<Caveat> {
    if caveats.is_empty() { vec![Caveat::HeldBack] } else { caveats }
}

/// Returns why a text does not go out.
pub fn refusal(what: &str) -> anyhow::Error {
    anyhow!("{what} is held back; --held lets it out, marked as such, for whoever may read it")
}
