//! An edition: the site, its plan and its look, ready to be rendered.

use crate::content::Target;
use crate::route::{Plan, resolve};
use crate::site::{Entity, Site};
use crate::theme::Theme;

/// Everything that rendering looks at. It does not change any more.
#[derive(Debug)]
pub struct Edition {
    /// The model.
    pub site: Site,
    /// The routes.
    pub plan: Plan,
    /// The look.
    pub theme: Theme,
}

impl Edition {
    /// Returns the URL of a path from the site's root, from the host's root on.
    pub fn link(&self, path: &str) -> String {
        self.site.config.base_url.link(path)
    }

    /// Returns the full URL of a path from the site's root.
    pub fn absolute(&self, path: &str) -> String {
        self.site.config.base_url.absolute(path)
    }

    /// Returns the URL that a link in the text of `from` leads to; none where that is not published.
    pub fn link_in_text(&self, from: Entity, target: &Target) -> Option<String> {
        let (path, fragment) = resolve(&self.site, &self.theme, &self.plan, from, target)?;
        let mut url = self.link(&path);
        if !fragment.is_empty() {
            url.push('#');
            url.push_str(&fragment);
        }
        Some(url)
    }
}
