//! Requests, valid and damaged, and extra fields that can be sent with them.

use wxmed_compiler::model::Operation;
pub use wxmed_random::requests::{Fields, damage, good, name};

use crate::dice::Dice;
use crate::texts;

/// Extra fields that can be sent. Names are distinct, and none is a field of the operation.
pub fn extras(operation: &Operation, dice: &mut Dice<'_>) -> Fields {
    let mut extras = Fields::new();
    for _ in 0..dice.below(4) {
        let (name, text) = (name(dice), texts::any(dice));
        let rows = &operation.request.fields;
        let is_known = rows.iter().any(|row| row.name == name || row.aliases.iter().any(|alias| alias.name == name));
        let is_plain = text.trim() == text && !text.is_empty() && !text.contains(['\u{1}', '\u{FFFE}']);
        let is_signature = wxmed::Rule::of_undocumented(&name, &text).is_some();
        if wxmed::rt::is_wire_name(&name)
            && !(is_known || is_signature)
            && is_plain
            && extras.iter().all(|(other, _)| *other != name)
        {
            extras.push((name, text));
        }
    }
    extras
}
