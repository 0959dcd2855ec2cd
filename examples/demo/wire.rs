//! The recorded calls: each request and each response, with its signature verified with the account's key.

use wxmed::codec::xml::{self, Fields};
use wxmed::codec::{SignType, verify};
use wxmed::{Json, ResponseSigning};
use wxmed_sandbox::{Delivery, HttpRequest, RecordedCall, Reply};

use super::page::Page;
use super::stage::Stage;
use super::{Result, ensure};

/// Shows the calls since the last time, which must be to these operations and endpoints, in this order.
pub(crate) fn tell(page: &mut Page<'_>, stage: &Stage, names: &[&str]) -> Result {
    for exchange in stage.exchanges(names)? {
        tell_one(page, stage, &exchange)?;
    }
    Ok(())
}

pub(crate) fn tell_one(page: &mut Page<'_>, stage: &Stage, exchange: &RecordedCall) -> Result {
    let is_operation = exchange.request.path.starts_with("/payinsurance/");
    let (request, reply) = (&exchange.request, &exchange.reply);
    if is_operation {
        request_of_operation(page, stage, request)?;
    } else {
        other_request(page, request)?;
    }
    match reply.delivery {
        Delivery::Whole if is_operation => answer_of_operation(page, stage, reply),
        Delivery::Whole => other_answer(page, reply),
        Delivery::Never => Ok(page.on_wire("←", "no response", "没有应答")?),
        Delivery::CutBeforeHead | Delivery::CutInBody => Ok(page.on_wire("←", "the connection breaks", "连接断开")?),
    }
}

fn request_of_operation(page: &mut Page<'_>, stage: &Stage, request: &HttpRequest) -> Result {
    let fields = xml::read(&request.body)?;
    let is_right = is_signed(stage, &fields).ok_or("a request without a signature")?;
    let (english, chinese) =
        if is_right { ("signed", "已签名") } else { ("signed with a wrong key", "用错误的密钥签名") };
    page.on_wire(&format!("→ {} {}?access_token=***", request.method, request.path), english, chinese)?;
    Ok(page.block(&broken_xml(&request.body, &fields))?)
}

fn answer_of_operation(page: &mut Page<'_>, stage: &Stage, reply: &Reply) -> Result {
    let response = &reply.response;
    let line = format!("← {}", response.status);
    if response.body.starts_with(b"{") {
        page.on_wire(&line, "JSON of the gateway", "网关的 JSON")?;
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
    page.on_wire(&line, english, chinese)?;
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
        return Ok(page.on_wire(&line, "the user opens the link", "用户打开链接")?);
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
    Ok(page.on_wire(&line, english, chinese)?)
}

fn other_answer(page: &mut Page<'_>, reply: &Reply) -> Result {
    let response = &reply.response;
    let line = format!("← {}", response.status);
    if let Some(place) = response.header("location") {
        return Ok(page.on_wire(&line, &format!("on to {place}"), &format!("跳转到 {place}"))?);
    }
    ensure(response.text().contains("\"access_token\""), "no access token was given")?;
    Ok(page.on_wire(&line, "an access token, not shown", "access_token，不显示")?)
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
