//! The operations as OpenAPI 3.1, for Apifox, Postman, Swagger UI and generators of clients.

use wxmed_compiler::model::{Model, Notification, Operation};
use wxmed_core::{Bilingual, Json};

use super::json_schema::{notification, response, signed_request};
use super::parts::{Entries, entries, list, object, text};

mod description;
mod example;
mod token;

/// The operations as an OpenAPI document, with the schemas of their requests and responses as they are on the wire,
/// with labels, codes and errors, and with the examples of their specs. Notifications are under `webhooks`.
///
/// In the examples, `{{nonce_str}}` and `{{sign}}` are placeholders for values that the caller adds. `hosts` are the
/// base URLs of the operations, such as [`OPENAPI_HOSTS`].
pub fn export_openapi(model: &Model, hosts: &[&str]) -> String {
    let calls = model.operations.iter().map(|one| (one.path.clone(), object([("post", call(one))])));
    let paths = token::paths().into_iter().chain(calls).collect();
    let webhooks = model.notifications.iter().map(|one| (one.name.clone(), object([("post", webhook(one))])));
    let all = object([
        ("openapi", text("3.1.0")),
        ("info", info()),
        ("servers", list(hosts.iter().map(|url| object([("url", text(url))])))),
        ("security", list([object([(token::SCHEME, Json::List(Vec::new()))])])),
        ("paths", Json::Object(paths)),
        ("webhooks", Json::Object(webhooks.collect())),
        ("components", object([("schemas", Json::Object(schemas(model))), ("securitySchemes", token::schemes())])),
    ]);
    format!("{all:#}\n")
}

/// The platform, and the default address of `wxmed sandbox`.
pub const OPENAPI_HOSTS: [&str; 2] = ["https://api.weixin.qq.com", "http://127.0.0.1:8377"];

fn info() -> Json {
    object([
        ("title", text("微信医保支付 · WeChat medical-insurance payment")),
        ("version", text(env!("CARGO_PKG_VERSION"))),
        ("description", text(description::OF_THE_INTERFACE)),
    ])
}

fn call(operation: &Operation) -> Json {
    let mut all = entries([
        ("operationId", text(&operation.name)),
        ("summary", text(&operation.title.zh)),
        ("description", text(&description::of(operation))),
    ]);
    all.extend(operation.versions.until.as_ref().map(|_| ("deprecated".to_owned(), Json::Bool(true))));
    let examples = example::all(operation);
    all.extend(entries([
        ("requestBody", body(&request_name(operation), "请求", "the request", examples)),
        (
            "responses",
            object([(
                "200",
                object([
                    (
                        "description",
                        text("结果；业务失败时状态码也是 200 · the result; rejections have this status, too"),
                    ),
                    (
                        "content",
                        object([
                            (XML, media(&response_name(operation), None)),
                            ("application/json", media(token::REFUSED, None)),
                        ]),
                    ),
                ]),
            )]),
        ),
    ]));
    Json::Object(all)
}

fn webhook(notification: &Notification) -> Json {
    object([
        ("operationId", text(&notification.name)),
        ("summary", text(&notification.title.zh)),
        ("description", text(&description::bilingual(&notification.title))),
        ("security", Json::List(Vec::new())),
        ("requestBody", body(&notification_name(notification), "通知", "the notification", None)),
        (
            "responses",
            object([(
                "200",
                object([("description", text("已收到 · received")), ("content", object([(XML, object([]))]))]),
            )]),
        ),
    ])
}

const XML: &str = "application/xml";

fn body(schema: &str, zh: &'static str, en: &'static str, examples: Option<Json>) -> Json {
    object([
        ("required", Json::Bool(true)),
        ("description", text(&description::bilingual(&Bilingual::new(zh, en)))),
        ("content", object([(XML, media(schema, examples))])),
    ])
}

fn media(schema: &str, examples: Option<Json>) -> Json {
    let mut all = entries([("schema", reference(schema))]);
    all.extend(examples.map(|examples| ("examples".to_owned(), examples)));
    Json::Object(all)
}

fn reference(schema: &str) -> Json {
    object([("$ref", Json::Text(format!("#/components/schemas/{schema}")))])
}

fn request_name(operation: &Operation) -> String {
    format!("{}.request", operation.name)
}

fn response_name(operation: &Operation) -> String {
    format!("{}.response", operation.name)
}

fn notification_name(notification: &Notification) -> String {
    format!("{}.request", notification.name)
}

fn schemas(model: &Model) -> Entries {
    let operations = model.operations.iter().flat_map(|one| {
        [(request_name(one), in_xml(Json::Object(signed_request(one)))), (response_name(one), in_xml(response(one)))]
    });
    let notifications = model.notifications.iter().map(|one| (notification_name(one), in_xml(notification(one))));
    operations.chain(notifications).chain(token::schemas()).collect()
}

/// The root element of every message is `xml`.
fn in_xml(schema: Json) -> Json {
    let Json::Object(mut schema) = schema else { return schema };
    schema.push(("xml".to_owned(), object([("name", text("xml"))])));
    Json::Object(schema)
}
