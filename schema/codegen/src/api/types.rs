//! The Rust types of values. Every match is exhaustive: a new kind of value does not compile before it has a type.

use std::fmt;

use wxmed_compiler::casing::camel;
use wxmed_compiler::model::{CodeTable, Exhaustiveness, Field, StatedPresence, ValueKind};

/// What a record is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordRole {
    /// Its rows are fields, and methods of a builder.
    Request,
    /// Its rows are fields of a reply, which has no builder.
    Reply,
    /// As a request, but JSON, and unknown keys are kept.
    Content,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// `String`.
    Text,
    /// `u8`.
    U8,
    /// `u32`.
    U32,
    /// `u64`.
    U64,
    /// `i32`.
    I32,
    /// `core::net::Ipv4Addr`.
    Ipv4Addr,
    /// `Timestamp` of the runtime crate, as the next ones are.
    Timestamp,
    /// `IdCardMd5`.
    IdCardMd5,
    /// `Content`.
    Content,
    /// `Yuan`.
    Yuan,
    /// `Fen`.
    Fen,
    /// `Decimal`.
    Decimal,
    /// `Date`.
    Date,
    /// `DashedDate`.
    DashedDate,
    /// `DashedDateTime`.
    DashedDateTime,
    /// `DashedDateMinute`.
    DashedDateMinute,
    /// The struct of an object.
    Object(TypeRef),
    /// The enum of a code table that lists every value.
    Codes(TypeRef),
    /// `OpenEnum` around the enum of a code table.
    OpenCodes(TypeRef),
    /// `Vec` of a type.
    List(Box<Type>),
}

/// A type that is made of something in a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeRef {
    /// The name that the spec gives it; users can rename it.
    pub name: String,
    /// What it is made of.
    pub origin: Origin,
}

/// What a type is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A code table of the spec's own, by its name.
    Codes(String),
    /// A code table that several specs share: its name, and its file.
    SharedCodes(String, usize),
    /// The object of a row, by the row's index.
    Object(usize),
}

/// How a builder's method takes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// As it is: numbers, whose literals could not be inferred otherwise.
    Exact,
    /// As `impl Into`.
    Into,
    /// As `impl IntoValue`: of a type that most values become by a check alone, and the compiler's message says how.
    IntoValue,
    /// As an iterator of items.
    Each(ItemArgument),
}

/// How a builder's method takes an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemArgument {
    /// As it is.
    Exact,
    /// As `impl Into`.
    Into,
}

impl Type {
    /// How a builder's method takes a value of the type.
    pub fn argument(&self) -> Argument {
        match self {
            Type::U8 | Type::U32 | Type::U64 | Type::I32 => Argument::Exact,
            Type::Text | Type::Content | Type::Object(_) | Type::Codes(_) | Type::OpenCodes(_) => Argument::Into,
            Type::Ipv4Addr
            | Type::Timestamp
            | Type::IdCardMd5
            | Type::Yuan
            | Type::Fen
            | Type::Decimal
            | Type::Date
            | Type::DashedDate
            | Type::DashedDateTime
            | Type::DashedDateMinute => Argument::IntoValue,
            Type::List(item) => Argument::Each(match item.argument() {
                Argument::Exact => ItemArgument::Exact,
                Argument::Into | Argument::IntoValue | Argument::Each(_) => ItemArgument::Into,
            }),
        }
    }

    /// The type, or that of an item if it is a list.
    pub fn item(&self) -> &Type {
        match self {
            Type::List(item) => item,
            Type::Text
            | Type::U8
            | Type::U32
            | Type::U64
            | Type::I32
            | Type::Ipv4Addr
            | Type::Timestamp
            | Type::IdCardMd5
            | Type::Content
            | Type::Yuan
            | Type::Fen
            | Type::Decimal
            | Type::Date
            | Type::DashedDate
            | Type::DashedDateTime
            | Type::DashedDateMinute
            | Type::Object(_)
            | Type::Codes(_)
            | Type::OpenCodes(_) => self,
        }
    }
}

