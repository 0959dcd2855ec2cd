use crate::{Format, Json, Rule, Severity, broken_at_the_ends};

use super::{Path, ViolationCollector, bounds};
use crate::schema::{CodeRow, Encoding, Exhaustiveness, FieldSchema, Limit, RecordSchema};

/// Checks one text against its row.
pub(super) fn check(
    table: &RecordSchema,
    row: &FieldSchema,
    text: &str,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    for (rule, severity) in broken(row, text) {
        collector.row_as(table, row, path, rule, severity);
    }
}

/// Checks one text of a list against its row.
pub(super) fn check_item(
    table: &RecordSchema,
    row: &FieldSchema,
    text: &str,
    here: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    for (rule, severity) in broken(row, text) {
        collector.item_as(table, row, here, rule, severity);
    }
}

/// Every rule of the row that a text violates.
pub(super) fn broken(row: &FieldSchema, text: &str) -> Vec<(Rule, Severity)> {
    let format = (row.format != Format::Text && !row.format.accepts(text)).then_some(Rule::Format(row.format));
    let is_misfit = match row.encoding {
        Encoding::Number => !Json::is_number(text),
        Encoding::Boolean => !matches!(text, "true" | "false"),
        Encoding::Text | Encoding::JsonText => false,
    };
    let misfit = is_misfit.then(|| Rule::JsonType { expected: row.item_type() });
    let with_severity = |rule: Rule| {
        let severity = rule.severity();
        (rule, severity)
    };
    let kind = text_rules(text).chain(format).chain(misfit).map(with_severity);
    let others = bounds::broken(row, text).chain(closed_code(row, text)).map(with_severity);
    kind.chain(over_limit(row.limit, text)).chain(others).collect()
}

/// The violated rule if the row's code table is closed and lacks this text.
pub(super) fn closed_code(row: &FieldSchema, text: &str) -> Option<Rule> {
    let codes = row.codes.as_ref().filter(|codes| codes.openness == Exhaustiveness::Closed)?;
    let is_known = codes.rows.iter().any(|code| code.code == text);
    let allowed = |code: &CodeRow| (code.code.clone(), code.label.clone());
    (!is_known).then(|| Rule::Code { allowed: codes.rows.iter().map(allowed).collect() })
}

/// The rules for every text that is sent, regardless of the field.
pub(super) fn text_rules(text: &str) -> impl Iterator<Item = Rule> {
    let control =
        text.chars().find(|c| !crate::is_xml_character(*c)).map(|c| Rule::ControlCharacter { code: u32::from(c) });
    control.into_iter().chain(broken_at_the_ends(text))
}

fn over_limit(limit: Limit, text: &str) -> Option<(Rule, Severity)> {
    let over = |max: u32, found: usize| found > usize::try_from(max).unwrap_or(usize::MAX);
    let (bytes, characters) = (text.len(), text.chars().count());
    match limit {
        Limit::Characters(max) | Limit::Uncertain(max) if over(max, characters) => {
            Some((Rule::Length { max, found: characters }, Severity::Error))
        }
        Limit::Uncertain(max) if over(max, bytes) => Some((Rule::LengthBytes { max, found: bytes }, Severity::Warning)),
        Limit::Bytes(max) if over(max, bytes) => Some((Rule::LengthBytes { max, found: bytes }, Severity::Error)),
        _ => None,
    }
}
