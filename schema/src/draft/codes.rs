//! Lists of codes in prose: `1：男 2：女`, `0-不参加 1-一档`, `1 居民身份证 9 户口本`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex_lite::Regex;

use super::words;

/// A list of codes in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it begins.
    pub(super) start: usize,
    /// Each code, and what it means.
    pub(super) values: Vec<(String, String)>,
}

/// A code and the mark behind it.
static MARKED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^0-9A-Za-z.])([0-9]{1,4}|[A-Z][0-9A-Z]{0,3})\s*(?:：|:|=|＝|-|－|—|–|、|代表|表示)\s*").ok()
});
/// A code and a blank behind it.
static SPACED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|[\s（(，,；;：:])([0-9]{1,3}|[A-Z])\s+").ok());

/// What a number is followed by if it is no code.
const UNITS: &[char] =
    &['位', '元', '分', '个', '字', '天', '年', '月', '日', '秒', '次', '小', '条', '岁', '级', '号'];

/// The list of codes in a text: two at least, each with Chinese words.
pub(super) fn find(text: &str) -> Option<Found> {
    [&*MARKED, &*SPACED].into_iter().flatten().find_map(|marks| read(text, marks))
}

fn read(text: &str, marks: &Regex) -> Option<Found> {
    let mut places = Vec::new();
    for captures in marks.captures_iter(text) {
        let (whole, code) = (captures.get(0)?, captures.get(1)?);
        places.push((code.start(), whole.end(), code.as_str()));
    }
    let ends = places.iter().skip(1).map(|(start, ..)| *start).chain([text.len()]);
    let mut values = Vec::new();
    for ((_, start, code), end) in places.iter().zip(ends) {
        values.push(((*code).to_owned(), meaning(text.get(*start..end)?)?));
    }
    let codes: BTreeSet<&String> = values.iter().map(|(code, _)| code).collect();
    let is_list = values.len() > 1 && codes.len() == values.len();
    is_list.then(|| Found { start: places.first().map_or(0, |(start, ..)| *start), values })
}

/// What a code means: the words up to the next mark that is not inside brackets.
fn meaning(text: &str) -> Option<String> {
    let mut depth = 0_usize;
    let end = text.char_indices().find(|(_, c)| match c {
        '（' | '(' => {
            depth += 1;
            false
        }
        '）' | ')' if depth > 0 => {
            depth -= 1;
            false
        }
        '）' | ')' => true,
        '，' | ',' | '；' | ';' | '。' | '、' | '/' | '|' | '\n' => depth == 0,
        _ => false,
    });
    let words = text.get(..end.map_or(text.len(), |(at, _)| at))?.trim();
    let fits = words.contains(words::is_chinese) && words.chars().count() <= 30 && !words.starts_with(UNITS);
    fits.then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::find;

    #[track_caller]
    fn found(text: &str, expected: &[(&str, &str)]) {
        let values = find(text).map(|found| found.values).unwrap_or_default();
        let values: Vec<(&str, &str)> = values.iter().map(|(code, zh)| (code.as_str(), zh.as_str())).collect();
        assert_eq!(values, expected, "{text}");
    }

    #[test]
    fn lists_of_codes_are_found() {
        found("性别 1：男 2：女", &[("1", "男"), ("2", "女")]);
        found("参保档次（0-不参加 1-一档）", &[("0", "不参加"), ("1", "一档")]);
        found("1:门诊,2:住院,9:其他。", &[("1", "门诊"), ("2", "住院"), ("9", "其他")]);
        found("为空表示未知，1：基本医疗保险（一档） 2：特殊", &[("1", "基本医疗保险（一档）"), ("2", "特殊")]);
        found("1 居民身份证 9 户口本", &[("1", "居民身份证"), ("9", "户口本")]);
        found("A=普通；B=专家", &[("A", "普通"), ("B", "专家")]);
    }

    #[test]
    fn other_numbers_are_no_codes() {
        for text in [
            "15 位身份证号需要转为 18 位",
            "yyyy-MM-dd HH:mm:ss 格式",
            "格式为 yyyyMMddHHmmss 如 20160501163102",
            "1：只有一个",
            "10.193.0.1",
            "参照 https://a.example/b?c=4 的说明",
            "1：男 1：女",
            "",
        ] {
            found(text, &[]);
        }
    }
}
