//! Splits a label of a sample or a table from its remark: `医疗证号（可为空）`, `性别 1：男 2：女`.

use super::codes;
use super::lexicon;

/// A label and its remark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Label {
    /// The label itself.
    pub(super) label: String,
    /// The remark after it.
    pub(super) rest: String,
}

/// Splits a label from its remark.
pub(super) fn parse(text: &str) -> Label {
    let text = lexicon::tidy(text);
    let codes = codes::find(&text).map_or(text.len(), |found| found.start);
    let (mark, inner) = remark(&text);
    let format =
        text.find("格式").into_iter().chain(text.to_ascii_lowercase().find("yyyy")).min().unwrap_or(text.len());
    let end = codes.min(mark).min(format);
    let label =
        text.get(..end).unwrap_or_default().trim_end_matches(|c: char| c.is_whitespace() || "：:（(".contains(c));
    if label.is_empty() {
        let is_whole = text.find(['）', ')']).is_some_and(|at| at + 3 >= text.len());
        let label = if is_whole { text.trim_matches(['（', '）', '(', ')']) } else { &text };
        return Label { label: label.to_owned(), rest: String::new() };
    }
    let rest = text.get(label.len()..).unwrap_or_default().trim();
    let rest: Vec<&str> = inner.into_iter().chain([rest]).filter(|rest| !rest.is_empty()).collect();
    Label { label: label.to_owned(), rest: rest.join("；") }
}

/// The start of the remark after a label, and a unit in brackets inside the label: `费用(元)合计`.
///
/// Brackets that are followed by more of the label are a part of it: `门诊(住院)号`.
fn remark(text: &str) -> (usize, Option<&str>) {
    let mut from = 0;
    let mut unit = None;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(MARKS)).map(|at| from + at) {
        let opening = text.get(at..).unwrap_or_default().chars().next();
        let closing = match opening {
            Some('（' | '(') => text.get(at..).and_then(|rest| rest.find(['）', ')'])),
            Some('【' | '[') => text.get(at..).and_then(|rest| rest.find(['】', ']'])),
            _ => None,
        };
        let Some(close) = closing.map(|close| at + close) else { return (at, unit) };
        let inner = text.get(at..close).unwrap_or_default().trim_start_matches(['（', '(', '【', '[']);
        let behind = text.get(close..).unwrap_or_default();
        let behind = behind.trim_start_matches(['）', ')', '】', ']']).trim_start();
        let goes_on = behind.starts_with(|c: char| c.is_alphanumeric());
        if !goes_on || ABOUT.iter().any(|word| inner.contains(word)) {
            return (at, unit);
        }
        if matches!(inner, "元" | "分") {
            unit = Some(inner);
        }
        from = text.len() - behind.len();
    }
    (text.len(), unit)
}

/// The first characters of remarks.
const MARKS: [char; 13] = ['（', '(', '，', ',', '。', '；', ';', '：', ':', '|', '｜', '【', '['];
/// Words that occur in remarks, and never in labels.
const ABOUT: &[&str] = &["空", "必", "选", "填", "格式", "长度", "单位", "默认"];

#[cfg(test)]
mod tests {
    use super::{Label, parse};

    #[test]
    fn a_label_ends_where_a_remark_begins() {
        for (text, label, rest) in [
            ("医疗证号", "医疗证号", ""),
            (" 挂 号 合 计 ", "挂号合计", ""),
            ("医疗证号（可为空）", "医疗证号", "（可为空）"),
            ("性别 1：男 2：女", "性别", "1：男 2：女"),
            ("性别：1-男，2-女", "性别", "：1-男，2-女"),
            ("性别 01男 02女", "性别", "01男 02女"),
            ("性别（1）男（2）女", "性别", "（1）男（2）女"),
            ("性别：男(1)、女(2)", "性别", "：男(1)、女(2)"),
            ("处方日期 格式yyyyMMdd", "处方日期", "格式yyyyMMdd"),
            ("处方日期YYYY-MM-DD", "处方日期", "YYYY-MM-DD"),
            ("格式", "格式", ""),
            ("（无）", "无", ""),
            ("患者（本人）姓名", "患者（本人）姓名", ""),
            ("门诊(住院)号", "门诊(住院)号", ""),
            ("门诊(住院)号（可空）", "门诊(住院)号", "（可空）"),
            ("费用(元)合计", "费用(元)合计", "元"),
            ("（新增）就诊号", "（新增）就诊号", ""),
            ("就诊号（可空）必填", "就诊号", "（可空）必填"),
            ("", "", ""),
        ] {
            assert_eq!(parse(text), Label { label: label.to_owned(), rest: rest.to_owned() }, "{text}");
        }
    }
}
