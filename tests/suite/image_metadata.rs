//! No published picture says where, when, by whom or with what it was taken.

use std::fs;
use std::io::Cursor;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chancery::config::ImageMetadata;
use chancery::pictures::published;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, RgbImage};
use proptest::prelude::*;

use crate::site_test::{Built, SiteTest};

/// Stands wherever a picture can say something.
const SECRET: &str = "Zanzibarite";

/// Stands in the colour profile, which stays.
const PROFILE: &[u8] = b"colours of a profile";

/// Stands in copyright and credit.
const OWNER: &str = "Ministry of Quokkas";

fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let byte = |number: u32| u8::try_from(number % 256).expect("a byte");
    let image: DynamicImage =
        RgbImage::from_fn(width, height, |x, y| image::Rgb([byte(x / 4), byte(y / 4), byte(x * y / 32)]))
            .into();
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).expect("an image");
    bytes.into_inner()
}

/// Exif as a camera writes it: on its side, with an artist, a copyright notice, a place, a serial number and a
/// thumbnail.
fn exif() -> Vec<u8> {
    let texts = [SECRET, OWNER, SECRET, SECRET];
    let tags: [u16; 4] = [0x013b, 0x8298, 0x8825, 0xa431];
    let mut out = b"MM\0*\0\0\0\x08\0\x05".to_vec();
    out.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
    let mut at = u32::try_from(8 + 2 + 5 * 12 + 4).expect("small");
    for (tag, text) in tags.iter().zip(texts) {
        let length = u32::try_from(text.len() + 1).expect("short");
        out.extend(tag.to_be_bytes());
        out.extend([0, 2]);
        out.extend(length.to_be_bytes());
        out.extend(at.to_be_bytes());
        at += length;
    }
    out.extend([0; 4]);
    for text in texts {
        out.extend(text.as_bytes());
        out.push(0);
    }
    let mut thumbnail = encoded(8, 8, ImageFormat::Jpeg);
    thumbnail.extend(SECRET.as_bytes());
    out.extend(thumbnail);
    out
}

fn xmp() -> String {
    format!(
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='r'><rdf:Description photoshop:City='{SECRET}' \
         photoshop:Credit='{OWNER}'><dc:creator>{SECRET}</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).expect("a short segment").to_be_bytes();
    [&[0xff, marker][..], &length, data].concat()
}

/// A JPEG that says something in every place where one can.
fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let plain = encoded(width, height, ImageFormat::Jpeg);
    let secret = SECRET.as_bytes();
    let iptc = [b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x10\x1c\x02\x50\0\x0b", secret].concat();
    [
        &plain[..2],
        &segment(0xe0, &[b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01", &secret[..3]].concat()),
        &segment(0xe0, &[b"JFXX\0\x10", secret].concat()),
        &segment(0xe1, &[b"Exif\0\0", &exif()[..]].concat()),
        &segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", xmp().as_bytes()].concat()),
        &segment(0xe2, &[b"ICC_PROFILE\0\x01\x01", PROFILE].concat()),
        &segment(0xe2, &[b"MPF\0", secret].concat()),
        &segment(0xeb, &[b"JP\0\x01\0\0\0\x01jumbc2pa", OWNER.as_bytes()].concat()),
        &segment(0xeb, &[b"JP\0\x02\0\0\0\x01jumbjson", secret].concat()),
        &segment(0xed, &iptc),
        &segment(0xef, secret),
        &segment(0xfe, secret),
        &plain[2..],
        secret,
        &plain,
    ]
    .concat()
}

fn chunk(kind: &str, data: &[u8]) -> Vec<u8> {
    let kind = kind.as_bytes();
    let sum = crc32fast::hash(&[kind, data].concat()).to_be_bytes();
    [&u32::try_from(data.len()).expect("short").to_be_bytes()[..], kind, data, &sum].concat()
}

/// A PNG that says something in every place where one can.
fn png(width: u32, height: u32) -> Vec<u8> {
    let plain = encoded(width, height, ImageFormat::Png);
    let secret = SECRET.as_bytes();
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, PROFILE).expect("memory");
    let profile = packed.finish().expect("memory");
    [
        &plain[..33],
        &chunk("eXIf", &exif()),
        &chunk("iCCP", &[secret, b"\0\0", &profile].concat()),
        &chunk("tEXt", &[b"Author\0", secret].concat()),
        &chunk("iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", xmp().as_bytes()].concat()),
        &chunk("tIME", b"\x07\xe8\x04\x01\x09\x00\x00"),
        &chunk("caBX", &[b"c2pa", OWNER.as_bytes()].concat()),
        &chunk("prVt", secret),
        &plain[33..],
        secret,
    ]
    .concat()
}

