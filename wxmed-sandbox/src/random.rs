//! Random texts.

use std::fmt;
use std::hash::{BuildHasher, RandomState};

/// A source of random texts that can't be guessed.
///
/// It uses the standard library's keyed hash of a counter. The system provides the key, so two sandboxes or two runs
/// don't produce the same texts, and there are no errors to handle. It only protects made-up data.
#[derive(Clone, Default)]
pub(crate) struct Random {
    keys: RandomState,
    drawn: u64,
}

pub(crate) const DIGITS: &[u8] = b"0123456789";
pub(crate) const HEX: &[u8] = b"0123456789abcdef";
pub(crate) const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
pub(crate) const TOKEN_LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

impl Random {
    fn number(&mut self) -> u64 {
        self.drawn = self.drawn.wrapping_add(1);
        self.keys.hash_one(self.drawn)
    }

    /// A text with this number of letters of an alphabet.
    pub(crate) fn text(&mut self, alphabet: &[u8], length: usize) -> String {
        let letters = alphabet.len().max(1) as u64;
        let letter = |number: u64| alphabet.get((number % letters) as usize).copied().map_or('0', char::from);
        (0..length).map(|_| letter(self.number())).collect()
    }

    /// An ID of this source. It doesn't change, and differs from that of any other source.
    pub(crate) fn instance(&self) -> String {
        format!("{:016x}", self.keys.hash_one("instance"))
    }

    /// A request ID, as in `rid: 6550793e-6180a984-10dc82bb`: the time in seconds, and two random numbers.
    pub(crate) fn rid(&mut self, now: std::time::Duration) -> String {
        let (left, right) = (self.text(HEX, 8), self.text(HEX, 8));
        format!("{:08x}-{left}-{right}", now.as_secs())
    }
}

impl fmt::Debug for Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Random(…)")
    }
}
