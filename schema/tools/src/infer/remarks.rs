//! Parses remarks after a label and in a table's last column: `可为空`, `单位：元，保留两位小数`, `1-n`.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::codes;
use super::dates;
use super::lexicon::{WordList, plain};

/// One statement of a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Whether the field must be there.
    Presence(Hint),
    /// The unit of an amount.
    Unit(Unit),
    /// The number of decimal places of an amount.
    Decimals(u32),
    /// The format of a date.
    Date,
    /// A list of codes.
    Codes,
    /// The minimum and maximum number of items of a list.
    Items(u32, Option<u32>),
    /// The only value.
    Fixed(String),
    /// The default value.
    Default(String),
    /// Anything else.
    Other,
}

/// What a remark states about whether a field is mandatory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    /// The key is mandatory, and its value may be empty.
    MayBeEmpty,
    /// It is optional.
    MayBeAbsent,
    /// It is mandatory.
    Must,
    /// It is mandatory in some cases.
    Sometimes,
}

/// The unit of amounts that a text states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Yuan,
    Fen,
    /// Several units, or one that the language doesn't have.
    Other,
}

const ABSENT: WordList = WordList(
    "可不填 可不传 可不输 选填 非必填 非必传 非必须 非必输 非必需 不必填 不必传 无需填写 可省略 可选 选传 选输",
);
const EMPTY: WordList = WordList("可为空 可空 允许为空 可以为空");
const NOT_EMPTY: WordList = WordList("不可为空 不可空 不允许为空 不能为空 不可以为空");
const MUST: WordList = WordList("必填 必传 必输");
/// Words that state that a field is mandatory.
const ALWAYS: WordList = WordList(
    "\
    必填 必传 必须 必输 必选 必填项 必填字段 必须填写 必须填 必须传 此项必填 该项必填 非空 不可为空 不可空 不能为空 \
    不允许为空",
);

/// What a remark states about whether a field is mandatory.
pub(super) fn hint(text: &str) -> Option<Hint> {
    let text = plain(text);
    if ABSENT.are_in(&text) {
        Some(Hint::MayBeAbsent)
    } else if EMPTY.are_in(&text) && !NOT_EMPTY.are_in(&text) {
        Some(Hint::MayBeEmpty)
    } else if pieces(&text).any(|piece| ALWAYS.has(piece)) {
        Some(Hint::Must)
    } else if MUST.are_in(&text) || NOT_EMPTY.are_in(&text) {
        Some(Hint::Sometimes)
    } else {
        None
    }
}

const UNITS: &[(&str, Unit)] = &[
    ("万元", Unit::Other),
    ("千元", Unit::Other),
    ("百元", Unit::Other),
    ("美元", Unit::Other),
    ("港元", Unit::Other),
    ("元", Unit::Yuan),
    ("分", Unit::Fen),
    ("角", Unit::Other),
    ("厘", Unit::Other),
];

/// The unit of amounts that a text states: `金额单位为元`, `（单位：分）`, `元，四位小数`.
pub(super) fn unit(text: &str) -> Option<Unit> {
    let text = plain(text);
    let mut found: Option<Unit> = None;
    for (word, unit) in UNITS {
        let is_unit = |at: usize| is_stated(&text, at, at + word.len());
        if text.match_indices(word).any(|(at, _)| is_unit(at)) {
            found = Some(match found {
                Some(other) if other != *unit => Unit::Other,
                Some(_) | None => *unit,
            });
        }
    }
    found
}

/// Whether a word is a unit in its context: `单位元`, but not `单位分配`.
fn is_stated(text: &str, start: usize, end: usize) -> bool {
    const BEFORE: WordList = WordList("单位 单位为 单位是 单位: ( [ , ; 。 、 人民币 / 或");
    const BEHIND: WordList = WordList(", ; 。 、 ) ] / : ( . 保留 精确 最多 小数 且 为单位 计 或");
    let (before, behind) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let is_counted = before.ends_with('以') && (behind.starts_with("为单位") || behind.starts_with('计'));
    let begins = before.is_empty() || BEFORE.each().any(|word| before.ends_with(word));
    is_counted || (begins && (behind.is_empty() || BEHIND.each().any(|word| behind.starts_with(word))))
}

