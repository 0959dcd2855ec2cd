//! Errors of calls that ended without a readable response.

use std::fmt;

use wxmed_core::Bilingual;

use super::display::OperationReference;
use super::{ApiError, Error, OtherFields, PreviousAttempt, TokenError, TransportError};
use crate::signed_xml::raw_response::RawResponse;

/// A call that was not sent, or not processed, because there is no access token that the platform accepts.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TokenFetchError {
    /// The operation that was called; empty for `Client::check`.
    pub operation: String,
    /// The section of the document that describes it.
    pub section: String,
    /// Why there is no token.
    pub cause: TokenError,
    /// How the platform rejected the previous token, if it did.
    pub api_error: Option<Box<ApiError>>,
    /// The responses to earlier attempts of the call: see [`Error::earlier`].
    pub earlier: Vec<PreviousAttempt>,
}

impl TokenFetchError {
    #[cfg(feature = "client")]
    pub(crate) fn outside_of_a_call(cause: TokenError) -> Self {
        let (operation, section) = (String::new(), String::new());
        Self { operation, section, cause, api_error: None, earlier: Vec::new() }
    }

    /// The platform's error response: to the token fetch, or to the call with the rejected token.
    pub(super) fn rejection(&self) -> Option<&ApiError> {
        match &self.cause {
            TokenError::Rejected(api_error) => Some(api_error),
            _ => self.api_error.as_deref(),
        }
    }

    pub(super) fn status(&self) -> Option<u16> {
        self.cause.status().or(self.api_error.as_ref().and_then(|api_error| api_error.status))
    }

    pub(super) fn raw(&self) -> Option<&RawResponse> {
        self.cause.raw().or(self.api_error.as_ref().map(|api_error| &api_error.raw))
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for TokenFetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = OperationReference { operation: &self.operation, section: &self.section };
        let rejection = self.api_error.as_ref().map(|api_error| api_error.quoted());
        match (rejection, f.alternate()) {
            (None, true) if self.operation.is_empty() => write!(f, "{:#}", self.cause),
            (None, false) if self.operation.is_empty() => fmt::Display::fmt(&self.cause, f),
            (None, true) => write!(f, "调用{operation:#}未能进行：{:#}", self.cause),
            (None, false) => write!(f, "the call{operation} was not made: {}", self.cause),
            (Some(rejection), true) => {
                write!(f, "调用{operation:#}未能完成：{:#}；平台拒绝 token 时返回：{rejection}", self.cause)
            }
            (Some(rejection), false) => write!(
                f,
                "the call{operation} was not processed: {}; the platform rejected the token with: {rejection}",
                self.cause
            ),
        }
    }
}

/// A call to which no readable response was received.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallError {
    /// The operation that was called.
    pub operation: String,
    /// The section of the document that describes it.
    pub section: String,
    /// What happened at the last attempt.
    pub cause: CallErrorKind,
    /// The number of attempts.
    pub attempts: u32,
    /// The responses to earlier attempts of the call: see [`Error::earlier`].
    pub earlier: Vec<PreviousAttempt>,
}

impl CallError {
    pub(super) fn raw(&self) -> Option<&RawResponse> {
        match &self.cause {
            CallErrorKind::Transport(cause) => cause.partial(),
            CallErrorKind::Status { raw, .. } => Some(raw),
        }
    }
}

/// Why there was no response.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallErrorKind {
    /// Sending the request or receiving the response failed.
    Transport(TransportError),
    /// The response has an HTTP error status, and its body is not one of the platform's.
    Status {
        /// The status.
        status: u16,
        /// The raw response.
        raw: RawResponse,
        /// Undocumented fields of the response, for example those of a gateway in between.
        others: OtherFields,
    },
}

impl CallErrorKind {
    /// The HTTP status, if one was received, even if the response was cut off.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Transport(cause) => cause.status(),
            Self::Status { status, .. } => Some(*status),
        }
    }
}

impl CallErrorKind {
    fn text(&self) -> Bilingual {
        match self {
            Self::Transport(cause) => Bilingual::new(format!("{cause:#}"), cause.to_string()),
            Self::Status { status, others, .. } => {
                let others = others.in_parentheses();
                Bilingual::new(
                    format!("HTTP {status}{}，请检查网络出口与代理", others.zh),
                    format!("HTTP {status}{}: check the network and the proxy", others.en),
                )
            }
        }
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for CallErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.text(), f)
    }
}

/// English, or Chinese with the alternate flag (`{:#}`): the middle of a sentence.
impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = OperationReference { operation: &self.operation, section: &self.section };
        let (cause, attempts) = (self.cause.text(), self.attempts);
        match f.alternate() {
            true => write!(f, "{operation:#}：{}；共尝试 {attempts} 次", cause.zh),
            false => write!(f, "{operation}: {}; attempts: {attempts}", cause.en),
        }
    }
}

/// A call of an operation that doesn't exist.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownOperation {
    /// The name that was called.
    pub name: String,
    /// The names of the existing operations.
    pub known: Vec<String>,
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for UnknownOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let help = names(&self.name, &self.known);
        match f.alternate() {
            true => write!(f, "没有名为 {} 的接口；{help:#}", self.name),
            false => write!(f, "there is no operation called {}; {help}", self.name),
        }
    }
}

impl std::error::Error for UnknownOperation {}

impl From<UnknownOperation> for Error {
    fn from(unknown: UnknownOperation) -> Self {
        Self::UnknownOperation(unknown)
    }
}

/// The name that was probably meant, or all existing names.
pub(crate) fn names(written: &str, known: &[String]) -> Bilingual {
    match nearest(written, known) {
        Some(name) => Bilingual::new(format!("是不是 {name}？"), format!("did you mean {name}?")),
        None => {
            let known = known.join(", ");
            Bilingual::new(format!("现有：{known}"), format!("there are: {known}"))
        }
    }
}

#[cfg(feature = "dynamic")]
fn nearest<'k>(written: &str, known: &'k [String]) -> Option<&'k str> {
    wxmed_core::nearest(written, known.iter().map(String::as_str))
}

/// Without the specs, names are never looked up.
#[cfg(not(feature = "dynamic"))]
fn nearest<'k>(_: &str, _: &'k [String]) -> Option<&'k str> {
    None
}
