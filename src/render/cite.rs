//! How to cite a briefing: lines to copy, and files for programs that manage references.
//!
//! Which part of an author's name is the family name cannot be told, and many authors are offices; so
//! every author is a literal name, as CSL calls it.

use serde::Serialize;
use serde_json::json;

use super::Renderer;
use super::data::{id_of, json};
use super::views::{absolute, link_to};
use crate::content::{Briefing, Kind, without_controls};
use crate::dates::month_name;
use crate::edition::Edition;
use crate::route::{CitationFormat, Route};
use crate::site::BriefingId;

/// The marks that quotes end with.
const QUOTES: [char; 3] = ['”', '’', '"'];

/// `briefing.cite` in `briefing.html`.
#[derive(Serialize)]
pub struct CiteView {
    lines: [Line; 3],
    files: Vec<FileView>,
}

/// A citation in one style.
#[derive(Serialize)]
struct Line {
    style: &'static str,
    parts: Vec<Part>,
}

/// Some words of a citation.
#[derive(Serialize)]
struct Part {
    text: String,
    is_italic: bool,
}

#[derive(Serialize)]
struct FileView {
    name: &'static str,
    url: String,
}

/// What a citation is made of, each in one line of text.
struct Work {
    authors: Vec<String>,
    /// Whether the site itself stands for an author.
    is_corporate: bool,
    title: String,
    site: String,
    is_report: bool,
    date: jiff::civil::Date,
    url: String,
}

impl CiteView {
    /// Returns how to cite a briefing; none where the site does not want it.
    pub fn new(edition: &Edition, id: BriefingId) -> Option<Self> {
        Self::of(edition, id, None)
    }

    /// Returns how to cite a version of a briefing, by its number from 1. The newest one has the files of the
    /// briefing.
    pub fn of_version(edition: &Edition, id: BriefingId, version: usize) -> Option<Self> {
        let is_older = version < edition.site.briefing(id).versions().len();
        Self::of(edition, id, is_older.then_some(version))
    }

    fn of(edition: &Edition, id: BriefingId, version: Option<usize>) -> Option<Self> {
        let wanted = edition.site.config.outputs.citations;
        let work = if wanted { Work::new(edition, id, version)? } else { return None };
        let file = |format: CitationFormat| FileView {
            name: format.name(),
            url: link_to(edition, Route::Citation { briefing: id, version, format }),
        };
        Some(Self {
            lines: [work.chicago(), work.mla(), work.apa()],
            files: CitationFormat::ALL.map(file).into(),
        })
    }
}

/// Returns a briefing as it is, or as it was in a version; none where that cannot be read.
fn text_of(edition: &Edition, id: BriefingId, version: Option<usize>) -> Option<&Briefing> {
    let published = edition.site.briefing(id);
    match version {
        None => Some(&published.briefing),
        Some(number) => published.versions().get(number.checked_sub(1)?)?.briefing.as_deref(),
    }
}

impl Work {
    fn new(edition: &Edition, id: BriefingId, version: Option<usize>) -> Option<Self> {
        let briefing = text_of(edition, id, version)?;
        let site = one_line(&edition.site.config.title);
        let authors: Vec<String> =
            briefing.authors.iter().map(|name| one_line(name)).filter(|name| !name.is_empty()).collect();
        let is_corporate = authors.is_empty() || authors == [site.as_str()];
        let title = one_line(&briefing.title);
        let route = match version {
            None => Route::Briefing(id),
            Some(version) => Route::Version { briefing: id, version },
        };
        Some(Self {
            authors: if is_corporate { vec![site.clone()] } else { authors },
            is_corporate,
            title: version.map_or_else(|| title.clone(), |number| format!("{title} (version {number})")),
            site,
            is_report: briefing.kind == Kind::Report,
            date: briefing.date.date(),
            url: absolute(edition, route),
        })
    }

