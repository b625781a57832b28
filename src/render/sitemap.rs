//! The sitemap, by the protocol of sitemaps.org, and robots.txt.

use super::Renderer;
use super::languages::{HrefLang, hreflangs};
use super::views::absolute;
use crate::route::{FileRoute, PageOrigin, PageRoute, Route, SITEMAP_SIZE};
use crate::site::Entity;
use crate::xml::{XmlWriter, clean, document, text_element};

/// The namespace of the links between languages.
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// The namespace of sitemaps.
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

impl Renderer {
    /// Returns the sitemap, or the index of its parts.
    pub(super) fn sitemap(&self) -> String {
        let pages = self.indexed().count();
        if pages <= SITEMAP_SIZE {
            return self.urls(self.indexed());
        }
        document(|writer| {
            let index = writer.create_element("sitemapindex").with_attribute(("xmlns", NAMESPACE));
            index.write_inner_content(|writer| {
                for part in 1..=pages.div_ceil(SITEMAP_SIZE) {
                    let url = absolute(&self.edition, FileRoute::SitemapPart { part });
                    writer
                        .create_element("sitemap")
                        .write_inner_content(|writer| text_element(writer, "loc", &url))?;
                }
                Ok(())
            })?;
            Ok(())
        })
    }

    /// Returns one part of the sitemap, counted from 1.
    pub(super) fn sitemap_part(&self, part: usize) -> String {
        self.urls(self.indexed().skip((part - 1) * SITEMAP_SIZE).take(SITEMAP_SIZE))
    }

    /// Returns the pages.
    fn indexed(&self) -> impl Iterator<Item = PageRoute> {
        self.edition.plan.in_sitemap(&self.edition.site)
    }

    fn urls(&self, pages: impl Iterator<Item = PageRoute>) -> String {
        document(|writer| {
            let mut set = writer.create_element("urlset").with_attribute(("xmlns", NAMESPACE));
            if !self.edition.siblings.is_empty() {
                set = set.with_attribute(("xmlns:xhtml", XHTML));
            }
            set.write_inner_content(|writer| {
                for page in pages {
                    let url = writer.create_element("url");
                    url.write_inner_content(|writer| self.url(writer, page))?;
                }
                Ok(())
            })?;
            Ok(())
        })
    }

    fn url(&self, writer: &mut XmlWriter, page: PageRoute) -> std::io::Result<()> {
        let site = &self.edition.site;
        text_element(writer, "loc", &absolute(&self.edition, page))?;
        let changed = match page.facts(site).origin {
            PageOrigin::Document(Entity::Briefing(id)) => Some(site.briefing(id).changed()),
            PageOrigin::Document(
                Entity::Home
                | Entity::Page(_)
                | Entity::Country(_)
                | Entity::Topic(_)
                | Entity::Organisation(_)
                | Entity::Author(_),
            )
            | PageOrigin::Introduced(_)
            | PageOrigin::History(_)
            | PageOrigin::Version(..)
            | PageOrigin::Lists => None,
        };
        changed.map_or(Ok(()), |changed| text_element(writer, "lastmod", &changed.rfc3339()))?;
        for HrefLang { language, url } in hreflangs(&self.edition, page) {
            let link = writer.create_element("xhtml:link");
            let attributes = [("rel", "alternate"), ("hreflang", &language), ("href", &clean(&url))];
            link.with_attributes(attributes).write_empty()?;
        }
        Ok(())
    }

    /// Returns robots.txt, RFC 9309.
    pub(super) fn robots(&self) -> String {
        let mut text =
            format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", absolute(&self.edition, FileRoute::Sitemap));
        for sibling in self.edition.siblings.iter().skip(1) {
            let path = Route::File(FileRoute::Sitemap).path(&sibling.site, &sibling.theme);
            text.push_str(&format!("Sitemap: {}\n", self.edition.absolute(&path)));
        }
        text
    }
}
