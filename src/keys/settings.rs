//! The keys of `site.yaml`, in the order in which the file has them.

use super::front_matter::MARKINGS;
use super::{Group, Key, Shape, Word};

/// The words of `images: { metadata: … }`, the least first.
pub const IMAGE_METADATA: &[Word] = &[
    Word::new("strip", "Nothing."),
    Word::new("rights", "Copyright, credit and C2PA manifests, and nothing else."),
    Word::new("keep", "All that stands in their files, such as where and when a photograph was taken."),
];

/// The words of `maps: { boundaries: … }`.
pub const MAP_VIEWS: &[Word] = &[
    Word::new("un", "After the usage of the United Nations."),
    Word::new("de-facto", "By who holds the ground, as Natural Earth has it."),
];

/// The words of `markdown: { html: … }`.
pub const HTML: &[Word] = &[
    Word::new("escape", "It is shown as text."),
    Word::new("sanitize", "A safe part of it is let through."),
];

/// The words of `record: { notes: … }`.
pub const NOTES: &[Word] = &[
    Word::new("trailer", "Its `Change-Note:` trailers."),
    Word::new("subject", "Its subject line too, where it has no such trailer."),
];

/// The keys of `site.yaml`.
pub const SITE: Group = Group {
    keys: &[
        Key::part("title", Shape::Title, "Eastern Desk", "The title of the site.").required(),
        Key::part(
            "base_url",
            Shape::Pattern {
                pattern: "^https?://",
                wanted: "write the whole address, such as https://example.org/briefings/",
            },
            "https://example.org/briefings/",
            "The address that readers use, such as https://example.org/briefings/.",
        ),
        Key::part(
            "description",
            Shape::Text,
            "What moves between Warsaw and Vladivostok.",
            "What the site is, in a sentence: for search engines and feeds.",
        ),
        Key::part(
            "language",
            Shape::Pattern {
                pattern: "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$",
                wanted: "write a tag such as en, fr or pt-BR",
            },
            "en",
            "The language of the texts, as a tag of BCP 47: en, fr, pt-BR.",
        ),
        Key::part(
            "languages",
            Shape::PatternList {
                pattern: "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
                wanted: "write a tag such as en, fr or pt-BR",
            },
            "[en, fr, ar]",
            "All languages of the site, that of the originals first; `x.fr.md` is then the French translation of `x.md`.",
        ),
        Key::part(
            "translations",
            Shape::PerLanguage(&TRANSLATION),
            "{ fr: { title: Le bureau de l'Est } }",
            "What the site says of itself in its other languages, by their tags.",
        ),
        Key::part(
            "timezone",
            Shape::Text,
            "Europe/Paris",
            "The time zone of dates that have none, by its IANA name: UTC, Europe/Paris.",
        ),
        Key::part("logo", Shape::Text, "logo.svg", "The logo, a file under static/."),
        Key::part(
            "nav",
            Shape::Groups(&NAV),
            "[{ title: About, url: /about/ }]",
            "The entries of the navigation; without it, countries, topics, timeline and archive.",
        ),
        Key::part(
            "footer",
            Shape::Text,
            "Eastern Desk, Warsaw",
            "Stands at the foot of every page, in Markdown: imprint, licence, contact.",
        ),
        Key::part(
            "taxonomies",
            Shape::PatternList {
                pattern: "^[a-z0-9]+(-[a-z0-9]+)*$",
                wanted: "use lower-case letters, digits and hyphens, such as people",
            },
            "[people, places]",
            "Lists in the front matter, besides countries and topics, that get an index of their own.",
        ),
        Key::part(
            "countries",
            Shape::PerCountry(&COUNTRY),
            "{ TW: { label: Chinese Taipei } }",
            "What the site calls a country, by code or name.",
        ),
        Key::part("maps", Shape::Group(&MAPS), "{ boundaries: de-facto }", "Whose boundaries the maps have."),
        Key::part("images", Shape::Group(&IMAGES), "{ metadata: rights }", "How pictures are published."),
        Key::part(
            "relations",
            Shape::Group(&RELATIONS),
            "{ minimum: 2 }",
            "The pages of two countries that share briefings.",
        ),
        Key::part("markdown", Shape::Group(&MARKDOWN), "{ html: sanitize }", "How Markdown is read."),
        Key::part(
            "publish",
            Shape::Group(&PUBLISH),
            "{ markings: [TLP:CLEAR, TLP:GREEN] }",
            "What may be published.",
        ),
        Key::part(
            "record",
            Shape::Group(&RECORD),
            "{ since: 2024-01-01 }",
            "What is shown of the history of a briefing.",
        ),
        Key::part(
            "judgements",
            Shape::Group(&JUDGEMENTS),
            "{ scale: [{ term: very likely, from: 80, to: 95 }] }",
            "How judgements are worded.",
        ),
        Key::part(
            "limits",
            Shape::Group(&LIMITS),
            "{ bytes: 2GB }",
            "How large the site may become without being asked whether that is meant.",
        ),
        Key::part(
            "lints",
            Shape::Rules,
            "{ relative-date: error, orphan-topic: off }",
            "How much the rules of `chancery check` matter on this site.",
        ),
        Key::part(
            "outputs",
            Shape::Group(&OUTPUTS),
            "{ regions: false }",
            "What the site has; all of it but `word`, `epub`, `markdown`, `timemaps` and `verify`, unless it is switched off here.",
        ),
        Key::part(
            "extra",
            Shape::Anything,
            "{ desk: Warsaw }",
            "Anything of your own, for your own templates.",
        ),
    ],
};

