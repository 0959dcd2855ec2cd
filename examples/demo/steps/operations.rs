//! Each operation over HTTP: from Rust values to signed XML, and from the response to Rust values.

use std::fmt::Debug;

use wxmed::codec::string_to_sign;
use wxmed::codec::xml::{self, Fields};
use wxmed::spec::model::Resource;
use wxmed::{Request, Response, Valid, Verification};
use wxmed_sandbox::Item;

use super::{Page, Result, Stage, ensure, requests, traffic};

/// Prints each expression that a program reads from a reply, with its value.
macro_rules! reads {
    ($($expression:expr),* $(,)?) => {
        vec![$((stringify!($expression), format!("{:?}", $expression))),*]
    };
}

pub(super) fn look_up(page: &mut Page<'_>, stage: &Stage) -> Result {
    page.label("The client: build one per program", "客户端：整个程序只需一个")?;
    page.block(&requests::quote("client"))?;
    page.sentence(
        "No token is set: the first call fetches one, and later calls reuse it.",
        "没有任何地方设置 token：第一次调用时自动获取，之后一直使用。",
    )?;
    let card =
        Example { quote: "get_med_info", request: requests::get_med_info()?, calls: &["stable_token", "getmedinfo"] };
    card.show(page, stage, |card| {
        reads![
            card.medical_card_no,
            card.medical_comp_no,
            card.medical_insurance_type.as_ref().map(|kind| kind.label()),
        ]
    })
}

pub(super) fn get_link(page: &mut Page<'_>, stage: &Stage) -> Result {
    let link = Example { quote: "get_bind_url", request: requests::get_bind_url()?, calls: &["getbindurl"] };
    link.show(page, stage, |link| reads![link.bind_url, link.expires_in, link.bind_appid])
}

pub(super) fn announce(page: &mut Page<'_>, stage: &Stage) -> Result {
    let registration =
        Example { quote: "preregister", request: requests::preregister(stage.client())?, calls: &["preregister"] };
    registration.show(page, stage, |reply| reads![reply.response_content])?;
    ensure(stage.sandbox.orders().len() == 1, "the sandbox has not one order")
}

pub(super) fn announce_scanned(page: &mut Page<'_>, stage: &Stage) -> Result {
    // The code on the patient's phone.
    let code = Item::new(Resource::AuthCode).with("auth_code", "130000000000000000").with("token", "TOKEN0123456789");
    stage.sandbox.put(code);
    let scanned = Example {
        quote: "qrcode_preregister",
        request: requests::qrcode_preregister(stage.client())?,
        calls: &["qrcodepreregister"],
    };
    scanned.show(page, stage, |reply| reads![reply.response_content])?;
    ensure(stage.sandbox.orders().len() == 2, "the sandbox has not two orders")
}

pub(super) fn send_message(page: &mut Page<'_>, stage: &Stage) -> Result {
    let message =
        Example { quote: "registration_payment", request: requests::registration_payment()?, calls: &["sendmsg"] };
    message.show(page, stage, |_| Vec::new())?;
    ensure(stage.sandbox.messages().len() == 1, "the sandbox has not one message")
}

/// A request, the function that builds it, and the calls that sending it makes.
struct Example<'s, T> {
    quote: &'s str,
    request: Valid<T>,
    calls: &'s [&'s str],
}

impl<T: Request + Debug> Example<'_, T>
where
    T::Reply: Debug,
{
    fn show(
        self,
        page: &mut Page<'_>,
        stage: &Stage,
        reads: impl FnOnce(&Response<T::Reply>) -> Vec<(&'static str, String)>,
    ) -> Result {
        let operation = stage.operation(T::OPERATION.name)?;
        page.sentence(
            format!("{}, section {} of the document", operation.path, operation.section),
            format!("{}，文档 {}", operation.path, operation.section),
        )?;

        page.label("How the request is built", "构造请求")?;
        page.block(&requests::quote(self.quote))?;
        page.label("The Rust value (Debug never shows patients' data)", "请求的值（Debug 从不显示患者数据）")?;
        page.block(&format!("{:#?}", self.request))?;
        page.violations(&self.request.warnings())?;

        page.label("Send it", "发送")?;
        page.block("let response = client.send(&request)?;")?;
        let response = stage.client().send(&self.request)?;
        for call in stage.calls(self.calls)? {
            if call.operation.as_deref() == Some(T::OPERATION.name) {
                let sent = xml::read(&call.request.body)?;
                page.label("The string to sign (one line; broken here after each &)", "待签名串（原为一行）")?;
                page.block(&broken_string_to_sign(&sent))?;
            }
            traffic::show_call(page, stage, &call)?;
        }

        page.label("Verification", "验签")?;
        let (english, chinese) = verified(&response, &operation.section);
        page.good(english, chinese)?;
        page.label("The typed reply", "应答的值")?;
        page.block(&format!("{response:#?}"))?;
        for (expression, value) in reads(&response) {
            page.block(&format!("{expression} == {value}"))?;
        }
        Ok(())
    }
}

fn verified<R>(response: &Response<R>, section: &str) -> (String, String) {
    let number = response.fields().iter().filter(|(name, text)| *name != "sign" && !text.is_empty()).count();
    let how = response.verification();
    match how {
        Verification::Verified => (
            format!("{how:?}: the signature over all {number} received fields is valid."),
            format!("{how:?}：签名正确，覆盖应答的全部 {number} 个字段。"),
        ),
        Verification::UnsignedBySpecification => (
            format!(
                "{how:?}: section {section} defines no signature for the response, so it is protected by TLS only."
            ),
            format!("{how:?}：文档 {section} 没有为这个应答列出 sign，只有 TLS 为它担保。"),
        ),
    }
}

/// The string to sign of a request, one pair per line.
fn broken_string_to_sign(sent: &Fields<'_>) -> String {
    let text = string_to_sign(sent.iter());
    let mut rest = text.as_str();
    let mut lines = String::new();
    for (name, value) in sent.sorted().filter(|(name, value)| *name != "sign" && !value.is_empty()) {
        let (pair, tail) = rest.split_at(name.len() + value.len() + "=&".len());
        lines += pair;
        lines.push('\n');
        rest = tail;
    }
    lines + rest
}
