//! HTML as others read it: by a parser of their own.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// Returns the text of a piece of HTML, as the parser of HTML's standard has it, without white space. The texts of
/// images are in it.
pub fn text_of(html: &str) -> String {
    let mut parser = ammonia::Builder::empty();
    parser.add_tags(["img"]).add_tag_attributes("img", ["alt"]);
    let bare = parser.clean(html).to_string();
    let mut text = String::new();
    let mut rest = bare.as_str();
    while let Some((before, image)) = rest.split_once("<img") {
        text.push_str(before);
        let (tag, after) = image.split_once('>').expect("an end of the tag");
        text.push_str(
            tag.trim().strip_prefix("alt=\"").and_then(|alt| alt.strip_suffix('"')).unwrap_or_default(),
        );
        rest = after;
    }
    text.push_str(rest);
    let escapes = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "), ("&amp;", "&")];
    let text = escapes.iter().fold(text, |text, (escape, meant)| text.replace(escape, meant));
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Returns the pieces of text between the tags of HTML, with its escapes taken back.
pub fn runs_of(html: &str) -> Vec<String> {
    let tokenizer = Tokenizer::new(Runs::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.runs.take()
}

#[derive(Default)]
struct Runs {
    runs: RefCell<Vec<String>>,
}

impl TokenSink for Runs {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut runs = self.runs.borrow_mut();
        match token {
            Token::CharacterTokens(text) => match runs.last_mut() {
                Some(run) => run.push_str(&text),
                None => runs.push(text.to_string()),
            },
            Token::TagToken(_) => runs.push(String::new()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
