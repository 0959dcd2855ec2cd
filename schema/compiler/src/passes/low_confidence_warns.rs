use std::collections::HashMap;

use crate::ast::{ChoiceSyntax, CodesSyntax, FieldSyntax, RecordSyntax, RuleSyntax, SyntaxTree, Text};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Confidence, Exhaustiveness, Provenance};
use wxmed_core::Severity;

/// Rejects low-confidence statements that would cause errors: closed tables, choices, tags, defaults and rules with
/// `severity: error`.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    let SyntaxTree { operations, notifications, contents, codes, parts, .. } = specs;
    let members = |of: &[crate::ast::AlternativeSyntax]| of.iter().flat_map(|group| names(&group.fields)).collect();
    let parts: Parts = parts.iter().map(|part| (part.name.value.clone(), members(&part.of))).collect();
    for operation in operations {
        let known = confidence(operation.provenance.as_ref(), Confidence::High);
        record(&mut operation.request, known, &parts, d);
        operation.codes.iter_mut().for_each(|table| closed(table, d));
    }
    for notification in notifications {
        notification.codes.iter_mut().for_each(|table| closed(table, d));
    }
    for content in contents {
        let known = confidence(content.provenance.as_ref(), Confidence::High);
        if !content.received {
            record(&mut content.record, known, &parts, d);
        }
        content.bindings.iter_mut().for_each(|rule| stated(rule, known, d));
        content.codes.iter_mut().for_each(|table| closed(table, d));
    }
    codes.iter_mut().for_each(|table| closed(table, d));
}

/// The fields of the shared parts, by the parts' names.
type Parts = HashMap<String, Vec<String>>;

const RAISE: &str = "or raise `confidence:` if the source allows it";

fn record(record: &mut RecordSyntax, known: Confidence, parts: &Parts, d: &mut Diagnostics) {
    let RecordSyntax { fields, choices, rules, .. } = record;
    for choice in choices.iter() {
        let (name, members) = match choice {
            ChoiceSyntax::Part(name) => (name, parts.get(&name.value).cloned().unwrap_or_default()),
            ChoiceSyntax::Own { name, of, .. } => (name, of.iter().flat_map(|group| names(&group.fields)).collect()),
        };
        let is_low = |field: &&FieldSyntax| {
            members.contains(&field.name.value) && confidence(field.provenance.as_ref(), known) == Confidence::Low
        };
        if let Some(low) = fields.iter().find(is_low) {
            let low = &low.name.value;
            d.error(
                Id::LowConfidence,
                name.span,
                format!("the choice has `{low}`, which is known with low confidence only"),
            )
            .help(format!("a choice refuses: state it as a rule with `severity: warning`, {RAISE}"));
        }
    }
    rules.iter_mut().for_each(|rule| stated(rule, known, d));
    for field in fields {
        let known = confidence(field.provenance.as_ref(), known);
        if let (Some(tag), Confidence::Low) = (&field.tag, known) {
            d.error(
                Id::LowConfidence,
                tag.span,
                format!("`{}` decides which fields there are, with low confidence", field.name.value),
            )
            .help(format!("a tag refuses the fields of other cases: take it away, {RAISE}"));
        }
        if let (Some(default), Confidence::Low) = (&field.default, known) {
            d.error(
                Id::LowConfidence,
                default.span,
                format!("`{}` has a default, but is known with low confidence only", field.name.value),
            )
            .help(format!("a default is sent although the caller gave no value: take it away, {RAISE}"));
        }
        if let Some(object) = &mut field.object {
            self::record(object, known, parts, d);
        }
    }
}

/// A rule of a spec with low confidence.
fn stated(rule: &mut RuleSyntax, known: Confidence, d: &mut Diagnostics) {
    if known == Confidence::Low && rule.severity == Some(Severity::Error) {
        let id = &rule.id.value;
        d.error(Id::LowConfidence, rule.id.span, format!("`{id}` is an error, but is known with low confidence only"))
            .help(format!("take `severity: error` away, {RAISE}"));
        rule.severity = None;
    }
}

/// A closed table with low confidence.
fn closed(table: &mut CodesSyntax, d: &mut Diagnostics) {
    let known = confidence(table.provenance.as_ref(), Confidence::High);
    if known == Confidence::Low && table.kind == Exhaustiveness::Closed {
        let (name, span) = (&table.name.value, table.name.span);
        d.error(Id::LowConfidence, span, format!("`{name}` lists every value, but is known with low confidence only"))
            .help(format!("a closed table refuses other values: write `kind: open`, {RAISE}"));
        table.kind = Exhaustiveness::Open;
    }
}

fn names(fields: &[(Text, bool)]) -> impl Iterator<Item = String> {
    fields.iter().map(|(name, _)| name.value.clone())
}

/// The stated confidence, or else that of the enclosing item.
fn confidence(stated: Option<&Provenance>, outer: Confidence) -> Confidence {
    stated.map_or(outer, |stated| stated.confidence)
}
