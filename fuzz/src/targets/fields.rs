use std::collections::BTreeMap;

/// Splits bytes into names and values: NUL ends a field, and `=` its name. Names are unique.
pub(super) fn fields(bytes: &[u8]) -> BTreeMap<String, String> {
    let text = String::from_utf8_lossy(bytes);
    text.split('\0')
        .map(|field| field.split_once('=').unwrap_or((field, "")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// The fields as borrowed pairs.
pub(super) fn pairs(fields: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
}
