//! What is fuzzed, with the seeds of the fuzzing and with pieces of them: the same functions as in `fuzz/`.

use std::path::Path;

use proptest::prelude::*;

use crate::site_test::files_of;

#[path = "../../fuzz/targets.rs"]
mod targets;

/// Returns the seeds of a target.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
    let seeds: Vec<Vec<u8>> = files_of(&folder).into_iter().map(|(_, bytes)| bytes).collect();
    assert!(seeds.len() > 1, "no seeds of {name}");
    seeds
}

/// Seeds cut into pieces, in any order, with other bytes between them.
fn mixed(name: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let seeds = seeds(name);
    let piece = (prop::sample::select(seeds), any::<prop::sample::Index>(), any::<prop::sample::Index>())
        .prop_map(|(seed, start, length)| {
            let start = start.index(seed.len().max(1)).min(seed.len());
            let length = length.index(seed.len().min(400) + 1);
            seed[start..(start + length).min(seed.len())].to_vec()
        });
    let piece = prop_oneof![4 => piece, 1 => prop::collection::vec(any::<u8>(), 0..4)];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

#[test]
fn every_seed_of_every_target_holds() {
    for (name, target) in targets::ALL {
        for seed in seeds(name) {
            target(&seed);
        }
    }
}

macro_rules! hold {
    ($($test:ident: $name:ident;)*) => {
        proptest! {
            #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]
            $(
                #[test]
                fn $test(bytes in mixed(stringify!($name))) {
                    targets::$name(&bytes);
                }
            )*
        }
    };
}

hold! {
    any_front_matter_gives_a_document_or_a_problem: front_matter;
    any_markdown_gives_a_safe_page: markdown;
    any_file_of_others_gives_a_document_or_is_refused: import;
    any_redline_without_its_deletions_is_the_new_text: redline;
    any_log_of_git_is_read: git_log;
    any_manifest_names_only_what_lies_inside: manifest;
    any_base_url_holds_its_links: base_url;
}
