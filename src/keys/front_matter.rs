//! The keys of front matter, in the order in which files have them.

use super::{Group, Key, Purpose, RecordedKey, Shape, Word};

const SLUG: Shape = Shape::Pattern {
    pattern: "^[a-z0-9]+(-[a-z0-9]+)*$",
    wanted: "use lower-case letters, digits and hyphens, such as france-china",
};
const WEB_ADDRESS: Shape = Shape::Pattern {
    pattern: r"^(https?://\S*)?$",
    wanted: "write the whole address, from https:// on, without spaces",
};
const NAME: Shape = Shape::Pattern { pattern: r"\S", wanted: "write a name, or take the line out" };

/// The words of `kind`.
pub const KINDS: &[Word] = &[
    Word::new("analysis", "It says what something means."),
    Word::new("report", "It says what is known."),
    Word::new("reportage", "It tells what the writer saw."),
    Word::new("background", "It tells what went before."),
];

/// The words of `confidence`, which are the levels of ICD 203.
pub const CONFIDENCES: &[Word] = &[
    Word::new("low", "Scant or doubtful information."),
    Word::new("moderate", "Plausible, but not corroborated."),
    Word::new("high", "Good information from several sources."),
];

/// The words of `status`.
pub const STATUSES: &[Word] = &[
    Word::new("draft", "Still being written; not published."),
    Word::new("published", "Ready."),
    Word::new("withdrawn", "Taken back; the page stays, with a notice."),
];

/// The words of `record`.
pub const KEEPS: &[Word] = &[Word::new("keep", "What was published before is shown again.")];

/// The words of `outcome` besides `true` and `false`.
pub const OUTCOMES: &[Word] =
    &[Word::new("void", "It cannot be told, or the question no longer arose: it counts for nothing.")];

/// The words of a country's trend.
pub const TRENDS: &[Word] = &[
    Word::new("deteriorating", "It gets worse."),
    Word::new("improving", "It gets better."),
    Word::new("unchanged", "It stays as it is."),
];

/// The labels of TLP 2.0, from the most open to the most closed.
pub const MARKINGS: &[Word] = &[
    Word::new("TLP:CLEAR", "Disclosure is not limited."),
    Word::new("TLP:GREEN", "For the community."),
    Word::new("TLP:AMBER", "For the recipients' organisation and its clients."),
    Word::new("TLP:AMBER+STRICT", "For the recipients' organisation only."),
    Word::new("TLP:RED", "For the eyes of the recipients only."),
];

// What several kinds of documents have.

const STATUS: Key = Key::of(
    Purpose::Publication,
    "status",
    Shape::Words(STATUSES),
    "published",
    "Whether it is ready; without it, it is published.",
);
const MARKING: Key = Key::of(
    Purpose::Publication,
    "marking",
    Shape::Words(MARKINGS),
    "TLP:CLEAR",
    "The label of the Traffic Light Protocol, version 2.0; a site publishes TLP:CLEAR only, unless site.yaml says \
     otherwise.",
);
const EMBARGO: Key = Key::of(
    Purpose::Publication,
    "embargo",
    Shape::Date,
    "2024-04-02T09:00:00+02:00",
    "Until when it must not be published.",
);
const ALIASES: Key = Key::of(
    Purpose::Address,
    "aliases",
    Shape::PatternList {
        pattern: "^/[^/]",
        wanted: "write the old path from the site's root, such as /old/path/",
    },
    "[/old/path/, /Old.html]",
    "Old paths that lead here, such as /old/path/.",
);
const FILES: Key = Key::of(
    Purpose::Files,
    "files",
    Shape::Names,
    "[annex.csv]",
    "Files beside this one that are published with it though its text does not link to them; * and ** stand for any name.",
)
.not_imported();
const LANG: Key = Key::of(
    Purpose::Metadata,
    "lang",
    Shape::Text,
    "en",
    "The language of the text as a tag of BCP 47, where it is not the site's.",
);
const EXTRA: Key = Key::of(
    Purpose::Own,
    "extra",
    Shape::Anything,
    "{ desk: Europe }",
    "Anything of your own, for your own templates.",
)
.not_imported();
const URL_PART: &str = "The last part of the URL; without it, the file's name.";

