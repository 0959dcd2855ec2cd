//! Conversion between typed values and field values, which generated types implement.

pub(crate) mod draft;
pub(crate) mod input;

use std::borrow::Cow;
use std::fmt;

use wxmed_core::Json;
use wxmed_core::schema::{Bindings, FieldValue, FieldValues, Privacy, RecordSchema, complete};

/// A group of fields in a record: the record itself, a choice, or a case of a tag.
pub trait Fields: Sized {
    /// Writes the fields.
    fn write<'a>(&'a self, out: &mut Writer<'_, 'a>);

    /// Reads the fields; `None` if one is missing or unreadable.
    fn read(from: &Reader<'_, '_>) -> Option<Self>;
}

/// A type generated from a field table.
pub trait Record: Fields + Send + Sync + 'static {
    /// The field table.
    const TABLE: &'static RecordSchema;
}

/// The type of a field.
pub trait Value: Sized {
    /// The field's contents.
    fn to_cell(&self) -> FieldValue<'_>;

    /// Reads the field; `None` if it is unreadable.
    fn from_cell(cell: &FieldValue<'_>) -> Option<Self>;

    /// Its bindings to the other fields, if there are any.
    fn bindings(&self) -> Option<Bindings> {
        None
    }

    /// The value, bound to the fields beside it, if it is of a kind that can be.
    fn bound(self, _: Bindings) -> Self {
        self
    }
}

/// Writes a group of fields to the cells of a record.
pub struct Writer<'c, 'a> {
    cells: &'c mut FieldValues<'a>,
    rows: Option<&'static [u16]>,
}

impl<'c, 'a> Writer<'c, 'a> {
    /// Creates a writer for these cells, one for each row.
    pub fn new(cells: &'c mut FieldValues<'a>) -> Self {
        Self { cells, rows: None }
    }

    /// Writes a value to a row.
    pub fn put(&mut self, row: u16, value: &'a impl Value) {
        let row = row_index(self.rows, row);
        self.cells.set(row, value.to_cell());
        if let Some(bindings) = value.bindings() {
            self.cells.bind(row, bindings);
        }
    }

    /// Writes a fixed text to a row: the value of a tag.
    pub fn put_text(&mut self, row: u16, text: &'static str) {
        self.cells.set(row_index(self.rows, row), FieldValue::Text(Cow::Borrowed(text)));
    }

    /// Writes a group of fields to these rows.
    pub fn put_at(&mut self, rows: &'static [u16], fields: &'a impl Fields) {
        fields.write(&mut Writer { cells: self.cells, rows: Some(rows) });
    }

    /// Writes the keys that the table doesn't have.
    pub fn put_unknown(&mut self, unknown: &'a Unknown) {
        self.cells.set_unknown(unknown.0.as_slice());
    }
}

/// Reads a group of fields from the cells of a record.
pub struct Reader<'c, 'a> {
    cells: &'c FieldValues<'a>,
    rows: Option<&'static [u16]>,
}

impl<'c, 'a> Reader<'c, 'a> {
    /// Creates a reader for these cells, one for each row.
    pub fn new(cells: &'c FieldValues<'a>) -> Self {
        Self { cells, rows: None }
    }

    /// The value of a row.
    pub fn take<V: Value>(&self, row: u16) -> Option<V> {
        let row = row_index(self.rows, row);
        let value = V::from_cell(self.cells.get(row))?;
        Some(match self.cells.bindings().iter().find(|(bound, _)| *bound == row) {
            Some((_, bindings)) => value.bound(bindings.clone()),
            None => value,
        })
    }

    /// The group of fields in these rows.
    pub fn take_at<F: Fields>(&self, rows: &'static [u16]) -> Option<F> {
        F::read(&Reader { cells: self.cells, rows: Some(rows) })
    }

    /// Whether a row has a value that is not empty.
    pub fn is_given(&self, row: u16) -> bool {
        matches!(self.cells.get(row_index(self.rows, row)), FieldValue::Text(text) if !text.is_empty())
    }

    /// The text of a row; empty if there is none.
    pub fn text(&self, row: u16) -> &str {
        self.cells.get(row_index(self.rows, row)).text().unwrap_or("")
    }

