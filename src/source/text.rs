//! Files that are text.

use super::Source;
use crate::problem::{Code, Place, Problem};
use crate::text::without_byte_order_mark;

/// Returns a file that is text: UTF-8, without a byte-order mark.
///
/// # Errors
/// Returns what is told of a file that cannot be read, or is no such text.
pub fn read_text(source: &dyn Source, path: &str) -> Result<String, Problem> {
    let bytes = source.read(path).map_err(|error| Problem::unreadable_file(path, &error))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Problem::new(Code::UnreadableFile, "this file is not UTF-8 text")
            .at(Place::file(path))
            .hint("save the file with the encoding UTF-8")
    })?;
    let start = text.len() - without_byte_order_mark(&text).len();
    Ok(if start == 0 { text } else { text[start..].to_owned() })
}
