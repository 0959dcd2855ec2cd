//! Responses that can't be trusted, and whether the program went on with their orders.

use wxmed::Bilingual;
use wxmed::spec::model::Resource;

use super::Found;
use super::digest::Digest;
use super::retries::Recent;
use super::sent::Sent;

/// The point that a response with a wrong signature, or without a required one, is not trusted.
///
/// A person confirms it, but it fails if the program uses the order of such a response.
#[derive(Default)]
pub(super) struct Forged {
    pub(super) found: Found,
    orders: Recent<ForgedOrder>,
    /// The last call with an untrusted response, and the call that used its order.
    failure: Option<(usize, usize)>,
}

/// An order whose only response can't be trusted.
struct ForgedOrder {
    number: usize,
    order_number: Digest,
    /// The names and values of the response, which may have other numbers of the order.
    response: Vec<Digest>,
    /// Whether the program has learned otherwise that the order exists.
    is_known: bool,
}

impl Forged {
    /// Evaluates a call.
    pub(super) fn call(&mut self, sent: &Sent<'_>) {
        let number = sent.call.number;
        if let Some(of) = self.used(sent) {
            self.failure = Some((of, number));
            self.found = Found::Failed(number);
        }
        if sent.is_accepted() && sent.has_bad_signature() {
            self.forged(sent);
        } else if let Some(order) = sent.created_order().filter(|_| sent.shows_created_order()) {
            self.became_known(Digest::of(order));
        }
    }

    fn forged(&mut self, sent: &Sent<'_>) {
        let number = sent.call.number;
        self.found = match self.found {
            Found::Seen(earlier) => Found::Seen(earlier),
            Found::Failed(by) if by == number => Found::Failed(by),
            Found::Failed(_) | Found::Nothing => Found::Seen(number),
        };
        if let Some(order) = sent.created_order().filter(|_| sent.is_write()) {
            let response = sent.response_fields().iter().map(Digest::of).collect();
            self.orders.remember(ForgedOrder { number, order_number: Digest::of(order), response, is_known: false });
        }
    }

    /// The call with the untrusted response about the order that this call needs.
    fn used(&self, sent: &Sent<'_>) -> Option<usize> {
        if self.orders.is_empty() {
            return None;
        }
        let operation = sent.operation?;
        let needs = operation.needs.iter().filter(|need| need.what == Resource::Order).flat_map(|need| &need.by);
        let names = needs.filter_map(|index| operation.request.fields.get(*index)).map(|row| row.name.as_str());
        let values = names.filter_map(|name| Some((name, sent.fields().get(name)?)));
        let values: Vec<(&str, &str)> = values.filter(|(_, value)| !value.is_empty()).collect();
        let is_used = |order: &&ForgedOrder| {
            let is_number = |value: &str| order.order_number == Digest::of(value);
            let is_of_response = |field: &(&str, &str)| order.response.contains(&Digest::of(field));
            !order.is_known && values.iter().any(|field| is_number(field.1) || is_of_response(field))
        };
        self.orders.newest_first().find(is_used).map(|order| order.number)
    }

    /// A value of an acknowledged notification, or the number of an order that a trusted response shows.
    pub(super) fn became_known(&mut self, value: Digest) {
        for order in self.orders.iter_mut().filter(|order| order.order_number == value) {
            order.is_known = true;
        }
    }

    pub(super) fn hint(&self) -> Option<Bilingual> {
        let (of, by) = self.failure?;
        Some(match self.found {
            Found::Failed(_) => Bilingual::new(
                format!(
                    "调用 {of} 的应答签名不符或缺少签名，不可信任，程序却在调用 {by} 中继续使用了它的订单。应当按结果未知处理；如果其间已另行\
                     确认订单成立，就重新开始此项"
                ),
                format!(
                    "The response of exchange {of} has a wrong signature, or none, and can't be trusted; yet exchange \
                     {by} went on with its order. Treat the outcome as unknown; if you had found out otherwise that the \
                     order exists, start this point over"
                ),
            ),
            Found::Seen(_) | Found::Nothing => Bilingual::new(
                format!("此前未通过：调用 {of} 的应答不可信任，调用 {by} 却继续使用了它的订单"),
                format!(
                    "It failed before: the response of exchange {of} can't be trusted, and exchange {by} went on with its \
                     order"
                ),
            ),
        })
    }
}
