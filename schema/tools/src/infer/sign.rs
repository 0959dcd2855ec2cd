//! Parses remarks about the sign of an amount.

use super::lexicon::{WordList, plain};

/// The sign of an amount according to a remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    MayBeNegative,
    NeverNegative,
}

/// The sign of an amount according to a text: `退费时为负数`, `不能为负`.
pub(super) fn of(text: &str) -> Option<Sign> {
    const NEVER: WordList =
        WordList("非负 不能为负 不可为负 不得为负 不允许为负 不为负 不会为负 不能是负 无负 不支持负 不含负");
    const MAY: WordList = WordList("负数 负值 为负 是负 负的 传负 填负 可负 带负号 加负号");
    let text = plain(text);
    if NEVER.are_in(&text) { Some(Sign::NeverNegative) } else { MAY.are_in(&text).then_some(Sign::MayBeNegative) }
}
