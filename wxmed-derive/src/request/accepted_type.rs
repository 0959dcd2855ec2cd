//! The trait that the type of a field must implement, depending on its row.

use wxmed_codegen::api::{Scalar, Type};

/// The types that a row accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AcceptedType {
    /// Types that implement this trait of `field_types`.
    Text(&'static str),
    /// A value of the row's code table.
    Code,
    /// An object.
    Object,
}

impl AcceptedType {
    /// The types that the rows with one name accept: texts, if their types differ.
    pub(super) fn of<'t>(mut types: impl Iterator<Item = &'t Type>) -> Self {
        let text = Self::Text("Text");
        let first = types.next().map_or(text, Self::of_type);
        if types.all(|other| Self::of_type(other) == first) { first } else { text }
    }

    fn of_type(ty: &Type) -> Self {
        match ty.single() {
            Type::Object(_) => Self::Object,
            Type::Codes(_) | Type::OpenCodes(_) => Self::Code,
            Type::Group(_) | Type::List(_) => Self::Text("Text"),
            Type::Scalar(scalar) => Self::Text(match scalar {
                Scalar::Text => "Text",
                Scalar::U8 | Scalar::U32 | Scalar::U64 | Scalar::I32 | Scalar::I64 => "Whole",
                Scalar::Timestamp => "Timestamp",
                Scalar::Ipv4Addr => "Ipv4",
                Scalar::IdCardMd5 => "IdCardMd5",
                Scalar::Content => "Content",
                Scalar::Yuan => "Yuan",
                Scalar::Fen => "Fen",
                Scalar::Decimal => "Decimal",
                Scalar::Date => "Date",
                Scalar::DashedDate => "DashedDate",
                Scalar::DashedDateTime => "DashedDateTime",
                Scalar::DashedDateMinute => "DashedDateMinute",
                Scalar::Bool => "Bool",
            }),
        }
    }
}
