use std::fmt;

use wxmed_core::Bilingual;

use crate::error::Error;

const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// The longest text that `nonce_str` String32 takes.
const LENGTH: usize = 32;

/// The `nonce_str` of one request: 1 to 32 ASCII letters and digits, unless it came among fields that are sent as given.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Nonce(String);

impl Nonce {
    /// Draws 32 letters and digits, each equally likely, from the system's random source.
    ///
    /// # Errors
    /// [`Error::Random`] if the system has no randomness to give.
    pub fn random() -> Result<Self, Error> {
        // A byte is taken only below the largest multiple of 62, or the first letters would come up more often.
        const FAIR: u8 = (u8::MAX / LETTERS.len() as u8) * LETTERS.len() as u8;
        let mut text = String::with_capacity(LENGTH);
        while text.len() < LENGTH {
            let mut drawn = [0; LENGTH + LENGTH / 4];
            getrandom::fill(&mut drawn).map_err(|cause| Error::Random(cause.to_string()))?;
            let room = LENGTH - text.len();
            let fair = drawn.into_iter().filter(|&byte| byte < FAIR);
            text.extend(fair.map(|byte| char::from(LETTERS[usize::from(byte) % LETTERS.len()])).take(room));
        }
        Ok(Self(text))
    }

    /// A nonce that is known beforehand, so that a test knows the signature beforehand.
    ///
    /// # Errors
    /// If the text is empty, longer than 32, or has anything but ASCII letters and digits.
    pub fn fixed(text: impl Into<String>) -> Result<Self, NonceError> {
        let text = text.into();
        let fits = (1..=LENGTH).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if fits { Ok(Self(text)) } else { Err(NonceError) }
    }

    /// A nonce that came among a request's fields, where the row of its table has checked it.
    pub(crate) fn as_given(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text that is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text that is no [`Nonce`].
#[derive(Clone, Copy, PartialEq, Eq)]
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
