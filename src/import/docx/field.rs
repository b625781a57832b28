//! Fields of Word: what a program works out and shows.

/// A field of Word: what it asks for, and whether what it shows has begun.
#[derive(Default)]
pub struct Field {
    pub code: String,
    pub shows: bool,
}

impl Field {
    /// Returns the address that a field leads to.
    pub fn address(&self) -> Option<String> {
        let rest = self.code.trim().strip_prefix("HYPERLINK")?.trim();
        let mut quoted = rest.split('"');
        let (before, url) = (quoted.next()?, quoted.next()?);
        // `\l` names the place on the page.
        let place = quoted.next().filter(|between| between.trim() == "\\l").and_then(|_| quoted.next());
        let url = match place {
            Some(place) if !url.contains('#') => format!("{url}#{place}"),
            _ => url.to_owned(),
        };
        before.trim().is_empty().then_some(url)
    }

    /// Returns whether what it shows is none of the text: a table of contents, an index.
    pub fn is_made(&self) -> bool {
        let name = self.code.split_whitespace().next().unwrap_or_default();
        matches!(name, "TOC" | "INDEX" | "TOA" | "PAGE" | "NUMPAGES")
    }

    /// Returns the bookmark whose note it repeats the number of.
    pub fn note(&self) -> Option<&str> {
        let mut words = self.code.split_whitespace();
        (words.next()? == "NOTEREF").then(|| words.next())?
    }
}
