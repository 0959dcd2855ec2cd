use std::borrow::Cow;
use std::collections::HashSet;

use super::scope::{Belongs, Raw, Scope, Spot};
use super::value;
use crate::model::Role;
use wxmed_core::{Rule, Violation, meant_wire_name};

/// Fields that the document does not know: they are sent and signed, so they must survive both.
pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Violation>) {
    let (known, missing) = (known(scope), missing(scope));
    for (name, slot) in &scope.unknown {
        let spot = Spot::unknown(name);
        if slot.repeated {
            found.push(spot.breaks(Rule::Duplicate));
        }
        if !is_xml_name(name) {
            found.push(spot.breaks(Rule::Name));
        }
        if let Raw::Text(text) = slot.first {
            value::check_text(text, &spot, found);
            found.extend(Rule::of_undocumented(name, text).map(|rule| spot.breaks(rule)));
        }
        let known = known.iter().copied().chain([Rule::SIGN_TYPE_FIELD]);
        let near = meant_wire_name(name, known, missing.iter().copied());
        found.extend(near.map(|near| spot.breaks(Rule::UnknownName { near: Cow::Owned(near.to_owned()) })));
    }
}

/// The names of the rows that are there.
fn known<'a>(scope: &Scope<'a>) -> Vec<&'a str> {
    if scope.unknown.is_empty() {
        return Vec::new();
    }
    let rows = scope.rows().filter(|(place, _)| scope.belongs(*place) != Belongs::Elsewhere);
    rows.map(|(_, row)| row.name.as_str()).collect()
}

/// The names of the rows that are there, get their value from the caller, and have none.
fn missing<'a>(scope: &Scope<'a>) -> Vec<&'a str> {
    if scope.unknown.is_empty() {
        return Vec::new();
    }
    let given: HashSet<&str> =
        scope.rows().filter(|(place, _)| scope.given(*place)).map(|(_, row)| row.name.as_str()).collect();
    let rows = scope.rows().filter(|(place, row)| {
        row.role == Role::Value
            && row.count_of.is_none()
            && scope.belongs(*place) != Belongs::Elsewhere
            && !given.contains(row.name.as_str())
    });
    rows.map(|(_, row)| row.name.as_str()).collect()
}

/// Keys that the spec of a content does not know: anything may stand there, but once. One whose name looks like a typing
/// error is worth a warning.
pub(super) fn check_keys(scope: &Scope<'_>, found: &mut Vec<Violation>) {
    let repeated = scope.unknown.iter().filter(|(_, slot)| slot.repeated && matches!(slot.first, Raw::Json(_)));
    for (name, _) in repeated {
        found.push(Spot::unknown(&scope.whole.within(name)).breaks(Rule::Duplicate));
    }
    let (known, missing) = (known(scope), missing(scope));
    for (name, _) in scope.unknown.iter().filter(|(_, slot)| matches!(slot.first, Raw::Json(_))) {
        let near = meant_wire_name(name, known.iter().copied(), missing.iter().copied());
        let near = near.map(|near| Cow::Owned(near.to_owned()));
        let spot = Spot::unknown(&scope.whole.within(name));
        found.extend(near.map(|near| spot.breaks(Rule::UnknownName { near })));
    }
}

/// Narrower than XML's own names, so that no parser on the way stumbles.
fn is_xml_name(name: &str) -> bool {
    let part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(part)
        && !name.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("xml"))
}
