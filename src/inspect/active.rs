//! Files that run scripts in a browser.

use crate::text::ending;

/// The endings of files that browsers open as pages or drawings, in which scripts run.
const ENDINGS: [&str; 10] = ["html", "htm", "xhtml", "xht", "shtml", "xml", "xsl", "xslt", "svg", "svgz"];

/// Elements that run scripts, or load a page or a program that may.
const ELEMENTS: [&str; 9] =
    ["script", "iframe", "frame", "object", "embed", "applet", "base", "foreignobject", "handler"];

/// Beginnings of addresses that are programs.
const ADDRESSES: [&str; 4] = ["javascript:", "vbscript:", "data:text/html", "data:image/svg"];

/// Returns whether browsers may run scripts in a file of this name.
pub fn is_active(path: &str) -> bool {
    ENDINGS.contains(&ending(path).as_str())
}

/// Returns whether a file that browsers open as a page or a drawing may run a script.
///
/// It is looked for as text, and doubt counts as a script: no reader of HTML agrees with all browsers.
pub fn has_scripts(path: &str, bytes: &[u8]) -> bool {
    if !is_active(path) {
        return false;
    }
    // UTF-16, compressed text and the escapes of ISO-2022 could hide anything.
    if bytes.contains(&0) || bytes.contains(&0x1b) || bytes.starts_with(&[0x1f, 0x8b]) {
        return true;
    }
    let text = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    let is_page = !matches!(ending(path).as_str(), "svg" | "svgz");
    text.contains("<!entity")
        || (is_page && text.contains("<?xml-stylesheet"))
        || (is_page && text.contains("<meta") && text.contains("refresh"))
        || elements(&text).any(|name| ELEMENTS.contains(&name))
        || has_handler(&text)
        || has_address(&text)
}

/// Returns the names of the elements that open in a text, without their prefixes.
fn elements(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).map(|rest| {
        let end =
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':'))).unwrap_or(rest.len());
        let name = &rest[..end];
        name.rsplit(':').next().unwrap_or(name)
    })
}

/// Returns whether there is an attribute such as `onload=`.
fn has_handler(text: &str) -> bool {
    text.match_indices("on").any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let starts = before.is_some_and(|c| c.is_whitespace() || matches!(c, '/' | '"' | '\'' | ':'));
        let after = text[at + 2..].trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        starts && after.len() < text.len() - at - 2 && after.trim_start().starts_with('=')
    })
}

/// Returns whether there is an address that is a program, however its characters are written.
fn has_address(text: &str) -> bool {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (decoded, length) = reference(rest).unwrap_or((Some(c), c.len_utf8()));
        plain.extend(
            decoded.filter(|c| !c.is_whitespace() && !c.is_control()).map(|c| c.to_ascii_lowercase()),
        );
        rest = &rest[length..];
    }
    ADDRESSES.iter().any(|address| plain.contains(address))
}

/// Returns the character that a character reference at the start of a text stands for, and its length in bytes.
fn reference(text: &str) -> Option<(Option<char>, usize)> {
    for (name, c) in [("&colon;", ':'), ("&tab;", '\t'), ("&newline;", '\n')] {
        if text.starts_with(name) {
            return Some((Some(c), name.len()));
        }
    }
    let digits = text.strip_prefix("&#")?;
    let (digits, radix, start) = match digits.strip_prefix('x') {
        Some(hexadecimal) => (hexadecimal, 16, 3),
        None => (digits, 10, 2),
    };
    let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let c = u32::from_str_radix(digits.get(..length)?, radix).ok().and_then(char::from_u32);
    let semicolon = usize::from(digits[length..].starts_with(';'));
    (length > 0).then_some((c, start + length + semicolon))
}

#[cfg(test)]
mod tests {
    use super::has_scripts;

    #[test]
    fn scripts_are_found_however_they_are_written() {
        for text in [
            "<script>1</script>",
            "<SCRIPT src=x>",
            "<svg:script>",
            "<p onclick=1>",
            "<img/onerror = 'x'>",
            "<a href='java&#x73;cript:x'>",
            "<a href='java&#115cript&colon;x'>",
            "<a href=' java\n\tscript:x'>",
            "<iframe src=x>",
            "<meta http-equiv=refresh content=0>",
            "<!DOCTYPE x [<!ENTITY a 'b'>]>",
            "<scr\u{1b}(Bipt>",
            "<\0s\0c",
        ] {
            assert!(has_scripts("a/b.HTML", text.as_bytes()), "{text}");
        }
        for text in
            ["<p>One on one is two</p>", "", "<p>the season=x</p>", "<table class=\"on\"><td>&#65;</table>"]
        {
            assert!(!has_scripts("b.html", text.as_bytes()), "{text}");
        }
        assert!(!has_scripts("b.txt", b"<script>"));
    }
}
