//! How sure writers are.

use serde::{Deserialize, Serialize};

/// How sure the writers of a briefing are: the levels of ICD 203.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Scant or doubtful information.
    Low,
    /// Plausible, but not corroborated.
    Moderate,
    /// Good information from several sources.
    High,
}