/// The keys that hold for one language alone: words, and what belongs to one file. A translation has its own, and takes
/// all others from its original.
pub const OF_ONE_LANGUAGE: &[&str] = &[
    "title",
    "summary",
    "corrections",
    "aliases",
    "record",
    "redact",
    "renamed_from",
    "translation_of",
    "doi",
    "lang",
    "label",
    "short",
    "sort",
    "note",
    "hint",
    "role",
];

/// The keys of a briefing.
pub const BRIEFING: Group = Group {
    keys: &[
        Key::of(
            Purpose::Words,
            "title",
            Shape::Title,
            "France asks China for a clear word to Moscow",
            "The headline.",
        )
        .required()
        .words(RecordedKey::Title)
        .data(),
        Key::of(
            Purpose::Metadata,
            "date",
            Shape::Date,
            "2024-04-01",
            "The date that the briefing carries, such as 2024-04-01, or with a time; its year stands in the URL. A date in \
             the future holds the briefing back.",
        )
        .required()
        .recorded(RecordedKey::Date)
        .data(),
        Key::of(Purpose::Address, "slug", SLUG, "france-china", URL_PART),
        Key::of(
            Purpose::Metadata,
            "kind",
            Shape::Words(KINDS),
            "analysis",
            "What manner of text it is; without it, an analysis.",
        )
        .recorded(RecordedKey::Kind)
        .data(),
        Key::of(Purpose::Metadata, "updated", Shape::Date, "2024-04-03", "When the text was last changed.").data(),
        Key::of(
            Purpose::Words,
            "summary",
            Shape::Text,
            "Paris hopes that Beijing speaks to Moscow.",
            "One or two sentences for lists, feeds and search engines.",
        )
        .words(RecordedKey::Summary)
        .data(),
        Key::of(
            Purpose::Tag,
            "countries",
            Shape::Countries,
            "[FR, China, \"Côte d'Ivoire\"]",
            "The countries that it is about: codes, numbers or names, such as FR or France.",
        )
        .recorded(RecordedKey::Countries)
        .data(),
        Key::of(
            Purpose::Tag,
            "mentions",
            Shape::Countries,
            "[RU, UA]",
            "Countries that it touches on, without being about them.",
        )
        .recorded(RecordedKey::Mentions)
        .data(),
        Key::of(
            Purpose::Tag,
            "topics",
            Shape::Topics,
            "[trade]",
            "What it is about: topics of content/topics/.",
        )
        .recorded(RecordedKey::Topics)
        .data(),
        Key::of(
            Purpose::Tag,
            "organisations",
            Shape::Organisations,
            "[EU, NATO]",
            "The international organisations and blocs that it is about: short names or names, such as NATO or OTAN.",
        )
        .recorded(RecordedKey::Organisations)
        .data(),
        // One of the lists that a site declares, as are others that stand in this place; data have all of them.
        Key::of(
            Purpose::Tag,
            "people",
            Shape::Names,
            "[Stéphane Séjourné, Wang Yi]",
            "The people that it is about; each gets a page.",
        )
        .recorded(RecordedKey::Terms)
        .not_imported(),
        Key::of(Purpose::Metadata, "authors", Shape::Names, "[Political Section]", "Who wrote it.")
            .recorded(RecordedKey::Authors)
            .data(),
        Key::of(
            Purpose::Tag,
            "series",
            Shape::Text,
            "ukraine-diplomacy",
            "The series that it is a part of; parts are in the order of their dates.",
        )
        .recorded(RecordedKey::Series)
        .data(),
        Key::of(
            Purpose::Words,
            "sources",
            Shape::Groups(&SOURCE),
            "[{ id: mfa, title: Joint press conference, url: https://example.org/ }]",
            "The sources, in the order of their numbers; [^id] in the text cites one.",
        )
        .words(RecordedKey::Sources)
        .data(),
        Key::of(
            Purpose::Words,
            "events",
            Shape::Groups(&EVENT),
            "[{ date: 2024-02, title: Wang Yi visits Paris }]",
            "Dated lines for the timelines.",
        )
        .recorded(RecordedKey::Events)
        .data(),
        Key::of(
            Purpose::Words,
            "assessments",
            Shape::Groups(&ASSESSMENT),
            "[{ country: FR, is: improving, reason: The talks go on. }]",
            "How things go in its countries on its date: for their pages, and for the watch.",
        )
        .words(RecordedKey::Assessments)
        .data(),
        Key::of(
            Purpose::Words,
            "judgements",
            Shape::Groups(&JUDGEMENT),
            "[{ id: visit, statement: Wang Yi visits Paris by the end of June., probability: 85, by: 2024-06-30 }]",
            "What the text expects, so that it can be held against what happens.",
        )
        .words(RecordedKey::Judgements)
        .data(),
        Key::of(
            Purpose::Metadata,
            "confidence",
            Shape::Words(CONFIDENCES),
            "moderate",
            "How sure the writers are, in the levels of ICD 203.",
        )
        .recorded(RecordedKey::Confidence)
        .data(),
        STATUS.words(RecordedKey::Status).data(),
        MARKING,
        EMBARGO,
        Key::of(
            Purpose::Words,
            "corrections",
            Shape::Groups(&CORRECTION),
            "[{ date: 2024-04-03, note: The visit took place in February. }]",
            "What was wrong in the text, and since when it is right.",
        )
        .words(RecordedKey::Corrections)
        .data(),
        Key::of(
            Purpose::Address,
            "supersedes",
            Shape::Names,
            "[2023/france-china]",
            "Older briefings that this one takes the place of: paths under content/briefings/ without .md.",
        )
        .not_imported(),
        ALIASES,
        Key::of(
            Purpose::History,
            "record",
            Shape::Words(KEEPS),
            "keep",
            "With `keep`, versions from before the text was held back for a time are shown again.",
        )
        .not_imported(),
        Key::of(
            Purpose::History,
            "redact",
            Shape::ShortGroups(&REDACTION),
            "[\"1a2b3c4d5e\"]",
            "Versions to take out of the record: the ids of the commits that made them.",
        )
        .not_imported(),
        Key::of(
            Purpose::History,
            "renamed_from",
            Shape::Text,
            "2023/paris-beijing.md",
            "The file that this briefing was before it was renamed: a path under content/briefings/.",
        )
        .not_imported(),
        Key::of(
            Purpose::History,
            "translation_of",
            Shape::Pattern { pattern: "^.+@[1-9][0-9]*$", wanted: "write it like 2024/visit@2" },
            "2024/france-china@2",
            "Of a translation: its original, and the version of it that it translates.",
        )
        .not_imported(),
        Key::of(
            Purpose::Files,
            "image",
            Shape::Text,
            "cover.png",
            "An image beside the file or under static/.",
        ),
        Key::of(
            Purpose::Files,
            "image_alt",
            Shape::Text,
            "Two ministers at a table",
            "What the image shows, for those who do not see it.",
        ),
        FILES,
        Key::of(
            Purpose::Metadata,
            "chatham_house",
            Shape::Flag,
            "true",
            "Whether it reports a meeting under the Chatham House Rule.",
        ),
        Key::of(
            Purpose::Metadata,
            "doi",
            Shape::Id { pattern: r"10\.[0-9]{4,9}[0-9.]*/\S+$", wanted: "write it like 10.1000/182" },
            "10.1000/182",
            "Its DOI, by which it is cited.",
        )
        .data()
        .not_imported(),
        LANG.data(),
        EXTRA,
    ],
};

