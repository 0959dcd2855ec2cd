//! The signature of a response in the control API.

use md5::{Digest, Md5};
use serde_json::{Value, json};
use wxmed::spec::model::{Operation, Resource, ResponseSigning};
use wxmed_sandbox::{Stub, StubResponse};

use crate::control_api::Api;
use crate::support::{good, operations};

fn ordering() -> Operation {
    let makes = |one: &Operation| one.needs.is_empty() && one.creates.iter().any(|made| made.what == Resource::Order);
    operations(|one| makes(one) && one.response_signing == ResponseSigning::Signed).remove(0)
}

/// The signature in the exchange that a request with this body makes.
fn signature(api: &Api, operation: &Operation, body: &[u8], stub: Option<StubResponse>) -> Value {
    if let Some(stub) = stub {
        api.sandbox.stub(Stub::on(&*operation.name).respond_with(stub));
    }
    api.call(&api.token(), &operation.path, body).unwrap();
    let exchange = api.value(&format!("/exchanges/{}", api.sandbox.recorded_calls().len()));
    assert!(!exchange["response_signature"].to_string().contains(api.sandbox.account().api_key_text().expose()));
    exchange["response_signature"].clone()
}

fn upper_case_md5(text: &str) -> String {
    Md5::digest(text).iter().map(|byte| format!("{byte:02X}")).collect()
}

#[test]
fn the_string_of_a_response_yields_its_signature_with_unknown_fields_too() {
    let api = Api::new();
    let operation = ordering();
    let unknown = StubResponse::fields([("pay_appid", "wx0"), ("attach", "")]);
    let signature = signature(&api, &operation, &api.signed(&good(&operation)), Some(unknown));
    let text = signature["string_to_sign"].as_str().unwrap();
    assert!(text.contains("&pay_appid=wx0&") && text.ends_with("&key=***"), "{text}");
    assert!(!text.contains("attach=") && !text.contains("sign="), "{text}");
    let with_key = text.replace("***", api.sandbox.account().api_key_text().expose());
    assert_eq!(signature["sign"], upper_case_md5(&with_key));
    assert_eq!((&signature["sign_type"], &signature["state"]), (&json!("MD5"), &json!("right")));
}

#[test]
fn a_wrong_a_missing_and_an_unneeded_signature_are_told_apart() {
    let api = Api::new();
    let operation = ordering();
    let body = api.signed(&good(&operation));
    let forged = signature(&api, &operation, &body, Some(StubResponse::Forged));
    assert_eq!(forged["state"], "wrong");
    assert!(forged["sign"].is_string());
    // The order exists now, so another sandbox takes it.
    let stripped = signature(&Api::new(), &operation, &body, Some(StubResponse::Unsigned));
    assert_eq!((&stripped["state"], &stripped["sign"]), (&json!("missing"), &Value::Null));
    let rejected = signature(&api, &operation, b"<xml></xml>", None);
    assert_eq!(rejected["state"], "unsigned-by-specification", "a rejection may be unsigned");
    let unsigned = operations(|one| one.response_signing == ResponseSigning::Unsigned).remove(0);
    let lookup = signature(&api, &unsigned, &api.signed(&good(&unsigned)), None);
    assert_eq!(lookup["state"], "unsigned-by-specification");
    let page = signature(&api, &operation, &body, Some(StubResponse::status(502)));
    assert_eq!(page, Value::Null, "it is not the XML of an operation");
    api.token();
    let token = api.value(&format!("/exchanges/{}", api.sandbox.recorded_calls().len()));
    assert_eq!(token["response_signature"], Value::Null);
}
