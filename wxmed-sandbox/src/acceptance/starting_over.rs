//! Starting over: all points after a reset, or one of them.

use super::Ticks;

impl Ticks {
    /// Removes all ticks, and begins another list.
    pub(crate) fn clear(&mut self) {
        *self = Self { clearings: self.clearings + 1, ..Self::default() };
    }

    /// The number of the list, which [`Ticks::clear`] changes.
    pub(crate) fn list(&self) -> usize {
        self.clearings
    }

    /// Removes what was found of a point. Only later calls count. Returns whether there is such a point.
    pub(crate) fn start_over(&mut self, id: &str) -> bool {
        match id {
            "token-fetched" => self.token_fetched = <_>::default(),
            "signature-accepted" => self.signature_accepted = <_>::default(),
            "zero-signed" => self.zero_signed = <_>::default(),
            "chinese-signed" => self.chinese_signed = <_>::default(),
            "markup-signed" => self.markup_signed = <_>::default(),
            "unbound-card" => self.unbound_card = <_>::default(),
            "order-created" => self.order_created = <_>::default(),
            "message-sent" => self.message_sent = <_>::default(),
            "payment-acknowledged" => self.notified.start_over(),
            "payment-repeated" => self.notified.start_repeated_over(),
            "token-replaced" => self.token_replaced = <_>::default(),
            "token-replaced-in-xml" => self.token_replaced_in_xml = <_>::default(),
            "lookup-retried" => self.lookup_retried = <_>::default(),
            "unknown-outcome" => self.unknown_outcome = <_>::default(),
            "busy-later" => self.busy_later = <_>::default(),
            "forged-refused" => self.forged = <_>::default(),
            "html-survived" => self.html = <_>::default(),
            "time-out-set" => self.given_up = <_>::default(),
            // The traffic says nothing about the others.
            _ => return self.points().iter().any(|point| point.id == id),
        }
        true
    }
}
