//! Orders, their payment, and messages.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;
use wxmed::spec::model::Resource;

use super::call::{Answer, Call};
use super::error::ControlError;
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
}

#[derive(Serialize)]
struct Messages<'a> {
    messages: Vec<Entry<'a>>,
}

pub(super) fn orders(call: &mut Call<'_>) -> Result<Answer, ControlError> {
    Query::of(call.request, &[])?;
    let items = call.platform.items(Resource::Order);
    let orders = items.iter().map(|item| Entry { is_paid: Some(item.is_paid()), ..Entry::of(item) });
    Ok(Answer::ok(&Orders { orders: orders.collect() }))
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

/// The links for binding a card.
pub(super) fn bind_links(call: &mut Call<'_>) -> Result<Answer, ControlError> {
    Query::of(call.request, &[])?;
    let now = call.platform.clock(call.now);
    let items = call.platform.items(Resource::BindLink);
    let link = |item| Link { expires_in_s: left(item, now), entry: Entry::of(item) };
    Ok(Answer::ok(&Links { bind_links: items.iter().map(link).collect() }))
}

/// For how many seconds something is still valid; nothing if there is no limit.
fn left(item: &Item, now: Duration) -> Option<u64> {
    item.life().until.map(|until| until.saturating_sub(now).as_secs())
}

/// The server sends the notifications.
pub(super) fn pay(call: &mut Call<'_>) -> Result<Answer, ControlError> {
    no_body(call.request)?;
    let number = call.parameter().to_owned();
    let notifications = call
        .platform
        .pay(&number, call.now)
        .map_err(|UnknownOrder| ControlError::not_found("没有这个单号的订单", "there is no order with this number"))?;
    Ok(Answer::ok(&Payment { notifications }))
}

pub(super) fn messages(call: &mut Call<'_>) -> Result<Answer, ControlError> {
    Query::of(call.request, &[])?;
    let items = call.platform.items(Resource::Message);
    Ok(Answer::ok(&Messages { messages: items.iter().map(Entry::of).collect() }))
}
