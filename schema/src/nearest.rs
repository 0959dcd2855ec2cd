//! The known name that somebody probably meant.

/// The known name that was probably meant, if one is near enough.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let known: Vec<&str> = known.into_iter().collect();
    // Other capitals, or words joined in another way, are no distance to a person.
    let bare = |text: &str| text.replace(['-', '_', ' '], "").to_lowercase();
    let is_same = |name: &&str| name.to_lowercase() == written.to_lowercase();
    let is_alike = |name: &&str| !bare(name).is_empty() && bare(name) == bare(written);
    let same = known.iter().copied().find(is_same).or_else(|| known.iter().copied().find(is_alike));
    if same.is_some() {
        return same;
    }
    let length = written.chars().count();
    let (distance, name) = known.into_iter().map(|name| (distance(written, name), name)).min()?;
    (distance < length && distance <= 1 + length / 3).then_some(name)
}

/// The optimal string alignment distance: insertions, deletions, replacements and neighbours exchanged.
fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut rows = vec![(0..=right.len()).collect::<Vec<usize>>()];
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let mut best = (rows[i][j] + usize::from(a != b)).min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                best = best.min(rows[i - 1][j - 1] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[left.len()][right.len()]
}

/// A shorter name is near to too many others.
const TELLING: usize = 3;

/// The wire name that was probably meant by one that no table has, compared without underscores and capitals: a typing
/// error, or the same name in another style. It is stricter than [`nearest`], as an undocumented name may be right.
pub fn nearest_wire_name<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let bare = |name: &str| name.replace(['_', '-'], "").to_lowercase();
    let written = bare(written);
    let length = written.chars().count();
    if length < TELLING {
        return None;
    }
    let farthest = 1 + length / 6;
    // Names are at least as far from each other as their lengths are: most need not be compared.
    let may_be_near = |name: &str| {
        let known = name.chars().count();
        known >= TELLING && known.abs_diff(length) <= farthest
    };
    let known = known.into_iter().map(|name| (bare(name), name)).filter(|(bare, _)| may_be_near(bare));
    let (distance, name) = known.map(|(bare, name)| (distance(&written, &bare), name)).min()?;
    (distance <= farthest).then_some(name)
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
