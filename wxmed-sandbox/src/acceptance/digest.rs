//! Digests by which the acceptance list recognises requests. They keep memory small, and no value of a request in it.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use wxmed::Json;
use wxmed::codec::xml;
use wxmed::spec::Format;
use wxmed::spec::model::{Field, Operation, Resource, Role};

use crate::http::HttpRequest;

/// The digest of a request or of a value.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Digest(u64);

/// The longest number in a content that may be an amount. Longer ones are dates or serial numbers.
const LONGEST_AMOUNT: usize = 8;

impl Digest {
    pub(super) fn of(value: impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        value.hash(&mut hasher);
        Self(hasher.finish())
    }

    /// The digest of a request without its access token, nonce and signature, which differ when it is sent again.
    pub(super) fn of_request(request: &HttpRequest, operation: Option<&Operation>, fields: &xml::Fields<'_>) -> Self {
        let Some(operation) = operation else { return Self::of((&request.path, &request.query, &request.body)) };
        let mut sent: Vec<(&str, &str)> = fields.iter().filter(|(name, _)| is_value(operation, name)).collect();
        sent.sort_unstable();
        // A body that can't be read has no fields.
        let body = sent.is_empty().then_some(&request.body);
        Self::of((&request.path, sent, body))
    }

    /// The digest of what an order is for: its user, amounts and texts, without the parts that a new order has of its
    /// own, such as its number, serial numbers and times.
    pub(super) fn of_purpose(operation: &Operation, fields: &xml::Fields<'_>) -> Self {
        let by = operation.creates.iter().filter(|creation| creation.what == Resource::Order);
        let by: Vec<usize> = by.flat_map(|creation| creation.by.iter().copied()).collect();
        let is_number = |name: &str| operation.request.index_of(name).is_some_and(|index| by.contains(&index));
        let numbers: Vec<&str> = fields
            .iter()
            .filter(|(name, value)| is_number(name) && !value.is_empty())
            .map(|(_, value)| value)
            .collect();
        let without_numbers = |value: &str| numbers.iter().fold(value.to_owned(), |text, one| text.replace(one, MARK));
        let mut kept: Vec<(&str, String)> = Vec::new();
        let mut contents: Vec<(&str, &str)> = Vec::new();
        let mut own: HashSet<&str> = numbers.iter().copied().collect();
        for (name, value) in fields.iter().filter(|(name, _)| is_value(operation, name) && !is_number(name)) {
            match Kind::of(operation.request.field(name)) {
                Kind::Content => contents.push((name, value)),
                Kind::Kept => kept.push((name, without_numbers(value))),
                Kind::Text => {
                    let masked = without_own_numbers(value);
                    if masked == MARK {
                        own.insert(value);
                    }
                    kept.push((name, masked));
                }
            }
        }
        kept.sort_unstable();
        contents.sort_unstable();
        let mut hasher = DefaultHasher::new();
        (&operation.path, kept).hash(&mut hasher);
        for (name, value) in contents {
            name.hash(&mut hasher);
            match Json::parse(value) {
                Ok(json) => hash_json(&json, &own, &mut hasher),
                Err(_) => without_own_numbers(value).hash(&mut hasher),
            }
        }
        Self(hasher.finish())
    }
}

/// How a field is compared to recognise two orders for the same purpose.
enum Kind {
    /// Its value is compared: who it is for, how much it is, a code.
    Kept,
    /// Its value is compared without numbers, which may be a serial number or a time.
    Text,
    /// The parts of its value are compared, each without such numbers.
    Content,
}

impl Kind {
    fn of(row: Option<&Field>) -> Self {
        match row {
            Some(row) if row.format == Format::Content => Self::Content,
            Some(row) if row.sensitive || row.codes.is_some() || row.format.is_amount() => Self::Kept,
            Some(_) | None => Self::Text,
        }
    }
}

fn is_value(operation: &Operation, name: &str) -> bool {
    operation.request.field(name).is_none_or(|row| row.role == Role::Value)
}

const MARK: &str = "#";

/// A text in which each word with a digit is replaced.
fn without_own_numbers(text: &str) -> String {
    let is_in_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let mut masked = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_in_word) {
        let (before, word) = rest.split_at(start);
        let (word, after) = word.split_at(word.find(|c| !is_in_word(c)).unwrap_or(word.len()));
        masked.push_str(before);
        masked.push_str(if word.contains(|c: char| c.is_ascii_digit()) { MARK } else { word });
        rest = after;
    }
    masked + rest
}

fn hash_json(json: &Json, own: &HashSet<&str>, hasher: &mut DefaultHasher) {
    match json {
        Json::Object(members) => {
            let mut members: Vec<&(String, Json)> = members.iter().collect();
            members.sort_by_key(|(name, _)| name);
            for (name, inner) in members {
                name.hash(hasher);
                hash_json(inner, own, hasher);
            }
        }
        Json::List(items) => {
            items.len().hash(hasher);
            items.iter().for_each(|item| hash_json(item, own, hasher));
        }
        Json::Text(text) | Json::Number(text) => {
            let is_amount = text.len() <= LONGEST_AMOUNT && text.parse::<f64>().is_ok() && !own.contains(&**text);
            if is_amount { text.to_owned() } else { without_own_numbers(text) }.hash(hasher);
        }
        Json::Bool(value) => value.hash(hasher),
        Json::Null => "null".hash(hasher),
    }
}
