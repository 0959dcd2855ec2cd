//! The description of the control API.

use super::call::{Answer, Call};
use super::error::ControlError;

/// OpenAPI 3.1. A test compares it with the routes.
pub(super) const DOCUMENT: &str = include_str!("openapi.json");

pub(super) fn document(_: &mut Call<'_>) -> Result<Answer, ControlError> {
    Ok(Answer::Json(200, DOCUMENT.into()))
}
