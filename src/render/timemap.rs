//! The versions of a briefing for web archives: a time map in link format (RFC 7089, RFC 6690), and the links in the head
//! of a page that lead there (signposting.org).

use std::fmt::Write;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::views::{absolute, is_planned};
use crate::content::Doi;
use crate::edition::Edition;
use crate::route::{CitationFormat, Cited, FileRoute, PageRoute};
use crate::site::BriefingId;

/// The media type of link format, RFC 6690.
const LINK_FORMAT: &str = "application/link-format";

/// A link in the head of a page, for programs.
#[derive(Serialize)]
pub struct Signpost {
    rel: &'static str,
    media_type: Option<&'static str>,
    url: String,
}

/// Returns the time map of a briefing: itself, this file, and each version that is shown with the moment since which it
/// was public.
pub fn timemap(edition: &Edition, id: BriefingId) -> String {
    let published = edition.site.briefing(id);
    let versions = published.versions();
    let shown: Vec<usize> = published.shown_versions().collect();
    let time = |number: &usize| versions[number - 1].date.timestamp();
    let own = absolute(edition, FileRoute::TimeMap(id));
    let mut out = format!("<{}>; rel=\"original\"", absolute(edition, PageRoute::Briefing(id)));
    let _ = write!(out, ",\n<{own}>; rel=\"self\"; type=\"{LINK_FORMAT}\"");
    if let (Some(first), Some(last)) = (shown.first(), shown.last()) {
        let (from, until) = (http_date(time(first)), http_date(time(last)));
        let _ = write!(out, "; from=\"{from}\"; until=\"{until}\"");
    }
    for (place, number) in shown.iter().enumerate() {
        let rel = match (place == 0, place + 1 == shown.len()) {
            (true, true) => "first last memento",
            (true, false) => "first memento",
            (false, true) => "last memento",
            (false, false) => "memento",
        };
        let url = absolute(edition, PageRoute::Version { briefing: id, version: *number });
        let _ = write!(out, ",\n<{url}>; rel=\"{rel}\"; datetime=\"{}\"", http_date(time(number)));
    }
    out.push('\n');
    out
}

/// Returns a moment as HTTP has it (IMF-fixdate, RFC 9110).
fn http_date(time: Timestamp) -> String {
    time.to_zoned(TimeZone::UTC).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// Returns the links in the head of the page of a briefing, or of one of its versions; none on a site without time maps.
pub fn signposts(edition: &Edition, id: BriefingId, version: Option<usize>) -> Vec<Signpost> {
    if !is_planned(edition, FileRoute::TimeMap(id)) {
        return Vec::new();
    }
    let briefing = absolute(edition, PageRoute::Briefing(id));
    let timemap = absolute(edition, FileRoute::TimeMap(id));
    let page = version
        .map_or(briefing.clone(), |version| absolute(edition, PageRoute::Version { briefing: id, version }));
    let doi = version.is_none().then(|| edition.briefing(id).doi.as_ref().map(Doi::url)).flatten();
    let mut signposts = vec![
        Signpost { rel: "cite-as", media_type: None, url: doi.unwrap_or(page) },
        Signpost { rel: "timemap", media_type: Some(LINK_FORMAT), url: timemap },
    ];
    if version.is_some() {
        signposts.push(Signpost { rel: "original", media_type: None, url: briefing });
        return signposts;
    }
    let citations =
        CitationFormat::ALL.map(|format| (format, FileRoute::Citation { of: Cited::Briefing(id), format }));
    signposts.extend(citations.into_iter().filter(|(_, file)| is_planned(edition, *file)).map(
        |(format, file)| Signpost {
            rel: "describedby",
            media_type: Some(format.media_type()),
            url: absolute(edition, file),
        },
    ));
    signposts
}
