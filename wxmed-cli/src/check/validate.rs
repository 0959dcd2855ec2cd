//! Checks a message: its signature, the violations of its spec, and the names and codes that aren't in the spec.

use std::cell::Cell;
use std::collections::BTreeSet;

use wxmed::codec::{SignType, Signer};
use wxmed::spec::model::{CodeTable, Field, Model, Operation, Record};
use wxmed::spec::schema::{ContentSchema, RecordSchema};
use wxmed::spec::{reply_deviations, validate_reply};
use wxmed::{ApiKey, Bilingual, Json, ResponseSigning, Secret, Severity, Violation, Violations};
use wxmed_sandbox::diagnosis::Keys;
use wxmed_sandbox::{Specs, diagnose};

use super::mask;
use super::recognise::{ContentText, Fields, Kind, content_of_request};
use crate::mistakes::{MistakeText, mistake_text};

/// The result of checking one message.
#[derive(Default)]
pub(super) struct Verdict {
    /// The result of checking the signature.
    pub(super) signature: Option<Signed>,
    /// The problems of the message.
    pub(super) problems: Vec<Problem>,
    /// Names that aren't in the spec.
    pub(super) unknown: Vec<String>,
    /// Codes that aren't in the spec, each with the name of its field.
    pub(super) unseen: Vec<(String, String)>,
    /// The rows that the message has.
    pub(super) rows: Vec<String>,
}

/// The result of checking a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signed {
    Right,
    Wrong,
    Missing,
    /// There is no signature, and the document doesn't require one.
    NotNeeded,
    /// No key was given.
    Unchecked,
}

impl Signed {
    /// The name for programs.
    pub(super) fn name(self) -> &'static str {
        match self {
            Signed::Right => "right",
            Signed::Wrong => "wrong",
            Signed::Missing => "missing",
            Signed::NotNeeded => "not-needed",
            Signed::Unchecked => "unchecked",
        }
    }
}

/// A problem of a message.
pub(super) struct Problem {
    pub(super) severity: Severity,
    pub(super) rule: String,
    pub(super) path: String,
    pub(super) message: Bilingual,
}

impl Verdict {
    /// The highest severity of the problems.
    pub(super) fn severity(&self) -> Option<Severity> {
        self.problems.iter().map(|problem| problem.severity).max()
    }

    /// The verdict of a message that can't be read.
    pub(super) fn unreadable(rule: &str, message: Bilingual) -> Self {
        Self { problems: vec![Problem::new(Severity::Error, rule, message)], ..Self::default() }
    }
}

impl Problem {
    fn new(severity: Severity, rule: &str, message: Bilingual) -> Self {
        Self { severity, rule: rule.to_owned(), path: String::new(), message }
    }
}

/// A key, and its text.
struct Key {
    key: ApiKey,
    text: Secret,
}

/// Checks messages against a model. The schemas are created once.
pub(super) struct Validator<'m> {
    model: &'m Model,
    key: Option<Key>,
    specs: Specs,
    /// How many more wrong signatures are diagnosed.
    diagnoses_left: Cell<u32>,
    requests: Vec<RecordSchema>,
    contents: Vec<ContentSchema>,
}

impl<'m> Validator<'m> {
    pub(super) fn new(model: &'m Model, key: Option<Secret>) -> Self {
        Self {
            model,
            key: key.map(|text| Key { key: ApiKey::new(text.expose()), text }),
            specs: Specs::from(model.clone()),
            diagnoses_left: Cell::new(MOST_DIAGNOSES),
            requests: model.operations.iter().map(Operation::request_schema).collect(),
            contents: model.contents.iter().map(wxmed::spec::model::Content::schema).collect(),
        }
    }

    /// Checks a message with fields. `body` is that of a message in XML.
    pub(super) fn fields(&self, kind: Kind, fields: &Fields, body: Option<&[u8]>) -> Verdict {
        let mut verdict = Verdict::default();
        match kind {
            Kind::Request(index) => self.request(index, fields, body, &mut verdict),
            Kind::Response(index) => self.response(index, fields, &mut verdict),
            Kind::Notification(index) => {
                if let Some(notification) = self.model.notifications.get(index) {
                    self.signature(fields, None, true, &mut verdict);
                    rows(&notification.request, fields, &mut verdict);
                }
            }
            Kind::AnyResponse => self.signature(fields, None, false, &mut verdict),
            Kind::Unknown => {}
        }
        verdict
    }

