//! The state of each point of the acceptance list. Each call is evaluated once, when it is recorded.

use std::fmt;

use wxmed::ApiKey;
use wxmed::codec::xml;
use wxmed::spec::model::{Model, Resource};

use super::Found;
use super::digest::Digest;
use super::forged::Forged;
use super::notified::Notified;
use super::retries::Retried;
use super::sent::Sent;
use super::token_replaced::{FetchedTokens, TokenReplaced};
use super::unbound_card::UnboundCard;
use super::unknown_outcomes::UnknownOutcomes;
use crate::endpoints::Endpoint;
use crate::history::RecordedCall;
use crate::notification::{SendOutcome, SentNotification};
use crate::outcome::Outcome;
use crate::wait::{Wait, WaitEnd};

/// The state of each point, and the data needed to recognise the later call that completes one.
///
/// A tick stays when its exchange is dropped or cleared. A reset removes all, and starting a point over its own.
#[derive(Default)]
pub(crate) struct Ticks {
    /// How often the list was cleared.
    pub(super) clearings: usize,
    pub(super) token_fetched: Found,
    pub(super) signature_accepted: Found,
    pub(super) zero_signed: Found,
    pub(super) chinese_signed: Found,
    pub(super) markup_signed: Found,
    pub(super) unbound_card: UnboundCard,
    pub(super) order_created: Found,
    pub(super) message_sent: Found,
    pub(super) notified: Notified,
    /// After a token was rejected in the gateway's JSON.
    pub(super) token_replaced: TokenReplaced,
    /// After a token was rejected in XML.
    pub(super) token_replaced_in_xml: TokenReplaced,
    pub(super) lookup_retried: Retried,
    pub(super) unknown_outcome: UnknownOutcomes,
    pub(super) busy_later: Retried,
    pub(super) forged: Forged,
    pub(super) html: Found,
    pub(super) given_up: Found,
    pub(super) fetched: FetchedTokens,
}

/// The format in which a token was rejected.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Shape {
    Json,
    Xml,
}

impl Found {
    /// Records the number if the condition is met. Only the first match counts.
    pub(super) fn see(&mut self, number: usize, is_met: impl FnOnce() -> bool) {
        if *self == Self::Nothing && is_met() {
            *self = Self::Seen(number);
        }
    }
}

impl Ticks {
    /// Evaluates a call. Calls must be passed in order.
    pub(crate) fn call(&mut self, call: &RecordedCall, model: &Model, key: &ApiKey) {
        let sent = Sent::of(call, model, key);
        let number = call.number;
        self.token_fetched.see(number, || sent.is_success() && Endpoint::at(&call.request.path).is_some());
        self.signature_accepted.see(number, || sent.is_accepted());
        let is_accepted_with = |fits: fn(&str) -> bool| sent.is_accepted() && sent.has_value(fits);
        self.zero_signed.see(number, || is_accepted_with(|value| value == "0"));
        self.chinese_signed.see(number, || is_accepted_with(|value| !value.is_ascii()));
        self.markup_signed.see(number, || is_accepted_with(|value| value.contains(['&', '<'])));
        self.order_created.see(number, || sent.is_accepted() && sent.creates(Resource::Order));
        self.message_sent.see(number, || sent.is_accepted() && sent.creates(Resource::Message));
        self.html.see(number, || call.is_stubbed && sent.is_html());
        self.notified.call(&sent, model);
        self.pairs(&sent);
        self.tokens(&sent, model);
        self.unknown_outcome.call(&sent);
        self.forged.call(&sent);
    }

    /// Evaluates the end of the wait for the response to a recorded call.
    pub(crate) fn wait_ended(&mut self, number: usize, wait: Wait) {
        self.given_up.see(number, || wait.ended_by == WaitEnd::Client);
    }

    /// Evaluates a notification. Notifications must be passed in order.
    pub(crate) fn notification(&mut self, sent: &SentNotification) {
        self.notified.sent(sent);
        if sent.outcome == SendOutcome::Acknowledged {
            let fields = xml::read(&sent.sent.body).unwrap_or_default();
            for value in fields.iter().map(|(_, value)| Digest::of(value)) {
                self.unknown_outcome.became_known(value);
                self.forged.became_known(value);
            }
        }
    }

    /// Evaluates the points that need this call and an earlier one.
    fn pairs(&mut self, sent: &Sent<'_>) {
        let number = sent.call.number;
        if sent.is_success_received() {
            self.lookup_retried.succeeded(|| sent.digest(), number);
            self.busy_later.succeeded(|| sent.digest(), number);
        }
        if sent.is_lost() && sent.may_be_repeated() {
            self.lookup_retried.failed(sent.digest(), number);
        }
        if sent.may_be_tried_again() && sent.is_busy() {
            self.busy_later.failed(sent.digest(), number);
        }
        self.unbound_card.call(sent);
    }

    fn tokens(&mut self, sent: &Sent<'_>, model: &Model) {
        let number = sent.call.number;
        if sent.is_success_received() {
            if let Some(token) = sent.fetched_token() {
                self.fetched.add(number, &token);
            }
            for point in [&mut self.token_replaced, &mut self.token_replaced_in_xml] {
                point.accepted(|| sent.digest(), || sent.token(), (number, &self.fetched));
            }
        }
        match shape_of_refused_token(&sent.call.outcome, model) {
            Some(Shape::Json) => self.token_replaced.refused(sent.digest(), number),
            Some(Shape::Xml) => self.token_replaced_in_xml.refused(sent.digest(), number),
            None => {}
        }
    }
}

/// Shows neither tokens nor order numbers.
impl fmt::Debug for Ticks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ticks").finish_non_exhaustive()
    }
}

fn shape_of_refused_token(outcome: &Outcome, model: &Model) -> Option<Shape> {
    let refreshes = |code: &str| {
        let mut errors = model.errors.iter().flat_map(|table| &table.errors);
        errors.any(|error| error.refreshes_token && error.code == code)
    };
    match outcome {
        Outcome::Gateway(code) => refreshes(&code.to_string()).then_some(Shape::Json),
        Outcome::Business(code) => refreshes(code).then_some(Shape::Xml),
        Outcome::Success
        | Outcome::Protocol(_)
        | Outcome::NotFound
        | Outcome::ForeignHost
        | Outcome::ForeignOrigin
        | Outcome::Replaced => None,
    }
}
