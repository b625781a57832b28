//! What is imported, and what is known of the site that it goes into.

use jiff::Timestamp;

use crate::config::Config;
use crate::site::Vocabulary;
use crate::tag::Tagger;

/// What is known of the site, and what was asked for.
pub struct Settings<'a> {
    /// The site's settings.
    pub config: &'a Config,
    /// The site's topics.
    pub vocabulary: &'a Vocabulary,
    /// What finds countries and topics in texts.
    pub tagger: &'a Tagger,
    /// The present.
    pub now: Timestamp,
    /// The title to give it.
    pub title: Option<&'a str>,
    /// The date to give it.
    pub date: Option<&'a str>,
    /// Whether that date counts for texts that have one, too.
    pub date_wins: bool,
}

/// A file that is to become a briefing.
#[derive(Clone, Copy, Debug)]
pub struct Original<'a> {
    /// Its path as messages show it.
    pub shown: &'a str,
    /// Its path as the briefing keeps it: relative, with `/` between its parts.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}
