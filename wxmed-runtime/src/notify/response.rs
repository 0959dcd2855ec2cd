use std::fmt;

use crate::signed_xml::xml::Writer;

/// The response to a notification: send it with HTTP status 200 and [`Response::CONTENT_TYPE`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "the platform sends a notification again until it gets this response"]
pub struct Response(String);

impl Response {
    /// The header `Content-Type`.
    pub const CONTENT_TYPE: &'static str = "application/xml; charset=utf-8";

    /// Acknowledges the notice.
    pub(super) fn success() -> Self {
        Self::of("SUCCESS", "OK")
    }

    /// Doesn't acknowledge it; the message is one of our own texts.
    pub(super) fn fail(message: &str) -> Self {
        Self::of("FAIL", message)
    }

    fn of(code: &str, message: &str) -> Self {
        let mut writer = Writer::new();
        // Both names and texts are our own, so writing them can't fail.
        let written = writer.field("return_code", code).and_then(|()| writer.field("return_msg", message));
        debug_assert!(written.is_ok());
        Self(writer.finish())
    }

    /// The body.
    pub fn xml(&self) -> &str {
        &self.0
    }

    /// The body as bytes.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

impl fmt::Display for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
