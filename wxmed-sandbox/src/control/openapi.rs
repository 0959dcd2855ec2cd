//! The OpenAPI documents.

use super::call::{Call, ControlResponse};
use super::error::ControlError;

/// The description of the control API in OpenAPI 3.1. A test compares it with the routes.
pub(super) const DOCUMENT: &str = include_str!("openapi.json");

pub(super) fn document(_: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    Ok(ControlResponse::Json(200, DOCUMENT.into()))
}

/// Returns the document of the platform's operations, from the settings.
pub(super) fn operations(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    match call.platform.operations_document() {
        Some(document) => Ok(ControlResponse::Json(200, document.into())),
        None => Err(ControlError::not_found(
            "这个沙箱没有接口的 OpenAPI 文档；wxmed sandbox 有，在测试中由 Settings::operations_document 给出",
            "this sandbox has no OpenAPI document of the operations; `wxmed sandbox` has one, and tests set it by \
             `Settings::operations_document`",
        )),
    }
}
