//! The configuration file: TOML, checked as a whole, with the secrets that it refers to.

mod caller;
mod consistent;
mod environment;
mod error;
mod identity;
mod limits;
mod listen;
mod log;
mod merchant;
mod names;
mod notifications;
mod parse;
mod paths;
mod persistence;
mod platform;
mod reader;
mod secret;
mod specs;
mod table;
mod units;
mod writable;

use std::path::Path;

use wxmed::Bilingual;
use wxmed::dynamic::Specs;

use crate::audit::AuditSettings;
use crate::journal::JournalSettings;

pub use caller::{Caller, Operations};
pub use environment::Environment;
pub use error::{ConfigError, ConfigErrors};
pub use identity::Identity;
pub use limits::{Limits, Waits};
pub use listen::{Address, Listener, UnixSocket};
pub use log::{LogFormat, LogLevel, LogSettings};
pub use merchant::{FetchedTokens, MerchantAccount, RedisTokens, TokenCommand, TokenEndpoint, TokenSource};
pub use notifications::{Forward, Notifications};
pub use paths::Paths;
pub use platform::Platform;
pub use specs::SpecSettings;

use parse::Parts;

/// A valid configuration, with the secrets that it refers to. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct Config(Parts);

impl Config {
    /// Reads a file, and the secrets that it refers to. Paths in it are relative to its folder.
    ///
    /// # Errors
    /// All errors of the configuration are returned together.
    pub fn load(path: &Path, environment: &Environment) -> Result<Self, ConfigErrors> {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| ConfigErrors::unreadable(&shown, error))?;
        Self::parse(&text, path, environment)
    }

    /// Parses the text of the file at this path, and reads the secrets that it refers to.
    ///
    /// # Errors
    /// All errors of the configuration are returned together.
    pub fn parse(text: &str, path: &Path, environment: &Environment) -> Result<Self, ConfigErrors> {
        parse::parse(text, path, environment).map(Self)
    }

    /// Warnings about settings that may be mistakes but don't prevent calls.
    pub fn warnings(&self) -> Vec<Bilingual> {
        self.0.merchants.iter().filter_map(MerchantAccount::warning).collect()
    }

    /// Reports operations and notifications that these specs don't have, and folders that don't exist. No file is
    /// opened for writing, so a running sidecar isn't disturbed.
    pub fn inconsistencies(&self, specs: &Specs) -> Vec<Bilingual> {
        consistent::inconsistencies(&self.0, specs)
    }

    /// Reports which of the files that the sidecar writes, the journal and the audit files, can't be used. No file is
    /// left behind, and a running sidecar isn't disturbed.
    pub fn unusable_files(&self) -> Vec<Bilingual> {
        consistent::unusable_files(&self.0)
    }

    /// The addresses to listen on; at least one.
    pub fn listeners(&self) -> &[Listener] {
        &self.0.listeners
    }

    /// Names that a `Host` header may have in addition to the address, `localhost`, `127.0.0.1` and `[::1]`; in lower
    /// case and without a port.
    pub fn hosts(&self) -> &[String] {
        &self.0.hosts
    }

    /// The callers; at least one. Without `[callers]`, the only caller is `local`, which may use all operations and
    /// merchants.
    pub fn callers(&self) -> &[Caller] {
        &self.0.callers
    }

    /// The caller with this name.
    pub fn caller(&self, name: &str) -> Option<&Caller> {
        self.0.callers.iter().find(|caller| caller.name() == name)
    }

    /// The merchants; at least one.
    pub fn merchants(&self) -> &[MerchantAccount] {
        &self.0.merchants
    }

    /// The merchant with this name.
    pub fn merchant(&self, name: &str) -> Option<&MerchantAccount> {
        self.0.merchants.iter().find(|merchant| merchant.name() == name)
    }

    /// The platform's address, certificates and proxy.
    pub fn platform(&self) -> &Platform {
        &self.0.platform
    }

    /// The time-outs.
    pub fn waits(&self) -> &Waits {
        &self.0.waits
    }

    /// The limits for callers.
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// The specs that are loaded in addition to the included ones.
    pub fn specs(&self) -> &SpecSettings {
        &self.0.specs
    }

    /// The log.
    pub fn log(&self) -> &LogSettings {
        &self.0.log
    }

    /// The audit file. `None` if it isn't configured.
    pub fn audit(&self) -> Option<&AuditSettings> {
        self.0.audit.as_ref()
    }

    /// The journal.
    pub fn journal(&self) -> &JournalSettings {
        &self.0.journal
    }

    /// The receivers of notifications.
    pub fn notifications(&self) -> &Notifications {
        &self.0.notifications
    }
}
