//! The order of names, as readers of a language look them up.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;

/// The order of the Unicode Collation Algorithm (UTS 10) with CLDR's rules for one language: Åland
/// stands under A in English, and after Z in Swedish.
pub struct NameOrder(Option<CollatorBorrowed<'static>>);

impl NameOrder {
    /// Returns the order of a language, a tag of BCP 47; a tag that is none has the order that most
    /// languages share.
    pub fn of(language: &str) -> Self {
        let locale: Locale = language.parse().unwrap_or(Locale::UNKNOWN);
        Self(Collator::try_new(locale.into(), CollatorOptions::default()).ok())
    }

    /// Compares two names.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        match &self.0 {
            Some(collator) => collator.compare(one, other),
            None => one.cmp(other),
        }
    }
}
