//! A request of the tests' own operation that carries a content, and what both readers say of the two.

use wxmed::{Decimal, Json, Violations};
use wxmed_random::Unkept;
use wxmed_schema::model::{Comparison, Condition, Content as Spec, Expr, Operation, Truth, Words};
use wxmed_schema::validate_request_with_content;

use crate::compare::difference;
use crate::compiled::CompiledContent;
use crate::contents;
use crate::dice::Dice;
use crate::requests::{self, Fields};
use crate::runner::Case;

/// Gives a field a text.
pub fn set(fields: &mut Fields, name: &str, text: String) {
    match fields.iter_mut().find(|(known, _)| known == name) {
        Some((_, old)) => *old = text,
        None => fields.push((name.to_owned(), text)),
    }
}

/// The text at a place of a content.
fn text<'j>(content: &Spec, path: &[usize], json: &'j Json) -> Option<&'j str> {
    let Json::Object(entries) = json else { return None };
    let inside = match &content.wrapped_in {
        Some(key) => &entries.iter().find(|(name, _)| name == key)?.1,
        None => json,
    };
    let (mut record, mut json) = (Some(&content.record), inside);
    for place in path {
        let (field, Json::Object(entries)) = (&record?.fields[*place], json) else { return None };
        let is_there = |when: &Condition| entries.contains(&(when.field.clone(), Json::Text(when.value.clone())));
        if !field.when.iter().all(is_there) {
            return None;
        }
        json = &entries.iter().find(|(name, _)| *name == field.name)?.1;
        record = field.object.as_deref();
    }
    if let Json::Text(text) = json { Some(text) } else { None }
}

/// Gives the request what the simplest of the bindings demand.
fn bind(content: &Spec, json: &Json, fields: &mut Fields) {
    let outer = |path: &[usize]| match path {
        [Spec::OUTER, place] => Some(content.outer.fields[*place].name.as_str()),
        _ => None,
    };
    let own = |path: &[usize]| match path {
        [Spec::OWN, rest @ ..] => text(content, rest, json),
        _ => None,
    };
    for binding in &content.bindings {
        simple(&binding.states, &mut |states| match states {
            Truth::Same(Words::Field(left), Words::Field(right)) => {
                let sides = [(outer(left), own(right)), (outer(right), own(left))];
                if let Some((Some(name), Some(text))) =
                    sides.into_iter().find(|(name, text)| name.is_some() && text.is_some())
                {
                    set(fields, name, text.to_owned());
                }
            }
            Truth::Compare(Expr::Field(left), Comparison::Equal, Expr::Product(right, by)) => {
                if let (Some(name), Expr::Field(right), Expr::Number(by)) = (outer(left), &**right, &**by)
                    && let Some(amount) = own(right).and_then(|text| Decimal::from_str_exact(text).ok())
                {
                    set(fields, name, (amount * by).normalize().to_string());
                }
            }
            _ => {}
        });
    }
}

/// Calls on what holds all the same, each by itself.
fn simple<'t>(truth: &'t Truth, visit: &mut impl FnMut(&'t Truth)) {
    match truth {
        Truth::And(left, right) => {
            simple(left, visit);
            simple(right, visit);
        }
        other => visit(other),
    }
}

/// A request with a content, made of the numbers of a case and damaged by its blows.
///
/// # Errors
/// If there is no good one to be damaged.
pub fn damaged(operation: &Operation, content: &Spec, case: &Case) -> Result<Fields, Unkept> {
    let mut dice = Dice::new(&case.words);
    let mut json = contents::good(content, &mut dice)?;
    let mut fields = requests::good(operation, &mut dice)?;
    if !dice.once_in(4) {
        bind(content, &json, &mut fields);
    }
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

/// Whether both readers say the same of a request with a content.
///
/// # Errors
/// With what they do not agree on.
pub fn agree(
    operation: &Operation,
    content: &Spec,
    compiled: &CompiledContent,
    fields: &Fields,
) -> Result<Violations, String> {
    let dynamic = validate_request_with_content(operation, content, fields);
    let differs = match (compiled.carried)(fields) {
        Ok(_) if dynamic.has_errors() => Some("the compiled types accept it".to_owned()),
        // What is worth a look inside the content was told when the content was made.
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

/// A rule of the content as a whole is told at its row.
fn is_of_content(content: &Spec, violation: &wxmed::Violation) -> bool {
    content.record.rules.iter().any(|rule| rule.id == violation.rule.id())
}
