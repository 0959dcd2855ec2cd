//! A client of the sidecar, generated from its OpenAPI document by openapi-python-client.

use std::ffi::OsString;
use std::path::Path;

use serde_json::{Value, json};
use tokio::runtime::Runtime;
use wxmed_sandbox::{Account, Sandbox, Settings};
use wxmed_sidecar::Sidecar;
use wxmed_sidecar::config::{Config, Environment};

use super::library::{openapi_validator, sidecar_client};

/// A sidecar in front of a sandbox.
struct Running {
    sandbox: Sandbox,
    sidecar: Option<Sidecar>,
    runtime: Runtime,
}

impl Running {
    fn start(name: &str) -> Self {
        let sandbox = Sandbox::start(Settings::default().account(Account::sample())).unwrap();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let text = format!(
            "[[listen]]\ntcp = \"127.0.0.1:0\"\n[platform]\nhost = \"{}\"\n[journal]\nfile = \"journal.db\"\n\
             [merchants.main]\nappid = \"{}\"\nmch_id = \"{}\"\napi_key = {{ env = \"KEY\" }}\n\
             token = {{ provider = \"stable\", app_secret = {{ env = \"SECRET\" }} }}\n",
            sandbox.url(),
            sandbox.account().appid(),
            sandbox.account().mch_id(),
        );
        let key = sandbox.account().api_key_text().expose().to_owned();
        let secret = sandbox.account().app_secret().expose().to_owned();
        let environment = Environment::with_variables(move |name| match name {
            "KEY" => Some(OsString::from(&key)),
            "SECRET" => Some(OsString::from(&secret)),
            _ => None,
        });
        let config = Config::parse(&text, &folder.join("wxmed.toml"), &environment).unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let sidecar = Some(runtime.block_on(Sidecar::start(&config)).unwrap());
        Self { sandbox, sidecar, runtime }
    }

    fn url(&self) -> &str {
        &self.sidecar.as_ref().unwrap().urls()[0]
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(sidecar) = self.sidecar.take() {
            self.runtime.block_on(sidecar.stop());
        }
    }
}

#[test]
#[ignore = "installs openapi-python-client from its registry"]
fn it_registers_a_patient() {
    let running = Running::start("sidecar-client");
    let jobs = ["card", "order", "operations"].map(|job| json!({ "job": job, "url": running.url() }));
    let [card, order, operations]: [Value; 3] = sidecar_client().run(jobs.to_vec()).try_into().unwrap();
    assert_eq!(
        card,
        json!({ "type": "GetMedInfoResponse", "number": "A10000001", "missing": ["Error", "business", "nothing-done", true] })
    );
    assert_eq!(
        order,
        json!({ "type": "PreregisterResponse", "is_same": true, "is_repeated": "true", "refused": 422,
                "paths": ["spbill_create_ip"] })
    );
    assert_eq!(running.sandbox.orders().len(), 1);
    assert_eq!(operations["type"], "object");
    assert!(operations["names"].as_array().unwrap().contains(&json!("sendmsg")), "{operations}");
}

#[test]
#[ignore = "installs openapi-spec-validator from its registry"]
fn its_document_is_valid() {
    let running = Running::start("sidecar-document");
    let document = running.runtime.block_on(async {
        let request = wxmed::HttpRequest::get(&wxmed::Host::parse(running.url()).unwrap(), "/openapi.json", &[]);
        let https = wxmed::Https::new(&wxmed::RootCertificates::default(), None).unwrap();
        wxmed::Transport::send(&https, &request).await.unwrap()
    });
    let document: Value = serde_json::from_slice(document.body().bytes()).unwrap();
    let mut broken = document.clone();
    broken["info"] = json!({});
    let complaints = openapi_validator().run(vec![document, broken]);
    assert_eq!(complaints[0], json!([]));
    assert_ne!(complaints[1], json!([]));
}
