//! The keys of a call, which prevent that it is sent twice. They are derived from the specs, for any operation.

use std::borrow::Cow;

use wxmed::dynamic::Operation;
use wxmed::spec::Format;
use wxmed::spec::model::{Creation, Field, Role};
use wxmed::{Json, Retry};

use crate::input::{Input, InputValue, NameMatching};

/// The texts that identify a call in the journal: the number of the resource that the operation creates, and the
/// caller's own key. The key doesn't replace the number, because many HTTP libraries create a new key for each attempt.
///
/// Operations that may be repeated have none. Operations that create a new resource with every request have only the
/// caller's key.
pub(super) fn identities(operation: &Operation, own: Option<&str>, fields: &[(String, String)]) -> Vec<String> {
    match operation.spec().retry {
        Retry::Safe => Vec::new(),
        Retry::Never => {
            let number = number(operation, fields);
            let own = own.map(str::to_owned).filter(|own| number.as_ref() != Some(own));
            number.into_iter().chain(own).collect()
        }
    }
}

/// The fields that are compared to decide whether two requests are the same. Nonces are left out. The order of keys and
/// the white space in a content don't matter, because maps in many languages don't preserve them.
pub(super) fn compared<'f>(operation: &'f Operation, fields: &'f [(String, String)]) -> Vec<(&'f str, Cow<'f, str>)> {
    let mut compared = Vec::new();
    for (name, text) in fields {
        let row = operation.spec().request.field(name);
        if row.is_some_and(|row| row.role == Role::Nonce) {
            continue;
        }
        let canonical = row.filter(|row| row.format == Format::Content).and_then(|_| canonical(text));
        // A row may be given under several names. This is the name that is sent.
        let name = row.map_or(name.as_str(), |row| row.name.as_str());
        compared.push((name, canonical.map_or(Cow::Borrowed(text.as_str()), Cow::Owned)));
    }
    compared
}

/// A content with sorted keys and without white space. `None` if it isn't JSON.
fn canonical(text: &str) -> Option<String> {
    Json::parse(text).ok().map(|json| ordered(json).to_string())
}

fn ordered(json: Json) -> Json {
    match json {
        Json::Object(members) => {
            let mut members: Vec<(String, Json)> =
                members.into_iter().map(|(name, value)| (name, ordered(value))).collect();
            members.sort_by(|(one, _), (other, _)| one.cmp(other));
            Json::Object(members)
        }
        Json::List(items) => Json::List(items.into_iter().map(ordered).collect()),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => json,
    }
}

/// The key of a call whose task has panicked: the first of its identities, as far as it is given.
pub(super) fn given(operation: &Operation, own: Option<&str>, matching: NameMatching, input: &Input) -> Option<String> {
    let is_of = |row: &Field, name: &str| match matching {
        NameMatching::Exact => row.reads(name),
        NameMatching::AnyCase => {
            let mut names = std::iter::once(&row.name).chain(row.aliases.iter().map(|alias| &alias.name));
            names.any(|known| known.eq_ignore_ascii_case(name))
        }
    };
    let text = |row: &Field| {
        input.fields.iter().find_map(|(name, value)| match value {
            InputValue::Text(text) => (is_of(row, name) && !text.is_empty()).then_some(text.as_str()),
            InputValue::Nested(_) => None,
        })
    };
    match operation.spec().retry {
        Retry::Safe => None,
        Retry::Never => joined(operation, text).or_else(|| own.map(str::to_owned)),
    }
}

/// The number of the resource that the operation creates or refers to, such as the order number.
pub(super) fn number(operation: &Operation, fields: &[(String, String)]) -> Option<String> {
    joined(operation, |row| {
        let mut texts = fields.iter().filter(|(name, text)| row.reads(name) && !text.is_empty());
        texts.next().map(|(_, text)| text.as_str())
    })
}

/// The values of the rows, if all of them are given.
fn joined<'t>(operation: &Operation, text: impl Fn(&Field) -> Option<&'t str>) -> Option<String> {
    let spec = operation.spec();
    let created = spec.creates.iter().map(|Creation { by, .. }| by).find(|by| !by.is_empty())?;
    let value = |row: &usize| spec.request.fields.get(*row).and_then(&text);
    created.iter().map(value).collect::<Option<Vec<_>>>().map(|values| values.join("/"))
}
