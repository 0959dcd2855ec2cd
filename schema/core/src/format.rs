mod calendar;
mod demands;
mod texts;

pub use calendar::Calendar;
pub(crate) use calendar::sortable;

use crate::Json;
use texts::{
    canonical_integer, is_base64, is_date, is_decimal, is_float, is_hexadecimal, is_identity_number, is_month, is_time,
    is_time_of_day, is_web_url, is_yuan,
};

/// Writes the formats down once: what is listed here is in the enum, in the list of all, and has its name in specs.
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
    /// JSON of any kind in a text, which is not looked into.
    Json = "json",
    /// An identity number of 15 or 18 characters. Its check digit is not verified, as some documents print wrong ones.
    IdNumber = "id-number",
    /// `true` or `false`.
    Boolean = "boolean",
    /// A floating-point number, which can have an exponent. Rules can't compute with it, because it is not exact.
    Float = "float",
    /// A signature by SM2, in base64 or hexadecimal. It is passed through, and never verified.
    Sm2Signature = "sm2-signature",
    /// What was encrypted with SM4, in base64 or hexadecimal. It is passed through, and never decrypted.
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

    /// Whether it is an integer with a fixed number of bits.
    pub const fn is_whole_number(self) -> bool {
        matches!(self.arithmetic(), Arithmetic::Whole)
    }

    /// Whether an amount of this format can have decimal places.
    pub const fn has_decimal_places(self) -> bool {
        matches!(self.arithmetic(), Arithmetic::Decimal)
    }

    const fn arithmetic(self) -> Arithmetic {
        match self {
            Format::Uint8 | Format::Uint32 | Format::Uint64 | Format::Int | Format::Int64 => Arithmetic::Whole,
            Format::Fen => Arithmetic::Fen,
            Format::Yuan | Format::Decimal => Arithmetic::Decimal,
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

/// How rules compute with values of a format.
enum Arithmetic {
    None,
    /// A whole number of so many bits.
    Whole,
    /// A whole number of fen.
    Fen,
    Decimal,
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn each_format_takes_its_own_texts_only() {
        let cases = [
            (Format::Uint8, vec!["0", "9", "255"], vec!["", "256", "-1", "+1", "01", "1.0", " 1", "１"]),
            (Format::Uint64, vec!["0", "18446744073709551615"], vec!["18446744073709551616", "01", "-1", ""]),
            (Format::Uint32, vec!["0", "4294967295"], vec!["4294967296", "00"]),
            (Format::Int, vec!["-2147483648", "1"], vec!["2147483648", "-0", "1e3"]),
            (
                Format::Timestamp,
                vec!["20160501163102", "20240229000000"],
                vec![
                    "2016050116310",
                    "20160231163102",
                    "20160501250000",
                    "2016-05-01 163",
                    "２０160501163102",
                    "20160501163160",
                    "-20160501163102",
                ],
            ),
            (Format::Ipv4, vec!["10.193.0.1"], vec!["10.193.0", "256.0.0.1", "::1", "010.1.1.1"]),
            (
                Format::Url,
                vec!["https://a.example/b?c=d#e", "HTTP://a.example"],
                vec!["a.example", "ftp://a.example", "https://", "https://a b", "https://例子.example", "https:///x"],
            ),
            (
                Format::IdcardMd5,
                vec!["09eb26e839ff3a2e3980352ae45ef09e"],
                vec!["09EB26E839FF3A2E3980352AE45EF09E", "09eb26e839ff3a2e3980352ae45ef09", ""],
            ),
            (
                Format::Yuan,
                vec!["0", "0.00", "9.5", "230.50", "999999999999.99"],
                vec!["", ".5", "1.", "1.234", "-1", "01", "1,0", "9元"],
            ),
            (Format::Fen, vec!["0", "900", "99999999999999"], vec!["", "9.0", "-1", "01", "100000000000000", "1e3"]),
            (
                Format::Decimal,
                vec!["0", "-1.2500", "0.00", "123456789012345678.123456"],
                vec!["", "-0", "-0.0", "+1", ".5", "1.", "01", "1e3", "1234567890123456789012345"],
            ),
            (Format::Date, vec!["20160501", "20240229"], vec!["20230229", "2016051", "2016-05-01", "２0160501"]),
            (Format::DashedDate, vec!["2016-05-01"], vec!["20160501", "2016-5-1", "2016-02-30", "2016-05-01 "]),
            (
                Format::DashedDateTime,
                vec!["2016-05-01 16:31:02"],
                vec!["2016-05-01 16:31", "2016-05-01  16:31:02", "2016-05-01T16:31:02", "2016-05-01 16:31:60"],
            ),
            (Format::DashedDateMinute, vec!["2016-05-01 16:31"], vec!["2016-05-01 16:31:02", "2016-05-01 24:00"]),
            (
                Format::Int64,
                vec!["-9223372036854775808", "9223372036854775807", "0"],
                vec!["9223372036854775808", "-0", "01", "1.0", ""],
            ),
            (Format::Time, vec!["16:31:02", "00:00:00"], vec!["24:00:00", "16:31", "6:31:02", "16:31:60", "163102"]),
            (Format::TimeMinute, vec!["16:31"], vec!["16:60", "16:31:02", "1631", "6:31"]),
            (
                Format::Month,
                vec!["201605", "201612"],
                vec!["201613", "2016", "20165", "2016-05", "20160501", "-201605"],
            ),
            (Format::DashedMonth, vec!["2016-05"], vec!["2016-13", "2016-5", "201605", "2016-05-01"]),
            (
                Format::TimestampMillis,
                vec!["20160501163102123", "20160501163102000"],
                vec!["20160501163102", "2016050116310212", "201605011631021234", "20160501163160123"],
            ),
            (
                Format::ColonMillis,
                vec!["20160501163102:123", "20200105101112:000"],
                vec!["20160501163102", "20160501163102:12", "20160501163102:1234", "-20160501163102:123"],
            ),
            (
                Format::DashedDateTimeMillis,
                vec!["2016-05-01 16:31:02.123"],
                vec!["2016-05-01 16:31:02", "2016-05-01 16:31:02.12", "2016-05-01T16:31:02.123"],
            ),
            (
                Format::Base64,
                vec!["5Yy75L+d", "YQ==", "YWI=", ""],
                vec!["YQ", "YQ=", "YQ===", "Y Q=", "YQ_-", "=", "===="],
            ),
            (Format::Json, vec![r#"{"a":1}"#, "[]", "1", "null", r#""a""#], vec!["{a:1}", "{", "", "1 2"]),
            (
                Format::IdNumber,
                vec!["44030019000101123X", "44030019000101123x", "440300190001011234", "440300900101123"],
                vec!["4403001900010112", "44030019000101123Y", "4403009001011X3", "X40300190001011234", ""],
            ),
            (Format::Boolean, vec!["true", "false"], vec!["True", "1", "yes", "", "TRUE"]),
            (
                Format::Float,
                vec!["0", "-0", "1.5", "-1.50", "1.5E+2", "1e-7", "0.1e308"],
                vec!["", ".5", "1.", "+1", "01", "1e", "0x1", "NaN", "inf", "1e400", "1_0"],
            ),
            (Format::Sm2Signature, vec!["MEUCIQ==", "3045022100aB"], vec!["MEUCIQ=", "签名", "304"]),
            (Format::Sm4Ciphertext, vec!["5Yy75L+d", "0aF3"], vec!["5Yy75L+", "a b="]),
        ];
        for (format, good, bad) in cases {
            for text in good {
                assert!(format.accepts(text), "{} refuses {text:?}", format.name());
            }
            for text in bad {
                assert!(!format.accepts(text), "{} accepts {text:?}", format.name());
            }
            assert_eq!(Format::by_name(format.name()), Some(format));
        }
    }
}