/// The keys of an entry of the navigation.
pub const NAV: Group = Group {
    keys: &[
        Key::part("title", Shape::Title, "About", "The words of the link.").required(),
        Key::part(
            "url",
            Shape::Pattern {
                pattern: "^(/([^/]|$)|https?://|mailto:|tel:)",
                wanted: "write a path from the site's root, such as /about/, or a whole address with https://",
            },
            "/about/",
            "A path from the site's root, such as /about/, or a whole address.",
        )
        .required(),
    ],
};

/// The keys of a country in `countries`.
pub const COUNTRY: Group = Group {
    keys: &[
        Key::part("label", Shape::Text, "Chinese Taipei", "The name that the site uses for it."),
        Key::part("sort", Shape::Text, "Taipei", "The name that it is sorted by."),
        Key::part("capital", Shape::Text, "Taipei", "The capital."),
        Key::part(
            "note",
            Shape::Text,
            "As the International Olympic Committee calls it.",
            "A line about its status.",
        ),
    ],
};

/// The keys of a language under `translations`.
pub const TRANSLATION: Group = Group {
    keys: &[
        Key::part("title", Shape::Text, "Le bureau de l'Est", "The title of the site in that language."),
        Key::part("description", Shape::Text, "Ce qui bouge à l'Est.", "What the site is, in that language."),
        Key::part(
            "nav",
            Shape::Groups(&NAV),
            "[{ title: À propos, url: /about/ }]",
            "The entries of the navigation in that language.",
        ),
        Key::part(
            "footer",
            Shape::Text,
            "Le bureau de l'Est, Varsovie",
            "The foot of every page, in Markdown.",
        ),
    ],
};

/// The keys of `maps`.
pub const MAPS: Group = Group {
    keys: &[
        Key::part(
            "boundaries",
            Shape::Words(MAP_VIEWS),
            "de-facto",
            "How the built-in map draws what is contested; without it, un.",
        )
        .filled(),
        Key::part(
            "note",
            Shape::Text,
            "Boundaries as the Ministry of Foreign Affairs has them.",
            "What stands below every map in place of the note on boundaries.",
        ),
    ],
};

/// The keys of `images`.
pub const IMAGES: Group = Group {
    keys: &[Key::part(
        "metadata",
        Shape::Words(IMAGE_METADATA),
        "rights",
        "What pictures say besides what they show: place, day, author, camera; without it, strip.",
    )
    .filled()],
};

/// The keys of `relations`.
pub const RELATIONS: Group = Group {
    keys: &[Key::part(
        "minimum",
        Shape::Number,
        "2",
        "How many briefings two countries must share to have a page of their own; 1 unless it is set.",
    )],
};

