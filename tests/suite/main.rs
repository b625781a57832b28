//! One integration crate: behaviour is tested where users meet it, through the binary.

mod build;
mod site_test;
