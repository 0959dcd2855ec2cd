//! The search for values that satisfy all constraints of a record together: broken constraints are fixed one after
//! another, with the move that leaves the fewest broken, and sometimes with a random move.

use std::collections::BTreeMap;

use wxmed_compiler::model::Record;

use crate::constraints::{Broken, broken};
use crate::dice::Scatter;
use crate::filled::{Filled, Rows, count};
use crate::moves;

/// The most constraints that are fixed one after another.
const STEPS: usize = 40;
/// The most moves that are tried for each.
const MOVES: usize = 24;

/// The constraints that were broken on the way, and how often.
pub(crate) type Met = BTreeMap<String, usize>;

/// Makes values satisfy all constraints of a record, inner records first; returns the constraints that are still
/// broken.
pub(crate) fn settle<'m>(record: &'m Record, rows: &mut Rows, scatter: &mut Scatter, met: &mut Met) -> Vec<Broken<'m>> {
    for (field, slot) in record.fields.iter().zip(rows.iter_mut()) {
        match (&field.object, slot) {
            (Some(object), Some(Filled::Object(inner))) => drop(settle(object, inner, scatter, met)),
            (Some(object), Some(Filled::List(items))) => {
                for item in items {
                    if let Filled::Object(inner) = item {
                        settle(object, inner, scatter, met);
                    }
                }
            }
            _ => {}
        }
    }
    count(record, rows);
    let mut left = broken(record, rows);
    for _ in 0..STEPS {
        if left.is_empty() {
            break;
        }
        left.iter().for_each(|one| *met.entry(one.describe()).or_default() += 1);
        left = step(record, rows, left, scatter);
    }
    left
}

/// Fixes one broken constraint, if a move is found.
fn step<'m>(record: &'m Record, rows: &mut Rows, left: Vec<Broken<'m>>, scatter: &mut Scatter) -> Vec<Broken<'m>> {
    let Some(one) = left.get(scatter.below(left.len())) else { return left };
    let mut moves = moves::toward(one, rows, scatter);
    scatter.shuffle(&mut moves);
    moves.truncate(MOVES);
    let (now, is_bold) = (cost(&left), scatter.once_in(6));
    let mut best: Option<(usize, Vec<Option<Filled>>, Vec<Broken<'m>>)> = None;
    for one in moves {
        let mut next = rows.to_vec();
        one.apply(&mut next);
        count(record, &mut next);
        let after = broken(record, &next);
        let left = cost(&after);
        if best.as_ref().is_none_or(|(least, ..)| left < *least) {
            best = Some((left, next, after));
        }
        if is_bold || left < now {
            break;
        }
    }
    match best {
        Some((_, next, after)) => {
            rows.clone_from_slice(&next);
            after
        }
        None => left,
    }
}

fn cost(broken: &[Broken<'_>]) -> usize {
    broken.iter().map(|one| one.cost).sum()
}
