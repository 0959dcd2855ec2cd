use std::fmt;

use wxmed_core::Bilingual;

use super::{ApiError, CredentialError, InvalidTokenReason, OtherFields, TransportError};
#[cfg(feature = "client")]
use crate::redact_messages::without;
use crate::signed_xml::raw_response::RawResponse;
#[cfg(feature = "client")]
use crate::signed_xml::secret::Secret;
use crate::signed_xml::xml::ReadError;

/// Why there is no access token. Only the raw responses in it may contain a token or a secret.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum TokenError {
    /// The token endpoint returned an error, for example because the AppSecret is wrong or the IP address is not in the
    /// whitelist. [`ApiError::info`] explains what to do.
    Rejected(Box<ApiError>),
    /// No response was received from the endpoint.
    Unanswered(TransportError),
    /// The endpoint responded with an HTTP error status.
    Status {
        /// The status.
        status: u16,
        /// The raw response.
        raw: RawResponse,
        /// Undocumented fields of the response, for example those of a gateway in between.
        others: OtherFields,
    },
    /// The endpoint's response contains no token.
    Malformed {
        /// Why.
        reason: NoTokenReason,
        /// The raw response.
        raw: RawResponse,
        /// Undocumented fields of the response, for example those of a gateway in between.
        others: OtherFields,
    },
    /// The token is invalid. No call was made with it.
    InvalidToken {
        /// Why.
        reason: InvalidTokenReason,
        /// The endpoint's raw response, if the token came from there.
        raw: Option<RawResponse>,
    },
    /// A credential of the provider is invalid. Nothing was sent.
    Credential(CredentialError),
    /// The call was sent again with a new token, and the platform rejected that one, too.
    StillRejected,
    /// The platform keeps returning the token that it rejects, and the limit of forced refreshes is reached for now.
    RefreshBudgetExhausted,
    /// The rejected token can't be replaced, because the provider has only this one.
    NotRefreshable,
    /// A concurrent fetch, or your own provider, took longer than the time-out of this call.
    TimedOut,
    /// An error of your own provider. The text is logged and must not contain secrets.
    Other(String),
}

/// Why a response of the token endpoint contains no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoTokenReason {
    /// It has no string `access_token`, or is not a JSON object.
    Missing,
    /// It has more than one `access_token`, and parsers disagree on which one is valid.
    Duplicate,
    /// It is something else, for example an HTML page, or compressed.
    Body(ReadError),
}

impl NoTokenReason {
    fn text(self) -> Bilingual {
        match self {
            Self::Missing => Bilingual::of("里没有 token", "has no access_token"),
            Self::Duplicate => Bilingual::of(
                "里的 access_token 出现了不止一次，无法判断以哪一个为准",
                "has access_token more than once",
            ),
            Self::Body(cause) => {
                Bilingual::new(format!("里没有 token（{cause:#}）"), format!("has no access_token: {cause}"))
            }
        }
    }
}

impl TokenError {
    /// The endpoint's raw response, if one was received.
    pub fn raw(&self) -> Option<&RawResponse> {
        match self {
            Self::Rejected(error) => Some(&error.raw),
            Self::Unanswered(cause) => cause.partial(),
            Self::Status { raw, .. } | Self::Malformed { raw, .. } => Some(raw),
            Self::InvalidToken { raw, .. } => raw.as_ref(),
            Self::Credential(_)
            | Self::StillRejected
            | Self::RefreshBudgetExhausted
            | Self::NotRefreshable
            | Self::TimedOut
            | Self::Other(_) => None,
        }
    }

    /// The HTTP status of the endpoint's response, if it was an error or was cut off.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Rejected(error) => error.status,
            Self::Unanswered(cause) => cause.status(),
            Self::Status { status, .. } => Some(*status),
            Self::Malformed { .. }
            | Self::InvalidToken { .. }
            | Self::Credential(_)
            | Self::StillRejected
            | Self::RefreshBudgetExhausted
            | Self::NotRefreshable
            | Self::TimedOut
            | Self::Other(_) => None,
        }
    }

    /// Removes the AppSecret, in case the endpoint echoes it.
    #[cfg(feature = "client")]
    pub(crate) fn without(mut self, secret: &Secret) -> Self {
        let secret = secret.expose();
        match &mut self {
            Self::Rejected(error) => error.hide(|text| without(text, secret), |text| secret.contains(text)),
            Self::Status { others, .. } | Self::Malformed { others, .. } => others.hide(|text| without(text, secret)),
            Self::Unanswered(_)
            | Self::InvalidToken { .. }
            | Self::Credential(_)
            | Self::StillRejected
            | Self::RefreshBudgetExhausted
            | Self::NotRefreshable
            | Self::TimedOut
            | Self::Other(_) => {}
        }
        self
    }

    fn text(&self) -> Bilingual {
        match self {
            Self::Rejected(error) => Bilingual::new(
                format!("获取 access_token 被拒绝：{error:#}"),
                format!("the access_token could not be fetched: {error}"),
            ),
            Self::Unanswered(cause) => Bilingual::new(
                format!("获取 access_token 时没有收到应答：{cause:#}"),
                format!("no response from the access_token endpoint: {cause}"),
            ),
            Self::Status { status, others, .. } => {
                let others = others.in_parentheses();
                Bilingual::new(
                    format!("获取 access_token 时收到 HTTP {status}{}，请检查网络出口与代理", others.zh),
                    format!(
                        "the access_token endpoint responded with HTTP {status}{}: check the network and the proxy",
                        others.en
                    ),
                )
            }
            Self::Malformed { reason, others, .. } => {
                let (reason, others) = (reason.text(), others.in_parentheses());
                Bilingual::new(
                    format!("获取 access_token 的应答{}{}，请保留原文并检查代理", reason.zh, others.zh),
                    format!(
                        "the response of the access_token endpoint {}{}: keep the raw response, and check the proxy",
                        reason.en, others.en
                    ),
                )
            }
            Self::InvalidToken { reason, raw: Some(_) } => {
                let reason = reason.text();
                Bilingual::new(
                    format!("获取到的 access_token {}，请保留应答原文并检查代理", reason.zh),
                    format!(
                        "the access_token in the endpoint's response {}: keep the raw response, and check the proxy",
                        reason.en
                    ),
                )
            }
            Self::InvalidToken { reason, raw: None } => CredentialError::Token(*reason).text(),
            Self::Credential(cause) => cause.text(),
            Self::StillRejected => Bilingual::of(
                "更换新的 access_token 后仍被拒绝：请确认 token 属于该 appid，且没有其他程序在刷新它",
                "a new access_token was rejected, too: check that it belongs to this account, and that no other program refreshes it",
            ),
            Self::RefreshBudgetExhausted => Bilingual::of(
                "平台返回的仍是已被拒绝的 access_token，而刷新次数已达上限：请检查是否有其他程序在刷新它。间隔限制在 30 秒后解除，每日限额在次日恢复",
                "the platform keeps returning the access_token that it rejects, and no forced refresh is left for now: check \
                 whether another program refreshes it, and try again in 30 seconds",
            ),
            Self::NotRefreshable => Bilingual::of(
                "固定的 access_token 被拒绝：请更换，或改用 StableToken",
                "the fixed access_token was rejected: set a new one, or use StableToken",
            ),
            Self::TimedOut => Bilingual::of("等待 access_token 超时", "waiting for the access_token timed out"),
            Self::Other(reason) => Bilingual::new(reason.clone(), reason.clone()),
        }
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.text(), f)
    }
}

impl std::error::Error for TokenError {}
