//! `site.yaml`: how a site wants things, checked and complete.

mod base_url;
mod language;
mod languages;
mod likelihood;
mod limits;
mod lints;
mod policy;
mod raw;

pub use base_url::{BaseUrl, InvalidBaseUrl};
pub use language::{is_english, language_name};
pub use languages::{Languages, Suffix, TranslatedSettings};
pub use likelihood::{Likelihood, LikelihoodScale, Probability};
pub use limits::Limits;
pub use lints::Lints;
pub use policy::LintPolicy;
pub use raw::{Html, ImageMetadata, NavItem, Outputs, RecordNotes};

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use self::language::wrong_language;
use self::raw::RawConfig;
use crate::dates::Moment;
use crate::finding::{Anchor, FileText, Finding, problems};
use crate::keys::front_matter::BRIEFING;
use crate::outline::KeyPath;
use crate::problem::{Code, Problem, did_you_mean};
use crate::text::is_slug;
use crate::world::{Country, MapView, Organisation, UnresolvedOrganisation};
use crate::yaml::{self, Scalar, inline};

/// The name of the file that makes a folder a site.
pub const CONFIG_FILE: &str = "site.yaml";

/// The name of the file with a map of the site's own.
pub const BOUNDARIES_FILE: &str = "data/boundaries.topojson";

/// The name of the list, in an output folder, of the files there that are Chancery's own.
pub const MANIFEST_FILE: &str = ".chancery-manifest";

/// A site's settings; every default is filled in.
#[derive(Clone, Debug)]
pub struct Config {
    /// The site's title.
    pub title: String,
    /// Where the site is published.
    pub base_url: BaseUrl,
    /// What the site is, in a sentence or two.
    pub description: String,
    /// The language of the site, as BCP 47 has it.
    pub language: String,
    /// The languages that the site declares, its own first.
    pub languages: Languages,
    /// What it says of itself in the others.
    pub translations: BTreeMap<String, TranslatedSettings>,
    /// The path that pages in this language stand under, from the site's root: empty for the site's own language, else
    /// such as `/fr`.
    pub prefix: String,
    /// The time zone of dates that have none.
    pub timezone: TimeZone,
    /// The logo's path under `static/`; empty for none.
    pub logo: String,
    /// The entries of the navigation; empty for the theme's own.
    pub nav: Vec<NavItem>,
    /// Markdown at the foot of every page.
    pub footer: String,
    /// Front-matter lists, besides countries and topics, that get index pages.
    pub taxonomies: Vec<String>,
    /// What the site says of single countries.
    pub countries: BTreeMap<Country, CountryConfig>,
    /// How the built-in map draws what is contested.
    pub map_view: MapView,
    /// What the site says of the boundaries on its maps, in place of the theme's words.
    pub map_note: Option<String>,
    /// What published pictures say besides what they show.
    pub image_metadata: ImageMetadata,
    /// How many briefings two countries must share to have a page of their own.
    pub relations_minimum: usize,
    /// What is done with raw HTML in Markdown.
    pub html: Html,
    /// The markings that may be published.
    pub markings: Vec<Marking>,
    /// Whether the names of committers are shown.
    pub record_authors: bool,
    /// How large it may become.
    pub limits: Limits,
    /// Which words of commits are shown.
    pub record_notes: RecordNotes,
    /// The day that the record begins on: the start of it, in the site's time zone.
    pub record_since: Option<Moment>,
    /// Its words of probability.
    pub scale: LikelihoodScale,
    /// What the site says of rules.
    pub lints: Lints,
    /// Which outputs are made.
    pub outputs: Outputs,
    /// Anything of the site's own, for its templates.
    pub extra: serde_yaml::Value,
}

/// What a site says of one country.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountryConfig {
    /// The name that the site uses for it.
    pub label: Option<String>,
    /// The name that it is sorted by.
    pub sort: Option<String>,
    /// The capital.
    pub capital: Option<String>,
    /// A note on its status.
    pub note: Option<String>,
}

/// A label of the Traffic Light Protocol, FIRST TLP version 2.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Marking {
    /// Disclosure is not limited.
    Clear,
    /// Limited to the community.
    Green,
    /// Limited to the recipients' organisation and its clients.
    Amber,
    /// Limited to the recipients' organisation.
    AmberStrict,
    /// For the eyes of the recipients only.
    Red,
}

impl Marking {
    /// All labels, from the most open to the most closed.
    pub const ALL: [Self; 5] = [Self::Clear, Self::Green, Self::Amber, Self::AmberStrict, Self::Red];

