//! A client of the control API, generated from its OpenAPI document by openapi-python-client.
//!
//! No client is generated for the operations: the generator doesn't support XML.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use wxmed_sandbox::{Outcome, Sandbox, Settings, Stub, StubResponse};

use super::library::control_client;

/// The client's results for each job with a sandbox.
fn results<const N: usize>(sandbox: &Sandbox, jobs: [&str; N]) -> [Value; N] {
    let jobs = jobs.map(|job| json!({"job": job, "url": sandbox.url()}));
    control_client().run(jobs.to_vec()).try_into().unwrap()
}

fn all<'v>(list: &'v Value, member: &str) -> Vec<&'v Value> {
    list.as_array().unwrap().iter().map(|one| &one[member]).collect()
}

#[test]
#[ignore = "installs openapi-python-client from its registry"]
fn it_resets_stubs_and_clears() {
    let sandbox = Sandbox::start(Settings::default()).unwrap();
    sandbox.stub(Stub::on("getmedinfo").respond_with(StubResponse::Hang));
    let [reset, stubs] = results(&sandbox, ["reset", "stub"]);
    assert_eq!(reset, json!({"after": 0}));
    let kinds = ["http", "fields", "envelope", "protocol", "business", "gateway", "token-rejected", "hang"];
    assert_eq!(all(&stubs["stubs"], "response"), kinds, "with the earlier one gone");
    assert_eq!(json!(all(&stubs["stubs"], "number")), stubs["numbers"]);
    let last = &stubs["stubs"][7];
    assert_eq!(last["title"], json!({"zh": "没有应答", "en": "No response"}));
    let expected = [("times", Value::Null), ("after", json!(2)), ("every", json!(3)), ("operation", json!("sendmsg"))];
    for (member, value) in expected {
        assert_eq!(last[member], value, "{member}");
    }
    assert_eq!((&stubs["cleared"], sandbox.unfinished_stubs()), (&json!(204), 0));
}

#[test]
#[ignore = "installs openapi-python-client from its registry"]
fn it_lists_adds_and_binds() {
    let sandbox = Sandbox::start(Settings::default()).unwrap();
    let unbound: Vec<String> = sandbox
        .people()
        .iter()
        .filter(|person| person.card().is_none())
        .map(|person| person.openid().to_owned())
        .collect();
    let [people, kept] = results(&sandbox, ["people", "orders"]);
    assert_eq!(people["status"], 201);
    let listed = people["people"].as_array().unwrap();
    assert_eq!(listed.len(), sandbox.people().len());
    assert_eq!(listed.last().unwrap()["card"], json!({"medical_card_no": "A10000009"}));
    assert_eq!(people["unbound"], json!(unbound));
    assert_eq!(people["bound"]["openid"], json!(unbound[0]));
    assert!(people["bound"]["card"].is_object(), "{}", people["bound"]);
    let person = sandbox.people().into_iter().find(|person| person.openid() == unbound[0]).unwrap();
    assert!(person.card().is_some());
    assert_eq!(people["missing"], json!(["Error", "there is no user with this openid"]));
    assert_eq!(kept, json!({"missing": "Error", "orders": [], "messages": []}));
}

#[test]
#[ignore = "installs openapi-python-client from its registry"]
fn it_advances_the_clock_and_reads_exchanges() {
    let sandbox = Sandbox::start(Settings::default()).unwrap();
    let [clock, exchanges] = results(&sandbox, ["clock", "exchanges"]);
    assert!(clock["advanced_s"].as_f64().unwrap() >= 7200.0, "{clock}");

    let calls = sandbox.recorded_calls();
    let [_, call] = &calls[..] else { panic!("{calls:?}") };
    assert!(matches!(call.outcome, Outcome::Protocol(_)), "{call:?}");
    let one = &exchanges["one"];
    assert_eq!((&one["number"], &one["rid"]), (&json!(call.number), &json!(call.rid)));
    assert_eq!(one["diagnosis"]["id"], "foreign-key-or-value");
    assert_eq!(one["string_to_sign"].as_str().and_then(|text| text.split('&').next_back()), Some("key=***"));
    assert_eq!(all(&one["fields"], "name"), ["openid", "name", "idcard_md5", "sign", "nonce_str"]);
    for list in ["listed", "awaited"] {
        let summary = exchanges[list].as_object().unwrap();
        assert!(summary.len() > 8 && summary.iter().all(|(member, value)| &one[member] == value), "{summary:?}");
    }
    let found = ["is_found_by_rid", "delivery", "body", "none"].map(|member| &exchanges[member]);
    assert_eq!(found, [&json!(true), &json!("whole"), &json!("<xml>"), &json!(204)]);

    let [tokens] = results(&sandbox, ["tokens"]);
    assert_eq!(tokens, json!({"is_listed": true, "expired": 204, "left": 0}));
}

/// A generator names an unnamed schema by its position, so the name would change when another is added before it.
#[test]
fn each_schema_of_the_control_api_has_a_name_and_each_operation_a_tag() {
    let document = include_str!("../../../../wxmed-sandbox/src/control/openapi.json");
    let document: Value = serde_json::from_str(document).unwrap();
    let tags: BTreeSet<&str> = all(&document["tags"], "name").into_iter().filter_map(Value::as_str).collect();
    let methods = document["paths"].as_object().unwrap().values().flat_map(|path| path.as_object().unwrap().values());
    let operations: Vec<&Value> = methods.collect();
    for operation in &operations {
        let tag = operation["tags"][0].as_str();
        assert!(tag.is_some_and(|tag| tags.contains(tag)), "{}", operation["operationId"]);
    }
    let ids: BTreeSet<Option<&str>> = operations.iter().map(|operation| operation["operationId"].as_str()).collect();
    assert!(ids.len() == operations.len() && !ids.contains(&None), "{ids:?}");

    let mut unnamed = Vec::new();
    find_unnamed(&document["paths"], "paths", &mut unnamed);
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        for (key, inner) in schema.as_object().unwrap() {
            find_unnamed(inner, &format!("{name}/{key}"), &mut unnamed);
        }
    }
    assert_eq!(unnamed, Vec::<String>::new());
}

/// Collects unnamed schemas: objects with properties, and lists of values, anywhere in a part of the document.
fn find_unnamed(part: &Value, path: &str, unnamed: &mut Vec<String>) {
    if part["type"] == "object" || part["enum"].is_array() {
        unnamed.push(path.to_owned());
    }
    let members = part.as_object().into_iter().flatten().map(|(key, inner)| (key.clone(), inner));
    let items = part.as_array().into_iter().flatten().enumerate().map(|(index, inner)| (index.to_string(), inner));
    for (key, inner) in members.chain(items) {
        find_unnamed(inner, &format!("{path}/{key}"), unnamed);
    }
}
