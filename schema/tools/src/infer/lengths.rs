//! Parses lengths in the notations of bureaus: `1,000`, `≤20`, `6-20`, `定长18`, `(10,2)`.

use super::lexicon::{WordList, plain};
use wxmed_compiler::model::LengthUnit;

/// The length of a field according to a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) size: Size,
    /// The unit.
    pub(super) unit: LengthUnit,
}

impl Length {
    /// The maximum length as a fixed length.
    pub(super) fn fixed(self) -> Self {
        match self.size {
            Size::Most(length) => Self { size: Size::Exactly(length), ..self },
            Size::Any
            | Size::Exactly(_)
            | Size::AtLeast(_)
            | Size::Between(..)
            | Size::Either(..)
            | Size::Digits(..) => self,
        }
    }
}

/// A length, or a range of lengths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    /// There is no limit.
    Any,
    Most(u32),
    Exactly(u32),
    AtLeast(u32),
    Between(u32, u32),
    /// One of two lengths, the shorter one first.
    Either(u32, u32),
    /// The total digits of a number, and its decimal places.
    Digits(u32, u32),
}

const UNITS: &[(&str, LengthUnit)] = &[
    ("characters", LengthUnit::Characters),
    ("chars", LengthUnit::Characters),
    ("char", LengthUnit::Characters),
    ("个字符", LengthUnit::Characters),
    ("字符", LengthUnit::Characters),
    ("个汉字", LengthUnit::Characters),
    ("汉字", LengthUnit::Characters),
    ("个字节", LengthUnit::Bytes),
    ("字节", LengthUnit::Bytes),
    ("bytes", LengthUnit::Bytes),
    ("byte", LengthUnit::Bytes),
    ("位数字", LengthUnit::Uncertain),
    ("digits", LengthUnit::Uncertain),
    ("位", LengthUnit::Uncertain),
];

const ANY: WordList = WordList("- -- / \\ 无 不限 不限长 不限制 不限长度 无限制 max 变长 可变 * 不定长");

/// Converts a number to a size.
type Limit = fn(u32) -> Option<Size>;

const MOST: Limit = |number| Some(Size::Most(number));
const LESS: Limit = |number| number.checked_sub(1).filter(|most| *most > 0).map(Size::Most);
const EXACTLY: Limit = |number| Some(Size::Exactly(number));
const AT_LEAST: Limit = |number| Some(Size::AtLeast(number));
const MORE: Limit = |number| number.checked_add(1).map(Size::AtLeast);

/// Words before a number. A word that is a prefix of another follows it.
const BEFORE: &[(&str, Limit)] = &[
    ("<=", MOST),
    ("≤", MOST),
    ("≦", MOST),
    ("<", LESS),
    (">=", AT_LEAST),
    ("≥", AT_LEAST),
    ("≧", AT_LEAST),
    (">", MORE),
    ("=", EXACTLY),
    ("小于等于", MOST),
    ("小于", LESS),
    ("少于", LESS),
    ("大于等于", AT_LEAST),
    ("大于", MORE),
    ("不超过", MOST),
    ("不大于", MOST),
    ("不多于", MOST),
    ("最大长度", MOST),
    ("最大", MOST),
    ("最长", MOST),
    ("最多", MOST),
    ("至多", MOST),
    ("upto", MOST),
    ("max", MOST),
    ("变长", MOST),
    ("可变长度", MOST),
    ("可变长", MOST),
    ("可变", MOST),
    ("不定长", MOST),
    ("...", MOST),
    ("..", MOST),
    ("…", MOST),
    ("不少于", AT_LEAST),
    ("不小于", AT_LEAST),
    ("至少", AT_LEAST),
    ("最少", AT_LEAST),
    ("最短", AT_LEAST),
    ("min", AT_LEAST),
    ("定长", EXACTLY),
    ("固定长度", EXACTLY),
    ("固定", EXACTLY),
    ("固长", EXACTLY),
    ("等于", EXACTLY),
    ("fixed", EXACTLY),
];

/// Words after a number.
const BEHIND: &[(&str, Limit)] = &[
    ("以内", MOST),
    ("之内", MOST),
    ("及以下", MOST),
    ("以下", MOST),
    ("变长", MOST),
    ("可变", MOST),
    ("max", MOST),
    ("定长", EXACTLY),
    ("固定", EXACTLY),
    ("固长", EXACTLY),
    ("fixed", EXACTLY),
    ("及以上", AT_LEAST),
    ("以上", AT_LEAST),
];

/// Words without a meaning of their own.
const FILLERS: &[&str] = &["长度", "length", "len", "为", ":"];

/// The length that a cell states; `None` if the cell contains anything else.
pub(super) fn read(cell: &str) -> Option<Length> {
    let text = plain(cell).to_lowercase();
    let (text, unit) = counted(&text);
    size(&text).map(|size| Length { size, unit })
}

/// Removes the word for the unit from a text, and returns both.
fn counted(text: &str) -> (String, LengthUnit) {
    let found = UNITS.iter().find_map(|(word, unit)| Some((text.find(word)?, *word, *unit)));
    let Some((at, word, unit)) = found else { return (text.to_owned(), LengthUnit::Uncertain) };
    let (before, behind) = (text.get(..at).unwrap_or_default(), text.get(at + word.len()..).unwrap_or_default());
    (format!("{before}{behind}").replace("()", ""), unit)
}

