//! A window that moves over a file of any size. Only the window is in memory.

use std::io::{self, Read};

/// How much is read at once.
const CHUNK: usize = 256 << 10;
/// How many bytes before the position are kept. The text around a message shows how it is escaped.
const BEHIND: usize = 256;

/// A part of a file, and a position in it.
pub(super) struct Window<R> {
    reader: R,
    buffer: Vec<u8>,
    at: usize,
    line: usize,
    ended: bool,
}

impl<R: Read> Window<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, buffer: Vec::new(), at: 0, line: 1, ended: false }
    }

    /// The bytes after the position, as far as they were read.
    pub(super) fn ahead(&self) -> &[u8] {
        self.buffer.get(self.at..).unwrap_or_default()
    }

    /// The bytes before a position ahead, as far as they are kept.
    pub(super) fn before(&self, ahead: usize) -> &[u8] {
        let end = (self.at + ahead).min(self.buffer.len());
        self.buffer.get(end.saturating_sub(BEHIND)..end).unwrap_or_default()
    }

    /// Whether the end of the file was reached.
    pub(super) fn has_ended(&self) -> bool {
        self.ended
    }

    /// Reads more, and drops bytes far before the position.
    pub(super) fn read_on(&mut self) -> io::Result<()> {
        let surplus = self.at.saturating_sub(BEHIND);
        self.buffer.drain(..surplus);
        self.at -= surplus;
        let had = self.buffer.len();
        let read = (&mut self.reader).take(CHUNK as u64).read_to_end(&mut self.buffer)?;
        self.ended = read == 0 || self.buffer.len() == had;
        Ok(())
    }

    /// Reads until this many bytes are available ahead, or the file ends.
    pub(super) fn see(&mut self, length: usize) -> io::Result<()> {
        while self.ahead().len() < length && !self.ended {
            self.read_on()?;
        }
        Ok(())
    }

    /// Moves the position.
    pub(super) fn advance(&mut self, by: usize) {
        self.line += newlines(self.ahead(), by);
        self.at = (self.at + by).min(self.buffer.len());
    }

    /// The line of a position ahead, starting at 1.
    pub(super) fn line(&self, ahead: usize) -> usize {
        self.line + newlines(self.ahead(), ahead)
    }
}

fn newlines(bytes: &[u8], length: usize) -> usize {
    bytes.iter().take(length).filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_over_several_reads() {
        let text = "a line\n".repeat(200_000);
        let mut window = Window::new(text.as_bytes());
        let mut seen = 0;
        loop {
            window.see(100).unwrap();
            let length = window.ahead().len().min(7_000);
            if length == 0 {
                break;
            }
            seen += length;
            window.advance(length);
            assert!(window.buffer.len() <= 2 * CHUNK + BEHIND);
        }
        assert_eq!((seen, window.line(0)), (text.len(), 200_001));
        assert!(window.has_ended());
        assert_eq!(window.before(0), &text.as_bytes()[text.len() - BEHIND..]);
    }
}
