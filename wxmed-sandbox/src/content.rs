//! What the bureau behind the platform would say of a content.

use wxmed::spec::model::{Content, Model, Operation};
use wxmed::spec::{validate_bindings, validate_content};
use wxmed::{Json, Severity, spec::Format};

use crate::failure::Failure;
use crate::intake::Received;

/// Holds each content of a request against the spec that describes it, if there is one, and against the request.
pub(crate) fn check(
    model: &Model,
    named: Option<&str>,
    operation: &Operation,
    received: &Received,
) -> Result<(), Failure> {
    let rows = operation.request.fields.iter().filter(|field| field.format == Format::Content);
    for (row, text) in rows.filter_map(|row| Some((row, received.value(row)?))) {
        let json = Json::parse(text).ok();
        let content = json.as_ref().and_then(|json| described(model, json)).or_else(|| model.content(named?));
        let Some(content) = content else { continue };
        let Some(json) = json else { return Err(Failure::content(&format!("{}: json", row.name))) };
        let (inside, between) =
            (validate_content(content, &json), validate_bindings(content, &json, &received.known(operation)));
        let mut violations = inside.iter().chain(&between);
        if let Some(violation) = violations.find(|violation| violation.severity == Severity::Error) {
            let path = if violation.path.is_empty() { row.name.as_str() } else { &violation.path };
            return Err(Failure::content(&format!("{path}: {}", violation.rule.id())));
        }
    }
    Ok(())
}

/// The content whose outermost key the JSON has.
fn described<'m>(model: &'m Model, json: &Json) -> Option<&'m Content> {
    let Json::Object(entries) = json else { return None };
    let has = |key: &String| entries.iter().any(|(name, _)| name == key);
    model.contents.iter().find(|content| content.wrapped_in.as_ref().is_some_and(has))
}
