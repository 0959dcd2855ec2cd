//! The state of the platform: users, cards, orders, messages, links, codes.

mod saved;

use std::collections::{HashMap, VecDeque};

use wxmed::spec::model::{Model, Resource};

use crate::index::{Id, Index};
use crate::resource::Item;
use crate::saved::Dirty;
use crate::user::{OPENID, User};

/// The users, and the resources that operations find and create.
#[derive(Debug)]
pub(crate) struct State {
    people: Vec<User>,
    /// The indexes of the people by their openids.
    own: HashMap<String, usize>,
    items: HashMap<Id, Item>,
    index: Index,
    /// The IDs of the resources that may be dropped, oldest first. Some may be removed already.
    aging: VecDeque<Id>,
    /// The number of existing resources that may be dropped.
    forgettable: usize,
    kept: usize,
    next: u64,
    /// The changed resources, if changes are tracked.
    dirty: Dirty<Id>,
    are_people_dirty: bool,
}

impl State {
    /// Creates a state with these users and their cards. It keeps at most `kept` other resources, indexed for the
    /// model.
    pub(crate) fn new(model: &Model, people: Vec<User>, kept: usize) -> Self {
        let own = indexes_by_openid(&people);
        let cards: Vec<Item> = people.iter().filter(|person| person.has_card()).map(User::bound_card).collect();
        let (index, items, aging) = (Index::of(model), HashMap::new(), VecDeque::new());
        let mut state = Self {
            people,
            own,
            items,
            index,
            aging,
            forgettable: 0,
            kept,
            next: 0,
            dirty: Dirty::default(),
            are_people_dirty: false,
        };
        for card in cards {
            state.add(card);
        }
        state
    }

    /// Drops the oldest resources above the limit. Cards of its users stay.
    pub(crate) fn forget(&mut self) {
        while self.forgettable > self.kept {
            let Some(oldest) = self.aging.pop_front() else { return };
            if self.take(oldest).is_some() {
                self.forgettable -= 1;
            }
        }
    }

    /// Whether it is the card of a user, which is never dropped.
    fn is_own_card(&self, item: &Item) -> bool {
        item.what() == Resource::BoundCard && item.get(OPENID).is_some_and(|openid| self.own.contains_key(openid))
    }

    fn take(&mut self, id: Id) -> Option<Item> {
        let item = self.items.remove(&id)?;
        self.index.remove(id, &item);
        self.dirty.mark(id);
        Some(item)
    }

    /// The users, with the cards that are bound now.
    pub(crate) fn people(&self) -> Vec<User> {
        let card = |person: &User| self.find(Resource::BoundCard, [(OPENID, person.openid())]);
        self.people.iter().map(|person| person.with_bound(card(person).and_then(|id| self.item(id)))).collect()
    }

    /// Adds a user, or replaces the one with the same openid. Returns whether there was one.
    pub(crate) fn add_person(&mut self, person: User) -> bool {
        let is_known = self.remove_person(person.openid());
        // Cards of unknown users may be dropped, but a user's own card may not.
        self.unbind(person.openid());
        let card = person.has_card().then(|| person.bound_card());
        self.people.push(person);
        self.people_changed();
        card.map(|card| self.add(card));
        is_known
    }

    /// Removes a user and their card. Returns whether there was one.
    pub(crate) fn remove_person(&mut self, openid: &str) -> bool {
        if !self.own.contains_key(openid) {
            return false;
        }
        self.unbind(openid);
        self.people.retain(|person| person.openid() != openid);
        self.people_changed();
        true
    }

    fn people_changed(&mut self) {
        self.own = indexes_by_openid(&self.people);
        self.are_people_dirty = self.dirty.is_tracked();
    }

    /// Binds a card for this openid: the user's own, or a made-up one if the user is unknown.
    pub(crate) fn bind_card(&mut self, openid: &str) {
        if self.find(Resource::BoundCard, [(OPENID, openid)]).is_some() {
            return;
        }
        let person = self.own.get(openid).and_then(|index| self.people.get(*index));
        let card = person.map_or_else(|| Item::new(Resource::BoundCard).with(OPENID, openid), User::bound_card);
        self.add(card);
    }

    /// Removes the card of this openid.
    pub(crate) fn unbind(&mut self, openid: &str) {
        let cards = self.index.find(Resource::BoundCard, [(OPENID, Some(openid))]).cloned().unwrap_or_default();
        for id in cards {
            if let Some(card) = self.take(id) {
                self.forgettable -= usize::from(!self.is_own_card(&card));
            }
        }
        if self.aging.len() > 2 * self.forgettable + 16 {
            self.aging.retain(|id| self.items.contains_key(id));
        }
    }

    pub(crate) fn add(&mut self, item: Item) -> Id {
        let id = Id(self.next);
        self.next += 1;
        if !self.is_own_card(&item) {
            self.aging.push_back(id);
            self.forgettable += 1;
        }
        self.index.insert(id, &item);
        self.items.insert(id, item);
        self.dirty.mark(id);
        id
    }

