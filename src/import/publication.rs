//! What other generators hold back stays back: drafts, later dates, embargoes and markings.

use jiff::tz::TimeZone;
use serde_yaml::Value;

use super::dates::FoundDate;
use super::keys::Reader;
use super::restriction::is_open;
use super::value::{date, normal, truth};
use crate::config::Marking;
use crate::content::near_misses_in;
use crate::dates::Moment;
use crate::yaml::plain_text;

impl Reader<'_, '_> {
    /// Holds a text back until its `publishDate`, as Hugo does.
    pub fn release(&mut self, own: &FoundDate) {
        let release =
            self.dates.iter().find(|(key, _)| matches!(normal(key).as_str(), "publish_date" | "publishdate"));
        let Some((key, release)) = release.and_then(|(key, value)| Some((key.clone(), date(value)?))) else {
            return;
        };
        let zone = &self.builder.settings.config.timezone;
        let Ok(moment) = Moment::parse(&release.written, zone) else { return };
        let is_later =
            Moment::parse(&own.written, zone).is_ok_and(|date| moment.timestamp() > date.timestamp());
        if is_later && moment.timestamp() > self.builder.settings.now {
            let line = self.line(&key);
            self.embargo(&key, &Value::String(release.written.clone()));
            self.builder.guess("embargo", release.written, format!("`{key}` has not come"), line);
        }
    }

    pub fn draft(&mut self, key: &str, value: &Value, draft_if: bool) -> bool {
        let line = self.line(key);
        let is_draft = match truth(value) {
            Some(is) => is == draft_if,
            None => true,
        };
        if is_draft {
            self.builder.draft(format!("`{key}: {}`", plain_text(value).unwrap_or_default()), line);
        }
        truth(value).is_some()
    }

    pub fn status(&mut self, key: &str, value: &Value) -> bool {
        let status = plain_text(value).unwrap_or_default().to_lowercase();
        let line = self.line(key);
        match status.as_str() {
            "published" | "publish" | "public" => true,
            // Of two keys, the stricter one counts.
            "withdrawn" => {
                self.builder.front_matter.set_first("status", "withdrawn");
                true
            }
            "draft" => {
                self.builder.front_matter.set("status", "draft");
                true
            }
            _ => {
                self.builder.draft(format!("`{key}: {status}` does not say that it is published"), line);
                false
            }
        }
    }

    /// Takes a marking that TLP 2.0 has; any other one that is not plainly open is the strictest.
    pub fn marking(&mut self, key: &str, value: &Value) -> bool {
        let written = plain_text(value).unwrap_or_default();
        if let Some(marking) = Marking::meant_by(&written) {
            self.builder.mark(marking);
            return true;
        }
        let line = self.line(key);
        self.builder.warn(format!("`{written}` is no marking of TLP 2.0"), line);
        if !is_open(&written) || written.is_empty() {
            self.builder.restrict(Marking::Red, format!("`{key}: {written}` has to be looked at"), line);
        }
        false
    }

    pub fn embargo(&mut self, key: &str, value: &Value) -> bool {
        let line = self.line(key);
        let Some(found) = date(value) else {
            self.builder.draft(format!("the date of `{key}` cannot be read"), line);
            return false;
        };
        if let Some(doubt) = &found.doubt {
            self.builder.warn(format!("the embargo is until {}: {doubt}", found.written), line);
        }
        let zone = &self.builder.settings.config.timezone;
        let end = |written: &str| Moment::parse(written, zone).map(|moment| moment.timestamp()).ok();
        let before = self.builder.front_matter.text("embargo").and_then(end);
        if before.is_none_or(|before| end(&found.written) > Some(before)) {
            self.builder.front_matter.set("embargo", found.written);
        }
        true
    }

    /// Heeds a key, or a group of keys, that means nothing here but looks as if it held the text back.
    pub fn held(&mut self, key: &str, value: &Value) {
        let line = self.line(key);
        for found in near_misses_in(key, value) {
            let why = format!("`{}`", found.written);
            match found.marking {
                Some(marking) => self.builder.restrict(marking, why, line),
                None => self.builder.draft(why, line),
            }
            if let Some(embargo) = found.embargo {
                self.embargo(key, &Value::String(embargo));
            }
        }
    }

    pub fn expiry(&mut self, key: &str, value: &Value) -> bool {
        let line = self.line(key);
        let over = date(value).and_then(|found| Moment::parse(&found.written, &TimeZone::UTC).ok());
        match over {
            Some(moment) if moment.timestamp() > self.builder.settings.now => {
                self.builder.warn(format!("nothing ends a publication here, as `{key}` did"), line);
            }
            _ => self.builder.draft(format!("`{key}` is over"), line),
        }
        false
    }
}
