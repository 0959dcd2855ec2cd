use std::fmt;

use wxmed_schema::Bilingual;

use crate::error::Error;

const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// The longest text that `nonce_str` String32 takes.
const LENGTH: usize = 32;

/// The `nonce_str` of one request: 1 to 32 ASCII letters and digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Nonce {
    letters: [u8; LENGTH],
    len: usize,
}

impl Nonce {
    /// Draws 32 letters and digits, each equally likely, from the system's random source.
    ///
    /// # Errors
    /// [`Error::Random`] if the system has no randomness to give.
    pub fn random() -> Result<Self, Error> {
        // A byte is taken only below the largest multiple of 62, or the first letters would come up more often.
        const FAIR: u8 = (u8::MAX / LETTERS.len() as u8) * LETTERS.len() as u8;
        let (mut letters, mut len) = ([0; LENGTH], 0);
        while len < LENGTH {
            let mut drawn = [0; LENGTH + LENGTH / 4];
            getrandom::fill(&mut drawn).map_err(|cause| Error::Random(cause.to_string()))?;
            let fair = drawn.into_iter().filter(|&byte| byte < FAIR);
            for (place, byte) in letters[len..].iter_mut().zip(fair) {
                *place = LETTERS[usize::from(byte) % LETTERS.len()];
                len += 1;
            }
        }
        Ok(Self { letters, len })
    }

    /// A nonce that is known beforehand, so that a test knows the signature beforehand.
    ///
    /// # Errors
    /// If the text is empty, longer than 32, or has anything but ASCII letters and digits.
    pub fn fixed(text: impl AsRef<str>) -> Result<Self, NonceError> {
        let text = text.as_ref().as_bytes();
        if text.is_empty() || text.len() > LENGTH || !text.iter().all(u8::is_ascii_alphanumeric) {
            return Err(NonceError);
        }
        let mut letters = [0; LENGTH];
        letters[..text.len()].copy_from_slice(text);
        Ok(Self { letters, len: text.len() })
    }

    /// The text that is sent.
    pub fn as_str(&self) -> &str {
        // Only ASCII goes in, so the fallback is never taken.
        std::str::from_utf8(&self.letters[..self.len]).unwrap_or_default()
    }
}

impl fmt::Debug for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Nonce").field(&self.as_str()).finish()
    }
}

/// A text that is no [`Nonce`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NonceError;

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for NonceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let says = Bilingual::of(
            "nonce_str 应为 1 至 32 个字母或数字",
            "a nonce_str must be 1 to 32 ASCII letters and digits",
        );
        fmt::Display::fmt(&says, f)
    }
}

impl std::error::Error for NonceError {}
