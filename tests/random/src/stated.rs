//! What specs state across fields, held by values that the tests make: a third evaluation, of what was filled in.

use rust_decimal::Decimal;
use wxmed_schema::model::{Comparison, Expr, Presence, Record, Truth, Words};

use crate::filled::Filled;

type Rows = [Option<Filled>];

/// The places of the rows at which rules look, or inside which they do.
pub(crate) fn looked_at(record: &Record) -> Vec<usize> {
    let mut places = Vec::new();
    for rule in &record.rules {
        paths(&rule.states, &mut |path| places.extend(path.first()));
    }
    places
}

fn paths(truth: &Truth, visit: &mut impl FnMut(&[usize])) {
    match truth {
        Truth::Compare(left, _, right) => {
            amounts(left, visit);
            amounts(right, visit);
        }
        Truth::Same(left, right) => {
            texts(left, visit);
            texts(right, visit);
        }
        Truth::Given(path) => visit(path),
        Truth::Not(inner) => paths(inner, visit),
        Truth::And(left, right) | Truth::Or(left, right) => {
            paths(left, visit);
            paths(right, visit);
        }
    }
}

fn amounts(expr: &Expr, visit: &mut impl FnMut(&[usize])) {
    match expr {
        Expr::Number(_) => {}
        Expr::Field(path) | Expr::Total(path, _) | Expr::Length(path) => visit(path),
        Expr::Round(inner, _) => amounts(inner, visit),
        Expr::Sum(left, right)
        | Expr::Difference(left, right)
        | Expr::Product(left, right)
        | Expr::Either(left, right) => {
            amounts(left, visit);
            amounts(right, visit);
        }
    }
}

fn texts(words: &Words, visit: &mut impl FnMut(&[usize])) {
    match words {
        Words::Literal(_) => {}
        Words::Field(path) => visit(path),
        Words::Either(left, right) => {
            texts(left, visit);
            texts(right, visit);
        }
    }
}

/// Puts in, or takes out, what the rules demand.
///
/// # Panics
/// If that is beyond the means of this module.
pub(crate) fn keep(record: &Record, filled: &mut Rows) {
    // Each turn mends one, and may break others that look at it.
    for _ in 0..64 {
        let Some(broken) = record.rules.iter().find(|rule| holds(&rule.states, filled) == Some(false)) else { return };
        mend(&broken.states, record, filled);
    }
    panic!("teach the tests how to keep the rules of a record with {:?}", record.rules);
}

fn at<'f>(path: &[usize], filled: &'f Rows) -> Option<&'f Filled> {
    let (place, rest) = path.split_first()?;
    match (filled.get(*place)?.as_ref()?, rest) {
        (found, []) => Some(found),
        (Filled::Object(inner), rest) => at(rest, inner),
        _ => None,
    }
}

fn set(path: &[usize], value: Option<Filled>, filled: &mut Rows) {
    match path {
        [] => {}
        [place] => filled[*place] = value,
        [place, rest @ ..] => {
            if let Some(Some(Filled::Object(inner))) = filled.get_mut(*place) {
                set(rest, value, inner);
            }
        }
    }
}

fn text<'f>(path: &[usize], filled: &'f Rows) -> Option<&'f str> {
    match at(path, filled)? {
        Filled::Text(text) if !text.is_empty() => Some(text),
        _ => None,
    }
}

fn decimal(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).ok()
}

fn amount(expr: &Expr, filled: &Rows) -> Option<Decimal> {
    Some(match expr {
        Expr::Number(number) => *number,
        Expr::Field(path) => decimal(text(path, filled)?)?,
        Expr::Sum(left, right) => amount(left, filled)?.checked_add(amount(right, filled)?)?,
        Expr::Difference(left, right) => amount(left, filled)?.checked_sub(amount(right, filled)?)?,
        Expr::Product(left, right) => amount(left, filled)?.checked_mul(amount(right, filled)?)?,
        // Half a unit of the last place more, and the rest cut off: for what is not negative, that is rounding.
        Expr::Round(inner, places) => {
            let inner = amount(inner, filled)?;
            let half = Decimal::new(5, places + 1);
            (if inner.is_sign_negative() { inner - half } else { inner + half }).trunc_with_scale(*places)
        }
        Expr::Either(one, other) => amount(one, filled).or_else(|| amount(other, filled))?,
        Expr::Length(path) => Decimal::from(items(path, filled)?.len()),
        Expr::Total(path, of) => {
            let amounts = items(path, filled)?.iter().map(|item| match (item, of) {
                (Filled::Object(inner), Some(place)) => decimal(text(&[*place], inner)?),
                (Filled::Text(text), None) => decimal(text),
                _ => None,
            });
            amounts.sum::<Option<Decimal>>()?
        }
    })
}

fn items<'f>(path: &[usize], filled: &'f Rows) -> Option<&'f [Filled]> {
    match at(path, filled)? {
        Filled::List(items) => Some(items),
        _ => None,
    }
}

fn words<'f>(words: &'f Words, filled: &'f Rows) -> Option<&'f str> {
    match words {
        Words::Literal(text) => Some(text),
        Words::Either(one, other) => self::words(one, filled).or_else(|| self::words(other, filled)),
        Words::Field(path) => text(path, filled),
    }
}

/// Whether a row was filled in, and not with nothing.
pub(crate) fn is_given(path: &[usize], filled: &Rows) -> bool {
    match at(path, filled) {
        None => false,
        Some(Filled::Text(text)) => !text.is_empty(),
        Some(Filled::Object(_)) => true,
        Some(Filled::List(items)) => !items.is_empty(),
    }
}

