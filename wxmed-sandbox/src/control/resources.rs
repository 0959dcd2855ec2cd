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
use crate::resource::Item;

#[derive(Serialize)]
struct Entry<'a> {
    operation: Option<&'a str>,
    made_at: Option<String>,
    values: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_paid: Option<bool>,
}

impl<'a> Entry<'a> {
    fn of(item: &'a Item) -> Self {
        Self {
            operation: item.operation(),
            made_at: item.life().made.map(timestamp),
            values: item.iter().collect(),
            is_paid: None,
        }
    }
}

#[derive(Serialize)]
struct Orders<'a> {
    orders: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Payment {
    notifications: usize,
    message: Owned,
}

#[derive(Serialize)]
struct Messages<'a> {
    messages: Vec<Entry<'a>>,
}

pub(super) fn orders(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    Query::of(call.request, &[])?;
    let items = call.platform.items(Resource::Order);
    let orders = items.iter().map(|item| Entry { is_paid: Some(item.is_paid()), ..Entry::of(item) });
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
    let addresses = call.platform.notification_addresses().join(", ");
    let message = match notifications {
        0 => Owned {
            zh: format!("已支付。订单没有通知地址，所以不发送通知：下单时填写 {addresses} 即可收到"),
            en: format!(
                "Paid. The order has no address for a notification, so none is sent: give {addresses} when you create \
                 the order"
            ),
        },
        _ => Owned {
            zh: "已支付，通知随即发出".to_owned(), en: "Paid; the notification is being sent".to_owned()
        },
    };
    Ok(ControlResponse::ok(&Payment { notifications, message }))
}

pub(super) fn messages(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    Query::of(call.request, &[])?;
    let items = call.platform.items(Resource::Message);
    Ok(ControlResponse::ok(&Messages { messages: items.iter().map(Entry::of).collect() }))
}
