//! What is fuzzed, and what has to hold for any bytes. The programs in `bin/` and the suite run the same
//! functions: these for hours, that with a few hundred cases.

use std::cell::RefCell;
use std::sync::LazyLock;

use chancery::config::{BaseUrl, Config};
use chancery::content::{Body, Document, DocumentKind, Target, parse};
use chancery::git::Log;
use chancery::import::{Original, Settings, import as import_file};
use chancery::output::Manifest;
use chancery::problem::{Problem, render_github, render_human, render_json};
use chancery::record::redline::{Redline, Token, tokens};
use chancery::site::Vocabulary;
use chancery::tag::Tagger;
use chancery::tree::html::{Purpose, Writer};
use chancery::tree::{BodyContext, Image, Word};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token as HtmlToken, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// What a target does with the bytes that it is given.
pub type Run = fn(&[u8]);

/// All targets by their names, which are those of the folders of their seeds.
pub const ALL: [(&str, Run); 7] = [
    ("front_matter", front_matter),
    ("markdown", markdown),
    ("import", import),
    ("redline", redline),
    ("git_log", git_log),
    ("manifest", manifest),
    ("base_url", base_url),
];

static PLAIN: LazyLock<Config> =
    LazyLock::new(|| Config::parse("title: T\nbase_url: https://example.org/\n").0.expect("settings"));

static SANITIZING: LazyLock<Config> = LazyLock::new(|| {
    Config::parse("title: T\nbase_url: https://example.org/\nmarkdown: {html: sanitize}\n")
        .0
        .expect("settings")
});

static TAGGER: LazyLock<Tagger> =
    LazyLock::new(|| Tagger::new(&Vocabulary::new(Vec::new(), &mut Vec::new()), [], &[]).expect("a tagger"));

const KINDS: [DocumentKind; 4] =
    [DocumentKind::Briefing, DocumentKind::Page, DocumentKind::Topic, DocumentKind::Profile];

/// Reads bytes as a file of `content/` of each kind, and as `site.yaml`.
///
/// There is a document or a problem; each problem can be shown in every form.
pub fn front_matter(data: &[u8]) {
    for kind in KINDS {
        let parsed = parse(kind, "content/x/a.md", data, &PLAIN);
        assert!(parsed.document.is_some() || !parsed.problems.is_empty(), "neither a document nor a problem");
        shown(&parsed.problems);
    }
    if let Ok(text) = std::str::from_utf8(data) {
        let (config, problems) = Config::parse(text);
        assert!(config.is_some() || !problems.is_empty(), "neither settings nor a problem");
        shown(&problems);
    }
}

fn shown(problems: &[Problem]) {
    for problem in problems {
        render_human(problem, true);
    }
    let json = render_json(problems);
    assert!(json.starts_with('[') && json.ends_with("]\n"), "{json}");
    let commands = render_github(problems, "");
    assert!(commands.lines().all(|line| line.starts_with("::")), "{commands}");
}

/// Reads text as Markdown. What comes out nests, and has the elements, attributes and schemes of the lists below alone:
/// no script, no event, no style, no text that browsers read in another way than HTML, no link in a link.
pub fn markdown(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    for config in [&*PLAIN, &*SANITIZING] {
        let Some(body) = body(text, config) else { continue };
        let html = body.html(&Anywhere);
        assert!(!html.contains('\0'), "a NUL in {html}");
        safe(&html);
    }
}

const ELEMENTS: &str = "a abbr acronym area article aside b bdi bdo blockquote br caption center cite code col colgroup \
    data dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li map \
    mark nav ol p pre q rp rt rtc ruby s samp section small span strike strong sub summary sup table tbody td th thead \
    time tr tt u ul var wbr";

const VOID: &str = "area br col hr img wbr";

const ATTRIBUTES: &str = "align alt aria-label char charoff cite class colspan datetime dir headers height href hreflang \
    id lang loading role rowspan scope size span src start summary tabindex title width";

