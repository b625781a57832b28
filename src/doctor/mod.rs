//! What is wrong with the set-up of a site, and what to do: the machine, the repository, the address, the workflow.
//!
//! A problem of the content is told by `chancery check`; this looks at what stands around it.

mod machine;
mod meant;
mod patient;
mod repository;
mod workflow;

pub use patient::{Advice, Patient};

/// Returns what is wrong, the worst first.
pub fn examine(patient: &Patient) -> Vec<Advice> {
    let rooms: [fn(&Patient) -> Vec<Advice>; 4] =
        [repository::examine, meant::examine, workflow::examine, machine::examine];
    rooms.iter().flat_map(|examine| examine(patient)).collect()
}
