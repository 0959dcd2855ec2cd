//! The comparison of the two readers of a spec: the compiled types and the dynamic reader must report the same.

use wxmed::{ApiKey, ContentError, Error, Json, MalformedReason, Violations};
use wxmed_compiler::model::{Content, Operation, Record};
use wxmed_random::Unkept;

use crate::compare::difference;
use crate::compiled::{CompiledContent, CompiledOperation, Sendable, Written};
use crate::contents;
use crate::dice::Dice;
use crate::naive::KEY;
use crate::requests::{self, Fields};
use crate::responses;
use crate::runner::Case;

/// A content that is generated from the numbers of a case, then damaged by its blows.
///
/// # Errors
/// If no valid content of this spec can be generated.
pub fn damaged_content(content: &Content, case: &Case) -> Result<Json, Unkept> {
    let mut json = contents::good(content, &mut Dice::new(&case.numbers))?;
    for blow in &case.blows {
        contents::damage(content, &mut json, &mut Dice::new(blow));
    }
    Ok(json)
}

/// A request that is generated from the numbers of a case, then damaged by its blows.
///
/// # Errors
/// If no valid request of this spec can be generated.
pub fn damaged_request(operation: &Operation, case: &Case) -> Result<Fields, Unkept> {
    let mut fields = requests::good(operation, &mut Dice::new(&case.numbers))?;
    for blow in &case.blows {
        requests::damage(operation, &mut fields, &mut Dice::new(blow));
    }
    Ok(fields)
}

/// A response that is generated from the numbers of a case, then damaged by its blows.
pub fn damaged_response(operation: &Operation, case: &Case) -> Fields {
    let mut fields = responses::good(operation, &mut Dice::new(&case.numbers));
    for blow in &case.blows {
        responses::damage(operation, &mut fields, &mut Dice::new(blow));
    }
    fields
}

/// Compares the results of both readers, and returns the compiled value if there is one.
fn compared<T>(
    compiled: Result<T, Violations>,
    warnings: impl Fn(&T) -> Violations,
    dynamic: &Violations,
) -> Result<Option<T>, String> {
    match compiled {
        Ok(_) if dynamic.has_errors() => Err(format!("compiled accepts what breaks\n{dynamic}")),
        Ok(value) => match difference(&warnings(&value), dynamic) {
            Some(difference) => Err(format!("warnings: {difference}")),
            None => Ok(Some(value)),
        },
        Err(found) if !dynamic.has_errors() => Err(format!("the dynamic reader accepts what breaks\n{found}")),
        Err(found) => difference(&found, dynamic).map_or(Ok(None), Err),
    }
}

/// The violations outside of list lengths. A compiled type doesn't keep the length that was read: it writes the actual
/// one. So only the dynamic reader warns of a wrong length, unless the length isn't a number.
fn of_a_type(content: &Content, found: &Violations) -> Violations {
    found.iter().filter(|one| !is_length(&content.record, &one.path)).cloned().collect()
}

/// Whether this path, such as `list[0].count`, is that of a list's length.
fn is_length(record: &Record, path: &str) -> bool {
    record.fields.iter().any(|row| match (path.strip_prefix(row.name.as_str()), &row.object) {
        (Some(""), _) => row.count_of.is_some(),
        (Some(rest), Some(inner)) => {
            let end = if rest.starts_with('[') { rest.find(']').map_or(0, |end| end + 1) } else { 0 };
            rest.get(end..).and_then(|rest| rest.strip_prefix('.')).is_some_and(|rest| is_length(inner, rest))
        }
        (Some(_), None) | (None, _) => false,
    })
}

/// Compares what both readers report for a content, and returns the compiled value if there is one.
///
/// # Errors
/// With the difference.
pub fn content(
    content: &Content,
    compiled: &CompiledContent,
    json: &Json,
    dynamic: &Violations,
) -> Result<Option<Box<dyn Written>>, String> {
    let read = (compiled.from_fields)(json);
    let expected = if read.is_ok() { of_a_type(content, dynamic) } else { dynamic.clone() };
    compared(read, |value| of_a_type(content, &value.warnings()), &expected)
        .map_err(|difference| format!("{difference}\nof {json}"))
}

/// Compares what both readers report for the text of a content.
///
/// # Errors
/// With the difference.
pub fn content_text(compiled: &CompiledContent, json: &Json, dynamic: &Violations) -> Result<(), String> {
    match (compiled.from_json)(&json.to_string()) {
        Ok(_) if !dynamic.has_errors() => Ok(()),
        Err(ContentError::Invalid { violations: found, .. }) if dynamic.has_errors() => {
            difference(&found, dynamic).map_or(Ok(()), Err)
        }
        typed => Err(format!("{typed:?} is not {dynamic:?}, of {json}")),
    }
}

/// Compares what both readers report for the fields of a request, and returns the compiled value if there is one.
///
/// # Errors
/// With the difference.
pub fn request(
    compiled: &CompiledOperation,
    fields: &Fields,
    dynamic: &Violations,
) -> Result<Option<Box<dyn Sendable>>, String> {
    compared((compiled.from_fields)(fields), |request| request.warnings(), dynamic)
        .map_err(|difference| format!("{difference}\nof {fields:?}"))
}

/// Compares what both readers report for a response.
///
/// # Errors
/// With the difference.
pub fn response(
    operation: &Operation,
    compiled: &CompiledOperation,
    fields: &Fields,
    dynamic: &Violations,
) -> Result<(), String> {
    let parsed = (compiled.parse_response)(&responses::xml(operation, fields), &ApiKey::new(KEY));
    let differs = match &parsed {
        // A rejection with white space around FAIL, or around the SUCCESS before it, which the table of codes doesn't
        // list.
        Err(Error::Protocol(_) | Error::Business(_)) if dynamic.has_errors() => {
            let is_padded = |name: &str| {
                fields.iter().any(|(known, text)| {
                    known == name && text != text.trim() && ["FAIL", "SUCCESS"].contains(&text.trim())
                })
            };
            (!is_padded("return_code") && !is_padded("result_code"))
                .then(|| format!("it is read, and the dynamic reader finds\n{dynamic}"))
        }
        // A rejection is a readable response.
        Ok(()) | Err(Error::Protocol(_) | Error::Business(_)) => {
            (!dynamic.is_empty()).then(|| format!("it is read, and the dynamic reader finds\n{dynamic}"))
        }
        Err(Error::Malformed(malformed)) => match &malformed.cause {
            MalformedReason::Reply(found) => difference(found, dynamic),
            MalformedReason::ReturnCode | MalformedReason::ResultCode | MalformedReason::Padded { .. }
                if dynamic.has_errors() =>
            {
                None
            }
            cause => Some(format!("the dynamic reader finds nothing, but: {}", cause.text())),
        },
        Err(error) => Some(error.to_string()),
    };
    differs.map_or(Ok(()), |differs| Err(format!("{differs}\nof {fields:?}")))
}
