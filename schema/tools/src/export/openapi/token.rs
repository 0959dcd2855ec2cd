//! The access token, which every operation requires. No spec describes it, because it belongs to the platform, not to
//! this interface.

use wxmed_core::Json;

use super::super::parts::{Entries, entries, list, object, text};

/// The name of the security scheme.
pub(super) const SCHEME: &str = "access_token";
/// The schema of a rejection in JSON, which the token endpoint returns, and operations whose token is rejected.
pub(super) const REFUSED: &str = "refused";
const TOKEN_REQUEST: &str = "stable_token.request";
const TOKEN: &str = "stable_token.response";

pub(super) fn paths() -> Entries {
    let json = |schema| object([("application/json", super::media(schema, None))]);
    let call = object([
        ("operationId", text("stable_token")),
        ("summary", text("获取接口调用凭据")),
        (
            "description",
            text(
                "Gets an access token. Programs of one account get the same token until it expires; a failure has the \
                 status 200, too, with `errcode`.",
            ),
        ),
        ("security", Json::List(Vec::new())),
        ("requestBody", object([("required", Json::Bool(true)), ("content", json(TOKEN_REQUEST))])),
        ("responses", object([("200", object([("description", text("凭据 · the token")), ("content", json(TOKEN))]))])),
    ]);
    entries([("/cgi-bin/stable_token", object([("post", call)]))])
}

pub(super) fn schemes() -> Json {
    object([(
        SCHEME,
        object([
            ("type", text("apiKey")),
            ("in", text("query")),
            ("name", text("access_token")),
            ("description", text("由 /cgi-bin/stable_token 取得 · from /cgi-bin/stable_token")),
        ]),
    )])
}

pub(super) fn schemas() -> Entries {
    let string = |label: &str| object([("type", text("string")), ("title", text(label))]);
    let integer = |label: &str| object([("type", text("integer")), ("title", text(label))]);
    let of = |properties: Json, required: &[&str]| {
        object([
            ("type", text("object")),
            ("properties", properties),
            ("required", list(required.iter().map(|name| text(name)))),
        ])
    };
    let request = object([
        ("grant_type", object([("const", text("client_credential"))])),
        ("appid", string("公众号或小程序的 appid · the account's appid")),
        ("secret", string("AppSecret")),
        (
            "force_refresh",
            object([
                ("type", text("boolean")),
                ("default", Json::Bool(false)),
                ("title", text("强制换新，旧凭据随即失效 · get a new one, and invalidate the old one")),
            ]),
        ),
    ]);
    let token = object([
        ("access_token", string("凭据 · the token")),
        ("expires_in", integer("有效秒数 · seconds until it expires")),
    ]);
    let refused = object([
        ("errcode", integer("错误码 · the code of the error")),
        ("errmsg", string("原因，含 rid · the reason, with the rid")),
    ]);
    entries([
        (TOKEN_REQUEST, of(request, &["grant_type", "appid", "secret"])),
        (TOKEN, object([("oneOf", list([of(token, &["access_token", "expires_in"]), super::reference(REFUSED)]))])),
        (REFUSED, of(refused, &["errcode", "errmsg"])),
    ])
}
