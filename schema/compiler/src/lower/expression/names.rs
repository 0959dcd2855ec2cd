use std::collections::BTreeSet;

use rust_decimal::prelude::ToPrimitive;

use super::lookup::{Found, Lost, lookup};
use super::syntax::{Branch, Tree};
use super::{FieldScope, HELP};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Comparison, Content, Expr, Field, Span, Truth, WireType, Words};
use wxmed_core::schema::Ref;
use wxmed_core::{Bilingual, Format};

/// Holds what is written against the fields of which it speaks.
pub(super) struct Resolver<'a> {
    /// The expression as it is written.
    pub(super) written: &'a str,
    pub(super) fields: FieldScope<'a>,
    /// The places behind the codes that fields are compared with, and what the codes mean.
    pub(super) codes: Vec<(usize, Bilingual)>,
    pub(super) diagnostics: &'a mut Diagnostics,
}

/// What stands before the request's fields in a binding.
const OUTER: &str = "outer";
/// The most decimal places to which an amount can be rounded.
const MOST_PLACES: u32 = 8;

impl<'a> Resolver<'a> {
    /// Something that holds or does not.
    pub(super) fn truth(&mut self, tree: &Tree) -> Option<Truth> {
        match &tree.kind {
            Branch::Compare(left, comparison, right) => self.comparison(left, *comparison, right),
            Branch::And(left, right) => self.both(left, right).map(|(left, right)| Truth::And(left, right)),
            Branch::Or(left, right) => self.both(left, right).map(|(left, right)| Truth::Or(left, right)),
            Branch::Not(inner) => self.truth(inner).map(|inner| Truth::Not(inner.into())),
            Branch::Call(name, arguments) if name == "given" => {
                let path = self.only_path(name, arguments, tree.span)?;
                let found = self.find(path, arguments.first().map_or(tree.span, |first| first.span))?;
                either(found.into_iter().map(|found| Truth::Given(found.path.into())).collect(), Truth::Or)
            }
            Branch::Call(name, _) if !FUNCTIONS.contains(&name.as_str()) => self.unknown_function(name, tree.span),
            Branch::Number(_) | Branch::Literal(_) | Branch::Path(_) | Branch::Arithmetic(..) | Branch::Call(..) => {
                self.wrong(tree.span, "this is nothing that holds or does not", HELP)
            }
        }
    }

    /// Whether an expression names one of these fields, given by the places of their names.
    pub(super) fn names_any(&self, tree: &Tree, fields: &BTreeSet<Span>) -> bool {
        let is_one = |path: &[String]| {
            // Of a list, the field inside is behind a name that no path leads through.
            (1..=path.len()).any(|end| {
                let found = path.get(..end).and_then(|path| self.lookup(path).ok()).unwrap_or_default();
                found.iter().any(|found| {
                    fields.contains(&found.field.span) || end < path.len() && found.has(path.get(end), fields)
                })
            })
        };
        if fields.is_empty() {
            return false;
        }
        match &tree.kind {
            Branch::Path(path) => is_one(path),
            Branch::Compare(left, _, right)
            | Branch::And(left, right)
            | Branch::Or(left, right)
            | Branch::Arithmetic(_, left, right) => self.names_any(left, fields) || self.names_any(right, fields),
            Branch::Not(inner) => self.names_any(inner, fields),
            Branch::Call(_, arguments) => arguments.iter().any(|inner| self.names_any(inner, fields)),
            Branch::Number(_) | Branch::Literal(_) => false,
        }
    }

    fn both(&mut self, left: &Tree, right: &Tree) -> Option<(Ref<Truth>, Ref<Truth>)> {
        // Both sides are looked at, so that the mistakes of both are found.
        let (left, right) = (self.truth(left), self.truth(right));
        Some((left?.into(), right?.into()))
    }

