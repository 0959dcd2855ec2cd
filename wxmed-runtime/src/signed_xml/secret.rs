use std::fmt;

use subtle::ConstantTimeEq;

use crate::signed_xml::wiped::wipe;

/// A text that must not be shown by accident, such as an AppSecret or an access token.
///
/// It is zeroed when dropped, its `Debug` output doesn't contain the text, and it implements neither `Display` nor
/// serde's traits. Comparison takes constant time.
///
/// ```
/// let token = wxmed::Secret::new("61_uT9x");
/// assert_eq!(format!("{token:?}"), "Secret(***)");
/// assert_eq!(token.expose(), "61_uT9x");
/// ```
///
/// # What is overwritten in memory, and what is not
/// This crate leaves no copy of the following values, which are overwritten when they are dropped:
/// - the API key, the AppSecret, and the keys that are derived from it for Redis;
/// - access tokens: the current token of a provider, replaced tokens, and the copies that calls use;
/// - the URL of a request with its query, and the body of a response, as [`RawResponse`](crate::RawResponse) keeps it.
///
/// The following are not overwritten when they are freed, and appear in memory dumps until the memory is reused:
/// - URLs in the HTTP library, whose queries contain the access token, and the buffers of that library. Over HTTPS,
///   about 15 copies of the token remain. Their number doesn't grow with the number of calls, because freed memory is
///   reused;
/// - the buffers of the TLS library, of the Redis library and of the operating system;
/// - the passwords of a proxy and of Redis in their libraries;
/// - the fields of requests and responses, including identity numbers, and the messages of errors: these are ordinary
///   values;
/// - copies that your program makes, for example a text from which a secret was created by reference, or a copy of what
///   [`Secret::expose`] returns.
///
/// A dump of a running process always contains the secrets in use. If the remaining copies are a risk for your program,
/// install a global allocator that overwrites freed memory, and disable core dumps and swap.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Takes ownership of the text; a `String` is moved, not copied.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself. Keep it out of logs and error messages.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        wipe(&mut std::mem::take(&mut self.0).into_bytes());
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// The merchant's API key, which signs requests and verifies responses.
///
/// It is not the AppSecret: confusing the two is a frequent cause of 签名失败. The key is zeroed when dropped, and it
/// can be neither printed nor read back.
///
/// ```
/// let key = wxmed::ApiKey::new("192006250b4c09247ec02edce69f6a2d");
/// assert_eq!(format!("{key:?}"), "ApiKey(***)");
/// ```
#[derive(Clone)]
pub struct ApiKey(Secret);

impl ApiKey {
    /// Takes ownership of the key; a `String` is moved, not copied.
    pub fn new(key: impl Into<String>) -> Self {
        Self(Secret::new(key))
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.expose().as_bytes()
    }

    /// Whether this can be a key. The most common mistake is a line break at the end of a file or variable from which
    /// it was read.
    #[cfg(feature = "client")]
    pub(crate) fn is_plausible(&self) -> bool {
        is_graphic(self.0.expose())
    }
}

/// Whether the text is not empty and contains only visible ASCII characters.
#[cfg(feature = "client")]
pub(crate) fn is_graphic(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(***)")
    }
}
