//! The Rust types of values.

use wxmed_codegen::api::{self, Origin, TypeRef};
use wxmed_compiler::model::{Record, Span};

use crate::breaking::pairs::Ids;

/// A Rust type: its identity, and its displayed name.
///
/// A generated type is identified by its origin, so that a new name is reported once and not for each use of the type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Type {
    pub(super) key: String,
    pub(super) shown: String,
}

impl Type {
    /// A type that isn't generated from a spec.
    pub(super) fn plain(name: &str) -> Self {
        Self::named(name, name)
    }

    /// A type that is generated from a spec.
    pub(super) fn named(key: &str, shown: &str) -> Self {
        Self { key: key.to_owned(), shown: shown.to_owned() }
    }

    /// The type as the argument of a generic one.
    fn within(self, outer: &str) -> Self {
        Self { key: format!("{outer}<{}>", self.key), shown: format!("{outer}<{}>", self.shown) }
    }

    /// The type, or an `Option` of it.
    pub(super) fn optional(self, is_optional: bool) -> Self {
        if is_optional { self.within("Option") } else { self }
    }

    /// The contents of a variant: nothing, a value, or named values.
    pub(super) fn of_members(mut members: Vec<(String, Type)>) -> Self {
        match members.as_slice() {
            [] => Self::plain("nothing"),
            [(_, ty)] => Self { key: format!("({})", ty.key), shown: format!("({})", ty.shown) },
            _ => {
                // Sorted, because patterns can list the names in any order.
                members.sort_by(|a, b| a.0.cmp(&b.0));
                let join = |text: fn(&Type) -> &str| {
                    let all: Vec<String> = members.iter().map(|(name, ty)| format!("{name}: {}", text(ty))).collect();
                    format!("{{ {} }}", all.join(", "))
                };
                Self { key: join(|ty| &ty.key), shown: join(|ty| &ty.shown) }
            }
        }
    }
}

/// The rows of a record, and their IDs.
#[derive(Clone, Copy)]
pub(super) struct Rows<'r> {
    pub(super) record: &'r Record,
    pub(super) ids: &'r Ids,
}

impl Rows<'_> {
    pub(super) fn span(&self, row: usize) -> Span {
        self.record.fields.get(row).map(|field| field.span).unwrap_or_default()
    }

    /// The ID of a choice: that of its first row.
    pub(super) fn choice(&self, index: usize) -> String {
        let rows = self.record.choices.get(index).into_iter().flat_map(|choice| &choice.alternatives);
        let first = rows.flat_map(|group| &group.fields).min();
        format!("choice {}", first.map_or("", |row| self.ids.row(*row)))
    }

    /// The type of a value.
    pub(super) fn ty(&self, ty: &api::Type) -> Type {
        match ty {
            api::Type::Scalar(scalar) => Type::plain(scalar.name()),
            api::Type::Object(of) | api::Type::Codes(of) | api::Type::Group(of) => self.described(of),
            api::Type::OpenCodes(of) => self.described(of).within("OpenEnum"),
            api::Type::List(item) => self.ty(item).within("Vec"),
        }
    }

    fn described(&self, of: &TypeRef) -> Type {
        let key = match &of.origin {
            Origin::Codes(name) => format!("codes {name}"),
            Origin::SharedCodes(name, _) => format!("codes codes::{name}"),
            Origin::SharedPart(name, _) => format!("parts::{name}"),
            Origin::Object(row) => format!("object {}", self.ids.row(*row)),
            Origin::Choice(index) => self.choice(*index),
            Origin::Tag => "tag".to_owned(),
        };
        Type::named(&key, &of.to_string())
    }
}
