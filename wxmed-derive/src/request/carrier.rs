//! Which trait the type of a field must have, by its row.

use wxmed_schema::Format;
use wxmed_schema::model::{Field, Type};

/// What a row takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carrier {
    /// What has this trait of the runtime's `carry`.
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
        match (row.ty, row.format) {
            (Type::Object, _) => Self::Object,
            _ if row.codes.is_some() => Self::Code,
            (Type::Uint32 | Type::Int, Format::Fen) | (_, Format::Fen) => Self::Text("Fen"),
            (Type::Uint8 | Type::Uint32 | Type::Int, _) | (_, Format::Uint8 | Format::Uint32 | Format::Int) => {
                Self::Text("Whole")
            }
            (_, Format::Timestamp) => Self::Text("Timestamp"),
            (_, Format::Ipv4) => Self::Text("Ipv4"),
            (_, Format::IdcardMd5) => Self::Text("IdHash"),
            (_, Format::Content) => Self::Text("Content"),
            (_, Format::Yuan) => Self::Text("Yuan"),
            (_, Format::Decimal) => Self::Text("Decimal"),
            (_, Format::Date) => Self::Text("Date"),
            (_, Format::DashedDate) => Self::Text("DashedDate"),
            (_, Format::DateTime) => Self::Text("DateTime"),
            (_, Format::DateMinute) => Self::Text("DateMinute"),
            _ => Self::Text("Text"),
        }
    }
}
