//! Configurations in a temporary folder.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use wxmed_sidecar::config::{Config, ConfigErrors, Environment};

/// Secrets of the tests. Messages and `Debug` must not show them.
pub(crate) const API_KEY: &str = "192006250b4c09247ec02edce69f6a2d";
pub(crate) const APP_SECRET: &str = "canary-app-secret-1f2e3d";
pub(crate) const TOKEN: &str = "canary-token-0123456789abcdef";
pub(crate) const OTHER_TOKEN: &str = "canary-other-token-0123456789";
pub(crate) const REDIS: &str = "redis://:canary-redis@127.0.0.1:6379/0";
pub(crate) const SECRETS: [&str; 5] = [API_KEY, APP_SECRET, TOKEN, OTHER_TOKEN, "canary-redis"];

/// A valid merchant and journal.
pub(crate) const REST: &str = r#"
[merchants.main]
appid = "wxd678efh567hg6787"
mch_id = "1230000109"
api_key = { env = "KEY" }
token = { provider = "stable", app_secret = { env = "SECRET" } }
[journal]
file = "journal.db"
"#;

/// A temporary folder.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("config-{}-{number}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        Self(root)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file with a mode.
    pub(crate) fn write(&self, name: &str, text: &str, mode: u32) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        #[cfg(unix)]
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
        #[cfg(not(unix))]
        let _ = mode;
        path
    }

    pub(crate) fn parse(&self, text: &str) -> Result<Config, ConfigErrors> {
        Config::parse(text, &self.path("wxmed.toml"), &environment())
    }

    /// The errors: line, column, and the message in both languages. The folder is replaced by `DIR`.
    pub(crate) fn wrong(&self, text: &str) -> Vec<(usize, usize, String, String)> {
        let Err(errors) = self.parse(text) else { return Vec::new() };
        let folder = self.0.display().to_string();
        let shown = |text: &str| text.replace(&folder, "DIR");
        let errors = errors.errors().iter();
        errors
            .map(|error| (error.line(), error.column(), shown(&error.message().zh), shown(&error.message().en)))
            .collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn environment() -> Environment {
    Environment::with_variables(|name| {
        let text = match name {
            "KEY" => API_KEY,
            "SECRET" => APP_SECRET,
            "TOKEN" => TOKEN,
            "OTHER_TOKEN" => OTHER_TOKEN,
            "REDIS" => REDIS,
            "SHORT" => "canary-short",
            "BLANK" => "two words",
            "EMPTY" => "",
            "HTTP" => "http://127.0.0.1/",
            _ => return None,
        };
        Some(OsString::from(text))
    })
}
