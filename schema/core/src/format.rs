mod calendar;
mod demands;
#[cfg(test)]
mod tests;
mod texts;

pub use calendar::Calendar;
pub(crate) use calendar::sortable;

use crate::Json;
use texts::{
    canonical_integer, is_base64, is_date, is_decimal, is_float, is_hexadecimal, is_identity_number, is_month, is_time,
    is_time_of_day, is_web_url, is_yuan,
};

/// Defines the enum, `ALL` and the names in specs from one list.
macro_rules! formats {
    ($($(#[$about:meta])* $format:ident = $name:literal,)*) => {
        /// The format of a value's text.
        ///
        /// The generated types and the dynamic reader share the same check.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Format {
            $($(#[$about])* $format,)*
        }

        impl Format {
            /// Every format, in the order of the language reference.
            pub const ALL: [Format; [$(Format::$format),*].len()] = [$(Format::$format),*];

            /// The name of the format in a spec.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Format::$format => $name,)*
                }
            }
        }
    };
}

formats! {
    /// Any text.
    Text = "text",
    /// A whole number from 0 to 255: the document's `Uint8`.
    Uint8 = "uint8",
    /// A whole number from 0 to 4294967295: the document's `Uint32`.
    Uint32 = "uint32",
    /// A whole number from 0 to 18446744073709551615: `Uint64`.
    Uint64 = "uint64",
    /// A signed 32-bit integer: the document's `int`.
    Int = "int",
    /// A point in time as `yyyyMMddHHmmss`.
    Timestamp = "timestamp",
    /// An IPv4 address in dotted decimals.
    Ipv4 = "ipv4",
    /// An absolute `http` or `https` URL.
    Url = "url",
    /// The MD5 of an identity number: 32 lower-case hexadecimal digits.
    IdcardMd5 = "idcard-md5",
    /// The content for a city's bureau, whose format is defined by the bureau's own spec.
    Content = "content",
    /// An amount in yuan: decimal text without sign, at most two places after the point.
    Yuan = "yuan",
    /// An amount in fen, the hundredth part of a yuan: a whole number without sign.
    Fen = "fen",
    /// A decimal number, with or without sign.
    Decimal = "decimal",
    /// A date as `yyyyMMdd`.
    Date = "yyyyMMdd",
    /// A date as `yyyy-MM-dd`.
    DashedDate = "yyyy-MM-dd",
    /// A point in time as `yyyy-MM-dd HH:mm:ss`.
    DashedDateTime = "yyyy-MM-dd HH:mm:ss",
    /// A point in time as `yyyy-MM-dd HH:mm`.
    DashedDateMinute = "yyyy-MM-dd HH:mm",
    /// A signed 64-bit integer.
    Int64 = "int64",
    /// A time of day as `HH:mm:ss`.
    Time = "HH:mm:ss",
    /// A time of day as `HH:mm`.
    TimeMinute = "HH:mm",
    /// A month as `yyyyMM`.
    Month = "yyyyMM",
    /// A month as `yyyy-MM`.
    DashedMonth = "yyyy-MM",
    /// A point in time as `yyyyMMddHHmmssSSS`, with milliseconds.
    TimestampMillis = "yyyyMMddHHmmssSSS",
    /// A point in time as `yyyyMMddHHmmss:SSS`, with milliseconds.
    ColonMillis = "yyyyMMddHHmmss:SSS",
    /// A point in time as `yyyy-MM-dd HH:mm:ss.SSS`, with milliseconds.
    DashedDateTimeMillis = "yyyy-MM-dd HH:mm:ss.SSS",
    /// Bytes in base64, with padding.
    Base64 = "base64",
    /// Any JSON in a text. It is passed through, and not validated further.
    Json = "json",
    /// An identity number of 15 or 18 characters. Its check digit is not verified, as some documents print wrong ones.
    IdNumber = "id-number",
    /// `true` or `false`.
    Boolean = "boolean",
    /// A floating-point number, which can have an exponent. Rules can't compute with it, because it is not exact.
    Float = "float",
    /// An SM2 signature in base64 or hexadecimal. It is passed through, and never verified.
    Sm2Signature = "sm2-signature",
    /// SM4 ciphertext in base64 or hexadecimal. It is passed through, and never decrypted.
    Sm4Ciphertext = "sm4-ciphertext",
}

impl Format {
    /// The format with this name in specs.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Whether a text has this format.
    pub fn accepts(self, text: &str) -> bool {
        match self {
            Format::Text | Format::Content => true,
            Format::Uint8 => canonical_integer::<u8>(text),
            Format::Uint32 => canonical_integer::<u32>(text),
            Format::Uint64 => canonical_integer::<u64>(text),
            Format::Int => canonical_integer::<i32>(text),
            Format::Int64 => canonical_integer::<i64>(text),
            Format::Timestamp
            | Format::DashedDateTime
            | Format::DashedDateMinute
            | Format::TimestampMillis
            | Format::ColonMillis
            | Format::DashedDateTimeMillis => self.pattern().is_some_and(|pattern| is_time(pattern, text)),
            Format::Time | Format::TimeMinute => self.pattern().is_some_and(|pattern| is_time_of_day(pattern, text)),
            Format::Month | Format::DashedMonth => self.pattern().is_some_and(|pattern| is_month(pattern, text)),
            Format::Base64 => is_base64(text),
            Format::Json => Json::parse(text).is_ok(),
            Format::IdNumber => is_identity_number(text),
            Format::Boolean => matches!(text, "true" | "false"),
            Format::Float => is_float(text),
            Format::Sm2Signature | Format::Sm4Ciphertext => is_base64(text) || is_hexadecimal(text),
            Format::Date | Format::DashedDate => self.pattern().is_some_and(|pattern| is_date(pattern, text)),
            Format::Ipv4 => text.parse::<std::net::Ipv4Addr>().is_ok(),
            Format::Url => is_web_url(text),
            Format::IdcardMd5 => text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')),
            Format::Yuan => is_yuan(text),
            Format::Fen => text.len() <= 14 && canonical_integer::<u64>(text),
            Format::Decimal => is_decimal(text),
        }
    }

    /// Whether values of this format are numbers that rules can compute with.
    pub const fn is_amount(self) -> bool {
        !matches!(self.arithmetic(), Arithmetic::None)
    }

    /// Whether it is an unsigned or signed integer with a fixed number of bits.
    pub const fn is_whole_number(self) -> bool {
        matches!(self.arithmetic(), Arithmetic::Whole)
    }

    /// Whether an amount of this format can have decimal places.
    pub const fn has_decimal_places(self) -> bool {
        match self.arithmetic() {
            Arithmetic::Yuan | Arithmetic::Decimal => true,
            Arithmetic::None | Arithmetic::Whole | Arithmetic::Fen => false,
        }
    }

    /// Whether every value is a whole number, including amounts in fen.
    pub const fn is_integer(self) -> bool {
        match self.arithmetic() {
            Arithmetic::Whole | Arithmetic::Fen => true,
            Arithmetic::None | Arithmetic::Yuan | Arithmetic::Decimal => false,
        }
    }

    /// How many decimal places the format itself allows; `None` if it doesn't limit them.
    pub const fn most_decimal_places(self) -> Option<u32> {
        match self.arithmetic() {
            Arithmetic::Whole | Arithmetic::Fen => Some(0),
            Arithmetic::Yuan => Some(2),
            Arithmetic::None | Arithmetic::Decimal => None,
        }
    }

    const fn arithmetic(self) -> Arithmetic {
        match self {
            Format::Uint8 | Format::Uint32 | Format::Uint64 | Format::Int | Format::Int64 => Arithmetic::Whole,
            Format::Fen => Arithmetic::Fen,
            Format::Yuan => Arithmetic::Yuan,
            Format::Decimal => Arithmetic::Decimal,
            Format::Text
            | Format::Timestamp
            | Format::Ipv4
            | Format::Url
            | Format::IdcardMd5
            | Format::Content
            | Format::Date
            | Format::DashedDate
            | Format::DashedDateTime
            | Format::DashedDateMinute
            | Format::Time
            | Format::TimeMinute
            | Format::Month
            | Format::DashedMonth
            | Format::TimestampMillis
            | Format::ColonMillis
            | Format::DashedDateTimeMillis
            | Format::Base64
            | Format::Json
            | Format::IdNumber
            | Format::Boolean
            | Format::Float
            | Format::Sm2Signature
            | Format::Sm4Ciphertext => Arithmetic::None,
        }
    }

    /// Whether every value of this format is personal data, which is never shown, even if the spec doesn't mark the
    /// row.
    pub const fn is_always_sensitive(self) -> bool {
        match self {
            // Encrypted values are confidential.
            Format::IdNumber | Format::Sm4Ciphertext => true,
            Format::Text
            | Format::Uint8
            | Format::Uint32
            | Format::Uint64
            | Format::Int
            | Format::Int64
            | Format::Timestamp
            | Format::Ipv4
            | Format::Url
            | Format::IdcardMd5
            | Format::Content
            | Format::Yuan
            | Format::Fen
            | Format::Decimal
            | Format::Date
            | Format::DashedDate
            | Format::DashedDateTime
            | Format::DashedDateMinute
            | Format::Time
            | Format::TimeMinute
            | Format::Month
            | Format::DashedMonth
            | Format::TimestampMillis
            | Format::ColonMillis
            | Format::DashedDateTimeMillis
            | Format::Base64
            | Format::Json
            | Format::Boolean
            | Format::Float
            | Format::Sm2Signature => false,
        }
    }

    /// Whether its numbers can be negative.
    pub const fn has_sign(self) -> bool {
        match self {
            Format::Int | Format::Int64 | Format::Decimal | Format::Float => true,
            Format::Text
            | Format::Uint8
            | Format::Uint32
            | Format::Uint64
            | Format::Timestamp
            | Format::Ipv4
            | Format::Url
            | Format::IdcardMd5
            | Format::Content
            | Format::Yuan
            | Format::Fen
            | Format::Date
            | Format::DashedDate
            | Format::DashedDateTime
            | Format::DashedDateMinute
            | Format::Time
            | Format::TimeMinute
            | Format::Month
            | Format::DashedMonth
            | Format::TimestampMillis
            | Format::ColonMillis
            | Format::DashedDateTimeMillis
            | Format::Base64
            | Format::Json
            | Format::IdNumber
            | Format::Boolean
            | Format::Sm2Signature
            | Format::Sm4Ciphertext => false,
        }
    }

    /// Whether some texts of this format are also JSON numbers.
    pub const fn can_be_number(self) -> bool {
        match self {
            Format::Text
            | Format::Uint8
            | Format::Uint32
            | Format::Uint64
            | Format::Int
            | Format::Int64
            | Format::Month
            | Format::TimestampMillis
            | Format::Timestamp
            | Format::Yuan
            | Format::Fen
            | Format::Decimal
            | Format::Float
            | Format::Date => true,
            Format::Ipv4
            | Format::Url
            | Format::IdcardMd5
            | Format::Content
            | Format::DashedDate
            | Format::DashedDateTime
            | Format::DashedDateMinute
            | Format::Time
            | Format::TimeMinute
            | Format::DashedMonth
            | Format::ColonMillis
            | Format::DashedDateTimeMillis
            | Format::Base64
            | Format::Json
            | Format::IdNumber
            | Format::Boolean
            | Format::Sm2Signature
            | Format::Sm4Ciphertext => false,
        }
    }

    /// The `strftime` pattern of a date or time; `None` for other formats.
    pub const fn pattern(self) -> Option<&'static str> {
        match self {
            Format::Timestamp => Some("%Y%m%d%H%M%S"),
            Format::Date => Some("%Y%m%d"),
            Format::DashedDate => Some("%Y-%m-%d"),
            Format::DashedDateTime => Some("%Y-%m-%d %H:%M:%S"),
            Format::DashedDateMinute => Some("%Y-%m-%d %H:%M"),
            Format::Time => Some("%H:%M:%S"),
            Format::TimeMinute => Some("%H:%M"),
            Format::Month => Some("%Y%m"),
            Format::DashedMonth => Some("%Y-%m"),
            Format::TimestampMillis => Some("%Y%m%d%H%M%S%3f"),
            Format::ColonMillis => Some("%Y%m%d%H%M%S:%3f"),
            Format::DashedDateTimeMillis => Some("%Y-%m-%d %H:%M:%S.%3f"),
            Format::Text
            | Format::Uint8
            | Format::Uint32
            | Format::Uint64
            | Format::Int
            | Format::Int64
            | Format::Base64
            | Format::Json
            | Format::IdNumber
            | Format::Boolean
            | Format::Float
            | Format::Sm2Signature
            | Format::Sm4Ciphertext
            | Format::Ipv4
            | Format::Url
            | Format::IdcardMd5
            | Format::Content
            | Format::Yuan
            | Format::Fen
            | Format::Decimal => None,
        }
    }
}

/// How rules do arithmetic with values of a format.
enum Arithmetic {
    None,
    /// A whole number with this many bits.
    Whole,
    /// A whole number of fen.
    Fen,
    /// An amount with at most two decimal places.
    Yuan,
    Decimal,
}
