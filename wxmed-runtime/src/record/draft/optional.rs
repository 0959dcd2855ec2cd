//! The methods of a [`Draft`] for arguments that may be absent.
//!
//! They are written out, because a closure in each method of each builder would cost users compile time.

use super::Draft;
use crate::record::input::IntoValue;
use crate::record::{Fields, Value};

impl<T> Draft<T> {
    /// [`Self::put`], for an `Option`.
    pub fn maybe_put<V: Value>(&mut self, row: u16, value: Option<impl IntoValue<V>>) {
        if let Some(value) = value {
            self.put(row, value);
        }
    }

    /// [`Self::value`], for an `Option`.
    pub fn maybe_value<V: Value>(&mut self, row: u16, value: Option<V>) {
        if let Some(value) = value {
            self.value(row, value);
        }
    }

    /// [`Self::text`], for an `Option`.
    pub fn maybe_text(&mut self, row: u16, value: Option<impl Into<String>>) {
        if let Some(value) = value {
            self.text(row, value);
        }
    }

    /// [`Self::list`], for an `Option`.
    pub fn maybe_list<V: Value>(&mut self, row: u16, value: Option<impl IntoIterator<Item: IntoValue<V>>>) {
        if let Some(value) = value {
            self.list(row, value);
        }
    }

    /// [`Self::values`], for an `Option`.
    pub fn maybe_values<V: Value>(&mut self, row: u16, value: Option<impl IntoIterator<Item = V>>) {
        if let Some(value) = value {
            self.values(row, value);
        }
    }

    /// [`Self::texts`], for an `Option`.
    pub fn maybe_texts(&mut self, row: u16, value: Option<impl IntoIterator<Item: Into<String>>>) {
        if let Some(value) = value {
            self.texts(row, value);
        }
    }

    /// [`Self::group`], for an `Option`.
    pub fn maybe_group<G: Fields>(&mut self, row: u16, value: Option<impl IntoValue<G>>) {
        if let Some(value) = value {
            self.group(row, value);
        }
    }

    /// [`Self::part`], for an `Option`.
    pub fn maybe_part<G: Fields>(&mut self, rows: &'static [u16], value: Option<impl IntoValue<G>>) {
        if let Some(value) = value {
            self.part(rows, value);
        }
    }
}
