//! The Rust types of values.

use wxmed_compiler::casing::camel;
use wxmed_compiler::model::{CodeTable, Exhaustiveness, Field, Presence, ValueKind};

/// What a record is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Request,
    Reply,
    Content,
}

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

/// The type of a member but for `Option`, and whether there is an `Option` around it.
pub(super) fn member_type(field: &Field, used: Use, id: &str) -> (Type, bool) {
    let is_optional = match field.presence {
        Presence::Required => false,
        Presence::Optional | Presence::Chosen | Presence::Present => true,
    };
    (value_type(field, used, id), is_optional)
}

/// The type of a row's value.
pub(super) fn value_type(field: &Field, used: Use, id: &str) -> Type {
    let ty = single_type(field, used, id);
    if field.list.is_some() { ty.within("Vec") } else { ty }
}

/// The type of a row's value, or of each of its values.
fn single_type(field: &Field, used: Use, id: &str) -> Type {
    let kind = match used {
        Use::Request | Use::Content => field.value_kind(),
        Use::Reply => field.received_kind(),
    };
    match kind {
        ValueKind::Code => field.codes.as_deref().map_or_else(|| Type::plain("String"), |table| code_type(table, used)),
        ValueKind::Object => Type::named(&format!("object {id}"), &object_name(field)),
        ValueKind::Text => Type::plain("String"),
        ValueKind::Uint8 => Type::plain("u8"),
        ValueKind::Uint32 => Type::plain("u32"),
        ValueKind::Uint64 => Type::plain("u64"),
        ValueKind::Int => Type::plain("i32"),
        ValueKind::Timestamp => Type::plain("Timestamp"),
        ValueKind::Ipv4 => Type::plain("Ipv4Addr"),
        ValueKind::IdcardMd5 => Type::plain("IdCardMd5"),
        ValueKind::Content => Type::plain("Content"),
        ValueKind::Yuan => Type::plain("Yuan"),
        ValueKind::Fen => Type::plain("Fen"),
        ValueKind::Decimal => Type::plain("Decimal"),
        ValueKind::Date => Type::plain("Date"),
        ValueKind::DashedDate => Type::plain("DashedDate"),
        ValueKind::DashedDateTime => Type::plain("DashedDateTime"),
        ValueKind::DashedDateMinute => Type::plain("DashedDateMinute"),
    }
}

fn code_type(table: &CodeTable, used: Use) -> Type {
    let module = if table.shared { "codes::" } else { "" };
    let codes = Type::named(&format!("codes {module}{}", table.name), &format!("{module}{}", table.spelling));
    match table.openness {
        Exhaustiveness::Closed if used != Use::Reply => codes,
        Exhaustiveness::Closed | Exhaustiveness::Open => codes.within("OpenEnum"),
    }
}

/// What the type of an object is called.
pub(super) fn object_name(field: &Field) -> String {
    field.spelling.clone().unwrap_or_else(|| camel(&field.name))
}
