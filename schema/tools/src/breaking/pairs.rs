//! Matches the rows of two versions.

use std::collections::{BTreeMap, BTreeSet};

use wxmed_compiler::model::{Field, Record};

/// The rows of a record in two versions.
#[derive(Default)]
pub(super) struct Pairs {
    /// Indices in the old record and in the new one.
    pub(super) both: Vec<(usize, usize)>,
    /// Indices in the old record of rows that the new one lacks.
    pub(super) removed: Vec<usize>,
    /// Indices in the new record of rows that the old one lacks.
    pub(super) added: Vec<usize>,
    /// For each row of the old record, a name that the same row has in the new one.
    pub(super) old: Ids,
    /// The same for the new record.
    pub(super) new: Ids,
}

/// The IDs of a record's rows during a comparison, and those of its objects' rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids {
    pub(super) rows: Vec<String>,
    pub(super) objects: Vec<Ids>,
}

impl Ids {
    pub(super) fn row(&self, index: usize) -> &str {
        self.rows.get(index).map_or("", String::as_str)
    }

    /// The IDs for a record that has no counterpart.
    pub(super) fn alone(record: &Record) -> Self {
        let object = |field: &Field| field.object.as_deref().map(Self::alone).unwrap_or_default();
        Self {
            rows: (0..record.fields.len()).map(|index| format!("alone {index}")).collect(),
            objects: record.fields.iter().map(object).collect(),
        }
    }
}

impl Pairs {
    /// Matches rows in this order: with the same name and conditions, with the same name, with a common alias, and with
    /// the same label.
    pub(super) fn of(old: &Record, new: &Record) -> Self {
        let mut matching = Matching::new(&old.fields, &new.fields);
        let (name, label) = (|row: &'_ Field| vec![row.name.clone()], |row: &'_ Field| vec![row.label.zh.to_string()]);
        matching.pair(name, |old, new| old.when == new.when);
        matching.pair(name, |_, _| true);
        matching.pair(names, |old, new| has_alias(new, &old.name) || has_alias(old, &new.name));
        matching.pair(label, |old, new| old.ty == new.ty && old.when == new.when);
        let Matching { old_is_paired, new_is_paired, mut both, .. } = matching;
        both.sort_unstable_by_key(|(_, new)| *new);
        let unpaired = |paired: Vec<bool>| (0..).zip(paired).filter(|(_, paired)| !paired).map(|(index, _)| index);
        let (removed, added) = (unpaired(old_is_paired), unpaired(new_is_paired));
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
            |record: &'_ Record, index: usize| record.fields.get(index).and_then(|field| field.object.clone());
        if let (Some(old), Some(new)) = (objects(old, *in_old), objects(new, *in_new)) {
            let inner = Pairs::of(&old, &new);
            if let (Some(old), Some(new)) = (old_ids.objects.get_mut(*in_old), new_ids.objects.get_mut(*in_new)) {
                (*old, *new) = (inner.old, inner.new);
            }
        }
    }
    (old_ids, new_ids)
}

/// The name and the aliases of a row.
fn names(row: &Field) -> Vec<String> {
    row.aliases.iter().map(|alias| &alias.name).chain([&row.name]).cloned().collect()
}

fn has_alias(field: &Field, name: &str) -> bool {
    field.aliases.iter().any(|alias| alias.name == name)
}

struct Matching<'m> {
    old: &'m [Field],
    new: &'m [Field],
    old_is_paired: Vec<bool>,
    new_is_paired: Vec<bool>,
    both: Vec<(usize, usize)>,
}

impl<'m> Matching<'m> {
    fn new(old: &'m [Field], new: &'m [Field]) -> Self {
        let (old_is_paired, new_is_paired) = (vec![false; old.len()], vec![false; new.len()]);
        Self { old, new, old_is_paired, new_is_paired, both: Vec::new() }
    }

    /// Pairs rows with a common key that are similar, each with the first one that remains.
    fn pair(&mut self, called: fn(&Field) -> Vec<String>, alike: impl Fn(&Field, &Field) -> bool) {
        let mut old_by_name: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (index, row) in self.old.iter().enumerate().filter(|(index, _)| !is_set(&self.old_is_paired, *index)) {
            called(row).into_iter().for_each(|name| {
                old_by_name.entry(name).or_default().insert(index);
            });
        }
        for (in_new, new) in self.new.iter().enumerate() {
            if is_set(&self.new_is_paired, in_new) {
                continue;
            }
            let names = called(new);
            let indices: BTreeSet<usize> =
                names.iter().filter_map(|name| old_by_name.get(name)).flatten().copied().collect();
            let is_one = |index: &usize| {
                !is_set(&self.old_is_paired, *index) && self.old.get(*index).is_some_and(|old| alike(old, new))
            };
            let Some(in_old) = indices.into_iter().find(is_one) else { continue };
            set(&mut self.old_is_paired, in_old);
            set(&mut self.new_is_paired, in_new);
            self.both.push((in_old, in_new));
        }
    }
}

fn is_set(flags: &[bool], index: usize) -> bool {
    flags.get(index).copied().unwrap_or_default()
}

fn set(flags: &mut [bool], index: usize) {
    flags.iter_mut().skip(index).take(1).for_each(|flag| *flag = true);
}
