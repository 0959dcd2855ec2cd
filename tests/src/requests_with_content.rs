//! Requests of the tests' own operation with a content, and the comparison of both readers for the two.

use wxmed::Violations;
use wxmed_compiler::model::{Content as Spec, Operation};
use wxmed_compiler::validate_request_with_content;
use wxmed_random::Unkept;

use crate::compare::difference;
use crate::compiled::CompiledContent;
use crate::contents;
use crate::dice::Dice;
use crate::requests::{self, Fields};
use crate::runner::Case;

/// Sets a field's text.
pub fn set(fields: &mut Fields, name: &str, text: String) {
    match fields.iter_mut().find(|(known, _)| known == name) {
        Some((_, old)) => *old = text,
        None => fields.push((name.to_owned(), text)),
    }
}

/// A request with a content, generated from the numbers of a case and damaged by its blows.
///
/// # Errors
/// If no valid one can be generated.
pub fn damaged(operation: &Operation, content: &Spec, case: &Case) -> Result<Fields, Unkept> {
    let mut dice = Dice::new(&case.numbers);
    let mut fields = requests::good(operation, &mut dice)?;
    let mut json = if dice.once_in(4) {
        contents::good(content, &mut dice)?
    } else {
        let (json, bound) = contents::bound(content, &fields, &mut dice)?;
        let knows = |name: &str| operation.request.field(name).is_some();
        fields = bound.into_iter().filter(|(name, _)| knows(name)).collect();
        json
    };
    let mut written = None;
    for blow in &case.blows {
        let mut dice = Dice::new(blow);
        match dice.below(6) {
            0 => requests::damage(operation, &mut fields, &mut dice),
            1 if dice.once_in(3) => written = Some(dice.pick(&["", "{", "[]", "1", "{\"a\":1"]).to_owned()),
            2 => drop(fields.pop()),
            _ => contents::damage(content, &mut json, &mut dice),
        }
    }
    set(&mut fields, "request_content", written.unwrap_or_else(|| json.to_string()));
    Ok(fields)
}

/// Compares what both readers report for a request with a content.
///
/// # Errors
/// With the difference.
pub fn agree(
    operation: &Operation,
    content: &Spec,
    compiled: &CompiledContent,
    fields: &Fields,
) -> Result<Violations, String> {
    let dynamic = validate_request_with_content(operation, content, fields);
    let differs = match (compiled.request_with_content)(fields) {
        Ok(_) if dynamic.has_errors() => Some("the compiled types accept it".to_owned()),
        // Warnings inside the content were reported when the content was built.
        Ok(request) => {
            let of_request: Violations =
                dynamic.iter().filter(|one| !one.path.starts_with("request_content.")).cloned().collect();
            let of_request: Violations =
                of_request.iter().filter(|one| !is_of_content(content, one)).cloned().collect();
            difference(&request.warnings(), &of_request)
        }
        Err(found) if !dynamic.has_errors() => Some(format!("the compiled types refuse it:\n{found}")),
        Err(found) => difference(&found, &dynamic),
    };
    match differs {
        Some(difference) => Err(format!("{difference}\nof {fields:?}, where the dynamic reader finds\n{dynamic}")),
        None => Ok(dynamic),
    }
}

/// Whether this is a rule of the content as a whole, which is reported at the row of the content.
fn is_of_content(content: &Spec, violation: &wxmed::Violation) -> bool {
    content.record.rules.iter().any(|rule| rule.id == violation.rule.id())
}
