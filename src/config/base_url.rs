//! Where a site is published, and the one function that makes its URLs.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use url::Url;

/// What RFC 3986 does not let stand in a path, and `%` itself: paths here are not yet encoded.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The address of a site's home page: an http or https URL that ends in a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// Scheme, host and port: `https://example.org`.
    origin: String,
    /// The path, percent-encoded, with a slash at both ends: `/briefings/`.
    path: String,
}

/// Why a text is no base URL.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum InvalidBaseUrl {
    /// It is no URL at all.
    #[error("it is no full web address")]
    NoUrl,
    /// Its scheme is not one of the web.
    #[error("it should begin with https:// or http://")]
    Scheme,
    /// It has a query or a fragment, after which no path could follow.
    #[error("it has a `?` or `#` in it")]
    Query,
    /// It has a user name or a password.
    #[error("it has a user name or a password in it")]
    User,
    /// Its host is none: empty, or with an empty part or a mark of punctuation in it.
    #[error("its host is no name of a server")]
    Host,
    /// Its path is a file, so that nothing could stand below it.
    #[error("it ends in the name of a page; leave that out, and end it with the folder")]
    File,
    /// It has a character in its path that no address has.
    #[error("it has `{0}` in a place where no address has it")]
    Character(char),
    /// It has white space or a backslash in it.
    #[error("it has a space or a backslash in it")]
    Space,
}

impl Default for BaseUrl {
    fn default() -> Self {
        Self { origin: "http://localhost".to_owned(), path: "/".to_owned() }
    }
}

impl BaseUrl {
    /// Reads a base URL; a missing slash at its end is put there.
    ///
    /// # Errors
    /// Returns why it is none.
    pub fn parse(written: &str) -> Result<Self, InvalidBaseUrl> {
        if written.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
            return Err(InvalidBaseUrl::Space);
        }
        let url = Url::parse(written).map_err(|_| InvalidBaseUrl::NoUrl)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(InvalidBaseUrl::Scheme);
        }
        // `https:/x` and `https:x` are mended silently by browsers, but they are slips here.
        let Some(rest) = written.split_once(':').and_then(|(_, rest)| rest.strip_prefix("//")) else {
            return Err(InvalidBaseUrl::NoUrl);
        };
        // So is `https:///x`, whose host would be `x`.
        if rest.starts_with('/') {
            return Err(InvalidBaseUrl::NoUrl);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(InvalidBaseUrl::Query);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(InvalidBaseUrl::User);
        }
        // Browsers put up with more in a host than any server is called by: `example.org,`.
        let host = url.host_str().unwrap_or_default();
        let is_name = |host: &str| {
            host.strip_suffix('.').unwrap_or(host).split('.').all(|part| {
                !part.is_empty()
                    && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
            })
        };
        if !host.starts_with('[') && !is_name(host) {
            return Err(InvalidBaseUrl::Host);
        }
        let path = url.path();
        if let Some(rubbish) = stray_character(rest.find('/').map_or("", |start| &rest[start..])) {
            return Err(InvalidBaseUrl::Character(rubbish));
        }
        if path.ends_with(".html") || path.ends_with(".htm") {
            return Err(InvalidBaseUrl::File);
        }
        let path = if path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
        if path.contains("//") {
            return Err(InvalidBaseUrl::NoUrl);
        }
        Ok(Self { origin: url.origin().ascii_serialization(), path })
    }

    /// Returns the URL, from the host's root, of a path from the site's root such as `/about/`.
    ///
    /// Every URL in the output comes from here.
    pub fn link(&self, path: &str) -> String {
        let mut url = self.path.clone();
        url.extend(utf8_percent_encode(path.trim_start_matches('/'), PATH));
        url
    }

    /// Returns the full URL of a path from the site's root.
    pub fn absolute(&self, path: &str) -> String {
        self.on_host(&self.link(path))
    }

    /// Returns the full URL of what [`Self::link`] gave.
    pub fn on_host(&self, link: &str) -> String {
        format!("{}{link}", self.origin)
    }

    /// Returns the host, without its port.
    pub fn host(&self) -> &str {
        let authority = self.origin.split_once("://").map_or("", |(_, rest)| rest);
        // An address of IPv6 has colons too, within its brackets.
        match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            _ => authority,
        }
    }

    /// Returns the base path, with a slash at both ends.
    pub fn path(&self) -> &str {
        &self.path
    }
}

/// Returns the first character of a path that RFC 3986 does not have there, or that is more likely a slip
/// of the pen than the name of a folder. Letters of other scripts are encoded, as browsers do it.
fn stray_character(path: &str) -> Option<char> {
    let mut rest = path;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '%' => {
                if rest.bytes().take(2).filter(u8::is_ascii_hexdigit).count() < 2 {
                    return Some(c);
                }
            }
            '/' | '-' | '.' | '_' | '~' | '!' | '$' | '&' | '(' | ')' | '*' | '+' | '=' | ':' | '@' => {}
            _ if c.is_ascii_alphanumeric() || !c.is_ascii() => {}
            _ => return Some(c),
        }
    }
    None
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin, self.path)
    }
}