fn size(text: &str) -> Option<Size> {
    let mut text = bare(text);
    if ANY.has(text) {
        return Some(Size::Any);
    }
    while let Some(rest) = FILLERS.iter().find_map(|word| text.strip_prefix(word)) {
        text = bare(rest);
    }
    let before = BEFORE.iter().find_map(|(word, limit)| Some((text.strip_prefix(word)?, limit)));
    let behind = || BEHIND.iter().find_map(|(word, limit)| Some((bare(text).strip_suffix(word)?, limit)));
    if let Some((rest, limit)) = before.or_else(behind) {
        return number(bare(rest)).and_then(limit);
    }
    if let Some((rest, limit)) = text.strip_suffix(')').and_then(|text| {
        let (rest, word) = text.split_once('(')?;
        BEHIND.iter().find(|(known, _)| *known == word).map(|(_, limit)| (rest, limit))
    }) {
        return number(rest).and_then(limit);
    }
    number(text).map(Size::Most).or_else(|| between(text)).or_else(|| either(text)).or_else(|| digits(text))
}

fn between(text: &str) -> Option<Size> {
    let (from, to) = text.split_once("..").or_else(|| text.split_once(['-', '~', '至', '到']))?;
    let to = number(to)?;
    match from {
        "0" => Some(Size::Most(to)),
        from => match number(from)? {
            from if from == to => Some(Size::Exactly(to)),
            from if from < to => Some(Size::Between(from, to)),
            _ => None,
        },
    }
}

fn either(text: &str) -> Option<Size> {
    let (one, other) = text.split_once(['/', '或'])?;
    let (one, other) = (number(one)?, number(other)?);
    (one != other).then(|| Size::Either(one.min(other), one.max(other)))
}

fn digits(text: &str) -> Option<Size> {
    let (all, decimals) = text.split_once([',', '.'])?;
    let (all, decimals) = (number(all)?, if decimals == "0" { 0 } else { number(decimals)? });
    (decimals <= all).then_some(Size::Digits(all, decimals))
}

/// A positive whole number, optionally with thousands separators.
fn number(text: &str) -> Option<u32> {
    let mut groups = text.split(',');
    let first = groups.next().unwrap_or_default();
    let is_grouped = (1..=3).contains(&first.len()) && groups.clone().all(|group| group.len() == 3);
    let text = if groups.next().is_some() && is_grouped { text.replace(',', "") } else { text.to_owned() };
    let is_plain = !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

/// Removes the brackets around a text.
pub(super) fn bare(text: &str) -> &str {
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    let inner = inner.or_else(|| text.strip_prefix('[').and_then(|text| text.strip_suffix(']')));
    inner.filter(|inner| !inner.contains(['(', ')', '[', ']'])).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::{Length, Size, read};
    use wxmed_compiler::model::LengthUnit;

    #[track_caller]
    fn sizes(size: Option<Size>, cells: &[&str]) {
        for cell in cells {
            assert_eq!(read(cell).map(|length| length.size), size, "{cell}");
        }
    }

    #[test]
    fn sizes_are_read_in_many_notations() {
        sizes(Some(Size::Any), &["-", "/", "不限", "无限制", "MAX", "变长", "—", "无"]);
        sizes(Some(Size::Most(1000)), &["1000", "1,000", "1，000", "１０００", "(1000)", "（1,000）", "≤1,000"]);
        sizes(Some(Size::Most(1_000_000)), &["1,000,000"]);
        sizes(Some(Size::Most(20)), &["≤20", "<=20", "＜21", "20以内", "不超过20", "最大20", "max 20", "最长 20 位"]);
        sizes(Some(Size::Most(20)), &["..20", "0-20", "0～20", "0..20", "长度20", "长度：20", "20位以内", "20 max"]);
        sizes(Some(Size::Most(50)), &["变长50", "可变50", "变长（50）", "50变长", "50（变长）", "不定长50"]);
        sizes(Some(Size::Exactly(18)), &["定长18", "固定18", "固定长度18", "18定长", "18（定长）", "=18", "18-18"]);
        sizes(Some(Size::AtLeast(6)), &["≥6", ">=6", ">5", "至少6位", "6位以上", "不少于6"]);
        sizes(Some(Size::Between(6, 20)), &["6-20", "6～20", "6~20", "6至20", "6到20位", "6..20", "（6-20）", "6—20"]);
        sizes(Some(Size::Either(15, 18)), &["15/18", "15或18", "18／15", "15或18位"]);
        sizes(Some(Size::Digits(10, 2)), &["(10,2)", "10,2", "（10，2）", "10.2"]);
        sizes(Some(Size::Digits(16, 0)), &["16,0"]);
    }

    #[test]
    fn the_unit_of_a_length_is_read() {
        for (cell, unit) in [
            ("50字符", LengthUnit::Characters),
            ("50个汉字", LengthUnit::Characters),
            ("50 char", LengthUnit::Characters),
            ("(50 byte)", LengthUnit::Bytes),
            ("不超过50字节", LengthUnit::Bytes),
            ("50字节以内", LengthUnit::Bytes),
            ("50位", LengthUnit::Uncertain),
            ("50", LengthUnit::Uncertain),
        ] {
            assert_eq!(read(cell), Some(Length { size: Size::Most(50), unit }), "{cell}");
        }
    }

    #[test]
    fn other_cells_are_not_lengths() {
        const OTHERS: &str = "\
            0 00 020 -5 20-6 10,20 2,10 abc 见附录 20左右 6-20-30 1,00 15/18/20 20字符或汉字10 99999999999 1.2.3 ≤ \
            定长 20% yyyyMMdd 一百";
        for cell in OTHERS.split(' ').chain([""]) {
            assert_eq!(read(cell), None, "{cell}");
        }
    }
}
