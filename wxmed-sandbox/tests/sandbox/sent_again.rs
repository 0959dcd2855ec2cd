//! Which token a request has that is sent again.

use serde_json::{Value, json};
use wxmed_sandbox::{Stub, StubResponse, TokenErrors};

use crate::control_api::Api;
use crate::support::{good, operations};
use wxmed::spec::model::{Operation, Retry};

fn lookup() -> Operation {
    operations(|one| one.retry == Retry::Safe && !one.needs.is_empty()).remove(0)
}

struct Again {
    api: Api,
    operation: Operation,
}

impl Again {
    fn new() -> Self {
        Self { api: Api::new(), operation: lookup() }
    }

    fn call(&self, token: &str) -> Value {
        self.api.call(token, &self.operation.path, &self.api.signed(&good(&self.operation))).unwrap();
        self.api.value(&format!("/exchanges/{}", self.api.sandbox.recorded_calls().len()))
    }

    fn resend(&self, exchange: &Value, sign: &str) -> Value {
        let (status, made) =
            self.api.post(&format!("/exchanges/{}/resend", exchange["number"]), &json!({"sign": sign}));
        assert_eq!(status, 201, "{made}");
        made
    }

    fn expire(&self) {
        assert!(self.api.post("/tokens/expire", &json!({})).0 < 300);
    }
}

#[test]
fn a_token_that_was_valid_and_has_expired_is_replaced() {
    let again = Again::new();
    let first = again.call(&again.api.token());
    let early = again.resend(&first, "as-sent");
    assert_eq!(early["request"]["query"], first["request"]["query"], "a valid token stays");
    again.expire();
    for sign in ["as-sent", "again"] {
        let made = again.resend(&first, sign);
        assert_eq!(made["message"], first["message"], "{made}");
        assert_ne!(made["request"]["query"], first["request"]["query"]);
        assert_eq!(made["request"]["path"], first["request"]["path"]);
    }
    assert_eq!(again.resend(&first, "as-sent")["request"]["body"], first["request"]["body"]);
}

#[test]
fn a_token_that_was_refused_stays() {
    let again = Again::new();
    for errors in ["", "expired", "unknown"] {
        let token = if errors == "unknown" { "unknown".to_owned() } else { again.api.token() };
        if errors == "expired" {
            again.expire();
        }
        let first = again.call(if errors.is_empty() { "" } else { &token });
        assert_eq!(first["outcome"], "gateway", "{first}");
        let made = again.resend(&first, "as-sent");
        assert_eq!((&made["request"], &made["message"]), (&first["request"], &first["message"]));
        assert_ne!(again.resend(&first, "again")["message"], first["message"], "a new signature has a valid token");
    }
}

#[test]
fn a_token_that_only_a_fault_refused_is_replaced_once_it_has_expired() {
    let again = Again::new();
    let token = again.api.token();
    let refused = StubResponse::TokenRejected { shape: TokenErrors::Envelope, code: 42001 };
    again.api.sandbox.stub(Stub::on(&*again.operation.name).respond_with(refused));
    let first = again.call(&token);
    assert!(first["message"]["en"].as_str().unwrap().contains("42001"), "{first}");
    again.expire();
    let made = again.resend(&first, "as-sent");
    assert!(!made["message"]["en"].as_str().unwrap().contains("42001"), "{made}");
}
