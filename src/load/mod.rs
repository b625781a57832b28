//! From files to an edition: reads, passes the gate, joins, plans, and gathers every problem.
//!
//! [`Library`] remembers what each file gave, so that the preview reads one file again after an edit.

mod assemble;
mod boundaries;
mod files;
mod future_statuses;
mod gate_filter;
mod library;
mod options;
mod part;
mod view;
mod withheld;

pub use self::assemble::Loaded;
pub use self::library::{Library, Refreshed};
pub use self::options::{AssembleOptions, CurrentPolicy, Recording};
pub use self::view::View;
