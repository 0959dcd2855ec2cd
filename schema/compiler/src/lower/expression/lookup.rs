//! Resolves paths of names to fields.

use std::collections::BTreeSet;

use wxmed_core::schema::Ref;

use super::NamedFields;
use crate::model::{Expr, Field, Span, TextExpr, Truth};
use crate::schemas::index;

/// A field that an expression refers to.
pub(super) struct Found<'a> {
    /// The number of enclosing records between the expression and the start of the path.
    pub(super) levels: usize,
    pub(super) path: Vec<u16>,
    pub(super) field: &'a Field,
    /// The fields inside, of an object or of items.
    pub(super) inside: Option<&'a NamedFields<'a>>,
}

impl Found<'_> {
    /// Whether the inner fields contain one with this name that is in a set of fields.
    pub(super) fn has(&self, name: Option<&String>, fields: &BTreeSet<Span>) -> bool {
        let inside = self.inside.into_iter().zip(name).flat_map(|(inside, name)| inside.of_name(name));
        inside.into_iter().any(|(_, field)| fields.contains(&field.span))
    }

    /// The field as a text expression.
    pub(super) fn text_expr(self) -> TextExpr {
        outward(self.levels, TextExpr::Field(self.path.into()), TextExpr::Parent)
    }

    /// The field as an amount.
    pub(super) fn amount(self) -> Expr {
        outward(self.levels, Expr::Field(self.path.into()), Expr::Parent)
    }

    /// The number of the field's items.
    pub(super) fn length(self) -> Expr {
        outward(self.levels, Expr::Length(self.path.into()), Expr::Parent)
    }

    /// Whether the field has a value.
    pub(super) fn given(self) -> Truth {
        outward(self.levels, Truth::Given(self.path.into()), Truth::Parent)
    }

    /// Prepends an enclosing object to the path.
    pub(super) fn within(mut self, field_index: usize) -> Self {
        self.path.insert(0, index(field_index));
        self
    }
}

/// Wraps an expression in this many `Parent` levels.
fn outward<T: 'static>(levels: usize, of: T, parent: impl Fn(Ref<T>) -> T) -> T {
    (0..levels).fold(of, |inner, _| parent(inner.into()))
}

/// Why a path can't be resolved.
pub(super) enum Lost<'p, 'f> {
    Unknown { name: &'p str, among: &'f [Field] },
    Inside { name: &'p str },
}

/// Resolves a path by names and aliases. The result is never empty.
///
/// A name can occur in several sections, each with different fields inside. The result contains those in which the rest
/// of the path exists; at most one of them has a value.
pub(super) fn lookup<'f, 'p>(fields: &'f NamedFields<'f>, path: &'p [String]) -> Result<Vec<Found<'f>>, Lost<'p, 'f>> {
    let among = fields.fields;
    let Some((name, rest)) = path.split_first() else { return Err(Lost::Unknown { name: "", among }) };
    let mut found = Vec::new();
    let mut lost = None;
    for (field_index, field) in fields.of_name(name) {
        let inside = fields.inside(field_index);
        let further = match (rest, inside.filter(|_| field.list.is_none())) {
            ([], _) => Ok(vec![Found { levels: 0, path: Vec::new(), field, inside }]),
            (rest, Some(inner)) => lookup(inner, rest),
            (_, None) => Err(Lost::Inside { name }),
        };
        match further {
            Ok(further) => found.extend(further.into_iter().map(|found| found.within(field_index))),
            Err(other) => lost = lost.or(Some(other)),
        }
    }
    match lost {
        _ if !found.is_empty() => Ok(found),
        Some(lost) => Err(lost),
        None => Err(Lost::Unknown { name, among }),
    }
}
