//! What holds for every file that is imported.

use std::sync::LazyLock;

use chancery::config::Config;
use chancery::import::{Imported, NotImported, Original, Settings, import};
use chancery::site::Vocabulary;
use chancery::tag::Tagger;
use proptest::prelude::*;

/// Making one takes longer than all else in a case.
static TAGGER: LazyLock<Tagger> =
    LazyLock::new(|| Tagger::new(&Vocabulary::new(Vec::new(), &mut Vec::new()), [], &[]).expect("a tagger"));

fn imported(name: &str, bytes: &[u8]) -> Result<Imported, NotImported> {
    let config = Config::parse("title: T\nbase_url: https://example.org/\n").0.expect("a good site.yaml");
    let vocabulary = Vocabulary::new(Vec::new(), &mut Vec::new());
    let settings = Settings {
        tagger: &TAGGER,
        config: &config,
        vocabulary: &vocabulary,
        now: jiff::Timestamp::from_second(1_717_243_200).expect("a time"),
        title: None,
        date: Some("2024-04-01"),
        date_wins: false,
    };
    import(Original { shown: name, name, bytes }, &settings)
}

/// Pieces of front matter, mails, Markdown and templates that mean something, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "---\n",
            "+++\n",
            "...\n",
            "{\n",
            "}\n",
            "title: ",
            "date: ",
            "2024-04-01",
            "1 April 2024",
            "01/02/2024",
            "tags: [a, France, country-ru]\n",
            "draft: true\n",
            "marking: amber\n",
            "aliases: /x/\n",
            "\"a\": ",
            "{}",
            "[",
            "]",
            "a = 1\n",
            "[taxonomies]\n",
            "sources: [{title: a, date: x}]\n",
            "extra: {a: {b: [c]}}\n",
            "image: ../x\n",
            "From: a@b.c\n",
            "Subject: Re: x\n",
            "Date: ",
            "date ",
            "TLP:RED\n",
            "EMBARGO ",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "    ",
            "\t",
            "- ",
            "> ",
            "1. ",
            "# ",
            "## ",
            "A Heading Here\n",
            "--\n",
            "===\n",
            "<b>",
            "<!--",
            "<a@b.c>",
            "{{< x >}}",
            "{% x %}",
            "{{",
            "[^a]",
            "[x](y.md)",
            "![x](y.png)",
            "A sentence. ",
            "é",
            "日本",
            "\u{FEFF}",
            "&a ",
            "*a ",
            "!!x ",
            "null",
            "~",
            ": ",
            "'",
            "\"",
            "|\n",
            "9",
            "\u{0}",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a.md",
        "a.txt",
        "_posts/2024-02-30-x.md",
        "x/index.md",
        "a.eml",
        "20240401.markdown",
        "日本.txt",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_end_the_program(name in name(), bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let _ = imported(name, &bytes);
    }

    #[test]
    fn the_body_of_markdown_is_kept_to_the_byte(text in pieces(), name in name()) {
        if let Ok(briefing) = imported(name, text.as_bytes()) {
            let written = briefing.text();
            let (_, body) = written.split_once("\n---\n").expect("front matter");
            let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
            let is_markdown = name.ends_with(".md") || name.ends_with(".markdown");
            prop_assert!(!is_markdown || text.ends_with(body), "{body:?}");
        }
    }

    #[test]
    fn front_matter_of_any_kind_before_a_text_leaves_the_text_alone(
        keys in prop::collection::vec("(title|tags|date|x|draft|cover|series|authors): (\\[a, France\\]|2024-04-01|\\{a: 1\\}|true|\"é \\\\\" x\"|-1)", 0..6),
        body in pieces(),
    ) {
        let mut keys = keys;
        keys.sort();
        keys.dedup_by_key(|line| line.split(':').next().map(str::to_owned));
        let text = format!("---\n{}\n---\n{body}", keys.join("\n"));
        if let Ok(briefing) = imported("a.md", text.as_bytes()) {
            let written = briefing.text();
            prop_assert!(written.ends_with(&format!("\n---\n{body}")), "{written}");
        }
    }

    #[test]
    fn a_raw_text_keeps_every_sentence(
        blocks in prop::collection::vec(prop::collection::vec("[A-Z][a-z']{1,8}( [A-Za-z0-9,;%$–-]{1,9}){1,12}[.!?]", 1..4), 1..6),
        headings in prop::collection::vec("[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8}){0,4}", 6),
        dated in any::<bool>(),
        ends in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let mut text = if dated { String::from("date 2024-04-01 ") } else { String::new() };
        for (block, heading) in blocks.iter().zip(&headings) {
            text.push_str(&format!("{}{ends}{ends}{heading}{ends}{ends}", block.join(" ")));
        }
        let briefing = imported("a.txt", text.as_bytes()).expect("a briefing");
        let written = briefing.text();
        let all = format!("{written}\n{}", briefing.title());
        for sentence in blocks.iter().flatten() {
            prop_assert!(all.contains(sentence), "{sentence:?} in {written}");
        }
        for heading in headings.iter().take(blocks.len()) {
            prop_assert!(all.contains(heading), "{heading:?} in {written}");
        }
    }
}
