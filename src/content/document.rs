//! One file under `content/`: its kind, its text, its front matter and its body.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::front_matter::publication_of;
use super::{Briefing, CountryProfile, Page, Publication, Topic};
use crate::config::{CONFIG_FILE, Config};
use crate::dates::Moment;
use crate::finding::{Anchor, FileText, Finding};
use crate::problem::{Code, Place, Problem};
use crate::world::{Country, UnresolvedCountry};

/// What a file under `content/` is, told by its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kin {
    /// `content/briefings/**/*.md`
    Briefing,
    /// `content/pages/**/*.md`
    Page,
    /// `content/topics/*.md`
    Topic,
    /// `content/countries/*.md`
    Profile,
}

impl Kin {
    /// Returns what the file at this path is; none if it is no document.
    pub fn of(path: &str) -> Option<Self> {
        let inside = path.strip_prefix("content/")?;
        if !inside.ends_with(".md") {
            return None;
        }
        match inside.split_once('/')?.0 {
            "briefings" => Some(Self::Briefing),
            "pages" => Some(Self::Page),
            "topics" => Some(Self::Topic),
            "countries" => Some(Self::Profile),
            _ => None,
        }
    }
}

/// A good document.
#[derive(Clone, Debug)]
pub enum Document {
    /// A briefing.
    Briefing(Arc<Briefing>),
    /// A page.
    Page(Arc<Page>),
    /// A topic.
    Topic(Arc<Topic>),
    /// A country profile.
    Profile(Arc<CountryProfile>),
}

/// The key under `extra` that names the file that a document was imported from.
pub const IMPORTED_FROM: &str = "imported_from";

impl Document {
    /// Returns the file that it was imported from, as `extra.imported_from` says.
    pub fn imported_from(&self) -> Option<&str> {
        let extra = match self {
            Self::Briefing(briefing) => &briefing.extra,
            Self::Page(page) => &page.extra,
            Self::Topic(_) | Self::Profile(_) => return None,
        };
        extra.get(IMPORTED_FROM)?.as_str()
    }
}

/// What one file gave: the document, as far as it can be read, and all problems of it.
///
/// A document with errors goes on too where it has a title, a date and a URL: so that all that is
/// wrong with it is told in one run, and a preview can show it. Nothing is built from it.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The document; none where it cannot be told what it is, or whether it may be shown.
    pub document: Option<Document>,
    /// Its problems.
    pub problems: Vec<Problem>,
    /// Where there is no document, what can be told of its publication: an error in a draft stops nobody.
    pub publication: Option<(Publication, Option<Moment>)>,
}

impl Parsed {
    fn bad(problem: Problem) -> Self {
        Self { document: None, problems: vec![problem], publication: None }
    }
}

/// The parts of a file that hold its YAML and its Markdown.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    pub path: &'a str,
    pub yaml: &'a str,
    pub text: &'a str,
    /// Where the Markdown begins, in bytes.
    pub body_at: usize,
}

impl Parts<'_> {
    pub fn body(&self) -> &str {
        &self.text[self.body_at..]
    }

    /// Returns whether this is the `index.md` of a page folder, which has its own files beside it.
    pub fn is_folder(&self) -> bool {
        self.path.ends_with("/index.md")
    }

    /// Returns the name that a document goes by where it gives itself none: its file's, or its folder's.
    pub fn stem(&self) -> &str {
        let mut names = self.path.rsplit('/');
        let file = names.next().unwrap_or_default();
        match (file, names.next()) {
            ("index.md", Some(folder)) => folder,
            _ => file.strip_suffix(".md").unwrap_or(file),
        }
    }
}

/// The text of a file, for those who look at it as its writer does.
#[derive(Debug)]
pub struct Manuscript {
    /// The text of the file, with `\n` at the end of its lines.
    pub text: String,
    /// Where the YAML stands, in bytes; empty where there is no front matter.
    pub yaml: Range<usize>,
    /// Where the Markdown begins, in bytes.
    pub body_at: usize,
}

impl Manuscript {
    /// Returns the text of a file; none where it is no UTF-8 text.
    ///
    /// Without front matter, or with one that has no end, all of it is Markdown.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let text = decode("", bytes).ok()?.into_owned();
        let (yaml, body_at) = split(&text).unwrap_or((0..0, 0));
        Some(Self { text, yaml, body_at })
    }

    /// Returns the YAML.
    pub fn yaml(&self) -> &str {
        self.text.get(self.yaml.clone()).unwrap_or_default()
    }

    /// Returns the Markdown.
    pub fn body(&self) -> &str {
        self.text.get(self.body_at..).unwrap_or_default()
    }
}

