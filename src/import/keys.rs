//! The keys of other generators into the keys of a briefing; what has no counterpart stays under `extra`.

use serde_yaml::{Mapping, Value};

use super::builder::ImportBuilder;
use super::dates::FoundDate;
use super::front::Front;
use super::value::{self, normal, texts, truth};
use super::{Original, countries};
use crate::keys::front_matter::BRIEFING;
use crate::text::clean_title;
use crate::yaml::plain_text;

/// Keys that hold the date of a text where `date` does not, the likeliest first.
const DATES: [&str; 15] = [
    "publish_date",
    "publishdate",
    "published",
    "published_at",
    "published_date",
    "publication_date",
    "pubdate",
    "pub_date",
    "event_date",
    "datetime",
    "date_published",
    "created",
    "created_at",
    "creation_date",
    "timestamp",
];

/// Reads front matter into a briefing that is being made.
///
/// Returns the date, where a key holds one.
pub fn read(front: &Front, original: &Original, builder: &mut ImportBuilder) -> Option<FoundDate> {
    let mut reader = Reader { front, original, builder, dates: Vec::new() };
    reader.group(&front.keys);
    let date = reader.date();
    if let Some(date) = &date {
        reader.release(date);
    }
    date
}

/// Front matter while it is being read.
pub struct Reader<'a, 'b> {
    front: &'a Front,
    original: &'a Original<'a>,
    pub builder: &'a mut ImportBuilder<'b>,
    /// Keys that can hold the date, with their values.
    pub dates: Vec<(String, Value)>,
}

impl Reader<'_, '_> {
    fn group(&mut self, keys: &Mapping) {
        for (key, value) in keys {
            if let Some(key) = key.as_str() {
                self.key(key, value);
            }
        }
    }

    pub fn line(&self, key: &str) -> Option<usize> {
        self.front.line_of(key)
    }

    fn key(&mut self, key: &str, value: &Value) {
        if value.is_null() {
            return;
        }
        let name = normal(key);
        let is_taken = match name.as_str() {
            // What a site says of its own keys counts for more than what generators mean by them.
            taxonomy if self.builder.settings.config.taxonomies.iter().any(|own| own == taxonomy) => {
                texts(value, true).is_some_and(|names| {
                    self.builder.front_matter.add(taxonomy, names);
                    true
                })
            }
            "title" => self.title(value),
            "date" => self.dated(key, value),
            "lastmod" | "last_mod" | "updated" | "last_modified_at" | "last_modified" | "modified"
            | "last_updated" | "updated_at" | "date_modified" | "update_date" => self.updated(key, value),
            "slug" => plain_text(value).is_some_and(|slug| {
                self.builder.front_matter.set("slug", slug);
                true
            }),
            "url" | "permalink" | "aliases" | "alias" | "redirect_from" | "path" => self.aliases(key, value),
            "summary" | "description" | "excerpt" | "abstract" => self.summary(&name, value),
            "tags" | "tag" | "categories" | "category" | "topics" | "topic" | "subjects" => {
                self.topics(key, value)
            }
            "taxonomies" if value.is_mapping() => {
                if let Value::Mapping(keys) = value {
                    self.group(keys);
                }
                true
            }
            "mentions" => self.countries("mentions", key, value),
            name if countries::is_key(name) => self.countries("countries", key, value),
            "authors" | "author" | "writer" | "writers" => self.authors(value),
            "series" => self.series(key, value),
            "draft" => self.draft(key, value, true),
            "published" if truth(value).is_some() => self.draft(key, value, false),
            "status" => self.status(key, value),
            "lang" | "language" | "locale" => self.lang(value),
            "image" | "cover" | "featured_image" | "feature_image" | "cover_image" | "thumbnail"
            | "banner" => self.image(value),
            "image_alt" | "cover_alt" | "featured_image_alt" | "cover_image_alt" => {
                plain_text(value).is_some_and(|alt| self.builder.front_matter.set_first("image_alt", alt))
            }
            "marking" | "tlp" | "classification" => self.marking(key, value),
            "embargo" => self.embargo(key, value),
            "expiry_date" | "expirydate" | "unpublish_date" => self.expiry(key, value),
            "sources" => self.checked("sources", key, sources(value)),
            "kind" | "confidence" => {
                let lower = plain_text(value).map(|text| text.to_lowercase());
                self.checked(&name, key, lower.map_or(Value::Null, Value::String))
            }
            "extra" if value.is_mapping() => {
                self.held(key, value);
                if let Value::Mapping(keys) = value {
                    for (key, value) in keys {
                        self.keep(key.as_str().unwrap_or_default(), value);
                    }
                }
                true
            }
            // Any other key of ours comes as it is.
            own if BRIEFING.get(own).is_some_and(|key| key.is_imported) => {
                self.checked(own, key, value.clone())
            }
            _ => false,
        };
        if !is_taken {
            if !matches!(
                name.as_str(),
                "draft" | "published" | "status" | "marking" | "tlp" | "classification" | "embargo"
            ) {
                self.held(key, value);
            }
            self.keep(key, value);
        }
    }

