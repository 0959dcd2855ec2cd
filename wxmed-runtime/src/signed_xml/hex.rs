//! Hexadecimal digits of a hash, kept without an allocation.

/// At most `N` ASCII characters.
///
/// Aligned, because the standard library checks aligned ASCII by the word, and anything else by the byte.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(align(16))]
pub(crate) struct Hex<const N: usize> {
    digits: [u8; N],
    len: usize,
}

impl<const N: usize> Hex<N> {
    pub(crate) fn lower(hash: impl AsRef<[u8]>) -> Self {
        Self::with_alphabet(hash.as_ref(), b"0123456789abcdef")
    }

    pub(crate) fn upper(hash: impl AsRef<[u8]>) -> Self {
        Self::with_alphabet(hash.as_ref(), b"0123456789ABCDEF")
    }

    /// `None` unless there are exactly `N` ASCII characters.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let digits = text.as_bytes().try_into().ok().filter(|_| text.is_ascii())?;
        Some(Self { digits, len: N })
    }

    fn with_alphabet(hash: &[u8], alphabet: &[u8; 16]) -> Self {
        let mut digits = [0; N];
        for (pair, byte) in digits.chunks_exact_mut(2).zip(hash) {
            pair[0] = alphabet[usize::from(byte >> 4)];
            pair[1] = alphabet[usize::from(byte & 15)];
        }
        Self { digits, len: N.min(hash.len() * 2) }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.digits[..self.len]
    }

    pub(crate) fn as_str(&self) -> &str {
        // The array contains only ASCII, so the fallback is never used.
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}
