//! What the response of a stub proves, by the specs.

use std::borrow::Cow;

use wxmed::codec::{Documented, ResponseContext, SignType, verify_response};
use wxmed::spec::model::{DocumentedError, Outcome, ResponseSigning, Retry};
use wxmed::{Error, ErrorInfo, RawResponse};

use super::sent::Sent;
use crate::http::Delivery;
use crate::request;

impl Sent<'_> {
    /// The error that a program must read from the response, if a stub made or changed it.
    pub(super) fn error(&self) -> Option<&Error> {
        let read = || {
            let is_complete = self.call.is_stubbed && self.call.reply.delivery == Delivery::Whole;
            is_complete.then(|| self.read()).flatten()
        };
        self.error.get_or_init(read).as_ref()
    }

    /// Whether the response leaves open if an operation that must not be repeated was executed.
    pub(super) fn is_outcome_unknown(&self) -> bool {
        if !self.is_write() {
            return false;
        }
        match (self.call.reply.delivery, self.error()) {
            (Delivery::Never | Delivery::CutBeforeHead | Delivery::CutInBody, _) => true,
            (Delivery::Whole, Some(error)) if error.is_token_rejected() => false,
            (Delivery::Whole, Some(_)) if !self.has_good_status() => true,
            // The platform refused it. That no spec lists the error is no fault of the program.
            (Delivery::Whole, Some(Error::Protocol(refused) | Error::Business(refused))) if refused.info.is_none() => {
                false
            }
            (Delivery::Whole, Some(error)) => error.outcome() == Outcome::Unknown,
            (Delivery::Whole, None) => false,
        }
    }

    /// Whether a program must not trust the response: its signature is wrong, or missing although it is required.
    pub(super) fn has_bad_signature(&self) -> bool {
        matches!(self.error(), Some(Error::Signature(_)))
    }

    /// Whether the platform is busy or failed, so that the same call may succeed a moment later.
    pub(super) fn is_busy(&self) -> bool {
        let is_server_error = self.call.is_stubbed && self.call.reply.response.status >= 500;
        is_server_error || self.error().is_some_and(Error::is_transient)
    }

    fn has_good_status(&self) -> bool {
        (200..300).contains(&self.call.reply.response.status)
    }

    fn read(&self) -> Option<Error> {
        let shared = infos(self.model.errors.iter().flat_map(|table| &table.errors));
        let own = self.operation.map(|operation| infos(&operation.errors)).unwrap_or_default();
        let context = ResponseContext {
            operation: self.operation.map_or("", |operation| &operation.name),
            section: self.operation.map_or("", |operation| &operation.section),
            // The endpoints are no operations: they only issue tokens, and sign nothing.
            retry: self.operation.map_or(Retry::Safe, |operation| operation.retry),
            signing: self.operation.map_or(ResponseSigning::Unsigned, |operation| operation.response_signing),
            sign_type: self
                .operation
                .map_or(SignType::Md5, |operation| request::sign_type_of(operation, &self.call.request.body)),
            business: &own,
            gateway: &shared,
            protocol: &shared,
            documented: Documented::Names(&[]),
        };
        verify_response(&RawResponse::new(self.call.reply.response.body.clone()), &context, self.key).err()
    }
}

fn infos<'a>(errors: impl IntoIterator<Item = &'a DocumentedError>) -> Vec<ErrorInfo> {
    let info = |error: &DocumentedError| ErrorInfo {
        code: Cow::Owned(error.code.clone()),
        matching: error.matching,
        meaning: error.meaning.clone(),
        remedy: error.remedy.clone(),
        refreshes_token: error.refreshes_token,
        outcome: error.outcome,
        retry: error.retry,
    };
    errors.into_iter().map(info).collect()
}
