//! The known name that somebody probably meant.

/// Longer texts are not compared letter by letter: that takes the product of their lengths.
const LONGEST: usize = 200;

/// The known name that was probably meant, if one is near enough.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Other capitals, or words joined in another way, are no distance to a person.
    let folded = written.to_lowercase();
    let bare = bare(&folded);
    let written: Vec<char> = written.chars().collect();
    let limit = (1 + written.len() / 3).min(written.len().saturating_sub(1));
    let (mut alike, mut near) = (None, None);
    for name in known {
        let other = name.to_lowercase();
        if other == folded {
            return Some(name);
        }
        if alike.is_none() && !bare.is_empty() && self::bare(&other) == bare {
            alike = Some(name);
        }
        if alike.is_none()
            && let Some(distance) = distance(&written, name, limit)
        {
            near = near.into_iter().chain([(distance, name)]).min();
        }
    }
    alike.or(near.map(|(_, name)| name))
}

/// A text without what joins words.
fn bare(text: &str) -> String {
    text.replace(['-', '_', ' '], "")
}

/// The optimal string alignment distance: insertions, deletions, replacements and neighbours exchanged. Nothing if it is
/// more than the limit, or if the texts are too long to be names.
fn distance(left: &[char], right: &str, limit: usize) -> Option<usize> {
    let length = right.chars().count();
    if left.len().abs_diff(length) > limit || left.len().max(length) > LONGEST {
        return None;
    }
    let right: Vec<char> = right.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let mut best = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        // An exchange of neighbours goes back by two rows.
        let is_over = |row: &[usize]| row.iter().min().is_some_and(|least| *least > limit);
        if is_over(&row) && is_over(&last) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|distance| *distance <= limit)
}

/// A shorter name is near to too many others.
const TELLING: usize = 3;

/// The wire name that was probably meant by one that no table has, compared without underscores and capitals: a typing
/// error, or the same name in another style. It is stricter than [`nearest`], as an undocumented name may be right.
pub fn nearest_wire_name<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let bare = |name: &str| name.replace(['_', '-'], "").to_lowercase();
    let written: Vec<char> = bare(written).chars().collect();
    if written.len() < TELLING {
        return None;
    }
    let limit = 1 + written.len() / 6;
    let known = known.into_iter().map(|name| (bare(name), name)).filter(|(bare, _)| bare.chars().count() >= TELLING);
    known.filter_map(|(bare, name)| Some((distance(&written, &bare, limit)?, name))).min().map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest_wire_name;

    #[test]
    fn a_typing_error_or_another_style_means_the_known_name() {
        let known = ["from", "sub_openid", "hosp_out_trade_no", "attach", "a", "no"];
        for (written, meant) in [
            ("form", Some("from")),
            ("frm", Some("from")),
            ("subOpenId", Some("sub_openid")),
            ("hospOutTradeNo", Some("hosp_out_trade_no")),
            ("hosp_out_tarde_no", Some("hosp_out_trade_no")),
            ("attache", Some("attach")),
            ("scene", None),
            ("version", None),
            ("x", None),
            ("b", None),
            ("na", None),
            ("fr", None),
            ("", None),
            ("_", None),
            ("farm_id", None),
        ] {
            assert_eq!(nearest_wire_name(written, known), meant, "{written}");
        }
    }
}
