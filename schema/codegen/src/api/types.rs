//! The Rust types of values. Every match is exhaustive, so a new kind of value doesn't compile until it has a type.

use std::fmt;

/// The use of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordRole {
    /// Its rows are fields, and methods of a builder.
    Request,
    /// Its rows are fields of a reply, which has no builder.
    Reply,
    /// Like a request, but encoded as JSON, and unknown keys are kept.
    Content,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A type that is not made of a spec.
    Scalar(Scalar),
    /// The struct of an object.
    Object(TypeRef),
    /// The enum of a closed code table.
    Codes(TypeRef),
    /// `OpenEnum` around the enum of a code table.
    OpenCodes(TypeRef),
    /// The enum of a choice, of a shared part, or of a tag.
    Group(TypeRef),
    /// `Vec` of a type.
    List(Box<Type>),
}

/// A type that is not made of a spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
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
    /// `i64`.
    I64,
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
    /// `bool`.
    Bool,
}

/// A type that is generated from a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeRef {
    /// Its name.
    pub name: String,
    /// Its origin.
    pub origin: Origin,
}

/// The origin of a generated type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The spec's own code table, by name.
    Codes(String),
    /// A code table that several specs share: its name, and its file.
    SharedCodes(String, usize),
    /// The object of a row, by the row's index.
    Object(usize),
    /// A choice that several specs share: its name, and its file.
    SharedPart(String, usize),
    /// A choice of the record, by its index.
    Choice(usize),
    /// The tag of the record.
    Tag,
}

/// How a builder's method takes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// As the exact type: for numbers, because the type of literals couldn't be inferred otherwise.
    Exact,
    /// As `impl Into<String>`.
    Text,
    /// As `impl IntoValue`: the value, or something that the validator converts to it.
    IntoValue,
    /// As an iterator of items of the exact type.
    EachExact,
    /// As an iterator of texts.
    EachText,
    /// As an iterator of `impl IntoValue`.
    EachIntoValue,
}

impl Type {
    /// How a builder's method takes a value of the type.
    pub fn argument(&self) -> Argument {
        match self {
            Type::Scalar(scalar) => scalar.argument(),
            Type::Object(_) | Type::Codes(_) | Type::OpenCodes(_) | Type::Group(_) => Argument::IntoValue,
            Type::List(item) => match item.argument() {
                // Inner lists are taken as the exact type.
                Argument::Exact | Argument::EachExact | Argument::EachText | Argument::EachIntoValue => {
                    Argument::EachExact
                }
                Argument::Text => Argument::EachText,
                Argument::IntoValue => Argument::EachIntoValue,
            },
        }
    }

    /// The type of a single value, for lists and lists of lists, too.
    pub fn single(&self) -> &Type {
        match self {
            Type::List(item) => item.single(),
            Type::Scalar(_) | Type::Object(_) | Type::Codes(_) | Type::OpenCodes(_) | Type::Group(_) => self,
        }
    }

    /// The type, or the type of an item if it is a list.
    pub fn item(&self) -> &Type {
        match self {
            Type::List(item) => item,
            Type::Scalar(_) | Type::Object(_) | Type::Codes(_) | Type::OpenCodes(_) | Type::Group(_) => self,
        }
    }

    /// The code table of the value, or of its items.
    pub fn codes(&self) -> Option<&TypeRef> {
        match self.single() {
            Type::Codes(of) | Type::OpenCodes(of) => Some(of),
            Type::Scalar(_) | Type::Object(_) | Type::Group(_) | Type::List(_) => None,
        }
    }

    /// The object type of the value, or of its items.
    pub fn object(&self) -> Option<&TypeRef> {
        match self.single() {
            Type::Object(of) => Some(of),
            Type::Scalar(_) | Type::Codes(_) | Type::OpenCodes(_) | Type::Group(_) | Type::List(_) => None,
        }
    }
}

impl From<Scalar> for Type {
    fn from(scalar: Scalar) -> Self {
        Type::Scalar(scalar)
    }
}

impl Scalar {
    /// How a builder's method takes a value of the type.
    fn argument(self) -> Argument {
        match self {
            Scalar::U8 | Scalar::U32 | Scalar::U64 | Scalar::I32 | Scalar::I64 | Scalar::Bool => Argument::Exact,
            Scalar::Text => Argument::Text,
            Scalar::Content
            | Scalar::Ipv4Addr
            | Scalar::Timestamp
            | Scalar::IdCardMd5
            | Scalar::Yuan
            | Scalar::Fen
            | Scalar::Decimal
            | Scalar::Date
            | Scalar::DashedDate
            | Scalar::DashedDateTime
            | Scalar::DashedDateMinute => Argument::IntoValue,
        }
    }

    /// The name, without a path.
    pub fn name(self) -> &'static str {
        match self {
            Scalar::Text => "String",
            Scalar::U8 => "u8",
            Scalar::U32 => "u32",
            Scalar::U64 => "u64",
            Scalar::I32 => "i32",
            Scalar::I64 => "i64",
            Scalar::Ipv4Addr => "Ipv4Addr",
            Scalar::Timestamp => "Timestamp",
            Scalar::IdCardMd5 => "IdCardMd5",
            Scalar::Content => "Content",
            Scalar::Yuan => "Yuan",
            Scalar::Fen => "Fen",
            Scalar::Decimal => "Decimal",
            Scalar::Date => "Date",
            Scalar::DashedDate => "DashedDate",
            Scalar::DashedDateTime => "DashedDateTime",
            Scalar::DashedDateMinute => "DashedDateMinute",
            Scalar::Bool => "bool",
        }
    }
}

/// The type as it is written if everything is imported.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Scalar(scalar) => f.write_str(scalar.name()),
            Type::Object(of) | Type::Codes(of) | Type::Group(of) => of.fmt(f),
            Type::OpenCodes(of) => write!(f, "OpenEnum<{of}>"),
            Type::List(item) => write!(f, "Vec<{item}>"),
        }
    }
}

impl fmt::Display for TypeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.origin {
            Origin::SharedCodes(..) => write!(f, "codes::{}", self.name),
            Origin::SharedPart(..) | Origin::Codes(_) | Origin::Object(_) | Origin::Choice(_) | Origin::Tag => {
                f.write_str(&self.name)
            }
        }
    }
}
