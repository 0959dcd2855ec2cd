//! The state of each point of the acceptance list. Each call is evaluated once, when it is recorded.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;

use wxmed::codec::{SignType, verify, xml};
use wxmed::spec::model::{Model, Resource};
use wxmed::{ApiKey, ResponseSigning, SignatureFault};

use super::Found;
use super::sent::Sent;
use crate::endpoints::Endpoint;
use crate::history::RecordedCall;
use crate::http::Delivery;
use crate::index::Id;
use crate::notification::{SendOutcome, SentNotification};
use crate::outcome::Outcome;
use crate::user::OPENID;

/// The maximum number of users, paths or orders remembered for each point.
const MOST: usize = 1000;

/// The state of each point, and the data needed to recognise the later call that completes one.
///
/// A tick stays when its exchange is dropped or cleared. Only a reset removes it.
#[derive(Default)]
pub(crate) struct Ticks {
    pub(super) token_fetched: Found,
    pub(super) signature_accepted: Found,
    pub(super) zero_signed: Found,
    pub(super) chinese_signed: Found,
    pub(super) markup_signed: Found,
    pub(super) unbound_card: Found,
    pub(super) order_created: Found,
    pub(super) message_sent: Found,
    pub(super) payment_acknowledged: Found,
    pub(super) payment_repeated: Found,
    /// After a token was rejected in the gateway's JSON.
    pub(super) token_replaced: Found,
    /// After a token was rejected in XML.
    pub(super) token_replaced_in_xml: Found,
    pub(super) lookup_retried: Found,
    pub(super) unknown_outcome: Found,
    pub(super) busy_later: Found,
    pub(super) forged: Found,
    pub(super) html: Found,
    pub(super) unanswered: Found,
    /// The users that had no card when a call needed one.
    without_card: HashSet<String>,
    /// The rejected tokens by path and shape.
    refused_tokens: HashMap<(String, Shape), RefusedTokens>,
    /// The paths of lookups whose response was lost.
    lost_lookups: HashSet<String>,
    /// The paths at which the platform was busy.
    busy: HashSet<String>,
    /// The paths and numbers of orders whose response was lost.
    lost_orders: HashSet<(String, String)>,
    /// The first call that created an order and whose response was lost.
    lost: Option<usize>,
    /// The orders whose payment was acknowledged.
    acknowledged: HashSet<Id>,
}

/// The format in which a token was rejected.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Shape {
    Json,
    Xml,
}

/// The tokens that were rejected at a path in one shape. `Several` needs no list: any token differs from at least one
/// of two.
enum RefusedTokens {
    One(Option<String>),
    Several,
}

impl Found {
    /// Records the number if the condition is met. Only the first match counts.
    fn see(&mut self, number: usize, is_met: impl FnOnce() -> bool) {
        if *self == Self::Nothing && is_met() {
            *self = Self::Seen(number);
        }
    }
}

impl Ticks {
    /// Evaluates a call. Calls must be passed in order.
    pub(crate) fn call(&mut self, call: &RecordedCall, model: &Model, key: &ApiKey) {
        let operation = model.operations.iter().find(|operation| operation.path == call.request.path);
        let sent = Sent::of(call, operation);
        let number = call.number;
        self.token_fetched.see(number, || sent.is_success() && Endpoint::at(&call.request.path).is_some());
        self.signature_accepted.see(number, || sent.is_accepted());
        let is_accepted_with = |fits: fn(&str) -> bool| sent.is_accepted() && sent.has_value(fits);
        self.zero_signed.see(number, || is_accepted_with(|value| value == "0"));
        self.chinese_signed.see(number, || is_accepted_with(|value| !value.is_ascii()));
        self.markup_signed.see(number, || is_accepted_with(|value| value.contains(['&', '<'])));
        self.order_created.see(number, || sent.is_accepted() && sent.creates(Resource::Order));
        self.message_sent.see(number, || sent.is_accepted() && sent.creates(Resource::Message));
        self.forged.see(number, || is_forged(&sent, key));
        self.html.see(number, || call.is_stubbed && sent.is_html());
        self.unanswered.see(number, || call.reply.delivery == Delivery::Never);
        self.pairs(&sent, model);
        self.lost_order(&sent);
    }

