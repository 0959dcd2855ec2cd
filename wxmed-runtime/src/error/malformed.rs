//! Responses that don't match the documented format.

use wxmed_core::{Bilingual, Lang, Violations};

use super::{Error, OtherFields, PreviousAttempt};
use crate::operation::response_context::ResponseContext;
use crate::signed_xml::raw_response::RawResponse;
use crate::signed_xml::xml::ReadError;
use wxmed_core::Outcome;

/// A response that doesn't match the documented format.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MalformedResponse {
    /// The operation that was called.
    pub operation: String,
    /// The section of the document that describes it.
    pub section: String,
    /// What is wrong.
    pub cause: MalformedReason,
    /// Undocumented fields of the response, if its codes don't explain the error.
    pub others: OtherFields,
    /// Whether the request may have been processed.
    pub outcome: Outcome,
    /// The HTTP status of the response, if a client received it.
    pub status: Option<u16>,
    /// The raw response.
    pub raw: RawResponse,
    /// The responses to earlier attempts of the call: see [`Error::earlier`].
    pub earlier: Vec<PreviousAttempt>,
}

pub(crate) fn malformed(raw: &RawResponse, rules: &ResponseContext<'_>, cause: MalformedReason) -> Error {
    malformed_with(raw, rules, cause, OtherFields::default())
}

pub(crate) fn malformed_with(
    raw: &RawResponse,
    rules: &ResponseContext<'_>,
    cause: MalformedReason,
    others: OtherFields,
) -> Error {
    Error::Malformed(Box::new(MalformedResponse {
        operation: rules.operation.to_owned(),
        section: rules.section.to_owned(),
        cause,
        others,
        outcome: rules.retry.outcome(Outcome::Unknown),
        status: None,
        raw: raw.clone(),
        earlier: Vec::new(),
    }))
}

/// What is wrong with a response.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MalformedReason {
    /// It is not the interface's XML.
    Xml(ReadError),
    /// It is JSON, but not an error of the gateway.
    Json,
    /// `return_code` is missing, or is neither SUCCESS nor FAIL.
    ReturnCode,
    /// `result_code` is missing, or is neither SUCCESS nor FAIL.
    ResultCode,
    /// A code is SUCCESS with white space around it.
    Padded {
        /// The field's name.
        field: &'static str,
    },
    /// It reports SUCCESS, but a field that must echo the request has another value: it may be the response to another
    /// request.
    NotEchoed {
        /// The field's name.
        field: String,
    },
    /// It reports SUCCESS, but mandatory fields are missing or unreadable.
    Reply(Violations),
}

impl MalformedReason {
    /// What is wrong, in one language.
    pub fn message(&self, lang: Lang) -> String {
        self.text().in_lang(lang).to_owned()
    }

    /// What is wrong, in both languages.
    pub fn text(&self) -> Bilingual {
        match self {
            Self::Xml(cause) => Bilingual::new(format!("{cause:#}"), cause.to_string()),
            Self::Json => Bilingual::of("应答是 JSON，但不是网关错误", "it is JSON, but not an error of the gateway"),
            Self::ReturnCode => Bilingual::of(
                "return_code 缺失，或不是 SUCCESS、FAIL",
                "return_code is missing, or is neither SUCCESS nor FAIL",
            ),
            Self::ResultCode => Bilingual::of(
                "result_code 缺失，或不是 SUCCESS、FAIL",
                "result_code is missing, or is neither SUCCESS nor FAIL",
            ),
            Self::Padded { field } => Bilingual::new(
                format!("{field} 的值两端有空白，不能当作 SUCCESS：其他值可能同样被改动，请检查代理"),
                format!(
                    "{field} has white space around its value and is not accepted as SUCCESS: other values may have been changed as well, so check the proxy"
                ),
            ),
            Self::NotEchoed { field } => Bilingual::new(
                format!("{field} 与发送的值不一致，可能是其他请求的应答"),
                format!("{field} differs from the value that was sent: this may be the response to another request"),
            ),
            Self::Reply(violations) => Bilingual::new(
                format!("成功应答的字段有误：\n{violations:#}\n"),
                format!("fields of the successful response are missing or unreadable:\n{violations}\n"),
            ),
        }
    }
}
