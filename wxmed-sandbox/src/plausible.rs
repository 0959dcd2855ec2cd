//! Values for rows whose spec does not say where theirs come from.

use std::time::Duration;

use wxmed::spec::Format;
use wxmed::spec::model::{Field, Type};

use crate::random::{DIGITS, HEX, Random};
use crate::tokens::CHINA;

/// How long a made-up number is where the table allows more: as long as those that were seen.
const USUAL: usize = 28;

/// A value that the row allows: a code if it has some, else one of its format and type.
pub(crate) fn value(field: &Field, base: &str, now: Duration, random: &mut Random) -> String {
    if let Some(code) = field.codes.as_ref().and_then(|codes| codes.values.first()) {
        return code.code.clone();
    }
    match field.format {
        Format::Timestamp => time(now, "%Y%m%d%H%M%S"),
        Format::Ipv4 => "127.0.0.1".to_owned(),
        Format::Url => format!("{base}/"),
        Format::IdcardMd5 => random.text(HEX, 32),
        Format::Content => "{}".to_owned(),
        Format::Yuan => "0.01".to_owned(),
        Format::Uint8 | Format::Uint32 | Format::Uint64 | Format::Int | Format::Fen | Format::Decimal => "1".to_owned(),
        Format::Date | Format::DashedDate | Format::DateTime | Format::DateMinute => {
            time(now, field.format.pattern().unwrap_or_default())
        }
        Format::Text => of_type(field, random),
        // A test makes up a value of every format that there is.
        _ => of_type(field, random),
    }
}

fn of_type(field: &Field, random: &mut Random) -> String {
    match field.ty {
        Type::Text { max } => {
            let room = max.and_then(|max| usize::try_from(max).ok()).unwrap_or(USUAL);
            random.text(DIGITS, room.min(USUAL))
        }
        Type::Uint8 | Type::Uint32 | Type::Uint64 | Type::Int => "1".to_owned(),
        Type::Object => "{}".to_owned(),
    }
}

/// The time in China, in the notation of `strftime`.
fn time(now: Duration, pattern: &str) -> String {
    let seconds = i64::try_from((now + CHINA).as_secs()).unwrap_or(i64::MAX);
    let time = jiff::Timestamp::from_second(seconds).unwrap_or_default();
    time.strftime(pattern).to_string()
}

#[cfg(test)]
mod tests {
    use wxmed::spec::{Options, compile, shipped};

    use super::{Duration, Field, Format, Type, time, value};
    use crate::random::Random;

    #[test]
    fn times_are_those_of_china() {
        assert_eq!(time(Duration::from_secs(1_462_091_462), "%Y%m%d%H%M%S"), "20160501163102");
    }

    #[test]
    fn every_format_has_values_that_it_takes() {
        let (model, _) = compile(&shipped(), &Options::default());
        let row = model.operations[0].response.fields.iter().find(|row| row.codes.is_none()).unwrap();
        for format in Format::ALL {
            let row = Field { format, ty: Type::Text { max: None }, ..row.clone() };
            let made_up = value(&row, "http://127.0.0.1:1", Duration::from_secs(1_462_091_462), &mut Random::default());
            assert!(format.accepts(&made_up), "{}: {made_up}", format.name());
        }
    }
}
