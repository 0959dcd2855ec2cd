//! Which trait the type of a field must have, by its row.

use wxmed_compiler::model::{Field, ValueKind};

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
        match row.value_kind() {
            ValueKind::Object => Self::Object,
            ValueKind::Code => Self::Code,
            ValueKind::Text => Self::Text("Text"),
            ValueKind::Uint8 | ValueKind::Uint32 | ValueKind::Uint64 | ValueKind::Int => Self::Text("Whole"),
            ValueKind::Timestamp => Self::Text("Timestamp"),
            ValueKind::Ipv4 => Self::Text("Ipv4"),
            ValueKind::IdcardMd5 => Self::Text("IdCardMd5"),
            ValueKind::Content => Self::Text("Content"),
            ValueKind::Yuan => Self::Text("Yuan"),
            ValueKind::Fen => Self::Text("Fen"),
            ValueKind::Decimal => Self::Text("Decimal"),
            ValueKind::Date => Self::Text("Date"),
            ValueKind::DashedDate => Self::Text("DashedDate"),
            ValueKind::DashedDateTime => Self::Text("DashedDateTime"),
            ValueKind::DashedDateMinute => Self::Text("DashedDateMinute"),
        }
    }
}