    /// The Chicago Manual of Style, 17th edition, as an entry of a bibliography.
    fn chicago(&self) -> Line {
        let date = match (self.is_report, self.date) {
            (true, date) => date.year().to_string(),
            (false, date) => format!("{} {}, {}", month_name(date.month()), date.day(), date.year()),
        };
        let mut parts = vec![plain(format!("{} ", ended(&self.and_list("and"))))];
        parts.extend(self.title_part());
        let (site, comma) = mark(&self.site, ",");
        let site = if self.is_corporate { String::new() } else { format!("{site}{comma} ") };
        parts.push(plain(format!(" {site}{date}. {}.", self.url)));
        Line { style: "Chicago", parts }
    }

    /// The MLA Handbook, 9th edition. An organisation that publishes its own work is not its author.
    fn mla(&self) -> Line {
        let date = format!("{} {} {}", self.date.day(), short_month(self.date.month()), self.date.year());
        let author = match self.authors.as_slice() {
            _ if self.is_corporate => String::new(),
            [first, _, _, ..] => format!("{first}, et al. "),
            _ => format!("{} ", ended(&self.and_list("and"))),
        };
        let mut parts = vec![plain(author)];
        parts.extend(self.title_part());
        let (site, comma) = mark(&self.site, ",");
        parts.extend([plain(" "), italic(site), plain(format!("{comma} {date}, {}.", self.url))]);
        Line { style: "MLA", parts }
    }

    /// The Publication Manual of the APA, 7th edition. A site that is the author is not named twice.
    fn apa(&self) -> Line {
        let date = match (self.is_report, self.date) {
            (true, date) => date.year().to_string(),
            (false, date) => format!("{}, {} {}", date.year(), month_name(date.month()), date.day()),
        };
        let (title, stop) = stop(&self.title);
        let site = if self.is_corporate { String::new() } else { format!("{} ", ended(&self.site)) };
        let parts = vec![
            plain(format!("{} ({date}). ", ended(&self.and_list("&")))),
            italic(title),
            plain(format!("{stop} {site}{}", self.url)),
        ];
        Line { style: "APA", parts }
    }

    /// A report is a work of its own, in italics, and known by its year; all else is part of the site, in
    /// quotes.
    fn title_part(&self) -> Vec<Part> {
        if self.is_report {
            let (title, stop) = stop(&self.title);
            vec![italic(title), plain(stop)]
        } else {
            vec![plain(format!("“{}”", ended(&inner_quotes(&self.title))))]
        }
    }

    fn and_list(&self, and: &str) -> String {
        match self.authors.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [one, other] => format!("{one} {and} {other}"),
            [first @ .., last] => format!("{}, {and} {last}", first.join(", ")),
        }
    }
}

impl Renderer {
    /// Returns the file that cites a briefing, or an older version of it, in a format.
    pub(super) fn citation(&self, id: BriefingId, version: Option<usize>, format: CitationFormat) -> String {
        let edition = &*self.edition;
        let text = text_of(edition, id, version).zip(Work::new(edition, id, version));
        // A version that cannot be read has no such file.
        let Some((briefing, work)) = text else { return String::new() };
        let key = match version {
            None => id_of(edition, id),
            Some(version) => format!("{}/{version}", id_of(edition, id)),
        };
        let language = briefing.lang.as_deref().unwrap_or(&edition.site.config.language);
        match format {
            CitationFormat::Bibtex => bibtex(&work, briefing),
            CitationFormat::Ris => ris(&work, briefing, language),
            CitationFormat::Csl => csl(&work, briefing, language, &key),
        }
    }
}

/// Returns an entry for `BibLaTeX`, which `BibTeX` can read too.
fn bibtex(work: &Work, briefing: &Briefing) -> String {
    let authors: Vec<String> = work.authors.iter().map(|name| format!("{{{}}}", tex(name))).collect();
    let site = tex(&work.site);
    let (entry, publisher) = if work.is_report {
        ("report", format!("  type = {{Report}},\n  institution = {{{site}}},\n"))
    } else {
        ("misc", format!("  organization = {{{site}}},\n"))
    };
    format!(
        "@{entry}{{{slug}-{year},\n  author = {{{authors}}},\n  title = {{{{{title}}}}},\n{publisher}  date = {{{date}}},\n  year = {{{year}}},\n  url = {{{url}}},\n}}\n",
        slug = briefing.slug,
        year = work.date.year(),
        authors = authors.join(" and "),
        title = tex(&work.title),
        date = work.date,
        url = work.url,
    )
}

