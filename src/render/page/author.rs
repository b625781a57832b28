//! An author. What is not the list of briefings stands on the first page.

use serde::Serialize;
use tera::{Context, Value};

use super::kind::{Frame, Head, PageKind};
use crate::content::AuthorProfile;
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::engine::context_of;
use crate::render::metadata::Described;
use crate::render::views::{FeedLink, Pager, body_of, link_to};
use crate::route::{FeedOf, PageNumber, PageRoute, image_file, image_path_of};
use crate::site::{AuthorEntry, AuthorId, Entity};

/// How wide a photograph is shown, as the attribute `sizes` has it.
const PHOTO_SIZES: &str = "(min-width: 60rem) 17rem, (min-width: 38rem) 45vw, 92vw";

/// What `author.html` shows.
#[derive(Serialize)]
struct AuthorContent<'a> {
    name: &'a str,
    /// The index of authors.
    index_url: String,
    role: &'a str,
    is_first: bool,
    #[serde(flatten)]
    profile: ProfileView<'a>,
    rows: Vec<Value>,
    count: usize,
    pager: Option<Pager>,
    feeds: &'a [FeedLink],
}

/// What a profile says on the first page.
#[derive(Default, Serialize)]
struct ProfileView<'a> {
    biography: Option<Value>,
    photo: Option<PhotoView>,
    links: Vec<AuthorLinkView<'a>>,
}

#[derive(Serialize)]
struct PhotoView {
    url: String,
    alt: String,
    width: Option<u32>,
    height: Option<u32>,
    /// Smaller ones, and how wide it is shown, for the attributes of these names.
    srcset: String,
    sizes: &'static str,
}

/// Where else an author is to be found.
#[derive(Serialize)]
struct AuthorLinkView<'a> {
    title: std::borrow::Cow<'a, str>,
    url: &'a str,
    /// Whether it is a mailbox.
    is_mail: bool,
}

/// `/authors/nadia-haddad/`
pub struct AuthorPage {
    /// The author.
    pub author: AuthorId,
    /// The number of the page.
    pub page: PageNumber,
}

impl AuthorPage {
    fn own<'a>(&self, edition: &'a Edition) -> &'a AuthorEntry {
        edition.site.author(self.author)
    }
}

impl PageKind for AuthorPage {
    fn template(&self) -> &'static str {
        "author.html"
    }

    fn name(&self, edition: &Edition) -> String {
        self.own(edition).name.clone()
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::Authors)
    }

    fn head(&self, edition: &Edition) -> Head {
        let profile = self.own(edition).profile.as_deref();
        let description = profile.map_or("", |profile| match profile.body.lead() {
            "" => &profile.role,
            lead => lead,
        });
        Head {
            title: self.name(edition),
            description: description.to_owned(),
            language: None,
            feeds: Some(FeedOf::Author(self.author)),
            canonical: None,
            described: Described::Author(self.author),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        let own = self.own(edition);
        let total = own.briefings.len();
        let profile = own.profile.as_deref();
        let shown = profile.filter(|_| self.page.is_first());
        context_of(&AuthorContent {
            name: &own.name,
            index_url: link_to(edition, PageRoute::Authors),
            role: profile.map_or("", |profile| &profile.role),
            is_first: self.page.is_first(),
            profile: shown.map(|profile| view(edition, self.author, profile)).unwrap_or_default(),
            rows: frame.renderer.rows(&own.briefings[self.page.places(total)])?,
            count: total,
            pager: Pager::new(edition, self.page, total, |page| PageRoute::Author {
                author: self.author,
                page,
            }),
            feeds: &frame.page.feeds,
        })
    }
}

fn view<'a>(edition: &Edition, id: AuthorId, profile: &'a AuthorProfile) -> ProfileView<'a> {
    let entity = Entity::Author(id);
    let orcid = profile.orcid.as_deref().map(|url| {
        let number = url.rsplit('/').next().unwrap_or(url);
        let title = edition.theme.interface.say_with("author.orcid", &[("id", number)]);
        AuthorLinkView { title: title.into(), url, is_mail: false }
    });
    let links = profile.links.iter().map(|link| AuthorLinkView {
        title: link.title.as_str().into(),
        url: &link.url,
        is_mail: link.url.starts_with("mailto:"),
    });
    ProfileView {
        biography: (profile.body.words() > 0).then(|| body_of(edition, entity, &profile.body)),
        photo: photo(edition, entity, &profile.name),
        links: orcid.into_iter().chain(links).collect(),
    }
}

fn photo(edition: &Edition, entity: Entity, name: &str) -> Option<PhotoView> {
    let file = image_file(&edition.site, entity)?;
    let url = edition.link(&image_path_of(&edition.site, entity)?);
    let image = edition.image(entity, &file, url, Edition::link);
    Some(PhotoView {
        url: image.url,
        alt: edition.theme.interface.say_with("author.photo", &[("name", name)]),
        width: image.size.map(|(width, _)| width),
        height: image.size.map(|(_, height)| height),
        srcset: image.srcset,
        sizes: PHOTO_SIZES,
    })
}
