//! Executes operations: looks up the resources they need, creates resources, and responds according to the response's
//! table.

use std::time::Duration;

use wxmed::codec::SignType;
use wxmed::spec::model::{
    Choice, Creation, Field, Model, Need, Notification, Operation, Resource, ResponseSigning, Role, StatedPresence,
    Uses, ValueSource,
};

use crate::account::Account;
use crate::diagnosis::{Context, Offsets, foreign_account};
use crate::envelope::{Envelope, RESULT_CODE, RETURN_CODE, SUCCESS, Signing};
use crate::index::Id;
use crate::notes::Notes;
use crate::random::{LETTERS, Random};
use crate::rejection::Rejection;
use crate::request::{self, ReceivedRequest};
use crate::resource::{Issued, Item};
use crate::specs::Specs;
use crate::state::State;
use crate::user::OPENID;
use crate::{bind_page, content, fake_values, merchant};

/// The context in which an operation is executed.
pub(crate) struct Handler<'a> {
    pub(crate) specs: &'a Specs,
    pub(crate) account: &'a Account,
    pub(crate) state: &'a mut State,
    pub(crate) random: &'a mut Random,
    /// The sandbox's own URL.
    pub(crate) base: &'a str,
    /// The name of the content in the settings.
    pub(crate) content: Option<&'a str>,
    pub(crate) notes: &'a mut Notes,
    pub(crate) now: Duration,
}

/// The resources that an operation found or created.
type Resources = Vec<(Resource, Id)>;

