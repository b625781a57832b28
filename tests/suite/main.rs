//! One integration crate: behaviour is tested where users meet it, through the binary.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test ends at what it does not expect"
)]

mod architecture;
mod as_if;
mod authors;
mod bounds;
mod build;
mod cache;
#[cfg(feature = "cards")]
mod cards;
mod check;
mod cite;
mod cli;
mod clock;
mod content;
mod crawl;
mod damaged_history;
mod data;
mod digest;
mod doctor;
mod dois;
mod dossier;
mod doubtful;
mod export;
mod export_epub;
mod export_word;
mod external;
#[cfg(target_os = "linux")]
mod faults;
mod feeds;
mod files;
mod fix;
mod foreign_markup;
mod front_matter;
mod fuzzed;
mod gate;
mod held;
mod history;
mod hostile_git;
mod html_text;
mod image_metadata;
mod import;
mod import_mail;
mod import_markings;
mod import_properties;
mod import_word;
mod init;
mod interface;
#[cfg(target_os = "linux")]
mod interrupted;
mod judgements;
mod keys;
mod languages;
mod links;
mod lint_policy;
mod manifest;
mod maps;
mod markdown;
mod metadata;
mod near_misses;
mod new;
mod organisations;
mod output;
mod outward_links;
mod pages_server;
mod past;
mod past_secrets;
mod pictures;
mod preview;
mod properties;
mod public;
mod publishing;
mod readme;
mod record;
mod record_identity;
mod record_notes;
mod record_properties;
mod record_secrets;
mod record_time;
mod redact;
mod redline;
mod relations;
mod reproducible;
mod routes;
mod rules;
mod schema;
mod search;
mod security_policy;
mod serve;
mod shared_sources;
mod site_test;
mod stale_preview;
mod tag;
mod templates;
mod terminal;
mod theming;
mod timeline;
mod timemaps;
mod told;
mod translations;
mod tree;
mod untrusted_text;
mod verify;
mod watch;
mod weight;
mod word_there_and_back;
mod workflow;
