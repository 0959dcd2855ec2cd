//! The items of lists in expressions.

use super::lookup::{Found, lookup};
use super::names::{Resolver, either};
use super::scopes::OUTER;
use super::syntax::{Branch, Tree};
use crate::model::{Expr, Field, Items, Span, WireType};

impl<'a> Resolver<'a> {
    /// Enters the items of a list, and returns the path of the list.
    pub(super) fn enter(&mut self, list: &Tree) -> Option<Vec<u16>> {
        match &list.kind {
            Branch::Path(path) => self.enter_list(path, list.span),
            Branch::Number(_)
            | Branch::Literal(_)
            | Branch::Arithmetic(..)
            | Branch::Compare(..)
            | Branch::And(..)
            | Branch::Or(..)
            | Branch::Not(_)
            | Branch::Call(..) => self.wrong(list.span, "the name of a list is due here", "write `all(list, fee > 0)`"),
        }
    }

    fn enter_list(&mut self, path: &[String], span: Span) -> Option<Vec<u16>> {
        let mut found = self.find(path, span)?;
        if found.len() > 1 {
            let help = "name a list that stands in one section, or in none";
            return self.wrong(span, &format!("`{}` stands in several sections", path.join(".")), help);
        }
        let Found { levels, path, field, inside } = found.pop()?;
        match inside.filter(|_| field.list.is_some()) {
            _ if levels > 0 => self.list_outside(span),
            Some(items) => {
                self.scopes.enter(items);
                Some(path)
            }
            None if field.list.is_some() => {
                let help = "what holds for each value stands in the row of the list, as its `pattern:` or `range:`";
                self.wrong(span, &format!("the items of `{}` have no fields", field.name), help)
            }
            None => self.no_list(&field.name, span),
        }
    }

    /// Rejects a loop over all items for each item: its cost would be quadratic in the length of the list.
    fn list_outside<T>(&mut self, span: Span) -> Option<T> {
        let help = "behind `parent.` a rule compares single fields, or the length of a list";
        self.wrong(span, "the items of a list outside cannot be gone through for each item", help)
    }

    /// The first list of objects on a path through several lists, and the rest of the path, starting at its items.
    fn list_in<'p>(&self, path: &'p [String]) -> Option<(&'p [String], &'p [String])> {
        let is_list = |path: &[String]| {
            let found = self.lookup(path).unwrap_or_default();
            !found.is_empty() && found.iter().all(|found| found.field.list.is_some() && found.inside.is_some())
        };
        let end = (1..path.len().saturating_sub(1)).find(|end| path.get(..*end).is_some_and(is_list))?;
        path.split_at_checked(end)
    }

    /// The sum of a field over the items of a list, or of the items themselves.
    pub(super) fn total(&mut self, path: &[String], span: Span) -> Option<Expr> {
        let is_plain = |field: &Field| field.list.is_some() && field.ty != WireType::Object;
        if let Ok(found) = self.lookup(path)
            && let Some(Found { field, .. }) = found.iter().find(|found| is_of_lists(found.field))
        {
            return self.wrong(
                span,
                &format!("the items of `{}` are lists", field.name),
                "sum a list of single values",
            );
        }
        if let Ok(found) = self.lookup(path)
            && found.iter().all(|found| is_plain(found.field))
        {
            if found.iter().any(|found| found.levels > 0) {
                return self.list_outside(span);
            }
            return match found.iter().find(|found| !found.field.format.is_amount()) {
                Some(Found { field, .. }) => self.no_amount(&field.name, span),
                None => {
                    either(found.into_iter().map(|found| Expr::Total(found.path.into(), None)).collect(), Expr::Either)
                }
            };
        }
        if let [first, name] = path
            && first == OUTER
            && self.scopes.has_outer()
        {
            return self.no_list(name, span);
        }
        if let Some((list, inside)) = self.list_in(path) {
            let path = self.enter_list(list, span)?;
            let inner = self.total(inside, span);
            self.scopes.leave();
            return Some(Expr::SumOver(path.into(), inner?.into()));
        }
        let Some((last, outer)) = path.split_last().filter(|(_, outer)| !outer.is_empty()) else {
            return self.wrong(span, "`sum` takes a field of a list", "write `sum(list.field)`");
        };
        let mut lists = self.find(outer, span)?;
        if lists.iter().any(|found| found.levels > 0) {
            return self.list_outside(span);
        }
        // As for any path, only the lists whose items have the field are used. If there are none, the error is reported
        // for the first one.
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
        let Found { levels: _, path, field: list, inside } = list;
        let Some(items) = inside.filter(|_| list.list.is_some()) else {
            return self.no_list(&list.name, span);
        };
        match lookup(items, std::slice::from_ref(of)).as_deref() {
            Err(_) => self.unknown(of, items.fields, span),
            Ok([Found { path: inner, field, .. }]) if field.list.is_none() && field.format.is_amount() => {
                Some(Expr::Total(path.into(), inner.first().copied()))
            }
            Ok([Found { field, .. }]) => self.no_amount(&field.name, span),
            Ok(_) => {
                let help = "sum a field that stands in one section of the items, or in none";
                self.wrong(span, &format!("`{of}` stands in several sections"), help)
            }
        }
    }
}

fn is_of_lists(field: &Field) -> bool {
    field.list.is_some_and(|list| list.items == Items::Lists)
}
