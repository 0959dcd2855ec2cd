use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::codec::wiped::Wiped;

/// What the platform sent, byte for byte, so that nothing a hospital may need for its books is lost.
///
/// A clone shares the bytes, which are zeroed when the last of them is dropped. `Debug` shows the length only: the bytes
/// are patients' data, or hold an access token.
#[derive(Clone, PartialEq, Eq)]
pub struct RawResponse(Arc<Wiped>);

impl RawResponse {
    /// Takes the body over.
    pub fn new(body: impl Into<Vec<u8>>) -> Self {
        Self(Arc::new(Wiped::new(body)))
    }

    /// The bytes as they were received.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes as text; what is not UTF-8 is replaced by U+FFFD.
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
