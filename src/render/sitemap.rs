//! The sitemap, by the protocol of sitemaps.org, and robots.txt.

use super::Renderer;
use super::views::absolute;
use super::xml::{XmlWriter, document, text_element};
use crate::route::{Planned, Route, SITEMAP_SIZE};

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
                    let url = absolute(&self.edition, Route::SitemapPart { part });
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

    fn indexed(&self) -> impl Iterator<Item = Planned<'_>> {
        self.edition.plan.indexed(&self.edition.site)
    }

    fn urls<'a>(&self, pages: impl Iterator<Item = Planned<'a>>) -> String {
        document(|writer| {
            let set = writer.create_element("urlset").with_attribute(("xmlns", NAMESPACE));
            set.write_inner_content(|writer| {
                for planned in pages {
                    writer.create_element("url").write_inner_content(|writer| self.url(writer, planned))?;
                }
                Ok(())
            })?;
            Ok(())
        })
    }

    fn url(&self, writer: &mut XmlWriter, planned: Planned) -> std::io::Result<()> {
        text_element(writer, "loc", &self.edition.absolute(planned.path))?;
        if let Route::Briefing(id) = planned.route {
            text_element(writer, "lastmod", &self.edition.site.briefing(id).changed().rfc3339())?;
        }
        Ok(())
    }

    /// Returns robots.txt, RFC 9309.
    pub(super) fn robots(&self) -> String {
        format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", self.edition.absolute("/sitemap.xml"))
    }
}
