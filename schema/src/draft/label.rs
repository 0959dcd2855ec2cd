//! A label of a sample or a table, and what stands beside it: `医疗证号（可为空）`, `性别 1：男 2：女`.

use super::codes;
use super::words;

/// A label and what comes with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Label {
    /// The label itself.
    pub(super) label: String,
    /// What stands behind it.
    pub(super) rest: String,
}

/// Tells a label from what stands behind it.
pub(super) fn parse(text: &str) -> Label {
    let text = words::tidy(text);
    let codes = codes::find(&text).map_or(text.len(), |found| found.start);
    let mark =
        text.find(['（', '(', '，', ',', '。', '；', ';', '：', ':', '|', '｜', '【', '[']).unwrap_or(text.len());
    let format =
        text.find("格式").into_iter().chain(text.to_ascii_lowercase().find("yyyy")).min().unwrap_or(text.len());
    let end = codes.min(mark).min(format);
    let label =
        text.get(..end).unwrap_or_default().trim_end_matches(|c: char| c.is_whitespace() || "：:（(".contains(c));
    if label.is_empty() {
        return Label { label: text.trim_matches(['（', '）', '(', ')']).to_owned(), rest: String::new() };
    }
    let rest = text.get(label.len()..).unwrap_or_default().trim();
    Label { label: label.to_owned(), rest: rest.to_owned() }
}

/// What a remark says about whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    /// The key must be, and its value may be empty.
    MayBeEmpty,
    /// It may be left out.
    MayBeAbsent,
    /// It must be there.
    Must,
}

/// What a remark says about whether a field must be there.
pub(super) fn hint(text: &str) -> Option<Hint> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["可不填", "可不传", "选填", "非必填", "非必传", "可省略", "可选"]) {
        Some(Hint::MayBeAbsent)
    } else if has(&["可为空", "可空", "允许为空", "可以为空"]) && !has(&["不可为空", "不可空"]) {
        Some(Hint::MayBeEmpty)
    } else if has(&["必填", "必传", "必须", "不可为空", "不能为空"]) {
        Some(Hint::Must)
    } else {
        None
    }
}

/// The unit of amounts that a text states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Yuan,
    Fen,
}

/// The unit of amounts that a text states: `金额单位为元`, `（单位：分）`, `（元）`.
pub(super) fn unit(text: &str) -> Option<Unit> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is = |mark: &str| {
        ["单位为", "单位：", "单位:", "单位是", "单位", "以"]
            .iter()
            .any(|start| text.contains(&format!("{start}{mark}")))
            || text.contains(&format!("（{mark}）"))
            || text.contains(&format!("({mark})"))
    };
    match (is("元"), is("分")) {
        (true, false) => Some(Unit::Yuan),
        (false, true) => Some(Unit::Fen),
        _ => None,
    }
}

/// Whether a remark says nothing that the language has no key for.
pub(super) fn is_understood(rest: &str) -> bool {
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || "（）()，,。；;：:".contains(c));
    let rest = rest.strip_prefix("格式").map_or(rest, |rest| rest.trim_start_matches(['为', '：', ':']));
    let is_short = rest.chars().count() <= 12;
    let says = hint(rest).is_some()
        || unit(&format!("（{rest}）")).is_some()
        || unit(rest).is_some()
        || rest.to_lowercase().contains("yyyy");
    let is_list = codes::find(rest).is_some_and(|codes| codes.start == 0);
    rest.is_empty() || (says && (is_short || rest.to_lowercase().starts_with("yyyy"))) || is_list
}

#[cfg(test)]
mod tests {
    use super::{Hint, Label, Unit, hint, parse, unit};

    #[test]
    fn a_label_ends_where_a_remark_begins() {
        for (text, label, rest) in [
            ("医疗证号", "医疗证号", ""),
            (" 挂 号 合 计 ", "挂号合计", ""),
            ("医疗证号（可为空）", "医疗证号", "（可为空）"),
            ("性别 1：男 2：女", "性别", "1：男 2：女"),
            ("性别：1-男，2-女", "性别", "：1-男，2-女"),
            ("处方日期 格式yyyyMMdd", "处方日期", "格式yyyyMMdd"),
            ("处方日期YYYY-MM-DD", "处方日期", "YYYY-MM-DD"),
            ("格式", "格式", ""),
            ("（无）", "无", ""),
            ("", "", ""),
        ] {
            assert_eq!(parse(text), Label { label: label.to_owned(), rest: rest.to_owned() }, "{text}");
        }
    }

    #[test]
    fn remarks_say_what_is_mandatory_and_what_the_unit_is() {
        assert_eq!(hint("（可为空）"), Some(Hint::MayBeEmpty));
        assert_eq!(hint("选填"), Some(Hint::MayBeAbsent));
        assert_eq!(hint("不可为空"), Some(Hint::Must));
        assert_eq!(hint("普通"), None);
        assert_eq!(unit("request_content 中金额单位为元，其中"), Some(Unit::Yuan));
        assert_eq!(unit("（单位：分）"), Some(Unit::Fen));
        assert_eq!(unit("挂号费（元）"), Some(Unit::Yuan));
        assert_eq!(unit("单元"), None);
    }
}
