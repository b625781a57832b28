//! An edition: the site, its plan and its look, ready to be rendered.

use std::collections::HashMap;
use std::sync::Arc;

use crate::content::Briefing;
use crate::dates::PartialDate;
use crate::route::{FileRoute, Plan, Route, SitePath, resolve};
use crate::site::{BriefingId, Entity, Site};
use crate::text::title_of_slug;
use crate::theme::Theme;
use crate::tree::html::addresses;
use crate::tree::{Body, BodyContext, Image, MarginNote, Target, Word};
use crate::world::Boundaries;

/// Everything that rendering looks at. It does not change any more.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The model.
    pub site: Arc<Site>,
    /// The routes.
    pub plan: Arc<Plan>,
    /// The look.
    pub theme: Arc<Theme>,
    /// The map.
    pub boundaries: Arc<Boundaries>,
    /// For a site of the past, the day that every page tells; none where no page does.
    pub notice: Option<PartialDate>,
    /// The site in all its languages, its own first; none where it has one.
    pub siblings: Arc<[Sibling]>,
    /// Briefings whose words have changed since the site was joined. A preview that joined ten
    /// thousand briefings again for every letter that is typed would lag behind.
    reworded: HashMap<BriefingId, Arc<Briefing>>,
}

/// The site in one of its languages.
#[derive(Clone, Debug)]
pub struct Sibling {
    /// The model.
    pub site: Arc<Site>,
    /// The routes.
    pub plan: Arc<Plan>,
    /// The look.
    pub theme: Arc<Theme>,
}

impl Edition {
    /// Returns the edition of a site.
    pub fn new(
        site: Arc<Site>,
        plan: Arc<Plan>,
        theme: Arc<Theme>,
        boundaries: Arc<Boundaries>,
        siblings: Arc<[Sibling]>,
    ) -> Self {
        Self { site, plan, theme, boundaries, siblings, notice: None, reworded: HashMap::new() }
    }

    /// Returns the edition of a day in the past that every page tells.
    #[must_use]
    pub fn noticed(self, notice: Option<PartialDate>) -> Self {
        Self { notice, ..self }
    }

    /// Returns the edition in the language of the originals, where this is one in another language.
    fn in_own_language(&self) -> Option<Self> {
        let own =
            self.siblings.first().filter(|own| own.site.config.language != self.site.config.language)?;
        let Sibling { site, plan, theme } = own.clone();
        Some(Self { site, plan, theme, reworded: HashMap::new(), ..self.clone() })
    }

    /// Returns the original of a translation, with the edition that it stands in; none in the language of the originals.
    pub fn original_of(&self, id: BriefingId) -> Option<(Self, BriefingId)> {
        let own = self.in_own_language()?;
        match own.site.entity_of(&self.briefing(id).path)? {
            Entity::Briefing(original) => Some((own, original)),
            _ => None,
        }
    }

    /// Returns the edition with other words in one of its briefings.
    ///
    /// None where the site has no briefing of that file, or where more than its words changed.
    pub fn reworded(&self, briefing: &Arc<Briefing>) -> Option<Self> {
        let Some(Entity::Briefing(id)) = self.site.entity_of(&briefing.path) else { return None };
        if !briefing.differs_in_words_only(self.briefing(id)) {
            return None;
        }
        let mut edition = self.clone();
        edition.reworded.insert(id, Arc::clone(briefing));
        Some(edition)
    }

    /// Returns a briefing with its newest words.
    pub fn briefing(&self, id: BriefingId) -> &Briefing {
        self.reworded.get(&id).unwrap_or(&self.site.briefing(id).briefing)
    }

