//! A panic only fails the request in which it occurs.
//!
//! The log's subscriber is called during a request. A subscriber that panics simulates a bug in the program. It has a
//! separate test process.

#[path = "server/support.rs"]
#[allow(dead_code)]
mod support;

use serde_json::{Value, json};
use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use support::{Request, Response, Running, lookup, registration};

/// Panics at events with this message, operation and caller.
struct Trap;

/// The merchant whose calls panic after something was sent.
const FRAGILE: &str = "fragile";

#[derive(Default)]
struct Fields(Vec<(&'static str, String)>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0.push((field.name(), format!("{value:?}").trim_matches('"').to_owned()));
    }
}

impl Fields {
    fn has(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(known, text)| *known == name && text == value)
    }
}

impl<S: tracing::Subscriber> Layer<S> for Trap {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let is_sent = fields.has("message", "attempt") && fields.has("merchant", FRAGILE);
        let is_refused = fields.has("message", "a request was refused") && fields.has("reason", "unknown-merchant");
        assert!(!is_sent && !is_refused, "made to fail");
    }
}

fn running() -> Running {
    static TRAP: std::sync::Once = std::sync::Once::new();
    TRAP.call_once(|| {
        tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Trap)).unwrap();
    });
    let mut running = Running::and("[audit]\nfile = \"audit.jsonl\"\n");
    running.configure(|text| {
        let merchant = text.split("[merchants.main]").nth(1).unwrap().split("[[").next().unwrap().to_owned();
        let caller =
            "[callers.local]\noperations = [\"*\"]\nmerchant = \"main\"\nmerchants = [\"main\", \"fragile\"]\n";
        text.replacen("tcp = \"127.0.0.1:0\"", "tcp = \"127.0.0.1:0\"\ncaller = \"local\"", 1)
            + &format!("[merchants.{FRAGILE}]{merchant}{caller}")
    });
    running
}

fn is_contract(response: &Response, outcome: &str) -> Value {
    assert_eq!(response.kind(), (500, "internal".to_owned()));
    let json = response.json();
    assert_eq!((&json["ok"], &json["outcome"]), (&json!(false), &json!(outcome)), "{json}");
    for text in ["message", "remedy"] {
        assert!(json[text]["zh"].is_string() && json[text]["en"].is_string(), "{json}");
    }
    json
}

#[test]
fn a_call_that_panics_is_unknown() {
    let mut running = running();
    let fragile = |order: &str| running.post("/v1/preregister?merchant=fragile", &registration(order));
    let panicked = is_contract(&fragile("P-1"), "unknown");
    assert_eq!((&panicked["sent"], &panicked["retry"]), (&json!(true), &json!("no")), "{panicked}");
    assert_eq!(running.sandbox.calls("/payinsurance/preregister"), 1);
    // The call isn't sent again, and doesn't stay in progress.
    assert_eq!(fragile("P-1").kind(), (409, "outcome-unknown".to_owned()));
    assert_eq!(running.sandbox.calls("/payinsurance/preregister"), 1);
    let metrics = running.get("/metrics").text();
    for line in [
        "wxmed_calls_total{operation=\"preregister\",outcome=\"internal\"} 1",
        "wxmed_calls_in_progress 0",
        "wxmed_calls_unknown 1",
    ] {
        assert!(metrics.lines().any(|found| found == line), "{line}\n{metrics}");
    }
    assert_eq!(running.post("/v1/preregister", &registration("P-2")).json()["ok"], true, "other merchants still work");
    running.stop();
    let audit = std::fs::read_to_string(running.folder.path().join("audit.jsonl")).unwrap();
    let recorded: Value = serde_json::from_str(audit.lines().next().unwrap()).unwrap();
    assert_eq!(recorded["key"], "P-1", "an operator needs the key to find the order");
    assert_eq!(recorded["attempts"], Value::Null, "it isn't known whether it was sent");
    let of_call = (&recorded["merchant"], &recorded["status"], &recorded["outcome"]);
    assert_eq!(of_call, (&json!("fragile"), &json!(500), &json!("internal")));
}

/// More calls panic than the limit of calls in progress, and than the number of threads.
#[test]
fn panics_release_their_permits() {
    let mut running = running();
    for _ in 0..100 {
        is_contract(&running.post("/v1/getmedinfo?merchant=fragile", &lookup()), "unknown");
    }
    assert_eq!(running.post("/v1/getmedinfo", &lookup()).json()["ok"], true);
    assert_eq!(running.stop(), 0);
}

/// The panic occurs outside of a call, while the response is chosen.
#[test]
fn a_request_that_panics_gets_its_response() {
    let running = running();
    for _ in 0..10 {
        let response = running.send(&Request::post("/v1/getmedinfo?merchant=none", lookup().to_string()));
        is_contract(&response, "unknown");
        assert!(response.headers.contains("connection: close"));
    }
    assert_eq!(running.post("/v1/getmedinfo", &lookup()).json()["ok"], true);
    // All connections end: when the others are closed, the one that requests the metrics is the only one.
    let limit = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while !running.get("/metrics").text().lines().any(|line| line == "wxmed_open_connections 1") {
        assert!(std::time::Instant::now() < limit, "{}", running.get("/metrics").text());
    }
}
