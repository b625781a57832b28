//! How large a site may become before it is asked whether that is meant.

use super::raw::RawLimits;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::Code;

/// Up to where a site grows without being asked: `limits` in `site.yaml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most subjects with which a briefing makes pages of pairs.
    pub pairs: usize,
    /// The most files of the output.
    pub files: usize,
    /// The most bytes of the output.
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { pairs: 40, files: 100_000, bytes: 1_000_000_000 }
    }
}

impl Limits {
    pub(super) fn read(raw: &RawLimits, findings: &mut Vec<Finding>) -> Self {
        let default = Self::default();
        let bytes = raw.bytes.as_ref().map(|written| match bytes_of(&written.0) {
            Some(bytes) => bytes,
            None => {
                findings.push(
                    Finding::new(
                        Code::InvalidValue,
                        format!("`{}` is no number of bytes", written.0.escape_debug()),
                    )
                    .anchor(Anchor::Value(KeyPath::key("limits").then("bytes")))
                    .hint("write it with its unit, such as `500MB` or `2GB`"),
                );
                default.bytes
            }
        });
        Self {
            pairs: raw.pairs.unwrap_or(default.pairs),
            files: raw.files.unwrap_or(default.files),
            bytes: bytes.unwrap_or(default.bytes),
        }
    }
}

/// Reads a number of bytes, with a unit of the SI or without one.
fn bytes_of(written: &str) -> Option<u64> {
    let end = written.find(|c: char| !c.is_ascii_digit()).unwrap_or(written.len());
    let (number, unit) = written.split_at(end);
    let unit = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(unit)
}
