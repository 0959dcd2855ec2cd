//! Made-up values for fields whose spec defines no source.

use std::time::Duration;

use wxmed::spec::Format;
use wxmed::spec::model::{Field, ValueKind};

use crate::random::{DIGITS, HEX, Random};
use crate::tokens::CHINA;

/// The length of a made-up number if the table allows that many characters. Numbers seen from the platform are as long.
const USUAL: usize = 28;

/// A valid value for the field: one of its codes if it has any, otherwise a value of its format and type.
pub(crate) fn value(field: &Field, base: &str, now: Duration, random: &mut Random) -> String {
    match field.value_kind() {
        ValueKind::Code => {
            let first = field.codes.as_ref().and_then(|codes| codes.values.first());
            first.map_or_else(|| digits(field, random), |value| value.code.clone())
        }
        ValueKind::Object => "{}".to_owned(),
        ValueKind::Uint8
        | ValueKind::Uint32
        | ValueKind::Uint64
        | ValueKind::Int
        | ValueKind::Int64
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
        | ValueKind::DashedDateMinute
        | ValueKind::Bool
        | ValueKind::Text => of_format(field, base, now, random),
    }
}

/// A value of the field's format.
fn of_format(field: &Field, base: &str, now: Duration, random: &mut Random) -> String {
    match field.format {
        Format::Url => format!("{base}/"),
        Format::Base64 => "5Yy75L+d".to_owned(),
        Format::Json => "{}".to_owned(),
        Format::IdNumber => random.text(DIGITS, 18),
        Format::Boolean => "true".to_owned(),
        Format::Float => "0.5".to_owned(),
        Format::Sm2Signature | Format::Sm4Ciphertext => random.text(HEX, 64),
        Format::Ipv4 => "127.0.0.1".to_owned(),
        Format::IdcardMd5 => random.text(HEX, 32),
        Format::Content => "{}".to_owned(),
        Format::Uint8 | Format::Uint32 | Format::Uint64 | Format::Int | Format::Int64 | Format::Fen => "1".to_owned(),
        Format::Yuan | Format::Decimal => "0.01".to_owned(),
        Format::Text => digits(field, random),
        Format::Time
        | Format::TimeMinute
        | Format::Month
        | Format::DashedMonth
        | Format::TimestampMillis
        | Format::ColonMillis
        | Format::DashedDateTimeMillis
        | Format::Timestamp
        | Format::Date
        | Format::DashedDate
        | Format::DashedDateTime
        | Format::DashedDateMinute => time(now, field.format.pattern().unwrap_or_default()),
    }
}

fn digits(field: &Field, random: &mut Random) -> String {
    let room = field.max_len().and_then(|max| usize::try_from(max).ok()).unwrap_or(USUAL);
    random.text(DIGITS, room.min(USUAL))
}

/// The time in China, formatted with a pattern.
fn time(now: Duration, pattern: &str) -> String {
    let seconds = i64::try_from((now + CHINA).as_secs()).unwrap_or(i64::MAX);
    let time = jiff::Timestamp::from_second(seconds).unwrap_or_default();
    time.strftime(pattern).to_string()
}

#[cfg(test)]
mod tests {
    use wxmed::spec::{Options, compile, shipped};

    use super::{Duration, Field, Format, time, value};
    use crate::random::Random;
    use wxmed::spec::model::WireType;

    #[test]
    fn times_are_in_chinas_time_zone() {
        assert_eq!(time(Duration::from_secs(1_462_091_462), "%Y%m%d%H%M%S"), "20160501163102");
    }

    #[test]
    fn every_format_accepts_its_made_up_values() {
        let (model, _) = compile(&shipped(), &Options::default());
        let row = model.operations[0].response.fields.iter().find(|row| row.codes.is_none()).unwrap();
        for format in Format::ALL {
            let row = Field { format, ty: WireType::Text { max: None }, ..row.clone() };
            let made_up = value(&row, "http://127.0.0.1:1", Duration::from_secs(1_462_091_462), &mut Random::default());
            assert!(format.accepts(&made_up), "{}: {made_up}", format.name());
        }
    }
}