    /// Evaluates a notification. Notifications must be passed in order.
    pub(crate) fn notification(&mut self, sent: &SentNotification) {
        if sent.outcome != SendOutcome::Acknowledged {
            return;
        }
        self.payment_acknowledged.see(sent.number, || true);
        self.payment_repeated.see(sent.number, || self.acknowledged.contains(&sent.sent.order));
        remember(&mut self.acknowledged, sent.sent.order);
    }

    /// Evaluates the points that need this call and an earlier one.
    fn pairs(&mut self, sent: &Sent<'_>, model: &Model) {
        let (number, path) = (sent.call.number, &sent.call.request.path);
        self.lookup_retried.see(number, || sent.is_success() && self.lost_lookups.contains(path));
        self.busy_later.see(number, || sent.is_success() && self.busy.contains(path));
        self.unbound_card.see(number, || {
            let openid = || sent.value(OPENID).unwrap_or_default();
            sent.is_success() && sent.creates(Resource::BindLink) && self.without_card.contains(&openid())
        });
        let token = || sent.call.request.parameter("access_token").map(Cow::into_owned);
        let is_replaced = |shape: Shape| {
            let refused = || self.refused_tokens.get(&(path.clone(), shape));
            sent.is_success() && refused().is_some_and(|refused| refused.has_other(&token()))
        };
        self.token_replaced.see(number, || is_replaced(Shape::Json));
        self.token_replaced_in_xml.see(number, || is_replaced(Shape::Xml));
        if sent.is_lost() && sent.may_be_repeated() {
            remember(&mut self.lost_lookups, path.clone());
        }
        if sent.is_busy() {
            remember(&mut self.busy, path.clone());
        }
        if sent.lacks_card() {
            remember(&mut self.without_card, sent.value(OPENID).unwrap_or_default());
        }
        if let Some(shape) = shape_of_refused_token(&sent.call.outcome, model) {
            self.refuse((path.clone(), shape), token());
        }
    }

    fn refuse(&mut self, at: (String, Shape), token: Option<String>) {
        if let Some(refused) = self.refused_tokens.get_mut(&at) {
            if refused.has_other(&token) {
                *refused = RefusedTokens::Several;
            }
        } else if self.refused_tokens.len() < MOST {
            self.refused_tokens.insert(at, RefusedTokens::One(token));
        }
    }

    /// Evaluates `unknown_outcome`: after an order's response was lost, the same order must not be sent again.
    fn lost_order(&mut self, sent: &Sent<'_>) {
        let call = sent.call;
        let key = || call.order.as_ref().map(|order| (call.request.path.clone(), order.clone()));
        let is_repeated = !self.lost_orders.is_empty() && key().is_some_and(|key| self.lost_orders.contains(&key));
        if is_repeated && !matches!(self.unknown_outcome, Found::Failed(_)) {
            self.unknown_outcome = Found::Failed(call.number);
        }
        if let Some(lost) = self.lost {
            self.unknown_outcome.see(lost, || true);
        }
        if sent.is_lost() && sent.creates(Resource::Order) && !sent.may_be_repeated() {
            self.lost.get_or_insert(call.number);
            if let Some(key) = key() {
                remember(&mut self.lost_orders, key);
            }
        }
    }
}

impl RefusedTokens {
    /// Whether a token other than this one was rejected.
    fn has_other(&self, token: &Option<String>) -> bool {
        match self {
            Self::One(refused) => refused != token,
            Self::Several => true,
        }
    }
}

/// Shows neither tokens nor order numbers.
impl fmt::Debug for Ticks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ticks").finish_non_exhaustive()
    }
}

fn remember<T: Eq + std::hash::Hash>(known: &mut HashSet<T>, one: T) {
    if known.len() < MOST {
        known.insert(one);
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

fn is_forged(sent: &Sent<'_>, key: &ApiKey) -> bool {
    let fields = || xml::read(&sent.call.reply.response.body).unwrap_or_default();
    let judged = || verify(&fields(), key, SignType::Md5, ResponseSigning::Unsigned);
    sent.call.is_stubbed && sent.is_accepted() && matches!(judged(), Err(SignatureFault::Wrong))
}
