//! Feeds, the sitemap and the other files that machines read.

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::site_test::{Built, SiteTest};

/// An XML element.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    /// Returns the root of a well-formed document, in which all characters are ones that XML 1.0 has.
    #[track_caller]
    fn parse(xml: &str) -> Self {
        let is_xml = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
        assert!(xml.chars().all(is_xml), "{xml:?}");
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Start(start) => open.push(Self::start(&start)),
                Event::Empty(start) => {
                    let element = Self::start(&start);
                    open.last_mut().expect("a parent").children.push(element);
                }
                Event::End(_) => {
                    let element = open.pop().expect("an element");
                    open.last_mut().expect("a parent").children.push(element);
                }
                Event::Text(text) => {
                    open.last_mut().expect("a parent").text.push_str(&text);
                }
                Event::GeneralRef(name) => {
                    let character = match &*name {
                        "lt" => '<',
                        "gt" => '>',
                        "amp" => '&',
                        "quot" => '"',
                        "apos" => '\'',
                        other => panic!("&{other}; is not known to XML"),
                    };
                    open.last_mut().expect("a parent").text.push(character);
                }
                Event::Decl(_) => {}
                Event::Eof => break,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(open.len(), 1, "something never ends");
        let mut document = open.pop().expect("a document");
        assert_eq!(document.children.len(), 1, "one root");
        document.children.remove(0)
    }

    fn start(start: &quick_xml::events::BytesStart) -> Self {
        let attributes = start
            .attributes()
            .map(|attribute| {
                let attribute = attribute.expect("a well-formed attribute");
                let value = attribute.value.to_string();
                assert!(!value.contains('<'), "{value}");
                (attribute.key.as_ref().to_owned(), value)
            })
            .collect();
        Self { name: start.name().as_ref().to_owned(), attributes, ..Self::default() }
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    #[track_caller]
    fn one<'a>(&'a self, name: &'a str) -> &'a Self {
        let mut found = self.all(name);
        let first = found.next().unwrap_or_else(|| panic!("no {name} in {self:?}"));
        assert!(found.next().is_none(), "several {name} in {self:?}");
        first
    }

    fn attribute<'a>(&'a self, name: &str) -> &'a str {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .unwrap_or_default()
    }

    fn link<'a>(&'a self, rel: &str) -> &'a str {
        self.all("link")
            .find(|link| link.attribute("rel") == rel)
            .map(|link| link.attribute("href"))
            .unwrap_or_default()
    }
}

/// Asserts what RFC 4287 wants of a feed.
#[track_caller]
fn assert_atom(feed: &Element, url: &str) {
    assert_eq!((feed.name.as_str(), feed.attribute("xmlns")), ("feed", "http://www.w3.org/2005/Atom"));
    assert_eq!(feed.link("self"), url);
    assert!(!feed.one("title").text.is_empty() && !feed.one("id").text.is_empty());
    feed.one("updated").text.parse::<jiff::Timestamp>().expect("RFC 3339");
    assert!(feed.all("author").all(|author| !author.one("name").text.is_empty()));
    assert!(feed.all("author").next().is_some());
    let mut ids = std::collections::BTreeSet::new();
    for entry in feed.all("entry") {
        assert!(ids.insert(entry.one("id").text.clone()), "two entries have one id");
        entry.one("title");
        entry.one("summary");
        entry.one("updated").text.parse::<jiff::Timestamp>().expect("RFC 3339");
        entry.one("published").text.parse::<jiff::Timestamp>().expect("RFC 3339");
        assert!(entry.link("alternate").starts_with("https://example.org/"));
    }
}

fn json(built: &Built, path: &str) -> Value {
    serde_json::from_str(&built.page(path)).expect("JSON")
}

/// Asserts what JSON Feed 1.1 wants of a feed.
#[track_caller]
fn assert_json_feed(feed: &Value, url: &str) {
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["feed_url"], url);
    assert!(feed["title"].is_string() && feed["home_page_url"].is_string());
    for item in feed["items"].as_array().expect("items") {
        assert!(item["id"].as_str().is_some_and(|id| id.starts_with("https://example.org/")), "{item}");
        assert!(item["content_text"].is_string(), "{item}");
        for key in ["date_published", "date_modified"] {
            item[key].as_str().expect("a date").parse::<jiff::Timestamp>().expect("RFC 3339");
        }
    }
}

