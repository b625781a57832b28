//! Images with more bytes than a page should carry.

use crate::check::context::DocumentContext;
use crate::check::rule::{Look, Rule};
use crate::content::{Destination, Document, image_files};
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::pictures::{HEADER, Picture};
use crate::problem::{Descriptor, Explanation, Level, Number, ReportedBy};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "large-image",
        level: Level::Warning,
        summary: "An image with more bytes than a page should carry.",
        told: ReportedBy::ByCheck,
        number: Some(Number { key: "kilobytes", usual: 500 }),
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
    },
    needs: &[],
    look: Look::Document(look),
};

fn look(context: &DocumentContext, findings: &mut Vec<Finding>) {
    for picture in &context.prose.pictures {
        let Destination::Inside(target) = &picture.destination else { continue };
        let file = target.image_file();
        findings.extend(
            weigh(context, &file).map(|finding| finding.anchor(Anchor::Bytes(picture.range.clone()))),
        );
    }
    if let Document::Briefing(briefing) = context.document
        && let Some(image) = &briefing.image
    {
        let file = image_files(context.path, image).find(|file| context.shared.source.size(file).is_some());
        let found = file.and_then(|file| weigh(context, &file));
        findings.extend(found.map(|finding| finding.anchor(Anchor::Value(KeyPath::key("image")))));
    }
}

/// Returns whether pages load a smaller copy of the image, and not the file itself.
fn has_smaller(context: &DocumentContext, file: &str) -> bool {
    let start = context.shared.source.read_start(file, HEADER);
    start
        .is_ok_and(|start| Picture::read(file, &start).is_some_and(|picture| picture.usual_width().is_some()))
}

fn weigh(context: &DocumentContext, file: &str) -> Option<Finding> {
    let kilobytes = context.shared.source.size(file)? / 1000;
    if file.starts_with("content/") && has_smaller(context, file) {
        return None;
    }
    let most = context.shared.config().lints.number(RULE.code());
    (kilobytes > u64::from(most)).then(|| {
        Finding::new(RULE.code(), format!("this image is {kilobytes} KB, more than {most} KB"))
            .hint("save it smaller, as JPEG, WebP or AVIF, at most 1600 pixels wide")
    })
}
