//! Identifiers that consist of parts: checks and draws them.

use wxmed_compiler::model::{Field, IdPart};
use wxmed_core::{Format, Pattern};

use crate::dice::{Dice, Scatter};
use crate::filled::{Rows, text};
use crate::limits::takes;
use crate::pattern::{Shape, Unit};
use crate::texts;

/// The indices of the fields that are parts.
pub(crate) fn fields(field: &Field) -> impl Iterator<Item = usize> {
    field.composed.iter().filter_map(|part| match part {
        IdPart::Field(index) => Some(usize::from(*index)),
        IdPart::Time(_) | IdPart::Pattern(_) | IdPart::Text(_) => None,
    })
}

/// Whether an identifier and all fields of its parts are given, and it doesn't consist of them.
pub(crate) fn is_broken(field: &Field, rows: &Rows, index: usize) -> bool {
    let is_known = fields(field).all(|part| text(&[part], rows).is_some());
    let own = text(&[index], rows).filter(|_| is_known && !field.composed.is_empty());
    own.is_some_and(|own| !consists(own, &field.composed, rows))
}

/// Tries each position at which a part can end.
fn consists(rest: &str, parts: &[IdPart], rows: &Rows) -> bool {
    let Some((part, parts)) = parts.split_first() else { return rest.is_empty() };
    let takes_part = |piece: &str| match part {
        IdPart::Field(index) => text(&[usize::from(*index)], rows) == Some(piece),
        IdPart::Time(format) => format.accepts(piece),
        IdPart::Text(literal) => literal == piece,
        IdPart::Pattern(pattern) => Pattern::parse(pattern).is_ok_and(|pattern| pattern.accepts(piece)),
    };
    let mut ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    ends.any(|end| takes_part(&rest[..end]) && consists(&rest[end..], parts, rows))
}

/// An identifier of the present parts, if the row takes it.
pub(crate) fn drawn(field: &Field, rows: &Rows, dice: &mut Dice<'_>) -> Option<String> {
    let mut all = String::new();
    for part in &field.composed {
        match part {
            IdPart::Field(index) => all += text(&[usize::from(*index)], rows)?,
            IdPart::Text(literal) => all += literal,
            IdPart::Time(format) => all += &time(field, *format, dice),
            IdPart::Pattern(pattern) => {
                all += &Shape::of(pattern)?.draw(20, Unit::Characters, &mut Scatter::seeded(dice.number()));
            }
        }
    }
    takes(field, &all).then_some(all)
}

fn time(field: &Field, format: Format, dice: &mut Dice<'_>) -> String {
    texts::unlimited(&Field { format, codes: None, ..field.clone() }, dice)
}
