//! The service on two ports of this machine, and a sandbox on another one.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use wxmed_sandbox::{Outcome, RecordedCall, Sandbox, Settings, User};

use crate::logs::listen;
use crate::service::config::Config;
use crate::service::metrics::Metrics;
use crate::service::routes::{internal, public};
use crate::service::service::Service;
use crate::service::store::Store;

pub(crate) struct Online {
    pub(crate) sandbox: Sandbox,
    pub(crate) service: Arc<Service>,
    pub(crate) public: String,
    pub(crate) internal: String,
    database: DatabaseFile,
}

/// A response of the service.
#[derive(Debug)]
pub(crate) struct ServiceResponse {
    pub(crate) status: u16,
    pub(crate) text: String,
}

impl ServiceResponse {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }
}

impl Online {
    pub(crate) async fn start() -> Self {
        listen();
        let sandbox = Sandbox::start(Settings::default()).unwrap();
        let config = Config::read(|name| crate::service::sandbox::variable(&sandbox, name)).unwrap();
        let metrics = Metrics::default();
        let client = config.client(metrics.clone()).unwrap();
        let database = DatabaseFile::new();
        let service = Service::new(client, Store::open(database.path()).unwrap(), metrics, config.hospital);
        let public = serve(public(service.clone())).await;
        let internal = serve(internal(service.clone())).await;
        Self { sandbox, service, public, internal, database }
    }

    /// Changes the database without the service.
    pub(crate) fn sql(&self, statements: &str) {
        rusqlite::Connection::open(self.database.path()).unwrap().execute_batch(statements).unwrap();
    }

    /// A text from the database.
    pub(crate) fn text(&self, select: &str) -> String {
        rusqlite::Connection::open(self.database.path()).unwrap().query_row(select, [], |row| row.get(0)).unwrap()
    }

    pub(crate) fn patient(&self) -> User {
        self.sandbox.people().into_iter().next().unwrap()
    }

    pub(crate) async fn register(&self, form: &Value) -> ServiceResponse {
        self.post("/registrations", form).await
    }

    /// Posts as a caller who reads English.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> ServiceResponse {
        post(format!("{}{path}", self.public), body, "en-GB,en;q=0.9,zh;q=0.1").await
    }

    pub(crate) async fn post_internal(&self, path: &str, body: &Value) -> ServiceResponse {
        post(format!("{}{path}", self.internal), body, "en").await
    }

    pub(crate) async fn get(&self, path: &str) -> ServiceResponse {
        get(format!("{}{path}", self.public)).await
    }

    pub(crate) async fn get_internal(&self, path: &str) -> ServiceResponse {
        get(format!("{}{path}", self.internal)).await
    }

    /// How often the platform has registered this order.
    pub(crate) fn registered(&self, order_number: &str) -> usize {
        successes(&self.sandbox.recorded_calls(), "preregister", order_number)
    }
}

/// The number of successful calls of an operation with this order number.
pub(crate) fn successes(calls: &[Arc<RecordedCall>], operation: &str, order_number: &str) -> usize {
    let of_order = |call: &&Arc<RecordedCall>| {
        let body = String::from_utf8_lossy(&call.request.body);
        call.operation.as_deref() == Some(operation) && body.contains(order_number) && call.outcome == Outcome::Success
    };
    calls.iter().filter(of_order).count()
}

/// The form of the example, with another order number and patient.
pub(crate) fn form(order_number: &str, patient: &User) -> Value {
    let mut form: Value = serde_json::from_str(include_str!("../../registration_service/form.json")).unwrap();
    form["order_number"] = order_number.into();
    form["patient"]["openid"] = patient.openid().into();
    form["patient"]["name"] = patient.name().into();
    form["patient"]["identity_number"] = patient.identity_number().into();
    form
}

/// A temporary database file, deleted on drop.
pub(crate) struct DatabaseFile(PathBuf);

impl DatabaseFile {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("registrations-{}-{}.sqlite", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        Self(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for DatabaseFile {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm"] {
            let mut file = self.0.clone().into_os_string();
            file.push(suffix);
            let _ = std::fs::remove_file(file);
        }
    }
}

async fn serve(router: axum::Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(axum::serve(listener, router).into_future());
    url
}

/// Runs blocking work in a thread that tokio doesn't know, so that paused time can advance meanwhile.
pub(crate) async fn elsewhere<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, done) = oneshot::channel();
    thread::spawn(move || drop(sender.send(work())));
    done.await.unwrap()
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).build().into()
}

pub(crate) async fn post(url: String, body: &Value, languages: &str) -> ServiceResponse {
    let (body, languages) = (body.to_string(), languages.to_owned());
    elsewhere(move || {
        let request = agent().post(url).content_type("application/json").header("Accept-Language", languages);
        let mut response = request.send(body).unwrap();
        ServiceResponse { status: response.status().as_u16(), text: response.body_mut().read_to_string().unwrap() }
    })
    .await
}

async fn get(url: String) -> ServiceResponse {
    elsewhere(move || {
        let mut response = agent().get(url).call().unwrap();
        ServiceResponse { status: response.status().as_u16(), text: response.body_mut().read_to_string().unwrap() }
    })
    .await
}