impl Handler<'_> {
    /// Executes a request.
    pub(crate) fn perform(&mut self, operation: &Operation, body: &[u8]) -> Result<Envelope, Rejection> {
        let received = ReceivedRequest::read(operation, body, self.account.into()).map_err(|unread| {
            self.notes.diagnosis = Some(unread.diagnosis);
            unread.failure
        })?;
        let violations = received.violations(self.specs, operation);
        let findings = content::findings(self.specs, self.content, operation, &received, self.state);
        self.notes.violations.extend(violations.iter().cloned());
        self.notes.violations.extend(findings.iter().map(content::Finding::in_request));
        let context = Context { model: self.specs.model(), operation: Some(operation) };
        request::refuse(&violations).inspect_err(|_| self.notes.diagnose_violations(body, context))?;
        merchant::check(operation, self.account, &received).map_err(|foreign| {
            self.notes.diagnosis = Some(foreign_account(foreign.field, Offsets::of(body).get(foreign.field)));
            foreign.failure
        })?;
        self.refuse_repeated_order(operation, &received)?;
        let mut resources = self.found(operation, &received)?;
        content::check(&findings).inspect_err(|_| self.notes.diagnose_violations(body, context))?;
        self.use_up(operation, &resources);
        for creation in &operation.creates {
            let id = self.created(operation, creation, &received);
            // A created resource has priority over one that was found.
            resources.insert(0, (creation.what, id));
        }
        let response = self.success(operation, &received, &resources);
        self.limit(operation, &response, &resources);
        self.notes.issued.retain(|issued| !response.fields.iter().any(|(name, _)| *name == issued.name));
        Ok(response)
    }

    /// The resources that the operation needs. Their values must match the compared fields.
    fn found(&self, operation: &Operation, received: &ReceivedRequest) -> Result<Resources, Rejection> {
        operation.needs.iter().map(|need| Ok((need.what, self.found_one(operation, need, received)?))).collect()
    }

    fn found_one(&self, operation: &Operation, need: &Need, received: &ReceivedRequest) -> Result<Id, Rejection> {
        let found = self.state.find(need.what, received.at(operation, &need.by));
        let (id, item) = found
            .and_then(|id| Some((id, self.state.item(id)?)))
            .ok_or_else(|| Rejection::missing(operation, need.what))?;
        let life = item.life();
        if need.uses == Uses::Once && life.is_used {
            return Err(Rejection::used(operation, need.what));
        }
        if life.is_over(self.now) || need.within.is_some_and(|seconds| life.is_older_than(seconds, self.now)) {
            return Err(Rejection::expired(operation, need.what));
        }
        let differs = |index: &&usize| {
            let row = operation.request.fields.get(**index);
            let sent = row.and_then(|row| Some((received.value(row)?, item.get(&row.name)?)));
            sent.is_some_and(|(sent, own)| sent != own)
        };
        match need.same.iter().find(differs) {
            Some(index) => Err(Rejection::differs(operation, *index)),
            None => Ok(id),
        }
    }

    /// Rejects an order that was created before; any other resource may be created again. This is checked before the
    /// needed resources, because the first request has already used those that can be used only once.
    fn refuse_repeated_order(&self, operation: &Operation, received: &ReceivedRequest) -> Result<(), Rejection> {
        let is_repeated = |creation: &&Creation| {
            let rows = creation.by.iter().filter_map(|index| operation.request.fields.get(*index));
            creation.what == Resource::Order
                && self
                    .state
                    .find_same(creation.what, rows.map(|row| (row.name.as_str(), received.value(row))))
                    .is_some()
        };
        operation.creates.iter().find(is_repeated).map_or(Ok(()), |_| Err(Rejection::order_repeated()))
    }

    /// Marks the resources that can be used only once as used.
    fn use_up(&mut self, operation: &Operation, resources: &Resources) {
        for need in operation.needs.iter().filter(|need| need.uses == Uses::Once) {
            let found = resources.iter().find(|(what, _)| *what == need.what).map(|(_, id)| *id);
            if let Some(item) = found.and_then(|id| self.state.item_mut(id)) {
                item.life_mut().is_used = true;
            }
        }
    }

    /// Creates a resource of the operation.
    fn created(&mut self, operation: &Operation, creation: &Creation, received: &ReceivedRequest) -> Id {
        let item = Item::new(creation.what).made_by(&operation.name).made_at(self.now).with_all(received.iter());
        let item = self.completed(item, sought(self.specs.model(), creation.what));
        self.state.add(item)
    }

    /// Adds the missing fields by which the resource is looked up. Their values are made up, and noted.
    fn completed<'m>(&mut self, mut item: Item, rows: impl Iterator<Item = &'m Field>) -> Item {
        for row in rows {
            if item.get(&row.name).is_none() {
                let value = self.made_up(item.what(), row);
                item.put(&row.name, &value);
                self.notes.issued.push(Issued { what: item.what(), name: row.name.clone(), value });
            }
        }
        item
    }

    /// Creates an auth code like one that a user shows on a phone. The operations define how long it is valid.
    pub(crate) fn shown_code(&mut self, openid: &str) -> Item {
        let item = Item::new(Resource::AuthCode).made_at(self.now).with(OPENID, openid);
        let item = self.completed(item, known_of(self.specs.model(), Resource::AuthCode));
        // The code is shown, so its values need no note.
        self.notes.issued.clear();
        self.state.add(item.clone());
        item
    }

    /// Sets the expiry of the created resource to the one in the response.
    fn limit(&mut self, operation: &Operation, response: &Envelope, resources: &Resources) {
        for creation in &operation.creates {
            let row = creation.lasts.and_then(|index| operation.response.fields.get(index));
            let seconds = row.and_then(|row| response.get(&row.name)?.parse().ok()).map(Duration::from_secs);
            let made = resources.iter().find(|(what, _)| *what == creation.what).map(|(_, id)| *id);
            if let (Some(seconds), Some(item)) = (seconds, made.and_then(|id| self.state.item_mut(id))) {
                item.life_mut().until = Some(self.now.saturating_add(seconds));
            }
        }
    }

    /// Makes up a value of a resource that requests don't contain.
    fn made_up(&mut self, what: Resource, row: &Field) -> String {
        match what {
            Resource::BindLink => bind_page::address(self.base, &self.random.text(LETTERS, 32)),
            Resource::BoundCard | Resource::Order | Resource::Message | Resource::AuthCode => {
                fake_values::value(row, self.base, self.now, self.random)
            }
        }
    }

    /// The successful response: the applicable rows of the table, in its order.
    fn success(&mut self, operation: &Operation, received: &ReceivedRequest, resources: &Resources) -> Envelope {
        let mut fields: Vec<(String, String)> = Vec::new();
        for row in &operation.response.fields {
            let has = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
            let exists = row.when.iter().all(|condition| has(&condition.field) == Some(&condition.value));
            if !exists || has(&row.name).is_some() {
                continue;
            }
            if let Some(value) = self.value(operation, row, received, resources) {
                fields.push((row.name.clone(), value));
            }
        }
        Envelope { fields, signing: signing(operation, received) }
    }

    /// A rejection for a business reason, completed with the nonce and the signature that the response's table has for
    /// it. The rejection of a request whose signature is wrong stays without them.
    pub(crate) fn signed_rejection(&mut self, operation: &Operation, mut rejection: Envelope, body: &[u8]) -> Envelope {
        let Ok(received) = ReceivedRequest::read(operation, body, self.account.into()) else { return rejection };
        for row in operation.response.fields.iter().filter(|row| matches!(row.role, Role::Nonce | Role::Signature)) {
            let exists = row.when.iter().all(|condition| rejection.get(&condition.field) == Some(&condition.value));
            if let Some(value) = exists.then(|| self.value(operation, row, &received, &Resources::new())).flatten() {
                rejection.set(&row.name, &value);
            }
        }
        rejection.signing = signing(operation, &received);
        rejection
    }

    /// The notification for an event: the applicable rows of the table, in its order.
    pub(crate) fn notification(&mut self, notification: &Notification, about: Id) -> Envelope {
        let Some(what) = notification.sent.as_ref().map(|sent| sent.what) else { return Envelope::empty() };
        let resources = self.about(notification, (what, about));
        let mut fields: Vec<(String, String)> = Vec::new();
        for (index, row) in notification.request.fields.iter().enumerate() {
            let has = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
            let exists = row.when.iter().all(|condition| has(&condition.field) == Some(&condition.value));
            if !exists || has(&row.name).is_some() {
                continue;
            }
            // The fields that identify a notification must be present, and stay the same when it is sent again.
            let is_key = notification.by.contains(&index);
            let presence = if is_key { StatedPresence::Required } else { row.presence };
            if let Some(value) = self.notified(&Field { presence, ..row.clone() }, &resources) {
                fields.push((row.name.clone(), value));
            }
        }
        Envelope { fields, signing: Signing::Right(SignType::default()) }
    }

    /// The resource that a notification is about, and those that are related to it.
    fn about(&self, notification: &Notification, about: (Resource, Id)) -> Resources {
        let of = self.state.item(about.1);
        let related = notification.related.iter().filter_map(|related| {
            let rows = related.by.iter().filter_map(|index| notification.request.fields.get(*index));
            let by = rows.filter_map(|row| Some((row.name.as_str(), of?.get(&row.name)?)));
            Some((related.what, self.state.find(related.what, by)?))
        });
        [about].into_iter().chain(related).collect()
    }

    fn notified(&mut self, row: &Field, resources: &Resources) -> Option<String> {
        if [RETURN_CODE, RESULT_CODE].contains(&row.name.as_str()) {
            return Some(SUCCESS.to_owned());
        }
        match (row.role, &row.value_source) {
            (Role::Signature, _) => Some(String::new()),
            (Role::Nonce, _) => Some(self.random.text(LETTERS, 32)),
            (Role::Value, ValueSource::Sample(sample)) => Some(sample.clone()),
            (Role::Value, ValueSource::From(kind)) => self.resource_value(*kind, row, resources),
            (Role::Value, ValueSource::Unstated | ValueSource::Echo(_)) => (row.presence == StatedPresence::Required)
                .then(|| fake_values::value(row, self.base, self.now, self.random)),
        }
    }

    /// The value of a response's row; `None` if it is optional and unknown.
    fn value(
        &mut self,
        operation: &Operation,
        row: &Field,
        received: &ReceivedRequest,
        resources: &Resources,
    ) -> Option<String> {
        if [RETURN_CODE, RESULT_CODE].contains(&row.name.as_str()) {
            return Some(SUCCESS.to_owned());
        }
        let stated = match &row.value_source {
            ValueSource::Unstated => None,
            ValueSource::Sample(sample) => Some(sample.clone()),
            ValueSource::From(kind) => self.resource_value(*kind, row, resources),
            ValueSource::Echo(index) => {
                operation.request.fields.get(*index).and_then(|field| received.value(field)).map(str::to_owned)
            }
        };
        match row.role {
            // Reserves the position. The signature itself is computed last.
            Role::Signature => Some(String::new()),
            Role::Nonce => Some(stated.unwrap_or_else(|| self.random.text(LETTERS, 32))),
            Role::Value if stated.is_none() && is_wanted(operation, row) => {
                Some(fake_values::value(row, self.base, self.now, self.random))
            }
            Role::Value => stated.filter(|text| !text.is_empty()),
        }
    }

    /// The resource's value for the row. If the row is mandatory and has no value, one is made up and kept.
    fn resource_value(&mut self, what: Resource, row: &Field, resources: &Resources) -> Option<String> {
        let (_, id) = *resources.iter().find(|(kind, _)| *kind == what)?;
        if let Some(known) = self.state.item(id)?.get(&row.name) {
            return Some(known.to_owned());
        }
        if row.presence != StatedPresence::Required {
            return None;
        }
        let made_up = self.made_up(what, row);
        self.state.put_value(id, &row.name, &made_up);
        Some(made_up)
    }
}

