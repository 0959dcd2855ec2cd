//! The types of values.

use wxmed_compiler::model::{CodeTable, Exhaustiveness, Field, Items, List, ValueKind};
use wxmed_core::Severity;

use super::making::Making;
use super::names::object_name;
use super::{Origin, RecordRole, Scalar, Type};

impl Making<'_> {
    /// The type of the value of a row at an index, without the `Option` around it.
    pub(super) fn value_type(&self, row: usize, field: &Field, role: RecordRole) -> Type {
        let kind = match role {
            RecordRole::Request | RecordRole::Content => field.value_kind(),
            RecordRole::Reply => field.received_kind(),
        };
        let single = match kind {
            ValueKind::Code => {
                field.codes.as_deref().map_or(Scalar::Text.into(), |codes| self.code_type(codes, field.severity, role))
            }
            ValueKind::Object => Type::Object(self.type_ref(&object_name(field), Origin::Object(row))),
            ValueKind::Text => Scalar::Text.into(),
            ValueKind::Uint8 => Scalar::U8.into(),
            ValueKind::Uint32 => Scalar::U32.into(),
            ValueKind::Uint64 => Scalar::U64.into(),
            ValueKind::Int => Scalar::I32.into(),
            ValueKind::Int64 => Scalar::I64.into(),
            ValueKind::Timestamp => Scalar::Timestamp.into(),
            ValueKind::Ipv4 => Scalar::Ipv4Addr.into(),
            ValueKind::IdcardMd5 => Scalar::IdCardMd5.into(),
            ValueKind::Content => Scalar::Content.into(),
            ValueKind::Yuan => Scalar::Yuan.into(),
            ValueKind::Fen => Scalar::Fen.into(),
            ValueKind::Decimal => Scalar::Decimal.into(),
            ValueKind::Date => Scalar::Date.into(),
            ValueKind::DashedDate => Scalar::DashedDate.into(),
            ValueKind::DashedDateTime => Scalar::DashedDateTime.into(),
            ValueKind::DashedDateMinute => Scalar::DashedDateMinute.into(),
            ValueKind::Bool => Scalar::Bool.into(),
        };
        match field.list {
            None => single,
            Some(List { items: Items::Values, .. }) => Type::List(Box::new(single)),
            Some(List { items: Items::Lists, .. }) => Type::List(Box::new(Type::List(Box::new(single)))),
        }
    }

    /// The type of a code. In a response, and in an uncertain row, it may be a code that the table doesn't list.
    fn code_type(&self, codes: &CodeTable, severity: Severity, role: RecordRole) -> Type {
        let name = codes.name.clone();
        let origin = if codes.shared { Origin::SharedCodes(name, codes.span.file) } else { Origin::Codes(name) };
        let of = self.type_ref(&codes.spelling, origin);
        match (codes.openness, severity, role) {
            (Exhaustiveness::Closed, Severity::Error, RecordRole::Request | RecordRole::Content) => Type::Codes(of),
            (Exhaustiveness::Closed, Severity::Warning, _)
            | (Exhaustiveness::Closed, Severity::Error, RecordRole::Reply)
            | (Exhaustiveness::Open, ..) => Type::OpenCodes(of),
        }
    }
}
