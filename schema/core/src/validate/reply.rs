//! Checks whether a response can be read. Values are not validated, as long as they can be converted.

use super::value::{broken, closed_code};
use super::{Path, ViolationCollector};
use crate::schema::{FieldSchema, FieldValue, FieldValues, RecordSchema, Role};
use crate::{ENVELOPE, Format, Rule, Severity, Violations, is_blank};

/// The values of a response's rows, which are found by their names.
///
/// A blank text counts as absent, so a mandatory field with one is missing. Optional fields are kept unchanged, unless
/// they are empty.
pub fn reply_values<'f>(table: &RecordSchema, text: impl Fn(&str) -> Option<&'f str>) -> FieldValues<'f> {
    let mut values = FieldValues::of(table);
    for (index, row) in table.indexed() {
        let is_mandatory = row.role == Role::Value && row.is_mandatory();
        let is_none = |text: &str| text.is_empty() || (is_mandatory && is_blank(text));
        if let Some(text) = text(&row.name).filter(|text| !is_none(text)) {
            values.set(index, FieldValue::Text(text.into()));
        }
    }
    values
}

/// Why a response can't be read: a missing mandatory field, an invalid number, or a code that leaves the outcome of the
/// request unknown. Empty if it can be read; only otherwise, oddly written numbers are reported, too.
pub fn unreadable(table: &RecordSchema, values: &FieldValues<'_>) -> Violations {
    let mut collector = ViolationCollector::default();
    if table.rows.iter().zip(values.iter()).all(|(row, value)| is_readable(row, value.given())) {
        return collector.finish();
    }
    for (row, value) in table.rows.iter().zip(values.iter()) {
        let broken = match value.given() {
            None => row.is_mandatory().then_some(Rule::Required),
            // Among the formats, only numbers are converted.
            Some(text) => unknown_outcome(row, text).or_else(|| {
                (row.format.is_whole_number() && !row.format.accepts(text)).then_some(Rule::Format(row.format))
            }),
        };
        if let Some(rule) = broken {
            collector.row(table, row, &Path::ROOT, rule);
        }
    }
    collector.finish()
}

/// Deviations from the table in a readable response: lengths, formats, and codes that a closed code table lacks. They
/// are warnings, because the response is accepted nevertheless.
pub fn deviations(table: &RecordSchema, values: &FieldValues<'_>) -> Violations {
    let mut collector = ViolationCollector::default();
    for (row, value) in table.rows.iter().zip(values.iter()) {
        for (rule, _) in value.given().into_iter().flat_map(|text| broken(row, text)) {
            collector.row_as(table, row, &Path::ROOT, rule, Severity::Warning);
        }
    }
    collector.finish()
}

/// The violated rule if a field of the envelope, such as `result_code`, has an unknown code.
fn unknown_outcome(row: &FieldSchema, text: &str) -> Option<Rule> {
    if ENVELOPE.contains(&&*row.name) { closed_code(row, text) } else { None }
}

/// Whether a received value can be read. Any text can, unless the row is certain and is a whole number or a boolean.
fn is_readable(row: &FieldSchema, text: Option<&str>) -> bool {
    let Some(text) = text else { return !row.is_mandatory() };
    // Any other code is kept as a text, known or not.
    if row.codes.is_some() {
        return unknown_outcome(row, text).is_none();
    }
    if row.severity == Severity::Warning {
        return true;
    }
    match row.format {
        Format::Uint8 => text.parse::<u8>().is_ok(),
        Format::Uint32 => text.parse::<u32>().is_ok(),
        Format::Uint64 => text.parse::<u64>().is_ok(),
        Format::Int => text.parse::<i32>().is_ok(),
        Format::Int64 => text.parse::<i64>().is_ok(),
        Format::Boolean => text.parse::<bool>().is_ok(),
        Format::Text
        | Format::Float
        | Format::Sm2Signature
        | Format::Sm4Ciphertext
        | Format::Url
        | Format::Timestamp
        | Format::Ipv4
        | Format::IdcardMd5
        | Format::Content
        | Format::Yuan
        | Format::Fen
        | Format::Decimal
        | Format::Date
        | Format::DashedDate
        | Format::DashedDateTime
        | Format::DashedDateMinute
        | Format::Time
        | Format::TimeMinute
        | Format::Month
        | Format::DashedMonth
        | Format::TimestampMillis
        | Format::ColonMillis
        | Format::DashedDateTimeMillis
        | Format::Base64
        | Format::Json
        | Format::IdNumber => true,
    }
}
