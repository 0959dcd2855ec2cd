//! The recipient of encrypted raw bodies.

use std::fmt;

use bech32::Hrp;
use bech32::primitives::decode::CheckedHrpstring;
use wxmed::Bilingual;

/// A public key of `age-keygen`: `age1…`. Only the owner of the private key can decrypt data that is encrypted to it.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient {
    text: String,
    key: [u8; 32],
}

impl Recipient {
    /// Parses `age1…`.
    ///
    /// # Errors
    /// If the text isn't a public key of age, has a typing error, or is a private key.
    pub fn parse(text: &str) -> Result<Self, RecipientError> {
        if text.to_ascii_uppercase().starts_with("AGE-SECRET-KEY") {
            return Err(RecipientError::PrivateKey);
        }
        let decoded = CheckedHrpstring::new::<bech32::Bech32>(text).map_err(|_| RecipientError::NoKey)?;
        let is_age = Hrp::parse("age").is_ok_and(|age| age == decoded.hrp());
        let key: Vec<u8> = decoded.byte_iter().collect();
        match key.try_into() {
            Ok(key) if is_age => Ok(Self { text: text.to_owned(), key }),
            Ok(_) | Err(_) => Err(RecipientError::NoKey),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn key(&self) -> &[u8; 32] {
        &self.key
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Recipient").field(&self.text).finish()
    }
}

/// Error returned by [`Recipient::parse`]. It doesn't contain the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecipientError {
    /// The text isn't a public key of age.
    NoKey,
    /// The text is a private key, which must not be on this machine.
    PrivateKey,
}

impl RecipientError {
    /// The message.
    pub fn message(&self) -> Bilingual {
        match self {
            Self::NoKey => Bilingual::of(
                "应为 age-keygen 打印的公钥，以 age1 开头；请检查是否完整",
                "must be the public key that age-keygen prints, which begins with age1: check whether it is complete",
            ),
            Self::PrivateKey => Bilingual::of(
                "是私钥：请改写公钥（age-keygen -y 可打印），并把私钥移出本机",
                "is a private key: write the public key instead, which `age-keygen -y` prints, and keep the private key off \
                 this machine",
            ),
        }
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for RecipientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.message(), f)
    }
}

impl std::error::Error for RecipientError {}
