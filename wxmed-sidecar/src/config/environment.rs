//! Sources of secrets other than files: environment variables and the service's credentials.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

/// Looks up an environment variable.
type Lookup = dyn Fn(&str) -> Option<OsString>;

/// Environment variables, and the folder with the service's credentials.
pub struct Environment {
    variable: Box<Lookup>,
    credentials: Option<PathBuf>,
}

impl Environment {
    /// The environment of this process: its variables, and the credentials that systemd puts into
    /// `$CREDENTIALS_DIRECTORY`.
    pub fn of_process() -> Self {
        let credentials = std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from);
        Self { variable: Box::new(|name| std::env::var_os(name)), credentials }
    }

    /// An environment with these variables and without credentials, for tests.
    pub fn with_variables(variable: impl Fn(&str) -> Option<OsString> + 'static) -> Self {
        Self { variable: Box::new(variable), credentials: None }
    }

    /// Sets the folder with credentials.
    #[must_use]
    pub fn with_credentials(self, folder: impl Into<PathBuf>) -> Self {
        Self { credentials: Some(folder.into()), ..self }
    }

    pub(super) fn variable(&self, name: &str) -> Option<OsString> {
        (self.variable)(name)
    }

    pub(super) fn credentials(&self) -> Option<&Path> {
        self.credentials.as_deref()
    }
}

/// Shows no variables, because they may be secrets.
impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment").field("credentials", &self.credentials).finish_non_exhaustive()
    }
}
