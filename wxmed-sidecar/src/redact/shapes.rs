//! Recognises digits that aren't a personal number although they have the length of one: dates, times, amounts and IP
//! addresses.

use super::groups::Groups;

/// Returns for each group whether it is part of such a shape.
pub(super) fn fixed(groups: &Groups<'_>) -> Vec<bool> {
    let mut fixed = vec![false; groups.len()];
    for start in 0..groups.len() {
        let count = address(groups, start).or_else(|| date(groups, start)).or_else(|| amount(groups, start));
        fixed.iter_mut().skip(start).take(count.unwrap_or(0)).for_each(|fixed| *fixed = true);
    }
    fixed
}

/// Whether a date exists.
pub(super) fn is_date(year: u32, month: u32, day: u32) -> bool {
    (1850..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}

fn is_time(hour: u32, minute: u32, second: u32) -> bool {
    hour < 24 && minute < 60 && second < 62
}

/// The value of a group, if it has this many digits.
fn value(groups: &Groups<'_>, group: usize, lengths: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let digits = groups.joined(group, 1).0;
    lengths.contains(&digits.len()).then(|| digits.parse().ok())?
}

/// How many groups from this one on form a date, with the time that follows.
fn date(groups: &Groups<'_>, start: usize) -> Option<usize> {
    let count = match value(groups, start, 8..=8) {
        Some(day) => {
            let is_day = is_date(day / 10_000, day / 100 % 100, day % 100);
            // Without a time, eight digits may be anything.
            return (is_day && groups.gap(start + 1).is_some())
                .then(|| time(groups, start + 1))?
                .map(|count| 1 + count);
        }
        None => {
            let part = |group, lengths| value(groups, start + group, lengths);
            let (year, month, day) = (part(0, 4..=4)?, part(1, 1..=2)?, part(2, 1..=2)?);
            let separator = groups.gap(start + 1).filter(|gap| matches!(*gap, "-" | "/" | "."))?;
            (groups.gap(start + 2)? == separator && is_date(year, month, day)).then_some(3)?
        }
    };
    let is_followed = groups.gap(start + count).is_some();
    Some(count + is_followed.then(|| time(groups, start + count)).flatten().unwrap_or(0))
}

/// How many groups from this one on form a time.
fn time(groups: &Groups<'_>, start: usize) -> Option<usize> {
    if let Some(time) = value(groups, start, 6..=6) {
        return is_time(time / 10_000, time / 100 % 100, time % 100).then_some(1);
    }
    let part = |group: usize| value(groups, start + group, 1..=2);
    let is_linked = groups.gap(start + 1).is_some() && groups.gap(start + 2).is_some();
    match (part(0)?, part(1), part(2)) {
        (hour, Some(minute), Some(second)) if is_linked => is_time(hour, minute, second).then_some(3),
        // The hour alone, because the minutes follow after a colon.
        (hour, _, _) => (hour < 24).then_some(1),
    }
}

/// Digits, a point, and one or two digits.
fn amount(groups: &Groups<'_>, start: usize) -> Option<usize> {
    let digits = groups.joined(start, 1).0;
    let is_amount = digits.len() <= 9
        && groups.gap(start) != Some(".")
        && groups.gap(start + 1) == Some(".")
        && groups.gap(start + 2) != Some(".")
        && value(groups, start + 1, 1..=2).is_some();
    is_amount.then_some(2)
}

/// Four numbers below 256 separated by points. The platform's error contains the address that isn't allowed.
fn address(groups: &Groups<'_>, start: usize) -> Option<usize> {
    let is_part = |group: usize| value(groups, group, 1..=3).is_some_and(|part| part < 256);
    let is_address = (start..start + 4).all(is_part)
        && (start + 1..start + 4).all(|group| groups.gap(group) == Some("."))
        && groups.gap(start) != Some(".")
        && groups.gap(start + 4) != Some(".");
    is_address.then_some(4)
}
