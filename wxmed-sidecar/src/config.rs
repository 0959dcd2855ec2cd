//! The configuration file: TOML, checked as a whole, with the secrets that it refers to.

mod caller;
mod limits;
mod listen;
mod log;
mod merchant;
mod notifications;
mod platform;
mod specs;

use crate::audit::AuditSettings;
use crate::journal::JournalSettings;

pub use caller::{Caller, Operations};
pub use limits::{Limits, Waits};
pub use listen::{Address, Identity, Listener, UnixSocket};
pub use log::{LogFormat, LogLevel, LogSettings};
pub use merchant::{FetchedTokens, MerchantAccount, RedisTokens, TokenCommand, TokenEndpoint, TokenSource};
pub use notifications::{Forward, Notifications};
pub use platform::Platform;
pub use specs::SpecSettings;

/// A valid configuration, with the secrets that it refers to. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct Config {
    listeners: Vec<Listener>,
    hosts: Vec<String>,
    callers: Vec<Caller>,
    merchants: Vec<MerchantAccount>,
    platform: Platform,
    waits: Waits,
    limits: Limits,
    specs: SpecSettings,
    log: LogSettings,
    audit: Option<AuditSettings>,
    journal: JournalSettings,
    notifications: Notifications,
}

impl Config {
    /// Where to listen; at least one.
    pub fn listeners(&self) -> &[Listener] {
        &self.listeners
    }

    /// Names that a `Host` header may have in addition to the address, `localhost`, `127.0.0.1` and `[::1]`; in lower
    /// case and without a port.
    pub fn hosts(&self) -> &[String] {
        &self.hosts
    }

    /// Who may call; at least one. Without `[callers]` it is `local`, who may use everything.
    pub fn callers(&self) -> &[Caller] {
        &self.callers
    }

    /// The caller with this name.
    pub fn caller(&self, name: &str) -> Option<&Caller> {
        self.callers.iter().find(|caller| caller.name() == name)
    }

    /// For whom to call; at least one.
    pub fn merchants(&self) -> &[MerchantAccount] {
        &self.merchants
    }

    /// The merchant with this name.
    pub fn merchant(&self, name: &str) -> Option<&MerchantAccount> {
        self.merchants.iter().find(|merchant| merchant.name() == name)
    }

    /// The platform, and the way to it.
    pub fn platform(&self) -> &Platform {
        &self.platform
    }

    /// How long to wait.
    pub fn waits(&self) -> &Waits {
        &self.waits
    }

    /// How much callers may use.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Specs of one's own.
    pub fn specs(&self) -> &SpecSettings {
        &self.specs
    }

    /// The log.
    pub fn log(&self) -> &LogSettings {
        &self.log
    }

    /// The audit file, if there is to be one.
    pub fn audit(&self) -> Option<&AuditSettings> {
        self.audit.as_ref()
    }

    /// The journal.
    pub fn journal(&self) -> &JournalSettings {
        &self.journal
    }

    /// Where notifications are passed on to.
    pub fn notifications(&self) -> &Notifications {
        &self.notifications
    }
}
