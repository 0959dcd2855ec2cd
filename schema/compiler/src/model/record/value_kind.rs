use super::super::{Format, Severity};
use super::{Field, WireType};

/// Defines the enum and `ALL` from one list.
macro_rules! kinds {
    ($($(#[$kind_about:meta])* $kind:ident,)*) => {
        /// The kind of a row's value, which determines its Rust types.
        ///
        /// The emitter, the derive and the comparison of versions map it to types by matches without a wildcard, so a
        /// new kind, type or format doesn't compile until all of them handle it. This is why the enum is exhaustive.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ValueKind {
            $($(#[$kind_about])* $kind,)*
        }

        impl ValueKind {
            /// Every kind.
            pub const ALL: [ValueKind; [$(ValueKind::$kind),*].len()] = [$(ValueKind::$kind),*];
        }
    };
}

kinds! {
    /// Text of any kind.
    Text,
    /// A value of the row's code table.
    Code,
    /// An object.
    Object,
    /// A whole number of 8 bits.
    Uint8,
    /// A whole number of 32 bits.
    Uint32,
    /// A whole number of 64 bits.
    Uint64,
    /// A whole number of 32 bits with sign.
    Int,
    /// A whole number of 64 bits with sign.
    Int64,
    /// A point in time as `yyyyMMddHHmmss`.
    Timestamp,
    /// An IPv4 address.
    Ipv4,
    /// The MD5 of an identity number.
    IdcardMd5,
    /// The content of a city's bureau.
    Content,
    /// An amount in yuan.
    Yuan,
    /// An amount in fen.
    Fen,
    /// An exact decimal number.
    Decimal,
    /// A date as `yyyyMMdd`.
    Date,
    /// A date as `yyyy-MM-dd`.
    DashedDate,
    /// A point in time as `yyyy-MM-dd HH:mm:ss`.
    DashedDateTime,
    /// A point in time as `yyyy-MM-dd HH:mm`.
    DashedDateMinute,
    /// `true` or `false`.
    Bool,
}

impl Field {
    /// The kind of the row's value, or of each item. An uncertain row holds any text.
    pub fn value_kind(&self) -> ValueKind {
        let kind = self.stated_kind();
        match (self.severity, kind) {
            (Severity::Error, _) | (Severity::Warning, ValueKind::Code | ValueKind::Object | ValueKind::Content) => {
                kind
            }
            (
                Severity::Warning,
                ValueKind::Text
                | ValueKind::Uint8
                | ValueKind::Uint32
                | ValueKind::Uint64
                | ValueKind::Int
                | ValueKind::Int64
                | ValueKind::Timestamp
                | ValueKind::Ipv4
                | ValueKind::IdcardMd5
                | ValueKind::Yuan
                | ValueKind::Fen
                | ValueKind::Decimal
                | ValueKind::Date
                | ValueKind::DashedDate
                | ValueKind::DashedDateTime
                | ValueKind::DashedDateMinute
                | ValueKind::Bool,
            ) => ValueKind::Text,
        }
    }

    /// The kind that the row states.
    fn stated_kind(&self) -> ValueKind {
        if self.codes.is_some() {
            return ValueKind::Code;
        }
        match self.ty {
            WireType::Object => ValueKind::Object,
            // A row whose type is a number has the format of that type, or of an amount that the type can hold.
            WireType::Text { .. }
            | WireType::Uint8
            | WireType::Uint32
            | WireType::Uint64
            | WireType::Int
            | WireType::Bool => of_format(self.format),
        }
    }

    /// Like [`Field::value_kind`], for a row of a response, which accepts invalid values: values that are text on the
    /// wire are read as text, except whole numbers and booleans.
    pub fn received_kind(&self) -> ValueKind {
        let kind = self.value_kind();
        match (kind, self.ty) {
            (
                ValueKind::Code
                | ValueKind::Object
                | ValueKind::Uint8
                | ValueKind::Uint32
                | ValueKind::Uint64
                | ValueKind::Int
                | ValueKind::Int64
                | ValueKind::Bool,
                _,
            )
            | (
                _,
                WireType::Uint8
                | WireType::Uint32
                | WireType::Uint64
                | WireType::Int
                | WireType::Bool
                | WireType::Object,
            ) => kind,
            (
                ValueKind::Text
                | ValueKind::Timestamp
                | ValueKind::Ipv4
                | ValueKind::IdcardMd5
                | ValueKind::Content
                | ValueKind::Yuan
                | ValueKind::Fen
                | ValueKind::Decimal
                | ValueKind::Date
                | ValueKind::DashedDate
                | ValueKind::DashedDateTime
                | ValueKind::DashedDateMinute,
                WireType::Text { .. },
            ) => ValueKind::Text,
        }
    }
}

fn of_format(format: Format) -> ValueKind {
    match format {
        Format::Text
        | Format::Url
        | Format::Time
        | Format::TimeMinute
        | Format::Month
        | Format::DashedMonth
        | Format::TimestampMillis
        | Format::ColonMillis
        | Format::DashedDateTimeMillis
        | Format::Base64
        | Format::Json
        | Format::Float
        | Format::Sm2Signature
        | Format::Sm4Ciphertext
        | Format::IdNumber => ValueKind::Text,
        Format::Boolean => ValueKind::Bool,
        Format::Uint8 => ValueKind::Uint8,
        Format::Uint32 => ValueKind::Uint32,
        Format::Uint64 => ValueKind::Uint64,
        Format::Int => ValueKind::Int,
        Format::Int64 => ValueKind::Int64,
        Format::Timestamp => ValueKind::Timestamp,
        Format::Ipv4 => ValueKind::Ipv4,
        Format::IdcardMd5 => ValueKind::IdcardMd5,
        Format::Content => ValueKind::Content,
        Format::Yuan => ValueKind::Yuan,
        Format::Fen => ValueKind::Fen,
        Format::Decimal => ValueKind::Decimal,
        Format::Date => ValueKind::Date,
        Format::DashedDate => ValueKind::DashedDate,
        Format::DashedDateTime => ValueKind::DashedDateTime,
        Format::DashedDateMinute => ValueKind::DashedDateMinute,
    }
}