/// Reads one file of `content/`.
pub fn parse(kin: Kin, path: &str, bytes: &[u8], config: &Config) -> Parsed {
    let text = match decode(path, bytes) {
        Ok(text) => text,
        Err(problem) => return Parsed::bad(problem),
    };
    let (yaml, body_at) = match split(&text) {
        Ok(split) => split,
        Err(finding) => {
            let file = FileText::new(path, &text, 0..0);
            return Parsed::bad(finding.into_problem(&file));
        }
    };
    let parts = Parts { path, yaml: &text[yaml.clone()], text: &text, body_at };
    let mut findings = Vec::new();
    let document = match kin {
        Kin::Briefing => {
            Briefing::parse(parts, config, &mut findings).map(|it| Document::Briefing(Arc::new(it)))
        }
        Kin::Page => Page::parse(parts, config, &mut findings).map(|it| Document::Page(Arc::new(it))),
        Kin::Topic => Topic::parse(parts, config, &mut findings).map(|it| Document::Topic(Arc::new(it))),
        Kin::Profile => {
            CountryProfile::parse(parts, config, &mut findings).map(|it| Document::Profile(Arc::new(it)))
        }
    };
    let file = FileText::new(path, &text, yaml);
    let problems: Vec<Problem> = findings.into_iter().map(|finding| finding.into_problem(&file)).collect();
    let publication = match document {
        Some(_) => None,
        None => publication_of(parts.yaml, &config.timezone),
    };
    Parsed { document, problems, publication }
}

/// Returns the problems for findings that later steps made about a file.
///
/// `bytes` is the file as it is now; where it cannot be read any more, the problem keeps the file alone.
pub fn explain(path: &str, bytes: &[u8], findings: Vec<Finding>) -> Vec<Problem> {
    let text = decode(path, bytes).unwrap_or_default();
    let file = FileText::new(path, &text, yaml_of(path, &text));
    findings.into_iter().map(|finding| finding.into_problem(&file)).collect()
}

/// Returns the place in a file that an anchor means, as the file is now.
pub fn place_of(path: &str, bytes: &[u8], anchor: &Anchor) -> Place {
    let text = decode(path, bytes).unwrap_or_default();
    FileText::new(path, &text, yaml_of(path, &text)).place(anchor)
}

/// Returns where the YAML of a file stands: its front matter, or the whole of `site.yaml`.
fn yaml_of(path: &str, text: &str) -> Range<usize> {
    if path == CONFIG_FILE {
        return 0..text.len();
    }
    split(text).map(|(yaml, _)| yaml).unwrap_or(0..0)
}

/// Returns the text of a file: UTF-8, without a byte-order mark, with `\n` at the end of its lines.
fn decode<'a>(path: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, Problem> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let place = Place::bytes(path, &good, good.len()..good.len());
        Problem::new(Code::UnreadableFile, "from here on this file is not UTF-8 text")
            .at(place)
            .hint("save the file with the encoding UTF-8")
    })?;
    if text.contains('\r') {
        return Ok(Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")));
    }
    Ok(Cow::Borrowed(text))
}

/// Returns where the YAML of a text with front matter stands, in bytes, whatever ends its lines.
pub fn front_matter(text: &str) -> Option<Range<usize>> {
    split(text).map(|(yaml, _)| yaml).ok()
}

/// Returns where the YAML stands, and where the Markdown begins.
fn split(text: &str) -> Result<(Range<usize>, usize), Finding> {
    const HINT: &str = "begin the file with a line `---`, lines such as `title: …`, and another line `---`";
    if text.trim().is_empty() {
        return Err(Finding::new(Code::NoFrontMatter, "this file is empty").hint(HINT));
    }
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Err(Finding::new(Code::NoFrontMatter, "this file has no front matter")
            .anchor(Anchor::Top)
            .hint(HINT));
    }
    let mut at = first.len();
    for line in text[first.len()..].split_inclusive('\n') {
        if line.trim_end() == "---" || line.trim_end() == "..." {
            return Ok((first.len()..at, at + line.len()));
        }
        at += line.len();
    }
    Err(Finding::new(Code::UnclosedFrontMatter, "this front matter has no end")
        .anchor(Anchor::Top)
        .hint("put a line `---` below the last `key: value` line"))
}

/// Returns the country that a profile's file is named for.
pub(super) fn country_of_file(stem: &str) -> Result<Country, Finding> {
    Country::resolve(stem).map_err(|error| {
        let finding = crate::config::unresolved_country(stem, &error);
        match &error {
            UnresolvedCountry::Unknown { suggestions } if suggestions.is_empty() => {
                finding.hint("a profile's file is named for its country, such as `fr.md` or `france.md`")
            }
            _ => finding,
        }
    })
}
