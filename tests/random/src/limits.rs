//! The limits of a row: an independent implementation, except for formats, patterns and invisible characters at the
//! ends.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use wxmed_compiler::model::{Encoding, Exhaustiveness, Field, Range};
use wxmed_core::{Json, broken_at_the_ends};

use crate::dice::Scatter;
use crate::pattern::Unit;

/// The most decimal places of generated amounts.
const PLACES: u32 = 4;

/// Whether a row takes a text, possibly with a warning.
pub(crate) fn takes(field: &Field, text: &str) -> bool {
    is_sendable(text)
        && field.format.accepts(text)
        && (field.encoding != Encoding::Number || Json::is_number(text))
        && (field.encoding != Encoding::Boolean || ["true", "false"].contains(&text))
        && length(field, text) <= room(field)
        && field.limits.range.is_none_or(|range| decimal(text).is_some_and(|amount| range.contains(amount)))
        && field.limits.decimals.is_none_or(|most| decimal(text).is_some_and(|amount| amount.scale() <= most))
        && field.codes.as_ref().is_none_or(|table| {
            table.openness == Exhaustiveness::Open || table.values.iter().any(|value| value.code == text)
        })
        && field.limits.pattern.as_ref().is_none_or(|pattern| pattern.accepts(text))
        && field
            .limits
            .scale
            .is_none_or(|scale| decimal(text).is_some_and(|amount| amount.scale() <= scale.decimal_places()))
        && field.limits.constant.as_ref().is_none_or(|constant| constant == text)
}

/// Whether a text isn't empty, and XML and a signature can contain it.
fn is_sendable(text: &str) -> bool {
    let is_xml_char =
        |c| !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    !text.is_empty() && broken_at_the_ends(text).is_none() && text.chars().all(is_xml_char)
}

pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).ok()
}

/// The largest length of a text, in the unit of the row's limit.
pub(crate) fn room(field: &Field) -> usize {
    field.max_len().map_or(300, |max| max as usize)
}

/// The length of a text in the unit of the row's limit, as far as exceeding it is an error.
pub(crate) fn length(field: &Field, text: &str) -> usize {
    Unit::of_limit(field.length).length(text)
}

/// Lower bounds of formats, the widest first.
const LEAST: [i128; 4] = [i64::MIN as i128, -999_999_999_999, i32::MIN as i128, 0];
const MOST: [i128; 7] = [
    u64::MAX as i128,
    i64::MAX as i128,
    99_999_999_999_999,
    999_999_999_999,
    u32::MAX as i128,
    i32::MAX as i128,
    u8::MAX as i128,
];

/// The lower and upper bound of a row's amount.
pub(crate) fn bounds(field: &Field) -> (Decimal, Decimal) {
    let natural = |bounds: &[i128]| {
        let widest = bounds.iter().find(|bound| field.format.accepts(&bound.to_string()));
        widest.and_then(|bound| Decimal::from_i128(*bound)).unwrap_or_default()
    };
    let (least, most) = (natural(&LEAST), natural(&MOST));
    let Range { min, max } = field.limits.range.unwrap_or_default();
    (min.map_or(least, |min| min.max(least)), max.map_or(most, |max| max.min(most)))
}

/// The largest number of decimal places of a row's amount.
pub(crate) fn places(field: &Field) -> u32 {
    let takes = |places: &u32| field.format.accepts(&Decimal::new(1, *places).to_string());
    let most = (0..=PLACES).rev().find(takes).unwrap_or_default();
    field.limits.decimals.map_or(most, |decimals| decimals.min(most))
}

/// An amount within the bounds of a row, sometimes a bound itself.
pub(crate) fn inside(field: &Field, scatter: &mut Scatter) -> Decimal {
    let (least, most) = bounds(field);
    let places = places(field);
    let amount = match scatter.below(6) {
        0 => least,
        1 => most,
        // Small amounts, as in bills.
        2 | 3 => {
            let below = [10, 100, 1_000, 100_000][scatter.below(4)];
            let small = Decimal::new(i64::from(scatter.number() % below), scatter.number() % (places + 1));
            let start = Decimal::ZERO.max(least).min(most);
            start + if scatter.once_in(3) { -small } else { small }
        }
        _ => {
            let part = most.checked_sub(least).unwrap_or(Decimal::MAX) / Decimal::from(u32::MAX);
            least.checked_add(part * Decimal::from(scatter.number())).unwrap_or(least)
        }
    };
    amount.trunc_with_scale(places).min(most).max(least)
}

/// An amount in the row's notation: with its number of decimal places, or with more.
pub(crate) fn written(field: &Field, amount: Decimal) -> Option<String> {
    let shortest = amount.normalize();
    let longer = (shortest.scale()..=PLACES.max(shortest.scale())).map(|places| {
        let mut longer = shortest;
        longer.rescale(places);
        longer.to_string()
    });
    std::iter::once(shortest.to_string()).chain(longer).find(|text| takes(field, text))
}
