//! The fields that a path of names leads to.

use std::collections::BTreeSet;

use wxmed_core::schema::Ref;

use super::NamedFields;
use crate::model::{Expr, Field, Span, Truth, Words};
use crate::schemas::index;

/// What a field is to an expression.
pub(super) struct Found<'a> {
    /// How many records further out than the expression the path starts.
    pub(super) levels: usize,
    pub(super) path: Vec<u16>,
    pub(super) field: &'a Field,
    /// The fields inside, of an object or of items.
    pub(super) inside: Option<&'a NamedFields<'a>>,
}

impl Found<'_> {
    /// Whether the fields inside have one of a name that is among some.
    pub(super) fn has(&self, name: Option<&String>, fields: &BTreeSet<Span>) -> bool {
        let inside = self.inside.into_iter().zip(name).flat_map(|(inside, name)| inside.of_name(name));
        inside.into_iter().any(|(_, field)| fields.contains(&field.span))
    }

    /// Its text.
    pub(super) fn words(self) -> Words {
        outward(self.levels, Words::Field(self.path.into()), Words::Parent)
    }

    /// Its amount.
    pub(super) fn amount(self) -> Expr {
        outward(self.levels, Expr::Field(self.path.into()), Expr::Parent)
    }

    /// The number of its items.
    pub(super) fn length(self) -> Expr {
        outward(self.levels, Expr::Length(self.path.into()), Expr::Parent)
    }

    /// Whether it has a value.
    pub(super) fn given(self) -> Truth {
        outward(self.levels, Truth::Given(self.path.into()), Truth::Parent)
    }

    /// The same from one object further out.
    pub(super) fn within(mut self, place: usize) -> Self {
        self.path.insert(0, index(place));
        self
    }
}

/// What starts so many records further out.
fn outward<T: 'static>(levels: usize, of: T, parent: impl Fn(Ref<T>) -> T) -> T {
    (0..levels).fold(of, |inner, _| parent(inner.into()))
}

/// Why a path leads nowhere.
pub(super) enum Lost<'p, 'f> {
    Unknown { name: &'p str, among: &'f [Field] },
    Inside { name: &'p str },
}

/// The fields of a path, by the names of fields or by their other names; never none.
///
/// A name can stand in several sections, each time with other fields inside: meant are those in which the path goes on,
/// of which one at most is there.
pub(super) fn lookup<'f, 'p>(fields: &'f NamedFields<'f>, path: &'p [String]) -> Result<Vec<Found<'f>>, Lost<'p, 'f>> {
    let among = fields.fields;
    let Some((name, rest)) = path.split_first() else { return Err(Lost::Unknown { name: "", among }) };
    let mut found = Vec::new();
    let mut lost = None;
    for (place, field) in fields.of_name(name) {
        let inside = fields.inside(place);
        let further = match (rest, inside.filter(|_| field.list.is_none())) {
            ([], _) => Ok(vec![Found { levels: 0, path: Vec::new(), field, inside }]),
            (rest, Some(inner)) => lookup(inner, rest),
            (_, None) => Err(Lost::Inside { name }),
        };
        match further {
            Ok(further) => found.extend(further.into_iter().map(|found| found.within(place))),
            Err(other) => lost = lost.or(Some(other)),
        }
    }
    match lost {
        _ if !found.is_empty() => Ok(found),
        Some(lost) => Err(lost),
        None => Err(Lost::Unknown { name, among }),
    }
}
