//! Plain text, as a format.

use super::format::Format;
use super::{encoding, raw};

/// Plain text and cables.
pub const PLAIN: Format =
    Format { endings: &["txt", "text"], is_markdown: false, text: encoding::text, bare: raw::read };
