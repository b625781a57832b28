//! Handling caveats: the words that a copy of a text carries which is not public.

use std::fmt;

use jiff::Timestamp;

use super::{Publication, Status};
use crate::config::Marking;
use crate::dates::Moment;

/// One reason for which a text is not public, as its copies say it.
///
/// The order is the one in which they are written: the marking first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caveat {
    /// It has a marking that the site does not publish.
    Marking(Marking),
    /// It is under embargo until then.
    Embargo(Moment),
    /// It carries a date that has not come.
    Future(Moment),
    /// It is a draft.
    Draft,
    /// The gate holds it back for another reason.
    HeldBack,
}

impl Caveat {
    /// Returns the caveat as a part of a file's name: ASCII letters, digits and hyphens.
    pub fn for_file_name(&self) -> String {
        self.to_string().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
    }
}

/// Returns all reasons for which a text is not public at a moment; none where it is.
///
/// `markings` are those that the site publishes.
pub fn handling(
    publication: &Publication,
    date: Option<&Moment>,
    markings: &[Marking],
    now: Timestamp,
) -> Vec<Caveat> {
    let marking = publication.marking.filter(|marking| !markings.contains(marking));
    let runs = |moment: &&Moment| moment.timestamp() > now;
    let embargo = publication.embargo.as_ref().filter(runs);
    let future = date.filter(runs);
    let draft = (publication.status == Status::Draft).then_some(Caveat::Draft);
    let unclear = publication.is_unclear.then_some(Caveat::HeldBack);
    marking
        .map(Caveat::Marking)
        .into_iter()
        .chain(embargo.cloned().map(Caveat::Embargo))
        .chain(future.cloned().map(Caveat::Future))
        .chain(draft)
        .chain(unclear)
        .collect()
}

/// Returns the caveats of a whole that has all these in it: of each kind the strictest.
pub fn strictest(caveats: impl IntoIterator<Item = Caveat>) -> Vec<Caveat> {
    let (mut marking, mut embargo, mut future, mut draft, mut other) = (None, None, None, None, None);
    let latest = |kept: &mut Option<Moment>, moment: Moment| {
        if kept.as_ref().is_none_or(|kept| kept.timestamp() < moment.timestamp()) {
            *kept = Some(moment);
        }
    };
    for caveat in caveats {
        match caveat {
            Caveat::Marking(own) => marking = marking.max(Some(own)),
            Caveat::Embargo(end) => latest(&mut embargo, end),
            Caveat::Future(date) => latest(&mut future, date),
            Caveat::Draft => draft = Some(Caveat::Draft),
            Caveat::HeldBack => other = Some(Caveat::HeldBack),
        }
    }
    let dated = [marking.map(Caveat::Marking), embargo.map(Caveat::Embargo), future.map(Caveat::Future)];
    dated.into_iter().chain([draft, other]).flatten().collect()
}

/// In English and ASCII, for headers and file names.
impl fmt::Display for Caveat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Marking(marking) => f.write_str(marking.label()),
            Self::Embargo(end) => write!(f, "EMBARGOED UNTIL {}", end.rfc3339()),
            Self::Future(date) => write!(f, "NOT BEFORE {}", date.rfc3339()),
            Self::Draft => f.write_str("DRAFT"),
            Self::HeldBack => f.write_str("HELD BACK"),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::{Caveat, strictest};
    use crate::config::Marking;
    use crate::dates::Moment;

    #[test]
    fn of_many_texts_each_kind_of_caveat_is_told_once_and_the_strictest() {
        let embargo = |day| Moment::parse(day, &TimeZone::UTC).ok().map(Caveat::Embargo);
        let caveats = [
            Some(Caveat::Draft),
            embargo("2024-07-01"),
            Some(Caveat::Marking(Marking::Green)),
            embargo("2024-08-01T09:00:00+02:00"),
            Some(Caveat::Marking(Marking::AmberStrict)),
            Some(Caveat::Draft),
        ];
        let shown: Vec<String> =
            strictest(caveats.into_iter().flatten()).iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["TLP:AMBER+STRICT", "EMBARGOED UNTIL 2024-08-01T09:00:00+02:00", "DRAFT"]);
    }

    #[test]
    fn a_caveat_in_a_file_name_has_no_character_that_a_file_system_minds() {
        assert_eq!(Caveat::Marking(Marking::AmberStrict).for_file_name(), "TLP-AMBER-STRICT");
        assert_eq!(Caveat::Draft.for_file_name(), "DRAFT");
    }
}
