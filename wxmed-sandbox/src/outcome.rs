//! How a call ended.

use std::fmt;

/// How a call ended. It contains no value of the request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// The call was successful.
    Success,
    /// The gateway rejected the call with this code.
    Gateway(u32),
    /// `return_code` FAIL, with this message.
    Protocol(String),
    /// `result_code` FAIL, with this code.
    Business(String),
    /// There is nothing at the path.
    NotFound,
    /// The request was for another host name.
    ForeignHost,
    /// The request came from another website.
    ForeignOrigin,
    /// A stub replaced the response.
    Replaced,
}

impl Outcome {
    /// The kinds of outcomes, as [`Outcome::kind`] names them.
    pub(crate) const KINDS: [&str; 8] =
        ["success", "gateway", "protocol", "business", "not-found", "foreign-host", "foreign-origin", "replaced"];

    /// The kind without details, as the control API and the log name it: `success`, `gateway`, `protocol`, `business`,
    /// `not-found`, `foreign-host`, `foreign-origin` or `replaced`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Gateway(_) => "gateway",
            Self::Protocol(_) => "protocol",
            Self::Business(_) => "business",
            Self::NotFound => "not-found",
            Self::ForeignHost => "foreign-host",
            Self::ForeignOrigin => "foreign-origin",
            Self::Replaced => "replaced",
        }
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_chinese = f.alternate();
        match self {
            Self::Success => f.write_str(if is_chinese { "成功" } else { "success" }),
            Self::Gateway(code) => write!(f, "errcode {code}"),
            Self::Protocol(message) => write!(f, "FAIL {message}"),
            Self::Business(code) => write!(f, "err_code {code}"),
            Self::NotFound => f.write_str(if is_chinese { "路径不存在" } else { "there is nothing at this path" }),
            Self::ForeignHost => {
                f.write_str(if is_chinese { "拒绝：Host 不符" } else { "rejected: foreign Host" })
            }
            Self::ForeignOrigin => {
                f.write_str(if is_chinese { "拒绝：Origin 不符" } else { "rejected: foreign Origin" })
            }
            Self::Replaced => f.write_str(if is_chinese { "应答已被故障替换" } else { "replaced by a fault" }),
        }
    }
}
