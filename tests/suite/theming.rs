//! Templates and what they see: `docs/templates.md` is complete, and the theme uses nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::site_test::SiteTest;

/// The names and types of a template's variables, or of a type's fields.
type Names = BTreeMap<String, String>;

/// What `docs/templates.md` says.
struct Reference {
    everywhere: Names,
    templates: BTreeMap<String, Names>,
    types: BTreeMap<String, Names>,
}

impl Reference {
    fn read() -> Self {
        let text = fs::read_to_string(repository("docs/templates.md")).expect("the reference");
        let mut reference =
            Self { everywhere: Names::new(), templates: BTreeMap::new(), types: BTreeMap::new() };
        let mut heading = None;
        let mut names = &mut Names::new();
        for line in text.lines() {
            if line == "## In every template" {
                names = &mut reference.everywhere;
            } else if let Some(name) = line.strip_prefix("### `").and_then(|rest| rest.strip_suffix('`')) {
                heading = Some(name);
                let of = if name.contains('.') { &mut reference.templates } else { &mut reference.types };
                names = of.entry(name.to_owned()).or_default();
            } else if let Some(row) = line.strip_prefix("| `") {
                let mut cells = row.split('`');
                let (name, kind) = (cells.next().expect("a name"), cells.nth(1).expect("a type"));
                let kind = kind.trim_end_matches('?').to_owned();
                assert!(
                    names.insert(name.to_owned(), kind).is_none(),
                    "{heading:?}: {name} stands there twice"
                );
            }
        }
        reference
    }

    /// Returns what a template sees.
    fn scope(&self, template: &str) -> Names {
        let mut scope = self.everywhere.clone();
        scope.extend(self.templates.get(template).cloned().unwrap_or_default());
        scope
    }
}

fn repository(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn item(kind: &str) -> Option<&str> {
    kind.strip_prefix('[')?.strip_suffix(']')
}

/// Follows a template, with the types of what it sees at each place.
struct Reader<'a> {
    reference: &'a Reference,
    template: String,
    /// The names of the innermost loop come last.
    scopes: Vec<Names>,
}

impl Reader<'_> {
    fn read(&mut self, name: &str) {
        let text = fs::read_to_string(repository("templates").join(name)).expect("a template");
        let mut rest = text.as_str();
        while let Some(at) = rest.find("{%").into_iter().chain(rest.find("{{")).min() {
            let is_statement = rest[at..].starts_with("{%");
            let close = if is_statement { "%}" } else { "}}" };
            let (tag, after) = rest[at + 2..].split_once(close).expect("a tag ends");
            let tag = tag.trim().trim_matches('-').trim();
            rest = after;
            if is_statement { self.statement(tag) } else { self.expression(tag) }
        }
    }

    fn statement(&mut self, tag: &str) {
        let (word, rest) = tag.split_once(' ').unwrap_or((tag, ""));
        match word {
            "for" => {
                let (name, list) = rest.split_once(" in ").expect("for … in …");
                let kind = self.kind(list.trim()).unwrap_or_else(|| panic!("{}: {list}", self.template));
                let kind = item(&kind).unwrap_or_else(|| panic!("{}: {list} is no list", self.template));
                self.scopes.push(Names::from([(name.trim().to_owned(), kind.to_owned())]));
            }
            "endfor" => drop(self.scopes.pop()),
            "set" => {
                let (name, kind) = match rest.split_once('=') {
                    Some((name, value)) => {
                        self.expression(value);
                        (name, self.kind(value.trim()).unwrap_or_else(|| "any".to_owned()))
                    }
                    None => (rest, "html".to_owned()),
                };
                self.scopes.last_mut().expect("a scope").insert(name.trim().to_owned(), kind);
            }
            "include" => self.read(rest.trim().trim_matches('"')),
            "if" | "elif" => self.expression(rest),
            _ => {}
        }
    }

    /// Asserts that each name in an expression is there.
    fn expression(&mut self, text: &str) {
        let mut outside = String::new();
        for (place, part) in text.split('"').enumerate() {
            // What stands in quotes is text.
            outside.push_str(if place % 2 == 0 { part } else { "\"\"" });
        }
        let is_path = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '[' | ']');
        let mut rest = outside.as_str();
        let mut after_pipe = false;
        while let Some(at) = rest.find(|c: char| c.is_ascii_alphabetic() || c == '|') {
            if rest[at..].starts_with('|') {
                after_pipe = true;
                rest = &rest[at + 1..];
                continue;
            }
            let end = rest[at..].find(|c: char| !is_path(c)).map_or(rest.len(), |end| at + end);
            let (word, next) = (&rest[at..end], &rest[end..]);
            let is_argument = next.trim_start().starts_with('=') && !next.trim_start().starts_with("==");
            let is_known = after_pipe
                || is_argument
                || next.starts_with('(')
                || ["and", "or", "not", "is", "in", "none", "true", "false"].contains(&word)
                || word.starts_with("loop.")
                || self.kind(word).is_some();
            assert!(is_known, "{} uses `{word}`, which docs/templates.md does not name", self.template);
            after_pipe = false;
            rest = next;
        }
    }

    /// Returns the type of what a path leads to; none where the reference has no such thing.
    fn kind(&self, path: &str) -> Option<String> {
        let mut parts = path.split('.');
        let (first, mut indexed) = index(parts.next()?);
        let mut kind: &str = self.scopes.iter().rev().find_map(|names| names.get(first))?;
        loop {
            if indexed {
                kind = item(kind)?;
            }
            let Some(part) = parts.next() else { return Some(kind.to_owned()) };
            let (field, has_index) = index(part);
            indexed = has_index;
            kind = self.reference.types.get(kind)?.get(field)?;
        }
    }
}

