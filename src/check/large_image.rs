//! Images with more bytes than a page should carry.

use super::{Explanation, Look, Rule, Sheet};
use crate::content::{Destination, Document, Target};
use crate::finding::{Anchor, Finding};
use crate::pictures::{HEADER, Picture};
use crate::problem::Code;
use crate::text::resolve_path;
use crate::yaml::KeyPath;

pub static RULE: Rule = Rule {
    code: Code::LargeImage,
    explanation: Explanation {
        why: "A page of this site is some ten kilobytes. An image of more than 500 makes whoever reads it on a \
              phone in the field wait, and pay. Save photographs as JPEG, WebP or AVIF, at most 1600 pixels \
              wide. A link to a large image, `[map](map.png)`, is fine, and \
              JPEG and PNG images beside a text that are wider than 1200 pixels get smaller copies by themselves. A site \
              sets another size in \
              site.yaml: `lints: { large-image: { kilobytes: 800 } }`; a kilobyte is 1000 bytes.",
        bad: "![The signing ceremony](DSC_4211.png)",
        good: "![The signing ceremony](signing-1600.webp)",
    },
    look: Look::Document(look),
};

fn look(sheet: &Sheet, findings: &mut Vec<Finding>) {
    for picture in &sheet.prose.pictures {
        let file = match &picture.destination {
            Destination::Inside(Target::File { path, .. }) => path.clone(),
            Destination::Inside(Target::Path { path, .. }) => format!("static{path}"),
            _ => continue,
        };
        findings
            .extend(weigh(sheet, &file).map(|finding| finding.anchor(Anchor::Bytes(picture.range.clone()))));
    }
    if let Document::Briefing(briefing) = sheet.document
        && let Some(image) = &briefing.image
    {
        let beside = resolve_path(sheet.path, image);
        let file = beside
            .filter(|file| sheet.desk.source.size(file).is_some())
            .unwrap_or_else(|| format!("static/{}", image.trim_start_matches('/')));
        let found = weigh(sheet, &file);
        findings.extend(found.map(|finding| finding.anchor(Anchor::Value(KeyPath::key("image")))));
    }
}

/// Returns whether pages load a smaller copy of the image, and not the file itself.
fn has_smaller(sheet: &Sheet, file: &str) -> bool {
    let start = sheet.desk.source.read_start(file, HEADER);
    start
        .is_ok_and(|start| Picture::read(file, &start).is_some_and(|picture| picture.usual_width().is_some()))
}

fn weigh(sheet: &Sheet, file: &str) -> Option<Finding> {
    let kilobytes = sheet.desk.source.size(file)? / 1000;
    if file.starts_with("content/") && has_smaller(sheet, file) {
        return None;
    }
    let most = sheet.desk.config().lints.number(Code::LargeImage);
    (kilobytes > u64::from(most)).then(|| {
        Finding::new(Code::LargeImage, format!("this image is {kilobytes} KB, more than {most} KB"))
            .hint("save it smaller, as JPEG, WebP or AVIF, at most 1600 pixels wide")
    })
}
