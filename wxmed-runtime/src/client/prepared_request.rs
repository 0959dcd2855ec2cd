use std::borrow::Cow;

use crate::error::{
    ApiError, CallError, CallErrorKind, MalformedReason, MalformedResponse, OtherFields, TokenFetchError,
};
use crate::http::{Ask, Method};
use crate::operation::outcome::Retry;
use crate::redact::sent_values::{Hidden, Shown};
use crate::request::Request;
use crate::response::Response;
use crate::schema::record::Record as _;
use crate::{ApiKey, Error, Outcome, Secret, TokenError, Valid};

/// A signed request, and what must be known to send it: nothing of its type.
pub(super) struct PreparedRequest {
    pub(super) operation: Cow<'static, str>,
    pub(super) section: Cow<'static, str>,
    pub(super) path: Cow<'static, str>,
    pub(super) retry: Retry,
    pub(super) body: Secret,
    /// Fields of the response that must have these values.
    pub(super) echoes: Vec<(Cow<'static, str>, String)>,
    /// What anybody may be shown of it, and of the response.
    pub(super) shown: Shown,
}

impl PreparedRequest {
    pub(super) fn of<T: Request>(request: &Valid<T>, key: &ApiKey) -> Result<Self, Error> {
        let operation = T::OPERATION;
        let signed = request.sign(key)?;
        let nonce_row = T::TABLE.nonce_row().and_then(|place| T::TABLE.rows.get(usize::from(place)));
        let sent = |field: &str| match &signed.nonce {
            Some(nonce) if nonce_row.is_some_and(|row| row.name == field) => Some(nonce.as_str().to_owned()),
            _ => request.to_fields().into_iter().find(|(name, _)| name == field).map(|(_, text)| text),
        };
        let echo = |(reply, field): &(&'static str, &'static str)| Some((Cow::Borrowed(*reply), sent(field)?));
        Ok(Self {
            operation: Cow::Borrowed(operation.name),
            section: Cow::Borrowed(operation.section),
            path: Cow::Borrowed(operation.path),
            retry: operation.retry,
            echoes: operation.echoes.iter().filter_map(echo).collect(),
            body: Secret::new(signed.body.into_xml()),
            shown: Shown::Tables(T::TABLE, T::Reply::TABLE),
        })
    }

    /// What was sent in fields that may not be shown.
    pub(super) fn hidden(&self) -> Hidden {
        Hidden::of(self.body.expose().as_bytes(), &self.shown)
    }

    /// How it is asked with this token; the query must outlive the question.
    pub(super) fn ask<'a>(&'a self, query: &'a [(&'static str, &'a str)]) -> Ask<'a> {
        Ask {
            method: Method::Post,
            path: &self.path,
            query,
            content_type: Some("application/xml; charset=utf-8"),
            body: self.body.expose().as_bytes(),
        }
    }

    /// Refuses the response to another request.
    pub(super) fn check_echo<R>(&self, answer: Response<R>) -> Result<Response<R>, Error> {
        if self.echoes.is_empty() {
            return Ok(answer);
        }
        let fields = answer.fields();
        let broken = self.echoes.iter().find(|(name, sent)| fields.get(name) != Some(sent));
        let Some((name, _)) = broken else { return Ok(answer) };
        Err(Error::Malformed(Box::new(MalformedResponse {
            operation: self.operation.to_string(),
            section: self.section.to_string(),
            cause: MalformedReason::NotEchoed { field: name.to_string() },
            others: OtherFields::default(),
            outcome: self.retry.outcome(Outcome::Unknown),
            raw: answer.raw().clone(),
            earlier: Vec::new(),
        })))
    }

    pub(super) fn no_token(&self, cause: TokenError, refusal: Option<Box<ApiError>>) -> Error {
        let (operation, section) = (self.operation.to_string(), self.section.to_string());
        Error::Token(Box::new(TokenFetchError { operation, section, cause, refusal, earlier: Vec::new() }))
    }

    /// The end of a call that got no response.
    pub(super) fn no_answer(&self, cause: CallErrorKind, attempts: u32) -> Error {
        let is_unknown = self.retry == Retry::Never && cause.may_have_been_done();
        let (operation, section) = (self.operation.to_string(), self.section.to_string());
        let failure = Box::new(CallError { operation, section, cause, attempts, earlier: Vec::new() });
        if is_unknown { Error::OutcomeUnknown(failure) } else { Error::Unanswered(failure) }
    }
}
