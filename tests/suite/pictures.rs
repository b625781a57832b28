//! Images: their sizes on pages, smaller ones of wide ones, and files that are no images.

use std::fs;
use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbImage};

use crate::site_test::{Built, SiteTest};

/// Returns an image with something to see in it.
fn drawn(width: u32, height: u32) -> DynamicImage {
    let byte = |number: u32| u8::try_from(number % 256).expect("a byte");
    RgbImage::from_fn(width, height, |x, y| image::Rgb([byte(x / 8), byte(y / 8), byte((x * y) / 64)])).into()
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).expect("an image");
    bytes.into_inner()
}

/// Returns a JPEG that says that it lies on its side.
fn turned(width: u32, height: u32) -> Vec<u8> {
    let jpeg = encoded(&drawn(width, height), ImageFormat::Jpeg);
    let tiff = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let length = u16::try_from(tiff.len() + 2).expect("a short segment").to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, tiff, &jpeg[2..]].concat()
}

/// A page folder with one image in its text.
fn with_image(name: &str, bytes: &[u8]) -> Built {
    SiteTest::new()
        .file(
            "content/briefings/talks/index.md",
            format!("---\ntitle: Talks\ndate: 2024-04-01\n---\n\n![The table]({name})\n"),
        )
        .file(&format!("content/briefings/talks/{name}"), bytes)
        .build()
}

fn size_of(built: &Built, path: &str) -> (u32, u32) {
    let image = image::load_from_memory(&fs::read(built.public().join(path)).expect("a file"));
    let image = image.expect("an image");
    (image.width(), image.height())
}

const FOLDER: &str = "briefings/2024/talks";

#[test]
fn an_image_has_its_width_and_height_on_the_page() {
    let built = with_image("a.png", &encoded(&drawn(320, 200), ImageFormat::Png));
    built.assert_ok();
    let main = built.main("/briefings/2024/talks/");
    assert!(
        main.contains("<img src=\"/briefings/2024/talks/a.png\" width=\"320\" height=\"200\" alt=\"The table\" loading=\"lazy\">"),
        "{main}"
    );
}

#[test]
fn a_wide_photograph_has_smaller_ones_that_are_jpeg_too() {
    let built = with_image("a.jpg", &encoded(&drawn(2400, 1600), ImageFormat::Jpeg));
    built.assert_ok();
    let main = built.main("/briefings/2024/talks/");
    for part in [
        "src=\"/briefings/2024/talks/a-1200w.jpg\"",
        "srcset=\"/briefings/2024/talks/a-600w.jpg 600w, /briefings/2024/talks/a-1200w.jpg 1200w, /briefings/2024/talks/a-1800w.jpg 1800w\"",
        "width=\"2400\" height=\"1600\"",
    ] {
        assert!(main.contains(part), "{part}: {main}");
    }
    assert_eq!(size_of(&built, &format!("{FOLDER}/a-600w.jpg")), (600, 400));
    assert_eq!(size_of(&built, &format!("{FOLDER}/a-1800w.jpg")), (1800, 1200));
    assert_eq!(size_of(&built, &format!("{FOLDER}/a.jpg")), (2400, 1600));
    let bytes = fs::read(built.public().join(FOLDER).join("a-600w.jpg")).expect("a file");
    assert!(bytes.starts_with(&[0xff, 0xd8]), "no JPEG");
}

#[test]
fn a_wide_png_stays_a_png() {
    let built = with_image("a.png", &encoded(&drawn(1300, 40), ImageFormat::Png));
    built.assert_ok();
    assert_eq!(size_of(&built, &format!("{FOLDER}/a-1200w.png")).0, 1200);
    let bytes = fs::read(built.public().join(FOLDER).join("a-1200w.png")).expect("a file");
    assert!(bytes.starts_with(b"\x89PNG"), "no PNG");
    assert!(!built.has("/briefings/2024/talks/a-1800w.png"), "no image is made larger");
}

#[test]
fn a_photograph_that_lies_on_its_side_stands_upright() {
    let built = with_image("a.jpg", &turned(1500, 2000));
    built.assert_ok();
    let main = built.main("/briefings/2024/talks/");
    assert!(main.contains("width=\"2000\" height=\"1500\""), "{main}");
    assert_eq!(size_of(&built, &format!("{FOLDER}/a-600w.jpg")), (600, 450));
}

#[test]
fn a_cover_has_its_sizes_too() {
    let built = SiteTest::new()
        .file(
            "content/briefings/talks/index.md",
            "---\ntitle: Talks\ndate: 2024-04-01\nimage: a.jpg\nimage_alt: The table\n---\nText.\n",
        )
        .file("content/briefings/talks/a.jpg", encoded(&drawn(1600, 400), ImageFormat::Jpeg))
        .build();
    built.assert_ok();
    let main = built.main("/briefings/2024/talks/");
    assert!(
        main.contains("<img class=\"cover\" src=\"/briefings/2024/talks/a-1200w.jpg\" srcset=\""),
        "{main}"
    );
    assert!(main.contains("width=\"1600\" height=\"400\" alt=\"The table\">"), "{main}");
}

#[test]
fn an_image_of_six_thousand_pixels_is_made_smaller() {
    let built = with_image("a.jpg", &encoded(&drawn(6000, 1000), ImageFormat::Jpeg));
    built.assert_ok();
    assert_eq!(size_of(&built, &format!("{FOLDER}/a-1200w.jpg")), (1200, 200));
}

