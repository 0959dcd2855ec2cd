//! The errors of this crate: their kinds, what they hold, and their messages.

use wxmed_core::Violations;

use crate::operation::error_code::ErrorCode;
use crate::operation::error_info::ErrorInfo;
use crate::operation::response_context::ResponseContext;
use crate::redact_messages::{graphid, masked, rid, shown};
use crate::signed_xml::encode::EncodeError;
use crate::signed_xml::raw_response::RawResponse;
use crate::signed_xml::secret::Secret;
use crate::signed_xml::shorten::shortened;
use crate::signed_xml::verify::{SignatureFault, Verification};
use wxmed_core::Outcome;

mod call;
pub(crate) mod content;
mod credential;
mod display;
mod malformed;
mod other_fields;
mod previous_attempt;
mod retry_rules;
mod status;
mod token;
mod transport;

pub use call::{CallError, CallErrorKind, TokenFetchError, UnknownOperation};
pub use credential::{CredentialError, InvalidTokenReason};
pub use malformed::{MalformedReason, MalformedResponse};
pub(crate) use malformed::{malformed, malformed_with};
pub use other_fields::OtherFields;
pub use previous_attempt::PreviousAttempt;
pub use token::{NoTokenReason, TokenError};
pub use transport::{Stage, TransportError, TransportErrorKind};

#[cfg(feature = "dynamic")]
pub(crate) use call::names;

/// The error type of wxmed's calls. `Display` is English, or Chinese with the alternate flag (`{:#}`).
///
/// Neither `Display` nor `Debug` shows a key, a token, a value that was sent or a raw response. The platform's error
/// message is shown, limited to 200 characters.
///
/// `Display` includes the causes. `source` therefore returns `None`, so programs that print the source chain don't
/// print them twice. To inspect a cause, match the variant. This applies to every error of this crate.
///
/// `Debug` is the English message, too, so that `main` and `unwrap` print it. With the alternate flag (`{:#?}`) it
/// shows the variant and its fields.
#[non_exhaustive]
pub enum Error {
    /// The request is invalid; nothing was sent.
    Invalid(Violations),
    /// A field can't be encoded; nothing was sent.
    Encode(EncodeError),
    /// The system's random source failed, with its reason; nothing was sent.
    Random(String),
    /// WeChat's API gateway rejected the call with a JSON error (`errcode`, `errmsg`).
    Gateway(Box<ApiError>),
    /// `return_code` is FAIL: the platform couldn't process the request, for example because its signature is wrong.
    Protocol(Box<ApiError>),
    /// `result_code` is FAIL: the platform rejected the request for a business reason.
    Business(Box<ApiError>),
    /// The signature of the response is wrong, or missing although it is required.
    Signature(Box<SignatureFailure>),
    /// The response doesn't match the documented format.
    Malformed(Box<MalformedResponse>),
    /// There is no access token that the platform accepts; the request was not processed.
    Token(Box<TokenFetchError>),
    /// No readable response was received, and nothing was changed.
    Unanswered(Box<CallError>),
    /// The platform may have processed the request, but no readable response was received, and the operation must not
    /// be executed twice. Confirm the result before you send the request again.
    OutcomeUnknown(Box<CallError>),
    /// There is no operation with this name.
    UnknownOperation(UnknownOperation),
    /// The client has no merchant: see `ClientBuilder::merchant`.
    NoMerchant,
    /// The call was made outside a tokio runtime; nothing was sent. `wxmed::blocking::Client` needs none.
    NoRuntime,
    /// The process was forked after the blocking client was built, and the client's thread doesn't exist in the child;
    /// nothing was sent.
    Forked,
}

