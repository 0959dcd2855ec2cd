use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::signed_xml::wiped::Wiped;

/// A response byte for byte, for example for a hospital's audit records.
///
/// Clones share the bytes, which are zeroed when the last clone is dropped. `Debug` shows only the length: the bytes
/// contain patients' data or an access token.
#[derive(Clone, PartialEq, Eq)]
pub struct RawResponse(Arc<Wiped>);

impl RawResponse {
    /// Takes ownership of the body.
    pub fn new(body: impl Into<Vec<u8>>) -> Self {
        Self(Arc::new(Wiped::new(body)))
    }

    /// The bytes as they were received.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes as text; invalid UTF-8 is replaced by U+FFFD.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0)
    }
}

impl<B: Into<Vec<u8>>> From<B> for RawResponse {
    fn from(body: B) -> Self {
        Self::new(body)
    }
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawResponse({} bytes)", self.0.len())
    }
}
