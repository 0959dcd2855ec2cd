use std::fmt;

use subtle::ConstantTimeEq;

use crate::codec::wiped::wipe;

/// A text that nobody may see by accident: an app secret, an access token.
///
/// It is zeroed when dropped, its `Debug` shows nothing, and it has neither `Display` nor serde.
/// Two are compared in constant time.
///
/// ```
/// let token = wxmed::Secret::new("61_uT9x");
/// assert_eq!(format!("{token:?}"), "Secret(***)");
/// assert_eq!(token.expose(), "61_uT9x");
/// ```
///
/// # What is overwritten in memory, and what is not
/// Overwritten when it is dropped, so that this crate leaves no copy behind:
/// - the API key, the AppSecret, and the keys that are derived from it for Redis;
/// - access tokens: the one that a provider holds, one that was replaced, and those that calls are made with;
/// - the URL of a request with its query, and the body of a response, as [`RawResponse`](crate::RawResponse) keeps it.
///
/// Not overwritten when it is freed, and so part of a memory dump until something else takes its room:
/// - what the HTTP library makes of a URL, with the access token in its query, and the buffers of that library: over HTTPS
///   some 15 copies of the token remain, after 50 calls as after 500, since freed memory is used again;
/// - the buffers of the TLS library, of the Redis library and of the operating system;
/// - the password of a proxy or of Redis, as their libraries keep it;
/// - the fields of requests and answers, identity numbers among them, and the messages of errors: these are ordinary
///   values;
/// - whatever your program copies: a text that a secret was made from by reference, or what [`Secret::expose`] returns.
///
/// A dump of a running process holds what the process needs at the moment in any case. A program for which the rest is too
/// much can install a global allocator that overwrites freed memory, and should switch off core dumps and swap.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Takes the text over; a `String` is moved, not copied.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself. Whoever asks for it answers for where it goes.
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

/// The merchant's API key, with which requests are signed and answers verified.
///
/// It is not the AppSecret: mixing the two up is a frequent cause of 签名失败. The key is zeroed
/// when dropped, and nothing prints it or gives it back.
///
/// ```
/// let key = wxmed::ApiKey::new("192006250b4c09247ec02edce69f6a2d");
/// assert_eq!(format!("{key:?}"), "ApiKey(***)");
/// ```
#[derive(Clone)]
pub struct ApiKey(Secret);

impl ApiKey {
    /// Takes the key over; a `String` is moved, not copied.
    pub fn new(key: impl Into<String>) -> Self {
        Self(Secret::new(key))
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.expose().as_bytes()
    }

    /// Whether this can be a key: a file or a variable that it was read from may have ended in a new line.
    #[cfg(feature = "client")]
    pub(crate) fn is_plausible(&self) -> bool {
        is_graphic(self.0.expose())
    }
}

/// Whether there is a text, and nothing in it but characters of ASCII that can be seen.
#[cfg(feature = "client")]
pub(crate) fn is_graphic(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(***)")
    }
}
