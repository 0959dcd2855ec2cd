//! Orders and their payment, messages and links.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;
use wxmed::spec::model::Resource;

use super::call::{Call, ControlResponse};
use super::error::ControlError;
use super::exchange::Owned;
use super::input::{Query, no_body};
use super::json::timestamp;
use crate::notification::UnknownOrder;
use crate::platform::Platform;
use crate::resource::Item;

#[derive(Serialize)]
struct Entry<'a> {
    operation: Option<&'a str>,
    made_at: Option<String>,
    values: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
struct Order<'a> {
    #[serde(flatten)]
    entry: Entry<'a>,
    is_paid: bool,
    has_notification: bool,
}

impl<'a> Order<'a> {
    fn of(item: &'a Item, platform: &Platform) -> Self {
        let has_notification = !platform.notification_addresses(item).is_empty();
        Self { entry: Entry::of(item), is_paid: item.is_paid(), has_notification }
    }
}

impl<'a> Entry<'a> {
    fn of(item: &'a Item) -> Self {
        Self { operation: item.operation(), made_at: item.life().made.map(timestamp), values: item.iter().collect() }
    }
}

#[derive(Serialize)]
struct Orders<'a> {
    orders: Vec<Order<'a>>,
}

#[derive(Serialize)]
struct Payment {
    notifications: usize,
    message: Owned,
}

#[derive(Serialize)]
struct Messages<'a> {
    messages: Vec<Message<'a>>,
}

#[derive(Serialize)]
struct Message<'a> {
    #[serde(flatten)]
    entry: Entry<'a>,
    order: Option<MessageOrder<'a>>,
}

/// The order that a message is about. Its members have other names than those of the message, so that programs can count
/// messages by a name.
#[derive(Serialize)]
struct MessageOrder<'a> {
    ordered_by: Option<&'a str>,
    ordered_at: Option<String>,
    order_values: BTreeMap<&'a str, &'a str>,
    is_paid: bool,
}

impl<'a> MessageOrder<'a> {
    fn of(item: &'a Item) -> Self {
        let Entry { operation, made_at, values } = Entry::of(item);
        Self { ordered_by: operation, ordered_at: made_at, order_values: values, is_paid: item.is_paid() }
    }
}

pub(super) fn orders(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    Query::of(call.request, &[])?;
    let items = call.platform.items(Resource::Order);
    let orders = items.iter().map(|item| Order::of(item, call.platform));
    Ok(ControlResponse::ok(&Orders { orders: orders.collect() }))
}

#[derive(Serialize)]
struct Links<'a> {
    bind_links: Vec<Link<'a>>,
}

#[derive(Serialize)]
struct Link<'a> {
    #[serde(flatten)]
    entry: Entry<'a>,
    expires_in_s: Option<u64>,
}

/// Lists the links for binding a card.
pub(super) fn bind_links(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    Query::of(call.request, &[])?;
    let now = call.platform.clock(call.now);
    let items = call.platform.items(Resource::BindLink);
    let link = |item| Link { expires_in_s: left(item, now), entry: Entry::of(item) };
    Ok(ControlResponse::ok(&Links { bind_links: items.iter().map(link).collect() }))
}

/// For how many seconds a resource is still valid. `None` if it doesn't expire.
fn left(item: &Item, now: Duration) -> Option<u64> {
    item.life().until.map(|until| until.saturating_sub(now).as_secs())
}

/// Pays an order. The server then sends the notifications.
pub(super) fn pay(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    no_body(call.request)?;
    let number = call.parameter().to_owned();
    let notifications = call
        .platform
        .pay(&number, call.now)
        .map_err(|UnknownOrder| ControlError::not_found("没有这个单号的订单", "there is no order with this number"))?;
    let order = call.platform.order(&number);
    let addresses = order.map(|order| call.platform.notification_addresses(order)).unwrap_or_default().join(", ");
    let message = match notifications {
        0 if addresses.is_empty() => {
            let operation = order.and_then(Item::operation).unwrap_or_default();
            Owned {
                zh: format!("已支付。{operation} 的请求没有通知地址字段，它的订单没有支付通知，因此不发送"),
                en: format!(
                    "Paid. The request of {operation} has no field for an address, so its orders have no notification"
                ),
            }
        }
        0 => Owned {
            zh: format!("已支付。订单没有通知地址，所以不发送通知：下单时填写 {addresses} 即可收到"),
            en: format!(
                "Paid. The order has no address for a notification, so none is sent: give {addresses} when you create \
                 the order"
            ),
        },
        _ => Owned {
            zh: "订单已支付，通知随即发出".to_owned(),
            en: "The order is paid, and the notification is being sent".to_owned(),
        },
    };
    Ok(ControlResponse::ok(&Payment { notifications, message }))
}

pub(super) fn messages(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    Query::of(call.request, &[])?;
    let items = call.platform.items(Resource::Message);
    let order = |item| call.platform.order_of(item).map(MessageOrder::of);
    let messages = items.iter().map(|item| Message { entry: Entry::of(item), order: order(item) });
    Ok(ControlResponse::ok(&Messages { messages: messages.collect() }))
}
