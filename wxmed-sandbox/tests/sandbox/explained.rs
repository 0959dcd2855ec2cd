//! What the sandbox says of a call beyond its outcome.

use serde_json::{Value, json};
use wxmed::spec::model::{Operation, Resource, Retry};
use wxmed_sandbox::{HttpResponse, Stub, StubResponse, TokenErrors};

use crate::control_api::Api;
use crate::support::{Fields, good, name, operations, set};

fn ordering() -> Operation {
    let makes = |one: &Operation| one.needs.is_empty() && one.creates.iter().any(|made| made.what == Resource::Order);
    operations(|one| makes(one) && one.retry == Retry::Never).remove(0)
}

fn lookup() -> Operation {
    operations(|one| one.retry == Retry::Safe && one.creates.is_empty() && !one.needs.is_empty()).remove(0)
}

struct Caller {
    api: Api,
    token: String,
}

impl Caller {
    fn new() -> Self {
        let api = Api::new();
        Self { token: api.token(), api }
    }

    /// Sends a body, and returns the exchange.
    fn exchange(&self, operation: &Operation, body: &[u8]) -> Value {
        // A lost response is an error of the client.
        let _ = self.api.call(&self.token, &operation.path, body);
        self.last()
    }

    fn send(&self, operation: &Operation, fields: &Fields) -> Value {
        self.exchange(operation, &self.api.signed(fields))
    }

    fn last(&self) -> Value {
        let number = self.api.sandbox.recorded_calls().last().unwrap().number;
        self.api.value(&format!("/exchanges/{number}"))
    }
}

/// Both languages, in one text.
fn both(texts: &Value) -> String {
    format!("{} {}", texts["zh"].as_str().unwrap(), texts["en"].as_str().unwrap())
}

#[test]
fn a_fault_is_named_with_what_it_did_and_what_to_do() {
    let caller = Caller::new();
    let (order, lookup) = (ordering(), lookup());
    let presets = caller.api.value("/stubs/presets");
    let mut number = 0;
    for preset in presets["presets"].as_array().unwrap() {
        // The slow one would make the test slow; the one without a response needs a client that gives up.
        if ["slow", "hang"].contains(&preset["id"].as_str().unwrap()) {
            continue;
        }
        let mut stub = preset["stub"].clone();
        stub["operation"] = json!(order.name);
        assert_eq!(caller.api.post("/stubs", &stub).0, 201);
        let mut fields = good(&order);
        number += 1;
        set(&mut fields, name(&order, order.creates[0].by[0]), &format!("HOSP{number}"));
        let made = caller.send(&order, &fields);
        assert_eq!(made["fault"]["title"], preset["title"], "as it was chosen");
        let is_executed = ["forged", "unsigned", "cut-in-body", "done-but-lost"].contains(&preset["id"].as_str().unwrap());
        assert_eq!(made["fault"]["is_executed"], is_executed, "{made}");
        let effect = both(&made["fault"]["effect"]);
        assert!(effect.contains("Carried out, but") == is_executed, "{effect}");
        assert!(!is_executed || both(&made["fault"]["advice"]).contains("find out first what happened"), "{made}");
        let list = caller.api.value("/exchanges?limit=1");
        assert_eq!(list["exchanges"][0]["fault"], made["fault"], "the list has it, too");
    }
    assert!(number > 9);
    // What was refused for its own reason is not carried out.
    caller.api.sandbox.stub(Stub::on(&*order.name).respond_with(StubResponse::Forged));
    let refused = caller.exchange(&order, b"<xml></xml>");
    assert_eq!(refused["fault"]["is_executed"], false);
    assert_eq!(refused["diagnosis"]["id"], "sign-missing");
    assert!(both(&refused["fault"]["effect"]).contains("the request itself was refused"));
    // A lookup may be tried again.
    caller.api.sandbox.stub(Stub::on(&*lookup.name).respond_with(StubResponse::DropInBody));
    assert!(both(&caller.send(&lookup, &good(&lookup))["fault"]["advice"]).contains("may be tried again"));
    assert_eq!(caller.send(&lookup, &good(&lookup))["fault"], Value::Null);
}

#[test]
fn a_fault_that_is_none_of_the_form_has_a_name_too() {
    let caller = Caller::new();
    let order = ordering();
    for (response, kind, title) in [
        (StubResponse::TokenRejected { shape: TokenErrors::Gateway, code: 40001 }, "token-rejected", "Token refused (40001)"),
        (StubResponse::status(503), "http", "503 error"),
        (StubResponse::Http(HttpResponse::new(200, "x")), "http", "Given HTTP response"),
        (StubResponse::fields([("result_code", "FAIL")]), "fields", "Fields replaced"),
    ] {
        caller.api.sandbox.stub(Stub::on(&*order.name).respond_with(response));
        let made = caller.send(&order, &good(&order));
        assert_eq!((&made["fault"]["kind"], &made["fault"]["title"]["en"]), (&json!(kind), &json!(title)));
        assert_eq!(made["fault"]["is_executed"], kind == "fields", "{made}");
    }
    // Nothing of a token's response can be forged.
    caller.api.sandbox.stub(Stub::on("token").respond_with(StubResponse::Forged));
    caller.api.token();
    assert!(both(&caller.last()["fault"]["effect"]).contains("the usual one"));
}
