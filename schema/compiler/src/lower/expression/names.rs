use super::HELP;
use super::lookup::{Found, Lost};
use super::scopes::Scopes;
use super::syntax::{Branch, Tree};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Comparison, Expr, Field, Span, TextExpr, Truth};
use wxmed_core::schema::Ref;
use wxmed_core::{Bilingual, Format};

/// Resolves the names of an expression to fields, and checks the types.
pub(super) struct Resolver<'a> {
    /// The expression as written.
    pub(super) written: &'a str,
    pub(super) scopes: Scopes<'a>,
    /// The offsets after the codes that fields are compared with, and the meanings of the codes.
    pub(super) codes: Vec<(usize, Bilingual)>,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl<'a> Resolver<'a> {
    /// Resolves a boolean expression.
    pub(super) fn truth(&mut self, tree: &Tree) -> Option<Truth> {
        match &tree.kind {
            Branch::Compare(left, comparison, right) => self.comparison(left, *comparison, right),
            Branch::And(left, right) => self.both(left, right).map(|(left, right)| Truth::And(left, right)),
            Branch::Or(left, right) => self.both(left, right).map(|(left, right)| Truth::Or(left, right)),
            Branch::Not(inner) => self.truth(inner).map(|inner| Truth::Not(inner.into())),
            Branch::Call(name, arguments) => self.true_call(name, arguments, tree.span),
            Branch::Number(_) | Branch::Literal(_) | Branch::Path(_) | Branch::Arithmetic(..) => {
                self.wrong(tree.span, "this is nothing that holds or does not", HELP)
            }
        }
    }

    fn both(&mut self, left: &Tree, right: &Tree) -> Option<(Ref<Truth>, Ref<Truth>)> {
        // Resolve both sides, so that the errors of both are reported.
        let (left, right) = (self.truth(left), self.truth(right));
        Some((left?.into(), right?.into()))
    }

    fn comparison(&mut self, left: &Tree, comparison: Comparison, right: &Tree) -> Option<Truth> {
        self.explain(left, right);
        self.explain(right, left);
        match (self.is_text(left), self.is_text(right)) {
            (Some(true), Some(true)) => self.texts(left, comparison, right),
            (Some(true), Some(false)) => self.text_and_amount(left, right, right.span),
            (Some(false), Some(true)) => self.text_and_amount(right, left, right.span),
            (None, _) | (_, None) => {
                // Report only the side that is unknown.
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

    fn texts(&mut self, left: &Tree, comparison: Comparison, right: &Tree) -> Option<Truth> {
        self.possible_text(left, right);
        self.possible_text(right, left);
        let (left_text, right_text) = (self.text_expr(left)?, self.text_expr(right)?);
        let is_equality = matches!(comparison, Comparison::Equal | Comparison::Differs);
        match self.times(left, right) {
            // Texts of the same format are equal if the times are equal.
            Times::OfOneFormat if !is_equality => Some(Truth::Order(left_text, comparison, right_text)),
            Times::OfOneKind => Some(Truth::Order(left_text, comparison, right_text)),
            Times::OfOneFormat | Times::None if is_equality => {
                let same = Truth::Same(left_text, right_text);
                Some(if comparison == Comparison::Equal { same } else { Truth::Not(same.into()) })
            }
            Times::OfOtherKinds => {
                let help = "compare dates with dates, times with times, and months with months";
                self.wrong(left.span, "a date or time is compared with another kind of one", help)
            }
            Times::OfOneFormat | Times::None => {
                let help = "use `=` or `!=`; dates have an order, and so have times, if their rows have a `format:`";
                self.wrong(left.span, "texts have no order that a rule could rely on", help)
            }
        }
    }

    /// How two texts compare as dates or times. A literal has the format of the other field.
    fn times(&self, left: &Tree, right: &Tree) -> Times {
        let fields = |tree: &Tree| match &tree.kind {
            Branch::Path(path) => self.lookup(path).unwrap_or_default(),
            _ => Vec::new(),
        };
        let formats = [left, right].into_iter().flat_map(fields).map(|found| found.field.format);
        let formats: Vec<Format> = formats.collect();
        match formats.split_first() {
            Some((first, others)) if first.calendar().is_some() => {
                if others.iter().all(|other| other == first) {
                    Times::OfOneFormat
                } else if others.iter().all(|other| other.calendar() == first.calendar()) {
                    Times::OfOneKind
                } else if others.iter().all(|other| other.calendar().is_some()) {
                    Times::OfOtherKinds
                } else {
                    Times::None
                }
            }
            _ => Times::None,
        }
    }

    /// Records the meaning of a code that a field is compared with.
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

    /// Reports a comparison of a text with an amount. Perhaps one of them is only written as the other.
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

    /// Whether this is a text; `None` for an unknown field, which the lookup reports.
    pub(super) fn is_text(&self, tree: &Tree) -> Option<bool> {
        match &tree.kind {
            Branch::Literal(_) => Some(true),
            Branch::Path(path) => Some(self.lookup(path).ok()?.iter().all(|found| found.field.is_text())),
            _ => Some(false),
        }
    }

    pub(super) fn text_expr(&mut self, tree: &Tree) -> Option<TextExpr> {
        match &tree.kind {
            Branch::Literal(text) => Some(TextExpr::Literal(text.clone().into())),
            Branch::Path(path) => {
                let found = self.find(path, tree.span)?;
                either(found.into_iter().map(Found::text_expr).collect(), TextExpr::Either)
            }
            _ => self.wrong(tree.span, "a text is due here", HELP),
        }
    }

    pub(super) fn amount(&mut self, tree: &Tree) -> Option<Expr> {
        match &tree.kind {
            Branch::Number(number) => Some(Expr::Number(number.to_string().into())),
            Branch::Path(path) => {
                let found = self.find(path, tree.span)?;
                let is_amount = |field: &Field| field.list.is_none() && field.format.is_amount();
                match found.iter().find(|found| !is_amount(found.field)) {
                    Some(Found { field, .. }) => self.no_amount(&field.name, tree.span),
                    None => either(found.into_iter().map(Found::amount).collect(), Expr::Either),
                }
            }
            Branch::Arithmetic(sign, left, right) => {
                let (left, right) = self.both_amounts(left, right)?;
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

    /// The path that is the only argument of a function.
    pub(super) fn only_path<'t>(&mut self, name: &str, arguments: &'t [Tree], span: Span) -> Option<&'t [String]> {
        match arguments {
            [Tree { kind: Branch::Path(path), .. }] => Some(path),
            _ => self.wrong(span, &format!("`{name}` takes a field"), &format!("write `{name}(field)`")),
        }
    }

    /// The fields of a path.
    pub(super) fn lookup<'p>(&self, path: &'p [String]) -> Result<Vec<Found<'a>>, Lost<'p, 'a>> {
        self.scopes.lookup(path)
    }

    pub(super) fn find(&mut self, path: &[String], span: Span) -> Option<Vec<Found<'a>>> {
        match self.lookup(path) {
            Ok(found) => Some(found),
            Err(Lost::Unknown { name, among }) => self.unknown(name, among, span),
            Err(Lost::Inside { name }) => {
                let help = "only an object has fields; those of a list are summed with `sum(list.field)`";
                self.wrong(span, &format!("`{name}` is no object"), help)
            }
        }
    }

    pub(super) fn unknown<T>(&mut self, name: &str, among: &[Field], span: Span) -> Option<T> {
        let unknown =
            self.diagnostics.error(Id::UnknownField, span, format!("there is no field `{name}` in this table"));
        match among.iter().find(|field| field.label.zh == name) {
            Some(field) if wxmed_core::is_name(&field.name) && !field.name.contains(['-', '.']) => {
                unknown.help(format!("write `{}`, the name of the field", field.name))
            }
            Some(field) => {
                unknown.help(format!("write \"`{}`\" with the backticks, the name of the field", field.name))
            }
            None => {
                unknown.did_you_mean(name, among.iter().map(|field| field.name.as_str()));
            }
        }
        None
    }

    pub(super) fn no_amount<T>(&mut self, name: &str, span: Span) -> Option<T> {
        let help = "give the row `format: yuan`, `fen` or `decimal`, or a type that is a number";
        self.wrong(span, &format!("`{name}` is no amount: a rule cannot compute with it"), help)
    }

    pub(super) fn no_list<T>(&mut self, name: &str, span: Span) -> Option<T> {
        self.wrong(span, &format!("`{name}` is no list"), "a list is a row of `type: list`")
    }

    pub(super) fn wrong<T>(&mut self, span: Span, what: &str, help: &str) -> Option<T> {
        self.diagnostics.error(Id::WrongType, span, what).help(help);
        None
    }
}

/// How two texts compare as dates or times.
enum Times {
    /// They have the same format.
    OfOneFormat,
    /// They are of the same kind, in different formats.
    OfOneKind,
    /// They are of different kinds.
    OfOtherKinds,
    /// At least one of them isn't a date or time.
    None,
}

/// Joins the expressions for all rows of one name, of which at most one has a value.
pub(super) fn either<T: 'static>(all: Vec<T>, join: impl Fn(Ref<T>, Ref<T>) -> T) -> Option<T> {
    all.into_iter().rev().reduce(|others, one| join(one.into(), others.into()))
}