    /// Keeps what means nothing here, and looks for a date and for countries in it.
    fn keep(&mut self, key: &str, value: &Value) {
        let name = normal(key);
        let is_date = DATES.contains(&name.as_str()) || name.contains("date");
        if is_date && value::date(value).is_some() && !self.dates.iter().any(|(known, _)| known == key) {
            self.dates.push((key.to_owned(), value.clone()));
        }
        for (country, way) in countries::inside(key, value) {
            self.builder.country("countries", country);
            let shown = format!("{} ({})", country.code(), country.name());
            self.builder.guess("country", shown, format!("`{way}`"), self.line(key));
        }
        self.builder.kept.push(key.to_owned());
        self.builder.front_matter.keep(key, value.clone());
    }

    fn title(&mut self, value: &Value) -> bool {
        let title = plain_text(value).map(|title| clean_title(&title)).filter(|title| !title.is_empty());
        title.is_some_and(|title| self.builder.front_matter.set_first("title", title))
    }

    fn dated(&mut self, key: &str, value: &Value) -> bool {
        match value::date(value) {
            Some(_) => {
                self.dates.push((key.to_owned(), value.clone()));
                true
            }
            None => {
                let shown = plain_text(value).unwrap_or_default();
                let line = self.line(key);
                self.builder.warn(format!("`{shown}` in `{key}` is no date that can be read"), line);
                false
            }
        }
    }

    /// Returns the date out of the likeliest key, and says so where that is not `date`.
    fn date(&mut self) -> Option<FoundDate> {
        let rank = |key: &str| {
            let name = normal(key);
            if name == "date" {
                0
            } else {
                1 + DATES.iter().position(|known| *known == name).unwrap_or(DATES.len())
            }
        };
        let (key, value) = self.dates.iter().min_by_key(|(key, _)| rank(key)).cloned()?;
        let found = value::date(&value)?;
        let line = self.line(&key);
        if normal(&key) != "date" {
            let shown = plain_text(&value).unwrap_or_default();
            self.builder.guess(
                "date",
                found.written.clone(),
                format!("`{key}: {shown}`; there is no `date`"),
                line,
            );
        }
        if let Some(doubt) = &found.doubt {
            self.builder.warn(format!("the date of `{key}` is {}: {doubt}", found.written), line);
        }
        Some(found)
    }

    fn updated(&mut self, key: &str, value: &Value) -> bool {
        let Some(found) = value::date(value) else { return false };
        if let Some(doubt) = &found.doubt {
            let line = self.line(key);
            self.builder.warn(format!("the date of `{key}` is {}: {doubt}", found.written), line);
        }
        self.builder.front_matter.set_first("updated", found.written)
    }

    fn aliases(&mut self, key: &str, value: &Value) -> bool {
        let Some(written) = texts(value, false) else { return false };
        let mut good = true;
        for alias in written {
            let path = match alias.split_once("://") {
                Some((_, rest)) => rest.find('/').map_or_else(String::new, |slash| rest[slash..].to_owned()),
                None if alias.starts_with('/') => alias.clone(),
                None => format!("/{alias}"),
            };
            // `pretty` and `/:year/:title/` are patterns of Jekyll's.
            let is_pattern = alias.contains(':') && !alias.contains("://") || !alias.contains('/');
            let checked = if is_pattern {
                Err("it is a pattern".to_owned())
            } else {
                self.builder.check("aliases", &Value::Sequence(vec![Value::from(path.as_str())]))
            };
            match checked {
                Ok(()) => self.builder.front_matter.add("aliases", [path]),
                Err(why) => {
                    let line = self.line(key);
                    self.builder.warn(format!("`{alias}` in `{key}` cannot be redirected from: {why}"), line);
                    good = false;
                }
            }
        }
        good
    }

    /// Takes the summary out of the key that says it best.
    fn summary(&mut self, name: &str, value: &Value) -> bool {
        let Some(summary) = plain_text(value).map(|summary| clean_title(&summary)) else { return false };
        match self.builder.front_matter.text("summary").map(str::to_owned) {
            None => {
                self.builder.front_matter.set("summary", summary);
                true
            }
            Some(before) if before == summary => true,
            Some(before) if name == "summary" => {
                self.builder.front_matter.keep("description", Value::String(before));
                self.builder.front_matter.set("summary", summary);
                true
            }
            Some(_) => false,
        }
    }

