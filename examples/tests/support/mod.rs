//! Runs an example for the tests, and starts a sandbox with a hospital's account.
#![allow(dead_code)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wxmed::Secret;
use wxmed::spec::model::Resource;
use wxmed_sandbox::{Account, Item, Sandbox, Settings, User};

/// The exit code and the output of a program.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ended {
    pub(crate) fn all(&self) -> String {
        format!("{}{}", self.out, self.err)
    }
}

fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The names of the examples with one file, from the folder.
pub(crate) fn listed() -> Vec<String> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let sources = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let mut names: Vec<String> = sources.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    assert!(names.len() >= 8, "{names:?}");
    names
}

/// An example that cargo has built beside this test; `cargo test --test` doesn't build it.
pub(crate) fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let program = test.parent().and_then(Path::parent).unwrap().join("examples").join(name);
    let program = program.with_extension(std::env::consts::EXE_EXTENSION);
    let sources = [folder().join(name).with_extension("rs"), folder().join(name).join("main.rs")];
    let changed = sources.iter().find_map(|source| source.metadata().ok()?.modified().ok()).unwrap();
    let built = program.metadata().and_then(|metadata| metadata.modified()).ok();
    assert!(
        built.is_some_and(|built| built >= changed),
        "{} is missing or old: see that examples/Cargo.toml names it, and run `cargo test --package wxmed-examples`",
        program.display()
    );
    program
}

/// Runs an example with these variables, and no others of `WXMED_…`.
pub(crate) fn run(name: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Ended {
    let mut command = Command::new(program(name));
    for (variable, _) in std::env::vars_os() {
        if variable.to_string_lossy().starts_with("WXMED_") {
            command.env_remove(variable);
        }
    }
    let output = command.args(arguments).envs(variables.iter().copied()).output().unwrap();
    Ended {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A sandbox outside of the examples, and the environment that leads to it.
pub(crate) struct Hospital {
    pub(crate) sandbox: Sandbox,
    pub(crate) patient: User,
    variables: Vec<(&'static str, String)>,
}

impl Hospital {
    pub(crate) fn open() -> Self {
        Self::with_account(Account::random())
    }

    pub(crate) fn with_account(account: Account) -> Self {
        let sandbox = Sandbox::start(Settings::default().account(account)).unwrap();
        let patient = sandbox.people().into_iter().next().unwrap();
        let order = "HOSP20160501163102000001";
        sandbox.put(Item::new(Resource::Order).with("hosp_out_trade_no", order));
        let (account, shown) = (sandbox.account(), sandbox.show_auth_code(patient.openid()));
        let scanned = |name| shown.get(name).unwrap();
        let variables = [
            ("WXMED_HOST", sandbox.url()),
            ("WXMED_APPID", account.appid()),
            ("WXMED_APP_SECRET", account.app_secret().expose()),
            ("WXMED_API_KEY", account.api_key_text().expose()),
            ("WXMED_MCH_ID", account.mch_id()),
            ("WXMED_OPENID", patient.openid()),
            ("WXMED_NAME", patient.name()),
            ("WXMED_ID_NUMBER", patient.identity_number()),
            ("WXMED_AUTH_CODE", scanned("auth_code")),
            ("WXMED_AUTH_TOKEN", scanned("token")),
            ("WXMED_ORDER_NUMBER", order),
        ];
        let variables = variables.map(|(name, value)| (name, value.to_owned())).into();
        Self { sandbox, patient, variables }
    }

    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self = self.without(name);
        self.variables.push((name, value.to_owned()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.variables.retain(|(other, _)| *other != name);
        self
    }

    /// Runs an example, and asserts that it prints no secret of the account.
    pub(crate) fn run(&self, name: &str, arguments: &[&str]) -> Ended {
        let variables: Vec<_> = self.variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let ended = run(name, arguments, &variables);
        for secret in self.secrets() {
            assert!(!ended.all().contains(secret.expose()), "{name} prints a secret");
        }
        ended
    }

    /// The key, the AppSecret, and every access token that was issued.
    fn secrets(&self) -> Vec<Secret> {
        let account = self.sandbox.account();
        let calls = self.sandbox.recorded_calls();
        let fetches = calls.iter().filter(|call| call.operation.as_deref() == Some("stable_token"));
        let token = |body: String| {
            let (_, rest) = body.split_once(r#""access_token":""#)?;
            Some(Secret::new(rest.split('"').next()?))
        };
        let tokens: Vec<Secret> =
            fetches.map(|fetch| token(fetch.reply.response.text().into_owned()).unwrap()).collect();
        [account.app_secret().clone(), account.api_key_text().clone()].into_iter().chain(tokens).collect()
    }
}
