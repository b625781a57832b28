//! Words of one look, within a paragraph.

use crate::text::is_right_to_left;
use crate::xml::Markup;

/// How words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub bold: bool,
    pub italic: bool,
    pub strike: bool,
    pub is_code: bool,
    pub is_link: bool,
    pub raised: Raised,
}

/// Where words stand in their line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Raised {
    /// On it.
    #[default]
    No,
    /// Above it.
    Above,
    /// Below it.
    Below,
}

impl Look {
    /// Writes the properties of a run of these words.
    fn write(self, xml: &mut Markup, is_right_to_left: bool) {
        if self == Self::default() && !is_right_to_left {
            return;
        }
        xml.open("w:rPr", &[]);
        // The order is that of the schema.
        if self.is_link {
            xml.empty("w:rStyle", &[("w:val", "Hyperlink")]);
        } else if self.is_code {
            xml.empty("w:rStyle", &[("w:val", "CodeWords")]);
        }
        for (is_on, names) in [(self.bold, ["w:b", "w:bCs"]), (self.italic, ["w:i", "w:iCs"])] {
            if is_on {
                for name in names {
                    xml.empty(name, &[]);
                }
            }
        }
        if self.strike {
            xml.empty("w:strike", &[]);
        }
        match self.raised {
            Raised::No => {}
            Raised::Above => xml.empty("w:vertAlign", &[("w:val", "superscript")]),
            Raised::Below => xml.empty("w:vertAlign", &[("w:val", "subscript")]),
        }
        if is_right_to_left {
            xml.empty("w:rtl", &[]);
        }
        xml.close("w:rPr");
    }
}

/// Writes words of one look. A line feed in them is the end of a line.
pub fn write(xml: &mut Markup, look: Look, words: &str) {
    xml.open("w:r", &[]);
    look.write(xml, words.chars().any(is_right_to_left));
    for (index, line) in words.split('\n').enumerate() {
        if index > 0 {
            xml.empty("w:br", &[]);
        }
        for (index, piece) in line.split('\t').enumerate() {
            if index > 0 {
                xml.empty("w:tab", &[]);
            }
            if !piece.is_empty() {
                xml.element("w:t", &[("xml:space", "preserve")], piece);
            }
        }
    }
    xml.close("w:r");
}

/// Writes a run that holds one element, in a style of characters.
pub fn styled(xml: &mut Markup, style: &str, element: impl FnOnce(&mut Markup)) {
    xml.open("w:r", &[]);
    xml.open("w:rPr", &[]);
    xml.empty("w:rStyle", &[("w:val", style)]);
    xml.close("w:rPr");
    element(xml);
    xml.close("w:r");
}

/// Writes a field, such as the number of the page, with what it shows until Word has worked it out.
pub fn field(xml: &mut Markup, style: Option<&str>, code: &str, shown: &str) {
    let part = |xml: &mut Markup, content: &dyn Fn(&mut Markup)| match style {
        Some(style) => styled(xml, style, content),
        None => {
            xml.open("w:r", &[]);
            content(xml);
            xml.close("w:r");
        }
    };
    let mark =
        |kind: &'static str| move |xml: &mut Markup| xml.empty("w:fldChar", &[("w:fldCharType", kind)]);
    part(xml, &mark("begin"));
    part(xml, &|xml| xml.element("w:instrText", &[("xml:space", "preserve")], &format!(" {code} ")));
    part(xml, &mark("separate"));
    part(xml, &|xml| xml.element("w:t", &[], shown));
    part(xml, &mark("end"));
}
