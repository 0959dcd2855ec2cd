//! Dates and times, and how they compare.

use super::Format;

/// The kind of date or time that a format has. Values of the same kind can be compared across formats.
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
    /// The kind of date or time; `None` for other formats.
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

    /// The number of characters of a date or time; `None` for other formats.
    pub const fn width(self) -> Option<usize> {
        let Some(pattern) = self.pattern() else { return None };
        let mut rest = pattern.as_bytes();
        let mut width = 0;
        loop {
            (rest, width) = match rest {
                [] => return Some(width),
                [b'%', b'Y', rest @ ..] => (rest, width + 4),
                [b'%', b'3', b'f', rest @ ..] => (rest, width + 3),
                [b'%', _, rest @ ..] => (rest, width + 2),
                [_, rest @ ..] => (rest, width + 1),
            };
        }
    }
}

/// Converts two dates or times of the same kind to texts that sort chronologically: their digits, from the largest unit
/// to the smallest unit that both have. Smaller units that only one of them has are ignored.
pub(crate) fn sortable(left: &str, right: &str) -> (String, String) {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (mut left, mut right) = (digits(left), digits(right));
    let common = left.len().min(right.len());
    left.truncate(common);
    right.truncate(common);
    (left, right)
}

#[cfg(test)]
mod tests {
    use super::sortable;

    #[test]
    fn times_compare_across_formats() {
        let is_before = |left, right| {
            let (left, right) = sortable(left, right);
            left < right
        };
        assert!(is_before("2016-05-01 16:31", "20160501163200") && is_before("09:59", "10:00:00"));
        assert!(is_before("20160501163102:003", "2016-05-01 16:31:02.120"));
        // Equal up to the smallest unit that both have.
        for (left, right) in [("2016-05-01 16:31", "20160501163159"), ("20160501163102:003", "2016-05-01 16:31:02")] {
            assert!(!is_before(left, right) && !is_before(right, left), "{left} {right}");
        }
    }
}
