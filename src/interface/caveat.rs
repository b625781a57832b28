//! Handling caveats in the words of a language.

use super::Interface;
use crate::content::Caveat;

impl Interface {
    /// Returns a caveat as readers of the language see it. A marking is the same in all languages.
    pub fn caveat(&self, caveat: &Caveat) -> String {
        match caveat {
            Caveat::Marking(marking) => marking.label().to_owned(),
            Caveat::Embargo(end) => self.say_with("caveat.embargo", &[("time", &end.rfc3339())]),
            Caveat::Future(date) => self.say_with("caveat.future", &[("time", &date.rfc3339())]),
            Caveat::Draft => self.say("caveat.draft"),
            Caveat::HeldBack => self.say("caveat.held-back"),
        }
    }

    /// Returns several caveats in one line.
    pub fn caveats(&self, caveats: &[Caveat]) -> String {
        caveats.iter().map(|caveat| self.caveat(caveat)).collect::<Vec<_>>().join(" · ")
    }
}
