//! Sources that were withdrawn by whoever published them.

use serde::Deserialize;

use super::front_matter::Checker;
use crate::dates::PartialDate;
use crate::keys::front_matter::WITHDRAWAL;
use crate::keys::group;
use crate::outline::KeyPath;
use crate::problem::Code;
use crate::yaml::{Rest, Scalar};

/// Since when a source does not hold any more, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// Since when.
    pub date: PartialDate,
    /// Why.
    pub reason: String,
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawWithdrawal of WITHDRAWAL {
        date: Option<Scalar>,
        reason: Option<String>,
        #[serde(flatten)]
        rest: Rest,
    }
}

/// Returns a withdrawal that is whole, and tells what is wrong in it.
pub(super) fn withdrawal(raw: RawWithdrawal, path: &KeyPath, check: &mut Checker) -> Option<Withdrawal> {
    if !raw.rest.is_empty() {
        check.unknown_keys_of_part(raw.rest, path, &WITHDRAWAL);
    }
    let reason = raw.reason.filter(|reason| !reason.trim().is_empty());
    if raw.date.is_none() || reason.is_none() {
        let hint =
            "write it like `withdrawn: { date: 2024-05-02, reason: The ministry took its figures back. }`";
        check.push(
            path.clone(),
            Code::MissingKey,
            "a source that was withdrawn needs a `date` and a `reason`",
            hint,
        );
    }
    let date = check.partial_date(|| path.clone().then("date"), raw.date);
    Some(Withdrawal { date: date?, reason: reason?.trim().to_owned() })
}