/// The data of a lossless picture of one pixel.
const PIXEL: &[u8] = b"\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\x08\x08";

fn riff(kind: &str, data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("short").to_le_bytes();
    [kind.as_bytes(), &length, data, &[0][..data.len() % 2]].concat()
}

/// A WebP that says something in every place where one can.
fn webp() -> Vec<u8> {
    let secret = SECRET.as_bytes();
    let inside = [
        b"WEBP".to_vec(),
        riff("VP8X", &[0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        riff("ICCP", PROFILE),
        riff("VP8L", PIXEL),
        riff("EXIF", &exif()),
        riff("XMP ", xmp().as_bytes()),
        riff("PRVT", secret),
    ]
    .concat();
    [riff("RIFF", &inside), secret.to_vec()].concat()
}

/// A GIF that says something in every place where one can.
fn gif() -> Vec<u8> {
    let secret = SECRET.as_bytes();
    let block = |data: &[u8]| [&[u8::try_from(data.len()).expect("short")][..], data].concat();
    [
        b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0".to_vec(),
        b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0".to_vec(),
        [b"\x21\xfe".to_vec(), block(secret), vec![0]].concat(),
        [b"\x21\xff\x0bXMP DataXMP".to_vec(), block(secret), vec![0]].concat(),
        b"\x21\xf9\x04\x01\0\0\0\0".to_vec(),
        b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b".to_vec(),
        secret.to_vec(),
    ]
    .concat()
}

fn svg() -> Vec<u8> {
    let embedded = STANDARD.encode(jpeg(8, 8));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- {SECRET} -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
         xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" inkscape:export-filename=\"/home/{SECRET}\" \
         viewBox=\"0 0 8 8\"><metadata><rdf:RDF xmlns:rdf=\"r\" xmlns:dc=\"d\"><dc:creator>{SECRET}</dc:creator>\
         <dc:rights>{OWNER}</dc:rights></rdf:RDF></metadata><image href=\"data:image/jpeg;base64,{embedded}\"/>\
         <path d=\"M0 0\"/></svg>"
    )
    .into_bytes()
}

fn ico() -> Vec<u8> {
    let picture = png(8, 8);
    let length = u32::try_from(picture.len()).expect("small").to_le_bytes();
    [
        &b"\0\0\x01\0\x01\0\x08\x08\0\0\x01\0\x20\0"[..],
        &length,
        &22_u32.to_le_bytes(),
        &picture,
        SECRET.as_bytes(),
    ]
    .concat()
}

fn all() -> [(&'static str, Vec<u8>); 6] {
    [
        ("a.jpg", jpeg(64, 48)),
        ("a.png", png(64, 48)),
        ("a.webp", webp()),
        ("a.gif", gif()),
        ("a.svg", svg()),
        ("a.ico", ico()),
    ]
}

fn talks(name: &str) -> String {
    format!(
        "---\ntitle: Talks\ndate: 2024-04-01\nimage: {name}\n---\n![The table]({name}) [the file](/s-{name})\n"
    )
}

/// A site with the picture beside a text, as its cover, and under `static/`.
fn site(settings: &str, name: &str, bytes: &[u8]) -> Built {
    SiteTest::new()
        .file("site.yaml", format!("title: Test Desk\nbase_url: https://example.org/\n{settings}\n"))
        .file("content/briefings/talks/index.md", talks(name))
        .file(&format!("content/briefings/talks/{name}"), bytes)
        .file(&format!("static/s-{name}"), bytes)
        .build()
}

fn bytes_of(built: &Built, path: &str) -> Vec<u8> {
    fs::read(built.public().join(path)).expect("a file")
}

fn pixels(bytes: &[u8]) -> Vec<u8> {
    image::load_from_memory(bytes).expect("an image").into_bytes()
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

#[test]
fn no_published_picture_says_where_when_by_whom_or_with_what_it_was_taken() {
    for (name, bytes) in all() {
        assert!(has(&bytes, SECRET.as_bytes()), "{name}: the test says nothing");
        let built = site("", name, &bytes);
        built.assert_ok();
        assert!(!built.holds(SECRET), "{name}");
        assert!(!built.holds(OWNER), "{name}");
        let beside = bytes_of(&built, &format!("briefings/2024/talks/{name}"));
        assert_eq!(beside, bytes_of(&built, &format!("s-{name}")), "{name}");
        if matches!(name, "a.jpg" | "a.png") {
            assert_eq!(pixels(&beside), pixels(&bytes), "{name}");
        }
        if matches!(name, "a.jpg" | "a.webp") {
            assert!(has(&beside, PROFILE), "{name}: the colour profile is gone");
        }
    }
}

#[test]
fn a_cleaned_picture_is_whole_and_stands_upright() {
    for (name, bytes) in [("a.jpg", jpeg(1500, 400)), ("a.png", png(1500, 400))] {
        let built = site("", name, &bytes);
        built.assert_ok();
        assert!(!built.holds(SECRET), "{name}");
        let beside = bytes_of(&built, &format!("briefings/2024/talks/{name}"));
        let decoder = |bytes: &[u8]| {
            let reader =
                ImageReader::new(Cursor::new(bytes.to_vec())).with_guessed_format().expect("a format");
            let mut decoder = reader.into_decoder().expect("an image");
            (decoder.orientation().expect("a way up"), decoder.icc_profile().expect("no error"))
        };
        assert_eq!(decoder(&beside), decoder(&bytes), "{name}");
        assert_eq!(decoder(&beside).1.as_deref(), Some(PROFILE), "{name}");
    }
    // The copies of a photograph that lies on its side in its file stand upright.
    let built = site("", "a.jpg", &jpeg(1500, 2000));
    let copy =
        image::load_from_memory(&bytes_of(&built, "briefings/2024/talks/a-600w.jpg")).expect("an image");
    assert_eq!((copy.width(), copy.height()), (600, 450));
}

#[test]
fn a_copy_that_would_not_get_smaller_is_the_cleaned_picture() {
    // One colour: the copy of 1200 pixels has more bytes than the picture.
    let flat: DynamicImage = RgbImage::from_pixel(1210, 8, image::Rgb([9, 9, 9])).into();
    let mut plain = Cursor::new(Vec::new());
    flat.write_to(&mut plain, ImageFormat::Png).expect("an image");
    let plain = plain.into_inner();
    let bytes =
        [&plain[..33], &chunk("tEXt", &[b"Author\0", SECRET.as_bytes()].concat()), &plain[33..]].concat();
    let built = site("", "a.png", &bytes);
    built.assert_ok();
    assert!(!built.holds(SECRET));
    let copies =
        ["a-600w.png", "a-1200w.png"].map(|name| bytes_of(&built, &format!("briefings/2024/talks/{name}")));
    assert!(copies.iter().all(|copy| copy.len() <= plain.len()));
}

#[test]
fn a_site_may_keep_whose_a_picture_is_and_nothing_else() {
    for (name, bytes) in all() {
        let built = site("images: { metadata: rights }", name, &bytes);
        built.assert_ok();
        assert!(!built.holds(SECRET), "{name}");
        assert_eq!(built.holds(OWNER), !matches!(name, "a.gif" | "a.ico"), "{name}");
    }
    let built = site("images: { metadata: rights }", "a.jpg", &jpeg(400, 1500));
    for file in ["a.jpg", "a-600w.jpg", "a-1200w.jpg"] {
        let bytes = bytes_of(&built, &format!("briefings/2024/talks/{file}"));
        assert!(has(&bytes, OWNER.as_bytes()) && !has(&bytes, SECRET.as_bytes()), "{file}");
        assert_eq!(
            has(&bytes, b"c2pa"),
            file == "a.jpg",
            "{file}: a manifest holds for the picture that it was made for"
        );
        pixels(&bytes);
    }
}

#[test]
fn a_site_may_keep_all_that_its_pictures_say() {
    for (name, bytes) in all().into_iter().filter(|(name, _)| *name != "a.svg") {
        let built = site("images: { metadata: keep }", name, &bytes);
        built.assert_ok();
        assert_eq!(bytes_of(&built, &format!("briefings/2024/talks/{name}")), bytes, "{name}");
    }
}

#[test]
fn a_format_that_cannot_be_cleaned_needs_a_word_of_the_site() {
    let avif = b"\0\0\0\x1cftypavif\0\0\0\0".as_slice();
    for (name, bytes) in [
        ("a.avif", avif),
        ("a.heic", b"\0\0\0\x1cftypheic\0\0\0\0"),
        ("a.tiff", b"II*\0\x08\0\0\0"),
        // By its name it is a JPEG.
        ("a.jpg", avif),
        ("a.bin", avif),
    ] {
        let built = site("", name, bytes);
        built.assert_errors();
        built.message("error[image-metadata]", &format!("content/briefings/talks/{name}"));
        built.message("error[image-metadata]", &format!("static/s-{name}"));
        site("images: { metadata: keep }", name, bytes).assert_ok();
    }
    let built = site("", "a.avif", avif);
    insta::assert_snapshot!(built.message("error[image-metadata]", "content/briefings/talks/a.avif"));
    // `check` tells it too.
    assert!(built.site.check().said().contains("error[image-metadata]"));
    site("lints: { image-metadata: off }", "a.avif", avif).assert_errors();
}

#[test]
fn a_damaged_picture_is_not_published() {
    let (jpeg, png) = (jpeg(64, 64), png(64, 64));
    for (name, bytes) in [
        ("a.png", b"\x89PNG".to_vec()),
        ("a.png", Vec::new()),
        ("a.jpg", b"<html>".to_vec()),
        ("a.webp", b"RIFF\xff\xff\xff\xffWEBPVP8 ".to_vec()),
        ("a.gif", b"GIF89a\x02\x05\x03\0\0\0\0".to_vec()),
        ("a.jpg", jpeg[..200].to_vec()),
        ("a.png", png[..png.len() / 2].to_vec()),
    ] {
        let built = site("", name, &bytes);
        built.assert_errors();
        built.message("error[image-metadata]", &format!("content/briefings/talks/{name}"));
    }
}

#[test]
fn a_photograph_that_is_cut_off_in_its_picture_is_cleaned_as_far_as_it_goes() {
    let whole = encoded(64, 64, ImageFormat::Jpeg);
    let bytes = [&whole[..2], &segment(0xfe, SECRET.as_bytes()), &whole[2..whole.len() - 100]].concat();
    let built = site("", "a.jpg", &bytes);
    built.assert_ok();
    assert!(!built.holds(SECRET));
}

#[test]
fn a_picture_under_another_name_is_cleaned_too() {
    for name in ["a.png", "a.bin", "photo"] {
        let built = site("", name, &jpeg(16, 16));
        built.assert_ok();
        assert!(!built.holds(SECRET), "{name}");
    }
}

#[test]
fn the_preview_shows_the_cleaned_picture() {
    let site = SiteTest::new()
        .file("content/briefings/talks/index.md", talks("a.jpg"))
        .file("content/briefings/talks/a.jpg", jpeg(8, 1500))
        .file("static/s-a.jpg", jpeg(16, 16));
    let preview = crate::preview::Preview::start(site);
    for path in ["/briefings/2024/talks/a.jpg", "/briefings/2024/talks/a-600w.jpg", "/s-a.jpg"] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(!answer.body.contains(SECRET), "{path}");
    }
}

/// Returns a picture in which some bytes are others, or that is cut off.
fn mutated() -> impl Strategy<Value = (usize, Vec<(prop::sample::Index, u8)>, prop::sample::Index)> {
    (
        0..6_usize,
        prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        any::<prop::sample::Index>(),
    )
}

proptest! {
    #[test]
    fn whatever_a_picture_holds_cleaning_it_ends_and_what_comes_out_is_clean_already(
        (which, changes, end) in mutated()
    ) {
        let (name, mut bytes) = all()[which].clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(end.index(bytes.len()).max(bytes.len() / 2));
        for keep in [ImageMetadata::Strip, ImageMetadata::Rights] {
            if let Ok(clean) = published(name, bytes.clone(), keep) {
                prop_assert_eq!(published(name, clean.clone(), keep), Ok(clean));
            }
        }
    }
}

#[test]
fn a_site_of_the_past_says_no_more_of_pictures_than_that_of_today() {
    let settings = "title: Test Desk\nbase_url: https://example.org/\n";
    let mut jpeg = encoded(64, 32, ImageFormat::Jpeg);
    let mut app1 = b"Exif\0\0".to_vec();
    app1.extend(exif());
    let length = u16::try_from(app1.len() + 2).expect("a short segment");
    jpeg.splice(2..2, [&[0xff, 0xe1][..], &length.to_be_bytes(), &app1].concat());
    let site = SiteTest::bare()
        .file("site.yaml", format!("{settings}images: {{ metadata: keep }}\n"))
        .briefing("visit/index", "", "![A visit](visit.jpg)")
        .file("content/briefings/visit/visit.jpg", &jpeg)
        .committed("2024-04-10", "Keep")
        .file("site.yaml", settings)
        .committed("2024-05-01", "Strip");
    for more in [&["--templates-as-of"][..], &[]] {
        let built = [&["build", "--as-of", "2024-04-15", "--output=past"], more].concat();
        site.run(&built).assert_ok();
        let picture = fs::read(site.root().join("past/briefings/2024/visit/visit.jpg")).expect("a picture");
        assert!(!String::from_utf8_lossy(&picture).contains(SECRET), "{more:?}");
        fs::remove_dir_all(site.root().join("past")).expect("a folder");
    }
}
