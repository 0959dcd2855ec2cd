//! Finds resources by their values. The cost of a search doesn't depend on the number of resources.

use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash, Hasher};

use wxmed::spec::model::{Model, Resource, ValueSource};

use crate::resource::Item;
use crate::user::OPENID;

/// The ID of a resource. Later resources have higher IDs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Id(pub(crate) u64);

/// An index of resources by their values.
///
/// Only the fields and combinations of fields by which the specs look up resources are indexed.
#[derive(Debug, Default)]
pub(crate) struct Index {
    searches: Vec<Search>,
    found: HashMap<Key, BTreeSet<Id>>,
}

/// A combination of fields by which resources of a kind are looked up.
#[derive(Debug, PartialEq, Eq)]
struct Search {
    kind: Resource,
    names: Vec<String>,
}

/// The values of a resource for a search.
#[derive(Debug, Eq)]
struct Key {
    search: usize,
    values: Vec<Option<String>>,
}

// Implemented by hand like `PartialEq`, in which tests count comparisons.
impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.search.hash(state);
        self.values.hash(state);
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        #[cfg(test)]
        tests::COMPARED.set(tests::COMPARED.get() + 1);
        self.search == other.search && self.values == other.values
    }
}

impl Index {
    /// An index for all look-ups: resources that operations need or that go with those of a notification, by each field
    /// alone; resources that operations create, by all identifying fields together; and links, by their address.
    pub(crate) fn of(model: &Model) -> Self {
        let mut index = Self::default();
        index.searched(Resource::BoundCard, vec![OPENID.to_owned()]);
        for operation in &model.operations {
            let name = |position: &usize| operation.request.fields.get(*position).map(|row| row.name.clone());
            for need in &operation.needs {
                need.by.iter().filter_map(name).for_each(|name| index.searched(need.what, vec![name]));
            }
            for creation in &operation.creates {
                index.searched(creation.what, creation.by.iter().filter_map(name).collect());
            }
            for row in &operation.response.fields {
                if row.value_source == ValueSource::From(Resource::BindLink) {
                    index.searched(Resource::BindLink, vec![row.name.clone()]);
                }
            }
        }
        for notification in &model.notifications {
            for related in &notification.related {
                let rows = related.by.iter().filter_map(|position| notification.request.fields.get(*position));
                rows.for_each(|row| index.searched(related.what, vec![row.name.clone()]));
            }
        }
        index
    }

    fn searched(&mut self, kind: Resource, names: Vec<String>) {
        let search = Search { kind, names };
        if !search.names.is_empty() && !self.searches.contains(&search) {
            self.searches.push(search);
        }
    }

    /// Each field by which resources of this kind are looked up alone.
    pub(crate) fn single_names(&self, kind: Resource) -> impl Iterator<Item = &str> {
        self.searches.iter().filter(move |search| search.kind == kind).filter_map(|search| match &search.names[..] {
            [name] => Some(name.as_str()),
            _ => None,
        })
    }

    pub(crate) fn insert(&mut self, id: Id, item: &Item) {
        for key in keys(&self.searches, item) {
            self.found.entry(key).or_default().insert(id);
        }
    }

    pub(crate) fn remove(&mut self, id: Id, item: &Item) {
        for key in keys(&self.searches, item) {
            if let Some(ids) = self.found.get_mut(&key) {
                ids.remove(&id);
                if ids.is_empty() {
                    self.found.remove(&key);
                }
            }
        }
    }

    /// All resources of a kind with these values, oldest first. A name without a value matches resources without one.
    pub(crate) fn find<'a>(
        &self,
        kind: Resource,
        values: impl IntoIterator<Item = (&'a str, Option<&'a str>)>,
    ) -> Option<&BTreeSet<Id>> {
        let (names, values): (Vec<&str>, Vec<Option<String>>) =
            values.into_iter().map(|(name, value)| (name, value.map(str::to_owned))).unzip();
        let search = self.searches.iter().position(|search| search.kind == kind && search.names == names)?;
        self.found.get(&Key { search, values })
    }
}

/// The keys of a resource. It has none for a search of which it has no value.
fn keys(searches: &[Search], item: &Item) -> Vec<Key> {
    let value = |name: &String| item.get(name).filter(|value| !value.is_empty()).map(str::to_owned);
    let own = searches.iter().enumerate().filter(|(_, search)| search.kind == item.what());
    own.map(|(search, Search { names, .. })| Key { search, values: names.iter().map(value).collect() })
        .filter(|key| key.values.iter().any(Option::is_some))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::{Id, Index, Item, Resource};
    use crate::specs::Specs;

    thread_local! {
        /// The number of compared keys.
        pub(super) static COMPARED: Cell<usize> = const { Cell::new(0) };
    }

    /// The number of comparisons in 1000 searches among this many orders.
    fn compared(kept: u64) -> usize {
        let specs = Specs::shipped();
        let mut index = Index::of(specs.model());
        let order = |number: u64| Item::new(Resource::Order).with("hosp_out_trade_no", format!("H{number}"));
        (0..kept).for_each(|number| index.insert(Id(number), &order(number)));
        let before = COMPARED.get();
        for number in 0..1000 {
            let value = format!("H{number}");
            let found = index.find(Resource::Order, [("hosp_out_trade_no", Some(value.as_str()))]);
            assert_eq!(found.is_some(), number < kept);
        }
        COMPARED.get() - before
    }

    #[test]
    fn the_number_of_comparisons_does_not_grow_with_the_number_of_orders() {
        assert!(compared(10) >= 10);
        // A hash table compares the found key, and in about one of a hundred searches another one.
        assert!(compared(100_000) <= 1500);
    }

    #[test]
    fn removing_a_resource_removes_its_keys() {
        let mut index = Index::of(Specs::shipped().model());
        let order = Item::new(Resource::Order).with("hosp_out_trade_no", "H1").with("med_trans_id", "1");
        index.insert(Id(1), &order);
        index.insert(Id(2), &order);
        index.remove(Id(1), &order);
        let found = index.find(Resource::Order, [("med_trans_id", Some("1"))]);
        assert_eq!(found.and_then(|ids| ids.first()), Some(&Id(2)));
        index.remove(Id(2), &order);
        assert!(index.found.is_empty());
    }
}
