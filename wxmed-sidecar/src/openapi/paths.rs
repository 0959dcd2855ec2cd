//! The paths of the document.

use serde_json::{Map, Value, json};
use wxmed::spec::model::{Model, Operation};

use super::schemas::{request_name, response_name};
use super::{reference, text};

pub(super) fn all(model: &Model) -> Map<String, Value> {
    let mut paths = Map::new();
    for operation in &model.operations {
        let name = &operation.name;
        paths.insert(format!("/v1/{name}"), json!({ "post": call(operation) }));
        let sign = with_body(operation, "Sign", "签名，不发送 · sign, and send nothing", &reference("Signed"));
        paths.insert(format!("/v1/{name}:sign"), json!({ "post": sign }));
        let validate =
            with_body(operation, "Validate", "校验，不发送 · validate, and send nothing", &reference("Validated"));
        paths.insert(format!("/v1/{name}:validate"), json!({ "post": validate }));
    }
    paths.extend(documents());
    paths
}

fn call(operation: &Operation) -> Value {
    let result = json!({ "anyOf": [reference(&response_name(operation)), reference("Error")] });
    let mut call = with_body(operation, "", "成功，或平台以业务原因拒绝 · success, or a business error", &result);
    let lines = operation.errors.iter().map(|error| {
        format!(
            "- `{}` {}（{}）· {} ({})",
            error.code, error.meaning.zh, error.remedy.zh, error.meaning.en, error.remedy.en
        )
    });
    let codes: Vec<String> = lines.collect();
    let about = operation.about.as_ref().map(text).unwrap_or_default();
    call["description"] = Value::from(format!("{about}\n\n{}", codes.join("\n")).trim());
    call["parameters"].as_array_mut().into_iter().for_each(|parameters| parameters.push(idempotency_key()));
    let statuses = [
        (
            "409",
            "先前的请求结果未知、正在进行，或内容不同 · an earlier request is unknown, in progress, or was another one",
        ),
        ("502", "平台的应答是错误，或不可信 · the platform's response is an error, or not to be trusted"),
        ("504", "平台没有应答；结果可能未知 · no response of the platform; the outcome may be unknown"),
    ];
    for (status, about) in statuses {
        call["responses"][status] = response(about, &reference("Error"));
    }
    call
}

fn with_body(operation: &Operation, action: &str, about: &str, result: &Value) -> Value {
    let body = json!({ "schema": reference(&request_name(operation)) });
    json!({
        "operationId": format!("{}{action}", operation.name),
        "summary": operation.title.zh,
        "description": text(&operation.title),
        "tags": [operation.name],
        "parameters": parameters(),
        "requestBody": { "required": true, "content": { "application/json": body } },
        "responses": {
            "200": response(about, result),
            "422": response("请求不符合规格 · the request violates its spec", &reference("Error")),
            "default": response("请求被拒绝 · the request was refused", &reference("Error")),
        },
    })
}

fn response(about: &str, schema: &Value) -> Value {
    json!({ "description": about, "content": { "application/json": { "schema": schema } } })
}

fn parameters() -> Value {
    let parameter = |name: &str, about: &str, schema: Value| json!({ "name": name, "in": "query", "required": false, "description": about, "schema": schema });
    json!([
        parameter(
            "merchant",
            "商户在配置中的名称 · the merchant's name in the configuration",
            json!({ "type": "string" })
        ),
        parameter(
            "status",
            "200：始终返回 HTTP 200 · 200: respond with HTTP 200 even to errors",
            json!({ "type": "string" })
        ),
        parameter(
            "charset",
            "utf-8、gbk、gb18030：请求与应答的字符集 · the charset of request and response",
            json!({ "type": "string" })
        ),
        parameter("names", "any-case：字段名不区分大小写 · field names in any case", json!({ "type": "string" })),
    ])
}

fn idempotency_key() -> Value {
    json!({
        "name": "Idempotency-Key",
        "in": "header",
        "required": false,
        "description": "除订单号之外的键，用于没有订单号的接口 · a key beside the order number, for operations that have none",
        "schema": { "type": "string", "maxLength": 200 },
    })
}

/// The paths that are the same for all specs.
fn documents() -> Vec<(String, Value)> {
    let (document, status) = (reference("Document"), reference("Status"));
    let get = |id: &str, about: &str, schema: &Value| {
        json!({ "get": { "operationId": id, "tags": ["documents"], "summary": about, "responses": {
            "200": response(about, schema),
            "default": response("请求被拒绝 · the request was refused", &reference("Error")),
        } } })
    };
    let mut schema = get("operationSchema", "接口的 JSON Schema · the JSON Schema of an operation", &document);
    schema["get"]["parameters"] =
        json!([{ "name": "name", "in": "path", "required": true, "schema": { "type": "string" } }]);
    let metrics = json!({ "get": { "operationId": "metrics", "tags": ["documents"], "summary": "Prometheus", "responses": {
        "200": { "description": "OpenMetrics" },
    } } });
    vec![
        ("/v1/operations".to_owned(), get("operations", "全部接口 · all operations", &reference("OperationList"))),
        ("/v1/operations/{name}".to_owned(), schema),
        ("/openapi.json".to_owned(), get("openapi", "本文档 · this document", &document)),
        ("/healthz".to_owned(), get("health", "进程是否存活 · whether the process lives", &status)),
        ("/readyz".to_owned(), get("ready", "是否可以调用 · whether it can be called", &status)),
        ("/metrics".to_owned(), metrics),
    ]
}
