//! Suggestions for misspelt names.

/// Longer texts aren't compared, because the time is proportional to the product of the lengths.
const LONGEST: usize = 200;

/// The known name that was probably meant, if one is similar enough.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Differences in case and word separators don't count.
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

/// A text without word separators.
fn bare(text: &str) -> String {
    text.replace(['-', '_', ' '], "")
}

/// The optimal string alignment distance: insertions, deletions, replacements and transpositions. `None` if it exceeds
/// the limit, or if the texts are too long to be names.
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
        // A transposition refers to the row before the previous one.
        let is_over = |row: &[usize]| row.iter().min().is_some_and(|least| *least > limit);
        if is_over(&row) && is_over(&last) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|distance| *distance <= limit)
}

/// Shorter names are similar to too many others.
const MIN_LENGTH: usize = 3;

/// The known wire name that an unknown one was probably meant to be: a typing error, or the same name in another style.
/// Case and underscores are ignored. This is stricter than [`nearest`], because an undocumented name may be correct.
fn nearest_wire_name<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let bare = |name: &str| name.replace(['_', '-'], "").to_lowercase();
    let written: Vec<char> = bare(written).chars().collect();
    if written.len() < MIN_LENGTH {
        return None;
    }
    let limit = 1 + written.len() / 6;
    let known = known.into_iter().map(|name| (bare(name), name)).filter(|(bare, _)| bare.chars().count() >= MIN_LENGTH);
    known.filter_map(|(bare, name)| Some((distance(&written, &bare, limit)?, name))).min().map(|(_, name)| name)
}

/// Whether two wire names differ only in style: case, underscores and hyphens.
pub(crate) fn is_same_wire_name(written: &str, known: &str) -> bool {
    let bare = |name: &'_ str| -> Vec<char> {
        name.chars().filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_lowercase).collect()
    };
    let lengths_allow = written.len() <= 2 * known.len() && known.len() <= 2 * written.len();
    lengths_allow && bare(written) == bare(known)
}

/// The wire name that an unknown one was probably meant to be: a known name in another style, or a similar name that
/// has no value yet.
pub fn meant_wire_name<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
    missing: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let styled = known.into_iter().find(|name| *name != written && is_same_wire_name(written, name));
    styled.or_else(|| nearest_wire_name(written, missing))
}

#[cfg(test)]
mod tests {
    use super::{is_same_wire_name, meant_wire_name, nearest_wire_name};

    #[test]
    fn another_style_matches_a_known_name_that_already_has_a_value() {
        let known = ["nonce_str", "openid", "sign_type", "a"];
        for (written, meant) in [
            ("nonceStr", Some("nonce_str")),
            ("NONCE-STR", Some("nonce_str")),
            ("openId", Some("openid")),
            ("open_id", Some("openid")),
            ("A", Some("a")),
            ("signType", Some("sign_type")),
            ("opemid", None),
            ("openid", None),
            ("_", None),
            ("", None),
        ] {
            assert_eq!(meant_wire_name(written, known, []), meant, "{written}");
        }
        assert_eq!(meant_wire_name("opemid", known, ["openid"]), Some("openid"));
        assert!(!is_same_wire_name(&"_".repeat(1000), "a"));
    }

    #[test]
    fn typing_errors_and_other_styles_match_a_known_name() {
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
