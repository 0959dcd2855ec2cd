//! The fields of a request, with their raw text.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;
use wxmed::codec::xml;

const BOM: &str = "\u{FEFF}";
const CDATA: &str = "<![CDATA[";

/// A field as it was received.
#[derive(Clone)]
pub(super) struct ReceivedField<'a> {
    pub(super) name: &'a str,
    /// The decoded value.
    pub(super) value: Cow<'a, str>,
    /// The raw text between its tags.
    pub(super) raw: &'a str,
    /// The byte offset of `raw` in the body.
    pub(super) offset: usize,
}

impl ReceivedField<'_> {
    pub(super) fn has_cdata(&self) -> bool {
        self.raw.contains(CDATA)
    }
}

/// The fields in the order in which they were received. Empty if the body isn't the XML of the interface.
pub(super) fn received(body: &[u8]) -> Vec<ReceivedField<'_>> {
    let (Ok(fields), Ok(text)) = (xml::read(body), std::str::from_utf8(body)) else { return Vec::new() };
    let spans = spans(text);
    let raw = |(begin, end): (usize, usize)| text.get(begin..end).unwrap_or_default();
    let with_span = fields.into_iter().zip(spans);
    with_span.map(|((name, value), span)| ReceivedField { name, value, raw: raw(span), offset: span.0 }).collect()
}

/// The offsets of the fields in a body. The body is parsed once.
pub(crate) struct Offsets(Vec<(String, usize)>);

impl Offsets {
    pub(crate) fn of(body: &[u8]) -> Self {
        Self(received(body).into_iter().map(|field| (field.name.to_owned(), field.offset)).collect())
    }

    /// The byte offset of a field's value.
    pub(crate) fn get(&self, name: &str) -> Option<usize> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, offset)| *offset)
    }
}

/// The start and the end of the raw text of each field. The XML was parsed before, so fields aren't nested.
fn spans(text: &str) -> Vec<(usize, usize)> {
    let skipped = if text.starts_with(BOM) { BOM.len() } else { 0 };
    let mut reader = Reader::from_str(text.get(skipped..).unwrap_or_default());
    let mut spans = Vec::new();
    let (mut depth, mut begin) = (0_usize, 0);
    loop {
        let at = reader.buffer_position() as usize + skipped;
        let Ok(event) = reader.read_event() else { return spans };
        let behind = reader.buffer_position() as usize + skipped;
        match event {
            Event::Start(_) => (depth, begin) = (depth + 1, behind),
            Event::End(_) => {
                if depth == 2 {
                    spans.push((begin, at));
                }
                depth = depth.saturating_sub(1);
            }
            Event::Empty(_) if depth == 1 => spans.push((behind, behind)),
            Event::Eof => return spans,
            Event::Empty(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
    }
}

/// The name of the field around an offset, as far as it can be determined in an unreadable body.
pub(super) fn field_around(body: &[u8], offset: usize) -> Option<String> {
    let mut rest = body.get(..offset)?;
    while let Some(open) = rest.iter().rposition(|byte| *byte == b'<') {
        let tag = body.get(open + 1..)?;
        if tag.starts_with(b"/") {
            return None;
        }
        if let Some(name) = start_tag(tag) {
            return Some(name);
        }
        rest = rest.get(..open)?;
    }
    None
}

/// The name in a complete start tag. The root isn't a field.
fn start_tag(text: &[u8]) -> Option<String> {
    let end = text.iter().position(|byte| *byte == b'>')?;
    let name = std::str::from_utf8(text.get(..end)?).ok()?;
    (xml::is_wire_name(name) && name != "xml").then(|| name.to_owned())
}

/// A text as a CDATA section, split where it contains the end of one.
pub(super) fn wrapped(value: &str) -> String {
    format!("{CDATA}{}]]>", value.replace("]]>", "]]]]><![CDATA[>"))
}
