//! What identifies a call, so that it isn't sent twice. The specs decide: nothing here names an operation.

use wxmed::Retry;
use wxmed::dynamic::Operation;
use wxmed::spec::model::{Creation, Role};

/// The texts that identify a call in the journal: the number of what the operation creates, and the caller's own key. The
/// key doesn't replace the number: many HTTP libraries make one for each attempt.
///
/// None for operations that may be repeated; for those that create something new with every request, only the caller's key.
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

/// The fields that make two requests different. A nonce is another one in each.
pub(super) fn compared<'f>(
    operation: &'f Operation,
    fields: &'f [(String, String)],
) -> impl Iterator<Item = (&'f str, &'f str)> {
    let is_nonce = |name: &str| operation.spec().request.field(name).is_some_and(|row| row.role == Role::Nonce);
    fields.iter().filter(move |(name, _)| !is_nonce(name)).map(|(name, text)| (name.as_str(), text.as_str()))
}

/// The number of what the operation creates, or of what it is about: the order number.
pub(super) fn number(operation: &Operation, fields: &[(String, String)]) -> Option<String> {
    let spec = operation.spec();
    let created = spec.creates.iter().map(|Creation { by, .. }| by).find(|by| !by.is_empty())?;
    joined(operation, created, fields)
}

/// The values of the rows, if all of them are given.
fn joined(operation: &Operation, rows: &[usize], fields: &[(String, String)]) -> Option<String> {
    let name = |row: &usize| operation.spec().request.fields.get(*row).map(|row| row.name.as_str());
    let value = |row: &usize| {
        let name = name(row)?;
        fields.iter().find(|(known, text)| known == name && !text.is_empty()).map(|(_, text)| text.as_str())
    };
    rows.iter().map(value).collect::<Option<Vec<_>>>().map(|values| values.join("/"))
}
