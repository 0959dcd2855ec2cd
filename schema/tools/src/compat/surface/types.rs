//! The Rust types of values.

use wxmed_codegen::api::{self, Origin, RecordRole, TypeRef};
use wxmed_compiler::model::Field;

/// A Rust type: what it is, and what people read.
///
/// A type of the specs is told from others by what it is made of, so that its new name is told once and not wherever the
/// type is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Type {
    pub(super) key: String,
    pub(super) shown: String,
}

impl Type {
    /// A type that is not made of a spec.
    pub(super) fn plain(name: &str) -> Self {
        Self::named(name, name)
    }

    /// A type that is made of something in a spec.
    pub(super) fn named(key: &str, shown: &str) -> Self {
        Self { key: key.to_owned(), shown: shown.to_owned() }
    }

    /// The type in another one.
    fn within(self, outer: &str) -> Self {
        Self { key: format!("{outer}<{}>", self.key), shown: format!("{outer}<{}>", self.shown) }
    }

    /// The type, or perhaps the type.
    pub(super) fn optional(self, is_optional: bool) -> Self {
        if is_optional { self.within("Option") } else { self }
    }

    /// What a variant holds: nothing, a value, or values with names.
    pub(super) fn of_members(mut members: Vec<(String, Type)>) -> Self {
        match members.as_slice() {
            [] => Self::plain("nothing"),
            [(_, ty)] => Self { key: format!("({})", ty.key), shown: format!("({})", ty.shown) },
            _ => {
                // Patterns name them in any order.
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

/// The type of a row's value, without the `Option` around it; `id` is what the row is called in both versions.
pub(super) fn value_type(row: usize, field: &Field, role: RecordRole, id: &str) -> Type {
    let ty = api::value_type(row, field, role);
    let single = match ty.item() {
        api::Type::Object(of) => Type::named(&format!("object {id}"), &of.to_string()),
        api::Type::Codes(of) => of_codes(of),
        api::Type::OpenCodes(of) => of_codes(of).within("OpenEnum"),
        plain @ (api::Type::Text
        | api::Type::U8
        | api::Type::U32
        | api::Type::U64
        | api::Type::I32
        | api::Type::Ipv4Addr
        | api::Type::Timestamp
        | api::Type::IdCardMd5
        | api::Type::Content
        | api::Type::Yuan
        | api::Type::Fen
        | api::Type::Decimal
        | api::Type::Date
        | api::Type::DashedDate
        | api::Type::DashedDateTime
        | api::Type::DashedDateMinute
        | api::Type::List(_)) => Type::plain(&plain.to_string()),
    };
    if field.list.is_some() { single.within("Vec") } else { single }
}

fn of_codes(of: &TypeRef) -> Type {
    let key = match &of.origin {
        Origin::Codes(name) => format!("codes {name}"),
        Origin::SharedCodes(name, _) => format!("codes codes::{name}"),
        Origin::Object(row) => format!("object {row}"),
    };
    Type::named(&key, &of.to_string())
}
