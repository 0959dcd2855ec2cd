//! The notifications of payments, and how the program acknowledged them.

use wxmed::Bilingual;
use wxmed::spec::model::{Model, Resource};

use super::Found;
use super::retries::Recent;
use super::sent::Sent;
use crate::index::Id;
use crate::notification::{SendOutcome, SentNotification, is_supported_url};

/// The points about notifications.
#[derive(Default)]
pub(super) struct Notified {
    pub(super) acknowledged: Found,
    pub(super) repeated: Found,
    /// The orders whose payment was acknowledged.
    orders: Recent<Id>,
    /// The last notification, if it was not acknowledged.
    last: Option<(usize, SendOutcome)>,
    /// The last call whose order can't be notified, and the field with the address.
    unsupported: Option<(usize, String)>,
}

impl Notified {
    /// Evaluates the address of an order's notifications.
    pub(super) fn call(&mut self, sent: &Sent<'_>, model: &Model) {
        if self.acknowledged != Found::Nothing || !sent.is_accepted() || !sent.creates(Resource::Order) {
            return;
        }
        let notified = model.notifications.iter().filter_map(|one| one.sent.as_ref());
        for to in notified.filter(|sent| sent.what == Resource::Order).map(|sent| &sent.to) {
            if let Some(url) = sent.value(to).filter(|url| !url.is_empty()) {
                self.unsupported = (!is_supported_url(&url)).then(|| (sent.call.number, to.clone()));
            }
        }
    }

    /// Starts the point about the acknowledgement over.
    pub(super) fn start_over(&mut self) {
        self.acknowledged = Found::Nothing;
        self.unsupported = None;
        self.last = None;
    }

    /// Starts the point about the repeated notification over. A notification that was acknowledged before is no longer
    /// the first one.
    pub(super) fn start_repeated_over(&mut self) {
        self.repeated = Found::Nothing;
        self.orders = Recent::default();
        self.last = None;
    }

    /// Evaluates a notification.
    pub(super) fn sent(&mut self, sent: &SentNotification) {
        let order = sent.sent.order;
        if sent.outcome != SendOutcome::Acknowledged {
            self.last = Some((sent.number, sent.outcome.clone()));
            return;
        }
        self.last = None;
        self.acknowledged.see(sent.number, || true);
        if self.orders.newest_first().any(|known| *known == order) {
            self.repeated.see(sent.number, || true);
        } else {
            self.orders.remember(order);
        }
    }

    pub(super) fn hint(&self) -> Option<Bilingual> {
        if self.acknowledged != Found::Nothing {
            return None;
        }
        if let Some((number, field)) = &self.unsupported {
            return Some(Bilingual::new(
                format!("调用 {number} 的 {field} 不是 http:// 地址：沙箱只向 http:// 地址发送通知"),
                format!(
                    "The {field} of exchange {number} is not an http:// address, and the sandbox sends notifications to \
                     no others"
                ),
            ));
        }
        self.failure()
    }

    pub(super) fn hint_for_repeated(&self) -> Option<Bilingual> {
        if self.repeated != Found::Nothing || self.orders.is_empty() {
            return None;
        }
        self.failure().or_else(|| {
            Some(Bilingual::of(
                "已有通知得到确认，但还没有对同一订单再次通知",
                "A notification was acknowledged; none was sent again for the same order yet",
            ))
        })
    }

    fn failure(&self) -> Option<Bilingual> {
        let (number, outcome) = self.last.as_ref()?;
        Some(Bilingual::new(format!("通知 {number}：{outcome:#}"), format!("Notification {number}: {outcome}")))
    }
}