    fn comparison(&mut self, left: &Tree, comparison: Comparison, right: &Tree) -> Option<Truth> {
        self.explain(left, right);
        self.explain(right, left);
        match (self.is_text(left), self.is_text(right)) {
            (Some(true), Some(true)) => {
                self.possible_text(left, right);
                self.possible_text(right, left);
                let (left_words, right_words) = (self.words(left)?, self.words(right)?);
                let same = Truth::Same(left_words, right_words);
                match comparison {
                    Comparison::Equal => Some(same),
                    Comparison::Differs => Some(Truth::Not(same.into())),
                    _ => self.wrong(left.span, "texts have no order that a rule could rely on", "use `=` or `!=`"),
                }
            }
            (Some(true), Some(false)) => self.text_and_amount(left, right, right.span),
            (Some(false), Some(true)) => self.text_and_amount(right, left, right.span),
            (None, _) | (_, None) => {
                // Only what is not known is worth a word.
                for side in [left, right] {
                    if self.is_text(side).is_none() {
                        self.amount(side);
                    }
                }
                None
            }
            (Some(false), Some(false)) => {
                if matches!(comparison, Comparison::Equal | Comparison::Differs) {
                    self.possible_amount(left, right);
                    self.possible_amount(right, left);
                }
                let (left, right) = (self.amount(left), self.amount(right));
                Some(Truth::Compare(left?, comparison, right?))
            }
        }
    }

    /// Notes what a code means that a field is compared with.
    fn explain(&mut self, field: &Tree, value: &Tree) {
        let written = match &value.kind {
            Branch::Literal(text) => text.as_str(),
            Branch::Number(_) => self.written_as(value),
            _ => return,
        };
        let Branch::Path(path) = &field.kind else { return };
        let tables = self.lookup(path).unwrap_or_default().into_iter().filter_map(|found| found.field.codes.as_ref());
        let label =
            tables.flat_map(|table| &table.values).find(|value| value.code == written).map(|value| value.label.clone());
        self.codes.extend(label.map(|label| (value.at.end, label)));
    }

