//! How much a reader has to load.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::site_test::{SiteTest, files_of};

/// What arrives in one round trip, in bytes.
const MOST: usize = 14_000;

/// Returns how many bytes something has as it is sent: `gzip -9`.
fn sent(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory").len()
}

#[test]
fn every_briefing_of_the_example_site_arrives_with_its_style_in_one_round_trip() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut site = SiteTest::bare();
    for (path, bytes) in files_of(&repository.join("content")) {
        site = site.file(&format!("content/{path}"), bytes);
    }
    let built = site.file("site.yaml", fs::read(repository.join("site.yaml")).expect("settings")).build();
    built.assert_ok();
    let files = built.files();
    let (_, style) = files.iter().find(|(path, _)| path.starts_with("assets/style.")).expect("a style sheet");
    let is_briefing = |path: &str| path.starts_with("briefings/") && path.matches('/').count() == 3;
    let pages = files
        .iter()
        .filter(|(path, _)| is_briefing(path) && path.ends_with("index.html") && !path.contains("/page/"));
    let weights: Vec<(usize, &str)> =
        pages.map(|(path, bytes)| (sent(bytes) + sent(style), path.as_str())).collect();
    assert!(weights.len() > 20, "{weights:?}");
    let heaviest = weights.iter().max().expect("a page");
    assert!(heaviest.0 < MOST, "{heaviest:?}");
    // What a table of sizes in the documentation would say goes stale; this does not.
    assert!(heaviest.0 > 5_000, "what is weighed is no page: {heaviest:?}");
}