fn index(part: &str) -> (&str, bool) {
    part.split_once('[').map_or((part, false), |(name, _)| (name, true))
}

#[test]
fn templates_use_only_what_the_reference_names() {
    let reference = Reference::read();
    let files = crate::site_test::files_of(&repository("templates"));
    let pages = files
        .iter()
        .map(|(path, _)| path.as_str())
        .filter(|path| path.ends_with(".html") && *path != "base.html" && !path.starts_with("components/"));
    let mut seen = 0;
    for template in pages.chain(["components/row.html"]) {
        assert!(reference.templates.contains_key(template), "docs/templates.md has no {template}");
        let scopes = vec![reference.scope(template)];
        let mut reader = Reader { reference: &reference, template: template.to_owned(), scopes };
        reader.read(template);
        if template != "redirect.html" && !template.starts_with("components/") {
            reader.read("base.html");
        }
        seen += 1;
    }
    assert_eq!(seen, reference.templates.len());
}

#[test]
#[should_panic(expected = "home.html uses `lead.titel`")]
fn a_name_that_is_not_there_is_found() {
    let reference = Reference::read();
    let scopes = vec![reference.scope("home.html")];
    Reader { reference: &reference, template: "home.html".to_owned(), scopes }
        .expression("t(key=\"x\", a=lead.title) ~ lead.titel | upper");
}

