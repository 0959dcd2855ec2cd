//! The values of a record's fields, as texts and JSON, which are validated against schemas.

use std::borrow::Cow;
use std::fmt;

use super::{Bindings, FieldSchema, RecordSchema};
use crate::{Json, Severity};

/// The value of a field. Its `Debug` shows the kind and never the value, which can be a patient's.
#[derive(Clone, PartialEq, Eq)]
pub enum FieldValue<'a> {
    /// No value.
    Absent,
    /// A text as it is sent.
    Text(Cow<'a, str>),
    /// The fields of an object.
    Object(Box<FieldValues<'a>>),
    /// The items of a list.
    List(Vec<FieldValue<'a>>),
    /// A JSON value of another kind than the field's.
    Misfit,
}

impl FieldValue<'_> {
    /// The text, if there is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            FieldValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether there is a value: an object, or a text or a list that is not empty.
    pub fn is_given(&self) -> bool {
        match self {
            FieldValue::Text(text) => !text.is_empty(),
            FieldValue::Object(_) => true,
            FieldValue::List(items) => !items.is_empty(),
            FieldValue::Absent | FieldValue::Misfit => false,
        }
    }

    /// The number of items of a list, 0 if it is absent; `None` if the value is not a list.
    pub fn items(&self) -> Option<usize> {
        match self {
            FieldValue::Absent => Some(0),
            FieldValue::List(items) => Some(items.len()),
            FieldValue::Text(_) | FieldValue::Object(_) | FieldValue::Misfit => None,
        }
    }

    /// The text, if there is one and it is not empty.
    pub fn given(&self) -> Option<&str> {
        self.text().filter(|text| !text.is_empty())
    }

    /// Converts the value to an owned one.
    pub fn into_owned(self) -> FieldValue<'static> {
        match self {
            FieldValue::Absent => FieldValue::Absent,
            FieldValue::Text(text) => FieldValue::Text(Cow::Owned(text.into_owned())),
            FieldValue::Object(values) => FieldValue::Object(Box::new(values.into_owned())),
            FieldValue::List(items) => FieldValue::List(items.into_iter().map(FieldValue::into_owned).collect()),
            FieldValue::Misfit => FieldValue::Misfit,
        }
    }
}

/// The fields of one record, by the indices of its rows. `Debug` shows no values, and no names of unknown fields.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FieldValues<'a> {
    cells: Vec<FieldValue<'a>>,
    unknown: Cow<'a, [(String, Json)]>,
    bindings: Vec<(u16, Bindings)>,
}

impl<'a> FieldValues<'a> {
    /// Creates an absent field for each row of the table.
    pub fn of(table: &RecordSchema) -> Self {
        Self::with_room(table.rows.len())
    }

    /// Creates this many absent fields.
    pub fn with_room(rows: usize) -> Self {
        Self {
            cells: std::iter::repeat_with(|| FieldValue::Absent).take(rows).collect(),
            unknown: Cow::Borrowed(&[]),
            bindings: Vec::new(),
        }
    }

    /// The field of a row.
    pub fn get(&self, row: u16) -> &FieldValue<'a> {
        self.cells.get(usize::from(row)).unwrap_or(&FieldValue::Absent)
    }

    /// Takes the field of a row.
    pub fn take(&mut self, row: u16) -> FieldValue<'a> {
        self.cells
            .get_mut(usize::from(row))
            .map_or(FieldValue::Absent, |cell| std::mem::replace(cell, FieldValue::Absent))
    }

    /// Sets the field of a row.
    pub fn set(&mut self, row: u16, cell: FieldValue<'a>) {
        if let Some(value) = self.cells.get_mut(usize::from(row)) {
            *value = cell;
        }
    }

    /// The field of a row, mutably.
    pub fn get_mut(&mut self, row: u16) -> Option<&mut FieldValue<'a>> {
        self.cells.get_mut(usize::from(row))
    }

    /// The fields in the order of the table, by value.
    pub fn into_cells(self) -> Vec<FieldValue<'a>> {
        self.cells
    }

    /// The fields in the order of the table.
    pub fn iter(&self) -> std::slice::Iter<'_, FieldValue<'a>> {
        self.cells.iter()
    }

    /// The fields in the order of the table, mutably.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, FieldValue<'a>> {
        self.cells.iter_mut()
    }

    /// The bindings of some rows to the other fields.
    pub fn bindings(&self) -> &[(u16, Bindings)] {
        &self.bindings
    }

    /// Adds the bindings of a row to the other fields.
    pub fn bind(&mut self, row: u16, bindings: Bindings) {
        self.unbind(row);
        self.bindings.push((row, bindings));
    }

    /// Removes the bindings of a row.
    pub fn unbind(&mut self, row: u16) {
        self.bindings.retain(|(bound, _)| *bound != row);
    }

    /// Converts the fields to owned values.
    pub fn into_owned(self) -> FieldValues<'static> {
        FieldValues {
            cells: self.cells.into_iter().map(FieldValue::into_owned).collect(),
            unknown: Cow::Owned(self.unknown.into_owned()),
            bindings: self.bindings,
        }
    }

    /// The unknown fields.
    pub fn unknown(&self) -> &[(String, Json)] {
        &self.unknown
    }

    /// Whether a value that the row can't hold is kept among the unknown fields, because the row is uncertain.
    pub fn is_kept_beside(&self, row: &FieldSchema) -> bool {
        row.severity == Severity::Warning && self.unknown.iter().any(|(name, _)| row.reads(name))
    }

    /// Sets the unknown fields.
    pub fn set_unknown(&mut self, unknown: impl Into<Cow<'a, [(String, Json)]>>) {
        self.unknown = unknown.into();
    }
}

impl fmt::Debug for FieldValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FieldValue::Absent => f.write_str("Absent"),
            FieldValue::Text(_) => f.write_str("Text(..)"),
            FieldValue::Object(values) => f.debug_tuple("Object").field(values).finish(),
            FieldValue::List(items) => f.debug_tuple("List").field(items).finish(),
            FieldValue::Misfit => f.write_str("Misfit"),
        }
    }
}

impl fmt::Debug for FieldValues<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FieldValues").field("cells", &self.cells).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_value() {
        let text = |text: &'static str| FieldValue::Text(Cow::Borrowed(text));
        let mut inner = FieldValues::with_room(1);
        inner.set(0, text("张三"));
        let mut values = FieldValues::with_room(4);
        values.set(0, text("44030019000101123x"));
        values.set(1, FieldValue::Object(Box::new(inner)));
        values.set(2, FieldValue::List(vec![text("李四"), FieldValue::Misfit]));
        values.set_unknown(vec![("王五".to_owned(), Json::Text("赵六".to_owned()))]);
        let shown = "FieldValues { cells: [Text(..), Object(FieldValues { cells: [Text(..)], .. }), \
                     List([Text(..), Misfit]), Absent], .. }";
        assert_eq!(format!("{values:?}"), shown);
    }
}