    /// Returns the label as TLP 2.0 spells it; it has no other spelling.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Clear => "TLP:CLEAR",
            Self::Green => "TLP:GREEN",
            Self::Amber => "TLP:AMBER",
            Self::AmberStrict => "TLP:AMBER+STRICT",
            Self::Red => "TLP:RED",
        }
    }

    /// Returns the marking that is meant, in whatever way it is written: `tlp red`, `Amber`, and TLP 1.0's `WHITE`.
    pub fn meant_by(written: &str) -> Option<Self> {
        let bare = |text: &str| text.to_uppercase().replace(['-', '_', ' '], ":").replace("TLP:", "");
        let wanted = bare(written.trim()).replace("AMBER:STRICT", "AMBER+STRICT");
        if wanted == "WHITE" {
            return Some(Self::Clear);
        }
        Self::ALL.into_iter().find(|marking| bare(marking.label()) == wanted)
    }

    /// Returns the marking of this label.
    ///
    /// # Errors
    /// Returns what is wrong with the label and a hint, for its writer.
    pub fn parse(label: &str) -> Result<Self, (String, String)> {
        Self::ALL.into_iter().find(|marking| marking.label() == label).ok_or_else(|| {
            let labels = Self::ALL.map(Self::label).join(", ");
            // What is near in letters may be far in meaning, so the way that it is written comes first.
            let close = Self::meant_by(label).map(Self::label);
            let close = close.or_else(|| did_you_mean(label, Self::ALL.map(Self::label)));
            let hint = match close {
                Some(close) => format!("did you mean `{close}`? TLP 2.0 has {labels}"),
                None => format!("TLP 2.0 has {labels}"),
            };
            (format!("`{label}` is no marking of TLP 2.0"), hint)
        })
    }
}

impl Config {
    /// Reads the text of `site.yaml`, whatever rules its `lints` name.
    ///
    /// Returns no settings where an error stands in the way of them.
    pub fn parse(text: &str) -> (Option<Self>, Vec<Problem>) {
        Self::parse_and(text, |_| Vec::new())
    }

    /// Reads the text of `site.yaml`, whose `lints` can name these codes and no others.
    ///
    /// Returns no settings where an error stands in the way of them.
    pub fn parse_knowing(text: &str, codes: &[Code]) -> (Option<Self>, Vec<Problem>) {
        Self::parse_and(text, |lints| lints.unfit(codes))
    }

    /// Returns the settings of the same site in another of its languages.
    #[must_use]
    pub fn in_language(&self, language: &str) -> Self {
        let said = self.translations.get(language).cloned().unwrap_or_default();
        Self {
            title: said.title.unwrap_or_else(|| self.title.clone()),
            description: said.description.unwrap_or_else(|| self.description.clone()),
            nav: if said.nav.is_empty() { self.nav.clone() } else { said.nav },
            footer: said.footer.unwrap_or_else(|| self.footer.clone()),
            language: language.to_owned(),
            prefix: format!("/{}", language.to_ascii_lowercase()),
            ..self.clone()
        }
    }

    /// Returns whether a document is written in the language of these settings. On a site of one language all are, and
    /// among those in the language of the originals are the originals.
    pub fn is_in_language(&self, path: &str) -> bool {
        self.prefix.is_empty() || self.languages.translated_into(path) == Some(&self.language)
    }

    /// Returns the language of the originals.
    pub fn own_language(&self) -> &str {
        self.languages.all().first().unwrap_or(&self.language)
    }

    fn parse_and(text: &str, unfit: impl Fn(&Lints) -> Vec<Finding>) -> (Option<Self>, Vec<Problem>) {
        let mut findings = Vec::new();
        let config = match yaml::read::<RawConfig>(text) {
            Ok(raw) => validate(raw, &mut findings),
            Err(found) => {
                findings.extend(found);
                None
            }
        };
        findings.extend(config.iter().flat_map(|config| unfit(&config.lints)));
        let file = FileText::new(CONFIG_FILE, text, 0..text.len());
        let problems = problems(findings, &file);
        let config = config.filter(|_| !problems.iter().any(Problem::is_error));
        (config, problems)
    }
}

