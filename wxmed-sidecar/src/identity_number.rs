//! Recognises identity numbers in texts that are stored, such as idempotency keys.

use wxmed::IdCard;

/// Whether a text probably contains an identity number.
///
/// Order numbers often begin with the time, and one in ten of these has a date of birth at the right position. No
/// region has their first digits, so the region is checked. The check character isn't: some documents have a wrong one.
pub(crate) fn is_in(text: &str) -> bool {
    let mut runs = text.split(|c: char| !c.is_ascii_digit() && !c.eq_ignore_ascii_case(&'x'));
    runs.any(|run| has_region(run) && IdCard::parse(run).is_ok())
}

/// The first two digits of the regions of China.
const REGIONS: [&str; 35] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44",
    "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
];

/// Whether a text begins like an identity number.
pub(crate) fn has_region(text: &str) -> bool {
    REGIONS.iter().any(|region| text.starts_with(region))
}

#[cfg(test)]
mod tests {
    use super::is_in;

    #[test]
    fn numbers_are_found_and_order_numbers_are_not() {
        for text in ["44030019000101123X", "44030019000101123x", "reg-44030019000101123X", "a/110101900307851/b"] {
            assert!(is_in(text), "{text}");
        }
        for text in ["202601190911302001", "202601301105221234", "260130110522001", "HOSP20160501163102000001", ""] {
            assert!(!is_in(text), "{text}");
        }
    }
}
