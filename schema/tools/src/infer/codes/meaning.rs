//! The meaning of a code: the words after it.

use super::super::lexicon;
use super::{is_delimiter, is_mark};

/// How certain it is that a word follows a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Punctuation marks the code: `1：男`.
    Marked,
    /// Punctuation that may also number sentences: `1.男`, `（1）男`.
    Counting,
    /// Without punctuation, so that it could be a number with a unit: `15 位`.
    Unmarked,
}

/// Units, which follow a number that isn't a code.
const UNITS: &[char] = &[
    '位', '元', '分', '个', '字', '天', '年', '月', '日', '秒', '次', '小', '条', '岁', '级', '号', '周', '人', '名',
    '页', '章', '节', '版', '点', '时', '毫', '厘', '米', '克', '千', '百', '万', '亿', '倍', '种', '项', '行', '列',
    '张', '份', '度', '期', '季', '层', '楼', '床', '至', '到', '或', '和', '以', '型', '对', '后', '折', '成', '步',
    '寸', '者', '开',
];

/// Words that occur in sentences rather than in names of values.
const SENTENCES: &[&str] = &[
    "必须", "必填", "应为", "应当", "请", "不能", "不可", "不得", "如果", "若", "参见", "参照", "详见", "见附", "见表",
    "格式", "长度", "填写", "传入", "上传", "用于", "为空", "根据", "按照", "其中", "单位", "不填", "保留", "分配",
    "返回",
];
/// Words that aren't values, though a number follows them: `长度(20)`.
const MEASURES: &[&str] =
    &["长度", "精度", "版本", "位数", "小数", "最大", "最小", "页", "见", "参", "附录", "附件", "表", "图", "第"];

/// The maximum length of a meaning.
const LONGEST: usize = 30;

/// The words up to the next punctuation outside brackets, and the rest after it.
pub(super) fn meaning(text: &str, style: Style) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let mut depth = 0_usize;
    // Longer texts aren't meanings, so the rest needn't be searched.
    let end = text.char_indices().find(|(_, c)| match c {
        '（' | '(' | '【' | '[' => {
            depth += 1;
            false
        }
        '）' | ')' | '】' | ']' if depth > 0 => {
            depth -= 1;
            false
        }
        '）' | ')' | '】' | ']' => true,
        ' ' => false,
        c => depth == 0 && is_delimiter(*c),
    });
    let (zh, rest) = text.split_at_checked(end.map_or(text.len(), |(at, _)| at))?;
    let zh = zh.trim();
    // The default belongs to the field, not to the last code.
    let default = zh.find(['（', '(']).filter(|at| {
        let inner = zh.get(*at..).unwrap_or_default();
        inner.contains("默认") && inner.contains(|c: char| c.is_ascii_alphanumeric())
    });
    if let Some((zh, rest)) = default.and_then(|at| text.split_at_checked(at)) {
        return (is_word(zh) && style != Style::Unmarked).then_some((zh, rest));
    }
    let zh = zh.strip_suffix(['（', '(', '【', '[', '"', '“', '\'']).unwrap_or(zh).trim_end();
    // A number with its unit, or the code of a list whose codes follow their meanings.
    let ends_in_code = zh.rsplit_once(' ').is_some_and(|(_, last)| last.bytes().all(|b| b.is_ascii_alphanumeric()));
    let is_other = style == Style::Unmarked && (zh.starts_with(UNITS) || ends_in_code);
    // `为“0”或“2”时` is a condition on another field.
    let is_other = is_other || zh.starts_with(['或', '时']) || matches!(zh, "和" | "及" | "与");
    (is_word(zh) && !is_other && !zh.ends_with(['=', '＝', ':', '：', '-'])).then_some((zh, rest))
}

/// Whether words can be the meaning of a code.
pub(super) fn is_word(zh: &str) -> bool {
    let begins = |c: char| c.is_ascii_digit() || matches!(c, '\u{ff10}'..='\u{ff19}' | '~' | '～' | '.' | '%' | '％');
    zh.chars().nth(LONGEST).is_none()
        && zh.chars().any(|c| lexicon::is_chinese(c) && !is_mark(c))
        && !zh.starts_with(begins)
        && !zh.starts_with(is_mark)
}

/// Whether words before a number name a measure, and not a value.
pub(super) fn is_measure(zh: &str) -> bool {
    MEASURES.iter().any(|word| zh.starts_with(word))
}

pub(super) fn is_sentence(zh: &str) -> bool {
    zh.chars().count() > 16 || SENTENCES.iter().any(|word| zh.contains(word))
}
