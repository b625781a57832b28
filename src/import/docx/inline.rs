//! What stands in a line: runs of words, links, fields, marks of notes, images.

use super::element::{Element, Vocabulary, chosen};
use super::field::Field;
use super::reader::{Line, NoteId, Reader};
use super::text::Block;
use super::words::{Look, Span, What};

impl Reader<'_> {
    /// Reads what stands in a line.
    pub fn inline(&mut self, within: &Element, line: &mut Line, boxes: &mut Vec<Block>) {
        for element in within.elements() {
            match (element.vocabulary, element.name.as_str()) {
                (Vocabulary::Word, "r") => self.run(element, line, boxes),
                (Vocabulary::Word, "hyperlink") => self.link(element, line, boxes),
                (Vocabulary::Word, "ins" | "moveTo") => {
                    self.text.told.inserted += 1;
                    self.inline(element, line, boxes);
                }
                (Vocabulary::Word, "del" | "moveFrom") => self.text.told.deleted += 1,
                (Vocabulary::Word, "fldSimple") => {
                    let field =
                        Field { code: element.get("instr").unwrap_or_default().to_owned(), shows: true };
                    self.fields.push(field);
                    self.inline(element, line, boxes);
                    self.fields.pop();
                }
                (Vocabulary::Word, "bookmarkStart") => self.bookmark(element),
                (Vocabulary::Word, "bookmarkEnd") => {
                    if let Some(id) = element.get("id") {
                        self.open_bookmarks.remove(id);
                    }
                }
                (Vocabulary::Word, "commentRangeStart") => {
                    if let Some(id) = element.get("id") {
                        self.comments.insert(id.to_owned(), String::new());
                    }
                }
                (Vocabulary::Word, "commentRangeEnd") => {
                    let found = element.get("id").and_then(|id| self.comments.remove_entry(id));
                    self.text.told.comments.extend(found);
                }
                (Vocabulary::Math, _) => {
                    self.text.told.equations += 1;
                    self.push(line, What::Words(element.words()), Look::default());
                }
                (Vocabulary::Compatibility, "AlternateContent") => {
                    if let Some(chosen) = chosen(element) {
                        self.inline(chosen, line, boxes);
                    }
                }
                (Vocabulary::Word, "pPr" | "rPr") => {}
                _ => self.inline(element, line, boxes),
            }
        }
    }

    fn link(&mut self, element: &Element, line: &mut Line, boxes: &mut Vec<Block>) {
        let address = element.get("id").and_then(|id| self.relations.address(id)).map(|url| {
            match element.get("anchor").filter(|_| !url.contains('#')) {
                Some(anchor) => format!("{url}#{anchor}"),
                None => url.to_owned(),
            }
        });
        let before = std::mem::replace(&mut line.link, address);
        self.inline(element, line, boxes);
        line.link = before;
    }

    fn run(&mut self, run: &Element, line: &mut Line, boxes: &mut Vec<Block>) {
        let properties = run.child("rPr");
        if properties.and_then(|properties| properties.child("vanish")).is_some_and(Element::is_on) {
            return;
        }
        let (look, raised) = self.look(properties);
        for content in run.elements() {
            match (content.vocabulary, content.name.as_str()) {
                (Vocabulary::Word, "t") => {
                    let words = content.words();
                    self.words(line, raise(&words, raised), look);
                }
                (Vocabulary::Word, "tab") => self.words(line, " ".to_owned(), look),
                (Vocabulary::Word, "br") => match content.get("type") {
                    Some("page" | "column") => {}
                    _ => self.push(line, What::Break, look),
                },
                (Vocabulary::Word, "cr") => self.push(line, What::Break, look),
                (Vocabulary::Word, "noBreakHyphen") => self.words(line, "\u{2011}".to_owned(), look),
                (Vocabulary::Word, "sym") => {
                    if let Some(sign) = sign(content) {
                        self.words(line, sign.to_string(), look);
                    }
                }
                (Vocabulary::Word, "fldChar") => self.field(content),
                (Vocabulary::Word, "instrText") => {
                    if let Some(field) = self.fields.last_mut() {
                        field.code.push_str(&content.words());
                    }
                }
                (Vocabulary::Word, "footnoteReference" | "endnoteReference") => self.mark(content, line),
                (Vocabulary::Word, "drawing" | "pict" | "object") => self.drawing(content, line, boxes),
                (Vocabulary::Compatibility, "AlternateContent") => {
                    if let Some(chosen) = chosen(content) {
                        for drawing in chosen.elements() {
                            self.drawing(drawing, line, boxes);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Returns how the words of a run look, and whether they are raised or lowered.
    fn look(&self, properties: Option<&Element>) -> (Look, Option<&'static str>) {
        let Some(properties) = properties else { return (Look::default(), None) };
        let is_on = |name: &str| properties.child(name).is_some_and(Element::is_on);
        let style = properties.child("rStyle").and_then(Element::val).unwrap_or_default();
        let look = Look {
            strong: is_on("b"),
            emphasis: is_on("i"),
            strike: is_on("strike") || is_on("dstrike"),
            is_code: self.parts.styles.is_code(style),
        };
        let raised = match properties.child("vertAlign").and_then(Element::val) {
            Some("superscript") => Some("superscript"),
            Some("subscript") => Some("subscript"),
            _ => None,
        };
        (look, raised)
    }

    fn field(&mut self, character: &Element) {
        match character.get("fldCharType") {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.shows = true;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    /// Adds words, unless a field makes them.
    fn words(&mut self, line: &mut Line, words: String, look: Look) {
        if self.fields.iter().any(|field| !field.shows || field.is_made()) {
            return;
        }
        if let Some(name) = self.fields.iter().find_map(Field::note) {
            if let Some(number) = self.bookmarks.get(name) {
                drop_comma(&mut line.spans);
                self.push(line, What::Markdown(format!("[^{number}]")), Look::default());
            }
            return;
        }
        self.fresh_bookmarks.clear();
        for heard in self.comments.values_mut() {
            heard.push_str(&words);
        }
        self.push(line, What::Words(words.replace('\u{ad}', "")), look);
    }

    fn push(&mut self, line: &mut Line, what: What, look: Look) {
        let link = line.link.clone().or_else(|| self.fields.iter().find_map(Field::address));
        // Some programs keep addresses in plain words.
        let link = link.map(|url| url.trim().replace(' ', "%20"));
        match (line.spans.last_mut(), &what) {
            (Some(Span { what: What::Words(before), look: same, link: there }), What::Words(words))
                if *same == look && *there == link =>
            {
                before.push_str(words);
            }
            _ => line.spans.push(Span { what, look, link }),
        }
    }

    fn mark(&mut self, element: &Element, line: &mut Line) {
        let Some(id) = element.get("id") else { return };
        let note = NoteId { is_endnote: element.name == "endnoteReference", id: id.to_owned() };
        let number = match self.notes.iter().position(|known| *known == note) {
            Some(place) => place + 1,
            None => {
                self.notes.push(note);
                self.notes.len()
            }
        };
        let open = self.open_bookmarks.values().cloned().collect::<Vec<_>>();
        for name in open.into_iter().chain(std::mem::take(&mut self.fresh_bookmarks)) {
            self.bookmarks.entry(name).or_insert(number);
        }
        drop_comma(&mut line.spans);
        self.push(line, What::Markdown(format!("[^{number}]")), Look::default());
    }

    /// Reads a drawing: the images in it, or the words of its boxes.
    fn drawing(&mut self, drawing: &Element, line: &mut Line, boxes: &mut Vec<Block>) {
        let texts = drawing.below("txbxContent");
        for text in &texts {
            self.blocks(text, boxes);
        }
        let described = drawing.below("docPr");
        let alt = described.iter().find_map(|properties| {
            let said = |name: &str| properties.get(name).filter(|words| !words.trim().is_empty());
            said("descr").or_else(|| said("title"))
        });
        let modern = drawing.below("blip").into_iter().filter_map(|blip| blip.get("embed"));
        let old = drawing.below("imagedata").into_iter().filter_map(|image| image.get("id"));
        let images: Vec<&str> = modern.chain(old).collect();
        if images.is_empty() && texts.is_empty() {
            self.text.told.drawings += 1;
        }
        for id in images {
            let Some(path) = self.relations.part(id) else { continue };
            let name = self.image(&path);
            let mut words = String::new();
            super::words::escape(alt.unwrap_or_default().trim(), &mut words);
            match name {
                Some(name) => self.push(line, What::Markdown(format!("![{words}]({name})")), Look::default()),
                None => self.push(line, What::Words(alt.unwrap_or_default().to_owned()), Look::default()),
            }
        }
    }

    /// Returns the name that an image gets beside the text; none for one of a kind that browsers do not show.
    fn image(&mut self, path: &str) -> Option<String> {
        if let Some((name, _)) = self.images.iter().find(|(_, known)| known == path) {
            return Some(name.clone());
        }
        let ending = crate::text::ending(path);
        let ending = match ending.as_str() {
            "jpeg" | "jpg" => "jpg",
            "png" => "png",
            "gif" => "gif",
            "webp" => "webp",
            _ => {
                self.text.told.images.push(path.rsplit('/').next().unwrap_or(path).to_owned());
                return None;
            }
        };
        let name = format!("image{}.{ending}", self.images.len() + 1);
        self.images.push((name.clone(), path.to_owned()));
        Some(name)
    }
}

/// Returns raised and lowered digits as signs of their own, since Markdown has no raised words.
fn raise(words: &str, raised: Option<&str>) -> String {
    const ABOVE: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    const BELOW: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let signs = match raised {
        Some("superscript") => ABOVE,
        Some(_) => BELOW,
        None => return words.to_owned(),
    };
    words
        .chars()
        .map(|c| c.to_digit(10).and_then(|digit| signs.get(digit as usize)).copied().unwrap_or(c))
        .collect()
}

/// Returns the sign that a font of signs shows, where it is a well-known one.
fn sign(symbol: &Element) -> Option<char> {
    let code = u32::from_str_radix(symbol.get("char")?, 16).ok()?;
    // Word puts the signs of such fonts into the private area.
    Some(match code & 0xFF {
        0xB7 | 0xA7 | 0x6C => '•',
        0xE0 => '→',
        0xFC => '✓',
        0xFE => '☑',
        0xA8 => '☐',
        0x4A => '☺',
        _ => char::from_u32(code).filter(|c| !('\u{E000}'..='\u{F8FF}').contains(c))?,
    })
}

/// Takes out the comma that stands between two marks, so that 1 and 2 are not read as 12.
fn drop_comma(spans: &mut Vec<Span>) {
    if let [.., Span { what: What::Markdown(_), .. }, Span { what: What::Words(words), .. }] = &spans[..]
        && words.trim() == ","
    {
        spans.pop();
    }
}
