//! How the hospital responded to a notification.

use std::fmt;

use wxmed::Bilingual;
use wxmed::codec::xml;

use crate::envelope::{FAIL, RETURN_CODE, SUCCESS};

/// How the hospital responded to a notification.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SendOutcome {
    /// HTTP status 200, and XML whose `return_code` is SUCCESS.
    Acknowledged,
    /// Any other response.
    Refused(NotAcknowledged),
    /// It was not sent, because the address isn't an `http://` URL.
    UnsupportedUrl,
    /// No response, for this reason.
    Unanswered(Bilingual),
}

/// A response that doesn't acknowledge a notification.
///
/// `Debug` doesn't show the response, which can contain a patient's data.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct NotAcknowledged {
    /// The HTTP status.
    pub status: u16,
    /// What is wrong with the response.
    pub reason: RefusalReason,
    /// The beginning of the body.
    pub beginning: String,
}

/// Why a response doesn't acknowledge a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RefusalReason {
    /// The HTTP status isn't 200.
    Status,
    /// The body isn't XML like that of the interface.
    NotXml,
    /// The XML has no `return_code`.
    NoReturnCode,
    /// `return_code` is FAIL.
    Fail,
    /// `return_code` is neither SUCCESS nor FAIL.
    OtherReturnCode,
}

/// The maximum number of characters that are kept of a response.
const LONGEST_BEGINNING: usize = 200;

impl SendOutcome {
    /// Classifies a response. The rule is that of WeChat Pay; it isn't confirmed for this interface.
    pub(crate) fn of_response(status: u16, body: &[u8]) -> Self {
        let fields = xml::read(body);
        let reason = match fields.as_ref().map(|fields| fields.get(RETURN_CODE)) {
            _ if status != 200 => RefusalReason::Status,
            Ok(Some(SUCCESS)) => return Self::Acknowledged,
            Ok(Some(FAIL)) => RefusalReason::Fail,
            Ok(Some(_)) => RefusalReason::OtherReturnCode,
            Ok(None) => RefusalReason::NoReturnCode,
            Err(_) => RefusalReason::NotXml,
        };
        let beginning = String::from_utf8_lossy(body).chars().take(LONGEST_BEGINNING).collect();
        Self::Refused(NotAcknowledged { status, reason, beginning })
    }

    /// The details of the outcome. They don't contain the response.
    pub(crate) fn details(&self) -> Bilingual {
        match self {
            Self::Acknowledged => Bilingual::of("return_code 是 SUCCESS", "return_code is SUCCESS"),
            Self::Refused(refused) => refused.details(),
            Self::UnsupportedUrl => Bilingual::of(
                "通知地址不是 http:// 地址，沙箱只向 http:// 地址发送通知",
                "the address is not an http:// URL, and the sandbox sends notifications to no others",
            ),
            Self::Unanswered(reason) => reason.clone(),
        }
    }
}

impl NotAcknowledged {
    fn details(&self) -> Bilingual {
        let Self { status, .. } = self;
        match self.reason {
            RefusalReason::Status => Bilingual::new(
                format!("HTTP 状态是 {status}，应为 200"),
                format!("the HTTP status is {status}, and must be 200"),
            ),
            RefusalReason::NotXml => Bilingual::of(
                "应答不是接口的 XML，应为 <xml><return_code>SUCCESS</return_code></xml>",
                "the response is not the XML of the interface, which is <xml><return_code>SUCCESS</return_code></xml>",
            ),
            RefusalReason::NoReturnCode => Bilingual::of(
                "应答的 XML 中没有 return_code，应为 SUCCESS",
                "the XML of the response has no return_code, which must be SUCCESS",
            ),
            RefusalReason::Fail => {
                Bilingual::of("应答的 return_code 是 FAIL，应为 SUCCESS", "return_code is FAIL, and must be SUCCESS")
            }
            RefusalReason::OtherReturnCode => Bilingual::of(
                "应答的 return_code 不是 SUCCESS（须全部大写）",
                "return_code is not SUCCESS, in capital letters",
            ),
        }
    }
}

impl fmt::Debug for NotAcknowledged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NotAcknowledged")
            .field("status", &self.status)
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}

/// English, or Chinese with the alternate flag (`{:#}`). It doesn't contain the response.
impl fmt::Display for SendOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Bilingual { zh, en } = self.details();
        match (self, f.alternate()) {
            (Self::Acknowledged, false) => f.write_str("acknowledged"),
            (Self::Acknowledged, true) => f.write_str("已确认"),
            (Self::Refused(_), false) => write!(f, "not acknowledged: {en}"),
            (Self::Refused(_), true) => write!(f, "未确认：{zh}"),
            (Self::UnsupportedUrl, false) => write!(f, "not sent: {en}"),
            (Self::UnsupportedUrl, true) => write!(f, "没有发送：{zh}"),
            (Self::Unanswered(_), false) => write!(f, "no response: {en}"),
            (Self::Unanswered(_), true) => write!(f, "没有应答：{zh}"),
        }
    }
}
