use std::fmt;

use wxmed_core::{Lang, Violations};

use super::notice::FailureNotice;
use super::response::Response;
use crate::signed_xml::verify::SignatureFault;
use crate::signed_xml::xml::ReadError;

/// Why a notification was not accepted. Messages contain no value of the notification, and not the expected signature.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotifyError {
    /// It is not the interface's XML: it is truncated, too large, or not XML.
    Xml(ReadError),
    /// A code is missing, or is neither SUCCESS nor FAIL.
    Code {
        /// The field's name.
        field: &'static str,
    },
    /// Its signature is missing or wrong: it may not come from the platform, or the key is not that of the merchant.
    Signature(SignatureFault),
    /// The notice lacks this field, but the value of another field contains it as `&name=`. The signature is valid for
    /// both readings, so this may be a modified copy of another notice.
    Ambiguous {
        /// The name of the field that is missing.
        field: String,
    },
    /// It is signed with the receiver's key, but is meant for another merchant or appid.
    Foreign {
        /// The name of the field that differs.
        field: &'static str,
    },
    /// Its `return_code` is FAIL. It is not signed and reports nothing that could be booked.
    Failed(FailureNotice),
    /// It reports SUCCESS, but mandatory fields are missing or unreadable.
    Fields(Violations),
}

impl NotifyError {
    /// The response: FAIL with a short reason that reveals nothing.
    pub fn response(&self) -> Response {
        Response::fail(match self {
            Self::Xml(_) => "XML格式错误",
            Self::Code { .. } | Self::Fields(_) => "参数格式校验错误",
            Self::Signature(_) | Self::Ambiguous { .. } => "签名失败",
            Self::Foreign { .. } => "商户不符",
            Self::Failed(_) => "return_code不是SUCCESS",
        })
    }

    /// The message in this language. `Display` writes the English one, or the Chinese one with the alternate flag
    /// (`{:#}`).
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("{self:#}"),
            Lang::En => self.to_string(),
        }
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for NotifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, f.alternate()) {
            (Self::Xml(cause), false) => write!(f, "the notification is malformed: {cause}"),
            (Self::Xml(cause), true) => write!(f, "通知格式有误：{cause:#}"),
            (Self::Code { field }, false) => {
                write!(f, "the notification is malformed: {field} is missing, or is neither SUCCESS nor FAIL")
            }
            (Self::Code { field }, true) => write!(f, "通知格式有误：{field} 缺失，或不是 SUCCESS、FAIL"),
            (Self::Signature(SignatureFault::Missing), false) => {
                f.write_str("the notification has no signature: do not trust it")
            }
            (Self::Signature(SignatureFault::Missing), true) => f.write_str("通知没有签名：请勿采信"),
            (Self::Signature(SignatureFault::Wrong), false) => f.write_str(
                "the signature of the notification is wrong: do not trust it, and check that the API key belongs to this \
                 merchant",
            ),
            (Self::Signature(SignatureFault::Wrong), true) => {
                f.write_str("通知签名错误：请勿采信，并核对 API 密钥是否属于该商户")
            }
            (Self::Ambiguous { field }, false) => write!(
                f,
                "the notification has {field} inside the value of another field, so its signature proves nothing: do not \
                 trust it"
            ),
            (Self::Ambiguous { field }, true) => {
                write!(f, "通知把 {field} 写在另一字段的值里，签名不能证明内容未被改动：请勿采信")
            }
            (Self::Foreign { field }, false) => write!(
                f,
                "the notification is meant for another merchant: its {field} is not the receiver's; check the notify_url \
                 of the orders"
            ),
            (Self::Foreign { field }, true) => {
                write!(f, "通知属于其他商户：{field} 与接收方不符；请核对下单时的 notify_url")
            }
            // Its text is not shown: it is not signed, so an attacker could write into the log.
            (Self::Failed(_), false) => f.write_str("the notification has return_code FAIL, and is not signed"),
            (Self::Failed(_), true) => f.write_str("通知的 return_code 为 FAIL，且没有签名"),
            (Self::Fields(violations), false) => {
                write!(f, "fields of the notification are missing or unreadable:\n{violations}")
            }
            (Self::Fields(violations), true) => write!(f, "通知的字段有误：\n{violations:#}"),
        }
    }
}

/// The English message.
impl fmt::Debug for NotifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.to_string(), f)
    }
}

impl std::error::Error for NotifyError {}
