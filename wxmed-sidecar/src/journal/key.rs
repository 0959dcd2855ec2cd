//! The key of a call, and its options.

use std::fmt;

use wxmed::Bilingual;

/// Identifies a call by the merchant's name, the operation, and a text chosen by the caller, by default the order
/// number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallKey {
    merchant: String,
    operation: String,
    text: String,
}

impl CallKey {
    /// The longest text of a key, in bytes.
    pub const LONGEST: usize = 200;
    /// The longest name of a merchant or of an operation, in bytes.
    pub const LONGEST_NAME: usize = 128;

    /// Creates a key.
    ///
    /// # Errors
    /// If a part is empty, longer than its limit, or contains a control character.
    pub fn new(
        merchant: impl Into<String>,
        operation: impl Into<String>,
        text: impl Into<String>,
    ) -> Result<Self, KeyError> {
        let is_fine =
            |part: &str, longest: usize| (1..=longest).contains(&part.len()) && !part.chars().any(char::is_control);
        let key = Self { merchant: merchant.into(), operation: operation.into(), text: text.into() };
        let are_names = [&key.merchant, &key.operation].iter().all(|name| is_fine(name, Self::LONGEST_NAME));
        match are_names && is_fine(&key.text, Self::LONGEST) {
            false => Err(KeyError),
            true => Ok(key),
        }
    }

    /// The name of the merchant in the configuration.
    pub fn merchant(&self) -> &str {
        &self.merchant
    }

    /// The operation.
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// The text that the caller chose.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// The three parts, as `wxmed audit` lists and settles them.
impl fmt::Display for CallKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.merchant, self.operation, self.text)
    }
}

/// Error returned by [`CallKey::new`]: a part is empty, too long, or contains a control character. It doesn't contain the
/// text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyError;

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = Bilingual::of(
            "幂等键应为 1 至 200 字节，且不含控制字符：请使用订单号",
            "an idempotency key has 1 to 200 bytes and no control characters: use the order number",
        );
        fmt::Display::fmt(&message, f)
    }
}

impl std::error::Error for KeyError {}

/// A keyed digest of a request's fields: see [`Journal::digest`](super::Journal::digest).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RequestDigest(pub(super) [u8; 32]);

impl fmt::Debug for RequestDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RequestDigest(***)")
    }
}

/// Whether a call whose outcome is unknown may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resend {
    /// The call is not sent again.
    Refuse,
    /// The caller has confirmed at the platform that nothing was done, or accepts that it may be done twice.
    Allow,
}
