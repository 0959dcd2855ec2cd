//! The messages of errors, in both languages.

use std::fmt;

use super::{ApiError, Error, MalformedResponse, SignatureFailure};
use crate::signed_xml::verify::SignatureFault;
use wxmed_core::CodeMatch;
use wxmed_core::Outcome;

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, f.alternate()) {
            (Self::Invalid(violations), false) => write!(f, "the request was not sent:\n{violations}"),
            (Self::Invalid(violations), true) => write!(f, "请求未发出：\n{violations:#}"),
            (Self::Encode(cause), false) => write!(f, "the request was not sent: {cause}"),
            (Self::Encode(cause), true) => write!(f, "请求未发出：{cause:#}"),
            (Self::Random(reason), false) => {
                write!(f, "the request was not sent: the system's random source failed ({reason})")
            }
            (Self::Random(reason), true) => write!(f, "请求未发出：系统随机源不可用（{reason}）"),
            (Self::Gateway(api_error), false) => write!(f, "the gateway rejected the call: {api_error}"),
            (Self::Gateway(api_error), true) => write!(f, "网关拒绝了调用：{api_error:#}"),
            (Self::Protocol(api_error), false) => write!(f, "the platform responded with return_code FAIL: {api_error}"),
            (Self::Protocol(api_error), true) => write!(f, "平台返回 return_code=FAIL：{api_error:#}"),
            (Self::Business(api_error), false) => write!(f, "the platform rejected the request: {api_error}"),
            (Self::Business(api_error), true) => write!(f, "业务失败：{api_error:#}"),
            (Self::Signature(failure), false) => fmt::Display::fmt(failure, f),
            (Self::Signature(failure), true) => write!(f, "{failure:#}"),
            (Self::Malformed(malformed), false) => fmt::Display::fmt(malformed, f),
            (Self::Malformed(malformed), true) => write!(f, "{malformed:#}"),
            (Self::Token(failure), false) => fmt::Display::fmt(failure, f),
            (Self::Token(failure), true) => write!(f, "{failure:#}"),
            (Self::Unanswered(failure), false) => {
                write!(f, "no valid response from the platform{failure}; nothing was changed")
            }
            (Self::Unanswered(failure), true) => write!(f, "没有收到平台的有效应答{failure:#}；没有改变任何数据"),
            (Self::OutcomeUnknown(failure), false) => write!(
                f,
                "the outcome is unknown: no valid response from the platform{failure}; do not send the request again until \
                 you have checked the payment, or asked the platform, whether it was processed"
            ),
            (Self::OutcomeUnknown(failure), true) => {
                write!(f, "结果未知：没有收到平台的有效应答{failure:#}；请先查看支付结果或向平台查询是否已经生效，不要直接重发")
            }
            (Self::UnknownOperation(unknown), false) => fmt::Display::fmt(unknown, f),
            (Self::UnknownOperation(unknown), true) => write!(f, "{unknown:#}"),
            (Self::NoMerchant, false) => {
                f.write_str("the client has no merchant: set one with ClientBuilder::merchant")
            }
            (Self::NoMerchant, true) => f.write_str("客户端没有设置商户身份：请调用 ClientBuilder::merchant"),
            (Self::NoRuntime, false) => f.write_str(
                "the request was not sent: the async client needs a tokio runtime; without one, use wxmed::blocking::Client",
            ),
            (Self::NoRuntime, true) => {
                f.write_str("请求未发出：异步客户端须在 tokio 运行时中调用；没有运行时请用 wxmed::blocking::Client")
            }
            (Self::Forked, false) => f.write_str(
                "the request was not sent: the process was forked after wxmed::blocking::Client was built; build one in \
                 each process, after the fork",
            ),
            (Self::Forked, true) => f.write_str(
                "请求未发出：wxmed::blocking::Client 构建之后进程执行了 fork；请在每个子进程中 fork 之后再构建客户端",
            ),
        }
    }
}

