//! Responses, valid and damaged, generated from the model of an operation.

use wxmed_compiler::model::{Field, Operation, Role};

use crate::dice::Dice;
use crate::naive;
use crate::requests::Fields;
use crate::texts;

/// Numbers as a platform might write them. No reader accepts some of them.
const NUMBERS: [&str; 9] = ["007", "+5", "-0", "-1", "256", "4294967296", "1e3", "", " 1"];

/// A response that can be read, in most cases a successful one.
pub fn good(operation: &Operation, dice: &mut Dice<'_>) -> Fields {
    let mut fields = Fields::new();
    for row in operation.response.fields.iter().filter(|row| row.role != Role::Signature) {
        let here = row.when.iter().all(|when| fields.contains(&(when.field.clone(), when.value.clone())));
        let left_out = row.required != wxmed_compiler::model::Required::Yes && dice.once_in(2);
        if here && !left_out {
            let text = decided(operation, row).filter(|_| !dice.once_in(8));
            fields.push((row.name.clone(), text.unwrap_or_else(|| sendable(&texts::good(row, dice)))));
        }
    }
    dice.shuffle(&mut fields);
    fields
}

/// The value of a row that a condition of a later row needs.
fn decided(operation: &Operation, row: &Field) -> Option<String> {
    let conditions = operation.response.fields.iter().rev().flat_map(|other| &other.when);
    conditions.into_iter().find(|when| when.field == row.name).map(|when| when.value.clone())
}

/// Changes one part of a response, which may make it invalid.
pub fn damage(operation: &Operation, fields: &mut Fields, dice: &mut Dice<'_>) {
    let rows = &operation.response.fields;
    let at = dice.below(fields.len());
    match dice.below(5) {
        0 | 1 if !fields.is_empty() => {
            fields.remove(at);
        }
        2 if !fields.is_empty() => {
            let bad = rows.iter().find(|row| row.name == fields[at].0).map(|row| texts::bad(row, dice));
            fields[at].1 = sendable(&bad.unwrap_or_default());
        }
        3 => {
            let row = &rows[dice.below(rows.len())];
            let number = dice.pick(&NUMBERS).to_owned();
            fields.retain(|(name, _)| *name != row.name);
            fields.push((row.name.clone(), number));
        }
        _ => {
            fields.retain(|(name, _)| name != "unknown");
            fields.push(("unknown".to_owned(), sendable(&texts::any(dice))));
        }
    }
    fields.retain(|(name, _)| name != "sign");
}

/// A response as the platform sends it, signed if the operation's responses are signed.
pub fn xml(operation: &Operation, fields: &Fields) -> String {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let is_signed = operation.response.fields.iter().any(|row| row.role == Role::Signature);
    if is_signed { naive::signed_response(&fields) } else { naive::unsigned_response(&fields) }
}

/// The text without characters that XML or a single CDATA section can't contain.
fn sendable(text: &str) -> String {
    let allowed =
        |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    text.chars().filter(allowed).map(|c| if c == ']' { ')' } else { c }).collect()
}
