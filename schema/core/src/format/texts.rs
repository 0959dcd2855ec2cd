//! Checks whether a text has a format.

use crate::Json;

/// Each number has only one text: a leading zero or a plus sign would change the signature, but not the value.
pub(super) fn canonical_integer<T: std::str::FromStr + ToString>(text: &str) -> bool {
    text.parse::<T>().is_ok_and(|number| number.to_string() == text)
}

/// Formatting must yield the same text, because the parser accepts second 60 as 59.
pub(super) fn is_time(pattern: &str, text: &str) -> bool {
    is_of_our_era(text)
        && jiff::civil::DateTime::strptime(pattern, text).is_ok_and(|time| time.strftime(pattern).to_string() == text)
}

pub(super) fn is_time_of_day(pattern: &str, text: &str) -> bool {
    jiff::civil::Time::strptime(pattern, text).is_ok_and(|time| time.strftime(pattern).to_string() == text)
}

/// A month is a date without a day.
pub(super) fn is_month(pattern: &str, text: &str) -> bool {
    let first_day = jiff::civil::Date::strptime(format!("{pattern} %d"), format!("{text} 01"));
    is_of_our_era(text) && first_day.is_ok_and(|date| date.strftime(pattern).to_string() == text)
}

/// Groups of four characters, the last of which is padded.
pub(super) fn is_base64(text: &str) -> bool {
    let unpadded = text.strip_suffix("==").or_else(|| text.strip_suffix('=')).unwrap_or(text);
    let is_digit = |b: u8| b.is_ascii_alphanumeric() || b == b'+' || b == b'/';
    text.len().is_multiple_of(4) && unpadded.bytes().all(is_digit)
}

pub(super) fn is_hexadecimal(text: &str) -> bool {
    text.len().is_multiple_of(2) && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// A finite number in JSON's syntax.
pub(super) fn is_float(text: &str) -> bool {
    Json::is_number(text) && text.parse::<f64>().is_ok_and(f64::is_finite)
}

pub(super) fn is_identity_number(text: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    match text.len() {
        15 => digits(text),
        18 => text.strip_suffix(['X', 'x']).map_or_else(|| digits(text), digits),
        _ => false,
    }
}

pub(super) fn is_date(pattern: &str, text: &str) -> bool {
    is_of_our_era(text)
        && jiff::civil::Date::strptime(pattern, text).is_ok_and(|date| date.strftime(pattern).to_string() == text)
}

pub(super) fn is_web_url(text: &str) -> bool {
    fluent_uri::Uri::parse(text).is_ok_and(|uri| {
        let scheme = uri.scheme().as_str();
        (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
            && uri.authority().is_some_and(|authority| !authority.host().is_empty())
    })
}

/// Twelve digits of yuan are enough for any bill, and fit into an exact decimal.
pub(super) fn is_yuan(text: &str) -> bool {
    let (whole, cents) = text.split_once('.').map_or((text, None), |(whole, cents)| (whole, Some(cents)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    digits(whole)
        && whole.len() <= 12
        && (whole == "0" || !whole.starts_with('0'))
        && cents.is_none_or(|cents| digits(cents) && cents.len() <= 2)
}

/// Each number has one text per scale, and at most 24 digits, which an exact decimal can compute with.
pub(super) fn is_decimal(text: &str) -> bool {
    let (sign, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, rest) = unsigned.split_once('.').map_or((unsigned, None), |(whole, rest)| (whole, Some(rest)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && rest.is_none_or(digits)
        && unsigned.bytes().filter(u8::is_ascii_digit).count() <= 24
        && !(sign && unsigned.bytes().all(|b| matches!(b, b'0' | b'.')))
}

/// The parser accepts years before the year 0, which have a sign.
fn is_of_our_era(text: &str) -> bool {
    !text.starts_with('-')
}
