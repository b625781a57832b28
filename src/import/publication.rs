//! What other generators hold back stays back: drafts, later dates, embargoes and markings.

use jiff::tz::TimeZone;
use serde_yaml::Value;

use super::dates::FoundDate;
use super::keys::Reader;
use super::value::{date, normal, text, truth};
use crate::config::Marking;
use crate::dates::Moment;

impl Reader<'_, '_> {
    /// Holds a text back until its `publishDate`, as Hugo does.
    pub fn release(&mut self, own: &FoundDate) {
        let release =
            self.dates.iter().find(|(key, _)| matches!(normal(key).as_str(), "publish_date" | "publishdate"));
        let Some((key, release)) = release.and_then(|(key, value)| Some((key.clone(), date(value)?))) else {
            return;
        };
        let zone = &self.making.settings.config.timezone;
        let Ok(moment) = Moment::parse(&release.written, zone) else { return };
        let is_later =
            Moment::parse(&own.written, zone).is_ok_and(|date| moment.timestamp() > date.timestamp());
        if is_later
            && moment.timestamp() > self.making.settings.now
            && self.making.sheet.set_first("embargo", release.written.clone())
        {
            let line = self.line(&key);
            self.making.guess("embargo", release.written, format!("`{key}` has not come"), line);
        }
    }

    pub fn draft(&mut self, key: &str, value: &Value, draft_if: bool) -> bool {
        let line = self.line(key);
        let is_draft = match truth(value) {
            Some(is) => is == draft_if,
            None => true,
        };
        if is_draft {
            self.making.draft(format!("`{key}: {}`", text(value).unwrap_or_default()), line);
        }
        truth(value).is_some()
    }

    pub fn status(&mut self, key: &str, value: &Value) -> bool {
        let status = text(value).unwrap_or_default().to_lowercase();
        let line = self.line(key);
        match status.as_str() {
            "published" | "publish" | "public" => true,
            "withdrawn" => {
                self.making.sheet.set("status", "withdrawn");
                true
            }
            "draft" => {
                self.making.sheet.set("status", "draft");
                true
            }
            _ => {
                self.making.draft(format!("`{key}: {status}` does not say that it is published"), line);
                false
            }
        }
    }

    /// Takes a marking that TLP 2.0 has; a text with any other one must not be published unseen.
    pub fn marking(&mut self, key: &str, value: &Value) -> bool {
        let written = text(value).unwrap_or_default();
        if let Some(marking) = marking_of(&written) {
            self.making.sheet.set("marking", marking.label());
            return true;
        }
        let line = self.line(key);
        self.making.warn(format!("`{written}` is no marking of TLP 2.0"), line);
        self.making.draft(format!("`{key}: {written}` has to be looked at"), line);
        false
    }

    pub fn embargo(&mut self, key: &str, value: &Value) -> bool {
        let line = self.line(key);
        if let Some(found) = date(value) {
            if let Some(doubt) = &found.doubt {
                self.making.warn(format!("the embargo is until {}: {doubt}", found.written), line);
            }
            self.making.sheet.set("embargo", found.written);
            return true;
        }
        self.making.draft(format!("the date of `{key}` cannot be read"), line);
        false
    }

    pub fn expiry(&mut self, key: &str, value: &Value) -> bool {
        let line = self.line(key);
        let over = date(value).and_then(|found| Moment::parse(&found.written, &TimeZone::UTC).ok());
        match over {
            Some(moment) if moment.timestamp() > self.making.settings.now => {
                self.making.warn(format!("nothing ends a publication here, as `{key}` did"), line);
            }
            _ => self.making.draft(format!("`{key}` is over"), line),
        }
        false
    }
}

/// Returns the marking that is meant, in whatever way it is written.
pub fn marking_of(written: &str) -> Option<Marking> {
    let bare = |text: &str| text.to_uppercase().replace(['-', '_', ' '], ":").replace("TLP:", "");
    let wanted = bare(written.trim()).replace("AMBER:STRICT", "AMBER+STRICT");
    if wanted == "WHITE" {
        return Some(Marking::Clear);
    }
    Marking::ALL.into_iter().find(|marking| bare(marking.label()) == wanted)
}
