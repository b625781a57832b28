//! How to cite a briefing, or a month of the watch: lines to copy, and files for programs that manage references.
//!
//! [`CitedName`] says whose name is turned round.

use serde::Serialize;
use serde_json::json;

use super::Renderer;
use super::cited_name::{CitedName, one_line};
use super::data::{id_of, json};
use super::views::{absolute, link_to};
use super::watch::{edition_summary, edition_title};
use crate::config::is_english;
use crate::content::{Briefing, Kind};
use crate::dates::{PartialDate, month_name};
use crate::edition::Edition;
use crate::interface::Interface;
use crate::route::{CitationFormat, Cited, FileRoute};
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
struct Work<'a> {
    authors: Vec<CitedName>,
    /// Whether the site itself stands for an author.
    is_corporate: bool,
    title: String,
    site: String,
    is_report: bool,
    /// The day, or the month.
    date: PartialDate,
    /// The words of lines on a page that is not in English, for which the styles are made; none on one that is.
    foreign: Option<&'a Interface>,
    /// Where it is: the address of its DOI, if it has one.
    url: String,
    doi: Option<String>,
    /// What it says, in a sentence or two.
    summary: String,
    /// BCP 47.
    language: String,
    /// What it is called among the references of a text.
    key: String,
    /// What no other work of the site is called.
    id: String,
}

impl CiteView {
    /// Returns how to cite something; none where the site does not want it, or where it cannot be read.
    ///
    /// The newest version of a briefing is cited as the briefing.
    pub fn new(edition: &Edition, of: Cited) -> Option<Self> {
        if !edition.site.config.outputs.citations {
            return None;
        }
        let work = Work::new(edition, of)?;
        let file = |format: CitationFormat| FileView {
            name: format.name(),
            url: link_to(edition, FileRoute::Citation { of, format }),
        };
        Some(Self {
            lines: [work.chicago(), work.mla(), work.apa()],
            files: CitationFormat::ALL.map(file).into(),
        })
    }

    /// Returns how to cite a version of a briefing, by its number from 1.
    pub fn of_version(edition: &Edition, id: BriefingId, version: usize) -> Option<Self> {
        let is_older = version < edition.site.briefing(id).versions().len();
        Self::new(edition, if is_older { Cited::Version(id, version) } else { Cited::Briefing(id) })
    }
}

impl<'a> Work<'a> {
    /// Returns what is cited; none for a version that cannot be read.
    fn new(edition: &'a Edition, of: Cited) -> Option<Self> {
        let url = absolute(edition, of.page());
        match of {
            Cited::Briefing(id) => {
                let briefing = edition.briefing(id);
                let work = Self::of_text(edition, briefing, url, id_of(edition, id));
                Some(match &briefing.doi {
                    Some(doi) => Self { url: doi.url(), doi: Some(doi.to_string()), ..work },
                    None => work,
                })
            }
            Cited::Version(id, number) => {
                let version = edition.site.briefing(id).versions().get(number.checked_sub(1)?)?;
                let work_id = format!("{}/{number}", id_of(edition, id));
                let work = Self::of_text(edition, version.briefing.as_deref()?, url, work_id);
                let version = work.foreign.map_or_else(
                    || format!("version {number}"),
                    |words| words.say_with("record.version", &[("number", &number.to_string())]),
                );
                Some(Self { title: format!("{} ({version})", work.title), ..work })
            }
            Cited::Watch(month) => {
                let date = edition.site.watch_month(month).month;
                let site = one_line(&edition.site.config.title);
                Some(Self {
                    authors: vec![CitedName::Whole(site.clone())],
                    is_corporate: true,
                    title: one_line(&edition_title(edition, month)),
                    site,
                    is_report: false,
                    date,
                    foreign: foreign(edition),
                    url,
                    doi: None,
                    summary: one_line(&edition_summary(edition, month)),
                    language: edition.site.config.language.clone(),
                    key: format!("watch-{date}"),
                    id: format!("watch/{date}"),
                })
            }
        }
    }

