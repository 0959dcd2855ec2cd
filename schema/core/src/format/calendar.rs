//! Dates and times, and how they compare.

use super::Format;

/// What a date or time of a format determines. Values of one kind can be compared with each other, whatever their formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// A month.
    Month,
    /// A day.
    Date,
    /// A day and a time.
    DateTime,
    /// A time of day.
    Time,
}

impl Format {
    /// What kind of date or time the format has; `None` for other formats.
    pub const fn calendar(self) -> Option<Calendar> {
        match self {
            Format::Month | Format::DashedMonth => Some(Calendar::Month),
            Format::Date | Format::DashedDate => Some(Calendar::Date),
            Format::Timestamp
            | Format::DashedDateTime
            | Format::DashedDateMinute
            | Format::TimestampMillis
            | Format::ColonMillis
            | Format::DashedDateTimeMillis => Some(Calendar::DateTime),
            Format::Time | Format::TimeMinute => Some(Calendar::Time),
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

impl Format {
    /// The number of characters of a date or time; `None` for other formats.
    pub const fn width(self) -> Option<usize> {
        match self {
            // This one is named differently from what it looks like.
            Format::Timestamp => Some("yyyyMMddHHmmss".len()),
            _ if self.calendar().is_some() => Some(self.name().len()),
            _ => None,
        }
    }
}

/// The number of digits of the longest format, `yyyyMMddHHmmssSSS`.
const DIGITS: usize = 17;

/// A date or time as a text that sorts as the times of its kind do: its digits, from the largest unit to the smallest,
/// with zeros for the units that its format doesn't have.
pub(crate) fn sortable(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    format!("{digits:0<DIGITS$}")
}

#[cfg(test)]
mod tests {
    use super::sortable;

    #[test]
    fn times_sort_across_formats() {
        let times =
            ["2016-05-01 16:31", "20160501163102", "20160501163102:003", "2016-05-01 16:31:02.120", "20160502000000"];
        let sorted: Vec<String> = times.iter().map(|text| sortable(text)).collect();
        assert!(sorted.is_sorted(), "{sorted:?}");
        assert_eq!(sortable("2016-05-01 16:31:00"), sortable("20160501163100"));
        assert!(sortable("09:59") < sortable("10:00:00"));
    }
}