/// A site with every kind of page, and a past.
fn desk() -> SiteTest {
    let site = SiteTest::bare()
        .file("site.yaml", "title: Test Desk\nbase_url: https://example.org/\nlanguages: [en, fr]\noutputs: { timemaps: true, word: true }\n")
        .file(
            "content/pages/about.md",
            "---\ntitle: About\naliases: [/who/]\n---\n[Rome](../briefings/one.md)\n",
        )
        .file("content/pages/index.md", "---\ntitle: Home\n---\nHello.\n")
        .file(
            "content/countries/fr.md",
            "---\npinned: [one]\nstatus: { is: improving, date: 2024-01-01, reason: So. }\n---\nFrance.\n",
        )
        .file("content/topics/trade.md", "---\ntitle: Trade\n---\nOn trade.\n")
        .file("content/topics/tariffs.md", "---\ntitle: Tariffs\nparent: trade\n---\n")
        .file(
            "content/authors/ada.md",
            "---\nname: Ada\nphoto: a.svg\nlinks: [https://example.org/ada/]\n---\nOn trade.\n",
        )
        .file("content/organisations/eu.md", "---\nnote: A note.\npinned: [one]\n---\nOn the union.\n")
        .file("content/briefings/one.fr.md", "---\ntitle: Un\n---\nTexte.\n")
        .file("static/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"1\"/>");
    let front = "countries: [FR, CN, SU]\nmentions: [LI]\ntopics: [tariffs]\norganisations: [EU]\npeople: [Ada]\nauthors: [Ada]\nseries: talks\ndoi: 10.1000/182\nimage: a.svg\n\
                 image_alt: A\nsources: [{ id: a, title: A, date: 2024-01-01, url: https://example.org/a, withdrawn: { date: 2024-05-01, reason: So. } }]\n\
                 corrections: [{ date: 2024-05-01, note: Not so. }]\n\
                 events: [{ date: 2024-02, title: Talks, countries: [FR, DE] }, { date: 2023-01-02, title: More }]\n\
                 judgements: [{ id: j, statement: So it is., probability: 60, by: 2024-05-01, outcome: true, resolved: 2024-05-01, source: a }]";
    let text = "Text.[^a] [There](two.md)\n\n## One\n\n## Two\n\n## Three";
    let site = site.briefing("one", front, text).briefing("two", &front.replace("[a, b]", ""), text);
    let git = |arguments: &[&str]| {
        let done = Command::new("git").current_dir(site.root()).args(arguments).output().expect("git runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    let commit = ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-a", "-m", "Words"];
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&commit);
    let file = "content/briefings/one.md";
    site.write(
        file,
        site.read(file)
            .replace("Text.", "Other words.")
            .replace("topics: [tariffs]", "topics: [trade]")
            .replace("probability: 60", "probability: 70"),
    );
    git(&commit);
    site
}

#[test]
fn the_reference_names_all_that_templates_see() {
    let reference = Reference::read();
    let mut site = desk();
    for template in reference.templates.keys().filter(|name| !name.starts_with("components/")) {
        site = site.file(&format!("templates/{template}"), "{{ nothing_of_this }}");
    }
    let built = site.build();
    let said = built.said();
    let mut told = BTreeSet::new();
    for problem in said.split("\nerror").filter(|problem| problem.contains("Available variables: ")) {
        let after = problem.split_once("Available variables: ").expect("a list").1;
        let (names, place) = after.split_once('\n').expect("a place");
        let template =
            place.split_once("templates/").and_then(|(_, rest)| rest.split_once(':')).expect("a file").0;
        let names: BTreeSet<&str> = names.split(", ").collect();
        let scope = reference.scope(template);
        let documented: BTreeSet<&str> = scope.keys().map(String::as_str).collect();
        // Further pages of a list see less.
        assert!(names.is_subset(&documented), "{template} sees {names:?}, documented {documented:?}");
        assert_eq!(names, documented, "{template}");
        told.insert(template.to_owned());
    }
    let pages: BTreeSet<String> =
        reference.templates.keys().filter(|name| !name.starts_with("components/")).cloned().collect();
    assert_eq!(told, pages, "{said}");
}

/// Writes a template that prints the fields of everything that a template sees, as `=type field field`.
fn probe(reference: &Reference, path: &str, kind: &str, depth: usize, out: &mut String) {
    if depth > 6 {
        return;
    }
    if let Some(kind) = item(kind) {
        let name = format!("i{depth}");
        let _ = write!(out, "{{% for {name} in {path} %}}");
        probe(reference, &name, kind, depth + 1, out);
        out.push_str("{% endfor %}");
    } else if let Some(fields) = reference.types.get(kind) {
        let _ =
            write!(out, "{{% if {path} %}}\n={kind}{{% for k, v in {path} %}} {{{{ k }}}}{{% endfor %}}\n");
        for (field, kind) in fields {
            probe(reference, &format!("{path}.{field}"), kind, depth + 1, out);
        }
        out.push_str("{% endif %}");
    }
}

