use std::borrow::Cow;

use rust_decimal::Decimal;

use super::scope::Spot;
use crate::model::{Exhaustiveness, Field, LengthUnit, Limits, Type, Wire};
use wxmed_core::{Format, Json, Rule, Severity, Violation, broken_at_the_ends};

/// A value against its row: everything that applies, not the first only.
pub(super) fn check(text: &str, field: &Field, spot: &Spot<'_>, found: &mut Vec<Violation>) {
    check_text(text, spot, found);
    if field.format != Format::Text && !field.format.accepts(text) {
        found.push(spot.breaks(Rule::Format(field.format)));
    }
    if field.wire == Wire::Number && !Json::is_number(text) {
        found.push(spot.breaks(Rule::JsonType { expected: Wire::Number.name() }));
    }
    if let Type::Text { max: Some(max) } = field.ty {
        check_length(text, max, field.length, spot, found);
    }
    found.extend(outside_limits(text, field).map(|rule| spot.breaks(rule)));
    found.extend(outside_codes(text, field).map(|rule| spot.breaks(rule)));
}

/// The exact amount that a text is in its row; nothing if the row has none, or the text is not as the row wants it.
pub(super) fn amount(text: &str, field: &Field) -> Option<Decimal> {
    let is_amount = field.format.is_amount() && field.format.accepts(text);
    if is_amount { Decimal::from_str_exact(text).ok() } else { None }
}

/// The rules that a value breaks beside its format and its length.
fn outside_limits(text: &str, field: &Field) -> impl Iterator<Item = Rule> {
    let Limits { range, decimals, pattern } = &field.limits;
    let amount = amount(text, field);
    let bound = |bound: Option<Decimal>| bound.map(|bound| Cow::Owned(bound.to_string()));
    let range = range.filter(|range| amount.is_some_and(|amount| !range.contains(amount)));
    let range = range.map(|range| Rule::Range { min: bound(range.min), max: bound(range.max) });
    let decimals = decimals.filter(|max| amount.is_some_and(|amount| amount.scale() > *max));
    let pattern = pattern.as_ref().filter(|pattern| !pattern.accepts(text));
    let pattern = pattern.map(|pattern| Rule::Pattern { pattern: Cow::Owned(pattern.as_str().to_owned()) });
    [range, decimals.map(|max| Rule::Decimals { max }), pattern].into_iter().flatten()
}

/// The rule that a value breaks if the field's code table lists every value and lacks this one.
pub(super) fn outside_codes(text: &str, field: &Field) -> Option<Rule> {
    let table = field.codes.as_ref().filter(|table| table.openness == Exhaustiveness::Closed)?;
    let is_known = table.values.iter().any(|value| value.code == text);
    let allowed = || table.values.iter().map(|value| (Cow::Owned(value.code.clone()), value.label.clone())).collect();
    (!is_known).then(|| Rule::Code { allowed: allowed() })
}

/// What holds for any text that is sent, in the table or not.
pub(super) fn check_text(text: &str, spot: &Spot<'_>, found: &mut Vec<Violation>) {
    if let Some(bad) = text.chars().find(|c| !is_xml_char(*c)) {
        found.push(spot.breaks(Rule::ControlCharacter { code: u32::from(bad) }));
    }
    found.extend(broken_at_the_ends(text).map(|rule| spot.breaks(rule)));
}

fn check_length(text: &str, max: u32, unit: LengthUnit, spot: &Spot<'_>, found: &mut Vec<Violation>) {
    let exceeds = |length: usize| u32::try_from(length).map_or(true, |length| length > max);
    let (characters, bytes) = (text.chars().count(), text.len());
    match unit {
        LengthUnit::Bytes if exceeds(bytes) => {
            found.push(spot.breaks_with(Rule::LengthBytes { max, found: bytes }, Severity::Error));
        }
        LengthUnit::Characters | LengthUnit::Uncertain if exceeds(characters) => {
            found.push(spot.breaks(Rule::Length { max, found: characters }));
        }
        LengthUnit::Uncertain if exceeds(bytes) => {
            found.push(spot.breaks_with(Rule::LengthBytes { max, found: bytes }, Severity::Warning));
        }
        LengthUnit::Bytes | LengthUnit::Characters | LengthUnit::Uncertain => {}
    }
}

/// The characters of XML 1.0.
fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}
