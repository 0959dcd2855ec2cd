//! The recorded calls: each request and each response, with its signature verified with the account's key.

use wxmed::codec::xml::{self, Fields};
use wxmed::codec::{SignType, verify};
use wxmed::{Json, ResponseSigning};
use wxmed_sandbox::{Delivery, HttpRequest, RecordedCall, Reply};

use super::page::Page;
use super::stage::Stage;
use super::{Result, ensure};

/// Shows the calls since the last time, which must be to these operations and endpoints, in this order.
pub(crate) fn show(page: &mut Page<'_>, stage: &Stage, names: &[&str]) -> Result {
    for call in stage.calls(names)? {
        show_call(page, stage, &call)?;
    }
    Ok(())
}

pub(crate) fn show_call(page: &mut Page<'_>, stage: &Stage, call: &RecordedCall) -> Result {
    let is_operation = call.request.path.starts_with("/payinsurance/");
    let (request, reply) = (&call.request, &call.reply);
    if is_operation {
        operation_request(page, stage, request)?;
    } else {
        other_request(page, request)?;
    }
    match reply.delivery {
        Delivery::Whole if is_operation => operation_response(page, stage, reply),
        Delivery::Whole => other_response(page, reply),
        Delivery::Never => Ok(page.traffic_line("←", "no response", "没有应答")?),
        Delivery::CutBeforeHead | Delivery::CutInBody => {
            Ok(page.traffic_line("←", "the connection breaks", "连接断开")?)
        }
    }
}

fn operation_request(page: &mut Page<'_>, stage: &Stage, request: &HttpRequest) -> Result {
    let fields = xml::read(&request.body)?;
    let is_right = is_signed(stage, &fields).ok_or("a request without a signature")?;
    let (english, chinese) =
        if is_right { ("signed", "已签名") } else { ("signed with a wrong key", "用错误的密钥签名") };
    page.traffic_line(&format!("→ {} {}?access_token=***", request.method, request.path), english, chinese)?;
    Ok(page.block(&broken_xml(&request.body, &fields))?)
}

fn operation_response(page: &mut Page<'_>, stage: &Stage, reply: &Reply) -> Result {
    let response = &reply.response;
    let line = format!("← {}", response.status);
    if response.body.starts_with(b"{") {
        page.traffic_line(&line, "JSON of the gateway", "网关的 JSON")?;
        return Ok(page.block(&response.text())?);
    }
    let fields = xml::read(&response.body)?;
    let failed = ["return_code", "result_code"].iter().any(|name| fields.get(name) == Some("FAIL"));
    let (english, chinese) = match is_signed(stage, &fields) {
        Some(true) => ("signed", "已签名"),
        Some(false) => ("forged: the signature is wrong", "伪造：签名不符"),
        None if failed => ("unsigned, like every FAIL", "未签名：FAIL 都不签名"),
        None => ("unsigned by specification", "按文档不签名"),
    };
    page.traffic_line(&line, english, chinese)?;
    Ok(page.block(&broken_xml(&response.body, &fields))?)
}

/// Whether the signature is valid; `None` if there is none.
fn is_signed(stage: &Stage, fields: &Fields<'_>) -> Option<bool> {
    fields.get("sign")?;
    let key = stage.sandbox.account().api_key();
    Some(verify(fields, key, SignType::Md5, ResponseSigning::Signed).is_ok())
}

/// A token fetch, shown without its secrets, or the page behind a link.
fn other_request(page: &mut Page<'_>, request: &HttpRequest) -> Result {
    let line = format!("→ {} {}", request.method, request.path);
    if request.method == "GET" {
        return Ok(page.traffic_line(&line, "the user opens the link", "用户打开链接")?);
    }
    let Ok(Json::Object(entries)) = Json::parse(&String::from_utf8_lossy(&request.body)) else {
        return Err("a fetch of a token that is no JSON".into());
    };
    let is_forced = entries.iter().any(|(name, value)| name == "force_refresh" && matches!(value, Json::Bool(true)));
    let (english, chinese) = if is_forced {
        ("appid and AppSecret, not shown; force_refresh: true", "appid 与 AppSecret，不显示；force_refresh: true")
    } else {
        ("appid and AppSecret, not shown", "appid 与 AppSecret，不显示")
    };
    Ok(page.traffic_line(&line, english, chinese)?)
}

fn other_response(page: &mut Page<'_>, reply: &Reply) -> Result {
    let response = &reply.response;
    let line = format!("← {}", response.status);
    if let Some(location) = response.header("location") {
        return Ok(page.traffic_line(&line, &format!("on to {location}"), &format!("跳转到 {location}"))?);
    }
    ensure(response.text().contains("\"access_token\""), "no access token was given")?;
    Ok(page.traffic_line(&line, "an access token, not shown", "access_token，不显示")?)
}

/// A body, one element per line, without white space between elements.
fn broken_xml(body: &[u8], fields: &Fields<'_>) -> String {
    let body = String::from_utf8_lossy(body);
    let Some((head, mut rest)) = body.split_at_checked("<xml>".len()) else { return body.into_owned() };
    let mut lines = format!("{head}\n");
    for (name, _) in fields.iter() {
        let end = format!("</{name}>");
        let length = rest.find(&end).map_or(rest.len(), |start| start + end.len());
        let (element, tail) = rest.split_at(length);
        lines += element.trim_start();
        lines.push('\n');
        rest = tail;
    }
    lines + rest.trim_start()
}
