//! `export`

use serde_json::Value;

use crate::support::{Copy, add_operation};

fn export(copy: &Copy) -> Value {
    let ended = copy.run(&["export"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    serde_json::from_str(&ended.out).unwrap()
}

fn rows<'v>(operation: &'v Value, table: &str) -> &'v [Value] {
    operation[table].as_array().unwrap()
}

/// The operations of the document. Other operations may be added.
fn documented(all: &Value) -> Vec<&Value> {
    let names = ["getmedinfo", "getbindurl", "preregister", "qrcodepreregister", "sendmsg"];
    all["operations"].as_array().unwrap().iter().filter(|one| names.contains(&one["name"].as_str().unwrap())).collect()
}

#[test]
fn every_row_of_the_document_is_exported() {
    let all = export(&Copy::new());
    let operations = documented(&all);
    let count = |table: &str| operations.iter().map(|operation| rows(operation, table).len()).collect::<Vec<_>>();
    assert_eq!(count("request"), [5, 6, 21, 21, 26]);
    assert_eq!(count("response"), [10, 8, 8, 8, 7]);
    let all: Vec<&Value> =
        operations.iter().flat_map(|one| rows(one, "request").iter().chain(rows(one, "response"))).collect();
    assert_eq!(all.len(), 120);
    for row in all {
        assert!(["yes", "no", "choice"].contains(&row["required"].as_str().unwrap()), "{row}");
        assert!(["string", "uint8", "uint32", "int"].contains(&row["type"].as_str().unwrap()), "{row}");
        assert!(row["max_len"].is_null() || row["type"] == "string", "{row}");
    }
}

#[test]
fn operations_are_sorted_by_section_and_signed_names_by_name() {
    let all = export(&Copy::new());
    let operations = documented(&all);
    let sections: Vec<&str> = operations.iter().map(|one| one["section"].as_str().unwrap()).collect();
    assert_eq!(sections, ["1.1", "1.2", "1.3", "1.4", "1.5"]);
    for operation in operations {
        let order: Vec<&str> =
            operation["sign_order"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        assert!(order.is_sorted() && !order.contains(&"sign"), "{order:?}");
        assert!(
            rows(operation, "request")
                .iter()
                .all(|row| row["name"] == "sign" || order.contains(&row["name"].as_str().unwrap()))
        );
    }
}

#[test]
fn a_new_operation_does_not_need_rust_code() {
    let copy = Copy::new();
    add_operation(&copy);
    let all = export(&copy);
    // Operations are sorted by section. Those without one come last.
    let added = all["operations"].as_array().unwrap().iter().find(|one| one["name"] == "getfamily").unwrap();
    assert_eq!(added["path"], "/payinsurance/getfamily");
    let ended = copy.run(&["regen"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    for path in ["tests/golden/payinsurance/getfamily.rs", "docs/reference/getfamily.md"] {
        assert!(ended.out.contains(path), "{}", ended.out);
    }
}

#[test]
fn specs_with_errors_are_not_exported() {
    let copy = Copy::new();
    copy.edit("schema/specs/payinsurance/getbindurl.yaml", &[("\nretry: safe", "\nretry: saef")]);
    let ended = copy.run(&["export"]);
    assert_eq!((ended.code, ended.out.as_str()), (1, ""));
    assert!(ended.err.contains("[unknown-word]"), "{}", ended.err);
}

#[test]
fn the_operations_are_written_as_openapi() {
    let ended = Copy::new().run(&["export", "--format", "openapi"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let document: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["paths"]["/payinsurance/getmedinfo"]["post"]["operationId"], "getmedinfo");
}

#[test]
fn schemas_are_exported_together_or_one_by_one() {
    let copy = Copy::new();
    let all = copy.run(&["export", "--format", "json-schema"]);
    assert_eq!(all.code, 0, "{}", all.err);
    let all: Value = serde_json::from_str(&all.out).unwrap();
    let alone = copy.run(&["export", "--format", "json-schema", "--schema", "getmedinfo.request"]);
    let mut alone: Value = serde_json::from_str(&alone.out).unwrap();
    assert_eq!(alone["properties"]["openid"]["maxLength"], 32);
    assert_eq!(alone.as_object_mut().unwrap().remove("$schema"), all.get("$schema").cloned());
    assert_eq!(all["$defs"]["getmedinfo.request"], alone);

    let misspelt = copy.run(&["export", "--format", "json-schema", "--schema", "getmedinfo.requests"]);
    assert!(misspelt.code != 0 && misspelt.err.contains("did you mean `getmedinfo.request`?"), "{}", misspelt.err);
    let other = copy.run(&["export", "--schema", "getmedinfo.request"]);
    assert!(other.code != 0 && other.err.contains("--format json-schema"), "{}", other.err);
}