fn validate(raw: RawConfig, findings: &mut Vec<Finding>) -> Option<Config> {
    raw.unknown_keys(findings);
    let title = raw.title.filter(|title| !title.trim().is_empty());
    if title.is_none() {
        findings.push(
            Finding::new(Code::MissingKey, "the site has no `title`")
                .anchor(Anchor::Value(KeyPath::key("title")))
                .hint("add a line such as `title: Eastern Desk`"),
        );
    }
    let base_url = match raw.base_url.as_deref().map(BaseUrl::parse) {
        Some(Ok(url)) => url,
        Some(Err(error)) => {
            findings.push(
                Finding::new(Code::InvalidValue, format!("`base_url` cannot be used: {error}"))
                    .anchor(Anchor::Value(KeyPath::key("base_url")))
                    .hint("write the address that readers use, such as `https://example.org/briefings/`"),
            );
            BaseUrl::default()
        }
        None => {
            findings.push(
                Finding::new(
                    Code::NoBaseUrl,
                    "without `base_url` feeds and the sitemap point at http://localhost/",
                )
                .hint("add the address that readers use, such as `base_url: https://example.org/briefings/`"),
            );
            BaseUrl::default()
        }
    };
    let timezone = raw.timezone.as_deref().unwrap_or("UTC");
    let zone = TimeZone::get(timezone).unwrap_or_else(|_| {
        findings.push(
            Finding::new(Code::InvalidValue, format!("`{timezone}` is no time zone"))
                .anchor(Anchor::Value(KeyPath::key("timezone")))
                .hint("use a name of the IANA time zone database, such as `Europe/Paris` or `UTC`"),
        );
        TimeZone::UTC
    });
    let (languages, language) = Languages::read(raw.languages, raw.language, findings);
    findings.extend(wrong_language(&language));
    let translations = languages.read_settings(raw.translations, findings);
    let record_since = since(raw.record.since, &zone, findings);
    Some(Config {
        title: title?,
        base_url,
        description: raw.description,
        language,
        languages,
        translations,
        prefix: String::new(),
        timezone: zone,
        logo: raw.logo.trim_start_matches('/').to_owned(),
        nav: raw.nav,
        footer: raw.footer,
        taxonomies: taxonomies(raw.taxonomies, findings),
        countries: countries(raw.countries, findings),
        map_view: raw.maps.boundaries,
        map_note: raw.maps.note.filter(|note| !note.trim().is_empty()),
        image_metadata: raw.images.metadata,
        relations_minimum: raw.relations.minimum.unwrap_or(1),
        html: raw.markdown.html,
        markings: markings(raw.publish.markings, findings),
        record_authors: raw.record.authors,
        limits: Limits::read(&raw.limits, findings),
        record_notes: raw.record.notes,
        record_since,
        scale: LikelihoodScale::read(raw.judgements, findings),
        lints: Lints::read(raw.lints, findings),
        outputs: raw.outputs,
        extra: raw.extra,
    })
}

fn taxonomies(names: Option<Vec<String>>, findings: &mut Vec<Finding>) -> Vec<String> {
    /// What stands at such an address already.
    const ADDRESSES: [&str; 8] =
        ["briefings", "relations", "regions", "timeline", "changes", "search", "api", "assets"];
    /// Keys of the data of a briefing that its front matter has not.
    const DATA: [&str; 3] = ["id", "url", "version"];
    // `people` is a list that a site declares, or has unless it says otherwise.
    let is_key = |name: &str| name != "people" && BRIEFING.has(name);
    let Some(names) = names else { return vec!["people".to_owned()] };
    let mut good: Vec<String> = Vec::new();
    for (index, name) in names.into_iter().enumerate() {
        if name == "organisations" {
            findings.push(
                Finding::new(
                    Code::NeedlessTaxonomy,
                    "organisations are known by themselves, and are no taxonomy",
                )
                .anchor(Anchor::Value(KeyPath::key("taxonomies").item(index)))
                .hint("take it out of `taxonomies`; `organisations` in briefings, and the addresses, stay"),
            );
            continue;
        }
        let wrong = if !is_slug(&name) {
            Some("a taxonomy's name is its URL: lower-case letters, digits and hyphens")
        } else if is_key(&name) {
            Some("briefings have a key of that name, which means something else")
        } else if ADDRESSES.contains(&name.as_str()) || DATA.contains(&name.as_str()) {
            Some("that name is taken by Chancery itself")
        } else if good.contains(&name) {
            Some("it stands in the list twice")
        } else {
            None
        };
        match wrong {
            None => good.push(name),
            Some(why) => findings.push(
                Finding::new(Code::InvalidValue, format!("`{name}` cannot be a taxonomy: {why}"))
                    .anchor(Anchor::Value(KeyPath::key("taxonomies").item(index)))
                    .hint("choose another name, such as `people` or `places`"),
            ),
        }
    }
    good
}

