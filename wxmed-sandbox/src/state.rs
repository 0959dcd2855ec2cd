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
    /// The places of the people by their openids.
    own: HashMap<String, usize>,
    items: HashMap<Id, Item>,
    index: Index,
    /// What may be forgotten, oldest first, and now and then what is gone already.
    aging: VecDeque<Id>,
    /// How many of those that may be forgotten are there.
    forgettable: usize,
    kept: usize,
    next: u64,
    /// What changed, if that is kept elsewhere.
    dirty: Dirty<Id>,
    are_people_dirty: bool,
}

impl State {
    /// People with their cards, and room for so many other things, which operations of the model look for.
    pub(crate) fn new(model: &Model, people: Vec<User>, kept: usize) -> Self {
        let own = places(&people);
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

    /// Forgets the oldest things, if there are more than are kept. Cards of its people stay.
    pub(crate) fn forget(&mut self) {
        while self.forgettable > self.kept {
            let Some(oldest) = self.aging.pop_front() else { return };
            if self.take(oldest).is_some() {
                self.forgettable -= 1;
            }
        }
    }

    /// Whether it is the card of one of the people, which is never forgotten.
    fn is_own_card(&self, item: &Item) -> bool {
        item.what() == Resource::BoundCard && item.get(OPENID).is_some_and(|openid| self.own.contains_key(openid))
    }

    fn take(&mut self, id: Id) -> Option<Item> {
        let item = self.items.remove(&id)?;
        self.index.remove(id, &item);
        self.dirty.mark(id);
        Some(item)
    }

    /// The people, with the cards that are bound now.
    pub(crate) fn people(&self) -> Vec<User> {
        let card = |person: &User| self.find(Resource::BoundCard, [(OPENID, person.openid())]);
        self.people.iter().map(|person| person.with_bound(card(person).and_then(|id| self.item(id)))).collect()
    }

    /// Adds a user, in place of the one with the same openid. Returns whether there was one.
    pub(crate) fn add_person(&mut self, person: User) -> bool {
        let is_known = self.remove_person(person.openid());
        // A card that was bound without a user is forgotten like others; the user's own is not.
        self.unbind(person.openid());
        let card = person.has_card().then(|| person.bound_card());
        self.people.push(person);
        self.people_changed();
        card.map(|card| self.add(card));
        is_known
    }

    /// Removes a user with the card. Returns whether there was one.
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
        self.own = places(&self.people);
        self.are_people_dirty = self.dirty.is_tracked();
    }

    /// Binds a card for this openid: the user's own, or a made-up one if the user is unknown.
    pub(crate) fn bind_card(&mut self, openid: &str) {
        if self.find(Resource::BoundCard, [(OPENID, openid)]).is_some() {
            return;
        }
        let person = self.own.get(openid).and_then(|place| self.people.get(*place));
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

    /// Gives a thing one more value.
    pub(crate) fn put_value(&mut self, id: Id, name: &str, value: &str) {
        if let Some(item) = self.items.get_mut(&id) {
            self.index.remove(id, item);
            item.put(name, value);
            self.index.insert(id, item);
            self.dirty.mark(id);
        }
    }

    /// Everything of a kind, oldest first.
    pub(crate) fn all(&self, what: Resource) -> Vec<Item> {
        let mut all: Vec<(&Id, &Item)> = self.items.iter().filter(|(_, item)| item.what() == what).collect();
        all.sort_unstable_by_key(|(id, _)| **id);
        all.into_iter().map(|(_, item)| item.clone()).collect()
    }

    /// The oldest that has any of these values; the first value that any has decides.
    pub(crate) fn find<'a>(&self, what: Resource, by: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<Id> {
        by.into_iter().find_map(|(name, value)| self.find_same(what, [(name, Some(value))]))
    }

    /// The oldest that has this value under any of the names by which one of its kind is looked for.
    pub(crate) fn find_by_value(&self, what: Resource, value: &str) -> Option<Id> {
        self.find(what, self.index.single_names(what).map(|name| (name, value)))
    }

    /// The oldest that has all of these values, and none where there is none.
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

    /// A thing, to change what it is not looked for by.
    pub(crate) fn item_mut(&mut self, id: Id) -> Option<&mut Item> {
        self.dirty.mark(id);
        self.items.get_mut(&id)
    }
}

/// The places of people by their openids; of two with the same one, the first.
fn places(people: &[User]) -> HashMap<String, usize> {
    people.iter().enumerate().rev().map(|(place, person)| (person.openid().to_owned(), place)).collect()
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
    fn what_is_kept_is_the_newest_and_the_cards_of_the_people() {
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
    fn people_that_come_and_go_leave_nothing_behind() {
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
    fn cards_that_come_and_go_leave_nothing_behind() {
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
