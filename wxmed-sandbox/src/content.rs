//! What the bureau behind the platform would say of a content.

use wxmed::spec::model::{Content, Field, Model, Operation};
use wxmed::spec::{validate_bindings, validate_content};
use wxmed::{Bilingual, Json, JsonError, Rule, Severity, Violation, spec::Format};

use crate::failure::Failure;
use crate::intake::Received;

/// What is wrong with a content, in the row that carries it.
pub(crate) struct Finding<'a> {
    row: &'a Field,
    /// Its path begins inside the content.
    violation: Violation,
}

/// Holds each content of a request against the spec that describes it, if there is one, and against the request.
pub(crate) fn findings<'a>(
    model: &Model,
    named: Option<&str>,
    operation: &'a Operation,
    received: &Received,
) -> Vec<Finding<'a>> {
    let mut findings = Vec::new();
    let rows = operation.request.fields.iter().filter(|field| field.format == Format::Content);
    for (row, text) in rows.filter_map(|row| Some((row, received.value(row)?))) {
        let json = Json::parse(text);
        let told = json.as_ref().map_or_else(|_| meant(model, text), |json| described(model, json));
        let Some(content) = told.or_else(|| model.content(named?)) else { continue };
        let found = match json {
            Err(error) => vec![broken(row, &error)],
            Ok(json) => {
                let inside = validate_content(content, &json);
                let between = validate_bindings(content, &json, &received.known(operation));
                inside.iter().chain(&between).cloned().collect()
            }
        };
        findings.extend(found.into_iter().map(|violation| Finding { row, violation }));
    }
    findings
}

/// Refuses the first content that a bureau would not take.
pub(crate) fn check(findings: &[Finding<'_>]) -> Result<(), Failure> {
    let wrong = findings.iter().find(|finding| finding.violation.severity == Severity::Error);
    wrong.map_or(Ok(()), |Finding { row, violation }| {
        let path = if violation.path.is_empty() { row.name.as_str() } else { &violation.path };
        Err(Failure::content(&format!("{path}: {}", violation.rule.id())))
    })
}

impl Finding<'_> {
    /// The violation with its path from the request inwards.
    pub(crate) fn in_request(&self) -> Violation {
        let path = match self.violation.path.as_str() {
            "" => self.row.name.clone(),
            inside => format!("{}.{inside}", self.row.name),
        };
        Violation { path, ..self.violation.clone() }
    }
}

/// A text that should be JSON, and is none.
fn broken(row: &Field, error: &JsonError) -> Violation {
    let JsonError { line, column } = error;
    let says = Bilingual::new(
        format!("不是合法的 JSON（第 {line} 行第 {column} 字节）：请用 JSON 库序列化一次，签名与发送用同一段文本"),
        format!(
            "is not valid JSON (line {line}, byte {column}): serialise it once with a JSON library, and sign and send \
             that same text"
        ),
    );
    Violation {
        path: String::new(),
        rule: Rule::Stated { id: "json".into(), says },
        severity: Severity::Error,
        label: row.label.clone(),
        section: row.section.clone().into(),
        source: Bilingual::default(),
    }
}

/// The content whose outermost key the JSON has.
fn described<'m>(model: &'m Model, json: &Json) -> Option<&'m Content> {
    let Json::Object(entries) = json else { return None };
    wrapped_in(model, |key| entries.iter().any(|(name, _)| name == key))
}

/// The content that a text is meant to be which is not JSON: one with a known outermost key, in whatever quotes.
fn meant<'m>(model: &'m Model, text: &str) -> Option<&'m Content> {
    if let Some(content) = Json::parse_leniently(text).ok().and_then(|json| described(model, &json)) {
        return Some(content);
    }
    let inside = text.trim_start_matches('\u{FEFF}').trim_start().strip_prefix('{')?.trim_start();
    let first: String = inside.trim_start_matches(['"', '\'', '\\']).chars().take_while(|c| is_of_key(*c)).collect();
    wrapped_in(model, |key| key == first)
}

fn is_of_key(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// The content that is sent in an object with this one key.
fn wrapped_in(model: &Model, has: impl Fn(&str) -> bool) -> Option<&Content> {
    let mut sent = model.contents.iter().filter(|content| !content.received);
    sent.find(|content| content.wrapped_in.as_deref().is_some_and(&has))
}
