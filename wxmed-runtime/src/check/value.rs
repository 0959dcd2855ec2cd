use std::borrow::Cow;

use wxmed_schema::{Format, Json, Rule, Severity};

use super::{Intake, Path, bounds};
use crate::table::{Limit, Openness, Row, Table, Wire};

/// Checks one text against its row.
pub(super) fn check(table: &'static Table, row: &'static Row, text: &str, path: &Path<'_>, intake: &mut Intake) {
    for rule in text_rules(text) {
        intake.row(table, row, path, rule);
    }
    if row.format != Format::Text && !row.format.accepts(text) {
        intake.row(table, row, path, Rule::Format(row.format));
    }
    if row.wire == Wire::Number && !Json::is_number(text) {
        intake.row(table, row, path, Rule::JsonType { expected: row.wire.name() });
    }
    if let Some((rule, severity)) = over_limit(row.limit, text) {
        intake.row_as(table, row, path, rule, severity);
    }
    for rule in bounds::broken(row, text) {
        intake.row(table, row, path, rule);
    }
    if let Some(codes) = row.codes
        && codes.openness == Openness::Closed
        && !codes.rows.iter().any(|code| code.code == text)
    {
        let allowed = codes.rows.iter().map(|code| Cow::Borrowed(code.code)).collect();
        intake.row(table, row, path, Rule::Code { allowed });
    }
}

/// What must hold for every text on the wire, whatever its field.
pub(crate) fn text_rules(text: &str) -> impl Iterator<Item = Rule> {
    let control = text.chars().find(|c| !is_xml_character(*c)).map(|c| Rule::ControlCharacter { code: u32::from(c) });
    let padded = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    control.into_iter().chain(padded.then_some(Rule::WhiteSpace))
}

fn is_xml_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
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