/// Whether an expression holds for what was filled in; nothing if it turns on what is absent.
pub(crate) fn holds(truth: &Truth, filled: &Rows) -> Option<bool> {
    let either = |decisive: bool, left: &Truth, right: &Truth| {
        let sides = [holds(left, filled), holds(right, filled)];
        if sides.contains(&Some(decisive)) {
            Some(decisive)
        } else if sides.contains(&None) {
            None
        } else {
            Some(!decisive)
        }
    };
    match truth {
        Truth::Compare(left, comparison, right) => {
            Some(comparison.holds(amount(left, filled)?, amount(right, filled)?))
        }
        Truth::Same(left, right) => Some(words(left, filled)? == words(right, filled)?),
        Truth::Given(path) => Some(is_given(path, filled)),
        Truth::Not(inner) => holds(inner, filled).map(|holds| !holds),
        Truth::And(left, right) => either(false, left, right),
        Truth::Or(left, right) => either(true, left, right),
    }
}

fn mend(truth: &Truth, record: &Record, filled: &mut Rows) {
    match truth {
        Truth::Compare(left, comparison, right) => compare(left, *comparison, right, record, filled),
        Truth::Same(Words::Field(path), Words::Literal(text)) => {
            set(path, Some(Filled::Text(text.clone())), filled);
        }
        Truth::Not(inner) => match &**inner {
            Truth::Given(path) | Truth::Same(Words::Field(path), _) => drop_field(path, record, filled),
            Truth::Or(left, right) | Truth::And(left, right) => {
                for side in [left, right] {
                    if let Truth::Given(path) = &**side {
                        drop_field(path, record, filled);
                    }
                }
            }
            _ => {}
        },
        Truth::And(left, right) => {
            for side in [left, right] {
                if holds(side, filled) == Some(false) {
                    mend(side, record, filled);
                }
            }
        }
        // The left side says when the right one must hold.
        Truth::Or(left, right) => {
            mend(right, record, filled);
            if holds(right, filled) == Some(false) {
                mend(left, record, filled);
            }
        }
        Truth::Same(..) | Truth::Given(_) => {}
    }
}

/// The side that is one field gets the amount of the other, or goes, or all becomes nothing.
fn compare(left: &Expr, comparison: Comparison, right: &Expr, record: &Record, filled: &mut Rows) {
    let (path, other) = match (known(left, filled), known(right, filled)) {
        (other, Expr::Field(path)) | (Expr::Field(path), other) => (path, other),
        _ => return,
    };
    let total = amount(other, filled).map(|total| total.normalize().to_string());
    if comparison == Comparison::Equal
        && let Some(total) = total.filter(|total| takes(path, record, total))
    {
        return set(path, Some(Filled::Text(total)), filled);
    }
    if is_optional(path, record) {
        return drop_field(path, record, filled);
    }
    clear(other, filled);
    let Some(total) = amount(other, filled) else { return };
    // What is to be more or less than the other is so by one.
    let near = [total, total + Decimal::ONE, total - Decimal::ONE].map(|near| near.normalize().to_string());
    for near in near.into_iter().filter(|near| takes(path, record, near)) {
        set(path, Some(Filled::Text(near)), filled);
        if amount(left, filled).zip(amount(right, filled)).is_some_and(|(left, right)| comparison.holds(left, right)) {
            return;
        }
    }
}

/// Of a name that stands in several sections, the field that has an amount.
fn known<'e>(expr: &'e Expr, filled: &Rows) -> &'e Expr {
    match expr {
        Expr::Either(one, other) => known(if amount(one, filled).is_some() { one } else { other }, filled),
        expr => expr,
    }
}

/// The row of a path.
fn row<'m>(path: &[usize], record: &'m Record) -> Option<&'m wxmed_schema::model::Field> {
    let (place, rest) = path.split_first()?;
    let field = record.fields.get(*place)?;
    if rest.is_empty() { Some(field) } else { row(rest, field.object.as_deref()?) }
}

fn takes(path: &[usize], record: &Record, text: &str) -> bool {
    row(path, record).is_some_and(|field| {
        let is_inside = |range: wxmed_schema::model::Range| decimal(text).is_some_and(|amount| range.contains(amount));
        field.format.accepts(text)
            && field.max_len().is_none_or(|max| text.len() <= max as usize)
            && field.limits.range.is_none_or(is_inside)
            && field.limits.decimals.is_none_or(|most| decimal(text).is_some_and(|amount| amount.scale() <= most))
    })
}

fn is_optional(path: &[usize], record: &Record) -> bool {
    row(path, record).is_some_and(|field| field.presence == Presence::Optional)
}

fn drop_field(path: &[usize], record: &Record, filled: &mut Rows) {
    if is_optional(path, record) {
        set(path, None, filled);
    }
}

/// Makes every amount nothing.
fn clear(expr: &Expr, filled: &mut Rows) {
    match expr {
        Expr::Field(path) if text(path, filled).is_some() => set(path, Some(Filled::Text("0".to_owned())), filled),
        Expr::Sum(left, right) | Expr::Difference(left, right) | Expr::Product(left, right) => {
            clear(left, filled);
            clear(right, filled);
        }
        Expr::Round(inner, _) => clear(inner, filled),
        Expr::Either(one, other) => {
            clear(one, filled);
            clear(other, filled);
        }
        Expr::Number(_) | Expr::Field(_) | Expr::Total(..) | Expr::Length(_) => {}
    }
}
