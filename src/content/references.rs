//! The files that a document refers to, and the names that briefings are referred to by.

use std::borrow::Cow;

use crate::text::resolve_path;
use crate::tree::{Body, Target};

/// Where briefings stand.
const FOLDER: &str = "content/briefings/";

/// Returns the files that the document at `from` refers to one by one: those that its text links to or shows, and the
/// picture of a briefing, if it stands beside it. They are paths from the site's root.
pub fn referred_files<'a>(
    from: &'a str,
    body: &'a Body,
    image: Option<&'a str>,
) -> impl Iterator<Item = Cow<'a, str>> {
    let linked = body.links().iter().filter_map(|link| match link.target() {
        Some(Target::File { path, .. }) => Some(Cow::Borrowed(path.as_str())),
        _ => None,
    });
    let beside = image.and_then(|image| resolve_path(from, image));
    linked.chain(beside.map(Cow::Owned))
}

/// Returns the files that the `image` of the briefing at `from` can mean, the likelier one first: beside the briefing,
/// or under `static/`.
pub fn image_files(from: &str, image: &str) -> impl Iterator<Item = String> {
    let is_static = format!("static/{}", image.trim_start_matches('/'));
    resolve_path(from, image).into_iter().chain([is_static])
}

/// Returns the name of the briefing at a path: the path under `content/briefings/`, without `.md`; of an `index.md`, that
/// of its folder.
pub fn briefing_name(path: &str) -> &str {
    without_file_end(path.strip_prefix(FOLDER).unwrap_or(path))
}

/// Returns the name of a briefing without what its writer may put around it: `/2024/summit/index.md` is `2024/summit`.
pub fn written_name(written: &str) -> &str {
    without_file_end(written.trim_matches('/'))
}

/// Returns the last part of a briefing's name: that of its file, or of its folder.
pub fn last_part(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn without_file_end(name: &str) -> &str {
    let name = name.strip_suffix(".md").unwrap_or(name);
    name.strip_suffix("/index").unwrap_or(name)
}
