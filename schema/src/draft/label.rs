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
            ("", "", ""),
        ] {
            assert_eq!(parse(text), Label { label: label.to_owned(), rest: rest.to_owned() }, "{text}");
        }
    }
}