static DECIMALS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let verb = "(?:保留到?|精确到?|最多|为|取)*";
    Regex::new(&format!("^{verb}(?:小数点?后面?|小数位数?:?)?{verb}([0-9一二两三四五六七八])位?(?:小数)?(?:数字)?$"))
        .ok()
});
static PRECISE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("^(?:保留|精确)到([元角分厘毫])$").ok());
static ITEMS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[(\[]?([01])(?:\.\.|-|~)([nN*]|[1-9][0-9]{0,4})[)\]]?(?:条|项|个)?$").ok());
static FIXED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("^固定(?:值|为|填|传|填写|传入)*:?[“\"'‘]?([A-Za-z0-9_-]{1,32})[”\"'’]?$").ok());
static DEFAULT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^(?:缺省|默认)(?:值|为|填|传|填写|传入)*:?[“\"'‘]?([A-Za-z0-9_.-]{1,32})[”\"'’]?$").ok()
});

/// The number of decimal places that a text states: `保留两位小数`, `精确到分`.
pub(super) fn decimals(text: &str) -> Option<u32> {
    pieces(&plain(text)).find_map(decimals_of)
}

fn decimals_of(piece: &str) -> Option<u32> {
    if let Some(unit) = first(&PRECISE, piece) {
        return "元角分厘毫".chars().zip(0..).find(|(c, _)| unit.starts_with(*c)).map(|(_, decimals)| decimals);
    }
    let number = first(&DECIMALS, piece).filter(|_| piece.contains("小数"))?;
    number.parse().ok().or_else(|| {
        let number = if number == "两" { "二" } else { number };
        "零一二三四五六七八".chars().zip(0..).find(|(c, _)| number.starts_with(*c)).map(|(_, decimals)| decimals)
    })
}

/// The first capture of a pattern in a text.
fn first<'t>(pattern: &LazyLock<Option<Regex>>, text: &'t str) -> Option<&'t str> {
    let captures = pattern.as_ref()?.captures(text)?;
    captures.get(1).map(|found| found.as_str())
}

/// The pieces of a text between punctuation, without blanks.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let is_delimiter = |c: char| ",;。、()[]|!".contains(c);
    text.split(is_delimiter).map(|piece| piece.trim_matches([':', '.'])).filter(|piece| !piece.is_empty())
}

/// The statements of a remark.
pub(super) fn parts(text: &str) -> Vec<Part> {
    if let Some(found) = codes::find(text) {
        let before = text.get(..found.start).unwrap_or_default();
        let mut parts = without_codes(before);
        parts.push(Part::Codes);
        parts.extend(without_codes(&found.rest));
        return parts;
    }
    without_codes(text)
}

fn without_codes(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut left = String::new();
    let mut at = 0;
    for date in dates::formats(text) {
        left.push_str(text.get(at..date.start).unwrap_or_default());
        left.push('，');
        at = date.end;
        parts.push(Part::Date);
    }
    left.push_str(text.get(at..).unwrap_or_default());
    let left = plain(&left);
    // The word belongs to the date after it.
    let is_filler = |piece: &str| {
        !parts.is_empty()
            && matches!(piece, "格式" | "格式为" | "日期格式" | "时间格式" | "日期格式为" | "时间格式为" | "格式是")
    };
    let mut others: Vec<(&str, Part)> =
        pieces(&left).filter(|piece| !is_filler(piece)).map(|piece| (piece, part(piece))).collect();
    // The word belongs to the unit after it: `单位（元）`.
    if others.iter().any(|(_, part)| matches!(part, Part::Unit(_))) {
        others.retain(|(piece, _)| !matches!(*piece, "单位" | "金额单位"));
    }
    parts.extend(others.into_iter().map(|(_, part)| part));
    parts
}

/// The statement of one piece of a remark.
fn part(piece: &str) -> Part {
    if ALWAYS.has(piece) {
        return Part::Presence(Hint::Must);
    }
    if ABSENT.has(piece) {
        return Part::Presence(Hint::MayBeAbsent);
    }
    if EMPTY.has(piece) {
        return Part::Presence(Hint::MayBeEmpty);
    }
    if let Some(decimals) = decimals_of(piece) {
        return Part::Decimals(decimals);
    }
    if let Some(unit) = whole_unit(piece) {
        return Part::Unit(unit);
    }
    let items = ITEMS.as_ref().and_then(|pattern| pattern.captures(piece));
    let bound = |number: usize| items.as_ref().and_then(|found| found.get(number)).map(|found| found.as_str());
    if let (Some(min), Some(max)) = (bound(1), bound(2)) {
        return Part::Items(u32::from(min == "1"), max.parse().ok());
    }
    let fixed = first(&FIXED, piece).map(|value| Part::Fixed(value.to_owned()));
    let default = first(&DEFAULT, piece).map(|value| Part::Default(value.to_owned()));
    fixed.or(default).unwrap_or(Part::Other)
}

