//! What cannot be right: told by every command, and nothing is written. No site weakens these.

use super::table::codes;

codes! { Error
    /// A file that cannot be read, is not UTF-8 or has a name that is not.
    UnreadableFile = "unreadable-file", Always {
        why: "A document is text in the encoding UTF-8, which every editor can save. This one has bytes in it that are \
              none, or cannot be opened at all, or its name cannot be read.",
        bad: "a text that was saved as Windows-1252",
        good: "the same text, saved as UTF-8",
    }
    /// A document that does not start with `---`.
    NoFrontMatter = "no-front-matter", Always {
        why: "Title, date, countries and topics of a document stand at its head, between two lines of three hyphens. \
              Nothing may stand above the first of them.",
        bad: "Talks in Paris\n\nThe ministers met.",
        good: "---\ntitle: Talks in Paris\ndate: 2024-04-01\n---\n\nThe ministers met.",
    }
    /// Front matter that never ends.
    UnclosedFrontMatter = "unclosed-front-matter", Always {
        why: "The front matter ends with a line of three hyphens. Without it the whole text would be taken for keys.",
        bad: "---\ntitle: Talks in Paris\n\nThe ministers met.",
        good: "---\ntitle: Talks in Paris\n---\n\nThe ministers met.",
    }
    /// Text that is not YAML.
    InvalidYaml = "invalid-yaml", Always {
        why: "Front matter and site.yaml are YAML: a key, a colon, a blank and a value. What has a colon, a quote or a \
              bracket of its own stands in quotes; lines are indented with spaces.",
        bad: "title: Paris: talks begin",
        good: "title: \"Paris: talks begin\"",
    }
    /// Both sides of two changes of one text.
    MergeMarker = "merge-marker", Always {
        why: "Where two people change the same lines, git writes both into the file, between lines of `<`, `=` and `>`. \
              Somebody has to choose before readers see it.",
        bad: "<<<<<<< HEAD\nThe talks end.\n=======\nThe talks go on.\n>>>>>>> draft",
        good: "The talks go on.",
    }
    /// Front matter of another generator that is not TOML.
    InvalidToml = "invalid-toml", Always {
        why: "A post that is to be imported has front matter between two lines of three plus signs, as Zola and Hugo have \
              it: that is TOML, and this one cannot be read.",
        bad: "+++\ntitle = Talks in Paris\n+++",
        good: "+++\ntitle = \"Talks in Paris\"\n+++",
    }
    /// Front matter of another generator that is not JSON.
    InvalidJson = "invalid-json", Always {
        why: "A post that is to be imported begins with a brace, as the front matter of Hugo may: that is JSON, and this \
              one cannot be read.",
        bad: "{ \"title\": \"Talks in Paris\", }",
        good: "{ \"title\": \"Talks in Paris\" }",
    }
    /// One key twice.
    DuplicateKey = "duplicate-key", Always {
        why: "A key can have one value. Which of two is meant, nobody can tell.",
        bad: "topics: [trade]\ntopics: [sanctions]",
        good: "topics: [trade, sanctions]",
    }
    /// A required key that is not there.
    MissingKey = "missing-key", Always {
        why: "Some keys must be there: a briefing has a title and a date, a source a title, an event a date and a title.",
        bad: "title: Talks in Paris",
        good: "title: Talks in Paris\ndate: 2024-04-01",
    }
    /// A value of another kind than the key takes.
    WrongType = "wrong-type", Always {
        why: "A key takes a text, a list, a group of keys, or true or false, and this is another of them. Lists stand in \
              brackets.",
        bad: "countries: France",
        good: "countries: [France]",
    }
    /// A value of the right kind that cannot be right.
    InvalidValue = "invalid-value", Always {
        why: "The value is of the right kind, but cannot be right: a time zone that does not exist, an address without \
              `https://`, a level that is none.",
        bad: "timezone: Europe/Pariss",
        good: "timezone: Europe/Paris",
    }
    /// A date that no calendar has, or that is not written as ISO 8601.
    InvalidDate = "invalid-date", Always {
        why: "Dates are written as ISO 8601 has them, the year first: `2024-04-01`, or with a time and its distance from \
              UTC, `2024-04-01T09:00:00+02:00`. Sources and events may have a month or a year alone.",
        bad: "date: 01.04.2024",
        good: "date: 2024-04-01",
    }
    /// A text to be imported that has no date.
    NoDate = "no-date", Always {
        why: "A briefing has a date, and this text has none that can be told: neither at its start, nor in a line such as \
              `Date:`, nor in its name.",
        bad: "chancery import cable.txt",
        good: "chancery import cable.txt --date 2024-04-01",
    }
    /// A file to be made that is there already.
    FileExists = "file-exists", Always {
        why: "A file is never written over. Where one stands already, what was to be written there is listed instead.",
        bad: "a text of the same date and title, imported twice and changed in between",
        good: "the new text under another title: chancery import cable.txt --title \"Talks in Paris, second day\"",
    }
    /// A last URL segment that is none.
    InvalidSlug = "invalid-slug", Always {
        why: "The last part of a URL has small letters of the English alphabet, digits and hyphens. It comes from the \
              file's name unless `slug` says otherwise.",
        bad: "slug: France & China",
        good: "slug: france-china",
    }
    /// A name of which a longer file name would be made than file systems take.
    TooLong = "too-long", Always {
        why: "Slugs, series, people, topics and old addresses become names of files, which have 255 bytes at most on nearly \
              all systems. A letter with an accent or of another script has two or more. A part of an address has 240 at \
              most, so that there is room for endings, and an address has 1000 in all.",
        bad: "series: The first report on the talks about … (and 300 more letters)",
        good: "series: talks-report",
    }
    /// A marking that TLP 2.0 does not have.
    InvalidMarking = "invalid-marking", Always {
        why: "Markings are the labels of the Traffic Light Protocol, version 2.0: TLP:CLEAR, TLP:GREEN, TLP:AMBER, \
              TLP:AMBER+STRICT and TLP:RED. A document with a label that nobody can read is shown to nobody.",
        bad: "marking: TLP:WHITE",
        good: "marking: TLP:CLEAR",
    }
    /// A word of probability that the site does not have, or that means another probability.
    UnknownLikelihood = "unknown-likelihood", Always {
        why: "A judgement says how probable something is, in per cent or with a word that has a range: one of ICD 203, or of the \
              site's own scale under `judgements:` in site.yaml. Where both stand, the number lies within the range.",
        bad: "term: quite likely",
        good: "term: likely",
    }
    /// An organisation that is none, where one of nearly that name is known.
    UnknownOrganisation = "unknown-organisation", Always {
        why: "Organisations are written by short name or name, in any language that they use: `NATO`, `OTAN`, `European Union`. A \
              name that is one letter away from one of them is most likely a slip of the pen. Others are organisations of the site's \
              own.",
        bad: "organisations: [NAOT]",
        good: "organisations: [NATO]",
    }
    /// A name that more than one organisation has.
    AmbiguousOrganisation = "ambiguous-organisation", Always {
        why: "Some short names belong to more than one organisation: `EC` is the European Commission and the European Community. \
              The whole name says which is meant.",
        bad: "organisations: [EC]",
        good: "organisations: [European Commission]",
    }
    /// An organisation that is a part or a member of itself.
    OrganisationCycle = "organisation-cycle", Always {
        why: "An organisation can be a part of another one, and a member of one. If the way up comes back to where it began, or one \
              is its own member, nobody can say which contains which.",
        bad: "content/organisations/weimar-triangle.md: parent: Weimar Triangle",
        good: "content/organisations/weimar-triangle.md: parent: EU",
    }
    /// A name that two organisations of the site go by.
    OrganisationClash = "organisation-clash", Always {
        why: "A name in `organisations` must mean one organisation. Two files of content/organisations/ say of the same one, or go by the same \
              name.",
        bad: "quad.md and the-quad.md, both with aliases: [Quad]",
        good: "quad.md alone, with aliases: [The Quad]",
    }
    /// A key that looks as if it held a document back, and does not as it is written.
    NearMiss = "near-miss", Always {
        why: "`marking`, `embargo` and `status: draft` hold a document back, spelled just so. A key that looks like one of \
              them, or has that meaning in another program, would be read by nothing, and what it was to keep would be \
              published. So it stops a build, and its document is shown to nobody. This covers another case or separator, a \
              slip of one letter, a longer key such as `embargo-until`, and `tlp`, `classification`, `visibility`, `draft: \
              true`, `private: true`, `published: false` and their like, also in groups that nothing reads. What stands under \
              `extra` is the site's own.",
        bad: "tlp: amber\nembago: 2024-06-01\ndraft: yes",
        good: "marking: TLP:AMBER\nembargo: 2024-06-01\nstatus: draft",
    }
    /// A name or code that is no country.
    UnknownCountry = "unknown-country", Always {
        why: "A country is an entity of ISO 3166-1, a former one of ISO 3166-3, or Kosovo. Write its code of two or three \
              letters, its number, its English name or a usual other name.",
        bad: "countries: [Frnace]",
        good: "countries: [FR]",
    }
    /// A name that several countries go by.
    AmbiguousCountry = "ambiguous-country", Always {
        why: "Some names belong to several countries. The code says which one is meant.",
        bad: "countries: [Congo]",
        good: "countries: [CD]",
    }
    /// A topic that the site's vocabulary does not have.
    UnknownTopic = "unknown-topic", Always {
        why: "A site with files under content/topics/ has a vocabulary, and a topic is one of it, by id, title or alias. \
              So that one subject does not get three names.",
        bad: "topics: [sanktions]",
        good: "topics: [sanctions]",
    }
    /// A topic that is its own ancestor.
    TopicCycle = "topic-cycle", Always {
        why: "A topic can be part of another, but not of itself, nor of something that is part of it.",
        bad: "trade.md: parent: economy\neconomy.md: parent: trade",
        good: "trade.md: parent: economy",
    }
    /// One name that several topics claim.
    TopicClash = "topic-clash", Always {
        why: "Each title and each alias means one topic. Capitals and accents do not count.",
        bad: "sanctions.md: aliases: [embargo]\narms-trade.md: aliases: [Embargo]",
        good: "sanctions.md: aliases: [embargo]\narms-trade.md: aliases: [arms embargo]",
    }
    /// Two profiles of one author.
    AuthorClash = "author-clash", Always {
        why: "Each author has one profile. Capitals, accents and hyphens in a name do not count.",
        bad: "nadia-haddad.md: name: Nadia Haddad\nn-haddad.md: name: Nadia Haddad",
        good: "nadia-haddad.md: name: Nadia Haddad",
    }
    /// A pin or `supersedes` that points at no briefing.
    UnknownBriefing = "unknown-briefing", Always {
        why: "`supersedes` and `pinned` name briefings by their paths under content/briefings/, without `.md`.",
        bad: "supersedes: [France and China]",
        good: "supersedes: [2023/france-china]",
    }
    /// Briefings that take the place of each other.
    SupersedesCycle = "supersedes-cycle", Always {
        why: "Of two briefings one takes the place of the other. The newer one says so.",
        bad: "2023/talks.md: supersedes: [2024/talks]\n2024/talks.md: supersedes: [2023/talks]",
        good: "2024/talks.md: supersedes: [2023/talks]",
    }
    /// Two sources, or a source and a footnote, with one id.
    DuplicateId = "duplicate-id", Always {
        why: "`[^mfa]` cites the source or the footnote of that name, so a name belongs to one of them.",
        bad: "sources:\n  - { id: mfa, title: Press conference }\n  - { id: mfa, title: Statement }",
        good: "sources:\n  - { id: mfa-press, title: Press conference }\n  - { id: mfa-statement, title: Statement }",
    }
    /// A link inside the site that leads nowhere.
    BrokenLink = "broken-link", Always {
        why: "A link inside the site leads to a file, a page or a heading that is not there. Write the path of the file, \
              from the file that you are in, with its ending; capitals count.",
        bad: "See [the treaty](elysee-treaty).",
        good: "See [the treaty](../1963/elysee-treaty.md).",
    }
    /// An image that is not there.
    BrokenImage = "broken-image", Always {
        why: "The file of an image is not there. Put it beside the document, in a folder with `index.md`, or under static/.",
        bad: "![The signing](C:\\Pictures\\signing.jpg)",
        good: "![The signing](signing.jpg)",
    }
    /// A picture whose metadata cannot be taken out.
    ImageMetadata = "image-metadata", Always {
        why: "Photographs say where, when, by whom and with which camera they were taken. Chancery takes that out of JPEG, PNG, WebP, GIF and \
              SVG files before they are published. Of other formats, and of files that are damaged, it cannot do so, and publishes \
              none of them unless site.yaml says `images: { metadata: keep }`, which keeps all that stands in all pictures.",
        bad: "![The minister](minister.heic)",
        good: "![The minister](minister.jpg), saved as JPEG",
    }
    /// A file beside a document that runs scripts in a browser.
    ActiveFile = "active-file", Always {
        why: "A file beside a document is opened on your site, and a script in it acts for your site. Scripts are taken out of SVG files; \
              an HTML file with scripts, and an SVG that cannot be read, are not published from there. What has to have scripts goes under static/, where \
              it is told.",
        bad: "[The map](map.html), with <script> in it",
        good: "![The map](map.svg), or a file under static/",
    }
    /// A footnote mark without a footnote.
    UndefinedFootnote = "undefined-footnote", Always {
        why: "`[^x]` in the text needs a source with `id: x`, or a line that begins with `[^x]:`.",
        bad: "The ministers spoke for an hour.[^mfa]",
        good: "The ministers spoke for an hour.[^mfa]\n\n[^mfa]: From the notes of the ministry.",
    }
    /// Two things at one URL.
    UrlClash = "url-clash", Always {
        why: "Two things would be at one address, and readers would find one of them. Held-back documents count too, so \
              that the address is free when they are published.",
        bad: "2024/talks.md and 2024/spring/talks.md, both dated in 2024",
        good: "slug: talks-in-spring",
    }
    /// An alias that no redirect page can serve.
    InvalidAlias = "invalid-alias", Always {
        why: "An alias is an old path of this site, from its root, which leads to the document from now on.",
        bad: "aliases: [https://example.org/old/]",
        good: "aliases: [/old/]",
    }
    /// Markdown or topics that nest deeper than any page can show.
    DeepNesting = "deep-nesting", Always {
        why: "Quotes and lists stand inside each other a hundred deep, or topics twenty. That is a slip of the keyboard, or \
              somebody who means no good.",
        bad: "> > > > > > > > and so on",
        good: "> > A quote in a quote.",
    }
    /// A map of the site's own that cannot be drawn.
    InvalidBoundaries = "invalid-boundaries", Always {
        why: "data/boundaries.topojson takes the place of the built-in map. It is TopoJSON in degrees of longitude and latitude, \
              with an object `countries` whose features have codes of ISO 3166-1 as ids, and at most 8 MB and a million points.",
        bad: "data/boundaries.topojson with 50 MB, or in metres of a projection",
        good: "data/boundaries.topojson at 1:50 million, with { \"type\": \"Polygon\", \"id\": \"FR\", \"arcs\": [[0, 1]] } for France",
    }
    /// A site with more files or bytes than its `limits` let it have.
    OverLimit = "over-limit", Always {
        why: "A slip in one file can make a site of millions of pages. So a build stops before it writes more than 100,000 files \
              or 1 GB, unless the site was as large before, and says what they are made of.",
        bad: "20,000 topics in one briefing",
        good: "the topics that readers look for; or limits: { files: 200000, bytes: 2GB } in site.yaml",
    }
    /// A file whose name ends in a language that the site does not have.
    UndeclaredLanguage = "undeclared-language", Always {
        why: "On a site with `languages:`, the end of a file's name says which language it is in: visit.fr.md is the French \
              translation of visit.md. In a language that is not on the list, it would be published as a text of its own.",
        bad: "visit.de.md, and languages: [en, fr]",
        good: "visit.fr.md; or languages: [en, fr, de]",
    }
    /// A translation without the text that it translates.
    NoOriginal = "no-original", Always {
        why: "A translation takes its date, countries, topics and marking from its original, which has the same name without \
              the language. A text that is there in one language only is an original: `lang:` says in which.",
        bad: "visit.fr.md alone",
        good: "visit.md and visit.fr.md; or visit.md with lang: fr",
    }
    /// Two files for one text in one language.
    TwoOriginals = "two-originals", Always {
        why: "With `languages: [en, fr]`, visit.md and visit.en.md are both the original, and visit.fr.md and visit.FR.md \
              the same translation. Which one is meant, nobody can tell.",
        bad: "visit.md and visit.en.md",
        good: "visit.md",
    }
    /// A translation that has no text.
    EmptyTranslation = "empty-translation", Always {
        why: "Where a translation is not there, readers get the original, and are told in which language it is. An empty \
              one would take its place.",
        bad: "---\ntitle: Paris interroge Pékin\n---",
        good: "---\ntitle: Paris interroge Pékin\n---\n\nLes ministres se sont vus.",
    }
    /// A template that Tera cannot read or render.
    Template = "template", Always {
        why: "A file under templates/ takes the place of one of the theme. This one cannot be read, or asks for something \
              that pages do not have.",
        bad: "{{ briefing.tilte }}",
        good: "{{ briefing.title }}",
    }
    /// A history in which the number of a version would come to mean another text.
    RecordRewritten = "record-rewritten", ByComparison {
        why: "`check --public --since REV` compares the record with the one that was published from the commit REV. The \
              number of a version is cited, so it must go on to mean the same text. It would not if REV is no longer on the line \
              that the site is published from (first parents), since history was rewritten or a merge took it the other way round.",
        bad: "git pull, which makes your own commits the first parents of a merge",
        good: "git pull --rebase, before you push",
    }
    /// A change that the preview cannot show.
    StalePreview = "stale-preview", ByPreview {
        why: "The preview follows each change of a file and each commit. It could not follow one: git did not answer, or the \
              system does not tell what changes in a folder. The pages are those of before, and the next change that it \
              can follow brings them up to date.",
        bad: "a preview of more folders than the system lets a user watch",
        good: "fs.inotify.max_user_watches as `chancery doctor` advises",
    }
}
