//! The errors of this crate: their kinds, what they hold, and their messages.

use wxmed_core::Violations;

use crate::codec::encode::EncodeError;
use crate::codec::raw_response::RawResponse;
use crate::codec::secret::Secret;
use crate::codec::shorten::shortened;
use crate::codec::verify::{SignatureFault, Verification};
use crate::operation::error_code::ErrorCode;
use crate::operation::error_info::ErrorInfo;
use crate::operation::response_context::ResponseContext;
use crate::redact::{graphid, masked, rid, shown};
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

/// Everything that can go wrong. `Display` is English, or Chinese with the alternate flag (`{:#}`).
///
/// Neither `Display` nor `Debug` shows a key, a token, a value that was sent or a raw response. What
/// the platform says of an error is shown, up to 200 characters of it.
///
/// `Display` says all of it, with what caused it, in one language; so `source` gives no cause, and whoever prints a chain of
/// causes prints each once. The causes are in the variants. It is the same for every error of this crate.
///
/// `Debug` is the English message too, so that `main` and `unwrap` print it; with the alternate flag (`{:#?}`) it shows the
/// variant and its parts.
#[non_exhaustive]
pub enum Error {
    /// The request breaks rules of its table; nothing was sent.
    Invalid(Violations),
    /// A field cannot be written; nothing was sent.
    Encode(EncodeError),
    /// The system's random source failed, with its reason; nothing was sent.
    Random(String),
    /// The gateway refused the call, in JSON.
    Gateway(Box<ApiError>),
    /// `return_code` is FAIL: the request was not understood.
    Protocol(Box<ApiError>),
    /// `result_code` is FAIL: the request was understood and refused.
    Business(Box<ApiError>),
    /// The signature of the response is wrong, or missing where it must not be.
    Signature(Box<SignatureFailure>),
    /// The response is not what the interface describes.
    Malformed(Box<MalformedResponse>),
    /// There is no access token, or not one that the platform accepts; nothing was done.
    Token(Box<TokenFetchError>),
    /// No response came, or none that the interface describes, and nothing was changed by that.
    Unanswered(Box<CallError>),
    /// The request may have reached the platform, no response came, and doing its work twice would do harm. Find out
    /// before you send it again.
    OutcomeUnknown(Box<CallError>),
    /// No spec has an operation of this name.
    UnknownOperation(UnknownOperation),
    /// The client was not told who the merchant is: see `ClientBuilder::merchant`.
    NoMerchant,
    /// The call was made outside a tokio runtime; nothing was sent. `wxmed::blocking::Client` needs none.
    NoRuntime,
    /// The process was forked after the blocking client was built, and its thread did not come along; nothing was sent.
    Forked,
}

impl Error {
    /// A word for what happened, for statistics and alarms: it stays the same when a message is improved.
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

    /// What the call has changed at the platform.
    ///
    /// A lookup changes nothing. For all else, a response that cannot be trusted or read tells nothing, whatever it says;
    /// nor does an error that the specs do not know, or know to leave it open.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Gateway(refusal) | Self::Protocol(refusal) | Self::Business(refusal) => refusal.outcome,
            Self::Signature(failure) => failure.outcome,
            Self::Malformed(answer) => answer.outcome,
            Self::OutcomeUnknown(_) => Outcome::Unknown,
            _ => Outcome::NothingDone,
        }
    }

    /// The response as it was received, wherever there was one.
    pub fn raw(&self) -> Option<&RawResponse> {
        match self {
            Self::Invalid(_)
            | Self::Encode(_)
            | Self::Random(_)
            | Self::UnknownOperation(_)
            | Self::NoMerchant
            | Self::NoRuntime
            | Self::Forked => None,
            Self::Gateway(refusal) | Self::Protocol(refusal) | Self::Business(refusal) => Some(&refusal.raw),
            Self::Signature(failure) => Some(&failure.raw),
            Self::Malformed(answer) => Some(&answer.raw),
            Self::Token(failure) => failure.raw(),
            Self::Unanswered(failure) | Self::OutcomeUnknown(failure) => failure.raw(),
        }
    }

    /// Whether the platform refused the access token and did nothing: a new token helps.
    pub fn is_token_refused(&self) -> bool {
        let refusal = match self {
            Self::Gateway(refusal) | Self::Protocol(refusal) | Self::Business(refusal) => Some(refusal),
            Self::Token(failure) => failure.refusal.as_ref(),
            _ => None,
        };
        // One that is in doubt is no reason to send the request again.
        let proven = refusal.filter(|refusal| refusal.outcome == Outcome::NothingDone);
        proven.and_then(|refusal| refusal.info.as_ref()).is_some_and(|row| row.refreshes_token)
    }

    /// Whether the platform says that the same call may succeed a moment later, as it does when it is busy. It does not
    /// say that nothing was done: see [`Error::outcome`].
    pub fn is_transient(&self) -> bool {
        self.api_error().is_some_and(ApiError::is_transient)
    }

    /// The error of the platform as one that the specs know, to be matched or compared.
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
    /// It is `None` if the platform reported no error, or one that `E` does not have. Each operation has errors of its own,
    /// and [`errors`](crate::errors) has those of the gateway, the protocol and the token endpoints. Some codes are in several
    /// tables: where it matters which endpoint reported it, match the variant too.
    pub fn code<E: ErrorCode>(&self) -> Option<E> {
        E::from_code(&self.api_error()?.code)
    }

    /// What the platform said, if it said no.
    pub fn api_error(&self) -> Option<&ApiError> {
        match self {
            Self::Gateway(refusal) | Self::Protocol(refusal) | Self::Business(refusal) => Some(refusal),
            Self::Token(failure) => failure.said(),
            _ => None,
        }
    }
}

