//! Which row of one version is which row of the other.

use crate::model::{Field, Record};

/// The rows of a record in two versions.
#[derive(Default)]
pub(super) struct Pairs {
    /// Places in the old record and in the new one.
    pub(super) both: Vec<(usize, usize)>,
    /// Places in the old record that the new one lacks.
    pub(super) removed: Vec<usize>,
    /// Places in the new record that the old one lacks.
    pub(super) added: Vec<usize>,
    /// For each row of the old record, a name that the same row has in the new one.
    pub(super) old: Ids,
    /// The same for the new record.
    pub(super) new: Ids,
}

/// What the rows of a record are called while two versions are compared, and those of the objects in them.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids {
    pub(super) rows: Vec<String>,
    pub(super) objects: Vec<Ids>,
}

impl Ids {
    pub(super) fn row(&self, place: usize) -> &str {
        self.rows.get(place).map_or("", String::as_str)
    }

    /// The names of a record that is compared with nothing.
    pub(super) fn alone(record: &Record) -> Self {
        let object = |field: &Field| field.object.as_deref().map(Self::alone).unwrap_or_default();
        Self {
            rows: (0..record.fields.len()).map(|place| format!("alone {place}")).collect(),
            objects: record.fields.iter().map(object).collect(),
        }
    }
}

impl Pairs {
    /// First come rows of one name under the same conditions, then those of one name, then those whose other names tell
    /// that they are one, and at last those that the document labels alike.
    pub(super) fn of(old: &Record, new: &Record) -> Self {
        let mut matching = Matching { old: &old.fields, new: &new.fields, both: Vec::new() };
        matching.pair(|old, new| old.name == new.name && old.when == new.when);
        matching.pair(|old, new| old.name == new.name);
        matching.pair(|old, new| has_alias(new, &old.name) || has_alias(old, &new.name));
        matching.pair(|old, new| old.label.zh == new.label.zh && old.ty == new.ty && old.when == new.when);
        let mut both = matching.both;
        both.sort_unstable_by_key(|(_, new)| *new);
        let removed = (0..old.fields.len()).filter(|place| !both.iter().any(|(old, _)| old == place));
        let added = (0..new.fields.len()).filter(|place| !both.iter().any(|(_, new)| new == place));
        let mut pairs = Self { removed: removed.collect(), added: added.collect(), ..Self::default() };
        (pairs.old, pairs.new) = ids(old, new, &both);
        pairs.both = both;
        pairs
    }
}

fn ids(old: &Record, new: &Record, both: &[(usize, usize)]) -> (Ids, Ids) {
    let mut old_ids = Ids::alone(old);
    let mut new_ids = Ids::alone(new);
    old_ids.rows.iter_mut().for_each(|id| id.insert_str(0, "old "));
    new_ids.rows.iter_mut().for_each(|id| id.insert_str(0, "new "));
    for (in_old, in_new) in both {
        let id = format!("row {in_new}");
        if let (Some(old_id), Some(new_id)) = (old_ids.rows.get_mut(*in_old), new_ids.rows.get_mut(*in_new)) {
            old_id.clone_from(&id);
            *new_id = id;
        }
        let objects =
            |record: &'_ Record, place: usize| record.fields.get(place).and_then(|field| field.object.clone());
        if let (Some(old), Some(new)) = (objects(old, *in_old), objects(new, *in_new)) {
            let inner = Pairs::of(&old, &new);
            if let (Some(old), Some(new)) = (old_ids.objects.get_mut(*in_old), new_ids.objects.get_mut(*in_new)) {
                (*old, *new) = (inner.old, inner.new);
            }
        }
    }
    (old_ids, new_ids)
}

fn has_alias(field: &Field, name: &str) -> bool {
    field.aliases.iter().any(|alias| alias.name == name)
}

struct Matching<'m> {
    old: &'m [Field],
    new: &'m [Field],
    both: Vec<(usize, usize)>,
}

impl Matching<'_> {
    fn pair(&mut self, alike: impl Fn(&Field, &Field) -> bool) {
        for (in_new, new) in self.new.iter().enumerate() {
            if self.both.iter().any(|(_, paired)| *paired == in_new) {
                continue;
            }
            let is_free = |place: usize| !self.both.iter().any(|(paired, _)| *paired == place);
            let found = self.old.iter().enumerate().find(|(place, old)| is_free(*place) && alike(old, new));
            self.both.extend(found.map(|(in_old, _)| (in_old, in_new)));
        }
    }
}
