//! Which trait the type of a field must have, by its row.

use wxmed_codegen::api::{RecordRole, Type, value_type};
use wxmed_compiler::model::Field;

/// What a row takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carrier {
    /// What has this trait of the runtime's `field_types`.
    Text(&'static str),
    /// A value of the row's code table.
    Code,
    /// An object.
    Object,
}

impl Carrier {
    /// What rows of one name take: texts, where they differ.
    pub(super) fn of(rows: &[&Field]) -> Self {
        let mut carriers = rows.iter().map(|row| Self::of_row(row));
        let first = carriers.next().unwrap_or(Self::Text("Text"));
        if carriers.all(|other| other == first) { first } else { Self::Text("Text") }
    }

    fn of_row(row: &Field) -> Self {
        // The index only tells the struct of an object, which a type of the user's own stands for here.
        match value_type(0, row, RecordRole::Request).item() {
            Type::Object(_) => Self::Object,
            Type::Codes(_) | Type::OpenCodes(_) => Self::Code,
            Type::Text | Type::List(_) => Self::Text("Text"),
            Type::U8 | Type::U32 | Type::U64 | Type::I32 => Self::Text("Whole"),
            Type::Timestamp => Self::Text("Timestamp"),
            Type::Ipv4Addr => Self::Text("Ipv4"),
            Type::IdCardMd5 => Self::Text("IdCardMd5"),
            Type::Content => Self::Text("Content"),
            Type::Yuan => Self::Text("Yuan"),
            Type::Fen => Self::Text("Fen"),
            Type::Decimal => Self::Text("Decimal"),
            Type::Date => Self::Text("Date"),
            Type::DashedDate => Self::Text("DashedDate"),
            Type::DashedDateTime => Self::Text("DashedDateTime"),
            Type::DashedDateMinute => Self::Text("DashedDateMinute"),
        }
    }
}
