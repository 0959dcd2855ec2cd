//! A sidecar with a sandbox as its platform, in this process.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use tokio::runtime::{Builder, Runtime};
use wxmed_sandbox::{Account, Sandbox, Settings};
use wxmed_sidecar::Sidecar;
use wxmed_sidecar::config::{Config, Environment};

/// The token of a caller, for a configuration with [`CALLER`].
pub(crate) const TOKEN: &str = "a-token-that-is-long-enough-3f9c";

/// A caller that needs its token, at the end of a configuration.
pub(crate) const CALLER: &str = "[callers.his]\ntoken = { env = \"TOKEN\" }\noperations = [\"*\"]\n";

/// A sidecar with a sandbox as its platform.
pub(crate) struct Serving {
    pub(crate) sandbox: Sandbox,
    folder: PathBuf,
    sidecar: Option<Sidecar>,
    runtime: Runtime,
}

impl Serving {
    /// Starts both, in a folder of this name, with these lines at the end of the configuration.
    pub(crate) fn start(name: &str, more: &str) -> Self {
        let sandbox = Sandbox::start(Settings::default().account(Account::sample())).unwrap();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("serving").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let account = sandbox.account();
        let text = format!(
            "[[listen]]\ntcp = \"127.0.0.1:0\"\n[platform]\nhost = \"{}\"\n[journal]\nfile = \"journal.db\"\n\
             [merchants.main]\nappid = \"{}\"\nmch_id = \"{}\"\napi_key = {{ env = \"KEY\" }}\n\
             token = {{ provider = \"stable\", app_secret = {{ env = \"SECRET\" }} }}\n{more}",
            sandbox.url(),
            account.appid(),
            account.mch_id(),
        );
        let (key, secret) = (account.api_key_text().expose().to_owned(), account.app_secret().expose().to_owned());
        let environment = Environment::with_variables(move |name| match name {
            "KEY" => Some(OsString::from(&key)),
            "SECRET" => Some(OsString::from(&secret)),
            "TOKEN" => Some(OsString::from(TOKEN)),
            _ => None,
        });
        let config = Config::parse(&text, &folder.join("wxmed.toml"), &environment).unwrap();
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let sidecar = Some(runtime.block_on(Sidecar::start(&config)).unwrap());
        Self { sandbox, folder, sidecar, runtime }
    }

    /// The address of the sidecar.
    pub(crate) fn url(&self) -> &str {
        &self.sidecar.as_ref().unwrap().urls()[0]
    }

    /// The folder of its configuration.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its journal.
    pub(crate) fn journal(&self) -> PathBuf {
        self.folder.join("journal.db")
    }

    /// The body at a path that needs no token.
    pub(crate) fn get(&self, path: &str) -> Vec<u8> {
        self.runtime.block_on(async {
            let request = wxmed::HttpRequest::get(&wxmed::Host::parse(self.url()).unwrap(), path, &[]);
            let https = wxmed::Https::new(&wxmed::RootCertificates::default(), None).unwrap();
            wxmed::Transport::send(&https, &request).await.unwrap().body().bytes().to_vec()
        })
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        if let Some(sidecar) = self.sidecar.take() {
            self.runtime.block_on(sidecar.stop());
        }
    }
}
