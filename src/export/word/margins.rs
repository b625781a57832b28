//! The head and the foot of each sheet: how it may be passed on, what it is, and where it is from.

use super::parts::Part;
use super::run::{self, Look};
use crate::export::volume::Volume;
use crate::interface::Direction;
use crate::text::shorten;

/// How many characters of a title stand at the foot of a sheet.
const TITLE: usize = 80;

/// Returns the head of each sheet, and what it leads to.
pub fn header(volume: &Volume) -> (String, Option<String>) {
    let mut part = Part::new("w:hdr");
    handling(volume, &mut part);
    paragraph(volume, &mut part, "Header", |part| {
        run::write(&mut part.xml, Look::default(), &volume.edition.site.config.title);
        if let Some(date) = volume.date() {
            run::write(&mut part.xml, Look::default(), &format!("\t{date}"));
        }
    });
    part.finish("w:hdr")
}

/// Returns the foot of each sheet, and what it leads to.
pub fn footer(volume: &Volume) -> (String, Option<String>) {
    let mut part = Part::new("w:ftr");
    paragraph(volume, &mut part, "Footer", |part| {
        run::write(&mut part.xml, Look::default(), &format!("{}\t", shorten(volume.title(), TITLE)));
        run::field(&mut part.xml, None, "PAGE", "1");
        run::write(&mut part.xml, Look::default(), " / ");
        run::field(&mut part.xml, None, "NUMPAGES", "1");
    });
    if let Some(url) = volume.url() {
        paragraph(volume, &mut part, "Footer", |part| {
            run::write(&mut part.xml, Look::default(), url);
        });
    }
    handling(volume, &mut part);
    part.finish("w:ftr")
}

fn handling(volume: &Volume, part: &mut Part) {
    if let Some(handling) = volume.handling() {
        paragraph(volume, part, "Handling", |part| run::write(&mut part.xml, Look::default(), &handling));
    }
}

fn paragraph(volume: &Volume, part: &mut Part, style: &str, content: impl FnOnce(&mut Part)) {
    part.xml.open("w:p", &[]);
    part.xml.open("w:pPr", &[]);
    part.xml.empty("w:pStyle", &[("w:val", style)]);
    if Direction::of(volume.language()) == Direction::Rtl {
        part.xml.empty("w:bidi", &[]);
    }
    part.xml.close("w:pPr");
    content(part);
    part.xml.close("w:p");
}