/// The keys of a source.
pub const SOURCE: Group = Group {
    keys: &[
        Key::part(
            "id",
            Shape::Id {
                pattern: "^[A-Za-z0-9._-]*$",
                wanted: "use letters, digits and hyphens, such as mfa or ap-2024",
            },
            "mfa",
            "The short name that [^id] in the text cites; without it, the source is listed but not cited.",
        ),
        Key::part("title", Shape::Title, "Joint press conference", "The title of the source.").required(),
        Key::part("publisher", Shape::Text, "French MFA", "Who published it."),
        Key::part(
            "date",
            Shape::PartialDate,
            "2024-04-01",
            "When it was published: 2024, 2024-04 or 2024-04-01.",
        ),
        Key::part("url", WEB_ADDRESS, "https://example.org/", "Where it can be read."),
        Key::part(
            "archived",
            WEB_ADDRESS,
            "https://web.archive.org/web/2024/https://example.org/",
            "Where an archived copy of it can be read.",
        ),
        Key::part(
            "rating",
            Shape::Pattern {
                pattern: "^([A-F][1-6])?$",
                wanted: "write a letter from A to F and a digit from 1 to 6, such as B2",
            },
            "B2",
            "Its rating in the Admiralty code: how reliable the source is, A to F, and how credible what it says, 1 to 6.",
        ),
        Key::part(
            "withdrawn",
            Shape::Group(&WITHDRAWAL),
            "{ date: 2024-05-02, reason: The ministry took its figures back. }",
            "Since when it does not hold any more, and why; every briefing that cites it says so.",
        ),
    ],
};

