use std::collections::HashMap;

use super::{FieldSyntax, RecordSyntax, Text};
use crate::model::Condition;

/// An index of a table's rows by name.
pub(crate) struct RowIndex<'s> {
    fields: &'s [FieldSyntax],
    indices: HashMap<&'s str, usize>,
    /// By the name and the first condition.
    conditional: HashMap<(&'s str, Option<&'s Condition>), Vec<usize>>,
}

impl<'s> RowIndex<'s> {
    pub(crate) fn of(record: &'s RecordSyntax) -> Self {
        let fields = record.fields.as_slice();
        let (mut indices, mut conditional) = (HashMap::new(), HashMap::<_, Vec<usize>>::new());
        for (index, field) in fields.iter().enumerate() {
            let name = field.name.as_str();
            indices.entry(name).or_insert(index);
            conditional.entry((name, field.when.first().map(|(first, _)| first))).or_default().push(index);
        }
        Self { fields, indices, conditional }
    }

    /// The index of the first row with this name.
    pub(crate) fn index_of(&self, name: &str) -> Option<usize> {
        self.indices.get(name).copied()
    }

    /// The indices of the first rows with these names.
    pub(crate) fn indices_of(&self, names: &[Text]) -> Vec<usize> {
        names.iter().filter_map(|name| self.index_of(name.as_str())).collect()
    }

    /// The names of all rows, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'s str> {
        self.fields.iter().map(|field| field.name.as_str())
    }

    /// The first row with this name.
    pub(crate) fn row(&self, name: &str) -> Option<&'s FieldSyntax> {
        self.index_of(name).and_then(|index| self.fields.get(index))
    }

    /// The index of the row with this name that exists whenever another row exists.
    pub(crate) fn beside(&self, row: &FieldSyntax, name: &str) -> Option<usize> {
        let is_there = |index: &usize| {
            let when = self.fields.get(*index).map_or(&[][..], |field| field.when.as_slice());
            when.iter().all(|(one, _)| row.when.iter().any(|(all, _)| all == one))
        };
        let firsts = std::iter::once(None).chain(row.when.iter().map(|(condition, _)| Some(condition)));
        let candidates = firsts.filter_map(|first| self.conditional.get(&(name, first))).flatten();
        candidates.copied().filter(is_there).min()
    }
}
