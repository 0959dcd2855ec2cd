//! The sidecar as OpenAPI 3.1, and the JSON Schemas of its bodies.

mod body;
mod paths;
mod schemas;

use serde_json::{Map, Value, json};
use wxmed::Bilingual;
use wxmed::spec::model::Model;

pub(crate) use body::body_schema;

/// The document.
pub(crate) fn document(model: &Model) -> Value {
    let mut all: Map<String, Value> = schemas::shared();
    all.insert("Content".to_owned(), schemas::content(model));
    for operation in &model.operations {
        all.extend(schemas::of_operation(operation));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "wxmed serve",
            "version": env!("CARGO_PKG_VERSION"),
            "description": text(&ABOUT),
        },
        "servers": [{ "url": "/" }],
        "security": [{}, { "token": [] }],
        "paths": paths::all(model),
        "components": {
            "schemas": all,
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
    })
}

const ABOUT: Bilingual = Bilingual::of(
    "字段名即平台的字段名。值为文本；数字与布尔值按其写法取用。商户字段与随机串可省略，签名由本服务加上。",
    "Fields have the platform's names. Values are texts; numbers and booleans are taken as they are written. The fields of \
     the merchant and the nonce may be left out; the signature is added here.",
);

/// Both languages, one after the other.
fn text(text: &Bilingual) -> String {
    format!("{}\n\n{}", text.zh, text.en)
}

fn reference(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}