    fn of_text(edition: &'a Edition, briefing: &Briefing, url: String, id: String) -> Self {
        let site = one_line(&edition.site.config.title);
        let authors = briefing.authors.iter().map(|name| CitedName::of(edition, name));
        let authors: Vec<CitedName> = authors.filter(|name| !name.usual().is_empty()).collect();
        let of_site = CitedName::Whole(site.clone());
        let is_corporate = authors.is_empty() || authors.as_slice() == std::slice::from_ref(&of_site);
        let date = briefing.date.date();
        Self {
            authors: if is_corporate { vec![of_site] } else { authors },
            is_corporate,
            title: one_line(&briefing.title),
            site,
            is_report: briefing.kind == Kind::Report,
            date: date.into(),
            foreign: foreign(edition),
            url,
            doi: None,
            summary: one_line(briefing.blurb()),
            language: one_line(briefing.lang.as_deref().unwrap_or(&edition.site.config.language)),
            key: format!("{}-{}", briefing.slug, date.year()),
            id,
        }
    }

    /// The Chicago Manual of Style, 17th edition, as an entry of a bibliography.
    fn chicago(&self) -> Line {
        let year = self.date.year();
        let date = match (self.date.month(), self.date.day()) {
            (Some(month), Some(day)) if !self.is_report => format!("{} {day}, {year}", month_name(month)),
            (Some(month), None) => format!("{} {year}", month_name(month)),
            _ => year.to_string(),
        };
        let date = self.date_in_words().filter(|_| !self.is_report).unwrap_or(date);
        let authors = self.first_inverted(CitedName::first_in_chicago);
        let mut parts = vec![plain(format!("{} ", ended(&authors)))];
        parts.extend(self.title_part());
        let (site, comma) = mark(&self.site, ",");
        let site = if self.is_corporate { String::new() } else { format!("{site}{comma} ") };
        parts.push(plain(format!(" {site}{date}. {}.", self.url)));
        Line { style: "Chicago", parts }
    }

    /// The MLA Handbook, 9th edition. An organisation that publishes its own work is not its author.
    fn mla(&self) -> Line {
        let month = self.date.month().map(|month| short_month(month) + " ").unwrap_or_default();
        let day = self.date.day().map(|day| format!("{day} ")).unwrap_or_default();
        let date = self.date_in_words().unwrap_or_else(|| format!("{day}{month}{}", self.date.year()));
        let author = match self.authors.as_slice() {
            _ if self.is_corporate => String::new(),
            [first, _, _, ..] => format!("{}, et al. ", first.first_in_mla()),
            _ => format!("{} ", ended(&self.first_inverted(CitedName::first_in_mla))),
        };
        let mut parts = vec![plain(author)];
        parts.extend(self.title_part());
        let (site, comma) = mark(&self.site, ",");
        parts.extend([plain(" "), italic(site), plain(format!("{comma} {date}, {}.", self.url))]);
        Line { style: "MLA", parts }
    }

    /// The Publication Manual of the APA, 7th edition. A site that is the author is not named twice.
    fn apa(&self) -> Line {
        let year = self.date.year();
        let date = match (self.date.month(), self.date.day()) {
            (Some(month), Some(day)) if !self.is_report => format!("{year}, {} {day}", month_name(month)),
            (Some(month), None) => format!("{year}, {}", month_name(month)),
            _ => year.to_string(),
        };
        let date = self.date_in_words().filter(|_| !self.is_report).unwrap_or(date);
        let (title, stop) = stop(&self.title);
        let site = if self.is_corporate { String::new() } else { format!("{} ", ended(&self.site)) };
        let parts = vec![
            plain(format!("{} ({date}). ", ended(&self.all_inverted()))),
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
        } else if let Some(words) = self.foreign {
            vec![plain(words.say_with("cite.title", &[("title", &self.title)]) + ".")]
        } else {
            vec![plain(format!("“{}”", ended(&inner_quotes(&self.title))))]
        }
    }

    /// Returns the authors as Chicago and MLA list them: the first one's family name first.
    fn first_inverted(&self, inverted: impl Fn(&CitedName) -> String) -> String {
        let mut names: Vec<String> = self.authors.iter().map(|name| name.usual().to_owned()).collect();
        let Some((first, author)) = names.first_mut().zip(self.authors.first()) else { return String::new() };
        *first = inverted(author);
        let is_turned = *first != author.usual();
        self.list(&names, "and", is_turned)
    }

    /// Returns the authors as APA lists them: all family names first.
    fn all_inverted(&self) -> String {
        let names: Vec<String> = self.authors.iter().map(CitedName::with_initials).collect();
        let is_turned = self.authors.iter().any(|name| name.with_initials() != name.usual());
        self.list(&names, "&", is_turned)
    }

