//! Builds the string to sign, up to its end.

use std::borrow::Cow;

use super::forms::Escape;
use super::order::Order;
use super::plan::{Cdata, Empties, KeyPosition, Plan, SignField, Zeros};
use super::received::{ReceivedField, wrapped};

pub(super) const SIGN: &str = "sign";
const KEY: &str = "key";

/// The received fields, and the field names in the document's order.
#[derive(Clone)]
pub(super) struct Received<'a> {
    /// In the order in which they were sent.
    pub(super) fields: Vec<ReceivedField<'a>>,
    pub(super) document: Vec<&'a str>,
    /// The indexes of the fields, sorted by name, so that sorting again is cheap.
    by_name: Vec<usize>,
}

impl<'a> Received<'a> {
    pub(super) fn new(fields: Vec<ReceivedField<'a>>, document: Vec<&'a str>) -> Self {
        let mut by_name: Vec<usize> = (0..fields.len()).collect();
        by_name.sort_by_key(|index| fields.get(*index).map(|field| field.name));
        Self { fields, document, by_name }
    }

    /// The same fields, with other values for those for which `value` returns one.
    pub(super) fn with_values(&self, value: impl Fn(usize, &ReceivedField<'a>) -> Option<String>) -> Self {
        let mut fields = self.fields.clone();
        for (index, field) in fields.iter_mut().enumerate() {
            if let Some(value) = value(index, field) {
                field.value = Cow::Owned(value);
            }
        }
        Self::new(fields, self.document.clone())
    }

    /// The fields with their indexes, in the order in which sorting starts.
    fn in_order(&self, order: Order) -> impl Iterator<Item = (usize, &ReceivedField<'a>)> {
        let is_sent = matches!(order, Order::Sent | Order::Document);
        let index_at = move |at: usize| if is_sent { Some(at) } else { self.by_name.get(at).copied() };
        (0..self.fields.len())
            .filter_map(move |at| index_at(at).and_then(|index| Some((index, self.fields.get(index)?))))
    }
}

/// The text as far as it comes from the request, with holes for the key and the signature.
#[derive(Default, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) bytes: Vec<u8>,
    /// The offsets of the holes, in ascending order.
    pub(super) holes: Vec<(usize, Hole)>,
}

/// A part that is inserted while the text is hashed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hole {
    Key,
    /// The signature of the text without this field.
    Sign,
}

enum Value<'a> {
    Bytes(Cow<'a, [u8]>),
    Hole(Hole),
}

/// Builds the text.
pub(super) fn text(received: &Received<'_>, plan: Plan) -> Text {
    let mut pairs = pairs(received, plan);
    pairs.sort_by(|(left, _), (right, _)| plan.order.compare(left, right, &received.document));
    let mut text = Text::default();
    for (index, (name, value)) in pairs.into_iter().enumerate() {
        if index > 0 {
            text.bytes.push(b'&');
        }
        text.bytes.extend_from_slice(name.as_bytes());
        text.bytes.push(b'=');
        match value {
            Value::Bytes(bytes) => text.bytes.extend_from_slice(&bytes),
            Value::Hole(hole) => text.holes.push((text.bytes.len(), hole)),
        }
    }
    text
}

/// The signed names and values, not yet sorted.
fn pairs<'a>(received: &'a Received<'a>, plan: Plan) -> Vec<(&'a str, Value<'a>)> {
    let mut pairs = Vec::with_capacity(received.fields.len() + 1);
    let signed = received.in_order(plan.order).filter(|(index, _)| plan.left_out != Some(*index));
    for (_, field) in signed {
        let value = if field.name == SIGN { sign(plan) } else { value(field, plan) };
        pairs.extend(value.map(|value| (field.name, value)));
    }
    if plan.empties == Empties::OfTable {
        let is_sent = |name: &str| received.fields.iter().any(|field| field.name == name);
        let missing = received.document.iter().filter(|name| !is_sent(name) && **name != SIGN);
        pairs.extend(missing.map(|name| (*name, Value::Bytes(Cow::Borrowed(&[])))));
    }
    match plan.key {
        KeyPosition::Behind => {}
        KeyPosition::Among => pairs.push((KEY, Value::Hole(Hole::Key))),
    }
    pairs
}

fn sign<'a>(plan: Plan) -> Option<Value<'a>> {
    match plan.sign {
        SignField::LeftOut => None,
        SignField::Empty => Some(Value::Bytes(Cow::Borrowed(&[]))),
        SignField::Computed => Some(Value::Hole(Hole::Sign)),
    }
}

fn value<'a>(field: &'a ReceivedField<'_>, plan: Plan) -> Option<Value<'a>> {
    let plain = trimmed(field, plan);
    let is_dropped = match (plan.zeros, plan.empties) {
        (Zeros::Dropped, _) if plain == "0" => true,
        (_, Empties::Dropped) => plain.is_empty(),
        (_, Empties::Sent | Empties::OfTable) => false,
    };
    if is_dropped {
        return None;
    }
    let bytes = match value_text(field, plan) {
        Cow::Borrowed(text) => plan.charset.encode(text),
        Cow::Owned(text) => Cow::Owned(plan.charset.encode(&text).into_owned()),
    };
    Some(Value::Bytes(match plan.url {
        None => bytes,
        Some(url) => Cow::Owned(url.apply(&bytes)),
    }))
}

fn trimmed<'a>(field: &'a ReceivedField<'_>, plan: Plan) -> &'a str {
    plan.trim.map_or(&*field.value, |trim| trim.apply(&field.value))
}

/// The value as it is signed, before it is encoded as bytes.
pub(super) fn value_text<'a>(field: &'a ReceivedField<'_>, plan: Plan) -> Cow<'a, str> {
    let plain = trimmed(field, plan);
    let is_whole = plain.len() == field.value.len();
    let escaped = match plan.escape {
        None => Cow::Borrowed(plain),
        Some(Escape::Sent) if is_whole && !field.has_cdata() => Cow::Borrowed(field.raw),
        Some(Escape::Sent) => Cow::Borrowed(plain),
        Some(escape) => Cow::Owned(escape.apply(plain)),
    };
    match plan.cdata {
        Cdata::Signed if field.has_cdata() && is_whole && plan.escape.is_none() => Cow::Borrowed(field.raw),
        Cdata::Signed if field.has_cdata() => Cow::Owned(wrapped(&escaped)),
        Cdata::Signed | Cdata::LeftOut => escaped,
    }
}
