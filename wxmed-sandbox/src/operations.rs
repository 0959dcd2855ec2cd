//! Does what an operation is for: finds what it needs, makes what it creates, and answers by its table.

use std::time::Duration;

use wxmed::spec::model::{
    AnswerSigning, AnswerValue, Choice, Creation, Field, Model, Operation, Presence, Role, Thing,
};

use crate::account::Account;
use crate::bind;
use crate::content;
use crate::envelope::{Envelope, RESULT_CODE, RETURN_CODE, SUCCESS, Signing};
use crate::failure::Failure;
use crate::intake::Received;
use crate::item::Item;
use crate::plausible;
use crate::random::{LETTERS, Random};
use crate::world::{Place, World};

/// What an operation is done with.
pub(crate) struct Desk<'a> {
    pub(crate) model: &'a Model,
    pub(crate) account: &'a Account,
    pub(crate) world: &'a mut World,
    pub(crate) random: &'a mut Random,
    /// Where the sandbox is reached.
    pub(crate) base: &'a str,
    /// The content that the settings name.
    pub(crate) content: Option<&'a str>,
    pub(crate) now: Duration,
}

/// The things that an operation found or made.
type Things = Vec<(Thing, Place)>;

impl Desk<'_> {
    /// Does what a request asks for.
    pub(crate) fn perform(&mut self, operation: &Operation, body: &[u8]) -> Result<Envelope, Failure> {
        let received = Received::read(operation, body, self.account.api_key())?;
        let mut things = self.found(operation, &received)?;
        content::check(self.model, self.content, operation, &received)?;
        for creation in &operation.creates {
            let place = self.created(operation, creation, &received)?;
            // What was made just now goes before what was found.
            things.insert(0, (creation.what, place));
        }
        Ok(self.success(operation, &received, &things))
    }

    /// Everything that the operation needs, with the values that it compares.
    fn found(&self, operation: &Operation, received: &Received) -> Result<Things, Failure> {
        let mut things = Things::new();
        for need in &operation.needs {
            let place = self.world.find(need.what, received.at(operation, &need.by));
            let place = place.ok_or_else(|| Failure::missing(operation, need.what))?;
            let item = self.world.item(place);
            let differs = |place: &&usize| {
                let row = operation.request.fields.get(**place);
                let sent = row.and_then(|row| Some((received.value(row)?, item.get(&row.name)?)));
                sent.is_some_and(|(sent, own)| sent != own)
            };
            if let Some(place) = need.same.iter().find(differs) {
                return Err(Failure::differs(operation, *place));
            }
            things.push((need.what, place));
        }
        Ok(things)
    }

    /// Makes what the operation creates. An order cannot be made twice; any other thing is made anew.
    fn created(&mut self, operation: &Operation, creation: &Creation, received: &Received) -> Result<Place, Failure> {
        let by = received.at(operation, &creation.by);
        let is_repeated = !by.is_empty() && self.world.find_same(creation.what, &by).is_some();
        if is_repeated && creation.what == Thing::Order {
            return Err(Failure::order_repeated());
        }
        let mut item = Item::new(creation.what).made_by(&operation.name).with_all(received.iter());
        for row in sought(self.model, creation.what) {
            if item.get(&row.name).is_none() {
                let made_up = self.made_up(creation.what, row);
                item.put(&row.name, &made_up);
            }
        }
        Ok(self.world.add(item))
    }

    /// A value of a thing that no request gives.
    fn made_up(&mut self, what: Thing, row: &Field) -> String {
        match what {
            Thing::BindLink => bind::address(self.base, &self.random.text(LETTERS, 32)),
            Thing::BoundCard | Thing::Order | Thing::Message => plausible::value(row, self.base, self.now, self.random),
        }
    }

    /// The answer of a success: the rows of the table that there are then, in its order.
    fn success(&mut self, operation: &Operation, received: &Received, things: &Things) -> Envelope {
        let mut fields: Vec<(String, String)> = Vec::new();
        for row in &operation.response.fields {
            let has = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
            let exists = row.when.iter().all(|condition| has(&condition.field) == Some(&condition.value));
            if !exists || has(&row.name).is_some() {
                continue;
            }
            if let Some(value) = self.value(operation, row, received, things) {
                fields.push((row.name.clone(), value));
            }
        }
        let signing = match operation.answer {
            AnswerSigning::Signed => Signing::Right(received.sign_type),
            AnswerSigning::Unsigned => Signing::None,
        };
        Envelope { fields, signing }
    }

    /// The value of a row of an answer; nothing if it may be left out and nobody knows it.
    fn value(&mut self, operation: &Operation, row: &Field, received: &Received, things: &Things) -> Option<String> {
        if [RETURN_CODE, RESULT_CODE].contains(&row.name.as_str()) {
            return Some(SUCCESS.to_owned());
        }
        let stated = match &row.answer {
            AnswerValue::Unstated => None,
            AnswerValue::Sample(sample) => Some(sample.clone()),
            AnswerValue::From(thing) => self.thing_value(*thing, row, things),
            AnswerValue::Echo(place) => {
                operation.request.fields.get(*place).and_then(|field| received.value(field)).map(str::to_owned)
            }
        };
        match row.role {
            // Its place; the signature itself comes last.
            Role::Signature => Some(String::new()),
            Role::Nonce => Some(stated.unwrap_or_else(|| self.random.text(LETTERS, 32))),
            Role::Value if stated.is_none() && is_wanted(operation, row) => {
                Some(plausible::value(row, self.base, self.now, self.random))
            }
            Role::Value => stated.filter(|text| !text.is_empty()),
        }
    }

    /// What a thing has under the row's name. What must be there and is not is made up once, and kept.
    fn thing_value(&mut self, what: Thing, row: &Field, things: &Things) -> Option<String> {
        let (_, place) = *things.iter().find(|(thing, _)| *thing == what)?;
        if let Some(known) = self.world.item(place).get(&row.name) {
            return Some(known.to_owned());
        }
        if row.presence != Presence::Required {
            return None;
        }
        let made_up = self.made_up(what, row);
        self.world.item_mut(place).put(&row.name, &made_up);
        Some(made_up)
    }
}

/// The rows by which some operation finds a thing of this kind: it must have them all, whoever made it.
fn sought(model: &Model, what: Thing) -> impl Iterator<Item = &Field> {
    model.operations.iter().flat_map(move |operation| {
        let needs = operation.needs.iter().filter(move |need| need.what == what);
        needs.flat_map(|need| &need.by).filter_map(|place| operation.request.fields.get(*place))
    })
}

/// Whether an answer must have a row: it is mandatory, or belongs to the first group of a choice.
fn is_wanted(operation: &Operation, row: &Field) -> bool {
    let record = &operation.response;
    let place = record.fields.iter().position(|field| std::ptr::eq(field, row));
    let is_in_first = |choice: &Choice| {
        let first = choice.alternatives.first();
        first.is_some_and(|group| {
            group.fields.iter().zip(&group.mandatory).any(|(field, mandatory)| *mandatory && Some(*field) == place)
        })
    };
    match row.presence {
        Presence::Required | Presence::Present => true,
        Presence::Chosen => record.choices.iter().any(is_in_first),
        Presence::Optional => false,
    }
}