impl Error {
    /// A fixed identifier of the error's kind, for metrics and alerts. It doesn't change when messages are reworded.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "invalid",
            Self::Encode(_) => "encode",
            Self::Random(_) => "random",
            Self::Gateway(_) => "gateway",
            Self::Protocol(_) => "protocol",
            Self::Business(_) => "business",
            Self::Signature(_) => "signature",
            Self::Malformed(_) => "malformed",
            Self::Token(_) => "token",
            Self::Unanswered(_) => "unanswered",
            Self::OutcomeUnknown(_) => "outcome-unknown",
            Self::UnknownOperation(_) => "unknown-operation",
            Self::NoMerchant => "no-merchant",
            Self::NoRuntime => "no-runtime",
            Self::Forked => "forked",
        }
    }

    /// Whether the platform may have processed the request.
    ///
    /// For read-only calls the outcome is always `NothingDone`. For other operations it is `Unknown` if the response is
    /// unreadable, if its signature is wrong or missing, if the specs don't list the error or mark its outcome as
    /// unknown, or if the request may have been sent and no readable response was received.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Gateway(api_error) | Self::Protocol(api_error) | Self::Business(api_error) => api_error.outcome,
            Self::Signature(failure) => failure.outcome,
            Self::Malformed(malformed) => malformed.outcome,
            Self::OutcomeUnknown(_) => Outcome::Unknown,
            _ => Outcome::NothingDone,
        }
    }

    /// The raw response, if one was received.
    pub fn raw(&self) -> Option<&RawResponse> {
        match self {
            Self::Invalid(_)
            | Self::Encode(_)
            | Self::Random(_)
            | Self::UnknownOperation(_)
            | Self::NoMerchant
            | Self::NoRuntime
            | Self::Forked => None,
            Self::Gateway(api_error) | Self::Protocol(api_error) | Self::Business(api_error) => Some(&api_error.raw),
            Self::Signature(failure) => Some(&failure.raw),
            Self::Malformed(malformed) => Some(&malformed.raw),
            Self::Token(failure) => failure.raw(),
            Self::Unanswered(failure) | Self::OutcomeUnknown(failure) => failure.raw(),
        }
    }

    /// Whether the platform rejected the access token and did not process the request, so that sending it with a new
    /// token may succeed.
    pub fn is_token_rejected(&self) -> bool {
        let api_error = match self {
            Self::Gateway(api_error) | Self::Protocol(api_error) | Self::Business(api_error) => Some(api_error),
            Self::Token(failure) => failure.api_error.as_ref(),
            _ => None,
        };
        // If the outcome is unknown, the request must not be sent again because of a rejected token.
        let proven = api_error.filter(|api_error| api_error.outcome == Outcome::NothingDone);
        proven.and_then(|api_error| api_error.info.as_ref()).is_some_and(|row| row.refreshes_token)
    }

    /// Whether the same call may succeed a moment later, for example because the platform is busy. This doesn't mean
    /// that the request was not processed: see [`Error::outcome`].
    pub fn is_transient(&self) -> bool {
        self.api_error().is_some_and(ApiError::is_transient)
    }

    /// The platform's error as a variant of an error enum, to match or compare.
    ///
    /// ```
    /// use wxmed::Error;
    /// use wxmed::payinsurance::GetMedInfoError;
    ///
    /// fn needs_a_card(error: &Error) -> bool {
    ///     error.code() == Some(GetMedInfoError::CardNotBound)
    /// }
    /// # let _ = needs_a_card;
    /// ```
    ///
    /// Returns `None` if the platform reported no error, or one that `E` doesn't have. Each operation has its own error
    /// enum, and [`errors`](crate::errors) has those of the gateway, the protocol and the token endpoints. Some codes
    /// are in several tables: if it matters which endpoint reported the error, also match the variant of [`Error`].
    pub fn code<E: ErrorCode>(&self) -> Option<E> {
        E::from_code(&self.api_error()?.code)
    }

    /// The platform's error response, if there is one.
    pub fn api_error(&self) -> Option<&ApiError> {
        match self {
            Self::Gateway(api_error) | Self::Protocol(api_error) | Self::Business(api_error) => Some(api_error),
            Self::Token(failure) => failure.rejection(),
            _ => None,
        }
    }
}

#[cfg(feature = "client")]
impl Error {
    /// The platform's error response, to mask sensitive values in it.
    pub(crate) fn api_error_mut(&mut self) -> Option<&mut ApiError> {
        match self {
            Self::Gateway(api_error) | Self::Protocol(api_error) | Self::Business(api_error) => Some(api_error),
            _ => None,
        }
    }

    /// Masks sensitive values in the platform's messages: see [`ApiError::hide`].
    pub(crate) fn hide(&mut self, hidden: impl Fn(&str) -> String, holds: impl Fn(&str) -> bool) {
        match self {
            Self::Gateway(api_error) | Self::Protocol(api_error) | Self::Business(api_error) => {
                api_error.hide(hidden, holds)
            }
            Self::Malformed(malformed) => malformed.others.hide(hidden),
            Self::Invalid(_)
            | Self::Encode(_)
            | Self::Random(_)
            | Self::Signature(_)
            | Self::Token(_)
            | Self::Unanswered(_)
            | Self::OutcomeUnknown(_)
            | Self::UnknownOperation(_)
            | Self::NoMerchant
            | Self::NoRuntime
            | Self::Forked => {}
        }
    }
}

#[cfg(feature = "client")]
impl ApiError {
    /// Masks sensitive values everywhere, because the platform may echo them in any field. A code listed in the specs
    /// is never an echo.
    ///
    /// A text that looks like one of the call's IDs may be part of a name that was sent. In this case it isn't shown.
    pub(crate) fn hide(&mut self, hidden: impl Fn(&str) -> String, holds: impl Fn(&str) -> bool) {
        // Sent values can only be found in the original message, not in one that is already masked or truncated.
        self.received_message = Secret::new(hidden(self.received_message.expose()));
        self.message = shown(self.received_message.expose());
        self.others.hide(&hidden);
        if self.known_code().is_none() {
            self.received_code = Secret::new(hidden(self.received_code.expose()));
            self.code = shown_code(self.received_code.expose());
        }
        let is_own = |number: &String| hidden(number) == *number && !holds(number);
        self.rid = self.rid.take().filter(is_own);
        self.graphid = self.graphid.take().filter(is_own);
    }
}