#[test]
fn static_images_and_other_formats_have_their_size_and_stay_as_they_are() {
    let gif = b"GIF89a\x02\x05\x03\x00\x00\x00\x00\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b";
    let built = SiteTest::new()
        .file("static/wide.jpg", encoded(&drawn(1400, 20), ImageFormat::Jpeg))
        .file("static/small.gif", gif)
        .file("static/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 20\"/>")
        .briefing("x", "", "![a](/wide.jpg) ![b](/small.gif) ![c](/map.svg)")
        .build();
    built.assert_ok();
    let main = built.main("/briefings/2024/x/");
    for part in [
        "src=\"/wide.jpg\" width=\"1400\" height=\"20\"",
        "src=\"/small.gif\" width=\"1282\" height=\"3\"",
        "src=\"/map.svg\" width=\"30\" height=\"20\"",
    ] {
        assert!(main.contains(part), "{part}: {main}");
    }
    assert!(!built.has("/wide-600w.jpg"));
}

#[test]
fn an_image_that_is_cut_off_is_no_smaller_image_but_what_there_is() {
    let jpeg = encoded(&drawn(2000, 1000), ImageFormat::Jpeg);
    let built = with_image("a.jpg", &jpeg[..jpeg.len() / 3]);
    built.assert_ok();
    let there = fs::read(built.public().join(FOLDER).join("a.jpg")).expect("a file");
    assert!(there.starts_with(&jpeg[..20]) && there.ends_with(&[0xff, 0xd9]));
    let png = encoded(&drawn(2000, 100), ImageFormat::Png);
    let built = with_image("a.jpg", &png);
    built.assert_ok();
    assert_eq!(fs::read(built.public().join(FOLDER).join("a.jpg")).expect("a file"), png);
}

#[test]
fn an_image_that_claims_to_be_huge_is_copied_as_it_is() {
    let mut png = encoded(&drawn(16, 16), ImageFormat::Png);
    // Over the limit on pixels, and within it but over that on pixels of a byte.
    for [width, height] in [[[0, 0, 0xff, 0xff]; 2], [[0, 0, 0x1f, 0x40]; 2]] {
        png[16..24].copy_from_slice(&[width, height].concat());
        let built = with_image("a.png", &png);
        built.assert_ok();
        assert!(!built.has("/briefings/2024/talks/a-600w.png"));
    }
    // Within both, and wrong all the same.
    png[16..24].copy_from_slice(&[0, 0, 0x04, 0xb1, 0, 0, 0, 8]);
    let built = with_image("a.png", &png);
    built.assert_ok();
    assert_eq!(fs::read(built.public().join(FOLDER).join("a-600w.png")).expect("a file"), png);
}

#[test]
fn smaller_images_are_kept_and_a_changed_image_makes_new_ones() {
    let built = with_image("a.jpg", &encoded(&drawn(1500, 500), ImageFormat::Jpeg));
    let kept = || fs::read_dir(built.site.root().join(".chancery/images")).expect("a cache").count();
    assert_eq!(kept(), 2);
    built.site.run(&["build"]).assert_ok();
    assert_eq!(kept(), 2);
    built.site.write("content/briefings/talks/a.jpg", encoded(&drawn(1500, 700), ImageFormat::Jpeg));
    built.site.run(&["build"]).assert_ok();
    assert_eq!(kept(), 4);
    assert_eq!(size_of(&built, &format!("{FOLDER}/a-600w.jpg")), (600, 280));
    fs::remove_dir_all(built.site.root().join(".chancery")).expect("the cache can be deleted");
    built.site.run(&["build"]).assert_ok();
}

#[test]
fn an_own_file_of_the_name_of_a_smaller_image_is_an_error() {
    let photo = encoded(&drawn(1500, 500), ImageFormat::Jpeg);
    let built = SiteTest::new()
        .file(
            "content/briefings/talks/index.md",
            "---\ntitle: Talks\ndate: 2024-04-01\n---\n![a](a.jpg)\n![b](a-600w.jpg)\n",
        )
        .file("content/briefings/talks/a.jpg", &photo)
        .file("content/briefings/talks/a-600w.jpg", &photo)
        .build();
    built.assert_errors();
    assert!(built.said().contains("url-clash") && built.said().contains("a-600w.jpg"), "{}", built.said());
}

#[test]
fn a_held_back_page_leaves_no_smaller_image() {
    let built = SiteTest::new()
        .file(
            "content/briefings/talks/index.md",
            "---\ntitle: Talks\ndate: 2024-04-01\nstatus: draft\n---\n![a](a.jpg)\n",
        )
        .file("content/briefings/talks/a.jpg", encoded(&drawn(1500, 500), ImageFormat::Jpeg))
        .build();
    built.assert_ok();
    assert!(built.files().iter().all(|(path, _)| !path.contains("600w")));
    assert!(!built.site.root().join(".chancery/images").exists());
}

#[test]
fn a_heavy_image_that_has_smaller_ones_is_not_told_as_large() {
    let site = |folder: &str, from: &str| {
        let noise: Vec<u8> =
            (0..1300_u32 * 500 * 3).map(|place| (place.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let noise: DynamicImage = RgbImage::from_raw(1300, 500, noise).expect("enough bytes").into();
        SiteTest::new()
            .file(
                "content/briefings/talks/index.md",
                format!("---\ntitle: Talks\ndate: 2024-04-01\ncountries: [FR]\n---\nFrance.\n\n![The table]({from}a.png)\n"),
            )
            .file(&format!("{folder}/a.png"), encoded(&noise, ImageFormat::Png))
            .check()
            .said()
    };
    assert!(!site("content/briefings/talks", "").contains("large-image"));
    assert!(site("static", "/").contains("large-image"));
}
