//! The codes that name each kind of problem, and their levels.

use std::fmt;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not told at all; a site sets this for a rule that it does not want.
    Off,
    /// Told, but a build goes on.
    Warning,
    /// Told, and nothing is written.
    Error,
}

/// Who tells a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Every command that reads the site.
    Always,
    /// `chancery check` alone.
    ByCheck,
}

macro_rules! codes {
    ($($told:ident { $(#[doc = $doc:literal] $variant:ident = $name:literal, $level:ident;)* })*) => {
        /// What kind of problem it is. The name is stable: people search for it and set levels by it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc] $variant,)*)* }

        impl Code {
            /// All codes, in the order of this file.
            pub const ALL: &[Code] = &[$($(Code::$variant,)*)*];

            /// Returns the code as people write it.
            pub const fn name(self) -> &'static str {
                match self { $($(Code::$variant => $name,)*)* }
            }

            /// Returns the level that it has unless a site sets another.
            pub const fn level(self) -> Level {
                match self { $($(Code::$variant => Level::$level,)*)* }
            }

            /// Returns what the code names, in a few words.
            pub const fn summary(self) -> &'static str {
                match self { $($(Code::$variant => $doc.trim_ascii(),)*)* }
            }

            /// Returns who tells it.
            pub const fn told(self) -> Told {
                match self { $($(Code::$variant => Told::$told,)*)* }
            }
        }
    };
}

codes! {
    Always {
        /// A file that cannot be read, is not UTF-8 or has a name that is not.
        UnreadableFile = "unreadable-file", Error;
        /// A document that does not start with `---`.
        NoFrontMatter = "no-front-matter", Error;
        /// Front matter that never ends.
        UnclosedFrontMatter = "unclosed-front-matter", Error;
        /// Text that is not YAML.
        InvalidYaml = "invalid-yaml", Error;
        /// Front matter of another generator that is not TOML.
        InvalidToml = "invalid-toml", Error;
        /// Front matter of another generator that is not JSON.
        InvalidJson = "invalid-json", Error;
        /// One key twice.
        DuplicateKey = "duplicate-key", Error;
        /// A required key that is not there.
        MissingKey = "missing-key", Error;
        /// A value of another kind than the key takes.
        WrongType = "wrong-type", Error;
        /// A value of the right kind that cannot be right.
        InvalidValue = "invalid-value", Error;
        /// A date that no calendar has, or that is not written as ISO 8601.
        InvalidDate = "invalid-date", Error;
        /// A text to be imported that has no date.
        NoDate = "no-date", Error;
        /// A file to be made that is there already.
        FileExists = "file-exists", Error;
        /// A last URL segment that is none.
        InvalidSlug = "invalid-slug", Error;
        /// A marking that TLP 2.0 does not have.
        InvalidMarking = "invalid-marking", Error;
        /// A name or code that is no country.
        UnknownCountry = "unknown-country", Error;
        /// A name that several countries go by.
        AmbiguousCountry = "ambiguous-country", Error;
        /// A topic that the site's vocabulary does not have.
        UnknownTopic = "unknown-topic", Error;
        /// A topic that is its own ancestor.
        TopicCycle = "topic-cycle", Error;
        /// One name that several topics claim.
        TopicClash = "topic-clash", Error;
        /// A pin or `supersedes` that points at no briefing.
        UnknownBriefing = "unknown-briefing", Error;
        /// Briefings that take the place of each other.
        SupersedesCycle = "supersedes-cycle", Error;
        /// Two sources, or a source and a footnote, with one id.
        DuplicateId = "duplicate-id", Error;
        /// A link inside the site that leads nowhere.
        BrokenLink = "broken-link", Error;
        /// An image that is not there.
        BrokenImage = "broken-image", Error;
        /// A footnote mark without a footnote.
        UndefinedFootnote = "undefined-footnote", Error;
        /// Two things at one URL.
        UrlClash = "url-clash", Error;
        /// An alias that no redirect page can serve.
        InvalidAlias = "invalid-alias", Error;
        /// Markdown that nests deeper than any page can show.
        DeepNesting = "deep-nesting", Error;
        /// A template that Tera cannot read or render.
        Template = "template", Error;
        /// A `site.yaml` without `base_url`.
        NoBaseUrl = "no-base-url", Warning;
        /// A `static/CNAME` that names another host than `base_url`.
        CnameClash = "cname-clash", Warning;
        /// A site with more bytes than GitHub Pages takes, or close to it.
        LargeSite = "large-site", Warning;
        /// A file of the site with more bytes than GitHub takes.
        LargeFile = "large-file", Warning;
        /// A key that no document of this kind has.
        UnknownKey = "unknown-key", Warning;
        /// A link with a scheme other than http, https, mailto and tel.
        LinkScheme = "link-scheme", Warning;
        /// An image of another host, which the pages' policy keeps out.
        ExternalImage = "external-image", Warning;
        /// A symbolic link that leads out of the site, or round in a circle.
        Symlink = "symlink", Warning;
        /// A link, pin or series entry that points at a document that is held back.
        HeldBackLink = "held-back-link", Warning;
        /// A briefing that takes the place of a newer one.
        SupersedesNewer = "supersedes-newer", Warning;
        /// A Markdown file where no document is looked for.
        StrayDocument = "stray-document", Warning;
        /// A name in `lints` or in an allow comment that is no rule of this version.
        UnknownRule = "unknown-rule", Warning;
    }
    ByCheck {
        /// An image without words for those who do not see it.
        MissingAlt = "missing-alt", Warning;
        /// A footnote that nothing in the text cites.
        UncitedFootnote = "uncited-footnote", Warning;
        /// A country that the text is plainly about, and that its front matter does not have.
        UntaggedCountry = "untagged-country", Warning;
        /// A country in the front matter that the text never names.
        UnnamedCountry = "unnamed-country", Warning;
        /// A source with an id that nothing in the text cites.
        UncitedSource = "uncited-source", Off;
        /// A source with neither an address nor an archived copy.
        UnlinkedSource = "unlinked-source", Warning;
        /// A source on the web without an archived copy.
        UnarchivedSource = "unarchived-source", Off;
        /// A date that can only be told by the day of writing.
        RelativeDate = "relative-date", Warning;
        /// A country's status that nobody has looked at for long.
        StaleStatus = "stale-status", Warning;
        /// Likelihood and confidence in ways that ICD 203 advises against.
        EstimativeLanguage = "estimative-language", Off;
        /// A heading that leaves out a level.
        HeadingJump = "heading-jump", Warning;
        /// A title that another document has too.
        DuplicateTitle = "duplicate-title", Warning;
        /// A topic that no published briefing has.
        OrphanTopic = "orphan-topic", Off;
        /// An image with more bytes than a page should carry.
        LargeImage = "large-image", Warning;
        /// A speaker named in a briefing under the Chatham House Rule.
        NamedSpeaker = "named-speaker", Warning;
        /// A document held back because the site does not publish its marking.
        UnpublishedMarking = "unpublished-marking", Warning;
        /// An address outside that answers no more; asked for with `--external`.
        DeadLink = "dead-link", Warning;
        /// An allow comment that silences nothing.
        UnusedAllow = "unused-allow", Warning;
    }
}

impl Code {
    /// Returns the code of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Level {
    /// Returns the level as people write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// Returns the level of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Off, Self::Warning, Self::Error].into_iter().find(|level| level.name() == name)
    }
}