fn desk() -> SiteTest {
    SiteTest::new()
        .briefing("b", "title: The \"B\" & <C>\ndate: 2024-04-02T10:00:00+02:00\nupdated: 2024-05-01\nsummary: Short & sweet\ncountries: [FR]\ntopics: [trade]\nauthors: [Ann, Bob]\nlang: fr", "Text.")
        .briefing("a", "countries: [FR, CN]", "The first paragraph.\n\nThe second.")
}

#[test]
fn the_site_each_country_and_each_topic_have_both_feeds() {
    let built = desk().build();
    built.assert_ok();
    for folder in ["", "countries/france/", "countries/china/", "topics/trade/"] {
        let url = format!("https://example.org/{folder}feed.xml");
        assert_atom(&Element::parse(&built.page(&format!("/{folder}feed.xml"))), &url);
        let url = format!("https://example.org/{folder}feed.json");
        assert_json_feed(&json(&built, &format!("/{folder}feed.json")), &url);
    }
}

#[test]
fn an_atom_entry_says_what_the_briefing_says() {
    let built = desk().build();
    let feed = Element::parse(&built.page("/feed.xml"));
    assert_eq!(feed.one("updated").text, "2024-05-01T00:00:00Z");
    let entries: Vec<&Element> = feed.all("entry").collect();
    let b = entries[0];
    assert_eq!(b.one("title").text, "The \"B\" & <C>");
    assert_eq!(b.one("id").text, "https://example.org/briefings/2024/b/");
    assert_eq!(b.one("published").text, "2024-04-02T10:00:00+02:00");
    assert_eq!(b.one("updated").text, "2024-05-01T00:00:00Z");
    assert_eq!(b.one("summary").text, "Short & sweet");
    assert_eq!(b.attribute("xml:lang"), "fr");
    assert_eq!(
        b.all("author").map(|author| author.one("name").text.as_str()).collect::<Vec<_>>(),
        ["Ann", "Bob"]
    );
    assert_eq!(
        b.all("category").map(|category| category.attribute("term")).collect::<Vec<_>>(),
        ["FR", "trade"]
    );
    assert_eq!(entries[1].one("summary").text, "The first paragraph.");
}

#[test]
fn a_json_item_says_what_the_briefing_says() {
    let built = desk().build();
    let item = &json(&built, "/feed.json")["items"][0];
    assert_eq!(item["title"], "The \"B\" & <C>");
    assert_eq!(item["url"], "https://example.org/briefings/2024/b/");
    assert_eq!(item["summary"], "Short & sweet");
    assert_eq!(item["date_published"], "2024-04-02T10:00:00+02:00");
    assert_eq!(item["tags"], serde_json::json!(["France", "Trade"]));
    assert_eq!(item["authors"][1]["name"], "Bob");
    assert_eq!(item["language"], "fr");
}

#[test]
fn control_characters_leave_feeds_and_pages_well_formed() {
    let built = SiteTest::new()
        .briefing(
            "x",
            "title: \"A\\0B\\x01C\\x0BD\\x1F\\uFFFE\\uFFFF\\x7F]]>&amp;\"\nsummary: \"S\\x08\\e\"\ncountries: [FR]\ntopics: [\"T\\x02\"]\nauthors: [\"N\\x03\"]\npeople: [\"P\\x04\"]",
            "Text\u{1} with \u{8} controls.",
        )
        .build();
    built.assert_ok();
    let feed = Element::parse(&built.page("/feed.xml"));
    assert_atom(&feed, "https://example.org/feed.xml");
    assert!(feed.one("entry").one("title").text.starts_with("ABCD"), "{feed:?}");
    assert!(feed.one("entry").one("title").text.ends_with("]]>&amp;"), "{feed:?}");
    assert_json_feed(&json(&built, "/feed.json"), "https://example.org/feed.json");
    for (path, bytes) in built.files().iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{path}: {text:?}");
    }
}

#[test]
fn a_feed_carries_the_twenty_newest() {
    let mut site = SiteTest::new();
    for number in 1..=25 {
        site = site.briefing(
            &format!("b{number:02}"),
            &format!("date: 2024-01-{number:02}\ncountries: [FR]"),
            "Text.",
        );
    }
    let built = site.build();
    for folder in ["", "countries/france/"] {
        let feed = Element::parse(&built.page(&format!("/{folder}feed.xml")));
        let titles: Vec<String> = feed.all("entry").map(|entry| entry.one("title").text.clone()).collect();
        assert_eq!(titles.len(), 20);
        assert_eq!((titles[0].as_str(), titles[19].as_str()), ("b25", "b06"));
        assert_eq!(json(&built, &format!("/{folder}feed.json"))["items"].as_array().map(Vec::len), Some(20));
    }
}

