//! Reads the raw head of a request. The HTTP library hides a `Content-Length` beside `Transfer-Encoding`, and the
//! second `Content-Length` of two.

/// The head that is being received.
#[derive(Debug, Default)]
pub(super) struct Head {
    bytes: Vec<u8>,
    is_complete: bool,
}

/// What was found in a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// The number of `Content-Length` headers.
    pub(super) lengths: usize,
}

/// How many bytes of a head are read. The HTTP library refuses a larger one.
const LARGEST: usize = 64 << 10;

impl Head {
    /// Begins another head.
    pub(super) fn restart(&mut self) {
        *self = Self::default();
    }

    /// Adds bytes. Returns the result as soon as the head is complete.
    pub(super) fn push(&mut self, piece: &[u8]) -> Option<Seen> {
        if self.is_complete {
            return None;
        }
        let before = self.bytes.len().saturating_sub(3);
        self.bytes.extend_from_slice(piece);
        let fresh = self.bytes.get(before..).unwrap_or_default();
        let end = fresh.windows(2).position(|two| two == b"\n\n");
        let end = end.or_else(|| fresh.windows(3).position(|three| three == b"\n\r\n"));
        if end.is_none() && self.bytes.len() < LARGEST {
            return None;
        }
        self.is_complete = true;
        let head = std::mem::take(&mut self.bytes);
        let head = head.get(..end.map_or(head.len(), |end| before + end)).unwrap_or_default();
        let is_length = |line: &&[u8]| {
            let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
            name.trim_ascii().eq_ignore_ascii_case(b"content-length")
        };
        Some(Seen { lengths: head.split(|byte| *byte == b'\n').filter(is_length).count() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_in_pieces() {
        let text = b"POST / HTTP/1.1\r\nHost: x\r\ncontent-LENGTH: 2\r\n\r\n{}";
        for size in 1..text.len() {
            let mut head = Head::default();
            let seen: Vec<Seen> = text.chunks(size).filter_map(|piece| head.push(piece)).collect();
            assert_eq!(seen, [Seen { lengths: 1 }], "{size}");
        }
    }

    #[test]
    fn lines_of_the_body_are_not_headers() {
        let mut head = Head::default();
        let seen = head.push(b"POST / HTTP/1.1\r\nX: Content-Length: 2\r\n\r\nContent-Length: 2\r\n\r\n");
        assert_eq!(seen, Some(Seen { lengths: 0 }));
        assert_eq!(head.push(b"Content-Length: 2\r\n\r\n"), None);
        head.restart();
        assert_eq!(head.push(b"GET / HTTP/1.0\nContent-Length : 2\n\n"), Some(Seen { lengths: 1 }));
    }
}