    pub(super) fn written_as(&self, tree: &Tree) -> &'a str {
        self.written.get(tree.at.clone()).unwrap_or_default()
    }

    /// A text beside an amount: one of them may only be written as the other.
    fn text_and_amount<T>(&mut self, text: &Tree, amount: &Tree, span: Span) -> Option<T> {
        let (as_text, as_amount) = (self.written_as(text), self.written_as(amount));
        match (&text.kind, &amount.kind) {
            (Branch::Literal(written), Branch::Path(_)) if Format::Decimal.accepts(written) => {
                let help = format!("write {written} without quotes");
                self.wrong(text.span, &format!("`{as_amount}` is a number, and {as_text} is a text"), &help)
            }
            (Branch::Path(_), Branch::Number(_)) => {
                let help = format!("write '{}' in quotes", self.as_code(text, as_amount));
                self.wrong(amount.span, &format!("`{as_text}` is a text, and {as_amount} is a number"), &help)
            }
            _ => {
                let help = "compare texts with texts, and amounts with amounts";
                self.wrong(span, "a text is compared with an amount here", help)
            }
        }
    }

    /// Whether this is a text; nothing if it is a field that there is not, which is said where it is looked up.
    fn is_text(&self, tree: &Tree) -> Option<bool> {
        match &tree.kind {
            Branch::Literal(_) => Some(true),
            Branch::Path(path) => {
                let is_text =
                    |field: &Field| !field.format.is_amount() && field.list.is_none() && field.ty != WireType::Object;
                Some(self.lookup(path).ok()?.iter().all(|found| is_text(found.field)))
            }
            _ => Some(false),
        }
    }

    fn words(&mut self, tree: &Tree) -> Option<Words> {
        match &tree.kind {
            Branch::Literal(text) => Some(Words::Literal(text.clone().into())),
            Branch::Path(path) => {
                let found = self.find(path, tree.span)?;
                either(found.into_iter().map(|found| Words::Field(found.path.into())).collect(), Words::Either)
            }
            _ => self.wrong(tree.span, "a text is due here", HELP),
        }
    }

    fn amount(&mut self, tree: &Tree) -> Option<Expr> {
        match &tree.kind {
            Branch::Number(number) => Some(Expr::Number(number.to_string().into())),
            Branch::Path(path) => {
                let found = self.find(path, tree.span)?;
                let is_amount = |field: &Field| field.list.is_none() && field.format.is_amount();
                match found.iter().find(|found| !is_amount(found.field)) {
                    Some(Found { field, .. }) => self.no_amount(&field.name, tree.span),
                    None => {
                        either(found.into_iter().map(|found| Expr::Field(found.path.into())).collect(), Expr::Either)
                    }
                }
            }
            Branch::Arithmetic(sign, left, right) => {
                let (left, right) = (self.amount(left), self.amount(right));
                let (left, right) = (left?.into(), right?.into());
                Some(match *sign {
                    "+" => Expr::Sum(left, right),
                    "-" => Expr::Difference(left, right),
                    _ => Expr::Product(left, right),
                })
            }
            Branch::Call(name, arguments) => self.call(name, arguments, tree.span),
            Branch::Literal(_) | Branch::Compare(..) | Branch::And(..) | Branch::Or(..) | Branch::Not(_) => {
                self.wrong(tree.span, "an amount is due here", HELP)
            }
        }
    }

    fn call(&mut self, name: &str, arguments: &[Tree], span: Span) -> Option<Expr> {
        match name {
            "round" => self.round(arguments, span),
            "min" => self.two(name, arguments, span).map(|(one, other)| Expr::Least(one, other)),
            "max" => self.two(name, arguments, span).map(|(one, other)| Expr::Most(one, other)),
            "abs" => self.one(name, arguments, span).map(Expr::Absolute),
            "or_zero" => self.one(name, arguments, span).map(Expr::OrZero),
            "len" => {
                let path = self.only_path(name, arguments, span)?;
                let found = self.find(path, span)?;
                match found.iter().find(|found| found.field.list.is_none()) {
                    Some(Found { field, .. }) => self.no_list(&field.name, span),
                    None => {
                        either(found.into_iter().map(|found| Expr::Length(found.path.into())).collect(), Expr::Either)
                    }
                }
            }
            "sum" => {
                let path = self.only_path(name, arguments, span)?;
                self.total(path, span)
            }
            "given" => self.wrong(span, "`given` holds or does not, and is no amount", HELP),
            _ => self.unknown_function(name, span),
        }
    }

    /// The only amount that a function takes.
    fn one(&mut self, name: &str, arguments: &[Tree], span: Span) -> Option<Ref<Expr>> {
        match arguments {
            [amount] => self.amount(amount).map(Ref::from),
            _ => self.wrong(span, &format!("`{name}` takes one amount"), &format!("write `{name}(fee)`")),
        }
    }

    /// The two amounts that a function takes.
    fn two(&mut self, name: &str, arguments: &[Tree], span: Span) -> Option<(Ref<Expr>, Ref<Expr>)> {
        match arguments {
            [one, other] => {
                let (one, other) = (self.amount(one), self.amount(other));
                Some((one?.into(), other?.into()))
            }
            _ => self.wrong(span, &format!("`{name}` takes two amounts"), &format!("write `{name}(fee, 100)`")),
        }
    }

    fn round(&mut self, arguments: &[Tree], span: Span) -> Option<Expr> {
        let help = "write `round(amount, 2)`, with a number of decimal places";
        let [amount, Tree { kind: Branch::Number(places), .. }] = arguments else {
            return self.wrong(span, "`round` takes an amount and a number", help);
        };
        let places = Some(places).filter(|places| places.is_integer()).and_then(|places| places.to_u32());
        match places.filter(|places| *places <= MOST_PLACES) {
            Some(places) => self.amount(amount).map(|amount| Expr::Round(amount.into(), places)),
            None => self.wrong(span, &format!("an amount is rounded to {MOST_PLACES} decimal places at most"), help),
        }
    }

    /// The sum of a field over the items of a list, or of the items themselves.
    fn total(&mut self, path: &[String], span: Span) -> Option<Expr> {
        let is_plain = |field: &Field| field.list.is_some() && field.ty != WireType::Object;
        if let Ok(found) = self.lookup(path)
            && found.iter().all(|found| is_plain(found.field))
        {
            return match found.iter().find(|found| !found.field.format.is_amount()) {
                Some(Found { field, .. }) => self.no_amount(&field.name, span),
                None => {
                    either(found.into_iter().map(|found| Expr::Total(found.path.into(), None)).collect(), Expr::Either)
                }
            };
        }
        if let (FieldScope::Carried { .. }, [first, name]) = (self.fields, path)
            && first == OUTER
        {
            return self.no_list(name, span);
        }
        let Some((last, outer)) = path.split_last().filter(|(_, outer)| !outer.is_empty()) else {
            return self.wrong(span, "`sum` takes a field of a list", "write `sum(list.field)`");
        };
        let mut lists = self.find(outer, span)?;
        // As on any path, those lists are meant whose items have the field; if none has, the first tells what is wrong.
        let goes_on = |found: &Found<'_>| {
            let items = found.inside.filter(|_| found.field.list.is_some());
            items.is_some_and(|items| lookup(items, std::slice::from_ref(last)).is_ok())
        };
        if lists.iter().any(goes_on) {
            lists.retain(goes_on);
        } else {
            lists.truncate(1);
        }
        let mut totals = Vec::new();
        for list in lists {
            totals.push(self.total_of(list, last, span)?);
        }
        either(totals, Expr::Either)
    }

    /// The sum of a field over the items of one list.
    fn total_of(&mut self, list: Found<'a>, of: &String, span: Span) -> Option<Expr> {
        let Found { path, field: list, inside } = list;
        let Some(items) = inside.filter(|_| list.list.is_some()) else {
            return self.no_list(&list.name, span);
        };
        match lookup(items, std::slice::from_ref(of)).as_deref() {
            Err(_) => self.unknown(of, items.fields, span),
            Ok([Found { path: place, field, .. }]) if field.list.is_none() && field.format.is_amount() => {
                Some(Expr::Total(path.into(), place.first().copied()))
            }
            Ok([Found { field, .. }]) => self.no_amount(&field.name, span),
            Ok(_) => {
                let help = "sum a field that stands in one section of the items, or in none";
                self.wrong(span, &format!("`{of}` stands in several sections"), help)
            }
        }
    }

    /// The field that a function is about.
    fn only_path<'t>(&mut self, name: &str, arguments: &'t [Tree], span: Span) -> Option<&'t [String]> {
        match arguments {
            [Tree { kind: Branch::Path(path), .. }] => Some(path),
            _ => self.wrong(span, &format!("`{name}` takes a field"), &format!("write `{name}(field)`")),
        }
    }

    /// The fields of a path; what is behind `outer.` is the request's.
    pub(super) fn lookup<'p>(&self, path: &'p [String]) -> Result<Vec<Found<'a>>, Lost<'p, 'a>> {
        let (root, found) = match (self.fields, path) {
            (FieldScope::Own(fields), path) => return lookup(fields, path),
            (FieldScope::Carried { outer, .. }, [first, rest @ ..]) if first == OUTER && !rest.is_empty() => {
                (Content::OUTER, lookup(outer, rest)?)
            }
            (FieldScope::Carried { own, .. }, path) => (Content::OWN, lookup(own, path)?),
        };
        Ok(found.into_iter().map(|found| found.within(root)).collect())
    }

    fn find(&mut self, path: &[String], span: Span) -> Option<Vec<Found<'a>>> {
        match self.lookup(path) {
            Ok(found) => Some(found),
            Err(Lost::Unknown { name, among }) => self.unknown(name, among, span),
            Err(Lost::Inside { name }) => {
                let help = "only an object has fields; those of a list are summed with `sum(list.field)`";
                self.wrong(span, &format!("`{name}` is no object"), help)
            }
        }
    }

    fn unknown<T>(&mut self, name: &str, among: &[Field], span: Span) -> Option<T> {
        let unknown =
            self.diagnostics.error(Id::UnknownField, span, format!("there is no field `{name}` in this table"));
        match among.iter().find(|field| field.label.zh == name) {
            Some(field) => unknown.help(format!("write `{}`, the name of the field", field.name)),
            None => {
                unknown.did_you_mean(name, among.iter().map(|field| field.name.as_str()));
            }
        }
        None
    }

    fn unknown_function<T>(&mut self, name: &str, span: Span) -> Option<T> {
        let words = ["and", "or", "not"];
        let known = FUNCTIONS.into_iter().chain(words.into_iter().filter(|word| name.eq_ignore_ascii_case(word)));
        self.diagnostics
            .error(Id::RuleSyntax, span, format!("there is no function `{name}`"))
            .did_you_mean(name, known);
        None
    }

    fn no_amount<T>(&mut self, name: &str, span: Span) -> Option<T> {
        let help = "give the row `format: yuan`, `fen` or `decimal`, or a type that is a number";
        self.wrong(span, &format!("`{name}` is no amount: a rule cannot compute with it"), help)
    }

    fn no_list<T>(&mut self, name: &str, span: Span) -> Option<T> {
        self.wrong(span, &format!("`{name}` is no list"), "a list is a row of `type: list`")
    }

    fn wrong<T>(&mut self, span: Span, what: &str, help: &str) -> Option<T> {
        self.diagnostics.error(Id::WrongType, span, what).help(help);
        None
    }
}

/// The names of the functions.
const FUNCTIONS: [&str; 8] = ["given", "len", "round", "sum", "min", "max", "abs", "or_zero"];

/// What takes the place of one name: for each of its rows something, of which one at most is known.
fn either<T: 'static>(all: Vec<T>, join: impl Fn(Ref<T>, Ref<T>) -> T) -> Option<T> {
    all.into_iter().rev().reduce(|others, one| join(one.into(), others.into()))
}
