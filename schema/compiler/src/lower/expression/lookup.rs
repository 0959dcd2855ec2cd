//! The fields that a path of names leads to.

use std::collections::BTreeSet;

use super::NamedFields;
use crate::model::{Field, Span};
use crate::schemas::index;

/// What a field is to an expression.
pub(super) struct Found<'a> {
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

    /// The same from one object further out.
    pub(super) fn within(mut self, place: usize) -> Self {
        self.path.insert(0, index(place));
        self
    }
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
            ([], _) => Ok(vec![Found { path: Vec::new(), field, inside }]),
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
