//! What is told by every command, while a build goes on.

use super::table::codes;

codes! { Warning
    /// A `site.yaml` without `base_url`.
    NoBaseUrl = "no-base-url", Always {
        why: "Feeds, the sitemap and links in other people's pages need the whole address of the site.",
        bad: "title: Eastern Desk",
        good: "title: Eastern Desk\nbase_url: https://example.org/briefings/",
    }
    /// A translation with another date, or other countries, than its original.
    DiffersFromOriginal = "differs-from-original", Always {
        why: "A translation takes date and countries from its original. Where it has its own, readers of two languages find \
              one text at two places.",
        bad: "visit.fr.md with date: 2024-04-02, and visit.md with date: 2024-04-01",
        good: "visit.fr.md without a date",
    }
    /// A `static/CNAME` that names another host than `base_url`.
    CnameClash = "cname-clash", Always {
        why: "static/CNAME tells GitHub Pages the host of a site. If base_url has another one, every link leads readers there.",
        bad: "static/CNAME: www.example.org",
        good: "static/CNAME: example.org, as in base_url: https://example.org/",
    }
    /// A site with more bytes than GitHub Pages takes, or close to it.
    LargeSite = "large-site", Always {
        why: "GitHub Pages publishes sites of up to 1 GB, and takes no upload over 10 GB. A build tells it from 800 MB on, \
              with the largest folders and files.",
        bad: "content/briefings/2024/summit/recording.mp4",
        good: "a link to the recording on a host for videos",
    }
    /// A file of the site with more bytes than GitHub takes.
    LargeFile = "large-file", Always {
        why: "GitHub takes no file over 100 MB into a repository, and readers with a slow line never see its end.",
        bad: "static/archive.zip",
        good: "a link to the archive on another host",
    }
    /// A map of the site's own that lacks countries, or has some twice.
    IncompleteBoundaries = "incomplete-boundaries", Always {
        why: "A map of the site's own has one feature for each entry of ISO 3166-1, and XK. A country without one is a point on every \
              map; of several features of one country nobody can tell which is meant.",
        bad: "data/boundaries.topojson without a feature for TV",
        good: "a feature with \"id\": \"TV\"",
    }
    /// A briefing with so many subjects that it makes no pages of pairs.
    ManyPairs = "many-pairs", Always {
        why: "Each two subjects of a briefing have a page of what both are in. A briefing about all members of the United \
              Nations would make 18,528 of them, and nobody looks for those. So from 41 subjects on it makes none; pages that \
              other briefings make, or that an older version of it made, stay.",
        bad: "countries: [AF, AL, DZ, …], with 193 members",
        good: "countries: [SY], mentions: [AF, AL, DZ, …]; or limits: { pairs: 193 } in site.yaml",
    }
    /// A key that no document of this kind has.
    UnknownKey = "unknown-key", Always {
        why: "Nothing reads a key of this name here; it may be misspelt, or another generator's. Keys of your own go under \
              `extra:`.",
        bad: "sumary: Talks have begun.",
        good: "summary: Talks have begun.",
    }
    /// A taxonomy that needs no declaration.
    NeedlessTaxonomy = "needless-taxonomy", Always {
        why: "`organisations` is a key of every briefing, whose names Chancery knows, with members and dates. So it is no list of \
              the site's own any more: it works without being declared, at the same addresses.",
        bad: "taxonomies: [people, organisations]",
        good: "taxonomies: [people]",
    }
    /// An organisation that only this site knows, without a file that says what it is.
    OwnOrganisation = "own-organisation", Always {
        why: "`organisations` can name any organisation. One that Chancery does not know has a page as well, but nobody has said \
              who belongs to it, and a slip of the pen would look just so. A file in content/organisations/ says what it is: it may \
              be empty but for its two lines of hyphens.",
        bad: "organisations: [Weimar Triangle]",
        good: "organisations: [Weimar Triangle], and content/organisations/weimar-triangle.md with members: [DE, FR, PL]",
    }
    /// A name of an organisation that means a country elsewhere.
    DoubtfulOrganisation = "doubtful-organisation", Always {
        why: "`AU` is the African Union among organisations, and Australia among countries. Where a short name is the code of a country, \
              the whole name says which of the two is meant.",
        bad: "organisations: [AU]",
        good: "organisations: [African Union]",
    }
    /// A title that is too long for those who cite it.
    LongTitle = "long-title", Always {
        why: "A title with more than 255 bytes is cut off in search results, feeds, messages and lists of references. What \
              is more than a title belongs in the summary.",
        bad: "title: The first report on the talks about … (and 300 more letters)",
        good: "title: First report on the talks\nsummary: The first report on the talks about …",
    }
    /// A name or a title that looks like another one: letters of two scripts in a word, characters that nobody sees.
    DeceptiveText = "deceptive-text", Always {
        why: "A letter of one script can look like one of another, and some characters are seen by nobody, or turn the \
              letters after them round. In a title, a name or a file's name they make one thing look like another, and \
              searches do not find it. Words wholly of one script, and joiners of the languages that need them, are fine.",
        bad: "title: The Kremlіn answers    # with a Cyrillic і",
        good: "title: The Kremlin answers",
    }
    /// Markup that other programs read.
    ForeignMarkup = "foreign-markup", Always {
        why: "Hugo, Jekyll, Pandoc, Obsidian and wikis have marks of their own. Here they are words, and readers see them as they \
              were typed. Between backticks they are code, and nothing is said.",
        bad: "As reported [@smith2020], see [[Minsk]]. {{< figure src=\"map.png\" >}}",
        good: "As reported [^smith2020], see [Minsk](minsk.md). ![Map](map.png)",
    }
    /// Raw HTML in a site that does not let it through.
    RawHtml = "raw-html", Always {
        why: "HTML in a text is shown to readers as it was typed, unless site.yaml says `markdown: { html: sanitize }`, which \
              lets a safe part of it through. The first in a text is told.",
        bad: "H<sub>2</sub>O, and <div class=\"box\">the terms</div>",
        good: "H₂O, and the terms; or markdown: { html: sanitize } in site.yaml",
    }
    /// Lines with tabs between words, as spreadsheets copy them.
    TabTable = "tab-table", Always {
        why: "A table that is copied from Word or a spreadsheet comes in with tabs between its cells. Markdown makes one \
              paragraph of it.",
        bad: "Country\tVotes\nFrance\t12",
        good: "| Country | Votes |\n|---|---|\n| France | 12 |",
    }
    /// A heading without words.
    EmptyHeading = "empty-heading", Always {
        why: "A heading without words is an empty line to readers, and a stop without a name to screen readers.",
        bad: "##",
        good: "## What to watch",
    }
    /// A first heading that is the title.
    RepeatedTitle = "repeated-title", Always {
        why: "Every page shows its title above the text. A text that begins with the same words as a heading says them twice.",
        bad: "title: Talks in Paris, and a text that begins with `# Talks in Paris`",
        good: "title: Talks in Paris, and a text that begins with its first sentence",
    }
    /// A value that a comment cuts short.
    CutValue = "cut-value", Always {
        why: "In YAML a `#` after a blank begins a comment, and what stands behind it is no part of the value. In a title that is \
              hardly meant; in quotes it stays.",
        bad: "title: Briefing # 4",
        good: "title: \"Briefing # 4\"",
    }
    /// A name that stands in a list twice.
    RepeatedEntry = "repeated-entry", Always {
        why: "The same name twice in a list counts once. One of the two may have been meant as another.",
        bad: "countries: [FR, CN, France]",
        good: "countries: [FR, CN]",
    }
    /// An `updated` before the `date`.
    UpdatedBeforeDate = "updated-before-date", Always {
        why: "A text cannot have changed before it was there: feeds and citations would say so.",
        bad: "date: 2024-04-01\nupdated: 2023-04-03",
        good: "date: 2024-04-01\nupdated: 2024-04-03",
    }
    /// A link with a scheme other than http, https, mailto and tel.
    LinkScheme = "link-scheme", Always {
        why: "Links may lead to addresses that begin with http, https, mailto or tel. Others lose their target, and stay \
              as words.",
        bad: "[the order](ftp://example.org/order.pdf)",
        good: "[the order](https://example.org/order.pdf)",
    }
    /// An image of another host, which the pages' policy keeps out.
    ExternalImage = "external-image", Always {
        why: "Pages load nothing from other hosts: their policy keeps out whatever could follow readers or change \
              later, so an image of another host is not shown. A site that has to show one changes the block `policy` \
              in its own templates/base.html and sets `lints: { external-image: off }`.",
        bad: "![The signing](https://example.org/signing.jpg)",
        good: "![The signing](signing.jpg), with the file beside the text",
    }
    /// A symbolic link that leads out of its folder, to a document, or round in a circle.
    Symlink = "symlink", Always {
        why: "A symbolic link is judged by what it leads to in the end. That must be in the same folder of the site: what \
              is under static/ stays under static/, and what is under content/ under content/. Others could publish any file of your \
              machine, so they are skipped. So are links to documents, which have an address of their own, and links that lead round \
              in a circle, or nowhere.",
        bad: "static/notes.txt → ../content/briefings/notes.md",
        good: "a copy of the file under static/",
    }
    /// A link, pin or series entry that points at a document that is held back.
    HeldBackLink = "held-back-link", Always {
        why: "A link, a pin or `supersedes` points at a document that is not published yet. It is shown as plain text, or \
              left out, and comes in by itself when that document is published.",
        bad: "See [the draft](draft.md).",
        good: "See [the treaty](elysee-treaty.md).",
    }
    /// A briefing that takes the place of a newer one.
    SupersedesNewer = "supersedes-newer", Always {
        why: "A briefing says that it takes the place of a newer one. Most often the line stands in the wrong file.",
        bad: "2023/talks.md: supersedes: [2024/talks]",
        good: "2024/talks.md: supersedes: [2023/talks]",
    }
    /// Two statuses of one country on one day that contradict each other.
    StatusConflict = "status-conflict", Always {
        why: "A country's profile and briefings say how things go there, each as of a day. Where two of them say different things of the \
              same day, pages show one, and readers of the other are misled. The profile's word is the one that is shown.",
        bad: "statuses: [{ date: 2024-04-15, is: improving, … }], and a briefing of 2024-04-15 that says deteriorating",
        good: "one of the two, or another date in the profile",
    }
    /// A status of a country as of a day that has not come.
    FutureStatus = "future-status", Always {
        why: "The watch says how things go now. A status of a day that has not come is left out of every page until then; a slip in the \
              year is the usual cause.",
        bad: "statuses: [{ date: 2042-04-15, is: improving, … }]",
        good: "statuses: [{ date: 2024-04-15, is: improving, … }]",
    }
    /// An assessment of a country that its briefing does not name.
    UnnamedAssessment = "unnamed-assessment", Always {
        why: "A briefing says how things go in its own countries. One that assesses a country which it names neither as a subject, nor as a \
              mention, nor at an event may have a slip in the code of the country.",
        bad: "countries: [SD]\nassessments: [{ country: SS, is: improving, reason: Talks go on. }]",
        good: "countries: [SD]\nassessments: [{ country: SD, is: improving, reason: Talks go on. }]",
    }
    /// A redaction that names no commit of its briefing.
    UnknownRedaction = "unknown-redaction", Always {
        why: "`redact` names the commits that made the versions to be taken out of a briefing's record. An id that is none of \
              them may be a slip of the pen, and the version that was meant would stay public: so no version of the briefing \
              is told until the id is right.",
        bad: "redact: [\"0000000\"]",
        good: "redact: [\"1a2b3c4d5e\"]    # as `chancery log 2024/visit` tells it",
    }
    /// A Markdown file where no document is looked for.
    StrayDocument = "stray-document", Always {
        why: "Documents are the files that end in `.md` under content/briefings/, content/pages/, content/topics/, \
              content/countries/, content/organisations/ and content/authors/. Nothing reads this one.",
        bad: "content/talks.md",
        good: "content/briefings/2024/talks.md",
    }
    /// A file beside a document that nothing published refers to.
    UnreferencedFile = "unreferenced-file", Always {
        why: "A file beside a document goes out only if a published document refers to it: with a link, an image or `image:`. \
              What nothing refers to stays in. To publish a file that is linked from elsewhere, or used by a template, list it \
              under `files:`; `*` stands for any part of a name, and `**` for any folders.",
        bad: "content/briefings/2024/talks/annex.pdf, and no link to it",
        good: "[The annex](annex.pdf), or files: [annex.pdf] in the front matter",
    }
    /// A file under `static/` that an editor, git or a system left there, or a key.
    LeftoverFile = "leftover-file", Always {
        why: "Files that editors, git and systems leave behind hold older texts, names of folders and secrets. Nobody means to \
              publish them, so they stay in: names that begin with a dot or end in `~`, `.swp`, `.orig`, `.rej`, `.bak` or `.tmp`, Thumbs.db, \
              desktop.ini, the files of `git mergetool`, and keys such as id_rsa and `*.pem`.",
        bad: "static/minister.jpg.orig",
        good: "static/minister.jpg alone",
    }
    /// A file under `static/` that runs scripts in a browser.
    ActiveStatic = "active-static", Always {
        why: "A file under static/ goes out as it is, with the scripts in it. They run when somebody opens the file, and act for your \
              site. The pages themselves, and the preview, do not run them.",
        bad: "static/map.svg with <script>, or with onload=",
        good: "static/map.svg without scripts",
    }
    /// A PDF or Office file that says who wrote it.
    FileMetadata = "file-metadata", Always {
        why: "PDF and Office files say who wrote them, and often more: who changed them, on which machine, older titles. They go out as they are. \
              Take it out before you publish: in Word under File, Info, Inspect Document; in Acrobat under Redact, Sanitize \
              Document; or print the file anew as a PDF.",
        bad: "annex.pdf, with the author `Anna Muster` in it",
        good: "annex.pdf, with your institution as its author or none",
    }
    /// Two authors whose names make one address.
    AmbiguousAuthor = "ambiguous-author", Always {
        why: "The address of an author's page has letters of the English alphabet only, and two names can become the same: 王毅 and 王义 \
              are both `wang-yi`. Both stand on one page, and readers take them for one person. A profile under content/authors/ \
              with a file name of its own gives an author a page of their own.",
        bad: "authors: [王毅] in one briefing, authors: [王义] in another",
        good: "content/authors/wang-yi-2.md, with name: 王义",
    }
    /// A page of the site's own where Chancery would make an index.
    ReplacedIndex = "replaced-index", Always {
        why: "Chancery makes an index of some things once there are any, such as /authors/ and /organisations/. A page of the site's own at \
              that address takes its place, and is told, in case that the index is wanted.",
        bad: "content/pages/authors.md, on a site whose briefings have authors",
        good: "content/pages/who-we-are.md; or content/pages/authors.md, with lints: { replaced-index: off }",
    }
    /// A name in `lints` or in an allow comment that is no rule of this version.
    UnknownRule = "unknown-rule", Always {
        why: "`lints` in site.yaml and allow comments name rules. `chancery check --explain` lists them.",
        bad: "lints: { relative-dates: off }",
        good: "lints: { relative-date: off }",
    }
}
