//! The exported OpenAPI document describes the encoded requests: signed ones are valid, and unsigned ones aren't.

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::{Map, Value, json};
use wxmed::ApiKey;
use wxmed::codec::{SignType, encode_fields, xml};
use wxmed_compiler::model::{Example, ExampleValue, Operation, Role};
use wxmed_tests::naive::KEY;
use wxmed_tests::specs;
use wxmed_tools::{OPENAPI_HOSTS, export_openapi};

fn document() -> Value {
    serde_json::from_str(&export_openapi(specs::model(), &OPENAPI_HOSTS)).unwrap()
}

/// The schema of a reference in the document.
fn schema(document: &Value, reference: &Value) -> Validator {
    let path = reference["$ref"].as_str().unwrap().trim_start_matches('#');
    let schema = document.pointer(path).unwrap_or_else(|| panic!("{path}"));
    assert!(jsonschema::meta::is_valid(schema), "{path}");
    jsonschema::draft202012::new(schema).unwrap()
}

fn request_body<'d>(document: &'d Value, operation: &Operation) -> &'d Value {
    &document["paths"][&operation.path]["post"]["requestBody"]["content"]["application/xml"]
}

fn valid(operation: &Operation) -> impl Iterator<Item = &Example> {
    operation.examples.iter().filter(|example| example.breaks.is_empty())
}

fn as_json(fields: impl IntoIterator<Item = (String, String)>) -> Value {
    Value::Object(fields.into_iter().map(|(name, text)| (name, Value::String(text))).collect::<Map<_, _>>())
}

fn read(text: &str) -> Value {
    as_json(xml::read(text.as_bytes()).unwrap().iter().map(|(name, text)| (name.to_owned(), text.to_owned())))
}

#[test]
fn every_operation_and_notification_is_described() {
    let (document, model) = (document(), specs::model());
    let paths: BTreeSet<&str> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    let token = ["/cgi-bin/stable_token"];
    let expected = model.operations.iter().map(|operation| operation.path.as_str()).chain(token);
    assert_eq!(paths, expected.collect::<BTreeSet<&str>>());
    for operation in &model.operations {
        let response = &document["paths"][&operation.path]["post"]["responses"]["200"]["content"];
        schema(&document, &response["application/xml"]["schema"]);
        schema(&document, &response["application/json"]["schema"]);
    }
    for notification in &model.notifications {
        let body = &document["webhooks"][&notification.name]["post"]["requestBody"]["content"]["application/xml"];
        schema(&document, &body["schema"]);
    }
}

#[test]
fn signed_requests_are_valid_and_unsigned_ones_are_not() {
    let document = document();
    let key = ApiKey::new(KEY);
    for operation in &specs::model().operations {
        let schema = schema(&document, &request_body(&document, operation)["schema"]);
        let signed = valid(operation).flat_map(|example| [SignType::Md5, SignType::HmacSha256].map(|of| (example, of)));
        for (example, sign_type) in signed {
            let ExampleValue::Fields(fields) = &example.value else { panic!("{}", operation.name) };
            let nonce = operation.request.fields.iter().find(|field| field.role == Role::Nonce).unwrap();
            let mut fields = fields.clone();
            fields.push((nonce.name.clone(), "5K8264ILTKCH16CQ2502SI8ZNMTM67VS".to_owned()));
            let unsigned = as_json(fields.clone());
            assert!(!schema.is_valid(&unsigned), "{}: {}", operation.name, example.title.en);
            fields.sort();
            let sent = fields.iter().map(|(name, text)| (&**name, &**text));
            let sent = encode_fields(sent, &key, sign_type).unwrap();
            let sent = read(sent.xml());
            let errors: Vec<String> = schema.iter_errors(&sent).map(|error| error.to_string()).collect();
            assert_eq!(errors, Vec::<String>::new(), "{}: {}", operation.name, example.title.en);
        }
    }
}

#[test]
fn examples_are_the_xml_of_the_spec_with_variables_for_nonce_and_signature() {
    let document = document();
    for operation in &specs::model().operations {
        let body = request_body(&document, operation);
        assert_eq!(body["examples"].as_object().unwrap().len(), valid(operation).count(), "{}", operation.name);
        for (number, example) in (1..).zip(valid(operation)) {
            let ExampleValue::Fields(fields) = &example.value else { panic!("{}", operation.name) };
            let text = body["examples"][format!("example-{number}")]["value"].as_str().unwrap();
            let mut read = read(text);
            for field in operation.request.fields.iter().filter(|field| field.role != Role::Value) {
                let variable = read.as_object_mut().unwrap().remove(&field.name);
                assert_eq!(variable, Some(json!(format!("{{{{{}}}}}", field.name))), "{}", operation.name);
            }
            assert_eq!(read, as_json(fields.clone()), "{}", operation.name);
        }
    }
}
