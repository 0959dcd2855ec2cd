//! Calls that may have been executed although their response doesn't show it, and what the program did next.

use wxmed::Bilingual;

use super::digest::Digest;
use super::retries::Recent;
use super::sent::Sent;
use super::{Found, joined};
use crate::http::Delivery;
use crate::order_number;

/// The point that a call with an unknown outcome is not sent again, if it would be executed twice.
///
/// The newest occurrence decides: after a failure, the point is met by a later call whose outcome is unknown for the same
/// reason, and that is not sent again. A program may treat a lost response in another way than a page in its place.
#[derive(Default)]
pub(super) struct UnknownOutcomes {
    pub(super) found: Found,
    calls: Recent<Uncertain>,
    /// The last failure.
    failure: Option<Pair>,
    /// The last order that may be in place of one with an unknown outcome, or just another one for the same purpose.
    replacement: Option<Pair>,
}

/// A call whose outcome is unknown.
struct Uncertain {
    number: usize,
    reason: Reason,
    request: Digest,
    /// The path and the number of the order that it creates.
    order: Option<Digest>,
    /// The order's number alone.
    order_number: Option<Digest>,
    /// What its order is for.
    purpose: Option<Digest>,
    /// Whether the program has learned the outcome.
    is_known: bool,
}

/// Why the response doesn't show the outcome.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reason {
    /// The program didn't get it, or only a part.
    NotDelivered,
    /// It proves nothing; with the kind of the fault.
    NoProof(&'static str),
}

/// A call with an unknown outcome, and the later call that repeats or replaces it.
#[derive(Clone, Copy)]
struct Pair {
    uncertain: usize,
    reason: Reason,
    later: usize,
}

impl Pair {
    fn of(uncertain: &Uncertain, later: usize) -> Self {
        Self { uncertain: uncertain.number, reason: uncertain.reason, later }
    }
}

impl Reason {
    fn of(sent: &Sent<'_>) -> Self {
        match sent.call.reply.delivery {
            Delivery::Never | Delivery::CutBeforeHead | Delivery::CutInBody => Self::NotDelivered,
            Delivery::Whole => Self::NoProof(sent.call.fault.as_ref().map_or("", |fault| fault.kind)),
        }
    }
}

impl UnknownOutcomes {
    /// Evaluates a call.
    pub(super) fn call(&mut self, sent: &Sent<'_>) {
        if sent.is_write() && (!self.calls.is_empty() || sent.is_outcome_unknown()) {
            self.write(sent);
        }
        let is_accepted = sent.is_success() && !sent.is_outcome_unknown();
        if let (Some(operation), None, true) = (sent.operation, sent.created_order(), is_accepted) {
            let orders = order_number::all(operation, &sent.call.request.body);
            orders.iter().for_each(|order| self.became_known(Digest::of(order)));
        }
        self.went_on(sent.call.number);
    }

    fn write(&mut self, sent: &Sent<'_>) {
        let (number, request) = (sent.call.number, sent.digest());
        let order = sent.created_order().map(|order| Digest::of((&sent.call.request.path, order)));
        let purpose = order.map(|_| sent.purpose());
        let is_unknown = sent.is_outcome_unknown();
        let is_same = |call: &Uncertain| call.request == request || (order.is_some() && call.order == order);
        if let Some(call) = self.calls.iter_mut().rev().find(|call| !call.is_known && is_same(call)) {
            self.failure = Some(Pair::of(call, number));
            self.found = Found::Failed(number);
            // If the response says nothing about it, it stays the same occurrence: the next call doesn't meet the point.
            call.is_known = !is_unknown && (sent.is_success() || sent.shows_created_order());
            return;
        }
        let is_replaced = |call: &&Uncertain| !call.is_known && purpose.is_some() && call.purpose == purpose;
        if let Some(call) = self.calls.newest_first().find(is_replaced).filter(|_| sent.is_success()) {
            self.replacement = Some(Pair::of(call, number));
        }
        if is_unknown {
            let order_number = sent.created_order().map(Digest::of);
            let reason = Reason::of(sent);
            self.calls.remember(Uncertain { number, reason, request, order, order_number, purpose, is_known: false });
        }
    }

