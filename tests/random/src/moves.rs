//! Moves that can fix a broken constraint: each makes a part of it hold, or makes it inapplicable.

mod amounts;
mod equations;
mod presence;
mod terms;
mod texts;

use wxmed_compiler::model::{Comparison, Group, Record, Truth};
use wxmed_core::GroupKind;

use crate::composed;
use crate::constraints::{Broken, Constraint};
use crate::dice::{Dice, Scatter};
use crate::draft;
use crate::filled::{Address, Filled, Rows, address, at, is_given, rows_at, set};
use crate::paths;
use crate::stated::holds;
use crate::view::View;

/// The largest number of items of a list that are changed individually.
const ITEMS: usize = 4;

/// New values for some rows, or their removal.
#[derive(Clone, Debug)]
pub(crate) struct Move(Vec<(Address, Option<Filled>)>);

impl Move {
    /// Applies the move.
    pub(crate) fn apply(&self, rows: &mut Rows) {
        for (address, value) in &self.0 {
            set(address, value.clone(), rows);
        }
    }
}

/// The search for moves in one record.
struct Maker<'s, 'm> {
    record: &'m Record,
    rows: &'s Rows,
    scatter: &'s mut Scatter,
    moves: Vec<Move>,
}

/// Moves that may fix the constraint.
pub(crate) fn toward(broken: &Broken<'_>, rows: &Rows, scatter: &mut Scatter) -> Vec<Move> {
    let Some(inside) = rows_at(&broken.at, rows) else { return Vec::new() };
    let mut maker = Maker { record: broken.record, rows: inside, scatter, moves: Vec::new() };
    maker.against(broken.what);
    let mut moves = maker.moves;
    for (address, _) in moves.iter_mut().flat_map(|one| &mut one.0) {
        address.splice(0..0, broken.at.iter().copied());
    }
    moves
}

impl Maker<'_, '_> {
    fn against(&mut self, what: Constraint<'_>) {
        match what {
            Constraint::Missing(index) => self.give(&[index]),
            Constraint::WrongCase(index) => {
                self.put(vec![(vec![index], None)]);
                self.give(&[index]);
            }
            Constraint::Choice(choice) => {
                for group in 0..choice.alternatives.len() {
                    self.choose(&[], choice, group);
                }
            }
            Constraint::Needs(needs) => {
                self.give(&[needs.needs]);
                self.leave_out(&[needs.given]);
            }
            Constraint::Group(group) => self.group(group),
            Constraint::Demand(demand) => {
                self.truth(&demand.when, false);
                self.all(&address(&demand.needs), &address(&demand.absent));
            }
            Constraint::Rule(rule) => self.truth(&rule.states, true),
            Constraint::Size(index) => self.resize_to_fit(&[index]),
            Constraint::Alike(index) => {
                let fewer = (0..4).map(|items| self.resized(&[index], items)).collect::<Vec<_>>();
                fewer.into_iter().flatten().for_each(|list| self.put(vec![(vec![index], Some(list))]));
                self.give(&[index]);
            }
            Constraint::Composed(index) => {
                for _ in 0..6 {
                    let (record, rows) = (self.record, self.rows);
                    let text = self.draw(|dice| composed::drawn(&record.fields[index], rows, dice));
                    if let Some(text) = text {
                        self.put(vec![(vec![index], Some(Filled::Text(text)))]);
                    }
                }
                self.leave_out(&[index]);
                composed::fields(&self.record.fields[index]).for_each(|part| self.give(&[part]));
            }
            Constraint::Counted(_, of) => self.resize_to_fit(&[of]),
        }
    }

    fn put(&mut self, rows: Vec<(Address, Option<Filled>)>) {
        self.moves.push(Move(rows));
    }

