use super::scope::{Raw, Scope, Spot};
use super::value;
use crate::{Rule, Violation};

/// Fields that the document does not know: they are sent and signed, so they must survive both.
pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Violation>) {
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
        }
    }
}

/// Keys that the spec of a content does not know: anything may stand there, but once.
pub(super) fn check_keys(scope: &Scope<'_>, found: &mut Vec<Violation>) {
    let repeated = scope.unknown.iter().filter(|(_, slot)| slot.repeated && matches!(slot.first, Raw::Json(_)));
    for (name, _) in repeated {
        found.push(Spot::unknown(&scope.whole.within(name)).breaks(Rule::Duplicate));
    }
}

/// Narrower than XML's own names, so that no parser on the way stumbles.
fn is_xml_name(name: &str) -> bool {
    let part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(part)
        && !name.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("xml"))
}
