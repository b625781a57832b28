//! The rules, one file each, and the list of them.
//!
//! A rule that is in no list does not compile: its `RULE` is then used by nobody.

mod certain_judgement;
mod changed_judgement;
mod dead_link;
mod duplicate_title;
mod estimative_language;
mod heading_jump;
mod large_image;
mod missing_alt;
mod named_speaker;
mod orphan_topic;
mod overdue_judgement;
mod relative_date;
mod stale_status;
mod stale_translation;
mod unarchived_source;
mod uncited_footnote;
mod uncited_source;
mod unlinked_source;
mod unnamed_country;
mod unnamed_organisation;
mod unpublished_marking;
mod unsourced_outcome;
mod unstated_judgement;
mod untagged_country;
mod untagged_organisation;
mod unused_allow;

use crate::check::rule::Rule;

/// All rules, in the order in which they are listed.
pub static RULES: &[&Rule] = &[
    &missing_alt::RULE,
    &uncited_footnote::RULE,
    &untagged_country::RULE,
    &unnamed_country::RULE,
    &untagged_organisation::RULE,
    &unnamed_organisation::RULE,
    &uncited_source::RULE,
    &unlinked_source::RULE,
    &unarchived_source::RULE,
    &relative_date::RULE,
    &stale_status::RULE,
    &stale_translation::RULE,
    &estimative_language::RULE,
    &certain_judgement::RULE,
    &changed_judgement::RULE,
    &overdue_judgement::RULE,
    &unstated_judgement::RULE,
    &unsourced_outcome::RULE,
    &heading_jump::RULE,
    &duplicate_title::RULE,
    &orphan_topic::RULE,
    &large_image::RULE,
    &named_speaker::RULE,
    &unpublished_marking::RULE,
    &dead_link::RULE,
    &unused_allow::RULE,
];