/// Asserts that HTML as it is written here is safe to show, as the standard's tokenizer reads it. With no element in it that
/// has a content model of its own, every browser reads the same tags.
fn safe(html: &str) {
    let is_of = |list: &str, name: &str| list.split_ascii_whitespace().any(|known| known == name);
    let mut open: Vec<String> = Vec::new();
    for token in html_tokens(html) {
        let tag = match token {
            HtmlToken::TagToken(tag) => tag,
            HtmlToken::CharacterTokens(_) | HtmlToken::EOFToken => continue,
            other => panic!("{other:?} in {html}"),
        };
        let name = tag.name.to_string();
        assert!(is_of(ELEMENTS, &name), "<{name}> in {html}");
        if tag.kind == TagKind::EndTag {
            assert_eq!(open.pop().as_ref(), Some(&name), "</{name}> in {html}");
            continue;
        }
        assert!(name != "a" || !open.contains(&name), "a link in a link in {html}");
        for attribute in &tag.attrs {
            let (own, value) = (&*attribute.name.local, &*attribute.value);
            assert!(is_of(ATTRIBUTES, own), "{own} in {html}");
            if matches!(own, "href" | "src" | "cite") {
                // As browsers read it: white space and control characters are none.
                let address = value.replace(|c: char| c.is_control() || c.is_whitespace(), "");
                let scheme = address.split(['/', '?', '#']).next().unwrap_or_default().split_once(':');
                let is_safe = scheme
                    .is_none_or(|(scheme, _)| is_of("http https mailto tel", &scheme.to_ascii_lowercase()));
                assert!(is_safe, "{value} in {html}");
            }
        }
        if !is_of(VOID, &name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} are open in {html}");
}

fn html_tokens(html: &str) -> Vec<HtmlToken> {
    let tokenizer = Tokenizer::new(HtmlTokens::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.take()
}

#[derive(Default)]
struct HtmlTokens(RefCell<Vec<HtmlToken>>);

impl TokenSink for HtmlTokens {
    type Handle = ();

    fn process_token(&self, token: HtmlToken, _: u64) -> TokenSinkResult<()> {
        if !matches!(token, HtmlToken::ParseError(_)) {
            self.0.borrow_mut().push(token);
        }
        TokenSinkResult::Continue
    }
}

fn body(text: &str, config: &Config) -> Option<Body> {
    let file = format!("---\ntitle: T\ndate: 2024-01-01\nsources: [{{id: a, title: A}}]\n---\n{text}");
    match parse(DocumentKind::Briefing, "content/briefings/a.md", file.as_bytes(), config).document {
        Some(Document::Briefing(briefing)) => Some(briefing.body.clone()),
        _ => None,
    }
}

/// A place where every link leads to the same page.
struct Anywhere;

impl BodyContext for Anywhere {
    fn url(&self, _: &Target) -> Option<String> {
        Some("/there/".to_owned())
    }

    fn image(&self, _: &Target) -> Option<Image> {
        Some(Image { url: "/there.jpg".to_owned(), ..Image::default() })
    }

    fn word(&self, _: Word) -> String {
        String::new()
    }
}

/// Reads a name and bytes as somebody else's file. What is written of it is a document that can be read.
pub fn import(data: &[u8]) {
    const NAMES: [&str; 7] =
        ["a.md", "a.txt", "_posts/2024-02-30-x.md", "x/index.md", "a.eml", "20240401.markdown", "a.docx"];
    let Some((first, bytes)) = data.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let vocabulary = Vocabulary::new(Vec::new(), &mut Vec::new());
    let settings = Settings {
        config: &PLAIN,
        vocabulary: &vocabulary,
        tagger: &TAGGER,
        now: jiff::Timestamp::UNIX_EPOCH,
        title: None,
        date: Some("2024-04-01"),
        date_wins: false,
    };
    if let Ok(imported) = import_file(Original { shown: name, name, bytes }, &settings) {
        let text = imported.text();
        let parsed = parse(DocumentKind::Briefing, "content/briefings/a.md", text.as_bytes(), &PLAIN);
        assert!(parsed.document.is_some(), "{:?} in {text}", parsed.problems);
    }
}

/// Compares two texts, a NUL between them. Without its deletions a redline has the words of the new text.
pub fn redline(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    // Struck out words look like deleted ones.
    let text = text.replace('~', "");
    let (old, new) = text.split_once('\0').unwrap_or((&text, ""));
    let (Some(old), Some(new)) = (body(old, &PLAIN), body(new, &PLAIN)) else { return };
    let redline = Redline::new(&old, &new, &Anywhere);
    assert!(redline.per_cent() <= 100);
    let blocks = redline.blocks.iter().map(|block| redline.html(block, &Anywhere));
    let kept: Vec<String> = blocks.flat_map(|html| words_of(&without_deletions(&html))).collect();
    let mut writer = Writer::new(&new, &Anywhere, Purpose::Beside, String::new());
    writer.body();
    assert_eq!(kept, words_of(&writer.into_sink()));
}

/// Returns the words of HTML as it is written here: `<` and `>` stand in tags alone.
fn words_of(html: &str) -> Vec<String> {
    let escapes = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    let runs = html.split('<').enumerate().map(|(at, run)| match run.split_once('>') {
        Some((_, text)) if at > 0 => text,
        _ => run,
    });
    let texts = runs
        .map(|run| escapes.iter().fold(run.to_owned(), |text, (escape, meant)| text.replace(escape, meant)));
    texts
        .flat_map(|text| {
            tokens(&text).into_iter().filter_map(Token::word).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

/// Returns HTML without what stands in its `del` elements that a redline wrote.
fn without_deletions(html: &str) -> String {
    let mut rest = html;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once("<del>") {
        kept.push_str(before);
        rest = after.split_once("</del>").map_or("", |(_, rest)| rest);
    }
    kept + rest
}

/// Reads text as what `git log` printed.
pub fn git_log(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let log = Log::of_printed("0".repeat(40), &text, "site/");
    for commit in log.commits() {
        for change in commit.changes {
            assert!(!change.path.contains('\0'), "{}", change.path);
        }
    }
}

/// Reads text as the list of the files of an output. No file in it lies outside, and it says the same when it is written
/// and read again.
pub fn manifest(data: &[u8]) {
    let Some(manifest) = Manifest::parse(&String::from_utf8_lossy(data)) else { return };
    for file in manifest.files() {
        assert!(
            !file.starts_with('/') && !file.split('/').any(|part| matches!(part, "" | "." | "..")),
            "{file}"
        );
    }
    assert_eq!(Manifest::parse(&manifest.to_text()), Some(manifest));
}

/// Reads an address and a path, a blank between them. A link of the site stands under its base path, and is ASCII.
pub fn base_url(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (address, path) = text.split_once(' ').unwrap_or((text, "/"));
    let Ok(url) = BaseUrl::parse(address) else { return };
    assert_eq!(BaseUrl::parse(&url.to_string()), Ok(url.clone()));
    assert!(url.path().starts_with('/') && url.path().ends_with('/'), "{}", url.path());
    let link = url.link(&format!("/{path}"));
    assert!(
        link.starts_with(url.path()) && link.is_ascii() && !link.contains([' ', '"', '<', '>', '\\']),
        "{link}"
    );
    assert!(url.absolute(&format!("/{path}")).ends_with(&link), "{link}");
}
