//! Turns the body that a caller sent into the fields of a valid request.

mod account;
mod content;
mod identity;
mod names;

use wxmed::dynamic::{Content, Operation, Specs};
use wxmed::spec::Format;
use wxmed::{Bilingual, Merchant, Severity, Violation, Violations};

use crate::input::{Input, InputValue, NameMatching};
use crate::violation::{violation, warning};

/// A valid request.
pub(crate) struct Prepared {
    /// The fields that are sent, without nonce and signature.
    pub(crate) fields: Vec<(String, String)>,
    /// Warnings about unusual values.
    pub(crate) warnings: Violations,
}

/// Turns the input into the request's fields, and validates them. Identity numbers are hashed, contents are validated
/// against their specs, and defaults and the merchant are filled in.
pub(crate) fn prepare(
    specs: &Specs,
    operation: &Operation,
    merchant: &Merchant,
    matching: NameMatching,
    input: Input,
) -> Result<Prepared, Violations> {
    let mut request = Draft { operation, fields: Vec::new(), content: None, found: Vec::new(), doubts: Vec::new() };
    for (name, value) in names::matched(operation, matching, input.fields) {
        request.add(specs, matching, name, value);
    }
    request.found.extend(account::fill_in(operation, merchant, &mut request.fields));
    request.validated()
}

/// The fields as pairs of texts.
pub(crate) fn pairs(fields: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    fields.iter().map(|(name, text)| (name.as_str(), text.as_str()))
}

/// A request that isn't fully validated yet.
struct Draft<'o> {
    operation: &'o Operation,
    fields: Vec<(String, String)>,
    /// The content with a spec, and the name of its row.
    content: Option<(Content, String)>,
    /// The violations found so far.
    found: Vec<Violation>,
    /// Warnings about values that may be mistakes.
    doubts: Vec<Violation>,
}

impl Draft<'_> {
    fn add(&mut self, specs: &Specs, matching: NameMatching, name: String, value: InputValue) {
        let row = self.operation.spec().request.field(&name);
        match names::unknown(self.operation, &name) {
            Some(unknown) if unknown.severity == Severity::Error => return self.found.push(unknown),
            doubt => self.doubts.extend(doubt),
        }
        match (value, row) {
            (InputValue::Nested(json), Some(row)) if row.format == Format::Content => {
                match content::read(specs, matching, json) {
                    Ok(content::Given { text, spec }) => {
                        self.content = spec.map(|spec| (spec, name.clone()));
                        self.fields.push((name, text));
                    }
                    Err(wrong) => self.found.extend(wrong.into_iter().map(|(member, message)| {
                        let path = if member.is_empty() { name.clone() } else { format!("{name}.{member}") };
                        violation(path, Some(row), message)
                    })),
                }
            }
            (InputValue::Nested(_), row) => self.found.push(violation(
                name,
                row,
                Bilingual::of("应为文本、数字或布尔值", "must be a text, a number or a boolean"),
            )),
            (InputValue::Text(text), _) => match identity::hashed(self.operation, &name, text) {
                Ok(identity::Sent { name: sent, text, doubt }) => {
                    let row = self.operation.spec().request.field(&sent);
                    self.doubts.extend(doubt.map(|message| warning(name, row, message)));
                    self.fields.push((sent, text));
                }
                Err(identity::NotHashed { row, message }) => {
                    self.found.push(violation(name, self.operation.spec().request.field(&row), message));
                }
            },
        }
    }

    fn validated(mut self) -> Result<Prepared, Violations> {
        let violations = match &self.content {
            Some((content, _)) => self.operation.validate_with_content(content, pairs(&self.fields)),
            None => self.operation.validate(pairs(&self.fields)),
        };
        let all = self.and(violations);
        if all.has_errors() {
            return Err(all);
        }
        if let Some((content, row)) = &self.content
            && let Some((_, text)) = self.fields.iter_mut().find(|(name, _)| name == row)
            // The content was validated above. This fills in its defaults.
            && let Ok(completed) = content.check(text.as_str())
        {
            *text = completed.as_str().to_owned();
        }
        Ok(Prepared { fields: self.fields, warnings: all })
    }

    /// Merges these violations with those found so far. A field that can't be read isn't also reported as missing.
    fn and(&mut self, violations: Violations) -> Violations {
        let found = std::mem::take(&mut self.found);
        let is_new = |violation: &&Violation| {
            let is_about = |own: &Violation| {
                own.path == violation.path
                    || own.path.strip_prefix(&violation.path).is_some_and(|rest| rest.starts_with('.'))
                    || identity::hashed_row(self.operation, &own.path) == Some(violation.path.as_str())
            };
            !found.iter().any(is_about)
        };
        let others: Vec<Violation> = violations.iter().filter(is_new).cloned().collect();
        let mut doubts = std::mem::take(&mut self.doubts);
        // The validator's messages suggest similar names, so they are preferred.
        doubts.retain(|doubt| !others.iter().any(|other| other.path == doubt.path));
        found.into_iter().chain(others).chain(doubts).collect()
    }
}
