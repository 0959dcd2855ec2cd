//! Requests, valid and damaged, generated from the model of an operation.

use wxmed_compiler::model::{Field, Operation, Role};

use crate::dice::Dice;
use crate::fill::{self, Unkept};
use crate::filled::Filled;
use crate::{stated, texts};

/// Wire names and texts.
pub type Fields = Vec<(String, String)>;

/// A request that every reader accepts.
///
/// # Errors
/// If none is found: then the spec can't be satisfied.
pub fn good(operation: &Operation, dice: &mut Dice<'_>) -> Result<Fields, Unkept> {
    let filled = fill::record(&operation.request, dice).map_err(|unkept| unkept.of(&operation.name))?;
    let rows = operation.request.fields.iter().zip(filled);
    let mut fields: Fields = rows
        .filter_map(|(field, filled)| match filled {
            Some(Filled::Text(text)) if !fill::goes_without_saying(field, &text, dice) => {
                Some((field.name.clone(), text))
            }
            _ => None,
        })
        .collect();
    dice.shuffle(&mut fields);
    Ok(fields)
}

/// Changes one part of a request, which may make it invalid.
pub fn damage(operation: &Operation, fields: &mut Fields, dice: &mut Dice<'_>) {
    let rows = &operation.request.fields;
    let row: &Field = &rows[dice.below(rows.len())];
    let at = dice.below(fields.len());
    match dice.below(16) {
        0 | 1 if !fields.is_empty() => {
            fields.remove(at);
        }
        2..=4 if !fields.is_empty() => {
            let known = rows.iter().find(|row| row.name == fields[at].0);
            fields[at].1 = match known {
                Some(row) => texts::bad(row, dice),
                None => texts::any(dice),
            };
        }
        5 | 6 => fields.push((row.name.clone(), texts::good(row, dice))),
        7 => fields.push((row.name.clone(), texts::bad(row, dice))),
        8 if !fields.is_empty() => {
            let mut copy = fields[at].clone();
            if dice.once_in(2) {
                copy.1 = texts::any(dice);
            }
            fields.insert(dice.below(fields.len() + 1), copy);
        }
        9 => fields.push((name(dice), texts::any(dice))),
        10 => {
            let given = rows.iter().find(|row| row.role == Role::Nonce).map_or("nonce_str", |row| &row.name);
            let nonces =
                ["5K8264ILTKCH16CQ2502SI8ZNMTM67VS", "a", "a-b", "a b", " a", "", "数", "数数数数数数数数数数数"];
            let long = "z".repeat(33);
            let nonce = if dice.once_in(5) { &long } else { dice.pick(&nonces) };
            fields.push((given.to_owned(), nonce.to_owned()));
        }
        11 => fields.push(("sign".to_owned(), texts::any(dice))),
        12 if !fields.is_empty() => {
            // Another spelling of a known name, or one of its aliases.
            let aliases = rows.iter().filter(|row| row.name == fields[at].0).flat_map(|row| &row.aliases);
            let names: Vec<String> =
                aliases.map(|alias| alias.name.clone()).chain([fields[at].0.to_uppercase()]).collect();
            fields[at].0 = names[dice.below(names.len())].clone();
        }
        13 => {
            if let Some(tag) = operation.request.tag.as_ref().and_then(|tag| rows.get(tag.field)) {
                fields.retain(|(name, _)| *name != tag.name);
                fields.insert(0, (tag.name.clone(), texts::good(tag, dice)));
            }
        }
        14 | 15 if !operation.request.rules.is_empty() => {
            // Another value for a row that a rule reads, or a first one.
            let indices = stated::looked_at(&operation.request);
            let row = &rows[indices[dice.below(indices.len())]];
            fields.retain(|(name, _)| *name != row.name);
            fields.push((row.name.clone(), texts::good(row, dice)));
        }
        _ => dice.shuffle(fields),
    }
}

/// A name that no table has. Some of these names can't be sent.
pub fn name(dice: &mut Dice<'_>) -> String {
    dice.pick(&NAMES.split(',').collect::<Vec<_>>()).to_owned()
}

/// Separated by commas.
const NAMES: &str = "zzz,a,A,AA,_,Z,appid_,bodyz,bz,n,sign_type,x-y.z,body,first,,1st,a b,a:b,xmlns,XmL,名,a&b";
