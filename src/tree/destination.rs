//! Where a link in a text leads.

use percent_encoding::percent_decode_str;

use crate::text::resolve_path;

/// What a link inside the site points at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A file of the site, by its path from the site's root.
    File {
        /// The path, with `/` between its parts.
        path: String,
        /// The id on it, if any, without `#`.
        fragment: String,
    },
    /// A path of the published site, such as `/about/`.
    Path {
        /// The path, not percent-encoded.
        path: String,
        /// The id on it, if any, without `#`.
        fragment: String,
    },
}

impl Target {
    /// Returns the path of the file that an image here is of, from the site's root.
    pub fn image_file(&self) -> String {
        match self {
            Self::File { path, .. } => path.clone(),
            Self::Path { path, .. } => format!("static{path}"),
        }
    }
}

/// Where a link leads, told by its text alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Destination {
    /// Out of the site, or to an id on the same page: it stays as it is.
    Address(String),
    /// To an id on the same page.
    Here(String),
    /// Inside the site.
    Inside(Target),
    /// To a scheme that is not let through.
    Scheme(String),
    /// Out of the site's folder, or nowhere.
    Nowhere,
}

/// The schemes that a link may have.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

impl Destination {
    /// Returns where a link leads that stands in the file at `from`.
    pub fn of(written: &str, from: &str) -> Self {
        // Browsers strip these from an address before they look for its scheme.
        let url: String = written.trim().chars().filter(|c| !c.is_control()).collect();
        if let Some(scheme) = scheme(&url) {
            return if SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
                Self::Address(url)
            } else {
                Self::Scheme(scheme.to_owned())
            };
        }
        if url.starts_with("//") || url.starts_with("\\\\") || url.starts_with("/\\") {
            return Self::Address(format!("https:{}", url.replace('\\', "/")));
        }
        let (path, fragment) = url.split_once('#').unwrap_or((&url, ""));
        let path = decoded(path.split('?').next().unwrap_or_default());
        let fragment = decoded(fragment);
        if path.is_empty() {
            return if fragment.is_empty() { Self::Nowhere } else { Self::Here(fragment) };
        }
        if path.starts_with('/') {
            return match resolve_path("", &path) {
                Some(inside) => {
                    let slash = if path.ends_with('/') && !inside.is_empty() { "/" } else { "" };
                    Self::Inside(Target::Path { path: format!("/{inside}{slash}"), fragment })
                }
                None => Self::Nowhere,
            };
        }
        match resolve_path(from, &path) {
            Some(inside) => {
                let slash = if path.ends_with('/') { "/" } else { "" };
                Self::Inside(Target::File { path: format!("{inside}{slash}"), fragment })
            }
            None => Self::Nowhere,
        }
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Returns the scheme of a URL, as RFC 3986 has it.
fn scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme.then_some(scheme)
}
