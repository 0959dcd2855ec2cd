//! The records whose fields an expression can refer to.

use std::collections::BTreeSet;

use super::FieldScope;
use super::list_functions::ListFunction;
use super::lookup::{Found, Lost, lookup};
use super::named::NamedFields;
use super::syntax::{Branch, Tree};
use crate::model::{Content, Span};

/// The prefix of the request's fields in a binding.
pub(super) const OUTER: &str = "outer";
/// In an expression about items, the prefix of the fields of the record that contains the list.
const PARENT: &str = "parent";

/// The fields that an expression can refer to, and those of the enclosing records.
#[derive(Clone)]
pub(super) struct Scopes<'a> {
    fields: FieldScope<'a>,
    /// The records with the lists whose items the expression is about, the outermost first.
    around: Vec<FieldScope<'a>>,
}

impl<'a> Scopes<'a> {
    pub(super) fn of(fields: FieldScope<'a>) -> Self {
        Self { fields, around: Vec::new() }
    }

    /// Enters the items of one of a record's lists.
    pub(super) fn enter(&mut self, items: &'a NamedFields<'a>) {
        self.around.push(std::mem::replace(&mut self.fields, FieldScope::Own(items)));
    }

    /// Returns to the record that contains the list.
    pub(super) fn leave(&mut self) {
        if let Some(around) = self.around.pop() {
            self.fields = around;
        }
    }

    /// Whether the expression can refer to fields of the request.
    pub(super) fn has_outer(&self) -> bool {
        matches!(self.fields, FieldScope::WithOuter { .. })
    }

    /// Resolves a path. The prefix `parent.` refers to the record that contains the list, and `outer.` to the request.
    pub(super) fn lookup<'p>(&self, path: &'p [String]) -> Result<Vec<Found<'a>>, Lost<'p, 'a>> {
        let (levels, path) = self.outward(path);
        let scope = match levels.checked_sub(1) {
            None => Some(&self.fields),
            Some(above) => self.around.iter().rev().nth(above),
        };
        let (root, found) = match (*scope.unwrap_or(&self.fields), path) {
            (FieldScope::Own(fields), path) => (None, lookup(fields, path)?),
            (FieldScope::WithOuter { outer, .. }, [first, rest @ ..]) if first == OUTER && !rest.is_empty() => {
                (Some(Content::OUTER), lookup(outer, rest)?)
            }
            (FieldScope::WithOuter { own, .. }, path) => (Some(Content::OWN), lookup(own, path)?),
        };
        let inside = |found: Found<'a>| match root {
            Some(root) => found.within(root),
            None => found,
        };
        Ok(found.into_iter().map(|found| Found { levels, ..inside(found) }).collect())
    }

    /// The number of `parent.` prefixes of a path, and the rest of the path.
    fn outward<'p>(&self, mut path: &'p [String]) -> (usize, &'p [String]) {
        let mut levels = 0;
        // A field of the items with this name takes precedence.
        while let [first, rest @ ..] = path
            && first == PARENT
            && !rest.is_empty()
            && levels < self.around.len()
            && !self.has_own(levels, first)
        {
            (levels, path) = (levels + 1, rest);
        }
        (levels, path)
    }

    /// Whether the record this many levels further out has a field with this name.
    fn has_own(&self, levels: usize, name: &str) -> bool {
        let scope = match levels.checked_sub(1) {
            None => Some(&self.fields),
            Some(above) => self.around.iter().rev().nth(above),
        };
        match scope {
            Some(FieldScope::Own(fields) | FieldScope::WithOuter { own: fields, .. }) => {
                fields.of_name(name).next().is_some()
            }
            None => false,
        }
    }

    /// Whether an expression refers to one of these fields, given by the spans of their names.
    pub(super) fn names_any(&self, tree: &Tree, fields: &BTreeSet<Span>) -> bool {
        let names = |inner: &Tree| self.names_any(inner, fields);
        if fields.is_empty() {
            return false;
        }
        match &tree.kind {
            Branch::Path(path) => self.path_names_any(path, fields),
            Branch::Compare(left, _, right)
            | Branch::And(left, right)
            | Branch::Or(left, right)
            | Branch::Arithmetic(_, left, right) => names(left) || names(right),
            Branch::Not(inner) => names(inner),
            Branch::Call(name, arguments) => match (ListFunction::by_name(name), arguments.as_slice()) {
                (Some(_), [list, inside @ ..]) => {
                    let items = self.items(list);
                    names(list) || inside.iter().any(|inner| items.as_ref().unwrap_or(self).names_any(inner, fields))
                }
                _ => arguments.iter().any(names),
            },
            Branch::Number(_) | Branch::Literal(_) => false,
        }
    }

    fn path_names_any(&self, path: &[String], fields: &BTreeSet<Span>) -> bool {
        // The lookup doesn't go through lists, so also check the field after each prefix of the path.
        (1..=path.len()).any(|end| {
            let found = path.get(..end).and_then(|path| self.lookup(path).ok()).unwrap_or_default();
            found
                .iter()
                .any(|found| fields.contains(&found.field.span) || end < path.len() && found.has(path.get(end), fields))
        })
    }

    /// The scopes of an expression about the items of a list.
    fn items(&self, list: &Tree) -> Option<Self> {
        let Branch::Path(path) = &list.kind else { return None };
        let inside = self.lookup(path).ok()?.first()?.inside?;
        let mut items = self.clone();
        items.enter(inside);
        Some(items)
    }
}