/// An error response of the platform.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// The operation that was called.
    pub operation: String,
    /// The section of the document that describes it.
    pub section: String,
    /// `errcode`, `err_code`, or the part of `return_msg` that the specs list, such as 签名失败; empty if there is none.
    pub code: String,
    /// `errmsg`, or `return_msg` and `err_code_des`: up to 200 characters, without control characters. Texts that look
    /// like an identity number or its MD5 are masked; only the raw response contains them. If a client made the call,
    /// values of sensitive fields that were sent, including values in JSON, are masked, too.
    pub message: String,
    /// Undocumented fields of the response, such as `retmsg` and `retcode`.
    pub others: OtherFields,
    /// The platform's ID of the call, which its support asks for.
    pub rid: Option<String>,
    /// The ID in `[graphid:…]` at the end of a business error's `err_code_des`, which the platform's support asks for,
    /// too.
    pub graphid: Option<String>,
    /// What the code means and what to do, if the specs list it.
    pub info: Option<ErrorInfo>,
    /// How the response was verified; `None` if it was not, which is usual for errors.
    pub verification: Option<Verification>,
    /// Whether the request may have been processed despite the error.
    pub outcome: Outcome,
    /// The HTTP status of the response, if a client received it.
    pub status: Option<u16>,
    /// The raw response.
    pub raw: RawResponse,
    /// The responses to earlier attempts of the call: see [`Error::earlier`].
    pub earlier: Vec<PreviousAttempt>,
    /// The message as received, except for what was masked in it.
    received_message: Secret,
    /// The code, likewise.
    received_code: Secret,
}

/// The part of a code that is shown: a longer text is not a code.
fn shown_code(code: &str) -> String {
    shortened(code, 64)
}

impl ApiError {
    pub(crate) fn new(
        raw: &RawResponse,
        rules: &ResponseContext<'_>,
        code: &str,
        message: &str,
        row: Option<&ErrorInfo>,
        verification: Option<Verification>,
    ) -> Self {
        let masked = masked(message);
        Self {
            operation: rules.operation.to_owned(),
            section: rules.section.to_owned(),
            code: shown_code(code),
            message: shown(message),
            others: OtherFields::default(),
            rid: rid(&masked).map(str::to_owned),
            graphid: graphid(&masked).map(str::to_owned),
            info: row.cloned(),
            verification,
            outcome: match row {
                Some(row) => rules.retry.outcome(row.outcome),
                None => rules.retry.outcome(Outcome::Unknown),
            },
            status: None,
            raw: raw.clone(),
            earlier: Vec::new(),
            received_message: Secret::new(message),
            received_code: Secret::new(code),
        }
    }

    /// Adds the undocumented fields, which may contain the call's IDs, too.
    pub(crate) fn with_others(mut self, others: OtherFields) -> Self {
        self.rid = self.rid.or_else(|| others.rid().map(str::to_owned));
        self.graphid = self.graphid.or_else(|| others.graphid().map(str::to_owned));
        Self { others, ..self }
    }

    /// Marks the outcome as unknown, because the response doesn't fully agree with its row in the specs.
    pub(crate) fn in_doubt(self, rules: &ResponseContext<'_>) -> Self {
        Self { outcome: rules.retry.outcome(Outcome::Unknown), ..self }
    }

    /// The code, if the specs list it, so that it can't be an echoed value.
    #[cfg(feature = "client")]
    pub(crate) fn known_code(&self) -> Option<&str> {
        self.info.as_ref().filter(|row| row.code == self.code).map(|row| &*row.code)
    }
}

/// A response whose signature is wrong or missing. The expected signature is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SignatureFailure {
    /// The operation that was called.
    pub operation: String,
    /// The section of the document that describes it.
    pub section: String,
    /// What is wrong.
    pub fault: SignatureFault,
    /// Whether the request may have been processed.
    pub outcome: Outcome,
    /// The HTTP status of the response, if a client received it.
    pub status: Option<u16>,
    /// The raw response.
    pub raw: RawResponse,
    /// The responses to earlier attempts of the call: see [`Error::earlier`].
    pub earlier: Vec<PreviousAttempt>,
}

impl std::error::Error for Error {}

impl From<Violations> for Error {
    fn from(violations: Violations) -> Self {
        Self::Invalid(violations)
    }
}

impl From<EncodeError> for Error {
    fn from(cause: EncodeError) -> Self {
        Self::Encode(cause)
    }
}
