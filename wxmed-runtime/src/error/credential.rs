//! Invalid credentials. The errors don't contain the credential.

use std::fmt;

use wxmed_core::Bilingual;

#[cfg(feature = "client")]
use crate::signed_xml::secret::Secret;
#[cfg(feature = "client")]
use crate::signed_xml::unreserved::is_unreserved;

/// An invalid credential of a token provider, detected without a request to the platform.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CredentialError {
    /// The appid is empty, longer than 512 characters, or contains white space or other invalid characters.
    Appid,
    /// The AppSecret is invalid, for the same reasons.
    AppSecret,
    /// The given access token is invalid.
    Token(InvalidTokenReason),
}

/// Why a text is not a valid access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InvalidTokenReason {
    /// It is empty.
    Empty,
    /// It is longer than [`InvalidTokenReason::MAX_LENGTH`].
    TooLong {
        /// Its length in bytes.
        length: usize,
    },
    /// It contains a character that is not allowed in a query value: white space, a control character, a non-ASCII
    /// character, or one of `&`, `#`, `%`, `"`, `<`, `>`, `\`, `^`, `` ` ``, `{`, `|` and `}`.
    Character {
        /// The index of the first such character, in bytes from 0.
        index: usize,
    },
}

impl InvalidTokenReason {
    /// The maximum length of an access token. The platform asks clients to store at least 512 characters, and servers
    /// in between limit the request line to 8 KiB.
    pub const MAX_LENGTH: usize = 2048;

    /// Checks that this is a valid access token.
    #[cfg(feature = "client")]
    pub(crate) fn check(token: &Secret) -> Result<(), Self> {
        let text = token.expose().as_bytes();
        // The fast path for the platform's tokens, because every call checks its token.
        if is_unreserved(token.expose()) && (1..=Self::MAX_LENGTH).contains(&text.len()) {
            return Ok(());
        }
        // The characters that RFC 3986 allows in a query, except `&` and `%`.
        let is_sendable = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~!$'()*+,;=:@/?".contains(byte);
        match text.iter().position(|byte| !is_sendable(byte)) {
            None if text.is_empty() => Err(Self::Empty),
            _ if text.len() > Self::MAX_LENGTH => Err(Self::TooLong { length: text.len() }),
            Some(index) => Err(Self::Character { index }),
            None => Ok(()),
        }
    }

    pub(super) fn text(self) -> Bilingual {
        match self {
            Self::Empty => Bilingual::of("为空", "is empty"),
            Self::TooLong { length } => Bilingual::new(
                format!("长 {length} 字节，超过上限 {}", Self::MAX_LENGTH),
                format!("has {length} bytes, which is more than the maximum of {}", Self::MAX_LENGTH),
            ),
            Self::Character { index } => Bilingual::new(
                format!("在第 {} 字节处有无效字符", index + 1),
                format!("has an invalid character at byte {}", index + 1),
            ),
        }
    }
}

impl CredentialError {
    pub(crate) fn text(self) -> Bilingual {
        match self {
            Self::Appid => Bilingual::of(
                "appid 为空、过长，或含有空白等无效字符：请检查读取它的文件或环境变量末尾是否有换行",
                "the appid is empty or too long, or contains white space or other invalid characters: check whether the \
                 file or environment variable that it is read from ends with a line break",
            ),
            Self::AppSecret => Bilingual::of(
                "AppSecret 为空、过长，或含有空白等无效字符：请检查读取它的文件或环境变量末尾是否有换行",
                "the AppSecret is empty or too long, or contains white space or other invalid characters: check whether \
                 the file or environment variable that it is read from ends with a line break",
            ),
            Self::Token(reason) => {
                let reason = reason.text();
                Bilingual::new(
                    format!("指定的 access_token {}：请检查它的来源", reason.zh),
                    format!("the given access_token {}: check where it comes from", reason.en),
                )
            }
        }
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.text(), f)
    }
}

impl std::error::Error for CredentialError {}

/// English, or Chinese with the alternate flag (`{:#}`): the end of a sentence about an access token.
impl fmt::Display for InvalidTokenReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.text(), f)
    }
}
