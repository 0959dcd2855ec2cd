//! The state as records.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wxmed::spec::model::Model;

use super::{State, indexes_by_openid};
use crate::index::Id;
use crate::resource::SavedItem;
use crate::saved::{Change, Record, RestoreError};
use crate::user::User;

const ITEM: &str = "item";
const PEOPLE: &str = "people";

#[derive(Deserialize, Serialize)]
struct SavedPerson {
    openid: String,
    name: String,
    identity_number: String,
    card: Option<BTreeMap<String, String>>,
}

impl State {
    /// Tracks changes from now on.
    pub(crate) fn track(&mut self) {
        self.dirty.track();
    }

    /// The whole state.
    pub(crate) fn records(&self) -> Vec<Record> {
        let items = self.items.iter().map(|(id, item)| record(*id, &SavedItem::from(item)));
        items.chain([self.people_record()]).collect()
    }

    /// The changes since the last call.
    pub(crate) fn take_changes(&mut self) -> Vec<Change> {
        let people = std::mem::take(&mut self.are_people_dirty).then(|| Change::Put(self.people_record()));
        let ids = self.dirty.take();
        let items = ids.into_iter().map(|id| match self.items.get(&id) {
            Some(item) => Change::Put(record(id, &SavedItem::from(item))),
            None => Change::Remove { kind: ITEM.to_owned(), key: id.0.to_string() },
        });
        items.chain(people).collect()
    }

    /// Restores a state from records. Those of other kinds are skipped.
    pub(crate) fn restored(model: &Model, records: &[Record], kept: usize) -> Result<Self, RestoreError> {
        let mut state = Self::new(model, Vec::new(), kept);
        if let Some(record) = records.iter().find(|record| record.kind == PEOPLE) {
            let people: Vec<SavedPerson> = record.read()?;
            state.people =
                people.into_iter().map(SavedPerson::user).collect::<Option<_>>().ok_or_else(|| record.error())?;
            state.own = indexes_by_openid(&state.people);
        }
        // Sorted by age, so that the oldest are dropped first.
        let mut items = BTreeMap::new();
        for record in records.iter().filter(|record| record.kind == ITEM) {
            let number: u64 = record.key.parse().map_err(|_| record.error())?;
            items.insert(number, record.read::<SavedItem<'_>>()?.item().ok_or_else(|| record.error())?);
        }
        for (number, item) in items {
            state.next = number;
            state.add(item);
        }
        Ok(state)
    }

    fn people_record(&self) -> Record {
        let people: Vec<SavedPerson> = self.people.iter().map(SavedPerson::of).collect();
        Record::new(PEOPLE, "", &people)
    }
}

fn record(Id(number): Id, item: &SavedItem<'_>) -> Record {
    Record::new(ITEM, number.to_string(), item)
}

impl SavedPerson {
    fn of(user: &User) -> Self {
        let card = user.card().map(|card| card.map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
        Self {
            openid: user.openid().to_owned(),
            name: user.name().to_owned(),
            identity_number: user.identity_number().to_owned(),
            card,
        }
    }

    fn user(self) -> Option<User> {
        let user = User::new(self.openid, self.name, &self.identity_number).ok()?;
        Some(match self.card {
            Some(card) => user.with_card(card),
            None => user,
        })
    }
}
