//! Validates contents, as the bureau behind the platform would.

mod mixed_up;

use wxmed::spec::model::{Content, Field, Model, Operation};
use wxmed::{Bilingual, Json, JsonError, Rule, Severity, Violation, spec::Format};

use mixed_up::mixed_up;

use crate::rejection::Rejection;
use crate::request::ReceivedRequest;
use crate::specs::Specs;
use crate::state::State;

/// A violation inside a content.
pub(crate) struct Finding<'a> {
    row: &'a Field,
    /// Its path is relative to the content.
    violation: Violation,
}

/// Validates each content of a request against its spec, if there is one, against the request, and against the user's
/// card.
pub(crate) fn findings<'a>(
    specs: &Specs,
    named: Option<&str>,
    operation: &'a Operation,
    received: &ReceivedRequest,
    state: &State,
) -> Vec<Finding<'a>> {
    let model = specs.model();
    let mut findings = Vec::new();
    let rows = operation.request.fields.iter().filter(|field| field.format == Format::Content);
    for (row, text) in rows.filter_map(|row| Some((row, received.value(row)?))) {
        let json = match Json::parse(text) {
            Ok(json) => json,
            Err(error) => {
                // A content without a spec may be any text, but a text with such a beginning is meant to be JSON.
                if begins_like_json(text) || named.is_some_and(|named| model.content(named).is_some()) {
                    findings.push(Finding { row, violation: broken(row, &error) });
                }
                continue;
            }
        };
        let Some(content) = described(model, &json).or_else(|| model.content(named?)) else { continue };
        let Some(schema) = specs.content(&content.name) else { continue };
        let inside = schema.validate(&json);
        let between = schema.validate_bindings(&json, &received.known(operation));
        let mixed_up = mixed_up(model, state, received, content, &json);
        let found = inside.iter().chain(&between).cloned().chain(mixed_up);
        findings.extend(found.map(|violation| Finding { row, violation }));
    }
    findings
}

/// Rejects the first content that a bureau would not accept.
pub(crate) fn check(findings: &[Finding<'_>]) -> Result<(), Rejection> {
    let wrong = findings.iter().find(|finding| finding.violation.severity == Severity::Error);
    wrong.map_or(Ok(()), |Finding { row, violation }| {
        let path = if violation.path.is_empty() { row.name.as_str() } else { &violation.path };
        Err(Rejection::content(&format!("{path}: {}", violation.rule.id())))
    })
}

impl Finding<'_> {
    /// The violation, with its path relative to the request.
    pub(crate) fn in_request(&self) -> Violation {
        let path = match self.violation.path.as_str() {
            "" => self.row.name.clone(),
            inside => format!("{}.{inside}", self.row.name),
        };
        Violation { path, ..self.violation.clone() }
    }
}

/// The violation for a text that should be JSON but isn't.
fn broken(row: &Field, error: &JsonError) -> Violation {
    let JsonError { line, column, .. } = error;
    let message = Bilingual::new(
        format!("不是合法的 JSON（第 {line} 行第 {column} 字节）：请用 JSON 库序列化一次，签名与发送用同一段文本"),
        format!(
            "is not valid JSON (line {line}, byte {column}): serialise it once with a JSON library, and sign and send \
             that same text"
        ),
    );
    Violation {
        path: String::new(),
        rule: Rule::Stated { id: "json".into(), message },
        severity: Severity::Error,
        label: row.label.clone(),
        section: row.section.clone().into(),
        source: Bilingual::default(),
    }
}

/// The content that is identified by the JSON's outermost key.
fn described<'m>(model: &'m Model, json: &Json) -> Option<&'m Content> {
    let Json::Object(entries) = json else { return None };
    let mut sent = model.contents.iter().filter(|content| !content.received);
    sent.find(|content| content.wrapped_in.as_deref().is_some_and(|key| entries.iter().any(|(name, _)| name == key)))
}

/// Whether a text that isn't JSON was probably meant to be.
fn begins_like_json(text: &str) -> bool {
    text.trim_start_matches('\u{FEFF}').trim_start().starts_with(['{', '[', '｛', '［'])
}