/// Returns a reference in RIS.
fn ris(work: &Work, briefing: &Briefing, language: &str) -> String {
    let mut out = String::new();
    let mut line = |tag: &str, value: &str| {
        out.push_str(tag);
        out.push_str("  - ");
        out.push_str(value);
        out.push_str("\r\n");
    };
    line("TY", if work.is_report { "RPRT" } else { "ELEC" });
    work.authors.iter().for_each(|name| line("AU", name));
    line("TI", &work.title);
    line(if work.is_report { "PB" } else { "T2" }, &work.site);
    line("PY", &work.date.year().to_string());
    line("DA", &format!("{}/", work.date.strftime("%Y/%m/%d")));
    line("AB", &one_line(briefing.blurb()));
    line("LA", &one_line(language));
    line("UR", &work.url);
    line("ER", "");
    out
}

/// Returns a list of one item in CSL-JSON, version 1.0.2.
fn csl(work: &Work, briefing: &Briefing, language: &str, id: &str) -> String {
    let authors: Vec<serde_json::Value> =
        work.authors.iter().map(|name| json!({ "literal": name })).collect();
    let mut item = json!({
        "id": id,
        "type": if work.is_report { "report" } else { "webpage" },
        "title": work.title,
        "author": authors,
        "issued": { "date-parts": [[work.date.year(), work.date.month(), work.date.day()]] },
        "URL": work.url,
        "abstract": one_line(briefing.blurb()),
        "language": language,
    });
    if let Some(item) = item.as_object_mut() {
        let site = if work.is_report { "publisher" } else { "container-title" };
        item.insert(site.to_owned(), work.site.clone().into());
    }
    json(&[item])
}

/// Escapes text for TeX. Braces become commands: `BibTeX` counts escaped ones too.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            _ => out.push(c),
        }
    }
    out
}

/// Returns a text in one line, without control characters.
fn one_line(text: &str) -> String {
    without_controls(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a text and the mark that follows it. Quotes at its end take the mark in, as they do in American
/// English, which all three styles are written in; then nothing follows.
fn mark<'a>(text: &str, mark: &'a str) -> (String, &'a str) {
    let inner = text.trim_end_matches(QUOTES);
    let quotes = &text[inner.len()..];
    if quotes.is_empty() { (text.to_owned(), mark) } else { (format!("{inner}{mark}{quotes}"), "") }
}

/// Returns a text and the full stop that follows it, unless it ends already.
fn stop(text: &str) -> (String, &'static str) {
    let ends = text.trim_end_matches(QUOTES).ends_with(['.', '?', '!', '…', '؟', '。']);
    mark(text, if ends { "" } else { "." })
}

/// Returns a text with a full stop, unless it ends already.
fn ended(text: &str) -> String {
    let (text, stop) = stop(text);
    text + stop
}

/// Returns a text to stand in quotes: its own double quotes become single ones.
fn inner_quotes(text: &str) -> String {
    let mut opened = false;
    let single = |c: char| match c {
        '“' => '‘',
        '”' => '’',
        '"' => {
            opened = !opened;
            if opened { '‘' } else { '’' }
        }
        _ => c,
    };
    text.chars().map(single).collect()
}

/// Returns the name of a month as MLA shortens it.
fn short_month(month: i8) -> String {
    match (month, month_name(month)) {
        (5..=7, name) => name.to_owned(),
        (9, _) => "Sept.".to_owned(),
        (_, name) => name.chars().take(3).chain(['.']).collect(),
    }
}

fn plain(text: impl Into<String>) -> Part {
    Part { text: text.into(), is_italic: false }
}

fn italic(text: String) -> Part {
    Part { text, is_italic: true }
}
