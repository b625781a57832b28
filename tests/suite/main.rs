//! One integration crate: behaviour is tested where users meet it, through the binary.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test ends at what it does not expect"
)]

mod build;
#[cfg(feature = "cards")]
mod cards;
mod check;
mod cite;
mod cli;
mod content;
mod crawl;
mod data;
mod dossier;
mod external;
mod feeds;
mod fix;
mod front_matter;
mod gate;
mod history;
mod import;
mod import_properties;
mod init;
mod interface;
mod languages;
mod links;
mod maps;
mod markdown;
mod metadata;
mod new;
mod output;
mod pages_server;
mod past;
mod pictures;
mod preview;
mod properties;
mod publishing;
mod record;
mod record_secrets;
mod redline;
mod relations;
mod reproducible;
mod routes;
mod rules;
mod schema;
mod serve;
mod site_test;
mod tag;
mod terminal;
mod theming;
mod timeline;
mod told;
mod weight;
mod workflow;
