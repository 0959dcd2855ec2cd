//! What a row demands of a value beside its format and its length.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rust_decimal::Decimal;
use wxmed_core::{Pattern, Rule};

use crate::schema::{Bound, FieldSchema};

/// The rules that a value breaks.
pub(super) fn broken(row: &FieldSchema, text: &str) -> impl Iterator<Item = Rule> {
    let amount = amount(row, text);
    let range = amount.and_then(|amount| outside(row.bounds, amount));
    let others = row.bounds.iter().filter_map(move |bound| match bound {
        Bound::Decimals(max) => amount.filter(|amount| amount.scale() > *max).map(|_| Rule::Decimals { max: *max }),
        Bound::Pattern(pattern) if !looks_like(pattern, text) => {
            Some(Rule::Pattern { pattern: Cow::Borrowed(pattern) })
        }
        Bound::Min(_) | Bound::Max(_) | Bound::Pattern(_) => None,
    });
    range.into_iter().chain(others)
}

/// The exact amount that a text is in its row; nothing if the row has none, or the text is not as the row wants it.
pub(super) fn amount(row: &FieldSchema, text: &str) -> Option<Decimal> {
    let is_amount = row.format.is_amount() && row.format.accepts(text);
    if is_amount { Decimal::from_str_exact(text).ok() } else { None }
}

fn outside(bounds: &'static [Bound], amount: Decimal) -> Option<Rule> {
    let decimal = |text: &&'static str| Decimal::from_str_exact(text).ok();
    let min = bounds.iter().find_map(|bound| if let Bound::Min(min) = bound { Some(*min) } else { None });
    let max = bounds.iter().find_map(|bound| if let Bound::Max(max) = bound { Some(*max) } else { None });
    let is_below = min.as_ref().and_then(decimal).is_some_and(|min| amount < min);
    let is_above = max.as_ref().and_then(decimal).is_some_and(|max| max < amount);
    (is_below || is_above).then(|| Rule::Range { min: min.map(Cow::Borrowed), max: max.map(Cow::Borrowed) })
}

/// Whether a text looks like a pattern, which is read once in the life of the program.
fn looks_like(pattern: &'static str, text: &str) -> bool {
    static READ: Mutex<BTreeMap<&'static str, Option<Arc<Pattern>>>> = Mutex::new(BTreeMap::new());
    let read = {
        let mut all = READ.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(pattern).or_insert_with(|| Pattern::parse(pattern).ok().map(Arc::new)).clone()
    };
    // What could not be read never came through the macro.
    read.is_none_or(|pattern| pattern.accepts(text))
}
