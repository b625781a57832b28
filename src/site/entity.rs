//! Entities: what has a page of its own, and what links inside the site lead to.

use std::sync::Arc;

use super::files::FileGoal;
use super::{AssetId, Entity, PageId, Site};
use crate::content::{Body, Target};
use crate::pictures::Picture;

/// What a link inside the site leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget<'a> {
    /// A page of the site.
    Entity(Entity),
    /// A file that is published beside a page: the page, and the file's path under it.
    Beside(Entity, &'a str),
    /// A path of the published site.
    Path(&'a str),
}

impl Site {
    /// Returns what the document at this path became, if it is published.
    pub fn entity_of(&self, path: &str) -> Option<Entity> {
        self.entities.get(path).copied()
    }

    /// Returns what a link in the text of `from` leads to; none where that is not published.
    pub fn link_target<'a>(&'a self, from: Entity, target: &'a Target) -> Option<LinkTarget<'a>> {
        match target {
            Target::Path { path, .. } => Some(LinkTarget::Path(path)),
            Target::File { path, .. } => match self.entity_of(path) {
                Some(entity) => Some(LinkTarget::Entity(entity)),
                None => self.file_link_target(from, path),
            },
        }
    }

    /// Returns where a file is published that the document `from` uses.
    pub fn file_link_target<'a>(&'a self, from: Entity, path: &'a str) -> Option<LinkTarget<'a>> {
        match self.files.find(from, path)? {
            FileGoal::Static(path) => Some(LinkTarget::Path(path)),
            FileGoal::Asset(id) => {
                let asset = self.asset(id);
                Some(LinkTarget::Beside(asset.owner, &asset.name))
            }
        }
    }

    /// Returns what is known of the image in a file that the document `from` uses, and which asset it is.
    pub fn picture(&self, from: Entity, path: &str) -> Option<(Picture, Option<AssetId>)> {
        let asset = match self.files.find(from, path)? {
            FileGoal::Static(_) => None,
            FileGoal::Asset(id) => Some(id),
        };
        Some((*self.pictures.get(path)?, asset))
    }

    /// Returns the smaller images of an asset, by their widths.
    pub fn smaller_widths(&self, asset: AssetId) -> impl Iterator<Item = u32> {
        self.pictures.get(&self.asset(asset).source).into_iter().flat_map(|picture| picture.widths())
    }

    /// Returns the files, other than documents, that are beside documents or under `static/`.
    pub fn has_file(&self, path: &str) -> bool {
        self.files.exists(path)
    }

    /// Returns the path of what a file is, without symbolic links.
    pub fn real_path<'a>(&'a self, path: &'a str) -> &'a str {
        self.files.real_path(path)
    }

    /// Returns the patterns of the files that a document lists in its front matter.
    pub fn listed_files(&self, entity: Entity) -> &[String] {
        match entity {
            Entity::Home => self.home.as_ref().map(|page| page.files.as_slice()).unwrap_or_default(),
            Entity::Page(id) => &self.page(id).page.files,
            Entity::Briefing(id) => &self.briefing(id).briefing.files,
            Entity::Country(_) | Entity::Topic(_) | Entity::Organisation(_) | Entity::Author(_) => &[],
        }
    }

    /// Returns the paths of all files that a link can lead to, documents and others.
    pub fn all_files(&self) -> impl Iterator<Item = &str> {
        let documents = self.entities().filter_map(|entity| self.file_of(entity)).map(|file| &**file);
        documents.chain(self.files.paths())
    }

    /// Returns the image that the front matter of an entity names, as it is written there.
    pub fn image_of(&self, entity: Entity) -> Option<&str> {
        match entity {
            Entity::Briefing(id) => self.briefing(id).briefing.image.as_deref(),
            Entity::Author(id) => self.author(id).profile.as_ref()?.photo.as_deref(),
            Entity::Home
            | Entity::Page(_)
            | Entity::Country(_)
            | Entity::Topic(_)
            | Entity::Organisation(_) => None,
        }
    }

    /// Returns the text of an entity, where it has one.
    pub fn body(&self, entity: Entity) -> Option<&Body> {
        match entity {
            Entity::Home => self.home.as_ref().map(|page| &page.body),
            Entity::Page(id) => Some(&self.page(id).page.body),
            Entity::Briefing(id) => Some(&self.briefing(id).briefing.body),
            Entity::Country(id) => self.country(id).profile.as_ref().map(|profile| &profile.body),
            Entity::Topic(id) => self.topic(id).topic.as_ref().map(|topic| &topic.body),
            Entity::Organisation(id) => self.organisation(id).profile.as_ref().map(|profile| &profile.body),
            Entity::Author(id) => self.author(id).profile.as_ref().map(|profile| &profile.body),
        }
    }

    /// Returns the file of an entity, where it has one.
    pub fn file_of(&self, entity: Entity) -> Option<&Arc<str>> {
        match entity {
            Entity::Home => self.home.as_ref().map(|page| &page.path),
            Entity::Page(id) => Some(&self.page(id).page.path),
            Entity::Briefing(id) => Some(&self.briefing(id).briefing.path),
            Entity::Country(id) => self.country(id).profile.as_ref().map(|profile| &profile.path),
            Entity::Topic(id) => self.topic(id).topic.as_ref().map(|topic| &topic.path),
            Entity::Organisation(id) => self.organisation(id).profile.as_ref().map(|profile| &profile.path),
            Entity::Author(id) => self.author(id).profile.as_ref().map(|profile| &profile.path),
        }
    }

    /// Returns what an entity is called.
    pub fn title_of(&self, entity: Entity) -> &str {
        match entity {
            Entity::Home => &self.config.title,
            Entity::Page(id) => &self.page(id).page.title,
            Entity::Briefing(id) => &self.briefing(id).briefing.title,
            Entity::Country(id) => &self.country(id).label,
            Entity::Topic(id) => &self.topic(id).title,
            Entity::Organisation(id) => &self.organisation(id).label,
            Entity::Author(id) => &self.author(id).name,
        }
    }

    /// Returns all entities, each once.
    pub fn entities(&self) -> impl Iterator<Item = Entity> + '_ {
        std::iter::once(Entity::Home)
            .chain((0..self.pages.len()).map(|index| Entity::Page(PageId::new(index))))
            .chain(self.briefing_ids().map(Entity::Briefing))
            .chain(self.country_ids().map(Entity::Country))
            .chain(self.topic_ids().map(Entity::Topic))
            .chain(self.organisation_ids().map(Entity::Organisation))
            .chain(self.author_ids().filter(|_| self.config.outputs.authors).map(Entity::Author))
    }
}
