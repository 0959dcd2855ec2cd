//! Documents, metrics, health and reloading.

use serde_json::{Value, json};

use crate::support::{Running, lookup, registration, with};

#[test]
fn operations_are_listed_with_their_schemas() {
    let running = Running::new();
    let listed = running.get("/v1/operations").json();
    let listed = listed["operations"].as_array().unwrap();
    let one = listed.iter().find(|one| one["name"] == "preregister").unwrap();
    assert_eq!(
        (&one["retry"], &one["section"], &one["title"]["zh"]),
        (&json!("never"), &json!("1.3"), &json!("挂号报备接口"))
    );
    assert!(listed.len() >= 6);
    for one in listed {
        assert_eq!(running.get(one["schema"].as_str().unwrap()).status, 200, "{one}");
    }
    assert_eq!(running.get("/v1/operations/nothing").kind(), (404, "unknown-operation".to_owned()));
}

/// The requests of these tests are valid by the schema, with and without optional fields.
#[test]
fn the_schema_of_an_operation_accepts_the_requests_that_the_sidecar_accepts() {
    let running = Running::new();
    let validator = |operation: &str| {
        let schema = running.get(&format!("/v1/operations/{operation}")).json();
        jsonschema::validator_for(&schema).unwrap()
    };
    let (card, order) = (validator("getmedinfo"), validator("preregister"));
    let content = with(registration("D-1"), "request_content", json!("{}"));
    let whole = with(with(registration("D-1"), "appid", json!("wxd678efh567hg6787")), "mch_id", json!("1230000109"));
    for right in [registration("D-1"), content, whole, with(registration("D-1"), "resend", json!(true))] {
        let mistakes: Vec<String> = order.iter_errors(&right).map(|error| error.to_string()).collect();
        assert!(mistakes.is_empty(), "{mistakes:?}");
        assert_eq!(running.post("/v1/preregister:validate", &right).status, 200);
    }
    let mut incomplete = registration("D-1");
    incomplete["request_content"]["json"]["registration_order_pay"]["mzghdj"] = json!({});
    let foreign = with(registration("D-1"), "request_content", json!({ "spec": "city/nowhere/x", "json": {} }));
    let free = with(registration("D-1"), "request_content", json!({ "json": { "anything": [1] } }));
    assert!(!order.is_valid(&incomplete) && !order.is_valid(&foreign) && order.is_valid(&free));
    assert!(card.is_valid(&lookup()));
    for wrong in [json!({}), json!([]), with(lookup(), "idcard", json!("1")), with(lookup(), "resend", json!("x"))] {
        assert!(!card.is_valid(&wrong), "{wrong}");
    }
}

#[test]
fn openapi_has_each_operation_and_only_references_that_exist() {
    let running = Running::new();
    let document = running.get("/openapi.json").json();
    assert_eq!(document["openapi"], "3.1.0");
    for name in ["getmedinfo", "preregister", "sendmsg"] {
        for suffix in ["", ":sign", ":validate"] {
            assert!(document["paths"][format!("/v1/{name}{suffix}")]["post"].is_object(), "{name}{suffix}");
        }
    }
    for path in ["/v1/operations", "/v1/operations/{name}", "/openapi.json", "/healthz", "/readyz", "/metrics"] {
        assert!(document["paths"][path]["get"].is_object(), "{path}");
    }
    let mut references = Vec::new();
    collect(&document, &mut references);
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

fn collect(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                match value.as_str() {
                    Some(reference) if key == "$ref" => references.push(reference.to_owned()),
                    _ => collect(value, references),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, references)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn metrics_count_calls_and_connections() {
    let running = Running::new();
    running.post("/v1/getmedinfo", &lookup());
    running.post("/v1/getmedinfo", &json!({}));
    running.post("/v1/preregister", &registration("D-2"));
    running.post("/v1/preregister", &registration("D-2"));
    running.get("/nowhere");
    let metrics = running.get("/metrics");
    assert!(metrics.headers.contains("content-type: application/openmetrics-text"), "{}", metrics.headers);
    let text = metrics.text();
    for line in [
        "wxmed_calls_total{operation=\"getmedinfo\",outcome=\"success\"} 1",
        "wxmed_calls_total{operation=\"getmedinfo\",outcome=\"violations\"} 1",
        "wxmed_calls_total{operation=\"preregister\",outcome=\"success\"} 1",
        "wxmed_calls_total{operation=\"preregister\",outcome=\"repeated\"} 1",
        "wxmed_attempts_total{operation=\"preregister\"} 1",
        "wxmed_refused_requests_total{reason=\"not-found\"} 1",
        "wxmed_token_fetches_total{merchant=\"main\",result=\"success\"} 1",
        "wxmed_token_age_seconds{merchant=\"main\"} 0",
        "wxmed_calls_unknown 0",
        "wxmed_notifications_queued 0",
        "wxmed_call_duration_seconds_count{operation=\"getmedinfo\"} 2",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    assert!(text.ends_with("# EOF\n"));
}

#[test]
fn readiness_ends_before_the_process() {
    let running = Running::new();
    assert_eq!(running.get("/readyz").json()["ok"], true);
    assert_eq!(running.get("/healthz").json()["ok"], true);
}

#[test]
fn configured_specs_are_loaded_and_reloaded() {
    let mut running = Running::new();
    let folder = running.folder.path().join("specs");
    std::fs::create_dir_all(&folder).unwrap();
    let spec = |label: &str| {
        format!(
            "content: dongguan/visit\nsection: \"1.3\"\ntitle: {{ zh: 就诊, en: a visit }}\nfields:\n  \
             - {{ name: ward, label: {label}, en: ward, type: String8, required: Y }}\n"
        )
    };
    std::fs::write(folder.join("visit.yaml"), spec("科室")).unwrap();
    running.reconfigure("[[listen]]\ntcp = \"127.0.0.1:0\"\n[specs]\npaths = [\"specs\"]\n");
    let content = json!({ "spec": "dongguan/visit", "json": {} });
    let label = |running: &Running| {
        let response = running.post("/v1/preregister", &with(registration("S-1"), "request_content", content.clone()));
        response.json()["violations"][0]["label"]["zh"].as_str().map(str::to_owned)
    };
    assert_eq!(label(&running).as_deref(), Some("科室"));
    std::fs::write(folder.join("visit.yaml"), "content: [").unwrap();
    assert!(running.sidecar().reload_specs().is_err());
    assert_eq!(label(&running).as_deref(), Some("科室"), "the old specs stay in use");
    std::fs::write(folder.join("visit.yaml"), spec("病区")).unwrap();
    running.sidecar().reload_specs().unwrap();
    assert_eq!(label(&running).as_deref(), Some("病区"));
}