#[cfg(feature = "client")]
impl Error {
    /// What the platform said, for whoever knows what must not stand in it.
    pub(crate) fn api_error_mut(&mut self) -> Option<&mut ApiError> {
        match self {
            Self::Gateway(refusal) | Self::Protocol(refusal) | Self::Business(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// Takes out of whatever the platform says what must not be shown: see [`ApiError::hide`].
    pub(crate) fn hide(&mut self, hidden: impl Fn(&str) -> String, holds: impl Fn(&str) -> bool) {
        match self {
            Self::Gateway(refusal) | Self::Protocol(refusal) | Self::Business(refusal) => refusal.hide(hidden, holds),
            Self::Malformed(answer) => answer.others.hide(hidden),
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
    /// Takes out of whatever is shown what must not be: the platform may repeat it anywhere. A code that the specs know is
    /// the platform's own.
    ///
    /// The numbers of the call end where a name of the caller's may go on, so they are not shown if they stand in one.
    pub(crate) fn hide(&mut self, hidden: impl Fn(&str) -> String, holds: impl Fn(&str) -> bool) {
        // What was sent is only found in what was said, not where that was masked already, or cut.
        self.said = Secret::new(hidden(self.said.expose()));
        self.message = shown(self.said.expose());
        self.others.hide(&hidden);
        if self.known_code().is_none() {
            self.said_code = Secret::new(hidden(self.said_code.expose()));
            self.code = shown_code(self.said_code.expose());
        }
        let is_own = |number: &String| hidden(number) == *number && !holds(number);
        self.rid = self.rid.take().filter(is_own);
        self.graphid = self.graphid.take().filter(is_own);
    }
}

/// How the platform said no.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// The operation that was called.
    pub operation: String,
    /// The section of the document that describes it.
    pub section: String,
    /// `errcode` or `err_code`, or the known words of `return_msg`; empty if there is none.
    pub code: String,
    /// `errmsg`, `return_msg` or `err_code_des`, or both of these, up to 200 characters, without control characters; what looks like an
    /// identity number or its MD5 is masked, and stands in the raw response only. So does, after a call of a client, what
    /// was sent in fields that may not be shown, or is a value of the JSON in one.
    pub message: String,
    /// What it says under names that the document does not have, as `retmsg` and `retcode` are.
    pub others: OtherFields,
    /// The platform's own number of the call, for questions to its support.
    pub rid: Option<String>,
    /// The number in `[graphid:…]`, with which `err_code_des` of a business failure may end; for questions to the
    /// platform's support, as the `rid` is.
    pub graphid: Option<String>,
    /// What the code means and what to do, if the specs know it.
    pub info: Option<ErrorInfo>,
    /// How the response is known to be the platform's; `None` if it is not verified, which is usual here.
    pub verification: Option<Verification>,
    /// Whether it may have been done all the same.
    pub outcome: Outcome,
    /// The HTTP status of the response, if a client received it.
    pub status: Option<u16>,
    /// The response as it was received.
    pub raw: RawResponse,
    /// What earlier attempts of the call received: see [`Error::earlier`].
    pub earlier: Vec<PreviousAttempt>,
    /// The message as it was received, but for what was taken out of it.
    said: Secret,
    /// The same of the code.
    said_code: Secret,
}

/// As much of a code as is shown: more is none.
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
            said: Secret::new(message),
            said_code: Secret::new(code),
        }
    }

    /// The same, with what is said under other names; the numbers of the call may stand there as well.
    pub(crate) fn with_others(mut self, others: OtherFields) -> Self {
        self.rid = self.rid.or_else(|| others.rid().map(str::to_owned));
        self.graphid = self.graphid.or_else(|| others.graphid().map(str::to_owned));
        Self { others, ..self }
    }

    /// The same, where not all that is said agrees with what the row says: it leaves open what was done.
    pub(crate) fn in_doubt(self, rules: &ResponseContext<'_>) -> Self {
        Self { outcome: rules.retry.outcome(Outcome::Unknown), ..self }
    }

    /// The code, if it is one that the specs know: the platform's own word, and nothing that it was sent.
    #[cfg(feature = "client")]
    pub(crate) fn known_code(&self) -> Option<&str> {
        self.info.as_ref().filter(|row| row.code == self.code).map(|row| &*row.code)
    }
}

/// A response whose signature does not vouch for it. The signature that would have been right is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SignatureFailure {
    /// The operation that was called.
    pub operation: String,
    /// The section of the document that describes it.
    pub section: String,
    /// What is wrong.
    pub fault: SignatureFault,
    /// Whether it may have been done.
    pub outcome: Outcome,
    /// The HTTP status of the response, if a client received it.
    pub status: Option<u16>,
    /// The response as it was received.
    pub raw: RawResponse,
    /// What earlier attempts of the call received: see [`Error::earlier`].
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
