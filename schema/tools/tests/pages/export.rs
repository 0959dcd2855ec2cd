//! The export: its format, on which other programs rely, and the changes by errata.

use serde_json::{Value, json};
use wxmed_compiler::model::*;
use wxmed_tools::export_json;

use crate::entries::{erratum, error, template_set};
use crate::support::*;

fn export(document: &Model, effective: &Model) -> Value {
    serde_json::from_str(&export_json(document, effective)).expect("the export is JSON")
}

fn request() -> Record {
    let mut record = record(vec![
        mandatory(limited("a", 32, LengthUnit::Uncertain)),
        chosen(text("b")),
        mandatory(whole("kind", WireType::Int, wxmed_core::Format::Int)),
        text("maybe"),
        Field { role: Role::Signature, ..mandatory(text("sign")) },
    ]);
    record.choices.push(choice(&record, "order", &[&["a"], &["b"]]));
    cases(&mut record, vec![("1", vec![mandatory(text("first"))]), ("2", vec![mandatory(text("first"))])]);
    record
}

fn model() -> Model {
    let mut operation = operation(request());
    let statuses = codes("status", Exhaustiveness::Closed, &[("SUCCESS", "成功", "success")]);
    let status = Field { codes: Some(statuses.clone()), ..mandatory(text("status")) };
    operation.response = record(vec![status, when(mandatory(text("answer")), &[("status", "SUCCESS")])]);
    operation.errors.push(error("80000"));
    let mut inner = record(vec![present(text("x")), mandatory(text("y"))]);
    inner.rules.push(sum_rule(&inner, "same", &["x"], &["y"]));
    Model {
        operations: vec![operation],
        contents: vec![content(record(vec![mandatory(nested("in", inner)), text("z")]))],
        codes: vec![statuses],
        templates: vec![template_set()],
        errata: vec![
            erratum("wrong-name", "city/atlantis/visit.in.x"),
            erratum("late", "lookup.request.a"),
            erratum("colon", "templates/messages.1"),
        ],
        ..Model::default()
    }
}

fn row<'a>(rows: &'a Value, name: &str) -> &'a Value {
    rows.as_array().and_then(|rows| rows.iter().find(|row| row["name"] == name)).expect("the row is there")
}

#[test]
fn the_export_format() {
    let (model, effective) = (model(), model());
    let all = export(&model, &effective);
    let operation = &all["operations"][0];
    assert_eq!(operation["name"], "lookup");
    assert_eq!(operation["section"], "9.1");
    assert_eq!(operation["path"], "/family/lookup");
    assert_eq!(operation["sign_order"], json!(["a", "b", "first", "kind", "maybe"]));
    let request = &operation["request"];
    let names: Vec<_> = request.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["a", "b", "kind", "maybe", "sign", "first", "first"]);
    let a = row(request, "a");
    assert_eq!((&a["label"], &a["type"], &a["max_len"]), (&json!("字段 a"), &json!("string"), &json!(32)));
    assert_eq!(row(request, "kind")["type"], "int");
    assert_eq!(row(request, "kind")["max_len"], Value::Null);
    assert_eq!(row(request, "kind")["when"], json!({}));
    assert_eq!(request[6]["when"], json!({"kind": "2"}));
    assert_eq!(row(&operation["response"], "answer")["when"], json!({"status": "SUCCESS"}));
    assert_eq!(row(&operation["response"], "status")["codes"], "status");
    assert_eq!(operation["effective"], json!({}));
    assert_eq!(operation["errata"], json!(["late"]));
    let content = &all["contents"][0];
    assert_eq!(content["name"], "city/atlantis/visit");
    assert_eq!(content["fields"], json!(["in", "in.x", "in.y", "z"]));
    assert_eq!(content["rules"], json!(["x = y"]));
    assert_eq!(content["errata"], json!(["wrong-name"]));
    assert_eq!(content["document"], json!({}));
    assert_eq!(content["rows"][0]["fields"][0]["may_be_empty"], true);
    assert_eq!(content["stated"][0]["at"], "in");
    let template = &all["templates"][0];
    assert_eq!(template["kind"], 1);
    assert_eq!(template["title"], "缴费成功");
    assert_eq!(template["lines"], json!(["{{first.DATA}}", "姓名：{{keyword1.DATA}}"]));
    assert_eq!(template["effective"], json!({}));
    assert_eq!(template["errata"], json!(["colon"]));
    assert_eq!(all["codes"][0]["values"][0]["code"], "SUCCESS");
    assert_eq!(all["errata"][0]["confidence"], "high");
}

#[test]
fn the_rows_of_a_content_contain_the_conditions_of_their_section() {
    let mut outer = record(vec![mandatory(text("kind"))]);
    let body = |name: &str| mandatory(nested("body", record(vec![text("no"), text(name)])));
    cases(&mut outer, vec![("1", vec![body("x")]), ("2", vec![body("y")])]);
    let model = Model { contents: vec![content(outer)], ..Model::default() };
    let all = export(&model, &model);
    let content = &all["contents"][0];
    assert_eq!(content["fields"], json!(["kind", "body", "body.no", "body.x", "body.y"]));
    let when = |index: usize| &content["rows"][index]["when"];
    assert_eq!((when(0), when(1), when(2)), (&json!({}), &json!({"kind": "1"}), &json!({"kind": "2"})));
    assert_eq!(content["rows"][2]["fields"][1]["name"], "y");
    assert_eq!(content["tag"]["field"], "kind");
    assert_eq!(content["tag"]["cases"][1]["fields"], json!(["body"]));
}

