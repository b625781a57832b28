//! What the codes of loading mean: these are told by every command.

use super::Explanation;

const fn told(why: &'static str, bad: &'static str, good: &'static str) -> Explanation {
    Explanation { why, bad, good }
}

pub static UNREADABLE_FILE: Explanation = told(
    "A document is text in the encoding UTF-8, which every editor can save. This one has bytes in it that are \
     none, or cannot be opened at all, or its name cannot be read.",
    "a text that was saved as Windows-1252",
    "the same text, saved as UTF-8",
);
pub static NO_FRONT_MATTER: Explanation = told(
    "Title, date, countries and topics of a document stand at its head, between two lines of three hyphens. \
     Nothing may stand above the first of them.",
    "Talks in Paris\n\nThe ministers met.",
    "---\ntitle: Talks in Paris\ndate: 2024-04-01\n---\n\nThe ministers met.",
);
pub static UNCLOSED_FRONT_MATTER: Explanation = told(
    "The front matter ends with a line of three hyphens. Without it the whole text would be taken for keys.",
    "---\ntitle: Talks in Paris\n\nThe ministers met.",
    "---\ntitle: Talks in Paris\n---\n\nThe ministers met.",
);
pub static INVALID_YAML: Explanation = told(
    "Front matter and site.yaml are YAML: a key, a colon, a blank and a value. What has a colon, a quote or a \
     bracket of its own stands in quotes; lines are indented with spaces.",
    "title: Paris: talks begin",
    "title: \"Paris: talks begin\"",
);
pub static INVALID_TOML: Explanation = told(
    "A post that is to be imported has front matter between two lines of three plus signs, as Zola and Hugo have \
     it: that is TOML, and this one cannot be read.",
    "+++\ntitle = Talks in Paris\n+++",
    "+++\ntitle = \"Talks in Paris\"\n+++",
);
pub static INVALID_JSON: Explanation = told(
    "A post that is to be imported begins with a brace, as the front matter of Hugo may: that is JSON, and this \
     one cannot be read.",
    "{ \"title\": \"Talks in Paris\", }",
    "{ \"title\": \"Talks in Paris\" }",
);
pub static DUPLICATE_KEY: Explanation = told(
    "A key can have one value. Which of two is meant, nobody can tell.",
    "topics: [trade]\ntopics: [sanctions]",
    "topics: [trade, sanctions]",
);
pub static MISSING_KEY: Explanation = told(
    "Some keys must be there: a briefing has a title and a date, a source a title, an event a date and a title.",
    "title: Talks in Paris",
    "title: Talks in Paris\ndate: 2024-04-01",
);
pub static WRONG_TYPE: Explanation = told(
    "A key takes a text, a list, a group of keys, or true or false, and this is another of them. Lists stand in \
     brackets.",
    "countries: France",
    "countries: [France]",
);
pub static INVALID_VALUE: Explanation = told(
    "The value is of the right kind, but cannot be right: a time zone that does not exist, an address without \
     `https://`, a level that is none.",
    "timezone: Europe/Pariss",
    "timezone: Europe/Paris",
);
pub static INVALID_DATE: Explanation = told(
    "Dates are written as ISO 8601 has them, the year first: `2024-04-01`, or with a time and its distance from \
     UTC, `2024-04-01T09:00:00+02:00`. Sources and events may have a month or a year alone.",
    "date: 01.04.2024",
    "date: 2024-04-01",
);
pub static NO_DATE: Explanation = told(
    "A briefing has a date, and this text has none that can be told: neither at its start, nor in a line such as \
     `Date:`, nor in its name.",
    "chancery import cable.txt",
    "chancery import cable.txt --date 2024-04-01",
);
pub static FILE_EXISTS: Explanation = told(
    "A file is never written over. Where one stands already, what was to be written there is listed instead.",
    "a text of the same date and title, imported twice and changed in between",
    "the new text under another title: chancery import cable.txt --title \"Talks in Paris, second day\"",
);
pub static INVALID_SLUG: Explanation = told(
    "The last part of a URL has small letters of the English alphabet, digits and hyphens. It comes from the \
     file's name unless `slug` says otherwise.",
    "slug: France & China",
    "slug: france-china",
);
pub static INVALID_MARKING: Explanation = told(
    "Markings are the labels of the Traffic Light Protocol, version 2.0: TLP:CLEAR, TLP:GREEN, TLP:AMBER, \
     TLP:AMBER+STRICT and TLP:RED. A document with a label that nobody can read is shown to nobody.",
    "marking: TLP:WHITE",
    "marking: TLP:CLEAR",
);
pub static UNKNOWN_COUNTRY: Explanation = told(
    "A country is an entity of ISO 3166-1, a former one of ISO 3166-3, or Kosovo. Write its code of two or three \
     letters, its number, its English name or a usual other name.",
    "countries: [Frnace]",
    "countries: [FR]",
);
pub static AMBIGUOUS_COUNTRY: Explanation = told(
    "Some names belong to several countries. The code says which one is meant.",
    "countries: [Congo]",
    "countries: [CD]",
);
pub static UNKNOWN_TOPIC: Explanation = told(
    "A site with files under content/topics/ has a vocabulary, and a topic is one of it, by id, title or alias. \
     So that one subject does not get three names.",
    "topics: [sanktions]",
    "topics: [sanctions]",
);
pub static TOPIC_CYCLE: Explanation = told(
    "A topic can be part of another, but not of itself, nor of something that is part of it.",
    "trade.md: parent: economy\neconomy.md: parent: trade",
    "trade.md: parent: economy",
);
pub static TOPIC_CLASH: Explanation = told(
    "Each title and each alias means one topic. Capitals and accents do not count.",
    "sanctions.md: aliases: [embargo]\narms-trade.md: aliases: [Embargo]",
    "sanctions.md: aliases: [embargo]\narms-trade.md: aliases: [arms embargo]",
);
pub static UNKNOWN_BRIEFING: Explanation = told(
    "`supersedes` and `pinned` name briefings by their paths under content/briefings/, without `.md`.",
    "supersedes: [France and China]",
    "supersedes: [2023/france-china]",
);
pub static SUPERSEDES_CYCLE: Explanation = told(
    "Of two briefings one takes the place of the other. The newer one says so.",
    "2023/talks.md: supersedes: [2024/talks]\n2024/talks.md: supersedes: [2023/talks]",
    "2024/talks.md: supersedes: [2023/talks]",
);
pub static DUPLICATE_ID: Explanation = told(
    "`[^mfa]` cites the source or the footnote of that name, so a name belongs to one of them.",
    "sources:\n  - { id: mfa, title: Press conference }\n  - { id: mfa, title: Statement }",
    "sources:\n  - { id: mfa-press, title: Press conference }\n  - { id: mfa-statement, title: Statement }",
);
pub static BROKEN_LINK: Explanation = told(
    "A link inside the site leads to a file, a page or a heading that is not there. Write the path of the file, \
     from the file that you are in, with its ending; capitals count.",
    "See [the treaty](elysee-treaty).",
    "See [the treaty](../1963/elysee-treaty.md).",
);
pub static BROKEN_IMAGE: Explanation = told(
    "The file of an image is not there. Put it beside the document, in a folder with `index.md`, or under static/.",
    "![The signing](C:\\Pictures\\signing.jpg)",
    "![The signing](signing.jpg)",
);
pub static UNDEFINED_FOOTNOTE: Explanation = told(
    "`[^x]` in the text needs a source with `id: x`, or a line that begins with `[^x]:`.",
    "The ministers spoke for an hour.[^mfa]",
    "The ministers spoke for an hour.[^mfa]\n\n[^mfa]: From the notes of the ministry.",
);
pub static URL_CLASH: Explanation = told(
    "Two things would be at one address, and readers would find one of them. Held-back documents count too, so \
     that the address is free when they are published.",
    "2024/talks.md and 2024/spring/talks.md, both dated in 2024",
    "slug: talks-in-spring",
);
pub static INVALID_ALIAS: Explanation = told(
    "An alias is an old path of this site, from its root, which leads to the document from now on.",
    "aliases: [https://example.org/old/]",
    "aliases: [/old/]",
);
pub static DEEP_NESTING: Explanation = told(
    "Quotes and lists stand inside each other a hundred deep. That is a slip of the keyboard, or somebody who \
     means no good.",
    "> > > > > > > > and so on",
    "> > A quote in a quote.",
);
pub static TEMPLATE: Explanation = told(
    "A file under templates/ takes the place of one of the theme. This one cannot be read, or asks for something \
     that pages do not have.",
    "{{ briefing.tilte }}",
    "{{ briefing.title }}",
);
pub static NO_BASE_URL: Explanation = told(
    "Feeds, the sitemap and links in other people's pages need the whole address of the site.",
    "title: Eastern Desk",
    "title: Eastern Desk\nbase_url: https://example.org/briefings/",
);
pub static CNAME_CLASH: Explanation = told(
    "static/CNAME tells GitHub Pages the host of a site. If base_url has another one, every link leads readers there.",
    "static/CNAME: www.example.org",
    "static/CNAME: example.org, as in base_url: https://example.org/",
);
pub static LARGE_SITE: Explanation = told(
    "GitHub Pages publishes sites of up to 1 GB, and takes no upload over 10 GB. A build tells it from 800 MB on, \
     with the largest folders and files.",
    "content/briefings/2024/summit/recording.mp4",
    "a link to the recording on a host for videos",
);
pub static LARGE_FILE: Explanation = told(
    "GitHub takes no file over 100 MB into a repository, and readers with a slow line never see its end.",
    "static/archive.zip",
    "a link to the archive on another host",
);
pub static UNKNOWN_KEY: Explanation = told(
    "Nothing reads a key of this name here; it may be misspelt, or another generator's. Keys of your own go under \
     `extra:`.",
    "sumary: Talks have begun.",
    "summary: Talks have begun.",
);
pub static LINK_SCHEME: Explanation = told(
    "Links may lead to addresses that begin with http, https, mailto or tel. Others lose their target, and stay \
     as words.",
    "[the order](ftp://example.org/order.pdf)",
    "[the order](https://example.org/order.pdf)",
);
pub static EXTERNAL_IMAGE: Explanation = told(
    "Pages load nothing from other hosts: their policy keeps out whatever could follow readers or change \
     later, so an image of another host is not shown. A site that has to show one changes the block `policy` \
     in its own templates/base.html and sets `lints: { external-image: off }`.",
    "![The signing](https://example.org/signing.jpg)",
    "![The signing](signing.jpg), with the file beside the text",
);
pub static SYMLINK: Explanation = told(
    "A symbolic link that leads out of the site could publish any file of your machine, so it is skipped. So is \
     one that leads round in a circle, or nowhere.",
    "content/pages/notes.md → /home/anna/notes.md",
    "a copy of the file in content/pages/",
);
pub static HELD_BACK_LINK: Explanation = told(
    "A link, a pin or `supersedes` points at a document that is not published yet. It is shown as plain text, or \
     left out, and comes in by itself when that document is published.",
    "See [the draft](draft.md).",
    "See [the treaty](elysee-treaty.md).",
);
pub static SUPERSEDES_NEWER: Explanation = told(
    "A briefing says that it takes the place of a newer one. Most often the line stands in the wrong file.",
    "2023/talks.md: supersedes: [2024/talks]",
    "2024/talks.md: supersedes: [2023/talks]",
);
pub static STRAY_DOCUMENT: Explanation = told(
    "Documents are the files that end in `.md` under content/briefings/, content/pages/, content/topics/ and \
     content/countries/. Nothing reads this one.",
    "content/talks.md",
    "content/briefings/2024/talks.md",
);
pub static UNKNOWN_RULE: Explanation = told(
    "`lints` in site.yaml and allow comments name rules. `chancery check --explain` lists them.",
    "lints: { relative-dates: off }",
    "lints: { relative-date: off }",
);
