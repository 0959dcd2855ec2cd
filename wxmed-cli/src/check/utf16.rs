//! Converts files in UTF-16, which Windows' shells write, to UTF-8.

use std::io::{self, BufRead, Read};

/// A reader that returns UTF-8, and converts UTF-16 if the file has such a byte order mark.
pub(super) enum Utf8<R> {
    /// Bytes that aren't converted.
    Plain(R),
    /// UTF-16 code units.
    Wide {
        reader: R,
        is_big_endian: bool,
        /// The first half of a surrogate pair.
        half: Option<u16>,
        /// Converted bytes that were not read yet.
        ready: Vec<u8>,
    },
}

impl<R: BufRead> Utf8<R> {
    pub(super) fn new(mut reader: R) -> io::Result<Self> {
        let is_big_endian = match reader.fill_buf()? {
            [0xFF, 0xFE, ..] => false,
            [0xFE, 0xFF, ..] => true,
            _ => return Ok(Self::Plain(reader)),
        };
        reader.consume(2);
        Ok(Self::Wide { reader, is_big_endian, half: None, ready: Vec::new() })
    }
}

impl<R: BufRead> Read for Utf8<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let (reader, is_big_endian, half, ready) = match self {
            Self::Plain(reader) => return reader.read(out),
            Self::Wide { reader, is_big_endian, half, ready } => (reader, *is_big_endian, half, ready),
        };
        while ready.is_empty() {
            let mut bytes = Vec::with_capacity(UNITS);
            let read = reader.by_ref().take(UNITS as u64).read_to_end(&mut bytes)?;
            if read == 0 {
                return Ok(0);
            }
            let units = bytes.chunks_exact(2).map(|pair| match (pair, is_big_endian) {
                ([high, low], true) | ([low, high], false) => u16::from_be_bytes([*high, *low]),
                _ => 0,
            });
            convert(half, units, ready);
        }
        let length = ready.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..length), ready.get(..length)) {
            to.copy_from_slice(from);
        }
        ready.drain(..length);
        Ok(length)
    }
}

/// How many bytes are converted at once. Must be even.
const UNITS: usize = 64 << 10;

/// Converts code units. `half` keeps the first half of a surrogate pair between calls.
fn convert(half: &mut Option<u16>, units: impl Iterator<Item = u16>, out: &mut Vec<u8>) {
    let mut all: Vec<u16> = half.take().into_iter().chain(units).collect();
    if all.last().is_some_and(|last| (0xD800..0xDC00).contains(last)) {
        *half = all.pop();
    }
    for decoded in char::decode_utf16(all) {
        let mut bytes = [0; 4];
        out.extend_from_slice(decoded.unwrap_or('\u{FFFD}').encode_utf8(&mut bytes).as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_byte_orders_are_converted() {
        // So many surrogate pairs that each boundary between two reads is within one.
        let text = format!("a{}", "张𠮷\n".repeat(30_000));
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        let little: Vec<u8> = units.clone().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units.flat_map(u16::to_be_bytes).collect();
        for bytes in [little.as_slice(), &big, text.as_bytes()] {
            let mut read = String::new();
            Utf8::new(bytes).unwrap().read_to_string(&mut read).unwrap();
            assert_eq!(read, text);
        }
    }
}
