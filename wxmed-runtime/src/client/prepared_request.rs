use std::borrow::Cow;

use wxmed_core::schema::{FieldValues, Ref};

use crate::error::{
    ApiError, CallError, CallErrorKind, MalformedReason, MalformedResponse, OtherFields, TokenFetchError,
};
use crate::http::{Method, RequestParts};
use crate::record::{self, Record as _};
use crate::redact_messages::sent_values::{Hidden, Shown};
use crate::request::sign::SigningPlan;
use crate::request::{Request, signing_plan};
use crate::response::Response;
use crate::{ApiKey, Error, Nonce, Outcome, Secret, TokenError, Valid};
use wxmed_core::Retry;

/// A signed request with everything needed to send it, independent of its type.
pub(super) struct PreparedRequest {
    pub(super) operation: Cow<'static, str>,
    pub(super) section: Cow<'static, str>,
    pub(super) path: Cow<'static, str>,
    pub(super) retry: Retry,
    pub(super) body: Secret,
    /// Fields of the response that must have these values.
    pub(super) echoes: Vec<(String, String)>,
    /// The fields of the request and of the response that may be shown.
    pub(super) shown: Shown,
}

/// The metadata of a request's operation.
pub(super) struct Named<'o> {
    pub(super) operation: Cow<'static, str>,
    pub(super) section: Cow<'static, str>,
    pub(super) path: Cow<'static, str>,
    pub(super) retry: Retry,
    /// The fields of a response that echo a field of the request, each with that field.
    pub(super) echoes: Vec<(&'o str, &'o str)>,
    pub(super) shown: Shown,
}

impl Named<'static> {
    fn of<T: Request>() -> Self {
        let operation = T::OPERATION;
        Named {
            operation: Cow::Borrowed(operation.name),
            section: Cow::Borrowed(operation.section),
            path: Cow::Borrowed(operation.path),
            retry: operation.retry,
            echoes: operation.echoes.to_vec(),
            shown: Shown { request: Ref::Static(T::TABLE), response: Ref::Static(T::Reply::TABLE) },
        }
    }
}

impl PreparedRequest {
    pub(super) fn of<T: Request>(request: &Valid<T>, key: &ApiKey) -> Result<Self, Error> {
        let (named, plan) = (Named::of::<T>(), signing_plan::<T>());
        Self::sign(named, plan, record::cells(&**request), request.extra(), request.nonce(), key)
    }

    /// A request without fields.
    #[cfg(feature = "testing")]
    pub(super) fn blank<T: Request>(key: &ApiKey) -> Result<Self, Error> {
        Self::sign(Named::of::<T>(), signing_plan::<T>(), FieldValues::of(T::TABLE), &[], None, key)
    }

    /// Fills in the nonce, signs the request, and keeps the values that the response must echo.
    pub(super) fn sign(
        named: Named<'_>,
        plan: SigningPlan<'_>,
        mut values: FieldValues<'_>,
        extra: &[(String, String)],
        nonce: Option<&Nonce>,
        key: &ApiKey,
    ) -> Result<Self, Error> {
        let body = plan.sign(&mut values, extra, nonce, key)?.body;
        let sent = |name: &str| {
            let mut rows = plan.table.rows.iter().zip(values.iter()).filter(|(row, _)| row.name == name);
            rows.find_map(|(_, value)| value.given()).map(str::to_owned)
        };
        let echo = |(reply, field): (&str, &str)| Some((reply.to_owned(), sent(field)?));
        Ok(Self {
            operation: named.operation,
            section: named.section,
            path: named.path,
            retry: named.retry,
            echoes: named.echoes.into_iter().filter_map(echo).collect(),
            body: Secret::new(body.into_xml()),
            shown: named.shown,
        })
    }

    /// The values of sensitive fields.
    pub(super) fn hidden(&self) -> Hidden {
        Hidden::of(self.body.expose().as_bytes(), &self.shown)
    }

    /// The HTTP request with this token in its query.
    pub(super) fn request_parts<'a>(&'a self, query: &'a [(&'static str, &'a str)]) -> RequestParts<'a> {
        RequestParts {
            method: Method::Post,
            path: &self.path,
            query,
            content_type: Some("application/xml; charset=utf-8"),
            body: self.body.expose().as_bytes(),
        }
    }

    /// Rejects a response that belongs to another request.
    pub(super) fn check_echo<R>(&self, response: Response<R>) -> Result<Response<R>, Error> {
        if self.echoes.is_empty() {
            return Ok(response);
        }
        let fields = response.fields();
        let broken = self.echoes.iter().find(|(name, sent)| fields.get(name) != Some(sent));
        let Some((name, _)) = broken else { return Ok(response) };
        Err(Error::Malformed(Box::new(MalformedResponse {
            operation: self.operation.to_string(),
            section: self.section.to_string(),
            cause: MalformedReason::NotEchoed { field: name.to_string() },
            others: OtherFields::default(),
            outcome: self.retry.outcome(Outcome::Unknown),
            status: None,
            raw: response.raw().clone(),
            earlier: Vec::new(),
        })))
    }

    pub(super) fn no_token(&self, cause: TokenError, api_error: Option<Box<ApiError>>) -> Error {
        let (operation, section) = (self.operation.to_string(), self.section.to_string());
        Error::Token(Box::new(TokenFetchError { operation, section, cause, api_error, earlier: Vec::new() }))
    }

    /// The error of a call that got no response.
    pub(super) fn no_response(&self, cause: CallErrorKind, attempts: u32) -> Error {
        let is_unknown = self.retry == Retry::Never && cause.may_have_been_done();
        let (operation, section) = (self.operation.to_string(), self.section.to_string());
        let failure = Box::new(CallError { operation, section, cause, attempts, earlier: Vec::new() });
        if is_unknown { Error::OutcomeUnknown(failure) } else { Error::Unanswered(failure) }
    }
}
