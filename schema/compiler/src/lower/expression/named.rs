//! The fields of a record by name.

use std::collections::HashMap;

use crate::model::Field;

/// An index of a record's fields by name.
pub(in crate::lower) struct NamedFields<'f> {
    pub(super) fields: &'f [Field],
    names: HashMap<&'f str, Vec<usize>>,
    aliases: HashMap<&'f str, Vec<usize>>,
    /// The fields of objects and of items, by the indices of their rows.
    inside: HashMap<usize, NamedFields<'f>>,
}

impl<'f> NamedFields<'f> {
    pub(in crate::lower) fn of(fields: &'f [Field]) -> Self {
        let mut named = Self { fields, names: HashMap::new(), aliases: HashMap::new(), inside: HashMap::new() };
        for (index, field) in fields.iter().enumerate() {
            named.names.entry(&field.name).or_default().push(index);
            if let Some(object) = &field.object {
                named.inside.insert(index, NamedFields::of(&object.fields));
            }
            for alias in &field.aliases {
                named.aliases.entry(&alias.name).or_default().push(index);
            }
        }
        named
    }

    /// The fields of the object, or of the items, at this index.
    pub(super) fn inside(&self, index: usize) -> Option<&NamedFields<'f>> {
        self.inside.get(&index)
    }

    /// The fields with this name, or else those with this alias, each with its index.
    pub(super) fn of_name(&self, name: &str) -> impl Iterator<Item = (usize, &'f Field)> {
        let indices = self.names.get(name).or_else(|| self.aliases.get(name));
        indices.into_iter().flatten().filter_map(|index| Some((*index, self.fields.get(*index)?)))
    }
}
