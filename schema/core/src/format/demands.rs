//! Descriptions of the formats for error messages.

use super::Format;
use crate::Bilingual;

impl Format {
    /// A description of the format for error messages.
    pub const fn demands(self) -> Bilingual {
        match self {
            Format::Text => Bilingual::of("任意文本", "any text"),
            Format::Uint8 => Bilingual::of("0 至 255 的整数", "a whole number from 0 to 255"),
            Format::Uint32 => Bilingual::of("0 至 4294967295 的整数", "a whole number from 0 to 4294967295"),
            Format::Uint64 => {
                Bilingual::of("0 至 18446744073709551615 的整数", "a whole number from 0 to 18446744073709551615")
            }
            Format::Int => Bilingual::of("32 位整数", "a whole number of 32 bits"),
            Format::Timestamp => Bilingual::of(
                "yyyyMMddHHmmss 格式的时间，如 20160501163102",
                "a time as yyyyMMddHHmmss, such as 20160501163102",
            ),
            Format::Ipv4 => Bilingual::of("IPv4 地址，如 10.193.0.1", "an IPv4 address, such as 10.193.0.1"),
            Format::Url => Bilingual::of("http 或 https 开头的完整网址", "an absolute http or https URL"),
            Format::IdcardMd5 => Bilingual::of(
                "证件号码的 MD5：32 位小写十六进制",
                "the MD5 of an identity number: 32 lower-case hexadecimal digits",
            ),
            Format::Content => Bilingual::of("当地医保局约定的内容", "a content as the city's bureau wants it"),
            Format::Yuan => Bilingual::of(
                "以元为单位的金额，最多两位小数，如 9.00",
                "an amount in yuan with at most two decimal places, such as 9.00",
            ),
            Format::Fen => {
                Bilingual::of("以分为单位的整数金额，如 900", "an amount in fen, a whole number, such as 900")
            }
            Format::Decimal => Bilingual::of("十进制数，如 -1.25", "a decimal number, such as -1.25"),
            Format::Date => Bilingual::of("yyyyMMdd 格式的日期，如 20160501", "a date as yyyyMMdd, such as 20160501"),
            Format::DashedDate => {
                Bilingual::of("yyyy-MM-dd 格式的日期，如 2016-05-01", "a date as yyyy-MM-dd, such as 2016-05-01")
            }
            Format::DashedDateTime => Bilingual::of(
                "yyyy-MM-dd HH:mm:ss 格式的时间，如 2016-05-01 16:31:02",
                "a time as yyyy-MM-dd HH:mm:ss, such as 2016-05-01 16:31:02",
            ),
            Format::DashedDateMinute => Bilingual::of(
                "yyyy-MM-dd HH:mm 格式的时间，如 2016-05-01 16:31",
                "a time as yyyy-MM-dd HH:mm, such as 2016-05-01 16:31",
            ),
            Format::Int64 => Bilingual::of("64 位整数", "a whole number of 64 bits"),
            Format::Time => {
                Bilingual::of("HH:mm:ss 格式的时刻，如 16:31:02", "a time of day as HH:mm:ss, such as 16:31:02")
            }
            Format::TimeMinute => Bilingual::of("HH:mm 格式的时刻，如 16:31", "a time of day as HH:mm, such as 16:31"),
            Format::Month => Bilingual::of("yyyyMM 格式的月份，如 201605", "a month as yyyyMM, such as 201605"),
            Format::DashedMonth => {
                Bilingual::of("yyyy-MM 格式的月份，如 2016-05", "a month as yyyy-MM, such as 2016-05")
            }
            Format::TimestampMillis => Bilingual::of(
                "yyyyMMddHHmmssSSS 格式的时间，如 20160501163102123",
                "a time as yyyyMMddHHmmssSSS, such as 20160501163102123",
            ),
            Format::ColonMillis => Bilingual::of(
                "yyyyMMddHHmmss:SSS 格式的时间，如 20160501163102:123",
                "a time as yyyyMMddHHmmss:SSS, such as 20160501163102:123",
            ),
            Format::DashedDateTimeMillis => Bilingual::of(
                "yyyy-MM-dd HH:mm:ss.SSS 格式的时间，如 2016-05-01 16:31:02.123",
                "a time as yyyy-MM-dd HH:mm:ss.SSS, such as 2016-05-01 16:31:02.123",
            ),
            Format::Base64 => Bilingual::of("base64 编码的文本，如 5Yy75L+d", "a text in base64, such as 5Yy75L+d"),
            Format::Json => Bilingual::of("JSON 文本，如 {\"a\":1}", "a JSON text, such as {\"a\":1}"),
            Format::IdNumber => Bilingual::of(
                "15 位或 18 位的证件号码，如 44030019000101123X",
                "an identity number of 15 or 18 characters, such as 44030019000101123X",
            ),
            Format::Boolean => Bilingual::of("true 或 false", "true or false"),
            Format::Float => Bilingual::of("浮点数，可以带指数，如 1.5E+2", "a floating-point number, such as 1.5E+2"),
            Format::Sm2Signature => Bilingual::of(
                "SM2 签名（base64 或十六进制），原样传递，不验证",
                "an SM2 signature in base64 or hexadecimal, which is passed through and not verified",
            ),
            Format::Sm4Ciphertext => Bilingual::of(
                "SM4 密文（base64 或十六进制），原样传递，不解密",
                "SM4 ciphertext in base64 or hexadecimal, which is passed through and not decrypted",
            ),
        }
    }
}