    /// Returns names in a row, in the language of the page.
    fn list(&self, names: &[String], and: &str, has_commas: bool) -> String {
        match self.foreign {
            Some(words) => words.list(&names.iter().map(String::as_str).collect::<Vec<_>>()),
            None => and_list(names, and, has_commas),
        }
    }

    /// Returns the date as the language of the page has it; none where that is English, and each style has its own.
    fn date_in_words(&self) -> Option<String> {
        Some(self.foreign?.date(self.date))
    }
}

/// Returns the words of lines on a page that is not in English.
fn foreign(edition: &Edition) -> Option<&Interface> {
    (!is_english(&edition.site.config.language)).then_some(&edition.theme.interface)
}

/// Returns names in a row. A comma stands before the last of two if a name has one inside.
fn and_list(names: &[String], and: &str, has_commas: bool) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] if !has_commas => format!("{one} {and} {other}"),
        [first @ .., last] => format!("{}, {and} {last}", first.join(", ")),
    }
}

impl Renderer {
    /// Returns the file that cites something in a format.
    pub(super) fn citation(&self, of: Cited, format: CitationFormat) -> String {
        // A version that cannot be read has no such file.
        let Some(work) = Work::new(&self.edition, of) else { return String::new() };
        match format {
            CitationFormat::Bibtex => bibtex(&work),
            CitationFormat::Ris => ris(&work),
            CitationFormat::Csl => csl(&work),
        }
    }
}

/// Returns an entry for `BibLaTeX`, which `BibTeX` can read too.
fn bibtex(work: &Work<'_>) -> String {
    let authors: Vec<String> = work.authors.iter().map(|name| name.bibtex(tex)).collect();
    let site = tex(&work.site);
    let doi = work.doi.as_ref().map(|doi| format!("  doi = {{{}}},\n", tex(doi))).unwrap_or_default();
    let (entry, publisher) = if work.is_report {
        ("report", format!("  type = {{Report}},\n  institution = {{{site}}},\n"))
    } else {
        ("misc", format!("  organization = {{{site}}},\n"))
    };
    format!(
        "@{entry}{{{key},\n  author = {{{authors}}},\n  title = {{{{{title}}}}},\n{publisher}  date = {{{date}}},\n  year = {{{year}}},\n{doi}  url = {{{url}}},\n}}\n",
        key = work.key,
        year = work.date.year(),
        authors = authors.join(" and "),
        title = tex(&work.title),
        date = work.date,
        url = work.url,
    )
}

/// Returns a reference in RIS.
fn ris(work: &Work) -> String {
    let mut out = String::new();
    let mut line = |tag: &str, value: &str| {
        out.push_str(tag);
        out.push_str("  - ");
        out.push_str(value);
        out.push_str("\r\n");
    };
    let two_digits = |part: Option<i8>| part.map(|part| format!("{part:02}")).unwrap_or_default();
    let (month, day) = (two_digits(work.date.month()), two_digits(work.date.day()));
    line("TY", if work.is_report { "RPRT" } else { "ELEC" });
    work.authors.iter().for_each(|name| line("AU", &name.inverted()));
    line("TI", &work.title);
    line(if work.is_report { "PB" } else { "T2" }, &work.site);
    line("PY", &work.date.year().to_string());
    line("DA", &format!("{:04}/{month}/{day}/", work.date.year()));
    line("AB", &work.summary);
    line("LA", &work.language);
    work.doi.iter().for_each(|doi| line("DO", doi));
    line("UR", &work.url);
    line("ER", "");
    out
}

/// Returns a list of one item in CSL-JSON, version 1.0.2.
fn csl(work: &Work) -> String {
    let authors: Vec<serde_json::Value> = work.authors.iter().map(CitedName::csl).collect();
    let parts = [work.date.month(), work.date.day()].into_iter().flatten().map(i16::from);
    let date: Vec<i16> = std::iter::once(work.date.year()).chain(parts).collect();
    let mut item = json!({
        "id": work.id,
        "type": if work.is_report { "report" } else { "webpage" },
        "title": work.title,
        "author": authors,
        "issued": { "date-parts": [date] },
        "URL": work.url,
        "abstract": work.summary,
        "language": work.language,
    });
    if let Some(item) = item.as_object_mut() {
        let site = if work.is_report { "publisher" } else { "container-title" };
        item.insert(site.to_owned(), work.site.clone().into());
        if let Some(doi) = &work.doi {
            item.insert("DOI".to_owned(), doi.clone().into());
        }
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
