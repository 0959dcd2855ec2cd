//! Inspects a platform and changes its state, for tests and the control API.

use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use wxmed::spec::model::{Model, Resource};

use super::Platform;
use crate::acceptance::Point;
use crate::account::Account;
use crate::console::Console;
use crate::history::RecordedCall;
use crate::http::{HttpRequest, HttpResponse};
use crate::resource::Item;
use crate::state::State;
use crate::stubs::{Running, Stub};
use crate::tokens::{IssuedToken, TokenPolicy, Tokens};
use crate::user::User;
use crate::wait::Wait;

impl Platform {
    /// Advances the clock.
    pub fn advance(&mut self, by: Duration) {
        self.ahead = self.ahead.saturating_add(by);
    }

    /// Restores the initial state: people and their cards, no orders, messages, tokens, stubs and recorded calls, and
    /// the machine's clock. The numbers of calls continue, and listeners stay.
    pub fn reset(&mut self) {
        self.state = State::new(self.specs.model(), self.initial.people.clone(), self.initial.kept_items);
        self.tokens = Tokens::default();
        self.stubs.clear();
        self.history.clear();
        self.outbox.clear();
        self.ticks.clear();
        self.ahead = Duration::ZERO;
        self.renew_records();
    }

    /// The account that may call.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The users, with the cards that are bound now.
    pub fn people(&self) -> Vec<User> {
        self.state.people()
    }

    /// Adds a user, or replaces the one with the same openid. Returns whether there was one.
    pub fn add_person(&mut self, person: User) -> bool {
        self.state.add_person(person)
    }

    /// Removes a user and their card. Returns whether there was one.
    pub fn remove_person(&mut self, openid: &str) -> bool {
        self.state.remove_person(openid)
    }

    /// Binds a card, as the user would with the link.
    pub fn bind_card(&mut self, openid: &str) {
        self.state.bind_card(openid);
    }

    /// Removes the card of a user.
    pub fn unbind(&mut self, openid: &str) {
        self.state.unbind(openid);
    }

    /// Issues an auth code at this time, like a user's phone that shows a code for scanning. Returns the values that a
    /// request needs, by their field names. The operation's spec defines how long and how often it is valid.
    pub fn show_auth_code(&mut self, openid: &str, now: Duration) -> Item {
        let now = self.time(now);
        self.handler(now).shown_code(openid)
    }

    /// Adds a resource, as if an earlier call had created it.
    pub fn put(&mut self, item: Item) {
        self.state.add(item);
    }

    /// All resources of a kind, oldest first.
    pub fn items(&self, what: Resource) -> Vec<Item> {
        self.state.all(what)
    }

    /// Rejects all tokens that were issued so far.
    pub fn expire_tokens(&mut self) {
        self.tokens.expire();
    }

    /// Sets how tokens are treated from now on.
    pub fn reject_tokens(&mut self, policy: TokenPolicy) {
        self.tokens.set_policy(policy);
    }

    /// Adds a stub.
    pub fn stub(&mut self, stub: Stub) {
        self.stubs.add(stub);
    }

    /// Removes all stubs.
    pub fn clear_stubs(&mut self) {
        self.stubs.clear();
    }

    /// The number of stubs that have not been applied as often as they should.
    pub fn unfinished_stubs(&self) -> usize {
        self.stubs.unfinished()
    }

    /// The recorded calls so far, oldest first.
    pub fn recorded_calls(&self) -> Vec<Arc<RecordedCall>> {
        self.history.kept()
    }

    /// The number of calls to a path.
    pub fn calls(&self, path: &str) -> usize {
        self.history.calls(path)
    }

    /// Receives every recorded call from now on. At most 10,000 are buffered.
    pub fn listen(&mut self) -> Receiver<Arc<RecordedCall>> {
        self.history.listen()
    }

    /// The rejection of a request from another origin or for another host, if it is one.
    pub(crate) fn rejection(&self, request: &HttpRequest) -> Option<HttpResponse> {
        self.access.rejection(request, &self.base).map(|(response, _)| response)
    }

    /// Its base URL.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// The OpenAPI document of the operations, if the settings have one.
    pub(crate) fn operations_document(&self) -> Option<&str> {
        self.operations_document.as_deref()
    }

    /// The model of the specs.
    pub(crate) fn model(&self) -> &Model {
        self.specs.model()
    }

    /// The time by the sandbox's clock.
    pub(crate) fn clock(&self, now: Duration) -> Duration {
        self.time(now)
    }

    /// Adds a stub, and returns its number.
    pub(crate) fn numbered_stub(&mut self, stub: Stub) -> usize {
        self.stubs.add(stub)
    }

    /// Removes the stub with a number. Returns whether there was one.
    pub(crate) fn remove_stub(&mut self, number: usize) -> bool {
        self.stubs.remove(number)
    }

    /// The stubs that may still be applied.
    pub(crate) fn stubs(&self) -> impl Iterator<Item = &Running> {
        self.stubs.iter()
    }

    /// The recorded calls, newest first.
    pub(crate) fn newest_calls(&self) -> impl Iterator<Item = &Arc<RecordedCall>> {
        self.history.newest_first()
    }

    /// The recorded calls with higher numbers, oldest first.
    pub(crate) fn calls_after(&self, number: usize) -> impl Iterator<Item = &Arc<RecordedCall>> {
        self.history.after(number)
    }

    /// Records how long the client of a recorded call waited for its response.
    pub(crate) fn end_wait(&mut self, number: usize, wait: Wait) {
        if self.history.end_wait(number, wait) {
            self.ticks.wait_ended(number, wait);
        }
    }

    /// The number of updates of recorded calls so far.
    pub(crate) fn update_count(&self) -> usize {
        self.history.update_count()
    }

    /// The recorded calls that were updated after the first `count` updates.
    pub(crate) fn updated_after(&self, count: usize) -> impl Iterator<Item = &Arc<RecordedCall>> {
        self.history.updated_after(count)
    }

    /// Removes the recorded calls. Numbers continue, and the ticks of the acceptance list stay.
    pub(crate) fn clear_calls(&mut self) {
        self.history.clear();
    }

    /// The acceptance list, ticked by the calls since the last reset.
    pub(crate) fn acceptance(&self) -> Vec<Point> {
        self.ticks.points()
    }

    /// An ID of the acceptance list, which is another one after a restart and after a reset.
    pub(crate) fn acceptance_list(&self) -> String {
        format!("{}-{}", self.instance(), self.ticks.list())
    }

    /// Starts a point of the acceptance list over. Returns whether there is such a point.
    pub(crate) fn start_point_over(&mut self, id: &str) -> bool {
        self.ticks.start_over(id)
    }

    /// Whether the web console is served.
    pub(crate) fn has_console(&self) -> bool {
        self.console == Console::Served
    }

    /// Whether the call with a number is still kept.
    pub(crate) fn has_call(&self, number: usize) -> bool {
        self.history.get(number).is_some()
    }

    /// The number of the last call.
    pub(crate) fn last_number(&self) -> usize {
        self.history.count()
    }

    /// A random ID of this sandbox, by which clients notice that it was restarted.
    pub(crate) fn instance(&self) -> String {
        self.random.instance()
    }

    /// The tokens that are valid at this time.
    pub(crate) fn good_tokens(&self, now: Duration) -> Vec<IssuedToken<'_>> {
        self.tokens.good(self.time(now))
    }
}
