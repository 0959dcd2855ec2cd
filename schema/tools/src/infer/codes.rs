//! Lists of codes in prose: `1：男 2：女`, `01挂号 02缴费`, `（1）门诊（2）住院`, `男(1)、女(2)`.

mod meaning;
mod scan;

use std::borrow::Cow;
use std::collections::BTreeSet;

use meaning::{Style, meaning};
use scan::{Item, Notation, Scan};

/// A list of codes in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it begins.
    pub(super) start: usize,
    /// The codes and their meanings.
    pub(super) values: Vec<(String, String)>,
    /// The rest of the text, which is neither a code nor a meaning.
    pub(super) rest: String,
}

/// The list of codes in a text: at least two, in the same notation, each with a Chinese meaning.
pub(super) fn find(text: &str) -> Option<Found> {
    let text = without_tags(text);
    let scan = Scan::new(&text);
    let code_first = Notation::ALL.into_iter().find_map(|notation| code_first(&scan, notation));
    code_first.or_else(|| lines(&text)).or_else(|| meaning_first(&text))
}

/// Replaces HTML line breaks by blanks of the same length, so that offsets don't change.
fn without_tags(text: &str) -> Cow<'_, str> {
    const BREAKS: [&str; 5] = ["<br/>", "<br />", "<br>", "<BR/>", "<BR>"];
    BREAKS.iter().fold(Cow::Borrowed(text), |text, tag| match text.contains(tag) {
        true => Cow::Owned(text.replace(tag, &"\n".repeat(tag.len()))),
        false => text,
    })
}

/// Codes followed by a comma, one per line or word: `1,男 2,女`.
fn lines(text: &str) -> Option<Found> {
    let is_code = |code: &str| !code.is_empty() && code.len() <= 6 && code.bytes().all(|b| b.is_ascii_alphanumeric());
    let pieces = text.split(|c: char| c.is_whitespace() || matches!(c, ';' | '；')).filter(|piece| !piece.is_empty());
    let value = |piece: &str| {
        let (code, zh) = piece.split_once([',', '，'])?;
        (is_code(code) && meaning::is_word(zh) && !zh.contains([',', '，'])).then(|| (code.to_owned(), zh.to_owned()))
    };
    listed(0, pieces.map(value).collect::<Option<Vec<_>>>()?, &[])
}

/// Codes before their meanings.
fn code_first(scan: &Scan<'_>, notation: Notation) -> Option<Found> {
    let items = scan.items(notation);
    let first = items.first()?;
    let ends = items.iter().skip(1).map(|item| item.start).chain([scan.text.len()]);
    let (mut values, mut rest) = (Vec::new(), Vec::new());
    for (item, end) in items.iter().zip(ends) {
        let text = scan.text.get(item.end..end)?;
        match &item.code {
            Some(code) => {
                let (zh, left) = meaning(text, item.style)?;
                values.push((code.clone(), zh.to_owned()));
                rest.push(left);
            }
            None => rest.push(scan.text.get(item.start..end)?),
        }
    }
    listed(first.start, values, &rest).filter(|found| !is_enumeration(&items, found))
}

/// Codes after their meanings: `男(1)、女(2)`, `男-1，女-2`.
fn meaning_first(text: &str) -> Option<Found> {
    let (mut values, mut rest) = (Vec::new(), Vec::new());
    let mut start = None;
    let mut at = 0;
    let mut before = ' ';
    let ends = |c: char| {
        let closes = matches!(c, ')' | '）') && before.is_ascii_digit();
        before = c;
        closes || is_delimiter(c)
    };
    for piece in text.split_inclusive(ends) {
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

/// Whether a list only numbers sentences: `1.必须填写 2.由医保局分配`.
fn is_enumeration(items: &[Item], found: &Found) -> bool {
    let is_counted = found.values.iter().zip(1_u32..).all(|((code, _), number)| *code == number.to_string());
    let can_count = items.iter().all(|item| item.style == Style::Counting);
    is_counted && can_count && found.values.iter().any(|(_, zh)| meaning::is_sentence(zh))
}

/// Whether a character separates the items of a list.
fn is_delimiter(c: char) -> bool {
    matches!(c, '，' | ',' | '；' | ';' | '。' | '、' | '/' | '|' | '｜' | '\n' | ' ')
}

/// Whether a character is punctuation around a text.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || "（）()[]【】，,。；;：:、/|｜\"“”'".contains(c)
}

#[cfg(test)]
mod tests;
