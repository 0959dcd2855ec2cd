//! A recorded call, as the acceptance list evaluates it.

use std::cell::OnceCell;

use serde_json::Value;
use wxmed::codec::xml;
use wxmed::spec::model::{Model, Operation, Resource, Retry};
use wxmed::{ApiKey, Error};

use super::digest::Digest;
use crate::endpoints::Endpoint;
use crate::history::RecordedCall;
use crate::http::Delivery;
use crate::outcome::Outcome;
use crate::rejection::Rejection;

/// A recorded call and its operation.
pub(super) struct Sent<'a> {
    pub(super) call: &'a RecordedCall,
    pub(super) operation: Option<&'a Operation>,
    pub(super) model: &'a Model,
    /// The key with which responses are signed.
    pub(super) key: &'a ApiKey,
    /// The fields of the request. They are parsed on first use, because there can be many calls.
    fields: OnceCell<xml::Fields<'a>>,
    digest: OnceCell<Digest>,
    /// The error that a program must read from the response of a stub.
    pub(super) error: OnceCell<Option<Error>>,
}

impl<'a> Sent<'a> {
    pub(super) fn of(call: &'a RecordedCall, model: &'a Model, key: &'a ApiKey) -> Self {
        let operation = model.operations.iter().find(|operation| operation.path == call.request.path);
        Self { call, operation, model, key, fields: OnceCell::new(), digest: OnceCell::new(), error: OnceCell::new() }
    }
}

impl Sent<'_> {
    pub(super) fn is_success(&self) -> bool {
        self.call.outcome == Outcome::Success
    }

    /// Whether it succeeded, and no fault kept the response from the program.
    pub(super) fn is_success_received(&self) -> bool {
        self.is_success() && self.call.fault.is_none()
    }

    /// Whether it is a signed request that succeeded.
    pub(super) fn is_accepted(&self) -> bool {
        self.is_success() && self.operation.is_some()
    }

    pub(super) fn is_lost(&self) -> bool {
        self.operation.is_some() && self.call.reply.delivery != Delivery::Whole
    }

    /// Whether the response is a page in place of XML. The page of an HTTP error is not: its status says more.
    pub(super) fn is_html(&self) -> bool {
        let response = &self.call.reply.response;
        response.is_html() && (200..300).contains(&response.status)
    }

    pub(super) fn may_be_repeated(&self) -> bool {
        self.operation.is_some_and(|operation| operation.retry == Retry::Safe)
    }

    /// Whether it may be repeated, or fetches a token.
    pub(super) fn may_be_tried_again(&self) -> bool {
        self.may_be_repeated() || Endpoint::at(&self.call.request.path).is_some()
    }

    /// Whether it would be executed twice if it were repeated.
    pub(super) fn is_write(&self) -> bool {
        self.operation.is_some_and(|operation| operation.retry == Retry::Never)
    }

    pub(super) fn creates(&self, what: Resource) -> bool {
        self.operation.is_some_and(|operation| operation.creates.iter().any(|creation| creation.what == what))
    }

    /// The number of the order that it creates.
    pub(super) fn created_order(&self) -> Option<&str> {
        self.call.order.as_deref().filter(|_| self.creates(Resource::Order))
    }

    /// Whether the response shows that the order that it creates exists.
    pub(super) fn shows_created_order(&self) -> bool {
        let is_readable = self.call.reply.delivery == Delivery::Whole && self.error().is_none();
        is_readable && (self.is_success() || Rejection::order_repeated().is_outcome(&self.call.outcome))
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

    pub(super) fn response_fields(&self) -> xml::Fields<'_> {
        xml::read(&self.call.reply.response.body).unwrap_or_default()
    }

    pub(super) fn fields(&self) -> &xml::Fields<'_> {
        self.fields.get_or_init(|| xml::read(&self.call.request.body).unwrap_or_default())
    }
}