/// As people write the type where everything is imported.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Type::Text => "String",
            Type::U8 => "u8",
            Type::U32 => "u32",
            Type::U64 => "u64",
            Type::I32 => "i32",
            Type::Ipv4Addr => "Ipv4Addr",
            Type::Timestamp => "Timestamp",
            Type::IdCardMd5 => "IdCardMd5",
            Type::Content => "Content",
            Type::Yuan => "Yuan",
            Type::Fen => "Fen",
            Type::Decimal => "Decimal",
            Type::Date => "Date",
            Type::DashedDate => "DashedDate",
            Type::DashedDateTime => "DashedDateTime",
            Type::DashedDateMinute => "DashedDateMinute",
            Type::Object(of) | Type::Codes(of) => return of.fmt(f),
            Type::OpenCodes(of) => return write!(f, "OpenEnum<{of}>"),
            Type::List(item) => return write!(f, "Vec<{item}>"),
        })
    }
}

impl fmt::Display for TypeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.origin {
            Origin::SharedCodes(..) => write!(f, "codes::{}", self.name),
            Origin::Codes(_) | Origin::Object(_) => f.write_str(&self.name),
        }
    }
}

/// The type of the value of a row at an index, without the `Option` around it.
pub fn value_type(row: usize, field: &Field, role: RecordRole) -> Type {
    let kind = match role {
        RecordRole::Request | RecordRole::Content => field.value_kind(),
        RecordRole::Reply => field.received_kind(),
    };
    let single = match kind {
        ValueKind::Code => field.codes.as_deref().map_or(Type::Text, |codes| code_type(codes, role)),
        ValueKind::Object => Type::Object(TypeRef { name: object_name(field), origin: Origin::Object(row) }),
        ValueKind::Text => Type::Text,
        ValueKind::Uint8 => Type::U8,
        ValueKind::Uint32 => Type::U32,
        ValueKind::Uint64 => Type::U64,
        ValueKind::Int => Type::I32,
        ValueKind::Timestamp => Type::Timestamp,
        ValueKind::Ipv4 => Type::Ipv4Addr,
        ValueKind::IdcardMd5 => Type::IdCardMd5,
        ValueKind::Content => Type::Content,
        ValueKind::Yuan => Type::Yuan,
        ValueKind::Fen => Type::Fen,
        ValueKind::Decimal => Type::Decimal,
        ValueKind::Date => Type::Date,
        ValueKind::DashedDate => Type::DashedDate,
        ValueKind::DashedDateTime => Type::DashedDateTime,
        ValueKind::DashedDateMinute => Type::DashedDateMinute,
    };
    if field.list.is_some() { Type::List(Box::new(single)) } else { single }
}

/// The type of a code, which in a response can be one that the table does not list.
fn code_type(codes: &CodeTable, role: RecordRole) -> Type {
    let name = codes.name.clone();
    let origin = if codes.shared { Origin::SharedCodes(name, codes.span.file) } else { Origin::Codes(name) };
    let of = TypeRef { name: codes.spelling.clone(), origin };
    match (codes.openness, role) {
        (Exhaustiveness::Closed, RecordRole::Request | RecordRole::Content) => Type::Codes(of),
        (Exhaustiveness::Closed, RecordRole::Reply) | (Exhaustiveness::Open, _) => Type::OpenCodes(of),
    }
}

/// Whether the member of a row is an `Option`.
pub fn is_optional(field: &Field) -> bool {
    match field.presence {
        StatedPresence::Required => false,
        StatedPresence::Optional | StatedPresence::Chosen | StatedPresence::Present => true,
    }
}

/// The name of the type of an object.
pub fn object_name(field: &Field) -> String {
    field.spelling.clone().unwrap_or_else(|| camel(&field.name))
}
