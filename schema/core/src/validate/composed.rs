//! Identifiers that are composed of parts.

use crate::Rule;

use super::{Path, ViolationCollector, bounds, certainty};
use crate::schema::{Composed, FieldValues, IdPart, RecordSchema};

/// The identifier consists of its parts; skipped if it, or a field that is a part of it, is not given.
pub(super) fn check(
    table: &RecordSchema,
    composed: &Composed,
    cells: &FieldValues<'_>,
    path: &Path<'_>,
    collector: &mut ViolationCollector,
) {
    let Some(row) = table.row(composed.row) else { return };
    let Some(text) = cells.get(composed.row).given() else { return };
    let is_known = |part: &IdPart| match part {
        IdPart::Field(row) => cells.get(*row).given().is_some(),
        IdPart::Time(_) | IdPart::Pattern(_) | IdPart::Text(_) => true,
    };
    if composed.parts.iter().all(is_known) && !consists(text, &composed.parts, cells) {
        let parts = composed.parts.iter().filter_map(|part| match part {
            IdPart::Field(row) => table.row(*row),
            IdPart::Time(_) | IdPart::Pattern(_) | IdPart::Text(_) => None,
        });
        let rule = Rule::Composed { of: composed.names(table) };
        collector.row_as(table, row, path, rule, certainty::least(parts));
    }
}

/// Whether a text consists of the parts. The parts before the one with a pattern are removed from the beginning, those
/// after it from the end, and the rest must match.
fn consists(mut text: &str, parts: &[IdPart], cells: &FieldValues<'_>) -> bool {
    let is_pattern = |part: &IdPart| matches!(part, IdPart::Pattern(_));
    let middle = parts.iter().position(is_pattern).unwrap_or(parts.len());
    let (before, rest) = parts.split_at(middle);
    let (pattern, behind) = rest.split_first().map_or((None, [].as_slice()), |(first, behind)| (Some(first), behind));
    for part in before {
        match first(text, part, cells) {
            Some(rest) => text = rest,
            None => return false,
        }
    }
    for part in behind.iter().rev() {
        match last(text, part, cells) {
            Some(rest) => text = rest,
            None => return false,
        }
    }
    match pattern {
        Some(IdPart::Pattern(pattern)) => bounds::looks_like(pattern, text),
        Some(IdPart::Field(_) | IdPart::Time(_) | IdPart::Text(_)) | None => text.is_empty(),
    }
}

/// The rest of a text after a part at its beginning.
fn first<'t>(text: &'t str, part: &IdPart, cells: &FieldValues<'_>) -> Option<&'t str> {
    match part {
        IdPart::Field(row) => text.strip_prefix(cells.get(*row).given()?),
        IdPart::Text(literal) => text.strip_prefix(&**literal),
        IdPart::Time(format) => {
            let split = format.width().and_then(|width| text.split_at_checked(width));
            split.filter(|(time, _)| format.accepts(time)).map(|(_, rest)| rest)
        }
        IdPart::Pattern(_) => None,
    }
}

/// The rest of a text before a part at its end.
fn last<'t>(text: &'t str, part: &IdPart, cells: &FieldValues<'_>) -> Option<&'t str> {
    match part {
        IdPart::Field(row) => text.strip_suffix(cells.get(*row).given()?),
        IdPart::Text(literal) => text.strip_suffix(&**literal),
        IdPart::Time(format) => {
            let at = format.width().and_then(|width| text.len().checked_sub(width));
            let split = at.and_then(|at| text.split_at_checked(at));
            split.filter(|(_, time)| format.accepts(time)).map(|(rest, _)| rest)
        }
        IdPart::Pattern(_) => None,
    }
}
