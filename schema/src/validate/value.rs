use std::borrow::Cow;

use super::scope::Spot;
use crate::model::{Field, LengthUnit, Openness, Type};
use crate::{Format, Rule, Severity, Violation};

/// A value against its row: everything that applies, not the first only.
pub(super) fn check(text: &str, field: &Field, spot: &Spot<'_>, found: &mut Vec<Violation>) {
    check_text(text, spot, found);
    if field.format != Format::Text && !field.format.accepts(text) {
        found.push(spot.breaks(Rule::Format(field.format)));
    }
    if let Type::Text { max: Some(max) } = field.ty {
        check_length(text, max, field.length, spot, found);
    }
    found.extend(outside_codes(text, field).map(|rule| spot.breaks(rule)));
}

/// The rule that a value breaks if the field's code table lists every value and lacks this one.
pub(super) fn outside_codes(text: &str, field: &Field) -> Option<Rule> {
    let table = field.codes.as_ref().filter(|table| table.openness == Openness::Closed)?;
    let is_known = table.values.iter().any(|value| value.code == text);
    let allowed = || table.values.iter().map(|value| Cow::Owned(value.code.clone())).collect();
    (!is_known).then(|| Rule::Code { allowed: allowed() })
}

/// What holds for any text that is sent, in the table or not.
pub(super) fn check_text(text: &str, spot: &Spot<'_>, found: &mut Vec<Violation>) {
    if let Some(bad) = text.chars().find(|c| !is_xml_char(*c)) {
        found.push(spot.breaks(Rule::ControlCharacter { code: u32::from(bad) }));
    }
    if text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
        found.push(spot.breaks(Rule::WhiteSpace));
    }
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
