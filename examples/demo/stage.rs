//! A sandbox, a client, and the calls that the transcript hasn't shown yet.

use std::cell::Cell;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use wxmed::blocking::Client;
use wxmed::spec::model::Operation;
use wxmed::{ApiKey, ClientBuilder, Host, StableToken, Tokens};
use wxmed_sandbox::{Account, RecordedCall, Sandbox, Settings, Specs};

use super::account::{API_KEY, APP_SECRET, APPID, MCH_ID};
use super::{Result, requests};

/// A sandbox, a client, and the calls that the transcript hasn't shown yet.
pub(crate) struct Stage {
    pub(crate) sandbox: Sandbox,
    pub(crate) specs: Specs,
    client: Client,
    seen: Cell<usize>,
}

/// The time-out for the sandbox to record a call whose client has stopped waiting.
const PATIENCE: Duration = Duration::from_secs(5);

impl Stage {
    pub(crate) fn open() -> Result<Self> {
        let account = Account::new(APPID, APP_SECRET, API_KEY).with_mch_id(MCH_ID);
        let specs = Specs::shipped();
        let settings = Settings::default().account(account).specs(specs.clone());
        let sandbox = Sandbox::start(settings)?;
        let client = requests::client(Host::parse(sandbox.url())?)?;
        Ok(Self { sandbox, specs, client, seen: Cell::new(0) })
    }

    pub(crate) fn host(&self) -> Result<Host> {
        Ok(Host::parse(self.sandbox.url())?)
    }

    /// The client of this hospital: one for all calls.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Another client, with this key.
    pub(crate) fn client_with_key(&self, key: &str) -> Result<ClientBuilder<Client, Tokens>> {
        let token = StableToken::new(APPID, APP_SECRET);
        Ok(Client::builder(ApiKey::new(key)).token(token).host(self.host()?))
    }

    pub(crate) fn operation(&self, name: &str) -> Result<&Operation> {
        Ok(self.specs.model().operation(name).ok_or_else(|| format!("no spec describes {name}"))?)
    }

    /// The calls since the last time, which must be to these operations and endpoints, in this order.
    pub(crate) fn calls(&self, names: &[&str]) -> Result<Vec<Arc<RecordedCall>>> {
        let begin = Instant::now();
        let mut new = self.new_calls();
        while new.len() < names.len() && begin.elapsed() < PATIENCE {
            sleep(Duration::from_millis(5));
            new = self.new_calls();
        }
        self.seen.set(self.seen.get() + new.len());
        let called: Vec<&str> = new.iter().map(|call| call.operation.as_deref().unwrap_or("?")).collect();
        if called != names {
            return Err(format!("calls: {}; expected: {}", called.join(", "), names.join(", ")).into());
        }
        Ok(new)
    }

    fn new_calls(&self) -> Vec<Arc<RecordedCall>> {
        self.sandbox.recorded_calls().split_off(self.seen.get())
    }
}