/// The English message, or with the alternate flag (`{:#?}`) the variant and its fields.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        let mut variant = |name: &str, parts: &dyn fmt::Debug| f.debug_tuple(name).field(parts).finish();
        match self {
            Self::Invalid(violations) => variant("Invalid", violations),
            Self::Encode(cause) => variant("Encode", cause),
            Self::Random(reason) => variant("Random", reason),
            Self::Gateway(api_error) => variant("Gateway", api_error),
            Self::Protocol(api_error) => variant("Protocol", api_error),
            Self::Business(api_error) => variant("Business", api_error),
            Self::Signature(failure) => variant("Signature", failure),
            Self::Malformed(response) => variant("Malformed", response),
            Self::Token(failure) => variant("Token", failure),
            Self::Unanswered(failure) => variant("Unanswered", failure),
            Self::OutcomeUnknown(failure) => variant("OutcomeUnknown", failure),
            Self::UnknownOperation(unknown) => variant("UnknownOperation", unknown),
            Self::NoMerchant => f.write_str("NoMerchant"),
            Self::NoRuntime => f.write_str("NoRuntime"),
            Self::Forked => f.write_str("Forked"),
        }
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zh = f.alternate();
        f.write_str(&self.code_and_message())?;
        let operation = OperationReference { operation: &self.operation, section: &self.section };
        if zh {
            write!(f, "{operation:#}")?
        } else {
            write!(f, "{operation}")?
        }
        f.write_str(&self.further_numbers())?;
        match (&self.info, zh) {
            (Some(row), false) => write!(f, ": {}. {}", row.meaning.en, row.remedy.en)?,
            (Some(row), true) => write!(f, "：{}。{}", row.meaning.zh, row.remedy.zh)?,
            (None, false) => f.write_str(": ask the platform about this code, and quote the rid")?,
            (None, true) => f.write_str("：请向平台查询，并提供 rid")?,
        }
        match (self.verification, zh) {
            (Some(_), _) => {}
            (None, false) => f.write_str(" (unverified)")?,
            (None, true) => f.write_str("（未经验签）")?,
        }
        match (self.outcome, zh) {
            (Outcome::NothingDone, _) => Ok(()),
            (Outcome::Unknown, false) => {
                f.write_str("; the request may have been processed: confirm the result before you send it again")
            }
            (Outcome::Unknown, true) => f.write_str("；请求可能已被处理，核实结果之前不要重发"),
        }
    }
}

impl ApiError {
    /// The platform's code and message, without our explanation.
    pub(super) fn quoted(&self) -> String {
        self.code_and_message() + &self.further_numbers()
    }

    fn code_and_message(&self) -> String {
        // The code of a protocol error is a part of its message.
        let is_in_message =
            self.info.as_ref().is_some_and(|row| row.matching != CodeMatch::Whole) && self.message.contains(&self.code);
        let code = if is_in_message || self.message.starts_with(&self.code) { "" } else { &self.code };
        let mut text = [code, " ", &self.message].concat().trim().to_owned();
        if !self.others.is_empty() {
            let separator = if text.is_empty() { "" } else { "; " };
            text += &format!("{separator}{}", self.others);
        }
        text
    }

    /// The call's IDs, unless the message contains them already.
    fn further_numbers(&self) -> String {
        let is_shown =
            |number: &str| self.message.contains(number) || self.others.iter().any(|(_, text)| text.contains(number));
        let numbers = [("graphid", &self.graphid), ("rid", &self.rid)];
        let further = numbers.into_iter().filter_map(|(name, number)| Some((name, number.as_deref()?)));
        further.filter(|(_, number)| !is_shown(number)).map(|(name, number)| format!(" {name}: {number}")).collect()
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for SignatureFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = OperationReference { operation: &self.operation, section: &self.section };
        match (self.fault, f.alternate()) {
            (SignatureFault::Missing, false) => {
                write!(
                    f,
                    "the response{operation} lacks its mandatory signature: do not trust it, and confirm the result elsewhere"
                )
            }
            (SignatureFault::Missing, true) => {
                write!(f, "应答{operation:#}缺少必需的签名：请勿采信，并通过其他途径核实结果")
            }
            (SignatureFault::Wrong, false) => write!(
                f,
                "the signature of the response{operation} is wrong: do not trust it, and check that the API key belongs to \
                 this merchant and is not the AppSecret"
            ),
            (SignatureFault::Wrong, true) => {
                write!(f, "应答{operation:#}签名错误：请勿采信，并核对 API 密钥是否属于该商户、是否误用 AppSecret")
            }
        }
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for MalformedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = OperationReference { operation: &self.operation, section: &self.section };
        let cause = self.cause.text();
        let others = self.others.in_parentheses();
        match f.alternate() {
            true => write!(f, "应答{operation:#}格式有误：{}{}。请保留原文，并核实结果", cause.zh, others.zh),
            false => write!(
                f,
                "the response{operation} is malformed: {}{}; keep the raw response, and confirm the result",
                cause.en, others.en
            ),
        }
    }
}

/// The operation that an error belongs to, in parentheses, with its section of the document.
pub(super) struct OperationReference<'a> {
    pub(super) operation: &'a str,
    pub(super) section: &'a str,
}

impl fmt::Display for OperationReference<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, section } = self;
        match (section.is_empty(), f.alternate()) {
            (true, false) => write!(f, " ({operation})"),
            (true, true) => write!(f, "（{operation}）"),
            (false, false) => write!(f, " ({operation}, section {section})"),
            (false, true) => write!(f, "（{operation}，文档 {section}）"),
        }
    }
}