/// The keys of a source's withdrawal.
pub const WITHDRAWAL: Group = Group {
    keys: &[
        Key::part("date", Shape::PartialDate, "2024-05-02", "Since when it does not hold any more.")
            .required(),
        Key::part("reason", Shape::Title, "The ministry took its figures back.", "Why.").required(),
    ],
};

/// The keys of an event.
pub const EVENT: Group = Group {
    keys: &[
        Key::part("date", Shape::PartialDate, "2024-02", "When it happened: 2024, 2024-04 or 2024-04-01.")
            .required(),
        Key::part("title", Shape::Title, "Wang Yi visits Paris", "What happened.").required(),
        Key::part(
            "countries",
            Shape::Countries,
            "[FR, CN]",
            "Where or to whom it happened; without it, the countries of the briefing.",
        ),
    ],
};

/// The keys of an assessment.
pub const ASSESSMENT: Group = Group {
    keys: &[
        Key::part("country", Shape::Country, "FR", "The country, which should be one of the briefing's.")
            .required(),
        Key::part("is", Shape::Words(TRENDS), "improving", "In which direction things go.").required(),
        Key::part("reason", Shape::Title, "The talks go on.", "Why.").required(),
    ],
};

/// The keys of a judgement.
pub const JUDGEMENT: Group = Group {
    keys: &[
        Key::part(
            "id",
            Shape::Id {
                pattern: "^[A-Za-z0-9._-]+$",
                wanted: "use letters, digits and hyphens, such as visit",
            },
            "visit",
            "Its name in the briefing, by which versions know it; it stays as it is.",
        )
        .required(),
        Key::part("statement", Shape::Title, "Wang Yi visits Paris by the end of June.", "What is expected.")
            .required(),
        Key::part(
            "probability",
            Shape::Percent,
            "85",
            "How probable it is, in per cent; without it, the middle of what `term` stands for.",
        ),
        Key::part(
            "term",
            Shape::Text,
            "very likely",
            "The word for it: one of ICD 203, or of `judgements: { scale: … }` in site.yaml.",
        ),
        Key::part("confidence", Shape::Words(CONFIDENCES), "moderate", "How sure the writers are of it."),
        Key::part("by", Shape::PartialDate, "2024-06-30", "The day up to whose end it holds.").required(),
        Key::part("outcome", Shape::FlagOrWords(OUTCOMES), "true", "How it came out."),
        Key::part("resolved", Shape::PartialDate, "2024-05-06", "Since when that is known."),
        Key::part(
            "source",
            Shape::Text,
            "mfa",
            "What shows it: the id of one of the sources, or a web address.",
        ),
    ],
};

/// The keys of a correction.
pub const CORRECTION: Group = Group {
    keys: &[
        Key::part("date", Shape::PartialDate, "2024-04-03", "The day of the correction.").required(),
        Key::part("note", Shape::Title, "The visit took place in February.", "What was wrong.").required(),
    ],
};

/// The keys of a redaction.
pub const REDACTION: Group = Group {
    keys: &[
        Key::part(
            "commit",
            Shape::Id { pattern: "", wanted: "write it in quotes, such as \"1a2b3c4d5e\"" },
            "\"1a2b3c4d5e\"",
            "The id of the commit, as git log shows it.",
        )
        .required(),
        Key::part(
            "reason",
            Shape::Text,
            "A name that should not be there.",
            "Why, for those who write; no page says it.",
        ),
    ],
};

