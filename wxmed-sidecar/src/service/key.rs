//! What identifies a call, so that it isn't sent twice. The specs decide: nothing here names an operation.

use wxmed::Retry;
use wxmed::dynamic::Operation;
use wxmed::spec::model::Creation;

/// The text that identifies a call in the journal: the caller's own key, or the number of what the operation creates.
///
/// Nothing for operations that may be repeated, and for those that create something new with every request: these are
/// recorded only if the caller gives a key.
pub(super) fn identity(operation: &Operation, own: Option<&str>, fields: &[(String, String)]) -> Option<String> {
    match operation.spec().retry {
        Retry::Safe => None,
        Retry::Never => own.map(str::to_owned).or_else(|| number(operation, fields)),
    }
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