#[test]
fn ids_stay_when_the_text_changes() {
    let ids = |built: &Built| -> Vec<String> {
        Element::parse(&built.page("/feed.xml"))
            .all("entry")
            .map(|entry| entry.one("id").text.clone())
            .collect()
    };
    let first = desk().build();
    let again = desk().build();
    assert_eq!(first.files(), again.files());
    let edited = desk()
        .briefing("a", "title: Another title\nupdated: 2024-05-05\ncountries: [DE]", "Another text.")
        .build();
    assert_eq!(ids(&first), ids(&edited));
    assert_ne!(first.page("/feed.xml"), edited.page("/feed.xml"));
}

#[test]
fn a_list_without_briefings_has_no_feed_and_the_site_always_has_one() {
    let built = SiteTest::new().file("content/countries/fr.md", "---\ncapital: Paris\n---\n").build();
    built.assert_ok();
    assert!(built.has("/countries/france/") && !built.has("/countries/france/feed.xml"));
    assert!(!built.page("/countries/france/").contains("countries/france/feed"));
    assert_atom(&Element::parse(&built.page("/feed.xml")), "https://example.org/feed.xml");
    let built = SiteTest::new().briefing("x", "mentions: [FR]", "Text.").build();
    assert!(built.has("/countries/france/") && !built.has("/countries/france/feed.xml"));
}

#[test]
fn json_feeds_can_be_turned_off() {
    let built = SiteTest::bare()
        .file("site.yaml", "title: D\nbase_url: https://example.org/\noutputs: {json_feeds: false}\n")
        .briefing("x", "countries: [FR]", "Text.")
        .build();
    built.assert_ok();
    assert!(
        built.files().iter().all(|(path, bytes)| !path.contains("feed.json")
            && !String::from_utf8_lossy(bytes).contains("feed.json"))
    );
}

#[test]
fn the_sitemap_lists_every_page_once_and_nothing_else() {
    let built = desk()
        .file("content/pages/about.md", "---\ntitle: About\naliases: [/old/]\n---\n")
        .file("static/naïve.html", "x")
        .briefing("withdrawn", "status: withdrawn", "Text.")
        .build();
    built.assert_ok();
    let set = Element::parse(&built.page("/sitemap.xml"));
    assert_eq!(set.attribute("xmlns"), "http://www.sitemaps.org/schemas/sitemap/0.9");
    let mut urls: Vec<&str> = set.all("url").map(|url| url.one("loc").text.as_str()).collect();
    let listed = urls.len();
    for url in &urls {
        let path = url.strip_prefix("https://example.org").expect("the base URL");
        assert!(built.has(path), "{url}");
    }
    urls.sort_unstable();
    urls.dedup();
    assert_eq!(urls.len(), listed);
    for gone in ["/old/", "/404.html", "naïve", "feed.xml", "/withdrawn/"] {
        assert!(urls.iter().all(|url| !url.ends_with(gone)), "{gone}");
    }
    for there in ["/", "/about/", "/briefings/2024/b/", "/countries/france/", "/topics/", "/series/"] {
        assert!(urls.contains(&format!("https://example.org{there}").as_str()), "{there}");
    }
    let b = set.all("url").find(|url| url.one("loc").text.ends_with("/b/")).expect("b");
    assert_eq!(b.one("lastmod").text, "2024-05-01T00:00:00Z");
}

#[test]
fn robots_404_and_nojekyll_are_there() {
    let built = desk().arg("--base-url").arg("https://example.org/desk/").build();
    built.assert_ok();
    assert_eq!(
        built.page("/robots.txt"),
        "User-agent: *\nAllow: /\n\nSitemap: https://example.org/desk/sitemap.xml\n"
    );
    assert_eq!(built.page("/.nojekyll"), "");
    assert!(built.main("/404.html").contains("<a href=\"/desk/\">"));
    assert!(built.page("/404.html").contains("noindex"));
}

#[test]
fn a_sites_own_robots_and_nojekyll_win() {
    let built = desk()
        .file("static/robots.txt", "mine")
        .file("static/CNAME", "example.org")
        .file("static/.well-known/x", "w")
        .build();
    built.assert_ok();
    assert_eq!(built.page("/robots.txt"), "mine");
    assert_eq!(built.page("/CNAME"), "example.org");
    assert_eq!(built.page("/.well-known/x"), "w");
}