/// The keys of `markdown`.
pub const MARKDOWN: Group = Group {
    keys: &[Key::part(
        "html",
        Shape::Words(HTML),
        "sanitize",
        "What is done with raw HTML; without it, escape.",
    )
    .filled()],
};

/// The keys of `publish`.
pub const PUBLISH: Group = Group {
    keys: &[Key::part(
        "markings",
        Shape::WordList(MARKINGS),
        "[TLP:CLEAR, TLP:GREEN]",
        "The markings of TLP 2.0 that a build may publish; TLP:CLEAR only, unless it is set.",
    )],
};

/// The keys of `record`.
pub const RECORD: Group = Group {
    keys: &[
        Key::part(
            "authors",
            Shape::Flag,
            "true",
            "Whether the names of those who changed a briefing are shown.",
        ),
        Key::part(
            "notes",
            Shape::Words(NOTES),
            "subject",
            "Which words of a commit are shown; without it, its `Change-Note:` trailers.",
        )
        .filled(),
        Key::part(
            "since",
            Shape::Date,
            "2024-01-01",
            "A day such as 2024-01-01; versions from before it are not shown.",
        ),
    ],
};

/// The keys of `judgements`.
pub const JUDGEMENTS: Group = Group {
    keys: &[Key::part(
        "scale",
        Shape::Groups(&LIKELIHOOD),
        "[{ term: very likely, from: 80, to: 95 }]",
        "The site's own words of probability, in place of those of ICD 203.",
    )],
};

/// The keys of a word of probability.
pub const LIKELIHOOD: Group = Group {
    keys: &[
        Key::part("term", Shape::Title, "very likely", "The word, or words.").required(),
        Key::part("from", Shape::Percent, "80", "The least probability that it stands for, in per cent.")
            .required(),
        Key::part("to", Shape::Percent, "95", "The greatest.").required(),
    ],
};

/// The keys of `limits`.
pub const LIMITS: Group = Group {
    keys: &[
        Key::part(
            "pairs",
            Shape::Number,
            "60",
            "The most subjects with which a briefing makes a page for each two of them; 40 unless it is set.",
        ),
        Key::part(
            "files",
            Shape::Number,
            "200000",
            "The most files of the whole site; 100000 unless it is set.",
        ),
        Key::part(
            "bytes",
            Shape::Size,
            "2GB",
            "The most bytes of the whole site, such as 500MB or 2GB; 1GB unless it is set.",
        ),
    ],
};

const fn output(name: &'static str, is_on: bool, help: &'static str) -> Key {
    Key::part(name, Shape::Switch { is_on }, if is_on { "false" } else { "true" }, help)
}

/// The keys of `outputs`.
pub const OUTPUTS: Group = Group {
    keys: &[
        output("relations", true, "A page for each two countries that share briefings."),
        output("intersections", true, "A page for each country and topic that share briefings."),
        output("regions", true, "A page for each region."),
        output("organisations", true, "A page for each organisation that briefings are about."),
        output("timeline", true, "The timeline of all events."),
        output("record", true, "The history of each briefing."),
        output("data", true, "The data of each briefing."),
        output("catalogue", true, "The catalogue of all briefings."),
        output("citations", true, "How to cite each briefing, with files for reference managers."),
        output("json_feeds", true, "JSON feeds beside the Atom ones."),
        output("watch", true, "How things go in countries, with an edition for each month."),
        output("judgements", true, "What briefings expect, what became of it, and how good that was."),
        output("sources", true, "The sources that several briefings cite, with what cites them."),
        output("authors", true, "A page and a feed for each author."),
        output("search", true, "The search page."),
        output("cards", true, "Images for links in social media."),
        output("word", false, "A Word document of each briefing; off unless it is switched on here."),
        output(
            "epub",
            false,
            "A book for e-readers of each series, country, topic and organisation; off unless it is switched on here.",
        ),
        output(
            "markdown",
            false,
            "Each briefing as Markdown that stands alone; off unless it is switched on here.",
        ),
        output(
            "timemaps",
            false,
            "The versions of each briefing for web archives (RFC 7089); off unless it is switched on here.",
        ),
        output(
            "verify",
            false,
            "What the site was built from, for `chancery verify`; off unless it is switched on here.",
        ),
    ],
};
