use std::fmt;

use wxmed_core::Bilingual;

use crate::error::Error;

const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// The maximum length of `nonce_str` String32.
const LENGTH: usize = 32;

/// The `nonce_str` of one request: 1 to 32 ASCII letters and digits, unless it was given as a field of the request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Nonce(String);

impl Nonce {
    /// Generates 32 uniformly random letters and digits with the system's random source.
    ///
    /// # Errors
    /// [`Error::Random`] if the system's random source fails.
    pub fn random() -> Result<Self, Error> {
        // Only bytes below the largest multiple of 62 are used. Otherwise the first letters would be more likely than
        // the others.
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

    /// A fixed nonce, so that a test has a predictable signature.
    ///
    /// # Errors
    /// If the text is empty, longer than 32 characters, or contains characters other than ASCII letters and digits.
    pub fn fixed(text: impl Into<String>) -> Result<Self, NonceError> {
        let text = text.into();
        let fits = (1..=LENGTH).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if fits { Ok(Self(text)) } else { Err(NonceError) }
    }

    /// A nonce that was given as a field of the request and has been validated as such.
    pub(crate) fn as_given(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text that is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text that is not a valid [`Nonce`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct NonceError;

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for NonceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = Bilingual::of(
            "nonce_str 应为 1 至 32 个字母或数字",
            "a nonce_str must be 1 to 32 ASCII letters and digits",
        );
        fmt::Display::fmt(&message, f)
    }
}

impl std::error::Error for NonceError {}
