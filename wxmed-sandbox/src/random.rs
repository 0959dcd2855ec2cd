//! Made-up texts.

use std::fmt;
use std::hash::{BuildHasher, RandomState};

/// A source of made-up texts that cannot be guessed.
///
/// The standard library's keyed hash of a counter: its key comes from the system, so that neither two sandboxes nor two
/// runs draw the same, and there is no error to hand on. It guards nothing but made-up data.
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

    /// A text of so many letters of an alphabet.
    pub(crate) fn text(&mut self, alphabet: &[u8], length: usize) -> String {
        let letters = alphabet.len().max(1) as u64;
        let letter = |number: u64| alphabet.get((number % letters) as usize).copied().map_or('0', char::from);
        (0..length).map(|_| letter(self.number())).collect()
    }

    /// A text that is the same for as long as this source is there, and another one for any other source.
    pub(crate) fn instance(&self) -> String {
        format!("{:016x}", self.keys.hash_one("instance"))
    }

    /// The mark by which the platform finds a request again, as in `rid: 6550793e-6180a984-10dc82bb`: the second, and
    /// what tells one request from another.
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