fn countries(
    written: BTreeMap<String, raw::RawCountry>,
    findings: &mut Vec<Finding>,
) -> BTreeMap<Country, CountryConfig> {
    let mut countries = BTreeMap::new();
    for (name, said) in written {
        let path = KeyPath::key("countries").then(name.clone());
        match Country::resolve(&name) {
            Ok(country) => {
                let config = CountryConfig {
                    label: said.label,
                    sort: said.sort,
                    capital: said.capital,
                    note: said.note,
                };
                if countries.insert(country, config).is_some() {
                    findings.push(
                        Finding::new(
                            Code::DuplicateKey,
                            format!("`{name}` is {}, which stands here already", country.name()),
                        )
                        .anchor(Anchor::Key(path))
                        .hint("keep one of the two"),
                    );
                }
            }
            Err(error) => findings.push(unresolved_country(&name, &error).anchor(Anchor::Key(path))),
        }
    }
    countries
}

/// Says why a name is no country, and which ones may be meant.
pub fn unresolved_country(written: &str, error: &crate::world::UnresolvedCountry) -> Finding {
    use crate::world::UnresolvedCountry;
    let list = |countries: &[Country]| {
        let names: Vec<String> =
            countries.iter().map(|country| format!("`{}` ({})", country.code(), country.name())).collect();
        names.join(" or ")
    };
    let organisations = match Organisation::find(written) {
        Ok(organisation) => vec![organisation.short().unwrap_or(organisation.name())],
        Err(UnresolvedOrganisation::Ambiguous { choices }) => choices.iter().map(|it| it.name()).collect(),
        Err(UnresolvedOrganisation::Unknown { .. }) => Vec::new(),
    };
    if !organisations.is_empty() {
        let lines: Vec<String> =
            organisations.iter().map(|name| format!("`organisations: [{}]`", inline(name))).collect();
        return Finding::new(Code::UnknownCountry, format!("`{written}` is an organisation, and no country"))
            .hint(format!("write {}", lines.join(" or ")));
    }
    match error {
        UnresolvedCountry::Ambiguous { choices } => {
            Finding::new(Code::AmbiguousCountry, format!("`{written}` can mean more than one country"))
                .hint(format!("write {}", list(choices)))
        }
        UnresolvedCountry::Unknown { suggestions } if suggestions.is_empty() => {
            Finding::new(Code::UnknownCountry, format!("`{written}` is no country of ISO 3166-1"))
                .hint("write a code such as `FR`, or the country's usual English name")
        }
        UnresolvedCountry::Unknown { suggestions } => {
            Finding::new(Code::UnknownCountry, format!("`{written}` is no country of ISO 3166-1"))
                .hint(format!("did you mean {}?", list(suggestions)))
        }
    }
}

/// Says why a name is no organisation of the table, and which ones may be meant.
pub fn unresolved_organisation(written: &str, error: &UnresolvedOrganisation) -> Finding {
    let list = |organisations: &[Organisation]| {
        let names = organisations.iter().map(|it| match it.short() {
            Some(short) => format!("`{short}` ({})", it.name()),
            None => format!("`{}`", it.name()),
        });
        names.collect::<Vec<_>>().join(" or ")
    };
    match error {
        UnresolvedOrganisation::Ambiguous { choices } => {
            // A short name that two share tells neither of them.
            let names: Vec<String> = choices.iter().map(|it| format!("`{}`", it.name())).collect();
            let message = format!("`{written}` can mean more than one organisation");
            Finding::new(Code::AmbiguousOrganisation, message).hint(format!("write {}", names.join(" or ")))
        }
        UnresolvedOrganisation::Unknown { suggestions } => {
            let message = format!("`{written}` is no organisation that Chancery knows");
            let hint = if suggestions.is_empty() {
                "write its short name such as `NATO`, or its name".to_owned()
            } else {
                format!("did you mean {}?", list(suggestions))
            };
            Finding::new(Code::UnknownOrganisation, message).hint(hint)
        }
    }
}

fn since(written: Option<Scalar>, zone: &TimeZone, findings: &mut Vec<Finding>) -> Option<Moment> {
    match Moment::parse(&written?.0, zone) {
        Ok(moment) => Some(moment),
        Err(message) => {
            findings.push(
                Finding::new(Code::InvalidDate, message)
                    .anchor(Anchor::Value(KeyPath::key("record").then("since")))
                    .hint("write a day like `2024-01-01`: versions from before it are not shown"),
            );
            None
        }
    }
}

fn markings(labels: Option<Vec<String>>, findings: &mut Vec<Finding>) -> Vec<Marking> {
    let Some(labels) = labels else { return vec![Marking::Clear] };
    let mut markings = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        match Marking::parse(label) {
            Ok(marking) => markings.push(marking),
            Err((message, hint)) => findings.push(
                Finding::new(Code::InvalidMarking, message)
                    .anchor(Anchor::Value(KeyPath::key("publish").then("markings").item(index)))
                    .hint(hint),
            ),
        }
    }
    markings
}
