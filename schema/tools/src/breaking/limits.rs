//! Differences between the limits of a value in two versions.

use super::BreakRule;
use wxmed_compiler::model::{Encoding, Field, Items, LengthUnit, Limits, List, Range, Scale};

/// The type of a row as written, with its encoding.
pub(super) fn type_and_encoding(field: &Field) -> String {
    let type_and_encoding = match field.encoding {
        Encoding::Text => "",
        Encoding::Number => ", as a number",
        Encoding::JsonText => ", as JSON inside a string",
        Encoding::Boolean => ", as true or false",
    };
    let list = match field.list {
        None => "",
        Some(List { items: Items::Values, .. }) => "list of ",
        Some(List { items: Items::Lists, .. }) => "list of lists of ",
    };
    format!("{list}{}{type_and_encoding}", field.notation)
}

/// The limits that differ: whether they became narrower or wider, and the old and new values.
pub(super) fn compare(old: &Field, new: &Field) -> Vec<(BreakRule, String, String)> {
    let Limits { range, decimals, scale, pattern, constant } = &old.limits;
    let mut found: Vec<_> = length(old, new).into_iter().collect();
    if *range != new.limits.range {
        let is_wider = is_within(range.as_ref(), new.limits.range.as_ref());
        found.push((rule(is_wider), shown_range(range.as_ref()), shown_range(new.limits.range.as_ref())));
    }
    if *decimals != new.limits.decimals {
        let is_wider = at_most(*decimals, new.limits.decimals);
        let shown = |decimals: Option<u32>| format!("decimals: {}", number(decimals));
        found.push((rule(is_wider), shown(*decimals), shown(new.limits.decimals)));
    }
    if *scale != new.limits.scale {
        let shown = |scale: Option<Scale>| format!("scale: {}", number(scale.map(Scale::decimal_places)));
        found.push((rule(new.limits.scale.is_none()), shown(*scale), shown(new.limits.scale)));
    }
    if *constant != new.limits.constant {
        let shown = |constant: &Option<String>| format!("constant: {}", constant.as_deref().unwrap_or("any"));
        found.push((rule(new.limits.constant.is_none()), shown(constant), shown(&new.limits.constant)));
    }
    let text = |limits: &Limits| limits.pattern.as_ref().map(|pattern| pattern.as_str().to_owned());
    let (was, is) = (pattern.as_ref().map(|pattern| pattern.as_str().to_owned()), text(&new.limits));
    if was != is {
        // It is unknown which of two patterns accepts more, so a new pattern counts as narrower.
        let is_wider = is.is_none();
        let shown = |pattern: Option<String>| format!("pattern: {}", pattern.as_deref().unwrap_or("any"));
        found.push((rule(is_wider), shown(was), shown(is)));
    }
    if let (Some(was), Some(is)) = (&old.list, &new.list) {
        found.extend(lists((was, old), (is, new)));
    }
    found
}

/// The length of a text. The same number of bytes allows fewer characters.
fn length(old: &Field, new: &Field) -> Option<(BreakRule, String, String)> {
    let is_shorter = match (old.max_len(), new.max_len()) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(old_max), Some(new_max)) => new_max < old_max || (!is_bytes(old) && is_bytes(new)),
    };
    let shown = |field: &Field| match field.max_len() {
        Some(max) => format!("{max} {}", if is_bytes(field) { "bytes" } else { "characters" }),
        None => "unlimited".to_owned(),
    };
    let (was, is) = (shown(old), shown(new));
    let rule = if is_shorter { BreakRule::LengthShortened } else { BreakRule::FieldWidened };
    (is_shorter || was != is).then_some((rule, was, is))
}

fn is_bytes(field: &Field) -> bool {
    match field.length {
        LengthUnit::Bytes => true,
        LengthUnit::Characters | LengthUnit::Uncertain => false,
    }
}

/// The number of items, and the fields in which they must differ.
fn lists((was, old): (&List, &Field), (is, new): (&List, &Field)) -> Vec<(BreakRule, String, String)> {
    let mut found = Vec::new();
    // The kind of items is part of the type.
    let List { min, max, items: _ } = *was;
    if (min, max) != (is.min, is.max) {
        let shown = |list: &List| format!("{} to {} items", list.min, number(list.max));
        let is_wider = is.min <= min && at_most(max, is.max);
        found.push((rule(is_wider), shown(was), shown(is)));
    }
    let (was, now) = (old.unique_names(), new.unique_names());
    if was != now {
        let shown = |names: &[&str]| {
            format!("unique: {}", if names.is_empty() { "nothing".to_owned() } else { names.join(", ") })
        };
        // Items that differ in some fields also differ in a superset of them.
        let is_wider = now.is_empty() || was.iter().all(|name| now.contains(name)) && !was.is_empty();
        found.push((rule(is_wider), shown(&was), shown(&now)));
    }
    found
}

fn rule(is_wider: bool) -> BreakRule {
    if is_wider { BreakRule::FieldWidened } else { BreakRule::LimitsNarrowed }
}

/// Whether a range is within another one; `None` is unlimited.
fn is_within(inner: Option<&Range>, outer: Option<&Range>) -> bool {
    let Some(Range { min, max }) = outer else { return true };
    let Some(inner) = inner else { return min.is_none() && max.is_none() };
    min.is_none_or(|min| inner.min.is_some_and(|inner| inner >= min))
        && max.is_none_or(|max| inner.max.is_some_and(|inner| inner <= max))
}

/// Whether a maximum is at most another one; `None` is unlimited.
fn at_most(number: Option<u32>, other: Option<u32>) -> bool {
    other.is_none_or(|other| number.is_some_and(|number| number <= other))
}

fn number(number: Option<u32>) -> String {
    number.map_or("any".to_owned(), |number| number.to_string())
}

fn shown_range(range: Option<&Range>) -> String {
    let bound = |bound: Option<rust_decimal::Decimal>| bound.map_or("any".to_owned(), |bound| bound.to_string());
    range.map_or("any amount".to_owned(), |range| format!("{} to {}", bound(range.min), bound(range.max)))
}
