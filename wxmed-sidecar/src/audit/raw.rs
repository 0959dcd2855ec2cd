//! Raw bodies.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Serialize, Serializer};
use zeroize::Zeroizing;

/// The bodies of an exchange, as they were sent and received. They contain patients' data and are always encrypted
/// before they are written.
#[derive(Clone, Serialize)]
pub struct RawBodies {
    request: Body,
    response: Option<Body>,
}

#[derive(Clone)]
struct Body(Zeroizing<Vec<u8>>);

impl RawBodies {
    /// Creates the bodies from the request and from the response, if one was received.
    pub fn new(request: impl Into<Vec<u8>>, response: Option<Vec<u8>>) -> Self {
        let body = |bytes| Body(Zeroizing::new(bytes));
        Self { request: body(request.into()), response: response.map(body) }
    }
}

/// A text, or `{"base64": …}` if the body isn't UTF-8.
impl Serialize for Body {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Encoded {
            base64: String,
        }
        match std::str::from_utf8(&self.0) {
            Ok(text) => serializer.serialize_str(text),
            Err(_) => Encoded { base64: STANDARD.encode(&*self.0) }.serialize(serializer),
        }
    }
}

impl fmt::Debug for RawBodies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RawBodies(***)")
    }
}
