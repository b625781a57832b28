//! What a document says of itself: the properties that Word and archives show.

use crate::export::volume::Volume;
use crate::xml::Markup;

/// The namespace of properties of a document's own.
const CUSTOM: &str = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";

/// The id of the set of properties that users define.
const USER_DEFINED: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

/// Returns the core properties: title, authors, languages and dates of the texts, and nothing of the machine.
pub fn core(volume: &Volume) -> String {
    let mut xml = Markup::document();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.element("dc:title", &[], volume.title());
    let [text] = &volume.texts[..] else {
        xml.element("dc:creator", &[], &volume.edition.site.config.title);
        xml.element("dc:language", &[], volume.language());
        xml.close("cp:coreProperties");
        return xml.into_text();
    };
    let briefing = text.briefing;
    let creator = if briefing.authors.is_empty() {
        volume.edition.site.config.title.clone()
    } else {
        briefing.authors.join("; ")
    };
    xml.element("dc:creator", &[], &creator);
    if let Some(summary) = &briefing.summary {
        xml.element("dc:description", &[], summary);
    }
    if let Some(url) = &text.url {
        xml.element("dc:identifier", &[], url);
    }
    xml.element("dc:language", &[], volume.language());
    if !briefing.topics.is_empty() {
        xml.element("cp:keywords", &[], &briefing.topics.join(", "));
    }
    if let Some((number, _)) = text.version {
        xml.element("cp:version", &[], &number.to_string());
    }
    let kind = [("xsi:type", "dcterms:W3CDTF")];
    xml.element("dcterms:created", &kind, &utc(briefing.date.timestamp()));
    xml.element("dcterms:modified", &kind, &utc(text.changed().timestamp()));
    xml.close("cp:coreProperties");
    xml.into_text()
}

/// Returns a moment as W3CDTF has it, in UTC and whole seconds.
fn utc(moment: jiff::Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Returns the properties by which a text that comes back is known.
pub fn custom(volume: &Volume) -> String {
    let mut properties = Vec::new();
    if let [text] = &volume.texts[..] {
        properties.push(("ChanceryBriefing", text.name()));
        if let Some((number, _)) = text.version {
            properties.push(("ChanceryVersion", number.to_string()));
        }
        if let Some(blob) = &text.blob {
            properties.push(("ChanceryBlob", blob.clone()));
        }
    }
    if let Some(handling) = volume.handling() {
        properties.push(("Handling", handling));
    }
    let mut xml = Markup::document();
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";
    xml.open("Properties", &[("xmlns", CUSTOM), ("xmlns:vt", types)]);
    for (id, (name, value)) in (2_usize..).zip(&properties) {
        let id = id.to_string();
        xml.open("property", &[("fmtid", USER_DEFINED), ("pid", &id), ("name", name)]);
        xml.element("vt:lpwstr", &[], value);
        xml.close("property");
    }
    xml.close("Properties");
    xml.into_text()
}

/// Returns the program that made it, without its version: the same text gives the same bytes.
pub fn app() -> String {
    let mut xml = Markup::document();
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.open("Properties", &[("xmlns", namespace)]);
    xml.element("Application", &[], "Chancery");
    xml.close("Properties");
    xml.into_text()
}
