//! Presets: common failures as stubs that lack only the operation.

use serde::Serialize;
use serde_json::{Value, json};
use wxmed::Bilingual;

use super::call::{Call, ControlResponse};
use super::error::ControlError;
use super::input::Query;
use super::json::Texts;
use crate::fault;
use crate::rejection::BAD_SIGNATURE;

struct Preset {
    id: &'static str,
    title: Bilingual,
    about: Bilingual,
    /// The body for `POST /stubs`, without the operation and without the calls to which it applies.
    stub: fn() -> Value,
}

#[derive(Serialize)]
struct Presets<'a> {
    presets: Vec<PresetJson<'a>>,
}

#[derive(Serialize)]
struct PresetJson<'a> {
    id: &'static str,
    title: Texts<'a>,
    about: Texts<'a>,
    stub: Value,
}

pub(super) fn list(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    Query::of(call.request, &[])?;
    let shown = |preset: &'static Preset| PresetJson {
        id: preset.id,
        title: Texts::of(&preset.title),
        about: Texts::of(&preset.about),
        stub: (preset.stub)(),
    };
    Ok(ControlResponse::ok(&Presets { presets: PRESETS.iter().map(shown).collect() }))
}

const fn preset(id: &'static str, title: Bilingual, about: Bilingual, stub: fn() -> Value) -> Preset {
    Preset { id, title, about, stub }
}

fn html_page(executes: bool) -> Value {
    html(200, "<html><body>Please log in.</body></html>", executes)
}

fn bad_gateway(executes: bool) -> Value {
    html(502, "<html><body>502 Bad Gateway</body></html>", executes)
}

fn html(status: u16, body: &str, executes: bool) -> Value {
    let mut response = json!({ "status": status, "headers": { "content-type": "text/html" }, "body": body });
    if executes {
        response["executes"] = json!(true);
    }
    response
}

static PRESETS: [Preset; 16] = [
    preset(
        "token-expired",
        fault::TOKEN_EXPIRED,
        Bilingual::of(
            "errcode 42001；平台没有执行。应换新 token 重发一次",
            "errcode 42001; nothing was done. Fetch a new token and send once more",
        ),
        || json!({ "response": { "token_rejected": { "code": fault::EXPIRED, "shape": "gateway" } } }),
    ),
    preset(
        "token-expired-xml",
        fault::TOKEN_EXPIRED_XML,
        Bilingual::of("err_code 42001；同样的错误，另一种格式", "err_code 42001: the same error in its other shape"),
        || json!({ "response": { "token_rejected": { "code": fault::EXPIRED, "shape": "envelope" } } }),
    ),
    preset(
        "wrong-signature",
        fault::WRONG_SIGNATURE,
        Bilingual::of("return_code FAIL，签名失败；平台没有执行", "return_code FAIL with 签名失败; nothing was done"),
        || json!({ "response": { "protocol": { "message": BAD_SIGNATURE } } }),
    ),
    preset(
        "forged",
        fault::FORGED,
        Bilingual::of(
            "应答内容正确而签名错误：不可信任，也不可重发，应先确认结果",
            "The right response with a wrong signature: don't trust it, and find out what happened before you send again",
        ),
        || json!({ "fault": "forged" }),
    ),
    preset(
        "forged-fail",
        fault::FORGED_FAILURE,
        Bilingual::of(
            "平台已执行，而应答是签名错误的 FAIL：不可信任，不能当作没有执行",
            "The call is executed, but the response is a FAIL with a wrong signature: don't trust it, and don't take it for proof that nothing was done",
        ),
        || json!({ "fault": "forged-fail" }),
    ),
    preset(
        "unsigned",
        fault::UNSIGNED,
        Bilingual::of("应有签名的成功应答缺少签名", "A successful response without the signature that it should have"),
        || json!({ "fault": "unsigned" }),
    ),
    preset(
        "hang",
        fault::NO_RESPONSE,
        Bilingual::of(
            "平台已执行，连接一直不应答：程序须有超时",
            "The call is executed, and the connection stays silent: your time-out has to end it",
        ),
        || json!({ "fault": "hang" }),
    ),
    preset(
        "cut-in-body",
        fault::CUT_IN_BODY,
        Bilingual::of(
            "平台已执行，应答只到一半，连接断开",
            "The call is executed, and the connection closes after half of the response",
        ),
        || json!({ "fault": "drop-in-body" }),
    ),
    preset(
        "done-but-lost",
        fault::DONE_BUT_LOST,
        Bilingual::of(
            "平台已执行，连接在应答之前断开：结果未知，不可直接重发下单",
            "The call is executed, and the connection closes before the response: the outcome is unknown, so don't just send an order again",
        ),
        || json!({ "fault": "drop-before-head" }),
    ),
    preset(
        "done-but-502",
        fault::DONE_BUT_502,
        Bilingual::of(
            "平台已执行，而网关返回 502：结果未知，不可直接重发下单",
            "The call is executed, but a gateway responds with 502: the outcome is unknown, so don't just send an order again",
        ),
        || json!({ "response": bad_gateway(true) }),
    ),
    preset(
        "done-but-html",
        fault::DONE_BUT_HTML,
        Bilingual::of(
            "平台已执行，而代理返回状态 200 的网页：结果未知，不可直接重发下单",
            "The call is executed, but a proxy responds with a page and status 200: the outcome is unknown, so don't just send an order again",
        ),
        || json!({ "response": html_page(true) }),
    ),
    preset(
        "html-page",
        fault::HTML_PAGE,
        Bilingual::of(
            "状态 200，内容是代理的网页而不是 XML；平台没有执行",
            "Status 200 with a proxy's page in place of XML; nothing was done",
        ),
        || json!({ "response": html_page(false) }),
    ),
    preset(
        "server-error",
        fault::SERVER_ERROR,
        Bilingual::of(
            "网关返回 502；平台没有执行，但 502 不能证明这一点",
            "502 from a gateway; nothing was done, but a 502 doesn't prove that",
        ),
        || json!({ "response": bad_gateway(false) }),
    ),
    preset(
        "system-busy",
        fault::SYSTEM_BUSY,
        Bilingual::of(
            "errcode -1：查询可稍后重试；下单等写操作结果未知，先确认再重发",
            "errcode -1: a lookup may be tried again later; the outcome of an order is unknown, so confirm it first",
        ),
        || json!({ "fault": "system-busy" }),
    ),
    preset(
        "slow",
        fault::SLOW,
        Bilingual::of("正确的应答晚 5 秒到达", "The right response, 5 seconds late"),
        || json!({ "delay_ms": fault::SLOW_MS }),
    ),
    preset(
        "gzip",
        fault::GZIP,
        Bilingual::of(
            "平台已执行，代理用 gzip 压缩了正确的应答，无论程序是否要求：应解压，或报出可读的错误",
            "The call is executed, and a proxy compresses the right response with gzip, whether or not your program accepts that: decompress it, or report a readable error",
        ),
        || json!({ "fault": "gzip" }),
    ),
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::stub::NewStub;
    use super::PRESETS;
    use crate::fault::AppliedFault;

    #[test]
    fn each_preset_with_an_operation_is_a_stub() {
        for preset in &PRESETS {
            let mut stub = (preset.stub)();
            stub["operation"] = json!("getmedinfo");
            let stub: NewStub = serde_json::from_value(stub).unwrap();
            let Ok(stub) = stub.stub() else { panic!("{} isn't a stub", preset.id) };
            // An exchange shows the fault under the preset's title.
            let applied = AppliedFault::of(&stub.response, stub.delay, None, None);
            assert_eq!(applied.title, preset.title, "{}", preset.id);
        }
    }
}
