//! All that there is on the platform's side: people, cards, orders, messages, links.

use wxmed::spec::model::Thing;

use crate::item::Item;
use crate::person::{OPENID, Person};

/// People, and all that operations find and make.
#[derive(Debug)]
pub(crate) struct World {
    people: Vec<Person>,
    items: Vec<Item>,
    kept: usize,
}

/// The place of an item, as long as none is removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place(usize);

impl World {
    /// People with their cards, and room for so many other things.
    pub(crate) fn new(people: Vec<Person>, kept: usize) -> Self {
        let items = people.iter().filter(|person| person.has_card()).map(Person::bound_card).collect();
        Self { people, items, kept }
    }

    /// Forgets the oldest things, if there are more than are kept. Places that were found before are no longer good.
    ///
    /// Cards stay: they belong to people, and are as many as these.
    pub(crate) fn forget(&mut self) {
        let is_kept = |item: &Item| item.what() == Thing::BoundCard;
        let mut excess = self.items.iter().filter(|item| !is_kept(item)).count().saturating_sub(self.kept);
        if excess > 0 {
            self.items.retain(|item| {
                let stays = is_kept(item) || excess == 0;
                excess -= usize::from(!stays);
                stays
            });
        }
    }

    /// The people, with the cards that are bound now.
    pub(crate) fn people(&self) -> Vec<Person> {
        let bound = |person: &Person| self.find(Thing::BoundCard, [(OPENID, person.openid())]);
        self.people.iter().map(|person| person.with_bound(bound(person).map(|place| self.item(place)))).collect()
    }

    /// Binds a card to whoever has this openid: their own, or one of somebody of whom no more is known.
    pub(crate) fn bind_card(&mut self, openid: &str) {
        if self.find(Thing::BoundCard, [(OPENID, openid)]).is_some() {
            return;
        }
        let person = self.people.iter().find(|person| person.openid() == openid);
        let card = person.map_or_else(|| Item::new(Thing::BoundCard).with(OPENID, openid), Person::bound_card);
        self.items.push(card);
    }

    /// Removes the card of whoever has this openid.
    pub(crate) fn unbind(&mut self, openid: &str) {
        self.items.retain(|item| item.what() != Thing::BoundCard || item.get(OPENID) != Some(openid));
    }

    pub(crate) fn add(&mut self, item: Item) -> Place {
        self.items.push(item);
        Place(self.items.len() - 1)
    }

    /// Everything of a kind, oldest first.
    pub(crate) fn all(&self, what: Thing) -> Vec<Item> {
        self.items.iter().filter(|item| item.what() == what).cloned().collect()
    }

    /// The first that has any of these values.
    pub(crate) fn find<'a>(&self, what: Thing, by: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<Place> {
        by.into_iter().find_map(|(name, value)| {
            self.items.iter().position(|item| item.what() == what && item.get(name) == Some(value)).map(Place)
        })
    }

    /// The first that has all of these values.
    pub(crate) fn find_same(&self, what: Thing, values: &[(&str, &str)]) -> Option<Place> {
        let is_same =
            |item: &Item| item.what() == what && values.iter().all(|(name, value)| item.get(name) == Some(*value));
        self.items.iter().position(is_same).map(Place)
    }

    pub(crate) fn item(&self, Place(place): Place) -> &Item {
        &self.items[place]
    }

    pub(crate) fn item_mut(&mut self, Place(place): Place) -> &mut Item {
        &mut self.items[place]
    }
}