/// The keys of a page.
pub const PAGE: Group = Group {
    keys: &[
        Key::of(Purpose::Words, "title", Shape::Title, "About", "The title.").required(),
        Key::of(Purpose::Address, "slug", SLUG, "about", URL_PART),
        Key::of(
            Purpose::Words,
            "summary",
            Shape::Text,
            "Who writes here, and for whom.",
            "One or two sentences for feeds and search engines.",
        ),
        Key::of(
            Purpose::Metadata,
            "date",
            Shape::Date,
            "2024-04-01",
            "When it was written; a date in the future holds the page back.",
        ),
        STATUS,
        MARKING,
        EMBARGO,
        Key { example: "[/about-us/]", ..ALIASES },
        FILES,
        LANG,
        EXTRA,
    ],
};

/// The keys of a topic.
pub const TOPIC: Group = Group {
    keys: &[
        Key::of(Purpose::Words, "title", Shape::Title, "Trade policy", "The name of the topic.").required(),
        Key::of(Purpose::Tag, "parent", Shape::Topic, "economy", "The topic that this one is part of."),
        Key::of(
            Purpose::Tag,
            "aliases",
            Shape::Names,
            "[commerce, tariffs]",
            "Other names that briefings may use for it.",
        ),
        Key::of(
            Purpose::Own,
            "hint",
            Shape::Text,
            "Tariffs, quotas and the WTO",
            "When to use it, for those who write.",
        ),
        STATUS,
        MARKING,
        EMBARGO,
    ],
};

/// The keys of a country profile.
pub const PROFILE: Group = Group {
    keys: &[
        Key::of(
            Purpose::Words,
            "label",
            NAME,
            "Ivory Coast",
            "The name that this site uses for the country.",
        ),
        Key::of(Purpose::Words, "sort", NAME, "Ivory Coast", "The name that it is sorted by."),
        Key::of(Purpose::Words, "capital", Shape::Text, "Yamoussoukro", "The capital."),
        Key::of(Purpose::Words, "note", Shape::Text, "The capital since 1983.", "A line about its status."),
        Key::of(
            Purpose::Publication,
            "status",
            Shape::GroupOrWord(&COUNTRY_STATUS, "draft"),
            "{ is: improving, date: 2024-04 }",
            "How things go there now; the word draft alone holds this profile back.",
        ),
        Key::of(
            Purpose::Words,
            "statuses",
            Shape::Groups(&DATED_STATUS),
            "[{ date: 2023-07-26, is: deteriorating, reason: The army took power. }]",
            "How things went there, by date: for the page of the country, and for the watch.",
        ),
        Key::of(
            Purpose::Metadata,
            "pinned",
            Shape::Names,
            "[2024/france-china]",
            "Briefings to begin with: paths under content/briefings/ without .md.",
        ),
        MARKING,
        EMBARGO,
    ],
};

/// The keys of an organisation.
pub const ORGANISATION: Group = Group {
    keys: &[
        Key::of(
            Purpose::Words,
            "label",
            NAME,
            "Weimar Triangle",
            "The name that this site uses for the organisation.",
        ),
        Key::of(
            Purpose::Words,
            "short",
            Shape::Text,
            "Weimar",
            "Its short name, which lists and lines of text use.",
        ),
        Key::of(
            Purpose::Tag,
            "aliases",
            Shape::Names,
            "[Weimarer Dreieck, Triangle de Weimar]",
            "Other names that briefings may use for it.",
        ),
        Key::of(
            Purpose::Words,
            "note",
            Shape::Text,
            "Since a meeting in Weimar in 1991.",
            "A line about its status.",
        ),
        Key::of(Purpose::Tag, "parent", Shape::Text, "EU", "The organisation that this one is a part of."),
        Key::of(
            Purpose::Metadata,
            "members",
            Shape::ShortGroups(&MEMBER),
            "[DE, FR, PL]",
            "Who belongs to it; for an organisation that Chancery knows, in the place of what it knows.",
        ),
        Key::of(
            Purpose::Metadata,
            "pinned",
            Shape::Names,
            "[2024/france-china]",
            "Briefings to begin with: paths under content/briefings/ without .md.",
        ),
        STATUS,
        MARKING,
        EMBARGO,
    ],
};

