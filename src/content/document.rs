//! One file under `content/`: its kind, its text, its front matter and its body.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::document_kind::DocumentKind;
use super::fence::Fence;
use super::late_keys::late_keys;
use super::names::deceptive;
use super::near_miss::Known;
use super::parts::Parts;
use super::publication::{of_lines, publication_of};
use super::translation::{Original, Shared, empty_translation, keep_own, tell_differences};
use super::{
    AuthorProfile, Briefing, CountryProfile, Gate, OrganisationProfile, Page, Publication, Status, Topic,
    Verdict,
};
use crate::config::{CONFIG_FILE, Config};
use crate::dates::Moment;
use crate::finding::{Anchor, FileText, Finding, problems};
use crate::problem::{Code, Place, Problem};
use crate::text::without_byte_order_mark;
use crate::tree::Body;

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
    /// What a site says of an organisation.
    Organisation(Arc<OrganisationProfile>),
    /// The profile of an author.
    Author(Arc<AuthorProfile>),
}

impl Document {
    /// Returns what decides whether and when it may be published, with its date.
    pub fn publication(&self) -> (&Publication, Option<&Moment>) {
        match self {
            Self::Briefing(briefing) => (&briefing.publication, Some(&briefing.date)),
            Self::Page(page) => (&page.publication, page.date.as_ref()),
            Self::Topic(topic) => (&topic.publication, None),
            Self::Profile(profile) => (&profile.publication, None),
            Self::Organisation(profile) => (&profile.publication, None),
            Self::Author(profile) => (&profile.publication, None),
        }
    }
}

impl Document {
    /// Returns the document without the introduction that it gives to a list: the list is there in several languages, and
    /// the introduction in one. Briefings and pages keep their texts, which have one address each.
    #[must_use]
    pub fn without_own_page_text(self) -> Self {
        match self {
            Self::Briefing(_) | Self::Page(_) => self,
            Self::Topic(topic) => Self::Topic(Arc::new(Topic { body: Body::default(), ..(*topic).clone() })),
            Self::Profile(profile) => Self::Profile(Arc::new(profile.in_no_language())),
            Self::Organisation(profile) => Self::Organisation(Arc::new(OrganisationProfile {
                body: Body::default(),
                note: None,
                ..(*profile).clone()
            })),
            Self::Author(profile) => {
                Self::Author(Arc::new(AuthorProfile { body: Body::default(), ..(*profile).clone() }))
            }
        }
    }
}

impl Parsed {
    /// Returns what a gate says of it; none where nothing can be told of its publication.
    pub fn judged_by(&self, gate: &Gate) -> Option<Verdict> {
        match (&self.document, &self.publication) {
            (Some(document), _) => {
                let (publication, date) = document.publication();
                Some(gate.judge(publication, date))
            }
            (None, Some((publication, date))) => Some(gate.judge(publication, date.as_ref())),
            (None, None) => None,
        }
    }
}

/// The key under `extra` that names the file that a document was imported from.
pub const IMPORTED_FROM: &str = "imported_from";

impl Document {
    /// Returns its text.
    pub fn body(&self) -> &Body {
        match self {
            Self::Briefing(briefing) => &briefing.body,
            Self::Page(page) => &page.body,
            Self::Topic(topic) => &topic.body,
            Self::Profile(profile) => &profile.body,
            Self::Organisation(profile) => &profile.body,
            Self::Author(profile) => &profile.body,
        }
    }

