//! Words in labels and names that indicate the meaning of a field.

/// Removes the remains of pasting: line breaks, and blanks between Chinese characters.
pub(super) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars().filter(|c| *c != '\u{feff}') {
        if c.is_whitespace() || c.is_control() {
            blank = true;
            continue;
        }
        let joins = |before: char| is_chinese(before) && is_chinese(c);
        if blank && tidy.chars().next_back().is_some_and(|before| !joins(before)) {
            tidy.push(' ');
        }
        blank = false;
        tidy.push(c);
    }
    tidy
}

/// A text without blanks, in half-width characters.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(half_width).collect()
}

/// The half-width character of a full-width one.
pub(super) fn half_width(c: char) -> char {
    match c {
        '【' | '〔' => '[',
        '】' | '〕' => ']',
        '—' | '–' | '－' | '―' => '-',
        '～' | '〜' => '~',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// Whether a character is Chinese, including Chinese punctuation.
pub(super) fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '“' | '”' | '‘' | '’')
}

/// Whether a text could be a field's name on the wire.
pub(super) fn is_name(text: &str) -> bool {
    wxmed_core::is_name(text) && is_name_piece(text)
}

/// Whether a text could be a piece of a name.
pub(super) fn is_name_piece(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// Words in one text, separated by blanks.
#[derive(Clone, Copy)]
pub(super) struct WordList(pub(super) &'static str);

impl WordList {
    pub(super) fn each(self) -> impl Iterator<Item = &'static str> {
        self.0.split_whitespace()
    }

    /// Whether a text is one of them.
    pub(super) fn has(self, text: &str) -> bool {
        self.each().any(|word| word == text)
    }

    /// Whether one of them is in a text.
    pub(super) fn are_in(self, text: &str) -> bool {
        self.each().any(|word| text.contains(word))
    }
}

/// Nouns for a list. They are also types, alone or after the type of the items: `对象数组`.
pub(super) const LIST_NOUNS: WordList = WordList("数组 列表");
/// Words that mark repetition. After a text type, `多行` means multi-line.
pub(super) const REPEATING: WordList = WordList("循环 多条 多行");

/// Whether a heading, or the text in its brackets, marks a list.
pub(super) fn marks_list(text: &str) -> bool {
    LIST_NOUNS.are_in(text) || REPEATING.are_in(text)
}

const KINDS: WordList = WordList("类型 类别 种类 标志 标识 状态 方式 代码 性别 档次 等级 级别");
const PERSONAL: WordList = WordList(
    "\
    姓名 身份证 证件号 证号 卡号 电话 手机 联系方式 住址 家庭地址 地址 邮箱 出生 社保号 社会保障号 医保编号 个人编号 \
    电脑号 病历号 诊断 经纬度 参保人 人员编号 密码 令牌 用户标识 凭证编号 凭证号",
);
const AMOUNTS: WordList = WordList("费 金 金额 合计 总额 总计 单价 价格 小计 余额 支付 自付 自费 费用");
const TOTALS: WordList = WordList("合计 总计 总额 总金额 总费用 小计 总价");
const COUNTS: WordList = WordList("数 数量 条数 个数 笔数 件数 项数 总数 行数 记录数 数目");
const COUNT_NAMES: WordList = WordList("count num size cnt total length len sum");
const DATES: WordList = WordList("日期 时间 时刻 年月 生日");
const DATE_NAMES: WordList = WordList("date time rq sj");

fn ends(label: &str, list: WordList) -> bool {
    list.each().any(|word| label.ends_with(word))
}

/// Whether values are codes, judging by the label.
pub(super) fn is_kind(label: &str) -> bool {
    ends(label, KINDS)
}

/// The word that marks personal data.
pub(super) fn personal(label: &str) -> Option<&'static str> {
    // `用户标识` ends like a word for codes, but is personal data.
    PERSONAL.each().find(|word| label.contains(word) && (!is_kind(label) || label.ends_with(word)))
}

/// Whether a value is an amount of money, judging by the label.
pub(super) fn is_amount(label: &str) -> bool {
    ends(label, AMOUNTS)
}

/// Whether a value is a duration, judging by the label.
pub(super) fn is_duration(label: &str) -> bool {
    ["时间", "时长", "分钟", "用时", "耗时", "工时"].iter().any(|word| label.contains(word))
}

/// Whether a value is a total of others, judging by the label.
pub(super) fn is_total(label: &str) -> bool {
    ends(label, TOTALS)
}

/// Whether a value is a count, judging by the label and the name.
pub(super) fn is_count(label: &str, name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ends(label, COUNTS) || COUNT_NAMES.each().any(|word| name.starts_with(word) || name.ends_with(word))
}

/// Whether a value is a date or a time, judging by the label, or by the name if there is no label.
pub(super) fn is_date(label: &str, name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    DATES.are_in(label) || (label.is_empty() && DATE_NAMES.each().any(|word| name.ends_with(word)))
}

/// Whether a cell could be a name or a path, possibly with marks and brackets.
pub(super) fn looks_like_name(cell: &str) -> bool {
    let text: String = cell.chars().map(half_width).collect();
    let text = text.split('(').next().unwrap_or_default();
    let is_letter = |c: char| c.is_ascii_alphabetic() || c == '_';
    text.len() < 200
        && text.contains(is_letter)
        && !text.contains(|c: char| matches!(c, '\u{2e80}'..='\u{2fff}' | '\u{3040}'..='\u{9fff}'))
        && text.split_whitespace().count() < 4
}

#[cfg(test)]
mod tests {
    use super::{is_amount, is_count, personal, tidy};

    #[test]
    fn blanks_from_pasting_are_removed() {
        for (pasted, meant) in [
            (" 挂 号 合 计 ", "挂号合计"),
            ("子商户公众 号 ID", "子商户公众号 ID"),
            ("医院订单号\n(商户订单\n号)", "医院订单号 (商户订单号)"),
            ("a  b\tc", "a b c"),
            ("\u{feff} ", ""),
        ] {
            assert_eq!(tidy(pasted), meant);
        }
    }

    #[test]
    fn labels_indicate_the_meaning_of_a_field() {
        assert_eq!(personal("操作员姓名"), Some("姓名"));
        assert_eq!(personal("医疗证号"), Some("证号"));
        assert_eq!((personal("身份证类型"), personal("流水号"), personal("医院编号")), (None, None, None));
        assert!(is_amount("专家诊金") && is_amount("挂号合计") && !is_amount("科室编码"));
        assert!(is_count("明细条数", "x") && is_count("", "listSize") && !is_count("明细", "list"));
    }
}
