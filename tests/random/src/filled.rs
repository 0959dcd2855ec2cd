//! The values of a record's rows.

use std::collections::BTreeMap;

use wxmed_compiler::model::Record;

/// The value of a row.
#[derive(Clone, Debug)]
pub(crate) enum Filled {
    Text(String),
    Object(Vec<Option<Filled>>),
    List(Vec<Filled>),
}

/// The values of a record's rows.
pub(crate) type Rows = [Option<Filled>];

/// The address of a value: the indices of rows and items, from the outermost record inwards.
pub(crate) type Address = Vec<usize>;

/// The address of a path in a spec.
pub(crate) fn address(path: &[u16]) -> Address {
    path.iter().copied().map(usize::from).collect()
}

/// The value at an address.
pub(crate) fn at<'f>(address: &[usize], rows: &'f Rows) -> Option<&'f Filled> {
    let (index, rest) = address.split_first()?;
    rest.iter().try_fold(rows.get(*index)?.as_ref()?, |found, index| match found {
        Filled::Object(rows) => rows.get(*index)?.as_ref(),
        Filled::List(items) => items.get(*index),
        Filled::Text(_) => None,
    })
}

/// The rows of the record at an address.
pub(crate) fn rows_at<'f>(address: &[usize], rows: &'f Rows) -> Option<&'f Rows> {
    match address {
        [] => Some(rows),
        address => match at(address, rows)? {
            Filled::Object(rows) => Some(rows),
            Filled::Text(_) | Filled::List(_) => None,
        },
    }
}

/// Sets the value at an address, if the objects on the way exist.
pub(crate) fn set(address: &[usize], value: Option<Filled>, rows: &mut Rows) {
    let Some((index, rest)) = address.split_first() else { return };
    let Some(slot) = rows.get_mut(*index) else { return };
    match (slot, rest) {
        (slot, []) => *slot = value,
        (Some(Filled::Object(rows)), rest) => set(rest, value, rows),
        (Some(Filled::List(items)), [index, rest @ ..]) => match (items.get_mut(*index), rest, value) {
            (Some(item), [], Some(value)) => *item = value,
            (Some(Filled::Object(rows)), rest, value) => set(rest, value, rows),
            _ => {}
        },
        (Some(Filled::Text(_)) | None, _) => {}
    }
}

/// Sets the rows that count lists, in this record and the objects in it.
pub(crate) fn count(record: &Record, rows: &mut Rows) {
    let counted = record.fields.iter().enumerate().filter_map(|(index, field)| Some((index, field.count_of?)));
    let lengths: BTreeMap<usize, usize> =
        counted.map(|(index, of)| (index, at(&[of], rows).map_or(0, Filled::items))).collect();
    for (index, field) in record.fields.iter().enumerate() {
        match (rows.get_mut(index), &field.object) {
            (Some(Some(slot)), _) if lengths.contains_key(&index) => {
                *slot = Filled::Text(lengths.get(&index).copied().unwrap_or_default().to_string());
            }
            (Some(Some(Filled::Object(inner))), Some(object)) => count(object, inner),
            (Some(Some(Filled::List(items))), Some(object)) => {
                for item in items {
                    if let Filled::Object(inner) = item {
                        count(object, inner);
                    }
                }
            }
            _ => {}
        }
    }
}

impl Filled {
    /// The number of items.
    fn items(&self) -> usize {
        if let Filled::List(items) = self { items.len() } else { 0 }
    }
}

/// The text at an address, if it isn't empty.
pub(crate) fn text<'f>(path: &[usize], filled: &'f Rows) -> Option<&'f str> {
    match at(path, filled)? {
        Filled::Text(text) if !text.is_empty() => Some(text),
        _ => None,
    }
}

/// The items of the list at an address.
pub(crate) fn items<'f>(path: &[usize], filled: &'f Rows) -> Option<&'f [Filled]> {
    match at(path, filled)? {
        Filled::List(items) => Some(items),
        _ => None,
    }
}

/// Whether a row has a value that isn't empty.
pub(crate) fn is_given(path: &[usize], filled: &Rows) -> bool {
    match at(path, filled) {
        None => false,
        Some(Filled::Text(text)) => !text.is_empty(),
        Some(Filled::Object(_)) => true,
        Some(Filled::List(items)) => !items.is_empty(),
    }
}
