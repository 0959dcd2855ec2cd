//! A client of the sidecar, generated from its OpenAPI document by openapi-python-client.

use serde_json::{Value, json};

use super::library::{openapi_validator, sidecar_client};
use crate::serving::Serving;

#[test]
#[ignore = "installs openapi-python-client from its registry"]
fn it_registers_a_patient() {
    let running = Serving::start("client", "");
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
    let running = Serving::start("document", "");
    let document: Value = serde_json::from_slice(&running.get("/openapi.json")).unwrap();
    let mut broken = document.clone();
    broken["info"] = json!({});
    let complaints = openapi_validator().run(vec![document, broken]);
    assert_eq!(complaints[0], json!([]));
    assert_ne!(complaints[1], json!([]));
}
