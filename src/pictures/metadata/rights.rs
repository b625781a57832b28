//! Whose a picture is: what `images: { metadata: rights }` keeps of XMP (ISO 16684), IPTC and Exif.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::content::escape;

/// Copyright and credit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// The copyright notice.
    pub copyright: Option<String>,
    /// Who is to be named with the picture.
    pub credit: Option<String>,
    /// The address of a page or a licence that says more.
    pub statement: Option<String>,
}

/// The records of IPTC that are kept: the numbers of their datasets in record 2.
const IPTC_COPYRIGHT: u8 = 116;
const IPTC_CREDIT: u8 = 110;

impl Rights {
    /// Returns whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns these rights, and where they say nothing, those of another block of the same file.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            copyright: self.copyright.or(other.copyright),
            credit: self.credit.or(other.credit),
            statement: self.statement.or(other.statement),
        }
    }

    /// Reads an XMP packet, or the metadata of a drawing. What cannot be read says nothing.
    pub fn of_xmp(xml: &str) -> Self {
        let mut rights = Self::default();
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        // The element of a right that is open, and the words in it.
        let mut open: Option<(String, String)> = None;
        loop {
            match reader.read_event() {
                Ok(Event::Start(start)) => {
                    rights.read_attributes(&start);
                    let name = start.name().as_ref().to_owned();
                    if open.is_none() && rights.slot(&name).is_some() {
                        open = Some((name, String::new()));
                    }
                }
                Ok(Event::Empty(start)) => rights.read_attributes(&start),
                Ok(Event::Text(text)) => {
                    if let Some((_, words)) = &mut open {
                        words.push_str(&text);
                    }
                }
                Ok(Event::GeneralRef(reference)) => {
                    if let Some((_, words)) = &mut open
                        && let Some(c) = predefined(&reference)
                    {
                        words.push(c);
                    }
                }
                Ok(Event::End(end)) => {
                    if open.as_ref().is_some_and(|(name, _)| end.name().as_ref() == name)
                        && let Some((name, words)) = open.take()
                    {
                        rights.keep(&name, &words);
                    }
                }
                Ok(Event::Eof) | Err(_) => return rights,
                Ok(_) => {}
            }
        }
    }

    fn read_attributes(&mut self, start: &BytesStart) {
        for attribute in start.attributes().with_checks(false).flatten() {
            let name = attribute.key.as_ref();
            // `<cc:license rdf:resource="…"/>`
            let name =
                if name == "rdf:resource" { start.name().as_ref().to_owned() } else { name.to_owned() };
            let value = quick_xml::escape::unescape(&attribute.value).unwrap_or_default().into_owned();
            self.keep(&name, &value);
        }
    }

    fn slot(&mut self, name: &str) -> Option<&mut Option<String>> {
        match name {
            "dc:rights" => Some(&mut self.copyright),
            "photoshop:Credit" => Some(&mut self.credit),
            "xmpRights:WebStatement" | "cc:license" => Some(&mut self.statement),
            _ => None,
        }
    }

    fn keep(&mut self, name: &str, words: &str) {
        let words = crate::text::one_line(words);
        if !words.is_empty()
            && let Some(slot) = self.slot(name)
        {
            slot.get_or_insert(words);
        }
    }

    /// Reads a block of Photoshop resources, in which IPTC stands.
    pub fn of_photoshop(block: &[u8]) -> Self {
        const IPTC: [u8; 2] = [4, 4];
        let mut rest = block.strip_prefix(b"Photoshop 3.0\0").unwrap_or(block);
        while let Some(resource) = rest.strip_prefix(b"8BIM") {
            let Some((id, after)) = resource.split_at_checked(2) else { break };
            // A name with its length before it, and then the length of the data; both padded to even lengths.
            let name = after.first().map_or(0, |length| (usize::from(*length) + 2) & !1);
            let Some(length) = after.get(name..name + 4).and_then(|bytes| bytes.try_into().ok()) else {
                break;
            };
            let length = u32::from_be_bytes(length) as usize;
            let Some(data) = after.get(name + 4..).and_then(|data| data.get(..length)) else { break };
            if id == IPTC {
                return Self::of_iptc(data);
            }
            rest = after.get(name + 4 + length + length % 2..).unwrap_or_default();
        }
        Self::default()
    }

    fn of_iptc(mut data: &[u8]) -> Self {
        let mut rights = Self::default();
        while let [0x1c, record, dataset, high, low, rest @ ..] = data {
            let length = usize::from(u16::from_be_bytes([*high, *low]));
            let Some((text, after)) = rest.split_at_checked(length) else { break };
            let text = String::from_utf8_lossy(text).trim().to_owned();
            match (*record, *dataset) {
                (2, IPTC_COPYRIGHT) if !text.is_empty() => rights.copyright = Some(text),
                (2, IPTC_CREDIT) if !text.is_empty() => rights.credit = Some(text),
                _ => {}
            }
            data = after;
        }
        rights
    }

    /// Returns the rights as RDF, as it stands in an XMP packet or in the metadata of a drawing.
    pub fn rdf(&self) -> String {
        let mut out = String::from(
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\">",
        );
        if let Some(copyright) = &self.copyright {
            out.push_str("<dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">");
            escape(&mut out, copyright);
            out.push_str("</rdf:li></rdf:Alt></dc:rights>");
        }
        for (name, value) in [("photoshop:Credit", &self.credit), ("xmpRights:WebStatement", &self.statement)]
        {
            if let Some(value) = value {
                out.push_str(&format!("<{name}>"));
                escape(&mut out, value);
                out.push_str(&format!("</{name}>"));
            }
        }
        out.push_str("</rdf:Description></rdf:RDF>");
        out
    }

    /// Returns the rights as an XMP packet; `None` where there are none.
    pub fn xmp(&self) -> Option<String> {
        let rdf = self.rdf();
        (!self.is_empty()).then(|| {
            format!(
                "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">{rdf}\
                 </x:xmpmeta><?xpacket end=\"r\"?>"
            )
        })
    }
}

/// Returns the character of a reference that XML has by itself.
fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "a test ends at what it does not expect")]

    use super::Rights;

    #[test]
    fn rights_are_read_as_they_are_written() {
        let rights = Rights {
            copyright: Some("© Ministry & <Co>".to_owned()),
            credit: Some("Press service".to_owned()),
            statement: Some("https://example.org/?a=1&b=2".to_owned()),
        };
        assert_eq!(Rights::of_xmp(&rights.xmp().expect("rights")), rights);
        assert_eq!(Rights::default().xmp(), None);
        let attributes = "<rdf:Description photoshop:Credit='AP' photoshop:City='Kyiv' dc:creator='Anna'/>";
        assert_eq!(Rights::of_xmp(attributes), Rights { credit: Some("AP".to_owned()), ..Rights::default() });
    }

    #[test]
    fn rights_are_read_from_iptc() {
        let iptc = b"\x1c\x02\x50\0\x04Anna\x1c\x02\x74\0\x03(c)\x1c\x02\x6e\0\x02AP";
        let mut block = b"Photoshop 3.0\08BIM\x04\x25\0\0\0\0\0\x018\08BIM\x04\x04\0\0\0\0\0".to_vec();
        block.push(u8::try_from(iptc.len()).expect("short"));
        block.extend(iptc);
        let rights = Rights::of_photoshop(&block);
        assert_eq!((rights.copyright.as_deref(), rights.credit.as_deref()), (Some("(c)"), Some("AP")));
    }
}
