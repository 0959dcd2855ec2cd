//! A client of the control API that validates each response against the OpenAPI document.

use std::sync::LazyLock;
use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;
use ureq::http::Request;
use wxmed::codec::SignType;
use wxmed_sandbox::{Sandbox, Settings};

use crate::support::{Fields, credentials, settings, signed};

pub(crate) static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../src/control/openapi.json")).unwrap());

/// A sandbox, and a client of its control API.
pub(crate) struct Api {
    pub(crate) sandbox: Sandbox,
    agent: Agent,
}

pub(crate) fn agent() -> Agent {
    let config = Agent::config_builder().http_status_as_error(false).max_redirects(0).allow_non_standard_methods(true);
    config.timeout_global(Some(Duration::from_secs(60))).build().into()
}

impl Api {
    pub(crate) fn new() -> Self {
        Self::with(settings())
    }

    pub(crate) fn with(settings: Settings) -> Self {
        Self { sandbox: Sandbox::start(settings).unwrap(), agent: agent() }
    }

    /// Sends a request. Returns the status and the JSON value, null if there is no body.
    pub(crate) fn send(&self, method: &str, path: &str, body: &str, headers: &[(&str, &str)]) -> (u16, Value) {
        let url = format!("{}/sandbox/v1{path}", self.sandbox.url());
        let mut request = Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = match body {
            "" => self.agent.run(request.body(()).unwrap()),
            body => self.agent.run(request.body(body.to_owned()).unwrap()),
        }
        .unwrap();
        let (status, text) = (response.status().as_u16(), response.body_mut().read_to_string().unwrap());
        let value = match text.as_str() {
            "" => Value::Null,
            text => {
                assert_eq!(response.headers()["content-type"], "application/json; charset=utf-8");
                serde_json::from_str(text).unwrap()
            }
        };
        check(method, path, status, &value);
        (status, value)
    }

    pub(crate) fn get(&self, path: &str) -> (u16, Value) {
        self.send("GET", path, "", &[])
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        self.send("POST", path, &body.to_string(), &[])
    }

    pub(crate) fn delete(&self, path: &str) -> (u16, Value) {
        self.send("DELETE", path, "", &[])
    }

    /// The value of a successful GET.
    pub(crate) fn value(&self, path: &str) -> Value {
        let (status, value) = self.get(path);
        assert_eq!(status, 200, "{path}: {value}");
        value
    }

    pub(crate) fn token(&self) -> String {
        let url = format!("{}/cgi-bin/token?{}", self.sandbox.url(), credentials(self.sandbox.account()));
        let text = self.agent.get(url).call().unwrap().body_mut().read_to_string().unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        value["access_token"].as_str().unwrap().to_owned()
    }

    /// Sends a body to an operation, and returns the status, the header with the diagnosis, and the body.
    pub(crate) fn call(
        &self,
        token: &str,
        path: &str,
        body: &[u8],
    ) -> Result<(u16, Option<String>, String), ureq::Error> {
        let url = format!("{}{path}?access_token={token}", self.sandbox.url());
        let mut response = self.agent.post(url).content_type("application/xml; charset=utf-8").send(body)?;
        let diagnosis = response.headers().get("x-wxmed-diagnosis").map(|value| value.to_str().unwrap().to_owned());
        Ok((response.status().as_u16(), diagnosis, response.body_mut().read_to_string()?))
    }

    pub(crate) fn signed(&self, fields: &Fields) -> Vec<u8> {
        signed(fields, self.sandbox.account().api_key(), SignType::Md5)
    }
}

/// Validates a response against the document.
fn check(method: &str, path: &str, status: u16, value: &Value) {
    let path = path.split('?').next().unwrap();
    let Some(operation) = described(method, path) else {
        assert!(status == 404 || status == 405 || status == 401 || status == 403, "{method} {path} {status}");
        assert!(value["error"]["zh"].is_string() && value["error"]["en"].is_string(), "{value}");
        return;
    };
    let mut response = &operation["responses"][status.to_string()];
    assert!(response.is_object(), "{method} {path}: the document has no {status}: {value}");
    if let Some(reference) = response["$ref"].as_str() {
        response = DOCUMENT.pointer(reference.strip_prefix('#').unwrap()).unwrap();
    }
    match &response["content"] {
        Value::Null => assert!(value.is_null(), "{method} {path} {status}"),
        content => conforms(&content["application/json"]["schema"], value),
    }
}

/// The document's entry for a method and a path.
fn described(method: &str, path: &str) -> Option<&'static Value> {
    let paths = DOCUMENT["paths"].as_object().unwrap();
    let fits = |pattern: &str| {
        let pattern: Vec<&str> = pattern.strip_prefix("/sandbox/v1").unwrap().split('/').collect();
        let parts: Vec<&str> = path.split('/').collect();
        let fits = |(pattern, part): (&&str, &&str)| pattern == part || (pattern.starts_with('{') && !part.is_empty());
        pattern.len() == parts.len() && pattern.iter().zip(&parts).all(fits)
    };
    let exact = paths.get(&format!("/sandbox/v1{path}"));
    let found = exact.or_else(|| paths.iter().find(|(pattern, _)| fits(pattern)).map(|(_, item)| item));
    found?.get(method.to_lowercase())
}

/// Asserts that a value conforms to a schema of the document.
pub(crate) fn conforms(schema: &Value, value: &Value) {
    let schema = json!({ "allOf": [schema], "components": DOCUMENT["components"] });
    let validator = jsonschema::draft202012::options().should_validate_formats(false).build(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(value).map(|error| format!("{error}")).collect();
    assert!(errors.is_empty(), "{errors:?}: {value}");
}

#[test]
fn the_schemas_of_the_document_are_valid() {
    let document = &*DOCUMENT;
    assert!(document["openapi"] == "3.1.0");
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        assert!(jsonschema::draft202012::meta::is_valid(schema), "{name}");
    }
    assert_eq!(Api::new().value("/openapi.json"), *document);
}

#[test]
fn the_operations_document_comes_from_the_settings_or_its_absence_is_explained() {
    let document = json!({"openapi": "3.1.0", "info": {"title": "operations", "version": "1"}, "paths": {}});
    let api = Api::with(settings().operations_document(document.to_string()));
    assert_eq!(api.value("/operations/openapi.json"), document);
    let (status, body) = Api::new().get("/operations/openapi.json");
    assert_eq!(status, 404);
    assert!(body.to_string().contains("Settings::operations_document"), "{body}");
}
