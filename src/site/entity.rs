//! Entities: what has a page of its own, and what links inside the site lead to.

use std::sync::Arc;

use super::files::FileGoal;
use super::{BriefingId, CountryId, PageId, Site, TopicId};
use crate::content::{Body, Target};
use crate::pictures::Picture;

/// Something that has a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entity {
    /// The home page.
    Home,
    /// A page.
    Page(PageId),
    /// A briefing.
    Briefing(BriefingId),
    /// A country.
    Country(CountryId),
    /// A topic.
    Topic(TopicId),
}

/// What a link inside the site leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal<'a> {
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
    pub fn goal<'a>(&'a self, from: Entity, target: &'a Target) -> Option<Goal<'a>> {
        match target {
            Target::Path { path, .. } => Some(Goal::Path(path)),
            Target::File { path, .. } => match self.entity_of(path) {
                Some(entity) => Some(Goal::Entity(entity)),
                None => self.file_goal(from, path),
            },
        }
    }

    /// Returns where a file is published that the document `from` uses.
    pub fn file_goal<'a>(&'a self, from: Entity, path: &'a str) -> Option<Goal<'a>> {
        match self.files.find(from, path)? {
            FileGoal::Static(path) => Some(Goal::Path(path)),
            FileGoal::Asset(index) => {
                let asset = &self.assets[index];
                Some(Goal::Beside(asset.owner, &asset.name))
            }
        }
    }

    /// Returns what is known of the image in a file that the document `from` uses, and which asset it is.
    pub fn picture(&self, from: Entity, path: &str) -> Option<(Picture, Option<usize>)> {
        let asset = match self.files.find(from, path)? {
            FileGoal::Static(_) => None,
            FileGoal::Asset(index) => Some(index),
        };
        Some((*self.pictures.get(path)?, asset))
    }

    /// Returns the smaller images of an asset, by their widths.
    pub fn smaller_widths(&self, asset: usize) -> impl Iterator<Item = u32> {
        self.pictures.get(&self.assets[asset].source).into_iter().flat_map(|picture| picture.widths())
    }

    /// Returns the files, other than documents, that are beside documents or under `static/`.
    pub fn has_file(&self, path: &str) -> bool {
        self.files.exists(path)
    }

    /// Returns the paths of all files that a link can lead to, documents and others.
    pub fn all_files(&self) -> impl Iterator<Item = &str> {
        let documents = self.entities().filter_map(|entity| self.file_of(entity)).map(|file| &**file);
        documents.chain(self.files.paths())
    }

    /// Returns the text of an entity, where it has one.
    pub fn body(&self, entity: Entity) -> Option<&Body> {
        match entity {
            Entity::Home => self.home.as_ref().map(|page| &page.body),
            Entity::Page(id) => Some(&self.page(id).page.body),
            Entity::Briefing(id) => Some(&self.briefing(id).briefing.body),
            Entity::Country(id) => self.country(id).profile.as_ref().map(|profile| &profile.body),
            Entity::Topic(id) => self.topic(id).topic.as_ref().map(|topic| &topic.body),
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
        }
    }

    /// Returns all entities, each once.
    pub fn entities(&self) -> impl Iterator<Item = Entity> + '_ {
        std::iter::once(Entity::Home)
            .chain((0..self.pages.len()).map(|index| Entity::Page(PageId::new(index))))
            .chain(self.briefing_ids().map(Entity::Briefing))
            .chain(self.country_ids().map(Entity::Country))
            .chain((0..self.topics.len()).map(|index| Entity::Topic(TopicId::new(index))))
    }
}
