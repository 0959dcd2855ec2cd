//! Finds resources by their values; a search costs the same however many there are.

use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash, Hasher};

use wxmed::spec::model::{AnswerValue, Model, Resource};

use crate::resource::Item;
use crate::user::OPENID;

/// What a resource is known by as long as it is there; a later one has a higher number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Id(pub(crate) u64);

/// The resources that have certain values.
///
/// It knows from the specs by which names anything is looked for, alone or together, and keeps those only.
#[derive(Debug, Default)]
pub(crate) struct Index {
    searches: Vec<Search>,
    found: HashMap<Key, BTreeSet<Id>>,
}

/// The names by which resources of a kind are looked for.
#[derive(Debug, PartialEq, Eq)]
struct Search {
    kind: Resource,
    names: Vec<String>,
}

/// The values of a resource under the names of a search.
#[derive(Debug, Eq)]
struct Key {
    search: usize,
    values: Vec<Option<String>>,
}

// By hand, as equality is: tests count comparisons there.
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
    /// An index of all that operations look for: what they need, by each name alone; what they create, by all names that
    /// tell one from another; and links, by their address.
    pub(crate) fn of(model: &Model) -> Self {
        let mut index = Self::default();
        index.searched(Resource::BoundCard, vec![OPENID.to_owned()]);
        for operation in &model.operations {
            let name = |place: &usize| operation.request.fields.get(*place).map(|row| row.name.clone());
            for need in &operation.needs {
                need.by.iter().filter_map(name).for_each(|name| index.searched(need.what, vec![name]));
            }
            for creation in &operation.creates {
                index.searched(creation.what, creation.by.iter().filter_map(name).collect());
            }
            for row in &operation.response.fields {
                if row.answer == AnswerValue::From(Resource::BindLink) {
                    index.searched(Resource::BindLink, vec![row.name.clone()]);
                }
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

    /// Each name by which resources of this kind are looked for alone.
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

    /// Every resource of a kind that has these values, oldest first. A name without a value finds those that have none.
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

/// Where a resource is found; nowhere by names of which it has no value.
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
        /// How many keys were compared.
        pub(super) static COMPARED: Cell<usize> = const { Cell::new(0) };
    }

    /// How many comparisons so many searches take among so many orders.
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
    fn a_search_compares_no_more_among_many_orders_than_among_few() {
        assert!(compared(10) >= 10);
        // A hash table compares with what it found, and in one of about a hundred searches with another key.
        assert!(compared(100_000) <= 1500);
    }

    #[test]
    fn what_was_removed_leaves_nothing_behind() {
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