    fn request(&self, index: usize, fields: &Fields, body: Option<&[u8]>, verdict: &mut Verdict) {
        let (Some(operation), Some(schema)) = (self.model.operations.get(index), self.requests.get(index)) else {
            return;
        };
        let row = operation.sign_type.and_then(|index| operation.request.fields.get(index));
        self.signature(fields, row.and_then(|row| value(fields, &row.name)), true, verdict);
        if verdict.signature == Some(Signed::Wrong) {
            self.name_mistake(operation, body.unwrap_or_default(), verdict);
        }
        // The signature was already checked. It isn't a field that a caller sets.
        let given = fields.iter().filter(|(name, _)| name != "sign").map(|(name, text)| (name.as_str(), text.as_str()));
        let is_known = |name: &str| operation.request.field(name).is_some();
        add(&schema.validate_request(given), is_known, verdict);
        rows(&operation.request, fields, verdict);
        match content_of_request(self.model, operation, fields) {
            Some(ContentText::Content { field, index, json }) => self.content_below(&field, index, &json, verdict),
            Some(ContentText::Broken { field, error }) => {
                let message = Bilingual::new(format!("{field}：{error:#}"), format!("{field} is {error}"));
                verdict.problems.push(Problem { path: field, ..Problem::new(Severity::Error, "json", message) });
            }
            None => {}
        }
    }

    fn response(&self, index: usize, fields: &Fields, verdict: &mut Verdict) {
        let Some(operation) = self.model.operations.get(index) else { return };
        let is = |name: &str| value(fields, name) == Some("SUCCESS");
        let is_success = is("return_code") && is("result_code");
        let needs_one = is_success && operation.response_signing == ResponseSigning::Signed;
        self.signature(fields, None, needs_one, verdict);
        let is_known = |name: &str| operation.response.field(name).is_some();
        let unreadable = validate_reply(operation, fields);
        let is_new =
            |found: &&Violation| unreadable.iter().all(|one| (&one.path, &one.rule) != (&found.path, &found.rule));
        let deviations: Violations = reply_deviations(operation, fields).iter().filter(is_new).cloned().collect();
        add(&unreadable, is_known, verdict);
        add(&deviations, is_known, verdict);
        rows(&operation.response, fields, verdict);
        let codes = value(fields, "err_code").filter(|code| !code.is_empty());
        let is_listed = |code: &&str| operation.errors.iter().any(|error| error.code == **code);
        verdict
            .unseen
            .extend(codes.filter(|code| !is_listed(code)).map(|code| ("err_code".to_owned(), mask::identifier(code))));
    }

    /// Checks a content outside of a request.
    pub(super) fn content(&self, index: usize, json: &Json) -> Verdict {
        let mut verdict = Verdict::default();
        self.content_below("", index, json, &mut verdict);
        verdict
    }

    fn content_below(&self, field: &str, index: usize, json: &Json, verdict: &mut Verdict) {
        let (Some(content), Some(schema)) = (self.model.contents.get(index), self.contents.get(index)) else { return };
        let below = |violation: &Violation| {
            let path = [field, violation.path.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
            Violation { path: path.join("."), ..violation.clone() }
        };
        let violations: Violations = schema.validate(json).iter().map(below).collect();
        let names = names(&content.record, content.wrapped_in.as_deref());
        add(&violations, |name| name == field || names.contains(name), verdict);
        let inner = match (&content.wrapped_in, json) {
            (Some(wrapper), Json::Object(entries)) => {
                entries.iter().find(|(name, _)| name == wrapper).map(|(_, inner)| inner)
            }
            _ => Some(json),
        };
        if let Some(inner) = inner {
            object_rows(&content.record, inner, field, verdict);
        }
    }

    /// Replaces the problem of a wrong signature by the mistake that explains it.
    fn name_mistake(&self, operation: &Operation, body: &[u8], verdict: &mut Verdict) {
        let Some(key) = self.key.as_ref().filter(|_| !body.is_empty()) else { return };
        let Some(left) = self.diagnoses_left.get().checked_sub(1) else { return };
        self.diagnoses_left.set(left);
        let Some(diagnosis) = diagnose(&self.specs, operation, body, Keys::new(key.text.expose())) else { return };
        verdict.problems.retain(|problem| problem.rule != WRONG);
        let is_known = |name: &str| operation.request.field(name).is_some();
        verdict.problems.extend(diagnosis.causes().map(|cause| {
            let field = cause.at.as_ref().and_then(|at| at.field.as_deref());
            let MistakeText { text, remedy } = mistake_text(cause);
            let message = Bilingual::new(format!("{}：{}", text.zh, remedy.zh), format!("{}: {}", text.en, remedy.en));
            let path = field.map_or_else(|| "sign".to_owned(), |field| mask::path(field, is_known));
            Problem { path, ..Problem::new(Severity::Error, &cause.id, message) }
        }));
    }

    fn signature(&self, fields: &Fields, sign_type: Option<&str>, is_needed: bool, verdict: &mut Verdict) {
        let sign = value(fields, "sign").filter(|sign| !sign.is_empty());
        let signed = match (sign, &self.key) {
            (None, _) if is_needed => Signed::Missing,
            (None, _) => Signed::NotNeeded,
            (Some(_), None) => Signed::Unchecked,
            (Some(sign), Some(key)) if is_right(fields, sign, sign_type, &key.key) => Signed::Right,
            (Some(_), Some(_)) => Signed::Wrong,
        };
        verdict.signature = Some(signed);
        let message = match signed {
            Signed::Right | Signed::NotNeeded | Signed::Unchecked => return,
            Signed::Wrong => Bilingual::of(
                "签名不对：用 wxmed sign 对同样的字段签名，并逐字比较待签名串",
                "the signature is wrong: sign the same fields with `wxmed sign`, and compare the strings to sign",
            ),
            Signed::Missing => Bilingual::of("没有签名", "there is no signature"),
        };
        let rule = if signed == Signed::Missing { "sign-missing" } else { WRONG };
        verdict.problems.push(Problem { path: "sign".to_owned(), ..Problem::new(Severity::Error, rule, message) });
    }
}

/// The most signatures that are diagnosed. A diagnosis takes milliseconds, and a program makes the same mistake each
/// time, so later signatures are only reported as wrong.
const MOST_DIAGNOSES: u32 = 500;

/// The rule of a wrong signature without a diagnosis.
const WRONG: &str = "sign-wrong";

fn value<'f>(fields: &'f Fields, name: &str) -> Option<&'f str> {
    fields.iter().find(|(other, _)| other == name).map(|(_, text)| text.as_str())
}