#[test]
fn required_is_the_cell_or_choice_if_another_field_can_replace_it() {
    let mut record = request();
    record.fields.push(mandatory(text("app")));
    record.fields.push(text("sub"));
    record.fields.push(Field { required: Required::OneOfTwoAbove, ..text("above") });
    record.choices.push(choice(&record, "merchant", &[&["app"], &["app", "sub"]]));
    let mut model = model();
    model.operations[0].request = record;
    let all = export(&model, &model);
    let required = |name| row(&all["operations"][0]["request"], name)["required"].as_str().unwrap().to_owned();
    let found = ["a", "b", "kind", "maybe", "app", "sub", "above"].map(required);
    assert_eq!(found, ["choice", "choice", "yes", "no", "yes", "no", "choice"]);
}

#[test]
fn changes_by_errata_are_exported_under_effective() {
    let document = model();
    let mut effective = model();
    let request = &mut effective.operations[0].request;
    request.fields[0].ty = WireType::Text { max: Some(64) };
    request.fields[1].name = "bb".to_owned();
    request.fields[6].sensitive = true;
    effective.operations[0].response.fields.push(text("more"));
    effective.operations[0].retry = Retry::Never;
    effective.templates[0].templates[0].lines.pop();
    let inner = effective.contents[0].record.fields[0].object.as_mut().unwrap();
    inner.fields[0].name = "xx".to_owned();

    let all = export(&document, &effective);
    let operation = &all["operations"][0];
    assert_eq!(row(&operation["request"], "a")["max_len"], 32);
    assert_eq!(operation["retry"], "safe");
    let changed = &operation["effective"];
    assert_eq!(changed["retry"], "never");
    assert_eq!(changed["sign_order"], json!(["a", "bb", "first", "kind", "maybe"]));
    assert_eq!(
        changed["request"],
        json!([
            {"name": "a", "when": {}, "max_len": 64, "was": {"max_len": 32}},
            {"name": "bb", "when": {}, "was": {"name": "b"}},
            {"name": "first", "when": {"kind": "2"}, "sensitive": true, "was": {"sensitive": false}},
        ])
    );
    assert_eq!(changed["response"][0]["name"], "more");
    assert_eq!(changed["response"][0]["added"], true);
    assert_eq!(all["templates"][0]["lines"].as_array().unwrap().len(), 2);
    assert_eq!(all["templates"][0]["effective"], json!({"lines": ["{{first.DATA}}"]}));
    assert_eq!(all["contents"][0]["fields"], json!(["in", "in.xx", "in.y", "z"]));
    assert_eq!(all["contents"][0]["document"], json!({"fields": ["in", "in.x", "in.y", "z"]}));
}

#[test]
fn a_removed_row_is_listed() {
    let document = model();
    let mut effective = model();
    effective.operations[0].request.fields.remove(3);
    let all = export(&document, &effective);
    assert_eq!(all["operations"][0]["effective"]["request"], json!([{"name": "maybe", "when": {}, "removed": true}]));
}

#[test]
fn keys_have_the_documented_order() {
    let model = model();
    let text = export_json(&model, &model);
    assert_eq!(text, export_json(&model, &model));
    assert!(text.ends_with("}\n"));
    let positions: Vec<_> = ["name", "label", "type", "max_len", "required", "when"]
        .iter()
        .map(|key| text.find(&format!("          \"{key}\":")).expect("a key of a row"))
        .collect();
    assert!(positions.is_sorted(), "{positions:?}");
}

#[test]
fn resources_are_exported_by_name_and_details_separately() {
    let mut model = model();
    let operation = &mut model.operations[0];
    operation.needs[0] = Need { same: vec![1], uses: Uses::Once, within: Some(600), ..operation.needs[0].clone() };
    let lasts = Some(operation.response.fields.len());
    operation.creates = vec![Creation { what: Resource::Message, by: vec![0, 3], lasts, span: Span::default() }];
    operation.response.fields.push(Field { value_source: ValueSource::Sample("7".to_owned()), ..text("days") });
    operation.response.fields.push(Field { value_source: ValueSource::From(Resource::BoundCard), ..text("number") });
    operation.response.fields.push(Field { value_source: ValueSource::Echo(3), ..text("back") });
    operation.errors.push(DocumentedError { when: Some(ErrorCause::Missing(Resource::BoundCard)), ..error("80004") });
    operation.errors.push(DocumentedError { when: Some(ErrorCause::Differs(1)), ..error("80005") });
    let all = export(&model, &model);
    let operation = &all["operations"][0];
    assert_eq!((&operation["needs"], &operation["creates"]), (&json!(["bound-card"]), &json!(["message"])));
    assert_eq!(
        operation["needed"],
        json!([{"what": "bound-card", "by": ["a"], "same": ["b"], "once": true, "within": 600}])
    );
    assert_eq!(operation["created"], json!([{"what": "message", "by": ["a", "maybe"], "lasts": "days"}]));
    assert_eq!(operation["echoes"], json!([{"field": "back", "request": "maybe"}]));
    let causes: Vec<_> = (0..3).map(|at| &operation["errors"][at]["when"]).collect();
    assert_eq!(causes, [&Value::Null, &json!({"missing": "bound-card"}), &json!({"differs": "b"})]);
    let response = &operation["response"];
    assert_eq!(
        (&row(response, "days")["sample"], &row(response, "number")["from"]),
        (&json!("7"), &json!("bound-card"))
    );
}