/// How the response to a request is signed.
fn signing(operation: &Operation, received: &ReceivedRequest) -> Signing {
    match operation.response_signing {
        ResponseSigning::Signed => Signing::Right(received.sign_type),
        ResponseSigning::Unsigned => Signing::None,
    }
}

/// The fields by which any operation looks up a resource of this kind. Each such resource must have all of them.
fn sought(model: &Model, what: Resource) -> impl Iterator<Item = &Field> {
    model.operations.iter().flat_map(move |operation| {
        let needs = operation.needs.iter().filter(move |need| need.what == what);
        needs.flat_map(|need| &need.by).filter_map(|index| operation.request.fields.get(*index))
    })
}

/// The fields by which any operation looks up a resource of this kind, and those that it compares.
fn known_of(model: &Model, what: Resource) -> impl Iterator<Item = &Field> {
    let compared = model.operations.iter().flat_map(move |operation| {
        let needs = operation.needs.iter().filter(move |need| need.what == what);
        needs.flat_map(|need| &need.same).filter_map(|index| operation.request.fields.get(*index))
    });
    sought(model, what).chain(compared)
}

/// Whether a response must have a row: it is mandatory, or belongs to the first group of a choice.
fn is_wanted(operation: &Operation, row: &Field) -> bool {
    let record = &operation.response;
    let index = record.fields.iter().position(|field| std::ptr::eq(field, row));
    let is_in_first = |choice: &Choice| {
        let first = choice.alternatives.first();
        first.is_some_and(|group| {
            group.fields.iter().zip(&group.mandatory).any(|(field, mandatory)| *mandatory && Some(*field) == index)
        })
    };
    match row.presence {
        StatedPresence::Required | StatedPresence::Present => true,
        StatedPresence::Chosen => record.choices.iter().any(is_in_first),
        StatedPresence::Optional => false,
    }
}
