//! The configuration file: TOML, checked as a whole, with the secrets that it refers to.

mod books;
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
    /// Everything that is wrong, at once.
    pub fn load(path: &Path, environment: &Environment) -> Result<Self, ConfigErrors> {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| ConfigErrors::unreadable(&shown, error))?;
        Self::parse(&text, path, environment)
    }

    /// Parses the text of a file that is at this path, and reads the secrets that it refers to.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn parse(text: &str, path: &Path, environment: &Environment) -> Result<Self, ConfigErrors> {
        parse::parse(text, path, environment).map(Self)
    }

    /// What may be a mistake, though calls are possible; empty if nothing is.
    pub fn warnings(&self) -> Vec<Bilingual> {
        self.0.merchants.iter().filter_map(MerchantAccount::warning).collect()
    }

    /// What is wrong with names of operations and notifications that these specs don't have, and with folders that don't
    /// exist; empty if nothing is. This opens no file for writing, so that a running sidecar is not disturbed.
    pub fn inconsistencies(&self, specs: &Specs) -> Vec<Bilingual> {
        consistent::inconsistencies(&self.0, specs)
    }

    /// What is wrong with the files that the sidecar writes: the journal and the audit files; empty if nothing is. Nothing
    /// is left behind, and a running sidecar is not disturbed.
    pub fn unusable_files(&self) -> Vec<Bilingual> {
        consistent::unusable_files(&self.0)
    }

    /// Where to listen; at least one.
    pub fn listeners(&self) -> &[Listener] {
        &self.0.listeners
    }

    /// Names that a `Host` header may have in addition to the address, `localhost`, `127.0.0.1` and `[::1]`; in lower
    /// case and without a port.
    pub fn hosts(&self) -> &[String] {
        &self.0.hosts
    }

    /// Who may call; at least one. Without `[callers]` it is `local`, who may use everything.
    pub fn callers(&self) -> &[Caller] {
        &self.0.callers
    }

    /// The caller with this name.
    pub fn caller(&self, name: &str) -> Option<&Caller> {
        self.0.callers.iter().find(|caller| caller.name() == name)
    }

    /// For whom to call; at least one.
    pub fn merchants(&self) -> &[MerchantAccount] {
        &self.0.merchants
    }

    /// The merchant with this name.
    pub fn merchant(&self, name: &str) -> Option<&MerchantAccount> {
        self.0.merchants.iter().find(|merchant| merchant.name() == name)
    }

    /// The platform, and the way to it.
    pub fn platform(&self) -> &Platform {
        &self.0.platform
    }

    /// How long to wait.
    pub fn waits(&self) -> &Waits {
        &self.0.waits
    }

    /// How much callers may use.
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// Specs of one's own.
    pub fn specs(&self) -> &SpecSettings {
        &self.0.specs
    }

    /// The log.
    pub fn log(&self) -> &LogSettings {
        &self.0.log
    }

    /// The audit file, if there is to be one.
    pub fn audit(&self) -> Option<&AuditSettings> {
        self.0.audit.as_ref()
    }

    /// The journal.
    pub fn journal(&self) -> &JournalSettings {
        &self.0.journal
    }

    /// Where notifications are passed on to.
    pub fn notifications(&self) -> &Notifications {
        &self.0.notifications
    }
}
