//! Limits of a value in addition to its format and its length.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::{Pattern, Rule};
use rust_decimal::Decimal;

use crate::schema::{Bound, FieldSchema};

/// The rules that a value breaks.
pub(super) fn broken(row: &FieldSchema, text: &str) -> impl Iterator<Item = Rule> {
    let amount = amount(row, text);
    let range = amount.and_then(|amount| outside(&row.bounds, amount));
    let others = row.bounds.iter().filter_map(move |bound| match bound {
        Bound::Decimals(max) | Bound::Scale(max) => {
            amount.filter(|amount| amount.scale() > *max).map(|_| Rule::Decimals { max: *max })
        }
        Bound::Pattern(pattern) if !looks_like(pattern, text) => Some(Rule::Pattern { pattern: pattern.clone() }),
        Bound::ExactScale(decimal_places) => amount
            .filter(|amount| amount.scale() != *decimal_places)
            .map(|_| Rule::Scale { decimal_places: *decimal_places }),
        Bound::Constant(value) if value != text && (amount.is_none() || amount != self::amount(row, value)) => {
            Some(Rule::Constant { value: value.clone() })
        }
        Bound::Min(_) | Bound::Max(_) | Bound::Pattern(_) | Bound::Constant(_) => None,
    });
    range.into_iter().chain(others)
}

/// The exact amount of a text; `None` if the row isn't an amount, or the text doesn't have the row's format.
pub(super) fn amount(row: &FieldSchema, text: &str) -> Option<Decimal> {
    let is_amount = row.format.is_amount() && row.format.accepts(text);
    if is_amount { Decimal::from_str_exact(text).ok() } else { None }
}

fn outside(bounds: &[Bound], amount: Decimal) -> Option<Rule> {
    let decimal = |text: &Cow<'static, str>| Decimal::from_str_exact(text).ok();
    let min = bounds.iter().find_map(|bound| if let Bound::Min(min) = bound { Some(min) } else { None });
    let max = bounds.iter().find_map(|bound| if let Bound::Max(max) = bound { Some(max) } else { None });
    let is_below = min.and_then(decimal).is_some_and(|min| amount < min);
    let is_above = max.and_then(decimal).is_some_and(|max| max < amount);
    (is_below || is_above).then(|| Rule::Range { min: min.cloned(), max: max.cloned() })
}

/// The maximum number of cached patterns: more than the specs have, unless they are loaded repeatedly.
const MOST_PATTERNS: usize = 1_024;

/// Whether a text matches a pattern. Parsed patterns are cached.
pub(super) fn looks_like(pattern: &str, text: &str) -> bool {
    static READ: Mutex<BTreeMap<String, Option<Arc<Pattern>>>> = Mutex::new(BTreeMap::new());
    let read = {
        let mut all = READ.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_PATTERNS && !all.contains_key(pattern) {
            all.clear();
        }
        match all.get(pattern) {
            Some(read) => read.clone(),
            None => all.entry(pattern.to_owned()).or_insert(Pattern::parse(pattern).ok().map(Arc::new)).clone(),
        }
    };
    // The spec compiler rejects patterns that can't be parsed.
    read.is_none_or(|pattern| pattern.accepts(text))
}