    /// Returns the file that it was imported from, as `extra.imported_from` says.
    pub fn imported_from(&self) -> Option<&str> {
        let extra = match self {
            Self::Briefing(briefing) => &briefing.extra,
            Self::Page(page) => &page.extra,
            Self::Topic(_) | Self::Profile(_) | Self::Organisation(_) | Self::Author(_) => return None,
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
    fn bad(problem: Problem, publication: Option<(Publication, Option<Moment>)>) -> Self {
        Self { document: None, problems: vec![problem], publication }
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

    /// Reads the Markdown of a file that is no document of the site.
    pub fn read_body(&self) -> Body {
        Body::of_markdown(self.body(), self.body_at)
    }
}

/// Reads one file of `content/`.
pub fn parse(kind: DocumentKind, path: &str, bytes: &[u8], config: &Config) -> Parsed {
    parse_with(kind, path, bytes, config, None)
}

/// Reads what translations take from an original.
pub fn read_original(path: &str, bytes: &[u8]) -> Original {
    let text = Manuscript::of(bytes);
    Original::new(path, text.as_ref().map_or("", Manuscript::yaml))
}

/// Reads a translation, with what it takes from its original.
pub fn parse_translation(
    kind: DocumentKind,
    path: &str,
    bytes: &[u8],
    config: &Config,
    original: &Original,
) -> Parsed {
    parse_with(kind, path, bytes, config, Some(original))
}

fn parse_with(
    kind: DocumentKind,
    path: &str,
    bytes: &[u8],
    config: &Config,
    original: Option<&Original>,
) -> Parsed {
    let known = known(kind, config);
    let text = match decode(path, bytes) {
        Ok(text) => text,
        Err(problem) => return Parsed::bad(problem, of_lines(&String::from_utf8_lossy(bytes), known)),
    };
    let (yaml, body_at) = match split(&text) {
        Ok(split) => split,
        Err(finding) => {
            let file = FileText::new(path, &text, 0..0);
            return Parsed::bad(finding.into_problem(&file), of_lines(&text, known));
        }
    };
    let bare = config.languages.without_suffix(path);
    let parts = Parts { path, bare: &bare, original, yaml: &text[yaml.clone()], text: &text, body_at, known };
    let mut findings = Vec::new();
    let document = match kind {
        DocumentKind::Briefing => {
            Briefing::parse(parts, config, &mut findings).map(|it| Document::Briefing(Arc::new(it)))
        }
        DocumentKind::Page => {
            Page::parse(parts, config, &mut findings).map(|it| Document::Page(Arc::new(it)))
        }
        DocumentKind::Topic => {
            Topic::parse(parts, config, &mut findings).map(|it| Document::Topic(Arc::new(it)))
        }
        DocumentKind::Profile => {
            CountryProfile::parse(parts, config, &mut findings).map(|it| Document::Profile(Arc::new(it)))
        }
        DocumentKind::Organisation => OrganisationProfile::parse(parts, config, &mut findings)
            .map(|it| Document::Organisation(Arc::new(it))),
        DocumentKind::Author => {
            AuthorProfile::parse(parts, config, &mut findings).map(|it| Document::Author(Arc::new(it)))
        }
    };
    findings.extend(deceptive(path));
    if let Some(original) = original {
        keep_own(parts.yaml, &mut findings);
        let has_text = matches!(document, Some(Document::Briefing(_) | Document::Page(_)));
        if has_text && parts.body().trim().is_empty() {
            findings.push(empty_translation());
        }
        if let Some(Document::Briefing(briefing)) = &document {
            let own = Shared { date: &briefing.date, countries: &briefing.countries };
            tell_differences(original, &own, &config.timezone, &mut findings);
        }
    }
    // Keys below the front matter are text, and read by nobody. A draft may begin with a line that says how secret it
    // is: that is told when somebody publishes it.
    let is_draft = document.as_ref().is_some_and(|it| it.publication().0.status == Status::Draft);
    let late = late_keys(&text, body_at, known).filter(|late| late.is_fenced || !is_draft);
    if let Some(late) = &late {
        findings.push(late.finding());
    }
    let file = FileText::new(path, &text, yaml);
    let problems = problems(findings, &file);
    let said = || match &document {
        Some(document) => {
            let (publication, date) = document.publication();
            Some((publication.clone(), date.cloned()))
        }
        None => publication_of(parts.yaml, known, &config.timezone),
    };
    let publication = match (&document, late) {
        (Some(_), None) => None,
        (None, None) => said(),
        (_, Some(_)) => {
            let (publication, date) = said().unwrap_or_default();
            Some((Publication { is_unclear: true, ..publication }, date))
        }
    };
    let document = document.filter(|_| publication.is_none());
    Parsed { document, problems, publication }
}

/// Returns the keys that documents of a kind have.
fn known(kind: DocumentKind, config: &Config) -> Known<'_> {
    let taxonomies = match kind {
        DocumentKind::Briefing => config.taxonomies.as_slice(),
        DocumentKind::Page
        | DocumentKind::Topic
        | DocumentKind::Profile
        | DocumentKind::Organisation
        | DocumentKind::Author => &[],
    };
    Known { keys: Some(kind.keys()), taxonomies, status_is_of_country: kind == DocumentKind::Profile }
}

/// Returns the problems for findings that later steps made about a file.
///
/// `bytes` is the file as it is now; where it cannot be read any more, the problem keeps the file alone. `elsewhere` finds
/// places in other files.
pub fn explain(
    path: &str,
    bytes: &[u8],
    findings: Vec<Finding>,
    elsewhere: &dyn Fn(&str, &Anchor) -> Place,
) -> Vec<Problem> {
    let text = decode(path, bytes).unwrap_or_default();
    let file = FileText::new(path, &text, yaml_of(path, &text)).beside(elsewhere);
    problems(findings, &file)
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
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let good = without_byte_order_mark(&good);
        let place = Place::bytes(path, good, good.len()..good.len());
        Problem::new(Code::UnreadableFile, "from here on this file is not UTF-8 text")
            .at(place)
            .hint("save the file with the encoding UTF-8")
    })?;
    let text = without_byte_order_mark(text);
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
    if Fence::opened_by(first) != Some(Fence::Yaml) {
        return Err(Finding::new(Code::NoFrontMatter, "this file has no front matter")
            .anchor(Anchor::Top)
            .hint(HINT));
    }
    Fence::Yaml.inside(text).ok_or_else(|| {
        Finding::new(Code::UnclosedFrontMatter, "this front matter has no end")
            .anchor(Anchor::Top)
            .hint("put a line `---` below the last `key: value` line")
    })
}
