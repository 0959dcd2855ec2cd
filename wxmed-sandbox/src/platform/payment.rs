//! Payments, and the notifications that the specs define for them.

use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use wxmed::spec::model::{Event, Notification, Operation, Resource, Sending};

use super::{Platform, PlatformResponse};
use crate::http::{HttpResponse, PLAIN_TEXT};
use crate::index::Id;
use crate::notification::{Outgoing, SendOutcome, SentNotification, UnknownOrder};
use crate::outcome::Outcome;
use crate::pay_page;
use crate::resource::Item;

impl Platform {
    /// Pays an order, as its user would. The number can be any by which operations look up the order. The notifications
    /// of the payment are queued for [`Platform::take_outgoing`]. If the order is already paid, only its notifications
    /// are queued again. Returns how many are queued: none if the order has no address for them.
    ///
    /// # Errors
    /// If there is no such order.
    pub fn pay(&mut self, order: &str, now: Duration) -> Result<usize, UnknownOrder> {
        let now = self.time(now);
        let id = self.state.find_by_value(Resource::Order, order).ok_or(UnknownOrder)?;
        if let Some(item) = self.state.item_mut(id) {
            item.set_paid();
        }
        let specs = self.specs.clone();
        let mut waiting = 0;
        for notification in &specs.model().notifications {
            let Some(sent) = notification.sent.as_ref().filter(|sent| follows_payment_of_order(sent)) else { continue };
            let url = self.state.item(id).and_then(|item| item.get(&sent.to)).map(str::to_owned);
            if let Some(url) = url {
                waiting += self.notify(notification, id, url, now);
            }
        }
        Ok(waiting)
    }

    /// The order with a number by which operations look it up.
    pub(crate) fn order(&self, number: &str) -> Option<&Item> {
        self.state.item(self.state.find_by_value(Resource::Order, number)?)
    }

    /// The order that a resource is about, by the fields with which its request named the order.
    pub(crate) fn order_of(&self, item: &Item) -> Option<&Item> {
        let operation = self.specs.model().operation(item.operation()?)?;
        let needs = operation.needs.iter().filter(|need| need.what == Resource::Order);
        let rows = needs.flat_map(|need| &need.by).filter_map(|index| operation.request.fields.get(*index));
        let values = rows.filter_map(|row| Some((row.name.as_str(), item.get(&row.name)?)));
        self.state.item(self.state.find(Resource::Order, values)?)
    }

    /// The fields in which an order gives the address for notifications of its payment. None if the request of the
    /// operation that made it has no such field: its orders have no notification.
    pub(crate) fn notification_addresses(&self, order: &Item) -> Vec<&str> {
        let model = self.specs.model();
        let operation = order.operation().and_then(|name| model.operation(name));
        let has_field = |name: &str| {
            let is_row = |operation: &Operation| operation.request.fields.iter().any(|row| row.name == name);
            order.get(name).is_some() || operation.is_none_or(is_row)
        };
        let sent = model.notifications.iter().filter_map(|one| one.sent.as_ref());
        let mut fields: Vec<&str> = sent.filter(|sent| follows_payment_of_order(sent)).map(|sent| &*sent.to).collect();
        fields.dedup();
        fields.retain(|name| has_field(name));
        fields
    }

    /// The number under which an order was created, or another by which it is looked up.
    fn order_number(&self, order: &Item) -> Option<String> {
        let operation = order.operation().and_then(|name| self.specs.model().operation(name));
        let created = operation.into_iter().flat_map(|operation| {
            let creations = operation.creates.iter().filter(|creation| creation.what == Resource::Order);
            let rows = creations.flat_map(|creation| &creation.by);
            rows.filter_map(|index| operation.request.fields.get(*index)).map(|row| row.name.as_str())
        });
        let mut names = created.chain(self.state.lookup_names(Resource::Order));
        names.find_map(|name| order.get(name)).map(str::to_owned)
    }

    /// Puts a notification into the outbox. Returns the number of queued notifications.
    fn notify(&mut self, notification: &Notification, order: Id, url: String, now: Duration) -> usize {
        let envelope = self.handler(now).notification(notification, order);
        // This fails only if a test put a value into an order that XML can't contain.
        let Ok(xml) = envelope.xml(self.account.api_key()) else { return 0 };
        let order_number = self.state.item(order).and_then(|item| self.order_number(item));
        let notification = notification.name.clone();
        self.outbox.put(Outgoing { notification, url, body: xml.into_bytes(), order, order_number });
        1
    }

    /// The page on which an order is paid.
    pub(super) fn pay_page(&mut self, order: &str, now: Duration) -> PlatformResponse {
        let (response, outcome) = match self.pay(order, now) {
            Ok(0) => (HttpResponse::of_type(200, PLAIN_TEXT, pay_page::PAID_SILENTLY), Outcome::Success),
            Ok(_) => (HttpResponse::of_type(200, PLAIN_TEXT, pay_page::PAID), Outcome::Success),
            Err(UnknownOrder) => (HttpResponse::of_type(404, PLAIN_TEXT, pay_page::UNKNOWN), Outcome::NotFound),
        };
        PlatformResponse::Http(response, outcome)
    }

    /// Takes the notifications that are waiting to be sent. A [`Sandbox`](crate::Sandbox) sends them itself.
    pub fn take_outgoing(&mut self) -> Vec<Outgoing> {
        self.outbox.take()
    }

    /// Records the outcome of an attempt to send a notification.
    pub fn record_sent(&mut self, sent: Outgoing, outcome: SendOutcome, now: Duration) {
        let at = self.time(now);
        let sent = self.outbox.record(sent, outcome, at);
        self.ticks.notification(&sent);
    }

    /// The notifications that were sent, oldest first.
    pub fn sent_notifications(&self) -> Vec<Arc<SentNotification>> {
        self.outbox.sent()
    }

    /// Receives every notification that is sent from now on. At most 10,000 are buffered.
    pub fn listen_to_notifications(&mut self) -> Receiver<Arc<SentNotification>> {
        self.outbox.listen()
    }

    /// The pauses before each further attempt to send a notification that was not acknowledged.
    pub(crate) fn notification_retries(&self) -> Vec<Duration> {
        self.notification_retries.clone()
    }
}

fn follows_payment_of_order(sent: &Sending) -> bool {
    match (sent.after, sent.what) {
        (Event::Payment, Resource::Order) => true,
        (Event::Payment, Resource::BoundCard | Resource::Message | Resource::BindLink | Resource::AuthCode) => false,
    }
}
