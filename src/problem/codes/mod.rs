//! The codes of loading: one table of errors, one of warnings, each with its explanations.

mod errors;
mod table;
mod warnings;

use super::Code;

/// Returns all codes of loading, errors first.
pub fn loading_codes() -> impl Iterator<Item = Code> {
    errors::CODES.iter().chain(warnings::CODES).copied()
}