    /// A value of an accepted request or of an acknowledged notification. If it is the number of an order whose outcome
    /// was unknown, the program knows now that the order exists.
    pub(super) fn became_known(&mut self, value: Digest) {
        for call in self.calls.iter_mut().filter(|call| call.order_number == Some(value)) {
            call.is_known = true;
            self.replacement = self.replacement.filter(|pair| pair.uncertain != call.number);
        }
    }

    /// Meets the point if this call follows one with an unknown outcome and doesn't repeat it.
    fn went_on(&mut self, number: usize) {
        if let Found::Seen(_) = self.found {
            return;
        }
        let since = self.failure.map_or(0, |failure| failure.later);
        let is_of_reason = |call: &&Uncertain| self.failure.is_none_or(|failure| failure.reason == call.reason);
        let numbers = self.calls.newest_first().filter(is_of_reason).map(|call| call.number);
        if let Some(uncertain) = numbers.filter(|call| (since + 1..number).contains(call)).min() {
            self.found = Found::Seen(uncertain);
        }
    }

    pub(super) fn hint(&self) -> Option<Bilingual> {
        match (self.found, self.failure) {
            (Found::Failed(_), Some(failure)) => Some(failed(failure)),
            (Found::Seen(_) | Found::Failed(_), failure) => {
                joined([failure.map(failed_before), self.replacement.map(perhaps_replaced)])
            }
            (Found::Nothing, _) => self.calls.newest().map(|call| not_yet(call.number)),
        }
    }
}

fn failed(Pair { uncertain, later, .. }: Pair) -> Bilingual {
    Bilingual::new(
        format!(
            "调用 {uncertain} 的结果未知（应答丢失、不可读，或不能证明平台没有执行），而调用 {later} 把同一订单或同一请求又发了\
             一次。如果其间已确知平台没有执行，就重新开始此项；此后再有一次因同样原因结果未知而没有重发，也算通过"
        ),
        format!(
            "The outcome of exchange {uncertain} was unknown (its response was lost, unreadable, or no proof that nothing \
             was done), and the same order or request was sent again by exchange {later}. If you had found out in between \
             that nothing was done, start this point over; it is also met by a later call whose outcome is unknown for the same \
             reason, and that is not sent again"
        ),
    )
}

fn failed_before(Pair { uncertain, later, .. }: Pair) -> Bilingual {
    Bilingual::new(
        format!("此前未通过：调用 {uncertain} 的结果未知，调用 {later} 却把它又发了一次"),
        format!(
            "It failed before: the outcome of exchange {uncertain} was unknown, and exchange {later} sent it again"
        ),
    )
}

fn perhaps_replaced(Pair { uncertain, later, .. }: Pair) -> Bilingual {
    Bilingual::new(
        format!(
            "请核对：调用 {uncertain} 的结果未知，调用 {later} 以另一个订单号为同一用户下了内容相同的单。如果只是另一次测试，没有\
             问题；如果是用它代替前一个订单，就可能下了两单"
        ),
        format!(
            "To check: the outcome of exchange {uncertain} is unknown, and exchange {later} ordered the same for the same \
             user under another number. If it is just another test, that is fine; if it is in place of the first order, \
             there may be two now"
        ),
    )
}

fn not_yet(number: usize) -> Bilingual {
    Bilingual::new(
        format!(
            "调用 {number} 的结果未知；程序其后还没有发出别的调用。任何别的调用（查询、另一位患者的订单、获取 token）都算，只要其间没有\
             重发调用 {number}；只是等待不算"
        ),
        format!(
            "The outcome of exchange {number} is unknown; the program has made no other call after it yet. Any other call \
             counts (a lookup, an order of another patient, fetching a token) if exchange {number} was not sent again; \
             waiting alone doesn't"
        ),
    )
}