    /// Returns the language of a text, where it is not that of the page that it stands on.
    ///
    /// On a site of one language that is what its writer says of it.
    pub fn foreign<'l>(&self, language: Option<&'l str>) -> Option<&'l str> {
        if self.siblings.is_empty() { language } else { self.other_language(language) }
    }

    /// Returns the language of a title that stands on a page of another one.
    pub fn other_language<'l>(&self, language: Option<&'l str>) -> Option<&'l str> {
        language.filter(|language| *language != self.site.config.language)
    }

    /// Returns a string of the interface.
    pub fn say(&self, key: &str) -> String {
        self.theme.interface.say(key)
    }

    /// Returns what a taxonomy is called.
    pub fn taxonomy_title(&self, key: &str) -> String {
        let name = format!("taxonomy.{key}");
        if self.theme.interface.has(&name) { self.say(&name) } else { title_of_slug(key) }
    }

    /// Returns the path that one means which is written from the site's root, such as `/about/`: in the language of this
    /// edition, if it is there.
    pub fn meant(&self, path: &str) -> SitePath {
        let here = if path.starts_with('/') { self.plan.meant(&self.site, path) } else { None };
        SitePath::written(here.as_deref().unwrap_or(path))
    }

    /// Returns the URL of a path from the site's root, from the host's root on.
    pub fn link(&self, path: &SitePath) -> String {
        self.site.config.base_url.link(path.as_str())
    }

    /// Returns the full URL of a path from the site's root.
    pub fn absolute(&self, path: &SitePath) -> String {
        self.site.config.base_url.absolute(path.as_str())
    }

    /// Returns the image in a file that the document `from` uses, which is published at `url`.
    pub fn image(&self, from: Entity, path: &str, url: String, url_of: UrlOf) -> Image {
        let Some((picture, asset)) = self.site.picture(from, path) else {
            return Image { url, ..Image::default() };
        };
        let size = Some((picture.width, picture.height));
        let Some((asset, usual)) = asset.zip(picture.usual_width()) else {
            return Image { url, size, ..Image::default() };
        };
        let smaller = |width| {
            let route = Route::File(FileRoute::Smaller { asset, width });
            url_of(self, &route.path(&self.site, &self.theme))
        };
        let srcset: Vec<String> =
            picture.widths().map(|width| format!("{} {width}w", smaller(width))).collect();
        Image { url: smaller(usual), size, srcset: srcset.join(", ") }
    }

    /// Returns a text as HTML, with the links of the page `from` put in.
    pub fn html(&self, from: Entity, body: &Body) -> String {
        body.html(&self.context(from))
    }

    /// Returns what the page `from` gives to a text on it.
    pub fn context(&self, from: Entity) -> impl BodyContext {
        Within { edition: self, from, url_of: Self::link, margin: None }
    }

    /// Returns what the page `from` gives to a text that is read away from the site: full URLs.
    pub fn context_elsewhere(&self, from: Entity) -> impl BodyContext {
        Within { edition: self, from, url_of: Self::absolute, margin: None }
    }

    /// Returns the URLs of the links of a text on the page `from`, from the host's root on; none within the page.
    pub fn addresses(&self, from: Entity, body: &Body) -> Vec<String> {
        addresses(body, &self.context(from))
    }

    /// Returns the same, with the sources and notes that `margin` writes beside the text.
    pub fn html_with_margin(&self, from: Entity, body: &Body, margin: Margin) -> String {
        body.html(&Within { edition: self, from, url_of: Self::link, margin: Some(margin) })
    }

    /// Returns a text as HTML that is read away from the site: links to other pages are full URLs.
    pub fn html_elsewhere(&self, from: Entity, body: &Body) -> String {
        body.html(&self.context_elsewhere(from))
    }
}

/// Makes a URL of a path from the site's root.
pub type UrlOf = fn(&Edition, &SitePath) -> String;

/// Writes what stands in the margin of a text.
pub type Margin<'a> = &'a dyn Fn(&MarginNote, &mut String);

/// A text within an edition.
struct Within<'a> {
    edition: &'a Edition,
    /// The page that it is the text of.
    from: Entity,
    /// Makes URLs of paths: the site's own pages can be told from the host's root, others cannot.
    url_of: UrlOf,
    margin: Option<Margin<'a>>,
}

impl BodyContext for Within<'_> {
    fn url(&self, target: &Target) -> Option<String> {
        let Edition { site, plan, .. } = self.edition;
        let (path, fragment) = resolve(site, plan, self.from, target)?;
        let mut url = (self.url_of)(self.edition, &path);
        if !fragment.is_empty() {
            url.push('#');
            url.push_str(&fragment);
        }
        Some(url)
    }

    fn image(&self, target: &Target) -> Option<Image> {
        let url = self.url(target)?;
        Some(self.edition.image(self.from, &target.image_file(), url, self.url_of))
    }

    fn word(&self, word: Word) -> String {
        self.edition.say(match word {
            Word::Table => "table.label",
            Word::Note => "alert.note",
            Word::Tip => "alert.tip",
            Word::Important => "alert.important",
            Word::Warning => "alert.warning",
            Word::Caution => "alert.caution",
        })
    }

    fn has_margin(&self) -> bool {
        self.margin.is_some()
    }

    fn margin_note(&self, note: &MarginNote, html: &mut String) {
        if let Some(margin) = self.margin {
            margin(note, html);
        }
    }
}