    /// Adds a value to a resource.
    pub(crate) fn put_value(&mut self, id: Id, name: &str, value: &str) {
        if let Some(item) = self.items.get_mut(&id) {
            self.index.remove(id, item);
            item.put(name, value);
            self.index.insert(id, item);
            self.dirty.mark(id);
        }
    }

    /// All resources of a kind, oldest first.
    pub(crate) fn all(&self, what: Resource) -> Vec<Item> {
        let mut all: Vec<(&Id, &Item)> = self.items.iter().filter(|(_, item)| item.what() == what).collect();
        all.sort_unstable_by_key(|(id, _)| **id);
        all.into_iter().map(|(_, item)| item.clone()).collect()
    }

    /// The oldest resource with any of these values. The values are tried in order.
    pub(crate) fn find<'a>(&self, what: Resource, by: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<Id> {
        by.into_iter().find_map(|(name, value)| self.find_same(what, [(name, Some(value))]))
    }

    /// The oldest resource that has this value in any field by which its kind is looked up.
    pub(crate) fn find_by_value(&self, what: Resource, value: &str) -> Option<Id> {
        self.find(what, self.lookup_names(what).map(|name| (name, value)))
    }

    /// Each field by which resources of this kind are looked up alone.
    pub(crate) fn lookup_names(&self, what: Resource) -> impl Iterator<Item = &str> {
        self.index.single_names(what)
    }

    /// The oldest resource that has exactly these values. `None` matches a missing value.
    pub(crate) fn find_same<'a>(
        &self,
        what: Resource,
        values: impl IntoIterator<Item = (&'a str, Option<&'a str>)>,
    ) -> Option<Id> {
        self.index.find(what, values)?.first().copied()
    }

    pub(crate) fn item(&self, id: Id) -> Option<&Item> {
        self.items.get(&id)
    }

    /// A resource, to change something that isn't indexed.
    pub(crate) fn item_mut(&mut self, id: Id) -> Option<&mut Item> {
        self.dirty.mark(id);
        self.items.get_mut(&id)
    }
}

/// The indexes of people by their openids. Of two with the same openid, the first is used.
fn indexes_by_openid(people: &[User]) -> HashMap<String, usize> {
    people.iter().enumerate().rev().map(|(index, person)| (person.openid().to_owned(), index)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specs::Specs;
    use crate::user::sample_people;

    fn order(number: usize) -> Item {
        Item::new(Resource::Order).with("hosp_out_trade_no", format!("H{number}"))
    }

    fn found(state: &State, number: usize) -> bool {
        state.find(Resource::Order, [("hosp_out_trade_no", format!("H{number}").as_str())]).is_some()
    }

    #[test]
    fn the_newest_orders_and_the_cards_of_the_people_are_kept() {
        let mut state = State::new(Specs::shipped().model(), sample_people(), 3);
        for number in 0..100 {
            state.add(order(number));
            state.forget();
            assert!(found(&state, number) && (number < 3 || !found(&state, number - 3)), "{number}");
        }
        assert_eq!((state.all(Resource::Order).len(), state.aging.len(), state.forgettable), (3, 3, 3));
        assert_eq!(state.people().iter().filter(|person| person.has_card()).count(), 2);
    }

    #[test]
    fn adding_and_removing_people_leaves_no_cards_behind() {
        let mut state = State::new(Specs::shipped().model(), sample_people(), 1000);
        let own = sample_people().remove(0);
        for number in 0..100 {
            let openid = format!("somebody {number}");
            state.bind_card(&openid);
            let somebody =
                User::new(&openid, "赵六", "44030019000101123X").unwrap().with_card([("medical_card_no", "1")]);
            assert!(!state.add_person(somebody.clone()) && state.add_person(somebody));
            assert!(state.find(Resource::BoundCard, [(OPENID, openid.as_str())]).is_some());
            assert!(state.remove_person(&openid) && !state.remove_person(&openid));
            assert!(state.find(Resource::BoundCard, [(OPENID, openid.as_str())]).is_none());
            assert!(state.add_person(own.clone()));
        }
        assert_eq!((state.forgettable, state.people().len(), state.all(Resource::BoundCard).len()), (0, 3, 2));
    }

    #[test]
    fn binding_and_unbinding_cards_leaves_nothing_behind() {
        let mut state = State::new(Specs::shipped().model(), sample_people(), 1000);
        let first = state.add(order(1));
        let own = sample_people().remove(0);
        for number in 0..1000 {
            let somebody = format!("somebody {number}");
            state.bind_card(&somebody);
            state.unbind(&somebody);
            state.unbind(own.openid());
            state.bind_card(own.openid());
            state.put_value(first, "med_trans_id", &number.to_string());
        }
        assert_eq!(state.forgettable, 1);
        assert!(state.aging.len() <= 2 * state.forgettable + 17, "{}", state.aging.len());
        assert_eq!(state.find(Resource::Order, [("med_trans_id", "999")]), Some(first));
        assert_eq!(state.find(Resource::Order, [("med_trans_id", "998")]), None);
        state.kept = 0;
        state.forget();
        assert!(state.all(Resource::Order).is_empty());
    }
}
