//! A member of an organisation, by a site's own file.

use jiff::civil::Date;

use crate::dates::PartialDate;
use crate::world::Member;

/// A membership by a site's own file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnMembership {
    /// The member.
    pub member: Member,
    /// When it joined, where that is said.
    pub joined: Option<PartialDate>,
    /// Its last day, month or year as a member, if it left.
    pub left: Option<PartialDate>,
}

impl OwnMembership {
    /// Returns whether the member belonged on a day; of a month or a year, all of it counts.
    pub fn includes(&self, day: Date) -> bool {
        self.joined.is_none_or(|joined| joined.days().0 <= day)
            && self.left.is_none_or(|left| day <= left.days().1)
    }
}
