//! A call, and what its handler returns.

use std::time::Duration;

use serde::Serialize;

use super::json::encoded;
use crate::http::HttpRequest;
use crate::platform::Platform;

/// A call that passed the guard.
pub(super) struct Call<'a> {
    pub(super) platform: &'a mut Platform,
    pub(super) request: &'a HttpRequest,
    /// The parameters in the path, decoded.
    pub(super) parameters: Vec<String>,
    pub(super) now: Duration,
}

impl Call<'_> {
    /// The first parameter in the path.
    pub(super) fn parameter(&self) -> &str {
        self.parameters.first().map_or("", String::as_str)
    }
}

/// What a handler returns.
pub(super) enum ControlResponse {
    Json(u16, Vec<u8>),
    /// Status 204.
    NoContent,
    Wait {
        after: usize,
        at_most: Duration,
    },
    /// The response is a stream.
    Events {
        after: usize,
    },
}

impl ControlResponse {
    pub(super) fn ok(value: &impl Serialize) -> Self {
        Self::Json(200, encoded(value))
    }
}
