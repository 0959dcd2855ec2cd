//! Documents of the operations: their list, their JSON Schemas, and the OpenAPI of the sidecar.

use serde_json::{Value, json};
use wxmed::Retry;
use wxmed::dynamic::{Operation, Specs};
use wxmed::spec::model::Model;

use crate::openapi;

/// The model of the specs.
fn model(specs: &Specs) -> Model {
    Model {
        operations: specs.operations().iter().map(|operation| operation.spec().clone()).collect(),
        contents: specs.contents().iter().map(|content| content.spec().clone()).collect(),
        notifications: specs.notifications().iter().map(|notification| notification.spec().clone()).collect(),
        ..Model::default()
    }
}

/// The entry of an operation in the list.
pub(super) fn summary(operation: &Operation) -> Value {
    let retry = match operation.spec().retry {
        Retry::Safe => "safe",
        Retry::Never => "never",
    };
    json!({
        "name": operation.name(),
        "title": operation.title(),
        "section": operation.section(),
        "retry": retry,
        "schema": format!("/v1/operations/{}", operation.name()),
    })
}

/// The JSON Schema of an operation's request body.
pub(super) fn schema(specs: &Specs, operation: &Operation) -> Value {
    openapi::body_schema(&model(specs), operation.spec())
}

/// The OpenAPI of the sidecar.
pub(super) fn openapi(specs: &Specs) -> String {
    openapi::document(&model(specs)).to_string()
}