    fn topics(&mut self, key: &str, value: &Value) -> bool {
        // Jekyll takes blanks for commas: `tags: sanctions trade`.
        let in_jekyll = self.original.name.split('/').any(|folder| folder == "_posts" || folder == "_drafts");
        let split = match value {
            Value::String(words) if in_jekyll && !words.contains(',') && normal(key).ends_with('s') => {
                Some(words.split_whitespace().map(str::to_owned).collect())
            }
            other => texts(other, true),
        };
        let Some(written) = split else { return false };
        let line = self.line(key);
        for topic in written {
            self.builder.topic(&topic, key, line);
        }
        true
    }

    fn countries(&mut self, list: &str, key: &str, value: &Value) -> bool {
        if value.is_mapping() {
            return false;
        }
        let (found, others) = countries::of_value(value);
        for country in &found {
            self.builder.country(list, *country);
        }
        let is_own = matches!(normal(key).as_str(), "countries" | "mentions");
        let line = self.line(key);
        if !is_own {
            for country in found {
                let shown = format!("{} ({})", country.code(), country.name());
                self.builder.guess("country", shown, format!("`{key}`"), line);
            }
        }
        for other in &others {
            self.builder.warn(format!("`{other}` in `{key}` is no country, or can be several"), line);
        }
        if !others.is_empty() {
            self.builder
                .front_matter
                .keep(key, Value::Sequence(others.into_iter().map(Value::String).collect()));
        }
        true
    }

    fn authors(&mut self, value: &Value) -> bool {
        texts(value, false).is_some_and(|names| {
            self.builder.front_matter.add("authors", names);
            true
        })
    }

    fn series(&mut self, key: &str, value: &Value) -> bool {
        let Some(names) = texts(value, false) else { return false };
        let mut names = names.into_iter();
        let Some(first) = names.next() else { return true };
        let rest: Vec<Value> = names.map(Value::String).collect();
        if !rest.is_empty() {
            let line = self.line(key);
            self.builder.warn(format!("a briefing is in one series, so it is in `{first}`"), line);
            self.builder.front_matter.keep(key, Value::Sequence(rest));
        }
        self.checked("series", key, Value::String(first))
    }

    fn lang(&mut self, value: &Value) -> bool {
        let Some(lang) = plain_text(value).map(|lang| lang.replace('_', "-")) else { return false };
        let is_tag = lang.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        is_tag && self.builder.front_matter.set_first("lang", lang)
    }

    fn image(&mut self, value: &Value) -> bool {
        let (path, alt) = match value {
            Value::Mapping(keys) => {
                let of =
                    |names: [&str; 4]| names.into_iter().find_map(|name| keys.get(name)).and_then(plain_text);
                let (path, alt) =
                    (of(["image", "src", "url", "path"]), of(["alt", "caption", "title", "image_alt"]));
                // What else is in the group would be lost.
                if keys.len() > usize::from(path.is_some()) + usize::from(alt.is_some()) {
                    return false;
                }
                (path, alt)
            }
            other => (plain_text(other), None),
        };
        let Some(path) = path.filter(|path| !path.contains("://")) else { return false };
        if !self.builder.front_matter.set_first("image", path) {
            return false;
        }
        if let Some(alt) = alt {
            self.builder.front_matter.set_first("image_alt", alt);
        }
        true
    }

    fn checked(&mut self, own: &str, key: &str, value: Value) -> bool {
        match self.builder.check(own, &value) {
            Ok(()) => {
                self.builder.front_matter.set(own, value);
                true
            }
            Err(why) => {
                let line = self.line(key);
                self.builder.warn(format!("`{key}` cannot stand as it is: {why}"), line);
                false
            }
        }
    }
}

/// Returns sources with the keys that they have here.
fn sources(value: &Value) -> Value {
    let Value::Sequence(items) = value else { return value.clone() };
    let renamed = |key: &str| match normal(key).as_str() {
        "link" | "href" => "url",
        "name" => "title",
        _ => "",
    };
    let item = |item: &Value| match item {
        Value::Mapping(keys) => {
            let mut own = Mapping::new();
            for (key, value) in keys {
                let name = renamed(key.as_str().unwrap_or_default());
                let is_free = !name.is_empty() && !keys.contains_key(name) && !own.contains_key(name);
                own.insert(if is_free { Value::from(name) } else { key.clone() }, value.clone());
            }
            Value::Mapping(own)
        }
        Value::String(url) if url.starts_with("http") => {
            let mut own = Mapping::new();
            own.insert(Value::from("title"), item.clone());
            own.insert(Value::from("url"), item.clone());
            Value::Mapping(own)
        }
        other => other.clone(),
    };
    Value::Sequence(items.iter().map(item).collect())
}