/// The keys of a member of an organisation.
pub const MEMBER: Group = Group {
    keys: &[
        Key::part(
            "member",
            Shape::Id { pattern: "", wanted: "write a code or a name, such as JP or Japan" },
            "JP",
            "A country or an organisation, by code or name.",
        )
        .required(),
        Key::part("joined", Shape::PartialDate, "2004-05-01", "When it joined: 2004, 2004-05 or 2004-05-01."),
        Key::part(
            "left",
            Shape::PartialDate,
            "2020-01-31",
            "When it left: the year, the month or the last day of its membership.",
        ),
    ],
};

/// The keys of a country's status.
pub const COUNTRY_STATUS: Group = Group {
    keys: &[
        Key::part("is", Shape::Words(TRENDS), "improving", "In which direction things go.").required(),
        Key::part("date", Shape::PartialDate, "2024-04", "As of when: 2024, 2024-04 or 2024-04-01."),
        Key::part("reason", Shape::Text, "The cease-fire holds.", "Why."),
        Key::part("source", WEB_ADDRESS, "https://example.org/", "Where that can be read."),
    ],
};

/// The keys of a country's status in a list by date.
pub const DATED_STATUS: Group = Group {
    keys: &[
        Key::part("date", Shape::PartialDate, "2023-07-26", "As of when: 2024, 2024-04 or 2024-04-01.")
            .required(),
        Key::part("is", Shape::Words(TRENDS), "deteriorating", "In which direction things went.").required(),
        Key::part("reason", Shape::Title, "The army took power.", "Why.").required(),
        Key::part("source", WEB_ADDRESS, "https://example.org/", "Where that can be read."),
    ],
};

/// The keys of an author.
pub const AUTHOR: Group = Group {
    keys: &[
        Key::of(
            Purpose::Words,
            "name",
            Shape::Title,
            "Nadia Haddad",
            "The name, as briefings write it under `authors`.",
        )
        .required(),
        Key::of(
            Purpose::Words,
            "family",
            NAME,
            "Haddad",
            "The family name of a person, with its particle (van der Berg); lists and citations put it first.",
        ),
        Key::of(Purpose::Words, "given", NAME, "Nadia", "The given names of a person."),
        Key::of(Purpose::Words, "suffix", NAME, "Jr.", "What stands after the name of a person."),
        Key::of(
            Purpose::Metadata,
            "institution",
            Shape::Flag,
            "false",
            "Whether it is an institution: its name is never turned round.",
        ),
        Key::of(
            Purpose::Words,
            "role",
            Shape::Text,
            "Senior analyst",
            "What the author is or does, in a line.",
        ),
        Key::of(
            Purpose::Metadata,
            "orcid",
            Shape::Pattern {
                pattern: r"^((https?://)?orcid\.org/)?[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$|^$",
                wanted: "write the sixteen digits of the ORCID iD, such as 0000-0002-1825-0097",
            },
            "0000-0002-1825-0097",
            "The ORCID iD of a person (ISO 27729), with or without https://orcid.org/ before it.",
        ),
        Key::of(
            Purpose::Files,
            "photo",
            Shape::Text,
            "portrait.png",
            "A picture of the author, beside the file or under static/.",
        ),
        Key::of(
            Purpose::Metadata,
            "links",
            Shape::ShortGroups(&AUTHOR_LINK),
            "[https://example.org/nadia/, { url: \"mailto:nadia@example.org\", title: Mail }]",
            "Where else the author is to be found.",
        ),
        STATUS,
        MARKING,
        EMBARGO,
    ],
};

/// The keys of a link of an author.
pub const AUTHOR_LINK: Group = Group {
    keys: &[
        Key::part(
            "url",
            Shape::Pattern {
                pattern: r"^(https?://|mailto:)\S+$",
                wanted: "write the whole address, from https:// or mailto: on, without spaces",
            },
            "https://example.org/nadia/",
            "The address of a page or a mailbox.",
        )
        .required(),
        Key::part(
            "title",
            Shape::Text,
            "Home page",
            "What it is called; without it, the address without https://.",
        ),
    ],
};