    /// The keys that the table doesn't have.
    pub fn take_unknown(&self) -> Unknown {
        Unknown(self.cells.unknown().to_vec())
    }
}

fn row_index(rows: Option<&'static [u16]>, row: u16) -> u16 {
    rows.map_or(row, |rows| rows.get(usize::from(row)).copied().unwrap_or(u16::MAX))
}

/// Keys of a JSON object that its field table doesn't have, and those with a `null` that is kept. They are written back
/// unchanged.
///
/// `Debug` shows their number, never their contents.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Unknown(Vec<(String, Json)>);

impl Unknown {
    /// The keys and values, in the order in which they were received.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// Adds a key.
    pub fn push(&mut self, key: impl Into<String>, value: Json) {
        self.0.push((key.into(), value));
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unknown({} keys)", self.0.len())
    }
}

/// The cells of a record, complete.
pub(crate) fn cells<T: Record>(record: &T) -> FieldValues<'_> {
    let mut cells = FieldValues::of(T::TABLE);
    record.write(&mut Writer::new(&mut cells));
    complete(T::TABLE, &mut cells);
    cells
}

/// The cell of a record that is a field of another one.
pub fn object_cell<T: Record>(record: &T) -> FieldValue<'_> {
    FieldValue::Object(Box::new(cells(record)))
}

/// The record in a cell.
pub fn from_object_cell<T: Record>(cell: &FieldValue<'_>) -> Option<T> {
    match cell {
        FieldValue::Object(cells) => T::read(&Reader::new(cells)),
        _ => None,
    }
}

/// `Debug` for a record: names and values, except values that are never shown.
pub fn debug<T: Record>(record: &T, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    debug_cells(T::TABLE, &cells(record), name, f)
}

fn debug_cells(table: &RecordSchema, cells: &FieldValues<'_>, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut out = f.debug_struct(name);
    for (row, cell) in table.rows.iter().zip(cells.iter()) {
        match (cell, row.privacy, &row.object) {
            (FieldValue::Absent, ..) => {}
            (FieldValue::List(items), _, Some(table)) => {
                out.field(&row.name, &debug_fn(|f| debug_items(table, items, &row.label.zh, f)));
            }
            (FieldValue::List(items), Privacy::Open, None) => {
                let texts: Vec<&str> = items.iter().filter_map(FieldValue::text).collect();
                out.field(&row.name, &texts);
            }
            (FieldValue::Object(inner), _, Some(table)) => {
                out.field(&row.name, &debug_fn(|f| debug_cells(table, inner, &row.label.zh, f)));
            }
            (FieldValue::Text(text), Privacy::Open, _) => {
                out.field(&row.name, text);
            }
            _ => {
                out.field(&row.name, &format_args!("{}", Privacy::MASK));
            }
        }
    }
    if cells.unknown().is_empty() { out.finish() } else { out.finish_non_exhaustive() }
}

fn debug_items(table: &RecordSchema, items: &[FieldValue<'_>], name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let cells = items.iter().filter_map(|item| if let FieldValue::Object(cells) = item { Some(cells) } else { None });
    f.debug_list().entries(cells.map(|cells| debug_fn(|f| debug_cells(table, cells, name, f)))).finish()
}

/// `Debug` for a group of fields of a record, as the record itself shows them.
pub fn debug_part<T: Record, F: Fields>(group: &F, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut cells = FieldValues::of(T::TABLE);
    group.write(&mut Writer::new(&mut cells));
    debug_cells(T::TABLE, &cells, name, f)
}

/// `Debug` for a group of fields outside its record: the names of those that are given.
pub fn debug_group<F: Fields>(group: &F, name: &str, names: &[&str], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut cells = FieldValues::with_room(names.len());
    group.write(&mut Writer::new(&mut cells));
    let mut out = f.debug_struct(name);
    for (name, _) in names.iter().zip(cells.iter()).filter(|(_, cell)| **cell != FieldValue::Absent) {
        out.field(name, &format_args!("{}", Privacy::MASK));
    }
    out.finish()
}

/// Uses a function as a `Debug` implementation.
fn debug_fn<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result>(function: F) -> DebugFn<F> {
    DebugFn(function)
}

struct DebugFn<F>(F);

impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> fmt::Debug for DebugFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}
