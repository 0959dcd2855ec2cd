//! Each operation from Rust values to XML, and from an answer's XML to Rust values.

use std::fmt::Debug;

use wxmed::xml::{self, Fields};
use wxmed::{Answer, Request, Valid, Verification, read_answer, string_to_sign};

use super::platform::{self, SUCCESS};
use super::{Page, Result, Stage, requests};

/// What a program reads from a reply: each expression beside its value.
macro_rules! reads {
    ($($expression:expr),* $(,)?) => {
        vec![$((stringify!($expression), format!("{:?}", $expression))),*]
    };
}

pub(super) fn tell(page: &mut Page<'_>, stage: &Stage) -> Result<()> {
    let card = Exchange {
        quote: requests::quote("get_med_info"),
        request: requests::get_med_info()?,
        said: &[
            ("medical_card_no", "600000001"),
            ("medical_card_id", "6000000001"),
            ("medical_insurance_type", "1"),
            ("medical_user_id", "MU0000000001"),
        ],
    };
    card.tell(page, stage, |card| {
        reads![
            card.medical_card_no,
            card.medical_comp_no,
            card.medical_insurance_type.as_ref().map(|kind| kind.label()),
        ]
    })?;
    let link = Exchange {
        quote: requests::quote("get_bind_url"),
        request: requests::get_bind_url()?,
        said: &[("bind_url", "https://bind.example/?ticket=0"), ("expires_in", "1800")],
    };
    link.tell(page, stage, |link| reads![link.bind_url, link.expires_in, link.bind_appid])?;
    let registration = Exchange {
        quote: requests::quote("preregister"),
        request: requests::preregister()?,
        said: &[("response_content", r#"{"registration_order_pay":{"brlx":"1","cblx":"1"}}"#)],
    };
    registration.tell(page, stage, |reply| reads![reply.response_content])?;
    let scanned = Exchange {
        quote: requests::quote("qrcode_preregister"),
        request: requests::qrcode_preregister()?,
        said: &[("response_content", r#"{"ordStas":"1"}"#)],
    };
    scanned.tell(page, stage, |reply| reads![reply.response_content])?;
    let message = Exchange {
        quote: requests::quote("registration_payment"),
        request: requests::registration_payment()?,
        said: &[("return_msg", "OK")],
    };
    message.tell(page, stage, |_| Vec::new())
}

/// One request, and what the platform says to it beside SUCCESS.
struct Exchange<'s, T> {
    quote: String,
    request: Valid<T>,
    said: &'s [(&'s str, &'s str)],
}

impl<T: Request + Debug> Exchange<'_, T>
where
    T::Reply: Debug,
{
    fn tell(
        self,
        page: &mut Page<'_>,
        stage: &Stage,
        reads: impl FnOnce(&Answer<T::Reply>) -> Vec<(&'static str, String)>,
    ) -> Result<()> {
        let operation = stage.operation(T::OPERATION.name)?;
        page.heading(format_args!("{} · {}", operation.title.en, operation.title.zh))?;
        page.sentence(format!("{}, section {} of the document", operation.path, operation.section))?;

        page.label("How the request is built 构造请求")?;
        page.block(&self.quote)?;
        page.label("The Rust value 请求的值 (Debug never shows patients' data)")?;
        page.block(&format!("{:#?}", self.request))?;
        for warning in &self.request.warnings() {
            page.beside(format!("warning: {warning}"))?;
        }

        let signed = self.request.with_nonce(stage.nonce.clone()).sign(&stage.key)?;
        let sent = xml::read(signed.body.xml().as_bytes())?;
        page.label("The string to sign 待签名串 (one line; broken here after each &)")?;
        page.block(&broken_string_to_sign(&sent))?;
        page.label("The XML to send 请求 XML (one line; broken here after each field)")?;
        page.block(&broken_xml(signed.body.xml(), &sent))?;

        let said = [&SUCCESS[..], self.said].concat();
        let body = platform::answer(operation, &said, stage.nonce.as_str(), &stage.key)?;
        page.label("What comes back 应答 XML")?;
        page.block(&broken_xml(&body, &xml::read(body.as_bytes())?))?;

        let answer = read_answer::<T>(body, &stage.key)?;
        page.label("How it was verified 验签")?;
        page.good(verified(&answer, &operation.section))?;
        page.label("The typed reply 应答的值")?;
        page.block(&format!("{answer:#?}"))?;
        for (expression, value) in reads(&answer) {
            page.block(&format!("{expression} == {value}"))?;
        }
        Ok(())
    }
}

fn verified<R>(answer: &Answer<R>, section: &str) -> String {
    let number = answer.fields().iter().filter(|(name, text)| *name != "sign" && !text.is_empty()).count();
    match answer.verification() {
        Verification::Verified => format!(
            "{:?}: the signature is right, over all {number} fields that came with it. 签名正确。",
            answer.verification()
        ),
        Verification::UnsignedBySpecification => format!(
            "{:?}: section {section} lists no sign among the answer's fields, so only TLS vouches for it. \
             文档没有为这个应答列出 sign，只有 TLS 为它担保。",
            answer.verification()
        ),
    }
}

/// The string that is signed for what is sent, a pair a line.
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

/// A body, an element a line.
pub(super) fn broken_xml(body: &str, fields: &Fields<'_>) -> String {
    let (head, mut rest) = body.split_at("<xml>".len());
    let mut lines = format!("{head}\n");
    for (name, _) in fields.iter() {
        let end = format!("</{name}>");
        let length = rest.find(&end).map_or(rest.len(), |start| start + end.len());
        let (element, tail) = rest.split_at(length);
        lines += element;
        lines.push('\n');
        rest = tail;
    }
    lines + rest
}
