//! Lists of codes in prose: `1：男 2：女`, `01挂号 02缴费`, `（1）门诊（2）住院`, `男(1)、女(2)`.

mod meaning;
mod scan;

use std::collections::BTreeSet;

use meaning::{Style, meaning};
use scan::{Item, Notation, Scan};

/// A list of codes in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it begins.
    pub(super) start: usize,
    /// Each code, and what it means.
    pub(super) values: Vec<(String, String)>,
    /// What stands among the codes and behind them, and is neither a code nor what one means.
    pub(super) rest: String,
}

/// The list of codes in a text: two at least, in one notation, each with Chinese words.
pub(super) fn find(text: &str) -> Option<Found> {
    let scan = Scan::new(text);
    let code_first = Notation::ALL.into_iter().find_map(|notation| code_first(&scan, notation));
    code_first.or_else(|| meaning_first(text))
}

/// Codes that stand before what they mean.
fn code_first(scan: &Scan<'_>, notation: Notation) -> Option<Found> {
    let items = scan.items(notation);
    let first = items.first()?;
    let ends = items.iter().skip(1).map(|item| item.start).chain([scan.text.len()]);
    let (mut values, mut rest) = (Vec::new(), Vec::new());
    for (item, end) in items.iter().zip(ends) {
        let words = scan.text.get(item.end..end)?;
        match &item.code {
            Some(code) => {
                let (zh, left) = meaning(words, item.style)?;
                values.push((code.clone(), zh.to_owned()));
                rest.push(left);
            }
            None => rest.push(scan.text.get(item.start..end)?),
        }
    }
    listed(first.start, values, &rest).filter(|found| !is_enumeration(&items, found))
}

/// Codes that stand behind what they mean: `男(1)、女(2)`, `男-1，女-2`.
fn meaning_first(text: &str) -> Option<Found> {
    let (mut values, mut rest) = (Vec::new(), Vec::new());
    let mut start = None;
    let mut at = 0;
    for piece in text.split_inclusive(is_delimiter) {
        let here = at;
        at += piece.len();
        let bare = piece.trim_end_matches(is_delimiter);
        match scan::behind(bare) {
            Some((from, zh, code)) if start.is_some() || meaning::is_word(zh) => {
                start.get_or_insert(here + from);
                values.push((code, meaning::is_word(zh).then(|| zh.to_owned())?));
            }
            _ if start.is_some() => rest.push(bare),
            _ => {}
        }
    }
    listed(start?, values, &rest)
}

fn listed(start: usize, values: Vec<(String, String)>, rest: &[&str]) -> Option<Found> {
    let codes: BTreeSet<&String> = values.iter().map(|(code, _)| code).collect();
    let is_list = values.len() > 1 && codes.len() == values.len();
    let rest: Vec<&str> = rest.iter().map(|rest| rest.trim_matches(is_mark)).filter(|rest| !rest.is_empty()).collect();
    is_list.then(|| Found { start, values, rest: rest.join("；") })
}

/// Whether a list only counts its sentences: `1.必须填写 2.由医保局分配`.
fn is_enumeration(items: &[Item], found: &Found) -> bool {
    let is_counted = found.values.iter().zip(1_u32..).all(|((code, _), number)| *code == number.to_string());
    let can_count = items.iter().all(|item| item.style == Style::Counting);
    is_counted && can_count && found.values.iter().any(|(_, zh)| meaning::is_sentence(zh))
}

/// What stands between the items of a list.
fn is_delimiter(c: char) -> bool {
    matches!(c, '，' | ',' | '；' | ';' | '。' | '、' | '/' | '|' | '｜' | '\n' | ' ')
}

/// What can stand around a text without being a part of what it says.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || "（）()[]【】，,。；;：:、/|｜\"“”'".contains(c)
}

#[cfg(test)]
mod tests;
