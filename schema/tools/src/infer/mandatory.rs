//! Parses whether a field is mandatory, in the notations of bureaus: `Y`, `必填`, `√`, `条件必填`, `非空`.

use super::lexicon::plain;

/// What a cell states about whether a field is mandatory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Yes,
    No,
    /// In some cases.
    Sometimes,
    /// One of several is mandatory.
    Choice,
}

/// The question of a column's heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeadingMeaning {
    /// Whether a field is mandatory.
    IsMandatory,
    /// Whether its value may be empty.
    MayBeEmpty,
    /// Ambiguous: its words can be read in both ways.
    Either,
}

impl HeadingMeaning {
    /// The question of a heading; ambiguous if its words are unknown.
    pub(super) fn of(heading: &str) -> Self {
        let text = plain(heading).to_lowercase();
        let text = text.trim_end_matches([':', '?']);
        match text {
            "可空" | "可否为空" | "是否可空" | "可为空" | "允许为空" | "是否允许为空" | "是否可为空" | "能否为空"
            | "是否可以为空" | "可以为空" | "是否允许空" | "可为空值" | "是否能为空" | "允许空" | "允许空值"
            | "是否允许空值" | "nullable" | "可选" | "是否可选" | "选填" | "是否选填" | "可选填" | "可不填"
            | "是否可不填" | "optional" => HeadingMeaning::MayBeEmpty,
            "是否为空" | "为空" | "空" | "是否空" | "空值" | "null" | "是否null" => {
                HeadingMeaning::Either
            }
            "非空" | "是否非空" | "不为空" | "是否不为空" | "不可为空" | "不能为空" | "notnull" => {
                HeadingMeaning::IsMandatory
            }
            text if text.contains("必") || text.contains("require") || text.contains("mandatory") => {
                HeadingMeaning::IsMandatory
            }
            text if text.contains("出现")
                || text.contains("约束")
                || matches!(text, "m/o" | "m" | "强制" | "强制性" | "是否强制") =>
            {
                HeadingMeaning::IsMandatory
            }
            _ => HeadingMeaning::Either,
        }
    }
}

/// Whether a cell is a yes or no, so that its meaning depends on the heading: `Y`, `否`.
pub(super) fn is_yes_or_no(text: &str) -> bool {
    yes_or_no(&plain(text).to_lowercase()).is_some()
}

/// Parses a yes or no.
fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "y" | "yes" | "是" | "√" | "✓" | "✔" | "☑" | "1" | "true" | "t" => Some(true),
        "n" | "no" | "否" | "×" | "✗" | "✘" | "x" | "0" | "false" | "f" => Some(false),
        _ => None,
    }
}

/// The meaning of a cell; `inverted` if its column asks whether the value may be empty.
pub(super) fn cell(text: &str, inverted: bool) -> Option<Cell> {
    let text = plain(text).to_lowercase();
    if let Some(is_yes) = yes_or_no(&text) {
        return Some(if is_yes == inverted { Cell::No } else { Cell::Yes });
    }
    match text.as_str() {
        "必填" | "必须" | "必传" | "必选" | "必输" | "必有" | "必填项" | "必须填写" | "是(必填)" | "m" | "r"
        | "required" | "mandatory" | "1..1" | "[1..1]" | "非空" | "不可空" | "不能为空" | "不可为空" | "不为空"
        | "不允许为空" | "notnull" => Some(Cell::Yes),
        "选填" | "非必填" | "非必须" | "非必传" | "非必选" | "非必输" | "非必需" | "不必填" | "可选" | "可不填"
        | "可不传" | "可填" | "选传" | "选输" | "任选" | "o" | "optional" | "0..1" | "[0..1]" | "可空" | "可为空"
        | "可以为空" | "允许为空" | "null" | "nullable" => Some(Cell::No),
        "c" | "cm" | "m/c" | "c/m" | "conditional" | "条件" | "条件必填" | "条件必选" | "条件必输" | "条件必传"
        | "条件选填" | "条件可选" | "有条件" | "有条件必填" | "视情况" | "按条件" => {
            Some(Cell::Sometimes)
        }
        "二选" | "二选一" | "三选一" | "一" | "多选一" | "任选一" | "任选其一" | "选其一" => {
            Some(Cell::Choice)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, HeadingMeaning, cell};

    #[test]
    fn cells_state_whether_a_field_is_mandatory() {
        for (text, inverted, expected) in [
            ("Y", false, Some(Cell::Yes)),
            (" 必 填 ", false, Some(Cell::Yes)),
            ("√", false, Some(Cell::Yes)),
            ("Ｍ", false, Some(Cell::Yes)),
            ("R", false, Some(Cell::Yes)),
            ("1..1", false, Some(Cell::Yes)),
            ("否", false, Some(Cell::No)),
            ("O", false, Some(Cell::No)),
            ("0..1", false, Some(Cell::No)),
            ("非必须", false, Some(Cell::No)),
            ("是", true, Some(Cell::No)),
            ("N", true, Some(Cell::Yes)),
            ("非空", true, Some(Cell::Yes)),
            ("可空", true, Some(Cell::No)),
            ("C", false, Some(Cell::Sometimes)),
            ("条件必填", false, Some(Cell::Sometimes)),
            ("二选", false, Some(Cell::Choice)),
            ("？", false, None),
            ("-", false, None),
            ("0..n", false, None),
            ("Y/N", false, None),
            ("住院必填", false, None),
        ] {
            assert_eq!(cell(text, inverted), expected, "{text}");
        }
    }

    #[test]
    fn headings_are_clear_or_ambiguous() {
        for (heading, meaning) in [
            ("是否必填", HeadingMeaning::IsMandatory),
            ("必 选", HeadingMeaning::IsMandatory),
            ("出现要求", HeadingMeaning::IsMandatory),
            ("非空", HeadingMeaning::IsMandatory),
            ("是否可空", HeadingMeaning::MayBeEmpty),
            ("允许为空？", HeadingMeaning::MayBeEmpty),
            ("是否为空", HeadingMeaning::Either),
            ("为空", HeadingMeaning::Either),
            ("空值", HeadingMeaning::Either),
            ("", HeadingMeaning::Either),
        ] {
            assert_eq!(HeadingMeaning::of(heading), meaning, "{heading}");
        }
    }
}
