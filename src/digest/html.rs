//! A digest as HTML for mail programs: tables and styles in their elements, since that is what Outlook and Gmail keep. No
//! image, no script, nothing that is fetched.

use super::told::{Digest, Told};
use crate::interface::Direction;
use crate::xml::Markup;

/// The colours of daylight, in the elements themselves.
const INK: &str = "#1d1b18";
const QUIET: &str = "#5f5a51";
const PAPER: &str = "#fcfaf5";
const LINK: &str = "#163f64";
const RULE: &str = "#d9d2c3";

/// What programs take that know of dark mode; `!important` is stronger than a style in an element.
const DARK: &str = "@media (prefers-color-scheme: dark) { .paper { background: #191816 !important; } \
                    .ink { color: #ece7dc !important; } .quiet { color: #aaa397 !important; } \
                    .link { color: #9cc3e8 !important; } .rule { border-color: #3b3832 !important; } } \
                    @media (max-width: 480px) { .sheet { padding: 20px 16px !important; } }";

/// The title of a briefing.
const TITLE: &str = "font-family:Georgia,'Times New Roman',serif;font-size:19px;line-height:26px;font-weight:normal;\
                     margin:18px 0 2px;";

/// Words about it.
const WORDS: &str = "font-family:Georgia,'Times New Roman',serif;font-size:16px;line-height:24px;color:#1d1b18;\
                     margin:0 0 6px;";

const SERIF: &str = "font-family:Georgia,'Times New Roman',serif;";

/// Returns a digest as HTML.
pub fn write(digest: &Digest) -> String {
    let mut xml = Markup::default();
    xml.piece("<!DOCTYPE html>\n");
    let direction = digest.direction();
    xml.open("html", &[("lang", digest.language()), ("dir", direction.word())]);
    xml.open("head", &[]);
    xml.empty("meta", &[("charset", "utf-8")]);
    xml.empty("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
    xml.empty("meta", &[("name", "color-scheme"), ("content", "light dark")]);
    xml.empty("meta", &[("name", "supported-color-schemes"), ("content", "light dark")]);
    xml.element("title", &[], &digest.subject());
    xml.element("style", &[], DARK);
    xml.close("head");
    let body = format!("margin:0;padding:0;background:{PAPER};");
    xml.open("body", &[("class", "paper"), ("style", &body)]);
    table(&mut xml, "100%", "", direction, |xml| {
        cell(xml, "paper", "", "center", |xml| {
            sheet(xml, direction, |xml| content(xml, digest));
        });
    });
    xml.close("body");
    xml.close("html");
    xml.into_text()
}

/// Writes a table that is there for its place only, with this style beside what all of them have.
fn table(
    xml: &mut Markup,
    width: &str,
    style: &str,
    direction: Direction,
    content: impl FnOnce(&mut Markup),
) {
    let mut attributes = vec![
        ("role", "presentation"),
        ("dir", direction.word()),
        ("width", width),
        ("cellpadding", "0"),
        ("cellspacing", "0"),
        ("border", "0"),
    ];
    if !style.is_empty() {
        attributes.push(("style", style));
    }
    xml.open("table", &attributes);
    xml.open("tr", &[]);
    content(xml);
    xml.close("tr");
    xml.close("table");
}

fn cell(xml: &mut Markup, class: &str, style: &str, align: &str, content: impl FnOnce(&mut Markup)) {
    let mut attributes = vec![("class", class)];
    if !align.is_empty() {
        attributes.push(("align", align));
    }
    if !style.is_empty() {
        attributes.push(("style", style));
    }
    xml.open("td", &attributes);
    content(xml);
    xml.close("td");
}

/// Writes the sheet in the middle, 600 pixels wide at most.
fn sheet(xml: &mut Markup, direction: Direction, content: impl FnOnce(&mut Markup)) {
    let align = if direction == Direction::Rtl { "right" } else { "left" };
    table(xml, "600", "width:100%;max-width:600px;", direction, |xml| {
        cell(xml, "sheet", "padding:32px 28px;", align, content);
    });
}

fn content(xml: &mut Markup, digest: &Digest) {
    line(xml, "p", "quiet", &format!("{SERIF}font-size:14px;color:{QUIET};margin:0 0 6px;"), |xml| {
        link(xml, "quiet", &format!("color:{QUIET};"), &digest.home(), &digest.edition.site.config.title);
    });
    let style =
        format!("{SERIF}font-size:26px;line-height:32px;font-weight:normal;color:{INK};margin:0 0 10px;");
    line(xml, "h1", "ink", &style, |xml| xml.text(&digest.time()));
    let names = digest.scope.names(digest.edition).join(" · ");
    for words in [names, digest.counts()].iter().filter(|words| !words.is_empty()) {
        let style = format!("{SERIF}font-size:15px;line-height:22px;color:{QUIET};margin:0 0 4px;");
        line(xml, "p", "quiet", &style, |xml| xml.text(words));
    }
    for (name, entries) in digest.groups() {
        let style = format!(
            "{SERIF}font-size:17px;line-height:24px;color:{INK};margin:28px 0 0;padding:0 0 6px;border-bottom:2px solid {RULE};"
        );
        line(xml, "h2", "ink rule", &style, |xml| xml.text(&name));
        for entry in entries {
            briefing(xml, &digest.told(entry));
        }
    }
    let style = format!(
        "{SERIF}font-size:13px;line-height:20px;color:{QUIET};margin:32px 0 0;padding:12px 0 0;border-top:1px solid {RULE};"
    );
    line(xml, "p", "quiet rule", &style, |xml| {
        link(xml, "quiet", &format!("color:{QUIET};"), &digest.home(), &digest.home());
    });
}

fn briefing(xml: &mut Markup, told: &Told) {
    let language: Vec<(&str, &str)> = match told.language {
        Some(language) => vec![("lang", language), ("dir", Direction::of(language).word())],
        None => Vec::new(),
    };
    let with_language = |class: &'static str, style: &'static str| -> Vec<(&str, &str)> {
        [("class", class), ("style", style)].into_iter().chain(language.iter().copied()).collect()
    };
    xml.open("h3", &with_language("link", TITLE));
    link(xml, "link", &format!("color:{LINK};"), &told.url, told.title);
    xml.close("h3");
    let style = format!("{SERIF}font-size:14px;line-height:20px;color:{QUIET};margin:0 0 6px;");
    line(xml, "p", "quiet", &style, |xml| xml.text(&told.line));
    if let Some(summary) = told.summary {
        xml.element("p", &with_language("ink", WORDS), summary);
    }
    for note in told.notes {
        line(xml, "p", "ink", WORDS, |xml| xml.element("em", &[], note));
    }
}

fn line(xml: &mut Markup, name: &str, class: &str, style: &str, content: impl FnOnce(&mut Markup)) {
    xml.open(name, &[("class", class), ("style", style)]);
    content(xml);
    xml.close(name);
}

fn link(xml: &mut Markup, class: &str, style: &str, url: &str, words: &str) {
    xml.element("a", &[("class", class), ("style", style), ("href", url)], words);
}