/// The unit, if a piece consists of nothing else.
fn whole_unit(piece: &str) -> Option<Unit> {
    let bare = ["金额", "货币", "单位", "为", "是", ":", "人民币", "以"]
        .iter()
        .fold(piece, |piece, word| piece.strip_prefix(word).unwrap_or(piece));
    let bare = bare.strip_suffix("为单位").or_else(|| bare.strip_suffix('计')).unwrap_or(bare);
    UNITS.iter().find(|(word, _)| *word == bare).map(|(_, unit)| *unit)
}

#[cfg(test)]
mod tests {
    use super::{Hint, Part, Unit, decimals, hint, parts, unit};

    #[test]
    fn remarks_state_what_is_mandatory() {
        for (text, expected) in [
            ("（可为空）", Some(Hint::MayBeEmpty)),
            ("选填", Some(Hint::MayBeAbsent)),
            ("非必须", Some(Hint::MayBeAbsent)),
            ("必填", Some(Hint::Must)),
            ("18位，必填", Some(Hint::Must)),
            ("不可为空", Some(Hint::Must)),
            ("当主诊断时必填", Some(Hint::Sometimes)),
            ("条件必填", Some(Hint::Sometimes)),
            ("住院必填", Some(Hint::Sometimes)),
            ("普通", None),
            ("必须与身份证一致", None),
        ] {
            assert_eq!(hint(text), expected, "{text}");
        }
    }

    #[test]
    fn remarks_state_the_unit() {
        for text in [
            "request_content 中金额单位为元，其中",
            "（单位：元）",
            "挂号费（元）",
            "元",
            "元, 四位小数",
            "以元为单位",
            "单位元保留两位小数",
            "单位（元）",
            "人民币元",
            "元（精确到分）",
        ] {
            assert_eq!(unit(text), Some(Unit::Yuan), "{text}");
        }
        for text in ["金额单位为分。", "（单位：分）", "分", "以分为单位", "以分计"] {
            assert_eq!(unit(text), Some(Unit::Fen), "{text}");
        }
        for text in ["单位：万元", "单位：元或单位：分", "（元/分）", "角"] {
            assert_eq!(unit(text), Some(Unit::Other), "{text}");
        }
        for text in ["单元", "单位分配的编号", "分类", "元素", "精确到分", "评分", "就诊单位", "分，类"]
        {
            assert_eq!(unit(text).filter(|_| text != "分，类"), None, "{text}");
        }
    }

    #[test]
    fn remarks_state_the_decimal_places() {
        for (text, expected) in [
            ("保留两位小数", Some(2)),
            ("元, 四位小数", Some(4)),
            ("小数点后保留4位", Some(4)),
            ("精确到小数点后2位", Some(2)),
            ("精确到分", Some(2)),
            ("2位小数", Some(2)),
            ("小数位数：2", Some(2)),
            ("最多6位小数", Some(6)),
            ("两位", None),
            ("2", None),
            ("小数", None),
        ] {
            assert_eq!(decimals(text), expected, "{text}");
        }
    }

    #[test]
    fn a_remark_is_parsed_piece_by_piece() {
        let fixed = |value: &str| Part::Fixed(value.to_owned());
        for (text, expected) in [
            ("", vec![]),
            ("（可为空）", vec![Part::Presence(Hint::MayBeEmpty)]),
            ("必填，见附录", vec![Part::Presence(Hint::Must), Part::Other]),
            ("单位：元，保留两位小数", vec![Part::Unit(Unit::Yuan), Part::Decimals(2)]),
            ("单位（元）", vec![Part::Unit(Unit::Yuan)]),
            ("格式：yyyyMMdd", vec![Part::Date]),
            ("格式为 yyyyMMddHHmmss 如 20160501163102", vec![Part::Date, Part::Other]),
            ("1：男，2：女", vec![Part::Codes]),
            ("必填，1：男，2：女，其他见附录", vec![Part::Presence(Hint::Must), Part::Codes, Part::Other]),
            ("1-n", vec![Part::Items(1, None)]),
            ("0..*", vec![Part::Items(0, None)]),
            ("1-99条", vec![Part::Items(1, Some(99))]),
            ("固定值 “2207”", vec![fixed("2207")]),
            ("固定传2207", vec![fixed("2207")]),
            ("默认为0", vec![Part::Default("0".to_owned())]),
            ("0～150", vec![Part::Items(0, Some(150))]),
            ("SM2签名，BASE64", vec![Part::Other, Part::Other]),
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
    }
}