#[test]
fn the_reference_names_every_field_of_what_templates_see() {
    let reference = Reference::read();
    let mut site = desk();
    for template in reference.templates.keys() {
        let mut text = String::new();
        for (name, kind) in reference.scope(template) {
            if !template.starts_with("components/") || name == "briefing" {
                probe(&reference, &name, &kind, 0, &mut text);
            }
        }
        site = site.file(&format!("templates/{template}"), text);
    }
    let built = site.build();
    built.assert_ok();
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, bytes) in built.files() {
        if !path.ends_with(".html") {
            continue;
        }
        for line in String::from_utf8(bytes).expect("UTF-8").lines() {
            let Some((kind, fields)) = line.strip_prefix('=').and_then(|line| line.split_once(' ')) else {
                continue;
            };
            let fields: BTreeSet<&str> = fields.split(' ').collect();
            // A link in the language of its page, as nearly all are, has neither.
            let needed =
                reference.types[kind].keys().filter(|field| !["lang", "direction"].contains(&field.as_str()));
            let missing: Vec<&String> = needed.filter(|field| !fields.contains(field.as_str())).collect();
            assert!(missing.is_empty(), "{kind} in {path} lacks {missing:?}");
            seen.entry(kind.to_owned()).or_default().extend(fields.into_iter().map(ToOwned::to_owned));
        }
    }
    for (kind, fields) in &seen {
        let documented: BTreeSet<&String> = reference.types[kind].keys().collect();
        assert_eq!(fields.iter().collect::<BTreeSet<_>>(), documented, "{kind}");
    }
    let unseen: Vec<&String> = reference.types.keys().filter(|kind| !seen.contains_key(*kind)).collect();
    // Bars stand where there are more events than marks have room, and a pager where a list is long.
    assert_eq!(unseen, ["bar", "pager"], "the site of this test has none");
}

#[test]
fn a_style_of_the_sites_own_comes_after_that_of_the_theme() {
    let built = SiteTest::new().file("static/site.css", ":root { --link: teal }").build();
    built.assert_ok();
    let page = built.page("/");
    let links: Vec<&str> = page.split("<link rel=\"stylesheet\" href=\"").skip(1).collect();
    assert!(links[0].starts_with("/assets/style.") && links[1].starts_with("/assets/site."), "{page}");
    assert!(!built.has("/site.css"), "it is published once");
    assert!(!SiteTest::new().build().page("/").contains("/assets/site."));
}

#[test]
fn the_look_in_the_documentation_has_thirty_lines_and_names_what_the_style_sheet_has() {
    let page = fs::read_to_string(repository("docs/theming.md")).expect("the page");
    let style = fs::read_to_string(repository("static/style.css")).expect("the style sheet");
    let look = page.split("```css\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a look");
    assert!(look.lines().count() <= 31, "{} lines, with the file's name", look.lines().count());
    let names = |text: &str, end: &str| -> BTreeSet<String> {
        let found = text.split("--").skip(1).filter_map(|rest| rest.split_once(end)).map(|(name, _)| name);
        let is_name = |name: &&str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        found.filter(is_name).map(str::to_owned).collect()
    };
    let there = names(&style, ":");
    assert!(names(look, ":").is_subset(&there), "{:?}", names(look, ":").difference(&there));
    let documented: BTreeSet<String> = names(&page, "`");
    let left_out = |name: &&String| !documented.contains(*name) && !name.starts_with("shade-");
    assert_eq!(there.iter().find(left_out), None, "a property that docs/theming.md does not name");
}

#[test]
fn every_page_has_a_policy_and_nothing_inline() {
    let built = desk().build();
    built.assert_ok();
    let mut pages = 0;
    for (path, bytes) in built.files().iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        assert!(
            page.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "),
            "{path}"
        );
        for inline in [" style=\"", "<style", " onclick", " onload", "javascript:"] {
            assert!(!page.contains(inline), "{path} has {inline}");
        }
        for script in page.split("<script").skip(1) {
            let is_search = path.ends_with("search/index.html")
                && script.starts_with(" defer src=\"/assets/chancery-search.");
            assert!(is_search || script.starts_with(" type=\"application/ld+json\""), "{path} has a script");
        }
        pages += 1;
    }
    assert!(pages > 20, "{pages}");
}
