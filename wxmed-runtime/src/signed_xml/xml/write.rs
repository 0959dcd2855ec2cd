use wxmed_core::{is_wire_name, is_xml_character};

use crate::signed_xml::any_byte::any_byte;

/// One element of a request, with what is written and signed around its value.
#[derive(Debug)]
pub struct Element {
    /// The index of the row.
    pub row: u16,
    /// The name.
    pub name: &'static str,
    /// `<name><![CDATA[`
    pub open: &'static str,
    /// `]]></name>`
    pub close: &'static str,
    /// `&name=`
    pub signed: &'static str,
}

/// An [`Element`] from the index of its row and its name.
#[doc(hidden)]
#[macro_export]
macro_rules! __element {
    ($row:expr, $name:literal) => {
        $crate::rt::Element {
            row: $row,
            name: $name,
            open: ::core::concat!("<", $name, "><![CDATA["),
            close: ::core::concat!("]]></", $name, ">"),
            signed: ::core::concat!("&", $name, "="),
        }
    };
}

/// Writes the envelope. Its output is always well-formed.
pub(crate) struct Writer {
    xml: String,
}

/// Why a field can't be written.
#[derive(Debug)]
pub(crate) enum WriteError {
    Name,
    Character { code: u32 },
}

/// The capacity for a typical request, so that the buffer doesn't have to grow.
const USUAL: usize = 2048;

impl Writer {
    pub(crate) fn new() -> Self {
        let mut xml = String::with_capacity(USUAL);
        xml.push_str("<xml>");
        Self { xml }
    }

    /// Writes one element. A value is written as CDATA, unless CDATA can't represent it.
    #[inline]
    pub(crate) fn field(&mut self, name: &str, value: &str) -> Result<(), WriteError> {
        if !is_wire_name(name) {
            return Err(WriteError::Name);
        }
        if may_need_care(value.as_bytes()) {
            return self.careful_field(name, value);
        }
        self.cdata_field(name, value);
        Ok(())
    }

    /// Writes one element of a table. Its tags were built at compile time and its value has been validated, so only
    /// characters that end CDATA, or change in it, are searched for.
    #[inline]
    pub(crate) fn element(&mut self, element: &Element, value: &str) {
        if changes_in_cdata(value.as_bytes()) {
            self.with_care(element.name, value);
        } else {
            // Grows once at most.
            self.xml.reserve(element.open.len() + value.len() + element.close.len());
            self.xml.push_str(element.open);
            self.xml.push_str(value);
            self.xml.push_str(element.close);
        }
    }

    pub(crate) fn finish(mut self) -> String {
        self.xml.push_str("</xml>");
        self.xml
    }

    #[inline]
    fn cdata_field(&mut self, name: &str, value: &str) {
        // Grows once at most.
        self.xml.reserve(2 * name.len() + value.len() + "<><![CDATA[]]></>".len());
        self.xml.push('<');
        self.xml.push_str(name);
        self.xml.push_str("><![CDATA[");
        self.xml.push_str(value);
        self.xml.push_str("]]></");
        self.xml.push_str(name);
        self.xml.push('>');
    }

    #[cold]
    fn careful_field(&mut self, name: &str, value: &str) -> Result<(), WriteError> {
        if let Some(character) = value.chars().find(|&c| !is_xml_character(c)) {
            return Err(WriteError::Character { code: character.into() });
        }
        self.with_care(name, value);
        Ok(())
    }

    #[cold]
    fn with_care(&mut self, name: &str, value: &str) {
        if memchr::memchr(b'\r', value.as_bytes()).is_some() {
            // A parser turns CR into LF, also in CDATA, and the signature over CR would no longer match. Only a
            // character reference is preserved, and that needs escaped text.
            self.xml.extend(["<", name, ">"]);
            self.escaped(value);
            self.xml.extend(["</", name, ">"]);
        } else if ends_cdata(value.as_bytes()) {
            // `]]>` is split into two CDATA sections.
            self.cdata_field(name, &value.replace("]]>", "]]]]><![CDATA[>"));
        } else {
            self.cdata_field(name, value);
        }
    }

    fn escaped(&mut self, value: &str) {
        for piece in value.split_inclusive(['&', '<', '>', '\r']) {
            let (plain, escape) = match piece.as_bytes().last() {
                Some(b'&') => (&piece[..piece.len() - 1], "&amp;"),
                Some(b'<') => (&piece[..piece.len() - 1], "&lt;"),
                Some(b'>') => (&piece[..piece.len() - 1], "&gt;"),
                Some(b'\r') => (&piece[..piece.len() - 1], "&#13;"),
                _ => (piece, ""),
            };
            self.xml.extend([plain, escape]);
        }
    }
}

/// Whether a value has a byte that needs a closer look, which is rare. 0xEF begins U+FFFE and U+FFFF.
fn may_need_care(value: &[u8]) -> bool {
    any_byte::<16>(value, |byte| (byte < b' ') | (byte == b']') | (byte == 0xEF))
}

/// Whether a value has a byte that ends CDATA, or that a parser changes in it.
#[inline]
fn changes_in_cdata(value: &[u8]) -> bool {
    const SHORT: usize = 64;
    match value.len() {
        0..=SHORT => any_byte::<16>(value, |byte| (byte == b']') | (byte == b'\r')),
        _ => memchr::memchr2(b']', b'\r', value).is_some(),
    }
}

/// Whether a value contains `]]>`; JSON lists often contain `]]` alone.
fn ends_cdata(value: &[u8]) -> bool {
    memchr::memchr_iter(b']', value).any(|at| value.get(at..).is_some_and(|rest| rest.starts_with(b"]]>")))
}
