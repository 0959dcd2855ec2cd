//! Notifications, and known facts that aren't shipped, in the reference and in the export.

use std::path::Path;

use serde_json::Value;
use wxmed_compiler::model::Model;
use wxmed_compiler::{Options, Sources, compile};
use wxmed_tools::{
    export_json, export_provenance, json_schema_names, reference_index, reference_names, reference_page,
};

fn shipped() -> Model {
    let sources = Sources::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs"), "specs").unwrap();
    compile(&sources, &Options::default()).0
}

#[test]
fn notifications_are_exported_separately_from_operations() {
    let model = shipped();
    let all: Value = serde_json::from_str(&export_json(&model, &model)).unwrap();
    let names = |key: &str| -> Vec<String> {
        all[key].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    assert!(names("operations").iter().any(|name| name == "unifiedorder"));
    assert!(!names("operations").iter().any(|name| name == "payment_result"));
    assert_eq!(names("notifications"), ["payment_result"]);
    let notification = &all["notifications"][0];
    assert_eq!(notification["sent"], serde_json::json!({ "what": "order", "after": "payment", "to": "notify_url" }));
    assert_eq!(notification["by"], serde_json::json!(["med_trans_id", "time_end"]));
    assert!(notification.get("path").is_none() && notification.get("retry").is_none());
    let response_rows = notification["response"].as_array().unwrap();
    assert!(response_rows.iter().all(|row| row["provenance"]["confidence"] == "low"), "{response_rows:?}");
    assert!(json_schema_names(&model).contains(&"payment_result.request".to_owned()));
}

#[test]
fn known_facts_are_listed_with_their_reasons() {
    let model = shipped();
    let all: Value = serde_json::from_str(&export_json(&model, &model)).unwrap();
    let page = reference_page(&model, "known").unwrap();
    let listed = export_provenance(&model);
    let entries = all["known"][0]["entries"].as_array().unwrap();
    assert!(entries.len() >= 6);
    for entry in entries {
        let name = entry["name"].as_str().unwrap();
        assert!(page.contains(&format!("`{name}`")) && page.contains(entry["why"]["en"].as_str().unwrap()), "{name}");
        assert!(listed.contains(&format!("not shipped: {name}")), "{name}");
        assert!(model.operation(name).is_none(), "{name} is shipped");
    }
    assert!(reference_names(&model).contains(&"known"));
}

#[test]
fn a_notification_has_its_page() {
    let model = shipped();
    let page = reference_page(&model, "payment_result").unwrap();
    for text in ["平台发给医院 sent by the platform", "to `notify_url` of the request", "`med_trans_id`, `time_end`"]
    {
        assert!(page.contains(text), "{text}");
    }
    assert!(!page.contains("POST /"), "its path is the hospital's");
    assert!(reference_index(&model).contains("[payment_result](<payment_result.md>)"));
}