    /// A value drawn from random numbers.
    fn draw<T>(&mut self, make: impl FnOnce(&mut Dice<'_>) -> T) -> T {
        make(&mut Dice::new(&self.scatter.numbers(60)))
    }

    fn group(&mut self, group: &Group) {
        let (given, others): (Vec<usize>, Vec<usize>) =
            group.fields.iter().copied().partition(|index| is_given(&[*index], self.rows));
        match group.kind {
            GroupKind::AtMostOne => {
                for kept in &given {
                    let others: Vec<usize> = given.iter().copied().filter(|index| index != kept).collect();
                    self.all(&[], &others);
                }
            }
            GroupKind::AtLeastOne => others.iter().for_each(|index| self.give(&[*index])),
            GroupKind::AllOrNone => {
                self.all(&others, &[]);
                self.all(&[], &given);
            }
        }
    }

    /// Gives some rows and removes others: all in one move, and each in its own.
    fn all(&mut self, given: &[usize], left_out: &[usize]) {
        let mut rows = Vec::new();
        for index in given.iter().filter(|index| !is_given(&[**index], self.rows)) {
            let value = self.draw(|dice| draft::given(&self.record.fields[*index], dice));
            rows.push((vec![*index], Some(value)));
        }
        rows.extend(left_out.iter().map(|index| (vec![*index], None)));
        self.put(rows);
        given.iter().for_each(|index| self.give(&[*index]));
        left_out.iter().for_each(|index| self.leave_out(&[*index]));
    }

    fn truth(&mut self, truth: &Truth, wanted: bool) {
        match (truth, wanted) {
            (Truth::Compare(left, comparison, right), true) => self.compare(left, *comparison, right),
            (Truth::Compare(left, comparison, right), false) => self.compare(left, opposite(*comparison), right),
            (Truth::Same(left, right), wanted) => self.same(left, right, wanted),
            // Two equal times are in order; otherwise one of them is drawn again.
            (Truth::Order(left, _, right), _) => {
                self.same(left, right, true);
                self.same(left, right, false);
            }
            (Truth::Matches(expr, pattern), wanted) => self.matching(expr, pattern, wanted),
            (Truth::All(list, inner) | Truth::Any(list, inner), wanted) => {
                self.items(&address(list), inner, wanted);
                self.other_items(&address(list));
            }
            // An expression of the outermost record doesn't read an enclosing one.
            (Truth::Parent(_), _) => {}
            (Truth::Given(path), true) => self.give(&address(path)),
            (Truth::Given(path), false) => self.leave_out(&address(path)),
            (Truth::Not(inner), wanted) => self.truth(inner, !wanted),
            (Truth::And(left, right), wanted) | (Truth::Or(left, right), wanted) => {
                for side in [left, right] {
                    if holds(side, self.rows) != Some(wanted) {
                        self.truth(side, wanted);
                    }
                }
            }
        }
    }

    /// Makes a statement hold for each item, or not, as far as the item's own rows allow.
    fn items(&mut self, list: &[usize], inner: &Truth, wanted: bool) {
        let Some(record) = presence::row(list, self.record).and_then(|field| field.object.as_deref()) else { return };
        let Some(Filled::List(items)) = at(list, self.rows) else { return };
        let view = View::of(self.rows);
        for (index, item) in items.iter().enumerate().take(ITEMS) {
            let Filled::Object(rows) = item else { continue };
            if view.item(rows).holds(inner) == Some(wanted) {
                continue;
            }
            let mut maker = Maker { record, rows, scatter: &mut *self.scatter, moves: Vec::new() };
            maker.truth(inner, wanted);
            let item = [list, &[index]].concat();
            for mut found in maker.moves {
                found.0.iter_mut().for_each(|(address, _)| drop(address.splice(0..0, item.iter().copied())));
                self.moves.push(found);
            }
        }
        for path in paths::of_parent(inner) {
            self.leave_out(&path);
        }
    }

    /// A list with other items, with another length, or removed.
    fn other_items(&mut self, list: &[usize]) {
        for _ in 0..4 {
            self.give(list);
        }
        self.resize_to_fit(list);
        self.leave_out(list);
    }

    /// A list of this many items, if they are found.
    fn resized(&mut self, path: &[usize], items: usize) -> Option<Filled> {
        let field = presence::row(path, self.record)?;
        let old = match at(path, self.rows) {
            Some(Filled::List(items)) => items.clone(),
            Some(Filled::Text(_) | Filled::Object(_)) | None => Vec::new(),
        };
        let mut new: Vec<Filled> = old.into_iter().take(items).collect();
        while new.len() < items {
            let item = self.draw(|dice| draft::another(field, &new, dice))?;
            new.push(item);
        }
        Some(Filled::List(new))
    }

    /// A list of each other length that it may have.
    fn resize_to_fit(&mut self, path: &[usize]) {
        let Some(list) = presence::row(path, self.record).and_then(|field| field.list) else { return };
        let bounds = [list.min as usize, list.max.map_or(4, |max| max as usize)];
        let near = match at(path, self.rows) {
            Some(Filled::List(items)) => [items.len().saturating_sub(1), items.len() + 1],
            Some(Filled::Text(_) | Filled::Object(_)) | None => [1, 2],
        };
        for items in bounds.into_iter().chain(near).chain(0..4).filter(|items| list.takes(*items) && *items <= 64) {
            if let Some(list) = self.resized(path, items) {
                self.put(vec![(path.to_vec(), Some(list))]);
            }
        }
    }
}

/// The comparison that holds if this one doesn't.
fn opposite(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Equal => Comparison::Differs,
        Comparison::Differs => Comparison::Equal,
        Comparison::Less => Comparison::AtLeast,
        Comparison::AtMost => Comparison::More,
        Comparison::More => Comparison::AtMost,
        Comparison::AtLeast => Comparison::Less,
    }
}
