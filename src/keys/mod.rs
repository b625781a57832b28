//! The keys that a writer can write: one table for each kind of document, and one for `site.yaml`.
//!
//! Whoever has to know which keys there are, in which order they stand, what they take or what they are for, reads it here:
//! the types that front matter is read into, `schema`, `check --fix`, `import`, the record, the data, the hints at unknown
//! keys, and the reference in `docs/reference/`. The types are held against the tables when the program is compiled.

pub mod front_matter;
mod purpose;
pub mod settings;
mod table;
mod unknown;

pub use purpose::{Purpose, RecordedKey};
pub use table::{Group, Key, Shape, Word};
pub use unknown::unknown_keys;

/// Declares the type that a group of keys is read into, and holds its fields against the table of the group: names and order.
///
/// The last field is the rest, which takes up the keys that no other field has.
macro_rules! group {
    (
        $(#[$attribute:meta])*
        $visible:vis struct $name:ident of $table:path {
            $($(#[$note:meta])* $seen:vis $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$attribute])*
        $visible struct $name {
            $($(#[$note])* $seen $field: $type,)*
        }

        const _: () = {
            let fields: &[&str] = &[$(stringify!($field),)*];
            let (_rest, keys) = match fields.split_last() {
                Some(parts) => parts,
                None => (&"", fields),
            };
            assert!($table.is(keys), "the names of these fields, or their order, differ from the table in src/keys/");
        };
    };
}

pub(crate) use group;
