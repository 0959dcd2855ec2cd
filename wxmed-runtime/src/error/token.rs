use std::fmt;

use wxmed_core::Bilingual;

use super::{ApiError, CredentialError, InvalidTokenReason, OtherFields, TransportError};
use crate::codec::raw_response::RawResponse;
#[cfg(feature = "client")]
use crate::codec::secret::Secret;
use crate::codec::xml::ReadError;
#[cfg(feature = "client")]
use crate::redact::without;

/// Why there is no token to call with. None of it holds a token or a secret but the raw responses.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum TokenError {
    /// The token's endpoint said no, as for a wrong AppSecret, or an address that is not in the whitelist. The row of the
    /// code says what to do.
    Refused(Box<ApiError>),
    /// No response came from the endpoint.
    Unanswered(TransportError),
    /// The endpoint answered with an HTTP status that is none of success.
    Status {
        /// The status.
        status: u16,
        /// The response as it was received.
        raw: RawResponse,
        /// What it says in fields of its own, as that of a gateway on the way does.
        others: OtherFields,
    },
    /// The endpoint's answer holds no token.
    Malformed {
        /// Why.
        reason: NoTokenReason,
        /// The response as it was received.
        raw: RawResponse,
        /// What it says in fields of its own, as that of a gateway on the way does.
        others: OtherFields,
    },
    /// What was given as a token cannot be one. No call was made with it.
    InvalidToken {
        /// Why.
        reason: InvalidTokenReason,
        /// The endpoint's answer as it was received, if the token came from there.
        raw: Option<RawResponse>,
    },
    /// A credential of the provider cannot be one. Nothing was sent.
    Credential(CredentialError),
    /// The call was repeated with a new token, and that one was refused too.
    StaysRefused,
    /// The platform keeps giving the token that it refuses, and the budget of new ones is used up for now.
    RefreshBudgetExhausted,
    /// The token that was refused is the only one that there is.
    NotRefreshable,
    /// Someone else was fetching a token, or a function of your own was, and took longer than this call may take.
    TimedOut,
    /// What a provider of your own says; it goes into logs, and must hold no secret.
    Other(String),
}

/// Why a response of the token's endpoint holds no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoTokenReason {
    /// It has no text as `access_token`, or is no JSON object.
    Missing,
    /// It has `access_token` more than once: readers differ on which of them counts.
    Duplicate,
    /// It is something else, an HTML page or compressed.
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
    /// What the endpoint answered, if it did.
    pub fn raw(&self) -> Option<&RawResponse> {
        match self {
            Self::Refused(refusal) => Some(&refusal.raw),
            Self::Unanswered(cause) => cause.partial(),
            Self::Status { raw, .. } | Self::Malformed { raw, .. } => Some(raw),
            Self::InvalidToken { raw, .. } => raw.as_ref(),
            Self::Credential(_)
            | Self::StaysRefused
            | Self::RefreshBudgetExhausted
            | Self::NotRefreshable
            | Self::TimedOut
            | Self::Other(_) => None,
        }
    }

    /// The HTTP status of the endpoint, if it answered with an error, or its response broke off.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused(refusal) => refusal.status,
            Self::Unanswered(cause) => cause.status(),
            Self::Status { status, .. } => Some(*status),
            Self::Malformed { .. }
            | Self::InvalidToken { .. }
            | Self::Credential(_)
            | Self::StaysRefused
            | Self::RefreshBudgetExhausted
            | Self::NotRefreshable
            | Self::TimedOut
            | Self::Other(_) => None,
        }
    }

    /// The same, if the endpoint repeats the AppSecret: without it.
    #[cfg(feature = "client")]
    pub(crate) fn without(mut self, secret: &Secret) -> Self {
        let secret = secret.expose();
        match &mut self {
            Self::Refused(refusal) => refusal.hide(|text| without(text, secret), |text| secret.contains(text)),
            Self::Status { others, .. } | Self::Malformed { others, .. } => others.hide(|text| without(text, secret)),
            Self::Unanswered(_)
            | Self::InvalidToken { .. }
            | Self::Credential(_)
            | Self::StaysRefused
            | Self::RefreshBudgetExhausted
            | Self::NotRefreshable
            | Self::TimedOut
            | Self::Other(_) => {}
        }
        self
    }

    fn text(&self) -> Bilingual {
        match self {
            Self::Refused(refusal) => Bilingual::new(
                format!("取 access_token 被拒绝：{refusal:#}"),
                format!("no access_token was given: {refusal}"),
            ),
            Self::Unanswered(cause) => Bilingual::new(
                format!("取 access_token 没有得到应答：{cause:#}"),
                format!("the endpoint of the access_token did not answer: {cause}"),
            ),
            Self::Status { status, others, .. } => {
                let said = others.in_parentheses();
                Bilingual::new(
                    format!("取 access_token 时得到 HTTP {status}{}，请检查网络出口与代理", said.zh),
                    format!(
                        "the endpoint of the access_token answered with HTTP {status}{}: check the way out and the proxy",
                        said.en
                    ),
                )
            }
            Self::Malformed { reason, others, .. } => {
                let (reason, said) = (reason.text(), others.in_parentheses());
                Bilingual::new(
                    format!("取 access_token 的应答{}{}，请保留原文并检查代理", reason.zh, said.zh),
                    format!(
                        "the answer of the endpoint {}{}: keep the raw answer, and check the proxy",
                        reason.en, said.en
                    ),
                )
            }
            Self::InvalidToken { reason, raw: Some(_) } => {
                let reason = reason.text();
                Bilingual::new(
                    format!("取 access_token 的应答里的 token {}，请保留原文并检查代理", reason.zh),
                    format!(
                        "the access_token in the answer of the endpoint {}: keep the raw answer, and check the proxy",
                        reason.en
                    ),
                )
            }
            Self::InvalidToken { reason, raw: None } => CredentialError::Token(*reason).text(),
            Self::Credential(cause) => cause.text(),
            Self::StaysRefused => Bilingual::of(
                "换了新的 access_token 仍被拒绝：请确认 token 属于这个公众号，且没有别的程序在刷新它",
                "a new access_token was refused too: see that it is this account's, and that no other program refreshes it",
            ),
            Self::RefreshBudgetExhausted => Bilingual::of(
                "平台一再给出同一个已失效的 access_token，强制刷新的次数暂已用尽：请查是否有别的程序在刷新它，30 秒后再试",
                "the platform keeps giving the access_token that it refuses, and no forced refresh is left for now: look \
                 for another program that refreshes it, and try again in 30 seconds",
            ),
            Self::NotRefreshable => Bilingual::of(
                "固定的 access_token 被拒绝：请换上新的，或改用 StableToken",
                "the fixed access_token was refused: set a new one, or use StableToken",
            ),
            Self::TimedOut => Bilingual::of("等待 access_token 超时", "waiting for the access_token took too long"),
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
