use std::fmt;
use std::str::FromStr;

use jiff::civil;
use wxmed_core::Format;

use super::china_time;

/// A text that is not a date or time in the expected format.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct DateError(Format);

impl DateError {
    pub(super) fn format(self) -> Format {
        self.0
    }
}

format_error!(DateError, |error| error.0);

/// Types that are a date or a time, with a fixed text format in the interface.
macro_rules! dates {
    ($($(#[$about:meta])* $name:ident, $civil:ident, $format:ident, $kept:expr, $(#[$about_now:meta])* $now:ident;)*) => {$(
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(civil::$civil);

        impl $name {
            const FORMAT: Format = Format::$format;

            $(#[$about_now])*
            pub fn $now() -> Self {
                Self::from(civil::$civil::from(china_time::now()))
            }

            /// The value in China Standard Time for a Unix time: the number of seconds since 1970-01-01 00:00:00 UTC.
            ///
            /// # Errors
            /// If the year is before 0 or after 9999.
            pub fn from_unix_seconds(seconds: i64) -> Result<Self, DateError> {
                let time = china_time::at(seconds).filter(|time| time.year() >= 0);
                time.map(|time| Self::from(civil::$civil::from(time))).ok_or(DateError(Self::FORMAT))
            }

            /// The civil date, with the time of day if there is one.
            pub fn civil(self) -> civil::$civil {
                self.0
            }
        }

        /// Digits that the format doesn't have are cut off. A year that it can't represent is rejected when the value
        /// is validated.
        impl From<civil::$civil> for $name {
            fn from(date: civil::$civil) -> Self {
                let kept: fn(civil::$civil) -> civil::$civil = $kept;
                Self(kept(date))
            }
        }

        impl FromStr for $name {
            type Err = DateError;

            fn from_str(text: &str) -> Result<Self, DateError> {
                let pattern = Self::FORMAT.pattern().filter(|_| Self::FORMAT.accepts(text));
                let date = pattern.and_then(|pattern| civil::$civil::strptime(pattern, text).ok());
                date.map(Self).ok_or(DateError(Self::FORMAT))
            }
        }

        /// The text as it is sent.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let pattern = Self::FORMAT.pattern().unwrap_or_default();
                fmt::Display::fmt(&self.0.strftime(pattern), f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }
    )*};
}

fn without_fractions(time: civil::DateTime) -> civil::DateTime {
    time.with().subsec_nanosecond(0).build().unwrap_or(time)
}

fn without_seconds(time: civil::DateTime) -> civil::DateTime {
    time.with().second(0).subsec_nanosecond(0).build().unwrap_or(time)
}

dates! {
    /// A date in the format `yyyyMMdd`.
    ///
    /// ```
    /// let date: wxmed::Date = "20180402".parse()?;
    /// assert_eq!((date.civil().year(), date.to_string()), (2018, "20180402".to_owned()));
    /// # Ok::<(), wxmed::DateError>(())
    /// ```
    Date, Date, Date, |date| date,
    /// Today's date in China according to the system clock, regardless of the system's time zone.
    today;
    /// A date in the format `yyyy-MM-dd`.
    DashedDate, Date, DashedDate, |date| date,
    /// Today's date in China according to the system clock, regardless of the system's time zone.
    today;
    /// A date and time in the format `yyyy-MM-dd HH:mm:ss`. Fractions of a second are not sent.
    DashedDateTime, DateTime, DashedDateTime, without_fractions,
    /// The current date and time in China according to the system clock, regardless of the system's time zone.
    now;
    /// A date and time in the format `yyyy-MM-dd HH:mm`. Seconds are not sent.
    DashedDateMinute, DateTime, DashedDateMinute, without_seconds,
    /// The current date and time in China according to the system clock, regardless of the system's time zone.
    now;
}

#[cfg(test)]
mod tests {
    use super::{DashedDate, DashedDateMinute, DashedDateTime, Date};

    #[test]
    fn each_format_is_parsed_and_written_exactly() {
        assert_eq!("20180402".parse::<Date>().unwrap().to_string(), "20180402");
        assert_eq!("2018-04-02".parse::<DashedDate>().unwrap().to_string(), "2018-04-02");
        assert_eq!("2018-04-02 09:30:05".parse::<DashedDateTime>().unwrap().to_string(), "2018-04-02 09:30:05");
        assert_eq!("2018-04-02 09:30".parse::<DashedDateMinute>().unwrap().to_string(), "2018-04-02 09:30");
        assert_eq!(format!("{:?}", Date::from(jiff::civil::date(2018, 4, 2))), "Date(20180402)");
        let error = "2018-04-02".parse::<Date>().unwrap_err();
        assert_eq!(error.to_string(), "must be a date as yyyyMMdd, such as 20160501");
        assert_eq!(format!("{error:#}"), "应为yyyyMMdd 格式的日期，如 20160501");
        assert!("20180402".parse::<DashedDate>().is_err() && "2018-02-30".parse::<DashedDate>().is_err());
        assert!("2018-04-02 09:30".parse::<DashedDateTime>().is_err());
    }

    #[test]
    fn unix_seconds_become_china_standard_time() {
        // 2016-04-30 23:59:30 in UTC.
        assert_eq!(Date::from_unix_seconds(1_462_060_770).unwrap().to_string(), "20160501");
        assert_eq!(DashedDate::from_unix_seconds(1_462_060_770).unwrap().to_string(), "2016-05-01");
        assert_eq!(DashedDateTime::from_unix_seconds(1_462_060_770).unwrap().to_string(), "2016-05-01 07:59:30");
        assert_eq!(DashedDateMinute::from_unix_seconds(1_462_060_770).unwrap().to_string(), "2016-05-01 07:59");
        let minute = |seconds| DashedDateMinute::from_unix_seconds(seconds).unwrap();
        assert_eq!(minute(1_462_060_770), minute(1_462_060_740), "values with the same text are equal");
        assert_eq!(DashedDateTime::now().civil().subsec_nanosecond(), 0);
        assert!(Date::from_unix_seconds(i64::MAX).is_err() && Date::from_unix_seconds(-100_000_000_000).is_err());
        assert!(
            Date::today() > "20260101".parse().unwrap()
                && DashedDateTime::now() > "2026-01-01 00:00:00".parse().unwrap()
        );
    }
}
