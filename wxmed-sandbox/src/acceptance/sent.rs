//! A recorded call, as the acceptance list evaluates it.

use std::cell::OnceCell;

use serde_json::Value;
use wxmed::codec::xml;
use wxmed::spec::model::{Operation, Resource, Retry};

use super::digest::Digest;
use crate::endpoints::Endpoint;
use crate::fault::AppliedFault;
use crate::history::RecordedCall;
use crate::http::Delivery;
use crate::outcome::Outcome;
use crate::rejection::Rejection;
use crate::stubs::StubResponse;

/// A recorded call and its operation.
pub(super) struct Sent<'a> {
    pub(super) call: &'a RecordedCall,
    pub(super) operation: Option<&'a Operation>,
    /// The fields of the request. They are parsed on first use, because there can be many calls.
    fields: OnceCell<xml::Fields<'a>>,
    digest: OnceCell<Digest>,
}

impl<'a> Sent<'a> {
    pub(super) fn of(call: &'a RecordedCall, operation: Option<&'a Operation>) -> Self {
        Self { call, operation, fields: OnceCell::new(), digest: OnceCell::new() }
    }
}

impl Sent<'_> {
    pub(super) fn is_success(&self) -> bool {
        self.call.outcome == Outcome::Success
    }

    /// Whether it is a signed request that succeeded.
    pub(super) fn is_accepted(&self) -> bool {
        self.is_success() && self.operation.is_some()
    }

    pub(super) fn is_lost(&self) -> bool {
        self.operation.is_some() && (self.call.reply.delivery != Delivery::Whole || self.hides_order())
    }

    /// Whether it created an order, but its response says nothing trustworthy about that.
    fn hides_order(&self) -> bool {
        let fault = self.call.fault.as_ref().filter(|fault| fault.is_executed);
        let hides =
            |fault: &AppliedFault| self.call.outcome == Outcome::Replaced || fault.kind == StubResponse::FORGED_FAILURE;
        self.creates_order_once() && fault.is_some_and(hides)
    }

    pub(super) fn is_busy(&self) -> bool {
        let response = &self.call.reply.response;
        let is_busy = || response.text().replace(' ', "").contains("\"errcode\":-1");
        self.call.is_stubbed && !self.is_lost() && (response.status >= 500 || is_busy())
    }

    pub(super) fn is_html(&self) -> bool {
        self.call.reply.response.is_html()
    }

    pub(super) fn may_be_repeated(&self) -> bool {
        self.operation.is_some_and(|operation| operation.retry == Retry::Safe)
    }

    pub(super) fn creates(&self, what: Resource) -> bool {
        self.operation.is_some_and(|operation| operation.creates.iter().any(|creation| creation.what == what))
    }

    /// Whether it creates an order, and must not be repeated.
    pub(super) fn creates_order_once(&self) -> bool {
        self.creates(Resource::Order) && !self.may_be_repeated()
    }

    /// The digest of the request, which is the same if it is sent again with another token, nonce and signature.
    pub(super) fn digest(&self) -> Digest {
        *self.digest.get_or_init(|| Digest::of_request(&self.call.request, self.operation, self.fields()))
    }

    /// The digest of what its order is for.
    pub(super) fn purpose(&self) -> Digest {
        self.operation.map_or_else(|| self.digest(), |operation| Digest::of_purpose(operation, self.fields()))
    }

    /// The token that it fetched.
    pub(super) fn fetched_token(&self) -> Option<String> {
        Endpoint::at(&self.call.request.path)?;
        let response: Value = serde_json::from_slice(&self.call.reply.response.body).ok()?;
        response["access_token"].as_str().map(str::to_owned)
    }

    /// The digest of the token with which it was sent.
    pub(super) fn token(&self) -> Option<Digest> {
        self.call.request.parameter("access_token").map(Digest::of)
    }

    pub(super) fn lacks_card(&self) -> bool {
        let missing = |operation| Rejection::missing(operation, Resource::BoundCard);
        self.operation.is_some_and(|operation| missing(operation).is_outcome(&self.call.outcome))
    }

    pub(super) fn value(&self, name: &str) -> Option<String> {
        self.fields().get(name).map(str::to_owned)
    }

    pub(super) fn has_value(&self, fits: fn(&str) -> bool) -> bool {
        self.fields().iter().any(|(_, value)| fits(value))
    }

    pub(super) fn fields(&self) -> &xml::Fields<'_> {
        self.fields.get_or_init(|| xml::read(&self.call.request.body).unwrap_or_default())
    }
}
