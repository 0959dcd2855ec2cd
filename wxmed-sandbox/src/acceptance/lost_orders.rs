//! Orders whose response was lost, and what the program did next.

use wxmed::Bilingual;

use super::Found;
use super::digest::Digest;
use super::retries::Recent;
use super::sent::Sent;

/// The point that an order with an unknown outcome is neither sent again nor replaced by a new one.
#[derive(Default)]
pub(super) struct LostOrders {
    pub(super) found: Found,
    lost: Recent<LostOrder>,
    /// The call that failed the point, if one did.
    failure: Option<Failure>,
}

struct LostOrder {
    number: usize,
    /// The path and the order's number.
    order: Option<Digest>,
    /// The order's number alone.
    order_number: Option<Digest>,
    purpose: Digest,
    /// Whether the program has learned that the order exists.
    is_known: bool,
}

struct Failure {
    lost: usize,
    is_same_number: bool,
}

impl LostOrders {
    /// Evaluates a call.
    pub(super) fn call(&mut self, sent: &Sent<'_>) {
        let call = sent.call;
        if sent.creates_order_once() {
            self.order(sent);
        } else if let Some(order) = call.order.as_deref().filter(|_| sent.is_accepted()) {
            self.became_known(Digest::of(order));
        }
    }

    fn order(&mut self, sent: &Sent<'_>) {
        let call = sent.call;
        if self.lost.is_empty() && !sent.is_lost() {
            return;
        }
        let order = call.order.as_ref().map(|order| Digest::of((&call.request.path, order)));
        let purpose = sent.purpose();
        let is_same = |lost: &&LostOrder| order.is_some() && lost.order == order;
        let is_replaced = |lost: &&LostOrder| sent.is_success() && !lost.is_known && lost.purpose == purpose;
        let same = self.lost.newest_first().find(is_same).map(|lost| (lost, true));
        let failed = same.or_else(|| self.lost.newest_first().find(is_replaced).map(|lost| (lost, false)));
        if let (Some((lost, is_same_number)), None) = (failed, &self.failure) {
            self.failure = Some(Failure { lost: lost.number, is_same_number });
            self.found = Found::Failed(call.number);
        }
        if sent.is_lost() {
            let order_number = call.order.as_ref().map(|order| Digest::of(order.as_str()));
            self.lost.remember(LostOrder { number: call.number, order, order_number, purpose, is_known: false });
        }
    }

    /// A value of an accepted request or of an acknowledged notification. If it is the number of a lost order, the
    /// program knows now that the order exists.
    pub(super) fn became_known(&mut self, value: Digest) {
        for lost in self.lost.iter_mut().filter(|lost| lost.order_number == Some(value)) {
            lost.is_known = true;
        }
    }

    /// Whether there are lost orders.
    pub(super) fn has_lost(&self) -> bool {
        !self.lost.is_empty()
    }

    /// A call after the loss that isn't the order again ticks the point.
    pub(super) fn went_on(&mut self, number: usize) {
        if let Some(lost) = self.lost.newest_first().map(|lost| lost.number).min().filter(|lost| *lost < number) {
            self.found.see(lost, || true);
        }
    }

    pub(super) fn hint(&self) -> Option<Bilingual> {
        if let Some(Failure { lost, is_same_number }) = self.failure {
            return Some(match is_same_number {
                true => Bilingual::new(
                    format!("调用 {lost} 的应答丢失，结果未知，程序却把同一订单再发了一次"),
                    format!("The response of exchange {lost} was lost, and the same order was sent again"),
                ),
                false => Bilingual::new(
                    format!("调用 {lost} 的应答丢失，结果还未知，程序就为同一用户以另一个订单号建了内容相同的订单"),
                    format!(
                        "The response of exchange {lost} was lost, and before anything was known of it, the same was \
                         ordered for the same user under another number"
                    ),
                ),
            });
        }
        let lost = self.lost.newest().filter(|_| self.found == Found::Nothing)?;
        let number = lost.number;
        Some(Bilingual::new(
            format!("调用 {number} 的应答丢失；程序其后还没有发出别的调用"),
            format!("The response of exchange {number} was lost; the program has made no other call after it yet"),
        ))
    }
}