/// Whether `sign` is the signature of the fields.
fn is_right(fields: &Fields, sign: &str, sign_type: Option<&str>, key: &ApiKey) -> bool {
    let by_length = if sign.len() == 64 { SignType::HmacSha256 } else { SignType::default() };
    let mut signer = Signer::new(key, sign_type.and_then(SignType::by_name).unwrap_or(by_length));
    let mut sorted: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    sorted.sort_unstable();
    sorted.into_iter().for_each(|(name, text)| signer.pair(name, text));
    signer.finish().matches(sign)
}

/// Adds violations. Names that aren't in the spec are masked.
fn add(violations: &Violations, is_known: impl Fn(&str) -> bool, verdict: &mut Verdict) {
    for violation in violations {
        let violation = Violation { path: mask::path(&violation.path, &is_known), ..violation.clone() };
        verdict.problems.push(Problem {
            severity: violation.severity,
            rule: violation.rule.id().to_owned(),
            message: Bilingual::new(violation.message(wxmed::Lang::Zh), violation.message(wxmed::Lang::En)),
            path: violation.path,
        });
    }
}

/// Collects the rows that a message has, and its fields that aren't in any row.
fn rows(record: &Record, fields: &Fields, verdict: &mut Verdict) {
    for (name, text) in fields.iter().filter(|(_, text)| !text.is_empty()) {
        match record.field(name) {
            Some(row) => row_seen(row, &row.name, text, verdict),
            // The signature is reported separately.
            None if ["sign", "nonce_str"].contains(&name.as_str()) => {}
            None => verdict.unknown.push(mask::identifier(name)),
        }
    }
}

fn row_seen(row: &Field, path: &str, text: &str, verdict: &mut Verdict) {
    verdict.rows.push(path.to_owned());
    let is_new = |table: &CodeTable| table.values.iter().all(|code| code.code != text);
    if !row.sensitive && row.codes.as_deref().is_some_and(is_new) {
        verdict.unseen.push((path.to_owned(), mask::identifier(text)));
    }
}

/// Like [`rows`], for an object of a content. Its rows are named by their paths.
fn object_rows(record: &Record, json: &Json, above: &str, verdict: &mut Verdict) {
    let Json::Object(entries) = json else { return };
    for (name, value) in entries {
        let Some(row) = record.field(name) else {
            verdict.unknown.push(below(above, &mask::identifier(name)));
            continue;
        };
        let path = below(above, &row.name);
        match value {
            Json::Text(text) | Json::Number(text) if !text.is_empty() => row_seen(row, &path, text, verdict),
            Json::Object(_) => {
                verdict.rows.push(path.clone());
                row.object.iter().for_each(|inner| object_rows(inner, value, &path, verdict));
            }
            Json::List(items) => {
                verdict.rows.push(path.clone());
                let inner = row.object.as_deref();
                items
                    .iter()
                    .for_each(|item| inner.into_iter().for_each(|inner| object_rows(inner, item, &path, verdict)));
            }
            Json::Text(_) | Json::Number(_) | Json::Null | Json::Bool(_) => {}
        }
    }
}

fn below(above: &str, name: &str) -> String {
    if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") }
}

/// The names of a content's rows, at any depth.
fn names<'m>(record: &'m Record, wrapper: Option<&'m str>) -> BTreeSet<&'m str> {
    let mut names: BTreeSet<&str> = wrapper.into_iter().collect();
    for field in &record.fields {
        names.insert(&field.name);
        names.extend(field.aliases.iter().map(|alias| alias.name.as_str()));
        if let Some(inner) = &field.object {
            names.extend(self::names(inner, None));
        }
    }
    names
}
